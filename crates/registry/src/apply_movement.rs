//! What an approved movement does, by its kind.

use crate::{
    Amounts, Enrolled, Entitlement, EntitlementState, Movement, Person, Refusal,
    enrol_file::{learn, write},
    enrol_row::{Known, enrol_row},
    entitlement::EndedBy,
    entitlement::parts_of,
    movement::{Before, Was},
    store,
};
use db::Tx;
use kernel::{Dong, EntitlementId, Month, PersonId};
use office::Acting;
use sources::MovementKind;

/// Does what a movement says; answers the movement with what it touched, and what stood there before.
pub(crate) fn apply(
    tx: &mut Tx<'_>,
    acting: &Acting,
    movement: &Movement,
    person: Option<&Person>,
) -> Result<(Movement, Before), Refusal> {
    match (movement.kind, person) {
        (MovementKind::Increase, _) => increase(tx, acting, movement, person),
        (_, None) => Err(Refusal::MovementStale),
        (MovementKind::Adjust, Some(person)) => adjust(tx, acting, movement, person),
        (MovementKind::Stop, Some(person)) => stop(tx, acting, movement, person),
        (MovementKind::Death, Some(person)) => death(tx, acting, movement, person),
    }
}

/// The row is enrolled as a row of a list would be: to the person who has its number and name, or to a new one.
fn increase(
    tx: &mut Tx<'_>,
    acting: &Acting,
    movement: &Movement,
    person: Option<&Person>,
) -> Result<(Movement, Before), Refusal> {
    let row_key = free_key(tx, movement)?;
    let mut applied = Movement { row_key, ..movement.clone() };
    store::approve_row(tx, &applied)?;
    let visible = acting.scope.condition("r.place");
    let rows = store::list_enrollable(tx, &visible, movement.file, movement.line - 1, 1)?;
    let Some((facts, None)) = rows.into_iter().find(|(facts, _)| facts.line == movement.line) else {
        return Err(Refusal::MovementStale);
    };
    let mut known = Known::default();
    learn(tx, acting, &mut known, movement.file, (movement.line - 1, movement.line))?;
    if let Some(person) = person {
        known.found.insert(movement.line, person.id);
        known.places.insert(person.id, person.place);
        for one in store::list_entitlements(tx, person.id)?.iter().filter(|one| one.reaches(movement.month)) {
            known.learn((person.id, person.place, one.source, one.category.clone()));
        }
    }
    let amounts = Amounts::on(tx, acting.today())?;
    let enrolment = enrol_row(acting, &amounts, &mut known, facts, None).ok_or(Refusal::MovementStale)?;
    applied.person = Some(enrolment.person);
    applied.entitlement = Some(enrolment.entitlement);
    write(tx, acting, movement.file, &[enrolment], &mut Enrolled::default())?;
    Ok((applied, Before::Begun))
}

/// A key under which no row of a list is enrolled. What was ended gives its own up; what still holds keeps it, and the
/// new entitlement stands beside it like a second row of one list.
fn free_key(tx: &mut Tx<'_>, movement: &Movement) -> Result<String, Refusal> {
    let base = movement.row_key.clone();
    let mut key = base.clone();
    for twin in 2.. {
        let Some(known) = store::find_linked(tx, movement.source, &key, movement.place)? else { break };
        if !known.reaches(movement.month) {
            store::delete_link(tx, movement.source, &key, movement.place)?;
            break;
        }
        if Some(&known.category) == movement.category.as_ref() {
            return Err(Refusal::MovementStale);
        }
        key = format!("{base}#{twin}");
    }
    Ok(key)
}

fn entitlement(tx: &mut Tx<'_>, movement: &Movement, person: PersonId) -> Result<Entitlement, Refusal> {
    let held = store::list_entitlements(tx, person)?;
    let found = held.into_iter().find(|one| Some(one.id) == movement.entitlement && one.reaches(movement.month));
    found.ok_or(Refusal::MovementStale)
}

