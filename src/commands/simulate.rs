//! `ansinh simulate`: counterparties to practise with. They open no database.

use crate::{
    arguments::{Simulate, SimulateBank, SimulatePopulation, SimulatePost},
    fault::{Exit, Fault},
    place,
    terminal::Terminal,
};
use kernel::SystemClock;
use serde_json::json;
use simulate::{
    Accounts, Bank, FolderFault, Habits, Population, PopulationDesk, Post, Run, Troubles, TruthFault, Uncollected,
    run_bank, run_population, run_post, serve_bank, serve_population,
};
use std::{fs::File, io, net::TcpListener, time::Duration};

pub(super) fn simulate(command: &Simulate, terminal: Terminal) -> Result<Exit, Fault> {
    match command {
        Simulate::Bank(options) => bank(options, terminal),
        Simulate::Post(options) => post(options, terminal),
        Simulate::Population(options) => population(options, terminal),
    }
}

fn bank(options: &SimulateBank, terminal: Terminal) -> Result<Exit, Fault> {
    let habits = Habits {
        closed: options.closed,
        returned: options.returned,
        deceased: options.deceased,
        silent: options.silent,
        rejected_files: options.rejected,
        doubled: options.doubled,
    };
    let mut bank = Bank::new(options.seed, habits);
    if let Some(folder) = &options.truth {
        bank = bank.knowing(Accounts::of_sample(folder).map_err(unreadable)?);
    }
    if let Some(address) = options.listen_bank {
        let fault = |why| Fault::Listen { address, why };
        let listener = TcpListener::bind(address).map_err(fault)?;
        serve_bank(&listener, &mut bank, &SystemClock, || false).map_err(fault)?;
        return Ok(Exit::Done);
    }
    let (Some(files), Some(answers)) = (&options.files, &options.answers) else {
        return Err(Fault::SimulateNeedsFolder);
    };
    tell(run_bank(&mut bank, files, answers, place::now())?, terminal)
}

fn post(options: &SimulatePost, terminal: Terminal) -> Result<Exit, Fault> {
    let now = place::now();
    let on = options.settled_on.unwrap_or_else(|| kernel::today_in_vietnam(now));
    let mut post = Post::new(options.seed, options.uncollected);
    if let Some(folder) = &options.truth {
        post = post.knowing(Uncollected::of_sample(folder).map_err(unreadable)?);
    }
    tell(run_post(&post, &options.files, &options.answers, on, now)?, terminal)
}

fn population(options: &SimulatePopulation, terminal: Terminal) -> Result<Exit, Fault> {
    let SimulatePopulation { register_csv: path, files, answers, listen_population, .. } = options;
    let file = File::open(path).map_err(|why| Fault::File { path: path.clone(), why })?;
    let unreadable = |why| FolderFault::Population { path: path.clone(), why };
    let population = Population::read(file).map_err(unreadable)?;
    let mut desk = PopulationDesk::new(population, troubles(options));
    if let Some(address) = *listen_population {
        let fault = |why| Fault::Listen { address, why };
        let listener = TcpListener::bind(address).map_err(fault)?;
        serve_population(&listener, &mut desk, || false).map_err(fault)?;
        return Ok(Exit::Done);
    }
    let (Some(files), Some(answers)) = (files, answers) else { return Err(Fault::SimulateNeedsFolder) };
    tell(run_population(&desk, files, answers)?, terminal)
}

fn troubles(options: &SimulatePopulation) -> Troubles {
    Troubles {
        seed: options.seed,
        slow: Duration::from_millis(options.slow_ms),
        failing: options.failing,
        breaking: options.breaking,
        malformed: options.malformed,
        mistaken: options.mistaken,
        limited: options.limited,
        retry_after: options.retry_after,
        silent: options.silent,
        doubled: options.doubled,
    }
}

/// The table of the truth, and why it cannot be read.
fn unreadable(fault: TruthFault) -> Fault {
    Fault::File { path: fault.path, why: io::Error::other(fault.why) }
}

fn tell(run: Run, terminal: Terminal) -> Result<Exit, Fault> {
    let value = json!({ "files": run.files, "answers": run.answers });
    terminal.answer(terminal.t.simulated(run.files, run.answers), value)?;
    Ok(Exit::Done)
}
