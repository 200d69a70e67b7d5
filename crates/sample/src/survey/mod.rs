//! What the commune groups brought back from the visits of January 2024.

mod bank;
mod choice;
mod form;

pub(crate) use bank::{BankAccount, HEADINGS as ACCOUNT_HEADINGS};
pub(crate) use choice::survey_of;
pub(crate) use form::write_form;

use crate::names::without_marks;
use jiff::civil::Date;
use kernel::{CitizenId, Sex};

/// Somebody who can receive for another.
#[derive(Clone, Debug)]
pub(crate) struct Helper {
    pub(crate) number: u64,
    pub(crate) name: String,
    pub(crate) citizen_id: CitizenId,
    /// As written.
    pub(crate) birth: String,
    pub(crate) sex: Sex,
}

/// A row of the form: what a household said. Empty text is an empty cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct SurveyRow {
    /// The row of the list it is about: its name, birth and number are copied from there.
    pub(crate) name: String,
    pub(crate) birth: String,
    pub(crate) citizen_id: String,
    pub(crate) hamlet: String,
    pub(crate) visited_on: Option<Date>,
    pub(crate) has_account: &'static str,
    pub(crate) registered: &'static str,
    pub(crate) wish: &'static str,
    pub(crate) channel: &'static str,
    pub(crate) force_majeure: &'static str,
    pub(crate) group: &'static str,
    pub(crate) method: &'static str,
    pub(crate) payee: Option<Helper>,
    pub(crate) relation: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) signed: &'static str,
    pub(crate) witness: String,
    pub(crate) outcome: &'static str,
    pub(crate) account: Option<BankAccount>,
    /// Paid in cash, and will not come for it in February.
    pub(crate) will_not_collect: bool,
}

/// A name as a bank keeps it.
pub(crate) fn bank_name(name: &str) -> String {
    let before_brackets = name.split('(').next().unwrap_or(name);
    without_marks(before_brackets).to_uppercase().trim().to_owned()
}
