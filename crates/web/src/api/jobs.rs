//! Long work: asked for once, watched, stopped.

use super::{
    call::{Call, Done, Halt, told, told_file},
    description::tags,
    faults::CallFault,
    input::{Fault, Field, FieldFault, Given, Input, Named, body, checked, query},
    paging::{Cursor, Limit, List, Page, Part},
    sent::{Asked, FileBytes, Sent, Subject, Subjects},
    staff::Nothing,
    values::{Day, JobKind},
    words::{JobStateWord, Whose, WhoseWord},
};
use crate::shell::problem::{Answer, Problem};
use db::Tx;
use jiff::Timestamp;
use kernel::{JobId, StaffId};
use office::{
    Acting, Refusal,
    audit::{self, EXPORT_JOB, VERIFY_JOB},
    jobs::{self, JobState, Submitted},
};
use serde::Serialize;
use serde_json::{Map, Value};
use std::sync::Arc;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        KnownFormat, ObjectBuilder, OneOfBuilder, RefOr, Schema, SchemaFormat,
        schema::{AdditionalProperties, SchemaType, Type},
    },
};

const LIST: List<jobs::Job, JobId> = List { name: "jobs", key: |job| job.id };

/// A piece of long work.
#[derive(Serialize, ToSchema)]
#[schema(as = Job, example = json!({
    "id": "018d3f9e-2b1c-7c3a-9f6e-0123456789ab",
    "kind": "audit.verify",
    "payload": {},
    "staff": "018d3f9e-2b1c-7c3a-9f6e-0123456789ac",
    "state": "running",
    "progress": { "done": 4000, "total": 20000, "doing": "audit.verify.records" },
    "attempts": 1,
    "submitted_at": "2024-01-25T03:00:00Z",
    "ended_at": null,
    "cancel_asked_at": null,
    "result": null,
    "fault": null
}))]
pub(crate) struct JobShown {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: JobId,
    /// The kind, which names what it does.
    kind: String,
    /// What it was asked.
    #[schema(value_type = Object)]
    payload: Value,
    /// Who asked.
    #[schema(value_type = String, format = Uuid)]
    staff: StaffId,
    /// Where it stands.
    #[schema(value_type = JobStateWord)]
    state: JobState,
    /// How far it is.
    progress: ProgressShown,
    /// How often a worker took it up.
    attempts: i64,
    /// Asked at.
    submitted_at: Timestamp,
    /// Ended at.
    ended_at: Option<Timestamp>,
    /// Somebody asked it to stop at.
    cancel_asked_at: Option<Timestamp>,
    /// What it gave, when done.
    result: Option<Value>,
    /// What went wrong, when failed.
    fault: Option<String>,
}

/// How far a job is.
#[derive(Serialize, ToSchema)]
#[schema(as = Progress)]
pub(crate) struct ProgressShown {
    /// Steps done.
    done: i64,
    /// Steps in all, as far as known.
    total: Option<i64>,
    /// What it is doing.
    doing: Option<String>,
}

impl From<jobs::Job> for JobShown {
    fn from(job: jobs::Job) -> JobShown {
        JobShown {
            id: job.id,
            kind: job.kind,
            payload: job.payload,
            staff: job.staff,
            state: job.state,
            progress: ProgressShown { done: job.progress.done, total: job.progress.total, doing: job.progress.doing },
            attempts: job.attempts,
            submitted_at: job.submitted_at,
            ended_at: job.ended_at,
            cancel_asked_at: job.cancel_asked_at,
            result: job.result,
            fault: job.fault,
        }
    }
}

/// What a job is asked: a JSON object. What it may hold depends on the kind.
#[derive(Clone, Debug)]
pub(crate) struct Payload(Map<String, Value>);

impl Field for Payload {
    fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
        let payload = match given {
            Given::Json(Value::Object(members)) => Ok(Payload(members.clone())),
            Given::Json(_) | Given::Text(_) => Err(Fault::NotObject),
        };
        checked(payload, name, faults)
    }
}

