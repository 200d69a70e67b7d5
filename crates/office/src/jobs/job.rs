//! A piece of long work.

use crate::{Role, audit::Entry};
use jiff::Timestamp;
use kernel::{AssignmentId, JobId, StaffId, keyed};
use serde_json::Value;

keyed! {
    /// Where a job stands.
    pub enum JobState {
        /// Nobody has begun, or it waits for the next attempt.
        Waiting = "waiting",
        /// A worker holds it.
        Running = "running",
        /// Done; there is a result.
        Done = "done",
        /// Gave up; there is a fault.
        Failed = "failed",
        /// Stopped on request.
        Cancelled = "cancelled",
    }
}

impl JobState {
    /// Whether nothing more will happen.
    pub fn has_ended(self) -> bool {
        matches!(self, JobState::Done | JobState::Failed | JobState::Cancelled)
    }
}

/// How far a job is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Things done.
    pub done: i64,
    /// Things in all, as far as known.
    pub total: Option<i64>,
    /// What it is doing: a key of the wording, such as `audit.export.writing`.
    pub doing: Option<String>,
}

/// A piece of long work.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// The kind, which names its handler.
    pub kind: String,
    /// What it was asked.
    pub payload: Value,
    /// Who asked; `Acting::nobody()` for the program itself.
    pub staff: StaffId,
    /// As what.
    pub role: Role,
    /// By which assignment: it is looked up again at each step.
    pub assignment: Option<AssignmentId>,
    /// The place number of the office it was asked from.
    pub place: Option<i64>,
    /// Where it stands.
    pub state: JobState,
    /// How far it is.
    pub progress: Progress,
    /// How often it was taken up since the last finished step.
    pub attempts: i64,
    /// Asked at.
    pub submitted_at: Timestamp,
    /// Ended at.
    pub ended_at: Option<Timestamp>,
    /// Somebody asked it to stop at.
    pub cancel_asked_at: Option<Timestamp>,
    /// What it gave, when done.
    pub result: Option<Value>,
    /// What went wrong: when failed for good, or in the last attempt. A key of the wording or a log line.
    pub fault: Option<String>,
}

/// The trail's entry about a job.
pub(super) fn entry(verb: &'static str, job: JobId, place: Option<i64>, to: Value) -> Entry {
    let to = (!to.is_null()).then_some(to);
    Entry { verb, subject_kind: "job", subject: job.to_string(), place, why: None, from: None, to }
}
