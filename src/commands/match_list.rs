//! `ansinh match`: a list beside the population register.

use super::register::{WholeFile, load, write_whole};
use crate::{
    arguments::Match,
    fault::{Exit, Fault},
    matching_fault::MatchingFault,
    terminal::Terminal,
};
use matching::{
    CommuneMap, FileFault, Finding, List, ListFault, ListReader, Listed, MODEL, MODEL_BYTES_MAX, Matcher, Model,
    Outcome, Register, begin_answers, begin_candidates, find_duplicates, read_list, write_answers, write_candidates,
    write_duplicates,
};
use office::places::Places;
use serde_json::json;
use std::{
    borrow::Cow,
    fs::{self, File},
    io::Read as _,
    num::NonZero,
    path::Path,
    thread,
};

/// How many rows are in memory at once. Few enough that what one part leaves behind serves the next: a hundred thousand
/// at once took a third more CPU time, which went into fresh memory.
const ROWS_AT_ONCE: usize = 8_192;

/// A row is seldom shorter, in bytes.
const ROW_BYTES_MIN: u64 = 32;

pub(super) fn match_list(options: &Match, terminal: Terminal) -> Result<Exit, Fault> {
    let mut list = open_list(&options.list_file)?;
    let mut part = next_part(options, &mut list)?;
    let rows = if part.rows.len() < ROWS_AT_ONCE { part.rows.len() } else { rows_likely_at_most(&options.list_file)? };
    let model =
        options.model_file.as_deref().map_or(Ok(Cow::Borrowed(&*MODEL)), |path| load_model(path).map(Cow::Owned))?;
    let register = load(&options.register_file, rows, terminal)?;
    let mut answers = WholeFile::begin(&options.answers_out)?;
    answers.write(|to| begin_answers(to))?;
    let mut candidates = options.candidates.as_deref().map(WholeFile::begin).transpose()?;
    if let Some(candidates) = &mut candidates {
        candidates.write(|to| begin_candidates(to))?;
    }
    let mut matching = Matching::new(options, &register, &model);
    while !part.rows.is_empty() {
        let findings = matching.find(&mut part);
        answers.write(|to| write_answers(to, &part, &findings, &register))?;
        if let Some(candidates) = &mut candidates {
            candidates.write(|to| write_candidates(to, &part, &findings, &register))?;
        }
        matching.remember(part, &findings);
        part = next_part(options, &mut list)?;
    }
    if let Some(why) = register.fault() {
        let why = FileFault::Io(why.kind().into());
        return Err(Fault::Matching { path: options.register_file.clone(), why: MatchingFault::Index(why) });
    }
    answers.finish()?;
    candidates.map_or(Ok(()), WholeFile::finish)?;
    if let Some(path) = &options.duplicates {
        let found = find_duplicates(&matching.listed);
        write_whole(path, |to| write_duplicates(to, &matching.lids, &found))?;
    }
    tell(&matching.sums, register.len(), &model, terminal)?;
    Ok(Exit::Done)
}

/// A list on its way through a register.
struct Matching<'m> {
    options: &'m Match,
    register: &'m Register,
    matcher: Matcher<'m>,
    communes: CommuneMap<'m>,
    threads: NonZero<usize>,
    sums: Sums,
    /// Every row, where duplicates are asked for.
    listed: Vec<Listed>,
    lids: Vec<String>,
}

/// How many rows came to what.
#[derive(Default)]
struct Sums {
    rows: usize,
    verified: usize,
    mismatch: usize,
    pending: usize,
    not_found: usize,
    no_card: usize,
    dead: usize,
}

