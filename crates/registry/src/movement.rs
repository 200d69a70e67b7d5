//! What a file of movements says should change, until somebody else approves it.

use crate::{EndedBy, Entitlement};
use jiff::{Timestamp, civil::Date};
use kernel::{CitizenId, Dong, EntitlementId, FullName, Month, MovementId, PersonId, SourceFileId, StaffId};
use sources::{MovementKind, SourceKind};

kernel::keyed! {
    /// Where a movement stands.
    pub enum MovementState {
        /// It names nobody of the registry, or not one entitlement: an officer says whose it is.
        Unplaced = "unplaced",
        /// Waits for a second person.
        Open = "open",
        /// What it says holds.
        Approved = "approved",
        /// Nothing changed.
        Rejected = "rejected",
        /// Its file was read anew, or sent again, without it.
        Withdrawn = "withdrawn",
        /// It was approved, and taken back.
        Undone = "undone",
    }
}

kernel::keyed! {
    /// Why a movement cannot be approved as it is.
    pub enum Obstacle {
        /// Nobody of the area has the number.
        Nobody = "nobody",
        /// Whoever has the number is called otherwise.
        NameDiffers = "name_differs",
        /// The person receives nothing of the category.
        NoEntitlement = "no_entitlement",
        /// Several entitlements can be meant.
        SeveralEntitlements = "several_entitlements",
        /// The person receives this already.
        AlreadyEntitled = "already_entitled",
        /// The death is recorded already.
        AlreadyDead = "already_dead",
        /// What is to end begins later than the decision says.
        NotBegun = "not_begun",
        /// The day of death lies before the birth.
        DeathBeforeBirth = "death_before_birth",
        /// Nothing, or many times what anybody gets: it can be approved, by whoever has seen that.
        AmountDoubtful = "amount_doubtful",
    }
}

impl Obstacle {
    /// Whether it can be approved all the same, looked at by itself.
    pub const fn is_doubt(self) -> bool {
        matches!(self, Obstacle::AmountDoubtful)
    }
}

/// A movement.
#[derive(Clone, PartialEq, Eq)]
pub struct Movement {
    /// Its id.
    pub id: MovementId,
    /// What changes.
    pub kind: MovementKind,
    /// Whose list the entitlement stands on.
    pub source: SourceKind,
    /// The commune of the person; of the row, or its sender, until that is known.
    pub place: i64,
    /// The file that proves it.
    pub file: SourceFileId,
    /// The line there.
    pub line: i64,
    /// What the row is the same row by.
    pub(crate) row_key: String,
    /// The name as written.
    pub full_name: FullName,
    /// The number by which the person is found.
    pub citizen_id: Option<CitizenId>,
    /// The category.
    pub category: Option<String>,
    /// The amount a month.
    pub amount: Option<Dong>,
    /// The decision's number.
    pub decision_number: Option<String>,
    /// The day it was signed.
    pub decision_on: Option<Date>,
    /// Who decided.
    pub decision_by: Option<String>,
    /// From when.
    pub entitled_from: Option<Date>,
    /// The day of death.
    pub died_on: Option<Date>,
    /// The first month in which it holds; of what ends, the last month that is paid.
    pub month: Month,
    /// Where it stands.
    pub state: MovementState,
    /// Why it cannot be approved as it is.
    pub obstacle: Option<Obstacle>,
    /// Whose it is.
    pub person: Option<PersonId>,
    /// Which entitlement.
    pub entitlement: Option<EntitlementId>,
    /// What stood there before it was approved.
    pub(crate) before: Option<Before>,
    /// Who took the file in.
    pub asked_by: StaffId,
    /// When.
    pub asked_at: Timestamp,
    /// Who said whose it is, where the number did not.
    pub placed_by: Option<StaffId>,
    /// Who approved, rejected or took it back.
    pub decided_by: Option<StaffId>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// Why.
    pub decided_why: Option<String>,
}

/// Covered: a movement is personal data, and `Debug` is for logs.
impl std::fmt::Debug for Movement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Movement({}, {}, {})", self.id, self.kind.key(), self.state.key())
    }
}

impl Movement {
    /// Whether somebody has to decide about it.
    pub fn waits(&self) -> bool {
        matches!(self.state, MovementState::Unplaced | MovementState::Open)
    }
}

/// What stood in the registry before a movement was approved: what taking it back restores.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Before {
    /// An entitlement was begun; nothing stood there.
    Begun,
    /// Another category, amount and decision, in place.
    Said {
        category: String,
        amount_dong: i64,
        expected_dong: Option<i64>,
        decision_number: Option<String>,
        decision_on: Option<Date>,
        decision_by: Option<String>,
        file: Option<SourceFileId>,
        line: Option<i64>,
    },
    /// The entitlement ended so, and a part of its own follows it now.
    Parted { was: Was, part: EntitlementId },
    /// These ended so: the entitlement, and the parts that follow it.
    Ended { was: Vec<Was> },
    /// What was known of a death, and how these ended.
    Alive { dead: bool, died_on: Option<Date>, was: Vec<Was> },
}

/// How an entitlement ended before something ended it earlier.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Was {
    pub(crate) id: EntitlementId,
    pub(crate) until: Option<Month>,
    pub(crate) by: Option<EndedBy>,
}

impl Was {
    pub(crate) const fn of(one: &Entitlement) -> Was {
        Was { id: one.id, until: one.until_month, by: one.ended_by }
    }
}
