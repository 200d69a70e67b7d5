//! Asking a job to stop.

use super::{
    job::{Job, JobState, entry},
    list_jobs::find_job,
    store,
};
use crate::{Acting, Refusal, audit};
use db::Tx;
use kernel::JobId;
use serde_json::json;

/// Asks a job to stop: at once if nobody has begun, between two steps otherwise. One's own, or anybody's for whoever
/// may watch jobs.
pub fn ask_cancel(tx: &mut Tx<'_>, acting: &Acting, job: JobId) -> Result<Job, Refusal> {
    let found = find_job(tx, acting, job)?.ok_or(Refusal::NotFound { what: "job" })?;
    if found.state.has_ended() {
        return Err(Refusal::JobEnded { state: found.state });
    }
    if found.cancel_asked_at.is_some() {
        return Ok(found);
    }
    store::set_cancel_asked(tx, job, acting.now)?;
    audit::record(tx, acting, entry("job.ask_cancel", job, found.place, json!(null)))?;
    if found.state == JobState::Waiting {
        store::end_waiting(tx, job, JobState::Cancelled, acting.now)?;
        audit::record(tx, acting, entry("job.cancel", job, found.place, json!(null)))?;
    }
    store::find_job(tx, job)?.ok_or(Refusal::NotFound { what: "job" })
}
