//! One file a command.

mod audit;
mod check;
mod completion;
mod cycle;
mod demo;
mod import;
mod learn;
mod match_list;
mod migrate;
mod openapi;
mod population;
mod reconcile;
mod register;
mod report;
mod sample;
mod serve;
mod simulate;
mod staff;
mod units;

use crate::{
    arguments::{Arguments, Command},
    fault::{Exit, Fault},
    place::Site,
    terminal::Terminal,
};

/// Does what was asked.
pub(crate) fn run(arguments: Arguments, terminal: Terminal) -> Result<Exit, Fault> {
    let site = Site::of(&arguments.common);
    match arguments.command {
        Command::Serve(options) => serve::serve(&site, options, terminal),
        Command::Migrate => migrate::migrate(&site, terminal),
        Command::Check => check::check(&site, terminal),
        Command::Register { command } => register::register(&site, &command, terminal),
        Command::Match(options) => match_list::match_list(&options, terminal),
        Command::Population { command } => population::population(&site, &command, terminal),
        Command::Import(options) => import::import(&site, &options, terminal),
        Command::Report { command } => report::report(&site, &command, terminal),
        Command::Staff { command } => staff::staff(&site, command, terminal),
        Command::Units { command } => units::units(&command, terminal),
        Command::Cycle { command } => cycle::cycle(&site, command, terminal),
        Command::Reconcile(options) => reconcile::reconcile(&site, &options, terminal),
        Command::Simulate { command } => simulate::simulate(&command, terminal),
        Command::Audit { command } => audit::audit(&site, command, terminal),
        Command::Demo(options) => demo::demo(&arguments.common, &options, terminal),
        Command::Sample(options) => sample::sample(&options, terminal),
        Command::Openapi => openapi::openapi(),
        Command::Completion(options) => completion::completion(&options, terminal),
    }
}
