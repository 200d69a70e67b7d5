//! What a job is about: the file, the batch, the register, the days. Names only of what lies in the reader's area.

use crate::{shell::problem::Problem, wording::T};
use db::Tx;
use jiff::civil::Date;
use kernel::{JobId, PopulationBatchId, SourceFileId};
use office::{
    audit::EXPORT_JOB,
    jobs::Job,
    places::{Places, Unit},
    sign_in::SignedIn,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Of how many files a job's line says the names.
const FILES_NAMED: usize = 3;

/// Each job's line; nothing for a job that is about no one thing.
pub(crate) fn about(
    tx: &mut Tx<'_>,
    me: &SignedIn,
    (t, places): (T, &Places),
    jobs: &[Job],
) -> Result<BTreeMap<JobId, String>, Problem> {
    let mut said = BTreeMap::new();
    for job in jobs {
        said.insert(job.id, line(tx, me, (t, places), job)?.unwrap_or_default());
    }
    Ok(said)
}

fn line(tx: &mut Tx<'_>, me: &SignedIn, (t, places): (T, &Places), job: &Job) -> Result<Option<String>, Problem> {
    let payload = &job.payload;
    Ok(match job.kind.as_str() {
        sources::IMPORT_JOB => received(tx, me, job)?,
        sources::REREAD_JOB => file_named(tx, me, &payload["file"])?,
        matching::MATCH_JOB | registry::ENROL_JOB => files_named(tx, me, t, &payload["files"])?,
        matching::LOAD_JOB => payload["name"].as_str().map(str::to_owned),
        population::ASK_JOB => batch_named(tx, me, (t, places), &payload["batch"])?,
        EXPORT_JOB => {
            day(&payload["from"]).zip(day(&payload["to"])).map(|(from, to)| t.job_days(t.date(from), t.date(to)))
        }
        _ => None,
    })
}

fn day(value: &Value) -> Option<Date> {
    value.as_str()?.parse().ok()
}

/// A file that was sent: by the name it has once it is received, before by the name it came with.
fn received(tx: &mut Tx<'_>, me: &SignedIn, job: &Job) -> Result<Option<String>, Problem> {
    if let Some(name) = job.result.as_ref().map(|result| file_named(tx, me, &result["file"])).transpose()?.flatten() {
        return Ok(Some(name));
    }
    let Some(id) = job.payload["upload"].as_str().and_then(|id| id.parse::<SourceFileId>().ok()) else {
        return Ok(None);
    };
    Ok(sources::find_upload(tx, &me.acting.scope, id)?.map(|upload| upload.name))
}

fn file_named(tx: &mut Tx<'_>, me: &SignedIn, id: &Value) -> Result<Option<String>, Problem> {
    let Some(id) = id.as_str().and_then(|id| id.parse::<SourceFileId>().ok()) else { return Ok(None) };
    Ok(sources::find_file(tx, &me.acting.scope, id)?.map(|file| file.name))
}

/// The first files by name, the others by their number.
fn files_named(tx: &mut Tx<'_>, me: &SignedIn, t: T, ids: &Value) -> Result<Option<String>, Problem> {
    let ids = ids.as_array().map_or(&[][..], Vec::as_slice);
    let mut names = Vec::new();
    for id in ids.iter().take(FILES_NAMED) {
        names.extend(file_named(tx, me, id)?);
    }
    let more = ids.len().saturating_sub(FILES_NAMED);
    let said = names.join(", ");
    Ok(match more {
        _ if said.is_empty() => None,
        0 => Some(said),
        _ => Some(t.job_more_files(&said, t.number(more as u64))),
    })
}

fn batch_named(
    tx: &mut Tx<'_>,
    me: &SignedIn,
    (t, places): (T, &Places),
    id: &Value,
) -> Result<Option<String>, Problem> {
    let Some(id) = id.as_str().and_then(|id| id.parse::<PopulationBatchId>().ok()) else { return Ok(None) };
    let batch = population::find_batch(tx, &me.acting.scope, id)?;
    Ok(batch.map(|batch| {
        let unit = places.unit(batch.place).map_or_else(String::new, Unit::full_name);
        t.job_batch(unit, t.instant(batch.prepared_at))
    }))
}
