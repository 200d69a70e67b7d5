//! What waits for whoever looks: one function a room counts it, the start page shows it.

use crate::{
    shell::{
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use db::Tx;
use office::sign_in::SignedIn;

/// Something that waits for this person: so many of it, and where it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Task {
    /// What is to be done, without the number: `dòng chờ quyết định đối chiếu`.
    pub text: String,
    pub count: i64,
    /// The page on which it is done.
    pub link: String,
}

/// What waits in one room. It counts inside the reader's scope, and answers nothing to a role that may not act.
type Waiting = fn(&mut Tx<'_>, &SignedIn, T) -> Result<Vec<Task>, Problem>;

/// The rooms, in the order of the process.
const ROOMS: &[Waiting] = &[
    super::imports::tasks,
    super::matching::tasks,
    super::movements::tasks,
    super::people::tasks::tasks,
    super::people::exceptions::tasks,
    super::people::proposals::tasks,
    super::people::work::tasks,
    super::visits::tasks,
    super::accounts::tasks,
    super::lists::tasks,
    super::cash::tasks,
    super::reconciliation::tasks::tasks,
    super::tokens::tasks,
];

/// Everything that waits for whoever looks, what nobody waits for left out.
pub(crate) async fn collect(view: &View) -> Answer<Vec<Task>> {
    let t = view.t;
    let collect = move |tx: &mut Tx<'_>, me: &SignedIn| {
        let tasks: Result<Vec<_>, Problem> = ROOMS.iter().map(|room| room(tx, me, t)).collect();
        Ok(tasks?.concat())
    };
    let mut tasks = view.read_in::<Problem, _>(collect).await?;
    tasks.retain(|task| task.count > 0);
    Ok(tasks)
}
