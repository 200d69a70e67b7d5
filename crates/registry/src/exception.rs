//! Two records that contradict each other: shown, until an officer says how it is.

use crate::{
    EndedBy, Entitlement, EntitlementState, EventKind, Hold, HoldReason, NewHold, Refusal,
    entitlement::{parts_of, stand_together},
    load_person::find_person,
    refusal::check_text,
    store,
};
use db::Tx;
use jiff::Timestamp;
use kernel::{EntitlementId, ExceptionId, Month, PersonId, SourceFileId, StaffId};
use office::{
    Acting, Action, Scope,
    audit::{self, Entry},
};
use serde_json::json;
use std::collections::BTreeMap;

kernel::keyed! {
    /// What contradicts what.
    pub enum ExceptionKind {
        /// The citizen number of a row is held by another person.
        NumberClaimed = "number_claimed",
        /// Two persons of the registry are one person of the population register.
        SamePerson = "same_person",
        /// A second entitlement in a programme that gives one.
        TwiceInProgramme = "twice_in_programme",
        /// One person on the lists of two communes.
        TwoCommunes = "two_communes",
        /// Two records that are linked to nobody and tell of somebody alike.
        Alike = "alike",
        /// Người có công missing from their module: the province is asked (R10).
        NotInModule = "not_in_module",
    }
}

kernel::keyed! {
    /// How a contradiction was solved.
    pub enum Solution {
        /// Both records stand: what was held is released.
        BothStand = "both_stand",
        /// The record that came second was not to be: nothing is paid by it any more.
        SecondEnds = "second_ends",
        /// Of one person's two records the second is kept: the first gives nothing any more of what both give.
        FirstEnds = "first_ends",
        /// It was put right elsewhere; what is held stays held.
        Elsewhere = "elsewhere",
    }
}

impl ExceptionKind {
    /// How a contradiction of this kind can be solved.
    pub const fn solutions(self) -> &'static [Solution] {
        match self {
            ExceptionKind::NotInModule => &[Solution::BothStand, Solution::SecondEnds],
            ExceptionKind::TwiceInProgramme | ExceptionKind::TwoCommunes => {
                &[Solution::BothStand, Solution::SecondEnds, Solution::Elsewhere]
            }
            ExceptionKind::NumberClaimed | ExceptionKind::SamePerson | ExceptionKind::Alike => Solution::ALL,
        }
    }
}

/// A contradiction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Its id.
    pub id: ExceptionId,
    /// What contradicts what.
    pub kind: ExceptionKind,
    /// Whose row brought it.
    pub person: PersonId,
    /// The other person; the same one where both records are theirs.
    pub other: PersonId,
    /// The entitlement the row brought: of two records, the second.
    pub entitlement: EntitlementId,
    /// The commune of the row.
    pub place: i64,
    /// The file of the row.
    pub file: SourceFileId,
    /// Its line.
    pub line: i64,
    /// When it was found.
    pub found_at: Timestamp,
}

/// How many contradictions a workbook takes.
pub const EXCEPTIONS_EXPORTED_MAX: usize = 5_000;

/// Contradictions of the scope that nobody has solved, of one kind where it is named, the oldest first; at most `limit`.
pub fn list_exceptions(
    tx: &mut Tx<'_>,
    scope: &Scope,
    kind: Option<ExceptionKind>,
    limit: usize,
) -> Result<Vec<Exception>, Refusal> {
    list_exceptions_after(tx, scope, kind, None, limit)
}

/// Those behind a place of that list.
pub fn list_exceptions_after(
    tx: &mut Tx<'_>,
    scope: &Scope,
    kind: Option<ExceptionKind>,
    after: Option<(Timestamp, ExceptionId)>,
    limit: usize,
) -> Result<Vec<Exception>, Refusal> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(store::list_exceptions(tx, &scope.condition("place"), kind, after, limit)?)
}

/// How many of each kind nobody has solved; kinds of which there is none are not among them.
pub fn count_exceptions(tx: &mut Tx<'_>, scope: &Scope) -> Result<BTreeMap<ExceptionKind, i64>, Refusal> {
    Ok(store::count_exceptions_by_kind(tx, &scope.condition("place"))?)
}

