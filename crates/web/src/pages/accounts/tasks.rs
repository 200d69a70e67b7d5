//! What waits at the accounts of the own area.

use crate::{pages::tasks::Task, shell::problem::Problem, wording::T};
use accounts::{State, count_accounts, count_renamed};
use db::Tx;
use office::{Action, sign_in::SignedIn};
use registry::OPEN_COUNTED_MAX;

/// Claims to check, and checked ones to activate.
pub(crate) fn tasks(tx: &mut Tx<'_>, me: &SignedIn, t: T) -> Result<Vec<Task>, Problem> {
    if !me.acting.role.may(Action::CheckAccount) {
        return Ok(Vec::new());
    }
    let counts = count_accounts(tx, &me.acting.scope)?;
    let waiting = [(State::Claimed, t.tasks_accounts_claimed()), (State::Checked, t.tasks_accounts_checked())];
    let task = |(state, text): (State, &str)| Task {
        text: text.to_owned(),
        count: counts.iter().filter(|count| count.state == state).map(|count| count.persons).sum(),
        link: format!("/accounts?state={}", state.key()),
    };
    let renamed = count_renamed(tx, &me.acting.scope, OPEN_COUNTED_MAX)?;
    let renamed =
        Task { text: t.tasks_accounts_renamed().to_owned(), count: renamed, link: "/accounts?name=renamed".to_owned() };
    Ok(waiting.into_iter().map(task).chain([renamed]).collect())
}
