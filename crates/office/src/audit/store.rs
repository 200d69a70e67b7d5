//! Every statement about the trail.

use super::{
    checkpoint::{Checkpoint, fixed},
    record::Record,
    tree::{Edge, Hash},
};
use db::{DbError, Param, Row, Tx, params};
use jiff::{Timestamp, civil::Date};
use kernel::{AuditRecordId, StaffId};
use std::collections::BTreeSet;

/// The columns of a record and its mark, in the order of `values`.
const COLUMNS: [&str; 16] = [
    "id",
    "at",
    "staff",
    "role",
    "office",
    "address",
    "request",
    "verb",
    "is_view",
    "subject_kind",
    "subject",
    "place",
    "why",
    "was",
    "became",
    "mac",
];

fn values(record: &Record, mark: &[u8; 32]) -> Vec<Param> {
    params![
        record.id,
        record.at,
        record.staff,
        record.role,
        record.office,
        record.address,
        record.request,
        record.verb,
        record.is_view,
        record.subject_kind,
        record.subject,
        record.place,
        record.why,
        record.was,
        record.became,
        mark.to_vec(),
    ]
    .to_vec()
}

/// Appends a record and notes that it is not sealed yet.
pub(super) fn insert_record(tx: &mut Tx<'_>, record: &Record, mark: &[u8; 32]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO audit_record (id, at, staff, role, office, address, request, verb, is_view, subject_kind, \
         subject, place, why, was, became, mac) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        &values(record, mark),
    )?;
    tx.execute("INSERT INTO audit_unsealed (record_id, at) VALUES ($1, $2)", params![record.id, record.at])?;
    Ok(())
}

/// Appends many records, and notes that none of them is sealed yet. Answers how many.
pub(super) fn insert_records(
    tx: &mut Tx<'_>,
    records: impl Iterator<Item = (Record, [u8; 32])>,
) -> Result<u64, DbError> {
    let mut unsealed = Vec::new();
    let rows = records.map(|(record, mark)| {
        unsealed.push((record.id, record.at));
        values(&record, &mark)
    });
    let appended = tx.bulk("audit_record", &COLUMNS, rows)?;
    let rows = unsealed.into_iter().map(|(id, at)| params![id, at].to_vec());
    tx.bulk("audit_unsealed", &["record_id", "at"], rows)?;
    Ok(appended)
}

/// A checkpoint as stored: what another hand made unreadable has only its number.
pub(super) enum Kept {
    /// It can be read; whether it is genuine its signature tells.
    Readable(Box<Checkpoint>),
    /// It cannot be read.
    Unreadable(i64),
}

fn kept(row: &Row) -> Result<Kept, DbError> {
    let number = row.get(0)?;
    Ok(Checkpoint::from_row(row).map_or(Kept::Unreadable(number), |checkpoint| Kept::Readable(Box::new(checkpoint))))
}

/// The last `at_most` checkpoints whose number is not above `number`, the last first.
pub(super) fn list_checkpoints_down_from(tx: &mut Tx<'_>, number: i64, at_most: i64) -> Result<Vec<Kept>, DbError> {
    let sql = format!(
        "SELECT {} FROM audit_checkpoint WHERE number <= $1 ORDER BY number DESC LIMIT $2",
        Checkpoint::COLUMNS
    );
    tx.rows(&sql, params![number, at_most])?.iter().map(kept).collect()
}

