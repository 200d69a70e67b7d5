//! How far jobs are inside the step they are in.
//!
//! A step is one transaction: nobody else sees what it has done before it ends, and a step may take a minute. Whoever
//! looks at a job in the program that works on it sees it here; elsewhere the last finished step is shown.

use super::job::{Job, JobState, Progress};
use crate::Desk;
use kernel::JobId;
use std::{collections::HashMap, sync::Mutex};

/// The jobs this program works on, and how far each is.
#[derive(Debug, Default)]
pub(crate) struct Live(Mutex<HashMap<JobId, Progress>>);

impl Live {
    fn with<T>(&self, work: impl FnOnce(&mut HashMap<JobId, Progress>) -> T) -> T {
        // Whoever panicked while counting left figures behind, and nothing else.
        work(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    pub(super) fn tell(&self, job: JobId, progress: Progress) {
        self.with(|jobs| jobs.insert(job, progress));
    }

    pub(super) fn forget(&self, job: JobId) {
        self.with(|jobs| jobs.remove(&job));
    }

    fn find(&self, job: JobId) -> Option<Progress> {
        self.with(|jobs| jobs.get(&job).cloned())
    }
}

impl Job {
    /// The job with what is known of the step it is in, if this program works on it.
    #[must_use]
    pub fn as_seen(self, desk: &Desk) -> Job {
        let live = Some(self.id).filter(|_| self.state == JobState::Running).and_then(|id| desk.live().find(id));
        Job { progress: live.unwrap_or(self.progress), ..self }
    }
}
