//! `ansinh demo`: a district's January and February 2024, from the agencies' files to the closed month, by the rooms'
//! own operations, each in the name of the officer whose task it is.
//!
//! Every step asks what is there already, so that the same command after a power cut goes on where it stopped.

mod homes;
mod intake;
mod month;
mod state;
mod tables;
mod world;

use super::serve;
use crate::{
    arguments::{Common, Demo, Serve},
    fault::{Exit, Fault},
    place::Site,
    terminal::Terminal,
};
use db::Place;
use sample::{Made, Manifest, Plan, write_sample};
use state::State;
use std::{error::Error, path::Path, time::Instant};
use web::CommandLine;
use world::World;

/// Where the demo's database is when nothing else is said.
const FILE: &str = "ansinh.sqlite";

pub(super) fn demo(common: &Common, options: &Demo, terminal: Terminal) -> Result<Exit, Fault> {
    let site = site_of(common, &options.folder);
    let plan = Plan::new(&options.district, options.seed, options.people, None)?;
    let state = State::begin(&options.folder, &plan, &site)?;
    let begun = Instant::now();
    let mut steps = Steps { terminal, number: 0 };
    let sample = make_sample(&plan, &options.folder.join("sample"), &mut steps)?;
    let world = World::open(&site, &options.folder, sample, state)?;
    walk(&world, &mut steps)?;
    tables::print(&world, begun.elapsed(), terminal)?;
    if options.no_serve {
        return Ok(Exit::Done);
    }
    tables::print_accounts(&world, terminal)?;
    // The server opens the database itself, on the day after the story's last.
    drop(world);
    let on_that_day = Serve { practice_day: Some(month::SERVED_ON), ..Serve::plain(options.listen) };
    serve::serve(&site, on_that_day, terminal)
}

/// The road, step by step.
fn walk(world: &World, steps: &mut Steps) -> Result<(), Fault> {
    steps.take(CommandLine::demo_officers, |_| world.make_officers())?;
    let files = steps.take(CommandLine::demo_import, |bar| intake::import(world, bar))?;
    steps.take(CommandLine::demo_match, |bar| intake::match_files(world, &files, bar))?;
    steps.take(CommandLine::demo_decide, |bar| intake::decide(world, &files, bar))?;
    steps.take(CommandLine::demo_enrol, |bar| intake::enrol(world, &files, bar))?;
    steps.take(CommandLine::demo_visit, |bar| homes::visit(world, bar))?;
    steps.take(CommandLine::demo_accounts, |bar| homes::record_accounts(world, bar))?;
    steps.take(CommandLine::demo_lists, |bar| month::sign_lists(world, bar))?;
    steps.take(CommandLine::demo_cycle, |_| month::instruct(world))?;
    steps.take(CommandLine::demo_counterparties, |_| month::let_counterparties_answer(world))?;
    steps.take(CommandLine::demo_answers, |bar| month::take_answers(world, bar))?;
    steps.take(CommandLine::demo_close, |_| month::close(world))?;
    steps.take(CommandLine::demo_changes, |bar| intake::receive_changes(world, bar))
}

fn make_sample(plan: &Plan, folder: &Path, steps: &mut Steps) -> Result<Manifest, Fault> {
    steps.take(CommandLine::demo_sample, |bar| {
        bar.set_length(plan.steps());
        match write_sample(plan, folder, |done| bar.inc(done))? {
            Made::Created(manifest) | Made::Exists(manifest) => Ok(manifest),
        }
    })
}

/// The database and the keys: said, or in the demo's folder.
fn site_of(common: &Common, folder: &Path) -> Site {
    let mut common = common.clone();
    if common.database.is_none() && std::env::var_os("DATABASE_URL").is_none() {
        common.database = Some(folder.join(FILE).display().to_string());
    }
    common.keys = common.keys.or_else(|| Some(folder.join("keys")));
    Site::of(&common)
}

/// The steps as the terminal shows them.
struct Steps {
    terminal: Terminal,
    number: usize,
}

impl Steps {
    /// Does one step under a bar, and says how long it took.
    fn take<T>(
        &mut self,
        name: fn(CommandLine) -> &'static str,
        work: impl FnOnce(&indicatif::ProgressBar) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.number += 1;
        let begun = Instant::now();
        let bar = self.terminal.bar();
        let done = work(&bar);
        bar.finish_and_clear();
        let done = done?;
        let seconds = format!("{:.1}", begun.elapsed().as_secs_f64());
        self.terminal.note(&self.terminal.t.demo_step(format!("{:>2}", self.number), name(self.terminal.t), seconds));
        Ok(done)
    }
}

/// What stops a step, with all its reasons.
pub(super) fn stopped<E: Error>(step: &'static str) -> impl Fn(E) -> Fault {
    move |error| {
        let mut why = error.to_string();
        let mut source = error.source();
        while let Some(deeper) = source {
            why = format!("{why}: {deeper}");
            source = deeper.source();
        }
        Fault::Demo { step, why }
    }
}

/// How a database is named in the state of a demo: one inside its folder by its name alone, so that the folder may be
/// moved, or be called otherwise.
pub(super) fn database_name(site: &Site, folder: &Path) -> String {
    match &site.database {
        Place::File(file) if file.parent() == Some(folder) => {
            file.file_name().unwrap_or_default().to_string_lossy().into_owned()
        }
        Place::File(file) => file.display().to_string(),
        // Without a password that may be in the address.
        Place::Server(_) => "postgres".to_owned(),
    }
}