/// A contradiction of the scope that nobody has solved.
pub fn find_exception(tx: &mut Tx<'_>, scope: &Scope, id: ExceptionId) -> Result<Option<Exception>, Refusal> {
    Ok(store::find_exception(tx, &scope.condition("place"), id)?)
}

/// How a contradiction of the scope was solved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solved {
    /// Whose record.
    pub person: PersonId,
    /// By whom.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// What it was.
    pub kind: ExceptionKind,
    /// How.
    pub solution: Solution,
    /// Why.
    pub why: String,
}

/// How somebody solved a contradiction of the scope before; nothing for one that waits.
pub fn find_solved(tx: &mut Tx<'_>, scope: &Scope, id: ExceptionId) -> Result<Option<Solved>, Refusal> {
    Ok(store::find_solved(tx, &scope.condition("place"), id)?)
}

/// The contradictions of one kind to be written down, the look recorded.
pub fn export_exceptions(tx: &mut Tx<'_>, acting: &Acting, kind: ExceptionKind) -> Result<Vec<Exception>, Refusal> {
    acting.must(Action::CorrectPerson)?;
    let found = list_exceptions(tx, &acting.scope, Some(kind), EXCEPTIONS_EXPORTED_MAX)?;
    let entry = Entry {
        verb: "registry.export_work",
        subject_kind: "worklist",
        subject: kind.key().to_owned(),
        place: acting.place,
        why: None,
        from: None,
        to: Some(json!({ "rows": found.len() })),
    };
    audit::record_view(tx, acting, entry)?;
    Ok(found)
}

/// What waits for an officer's decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenWork {
    /// Contradictions.
    pub exceptions: i64,
    /// Corrections somebody else asked for.
    pub changes: i64,
}

/// What waits is counted up to here: the count is asked for on every start page.
pub const OPEN_COUNTED_MAX: i64 = 10_000;

/// What waits in the officer's area, each up to `OPEN_COUNTED_MAX`. Whoever asked for a correction does not approve it.
pub fn count_open(tx: &mut Tx<'_>, acting: &Acting) -> Result<OpenWork, Refusal> {
    Ok(OpenWork {
        exceptions: store::count_exceptions(tx, &acting.scope.condition("place"), OPEN_COUNTED_MAX)?,
        changes: store::count_changes(tx, &acting.scope.condition("p.place"), acting.staff, OPEN_COUNTED_MAX)?,
    })
}

/// Says how a contradiction was solved, and does it: what was held because of it is released, or the second record ends.
pub fn solve_exception(
    tx: &mut Tx<'_>,
    acting: &Acting,
    id: ExceptionId,
    solution: Solution,
    why: &str,
) -> Result<(), Refusal> {
    acting.must(Action::CorrectPerson)?;
    check_text("why", why)?;
    let place = store::find_exception_place(tx, id)?.filter(|place| acting.scope.covers(*place));
    let place = place.ok_or(Refusal::NotFound { what: "exception" })?;
    let found = store::find_exception(tx, &acting.scope.condition("place"), id)?.ok_or(Refusal::Decided)?;
    if !found.kind.solutions().contains(&solution) {
        return Err(Refusal::Value { field: "solution" });
    }
    if store::solve_exception(tx, acting, id, solution, why)? == 0 {
        return Err(Refusal::Decided);
    }
    match solution {
        Solution::BothStand => release(tx, acting, &found, why)?,
        Solution::SecondEnds => end_second(tx, acting, &found)?,
        Solution::FirstEnds => {
            end_first(tx, acting, &found)?;
            release(tx, acting, &found, why)?;
            hold_this_month(tx, acting, &found, why)?;
        }
        Solution::Elsewhere => {}
    }
    if found.kind == ExceptionKind::NumberClaimed {
        claim_if_free(tx, found.person)?;
    }
    let told = json!({ "exception": id, "kind": found.kind.key(), "solution": solution.key() });
    let why_told = Some(why);
    store::insert_event(tx, acting, found.person, EventKind::ExceptionSolved, why_told, None, Some(&told))?;
    if found.other != found.person {
        store::insert_event(tx, acting, found.other, EventKind::ExceptionSolved, why_told, None, Some(&told))?;
    }
    let entry = Entry {
        verb: "registry.solve_exception",
        subject_kind: "exception",
        subject: id.to_string(),
        place: Some(place),
        why: Some(why.to_owned()),
        from: None,
        to: Some(told),
    };
    Ok(audit::record(tx, acting, entry)?)
}

