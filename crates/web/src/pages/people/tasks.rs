//! What waits at the records themselves.

use crate::{pages::tasks::Task, shell::problem::Problem, wording::T};
use db::Tx;
use matching::Outcome;
use office::{Action, sign_in::SignedIn};
use registry::count_people;

/// Persons whose record differs from the population register, for whoever may correct or compare them.
pub(crate) fn tasks(tx: &mut Tx<'_>, me: &SignedIn, t: T) -> Result<Vec<Task>, Problem> {
    let role = me.acting.role;
    if !role.may(Action::CorrectPerson) && !role.may(Action::DecideMatch) {
        return Ok(Vec::new());
    }
    let count = count_people(tx, &me.acting.scope, Outcome::Mismatch)?;
    let link = format!("/people?state={}", Outcome::Mismatch.key());
    Ok(vec![Task { text: t.task_people_differ().to_owned(), count, link }])
}