/// From its month on another amount, category and decision; what was paid until then stays as it was.
fn adjust(
    tx: &mut Tx<'_>,
    acting: &Acting,
    movement: &Movement,
    person: &Person,
) -> Result<(Movement, Before), Refusal> {
    let old = entitlement(tx, movement, person.id)?;
    let amounts = Amounts::on(tx, acting.today())?;
    let category = movement.category.clone().unwrap_or_else(|| old.category.clone());
    let amount = movement.amount.unwrap_or(old.amount);
    let (expected, amount_check) = amounts.check(&category, amount);
    let said = Entitlement {
        category,
        amount,
        expected,
        amount_check,
        decision_number: movement.decision_number.clone(),
        decision_on: movement.decision_on,
        decision_by: movement.decision_by.clone(),
        file: Some(movement.file),
        line: Some(movement.line),
        ..old.clone()
    };
    let before = if movement.month <= old.from_month {
        let in_place = Entitlement { file: old.file, line: old.line, ..said.clone() };
        if in_place == old {
            return Err(Refusal::MovementStale);
        }
        store::restate_entitlement(tx, person.id, &said)?;
        Before::Said {
            category: old.category,
            amount_dong: old.amount.as_i64(),
            expected_dong: old.expected.map(Dong::as_i64),
            decision_number: old.decision_number,
            decision_on: old.decision_on,
            decision_by: old.decision_by,
            file: old.file,
            line: old.line,
        }
    } else {
        part(tx, acting, person.id, &old, Entitlement { from_month: movement.month, ..said })?
    };
    store::touch_person(tx, acting, person.id)?;
    Ok((movement.clone(), before))
}

/// The old part ends with the month before; the new one takes its lists and its holds over.
fn part(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    old: &Entitlement,
    new: Entitlement,
) -> Result<Before, Refusal> {
    let last = new.from_month.previous().map_err(|_| Refusal::Corrupt { what: "month" })?;
    let new = Entitlement { id: acting.new_id(), ..new };
    store::insert_part(tx, person, &new, old.id)?;
    end(tx, person, old.id, Some(last), Some(EndedBy::Adjusted))?;
    store::move_links(tx, person, (old.id, new.id))?;
    for hold in store::list_holds(tx, person)? {
        if hold.entitlement == Some(old.id) && hold.released_at.is_none() {
            store::copy_hold(tx, person, hold.id, (acting.new_id(), new.id))?;
        }
    }
    Ok(Before::Parted { was: Was::of(old), part: new.id })
}

pub(crate) fn end(
    tx: &mut Tx<'_>,
    person: PersonId,
    entitlement: EntitlementId,
    until: Option<Month>,
    by: Option<EndedBy>,
) -> Result<(), Refusal> {
    Ok(store::end_entitlement(tx, (person, entitlement), EntitlementState::Active, until, by)?)
}

/// What ends, ends with all its parts.
fn stop(tx: &mut Tx<'_>, acting: &Acting, movement: &Movement, person: &Person) -> Result<(Movement, Before), Refusal> {
    let meant = entitlement(tx, movement, person.id)?;
    let parts = parts_of(meant.id, &store::list_follows(tx, person.id)?);
    let mut ended = store::list_entitlements(tx, person.id)?;
    ended.retain(|one| parts.contains(&one.id) && one.goes_on_after(movement.month));
    if ended.is_empty() {
        return Err(Refusal::MovementStale);
    }
    for one in &ended {
        end(tx, person.id, one.id, Some(movement.month), Some(EndedBy::Stop))?;
    }
    store::touch_person(tx, acting, person.id)?;
    Ok((movement.clone(), Before::Ended { was: ended.iter().map(Was::of).collect() }))
}

/// Payment stops from the month after; the month of death is the last one paid.
fn death(
    tx: &mut Tx<'_>,
    acting: &Acting,
    movement: &Movement,
    person: &Person,
) -> Result<(Movement, Before), Refusal> {
    let died_on = movement.died_on.ok_or(Refusal::MovementStale)?;
    if person.birth.is_some_and(|birth| died_on < birth.earliest()) {
        return Err(Refusal::DeathDay);
    }
    if store::find_death_proof(tx, person.id)?.is_some() {
        return Err(Refusal::MovementStale);
    }
    let held = store::list_entitlements(tx, person.id)?;
    let was = held.iter().filter(|one| one.goes_on_after(movement.month)).map(Was::of).collect();
    store::set_death(tx, acting, person.id, (died_on, movement.month), &proof_of(movement))?;
    Ok((movement.clone(), Before::Alive { dead: person.dead, died_on: person.died_on, was }))
}

/// What a movement proves a death by.
pub(crate) fn proof_of(movement: &Movement) -> String {
    movement.decision_number.clone().unwrap_or_default()
}
