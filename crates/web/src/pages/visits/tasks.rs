//! What waits at the doors of the own area.

use crate::{pages::tasks::Task, shell::problem::Problem, wording::T};
use db::Tx;
use office::{Action, sign_in::SignedIn};
use survey::{count_progress, list_unconfirmed};

/// Persons nobody has visited, minutes without all signatures, papers to confirm.
pub(crate) fn tasks(tx: &mut Tx<'_>, me: &SignedIn, t: T) -> Result<Vec<Task>, Problem> {
    let (acting, mut tasks) = (&me.acting, Vec::new());
    if acting.role.may(Action::RecordVisit) {
        let progress = count_progress(tx, &acting.scope, acting.today())?;
        let sum = |of: fn(&survey::CommuneProgress) -> i64| progress.iter().map(of).sum();
        let task = |text: &str, count| Task { text: text.to_owned(), count, link: "/visits".to_owned() };
        tasks.push(task(t.tasks_visits(), sum(survey::CommuneProgress::to_visit)));
        tasks.push(task(t.tasks_minutes(), sum(|one| one.minutes_open)));
    }
    if let Some(place) = acting.place.filter(|_| acting.role.may(Action::ConfirmProxy)) {
        let papers = list_unconfirmed(tx, &acting.scope, place, acting.today())?;
        let count = i64::try_from(papers.len()).unwrap_or(i64::MAX);
        tasks.push(Task { text: t.tasks_papers().to_owned(), count, link: "/visits/papers".to_owned() });
    }
    Ok(tasks)
}
