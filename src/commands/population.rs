//! `ansinh population`: batches of requests to the population database, each in somebody's name.

use crate::{
    arguments::{Population as Command, PopulationAsk, PopulationBatch, PopulationService, PopulationTake},
    fault::{Exit, Fault},
    place::{self, Site, acting_as},
    terminal::Terminal,
};
use jiff::ToSpan as _;
use kernel::PopulationBatchId;
use office::{
    Acting, Action, Desk,
    jobs::{Handlers, Job, JobState, Worker},
};
use population::{
    Channel, Exchange, FileTaken, Limits, NewBatch, Pause, Sender, Service, Settings, Taken, close_batch, hand_out,
    list_batches, prepare_batch, submit_ask, take_file,
};
use serde_json::{Value, json};
use std::{
    fs,
    sync::{Arc, Condvar, Mutex},
    time::Duration,
};

/// How long an answer is waited for when nothing is said.
const DUE_DAYS: i32 = 10;

pub(super) fn population(site: &Site, command: &Command, terminal: Terminal) -> Result<Exit, Fault> {
    let desk = site.open_desk()?;
    match command {
        Command::Ask(options) => ask(&desk, options, terminal),
        Command::Take(options) => take(&desk, options, terminal),
        Command::List(options) => list(&desk, &options.act_as, terminal),
        Command::Close(options) => close(&desk, options, terminal),
    }
}

/// How requests travel, by the options of the command line.
pub(super) fn exchange(options: &PopulationService) -> Result<Exchange, Fault> {
    let sender = Sender {
        procedure: options.procedure.clone(),
        integration: options.integration.clone(),
        agency: options.agency.clone(),
    };
    let exchange = Exchange { sender: sender.clone(), ..Exchange::default() };
    let Some(address) = options.url.clone() else { return Ok(exchange) };
    let settings = Settings {
        name: exchange.name.clone(),
        address,
        token: options.token.clone().map(Into::into),
        sender,
        limits: Limits::default(),
        trusted: None,
    };
    let service = Service::new(settings, pause()).map_err(|why| Fault::PopulationService { why: why.to_string() })?;
    Ok(Exchange { service: Some(Arc::new(service)), ..exchange })
}

/// Waits for nothing but the time.
fn pause() -> Pause {
    let nobody_rings = (Mutex::new(()), Condvar::new());
    Arc::new(move |time: Duration| {
        let (lock, bell) = &nobody_rings;
        let held = lock.lock().expect("nobody panics while waiting");
        drop(bell.wait_timeout_while(held, time, |()| true).expect("nobody panics while waiting"));
    })
}

fn ask(desk: &Desk, options: &PopulationAsk, terminal: Terminal) -> Result<Exit, Fault> {
    let acting = acting_as(desk, &options.act_as, Action::ExchangePopulation)?;
    let exchange = exchange(&options.service)?;
    if let Some(path) = &options.to {
        let batch = prepare(desk, &acting, options, &exchange, Channel::File)?;
        let (_, bytes) = desk.db().write_alone(|tx| hand_out(tx, &acting, batch.0))?;
        fs::write(path, bytes).map_err(|why| Fault::File { path: path.clone(), why })?;
        let sentence = terminal.t.population_written(batch.1, batch.0, path.display());
        terminal.answer(sentence, json!({ "batch": batch.0, "requests": batch.1 }))?;
        return Ok(Exit::Done);
    }
    let service = exchange.service.clone().ok_or(population::Refusal::NoService)?;
    let batch = match &options.batch {
        Some(batch) => *batch,
        None => prepare(desk, &acting, options, &exchange, Channel::Service)?.0,
    };
    let key = format!("population {batch} {}", desk.now());
    desk.db().write(|tx| submit_ask(tx, &acting, batch, &key))?;
    let handlers = population::handlers(Handlers::default(), Some(service));
    let job = Worker::new(handlers, Arc::default()).run_one(desk)?;
    told(batch, job, terminal)
}

