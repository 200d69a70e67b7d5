//! Every statement about reference data.

use super::{ReferenceKind, State, Version};
use db::{DbError, Row, Tx, params};
use jiff::civil::Date;

/// A version as stored, its value still text.
pub(super) struct Stored {
    pub(super) kind: ReferenceKind,
    pub(super) item: String,
    pub(super) place: Option<i64>,
    pub(super) version: Version<String>,
}

const COLUMNS: &str = "kind, item, place, value, valid_from, valid_until, version, is_void, state, proposed_by, \
                       proposed_at, decided_by, decided_at, why";

fn stored(row: &Row) -> Result<Stored, DbError> {
    Ok(Stored {
        kind: row.get(0)?,
        item: row.get(1)?,
        place: row.find(2)?,
        version: Version {
            value: row.get(3)?,
            from: row.get(4)?,
            until: row.find(5)?,
            number: row.get(6)?,
            is_void: row.get(7)?,
            state: row.get(8)?,
            proposed_by: row.find(9)?,
            proposed_at: row.find(10)?,
            decided_by: row.find(11)?,
            decided_at: row.find(12)?,
            why: row.find(13)?,
        },
    })
}

fn all(tx: &mut Tx<'_>, sql: &str, params: &[db::Param]) -> Result<Vec<Stored>, DbError> {
    tx.rows(sql, params)?.iter().map(stored).collect()
}

/// The last approved version of every slot of a kind, void ones left out, by item and first day.
pub(super) fn list_approved(tx: &mut Tx<'_>, kind: ReferenceKind) -> Result<Vec<Stored>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM reference_version AS held WHERE kind = $1 AND state = 'approved' AND version = \
         (SELECT MAX(other.version) FROM reference_version AS other WHERE other.kind = held.kind \
         AND other.item = held.item AND other.valid_from = held.valid_from AND other.state = 'approved') \
         ORDER BY item, valid_from"
    );
    let mut rows = all(tx, &sql, params![kind])?;
    rows.retain(|row| !row.version.is_void);
    Ok(rows)
}

/// Every version of a kind, the newest of a slot last.
pub(super) fn list_kind(tx: &mut Tx<'_>, kind: ReferenceKind) -> Result<Vec<Stored>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM reference_version WHERE kind = $1 ORDER BY item, valid_from, version");
    all(tx, &sql, params![kind])
}

/// Every version of an item, the newest last.
pub(super) fn list_versions(tx: &mut Tx<'_>, kind: ReferenceKind, item: &str) -> Result<Vec<Stored>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} FROM reference_version WHERE kind = $1 AND item = $2 ORDER BY valid_from, version");
    all(tx, &sql, params![kind, item])
}

/// Every version of one slot, the newest last.
pub(super) fn list_slot(tx: &mut Tx<'_>, kind: ReferenceKind, item: &str, from: Date) -> Result<Vec<Stored>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM reference_version WHERE kind = $1 AND item = $2 AND valid_from = $3 ORDER BY version"
    );
    all(tx, &sql, params![kind, item, from])
}

/// What waits for a second person, the oldest first.
pub(super) fn list_proposed(tx: &mut Tx<'_>) -> Result<Vec<Stored>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} FROM reference_version WHERE state = 'proposed' ORDER BY proposed_at, kind, item");
    all(tx, &sql, params![])
}

/// Adds a version.
pub(super) fn insert_version(tx: &mut Tx<'_>, row: &Stored) -> Result<(), DbError> {
    let version = &row.version;
    tx.execute(
        "INSERT INTO reference_version (kind, item, place, value, valid_from, valid_until, version, is_void, state, \
         proposed_by, proposed_at, decided_by, decided_at, why) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        params![
            row.kind,
            row.item,
            row.place,
            version.value,
            version.from,
            version.until,
            version.number,
            version.is_void,
            version.state,
            version.proposed_by,
            version.proposed_at,
            version.decided_by,
            version.decided_at,
            version.why,
        ],
    )?;
    Ok(())
}

/// Decides a proposed version; answers whether it was still waiting.
pub(super) fn decide_version(tx: &mut Tx<'_>, row: &Stored) -> Result<bool, DbError> {
    let Stored { kind, item, version, .. } = row;
    let Version { state, decided_by, decided_at, from, number, .. } = version;
    let touched = tx.execute(
        "UPDATE reference_version SET state = $1, decided_by = $2, decided_at = $3 \
         WHERE kind = $4 AND item = $5 AND valid_from = $6 AND version = $7 AND state = 'proposed'",
        params![*state, *decided_by, *decided_at, *kind, item.as_str(), *from, *number],
    )?;
    Ok(touched == 1)
}

/// The digest of what the program brought last.
pub(super) fn find_seed(tx: &mut Tx<'_>, kind: ReferenceKind) -> Result<Option<Vec<u8>>, DbError> {
    let row = tx.row("SELECT digest FROM reference_seed WHERE kind = $1", params![kind])?;
    row.map(|row| row.get(0)).transpose()
}

/// Notes what the program brought.
pub(super) fn put_seed(tx: &mut Tx<'_>, kind: ReferenceKind, digest: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO reference_seed (kind, digest) VALUES ($1, $2) ON CONFLICT (kind) DO UPDATE SET digest = $2",
        params![kind, digest.to_vec()],
    )?;
    Ok(())
}

impl Stored {
    /// Whether it still waits for a second person.
    pub(super) fn is_open(&self) -> bool {
        self.version.state == State::Proposed
    }
}
