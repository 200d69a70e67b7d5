//! Movements are decided about by somebody who neither sent them in nor said whose they are.

use crate::{
    EventKind, Movement, MovementState, OPEN_COUNTED_MAX, Refusal,
    apply_movement::apply,
    enrol_file::ENROL_LOCK,
    entitlement::count_overlaps,
    load_person::find_person,
    refusal::check_text,
    stage_movements::{doubt, find_by_number, settle, told},
    store::{self, Decision},
    undo_movement::restore,
    worklist::as_trailed,
};
use db::Tx;
use kernel::{MovementId, PersonId, SourceFileId};
use office::{
    Acting, Action, Scope,
    audit::{self, Entry},
};
use sources::MovementKind;
use std::collections::BTreeMap;

/// How many movements a page shows.
pub const MOVEMENTS_PAGE: usize = 50;

/// A page of movements of the scope in one state, in the order of the files and their lines, after the line `after` of a
/// file; of one file, where it is named.
pub fn list_movements(
    tx: &mut Tx<'_>,
    scope: &Scope,
    state: MovementState,
    file: Option<SourceFileId>,
    after: Option<(SourceFileId, i64)>,
) -> Result<Vec<Movement>, Refusal> {
    let limit = i64::try_from(MOVEMENTS_PAGE).expect("a page is small");
    Ok(store::list_movements(tx, &scope.condition("place"), state, file, after, limit)?)
}

/// How many movements of the scope stand in each state; of one file, where it is named.
pub fn count_movements(
    tx: &mut Tx<'_>,
    scope: &Scope,
    file: Option<SourceFileId>,
) -> Result<BTreeMap<MovementState, i64>, Refusal> {
    Ok(store::count_movements(tx, &scope.condition("place"), file)?)
}

/// How many movements of the scope wait for this officer's approval, up to `OPEN_COUNTED_MAX`: not those that the officer
/// sent in, or said whose they are.
pub fn count_to_approve(tx: &mut Tx<'_>, acting: &Acting) -> Result<i64, Refusal> {
    Ok(store::count_to_approve(tx, &acting.scope.condition("place"), acting.staff, OPEN_COUNTED_MAX)?)
}

/// One movement of the scope.
pub fn load_movement(tx: &mut Tx<'_>, scope: &Scope, id: MovementId) -> Result<Movement, Refusal> {
    let found = store::find_movement(tx, id)?.filter(|movement| scope.covers(movement.place));
    found.ok_or(Refusal::NotFound { what: "movement" })
}

/// Approves a movement: what it says holds. `seen` is the version of the person's record that was looked at, nothing
/// where nobody is known yet.
pub fn approve_movement(tx: &mut Tx<'_>, acting: &Acting, id: MovementId, seen: Option<i64>) -> Result<(), Refusal> {
    acting.must(Action::CorrectPerson)?;
    tx.lock(ENROL_LOCK)?;
    let movement = load_movement(tx, &acting.scope, id)?;
    if movement.state != MovementState::Open {
        return Err(Refusal::Decided);
    }
    if movement.asked_by == acting.staff || movement.placed_by == Some(acting.staff) {
        return Err(Refusal::OwnRequest);
    }
    let person = movement.person.map(|person| find_person(tx, &acting.scope, person)).transpose()?;
    if let Some(person) = &person
        && seen != Some(person.version)
    {
        return Err(Refusal::VersionMoved { seen: seen.unwrap_or_default(), now: person.version });
    }
    // Who was new may have a record since, by a list or by another row of the file.
    if person.is_none() && find_by_number(tx, acting, &movement)?.is_ok() {
        return Err(Refusal::MovementStale);
    }
    let was = person.as_ref().map(|person| twice(tx, person.id)).transpose()?;
    let (applied, before) = apply(tx, acting, &movement, person.as_ref())?;
    // An increase that is too much is held and asked about, like a row of a list.
    if let (Some(person), Some(was)) = (&person, was)
        && movement.kind != MovementKind::Increase
        && twice(tx, person.id)? > was
    {
        return Err(Refusal::MovementStale);
    }
    let state = MovementState::Approved;
    store::decide_movement(tx, acting, &applied, &Decision { state, why: None, before: Some(before) })?;
    tell(tx, acting, &applied, EventKind::MovementApproved, None)?;
    if person.is_none() { settle_others(tx, acting, &applied) } else { Ok(()) }
}

/// Other rows tell of the person who has a record now: each is theirs, or questioned, and none makes a second record.
fn settle_others(tx: &mut Tx<'_>, acting: &Acting, applied: &Movement) -> Result<(), Refusal> {
    let Some(number) = &applied.citizen_id else { return Ok(()) };
    for mut other in store::list_waiting_for(tx, number)? {
        settle(tx, acting, &mut other)?;
        store::place_movement(tx, &other)?;
        if let Some(person) = other.person {
            store::insert_event(tx, acting, person, EventKind::MovementAsked, None, None, Some(&told(&other)))?;
        }
    }
    Ok(())
}

