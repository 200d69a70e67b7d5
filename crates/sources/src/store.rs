//! Every statement about source files.

mod faults;
mod told;

pub(crate) use faults::{count_faults, page_faults};
pub(crate) use told::{
    accept, forget_accepted, insert_mapping, list_accepted, list_mappings, list_proposals, move_accepted,
};

use crate::{FaultKind, Field, MovementRow, Refusal, RowFault, SHEET_LINES, SourceFile, SourceKind, SourceRow};
use db::{DbError, Param, Row, Tx, params};
use jiff::Timestamp;
use kernel::{SourceFileId, StaffId};
use office::letters::FileDigest;

/// A row or a fault on its way into its table.
pub(crate) type Stored = Vec<Param>;
/// The same, of a fault.
pub(crate) type FaultRow = Vec<Param>;

/// One part of a file's bytes.
const PART_BYTES: usize = 1024 * 1024;

const FILE_COLUMNS: &str = "file_id, source, place, name, form, size, sha256, rows_good, rows_doubtful, rows_bad, \
                            lines_skipped, mapping, hidden, received_by, received_at, replaced_by";

fn file(row: &Row) -> Result<SourceFile, Refusal> {
    let (mapping, hidden): (String, String) = (row.get(11)?, row.get(12)?);
    let corrupt = |what| move |_| office::Refusal::Corrupt { what };
    Ok(SourceFile {
        id: row.get(0)?,
        source: row.get(1)?,
        place: row.get(2)?,
        name: row.get(3)?,
        form: row.get(4)?,
        size: row.get(5)?,
        sha256: row.get(6)?,
        rows_good: row.get(7)?,
        rows_doubtful: row.get(8)?,
        rows_bad: row.get(9)?,
        lines_skipped: row.get(10)?,
        mapping: serde_json::from_str(&mapping).map_err(corrupt("mapping"))?,
        hidden: serde_json::from_str(&hidden).map_err(corrupt("hidden"))?,
        received_by: row.get(13)?,
        received_at: row.get(14)?,
        replaced_by: row.find(15)?,
    })
}

/// The file with these bytes, by its newest reading.
pub(crate) fn find_by_digest(tx: &mut Tx<'_>, sha256: &FileDigest) -> Result<Option<SourceFile>, Refusal> {
    let sql = format!("SELECT {FILE_COLUMNS} FROM sources_file WHERE sha256 = $1 AND replaced_by IS NULL");
    tx.row(&sql, params![*sha256])?.as_ref().map(file).transpose()
}

/// One file.
pub(crate) fn find_file(tx: &mut Tx<'_>, id: SourceFileId) -> Result<Option<SourceFile>, Refusal> {
    let sql = format!("SELECT {FILE_COLUMNS} FROM sources_file WHERE file_id = $1");
    tx.row(&sql, params![id])?.as_ref().map(file).transpose()
}

/// Files of an area, the newest first.
pub(crate) fn list_files(
    tx: &mut Tx<'_>,
    visible: &str,
    before: Option<(Timestamp, SourceFileId)>,
    limit: i64,
) -> Result<Vec<SourceFile>, Refusal> {
    let sql = format!(
        "SELECT {FILE_COLUMNS} FROM sources_file WHERE {visible} AND replaced_by IS NULL \
         AND (CAST($1 AS TEXT) IS NULL OR received_at < $1 OR (received_at = $1 AND file_id < $2)) \
         ORDER BY received_at DESC, file_id DESC LIMIT $3"
    );
    let (at, id) = (before.map(|(at, _)| at), before.map(|(_, id)| id));
    tx.rows(&sql, params![at, id, limit])?.iter().map(file).collect()
}

/// Puts a file in.
pub(crate) fn insert_file(tx: &mut Tx<'_>, file: &SourceFile) -> Result<(), DbError> {
    let mapping = serde_json::to_string(&file.mapping).expect("a mapping is JSON");
    let hidden = serde_json::to_string(&file.hidden).expect("names and counts are JSON");
    let sql = format!(
        "INSERT INTO sources_file ({FILE_COLUMNS}) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
    );
    tx.execute(
        &sql,
        params![
            file.id,
            file.source,
            file.place,
            file.name.as_str(),
            file.form,
            file.size,
            file.sha256,
            file.rows_good,
            file.rows_doubtful,
            file.rows_bad,
            file.lines_skipped,
            mapping,
            hidden,
            file.received_by,
            file.received_at,
            file.replaced_by,
        ],
    )?;
    Ok(())
}

/// Keeps a file's bytes.
pub(crate) fn insert_content(tx: &mut Tx<'_>, id: SourceFileId, content: &[u8]) -> Result<(), DbError> {
    let parts = (0_i64..).zip(content.chunks(PART_BYTES));
    let rows = parts.map(|(part, bytes)| params![id, part, bytes.to_vec()].to_vec());
    tx.bulk("sources_content", &["file_id", "part", "content"], rows)?;
    Ok(())
}

