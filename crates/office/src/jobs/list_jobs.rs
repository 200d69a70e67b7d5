//! Lists of jobs.

use super::{job::Job, store};
use crate::{Acting, Action, Refusal, Scope};
use db::{DbError, Tx};
use jiff::{SignedDuration, Timestamp};
use kernel::JobId;

/// How many jobs one page of a list holds.
pub const JOBS_PAGE: usize = 50;

/// One job: one's own, or anybody's for whoever may watch jobs.
pub fn find_job(tx: &mut Tx<'_>, acting: &Acting, job: JobId) -> Result<Option<Job>, Refusal> {
    let found = store::find_job(tx, job)?;
    Ok(found.filter(|job| job.staff == acting.staff || acting.role.may(Action::WatchJobs)))
}

/// One's own jobs, newest first.
pub fn list_own_jobs(tx: &mut Tx<'_>, acting: &Acting, after: Option<JobId>) -> Result<Vec<Job>, Refusal> {
    Ok(store::list_own_jobs(tx, acting.staff, after, JOBS_PAGE)?)
}

/// Jobs asked for from offices inside `scope`, newest first; those of no office for whoever sees everywhere.
pub fn list_jobs(tx: &mut Tx<'_>, scope: &Scope, acting: &Acting, after: Option<JobId>) -> Result<Vec<Job>, Refusal> {
    acting.must(Action::WatchJobs)?;
    Ok(store::list_jobs(tx, scope, after, JOBS_PAGE)?)
}

/// How many jobs wait to be begun, and how long the first of them: nothing waits long while a server runs.
pub fn count_waiting(tx: &mut Tx<'_>, now: Timestamp) -> Result<(i64, Option<SignedDuration>), DbError> {
    let (count, first) = store::count_waiting(tx, now)?;
    Ok((count, first.map(|at| now.duration_since(at))))
}
