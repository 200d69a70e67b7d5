//! `ansinh serve`: the pages and the API, the sealer, the worker; and their end, in this order.

use super::match_list::load_model;
use crate::{
    arguments::Serve,
    fault::{Exit, Fault},
    place::{self, Site},
    terminal::Terminal,
};
use kernel::{Clock, SystemClock};
use matching::Shelf;
use office::{
    Desk,
    audit::{self, SealFault, Sealed, Witness},
    jobs::{Handlers, Workers},
    staff::{self, SetUpCode},
};
use population::Exchange;
use serde_json::json;
use std::{
    net::SocketAddr,
    sync::{Arc, mpsc},
    thread,
};
use web::{
    Settings,
    single_sign_on::{self, SingleSignOn},
};

/// Jobs worked on at once.
const WORKERS: usize = 1;

pub(super) fn serve(site: &Site, options: Serve, terminal: Terminal) -> Result<Exit, Fault> {
    let clock: Arc<dyn Clock> = match options.practice_day {
        None => Arc::new(SystemClock),
        Some(day) => Arc::new(place::practice_clock(day).ok_or(Fault::Value("--practice-day"))?),
    };
    let desk = Arc::new(site.prepare_desk_by(Arc::clone(&clock))?);
    let is_new = desk.db().read(staff::first_run_needed)?;
    if options.practice_day.is_some() && !site.is_practice() && !is_new {
        return Err(Fault::NotForPractice);
    }
    if options.practice_day.is_some() || site.is_practice() {
        site.mark_practice(options.practice_day)?;
    }
    let set_up = is_new.then(|| SetUpCode::of(&desk));
    let public_url = options.public_url.clone();
    let single_sign_on = single_sign_on(&options)?;
    let sealer = Sealer::start(&desk, &clock, desk.witness());
    let shelf = Shelf::at(options.registers.unwrap_or_else(|| site.registers()));
    let shelf = match &options.model_file {
        Some(path) => shelf.with_model(load_model(path)?),
        None => shelf,
    };
    let population = super::population::exchange(&options.population)?;
    let workers = Workers::start(&desk, &handlers(&shelf, &population), WORKERS);
    let settings = Settings {
        single_sign_on,
        source_url: options.source_url.or_else(repository),
        outbox: options.outbox,
        https: options.https,
        forwarded_hops: options.forwarded_hops,
        metrics_token: options.metrics_token,
        practice: site.is_practice(),
        registers: shelf,
        population,
        ..Settings::default()
    };
    if !options.listen.ip().is_loopback() && !settings.https {
        terminal.note(&terminal.t.listen_open(options.listen));
    }
    let served = web::run(Arc::clone(&desk), settings, clock, options.listen, |address| {
        let _ = greet(terminal, address, public_url.as_deref(), set_up.as_ref());
    });
    if served.is_ok() {
        terminal.note(terminal.t.stopping());
    }
    workers.stop();
    sealer.stop();
    served.map_err(|why| Fault::Listen { address: options.listen, why })?;
    Ok(Exit::Done)
}

/// Every kind of job there is: each room adds its own.
fn handlers(shelf: &Shelf, population: &Exchange) -> Handlers {
    let handlers = audit::handlers(Handlers::default());
    let handlers = sources::handlers(handlers, registry::stage_received);
    let handlers = matching::handlers(handlers, shelf);
    let handlers = population::handlers(handlers, population.service.clone());
    registry::handlers(handlers, shelf)
}

/// Where to look in; on an empty database the link that makes the first administrator, with the code it needs.
fn greet(
    terminal: Terminal,
    address: SocketAddr,
    public_url: Option<&str>,
    set_up: Option<&SetUpCode>,
) -> Result<(), Fault> {
    let Some(code) = set_up else {
        return terminal.answer(terminal.t.serving(address), json!({ "listening": address.to_string() }));
    };
    let link = first_run_link(address, public_url, code);
    let told = json!({ "listening": address.to_string(), "first_run": link, "set_up_code": code.reveal() });
    terminal.answer(terminal.t.first_run_hint(link, code.reveal()), told)
}

/// As people reach the program: by its public address, else on this machine.
fn first_run_link(address: SocketAddr, public_url: Option<&str>, code: &SetUpCode) -> String {
    let here = if address.ip().is_unspecified() {
        format!("http://127.0.0.1:{}", address.port())
    } else {
        format!("http://{address}")
    };
    let begin = public_url.map_or(here, |url| url.trim_end_matches('/').to_owned());
    format!("{begin}/first-run?code={}", code.reveal())
}

/// The repository this program was built from, where its manifest names one.
fn repository() -> Option<String> {
    Some(env!("CARGO_PKG_REPOSITORY")).filter(|address| !address.is_empty()).map(ToOwned::to_owned)
}

/// The agency's identity provider, where one is named; clap has seen to it that nothing is missing then.
fn single_sign_on(options: &Serve) -> Result<Option<Arc<SingleSignOn>>, Fault> {
    let (Some(issuer), Some(client_id), Some(client_secret), Some(public_url)) =
        (&options.oidc_issuer, &options.oidc_client_id, &options.oidc_client_secret, &options.public_url)
    else {
        return Ok(None);
    };
    let settings = single_sign_on::Settings {
        issuer: issuer.clone(),
        client_id: client_id.clone(),
        client_secret: client_secret.clone(),
        redirect: format!("{}/sign-in/external/return", public_url.trim_end_matches('/')),
    };
    let made = SingleSignOn::new(settings).map_err(|why| Fault::SingleSignOn { why: why.to_string() })?;
    Ok(Some(Arc::new(made)))
}

/// The background sealer: a thread that ends when its end of the channel is dropped.
struct Sealer {
    stop: mpsc::Sender<()>,
    thread: thread::JoinHandle<()>,
}

impl Sealer {
    fn start(desk: &Arc<Desk>, clock: &Arc<dyn Clock>, witness: Witness) -> Sealer {
        let (stop, stopped) = mpsc::channel();
        let (desk, clock) = (Arc::clone(desk), Arc::clone(clock));
        let run = move || {
            audit::keep_sealing(desk.db(), &*clock, desk.checkpoint_key(), &stopped, |sealed| {
                note(&desk, &witness, sealed);
            });
        };
        let thread = thread::Builder::new().name("sealer".to_owned()).spawn(run).expect("the system gives a thread");
        Sealer { stop, thread }
    }

    /// Waits for the last sealing.
    fn stop(self) {
        drop(self.stop);
        if self.thread.join().is_err() {
            tracing::error!("the sealer ended in a fault");
        }
    }
}

fn note(desk: &Desk, witness: &Witness, sealed: Result<Sealed, SealFault>) {
    match sealed {
        Ok(Sealed { records, checkpoint: Some(checkpoint), alarms }) => {
            for alarm in &alarms {
                tracing::error!(%alarm, "another hand changed the trail");
            }
            if let Err(fault) = audit::note_alarms(desk, &alarms) {
                tracing::error!(%fault, "the alarm could not be noted in the trail");
            }
            tracing::debug!(records, checkpoint = checkpoint.number, "sealed");
            if let Err(fault) = witness.follow(desk.db(), &checkpoint) {
                tracing::error!(%fault, "the checkpoint could not be kept beside the keys");
            }
        }
        Ok(_) => {}
        Err(fault) => tracing::error!(%fault, "the trail could not be sealed"),
    }
}
