//! A record beside the population register once more, by what it says now.
//!
//! A row that lacked its number, or had a field wrong, is put right in the record by two officers; its list goes on
//! saying what it says. So the register is asked about the record, not about the row.

use crate::{Person, Refusal, enrol_file::ENROL_LOCK, load_person::find_person, same_person, store};
use db::Tx;
use kernel::PersonId;
use matching::{Answer, AskedPerson, Field, Model, Outcome, Register, ask_one};
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
}

/// Asks the register about a person who is not verified.
///
/// Verified is whom the rules verify, and whoever an officer had found to be that person, once the record proves it:
/// number or old number, name and date, at most one difference in date or sex. A record that is no better than before
/// keeps its state; one that was corrected since, and so had none, takes what the register says.
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
    let found = store::find_confirmed_pid(tx, id)?;
    let answer = ask_one(places, (register, model), &asked(&person));
    if register.fault().is_some() {
        // What was found in a file that could not be read is not kept.
        return Err(Refusal::Corrupt { what: "register" });
    }
    let state = state(&person, &answer, found.as_deref());
    let pid = match state {
        Outcome::Verified if answer.outcome == Outcome::Verified => answer.pid.clone(),
        Outcome::Verified => found,
        _ => None,
    };
    store::set_state(tx, acting, id, (state, pid.as_deref(), answer.no_card))?;
    if let Some(pid) = &pid {
        claim(tx, acting, &person, pid)?;
    }
    let mismatched: Vec<&str> = answer.mismatched.iter().map(|field| field.key()).collect();
    let before = json!({ "state": person.state.key() });
    let after = json!({
        "state": state.key(),
        "no_card": answer.no_card,
        "mismatched": mismatched,
        "register": register.snapshot().name,
        "model": model.id(),
    });
    store::insert_event(tx, acting, id, crate::EventKind::State, None, Some(&before), Some(&after))?;
    let entry = Entry {
        verb: "registry.recheck",
        subject_kind: "person",
        subject: id.to_string(),
        place: Some(person.place),
        why: None,
        from: Some(before),
        to: Some(after),
    };
    audit::record(tx, acting, entry)?;
    Ok(Rechecked { state, mismatched: answer.mismatched })
}

fn asked(person: &Person) -> AskedPerson {
    AskedPerson {
        full_name: person.full_name.as_str().to_owned(),
        birth: person.birth,
        sex: person.sex,
        citizen_id: person.citizen_id,
        old_id: person.old_id,
        place: person.place,
        hamlet: person.hamlet.clone().unwrap_or_default(),
    }
}

fn state(person: &Person, answer: &Answer, found: Option<&str>) -> Outcome {
    let proven = found.is_some_and(|pid| answer.proven.iter().any(|one| one == pid));
    match (answer.outcome, person.state) {
        (Outcome::Verified, _) => Outcome::Verified,
        _ if proven => Outcome::Verified,
        // Whose the row is has been decided, and a likeness takes it from nobody.
        _ if found.is_some() => Outcome::Mismatch,
        (outcome, Outcome::NotSent) => outcome,
        (_, state) => state,
    }
}

/// The register's id belongs to this person now; where another record has it, both are told, and this one is held.
fn claim(tx: &mut Tx<'_>, acting: &Acting, person: &Person, pid: &str) -> Result<(), Refusal> {
    match store::find_claim(tx, "pid", pid)? {
        None => Ok(store::insert_claim(tx, "pid", pid, person.id)?),
        Some(holder) if holder == person.id => Ok(()),
        Some(holder) => same_person::tell_all(tx, acting, person.id, holder),
    }
}
