//! Rows about which the population database is asked, and answers.

use crate::{
    Refusal,
    commune_map::CommuneMap,
    decision::{Decided, Made, RowRef},
    judge::Finding,
    match_file::list_row,
    matcher::Matcher,
    model::MODEL,
    outcome::{Outcome, Rule},
    register::{Register, Snapshot},
    store::{self, Late},
};
use db::Tx;
use jiff::{Timestamp, civil::Date};
use kernel::{SnapshotId, SourceFileId};
use office::{Acting, Action, audit, places::Places};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// A row, and the people its answer names as a register of their own.
pub struct AnsweredRow {
    /// Which row.
    pub row: RowRef,
    /// Those named, and nobody else.
    pub register: Register,
    /// When it was asked about.
    pub asked_at: Timestamp,
    /// Whether the row says something else by now than what was asked about.
    pub is_changed: bool,
}

/// Which service answered, on which day: what stands in a decision instead of a local register.
#[derive(Clone, Copy, Debug)]
pub struct ServiceDay<'a> {
    /// The service's name.
    pub name: &'a str,
    /// The day of the answers.
    pub day: Date,
}

/// What became of an answered row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnsweredAs {
    /// It was decided.
    Decided(Outcome),
    /// An officer had decided, or the row was matched since it was asked about; that stays, the answer is evidence.
    Kept,
    /// The row says something else by now; the answer is evidence.
    Changed,
}

/// Rows that were never decided on wait for the population database from now on.
pub fn mark_asked(tx: &mut Tx<'_>, acting: &Acting, rows: &[RowRef]) -> Result<(), Refusal> {
    acting.must(Action::ExchangePopulation)?;
    let mut by_file: BTreeMap<SourceFileId, Vec<i64>> = BTreeMap::new();
    for row in rows {
        by_file.entry(row.file).or_default().push(row.line);
    }
    for (file, lines) in by_file {
        store::lock_decisions(tx, file)?;
        let mut asked = Vec::new();
        for line in lines {
            let found = store::find_file_row(tx, RowRef { file, line })?;
            // What somebody has found out in the meantime is not made unknown.
            if found.is_some_and(|row| row.decided.is_none() && acting.scope.covers(row.place)) {
                asked.push((line, waits(acting)));
            }
        }
        store::insert_decisions(tx, file, asked)?;
    }
    Ok(())
}

/// Waiting for the answer: the first decision on a row.
fn waits(acting: &Acting) -> Decided {
    Decided {
        decision_no: 1,
        outcome: Outcome::Pending,
        rule: Rule::Asked,
        pid: None,
        score: None,
        reasons: Vec::new(),
        mismatched: Vec::new(),
        no_card: false,
        dead: false,
        died_on: None,
        snapshot: None,
        model: MODEL.id(),
        decided_by: acting.staff,
        decided_at: acting.now,
        why: None,
        origin: None,
    }
}

/// Decides on rows by what the population database answered, by the rules that hold for a local register. An answer is as
/// old as its question: what was decided since, by an officer or by a register, stays, and so does a row that was
/// corrected; the answer is kept beside it. A row that is not there, or not in the area, is not among what comes back.
pub fn decide_answered(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    service: ServiceDay<'_>,
    rows: &[AnsweredRow],
) -> Result<Vec<(RowRef, AnsweredAs)>, Refusal> {
    acting.must(Action::ExchangePopulation)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let snapshot = know_service(tx, acting, service)?;
    let mut became = Vec::new();
    let mut ordered: Vec<&AnsweredRow> = rows.iter().collect();
    ordered.sort_by_key(|answered| answered.row);
    for part in ordered.chunk_by(|one, next| one.row.file == next.row.file) {
        store::lock_decisions(tx, part[0].row.file)?;
        for AnsweredRow { row, register, asked_at, is_changed } in part {
            let found = store::find_file_row(tx, *row)?.filter(|found| acting.scope.covers(found.place));
            let Some(found) = found else { continue };
            let mut communes = CommuneMap::of(places, register);
            let finding = Matcher::new(register).find(&list_row(&found, places, &mut communes));
            if *is_changed || found.is_decided_since(*asked_at) {
                let late = Late { asked_at: *asked_at, snapshot, is_changed: *is_changed };
                store::insert_late_answer(tx, acting, *row, late, &finding, register)?;
                became.push((*row, if *is_changed { AnsweredAs::Changed } else { AnsweredAs::Kept }));
                continue;
            }
            let (decision_no, model) = (found.next_decision_no(), MODEL.id());
            let made = Made { decision_no, snapshot, model: &model, by: acting.staff, at: acting.now };
            write(tx, *row, &finding, register, made)?;
            became.push((*row, AnsweredAs::Decided(finding.outcome)));
        }
    }
    record(tx, acting, service, snapshot, &became)?;
    Ok(became)
}

fn write(tx: &mut Tx<'_>, row: RowRef, finding: &Finding, register: &Register, made: Made<'_>) -> Result<(), Refusal> {
    store::delete_candidates_of(tx, row)?;
    store::insert_decisions(tx, row.file, [(row.line, Decided::by_rules(finding, register, made))])?;
    store::insert_candidates(tx, row.file, std::iter::once((row.line, finding)), register)?;
    Ok(())
}

fn record(
    tx: &mut Tx<'_>,
    acting: &Acting,
    service: ServiceDay<'_>,
    snapshot: SnapshotId,
    became: &[(RowRef, AnsweredAs)],
) -> Result<(), Refusal> {
    let mut states: BTreeMap<&str, u64> = BTreeMap::new();
    for (_, became) in became {
        let state = match became {
            AnsweredAs::Decided(outcome) => outcome.key(),
            AnsweredAs::Kept => "kept",
            AnsweredAs::Changed => "changed",
        };
        *states.entry(state).or_default() += 1;
    }
    let entry = audit::Entry {
        verb: "matching.decide_answered",
        subject_kind: "matching_snapshot",
        subject: snapshot.to_string(),
        place: acting.place,
        why: None,
        from: None,
        to: Some(json!({ "service": service.name, "model": MODEL.id(), "states": states })),
    };
    Ok(audit::record(tx, acting, entry)?)
}

/// The service as one more register that was asked: one a day, of nobody knows how many people.
fn know_service(tx: &mut Tx<'_>, acting: &Acting, service: ServiceDay<'_>) -> Result<SnapshotId, Refusal> {
    let digest: [u8; 32] = Sha256::digest(format!("service\n{}\n{}", service.name, service.day)).into();
    tx.lock("matching_snapshot")?;
    if let Some(known) = store::find_snapshot(tx, &digest)? {
        return Ok(known);
    }
    let id: SnapshotId = acting.new_id();
    let snapshot = Snapshot { name: service.name.to_owned(), taken_on: Some(service.day) };
    store::insert_snapshot(tx, id, &snapshot, (&digest, 0), acting.now)?;
    Ok(id)
}
