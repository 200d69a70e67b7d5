//! Saying how a contradiction was solved, and what that does to both records.

use crate::{
    EndedBy, Entitlement, EntitlementState, EventKind, Exception, ExceptionKind, Hold, NewHold, Refusal, Solution,
    claim::{claim_if_free, move_claim},
    entitlement::{parts_of, stand_together},
    exception::held_because,
    load_person::find_person,
    refusal::check_text,
    store,
};
use db::Tx;
use kernel::{EntitlementId, ExceptionId, HoldId, Month, PersonId};
use office::{
    Acting, Action, Scope,
    audit::{self, Entry},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What a solution did: kept beside it, so that it can be taken back.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Effects {
    pub(crate) ended: Vec<Ended>,
    /// Holds of the second record that were released.
    pub(crate) released: Vec<HoldId>,
    /// Holds of the second record that were placed.
    pub(crate) placed: Vec<HoldId>,
    pub(crate) claims: Vec<Moved>,
}

/// An entitlement that a solution ended.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Ended {
    pub(crate) person: PersonId,
    pub(crate) id: EntitlementId,
    pub(crate) was: (EntitlementState, Option<Month>, Option<EndedBy>),
    pub(crate) left: (Option<Month>, EndedBy),
}

/// A number, or an id of the population register, that has another holder since, or none.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Moved {
    pub(crate) kind: String,
    pub(crate) value: String,
    pub(crate) from: PersonId,
    pub(crate) to: Option<PersonId>,
}

