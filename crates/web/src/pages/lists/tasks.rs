//! What waits at this month's lists.

use crate::{address, pages::tasks::Task, shell::problem::Problem, wording::T};
use db::Tx;
use kernel::Month;
use lists::{State, list_lists};
use office::{Action, sign_in::SignedIn};

/// Lists of this month that stand where this person moves them on.
pub(crate) fn tasks(tx: &mut Tx<'_>, me: &SignedIn, t: T) -> Result<Vec<Task>, Problem> {
    let (prepares, approves) = (me.acting.role.may(Action::PrepareList), me.acting.role.may(Action::ApproveList));
    let Some(month) = Month::of(me.acting.today()).ok().filter(|_| prepares || approves) else {
        return Ok(Vec::new());
    };
    let lists = list_lists(tx, &me.acting.scope, month)?;
    let link = format!("/lists?{}", address::query(&[("month", &t.month(month))]));
    let waiting = [
        (prepares && lists.is_empty(), None, t.tasks_lists_none(t.month(month))),
        (prepares, Some(State::Draft), t.tasks_lists_draft(t.month(month))),
        (approves, Some(State::Frozen), t.tasks_lists_frozen(t.month(month))),
        (prepares, Some(State::Approved), t.tasks_lists_approved(t.month(month))),
    ];
    let task = |(is_theirs, state, text): (bool, Option<State>, String)| {
        let in_state = |state: State| lists.iter().filter(|list| list.state == state).count();
        let count = i64::try_from(state.map_or(1, in_state)).unwrap_or(i64::MAX);
        is_theirs.then(|| Task { text, count, link: link.clone() })
    };
    Ok(waiting.into_iter().filter_map(task).collect())
}
