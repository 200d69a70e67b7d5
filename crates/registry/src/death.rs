//! A death, recorded by an officer: payment stops from the following month. A mistake is taken back by two.

use crate::{
    EventKind, HoldReason, MovementState, Person, Refusal, hold::happened, load_person::find_person, movement::Was,
    refusal::check_text, store, undo_movement::revive,
};
use db::Tx;
use jiff::civil::Date;
use kernel::{Month, PersonId};
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
    check_day(acting, &person, died_on)?;
    if store::find_death_proof(tx, person.id)?.is_some() {
        return Err(Refusal::Decided);
    }
    // To stop earlier is safe; to pay longer than the register lets is not for one officer to say.
    if person.dead && person.died_on.is_some_and(|known| known < died_on) {
        return Err(Refusal::DeathFromElsewhere);
    }
    die(tx, acting, &person, died_on, proof)
}

/// Neither in the future nor before the birth.
pub(crate) fn check_day(acting: &Acting, person: &Person, died_on: Date) -> Result<(), Refusal> {
    let born_after = person.birth.is_some_and(|birth| died_on < birth.earliest());
    if died_on > acting.today() || born_after { Err(Refusal::DeathDay) } else { Ok(()) }
}

/// What was known, and what went on, before an officer recorded a death.
#[derive(serde::Serialize, serde::Deserialize)]
struct Lived {
    dead: bool,
    died_on: Option<Date>,
    went_on: Vec<Was>,
}

fn die(tx: &mut Tx<'_>, acting: &Acting, person: &Person, died_on: Date, proof: &str) -> Result<(), Refusal> {
    let last = Month::of(died_on).map_err(|_| Refusal::DeathDay)?;
    let held = store::list_entitlements(tx, person.id)?;
    let went_on = held.iter().filter(|one| one.goes_on_after(last)).map(Was::of).collect();
    let before = json!(Lived { dead: person.dead, died_on: person.died_on, went_on });
    store::set_death(tx, acting, person.id, (died_on, last), proof.trim())?;
    let after = json!({ "dead": true, "died_on": died_on.to_string(), "last_month": last });
    happened(tx, acting, person, EventKind::Died, Some(proof), Some(before), Some(after))
}

/// Only a death that an officer recorded on the person's page is taken back there.
pub(crate) fn must_be_by_hand(tx: &mut Tx<'_>, person: &Person) -> Result<(), Refusal> {
    let by_movement = store::list_movements_of(tx, person.id)?
        .iter()
        .any(|one| one.kind == MovementKind::Death && one.state == MovementState::Approved);
    if !by_movement && store::find_death_proof(tx, person.id)?.is_some() {
        Ok(())
    } else {
        Err(Refusal::DeathFromElsewhere)
    }
}

/// The record is as it was before the death was recorded.
fn take_back(tx: &mut Tx<'_>, acting: &Acting, person: &Person) -> Result<Lived, Refusal> {
    let corrupt = || Refusal::Corrupt { what: "death" };
    let events = store::list_events(tx, person.id)?;
    let died = events.into_iter().rev().find(|event| event.kind == EventKind::Died);
    let told = died.and_then(|event| event.before).ok_or_else(corrupt)?;
    let lived: Lived = serde_json::from_value(told).map_err(|_| corrupt())?;
    let last = person.died_on.and_then(|day| Month::of(day).ok()).ok_or_else(corrupt)?;
    revive(tx, acting, person.id, (lived.dead, lived.died_on), (last, &lived.went_on))?;
    Ok(lived)
}

/// The death was on another day: months between are given back, or taken.
pub(crate) fn move_death(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: &Person,
    died_on: Date,
    proof: &str,
) -> Result<(), Refusal> {
    check_day(acting, person, died_on)?;
    let lived = take_back(tx, acting, person)?;
    let before = Person { dead: lived.dead, died_on: lived.died_on, ..person.clone() };
    die(tx, acting, &before, died_on, proof)
}

/// The person lives: what the death had ended goes on as it did before, and what was held because of the rumour is
/// released.
pub(crate) fn undo_death(tx: &mut Tx<'_>, acting: &Acting, person: &Person, proof: &str) -> Result<(), Refusal> {
    let lived = take_back(tx, acting, person)?;
    for hold in store::list_holds(tx, person.id)? {
        if hold.reason == HoldReason::DeathDoubtful && hold.released_at.is_none() {
            store::release_hold(tx, acting, person.id, hold.id, proof)?;
            let before = json!({ "hold": hold.id, "reason": hold.reason.key() });
            happened(tx, acting, person, EventKind::Released, Some(proof), Some(before), None)?;
        }
    }
    let before = json!({ "dead": true, "died_on": person.died_on.map(|day| day.to_string()) });
    let after = json!({ "dead": lived.dead, "went_on": lived.went_on });
    happened(tx, acting, person, EventKind::DeathUndone, Some(proof), Some(before), Some(after))
}
