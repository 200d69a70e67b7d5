//! Rows of a file become persons and entitlements: in sets, and only what changed.

use crate::{
    Amounts, EventKind, Refusal,
    enrol_row::{Enrolment, EnrolmentKind, Known, enrol_row},
    exception::{held_because, withdraw_lesser},
    household::settle_households,
    same_person::find_second_records,
    store::{self, Linked, RowFacts},
};
use db::Tx;
use kernel::{Month, SourceFileId};
use matching::Outcome;
use office::{
    Acting, Action,
    audit::{self, Entry},
};
use serde_json::json;
use std::collections::HashMap;

/// Rows worked on at once.
const ROWS_AT_ONCE: i64 = 20_000;
/// Held by whoever enrols, so that a number is claimed once.
pub(crate) const ENROL_LOCK: &str = "registry.enrol";

/// What came of enrolling a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Enrolled {
    /// Rows looked at.
    pub rows: i64,
    /// New persons.
    pub persons: i64,
    /// Entitlements added to persons of the registry.
    pub joined: i64,
    /// Rows that say something else than before.
    pub changed: i64,
    /// Rows that say what they said.
    pub unchanged: i64,
    /// Contradictions found.
    pub exceptions: i64,
    /// Entitlements held because of them.
    pub held: i64,
    /// Corrections proposed, of what the population register says.
    #[serde(default)]
    pub proposed: i64,
}

impl Enrolled {
    /// With what came of another file.
    #[must_use]
    pub fn plus(self, other: Enrolled) -> Enrolled {
        Enrolled {
            rows: self.rows + other.rows,
            persons: self.persons + other.persons,
            joined: self.joined + other.joined,
            changed: self.changed + other.changed,
            unchanged: self.unchanged + other.unchanged,
            exceptions: self.exceptions + other.exceptions,
            held: self.held + other.held,
            proposed: self.proposed + other.proposed,
        }
    }
}

/// Enrols the rows of a file that lie in the area of whoever acts, each by the newest decision about it; a row nobody
/// decided about was not sent. Doing it again changes only what changed since.
pub fn enrol_file(tx: &mut Tx<'_>, acting: &Acting, file: SourceFileId) -> Result<Enrolled, Refusal> {
    acting.must(Action::ImportSource).or_else(|_| acting.must(Action::DecideMatch))?;
    let visible = acting.scope.condition("r.place");
    if !store::has_rows(tx, &visible, file)? {
        return Err(Refusal::NotFound { what: "source file" });
    }
    tx.lock(ENROL_LOCK)?;
    let amounts = Amounts::on(tx, acting.today())?;
    let renamed = store::list_renamed(tx, &visible, file)?;
    let (mut known, mut enrolled, mut after) = (Known::default(), Enrolled::default(), 0);
    loop {
        let rows = store::list_enrollable(tx, &visible, file, after, ROWS_AT_ONCE)?;
        let Some((last, _)) = rows.last() else { break };
        let until = last.line;
        learn(tx, acting, &mut known, file, (after, until))?;
        learn_adjusted(tx, &mut known, rows.iter().filter_map(|(_, link)| link.as_ref()).chain(renamed.values()))?;
        enrolled.rows += i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let enrolments = decide(acting, &amounts, &mut known, rows, &renamed);
        write(tx, acting, file, &enrolments, &mut enrolled)?;
        after = until;
    }
    let (second, withdrawn) = find_second_records(tx, acting, file)?;
    enrolled.exceptions += second - withdrawn;
    enrolled.held += second;
    settle_households(tx, acting, file)?;
    enrolled.unchanged = enrolled.rows - enrolled.persons - enrolled.joined - enrolled.changed;
    audit::record(tx, acting, entry(acting, file, enrolled))?;
    Ok(enrolled)
}

/// What the database knows of the persons these rows may belong to.
pub(crate) fn learn(
    tx: &mut Tx<'_>,
    acting: &Acting,
    known: &mut Known,
    file: SourceFileId,
    lines: (i64, i64),
) -> Result<(), Refusal> {
    for (pid, person) in store::list_pid_claims(tx, file, lines)? {
        known.by_pid.insert(pid, person);
    }
    for (number, person) in store::list_number_claims(tx, file, lines)? {
        known.by_number.insert(number, person);
    }
    known.taken_back.extend(store::list_taken_back(tx, file, lines)?);
    for (person, correction) in store::list_corrections(tx, file, lines)? {
        known.corrected.entry(person).or_default().push(correction);
    }
    let month = Month::of(acting.today()).map_err(|_| Refusal::Corrupt { what: "day" })?;
    for entitled in store::list_entitled(tx, file, lines, month)? {
        known.learn(entitled);
    }
    Ok(())
}

