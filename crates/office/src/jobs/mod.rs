//! Long work, kept in the database: it survives the program, shows how far it is, and can be stopped.
//!
//! A job is done in steps. Each step is one transaction that stores its effect, its checkpoint and its progress
//! together, so that whoever takes the job up after a crash goes on exactly where the last step ended. A worker holds
//! a job by a lease; when the lease runs out, another takes it up, and the first finds that it has lost it.

mod ask_cancel;
mod file;
mod job;
mod list_jobs;
pub(crate) mod live;
mod step;
pub(crate) mod store;
mod submit;
mod worker;

pub use ask_cancel::ask_cancel;
pub use file::{FILE_PART_BYTES, find_file_part, write_file};
pub use job::{Job, JobState, Progress};
pub use list_jobs::{JOBS_PAGE, count_waiting, find_job, list_jobs, list_own_jobs};
pub use step::{JobContext, LEASE, StepDone, Stop};
pub use submit::{JOB_KEY_LENGTH_MAX, JOB_PAYLOAD_BYTES_MAX, Submitted, submit};
pub use worker::{ATTEMPTS_MAX, Handler, Handlers, WORKER_LOOKS_EVERY, Worker, Workers};

#[cfg(test)]
mod tests;
