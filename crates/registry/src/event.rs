//! The timeline of a person.

use jiff::Timestamp;
use kernel::{EventId, StaffId};
use serde_json::Value;

kernel::keyed! {
    /// What happened.
    pub enum EventKind {
        /// Came into the registry from a list.
        Enrolled = "enrolled",
        /// Another list names the person too.
        Joined = "joined",
        /// A corrected list, or a new decision, changed the record.
        Changed = "changed",
        /// The population register's answer, or an officer's decision about it, changed the state.
        State = "state",
        /// A correction was asked for.
        ChangeRequested = "change_requested",
        /// A correction was approved.
        ChangeApproved = "change_approved",
        /// A correction was rejected.
        ChangeRejected = "change_rejected",
        /// What the population register says was found to be wrong for this person.
        ProposalDeclined = "proposal_declined",
        /// The decision behind an entitlement was filled in.
        DecisionFilled = "decision_filled",
        /// Payment was held.
        Held = "held",
        /// A hold was released.
        Released = "released",
        /// The person died.
        Died = "died",
        /// A file of movements says something of the person.
        MovementAsked = "movement_asked",
        /// A movement was approved: what it says holds.
        MovementApproved = "movement_approved",
        /// A movement was rejected.
        MovementRejected = "movement_rejected",
        /// An approved movement was taken back.
        MovementUndone = "movement_undone",
        /// The record contradicts another, or itself.
        ExceptionFound = "exception_found",
        /// A contradiction about the record was solved.
        ExceptionSolved = "exception_solved",
        /// How a contradiction was solved was taken back: it waits again.
        ExceptionReopened = "exception_reopened",
        /// The death was recorded by mistake: the person lives.
        DeathUndone = "death_undone",
        /// The province is asked whether the person is of merit (R10).
        ProvinceAsked = "province_asked",
    }
}

/// One thing that happened to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: EventKind,
    /// Who.
    pub staff: StaffId,
    /// The reason given.
    pub why: Option<String>,
    /// Before.
    pub before: Option<Value>,
    /// After.
    pub after: Option<Value>,
}