/// The numbers of checkpoints from `number` on, in order.
pub(super) fn list_numbers_from(tx: &mut Tx<'_>, number: u64, at_most: i64) -> Result<Vec<i64>, DbError> {
    let rows = tx.rows(
        "SELECT number FROM audit_checkpoint WHERE number >= $1 ORDER BY number LIMIT $2",
        params![whole(number), at_most],
    )?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// The checkpoint of that number, if it is there and can be read.
pub(super) fn find_checkpoint(tx: &mut Tx<'_>, number: u64) -> Result<Option<Checkpoint>, DbError> {
    // A number beyond what the column holds can only be a forged file's.
    let Ok(number) = i64::try_from(number) else { return Ok(None) };
    let sql = format!("SELECT {} FROM audit_checkpoint WHERE number = $1", Checkpoint::COLUMNS);
    Ok(tx.row(&sql, params![number])?.and_then(|row| Checkpoint::from_row(&row).ok()))
}

/// The checkpoints of a day, in order.
pub(super) fn list_checkpoints(tx: &mut Tx<'_>, day: &str) -> Result<Vec<Kept>, DbError> {
    let sql = format!("SELECT {} FROM audit_checkpoint WHERE day = $1 ORDER BY number", Checkpoint::COLUMNS);
    tx.rows(&sql, params![day])?.iter().map(kept).collect()
}

/// Appends a checkpoint.
pub(super) fn insert_checkpoint(tx: &mut Tx<'_>, checkpoint: &Checkpoint) -> Result<(), DbError> {
    let sql = format!("INSERT INTO audit_checkpoint ({}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", Checkpoint::COLUMNS);
    tx.execute(
        &sql,
        params![
            whole(checkpoint.number),
            checkpoint.day,
            whole(checkpoint.size),
            checkpoint.root.to_vec(),
            checkpoint.previous.to_vec(),
            checkpoint.at,
            checkpoint.signer.to_vec(),
            checkpoint.signature.to_vec(),
        ],
    )?;
    Ok(())
}

/// The oldest records that await sealing.
///
/// What another hand made unreadable, or noted although it is sealed, is passed over: it keeps the alarm ringing, and
/// the others are sealed however many such there are.
pub(super) fn list_unsealed(tx: &mut Tx<'_>, at_most: usize) -> Result<Vec<Record>, DbError> {
    let sql = format!(
        "SELECT u.record_id, {} FROM audit_unsealed u JOIN audit_record r ON r.id = u.record_id \
         LEFT JOIN audit_leaf l ON l.record_id = u.record_id \
         WHERE u.record_id > $1 AND l.record_id IS NULL ORDER BY u.record_id LIMIT $2",
        Record::COLUMNS
    );
    let mut records: Vec<Record> = Vec::new();
    let mut after: Vec<u8> = Vec::new();
    loop {
        let wanted = at_most - records.len();
        let rows = tx.rows(&sql, params![after, i64::try_from(wanted).unwrap_or(i64::MAX)])?;
        for row in &rows {
            let Ok((record, _)) = Record::from_row(row, 1) else { continue };
            if records.last().is_none_or(|last| last.id != record.id) {
                records.push(record);
            }
        }
        let Some(last) = rows.last().filter(|_| rows.len() == wanted && records.len() < at_most) else {
            return Ok(records);
        };
        after = last.get(0)?;
    }
}

/// When the oldest record that awaits sealing was written, and how many there are.
pub(super) fn find_oldest_unsealed(tx: &mut Tx<'_>) -> Result<(Option<Timestamp>, i64), DbError> {
    let row = tx.row("SELECT MIN(at), COUNT(*) FROM audit_unsealed", params![])?;
    row.map_or(Ok((None, 0)), |row| Ok((row.find(0)?, row.get(1)?)))
}

/// The right edge of a day's tree as it was kept.
pub(super) fn find_edge(tx: &mut Tx<'_>, day: Date) -> Result<Option<Edge>, DbError> {
    let row = tx.row("SELECT size, edge FROM audit_tree WHERE day = $1", params![day])?;
    let Some(row) = row else { return Ok(None) };
    let (size, edge): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
    Ok(u64::try_from(size).ok().and_then(|size| Edge::from_bytes(size, &edge)))
}

/// Keeps the right edge of a day's tree.
pub(super) fn upsert_edge(tx: &mut Tx<'_>, day: Date, edge: &Edge) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO audit_tree (day, size, edge) VALUES ($1, $2, $3) \
         ON CONFLICT (day) DO UPDATE SET size = excluded.size, edge = excluded.edge",
        params![day, whole(edge.size()), edge.to_bytes()],
    )?;
    Ok(())
}

/// Appends leaves to a day's tree from `position` on, and strikes their records off the list of what awaits sealing.
pub(super) fn insert_leaves(
    tx: &mut Tx<'_>,
    day: Date,
    position: u64,
    leaves: &[(AuditRecordId, Hash)],
) -> Result<(), DbError> {
    let rows = leaves
        .iter()
        .zip(position..)
        .map(|((record, leaf), position)| params![day, whole(position), *record, leaf.to_vec()].to_vec());
    tx.bulk("audit_leaf", &["day", "position", "record_id", "leaf_hash"], rows)?;
    tx.execute(
        "DELETE FROM audit_unsealed WHERE record_id IN \
         (SELECT record_id FROM audit_leaf WHERE day = $1 AND position >= $2)",
        params![day, whole(position)],
    )?;
    Ok(())
}

