//! Every statement about jobs.

use super::job::{Job, JobState, Progress};
use crate::Scope;
use db::{DbError, Param, Row, Tx, params};
use jiff::Timestamp;
use kernel::{JobId, StaffId};
use serde_json::Value;

const COLUMNS: &str = "job_id, kind, payload, staff_id, role, assignment_id, place, state, done, total, doing, \
                       attempts, submitted_at, ended_at, cancel_asked_at, result, fault, checkpoint, lease";

fn job_of(row: &Row) -> Result<Job, DbError> {
    Ok(Job {
        id: row.get(0)?,
        kind: row.get(1)?,
        payload: json_of(row, 2)?.unwrap_or(Value::Null),
        staff: row.get(3)?,
        role: row.get(4)?,
        assignment: row.find(5)?,
        place: row.find(6)?,
        state: row.get(7)?,
        progress: Progress { done: row.get(8)?, total: row.find(9)?, doing: row.find(10)? },
        attempts: row.get(11)?,
        submitted_at: row.get(12)?,
        ended_at: row.find(13)?,
        cancel_asked_at: row.find(14)?,
        result: json_of(row, 15)?,
        fault: row.find(16)?,
    })
}

fn json_of(row: &Row, column: usize) -> Result<Option<Value>, DbError> {
    let text: Option<String> = row.find(column)?;
    let broken = |_| DbError::Inconsistent { column: "json".to_owned(), expected: "JSON", found: "a text".to_owned() };
    text.map(|text| serde_json::from_str(&text).map_err(broken)).transpose()
}

/// Keeps a new job.
pub(super) fn insert_job(tx: &mut Tx<'_>, job: &Job, payload: &str, key: &str) -> Result<(), DbError> {
    let sql = "INSERT INTO jobs_job (job_id, kind, payload, client_key, staff_id, role, assignment_id, place, state, \
               attempts, lease, not_before, done, submitted_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, $10, 0, $10)";
    let params = params![
        job.id,
        job.kind,
        payload,
        key,
        job.staff,
        job.role,
        job.assignment,
        job.place,
        job.state,
        job.submitted_at,
    ];
    tx.execute(sql, params).map(drop)
}

/// Finds a job.
pub(super) fn find_job(tx: &mut Tx<'_>, job: JobId) -> Result<Option<Job>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM jobs_job WHERE job_id = $1");
    tx.row(&sql, params![job])?.map(|row| job_of(&row)).transpose()
}

/// Finds what a person asked for under a key.
pub(super) fn find_by_key(tx: &mut Tx<'_>, staff: StaffId, key: &str) -> Result<Option<Job>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM jobs_job WHERE staff_id = $1 AND client_key = $2");
    tx.row(&sql, params![staff, key])?.map(|row| job_of(&row)).transpose()
}

/// Finds a job if this lease still holds it.
pub(super) fn find_held(tx: &mut Tx<'_>, job: JobId, lease: i64) -> Result<Option<Job>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM jobs_job WHERE job_id = $1 AND lease = $2 AND state = 'running'");
    tx.row(&sql, params![job, lease])?.map(|row| job_of(&row)).transpose()
}

/// A person's jobs, newest first.
pub(super) fn list_own_jobs(
    tx: &mut Tx<'_>,
    staff: StaffId,
    after: Option<JobId>,
    most: usize,
) -> Result<Vec<Job>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM jobs_job WHERE staff_id = $1 AND ($2 OR job_id < $3) ORDER BY job_id DESC LIMIT $4"
    );
    let most = i64::try_from(most).expect("a page is small");
    tx.rows(&sql, params![staff, after.is_none(), after, most])?.iter().map(job_of).collect()
}

/// Jobs of offices inside a scope, newest first.
pub(super) fn list_jobs(
    tx: &mut Tx<'_>,
    scope: &Scope,
    after: Option<JobId>,
    most: usize,
) -> Result<Vec<Job>, DbError> {
    let inside = if scope.is_everywhere() { "(1 = 1)".to_owned() } else { scope.condition("place") };
    let sql =
        format!("SELECT {COLUMNS} FROM jobs_job WHERE {inside} AND ($1 OR job_id < $2) ORDER BY job_id DESC LIMIT $3");
    let most = i64::try_from(most).expect("a page is small");
    tx.rows(&sql, params![after.is_none(), after, most])?.iter().map(job_of).collect()
}

/// The oldest job that waits and may begin, or whose lease has run out.
pub(super) fn find_claimable(tx: &mut Tx<'_>, kinds: &[&str], now: Timestamp) -> Result<Option<JobId>, DbError> {
    if kinds.is_empty() {
        return Ok(None);
    }
    let places: Vec<String> = (2..kinds.len() + 2).map(|number| format!("${number}")).collect();
    let sql = format!(
        "SELECT job_id FROM jobs_job WHERE kind IN ({}) \
         AND ((state = 'waiting' AND not_before <= $1) OR (state = 'running' AND lease_until <= $1)) \
         ORDER BY submitted_at, job_id LIMIT 1",
        places.join(", ")
    );
    let mut params = vec![Param::new(&now)];
    params.extend(kinds.iter().map(Param::new));
    tx.row(&sql, &params)?.map(|row| row.get(0)).transpose()
}

/// A job as a worker holds it.
pub(super) struct Claimed {
    pub(super) job: Job,
    pub(super) checkpoint: Option<Value>,
    pub(super) lease: i64,
}

