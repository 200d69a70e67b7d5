//! `ansinh reconcile`: answers of banks and the post, file by file; one that cannot be read stops no other.

use crate::{
    arguments::Reconcile,
    fault::{Exit, Fault},
    place::{Site, acting_as},
    terminal::Terminal,
};
use office::{Action, Desk};
use reconciliation::{Refusal, Taken, take_answer};
use serde_json::{Value, json};
use std::{fs, path::Path};

pub(super) fn reconcile(site: &Site, options: &Reconcile, terminal: Terminal) -> Result<Exit, Fault> {
    let desk = site.open_desk()?;
    let (mut lines, mut values, mut is_fine) = (Vec::new(), Vec::new(), true);
    for path in &options.answer_files {
        let (line, value, fine) = take(&desk, options, path, terminal)?;
        lines.push(line);
        values.push(value);
        is_fine &= fine;
    }
    terminal.answer(lines.join("\n"), json!({ "answers": values }))?;
    Ok(if is_fine { Exit::Done } else { Exit::Refused })
}

fn take(desk: &Desk, options: &Reconcile, path: &Path, terminal: Terminal) -> Result<(String, Value, bool), Fault> {
    let t = terminal.t;
    let acting = acting_as(desk, &options.act_as, Action::Reconcile)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = fs::read(path).map_err(|why| Fault::File { path: path.to_owned(), why })?;
    let taken = match desk.db().write_alone(|tx| take_answer(tx, &acting, &name, &bytes)) {
        Err(Refusal::Answer(fault)) => {
            let why = t.reconciliation_refusal(&Refusal::Answer(fault));
            return Ok((t.answer_refused(&name, &why), json!({ "name": name, "refused": why }), false));
        }
        taken => taken?,
    };
    let answer = taken.answer();
    let (line, outcome) = match &taken {
        Taken::Created(_) => (t.answer_taken(&name, answer.entries, answer.applied, answer.exceptions), "created"),
        Taken::Exists(_) => (t.answer_again(&name), "exists"),
        Taken::OtherBytes(_) => (t.answer_other_bytes(&name), "other_bytes"),
    };
    let value = json!({
        "name": name,
        "outcome": outcome,
        "kind": answer.kind,
        "entries": answer.entries,
        "applied": answer.applied,
        "exceptions": answer.exceptions,
    });
    Ok((line, value, !matches!(taken, Taken::OtherBytes(_))))
}
