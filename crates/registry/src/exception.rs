//! Two records that contradict each other: shown, until an officer says how it is.

use crate::{EventKind, HoldReason, Refusal, store};
use db::Tx;
use jiff::Timestamp;
use kernel::{EntitlementId, ExceptionId, PersonId, SourceFileId, StaffId};
use office::{
    Acting, Action, Scope,
    audit::{self, Entry},
};
use serde_json::json;
use std::collections::BTreeMap;

kernel::keyed! {
    /// What contradicts what.
    pub enum ExceptionKind {
        /// The citizen number of a row is held by another person.
        NumberClaimed = "number_claimed",
        /// Two persons of the registry are one person of the population register.
        SamePerson = "same_person",
        /// A second entitlement in a programme that gives one.
        TwiceInProgramme = "twice_in_programme",
        /// One person on the lists of two communes.
        TwoCommunes = "two_communes",
        /// Two records that are linked to nobody and tell of somebody alike.
        Alike = "alike",
        /// Người có công missing from their module: the province is asked (R10).
        NotInModule = "not_in_module",
    }
}

kernel::keyed! {
    /// How a contradiction was solved.
    pub enum Solution {
        /// Both records stand: what was held is released.
        BothStand = "both_stand",
        /// The record that came second was not to be: nothing is paid by it any more.
        SecondEnds = "second_ends",
        /// Of one person's two records the second is kept: the first gives nothing any more of what both give.
        FirstEnds = "first_ends",
        /// It was put right elsewhere; what is held stays held.
        Elsewhere = "elsewhere",
    }
}

impl ExceptionKind {
    /// How a contradiction of this kind can be solved.
    pub const fn solutions(self) -> &'static [Solution] {
        match self {
            ExceptionKind::NotInModule => &[Solution::BothStand, Solution::SecondEnds],
            ExceptionKind::TwiceInProgramme | ExceptionKind::TwoCommunes => {
                &[Solution::BothStand, Solution::SecondEnds, Solution::Elsewhere]
            }
            ExceptionKind::NumberClaimed | ExceptionKind::SamePerson | ExceptionKind::Alike => Solution::ALL,
        }
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
    /// The entitlement the row brought: of two records, the second.
    pub entitlement: EntitlementId,
    /// The commune of the row.
    pub place: i64,
    /// The file of the row.
    pub file: SourceFileId,
    /// Its line.
    pub line: i64,
    /// When it was found.
    pub found_at: Timestamp,
}

/// How many contradictions a workbook takes.
pub const EXCEPTIONS_EXPORTED_MAX: usize = 5_000;

/// Contradictions of the scope that nobody has solved, of one kind where it is named, the oldest first; at most `limit`.
pub fn list_exceptions(
    tx: &mut Tx<'_>,
    scope: &Scope,
    kind: Option<ExceptionKind>,
    limit: usize,
) -> Result<Vec<Exception>, Refusal> {
    list_exceptions_after(tx, scope, kind, None, limit)
}

/// Those behind a place of that list.
pub fn list_exceptions_after(
    tx: &mut Tx<'_>,
    scope: &Scope,
    kind: Option<ExceptionKind>,
    after: Option<(Timestamp, ExceptionId)>,
    limit: usize,
) -> Result<Vec<Exception>, Refusal> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(store::list_exceptions(tx, &scope.condition("place"), kind, after, limit)?)
}

/// How many of each kind nobody has solved; kinds of which there is none are not among them.
pub fn count_exceptions(tx: &mut Tx<'_>, scope: &Scope) -> Result<BTreeMap<ExceptionKind, i64>, Refusal> {
    Ok(store::count_exceptions_by_kind(tx, &scope.condition("place"))?)
}

/// A contradiction of the scope that nobody has solved.
pub fn find_exception(tx: &mut Tx<'_>, scope: &Scope, id: ExceptionId) -> Result<Option<Exception>, Refusal> {
    Ok(store::find_exception(tx, &scope.condition("place"), id)?)
}

