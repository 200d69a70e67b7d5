//! The job that receives an uploaded file.

use crate::{
    NewFile, Receipt, SheetChoice, SourceFile, receive_file::receive_file_telling, reread_file::reread_file_telling,
    upload::take_upload,
};
use db::Tx;
use kernel::SourceFileId;
use office::{
    Acting, Desk,
    jobs::{Handlers, JobContext, Progress, StepDone, Stop},
};
use serde_json::{Value, json};

/// The kind of the job.
pub const IMPORT_JOB: &str = "sources.import";

/// The kind of the job that reads a file anew.
pub const REREAD_JOB: &str = "sources.reread";

/// What a later room does with a file in the transaction that took it in, or read it anew.
pub type Received = fn(&mut Tx<'_>, &Acting, SourceFileId) -> Result<(), Stop>;

/// The kinds of jobs with this room's.
#[must_use]
pub fn handlers(handlers: Handlers, received: Received) -> Handlers {
    handlers
        .with(IMPORT_JOB, move |desk, ctx| import(desk, ctx, received))
        .with(REREAD_JOB, move |desk, ctx| reread(desk, ctx, received))
}

/// One step: a file is received whole or not at all.
fn import(desk: &Desk, ctx: &JobContext<'_>, received: Received) -> Result<Value, Stop> {
    let upload: SourceFileId =
        serde_json::from_value(ctx.job().payload["upload"].clone()).map_err(|_| Stop::Failed("payload".to_owned()))?;
    let places = desk.places();
    let receipt = ctx.step_alone(desk, |tx, acting| {
        let (told, content) = take_upload(tx, acting, upload)?;
        let new = NewFile { source: told.source, place: told.place, name: &told.name, content: &content };
        let receipt =
            receive_file_telling(tx, acting, &places, &new, &|rows| ctx.tell(desk, rows, None)).map_err(Stop::from)?;
        let done = match &receipt {
            Receipt::Created(file) => {
                received(tx, acting, file.id)?;
                file.rows_good + file.rows_bad
            }
            Receipt::Exists(_) | Receipt::ExistsWithDifferent { .. } => 0,
        };
        let progress = Progress { done, total: Some(done), doing: None };
        Ok(StepDone { value: receipt, checkpoint: Value::Null, progress })
    })?;
    Ok(result(&receipt))
}

/// One step too: the reading that counts is the old one or the new one.
fn reread(desk: &Desk, ctx: &JobContext<'_>, received: Received) -> Result<Value, Stop> {
    let asked = &ctx.job().payload;
    let parse = || {
        let file: SourceFileId = serde_json::from_value(asked["file"].clone()).ok()?;
        let sheets: Vec<SheetChoice> = serde_json::from_value(asked["sheets"].clone()).ok()?;
        Some((file, sheets))
    };
    let (file, sheets) = parse().ok_or_else(|| Stop::Failed("payload".to_owned()))?;
    let places = desk.places();
    let file = ctx.step_alone(desk, |tx, acting| {
        let file = reread_file_telling(tx, acting, &places, (file, &sheets), &|rows| ctx.tell(desk, rows, None))
            .map_err(Stop::from)?;
        received(tx, acting, file.id)?;
        let done = file.rows_good + file.rows_bad;
        let progress = Progress { done, total: Some(done), doing: None };
        Ok(StepDone { value: file, checkpoint: Value::Null, progress })
    })?;
    Ok(told("reread", &file))
}

fn result(receipt: &Receipt) -> Value {
    let (came, file) = match receipt {
        Receipt::Created(file) if file.waits_for_columns() => ("waiting", file),
        Receipt::Created(file) => ("created", file),
        Receipt::Exists(file) => ("exists", file),
        Receipt::ExistsWithDifferent { file, .. } => ("exists_with_different", file),
    };
    told(came, file)
}

fn told(receipt: &str, file: &SourceFile) -> Value {
    let (good, bad) = (file.rows_good, file.rows_bad);
    json!({ "receipt": receipt, "file": file.id, "rows_good": good, "rows_bad": bad, "hidden": file.hidden })
}
