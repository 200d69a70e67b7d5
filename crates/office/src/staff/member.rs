//! A member of staff.

use super::{Login, store};
use crate::{
    Refusal,
    audit::{self, Entry},
};
use db::Tx;
use jiff::Timestamp;
use kernel::{StaffId, keyed};

/// The longest full name, telephone number or mail address.
pub const NAME_LENGTH_MAX: usize = 120;

keyed! {
    /// A person or another system.
    pub enum StaffKind {
        /// Signs in with a password, or by single sign-on.
        Person = "person",
        /// Comes through the API with a token.
        Service = "service",
    }
}

/// A member of staff, or a service account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Its id.
    pub id: StaffId,
    /// A person or another system.
    pub kind: StaffKind,
    /// The login name.
    pub login: Login,
    /// Full name, as on the decision of appointment.
    pub full_name: String,
    /// A telephone number.
    pub phone: Option<String>,
    /// A mail address.
    pub email: Option<String>,
    /// Since when.
    pub made_at: Timestamp,
    /// Since when it can no longer sign in.
    pub deactivated_at: Option<Timestamp>,
}

/// Refuses a text that is empty, too long, or more than one line.
pub(crate) fn check_length(field: &'static str, text: &str, longest: usize) -> Result<(), Refusal> {
    let length = text.chars().count();
    if text.trim().is_empty() || length > longest || text.chars().any(char::is_control) {
        return Err(Refusal::TextLength { field, longest });
    }
    Ok(())
}

/// A person who is there, active or not.
pub(crate) fn load_person(tx: &mut Tx<'_>, staff: StaffId) -> Result<Staff, Refusal> {
    load_staff(tx, staff, StaffKind::Person)
}

/// A member of staff of a kind; of the other kind is as good as not there.
pub(super) fn load_staff(tx: &mut Tx<'_>, staff: StaffId, kind: StaffKind) -> Result<Staff, Refusal> {
    let found = store::find_staff(tx, staff)?.filter(|found| found.kind == kind);
    found.ok_or(Refusal::NotFound { what: "staff" })
}

/// The trail's entry about a member of staff.
pub(super) fn entry(verb: &'static str, staff: StaffId, to: serde_json::Value) -> Entry {
    Entry {
        verb,
        subject_kind: "staff",
        subject: staff.to_string(),
        place: None,
        why: None,
        from: None,
        to: (!to.is_null()).then_some(to),
    }
}

/// The same, for what was done to all of somebody's sign-ins.
pub(super) fn record_why(tx: &mut Tx<'_>, acting: &crate::Acting, why: &str, entry: Entry) -> Result<(), Refusal> {
    check_length("why", why, WHY_LENGTH_MAX)?;
    Ok(audit::record(tx, acting, Entry { why: Some(why.to_owned()), ..entry })?)
}

/// The longest reason.
const WHY_LENGTH_MAX: usize = 500;
