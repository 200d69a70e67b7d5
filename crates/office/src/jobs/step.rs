//! What a handler works with: one step at a time.

use super::{
    job::{Job, Progress},
    store,
};
use crate::{Acting, Desk, Origin, Refusal, staff};
use db::{DbError, Tx};
use jiff::SignedDuration;
use serde_json::Value;
use std::sync::atomic::{AtomicBool, Ordering};

/// How long a worker holds a job without finishing a step. A step takes seconds; a worker this late is thought dead.
pub const LEASE: SignedDuration = SignedDuration::from_mins(2);

/// Why a handler stops before its end. Handlers pass it on with `?`.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// Somebody asked for it.
    #[error("cancelled")]
    Cancelled,
    /// It cannot be done, for the handler's own reason: a key of the wording or a log line, without personal data.
    #[error("{0}")]
    Failed(String),
    /// Another worker holds the job: this one was too slow, or thought dead.
    #[error("the lease is lost")]
    LeaseLost,
    /// It cannot be done.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The program is going down; the next one goes on from the checkpoint.
    #[error("the program is stopping")]
    Stopping,
}

impl From<DbError> for Stop {
    fn from(error: DbError) -> Stop {
        Stop::Refused(Refusal::Db(error))
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

/// The job a handler was given.
pub struct JobContext<'w> {
    pub(super) job: Job,
    pub(super) checkpoint: Option<Value>,
    /// The number of this attempt's lease: whoever takes the job up next has a higher one.
    pub(super) lease: i64,
    pub(super) stop: &'w AtomicBool,
}

impl JobContext<'_> {
    /// The job as it was when this attempt began.
    pub fn job(&self) -> &Job {
        &self.job
    }

    /// Where the last finished step of an earlier attempt left off; nothing at the very beginning.
    pub fn checkpoint(&self) -> Option<&Value> {
        self.checkpoint.as_ref()
    }

    /// One step: its effect, its checkpoint and its progress in one transaction. Stops first if asked to.
    ///
    /// `work` acts as whoever asked for the job, with the rights they have now.
    pub fn step<T>(
        &self,
        desk: &Desk,
        mut work: impl FnMut(&mut Tx<'_>, &Acting) -> Result<StepDone<T>, Stop>,
    ) -> Result<T, Stop> {
        let taken = desk.db().write(|tx| self.take(tx, desk, &mut work));
        desk.live().forget(self.job.id);
        taken
    }

    /// Like `step`, for bulk loads: in a transaction that shares its commit with nobody.
    pub fn step_alone<T>(
        &self,
        desk: &Desk,
        mut work: impl FnMut(&mut Tx<'_>, &Acting) -> Result<StepDone<T>, Stop>,
    ) -> Result<T, Stop> {
        let taken = desk.db().write_alone(|tx| self.take(tx, desk, &mut work));
        desk.live().forget(self.job.id);
        taken
    }

    /// Says how far the step is that is being taken. It is shown, not stored: it holds until the step ends.
    pub fn tell(&self, desk: &Desk, done: i64, total: Option<i64>) {
        desk.live().tell(self.job.id, Progress { done, total, doing: None });
    }

    fn take<T>(
        &self,
        tx: &mut Tx<'_>,
        desk: &Desk,
        work: &mut impl FnMut(&mut Tx<'_>, &Acting) -> Result<StepDone<T>, Stop>,
    ) -> Result<T, Stop> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Stop::Stopping);
        }
        let held = store::find_held(tx, self.job.id, self.lease)?.ok_or(Stop::LeaseLost)?;
        if held.cancel_asked_at.is_some() {
            return Err(Stop::Cancelled);
        }
        let acting = acting_for(tx, desk, &self.job)?;
        let done = work(tx, &acting)?;
        let until = desk.now() + LEASE;
        // The condition on the lease is the gate: whoever lost it changes nothing.
        match store::advance(tx, self.job.id, self.lease, &done.checkpoint, &done.progress, until)? {
            1 => Ok(done.value),
            _ => Err(Stop::LeaseLost),
        }
    }
}

/// Whoever asked for the job, as they are now: an assignment that has ended since does nothing more.
pub(super) fn acting_for(tx: &mut Tx<'_>, desk: &Desk, job: &Job) -> Result<Acting, Refusal> {
    let origin = Origin { address: "job".to_owned(), request: job.id.to_string() };
    if job.staff == Acting::nobody() {
        return Ok(desk.machine(origin));
    }
    let person = staff::find_active(tx, job.staff)?.ok_or(Refusal::NotFound { what: "staff" })?;
    let posts = staff::list_posts(tx, person.id, kernel::today_in_vietnam(desk.now()))?;
    let post = posts.iter().find(|post| Some(post.assignment) == job.assignment);
    let post = post.ok_or(Refusal::NotFound { what: "assignment" })?;
    Ok(desk.acting_at(person.id, Some(post), origin))
}
