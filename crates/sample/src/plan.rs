//! What is asked for: which district, how many people, which seed.

use crate::{
    Refusal,
    chances::{Chances, USUAL},
    dice::shared_out,
    slip::TWICE,
};
use jiff::civil::{Date, date};
use kernel::names::plain_text;
use office::places::{Level, Places, Unit};

/// The day the sample's world stands at: the lists of January 2024.
pub const SAMPLE_DAY: Date = date(2024, 1, 10);

/// People of the district of the founding letter: 12,105 beneficiaries of social protection.
pub const PEOPLE_USUAL: u64 = 12_105;
/// The population register beside them.
pub const REGISTER_USUAL: u64 = 250_000;
/// A register larger than this grows with the beneficiaries alone.
const REGISTER_FREELY_MAX: u64 = 4_000_000;
/// The least people of a register for each beneficiary.
const REGISTER_A_BENEFICIARY: u64 = 5;
/// The most beneficiaries: sheets of one commune still fit their format.
pub const PEOPLE_MAX: u64 = 5_000_000;

/// What to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its communes get files.
    pub district: Unit,
    /// The same seed gives the same bytes.
    pub seed: u64,
    /// Rows of social protection that can be read.
    pub people: u64,
    /// People of the register.
    pub register: u64,
    pub(crate) chances: &'static Chances,
}

/// A commune of the plan.
#[derive(Clone, Debug)]
pub(crate) struct Commune {
    pub(crate) index: usize,
    pub(crate) unit: Unit,
    /// The code of its province, as units and identity numbers begin with it.
    pub(crate) province: String,
    /// How many communes the plan has.
    pub(crate) of_communes: u64,
    /// How many communes share the identity numbers of that province, and which of them this one is.
    pub(crate) sharing: (u64, u64),
    /// `21061-binh-tri`.
    pub(crate) slug: String,
    pub(crate) people: u64,
    /// The first person of the register who lives here.
    pub(crate) first_person: u64,
    pub(crate) protection: u64,
    pub(crate) merit: u64,
    pub(crate) poverty: u64,
    /// Rows of social protection with a wrong amount.
    pub(crate) wrong_amounts: u64,
    /// Rows that stand in the list a second time.
    pub(crate) twice: u64,
    /// Rows that cannot be read.
    pub(crate) bad_rows: u64,
    /// How many in a thousand are paid to an account of their own, after the visits.
    pub(crate) by_account: u32,
}

/// Beneficiaries of social protection of the communes of Bình Sơn, January 2024. The letter gives no table: the sum is
/// its 12,105, and Bình Long and Bình Trung have the sizes its percentages need (6 of 522, 4 of 519).
const BINH_SON: &[(&str, u64, u32)] = &[
    ("21040", 498, 455),
    ("21043", 655, 118),
    ("21046", 571, 160),
    ("21049", 709, 131),
    ("21052", 604, 142),
    ("21055", 633, 155),
    ("21058", 402, 96),
    ("21061", 553, 622),
    ("21064", 310, 62),
    ("21067", 748, 128),
    ("21070", 689, 190),
    ("21073", 447, 71),
    ("21079", 560, 147),
    ("21082", 519, 120),
    ("21085", 512, 133),
    ("21088", 522, 125),
    ("21091", 436, 268),
    ("21100", 489, 110),
    ("21103", 530, 172),
    ("21106", 587, 84),
    ("21109", 612, 139),
    ("21112", 519, 77),
];

/// Where no other is known, so many in a thousand are paid to their own account.
const BY_ACCOUNT_ELSEWHERE: u32 = 150;

impl Plan {
    /// A plan for a district: a code of 2024, or its name as `binh-son`. Without `people` the size of the founding
    /// letter; without `register` as many people as belong to them.
    pub fn new(district: &str, seed: u64, people: Option<u64>, register: Option<u64>) -> Result<Plan, Refusal> {
        let unit = find_district(district)?;
        let people = people.unwrap_or(PEOPLE_USUAL);
        let communes = Places::built_in().children(unit.place).len() as u64;
        if people < communes || people > PEOPLE_MAX {
            return Err(Refusal::People { least: communes, most: PEOPLE_MAX });
        }
        let least = people * REGISTER_A_BENEFICIARY;
        let usual = (REGISTER_USUAL * people / PEOPLE_USUAL).min(REGISTER_FREELY_MAX).max(least);
        let register = register.unwrap_or(usual);
        if register < least || register > PEOPLE_MAX * REGISTER_A_BENEFICIARY {
            return Err(Refusal::Register { least, most: PEOPLE_MAX * REGISTER_A_BENEFICIARY });
        }
        Ok(Plan { district: unit.clone(), seed, people, register, chances: &USUAL })
    }

    /// How often [`crate::write_sample()`] says that something is done.
    pub fn steps(&self) -> u64 {
        Places::built_in().children(self.district.place).len() as u64 * 2
    }

