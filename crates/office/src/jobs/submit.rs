//! Asking for long work.

use super::{
    job::{Job, JobState, Progress, entry},
    store,
};
use crate::{Acting, Refusal, audit, staff::check_length};
use db::Tx;
use kernel::JobId;
use serde_json::{Value, json};

/// The longest key of a client.
pub const JOB_KEY_LENGTH_MAX: usize = 100;
/// What a job is asked is a question, not a file: files are kept where they belong and named here.
pub const JOB_PAYLOAD_BYTES_MAX: usize = 64 * 1024;

/// What came of asking for a job.
#[derive(Clone, Debug, PartialEq)]
pub enum Submitted {
    /// It is new.
    Created(Job),
    /// The same person asked for the same under the same key before.
    Exists(Job),
    /// The key was used for something else.
    ExistsWithDifferent(JobId),
}

/// Asks for long work. `key` is made by the client: asking twice is asking once.
///
/// Whether the person may do the work is asked by whoever calls this, and again by the operations of each step.
pub fn submit(tx: &mut Tx<'_>, acting: &Acting, kind: &str, payload: &Value, key: &str) -> Result<Submitted, Refusal> {
    check_length("key", key, JOB_KEY_LENGTH_MAX)?;
    let text = payload.to_string();
    if text.len() > JOB_PAYLOAD_BYTES_MAX {
        return Err(Refusal::TextLength { field: "payload", longest: JOB_PAYLOAD_BYTES_MAX });
    }
    if let Some(known) = store::find_by_key(tx, acting.staff, key)? {
        let same = known.kind == kind && known.payload == *payload;
        return Ok(if same { Submitted::Exists(known) } else { Submitted::ExistsWithDifferent(known.id) });
    }
    let job = Job {
        id: acting.new_id(),
        kind: kind.to_owned(),
        payload: payload.clone(),
        staff: acting.staff,
        role: acting.role,
        assignment: acting.assignment,
        place: acting.place,
        state: JobState::Waiting,
        progress: Progress::default(),
        attempts: 0,
        submitted_at: acting.now,
        ended_at: None,
        cancel_asked_at: None,
        result: None,
        fault: None,
    };
    store::insert_job(tx, &job, &text, key)?;
    audit::record(tx, acting, entry("job.submit", job.id, job.place, json!({ "kind": kind, "payload": payload })))?;
    Ok(Submitted::Created(job))
}
