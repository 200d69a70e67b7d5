//! Two records that contradict each other: shown, until an officer says how it is.

use crate::{Refusal, refusal::check_text, store};
use db::Tx;
use jiff::Timestamp;
use kernel::{ExceptionId, PersonId, SourceFileId};
use office::{
    Acting, Action, Scope,
    audit::{self, Entry},
};

kernel::keyed! {
    /// What contradicts what.
    pub enum ExceptionKind {
        /// The citizen number of a row is held by another person.
        NumberClaimed = "number_claimed",
        /// Two persons of the registry are one person of the population register.
        SamePerson = "same_person",
        /// A second entitlement in a programme that gives one; the second is held.
        TwiceInProgramme = "twice_in_programme",
        /// One person on the lists of two communes.
        TwoCommunes = "two_communes",
    }
}

/// A contradiction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Its id.
    pub id: ExceptionId,
    /// What contradicts what.
    pub kind: ExceptionKind,
    /// Whose row brought it.
    pub person: PersonId,
    /// The other person; the same one where both records are theirs.
    pub other: PersonId,
    /// The commune of the row.
    pub place: i64,
    /// The file of the row.
    pub file: SourceFileId,
    /// Its line.
    pub line: i64,
    /// When it was found.
    pub found_at: Timestamp,
}

/// Contradictions of the scope that nobody has solved, the oldest first; at most `limit`.
pub fn list_exceptions(tx: &mut Tx<'_>, scope: &Scope, limit: usize) -> Result<Vec<Exception>, Refusal> {
    Ok(store::list_exceptions(tx, &scope.condition("place"), i64::try_from(limit).unwrap_or(i64::MAX))?)
}

/// A contradiction of the scope that nobody has solved.
pub fn find_exception(tx: &mut Tx<'_>, scope: &Scope, id: ExceptionId) -> Result<Option<Exception>, Refusal> {
    Ok(store::find_exception(tx, &scope.condition("place"), id)?)
}

/// What waits for an officer's decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenWork {
    /// Contradictions.
    pub exceptions: i64,
    /// Corrections somebody else asked for.
    pub changes: i64,
}

/// What waits is counted up to here: the count is asked for on every start page.
pub const OPEN_COUNTED_MAX: i64 = 10_000;

/// What waits in the officer's area, each up to `OPEN_COUNTED_MAX`. Whoever asked for a correction does not approve it.
pub fn count_open(tx: &mut Tx<'_>, acting: &Acting) -> Result<OpenWork, Refusal> {
    Ok(OpenWork {
        exceptions: store::count_exceptions(tx, &acting.scope.condition("place"), OPEN_COUNTED_MAX)?,
        changes: store::count_changes(tx, &acting.scope.condition("p.place"), acting.staff, OPEN_COUNTED_MAX)?,
    })
}

/// Says how a contradiction was solved. What it held is released by whoever releases the hold.
pub fn solve_exception(tx: &mut Tx<'_>, acting: &Acting, id: ExceptionId, why: &str) -> Result<(), Refusal> {
    acting.must(Action::CorrectPerson)?;
    check_text("why", why)?;
    let place = store::find_exception_place(tx, id)?.filter(|place| acting.scope.covers(*place));
    let place = place.ok_or(Refusal::NotFound { what: "exception" })?;
    if store::solve_exception(tx, acting, id, why)? == 0 {
        return Err(Refusal::Decided);
    }
    let entry = Entry {
        verb: "registry.solve_exception",
        subject_kind: "exception",
        subject: id.to_string(),
        place: Some(place),
        why: Some(why.to_owned()),
        from: None,
        to: None,
    };
    Ok(audit::record(tx, acting, entry)?)
}