    /// The code of the district's province, as units and identity numbers begin with it.
    pub(crate) fn province_code(&self) -> String {
        let places = Places::built_in();
        let province = places.at_level(self.district.place, Level::Province);
        province.map_or_else(String::new, |unit| unit.code.clone())
    }

    /// The communes, with everything shared out among them.
    pub(crate) fn communes(&self) -> Vec<Commune> {
        let units = Places::built_in().children(self.district.place);
        let known = |unit: &Unit| BINH_SON.iter().find(|(code, ..)| *code == unit.code);
        let weights: Vec<u64> = units.iter().map(|unit| known(unit).map_or(550, |(_, weight, _)| *weight)).collect();
        let share = |whole: u64| shared_out(whole, &weights);
        let (people, protection) = (share(self.register), share(self.people));
        let (merit, poverty) = (share(self.people * 29 / 100), share(self.people * 56 / 100));
        let wrong = share(self.people * 180 / PEOPLE_USUAL);
        let twice = share(self.people * TWICE / 10_000);
        let bad = share(self.people * 24 / PEOPLE_USUAL);
        let mut first_person = 0;
        let province = self.province_code();
        let of_unit = |(index, unit): (usize, &&Unit)| {
            let first = first_person;
            first_person += people[index];
            Commune {
                index,
                unit: (*unit).clone(),
                province: province.clone(),
                of_communes: units.len() as u64,
                sharing: (units.len() as u64, index as u64),
                slug: format!("{}-{}", unit.code, slug(&unit.name)),
                people: people[index],
                first_person: first,
                protection: protection[index],
                merit: merit[index],
                poverty: poverty[index],
                wrong_amounts: wrong[index],
                twice: twice[index],
                bad_rows: bad[index],
                by_account: known(unit).map_or(BY_ACCOUNT_ELSEWHERE, |(_, _, share)| *share),
            }
        };
        units.iter().enumerate().map(of_unit).collect()
    }
}

fn slug(name: &str) -> String {
    plain_text(name).split_whitespace().collect::<Vec<_>>().join("-")
}

fn find_district(asked: &str) -> Result<&'static Unit, Refusal> {
    let places = Places::built_in();
    let tree = places.tree_on(SAMPLE_DAY).expect("a tree holds on the sample's day");
    let is_it = |unit: &&Unit| unit.level == Level::District && (unit.code == asked || slug(&unit.name) == asked);
    let found: Vec<&Unit> = tree.units().iter().filter(is_it).collect();
    match found[..] {
        [one] if !places.children(one.place).is_empty() => Ok(one),
        [_, _, ..] => Err(Refusal::DistrictAmbiguous { codes: found.iter().map(|unit| unit.code.clone()).collect() }),
        _ => Err(Refusal::DistrictUnknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_district_of_the_letter_has_its_communes_and_people() {
        let plan = Plan::new("binh-son", 1, None, None).expect("a plan");
        assert_eq!((plan.people, plan.register, plan.province_code().as_str()), (12_105, 250_000, "51"));
        let communes = plan.communes();
        assert_eq!(communes.len(), 22);
        assert_eq!(communes.iter().map(|commune| commune.protection).sum::<u64>(), 12_105);
        assert_eq!(communes.iter().map(|commune| commune.people).sum::<u64>(), 250_000);
        assert_eq!(communes.iter().map(|commune| commune.wrong_amounts).sum::<u64>(), 180);
        let of = |code: &str| communes.iter().find(|commune| commune.unit.code == code).expect("a commune").protection;
        assert_eq!((of("21088"), of("21082")), (522, 519), "six of 522 are 1.15 %, four of 519 are 0.77 %");
        assert_eq!(communes[7].slug, "21061-binh-tri");
    }

    #[test]
    fn districts_are_found_by_code_and_by_name() {
        assert_eq!(Plan::new("524", 1, Some(220), None).expect("a plan").district.name, "Bình Sơn");
        assert!(matches!(Plan::new("chau-thanh", 1, None, None), Err(Refusal::DistrictAmbiguous { .. })));
        assert!(matches!(Plan::new("atlantis", 1, None, None), Err(Refusal::DistrictUnknown)));
        assert!(matches!(Plan::new("524", 1, Some(3), None), Err(Refusal::People { .. })));
        assert!(matches!(Plan::new("524", 1, Some(220), Some(5)), Err(Refusal::Register { .. })));
    }

    #[test]
    fn a_million_beneficiaries_have_five_million_people_around_them() {
        let plan = Plan::new("524", 1, Some(1_000_000), None).expect("a plan");
        assert_eq!(plan.register, 5_000_000);
        assert_eq!(Plan::new("524", 1, Some(220), None).expect("a plan").register, 4_543);
    }
}
