//! Long work, kept in the database: it survives the program, shows how far it is, and can be stopped.

use crate::{Acting, Desk, Refusal, Scope, keyed::keyed};
use db::Tx;
use jiff::Timestamp;
use kernel::{JobId, StaffId};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::AtomicBool},
};

keyed! {
    /// Where a job stands.
    pub enum JobState {
        /// Nobody has begun.
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

/// How far a job is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: i64,
    /// Steps in all, as far as known.
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
    /// Who asked.
    pub staff: StaffId,
    /// Where it stands.
    pub state: JobState,
    /// How far it is.
    pub progress: Progress,
    /// How often a worker took it up.
    pub attempts: i64,
    /// Asked at.
    pub submitted_at: Timestamp,
    /// Ended at.
    pub ended_at: Option<Timestamp>,
    /// Somebody asked it to stop at.
    pub cancel_asked_at: Option<Timestamp>,
    /// What it gave, when done.
    pub result: Option<Value>,
    /// What went wrong, as a key or a log line, when failed.
    pub fault: Option<String>,
}

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
pub fn submit(tx: &mut Tx<'_>, acting: &Acting, kind: &str, payload: &Value, key: &str) -> Result<Submitted, Refusal> {
    let _ = (tx, acting, kind, payload, key);
    todo!()
}

/// Asks a job to stop between two steps: one's own, or anybody's for whoever may watch jobs.
pub fn ask_cancel(tx: &mut Tx<'_>, acting: &Acting, job: JobId) -> Result<Job, Refusal> {
    let _ = (tx, acting, job);
    todo!()
}

/// One job: one's own, or one submitted inside the scope by whoever may watch jobs.
pub fn find_job(tx: &mut Tx<'_>, acting: &Acting, job: JobId) -> Result<Option<Job>, Refusal> {
    let _ = (tx, acting, job);
    todo!()
}

/// One's own jobs, newest first.
pub fn list_own_jobs(tx: &mut Tx<'_>, acting: &Acting, after: Option<JobId>) -> Result<Vec<Job>, Refusal> {
    let _ = (tx, acting, after);
    todo!()
}

/// Jobs submitted from offices inside `scope`, newest first.
pub fn list_jobs(tx: &mut Tx<'_>, scope: &Scope, after: Option<JobId>) -> Result<Vec<Job>, Refusal> {
    let _ = (tx, scope, after);
    todo!()
}

/// How many jobs one page of a list holds.
pub const JOBS_PAGE: usize = 50;

/// Why a handler stops before its end. Handlers pass it on with `?`.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// Somebody asked for it.
    #[error("cancelled")]
    Cancelled,
    /// Another worker holds the job: this one was too slow, or thought dead.
    #[error("the lease is lost")]
    LeaseLost,
    /// The program is going down; the next one goes on from the checkpoint.
    #[error("the program is stopping")]
    Stopping,
    /// It cannot be done.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It cannot be done, for the handler's own reason: a key of the wording or a log line.
    #[error("{0}")]
    Failed(String),
}

impl From<db::DbError> for Stop {
    fn from(error: db::DbError) -> Stop {
        Stop::Refused(Refusal::Db(error))
    }
}

/// What a handler works with: the job as it was claimed.
pub struct JobContext {
    job: Job,
}

impl JobContext {
    /// The job as it was when this attempt began.
    pub fn job(&self) -> &Job {
        &self.job
    }

    /// Where the last finished step of an earlier attempt left off.
    pub fn checkpoint(&self) -> Option<&Value> {
        todo!()
    }

    /// One step: its effect, its checkpoint and its progress in one transaction. Stops first if asked to.
    pub fn step<T>(
        &self,
        desk: &Desk,
        work: impl FnMut(&mut Tx<'_>, &Acting) -> Result<StepDone<T>, Stop>,
    ) -> Result<T, Stop> {
        let _ = (desk, work);
        todo!()
    }
}

/// What a step leaves behind.
pub struct StepDone<T> {
    /// What the handler goes on with.
    pub value: T,
    /// Where the next attempt would begin.
    pub checkpoint: Value,
    /// How far it is.
    pub progress: Progress,
}

/// The work of one kind of job; gives the result.
pub type Handler = fn(&Desk, &JobContext) -> Result<Value, Stop>;

/// The kinds of jobs this program can do.
#[derive(Clone, Default)]
pub struct Handlers(BTreeMap<&'static str, Handler>);

impl Handlers {
    /// With one kind more.
    #[must_use]
    pub fn with(mut self, kind: &'static str, handler: Handler) -> Handlers {
        self.0.insert(kind, handler);
        self
    }
}

/// Takes jobs up, one at a time.
pub struct Worker {
    /// The kinds it can do.
    pub handlers: Handlers,
    /// Set to make it stop after the step it is in.
    pub stop: Arc<AtomicBool>,
}

impl Worker {
    /// Takes up the oldest job there is and works on it to its end; whether there was one.
    pub fn run_one(&self, desk: &Desk) -> Result<Option<Job>, Refusal> {
        let _ = desk;
        todo!()
    }
}
