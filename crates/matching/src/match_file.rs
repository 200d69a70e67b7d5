//! Matching all rows of a file with a register.

use crate::{
    Refusal,
    carry::{Twin, carry},
    columns::split_name,
    commune_map::CommuneMap,
    decide::told_decision,
    decision::{Decided, Made, RowRef},
    judge::Finding,
    list_row::{ListNumber, ListRow},
    matcher::Matcher,
    model::{MODEL, Model},
    outcome::Outcome,
    register::Register,
    snapshot::know_snapshot,
    store::{self, FileRow, Neighbours},
};
use db::Tx;
use kernel::{SnapshotId, SourceFileId};
use office::{
    Acting, Action, audit,
    places::{Level, Places},
};
use serde_json::json;
use std::{collections::HashMap, num::NonZero, thread};

/// Whether anything was decided about a row of a file, or asked of the population database.
pub fn is_file_begun(tx: &mut Tx<'_>, file: SourceFileId) -> Result<bool, Refusal> {
    Ok(store::is_file_begun(tx, file)?)
}

/// How many rows are in memory at once.
const ROWS_AT_ONCE: i64 = 20_000;

/// What came of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MatchedFile {
    /// Rows in the file.
    pub rows: u64,
    /// Rows that keep the decision they had: an officer's, or the same register's by the same weights.
    pub kept: u64,
    /// Rows decided now that are verified.
    pub verified: u64,
    /// Rows decided now that differ in a field.
    pub mismatch: u64,
    /// Rows decided now that wait for somebody.
    pub pending: u64,
    /// Rows decided now of whom nobody is found.
    pub not_found: u64,
    /// Of those decided now, without a card.
    pub no_card: u64,
    /// Of those decided now, dead.
    pub dead: u64,
    /// Of those decided now, by what an officer decided on the same row of an earlier file.
    #[serde(default)]
    pub carried: u64,
}

impl MatchedFile {
    /// With what came of another file.
    #[must_use]
    pub fn plus(self, other: MatchedFile) -> MatchedFile {
        MatchedFile {
            rows: self.rows + other.rows,
            kept: self.kept + other.kept,
            verified: self.verified + other.verified,
            mismatch: self.mismatch + other.mismatch,
            pending: self.pending + other.pending,
            not_found: self.not_found + other.not_found,
            no_card: self.no_card + other.no_card,
            dead: self.dead + other.dead,
            carried: self.carried + other.carried,
        }
    }
}

/// Matches every row of the file. A row on which an officer decided stays as it is; the same register asked again with
/// the same weights changes nothing. What an officer decided on the same row of an earlier file of the same sender is
/// carried over, unless the register says otherwise by now.
pub fn match_file(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    register: &Register,
    file: SourceFileId,
) -> Result<MatchedFile, Refusal> {
    match_file_by(tx, acting, places, (register, &MODEL), file, &|_| {})
}

/// The same by the weights of a model, telling now and then how many rows are done.
pub(crate) fn match_file_by(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    (register, model): (&Register, &Model),
    file: SourceFileId,
    tell: &dyn Fn(u64),
) -> Result<MatchedFile, Refusal> {
    acting.must(Action::ExchangePopulation)?;
    let place = store::find_file_place(tx, file)?.filter(|place| acting.scope.covers(*place));
    let place = place.ok_or(office::Refusal::NotFound { what: "file" })?;
    store::lock_decisions(tx, file)?;
    let snapshot = know_snapshot(tx, acting, register)?.id();
    let mut work = Work {
        acting,
        matcher: Matcher::with_model(register, model),
        register,
        snapshot,
        file,
        model: model.id(),
        places,
        communes: CommuneMap::of(places, register),
        neighbours: store::find_neighbours(tx, file)?,
        matched: MatchedFile::default(),
    };
    let mut after = i64::MIN;
    loop {
        let rows = store::list_file_rows(tx, file, after, ROWS_AT_ONCE)?;
        let Some(last) = rows.last() else { break };
        let until = last.line;
        work.part(tx, &rows, after, until)?;
        tell(work.matched.rows);
        after = until;
    }
    let entry = audit::Entry {
        verb: "matching.match_file",
        subject_kind: "sources_file",
        subject: file.to_string(),
        place: Some(place),
        why: None,
        from: None,
        to: Some(json!({ "snapshot": snapshot, "model": work.model, "matched": work.matched })),
    };
    audit::record(tx, acting, entry)?;
    Ok(work.matched)
}

struct Work<'w> {
    acting: &'w Acting,
    matcher: Matcher<'w>,
    register: &'w Register,
    snapshot: SnapshotId,
    file: SourceFileId,
    model: String,
    places: &'w Places,
    communes: CommuneMap<'w>,
    neighbours: Neighbours,
    matched: MatchedFile,
}

