//! Reconciliation: answers in, what was made of each, exceptions, the close of a month.

pub(crate) mod answers;
pub(crate) mod exceptions;
pub(crate) mod months;
pub(crate) mod tasks;

use crate::{
    components::{Breadcrumb, Cell, Empty, FileField, Form, Link, Table, Tag, Tone},
    pages::{cash, cycles},
    shell::{problem::Answer, visit::View},
    wording::T,
};
use askama::Template;
use office::{Action, places::Places};
use payments::{Cycle, CycleState, CycleTotals, list_cycles, totals};
use reconciliation::{Refusal, count_exceptions, list_answers, list_settlements};

/// How many settlements of the post the page shows.
const SETTLEMENTS_SHOWN: usize = 30;
/// How many answers the page shows.
const ANSWERS_SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "pages/reconciliation.html")]
struct Reconciliation<'a> {
    t: T,
    way: Breadcrumb,
    form: &'a Form,
    upload: Option<(String, FileField)>,
    taken: Option<Table>,
    exceptions: Option<Link>,
    months: Option<Table>,
    settlements: Option<Table>,
    answers: Table,
    empty: Option<Empty>,
}

/// `GET /reconciliation`.
pub(crate) async fn show(view: View) -> Answer {
    let form = view.form();
    page(&view, &form, None).await
}

/// The page; after an upload with what became of each file.
pub(super) async fn page(view: &View, form: &Form, taken: Option<Table>) -> Answer {
    let (answers, cycles, waiting, settlements, handed_in) = view
        .read_in(|tx, me| {
            let answers = list_answers(tx, &me.acting.scope, &me.acting)?;
            let mut cycles = Vec::new();
            for cycle in list_cycles(tx, &me.acting.scope, &me.acting)? {
                if matches!(cycle.state, CycleState::Instructed | CycleState::Closed) {
                    cycles.push((totals(tx, &cycle)?, cycle));
                }
            }
            let waiting: i64 = count_exceptions(tx, &me.acting)?.iter().map(|(_, count)| count).sum();
            let mut settlements = list_settlements(tx, &me.acting)?;
            settlements.truncate(SETTLEMENTS_SHOWN);
            let handed_in = cycles::names(tx, settlements.iter().map(|one| one.handed_in_by))?;
            Ok::<_, Refusal>((answers, cycles, waiting, settlements, handed_in))
        })
        .await?;
    let (t, places) = (view.t, view.app.desk.places());
    let field = form.file(t.answers_files(), ".xml,.xlsx").hint(t.answers_files_hint()).several();
    let may_take = view.may(Action::Reconcile);
    let none_text = if may_take { t.answers_none_text() } else { t.answers_none_text_elsewhere() };
    let main = Reconciliation {
        t,
        way: Breadcrumb::home(t),
        form,
        upload: may_take.then(|| (view.upload_action("/reconciliation/answers"), field)),
        taken,
        exceptions: (waiting > 0).then(|| Link::to("/reconciliation/exceptions", t.gaps_link(t.number(waiting)))),
        months: (!cycles.is_empty()).then(|| months(t, &places, &cycles)),
        settlements: (!settlements.is_empty()).then(|| cash::table(t, &handed_in, &settlements)),
        empty: answers.is_empty().then(|| Empty::of("letter", t.answers_none(), none_text)),
        answers: answers::table(t, &answers[..answers.len().min(ANSWERS_SHOWN)]),
    };
    Ok(view.form_page(t.reconciliation_title(), form, &main))
}

fn months(t: T, places: &Places, cycles: &[(CycleTotals, Cycle)]) -> Table {
    Table::of(t, t.months_caption())
        .column(t.cycle_month())
        .column(t.cycle_unit())
        .column(t.cycle_state_column())
        .numbers(t.cycle_payable())
        .numbers(t.cycle_paid())
        .numbers(t.months_open())
        .rows(cycles, |(sums, cycle)| {
            [
                Cell::link(format!("/reconciliation/months/{}", cycle.id), t.month(cycle.month)),
                Cell::text(places.display(cycle.place).unwrap_or_default()),
                Cell::tag(cycles::state(t, cycle.state)),
                Cell::text(sums.payable.to_string()),
                Cell::text(sums.paid.to_string()),
                Cell::text(sums.open.to_string()),
            ]
        })
}

/// The way to the pages below.
fn way(t: T) -> Breadcrumb {
    Breadcrumb::home(t).then("/reconciliation", t.reconciliation_title())
}

/// What was made of a line, as a lozenge.
fn outcome(t: T, outcome: reconciliation::Outcome) -> Tag {
    use reconciliation::Outcome;
    let tone = match outcome {
        Outcome::Applied => Tone::Good,
        Outcome::Repeated | Outcome::Noted => Tone::Plain,
        Outcome::Exception => Tone::Bad,
    };
    Tag::of(tone, t.answer_outcome(outcome))
}