/// How a contradiction of the scope was solved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solved {
    /// Whose record.
    pub person: PersonId,
    /// By whom.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// What it was.
    pub kind: ExceptionKind,
    /// How.
    pub solution: Solution,
    /// Why.
    pub why: String,
}

/// How somebody solved a contradiction of the scope before; nothing for one that waits.
pub fn find_solved(tx: &mut Tx<'_>, scope: &Scope, id: ExceptionId) -> Result<Option<Solved>, Refusal> {
    Ok(store::find_solved(tx, &scope.condition("place"), id)?)
}

/// What somebody said of contradictions about a person of the scope, the newest first.
pub fn list_solved_of(tx: &mut Tx<'_>, scope: &Scope, person: PersonId) -> Result<Vec<(ExceptionId, Solved)>, Refusal> {
    Ok(store::list_solved_of(tx, &scope.condition("place"), person)?)
}

/// The contradictions of one kind to be written down, the look recorded.
pub fn export_exceptions(tx: &mut Tx<'_>, acting: &Acting, kind: ExceptionKind) -> Result<Vec<Exception>, Refusal> {
    acting.must(Action::CorrectPerson)?;
    let found = list_exceptions(tx, &acting.scope, Some(kind), EXCEPTIONS_EXPORTED_MAX)?;
    let entry = Entry {
        verb: "registry.export_work",
        subject_kind: "worklist",
        subject: kind.key().to_owned(),
        place: acting.place,
        why: None,
        from: None,
        to: Some(json!({ "rows": found.len() })),
    };
    audit::record_view(tx, acting, entry)?;
    Ok(found)
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

/// A contradiction is put on the worklist and on the timelines of both; what it holds is the caller's. Of two records it
/// is told once: what says less of them is told no more. Answers how many of that were found by this very operation.
pub(crate) fn tell(tx: &mut Tx<'_>, acting: &Acting, found: &Exception) -> Result<i64, Refusal> {
    let withdrawn = withdraw_lesser(tx, acting, found.kind, (found.person, found.other))?;
    store::insert_exception(tx, found)?;
    let told = json!({ "exception": found.id, "kind": found.kind.key() });
    for person in [found.person, found.other] {
        store::insert_event(tx, acting, person, EventKind::ExceptionFound, None, None, Some(&told))?;
    }
    Ok(withdrawn)
}

/// That two records have one number, or look alike, is no question of its own once they are said to be one person.
pub(crate) fn withdraw_lesser(
    tx: &mut Tx<'_>,
    acting: &Acting,
    kind: ExceptionKind,
    pair: (PersonId, PersonId),
) -> Result<i64, Refusal> {
    let lesser: &[ExceptionKind] = match kind {
        ExceptionKind::SamePerson => &[ExceptionKind::NumberClaimed, ExceptionKind::Alike],
        ExceptionKind::NumberClaimed => &[ExceptionKind::Alike],
        ExceptionKind::TwiceInProgramme
        | ExceptionKind::TwoCommunes
        | ExceptionKind::Alike
        | ExceptionKind::NotInModule => &[],
    };
    let mut withdrawn = 0;
    for lesser in lesser {
        let found = store::delete_open_exceptions(tx, *lesser, pair)?;
        withdrawn += found.iter().map(|at| i64::from(*at == acting.now)).sum::<i64>();
    }
    Ok(withdrawn)
}

/// The reason under which the record that came second is held.
pub(crate) fn held_because(kind: ExceptionKind) -> Option<HoldReason> {
    match kind {
        ExceptionKind::TwiceInProgramme => Some(HoldReason::TwiceInProgramme),
        ExceptionKind::TwoCommunes => Some(HoldReason::TwoCommunes),
        ExceptionKind::SamePerson => Some(HoldReason::SamePerson),
        ExceptionKind::NotInModule => Some(HoldReason::AwaitsProvince),
        // What is only alike is held by nobody: most of the two are two people.
        ExceptionKind::NumberClaimed | ExceptionKind::Alike => None,
    }
}
