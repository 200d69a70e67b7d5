//! The audit trail: who, when, from where, why, from, to; appended in the writer's transaction, sealed afterwards.
//!
//! Three walls, each for another hand. A record carries a *mark* (HMAC) under a key kept outside the database, so a
//! row written or changed with SQL shows at once. A background *sealer* puts each record into its day's Merkle tree
//! and signs a *checkpoint*, so a row that disappears shows. Checkpoints are chained and can be *exported*, so even
//! the end of the trail cannot be cut off unseen by whoever holds an older checkpoint.

mod alarm;
mod checkpoint;
mod export;
mod finding;
mod hex;
mod key;
mod list;
mod record;
mod seal;
mod store;
mod tree;
mod verify;
mod verify_export;
mod witness;
mod work;

pub use alarm::{Alarm, note_alarms};
pub use checkpoint::{Checkpoint, CheckpointKey, PublicKey, PublicKeyFault};
pub use export::{ExportFault, Exported, Part, export};
pub use finding::{FINDINGS_KEPT_MAX, Finding, Wrong};
pub use key::TrailKey;
pub use list::{Filter, PAGE_RECORDS, Page, list_records};
pub use record::Record;
pub use seal::{
    SEAL_EVERY, SEAL_RECORDS_MAX, SealFault, Sealed, UNSEALED_AGE_MAX, count_unsealed, keep_sealing,
    oldest_unsealed_age, seal,
};
pub use verify::{Progress, Report, Trust, verify};
pub use verify_export::{FileFault, verify_export};
pub use witness::{Witness, WitnessFault, begin, has_begun, has_checkpoint, read_checkpoint, read_public_key};
pub use work::{EXPORT_JOB, VERIFY_JOB, handlers, submit_export, submit_verify};

#[cfg(test)]
mod tests;

use crate::Acting;
use db::{DbError, Tx};
use serde_json::Value;

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
    pub from: Option<Value>,
    /// What it is now.
    pub to: Option<Value>,
}

/// Appends one record in the caller's transaction: no write without its record, no record without its write.
pub fn record(tx: &mut Tx<'_>, acting: &Acting, entry: Entry) -> Result<(), DbError> {
    append(tx, acting, entry, Look::Write)
}

/// Appends the records of a job of many rows, in the order of the entries; answers how many.
///
/// On PostgreSQL a record by itself costs two round trips; this is two loads however many there are. The entries are
/// taken one by one, so they need not all be in memory. A failure ends the transaction: all of them or none.
pub fn record_all(tx: &mut Tx<'_>, acting: &Acting, entries: impl IntoIterator<Item = Entry>) -> Result<u64, DbError> {
    let mut records = entries.into_iter().map(|entry| marked(acting, entry, Look::Write)).peekable();
    if records.peek().is_none() {
        return Ok(0);
    }
    store::insert_records(tx, records)
}

/// Appends the record of a look at sensitive data. Call it in a write transaction before the data is shown.
pub fn record_view(tx: &mut Tx<'_>, acting: &Acting, entry: Entry) -> Result<(), DbError> {
    append(tx, acting, entry, Look::View)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Write,
    View,
}

fn append(tx: &mut Tx<'_>, acting: &Acting, entry: Entry, look: Look) -> Result<(), DbError> {
    let (record, mark) = marked(acting, entry, look);
    store::insert_record(tx, &record, &mark)
}

/// The record of an entry, and its mark.
fn marked(acting: &Acting, entry: Entry, look: Look) -> (Record, [u8; 32]) {
    let record = Record {
        id: record::in_turn(acting.new_id(), acting.trail_key.next_turn()),
        at: record::at_rest(acting.now),
        staff: acting.staff,
        role: acting.role.key().to_owned(),
        office: acting.office,
        address: storable(&acting.origin.address),
        request: storable(&acting.origin.request),
        verb: entry.verb.to_owned(),
        is_view: look == Look::View,
        subject_kind: entry.subject_kind.to_owned(),
        subject: storable(&entry.subject),
        place: entry.place,
        why: entry.why.as_deref().map(storable),
        was: entry.from.map(|value| value.to_string()),
        became: entry.to.map(|value| value.to_string()),
    };
    let mark = acting.trail_key.mark(&record.canonical());
    (record, mark)
}

/// PostgreSQL keeps no zero character, and what is marked must be what is kept.
fn storable(text: &str) -> String {
    text.replace('\0', "\u{FFFD}")
}
