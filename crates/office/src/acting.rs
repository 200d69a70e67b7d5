//! The person behind a request: who, as what, from where, when.

use crate::{Action, Refusal, Role, Scope, audit::TrailKey};
use jiff::Timestamp;
use kernel::{Chance, Id, OfficeId, StaffId};
use std::{cell::RefCell, sync::Arc};

/// Where a request came from, for the audit trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The client's address, or `command line`, or `job`.
    pub address: String,
    /// The request's id, as in the log and in the answer's header.
    pub request: String,
}

/// Somebody doing something now. Every operation of every room takes one.
#[derive(Debug)]
pub struct Acting {
    /// Who.
    pub staff: StaffId,
    /// As what: one of the person's assignments.
    pub role: Role,
    /// In which office; the administrator and the machine have none.
    pub office: Option<OfficeId>,
    /// What they may see.
    pub scope: Scope,
    /// From where.
    pub origin: Origin,
    /// When. One instant for the whole request.
    pub now: Timestamp,
    pub(crate) chance: RefCell<Chance>,
    pub(crate) trail_key: Arc<TrailKey>,
}

impl Acting {
    /// A new id, made at this request's instant.
    pub fn new_id<I: Id>(&self) -> I {
        I::make(self.now, &mut self.chance.borrow_mut())
    }

    /// Random bytes, for tokens.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        self.chance.borrow_mut().bytes()
    }

    /// Refuses unless the role table allows `action`. Whether the subject is inside the scope is the operation's question.
    pub fn must(&self, action: Action) -> Result<(), Refusal> {
        if self.role.may(action) { Ok(()) } else { Err(Refusal::NotAllowed { action }) }
    }
}