impl Payload {
    /// The payload as one kind wants it; what is wrong is told as `payload.from`.
    fn read_as<B: Input>(&self) -> Result<B, Halt> {
        let named = self.0.iter().map(|(name, value)| (name.as_str(), Given::Json(value))).collect();
        B::read(&Named(named)).map_err(|faults| {
            let under = |fault: FieldFault| FieldFault { field: format!("payload.{}", fault.field), ..fault };
            Halt::Call(CallFault::Fields(faults.into_iter().map(under).collect()))
        })
    }
}

impl ToSchema for Payload {}

impl PartialSchema for Payload {
    fn schema() -> RefOr<Schema> {
        let day = |doc: &str| {
            ObjectBuilder::new()
                .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
                .description(Some(doc))
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
        };
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .description(Some("The days of sealing that the export covers; all where none is said."))
            .property("from", day("The first day."))
            .property("to", day("The last day, included."))
            .additional_properties(Some(AdditionalProperties::FreeForm(false)))
            .into()
    }
}

body! {
    /// The days of sealing that an export covers; all where none is said.
    ExportedDays {
        /// The first.
        from: Option<Day>,
        /// The last, included.
        to: Option<Day>,
    }
}

query! {
    /// Which jobs.
    JobQuery {
        /// Whose: one's own, or everybody's in the own area for whoever may watch jobs.
        of: Option<WhoseWord>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

body! {
    /// A job to ask for. The call's `Idempotency-Key` is the job's own: asking twice is asking once.
    #[schema(example = json!({ "kind": "audit.verify", "payload": {} }))]
    JobToSubmit {
        /// The kind, one of those this program can do.
        kind: JobKind,
        /// What it is asked.
        payload: Option<Payload>,
    }
}

/// How a job to ask for is described: each kind with the payload it takes.
pub(crate) struct JobWanted;

impl ToSchema for JobWanted {}

impl PartialSchema for JobWanted {
    fn schema() -> RefOr<Schema> {
        let nothing = ObjectBuilder::new()
            .schema_type(Type::Object)
            .description(Some("It takes nothing."))
            .additional_properties(Some(AdditionalProperties::FreeForm(false)));
        OneOfBuilder::new()
            .item(wanted(VERIFY_JOB, nothing.into()))
            .item(wanted(EXPORT_JOB, Payload::schema()))
            .description(Some(
                "A job to ask for. The call's `Idempotency-Key` is the job's own: asking twice is asking once.",
            ))
            .examples([serde_json::json!({ "kind": VERIFY_JOB, "payload": {} })])
            .into()
    }
}

fn wanted(kind: &'static str, payload: RefOr<Schema>) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .property("kind", ObjectBuilder::new().schema_type(Type::String).enum_values(Some([kind])))
        .property("payload", payload)
        .required("kind")
        .additional_properties(Some(AdditionalProperties::FreeForm(false)))
}

/// List jobs, newest first.
#[utoipa::path(get, path = "/api/v1/jobs", tag = tags::JOBS, params(JobQuery),
    responses((status = 200, description = "A page of jobs.", body = Page<JobShown>)))]
pub(crate) async fn list_jobs(call: Call, Asked(query): Asked<JobQuery>) -> Answer {
    let everybody = query.of.is_some_and(|WhoseWord(whose)| whose == Whose::Everybody);
    call.list::<JobShown, _, _, _>(LIST, Part::of(query.limit, query.cursor), move |tx, acting, after| {
        if everybody {
            jobs::list_jobs(tx, &acting.ground_scope(), acting, after)
        } else {
            jobs::list_own_jobs(tx, acting, after)
        }
    })
    .await
}

/// Show a job.
#[utoipa::path(get, path = "/api/v1/jobs/{job}", tag = tags::JOBS,
    params(("job" = String, Path, format = Uuid, description = "The job.")),
    responses((status = 200, description = "The job.", body = JobShown)))]
