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
use std::{
    fmt::Display,
    io::{self, Write},
    mem,
    panic::resume_unwind,
    sync::mpsc::{self, Receiver, SyncSender},
    thread,
};

/// One part: small enough for a step of milliseconds, large enough that a file of a gigabyte has few thousand.
pub const FILE_PART_BYTES: usize = 256 * 1024;

/// Parts the producer may be ahead of the database.
const PARTS_AHEAD: usize = 2;

/// Makes a job's file and answers what `produce` did and how many bytes there are.
///
/// What an earlier attempt left is taken away first: the file is made anew, never mended. `before` runs in that same
/// step, for the right to the file and its record in the trail. `produce` runs on a thread of its own, because it
/// reads the database in a transaction and the parts are written in others.
pub fn write_file<T: Send, E: Display + Send>(
    desk: &Desk,
    ctx: &JobContext<'_>,
    mut before: impl FnMut(&mut Tx<'_>, &Acting) -> Result<(), Refusal>,
    produce: impl FnOnce(&mut dyn Write) -> Result<T, E> + Send,
) -> Result<(T, u64), Stop> {
    ctx.step(desk, |tx, acting| {
        before(tx, acting)?;
        store::delete_parts(tx, ctx.job().id)?;
        Ok(StepDone { value: (), checkpoint: Value::Null, progress: Progress::default() })
    })?;
    let (sender, receiver) = mpsc::sync_channel(PARTS_AHEAD);
    thread::scope(|scope| {
        let producing = scope.spawn(move || {
            let mut parts = Parts { buffer: Vec::with_capacity(FILE_PART_BYTES), sender };
            let made = produce(&mut parts).map_err(|fault| fault.to_string())?;
            parts.send().map_err(|fault| fault.to_string())?;
            Ok(made)
        });
        // Where a step is refused, the receiver is dropped, and the producer's next part finds nobody.
        let bytes = keep(desk, ctx, receiver)?;
        let made = producing.join().unwrap_or_else(|panic| resume_unwind(panic));
        made.map(|made| (made, bytes)).map_err(Stop::Failed)
    })
}

/// One step a part.
fn keep(desk: &Desk, ctx: &JobContext<'_>, parts: Receiver<Vec<u8>>) -> Result<u64, Stop> {
    let (mut bytes, mut lines) = (0, 0);
    for (number, part) in (0..).zip(parts) {
        lines += part.iter().map(|byte| i64::from(*byte == b'\n')).sum::<i64>();
        bytes += part.len() as u64;
        ctx.step(desk, |tx, _| {
            store::insert_part(tx, ctx.job().id, number, &part)?;
            let progress = Progress { done: lines, total: None, doing: None };
            Ok(StepDone { value: (), checkpoint: Value::Null, progress })
        })?;
    }
    Ok(bytes)
}

/// The producer's end: full parts go out.
struct Parts {
    buffer: Vec<u8>,
    sender: SyncSender<Vec<u8>>,
}

impl Parts {
    fn send(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let part = mem::replace(&mut self.buffer, Vec::with_capacity(FILE_PART_BYTES));
        self.sender.send(part).map_err(|_| io::Error::other("the job was stopped"))
    }
}

impl Write for Parts {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(FILE_PART_BYTES - self.buffer.len());
        self.buffer.extend_from_slice(&bytes[..taken]);
        if self.buffer.len() == FILE_PART_BYTES {
            self.send()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        // A part goes out when it is full, and the last one at the end.
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
