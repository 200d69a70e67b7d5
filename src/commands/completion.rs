//! `ansinh completion`

use crate::{
    arguments::Completion,
    fault::{Exit, Fault},
    help,
    terminal::Terminal,
};

pub(super) fn completion(options: &Completion, terminal: Terminal) -> Result<Exit, Fault> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut help::command(terminal.t), "ansinh", &mut script);
    Terminal::print(String::from_utf8_lossy(&script).trim_end())?;
    Ok(Exit::Done)
}