fn told(batch: PopulationBatchId, job: Option<Job>, terminal: Terminal) -> Result<Exit, Fault> {
    let t = terminal.t;
    let Some(job) = job.filter(|job| job.state == JobState::Done) else {
        // A server that runs beside us may have taken it up: its page tells.
        terminal.answer(t.population_stopped(t.job_fault("population.busy")), json!({ "batch": batch }))?;
        return Ok(Exit::Refused);
    };
    let taken: Taken =
        job.result.and_then(|mut result| serde_json::from_value(result["taken"].take()).ok()).unwrap_or_default();
    answer(batch, taken, terminal)
}

fn answer(batch: PopulationBatchId, taken: Taken, terminal: Terminal) -> Result<Exit, Fault> {
    let t = terminal.t;
    let Taken { verified, mismatch, pending, not_found, changed, kept, again, foreign } = taken;
    let mut sentence = t.population_answered(batch, verified, mismatch, pending, not_found);
    if changed + kept + again + foreign > 0 {
        sentence = format!("{sentence}\n{}", t.population_not_applied(changed, kept, again, foreign));
    }
    terminal.answer(sentence, json!({ "batch": batch, "taken": taken }))?;
    Ok(Exit::Done)
}

/// The batch, and how many rows it has.
fn prepare(
    desk: &Desk,
    acting: &Acting,
    options: &PopulationAsk,
    exchange: &Exchange,
    channel: Channel,
) -> Result<(PopulationBatchId, i64), Fault> {
    let unit = options.unit.as_deref().ok_or(Fault::Value("--unit"))?;
    let place = place::unit(desk, unit, None)?;
    let due_on = options.due.unwrap_or_else(|| acting.today().saturating_add(DUE_DAYS.days()));
    let new = NewBatch { place, channel, service: &exchange.name, sender: &exchange.sender, due_on };
    let places = desk.places();
    let prepared = desk.db().write_alone(|tx| prepare_batch(tx, acting, &places, &new))?;
    Ok((prepared.batch.id, prepared.batch.counts.requests))
}

fn take(desk: &Desk, options: &PopulationTake, terminal: Terminal) -> Result<Exit, Fault> {
    let acting = acting_as(desk, &options.batch.act_as, Action::ExchangePopulation)?;
    let path = &options.population_answers;
    let content = fs::read(path).map_err(|why| Fault::File { path: path.clone(), why })?;
    let places = desk.places();
    let batch = options.batch.batch;
    match desk.db().write_alone(|tx| take_file(tx, &acting, &places, batch, &content))? {
        FileTaken::Exists => {
            terminal.answer(terminal.t.population_known(), json!({ "batch": batch, "exists": true }))?;
            Ok(Exit::Done)
        }
        FileTaken::Created(taken) => answer(batch, taken.taken, terminal),
    }
}

fn list(desk: &Desk, login: &str, terminal: Terminal) -> Result<Exit, Fault> {
    let acting = acting_as(desk, login, Action::ExchangePopulation)?;
    let batches = desk.db().read(|tx| list_batches(tx, &acting.scope, None))?;
    let (t, places) = (terminal.t, desk.places());
    let line = |batch: &population::Batch| {
        let unit = places.display(batch.place).unwrap_or_default();
        let state = t.batch_state(batch.state(acting.today()));
        t.population_line(batch.id, unit, state, batch.counts.requests, batch.counts.waiting, batch.due_on)
    };
    let lines: Vec<String> = batches.iter().map(line).collect();
    let value = |batch: &population::Batch| {
        json!({
            "batch": batch.id,
            "state": batch.state(acting.today()),
            "requests": batch.counts.requests,
            "waiting": batch.counts.waiting,
            "due_on": batch.due_on,
        })
    };
    let values: Vec<Value> = batches.iter().map(value).collect();
    let sentence = if lines.is_empty() { t.population_no_batches().to_owned() } else { lines.join("\n") };
    terminal.answer(sentence, json!({ "batches": values }))?;
    Ok(Exit::Done)
}

fn close(desk: &Desk, options: &PopulationBatch, terminal: Terminal) -> Result<Exit, Fault> {
    let acting = acting_as(desk, &options.act_as, Action::ExchangePopulation)?;
    let batch = desk.db().write(|tx| close_batch(tx, &acting, options.batch))?;
    let state = terminal.t.batch_state(batch.state(acting.today()));
    terminal.answer(state, json!({ "batch": batch.id, "waiting": batch.counts.waiting }))?;
    Ok(Exit::Done)
}
