//! Taking back how a contradiction was solved: what the solution did is undone, and the contradiction waits again.

use crate::{
    Entitlement, EntitlementState, EventKind, Exception, NewHold, Refusal, Solution,
    load_person::find_person,
    refusal::check_text,
    solve_exception::{Effects, Ended, Moved},
    store,
};
use db::Tx;
use kernel::{ExceptionId, Month, PersonId};
use office::{
    Acting, Action,
    audit::{self, Entry},
};
use serde_json::json;
use std::collections::BTreeSet;

const NOUN: &str = "exception";

/// Takes a solution back. What was paid by it stays told; from this month on the second record is held as before. Where
/// something newer stands on what the solution did, or the kept record's first month has begun, nothing is taken back.
pub fn undo_solution(tx: &mut Tx<'_>, acting: &Acting, id: ExceptionId, why: &str) -> Result<(), Refusal> {
    acting.must(Action::CorrectPerson)?;
    check_text("why", why)?;
    let visible = acting.scope.condition("place");
    if store::find_exception(tx, &visible, id)?.is_some() {
        return Err(Refusal::NoChange);
    }
    let (found, solution, done) = store::find_solution(tx, &visible, id)?.ok_or(Refusal::NotFound { what: NOUN })?;
    let this = Month::of(acting.today()).map_err(|_| Refusal::Corrupt { what: "day" })?;
    if solution == Solution::FirstEnds {
        find_person(tx, &acting.scope, found.other)?;
        let begun = done.ended.iter().filter_map(|one| one.left.0).find(|last| *last < this);
        if let Some(last) = begun {
            return Err(Refusal::SolutionBegun { month: last.next().unwrap_or(this) });
        }
    }
    done.claims.iter().try_for_each(|one| give_back(tx, one))?;
    done.ended.iter().try_for_each(|one| put_back(tx, one))?;
    // What had ended was paid in no month since; what was released may have been.
    let first_held = (solution != Solution::SecondEnds).then_some(this);
    hold_again(tx, acting, &found, &done, (first_held, why))?;
    store::reopen_exception(tx, id)?;
    let changed: BTreeSet<PersonId> = done.ended.iter().map(|one| one.person).collect();
    changed.into_iter().try_for_each(|person| store::touch_person(tx, acting, person))?;
    tell(tx, acting, &found, solution, why)
}

fn tell(tx: &mut Tx<'_>, acting: &Acting, found: &Exception, solution: Solution, why: &str) -> Result<(), Refusal> {
    let told = json!({ "exception": found.id, "kind": found.kind.key(), "solution": solution.key() });
    for person in BTreeSet::from([found.person, found.other]) {
        store::insert_event(tx, acting, person, EventKind::ExceptionReopened, Some(why), Some(&told), None)?;
    }
    let entry = Entry {
        verb: "registry.undo_solution",
        subject_kind: NOUN,
        subject: found.id.to_string(),
        place: Some(found.place),
        why: Some(why.to_owned()),
        from: Some(told),
        to: None,
    };
    Ok(audit::record(tx, acting, entry)?)
}

/// What the first record held it holds again, unless it is another's by now, or the kept one is verified by it.
fn give_back(tx: &mut Tx<'_>, moved: &Moved) -> Result<(), Refusal> {
    let Moved { kind, value, from, to } = moved;
    if store::find_claim(tx, kind, value)? != *to {
        return Err(Refusal::NewerFirst);
    }
    if let Some(to) = to {
        let is_by_it =
            kind == "pid" && store::find_person(tx, *to)?.is_some_and(|kept| kept.pid.as_ref() == Some(value));
        if is_by_it {
            return Err(Refusal::NewerFirst);
        }
        store::delete_claim(tx, kind, value, *to)?;
    }
    Ok(store::insert_claim(tx, kind, value, *from)?)
}

/// What ended goes on as it would have. Where something else has changed it since, or the person has died, nothing does.
fn put_back(tx: &mut Tx<'_>, ended: &Ended) -> Result<(), Refusal> {
    let Ended { person, id, was: (state, until, by), left } = ended;
    let as_left = |one: &Entitlement| {
        (one.id, one.state, one.until_month, one.ended_by) == (*id, EntitlementState::Ended, left.0, Some(left.1))
    };
    if !store::list_entitlements(tx, *person)?.iter().any(as_left) {
        return Err(Refusal::NewerFirst);
    }
    if store::find_person(tx, *person)?.is_some_and(|person| person.dead) {
        return Err(Refusal::NewerFirst);
    }
    Ok(store::end_entitlement(tx, (*person, *id), *state, *until, *by)?)
}

/// What was released is held again, where a month is named from that on; what was held for this month alone is held no more for that.
fn hold_again(
    tx: &mut Tx<'_>,
    acting: &Acting,
    found: &Exception,
    done: &Effects,
    (first_held, why): (Option<Month>, &str),
) -> Result<(), Refusal> {
    for hold in store::list_holds(tx, found.person)? {
        if done.placed.contains(&hold.id) && hold.released_at.is_none() {
            store::release_hold(tx, acting, found.person, hold.id, why)?;
        }
        let from_month = first_held.map_or(hold.from_month, |first| hold.from_month.max(first));
        let is_over = hold.until_month.is_some_and(|until| until < from_month);
        if done.released.contains(&hold.id) && !is_over {
            let new = NewHold {
                person: found.person,
                entitlement: hold.entitlement,
                reason: hold.reason,
                why: why.to_owned(),
                from_month,
                until_month: hold.until_month,
            };
            store::insert_hold(tx, acting, acting.new_id(), &new)?;
        }
    }
    Ok(())
}