/// What stood before the adjustments that these rows' entitlements rest on.
fn learn_adjusted<'a>(
    tx: &mut Tx<'_>,
    known: &mut Known,
    links: impl Iterator<Item = &'a Linked>,
) -> Result<(), Refusal> {
    for link in links.filter(|link| link.adjusted.is_some()) {
        let (person, source) = (link.person, link.source);
        known.until_adjusted.insert((person, source), store::list_until_adjusted(tx, person, source)?);
    }
    Ok(())
}

fn decide(
    acting: &Acting,
    amounts: &Amounts,
    known: &mut Known,
    rows: Vec<(RowFacts, Option<Linked>)>,
    renamed: &HashMap<i64, Linked>,
) -> Vec<Enrolment> {
    let mut enrolments = Vec::with_capacity(rows.len());
    for (facts, link) in rows {
        let link = link.or_else(|| renamed.get(&facts.line).cloned());
        enrolments.extend(enrol_row(acting, amounts, known, facts, link));
    }
    enrolments
}

pub(crate) fn write(
    tx: &mut Tx<'_>,
    acting: &Acting,
    file: SourceFileId,
    enrolments: &[Enrolment],
    enrolled: &mut Enrolled,
) -> Result<(), Refusal> {
    let of = |kind: fn(&EnrolmentKind) -> bool| enrolments.iter().filter(move |one| kind(&one.kind));
    let is_new = |kind: &EnrolmentKind| *kind == EnrolmentKind::NewPerson;
    let is_changed = |kind: &EnrolmentKind| matches!(kind, EnrolmentKind::Changed { .. });
    let persons: Vec<&Enrolment> = of(is_new).collect();
    let changed: Vec<&Enrolment> = of(is_changed).collect();
    let added: Vec<&Enrolment> = of(|kind| !matches!(kind, EnrolmentKind::Changed { .. })).collect();
    enrolled.persons += store::insert_persons(tx, acting, &persons)?;
    store::insert_entitlements(tx, file, &added)?;
    store::insert_links(tx, file, &added)?;
    enrolled.joined += i64::try_from(added.len() - persons.len()).unwrap_or(0);
    enrolled.changed += store::apply_changes(tx, acting, file, &changed)?;
    store::insert_claims(tx, enrolments)?;
    store::insert_enrolment_events(tx, acting, enrolments)?;
    let found = store::insert_exceptions(tx, acting, file, enrolments)?;
    enrolled.exceptions += i64::try_from(found.len()).unwrap_or(i64::MAX);
    // Nothing is paid twice meanwhile: the record that came second waits until somebody has solved it.
    for (kind, one, other) in found {
        enrolled.exceptions -= withdraw_lesser(tx, acting, kind, (one.person, other))?;
        let told = json!({ "kind": kind.key() });
        store::insert_event(tx, acting, one.person, EventKind::ExceptionFound, None, None, Some(&told))?;
        if let Some(reason) = held_because(kind) {
            enrolled.held += store::insert_enrolment_holds(tx, acting, reason, &[one])?;
            let told = json!({ "reason": reason.key(), "from_month": one.from_month });
            store::insert_event(tx, acting, one.person, EventKind::Held, None, None, Some(&told))?;
        }
    }
    enrolments.iter().filter(|one| one.reopens).try_for_each(|one| reopen(tx, acting, one))
}

/// Whoever was verified by what an officer took back is nobody's any more, unless another row says the same by itself.
fn reopen(tx: &mut Tx<'_>, acting: &Acting, one: &Enrolment) -> Result<(), Refusal> {
    let (Some(person), false) =
        (store::find_person(tx, one.person)?, store::is_verified_elsewhere(tx, one.person, &one.facts)?)
    else {
        return Ok(());
    };
    store::set_state(tx, acting, person.id, (Outcome::NotSent, None, person.no_card))?;
    if let Some(pid) = &person.pid {
        store::delete_claim(tx, "pid", pid, person.id)?;
    }
    let (before, after) = (json!({ "state": person.state.key() }), json!({ "state": Outcome::NotSent.key() }));
    Ok(store::insert_event(tx, acting, person.id, EventKind::State, None, Some(&before), Some(&after))?)
}

fn entry(acting: &Acting, file: SourceFileId, enrolled: Enrolled) -> Entry {
    Entry {
        verb: "registry.enrol",
        subject_kind: "source_file",
        subject: file.to_string(),
        place: acting.place,
        why: None,
        from: None,
        to: Some(json!(enrolled)),
    }
}