/// Whoever's number another record had takes it where that record was put right: nobody else can take it any more.
fn claim_if_free(tx: &mut Tx<'_>, person: PersonId) -> Result<(), Refusal> {
    let number = store::find_person(tx, person)?.and_then(|person| person.citizen_id);
    match number {
        Some(number) if store::find_claim(tx, "citizen_id", number.as_str())?.is_none() => {
            Ok(store::insert_claim(tx, "citizen_id", number.as_str(), person)?)
        }
        _ => Ok(()),
    }
}

/// What this contradiction held. What another one holds of the same record stays held.
fn release(tx: &mut Tx<'_>, acting: &Acting, solved: &Exception, why: &str) -> Result<(), Refusal> {
    let Some(reason) = held_because(solved.kind) else { return Ok(()) };
    let parts = parts_of(solved.entitlement, &store::list_follows(tx, solved.person)?);
    let is_of = |hold: &Hold| hold.entitlement.is_some_and(|one| parts.contains(&one));
    for hold in store::list_holds(tx, solved.person)? {
        if is_of(&hold) && hold.reason == reason && hold.released_at.is_none() {
            store::release_hold(tx, acting, solved.person, hold.id, why)?;
        }
    }
    Ok(())
}

/// A contradiction is put on the worklist and on the timelines of both; what it holds is the caller's. Of two records it
/// is told once: what says less of them is told no more. Answers how many of that were found by this very operation.
pub(crate) fn tell(tx: &mut Tx<'_>, acting: &Acting, found: &Exception) -> Result<i64, Refusal> {
    let withdrawn = withdraw_lesser(tx, acting, found.kind, (found.person, found.other))?;
    store::insert_exception(tx, found)?;
    let told = json!({ "exception": found.id, "kind": found.kind.key() });
    for person in [found.person, found.other] {
        store::insert_event(tx, acting, person, EventKind::ExceptionFound, None, None, Some(&told))?;
    }
    Ok(withdrawn)
}

/// That two records have one number, or look alike, is no question of its own once they are said to be one person.
pub(crate) fn withdraw_lesser(
    tx: &mut Tx<'_>,
    acting: &Acting,
    kind: ExceptionKind,
    pair: (PersonId, PersonId),
) -> Result<i64, Refusal> {
    let lesser: &[ExceptionKind] = match kind {
        ExceptionKind::SamePerson => &[ExceptionKind::NumberClaimed, ExceptionKind::Alike],
        ExceptionKind::NumberClaimed => &[ExceptionKind::Alike],
        ExceptionKind::TwiceInProgramme
        | ExceptionKind::TwoCommunes
        | ExceptionKind::Alike
        | ExceptionKind::NotInModule => &[],
    };
    let mut withdrawn = 0;
    for lesser in lesser {
        let found = store::delete_open_exceptions(tx, *lesser, pair)?;
        withdrawn += found.iter().map(|at| i64::from(*at == acting.now)).sum::<i64>();
    }
    Ok(withdrawn)
}

/// The reason under which the record that came second is held.
pub(crate) fn held_because(kind: ExceptionKind) -> Option<HoldReason> {
    match kind {
        ExceptionKind::TwiceInProgramme => Some(HoldReason::TwiceInProgramme),
        ExceptionKind::TwoCommunes => Some(HoldReason::TwoCommunes),
        ExceptionKind::SamePerson => Some(HoldReason::SamePerson),
        ExceptionKind::NotInModule => Some(HoldReason::AwaitsProvince),
        // What is only alike is held by nobody: most of the two are two people.
        ExceptionKind::NumberClaimed | ExceptionKind::Alike => None,
    }
}

/// Of two records that give the same one goes on: where the first was ended by another solution, the second is not.
fn must_go_on(tx: &mut Tx<'_>, solved: &Exception, held: &[Entitlement], this: Month) -> Result<(), Refusal> {
    let next = this.next().map_err(|_| Refusal::Corrupt { what: "day" })?;
    let ends = held.iter().find(|one| one.id == solved.entitlement);
    let first = store::list_entitlements(tx, solved.other)?;
    let is_same = |one: &&Entitlement| {
        ends.is_some_and(|ends| !stand_together((one.source, &one.category), (ends.source, &ends.category)))
    };
    let was_ended = |one: &Entitlement| one.ended_by == Some(EndedBy::Duplicate) && !one.reaches(next);
    let same: Vec<&Entitlement> = first.iter().filter(is_same).collect();
    if !same.is_empty() && same.iter().all(|one| was_ended(one)) {
        return Err(Refusal::Value { field: "solution" });
    }
    Ok(())
}

