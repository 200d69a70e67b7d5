//! What waits on the start page: cycles at their next step, exceptions.

use crate::{pages::tasks::Task, shell::problem::Problem, wording::T};
use db::Tx;
use office::{Action, sign_in::SignedIn};
use payments::{Cycle, CycleState, list_cycles};
use reconciliation::count_exceptions;

/// The cycles and exceptions of whoever may do the next step.
pub(crate) fn tasks(tx: &mut Tx<'_>, me: &SignedIn, t: T) -> Result<Vec<Task>, Problem> {
    let may = |action| me.acting.role.may(action);
    if !may(Action::PrepareCycle) && !may(Action::ApproveCycle) && !may(Action::Reconcile) {
        return Ok(Vec::new());
    }
    let cycles = list_cycles(tx, &me.acting.scope, &me.acting)?;
    let in_state = |state: CycleState| cycles.iter().filter(move |cycle| cycle.state == state);
    let mut tasks = Vec::new();
    let mut offer = |action, state, text: &str, page: fn(&Cycle) -> String| {
        let waiting: Vec<&Cycle> = in_state(state).collect();
        if !may(action) {
            return;
        }
        // One alone is opened at once; of several the list is.
        let link = if let [only] = waiting[..] { page(only) } else { "/cycles".to_owned() };
        tasks.push(Task { text: text.to_owned(), count: i64::try_from(waiting.len()).unwrap_or(i64::MAX), link });
    };
    offer(Action::PrepareCycle, CycleState::Open, t.task_compute_cycle(), |cycle| format!("/cycles/{}", cycle.id));
    offer(Action::ApproveCycle, CycleState::Computed, t.task_approve_cycle(), |cycle| {
        format!("/cycles/{}/approve", cycle.id)
    });
    offer(Action::ApproveCycle, CycleState::Approved, t.task_send_files(), |cycle| format!("/cycles/{}", cycle.id));
    offer(Action::Reconcile, CycleState::Instructed, t.task_open_payments(), |cycle| {
        format!("/reconciliation/months/{}", cycle.id)
    });
    if may(Action::Reconcile) {
        let count = count_exceptions(tx, &me.acting)?.iter().map(|(_, count)| count).sum();
        let text = t.task_exceptions().to_owned();
        tasks.push(Task { text, count, link: "/reconciliation/exceptions".to_owned() });
    }
    Ok(tasks)
}
