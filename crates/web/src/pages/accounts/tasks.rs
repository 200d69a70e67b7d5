//! What waits at the accounts of the own area.

use crate::{pages::tasks::Task, shell::problem::Problem, wording::T};
use accounts::{State, count_accounts};
use db::Tx;
use office::{Action, sign_in::SignedIn};

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
    Ok(waiting.into_iter().map(task).collect())
}
