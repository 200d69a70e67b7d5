//! A person with everything that is known and that happened.

use crate::{ChangeRequest, Entitlement, Event, Exception, Hold, Movement, Person, Proposal, Refusal, store};
use db::Tx;
use kernel::PersonId;
use matching::RowRef;
use office::Scope;

/// The page of a person.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonRecord {
    /// The person.
    pub person: Person,
    /// What they are entitled to, by first month.
    pub entitlements: Vec<Entitlement>,
    /// What is or was held.
    pub holds: Vec<Hold>,
    /// Corrections, open and decided.
    pub changes: Vec<ChangeRequest>,
    /// What the population register says instead, by field, whatever became of it.
    pub proposals: Vec<Proposal>,
    /// What files of movements say, the oldest first.
    pub movements: Vec<Movement>,
    /// Contradictions that nobody has solved.
    pub exceptions: Vec<Exception>,
    /// The timeline, the oldest first.
    pub events: Vec<Event>,
}

/// One person of the scope, with the timeline. Full numbers are in it: whoever shows them records the view.
pub fn load_person(tx: &mut Tx<'_>, scope: &Scope, id: PersonId) -> Result<PersonRecord, Refusal> {
    let person = find_person(tx, scope, id)?;
    Ok(PersonRecord {
        entitlements: store::list_entitlements(tx, id)?,
        holds: store::list_holds(tx, id)?,
        changes: store::list_changes_of(tx, id)?,
        proposals: store::list_proposals_of(tx, id)?,
        movements: store::list_movements_of(tx, id)?,
        exceptions: store::list_exceptions_of(tx, id)?,
        events: store::list_events(tx, id)?,
        person,
    })
}

/// The rows of lists by which a person of the scope is here: whoever tells where a record comes from asks about them.
pub fn list_rows_of(tx: &mut Tx<'_>, scope: &Scope, id: PersonId) -> Result<Vec<RowRef>, Refusal> {
    let person = find_person(tx, scope, id)?;
    Ok(store::list_rows_of(tx, person.id)?)
}

/// One person of the scope, or told like nobody.
pub(crate) fn find_person(tx: &mut Tx<'_>, scope: &Scope, id: PersonId) -> Result<Person, Refusal> {
    let found = store::find_person(tx, id)?.filter(|person| scope.covers(person.place));
    found.ok_or(Refusal::NotFound { what: "person" })
}