/// Whether a day's tree has leaves from `position` on, or at none that can be.
pub(super) fn has_leaves_from(tx: &mut Tx<'_>, day: Date, position: u64) -> Result<bool, DbError> {
    let row = tx.row(
        "SELECT position FROM audit_leaf WHERE day = $1 AND (position >= $2 OR position < 0) LIMIT 1",
        params![day, whole(position)],
    )?;
    Ok(row.is_some())
}

/// The leaf hashes of a day, in order, up to `size`.
pub(super) fn list_leaf_hashes(tx: &mut Tx<'_>, day: &str, size: u64) -> Result<Vec<Hash>, DbError> {
    let mut leaves = Vec::new();
    tx.each(
        "SELECT leaf_hash FROM audit_leaf WHERE day = $1 AND position < $2 ORDER BY position",
        params![day, whole(size)],
        |row| {
            leaves.push(fixed(row.get(0)?));
            Ok::<(), DbError>(())
        },
    )?;
    Ok(leaves)
}

/// Every day the trail knows of, in order. Text, because another hand may have written it; nothing where it is not
/// even text.
pub(super) fn list_days(tx: &mut Tx<'_>, from: Option<Date>, to: Option<Date>) -> Result<Vec<Option<String>>, DbError> {
    let rows = tx.rows(
        "SELECT day FROM (SELECT day FROM audit_checkpoint UNION SELECT day FROM audit_leaf) AS days \
         WHERE (CAST($1 AS TEXT) IS NULL OR day >= $1) AND (CAST($2 AS TEXT) IS NULL OR day <= $2) ORDER BY day",
        params![from, to],
    )?;
    Ok(rows.iter().map(|row| row.get(0).ok()).collect())
}

