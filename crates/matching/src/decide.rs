//! A named officer decides on a row.

use crate::{
    Refusal,
    decision::{Decided, ReviewedRow, RowRef, StoredCandidate},
    level::Field,
    outcome::{Outcome, Rule},
    reason::Reason,
    store,
};
use db::Tx;
use office::{Acting, Action, audit};
use serde_json::{Value, json};

/// What an officer decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The row is this candidate.
    Confirm(String),
    /// The row is none of the candidates.
    Reject,
    /// The commune is asked before anybody decides.
    AskCommune,
}

/// Decides on a row, naming the decision that was seen.
///
/// A confirmed row is verified if old number, name and date agree, or number and name with at most one difference in
/// date or sex. With weaker evidence the row belongs to the person from then on, but stays a mismatch until its data
/// are corrected: nobody is paid on likeness.
pub fn decide(
    tx: &mut Tx<'_>,
    acting: &Acting,
    row: RowRef,
    seen: i64,
    decision: &Decision,
    why: Option<&str>,
) -> Result<Decided, Refusal> {
    let (reviewed, holds) = must_see(tx, acting, row, seen)?;
    if holds.outcome == Outcome::Verified {
        return Err(Refusal::Settled { outcome: holds.outcome });
    }
    let mut decided = Decided {
        decision_no: holds.decision_no + 1,
        decided_by: acting.staff,
        decided_at: acting.now,
        why: why.map(str::to_owned),
        origin: None,
        ..holds.clone()
    };
    match decision {
        Decision::Confirm(pid) => confirm(tx, row, pid, &mut decided)?,
        Decision::Reject => reject(&mut decided),
        Decision::AskCommune => (decided.outcome, decided.rule) = (Outcome::Pending, Rule::CommuneAsked),
    }
    append(tx, acting, "matching.decide", &reviewed, &holds, &decided)?;
    Ok(decided)
}

/// Takes an officer's decision back: what the rules had said last holds again.
pub fn undo(tx: &mut Tx<'_>, acting: &Acting, row: RowRef, seen: i64, why: Option<&str>) -> Result<Decided, Refusal> {
    let (reviewed, holds) = must_see(tx, acting, row, seen)?;
    if !holds.is_by_hand() {
        return Err(Refusal::NothingToUndo);
    }
    let before = store::list_decisions(tx, row)?.into_iter().rev().find(|decided| !decided.is_by_hand());
    let decided = Decided {
        decision_no: holds.decision_no + 1,
        decided_by: acting.staff,
        decided_at: acting.now,
        why: why.map(str::to_owned),
        ..before.ok_or(Refusal::NothingToUndo)?
    };
    append(tx, acting, "matching.undo", &reviewed, &holds, &decided)?;
    Ok(decided)
}

/// The row, if it is in the officer's area, and the decision that holds, if it is the one that was seen.
fn must_see(tx: &mut Tx<'_>, acting: &Acting, row: RowRef, seen: i64) -> Result<(ReviewedRow, Decided), Refusal> {
    acting.must(Action::DecideMatch)?;
    store::lock_decisions(tx, row.file)?;
    let found = store::find_row(tx, &acting.scope, row)?;
    let (reviewed, superseded_by) = found.ok_or(office::Refusal::NotFound { what: "row" })?;
    let holds = reviewed.decided.clone().ok_or(Refusal::NotSent)?;
    if let Some(by) = superseded_by {
        return Err(Refusal::Superseded { by });
    }
    if holds.decision_no == seen {
        Ok((reviewed, holds))
    } else {
        Err(Refusal::VersionMoved { seen, holds: holds.decision_no })
    }
}

fn confirm(tx: &mut Tx<'_>, row: RowRef, pid: &str, decided: &mut Decided) -> Result<(), Refusal> {
    let candidates = store::list_candidates(tx, row)?;
    let chosen = candidates.into_iter().find(|candidate| candidate.pid == pid);
    let chosen = chosen.ok_or_else(|| Refusal::NotACandidate { pid: pid.to_owned() })?;
    let differing = differing(&chosen.reasons);
    let is_proven = is_proven(&chosen.reasons);
    let StoredCandidate { pid, score, reasons, person, .. } = chosen;
    decided.outcome = if is_proven { Outcome::Verified } else { Outcome::Mismatch };
    decided.rule = Rule::Confirmed;
    (decided.pid, decided.score, decided.reasons, decided.mismatched) = (Some(pid), Some(score), reasons, differing);
    (decided.dead, decided.died_on) = (person.dead, person.died_on);
    Ok(())
}

fn reject(decided: &mut Decided) {
    (decided.outcome, decided.rule) = (Outcome::NotFound, Rule::Rejected);
    (decided.pid, decided.dead, decided.died_on) = (None, false, None);
    decided.mismatched.clear();
}

fn level(reasons: &[Reason], field: Field) -> &str {
    reasons.iter().find(|reason| reason.field == field.key()).map_or("missing", |reason| reason.level.as_str())
}

fn has_same_name(reasons: &[Reason]) -> bool {
    matches!(level(reasons, Field::FullName), "same" | "unmarked")
}

fn has_same_birth(reasons: &[Reason]) -> bool {
    matches!(level(reasons, Field::Birth), "same" | "same_new_year" | "same_year" | "year_only")
}

/// The evidence on which an officer may verify.
pub(crate) fn is_proven(reasons: &[Reason]) -> bool {
    let other_sex = level(reasons, Field::Sex) == "different";
    let by_number = level(reasons, Field::CitizenId) == "same"
        && level(reasons, Field::Birth) != "missing"
        && (has_same_birth(reasons) || !other_sex);
    let by_old_number = level(reasons, Field::OldId) == "same" && has_same_birth(reasons) && !other_sex;
    has_same_name(reasons) && (by_number || by_old_number)
}

/// The fields that have to be put right, here or in the register.
fn differing(reasons: &[Reason]) -> Vec<Field> {
    let fields = [
        (Field::CitizenId, level(reasons, Field::CitizenId) != "same"),
        (Field::FullName, !has_same_name(reasons)),
        (Field::Birth, !has_same_birth(reasons)),
        (Field::Sex, level(reasons, Field::Sex) == "different"),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
}

fn append(
    tx: &mut Tx<'_>,
    acting: &Acting,
    verb: &'static str,
    reviewed: &ReviewedRow,
    holds: &Decided,
    decided: &Decided,
) -> Result<(), Refusal> {
    let RowRef { file, line } = reviewed.row;
    store::insert_decisions(tx, file, [(line, decided.clone())])?;
    let entry = audit::Entry {
        verb,
        subject_kind: "sources_row",
        subject: format!("{file}/{line}"),
        place: Some(reviewed.place),
        why: decided.why.clone(),
        from: Some(told_decision(holds)),
        to: Some(told_decision(decided)),
    };
    Ok(audit::record(tx, acting, entry)?)
}

/// A decision as the trail tells it.
pub(crate) fn told_decision(decided: &Decided) -> Value {
    json!({
        "decision_no": decided.decision_no,
        "outcome": decided.outcome,
        "rule": decided.rule,
        "pid": decided.pid,
        "mismatched": decided.mismatched,
    })
}
