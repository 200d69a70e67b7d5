//! A row of a list, as far as it says who somebody is.

use crate::person::Gender;
use kernel::{BirthDate, CitizenId, OldIdNumber, propose_repairs};

/// The number a list gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListNumber {
    /// None, or nothing that could be one.
    #[default]
    None,
    /// Twelve digits as they stand.
    Citizen(CitizenId),
    /// Twelve digits after lost zeros were put back: a proposal, which proves nothing.
    Repaired(CitizenId),
}

/// A row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRow {
    /// Họ và tên.
    pub full_name: String,
    /// Another name, such as one that stood in brackets.
    pub other_name: String,
    /// The day or the year of birth.
    pub birth: Option<BirthDate>,
    /// The sex.
    pub sex: Gender,
    /// Số định danh.
    pub number: ListNumber,
    /// Số CMND.
    pub old_id: Option<OldIdNumber>,
    /// The province by code or name.
    pub province: String,
    /// The commune by code or name.
    pub commune: String,
    /// The village.
    pub village: String,
}

impl ListNumber {
    /// Reads a column that may hold either number, and the damage a spreadsheet does to them.
    pub fn parse(text: &str, sex: Gender, birth: Option<BirthDate>) -> (ListNumber, Option<OldIdNumber>) {
        if text.is_empty() {
            return (ListNumber::None, None);
        }
        if let Ok(id) = CitizenId::parse(text) {
            return (ListNumber::Citizen(id), None);
        }
        if let Ok(old) = OldIdNumber::parse(text) {
            return (ListNumber::None, Some(old));
        }
        let mut proposed = propose_repairs(text, sex, birth).into_iter();
        match (proposed.next(), proposed.next(), OldIdNumber::propose_repair(text)) {
            // One reading is a proposal, several are guesses.
            (Some(repair), None, None) => (ListNumber::Repaired(repair.id), None),
            (_, _, Some(repair)) => (ListNumber::None, Some(repair.number)),
            _ => (ListNumber::None, None),
        }
    }
}
