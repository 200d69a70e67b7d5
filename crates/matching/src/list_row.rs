//! A row of a list, as far as it says who somebody is.

use crate::person::Gender;
use kernel::{BirthDate, CitizenId, OldIdNumber, propose_repairs};
use std::sync::Arc;

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

impl ListNumber {
    /// Whether zeros were put back in it; nothing where there is no number.
    pub(crate) fn is_repaired(self) -> Option<bool> {
        match self {
            ListNumber::None => None,
            ListNumber::Citizen(_) => Some(false),
            ListNumber::Repaired(_) => Some(true),
        }
    }
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
    /// Whether lost zeros had to be put back in it: a proposal, which proves nothing.
    pub old_repaired: bool,
    /// The province by code or name.
    pub province: String,
    /// The commune by code or name.
    pub commune: String,
    /// The village.
    pub village: String,
    /// The communes of the register it can be, where the dated map says: see [`crate::CommuneMap`]. They go before
    /// what is written.
    pub communes: Option<RegisterCommunes>,
}

/// Communes of one register, by its own numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterCommunes(pub(crate) Arc<[u32]>);

/// What a column that may hold either number says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListNumbers {
    /// Twelve digits.
    pub number: ListNumber,
    /// Nine digits.
    pub old_id: Option<OldIdNumber>,
    /// Whether lost zeros had to be put back in the nine.
    pub old_repaired: bool,
}

impl ListNumbers {
    /// Reads a column that may hold either number, and the damage a spreadsheet does to them.
    pub fn parse(text: &str, sex: Gender, birth: Option<BirthDate>) -> ListNumbers {
        if text.is_empty() {
            return ListNumbers::default();
        }
        if let Ok(id) = CitizenId::parse(text) {
            return ListNumbers { number: ListNumber::Citizen(id), ..ListNumbers::default() };
        }
        if let Ok(old) = OldIdNumber::parse(text) {
            return ListNumbers { old_id: Some(old), ..ListNumbers::default() };
        }
        let mut proposed = propose_repairs(text, sex, birth).into_iter();
        match (proposed.next(), proposed.next(), OldIdNumber::propose_repair(text)) {
            // One reading is a proposal, several are guesses.
            (Some(repair), None, None) => {
                ListNumbers { number: ListNumber::Repaired(repair.id), ..ListNumbers::default() }
            }
            (_, _, Some(repair)) => {
                ListNumbers { old_id: Some(repair.number), old_repaired: true, ..ListNumbers::default() }
            }
            _ => ListNumbers::default(),
        }
    }
}