/// Takes a lease; the job was just found claimable in this transaction.
pub(super) fn claim(tx: &mut Tx<'_>, job: JobId, now: Timestamp, until: Timestamp) -> Result<Claimed, DbError> {
    let sql = format!(
        "UPDATE jobs_job SET state = 'running', lease = lease + 1, lease_until = $3, attempts = attempts + 1 \
         WHERE job_id = $1 AND (state = 'waiting' OR lease_until <= $2) RETURNING {COLUMNS}"
    );
    let row = tx.row(&sql, params![job, now, until])?.ok_or(DbError::Contended)?;
    Ok(Claimed { job: job_of(&row)?, checkpoint: json_of(&row, 17)?, lease: row.get(18)? })
}

/// Stores what a step leaves behind; 0 when the lease is lost.
pub(super) fn advance(
    tx: &mut Tx<'_>,
    job: JobId,
    lease: i64,
    checkpoint: &Value,
    progress: &Progress,
    until: Timestamp,
) -> Result<u64, DbError> {
    let sql = "UPDATE jobs_job SET checkpoint = $3, done = $4, total = $5, doing = $6, lease_until = $7, attempts = 1 \
               WHERE job_id = $1 AND lease = $2 AND state = 'running'";
    let params = params![job, lease, checkpoint.to_string(), progress.done, progress.total, progress.doing, until];
    tx.execute(sql, params)
}

/// Ends a running job; 0 when the lease is lost.
pub(super) fn end_job(
    tx: &mut Tx<'_>,
    job: JobId,
    lease: i64,
    state: JobState,
    result: Option<&Value>,
    fault: Option<&str>,
    now: Timestamp,
) -> Result<u64, DbError> {
    let sql = "UPDATE jobs_job SET state = $3, result = $4, fault = $5, ended_at = $6, lease_until = NULL \
               WHERE job_id = $1 AND lease = $2 AND state = 'running'";
    let (result, fault) = (result.map(Value::to_string), fault.map(str::to_owned));
    tx.execute(sql, params![job, lease, state, result, fault, now])
}

/// Ends a job nobody has begun.
pub(super) fn end_waiting(tx: &mut Tx<'_>, job: JobId, state: JobState, now: Timestamp) -> Result<(), DbError> {
    let sql = "UPDATE jobs_job SET state = $2, ended_at = $3 WHERE job_id = $1 AND state = 'waiting'";
    tx.execute(sql, params![job, state, now]).map(drop)
}

/// Lets another attempt come later.
pub(super) fn wait_for_retry(
    tx: &mut Tx<'_>,
    job: JobId,
    lease: i64,
    fault: &str,
    not_before: Timestamp,
) -> Result<(), DbError> {
    let sql = "UPDATE jobs_job SET state = 'waiting', fault = $3, not_before = $4, lease_until = NULL \
               WHERE job_id = $1 AND lease = $2 AND state = 'running'";
    tx.execute(sql, params![job, lease, fault, not_before]).map(drop)
}

/// Gives a job back because the program stops: that was no attempt.
pub(super) fn give_back(tx: &mut Tx<'_>, job: JobId, lease: i64, now: Timestamp) -> Result<(), DbError> {
    let sql = "UPDATE jobs_job SET state = 'waiting', attempts = attempts - 1, not_before = $3, lease_until = NULL \
               WHERE job_id = $1 AND lease = $2 AND state = 'running'";
    tx.execute(sql, params![job, lease, now]).map(drop)
}

/// Notes that somebody asked a job to stop.
pub(super) fn set_cancel_asked(tx: &mut Tx<'_>, job: JobId, now: Timestamp) -> Result<(), DbError> {
    tx.execute("UPDATE jobs_job SET cancel_asked_at = $2 WHERE job_id = $1", params![job, now]).map(drop)
}

/// Takes away what an earlier attempt wrote.
pub(super) fn delete_parts(tx: &mut Tx<'_>, job: JobId) -> Result<(), DbError> {
    tx.execute("DELETE FROM jobs_file_part WHERE job_id = $1", params![job]).map(drop)
}

/// Writes one part of a job's file.
pub(super) fn insert_part(tx: &mut Tx<'_>, job: JobId, number: i64, bytes: &[u8]) -> Result<(), DbError> {
    let sql = "INSERT INTO jobs_file_part (job_id, number, bytes) VALUES ($1, $2, $3)";
    tx.execute(sql, params![job, number, bytes.to_vec()]).map(drop)
}

/// One part of a job's file.
pub(super) fn find_part(tx: &mut Tx<'_>, job: JobId, number: i64) -> Result<Option<Vec<u8>>, DbError> {
    let sql = "SELECT bytes FROM jobs_file_part WHERE job_id = $1 AND number = $2";
    tx.row(sql, params![job, number])?.map(|row| row.get(0)).transpose()
}

/// How many jobs wait that may begin, and since when the first of them.
pub(super) fn count_waiting(tx: &mut Tx<'_>, now: Timestamp) -> Result<(i64, Option<Timestamp>), DbError> {
    let sql = "SELECT COUNT(*), MIN(not_before) FROM jobs_job WHERE state = 'waiting' AND not_before <= $1";
    tx.row(sql, params![now])?.map_or(Ok((0, None)), |row| Ok((row.get(0)?, row.find(1)?)))
}
