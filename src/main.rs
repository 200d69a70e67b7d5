//! The program `ansinh`: one door for the server, the office's tasks at the machine, and the check of the trail.
//!
//! *Owns* the command line: arguments, help, exit codes, the operating log, progress bars.
//! *Takes* what an operator types.
//! *Gives* an answer for a person or a machine, and an exit code that keeps its meaning.
//! *Never* decides anything: it opens a desk and asks the rooms.

mod arguments;
mod commands;
mod fault;
mod help;
mod language;
mod logs;
mod matching_fault;
mod place;
mod terminal;
mod usage;

use arguments::{Arguments, Command};
use clap::{FromArgMatches as _, error::ErrorKind};
use fault::Exit;
use std::{io::Write as _, panic, process::ExitCode};
use terminal::Terminal;
use web::CommandLine;

fn main() -> ExitCode {
    let typed: Vec<String> = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let t = CommandLine(language::choose(&typed, |name| std::env::var(name).ok()));
    let parsed = help::command(t)
        .try_get_matches_from(std::env::args_os())
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    match parsed {
        Ok(arguments) => run(arguments, t).into(),
        Err(error) => answer_usage(&error, t).into(),
    }
}

fn run(arguments: Arguments, t: CommandLine) -> Exit {
    let terminal = Terminal { t, json: arguments.common.json };
    let usual = if matches!(arguments.command, Command::Serve(_)) { "info" } else { "warn" };
    logs::begin(arguments.common.log, usual);
    logs::catch_panics(terminal);
    match panic::catch_unwind(|| commands::run(arguments, terminal)) {
        Ok(Ok(exit)) => exit,
        Ok(Err(fault)) => {
            terminal.tell(&fault);
            fault.exit()
        }
        Err(_) => Exit::Internal,
    }
}

/// Help and version are answers; everything else clap says is told in our own words.
fn answer_usage(error: &clap::Error, t: CommandLine) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            Exit::Done
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            Exit::Usage
        }
        _ => {
            let _ = writeln!(std::io::stderr(), "{}: {}", t.error(), usage::sentence(error, t));
            Exit::Usage
        }
    }
}
