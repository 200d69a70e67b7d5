//! The audit trail: who, when, from where, why, from, to; appended in the writer's transaction, sealed afterwards.

use crate::Acting;
use db::{DbError, Tx};

/// The secret that marks a record as written by the program. Kept outside the database.
pub struct TrailKey([u8; 32]);

impl TrailKey {
    /// The key from its bytes.
    pub fn new(bytes: [u8; 32]) -> TrailKey {
        TrailKey(bytes)
    }
}

impl std::fmt::Debug for TrailKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TrailKey(***)")
    }
}

/// What was done. `verb` and `subject_kind` are words of the code, never text a person typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The operation: `office.create`, `staff.assign`, `person.view_account`.
    pub verb: &'static str,
    /// The noun: `office`, `staff`, `letter`.
    pub subject_kind: &'static str,
    /// The subject's id or code, as text.
    pub subject: String,
    /// The place number it belongs to, where it has one: the trail is read within a scope too.
    pub place: Option<i64>,
    /// The reason the person gave.
    pub why: Option<String>,
    /// What it was before, as JSON, with nothing secret in it.
    pub from: Option<serde_json::Value>,
    /// What it is now.
    pub to: Option<serde_json::Value>,
}

/// Appends one record in the caller's transaction: no write without its record, no record without its write.
pub fn record(tx: &mut Tx<'_>, acting: &Acting, entry: Entry) -> Result<(), DbError> {
    let _ = (tx, &acting.trail_key.0, entry);
    todo!()
}
