//! The file a job makes: written in parts, read only when the job is done.

use super::{
    job::{JobState, Progress},
    list_jobs::find_job,
    step::{JobContext, StepDone, Stop},
    store,
};
use crate::{Acting, Desk, Refusal};
use db::Tx;
use kernel::JobId;
use serde_json::Value;
use std::io::{self, Write};

/// One part: small enough for a step of milliseconds, large enough that a file of a gigabyte has few thousand.
pub const FILE_PART_BYTES: usize = 256 * 1024;

/// Writes a job's file. What an earlier attempt left is taken away first: the file is made anew, never mended.
pub struct JobFile<'a> {
    desk: &'a Desk,
    ctx: &'a JobContext<'a>,
    buffer: Vec<u8>,
    parts: i64,
    bytes: u64,
    lines: i64,
    stop: Option<Stop>,
}

impl<'a> JobFile<'a> {
    /// An empty file. `before` runs in the same step, for the right to it and its record in the trail.
    pub fn begin(
        desk: &'a Desk,
        ctx: &'a JobContext<'a>,
        mut before: impl FnMut(&mut Tx<'_>, &Acting) -> Result<(), Refusal>,
    ) -> Result<JobFile<'a>, Stop> {
        ctx.step(desk, |tx, acting| {
            before(tx, acting)?;
            store::delete_parts(tx, ctx.job().id)?;
            Ok(StepDone { value: (), checkpoint: Value::Null, progress: Progress::default() })
        })?;
        Ok(JobFile { desk, ctx, buffer: Vec::with_capacity(FILE_PART_BYTES), parts: 0, bytes: 0, lines: 0, stop: None })
    }

    /// Why writing stopped, if it did: an `io::Error` cannot carry it.
    pub fn take_stop(&mut self) -> Option<Stop> {
        self.stop.take()
    }

    /// Writes what is left; answers how many bytes the file has.
    pub fn end(mut self) -> Result<u64, Stop> {
        match self.put() {
            Ok(()) => Ok(self.bytes),
            Err(stop) => Err(stop),
        }
    }

    fn put(&mut self) -> Result<(), Stop> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let lines = self.buffer.iter().filter(|byte| **byte == b'\n').count();
        let done = self.lines + i64::try_from(lines).expect("a part has few lines");
        let (job, number, bytes) = (self.ctx.job().id, self.parts, &self.buffer);
        self.ctx.step(self.desk, |tx, _| {
            store::insert_part(tx, job, number, bytes)?;
            let progress = Progress { done, total: None, doing: None };
            Ok(StepDone { value: (), checkpoint: Value::Null, progress })
        })?;
        self.lines = done;
        self.parts += 1;
        self.bytes += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }
}

impl Write for JobFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = FILE_PART_BYTES - self.buffer.len();
        let taken = bytes.len().min(room);
        self.buffer.extend_from_slice(&bytes[..taken]);
        if self.buffer.len() == FILE_PART_BYTES
            && let Err(stop) = self.put()
        {
            self.stop = Some(stop);
            return Err(io::Error::other("the job was stopped"));
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        // A part is written when it is full, and the last one by `end`.
        Ok(())
    }
}

/// One part of the file of a job that is done; nothing after the last.
pub fn find_file_part(tx: &mut Tx<'_>, acting: &Acting, job: JobId, number: i64) -> Result<Option<Vec<u8>>, Refusal> {
    match find_job(tx, acting, job)? {
        Some(job) if job.state == JobState::Done => Ok(store::find_part(tx, job.id, number)?),
        _ => Err(Refusal::NotFound { what: "job" }),
    }
}
