//! A month before its close: the equation to the đồng, what is missing, the button.

use super::way;
use crate::{
    address,
    components::{Breadcrumb, Cell, Form, Link, Notice as Box, Table, Tag, Tone},
    pages::cycles::{self, meets, named, names},
    shell::{guard::Posted, notice::Notice, problem::Answer, visit::View},
    wording::T,
};
use askama::Template;
use axum::extract::Path;
use kernel::{CycleId, Dong};
use office::Action;
use payments::{CycleState, CycleTotals};
use reconciliation::{MonthBalance, Refusal, close_month, load_balance};

#[derive(Template)]
#[template(path = "pages/month.html")]
struct MonthPage<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    form: &'a Form,
    unit: String,
    title: String,
    tag: Tag,
    told: Box,
    sides: Box,
    balance: Table,
    links: Vec<Link>,
    close: Option<Close>,
    others: Option<String>,
}

struct Close {
    action: String,
    version: i64,
}

/// `GET /reconciliation/months/{cycle}`.
pub(crate) async fn show(view: View, Path(id): Path<CycleId>) -> Answer {
    let form = view.form();
    page(&view, id, &form).await
}

async fn page(view: &View, id: CycleId, form: &Form) -> Answer {
    let (known, closer) = view
        .read_in(move |tx, me| {
            let known = load_balance(tx, &me.acting, id)?;
            let names = names(tx, known.cycle.closed_by)?;
            Ok::<_, Refusal>((known, names))
        })
        .await?;
    let (t, cycle, sums) = (view.t, &known.cycle, &known.sums);
    let places = view.app.desk.places();
    let title = t.month_close_title(t.month(cycle.month));
    let may_close = cycle.state == CycleState::Instructed && view.may(Action::CloseMonth);
    let told = match cycle.closed_at {
        Some(at) => Box::of(Tone::Good, t.month_is_closed(named(t, &closer, cycle.closed_by), t.instant(at))),
        None => stands(t, &known),
    };
    let main = MonthPage {
        t,
        view,
        way: way(t),
        form,
        unit: places.display(cycle.place).unwrap_or_default(),
        title: title.clone(),
        tag: cycles::state(t, cycle.state),
        told,
        sides: meets(t, due(sums), whole(sums)),
        balance: balance(t, sums),
        links: links(t, &known),
        close: may_close
            .then(|| Close { action: format!("/reconciliation/months/{id}/close"), version: cycle.version }),
        others: (known.others > 0).then(|| t.month_others(t.number(known.others))),
    };
    Ok(view.form_page(&title, form, &main))
}

fn due(sums: &CycleTotals) -> Dong {
    sums.due().unwrap_or_default()
}

/// What is accounted for, and what is still out: both sides of the table.
fn whole(sums: &CycleTotals) -> Dong {
    sums.accounted().unwrap_or_default().checked_add(sums.open).unwrap_or_default()
}

/// What stands in the way of the close, the first thing first.
fn stands(t: T, known: &MonthBalance) -> Box {
    let (sums, stuck) = (&known.sums, Box::of(Tone::Warn, t.month_stuck()));
    if known.cycle.state != CycleState::Instructed {
        return stuck.text(t.month_not_instructed());
    }
    if sums.open_count > 0 {
        return stuck.text(t.month_open_payments(t.number(sums.open_count), sums.open));
    }
    if known.blocking > 0 {
        return stuck.text(t.month_blocking(t.number(known.blocking)));
    }
    Box::of(Tone::Good, t.month_ready())
}

fn balance(t: T, sums: &CycleTotals) -> Table {
    let row = |what: &str, amount: Dong| [Cell::text(what), Cell::text(amount.to_string())];
    let strong = |what: &str, amount: Dong| [Cell::strong(what), Cell::strong(amount.to_string())];
    Table::of(t, t.month_equation())
        .column(t.balance_what())
        .numbers(t.balance_amount())
        .row(row(t.balance_entitled(), sums.entitled))
        .row(row(t.balance_carried_in(), sums.carried_in))
        .row(strong(t.balance_due(), due(sums)))
        .row(row(t.month_paid(), sums.paid))
        .row(row(t.month_carried_over(), sums.carried_over))
        .row(row(t.month_held(), sums.held))
        .row(row(t.month_held_back(), sums.held_back))
        .row(strong(t.month_accounted(), sums.accounted().unwrap_or_default()))
        .row(row(t.month_missing(), sums.open))
}

fn links(t: T, known: &MonthBalance) -> Vec<Link> {
    let (cycle, sums) = (format!("/cycles/{}", known.cycle.id), &known.sums);
    let mut links = vec![Link::to(cycle.clone(), t.month_cycle())];
    if sums.open_count > 0 {
        for state in ["in_file", "sent", "accepted", "unknown"] {
            let state = payments::InstructionState::parse(state).expect("a state of the table");
            let text = format!("{}: {}", t.month_see_open(), t.instruction_state_named(state));
            links.push(Link::to(format!("{cycle}/instructions?state={}", state.key()), text));
        }
    }
    if sums.carried_over != Dong::ZERO || sums.held_back != Dong::ZERO {
        links.push(Link::to("/cycles/carried", t.carried_link()));
    }
    if sums.held != Dong::ZERO {
        let lists = format!("/lists?{}", address::query(&[("month", &t.month(known.cycle.month))]));
        links.push(Link::to(lists, t.balance_held_link()));
    }
    if known.blocking + known.others > 0 {
        links.push(Link::to("/reconciliation/exceptions", t.month_see_exceptions()));
    }
    links
}

/// `POST /reconciliation/months/{cycle}/close`.
pub(crate) async fn close(view: View, Path(id): Path<CycleId>, Posted(mut form): Posted) -> Answer {
    let seen = form.value("version").parse().unwrap_or_default();
    match view.write_in(move |tx, me| close_month(tx, &me.acting, id, seen)).await? {
        Ok(_) => Ok(view.done(&format!("/reconciliation/months/{id}"), Notice::MonthClosed)),
        Err(refusal) => {
            form.refuse("close", view.tell(refusal)?);
            page(&view, id, &form).await
        }
    }
}
