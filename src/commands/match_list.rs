//! `ansinh match`: a list beside the population register.

use super::register::{load, write_whole};
use crate::{
    arguments::Match,
    fault::{Exit, Fault},
    matching_fault::MatchingFault,
    terminal::Terminal,
};
use matching::{Finding, List, MODEL, Matcher, Outcome, read_list, write_answers, write_candidates};
use serde_json::json;
use std::{fs, num::NonZero, path::Path, thread};

pub(super) fn match_list(options: &Match, terminal: Terminal) -> Result<Exit, Fault> {
    let Match { register_file, list_file, answers_out, candidates, threads } = options;
    let register = load(register_file, terminal)?;
    let list = load_list(list_file)?;
    let threads = threads.or(thread::available_parallelism().ok()).unwrap_or(NonZero::<usize>::MIN);
    let findings = Matcher::new(&register).find_all(&list.rows, threads);
    write_whole(answers_out, |to| write_answers(to, &list, &findings, &register))?;
    if let Some(candidates) = candidates {
        write_whole(candidates, |to| write_candidates(to, &list, &findings, &register))?;
    }
    tell(&findings, register.len(), terminal)?;
    Ok(Exit::Done)
}

/// The list in a file.
pub(super) fn load_list(path: &Path) -> Result<List, Fault> {
    let bytes = fs::read(path).map_err(|why| Fault::File { path: path.to_owned(), why })?;
    read_list(&bytes).map_err(|why| Fault::Matching { path: path.to_owned(), why: MatchingFault::List(why) })
}

fn tell(findings: &[Finding], people: usize, terminal: Terminal) -> Result<(), Fault> {
    let count = |outcome| findings.iter().filter(|finding| finding.outcome == outcome).count();
    let [verified, mismatch, pending, not_found] =
        [Outcome::Verified, Outcome::Mismatch, Outcome::Pending, Outcome::NotFound].map(count);
    let no_card = findings.iter().filter(|finding| finding.flags.no_card).count();
    let dead = findings.iter().filter(|finding| finding.flags.dead).count();
    let t = terminal.t;
    let states = t.list_matched(findings.len(), verified, mismatch, pending, not_found);
    let value = json!({
        "rows": findings.len(),
        "people": people,
        "model": MODEL.id(),
        "verified": verified,
        "mismatch": mismatch,
        "pending": pending,
        "not_found": not_found,
        "no_card": no_card,
        "dead": dead,
    });
    terminal.answer(format!("{states}\n{}", t.list_flags(no_card, dead)), value)
}
