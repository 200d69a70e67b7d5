//! The person behind a request: who, as what, from where, when.

use crate::{Action, Refusal, Role, Scope, audit::TrailKey};
use jiff::{Timestamp, civil::Date};
use kernel::{AssignmentId, Chance, Id, OfficeId, Plain, StaffId, Stored};
use std::sync::{Arc, Mutex};

/// Where a request came from, for the audit trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The client's address, or `command line`, or `job`.
    pub address: String,
    /// The request's id, as in the log and in the answer's header.
    pub request: String,
}

/// Somebody doing something now. Every operation of every room takes one; only `Desk` makes one.
#[derive(Clone, Debug)]
pub struct Acting {
    /// Who. The machine and a visitor are `Acting::nobody()`.
    pub staff: StaffId,
    /// As what: one of the person's assignments.
    pub role: Role,
    /// By which assignment; the machine and a visitor have none.
    pub assignment: Option<AssignmentId>,
    /// In which office; the administrator and the machine have none.
    pub office: Option<OfficeId>,
    /// The place number of that office's unit.
    pub place: Option<i64>,
    /// Which beneficiaries they may see.
    pub scope: Scope,
    /// From where.
    pub origin: Origin,
    /// When. One instant for the whole request.
    pub now: Timestamp,
    pub(crate) chance: Arc<Mutex<Chance>>,
    pub(crate) trail_key: Arc<TrailKey>,
}

impl Acting {
    /// Stands in the trail where no member of staff acts: the id of sixteen zero bytes, which nobody is given.
    pub fn nobody() -> StaffId {
        StaffId::from_plain(Plain::Bytes(vec![0; 16])).expect("sixteen bytes are an id")
    }

    /// A new id, made at this request's instant.
    pub fn new_id<I: Id>(&self) -> I {
        I::make(self.now, &mut self.chance.lock().expect("nobody panics while drawing bytes"))
    }

    /// Random bytes, for tokens.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        self.chance.lock().expect("nobody panics while drawing bytes").bytes()
    }

    /// The day it is in Viet Nam.
    pub fn today(&self) -> Date {
        kernel::today_in_vietnam(self.now)
    }

    /// Refuses unless the role table allows `action`. Whether the subject is inside the scope is the operation's question.
    pub fn must(&self, action: Action) -> Result<(), Refusal> {
        if self.role.may(action) { Ok(()) } else { Err(Refusal::NotAllowed { action }) }
    }

    /// The part of the country whose offices, staff, letters and jobs they may see.
    ///
    /// The administrator and the machine see no beneficiary, so their `scope` is nowhere; but they see to every office.
    pub fn ground_scope(&self) -> Scope {
        match self.role {
            Role::Administrator | Role::Machine => Scope::everywhere(),
            _ => self.scope.clone(),
        }
    }
}
