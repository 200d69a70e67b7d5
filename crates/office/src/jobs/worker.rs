//! Taking jobs up and working on them.

use super::{
    job::{Job, JobState, entry},
    step::{JobContext, LEASE, Stop, acting_for},
    store::{self, Claimed},
};
use crate::{Acting, Desk, Origin, Refusal, audit};
use db::Tx;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

/// How often a job is taken up without finishing a step before it is given up.
pub const ATTEMPTS_MAX: i64 = 5;
/// The wait before the second attempt; it doubles with each further one.
const RETRY_FIRST: SignedDuration = SignedDuration::from_secs(10);
/// How often an idle worker looks for jobs that another program took in.
pub const WORKER_LOOKS_EVERY: Duration = Duration::from_secs(2);

/// The work of one kind of job; gives the result.
pub type Handler = Arc<dyn Fn(&Desk, &JobContext<'_>) -> Result<Value, Stop> + Send + Sync>;

/// The kinds of jobs this program can do.
#[derive(Clone, Default)]
pub struct Handlers(BTreeMap<&'static str, Handler>);

impl Handlers {
    /// With one kind more.
    #[must_use]
    pub fn with(
        mut self,
        kind: &'static str,
        handler: impl Fn(&Desk, &JobContext<'_>) -> Result<Value, Stop> + Send + Sync + 'static,
    ) -> Handlers {
        self.0.insert(kind, Arc::new(handler));
        self
    }

    /// Whether there is a handler for `kind`: asked before `submit`, so that nobody waits for nothing.
    pub fn must_know(&self, kind: &str) -> Result<(), Refusal> {
        if self.0.contains_key(kind) { Ok(()) } else { Err(Refusal::JobKindUnknown { kind: kind.to_owned() }) }
    }
}

/// Takes jobs up, one at a time.
#[derive(Clone)]
pub struct Worker {
    handlers: Handlers,
    stop: Arc<AtomicBool>,
}

impl Worker {
    /// A worker that can do these kinds, until `stop` is set: then it ends after the step it is in.
    pub fn new(handlers: Handlers, stop: Arc<AtomicBool>) -> Worker {
        Worker { handlers, stop }
    }

    /// Takes up the oldest job there is and works on it; gives it back as it stands then, or nothing if there was none.
    pub fn run_one(&self, desk: &Desk) -> Result<Option<Job>, Refusal> {
        let Some(Claimed { job, checkpoint, lease }) = self.claim(desk)? else { return Ok(None) };
        let handler = Arc::clone(&self.handlers.0[job.kind.as_str()]);
        let context = JobContext { job, checkpoint, lease, stop: &self.stop };
        // A handler that panics must not take the worker with it; its transaction is gone, its checkpoint stands.
        let outcome = catch_unwind(AssertUnwindSafe(|| handler(desk, &context)))
            .unwrap_or_else(|panic| Err(Stop::Failed(format!("panic: {}", said(panic.as_ref())))));
        desk.db().write(|tx| {
            settle(tx, desk, &context, &outcome)?;
            Ok(store::find_job(tx, context.job.id)?)
        })
    }

    /// Takes a lease on the oldest job that waits, or whose worker is thought dead.
    fn claim(&self, desk: &Desk) -> Result<Option<Claimed>, Refusal> {
        let kinds: Vec<&str> = self.handlers.0.keys().copied().collect();
        desk.db().write(|tx| {
            loop {
                let now = desk.now();
                let Some(job) = store::find_claimable(tx, &kinds, now)? else { return Ok(None) };
                let claimed = store::claim(tx, job, now, now + LEASE)?;
                if claimed.job.attempts <= ATTEMPTS_MAX {
                    return Ok(Some(claimed));
                }
                let fault = claimed.job.fault.as_deref().unwrap_or("the worker died");
                let ending = Ending { state: JobState::Failed, result: None, fault: Some(fault) };
                end(tx, desk, &claimed.job, claimed.lease, &ending)?;
            }
        })
    }
}

fn said(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("without a word")
}

struct Ending<'a> {
    state: JobState,
    result: Option<&'a Value>,
    fault: Option<&'a str>,
}

/// What becomes of the job after an attempt.
fn settle(
    tx: &mut Tx<'_>,
    desk: &Desk,
    context: &JobContext<'_>,
    outcome: &Result<Value, Stop>,
) -> Result<(), Refusal> {
    let (job, lease) = (&context.job, context.lease);
    let (state, result, fault) = match outcome {
        Ok(result) => (JobState::Done, Some(result), None),
        Err(Stop::Cancelled) => (JobState::Cancelled, None, None),
        Err(Stop::LeaseLost) => return Ok(()),
        Err(Stop::Stopping) => return Ok(store::give_back(tx, job.id, lease, desk.now())?),
        Err(stop) if is_passing(stop) => return retry(tx, desk, job, lease, &stop.to_string()),
        Err(stop) => (JobState::Failed, None, Some(stop.to_string())),
    };
    end(tx, desk, job, lease, &Ending { state, result, fault: fault.as_deref() })
}

/// What another attempt may mend: the database was away, or the program has a fault that may not strike twice.
fn is_passing(stop: &Stop) -> bool {
    match stop {
        Stop::Refused(refusal) => matches!(refusal, Refusal::Db(_)),
        Stop::Failed(fault) => fault.starts_with("panic: "),
        _ => false,
    }
}

fn retry(tx: &mut Tx<'_>, desk: &Desk, job: &Job, lease: i64, fault: &str) -> Result<(), Refusal> {
    let Some(held) = store::find_held(tx, job.id, lease)? else { return Ok(()) };
    if held.attempts >= ATTEMPTS_MAX {
        return end(tx, desk, job, lease, &Ending { state: JobState::Failed, result: None, fault: Some(fault) });
    }
    let doublings = u32::try_from(held.attempts - 1).unwrap_or(0).min(10);
    let not_before = desk.now() + RETRY_FIRST * (1_i32 << doublings);
    Ok(store::wait_for_retry(tx, job.id, lease, fault, not_before)?)
}

/// Ends a job and records it, unless somebody else holds it by now.
fn end(tx: &mut Tx<'_>, desk: &Desk, job: &Job, lease: i64, ending: &Ending<'_>) -> Result<(), Refusal> {
    let now = desk.now();
    if store::end_job(tx, job.id, lease, ending.state, ending.result, ending.fault, now)? == 0 {
        return Ok(());
    }
    let acting = recorder(tx, desk, job)?;
    let verb = match ending.state {
        JobState::Done => "job.finish",
        JobState::Cancelled => "job.cancel",
        _ => "job.fail",
    };
    let to = json!({ "kind": job.kind, "result": ending.result, "fault": ending.fault });
    Ok(audit::record(tx, &acting, entry(verb, job.id, job.place, to))?)
}

/// The end of a job is recorded under whoever asked for it; if they have left since, under the program itself.
fn recorder(tx: &mut Tx<'_>, desk: &Desk, job: &Job) -> Result<Acting, Refusal> {
    match acting_for(tx, desk, job) {
        Err(Refusal::NotFound { .. }) => {
            Ok(desk.machine(Origin { address: "job".to_owned(), request: job.id.to_string() }))
        }
        acting => acting,
    }
}

/// Threads that work on jobs until told to stop.
pub struct Workers {
    threads: Vec<JoinHandle<()>>,
    stop: Arc<AtomicBool>,
    bell: Arc<Bell>,
}

/// Wakes idle workers: a job has come, or it is time to stop.
#[derive(Default)]
struct Bell {
    rung: Mutex<u64>,
    heard: Condvar,
}

impl Workers {
    /// Starts `threads` workers.
    pub fn start(desk: &Arc<Desk>, handlers: &Handlers, threads: usize) -> Workers {
        let (stop, bell) = (Arc::new(AtomicBool::new(false)), Arc::new(Bell::default()));
        let start = |number: usize| {
            let worker = Worker::new(handlers.clone(), Arc::clone(&stop));
            let (desk, bell) = (Arc::clone(desk), Arc::clone(&bell));
            let named = std::thread::Builder::new().name(format!("job worker {number}"));
            named.spawn(move || worker.keep_working(&desk, &bell)).expect("the system gives a thread")
        };
        let threads = (1..=threads).map(start).collect();
        Workers { threads, stop, bell }
    }

    /// A job was just submitted: look now, not at the next turn.
    pub fn ring(&self) {
        *self.bell.rung.lock().expect("nobody panics while ringing") += 1;
        self.bell.heard.notify_all();
    }

    /// Lets each worker finish the step it is in, and waits for them. What is unfinished goes on at the next start.
    pub fn stop(self) {
        self.stop.store(true, Ordering::Relaxed);
        self.ring();
        for thread in self.threads {
            if thread.join().is_err() {
                tracing::error!("a job worker panicked");
            }
        }
    }
}

impl Worker {
    fn keep_working(&self, desk: &Desk, bell: &Bell) {
        let mut heard = 0;
        while !self.stop.load(Ordering::Relaxed) {
            match self.run_one(desk) {
                Ok(Some(_)) => continue,
                Ok(None) => {
                    if let Err(fault) = desk.clear_old() {
                        tracing::warn!(%fault, "old rows cannot be cleared away");
                    }
                }
                Err(refusal) => tracing::warn!(fault = %refusal, "jobs cannot be taken up"),
            }
            let rung = bell.rung.lock().expect("nobody panics while ringing");
            let wait = bell.heard.wait_timeout_while(rung, WORKER_LOOKS_EVERY, |rung| *rung == heard);
            heard = *wait.expect("nobody panics while ringing").0;
        }
    }
}
