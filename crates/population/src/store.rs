//! Every statement about requests and answers. Rows belong to `sources`, decisions to `matching`; both are only read.

use crate::{AskedOfRow, Batch, Counts, Question, RequestState, Told, question::Subject};
use db::{DbError, Param, Row as Line, Tx, params};
use jiff::Timestamp;
use kernel::{PopulationBatchId, PopulationRequestId};
use matching::RowRef;
use office::{Acting, Area, Scope};
use sha2::{Digest as _, Sha256};

/// A row that may be asked about.
pub(crate) struct Row {
    pub(crate) row: RowRef,
    pub(crate) subject: Subject,
}

/// A request as it is drawn up.
pub(crate) struct NewRequest {
    pub(crate) id: PopulationRequestId,
    pub(crate) row: RowRef,
    pub(crate) subject_digest: Vec<u8>,
    pub(crate) question: Question,
}

/// A request as it waits.
#[derive(Clone)]
pub(crate) struct Waiting {
    pub(crate) number: i64,
    pub(crate) id: PopulationRequestId,
    pub(crate) row: RowRef,
    pub(crate) subject_digest: Vec<u8>,
    pub(crate) asked: Vec<u8>,
}

fn subject(row: &Line, at: usize) -> Result<Subject, DbError> {
    Ok(Subject {
        full_name: row.get(at)?,
        birth: row.find(at + 1)?,
        citizen_id: row.find(at + 2)?,
        old_id: row.find(at + 3)?,
    })
}

/// Rows on which nothing was decided but that they are asked about, and whose answer nobody waits for.
fn askable(scope: &Scope) -> String {
    let inside = scope.condition("r.place");
    format!(
        "FROM sources_row r WHERE {inside} AND r.place BETWEEN $1 AND $2 AND NOT EXISTS (SELECT 1 FROM \
         matching_decision d WHERE d.file_id = r.file_id AND d.line = r.line AND d.rule <> 'asked') \
         AND NOT EXISTS (SELECT 1 FROM population_request q JOIN population_batch b ON b.batch_id = q.batch_id \
         WHERE q.file_id = r.file_id AND q.line = r.line AND q.state = 'waiting' AND b.closed_at IS NULL)"
    )
}

/// The rows of an area that may be asked about, by file and line.
pub(crate) fn list_askable(tx: &mut Tx<'_>, scope: &Scope, area: Area, limit: usize) -> Result<Vec<Row>, DbError> {
    let sql = format!(
        "SELECT r.file_id, r.line, r.full_name, r.birth, r.citizen_id, r.old_id {} ORDER BY r.file_id, r.line LIMIT $3",
        askable(scope)
    );
    let rows = tx.rows(&sql, params![area.lo, area.hi, i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let read = |row: &Line| Ok(Row { row: RowRef { file: row.get(0)?, line: row.get(1)? }, subject: subject(row, 2)? });
    rows.iter().map(read).collect()
}

/// How many they are, up to a limit.
pub(crate) fn count_askable(tx: &mut Tx<'_>, scope: &Scope, area: Area, limit: usize) -> Result<i64, DbError> {
    let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 {} LIMIT $3) askable", askable(scope));
    let row = tx.row(&sql, params![area.lo, area.hi, i64::try_from(limit).unwrap_or(i64::MAX)])?;
    row.map_or(Ok(0), |row| row.get(0))
}

/// What a row says of its person now.
pub(crate) fn find_subject(tx: &mut Tx<'_>, row: RowRef) -> Result<Option<Subject>, DbError> {
    let found = tx.row(
        "SELECT full_name, birth, citizen_id, old_id FROM sources_row WHERE file_id = $1 AND line = $2",
        params![row.file, row.line],
    )?;
    found.map(|row| subject(&row, 0)).transpose()
}

pub(crate) fn insert_batch(tx: &mut Tx<'_>, batch: &Batch) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO population_batch (batch_id, place, channel, service, purpose, legal_ground, due_on, prepared_by, \
         prepared_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            batch.id,
            batch.place,
            batch.channel,
            batch.service.as_str(),
            batch.purpose.as_str(),
            batch.legal_ground.as_str(),
            batch.due_on,
            batch.prepared_by,
            batch.prepared_at
        ],
    )?;
    Ok(())
}

