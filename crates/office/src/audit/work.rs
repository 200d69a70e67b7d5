//! The trail's long work: verifying it, and taking it out for a witness.

use super::{Entry, Part, Progress, Trust, export, record, verify};
use crate::{
    Acting, Action, Desk, Refusal,
    jobs::{self, Handlers, JobContext, StepDone, Stop, Submitted, write_file},
};
use db::Tx;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::{panic::resume_unwind, sync::mpsc, thread};

/// The kind of job that verifies the whole trail. Its result is a `Report`.
pub const VERIFY_JOB: &str = "audit.verify";
/// The kind of job that exports whole days. Its result counts what is in its file.
pub const EXPORT_JOB: &str = "audit.export";

/// Records between two notes of progress: a note is a write, and checking a record takes microseconds.
const NOTE_EVERY: u64 = 20_000;

/// With the trail's kinds of job.
pub fn handlers(handlers: Handlers) -> Handlers {
    handlers.with(VERIFY_JOB, verify_job).with(EXPORT_JOB, export_job)
}

/// Asks for the whole trail to be verified.
pub fn submit_verify(tx: &mut Tx<'_>, acting: &Acting, key: &str) -> Result<Submitted, Refusal> {
    acting.must(Action::ExportAudit)?;
    jobs::submit(tx, acting, VERIFY_JOB, &json!({}), key)
}

/// Asks for the days of sealing from `from` to `to`, both included, as a file.
pub fn submit_export(
    tx: &mut Tx<'_>,
    acting: &Acting,
    (from, to): (Option<Date>, Option<Date>),
    key: &str,
) -> Result<Submitted, Refusal> {
    acting.must(Action::ExportAudit)?;
    jobs::submit(tx, acting, EXPORT_JOB, &json!({ "from": from, "to": to }), key)
}

fn verify_job(desk: &Desk, ctx: &JobContext<'_>) -> Result<Value, Stop> {
    note(desk, ctx, Progress { done: 0, total: 0 })?;
    let signers = [desk.checkpoint_key().public()];
    let kept = desk.witness().find().map_err(|fault| Stop::Failed(fault.to_string()))?;
    let witnessed: Vec<_> = kept.into_iter().collect();
    let trust = Trust { trail: Some(desk.trail_key()), signers: &signers, witnessed: &witnessed };
    let (sender, progress) = mpsc::sync_channel(1);
    thread::scope(|scope| {
        // Checking is one long read; its progress is written by another thread, in transactions of its own.
        let checking = scope.spawn(move || {
            let mut noted = 0;
            verify(desk.db(), trust, |progress| {
                if progress.done >= noted + NOTE_EVERY {
                    noted = progress.done;
                    // Nobody listens once the job was stopped: the check ends for nothing.
                    let _ = sender.send(progress);
                }
            })
        });
        progress.into_iter().try_for_each(|progress| note(desk, ctx, progress))?;
        let report = checking.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        Ok(serde_json::to_value(&report).expect("a report is JSON"))
    })
}

fn note(desk: &Desk, ctx: &JobContext<'_>, progress: Progress) -> Result<(), Stop> {
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    ctx.step(desk, |_, acting| {
        acting.must(Action::ExportAudit)?;
        let total = Some(count(progress.total)).filter(|total| *total > 0);
        let progress = jobs::Progress { done: count(progress.done), total, doing: None };
        Ok(StepDone { value: (), checkpoint: Value::Null, progress })
    })
}

fn export_job(desk: &Desk, ctx: &JobContext<'_>) -> Result<Value, Stop> {
    let payload = &ctx.job().payload;
    let day = |field: &str| payload[field].as_str().and_then(|day| day.parse().ok());
    let part = Part { from: day("from"), to: day("to"), ..Part::default() };
    let allowed = |tx: &mut Tx<'_>, acting: &Acting| {
        acting.must(Action::ExportAudit)?;
        Ok(record(tx, acting, taken_out(payload))?)
    };
    // The heading says when it was asked for, so that an attempt after a crash writes the same.
    let asked_at = ctx.job().submitted_at;
    let (exported, bytes) = write_file(desk, ctx, allowed, |out| export(desk.db(), &part, asked_at, out))?;
    let mut result = serde_json::to_value(&exported).expect("a summary is JSON");
    result["bytes"] = bytes.into();
    Ok(result)
}

/// Taking the trail out is itself something the trail knows of.
fn taken_out(payload: &Value) -> Entry {
    Entry {
        verb: "audit.export",
        subject_kind: "audit",
        subject: "trail".to_owned(),
        place: None,
        why: None,
        from: None,
        to: Some(payload.clone()),
    }
}