/// Lets a movement that was rejected or taken back wait again, for somebody else than who reopens it.
pub fn reopen_movement(tx: &mut Tx<'_>, acting: &Acting, id: MovementId, why: &str) -> Result<(), Refusal> {
    acting.must(Action::CorrectPerson)?;
    check_text("why", why)?;
    tx.lock(ENROL_LOCK)?;
    let mut movement = load_movement(tx, &acting.scope, id)?;
    if !matches!(movement.state, MovementState::Rejected | MovementState::Undone) {
        return Err(Refusal::Decided);
    }
    let said = (movement.placed_by, movement.person, movement.entitlement);
    settle(tx, acting, &mut movement)?;
    // Whose it is, where the row does not say it, an officer said.
    if let (Some(_), Some(person), Some(entitlement)) = said
        && movement.state == MovementState::Unplaced
        && store::list_entitlements(tx, person)?.iter().any(|one| one.id == entitlement && one.reaches(movement.month))
    {
        (movement.person, movement.entitlement) = (Some(person), Some(entitlement));
        (movement.state, movement.obstacle) = (MovementState::Open, doubt(tx, &movement)?);
    }
    movement.placed_by = Some(acting.staff);
    store::place_movement(tx, &movement)?;
    tell(tx, acting, &movement, EventKind::MovementAsked, Some(why))
}

/// Movements that a file tells and that were not taken up, because they were rejected or taken back when an earlier file
/// of its sender told them; at most a page of them.
pub fn list_refused_again(tx: &mut Tx<'_>, scope: &Scope, file: SourceFileId) -> Result<Vec<Movement>, Refusal> {
    let limit = i64::try_from(MOVEMENTS_PAGE).expect("a page is small");
    Ok(store::list_refused_again(tx, &scope.condition("place"), file, limit)?)
}

/// Rejects a movement: nothing changes.
pub fn reject_movement(tx: &mut Tx<'_>, acting: &Acting, id: MovementId, why: &str) -> Result<(), Refusal> {
    acting.must(Action::CorrectPerson)?;
    check_text("why", why)?;
    let movement = load_movement(tx, &acting.scope, id)?;
    if !movement.waits() {
        return Err(Refusal::Decided);
    }
    let state = MovementState::Rejected;
    store::decide_movement(tx, acting, &movement, &Decision { state, why: Some(why), before: None })?;
    tell(tx, acting, &movement, EventKind::MovementRejected, Some(why))
}

/// Takes an approved movement back, by somebody who did not approve it: the record is as it was before.
pub fn undo_movement(tx: &mut Tx<'_>, acting: &Acting, id: MovementId, why: &str) -> Result<(), Refusal> {
    acting.must(Action::CorrectPerson)?;
    check_text("why", why)?;
    tx.lock(ENROL_LOCK)?;
    let movement = load_movement(tx, &acting.scope, id)?;
    if movement.state != MovementState::Approved {
        return Err(Refusal::Decided);
    }
    if movement.decided_by == Some(acting.staff) {
        return Err(Refusal::OwnApproval);
    }
    let person = movement.person.ok_or(Refusal::MovementStale)?;
    let was = twice(tx, person)?;
    restore(tx, acting, &movement)?;
    // What had ended may have been given anew since.
    if twice(tx, person)? > was {
        return Err(Refusal::NewerFirst);
    }
    let state = MovementState::Undone;
    store::decide_movement(tx, acting, &movement, &Decision { state, why: Some(why), before: None })?;
    tell(tx, acting, &movement, EventKind::MovementUndone, Some(why))
}

/// How often a person is given the same twice in some month.
fn twice(tx: &mut Tx<'_>, person: PersonId) -> Result<usize, Refusal> {
    Ok(count_overlaps(&store::list_entitlements(tx, person)?))
}

/// The timeline of the person, where one is known, and the trail.
fn tell(
    tx: &mut Tx<'_>,
    acting: &Acting,
    movement: &Movement,
    kind: EventKind,
    why: Option<&str>,
) -> Result<(), Refusal> {
    let told = told(movement);
    let reason = why.or(movement.decision_number.as_deref());
    if let Some(person) = movement.person {
        store::insert_event(tx, acting, person, kind, reason, None, Some(&told))?;
    }
    let verb = match kind {
        EventKind::MovementApproved => "registry.approve_movement",
        EventKind::MovementRejected => "registry.reject_movement",
        EventKind::MovementAsked => "registry.reopen_movement",
        _ => "registry.undo_movement",
    };
    let entry = Entry {
        verb,
        subject_kind: "movement",
        subject: movement.id.to_string(),
        place: Some(movement.place),
        why: why.map(str::to_owned),
        from: None,
        to: Some(as_trailed(tx, told)?),
    };
    Ok(audit::record(tx, acting, entry)?)
}
