//! A version of a value, and where it stands.

use super::ReferenceKind;
use jiff::{Timestamp, civil::Date};
use kernel::StaffId;
use kernel::keyed;

keyed! {
    /// Where a version stands.
    pub enum State {
        /// Waits for a second person.
        Proposed = "proposed",
        /// Holds, until a later version of its slot does.
        Approved = "approved",
        /// Was not accepted.
        Rejected = "rejected",
    }
}

/// One version of one slot. A slot is an item and its first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version<T> {
    /// The value.
    pub value: T,
    /// The first day.
    pub from: Date,
    /// The last day, where there is one; else until the item's next slot.
    pub until: Option<Date>,
    /// Counted from 1 in its slot.
    pub number: i64,
    /// Whether it says that the slot was a mistake.
    pub is_void: bool,
    /// Where it stands.
    pub state: State,
    /// Who proposed it; nobody where it came with the program.
    pub proposed_by: Option<StaffId>,
    /// When.
    pub proposed_at: Option<Timestamp>,
    /// Who approved or rejected it; nobody where one person is enough, or where it came with the program.
    pub decided_by: Option<StaffId>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// The reason given.
    pub why: Option<String>,
}

impl<T> Version<T> {
    /// Whether it holds on `day`, as far as its own days go.
    pub fn covers(&self, day: Date) -> bool {
        !self.is_void && self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it came with the program.
    pub fn is_built_in(&self) -> bool {
        self.proposed_by.is_none()
    }

    pub(super) fn map<U, E>(self, map: impl FnOnce(T) -> Result<U, E>) -> Result<Version<U>, E> {
        let Version { value, from, until, number, is_void, state, .. } = self;
        let Version { proposed_by, proposed_at, decided_by, decided_at, why, .. } = self;
        let value = map(value)?;
        Ok(Version {
            value,
            from,
            until,
            number,
            is_void,
            state,
            proposed_by,
            proposed_at,
            decided_by,
            decided_at,
            why,
        })
    }
}

/// A change that waits for a second person, its value as JSON: one page shows all kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Which kind.
    pub kind: ReferenceKind,
    /// Which item.
    pub item: String,
    /// The version that waits.
    pub version: Version<serde_json::Value>,
    /// What holds in the slot now, if anything does.
    pub now: Option<Version<serde_json::Value>>,
}
