//! Whose a movement is, said by an officer where the number does not say it.

use crate::{
    EventKind, Listed,
    hold::happened,
    load_person::find_person,
    stage_movements::{doubt, told},
};
use crate::{Movement, MovementState, Refusal, decide_movement::load_movement, find_people::find_people, store};
use db::Tx;
use kernel::{EntitlementId, MovementId, PersonId};
use office::{Acting, Action, Scope};
use sources::MovementKind;

/// How many persons are offered.
const CANDIDATES_MAX: usize = 20;

/// Persons of the scope whom a movement may mean: by its number, then by its name.
pub fn movement_candidates(tx: &mut Tx<'_>, scope: &Scope, movement: &Movement) -> Result<Vec<Listed>, Refusal> {
    let mut found = match &movement.citizen_id {
        Some(number) => find_people(tx, scope, number.as_str())?,
        None => Vec::new(),
    };
    for listed in find_people(tx, scope, movement.full_name.as_str())? {
        if !found.iter().any(|known| known.id == listed.id) {
            found.push(listed);
        }
    }
    found.truncate(CANDIDATES_MAX);
    Ok(found)
}

/// Says whose a movement is. It waits for a second person then, who sees what was said.
pub fn place_movement(
    tx: &mut Tx<'_>,
    acting: &Acting,
    id: MovementId,
    person: PersonId,
    entitlement: Option<EntitlementId>,
) -> Result<(), Refusal> {
    acting.must(Action::CorrectPerson)?;
    let movement = load_movement(tx, &acting.scope, id)?;
    if !movement.waits() {
        return Err(Refusal::Decided);
    }
    if movement.kind == MovementKind::Increase {
        // Who is to be entitled is not among those who are: the register says who it is.
        return Err(Refusal::MovementStale);
    }
    let person = find_person(tx, &acting.scope, person)?;
    let entitlement = match movement.kind {
        MovementKind::Death => {
            if movement.died_on.is_some_and(|day| person.birth.is_some_and(|birth| day < birth.earliest())) {
                return Err(Refusal::DeathDay);
            }
            None
        }
        _ => Some(chosen(tx, &movement, person.id, entitlement)?),
    };
    let placed = Movement {
        person: Some(person.id),
        entitlement,
        place: person.place,
        state: MovementState::Open,
        obstacle: doubt(tx, &movement)?,
        placed_by: Some(acting.staff),
        ..movement
    };
    store::place_movement(tx, &placed)?;
    let why = placed.decision_number.clone();
    happened(tx, acting, &person, EventKind::MovementAsked, why.as_deref(), None, Some(told(&placed)))
}

/// The entitlement that was chosen, or the only one there is to choose.
fn chosen(
    tx: &mut Tx<'_>,
    movement: &Movement,
    person: PersonId,
    entitlement: Option<EntitlementId>,
) -> Result<EntitlementId, Refusal> {
    let mut held = store::list_entitlements(tx, person)?;
    held.retain(|one| one.source == movement.source && one.reaches(movement.month));
    match (entitlement, &held[..]) {
        (Some(id), _) if held.iter().any(|one| one.id == id) => Ok(id),
        (None, [only]) => Ok(only.id),
        (_, []) => Err(Refusal::MovementStale),
        _ => Err(Refusal::Value { field: "entitlement" }),
    }
}
