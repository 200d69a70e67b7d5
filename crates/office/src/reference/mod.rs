//! What the law and the agencies set, with the days it holds: rates, categories, banks, holidays, targets, calendar
//! rules, profiles.
//!
//! *Owns* every version of each of these, and who proposed and approved it.
//! *Takes* what ships with the program, and changes by staff.
//! *Gives* what holds on a day, and the history.
//! *Never* changes money by one hand: rates, categories and profiles need a second person.

mod bank;
pub mod built_in;
mod category;
mod change;
mod fault;
mod holiday;
mod list;
mod rate;
mod seed;
mod store;
mod target;
mod version;

pub use bank::{Bank, BankKind, find_banks};
pub use category::{Category, CategoryKind};
pub use change::{Change, Proposed, VersionSeen, approve, may_approve, propose, reject, void};
pub use fault::ReferenceFault;
pub use holiday::Holiday;
pub(crate) use list::binds;
pub use list::{find, history, list, list_all, list_proposals, list_targets, profiles, target_history, working_days};
pub use rate::Rate;
pub use seed::seed;
pub use target::{Denominator, Measure, Target};
pub use version::{Proposal, State, Version};

use crate::Action;
use jiff::civil::Date;
use kernel::keyed;
use serde::{Serialize, de::DeserializeOwned};

keyed! {
    /// The kinds of reference data.
    pub enum ReferenceKind {
        /// Mức chuẩn.
        Rate = "rate",
        /// Loại đối tượng, hệ số.
        Category = "category",
        /// Ngân hàng, ví, tổ chức chi trả.
        Bank = "bank",
        /// Ngày nghỉ, ngày làm bù.
        Holiday = "holiday",
        /// Chỉ tiêu.
        Target = "target",
        /// Lịch báo cáo, thời hạn.
        CalendarRule = "calendar_rule",
        /// Mô hình tổ chức.
        Profile = "profile",
    }
}

impl ReferenceKind {
    /// Whether a change waits for a second person: what decides about money, or about who decides.
    pub const fn needs_second_person(self) -> bool {
        matches!(self, ReferenceKind::Rate | ReferenceKind::Category | ReferenceKind::Profile)
    }

    /// What somebody must be allowed to propose or make a change.
    pub const fn action(self) -> Action {
        match self {
            ReferenceKind::Rate | ReferenceKind::Category | ReferenceKind::Profile => Action::ProposeRates,
            ReferenceKind::Target => Action::SetTarget,
            ReferenceKind::Bank | ReferenceKind::Holiday | ReferenceKind::CalendarRule => Action::EditReference,
        }
    }
}

keyed! {
    /// How sure a fact that ships with the program is.
    pub enum Confidence {
        /// As the text of the law or the agency's list says.
        Source = "source",
        /// As the source says; a later change was looked for, not found, and is not excluded.
        SourceOpen = "source_open",
        /// The value is of a source, its first or last day is not.
        DatesUncertain = "dates_uncertain",
        /// Follows from the law.
        Law = "law",
        /// As announced for that year.
        Announced = "announced",
        /// Awaits an announcement.
        Expected = "expected",
        /// From general knowledge.
        Knowledge = "knowledge",
        /// A stand-in, to be replaced.
        Placeholder = "placeholder",
        /// Entered by staff.
        Entered = "entered",
    }
}

/// A kind of reference data: a value with a name of its own, kept as JSON.
pub trait Reference: Serialize + DeserializeOwned + Clone + PartialEq {
    /// Which kind.
    const KIND: ReferenceKind;
    /// The name under which its versions follow one another.
    fn item(&self) -> String;
    /// The place it belongs to, for those that have one.
    fn place(&self) -> Option<i64> {
        None
    }
    /// Whether the value can be at all.
    fn check(&self) -> Result<(), ReferenceFault>;
}

/// Reference data of the whole country: anybody who may read reference data sees all of it.
pub trait Common: Reference {}

/// A value of the program's own data with the days it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seed<T> {
    /// The value.
    pub value: T,
    /// The first day.
    pub from: Date,
    /// The last day, where there is one.
    pub until: Option<Date>,
}

#[cfg(test)]
mod tests;