impl<'m> Matching<'m> {
    fn new(options: &'m Match, register: &'m Register, model: &Model) -> Matching<'m> {
        Matching {
            options,
            register,
            matcher: Matcher::with_model(register, model),
            communes: CommuneMap::of(Places::built_in(), register),
            threads: options.threads.or(thread::available_parallelism().ok()).unwrap_or(NonZero::<usize>::MIN),
            sums: Sums::default(),
            listed: Vec::new(),
            lids: Vec::new(),
        }
    }

    fn find(&mut self, part: &mut List) -> Vec<Finding> {
        self.communes.apply(&mut part.rows, self.options.list_day);
        let findings = self.matcher.find_all(&part.rows, self.threads);
        self.sums.add(&findings);
        findings
    }

    /// Keeps what duplicates are found by.
    fn remember(&mut self, part: List, findings: &[Finding]) {
        if self.options.duplicates.is_none() {
            return;
        }
        for ((row, programme), finding) in part.rows.into_iter().zip(part.programmes).zip(findings) {
            let pid = finding.person.map(|person| self.register.pid(person).into_owned());
            let commune = row.commune.clone();
            self.listed.push(Listed { row, programme, commune, pid });
        }
        self.lids.extend(part.lids);
    }
}

impl Sums {
    fn add(&mut self, findings: &[Finding]) {
        self.rows += findings.len();
        for finding in findings {
            let state = match finding.outcome {
                Outcome::Verified => &mut self.verified,
                Outcome::Mismatch => &mut self.mismatch,
                Outcome::NotFound => &mut self.not_found,
                Outcome::Pending | Outcome::NotSent => &mut self.pending,
            };
            *state += 1;
            // A flag is the found person's: of nobody there is nothing to say.
            let is_found = finding.person.is_some();
            self.no_card += usize::from(is_found && finding.flags.no_card);
            self.dead += usize::from(is_found && finding.flags.dead);
        }
    }
}

fn unreadable(path: &Path, why: ListFault) -> Fault {
    Fault::Matching { path: path.to_owned(), why: MatchingFault::List(why) }
}

fn open_list(path: &Path) -> Result<ListReader, Fault> {
    let file = File::open(path).map_err(|why| Fault::File { path: path.to_owned(), why })?;
    ListReader::open(file).map_err(|why| unreadable(path, why))
}

/// More rows than a file is likely to have: whether the register is worth reading whole depends on it, nothing else.
fn rows_likely_at_most(path: &Path) -> Result<usize, Fault> {
    let bytes = fs::metadata(path).map_err(|why| Fault::File { path: path.to_owned(), why })?.len();
    Ok(usize::try_from(bytes / ROW_BYTES_MIN).unwrap_or(usize::MAX))
}

fn next_part(options: &Match, list: &mut ListReader) -> Result<List, Fault> {
    list.next_part(ROWS_AT_ONCE).map_err(|why| unreadable(&options.list_file, why))
}

/// The list in a file.
pub(super) fn load_list(path: &Path) -> Result<List, Fault> {
    let bytes = fs::read(path).map_err(|why| Fault::File { path: path.to_owned(), why })?;
    read_list(&bytes).map_err(|why| unreadable(path, why))
}

/// The table of weights in a file, which may be anything and of any length.
pub(super) fn load_model(path: &Path) -> Result<Model, Fault> {
    let unusable = |why| Fault::File { path: path.to_owned(), why };
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(MODEL_BYTES_MAX + 1).read_to_end(&mut bytes)).map_err(unusable)?;
    Model::parse(&bytes).map_err(|why| Fault::Matching { path: path.to_owned(), why: MatchingFault::Model(why) })
}

fn tell(sums: &Sums, people: usize, model: &Model, terminal: Terminal) -> Result<(), Fault> {
    let Sums { rows, verified, mismatch, pending, not_found, no_card, dead } = *sums;
    let t = terminal.t;
    let states = t.list_matched(rows, verified, mismatch, pending, not_found);
    let value = json!({
        "rows": rows,
        "people": people,
        "model": model.id(),
        "verified": verified,
        "mismatch": mismatch,
        "pending": pending,
        "not_found": not_found,
        "no_card": no_card,
        "dead": dead,
    });
    terminal.answer(format!("{states}\n{}", t.list_flags(no_card, dead)), value)
}
