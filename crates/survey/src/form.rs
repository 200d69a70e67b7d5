//! A commune's form that came back filled in, and what came of it.

use crate::{
    Refusal, ReturnedRow, Team,
    returned::Received,
    store::{forms as store, returned},
};
use db::Tx;
use jiff::Timestamp;
use kernel::StaffId;
use office::{Acting, Action, Scope};

/// The largest file: a commune's form has a few hundred kilobytes.
pub const FORM_BYTES_MAX: usize = 10 * 1024 * 1024;
/// How many forms of a commune are listed.
const FORMS_LISTED: i64 = 50;

/// A form as it was sent.
#[derive(Clone, Copy, Debug)]
pub struct NewForm<'b> {
    /// The commune, as a place number.
    pub place: i64,
    /// Who made the visits.
    pub team: Team,
    /// The file's name, without folders.
    pub name: &'b str,
    /// Its bytes.
    pub content: &'b [u8],
}

/// A form that was received, known by its commune and the digest of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitForm {
    /// The commune, as a place number.
    pub place: i64,
    /// The digest of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Its name.
    pub name: String,
    /// Who made the visits.
    pub team: Team,
    /// Visits that were new.
    pub visits: i64,
    /// Visits that were recorded before.
    pub existing: i64,
    /// Papers that were new.
    pub authorisations: i64,
    /// Rows that were sent back.
    pub returned: i64,
    /// Rows nobody has filled in.
    pub blank: i64,
    /// Who sent it.
    pub received_by: StaffId,
    /// When.
    pub received_at: Timestamp,
}

/// What came of receiving a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It is new.
    Created(VisitForm),
    /// These very bytes were received before: nothing was done.
    Exists(VisitForm),
}

impl Receipt {
    /// The form, whether it is new or not.
    pub const fn form(&self) -> &VisitForm {
        match self {
            Receipt::Created(form) | Receipt::Exists(form) => form,
        }
    }
}

/// The latest forms of a commune, if the scope covers it.
pub fn list_forms(tx: &mut Tx<'_>, scope: &Scope, place: i64) -> Result<Vec<VisitForm>, Refusal> {
    Ok(store::list_forms(tx, &scope.condition("f.place"), place, FORMS_LISTED)?)
}

/// One form of the scope.
pub fn find_form(tx: &mut Tx<'_>, scope: &Scope, place: i64, sha256: &str) -> Result<Option<VisitForm>, Refusal> {
    Ok(store::find_form(tx, &scope.condition("f.place"), place, sha256)?)
}

/// The form; its absence is a refusal.
pub(crate) fn load_form(tx: &mut Tx<'_>, scope: &Scope, place: i64, sha256: &str) -> Result<VisitForm, Refusal> {
    find_form(tx, scope, place, sha256)?.ok_or_else(|| office::Refusal::NotFound { what: "visit_form" }.into())
}

/// The rows of a form that were not taken, in the order of the lines.
pub fn list_returned(tx: &mut Tx<'_>, scope: &Scope, place: i64, sha256: &str) -> Result<Vec<ReturnedRow>, Refusal> {
    load_form(tx, scope, place, sha256)?;
    Ok(returned::list_returned(tx, Received::Form, (place, sha256))?)
}

/// The bytes as they were received.
pub fn load_form_content(tx: &mut Tx<'_>, acting: &Acting, place: i64, sha256: &str) -> Result<Vec<u8>, Refusal> {
    acting.must(Action::RecordVisit)?;
    load_form(tx, &acting.scope, place, sha256)?;
    Ok(store::load_content(tx, place, sha256)?)
}