/// A file's bytes again.
pub(crate) fn load_content(tx: &mut Tx<'_>, id: SourceFileId) -> Result<Vec<u8>, DbError> {
    let mut content = Vec::new();
    tx.each("SELECT content FROM sources_content WHERE file_id = $1 ORDER BY part", params![id], |row| {
        content.extend(row.get::<Vec<u8>>(0)?);
        Ok::<(), DbError>(())
    })?;
    Ok(content)
}

/// Takes a file's bytes away: those of an upload that was received.
pub(crate) fn delete_content(tx: &mut Tx<'_>, id: SourceFileId) -> Result<(), DbError> {
    tx.execute("DELETE FROM sources_content WHERE file_id = $1", params![id])?;
    Ok(())
}

/// Says which reading takes the place of a file's. Before the new one is put in: one reading of the bytes counts.
pub(crate) fn replace_file(tx: &mut Tx<'_>, old: SourceFileId, new: SourceFileId) -> Result<(), DbError> {
    tx.execute("UPDATE sources_file SET replaced_by = $2 WHERE file_id = $1", params![old, new])?;
    Ok(())
}

/// Takes away what was read from a file. Its bytes stay.
pub(crate) fn delete_reading(tx: &mut Tx<'_>, id: SourceFileId) -> Result<(), DbError> {
    tx.execute("DELETE FROM sources_row WHERE file_id = $1", params![id])?;
    tx.execute("DELETE FROM sources_movement WHERE file_id = $1", params![id])?;
    tx.execute("DELETE FROM sources_fault WHERE file_id = $1", params![id])?;
    Ok(())
}

/// Takes away what was read from one line.
pub(crate) fn delete_lines(tx: &mut Tx<'_>, id: SourceFileId, lines: impl Iterator<Item = i64>) -> Result<(), DbError> {
    for line in lines {
        tx.execute("DELETE FROM sources_row WHERE file_id = $1 AND line = $2", params![id, line])?;
        tx.execute("DELETE FROM sources_movement WHERE file_id = $1 AND line = $2", params![id, line])?;
        tx.execute("DELETE FROM sources_fault WHERE file_id = $1 AND line = $2", params![id, line])?;
    }
    Ok(())
}

/// Counts a file's rows anew.
pub(crate) fn count_rows(tx: &mut Tx<'_>, id: SourceFileId) -> Result<(), DbError> {
    tx.execute(
        "UPDATE sources_file SET \
         rows_good = (SELECT COUNT(*) FROM sources_row WHERE file_id = $1) \
         + (SELECT COUNT(*) FROM sources_movement WHERE file_id = $1 AND kind <> 'increase'), \
         rows_doubtful = (SELECT COUNT(DISTINCT line) FROM sources_fault WHERE file_id = $1 AND sends_back = $2), \
         rows_bad = (SELECT COUNT(DISTINCT line) FROM sources_fault WHERE file_id = $1 AND sends_back = $3) \
         WHERE file_id = $1",
        params![id, false, true],
    )?;
    Ok(())
}

/// Sends back the rows of a file that say the very same as an earlier one, the order number apart; answers how many they
/// are, and how many of the others are doubtful. Movements are not among them: each is looked at by an officer.
pub(crate) fn send_repeated_back(tx: &mut Tx<'_>, id: SourceFileId) -> Result<(i64, i64), DbError> {
    let kind = FaultKind::RowRepeated;
    let sql = format!(
        "INSERT INTO sources_fault (file_id, line, field, kind, sends_back, written) \
         SELECT $1, line, $2, $3, $4, CAST(earliest % {SHEET_LINES} AS TEXT) FROM ( \
         SELECT r.line, MIN(r.line) OVER (PARTITION BY r.place, r.digest) AS earliest FROM sources_row r \
         WHERE r.file_id = $1 AND NOT EXISTS (SELECT 1 FROM sources_movement m \
         WHERE m.file_id = r.file_id AND m.line = r.line)) same WHERE line <> earliest"
    );
    let repeated = tx.execute(&sql, params![id, Field::FullName, kind, true])?;
    let lines = "(SELECT line FROM sources_fault WHERE file_id = $1 AND kind = $2)";
    tx.execute(
        &format!("DELETE FROM sources_fault WHERE file_id = $1 AND kind <> $2 AND line IN {lines}"),
        params![id, kind],
    )?;
    tx.execute(&format!("DELETE FROM sources_row WHERE file_id = $1 AND line IN {lines}"), params![id, kind])?;
    let sql = "SELECT COUNT(DISTINCT line) FROM sources_fault WHERE file_id = $1 AND sends_back = $2";
    let doubtful = tx.row(sql, params![id, false])?.map_or(Ok(0), |row| row.get(0))?;
    Ok((i64::try_from(repeated).unwrap_or(i64::MAX), doubtful))
}

