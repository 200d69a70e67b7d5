//! A line of a list: one person, one entitlement, one month.

use kernel::{AccountId, AccountNumber, BirthDate, Dong, EntitlementId, PersonId, keyed};
use survey::Method;

/// Printed in place of a category that is a secret of health: the programme, and nothing more.
pub const NEUTRAL_CATEGORY: &str = "BTXH";

keyed! {
    /// Why a line is entitled and not paid this month. The first that holds is named.
    pub enum HeldReason {
        /// The person died before the month.
        Dead = "dead",
        /// Somebody holds the payments.
        Hold = "hold",
        /// Not verified with the population register: money moves only for verified persons.
        NotVerified = "not_verified",
    }
}

keyed! {
    /// Why a person receives cash at the point who might receive otherwise.
    pub enum LineNote {
        /// Nobody asked yet, or the person thinks it over: they receive as until now.
        NotChosen = "not_chosen",
        /// The account is not active yet.
        AccountPending = "account_pending",
        /// The paper by which somebody else received no longer holds.
        PaperLapsed = "paper_lapsed",
        /// The person's name was corrected since the account was checked.
        NameChanged = "name_changed",
    }
}

/// A line as it was when the list was drawn up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLine {
    /// Who.
    pub person: PersonId,
    /// By which entitlement.
    pub entitlement: EntitlementId,
    /// The source it came from.
    pub source: String,
    /// The category, or the neutral word.
    pub category: String,
    /// How it is received.
    pub method: Method,
    /// The account, where there is one.
    pub account: Option<AccountId>,
    /// The bank's key.
    pub bin: Option<String>,
    /// The number.
    pub number: Option<AccountNumber>,
    /// The holder's name.
    pub holder_name: Option<String>,
    /// The person's name.
    pub full_name: String,
    /// The birth.
    pub birth: Option<BirthDate>,
    /// The citizen number, as text.
    pub citizen_id: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// How much.
    pub amount: Dong,
    /// Why it is not paid this month.
    pub held: Option<HeldReason>,
    /// Why in cash.
    pub note: Option<LineNote>,
}
