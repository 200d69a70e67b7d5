//! The job that makes persons of rows.

use crate::{ALIKE_JOB, Enrolled, Refusal, enrol_file, find_alike::look, open_registers, propose_corrections, store};
use db::Tx;
use kernel::SourceFileId;
use matching::Shelf;
use office::{
    Acting, Action, Desk,
    jobs::{self, Handlers, JobContext, Progress, StepDone, Stop, Submitted},
};
use serde_json::{Value, json};

/// The kind of the job.
pub const ENROL_JOB: &str = "registry.enrol";
/// How many files one job enrols.
const FILES_MAX: i64 = 1_000;

/// The kinds of jobs with this room's; the registers of a folder are asked for the numbers that are proposed.
#[must_use]
pub fn handlers(handlers: Handlers, shelf: &Shelf) -> Handlers {
    let asked = shelf.clone();
    handlers.with(ENROL_JOB, move |desk: &Desk, ctx: &JobContext<'_>| enrol(&asked, desk, ctx)).with(ALIKE_JOB, look)
}

/// Asks for the job that enrols the rows of a file, or of every file with rows in the area.
pub fn submit_enrol(
    tx: &mut Tx<'_>,
    acting: &Acting,
    file: Option<SourceFileId>,
    key: &str,
) -> Result<Submitted, Refusal> {
    acting.must(Action::ImportSource).or_else(|_| acting.must(Action::DecideMatch))?;
    let files = store::list_enrollable_files(tx, &acting.scope.condition("place"), file, FILES_MAX)?;
    if files.is_empty() {
        return Err(Refusal::NotFound { what: "source file" });
    }
    Ok(jobs::submit(tx, acting, ENROL_JOB, &json!({ "files": files }), key)?)
}

/// One step a file: each is enrolled whole or not at all.
fn enrol(shelf: &Shelf, desk: &Desk, ctx: &JobContext<'_>) -> Result<Value, Stop> {
    let files: Vec<SourceFileId> =
        serde_json::from_value(ctx.job().payload["files"].clone()).map_err(|_| Stop::Failed("payload".to_owned()))?;
    let total = i64::try_from(files.len()).unwrap_or(i64::MAX);
    let checkpoint = ctx.checkpoint().and_then(|value| serde_json::from_value(value.clone()).ok());
    let (mut done, mut sum): (usize, Enrolled) = checkpoint.unwrap_or_default();
    let places = desk.places();
    while let Some(file) = files.get(done) {
        let opened = open_registers(desk.db(), shelf, *file)?;
        sum = ctx.step_alone(desk, |tx, acting| {
            let enrolled = enrol_file(tx, acting, *file)?;
            let proposed = propose_corrections(tx, acting, &places, &opened, *file)?;
            let sum = sum.plus(Enrolled { proposed, ..enrolled });
            let step = done + 1;
            let progress = Progress { done: i64::try_from(step).unwrap_or(i64::MAX), total: Some(total), doing: None };
            Ok(StepDone { value: sum, checkpoint: json!((step, sum)), progress })
        })?;
        done += 1;
    }
    Ok(json!({ "enrolled": sum, "files": files }))
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        match refusal {
            Refusal::Db(error) => error.into(),
            Refusal::Office(refusal) => refusal.into(),
            other => Stop::Failed(other.to_string()),
        }
    }
}