/// Numbers the rows of a file that have the same key: by what they say, never by where they stand, so that a list in
/// another order is the same list.
pub(crate) fn number_twins(tx: &mut Tx<'_>, id: SourceFileId) -> Result<(), DbError> {
    tx.execute(
        "UPDATE sources_row SET row_key = numbered.row_key FROM ( \
         SELECT line, base || CASE WHEN twin = 1 THEN '' ELSE '#' || CAST(twin AS TEXT) END AS row_key FROM ( \
         SELECT line, base, ROW_NUMBER() OVER ( \
         PARTITION BY base, place ORDER BY category, name_key, digest, line) AS twin FROM ( \
         SELECT line, place, category, name_key, digest, CASE WHEN citizen_id IS NOT NULL THEN 'c' || citizen_id \
         WHEN old_id IS NOT NULL THEN 'o' || old_id ELSE name_key END AS base \
         FROM sources_row WHERE file_id = $1) bases) twins) numbered \
         WHERE sources_row.file_id = $1 AND sources_row.line = numbered.line \
         AND sources_row.row_key <> numbered.row_key",
        params![id],
    )?;
    Ok(())
}

/// The bytes of a file go over to its new reading.
pub(crate) fn move_content(tx: &mut Tx<'_>, old: SourceFileId, new: SourceFileId) -> Result<(), DbError> {
    tx.execute("UPDATE sources_content SET file_id = $2 WHERE file_id = $1", params![old, new])?;
    Ok(())
}

/// An upload that waits for its job.
pub(crate) struct Upload {
    pub(crate) id: SourceFileId,
    pub(crate) staff: StaffId,
    pub(crate) source: SourceKind,
    pub(crate) place: i64,
    pub(crate) name: String,
}

/// Keeps an upload's bytes and what it is said to be.
pub(crate) fn insert_upload(tx: &mut Tx<'_>, upload: &Upload, at: Timestamp, content: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO sources_upload (file_id, staff_id, source, place, name, at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![upload.id, upload.staff, upload.source, upload.place, upload.name.as_str(), at],
    )?;
    insert_content(tx, upload.id, content)
}

/// The upload with this id.
pub(crate) fn find_upload(tx: &mut Tx<'_>, id: SourceFileId) -> Result<Option<Upload>, DbError> {
    let sql = "SELECT file_id, staff_id, source, place, name FROM sources_upload WHERE file_id = $1";
    let Some(row) = tx.row(sql, params![id])? else { return Ok(None) };
    Ok(Some(Upload { id: row.get(0)?, staff: row.get(1)?, source: row.get(2)?, place: row.get(3)?, name: row.get(4)? }))
}

/// Forgets an upload.
pub(crate) fn delete_upload(tx: &mut Tx<'_>, id: SourceFileId) -> Result<(), DbError> {
    tx.execute("DELETE FROM sources_upload WHERE file_id = $1", params![id])?;
    delete_content(tx, id)
}

const ROW_COLUMNS: [&str; 27] = [
    "file_id",
    "line",
    "row_key",
    "name_key",
    "source",
    "place",
    "full_name",
    "birth",
    "sex",
    "citizen_id",
    "old_id",
    "id_written",
    "hamlet",
    "address",
    "phone",
    "household",
    "category",
    "amount_dong",
    "decision_number",
    "decision_on",
    "decision_by",
    "entitled_from",
    "bank",
    "account_number",
    "account_holder",
    "relation",
    "digest",
];

/// A row in the order of its columns.
pub(crate) fn row_params(file_id: SourceFileId, row: &SourceRow) -> Stored {
    params![
        file_id,
        row.line,
        row.row_key.as_str(),
        row.name_key.as_str(),
        row.source,
        row.place,
        row.full_name,
        row.birth,
        row.sex,
        row.citizen_id,
        row.old_id,
        row.id_written,
        row.hamlet.as_str(),
        row.address.as_str(),
        row.phone,
        row.household,
        row.category.as_str(),
        row.amount_dong,
        row.decision_number,
        row.decision_on,
        row.decision_by,
        row.entitled_from,
        row.bank,
        row.account_number,
        row.account_holder,
        row.relation,
        row.digest().to_vec(),
    ]
    .to_vec()
}

const MOVEMENT_COLUMNS: [&str; 16] = [
    "file_id",
    "line",
    "kind",
    "source",
    "place",
    "row_key",
    "full_name",
    "citizen_id",
    "category",
    "amount_dong",
    "decision_number",
    "decision_on",
    "decision_by",
    "entitled_from",
    "died_on",
    "digest",
];