/// Stores requests, numbered from one, each with the bytes that will be sent.
pub(crate) fn insert_requests(
    tx: &mut Tx<'_>,
    batch: PopulationBatchId,
    requests: Vec<NewRequest>,
) -> Result<(), DbError> {
    const COLUMNS: [&str; 8] =
        ["batch_id", "number", "request_id", "file_id", "line", "asked", "subject_sha256", "state"];
    let rows = (1_i64..).zip(requests).map(|(number, request)| {
        let NewRequest { id, row, subject_digest, question } = request;
        let all: &[Param] =
            params![batch, number, id, row.file, row.line, question.to_bytes(), subject_digest, RequestState::Waiting];
        all.to_vec()
    });
    tx.bulk("population_request", &COLUMNS, rows)?;
    Ok(())
}

pub(crate) fn insert_content(tx: &mut Tx<'_>, batch: PopulationBatchId, content: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO population_sent_file (batch_id, sha256, content) VALUES ($1, $2, $3)",
        params![batch, Sha256::digest(content).to_vec(), content.to_vec()],
    )?;
    Ok(())
}

/// The bytes as they were written; nothing where they are not those any more.
pub(crate) fn find_content(tx: &mut Tx<'_>, batch: PopulationBatchId) -> Result<Option<Vec<u8>>, DbError> {
    let sql = "SELECT content, sha256 FROM population_sent_file WHERE batch_id = $1";
    let Some(row) = tx.row(sql, params![batch])? else { return Ok(None) };
    let (content, digest): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
    Ok(Some(content).filter(|content| Sha256::digest(content)[..] == digest[..]))
}

/// Marks a batch as sent; 0 where it was before.
pub(crate) fn set_sent(tx: &mut Tx<'_>, batch: PopulationBatchId, acting: &Acting) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE population_batch SET sent_by = $2, sent_at = $3 WHERE batch_id = $1 AND sent_at IS NULL",
        params![batch, acting.staff, acting.now],
    )
}

pub(crate) fn set_closed(tx: &mut Tx<'_>, batch: PopulationBatchId, acting: &Acting) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE population_batch SET closed_by = $2, closed_at = $3 WHERE batch_id = $1 AND closed_at IS NULL",
        params![batch, acting.staff, acting.now],
    )
}

/// The rows of a batch.
pub(crate) fn list_rows(tx: &mut Tx<'_>, batch: PopulationBatchId) -> Result<Vec<RowRef>, DbError> {
    let rows =
        tx.rows("SELECT file_id, line FROM population_request WHERE batch_id = $1 ORDER BY number", params![batch])?;
    rows.iter().map(|row| Ok(RowRef { file: row.get(0)?, line: row.get(1)? })).collect()
}

const WAITING: &str = "q.number, q.request_id, q.file_id, q.line, q.subject_sha256, q.asked";

fn waiting(row: &Line) -> Result<Waiting, DbError> {
    Ok(Waiting {
        number: row.get(0)?,
        id: row.get(1)?,
        row: RowRef { file: row.get(2)?, line: row.get(3)? },
        subject_digest: row.get(4)?,
        asked: row.get(5)?,
    })
}

/// The requests that wait after a number, in order.
pub(crate) fn list_waiting(
    tx: &mut Tx<'_>,
    batch: PopulationBatchId,
    after: i64,
    limit: i64,
) -> Result<Vec<Waiting>, DbError> {
    let sql = format!(
        "SELECT {WAITING} FROM population_request q WHERE q.batch_id = $1 AND q.number > $2 AND q.state = 'waiting' \
         ORDER BY q.number LIMIT $3"
    );
    tx.rows(&sql, params![batch, after, limit])?.iter().map(waiting).collect()
}

/// A request of the batch, and where it stands.
pub(crate) fn find_request(
    tx: &mut Tx<'_>,
    batch: PopulationBatchId,
    id: PopulationRequestId,
) -> Result<Option<(RequestState, Waiting)>, DbError> {
    let sql =
        format!("SELECT {WAITING}, q.state FROM population_request q WHERE q.request_id = $1 AND q.batch_id = $2");
    let row = tx.row(&sql, params![id, batch])?;
    row.map(|row| Ok((row.get(6)?, waiting(&row)?))).transpose()
}

