//! Identity numbers: built as the law builds them, and never twice.

use crate::{
    dice::{Dice, mixed},
    plan::{Commune, Plan},
};
use kernel::{CitizenId, OldIdNumber, Sex, id_provinces};
use std::collections::HashMap;

/// Numbers of six digits.
const SERIALS: u64 = 1_000_000;
/// Prime to [`SERIALS`], so that multiplying by it puts serials in another order and makes none twice.
const SERIAL_STEP: u64 = 617_283;
/// Numbers of seven digits, and what puts them in another order.
const OLD_SERIALS: u64 = 10_000_000;
const OLD_STEP: u64 = 7_368_787;

/// The numbers of one commune's people. Communes share the serials of a year among them.
///
/// Of a beginning (province, century and sex, year) no serial is given twice, and each beginning counts from a place of
/// its own: else the first of each year in a commune would end alike, and look like one person where the rest is covered.
pub(crate) struct Numbers {
    province: String,
    commune: u64,
    communes: u64,
    /// How many numbers of a beginning were given, by the beginning.
    given: HashMap<String, u64>,
    seed: u64,
}

impl Numbers {
    pub(crate) fn new(plan: &Plan, commune: &Commune) -> Numbers {
        Numbers {
            province: format!("0{}", commune.province),
            commune: commune.sharing.1,
            communes: commune.sharing.0,
            given: HashMap::new(),
            seed: plan.seed,
        }
    }

    /// Province of birth, century and sex, year, six digits. One in a thousand was issued for another year, before the
    /// year was corrected.
    pub(crate) fn citizen_id(&mut self, dice: &mut Dice, sex: Sex, year: i16) -> CitizenId {
        let year = if dice.happens(10) { year - 1 } else { year };
        let province = if dice.happens(400) { dice.pick(id_provinces()).code } else { &self.province };
        let century = (year / 100 - 19) * 2 + i16::from(sex == Sex::Female);
        let beginning = format!("{province}{century}{:02}", year % 100);
        let given = self.given.entry(beginning.clone()).or_insert(0);
        let shift = mixed(beginning.bytes(), self.seed) % SERIALS;
        let serial = ((*given * self.communes + self.commune) * SERIAL_STEP + shift) % SERIALS;
        *given += 1;
        CitizenId::parse(&format!("{beginning}{serial:06}")).expect("twelve digits")
    }

    /// Nine digits, of the province's series.
    pub(crate) fn old_id(&self, plan: &Plan, person: u64) -> OldIdNumber {
        // The old series of Quảng Ngãi begins with 21; elsewhere the code of the province stands for it.
        let series = if self.province == "051" { "21" } else { &self.province[1..] };
        let serial = (person * OLD_STEP + plan.seed) % OLD_SERIALS;
        OldIdNumber::parse(&format!("{series}{serial:07}")).expect("nine digits")
    }
}
