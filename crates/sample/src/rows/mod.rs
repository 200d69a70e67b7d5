//! Rows of the agencies' lists, before they are laid out in a file.

mod choose;
mod make;
mod plant;

pub(crate) use choose::{Chosen, category as category_of};
pub(crate) use make::lists_of;

use crate::slip::Slip;
use jiff::civil::Date;
use kernel::Sex;

/// A row as an agency has it.
#[derive(Clone, Debug)]
pub(crate) struct ListRow {
    /// Who it is by the register; nobody for those who are not in it.
    pub(crate) person: Option<u64>,
    pub(crate) slips: Vec<Slip>,
    pub(crate) name: String,
    /// As written.
    pub(crate) birth: String,
    pub(crate) sex: Sex,
    /// As written; empty where there is none.
    pub(crate) citizen_id: String,
    pub(crate) old_id: String,
    /// With its name, because moved people keep the hamlet of their new commune.
    pub(crate) hamlet: String,
    pub(crate) phone: String,
    /// A code of the law; another text where the slip says so.
    pub(crate) category: &'static str,
    pub(crate) amount: Option<i64>,
    pub(crate) decision_number: String,
    pub(crate) decision_on: Option<Date>,
    pub(crate) entitled_from: Option<Date>,
    /// The household's code, for lists of households.
    pub(crate) household: String,
    pub(crate) members: u8,
    /// Full years, for whoever visits.
    pub(crate) age: i64,
    pub(crate) is_dead: bool,
}

impl ListRow {
    pub(crate) fn has(&self, slip: Slip) -> bool {
        self.slips.contains(&slip)
    }

    /// Whether it comes back with a reason.
    pub(crate) fn comes_back(&self) -> bool {
        [Slip::BadName, Slip::BadCategory, Slip::BadBirth, Slip::BadAmount].iter().any(|slip| self.has(*slip))
    }
}

/// The lists of one commune.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    pub(crate) protection: Vec<ListRow>,
    pub(crate) merit: Vec<ListRow>,
    pub(crate) poverty: Vec<ListRow>,
    /// How many rows at the end of `protection` go to the list of another commune: those of people who moved.
    pub(crate) moving: usize,
    /// Rows that stand in the list of another commune too.
    pub(crate) doubled: Vec<ListRow>,
}
