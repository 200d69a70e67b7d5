//! A death, recorded by an officer: payment stops from the following month. A mistake is taken back by two.

use crate::{
    EntitlementState, EventKind, HoldReason, MovementState, Person, Refusal, hold::happened, load_person::find_person,
    refusal::check_text, store,
};
use db::Tx;
use jiff::civil::Date;
use kernel::{EntitlementId, Month, PersonId};
use office::{Acting, Action};
use serde_json::json;
use sources::MovementKind;

/// Records that a person died on a day. The month of death is the last one that is paid.
pub fn record_death(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    died_on: Date,
    proof: &str,
) -> Result<(), Refusal> {
    acting.must(Action::CorrectPerson)?;
    check_text("proof", proof)?;
    let person = find_person(tx, &acting.scope, person)?;
    let born_after = person.birth.is_some_and(|birth| died_on < birth.earliest());
    if died_on > acting.today() || born_after {
        return Err(Refusal::DeathDay);
    }
    if store::has_death_proof(tx, person.id)? {
        return Err(Refusal::Decided);
    }
    let last = Month::of(died_on).map_err(|_| Refusal::DeathDay)?;
    let went_on = store::list_entitlements(tx, person.id)?
        .into_iter()
        .filter(|one| one.state == EntitlementState::Active && one.until_month.is_none_or(|until| until > last));
    let went_on: Vec<(EntitlementId, Option<Month>)> = went_on.map(|one| (one.id, one.until_month)).collect();
    let before = json!({
        "dead": person.dead,
        "died_on": person.died_on.map(|day| day.to_string()),
        "went_on": went_on,
    });
    store::set_death(tx, acting, person.id, (died_on, last), proof.trim())?;
    let after = json!({ "dead": true, "died_on": died_on.to_string(), "last_month": last });
    happened(tx, acting, &person, EventKind::Died, Some(proof), Some(before), Some(after))
}

/// Only a death that an officer recorded on the person's page is taken back there.
pub(crate) fn must_be_by_hand(tx: &mut Tx<'_>, person: &Person) -> Result<(), Refusal> {
    let by_movement = store::list_movements_of(tx, person.id)?
        .iter()
        .any(|one| one.kind == MovementKind::Death && one.state == MovementState::Approved);
    if !by_movement && store::has_death_proof(tx, person.id)? { Ok(()) } else { Err(Refusal::DeathFromElsewhere) }
}

/// The person lives: what the death had ended goes on as it did before, and what was held because of the rumour is
/// released.
pub(crate) fn undo_death(tx: &mut Tx<'_>, acting: &Acting, person: &Person, proof: &str) -> Result<(), Refusal> {
    let events = store::list_events(tx, person.id)?;
    let died = events.iter().rev().find(|event| event.kind == EventKind::Died);
    let told = died.and_then(|event| event.before.as_ref()).map(|before| before["went_on"].clone());
    let went_on: Vec<(EntitlementId, Option<Month>)> =
        told.and_then(|told| serde_json::from_value(told).ok()).ok_or(Refusal::Corrupt { what: "death" })?;
    store::undo_death(tx, acting, person.id, &went_on)?;
    for hold in store::list_holds(tx, person.id)? {
        if hold.reason == HoldReason::DeathDoubtful && hold.released_at.is_none() {
            store::release_hold(tx, acting, person.id, hold.id, proof)?;
            let before = json!({ "hold": hold.id, "reason": hold.reason.key() });
            happened(tx, acting, person, EventKind::Released, Some(proof), Some(before), None)?;
        }
    }
    let before = json!({ "dead": true, "died_on": person.died_on.map(|day| day.to_string()) });
    let after = json!({ "dead": false, "went_on": went_on });
    happened(tx, acting, person, EventKind::DeathUndone, Some(proof), Some(before), Some(after))
}
