//! The job that receives an uploaded file.

use crate::{NewFile, Receipt, receive_file, upload::take_upload};
use kernel::SourceFileId;
use office::{
    Desk,
    jobs::{Handlers, JobContext, Progress, StepDone, Stop},
};
use serde_json::{Value, json};

/// The kind of the job.
pub const IMPORT_JOB: &str = "sources.import";

/// The kinds of jobs with this room's.
#[must_use]
pub fn handlers(handlers: Handlers) -> Handlers {
    handlers.with(IMPORT_JOB, import)
}

/// One step: a file is received whole or not at all.
fn import(desk: &Desk, ctx: &JobContext<'_>) -> Result<Value, Stop> {
    let upload: SourceFileId =
        serde_json::from_value(ctx.job().payload["upload"].clone()).map_err(|_| Stop::Failed("payload".to_owned()))?;
    let places = desk.places();
    let receipt = ctx.step_alone(desk, |tx, acting| {
        let (told, content) = take_upload(tx, acting, upload)?;
        let new = NewFile { source: told.source, place: told.place, name: &told.name, content: &content };
        let receipt = receive_file(tx, acting, &places, &new).map_err(Stop::from)?;
        let done = match &receipt {
            Receipt::Created(file) => file.rows_good + file.rows_bad,
            Receipt::Exists(_) | Receipt::ExistsWithDifferent { .. } => 0,
        };
        let progress = Progress { done, total: Some(done), doing: None };
        Ok(StepDone { value: receipt, checkpoint: Value::Null, progress })
    })?;
    Ok(result(&receipt))
}

fn result(receipt: &Receipt) -> Value {
    let (came, file) = match receipt {
        Receipt::Created(file) => ("created", file),
        Receipt::Exists(file) => ("exists", file),
        Receipt::ExistsWithDifferent { file, .. } => ("exists_with_different", file),
    };
    json!({ "receipt": came, "file": file.id, "rows_good": file.rows_good, "rows_bad": file.rows_bad })
}
