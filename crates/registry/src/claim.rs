//! Whose a number is, and whose an id of the population register: one holder each.

use crate::{Person, Refusal, same_person, solve_exception::Moved, store};
use db::Tx;
use kernel::{CitizenId, PersonId};
use office::Acting;

/// Whoever's number another record had takes it where that record was put right: nobody else can take it any more.
pub(crate) fn claim_if_free(tx: &mut Tx<'_>, person: PersonId) -> Result<(), Refusal> {
    let number = store::find_person(tx, person)?.and_then(|person| person.citizen_id);
    match number {
        Some(number) if store::find_claim(tx, "citizen_id", number.as_str())?.is_none() => {
            Ok(store::insert_claim(tx, "citizen_id", number.as_str(), person)?)
        }
        _ => Ok(()),
    }
}

/// A corrected number is given back, and whoever else has it in their record takes it at once: whoever is verified by it,
/// or was there first.
pub(crate) fn free_number(tx: &mut Tx<'_>, number: &CitizenId, from: PersonId) -> Result<(), Refusal> {
    store::delete_claim(tx, "citizen_id", number.as_str(), from)?;
    match store::find_next_holder(tx, number, from)? {
        Some(next) => claim_if_free(tx, next),
        None => Ok(()),
    }
}

/// The register's id belongs to this person now, and one it was taken for before does not; where another record has it,
/// both are told, and this one is held.
pub(crate) fn claim_pid(tx: &mut Tx<'_>, acting: &Acting, person: &Person, pid: Option<&str>) -> Result<(), Refusal> {
    if let Some(before) = person.pid.as_deref().filter(|before| Some(*before) != pid) {
        store::delete_claim(tx, "pid", before, person.id)?;
    }
    let Some(pid) = pid else { return Ok(()) };
    match store::find_claim(tx, "pid", pid)? {
        None => Ok(store::insert_claim(tx, "pid", pid, person.id)?),
        Some(holder) if holder == person.id => Ok(()),
        Some(holder) => same_person::tell_all(tx, acting, person.id, holder),
    }
}

/// What somebody holds goes to another, or to nobody; nothing where they do not hold it.
pub(crate) fn move_claim(
    tx: &mut Tx<'_>,
    (kind, value): (&str, &str),
    from: PersonId,
    to: Option<PersonId>,
) -> Result<Option<Moved>, Refusal> {
    if store::find_claim(tx, kind, value)? != Some(from) {
        return Ok(None);
    }
    store::delete_claim(tx, kind, value, from)?;
    if let Some(to) = to {
        store::insert_claim(tx, kind, value, to)?;
    }
    Ok(Some(Moved { kind: kind.to_owned(), value: value.to_owned(), from, to }))
}
