//! The jobs: taking a register in, and matching files with the newest one.

use crate::{
    MAGIC, MatchedFile, Refusal, Register, Shelf, Snapshot, know_snapshot, match_file::match_file_by, read_register,
    store,
};
use db::Tx;
use jiff::civil::Date;
use kernel::SourceFileId;
use office::{
    Acting, Action, Desk,
    jobs::{self, Handlers, JobContext, Progress, StepDone, Stop, Submitted},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::{
    fs::{self, File},
    io::{self, Read as _, Seek as _},
    path::Path,
};

/// The kind of the job that takes a register in.
pub const LOAD_JOB: &str = "matching.load_register";
/// The kind of the job that matches files.
pub const MATCH_JOB: &str = "matching.match";
/// How many files one job matches.
const FILES_MAX: usize = 1_000;

/// A register that came through a browser: its file lies in the folder already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRegister {
    /// The name of the file in the folder.
    pub incoming: String,
    /// The name it was sent under.
    pub name: String,
    /// The day it was taken.
    pub taken_on: Option<Date>,
}

/// The kinds of jobs with this room's, over the registers of a folder.
#[must_use]
pub fn handlers(handlers: Handlers, shelf: &Shelf) -> Handlers {
    let (loaded, asked) = (shelf.clone(), shelf.clone());
    handlers
        .with(LOAD_JOB, move |desk: &Desk, ctx: &JobContext<'_>| load(&loaded, desk, ctx))
        .with(MATCH_JOB, move |desk: &Desk, ctx: &JobContext<'_>| match_files(&asked, desk, ctx))
}

/// Asks for the job that takes a register in.
pub fn submit_load(tx: &mut Tx<'_>, acting: &Acting, new: &NewRegister, key: &str) -> Result<Submitted, Refusal> {
    acting.must(Action::ExchangePopulation)?;
    Ok(jobs::submit(tx, acting, LOAD_JOB, &json!(new), key)?)
}

/// Asks for the job that matches a file, or every file of the area, with the newest register there is.
pub fn submit_match(
    tx: &mut Tx<'_>,
    acting: &Acting,
    file: Option<SourceFileId>,
    key: &str,
) -> Result<Submitted, Refusal> {
    acting.must(Action::ExchangePopulation)?;
    let files = store::list_files(tx, &acting.scope, file, FILES_MAX)?;
    if files.is_empty() {
        return Err(office::Refusal::NotFound { what: "file" }.into());
    }
    Ok(jobs::submit(tx, acting, MATCH_JOB, &json!({ "files": files }), key)?)
}

/// Reads what came, puts its index on the shelf, writes down that it is there. Done again, it ends the same.
fn load(shelf: &Shelf, desk: &Desk, ctx: &JobContext<'_>) -> Result<Value, Stop> {
    let new: NewRegister = serde_json::from_value(ctx.job().payload.clone()).map_err(|_| failed("payload"))?;
    let folder = shelf.folder().map_err(|_| failed("matching.folder"))?;
    let incoming = folder.join(&new.incoming);
    let register = read(&incoming, &new).map_err(failed)?;
    shelf.put(&register).map_err(|_| failed("matching.folder"))?;
    let people = i64::try_from(register.len()).unwrap_or(i64::MAX);
    ctx.step(desk, |tx, acting| {
        know_snapshot(tx, acting, &register)?;
        let progress = Progress { done: people, total: Some(people), doing: None };
        Ok(StepDone { value: (), checkpoint: Value::Null, progress })
    })?;
    // What was taken in is of no more use; that it cannot be removed either is no fault of the register.
    let _ = fs::remove_file(&incoming);
    Ok(json!({ "people": people, "name": new.name }))
}

/// The register in a file that is an index or the CSV itself.
fn read(path: &Path, new: &NewRegister) -> Result<Register, &'static str> {
    let away = |_: io::Error| "matching.folder";
    let mut file = File::open(path).map_err(away)?;
    let mut start = Vec::new();
    (&file).take(MAGIC.len() as u64).read_to_end(&mut start).map_err(away)?;
    file.rewind().map_err(away)?;
    if start == MAGIC {
        return Register::read(file).map_err(|_| "matching.index_unreadable");
    }
    let snapshot = Snapshot { name: new.name.clone(), taken_on: new.taken_on };
    let loaded = read_register(file, snapshot, |_| {}).map_err(|_| "matching.register_unreadable")?;
    if loaded.register.is_empty() { Err("matching.register_empty") } else { Ok(loaded.register) }
}

/// One step a file: each is matched whole or not at all.
fn match_files(shelf: &Shelf, desk: &Desk, ctx: &JobContext<'_>) -> Result<Value, Stop> {
    let files: Vec<SourceFileId> =
        serde_json::from_value(ctx.job().payload["files"].clone()).map_err(|_| failed("payload"))?;
    let newest = shelf.list().map_err(|_| failed("matching.folder"))?.into_iter().next();
    let newest = newest.ok_or_else(|| failed("matching.no_register"))?;
    // A commune's few hundred rows are matched in the file; only for a long list the whole index is read.
    let rows = desk.db().read(|tx| store::count_file_rows(tx, &files))?;
    let register = newest.open(rows).map_err(|_| failed("matching.index_unreadable"))?;
    let places = desk.places();
    let total = i64::try_from(rows).unwrap_or(i64::MAX);
    let figure = |rows: u64| i64::try_from(rows).unwrap_or(i64::MAX);
    let checkpoint = ctx.checkpoint().and_then(|value| serde_json::from_value(value.clone()).ok());
    let (mut done, mut sum): (usize, MatchedFile) = checkpoint.unwrap_or_default();
    while let Some(file) = files.get(done) {
        sum = ctx.step_alone(desk, |tx, acting| {
            let before = sum.rows;
            let tell = |rows: u64| ctx.tell(desk, figure(before + rows), Some(total));
            let sum = sum.plus(match_file_by(tx, acting, &places, (&register, shelf.model()), *file, &tell)?);
            if register.fault().is_some() {
                // What was found in a file that could not be read is not kept.
                return Err(failed("matching.index_unreadable"));
            }
            let step = done + 1;
            let progress = Progress { done: figure(sum.rows), total: Some(total), doing: None };
            Ok(StepDone { value: sum, checkpoint: json!((step, sum)), progress })
        })?;
        done += 1;
    }
    Ok(json!({ "matched": sum, "files": files, "register": register.snapshot().name }))
}

fn failed(key: impl Into<String>) -> Stop {
    Stop::Failed(key.into())
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