/// A request is answered.
pub(crate) fn set_answered(
    tx: &mut Tx<'_>,
    batch: PopulationBatchId,
    number: i64,
    state: RequestState,
    people: usize,
    at: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE population_request SET state = $3, people = $4, answered_at = $5, fault = NULL \
         WHERE batch_id = $1 AND number = $2 AND state = 'waiting'",
        params![batch, number, state, i64::try_from(people).unwrap_or(i64::MAX), at],
    )?;
    Ok(())
}

/// A request that waits brought something that is no answer.
pub(crate) fn set_fault(
    tx: &mut Tx<'_>,
    batch: PopulationBatchId,
    number: i64,
    fault: &'static str,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE population_request SET fault = $3 WHERE batch_id = $1 AND number = $2 AND state = 'waiting'",
        params![batch, number, fault],
    )?;
    Ok(())
}

const BATCH: &str = "b.batch_id, b.place, b.channel, b.service, b.purpose, b.legal_ground, b.due_on, b.prepared_by, \
                     b.prepared_at, b.sent_at, b.closed_at, COALESCE(c.requests, 0), COALESCE(c.waiting, 0), \
                     COALESCE(c.found, 0), COALESCE(c.nobody, 0), COALESCE(c.changed, 0), COALESCE(c.kept, 0), \
                     COALESCE(c.faulty, 0)";

/// The batches of `chosen` with what their requests come to.
const COUNTED: &str = "LEFT JOIN (SELECT q.batch_id, CAST(COUNT(*) AS BIGINT) AS requests, \
     CAST(SUM(CASE WHEN q.state = 'waiting' THEN 1 ELSE 0 END) AS BIGINT) AS waiting, \
     CAST(SUM(CASE WHEN q.state = 'applied' AND q.people > 0 THEN 1 ELSE 0 END) AS BIGINT) AS found, \
     CAST(SUM(CASE WHEN q.state = 'applied' AND q.people = 0 THEN 1 ELSE 0 END) AS BIGINT) AS nobody, \
     CAST(SUM(CASE WHEN q.state = 'changed' THEN 1 ELSE 0 END) AS BIGINT) AS changed, \
     CAST(SUM(CASE WHEN q.state = 'kept' THEN 1 ELSE 0 END) AS BIGINT) AS kept, \
     CAST(SUM(CASE WHEN q.state = 'waiting' AND q.fault IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT) AS faulty \
     FROM population_request q WHERE q.batch_id IN (SELECT batch_id FROM chosen) GROUP BY q.batch_id) c \
     ON c.batch_id = b.batch_id";

fn batch(row: &Line) -> Result<Batch, DbError> {
    Ok(Batch {
        id: row.get(0)?,
        place: row.get(1)?,
        channel: row.get(2)?,
        service: row.get(3)?,
        purpose: row.get(4)?,
        legal_ground: row.get(5)?,
        due_on: row.get(6)?,
        prepared_by: row.get(7)?,
        prepared_at: row.get(8)?,
        sent_at: row.find(9)?,
        closed_at: row.find(10)?,
        counts: Counts {
            requests: row.get(11)?,
            waiting: row.get(12)?,
            found: row.get(13)?,
            nobody: row.get(14)?,
            changed: row.get(15)?,
            kept: row.get(16)?,
            faulty: row.get(17)?,
        },
    })
}

/// A batch inside the scope.
pub(crate) fn find_batch(tx: &mut Tx<'_>, scope: &Scope, id: PopulationBatchId) -> Result<Option<Batch>, DbError> {
    let inside = scope.condition("place");
    let sql = format!(
        "WITH chosen AS (SELECT batch_id FROM population_batch WHERE batch_id = $1 AND {inside}) \
         SELECT {BATCH} FROM population_batch b {COUNTED} WHERE b.batch_id IN (SELECT batch_id FROM chosen)"
    );
    tx.row(&sql, params![id])?.map(|row| batch(&row)).transpose()
}