/// This month the first record is paid, as its list says that may have left the house; the second begins with the next.
fn hold_this_month(tx: &mut Tx<'_>, acting: &Acting, solved: &Exception, why: &str) -> Result<(), Refusal> {
    let Some(reason) = held_because(solved.kind) else { return Ok(()) };
    let this = Month::of(acting.today()).map_err(|_| Refusal::Corrupt { what: "day" })?;
    for entitlement in parts_of(solved.entitlement, &store::list_follows(tx, solved.person)?) {
        let new = NewHold {
            person: solved.person,
            entitlement: Some(entitlement),
            reason,
            why: why.to_owned(),
            from_month: this,
            until_month: Some(this),
        };
        store::insert_hold(tx, acting, acting.new_id(), &new)?;
    }
    Ok(())
}

/// Of two records of one person the second is kept: the first gives nothing after this month of what cannot be received
/// beside the second. What it gives by another programme goes on.
fn end_first(tx: &mut Tx<'_>, acting: &Acting, solved: &Exception) -> Result<(), Refusal> {
    let first = find_person(tx, &acting.scope, solved.other)?;
    let kept = store::list_entitlements(tx, solved.person)?.into_iter().find(|one| one.id == solved.entitlement);
    let kept = kept.ok_or(Refusal::Corrupt { what: "entitlement" })?;
    let this = Month::of(acting.today()).map_err(|_| Refusal::Corrupt { what: "day" })?;
    if !kept.reaches(this) {
        // Nobody is left without anything because a record was kept that gives nothing.
        return Err(Refusal::Value { field: "solution" });
    }
    let next = this.next().map_err(|_| Refusal::Corrupt { what: "day" })?;
    let is_one = |one: &Entitlement| !stand_together((one.source, &one.category), (kept.source, &kept.category));
    let mut ended = 0;
    for one in store::list_entitlements(tx, first.id)?.iter().filter(|one| one.reaches(this) && is_one(one)) {
        end(tx, first.id, one, next, EndedBy::Duplicate)?;
        ended += 1;
    }
    if ended == 0 {
        return Err(Refusal::NoChange);
    }
    Ok(store::touch_person(tx, acting, first.id)?)
}

/// Nothing is given by it from that month on.
fn end(tx: &mut Tx<'_>, person: PersonId, one: &Entitlement, from: Month, by: EndedBy) -> Result<(), Refusal> {
    let last = from.previous().ok().filter(|last| *last >= one.from_month);
    let last = one.until_month.filter(|until| last.is_some_and(|last| *until < last)).or(last);
    Ok(store::end_entitlement(tx, (person, one.id), EntitlementState::Ended, last, Some(by))?)
}

/// The second record gives nothing from this month on, in none of its parts; what it gave before stays told.
fn end_second(tx: &mut Tx<'_>, acting: &Acting, solved: &Exception) -> Result<(), Refusal> {
    let parts = parts_of(solved.entitlement, &store::list_follows(tx, solved.person)?);
    let held = store::list_entitlements(tx, solved.person)?;
    if !held.iter().any(|one| one.id == solved.entitlement) {
        return Err(Refusal::Corrupt { what: "entitlement" });
    }
    let this = Month::of(acting.today()).map_err(|_| Refusal::Corrupt { what: "day" })?;
    if solved.other != solved.person {
        must_go_on(tx, solved, &held, this)?;
    }
    let by = match solved.kind {
        ExceptionKind::NotInModule => EndedBy::NotEntitled,
        _ => EndedBy::Duplicate,
    };
    // What was taken back gave nothing and stays told as it is.
    let ends = |one: &&Entitlement| parts.contains(&one.id) && one.state == EntitlementState::Active;
    for one in held.iter().filter(ends) {
        end(tx, solved.person, one, this, by)?;
    }
    Ok(store::touch_person(tx, acting, solved.person)?)
}
