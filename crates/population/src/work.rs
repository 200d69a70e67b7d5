//! The job that asks the service about each row of a batch.

use crate::{
    Answer, AskFault, Batch, Channel, Refusal, Service, Taken, list_batches::load_batch, send_batch::mark_sent, store,
    store::Waiting, take_answers,
};
use db::Tx;
use kernel::PopulationBatchId;
use office::{
    Acting, Action, Desk,
    jobs::{self, Handlers, JobContext, Progress, StepDone, Stop, Submitted},
};
use serde_json::{Value, json};
use std::sync::Arc;

/// The kind of the job.
pub const ASK_JOB: &str = "population.ask";
/// How many requests are asked before their answers are written down.
const ROUND: i64 = 20;
/// A round ends after this long, so that the job shows that it lives.
const ROUND_LONGEST: jiff::SignedDuration = jiff::SignedDuration::from_secs(30);

/// The kinds of jobs with this room's, if there is a service to be asked.
#[must_use]
pub fn handlers(handlers: Handlers, service: Option<Arc<Service>>) -> Handlers {
    handlers.with(ASK_JOB, move |desk: &Desk, ctx: &JobContext<'_>| match &service {
        Some(service) => ask(service, desk, ctx),
        None => Err(failed("population.no_service")),
    })
}

/// Asks for the job. Asked again for the same batch, it goes on with what is not answered yet, under the same ids.
pub fn submit_ask(tx: &mut Tx<'_>, acting: &Acting, batch: PopulationBatchId, key: &str) -> Result<Submitted, Refusal> {
    acting.must(Action::ExchangePopulation)?;
    // Without the batch's lock, for nothing of it is changed: a batch drawn up in this very transaction has an id nobody
    // could have locked before.
    let batch = store::find_batch(tx, &acting.scope, batch)?.ok_or(office::Refusal::NotFound { what: "batch" })?;
    must_be_askable(&batch, acting)?;
    Ok(jobs::submit(tx, acting, ASK_JOB, &json!({ "batch": batch.id }), key)?)
}

fn must_be_askable(batch: &Batch, acting: &Acting) -> Result<(), Refusal> {
    if batch.channel != Channel::Service {
        return Err(Refusal::OtherChannel { channel: batch.channel });
    }
    if batch.is_open() { Ok(()) } else { Err(Refusal::BatchIs { state: batch.state(acting.today()) }) }
}

/// What one round brought.
#[derive(Default)]
struct Round {
    /// The last request asked.
    last: i64,
    answers: Vec<Answer>,
    faults: Vec<(i64, &'static str)>,
    /// The service itself is away: the others would fare no better.
    away: Option<AskFault>,
}

/// Round by round: asked outside of any transaction, then written down in one.
fn ask(service: &Service, desk: &Desk, ctx: &JobContext<'_>) -> Result<Value, Stop> {
    let id: PopulationBatchId =
        serde_json::from_value(ctx.job().payload["batch"].clone()).map_err(|_| failed("payload"))?;
    let mut sum = begin(desk, ctx, id)?;
    let places = desk.places();
    let mut after = 0;
    loop {
        let waiting = desk.db().read(|tx| store::list_waiting(tx, id, after, ROUND))?;
        if waiting.is_empty() {
            return Ok(json!({ "batch": id, "taken": sum }));
        }
        let round = ask_round(service, desk, &waiting);
        sum = ctx.step(desk, |tx, acting| {
            let batch = load_batch(tx, acting, id)?;
            must_be_askable(&batch, acting)?;
            for (number, fault) in &round.faults {
                store::set_fault(tx, id, *number, fault)?;
            }
            let taken = take_answers(tx, acting, &places, &batch, &round.answers)?;
            let sum = sum.plus(taken);
            Ok(StepDone { value: sum, checkpoint: json!(sum), progress: progress(&batch, &taken) })
        })?;
        if let Some(fault) = round.away {
            return Err(failed(format!("population.{}", fault.key())));
        }
        after = round.last;
    }
}

fn progress(batch: &Batch, taken: &Taken) -> Progress {
    let counts = batch.counts;
    let now = i64::try_from(taken.own() - taken.again).unwrap_or(0);
    Progress { done: counts.requests - counts.waiting + now, total: Some(counts.requests), doing: None }
}

/// Marks the batch as sent, before the first byte leaves.
fn begin(desk: &Desk, ctx: &JobContext<'_>, id: PopulationBatchId) -> Result<Taken, Stop> {
    let sum = ctx.checkpoint().and_then(|value| serde_json::from_value(value.clone()).ok()).unwrap_or_default();
    ctx.step(desk, |tx, acting| {
        let batch = load_batch(tx, acting, id)?;
        must_be_askable(&batch, acting)?;
        mark_sent(tx, acting, &batch)?;
        Ok(StepDone { value: sum, checkpoint: json!(sum), progress: progress(&batch, &Taken::default()) })
    })
}

fn ask_round(service: &Service, desk: &Desk, waiting: &[Waiting]) -> Round {
    let until = desk.now() + ROUND_LONGEST;
    let mut round = Round::default();
    for request in waiting {
        if desk.now() >= until {
            break;
        }
        service.keep_pace();
        round.last = request.number;
        match service.ask(&request.id.to_string(), &request.asked) {
            Ok(answer) => round.answers.push(answer),
            Err(fault) => {
                // The fault says nothing of the person; the request's id finds the row.
                round.faults.push((request.number, fault.key()));
                if fault.is_of_service() {
                    round.away = Some(fault);
                    break;
                }
            }
        }
    }
    round
}

fn failed(key: impl Into<String>) -> Stop {
    Stop::Failed(key.into())
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        match refusal {
            Refusal::Db(error) => error.into(),
            Refusal::Office(refusal) => refusal.into(),
            Refusal::Matching(refusal) => refusal.into(),
            other => Stop::Failed(other.to_string()),
        }
    }
}
