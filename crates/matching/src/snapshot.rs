//! The registers that were asked.

use crate::{Refusal, register::Register, store};
use db::Tx;
use jiff::{Timestamp, civil::Date};
use kernel::SnapshotId;
use office::{Acting, Action, audit};
use serde_json::json;

/// What came of making a register known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It is now.
    Created(SnapshotId),
    /// It was already, to the byte.
    Exists(SnapshotId),
}

impl Known {
    /// Its id.
    pub fn id(self) -> SnapshotId {
        match self {
            Known::Created(id) | Known::Exists(id) => id,
        }
    }
}

/// A register that was loaded or asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSnapshot {
    /// Its id.
    pub id: SnapshotId,
    /// Its name.
    pub name: String,
    /// SHA-256 of its index.
    pub digest: [u8; 32],
    /// How many people.
    pub people: i64,
    /// The day it was taken, where that is known.
    pub taken_on: Option<Date>,
    /// When it became known here.
    pub loaded_at: Timestamp,
}

/// The registers that are known, the newest first. They are of the whole country: no area is asked.
pub fn list_snapshots(tx: &mut Tx<'_>) -> Result<Vec<KnownSnapshot>, Refusal> {
    Ok(store::list_snapshots(tx)?)
}

/// Writes down which register is asked, by its digest.
pub fn know_snapshot(tx: &mut Tx<'_>, acting: &Acting, register: &Register) -> Result<Known, Refusal> {
    acting.must(Action::ExchangePopulation)?;
    tx.lock("matching_snapshot")?;
    if let Some(known) = store::find_snapshot(tx, register.digest())? {
        return Ok(Known::Exists(known));
    }
    let id: SnapshotId = acting.new_id();
    let snapshot = register.snapshot();
    store::insert_snapshot(tx, id, snapshot, (register.digest(), register.len()), acting.now)?;
    let entry = audit::Entry {
        verb: "matching.know_snapshot",
        subject_kind: "matching_snapshot",
        subject: id.to_string(),
        place: None,
        why: None,
        from: None,
        to: Some(json!({ "name": snapshot.name, "taken_on": snapshot.taken_on, "people": register.len() })),
    };
    audit::record(tx, acting, entry)?;
    Ok(Known::Created(id))
}