/// A movement in the order of its columns.
pub(crate) fn movement_params(file_id: SourceFileId, movement: &MovementRow) -> Stored {
    let row = &movement.row;
    params![
        file_id,
        row.line,
        movement.kind,
        row.source,
        row.place,
        row.row_key.as_str(),
        row.full_name,
        row.citizen_id,
        Some(row.category.as_str()).filter(|category| !category.is_empty()).map(str::to_owned),
        row.amount_dong,
        row.decision_number,
        row.decision_on,
        row.decision_by,
        row.entitled_from,
        movement.died_on,
        movement.digest().to_vec(),
    ]
    .to_vec()
}

/// Loads movements.
pub(crate) fn insert_movements(tx: &mut Tx<'_>, movements: Vec<Stored>) -> Result<(), DbError> {
    if !movements.is_empty() {
        tx.bulk("sources_movement", &MOVEMENT_COLUMNS, movements)?;
    }
    Ok(())
}

/// Loads rows.
pub(crate) fn insert_rows(tx: &mut Tx<'_>, rows: Vec<Stored>) -> Result<(), DbError> {
    if !rows.is_empty() {
        tx.bulk("sources_row", &ROW_COLUMNS, rows)?;
    }
    Ok(())
}

/// Rows of a file in the order of their lines, as far as they lie in an area.
pub(crate) fn list_rows(
    tx: &mut Tx<'_>,
    id: SourceFileId,
    visible: &str,
    after: i64,
    limit: i64,
) -> Result<Vec<SourceRow>, DbError> {
    let columns = ROW_COLUMNS[1..26].join(", ");
    let sql = format!(
        "SELECT {columns} FROM sources_row WHERE file_id = $1 AND line > $2 AND {visible} ORDER BY line LIMIT $3"
    );
    tx.rows(&sql, params![id, after, limit])?.iter().map(source_row).collect()
}

fn source_row(row: &Row) -> Result<SourceRow, DbError> {
    Ok(SourceRow {
        line: row.get(0)?,
        row_key: row.get(1)?,
        name_key: row.get(2)?,
        source: row.get(3)?,
        place: row.get(4)?,
        full_name: row.get(5)?,
        birth: row.find(6)?,
        sex: row.find(7)?,
        citizen_id: row.find(8)?,
        old_id: row.find(9)?,
        id_written: row.find(10)?,
        hamlet: row.get(11)?,
        address: row.get(12)?,
        phone: row.find(13)?,
        household: row.find(14)?,
        category: row.get(15)?,
        amount_dong: row.find(16)?,
        decision_number: row.find(17)?,
        decision_on: row.find(18)?,
        decision_by: row.find(19)?,
        entitled_from: row.find(20)?,
        bank: row.find(21)?,
        account_number: row.find(22)?,
        account_holder: row.find(23)?,
        relation: row.find(24)?,
    })
}

const FAULT_COLUMNS: [&str; 8] = ["file_id", "line", "field", "kind", "sends_back", "written", "proposal", "because"];

/// A fault in the order of its columns.
pub(crate) fn fault_params(file_id: SourceFileId, fault: &RowFault) -> FaultRow {
    let RowFault { line, field, kind, written, proposal, because } = fault;
    let written = written.replace('\0', "\u{fffd}");
    let proposal = proposal.as_ref().map(|proposal| proposal.replace('\0', "\u{fffd}"));
    params![file_id, *line, *field, *kind, kind.sends_back(), written, proposal, *because].to_vec()
}

/// Loads faults.
pub(crate) fn insert_faults(tx: &mut Tx<'_>, faults: Vec<FaultRow>) -> Result<(), DbError> {
    if !faults.is_empty() {
        tx.bulk("sources_fault", &FAULT_COLUMNS, faults)?;
    }
    Ok(())
}

/// Faults of a file in the order of their lines: of rows sent back, of rows kept, or of both.
pub(crate) fn list_faults(
    tx: &mut Tx<'_>,
    id: SourceFileId,
    sends_back: Option<bool>,
) -> Result<Vec<RowFault>, DbError> {
    let rows = tx.rows(
        "SELECT line, field, kind, written, proposal, because FROM sources_fault \
         WHERE file_id = $1 AND (CAST($2 AS BOOLEAN) IS NULL OR sends_back = $2) ORDER BY line, field, kind",
        params![id, sends_back],
    )?;
    rows.iter().map(fault).collect()
}

fn fault(row: &Row) -> Result<RowFault, DbError> {
    let (field, kind): (Field, FaultKind) = (row.get(1)?, row.get(2)?);
    let (proposal, because) = (row.find(4)?, row.find(5)?);
    Ok(RowFault { line: row.get(0)?, field, kind, written: row.get(3)?, proposal, because })
}
