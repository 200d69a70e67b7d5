//! Movements are decided about by somebody who neither sent them in nor said whose they are.

use crate::{
    EventKind, Movement, MovementState, Refusal,
    apply_movement::apply,
    enrol_file::ENROL_LOCK,
    load_person::find_person,
    refusal::check_text,
    stage_movements::told,
    store::{self, Decision},
    undo_movement::restore,
};
use db::Tx;
use kernel::{MovementId, SourceFileId};
use office::{
    Acting, Action, Scope,
    audit::{self, Entry},
};
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
    let (applied, before) = apply(tx, acting, &movement, person.as_ref())?;
    let state = MovementState::Approved;
    store::decide_movement(tx, acting, &applied, &Decision { state, why: None, before: Some(before) })?;
    tell(tx, acting, &applied, EventKind::MovementApproved, None)
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
    restore(tx, acting, &movement)?;
    let state = MovementState::Undone;
    store::decide_movement(tx, acting, &movement, &Decision { state, why: Some(why), before: None })?;
    tell(tx, acting, &movement, EventKind::MovementUndone, Some(why))
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
        _ => "registry.undo_movement",
    };
    let entry = Entry {
        verb,
        subject_kind: "movement",
        subject: movement.id.to_string(),
        place: Some(movement.place),
        why: why.map(str::to_owned),
        from: None,
        to: Some(told),
    };
    Ok(audit::record(tx, acting, entry)?)
}