/// How many records there are, for the progress bar.
pub(super) fn count_records(tx: &mut Tx<'_>) -> Result<u64, DbError> {
    let row = tx.row("SELECT COUNT(*) FROM audit_record", params![])?;
    let count: i64 = row.map_or(Ok(0), |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// A leaf of a day's tree as stored, with the record it stands for where that is still there.
pub(super) struct LeafRow {
    /// Where in the day's tree; nothing if another hand wrote what is no position.
    pub(super) position: Option<u64>,
    /// Of which record; nothing if another hand wrote what is no id.
    pub(super) record_id: Option<AuditRecordId>,
    /// As sealed.
    pub(super) leaf_hash: Hash,
    /// The record as it stands now.
    pub(super) stands: Stands,
}

/// What became of a record.
pub(super) enum Stands {
    /// It is gone.
    Gone,
    /// Its columns no longer hold what their types allow.
    Unreadable,
    /// It can be read; with its mark.
    Readable(Box<Record>, Vec<u8>),
}

fn stands(row: &Row, first: usize) -> Stands {
    if matches!(row.find::<Vec<u8>>(first), Ok(None)) {
        return Stands::Gone;
    }
    Record::from_row(row, first).map_or(Stands::Unreadable, |(record, mark)| Stands::Readable(Box::new(record), mark))
}

/// Walks a day's leaves in order.
pub(super) fn each_leaf<E: From<DbError>>(
    tx: &mut Tx<'_>,
    day: &str,
    mut each: impl FnMut(LeafRow) -> Result<(), E>,
) -> Result<(), E> {
    let sql = format!(
        "SELECT l.position, l.record_id, l.leaf_hash, {} FROM audit_leaf l \
         LEFT JOIN audit_record r ON r.id = l.record_id WHERE l.day = $1 ORDER BY l.position",
        Record::COLUMNS
    );
    tx.each(&sql, params![day], |row| {
        each(LeafRow {
            position: row.get::<i64>(0)?.try_into().ok(),
            record_id: row.get(1).ok(),
            leaf_hash: fixed(row.get(2)?),
            stands: stands(row, 3),
        })
    })
}

/// A record that stands in no tree.
pub(super) struct LooseRow {
    /// Its id, if it is one.
    pub(super) record_id: Option<AuditRecordId>,
    /// Since when it is noted as awaiting sealing, as written there; nothing if it is not noted.
    pub(super) noted_at: Option<String>,
    /// The record as it stands now.
    pub(super) stands: Stands,
}

/// Walks the records that are in no tree.
pub(super) fn each_loose<E: From<DbError>>(
    tx: &mut Tx<'_>,
    mut each: impl FnMut(LooseRow) -> Result<(), E>,
) -> Result<(), E> {
    let sql = format!(
        "SELECT u.at, {} FROM audit_record r LEFT JOIN audit_leaf l ON l.record_id = r.id \
         LEFT JOIN audit_unsealed u ON u.record_id = r.id WHERE l.record_id IS NULL ORDER BY r.id",
        Record::COLUMNS
    );
    tx.each(&sql, params![], |row| {
        each(LooseRow {
            record_id: row.get(1).ok(),
            noted_at: row.find(0).unwrap_or_else(|_| Some(String::new())),
            stands: stands(row, 1),
        })
    })
}

/// Records noted as awaiting sealing that are gone: deleted before they were sealed.
pub(super) fn list_noted_but_gone(tx: &mut Tx<'_>) -> Result<Vec<(Option<AuditRecordId>, String)>, DbError> {
    let rows = tx.rows(
        "SELECT u.record_id, u.at FROM audit_unsealed u LEFT JOIN audit_record r ON r.id = u.record_id \
         WHERE r.id IS NULL ORDER BY u.record_id",
        params![],
    )?;
    Ok(rows.iter().map(|row| (row.get(0).ok(), row.get(1).unwrap_or_default())).collect())
}

/// Sealed records that are noted as awaiting sealing, with their leaf's day and position.
pub(super) fn each_noted_again(
    tx: &mut Tx<'_>,
    mut each: impl FnMut(Option<AuditRecordId>, Option<String>, Option<u64>),
) -> Result<(), DbError> {
    let sql = "SELECT u.record_id, l.day, l.position FROM audit_unsealed u JOIN audit_leaf l ON l.record_id = u.record_id \
               ORDER BY u.record_id";
    tx.each(sql, params![], |row| {
        each(row.get(0).ok(), row.get(1).ok(), row.get::<i64>(2)?.try_into().ok());
        Ok::<(), DbError>(())
    })
}

/// Everybody who was ever taken on, and when.
pub(super) fn list_staff(tx: &mut Tx<'_>) -> Result<BTreeSet<String>, DbError> {
    let rows = tx.rows("SELECT staff_id FROM staff_member", params![])?;
    rows.iter().map(|row| row.get::<StaffId>(0).map(|id| id.to_string())).collect()
}

/// Walks the subjects of the records that say somebody was taken on.
pub(super) fn each_taken_on(tx: &mut Tx<'_>, mut each: impl FnMut(&str)) -> Result<(), DbError> {
    let sql = "SELECT subject FROM audit_record WHERE verb IN \
               ('staff.create', 'staff.create_first', 'staff.create_service')";
    tx.each(sql, params![], |row| {
        // One that cannot be read is named as altered elsewhere.
        each(&row.get::<String>(0).unwrap_or_default());
        Ok::<(), DbError>(())
    })
}

/// Whether the trail says already that `verb` was done to `subject`.
pub(super) fn is_recorded(tx: &mut Tx<'_>, verb: &str, subject: &str) -> Result<bool, DbError> {
    let sql = "SELECT subject FROM audit_record WHERE subject = $1 AND verb = $2 LIMIT 1";
    Ok(tx.row(sql, params![subject, verb])?.is_some())
}

/// The fingerprint of the key of that kind which this trail was begun with.
pub(super) fn find_fingerprint(tx: &mut Tx<'_>, kind: &str) -> Result<Option<Hash>, DbError> {
    let row = tx.row("SELECT fingerprint FROM audit_key WHERE kind = $1", params![kind])?;
    row.map(|row| row.get(0).map(fixed)).transpose()
}

/// Notes the key this trail begins with.
pub(super) fn insert_fingerprint(tx: &mut Tx<'_>, kind: &str, print: &Hash, now: Timestamp) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO audit_key (kind, fingerprint, since) VALUES ($1, $2, $3)",
        params![kind, print.to_vec(), now],
    )?;
    Ok(())
}

/// The newest records that meet every condition, each a condition on `r` with the parameters numbered in `params`;
/// and whether there are as many as were asked for. One that cannot be read is left out: `verify` names it.
pub(super) fn list_records(
    tx: &mut Tx<'_>,
    conditions: &[String],
    params: &[Param],
    at_most: usize,
) -> Result<(Vec<Record>, bool), DbError> {
    let sql = format!(
        "SELECT {} FROM audit_record r WHERE {} ORDER BY r.id DESC LIMIT {at_most}",
        Record::COLUMNS,
        conditions.join(" AND ")
    );
    let rows = tx.rows(&sql, params)?;
    let records = rows.iter().filter_map(|row| Record::from_row(row, 0).ok()).map(|(record, _)| record).collect();
    Ok((records, rows.len() == at_most))
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).expect("no trail has so many records")
}
