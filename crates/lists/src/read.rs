//! Looking at lists.

use crate::{HeldReason, LineNote, List, ListLine, MethodTotal, Refusal, State, store};
use db::Tx;
use kernel::{Dong, EntitlementId, ListId, Month, PersonId};
use office::Scope;
use survey::Method;

/// Which lines of a list.
#[derive(Clone, Copy, Debug, Default)]
pub struct LineFilter {
    /// Of this method.
    pub method: Option<Method>,
    /// Only those that are not paid this month, or only those that are.
    pub held: Option<bool>,
    /// Only after this one, as the last page gave it.
    pub after: Option<(PersonId, EntitlementId)>,
}

/// A page of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinesPage {
    /// The lines, by person and entitlement.
    pub lines: Vec<ListLine>,
    /// Where the next page begins, if there may be one.
    pub next: Option<(PersonId, EntitlementId)>,
}

/// What a list says of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineOfPerson {
    /// Which list.
    pub list: ListId,
    /// Of which month.
    pub month: Month,
    /// Where the list stands.
    pub state: State,
    /// How much.
    pub amount: Dong,
    /// Why it is not paid this month.
    pub held: Option<HeldReason>,
    /// Why in cash.
    pub note: Option<LineNote>,
}

/// A list, if the scope sees its commune.
pub fn find_list(tx: &mut Tx<'_>, scope: &Scope, id: ListId) -> Result<Option<List>, Refusal> {
    Ok(store::find_list(tx, &scope.condition("l.place"), id)?)
}

/// The lists of a month, in the order of the unit tree.
pub fn list_lists(tx: &mut Tx<'_>, scope: &Scope, month: Month) -> Result<Vec<List>, Refusal> {
    Ok(store::list_lists(tx, &scope.condition("l.place"), month)?)
}

/// Lines of a list, at most `limit`; none of a list the scope does not see.
pub fn list_lines(
    tx: &mut Tx<'_>,
    scope: &Scope,
    id: ListId,
    filter: &LineFilter,
    limit: usize,
) -> Result<LinesPage, Refusal> {
    let lines = store::list_lines(tx, &scope.condition("n.place"), id, filter, limit)?;
    let next = lines.last().filter(|_| lines.len() == limit).map(|line| (line.person, line.entitlement));
    Ok(LinesPage { lines, next })
}

/// What the lists of the newest month that names a person say, a line an entitlement.
pub fn list_newest_lines_of_person(
    tx: &mut Tx<'_>,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<LineOfPerson>, Refusal> {
    Ok(store::list_newest_lines_of_person(tx, &scope.condition("n.place"), person)?)
}

/// What each method comes to, in the order of the sheets; none of a list the scope does not see.
pub fn sum_by_method(tx: &mut Tx<'_>, scope: &Scope, id: ListId) -> Result<Vec<MethodTotal>, Refusal> {
    let mut totals = store::sum_by_method(tx, &scope.condition("n.place"), id)?;
    totals.sort_by_key(|total| total.method);
    Ok(totals)
}
