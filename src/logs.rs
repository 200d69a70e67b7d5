//! The operating log on stderr, and what happens when the program itself is at fault.

use crate::{arguments::Log, terminal::Terminal};
use std::{
    io::{self, IsTerminal as _},
    panic, process, thread,
};
use tracing_subscriber::{EnvFilter, fmt};

/// Begins the log. `RUST_LOG` narrows or widens it; without it, `usual` is the level.
///
/// What is logged holds no personal data: the rooms log codes, numbers of things and durations.
pub(crate) fn begin(form: Log, usual: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let log =
        fmt().with_env_filter(filter).with_writer(io::stderr).with_target(false).with_ansi(io::stderr().is_terminal());
    match form {
        Log::Text => log.init(),
        Log::Json => log.json().flatten_event(true).init(),
    }
}

/// A panic is told in one sentence with a number that is also in the log, instead of a back trace.
pub(crate) fn catch_panics(terminal: Terminal) {
    panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        let what = panic.payload_as_str().unwrap_or("no words");
        tracing::error!(at = place, thread = thread::current().name(), what, "the program is at fault");
        if thread::current().name() == Some("main") {
            terminal.note(&terminal.t.internal(format!("{place}, {}", process::id())));
        }
    }));
}
