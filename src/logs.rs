//! The operating log on stderr, and what happens when the program itself is at fault.

use crate::{arguments::Log, terminal::Terminal};
use std::{
    env,
    io::{self, IsTerminal as _},
    panic, process, thread,
};
use tracing_subscriber::{Layer as _, filter::Targets, fmt, layer::SubscriberExt as _, util::SubscriberInitExt as _};

/// Begins the log. `RUST_LOG` narrows or widens it, by level and room (`warn,office=debug`); without it, or where it
/// cannot be read, `usual` is the level.
///
/// What is logged holds no personal data: the rooms log codes, numbers of things and durations.
pub(crate) fn begin(form: Log, usual: &str) {
    let usual = || usual.parse().expect("a level of our own");
    let filter: Targets = env::var("RUST_LOG").ok().and_then(|wanted| wanted.parse().ok()).unwrap_or_else(usual);
    let lines = fmt::layer().with_writer(io::stderr).with_target(false).with_ansi(io::stderr().is_terminal());
    let log = tracing_subscriber::registry();
    match form {
        Log::Text => log.with(lines.with_filter(filter)).init(),
        Log::Json => log.with(lines.json().flatten_event(true).with_filter(filter)).init(),
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