pub(crate) async fn show_job(call: Call, Subject(job): Subject<JobId>) -> Answer {
    let desk = Arc::clone(&call.view.app.desk);
    let found = call.read(move |tx, acting| jobs::find_job(tx, acting, job));
    Ok(told(&JobShown::from(found.await?.ok_or(Problem::NotFound)?.as_seen(&desk))))
}

/// Ask for long work.
#[utoipa::path(post, path = "/api/v1/jobs", tag = tags::JOBS, request_body = JobWanted, responses(
    (status = 201, description = "It waits for a worker.", body = JobShown),
    (status = 200, description = "It was asked for under this key before.", body = JobShown)))]
pub(crate) async fn submit_job(call: Call, sent: Sent<JobToSubmit>) -> Answer {
    let key = sent.key.clone().ok_or(CallFault::KeyMissing)?;
    call.create(sent, move |tx, acting, wanted| match submit(tx, acting, wanted, &key)? {
        Submitted::Created(job) => Ok(Done::created(&JobShown::from(job))),
        Submitted::Exists(job) => Ok(Done::changed(&JobShown::from(job))),
        Submitted::ExistsWithDifferent(_) => Err(Halt::Call(CallFault::KeyReused)),
    })
    .await
}

/// Each kind asks for its own right, and reads its own payload.
fn submit(tx: &mut Tx<'_>, acting: &Acting, wanted: &JobToSubmit, key: &str) -> Result<Submitted, Halt> {
    let payload = wanted.payload.clone().unwrap_or_else(|| Payload(Map::new()));
    match wanted.kind.as_str() {
        VERIFY_JOB => {
            payload.read_as::<Nothing>()?;
            Ok(audit::submit_verify(tx, acting, key)?)
        }
        EXPORT_JOB => {
            let ExportedDays { from, to } = payload.read_as()?;
            let days = (from.map(|Day(day)| day), to.map(|Day(day)| day));
            Ok(audit::submit_export(tx, acting, days, key)?)
        }
        other => Err(Refusal::JobKindUnknown { kind: other.to_owned() }.into()),
    }
}

/// Fetch one part of the file a job made, from 0 on: the parts in their order are the file.
///
/// There is a file once an export is done; what comes after its last part is not found.
#[utoipa::path(get, path = "/api/v1/jobs/{job}/file/parts/{part}", tag = tags::JOBS, params(
        ("job" = String, Path, format = Uuid, description = "The job."),
        ("part" = i64, Path, minimum = 0, description = "Which part."),
    ),
    responses((status = 200, description = "Its bytes.", body = inline(FileBytes),
        content_type = "application/octet-stream")))]
pub(crate) async fn read_file_part(call: Call, Subjects([job, part]): Subjects<2>) -> Answer {
    let job: JobId = job.parse().map_err(|_| Problem::NotFound)?;
    let part = part.parse().map_err(|_| Problem::NotFound)?;
    let found = call.read(move |tx, acting| jobs::find_file_part(tx, acting, job, part));
    let bytes = found.await?.ok_or(Problem::NotFound)?;
    Ok(told_file(&format!("{job}.{part:04}.part"), "application/octet-stream", bytes))
}

/// Ask a job to stop between two steps.
#[utoipa::path(post, path = "/api/v1/jobs/{job}/cancel", tag = tags::JOBS,
    params(("job" = String, Path, format = Uuid, description = "The job.")),
    responses((status = 200, description = "The job as it is now.", body = JobShown)))]
pub(crate) async fn cancel_job(call: Call, Subject(job): Subject<JobId>, sent: Sent<Nothing>) -> Answer {
    call.change(sent, move |tx, acting, _| Ok(Done::changed(&JobShown::from(jobs::ask_cancel(tx, acting, job)?)))).await
}
