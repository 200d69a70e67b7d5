//! A record beside the population register once more, by what it says now.
//!
//! A row that lacked its number, or had a field wrong, is put right in the record by two officers; its list goes on
//! saying what it says. So the register is asked about the record, not about the row.

use crate::{Person, Refusal, claim::claim_pid, enrol_file::ENROL_LOCK, load_person::find_person, store};
use db::Tx;
use kernel::PersonId;
use matching::{Answer, Field, Model, Outcome, Register, Snapshot, ask_one};
use office::{
    Acting, Action,
    audit::{self, Entry},
    places::Places,
};
use serde_json::json;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rechecked {
    /// The state from now on.
    pub state: Outcome,
    /// The fields that differ from whoever has the number.
    pub mismatched: Vec<Field>,
    /// Whether the register names another person than the one an officer had found.
    pub is_other: bool,
    /// Which register answered, of which day.
    pub register: Snapshot,
}

/// Asks the register about a person who is not verified.
///
/// Verified is whom the rules verify, and whoever an officer had found to be that person, once the record proves it:
/// number or old number, name and date, at most one difference in date or sex. If the register names somebody else than
/// the officer, one of both is wrong, and nobody is verified. A record that is no better than before stays as it is; one
/// that was corrected since, and so had no state, takes what the register says. What was decided about the person's rows
/// goes into the record first: it would be lost behind the answer.
pub fn recheck_person(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    (register, model): (&Register, &Model),
    id: PersonId,
) -> Result<Rechecked, Refusal> {
    acting.must(Action::DecideMatch)?;
    tx.lock(ENROL_LOCK)?;
    let person = find_person(tx, &acting.scope, id)?;
    if person.state == Outcome::Verified {
        return Err(Refusal::NoChange);
    }
    if store::has_newer_decision(tx, id)? {
        return Err(Refusal::EnrolFirst);
    }
    must_be_new(tx, register, id)?;
    let found = store::find_confirmed_pid(tx, id)?;
    let answer = ask_one(places, (register, model), &person.asked());
    if register.fault().is_some() {
        // What was found in a file that could not be read is not kept.
        return Err(Refusal::Corrupt { what: "register" });
    }
    let verified = verified_as(&answer, found.as_deref());
    let state = match (&verified, person.state) {
        (Some(_), _) => Outcome::Verified,
        // Whose the row is has been decided, and a likeness takes it from nobody.
        _ if found.is_some() => Outcome::Mismatch,
        (None, Outcome::NotSent) if answer.outcome != Outcome::Verified => answer.outcome,
        (None, state) => state,
    };
    let is_other = answer.outcome == Outcome::Verified && verified.is_none();
    let (mismatched, register_asked) = (answer.mismatched.clone(), register.snapshot().clone());
    let rechecked = Rechecked { state, mismatched, is_other, register: register_asked };
    if state != person.state {
        store::set_state(tx, acting, id, (state, verified.as_deref(), answer.no_card))?;
        claim_pid(tx, acting, &person, verified.as_deref())?;
        if verified.is_some() {
            store::unset_foreign_death(tx, id)?;
        }
    }
    tell(tx, acting, &person, &rechecked, model)?;
    Ok(rechecked)
}

/// A register is not asked about what a newer one has answered.
fn must_be_new(tx: &mut Tx<'_>, register: &Register, id: PersonId) -> Result<(), Refusal> {
    match (register.snapshot().taken_on, store::find_register_day(tx, id)?) {
        (Some(asked), Some(stands)) if asked < stands => Err(Refusal::RegisterOlder { asked, stands }),
        _ => Ok(()),
    }
}

/// Who of the register the person is for sure.
fn verified_as(answer: &Answer, found: Option<&str>) -> Option<String> {
    match (found, answer.outcome) {
        (None, Outcome::Verified) => answer.pid.clone(),
        (Some(found), Outcome::Verified) => answer.pid.clone().filter(|pid| pid == found),
        (Some(found), _) => answer.proven.iter().find(|pid| *pid == found).cloned(),
        (None, _) => None,
    }
}

/// The question stands in the trail; on the timeline only what changed.
fn tell(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: &Person,
    rechecked: &Rechecked,
    model: &Model,
) -> Result<(), Refusal> {
    let mismatched: Vec<&str> = rechecked.mismatched.iter().map(|field| field.key()).collect();
    let before = json!({ "state": person.state.key() });
    let after = json!({
        "state": rechecked.state.key(),
        "mismatched": mismatched,
        "is_other": rechecked.is_other,
        "register": rechecked.register.name,
        "register_on": rechecked.register.taken_on,
        "model": model.id(),
    });
    if rechecked.state != person.state {
        store::insert_event(tx, acting, person.id, crate::EventKind::State, None, Some(&before), Some(&after))?;
    }
    let entry = Entry {
        verb: "registry.recheck",
        subject_kind: "person",
        subject: person.id.to_string(),
        place: Some(person.place),
        why: None,
        from: Some(before),
        to: Some(after),
    };
    Ok(audit::record(tx, acting, entry)?)
}
