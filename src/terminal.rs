//! Speaking to whoever typed the command: answers to stdout, everything else to stderr.

use crate::fault::Fault;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;
use std::io::{self, IsTerminal as _, Write as _};
use web::CommandLine;

/// The terminal, its language, and whether a machine reads it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    pub(crate) t: CommandLine,
    pub(crate) json: bool,
}

impl Terminal {
    /// The answer of a command: a sentence for a person, or one line of JSON.
    pub(crate) fn answer(self, sentence: impl Into<String>, value: impl Into<Value>) -> Result<(), Fault> {
        Terminal::print(&if self.json { value.into().to_string() } else { sentence.into() })
    }

    /// Text as it is, and a line end.
    pub(crate) fn print(text: &str) -> Result<(), Fault> {
        match writeln!(io::stdout().lock(), "{text}") {
            // Whoever read the answer had enough of it: `ansinh audit verify | head -3`.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written.map_err(Fault::Output),
        }
    }

    /// Something by the way. A machine that reads JSON is not bothered.
    pub(crate) fn note(self, sentence: &str) {
        if !self.json {
            // If even stderr is gone there is nobody left to tell.
            let _ = writeln!(io::stderr().lock(), "{sentence}");
        }
    }

    /// Why a command stopped.
    pub(crate) fn tell(self, fault: &Fault) {
        let text = if self.json {
            fault.json(self.t).to_string()
        } else {
            format!("{}: {}", self.t.error(), fault.sentence(self.t))
        };
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// A bar on a terminal; nothing where nobody watches.
    pub(crate) fn bar(self) -> ProgressBar {
        if self.json || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style =
            ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len} {eta}").expect("the template is right");
        ProgressBar::new(0).with_style(style)
    }
}