/// How this contradiction can be solved by somebody of the scope, who may not see the first record: a record of another
/// area is not ended from here, and the second is kept only where both give the same.
pub fn list_solutions(tx: &mut Tx<'_>, scope: &Scope, found: &Exception) -> Result<Vec<Solution>, Refusal> {
    let kept = store::list_entitlements(tx, found.person)?.into_iter().find(|one| one.id == found.entitlement);
    let is_seen = store::find_listed(tx, &scope.condition("p.place"), found.other)?.is_some();
    let first = if is_seen { store::list_entitlements(tx, found.other)? } else { Vec::new() };
    let gives_same = |one: &Entitlement| {
        let is_same = |kept: &Entitlement| !stand_together((one.source, &one.category), (kept.source, &kept.category));
        one.state == EntitlementState::Active && kept.as_ref().is_some_and(is_same)
    };
    let is_offered = |one: &Solution| *one != Solution::FirstEnds || first.iter().any(gives_same);
    Ok(found.kind.solutions().iter().copied().filter(is_offered).collect())
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
    let mut done = Effects::default();
    match solution {
        Solution::BothStand => release(tx, acting, &found, why, &mut done)?,
        Solution::SecondEnds => {
            end_second(tx, acting, &found, &mut done)?;
            // What ended for good is not held any more, and nobody is told that it will be paid.
            release(tx, acting, &found, why, &mut done)?;
        }
        Solution::FirstEnds => {
            end_first(tx, acting, &found, &mut done)?;
            hold_until_now(tx, acting, &found, why, &mut done)?;
            hand_over(tx, &found, &mut done)?;
        }
        Solution::Elsewhere => {}
    }
    if found.kind == ExceptionKind::NumberClaimed {
        claim_if_free(tx, found.person)?;
    }
    if store::solve_exception(tx, acting, id, (solution, why), &done)? == 0 {
        return Err(Refusal::Decided);
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

/// What this contradiction held. What another one holds of the same record stays held.
fn release(tx: &mut Tx<'_>, acting: &Acting, solved: &Exception, why: &str, done: &mut Effects) -> Result<(), Refusal> {
    for hold in holds_of(tx, solved)? {
        store::release_hold(tx, acting, solved.person, hold.id, why)?;
        done.released.push(hold.id);
    }
    Ok(())
}

/// What holds the second record because of this contradiction.
fn holds_of(tx: &mut Tx<'_>, solved: &Exception) -> Result<Vec<Hold>, Refusal> {
    let Some(reason) = held_because(solved.kind) else { return Ok(Vec::new()) };
    let parts = parts_of(solved.entitlement, &store::list_follows(tx, solved.person)?);
    let is_of = |hold: &Hold| hold.entitlement.is_some_and(|one| parts.contains(&one));
    let mut holds = store::list_holds(tx, solved.person)?;
    holds.retain(|hold| is_of(hold) && hold.reason == reason && hold.released_at.is_none());
    Ok(holds)
}

/// From when the second record gives nothing: from this month on, and before it as far back as it was held because of the
/// contradiction. What was never paid then is not owed once nothing holds it any more.
fn held_since(tx: &mut Tx<'_>, solved: &Exception, this: Month) -> Result<Month, Refusal> {
    Ok(holds_of(tx, solved)?.iter().map(|hold| hold.from_month).min().map_or(this, |since| since.min(this)))
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

/// Until this month the first record is paid, as its list says that may have left the house: what held the second back
/// till now goes on holding those months, and the second begins with the next.
fn hold_until_now(
    tx: &mut Tx<'_>,
    acting: &Acting,
    solved: &Exception,
    why: &str,
    done: &mut Effects,
) -> Result<(), Refusal> {
    let Some(reason) = held_because(solved.kind) else { return Ok(()) };
    let this = Month::of(acting.today()).map_err(|_| Refusal::Corrupt { what: "day" })?;
    let from_month = held_since(tx, solved, this)?;
    release(tx, acting, solved, why, done)?;
    for entitlement in parts_of(solved.entitlement, &store::list_follows(tx, solved.person)?) {
        let new = NewHold {
            person: solved.person,
            entitlement: Some(entitlement),
            reason,
            why: why.to_owned(),
            from_month,
            until_month: Some(this),
        };
        let id: HoldId = acting.new_id();
        store::insert_hold(tx, acting, id, &new)?;
        done.placed.push(id);
    }
    Ok(())
}

/// Of two records of one person the second is kept: the first gives nothing after this month of what cannot be received
/// beside the second. What it gives by another programme goes on.
fn end_first(tx: &mut Tx<'_>, acting: &Acting, solved: &Exception, done: &mut Effects) -> Result<(), Refusal> {
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
    for one in store::list_entitlements(tx, first.id)?.iter().filter(|one| one.reaches(this) && is_one(one)) {
        end(tx, first.id, one, (next, EndedBy::Duplicate), done)?;
    }
    if done.ended.is_empty() {
        return Err(Refusal::NoChange);
    }
    Ok(store::touch_person(tx, acting, first.id)?)
}

/// Nothing is given by it from that month on.
fn end(
    tx: &mut Tx<'_>,
    person: PersonId,
    one: &Entitlement,
    (from, by): (Month, EndedBy),
    done: &mut Effects,
) -> Result<(), Refusal> {
    let last = from.previous().ok().filter(|last| *last >= one.from_month);
    let last = one.until_month.filter(|until| last.is_some_and(|last| *until < last)).or(last);
    store::end_entitlement(tx, (person, one.id), EntitlementState::Ended, last, Some(by))?;
    done.ended.push(Ended { person, id: one.id, was: (one.state, one.until_month, one.ended_by), left: (last, by) });
    Ok(())
}

/// The second record gives nothing from this month on, nor in the months it was held, in none of its parts; what it gave
/// before stays told.
fn end_second(tx: &mut Tx<'_>, acting: &Acting, solved: &Exception, done: &mut Effects) -> Result<(), Refusal> {
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
    let from = held_since(tx, solved, this)?;
    // What was taken back gave nothing and stays told as it is.
    let ends = |one: &&Entitlement| parts.contains(&one.id) && one.state == EntitlementState::Active;
    for one in held.iter().filter(ends) {
        end(tx, solved.person, one, (from, by), done)?;
    }
    Ok(store::touch_person(tx, acting, solved.person)?)
}

/// Where the first record gives nothing any more, the kept one is that person of the register, and the number is free
/// for it: else it could never be verified, and nobody of both were paid.
fn hand_over(tx: &mut Tx<'_>, solved: &Exception, done: &mut Effects) -> Result<(), Refusal> {
    let goes_on = |one: &Entitlement| one.state == EntitlementState::Active;
    if store::list_entitlements(tx, solved.other)?.iter().any(goes_on) {
        return Ok(());
    }
    let (first, kept) = (store::find_person(tx, solved.other)?, store::find_person(tx, solved.person)?);
    let (Some(first), Some(kept)) = (first, kept) else { return Err(Refusal::Corrupt { what: "person" }) };
    if let Some(pid) = &first.pid {
        let found = store::find_confirmed_pid(tx, kept.id)?;
        let to = (found.as_ref() == Some(pid) || kept.pid.as_ref() == Some(pid)).then_some(kept.id);
        done.claims.extend(move_claim(tx, ("pid", pid), first.id, to)?);
    }
    if let Some(number) = &first.citizen_id {
        let to = (kept.citizen_id.as_ref() == Some(number)).then_some(kept.id);
        done.claims.extend(move_claim(tx, ("citizen_id", number.as_str()), first.id, to)?);
    }
    Ok(())
}
