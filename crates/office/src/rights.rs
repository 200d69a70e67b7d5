//! The one table of who may do what.

/// What a person works as. A person may have several assignments, and acts in one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Quản trị hệ thống. Sees no beneficiary.
    Administrator,
    /// Kiểm toán: reads everything in the area, changes nothing.
    Auditor,
    // the other roles of issue 2 follow here
}

/// What can be done. One action a verb of the process; a page or an API call names exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Create, rename or close an office.
    ManageOffices,
    /// Read the audit trail.
    ReadAudit,
}

impl Role {
    /// Whether this role may do `action`.
    pub fn may(self, action: Action) -> bool {
        matches!(
            (self, action),
            (Role::Administrator, Action::ManageOffices | Action::ReadAudit) | (Role::Auditor, Action::ReadAudit)
        )
    }
}