impl Work<'_> {
    /// The rows after the line `after` up to `until`.
    fn part(&mut self, tx: &mut Tx<'_>, rows: &[FileRow], after: i64, until: i64) -> Result<(), Refusal> {
        let keeps = |row: &FileRow| row.is_kept(self.snapshot, &self.model);
        let asked: Vec<&FileRow> = rows.iter().filter(|row| !keeps(row)).collect();
        let list: Vec<ListRow> = asked.iter().map(|row| list_row(row, self.places, &mut self.communes)).collect();
        let threads = thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let findings = self.matcher.find_all(&list, threads);
        if asked.iter().any(|row| row.decided.is_some()) {
            store::delete_candidates(tx, self.file, (after, until), self.snapshot, &self.model)?;
        }
        let twins = if self.neighbours.earlier {
            store::list_decided_twins(tx, self.file, (after, until))?
        } else {
            HashMap::new()
        };
        let decided = asked.iter().zip(&findings).map(|(row, finding)| self.decide(row, finding, twins.get(&row.line)));
        let decided: Vec<(&FileRow, Vec<Decided>)> = asked.iter().copied().zip(decided).collect();
        self.count(rows.len(), &decided);
        audit::record_all(tx, self.acting, decided.iter().filter_map(|(row, decided)| told(self.file, row, decided)))?;
        let each = decided.into_iter().flat_map(|(row, all)| all.into_iter().map(|decided| (row.line, decided)));
        store::insert_decisions(tx, self.file, each)?;
        let lines = asked.iter().map(|row| row.line);
        store::insert_candidates(tx, self.file, lines.zip(&findings), self.register)?;
        if self.neighbours.earlier {
            store::supersede_earlier(tx, self.file, (after, until))?;
        }
        if self.neighbours.later {
            store::supersede_by_later(tx, self.file, (after, until))?;
        }
        Ok(())
    }

    /// What the rules say of a row, and after it what an officer said of it before.
    fn decide(&self, row: &FileRow, finding: &Finding, twin: Option<&Twin>) -> Vec<Decided> {
        let (by, at) = (self.acting.staff, self.acting.now);
        let made = Made { decision_no: row.next_decision_no(), snapshot: self.snapshot, model: &self.model, by, at };
        let mut ruled = Decided::by_rules(finding, self.register, made);
        let carried = twin.and_then(|twin| carry(&mut ruled, twin, finding, self.register));
        std::iter::once(ruled).chain(carried).collect()
    }

    fn count(&mut self, rows: usize, decided: &[(&FileRow, Vec<Decided>)]) {
        let matched = &mut self.matched;
        matched.rows += rows as u64;
        matched.kept += (rows - decided.len()) as u64;
        for holds in decided.iter().filter_map(|(_, decided)| decided.last()) {
            let state = match holds.outcome {
                Outcome::Verified => &mut matched.verified,
                Outcome::Mismatch => &mut matched.mismatch,
                Outcome::NotFound => &mut matched.not_found,
                Outcome::Pending | Outcome::NotSent => &mut matched.pending,
            };
            *state += 1;
            matched.no_card += u64::from(holds.no_card);
            matched.dead += u64::from(holds.dead);
            matched.carried += u64::from(holds.is_carried());
        }
    }
}

/// The trail's record of a decision that was carried over, as of one that an officer makes.
fn told(file: SourceFileId, row: &FileRow, decided: &[Decided]) -> Option<audit::Entry> {
    let [ruled, carried] = decided else { return None };
    let origin = carried.origin?;
    let subject = RowRef { file, line: row.line };
    let from = json!({ "file": origin.row.file, "line": origin.row.line, "by": origin.by, "at": origin.at });
    let mut to = told_decision(carried);
    to["carried_from"] = from;
    Some(audit::Entry {
        verb: "matching.carry",
        subject_kind: "sources_row",
        subject: format!("{}/{}", subject.file, subject.line),
        place: Some(row.place),
        why: carried.why.clone(),
        from: Some(told_decision(ruled)),
        to: Some(to),
    })
}

/// A stored row as matching takes it. Its commune is of the tree of the file's day, which need not be the register's.
pub(crate) fn list_row(row: &FileRow, places: &Places, communes: &mut CommuneMap<'_>) -> ListRow {
    let (full_name, other_name) = split_name(&row.full_name).unwrap_or_else(|| (row.full_name.clone(), None));
    let code = |level| places.at_level(row.place, level).map(|unit| unit.code.clone()).unwrap_or_default();
    ListRow {
        full_name,
        other_name: other_name.unwrap_or_default(),
        birth: row.birth,
        sex: row.sex,
        number: row.citizen_id.map_or(ListNumber::None, ListNumber::Citizen),
        old_id: row.old_id,
        old_repaired: false,
        province: code(Level::Province),
        commune: if communes.is_usable() { String::new() } else { code(Level::Commune) },
        village: row.hamlet.clone(),
        communes: communes.of_place(row.place),
    }
}