/// A page of batches inside the scope, the newest first.
pub(crate) fn list_batches(
    tx: &mut Tx<'_>,
    scope: &Scope,
    before: Option<PopulationBatchId>,
    limit: usize,
) -> Result<Vec<Batch>, DbError> {
    let inside = scope.condition("place");
    let sql = format!(
        "WITH chosen AS (SELECT batch_id FROM population_batch WHERE {inside} AND ($1 = 0 OR batch_id < $2) \
         ORDER BY batch_id DESC LIMIT $3) \
         SELECT {BATCH} FROM population_batch b {COUNTED} WHERE b.batch_id IN (SELECT batch_id FROM chosen) \
         ORDER BY b.batch_id DESC"
    );
    let params = params![i64::from(before.is_some()), before, i64::try_from(limit).unwrap_or(i64::MAX)];
    tx.rows(&sql, params)?.iter().map(batch).collect()
}

/// Requests of a batch that need a look: not applied, or with a fault.
pub(crate) fn list_told(
    tx: &mut Tx<'_>,
    scope: &Scope,
    batch: PopulationBatchId,
    limit: usize,
) -> Result<Vec<Told>, DbError> {
    let inside = scope.condition("r.place");
    let sql = format!(
        "SELECT q.file_id, q.line, r.full_name, q.state, q.fault FROM population_request q \
         JOIN sources_row r ON r.file_id = q.file_id AND r.line = q.line WHERE q.batch_id = $1 AND {inside} \
         AND (q.state IN ('changed', 'kept') OR q.fault IS NOT NULL) ORDER BY q.number LIMIT $2"
    );
    let rows = tx.rows(&sql, params![batch, i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let told = |row: &Line| {
        Ok(Told {
            row: RowRef { file: row.get(0)?, line: row.get(1)? },
            full_name: row.get(2)?,
            state: row.get(3)?,
            fault: row.find(4)?,
        })
    };
    rows.iter().map(told).collect()
}

/// What was asked about a row.
pub(crate) fn list_asked_of_row(tx: &mut Tx<'_>, row: RowRef) -> Result<Vec<AskedOfRow>, DbError> {
    let rows = tx.rows(
        "SELECT b.batch_id, b.sent_at, b.sent_by, q.state, q.answered_at FROM population_request q \
         JOIN population_batch b ON b.batch_id = q.batch_id WHERE q.file_id = $1 AND q.line = $2 ORDER BY b.batch_id",
        params![row.file, row.line],
    )?;
    let asked = |row: &Line| {
        Ok(AskedOfRow {
            batch: row.get(0)?,
            sent_at: row.find(1)?,
            sent_by: row.find(2)?,
            state: row.get(3)?,
            answered_at: row.find(4)?,
        })
    };
    rows.iter().map(asked).collect()
}

/// Whether these bytes were taken in as an answer to the batch.
pub(crate) fn knows_answer_file(tx: &mut Tx<'_>, batch: PopulationBatchId, digest: &[u8]) -> Result<bool, DbError> {
    let sql = "SELECT size FROM population_answer_file WHERE batch_id = $1 AND sha256 = $2";
    Ok(tx.row(sql, params![batch, digest.to_vec()])?.is_some())
}

pub(crate) fn insert_answer_file(
    tx: &mut Tx<'_>,
    batch: PopulationBatchId,
    digest: &[u8],
    size: usize,
    acting: &Acting,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO population_answer_file (batch_id, sha256, size, received_by, received_at) \
         VALUES ($1, $2, $3, $4, $5)",
        params![batch, digest.to_vec(), i64::try_from(size).unwrap_or(i64::MAX), acting.staff, acting.now],
    )?;
    Ok(())
}

/// The name by which a person of the service is known here: the one given before, or this one.
pub(crate) fn know_person(tx: &mut Tx<'_>, known_by: &[u8], pid: &str) -> Result<String, DbError> {
    tx.execute(
        "INSERT INTO population_person (known_by, pid) VALUES ($1, $2) ON CONFLICT (known_by) DO NOTHING",
        params![known_by.to_vec(), pid],
    )?;
    let row = tx.row("SELECT pid FROM population_person WHERE known_by = $1", params![known_by.to_vec()])?;
    row.map_or_else(|| Ok(pid.to_owned()), |row| row.get(0))
}
