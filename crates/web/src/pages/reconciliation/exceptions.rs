//! What somebody must look at: the worklist, one exception, deciding about it with a reason.

use super::way;
use crate::{
    components::{Breadcrumb, Cell, Empty, Form, Link, SummaryList, SummaryRow, Tab, Table, Tabs, Tag, Tone},
    shell::{guard::Posted, notice::Notice, problem::Answer, visit::View},
    wording::T,
};
use askama::Template;
use axum::extract::{Path, Query};
use kernel::ExceptionId;
use office::{Action, places::Places};
use payments::CycleState;
use reconciliation::{
    EXCEPTIONS_PAGE, ExceptionKind, ExceptionLine, Refusal, count_exceptions, list_exception_lines, load_exception,
    settle_exception,
};
use serde::Deserialize;

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    kind: String,
}

#[derive(Template)]
#[template(path = "pages/money_exceptions.html")]
struct Exceptions {
    t: T,
    way: Breadcrumb,
    tabs: Tabs,
    more: Option<String>,
    /// A table a month, those that are not closed first.
    months: Vec<(String, Table)>,
    empty: Option<Empty>,
}

/// `GET /reconciliation/exceptions`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let kind = ExceptionKind::parse(&narrow.kind);
    let (counts, lines) = view
        .read_in(move |tx, me| {
            let counts = count_exceptions(tx, &me.acting)?;
            Ok::<_, Refusal>((counts, list_exception_lines(tx, &me.acting, kind)?))
        })
        .await?;
    let (t, places) = (view.t, view.app.desk.places());
    let whole: i64 = counts.iter().map(|(_, count)| count).sum();
    let tab = |key: &str, text: String| {
        let query = if key.is_empty() { String::new() } else { format!("?kind={key}") };
        let is_here = kind.map_or("", ExceptionKind::key) == key;
        Tab { link: Link::to(format!("/reconciliation/exceptions{query}"), text), is_here }
    };
    let mut tabs = vec![tab("", t.gaps_all(t.number(whole)))];
    tabs.extend(
        counts
            .iter()
            .map(|(kind, count)| tab(kind.key(), t.cycle_state_count(t.exception_kind(*kind), t.number(*count)))),
    );
    let main = Exceptions {
        t,
        way: way(t),
        tabs: Tabs { label: t.gaps_of_money().to_owned(), tabs },
        more: (lines.len() == EXCEPTIONS_PAGE).then(|| t.gaps_more(EXCEPTIONS_PAGE)),
        empty: lines.is_empty().then(|| Empty::of("check", t.gaps_none_open(), t.gaps_none_open_text())),
        months: months(t, &places, &lines),
    };
    Ok(view.page(t.gaps_of_money(), &main))
}

/// The exceptions month by month, in the order they come in.
fn months(t: T, places: &Places, lines: &[ExceptionLine]) -> Vec<(String, Table)> {
    let of_one_month = lines.chunk_by(|one, next| one.month == next.month);
    let table = |lines: &[ExceptionLine]| {
        let heading = match lines.first().and_then(|line| line.month) {
            Some((month, CycleState::Closed)) => t.gaps_of_closed_month(t.month(month)),
            Some((month, _)) => t.gaps_of_open_month(t.month(month)),
            None => t.gaps_of_no_month().to_owned(),
        };
        let table = table(t, places, &heading, lines);
        (heading, table)
    };
    of_one_month.map(table).collect()
}

fn table(t: T, places: &Places, caption: &str, lines: &[ExceptionLine]) -> Table {
    Table::of(t, caption)
        .column(t.gap_what())
        .column(t.gap_person())
        .column(t.gap_commune())
        .numbers(t.gap_amount())
        .column(t.gap_since())
        .rows(lines, |line| {
            let one = &line.exception;
            let reason = one.code.as_deref().map(|code| t.bank_reason(code)).unwrap_or_default();
            [
                Cell::link(path(one.id), t.exception_kind(one.kind)).below(reason),
                Cell::text(line.full_name.clone().or_else(|| one.reference.clone()).unwrap_or_default()),
                Cell::text(places.unit(one.place).map(office::places::Unit::full_name).unwrap_or_default()),
                Cell::text(one.amount.map(|amount| amount.to_string()).unwrap_or_default()),
                Cell::text(t.instant(one.opened_at)),
            ]
        })
}

fn path(id: ExceptionId) -> String {
    format!("/reconciliation/exceptions/{id}")
}

#[derive(Template)]
#[template(path = "pages/money_exception.html")]
struct ExceptionPage<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    form: &'a Form,
    title: &'static str,
    facts: SummaryList,
    to_do: &'static str,
    payment: Option<String>,
    answer: String,
    settle: Option<String>,
}

/// `GET /reconciliation/exceptions/{id}`.
pub(crate) async fn show(view: View, Path(id): Path<ExceptionId>) -> Answer {
    let form = view.form();
    page(&view, id, &form).await
}

async fn page(view: &View, id: ExceptionId, form: &Form) -> Answer {
    let line = view.read_in::<Refusal, _>(move |tx, me| load_exception(tx, &me.acting, id)).await?;
    let (t, one) = (view.t, &line.exception);
    let title = t.exception_kind(one.kind);
    let may_settle = one.settled_by.is_none() && view.may(Action::Reconcile);
    let main = ExceptionPage {
        t,
        view,
        way: way(t).then("/reconciliation/exceptions", t.gaps_of_money()),
        form,
        title,
        facts: facts(view, &line),
        to_do: t.exception_to_do(one.kind),
        payment: line.payment.as_ref().map(|(cycle, reference)| format!("/cycles/{cycle}/instructions/{reference}")),
        answer: format!("/reconciliation/answers/{}?line={}", one.answer, one.line.unwrap_or(1)),
        settle: may_settle.then(|| format!("{}/settle", path(id))),
    };
    Ok(view.form_page(title, form, &main))
}

fn facts(view: &View, line: &ExceptionLine) -> SummaryList {
    let (t, one, places) = (view.t, &line.exception, view.app.desk.places());
    let mut rows = Vec::new();
    if one.settled_by.is_some() {
        rows.push(SummaryRow::of(t.instruction_state(), "").tag(Tag::of(Tone::Good, t.gap_is_settled())));
    } else if one.kind.is_blocking() {
        rows.push(SummaryRow::of(t.instruction_state(), "").tag(Tag::of(Tone::Bad, t.gap_blocks())));
    }
    if let Some(name) = &line.full_name {
        rows.push(SummaryRow::of(t.gap_person(), name.as_str()));
    }
    rows.push(SummaryRow::of(t.gap_commune(), places.display(one.place).unwrap_or_default()));
    if let Some(amount) = one.amount {
        rows.push(SummaryRow::of(t.gap_amount(), amount.to_string()));
    }
    if let Some(reference) = &one.reference {
        rows.push(SummaryRow::of(t.gap_reference(), reference.as_str()));
    }
    if let Some(code) = &one.code {
        rows.push(SummaryRow::of(t.gap_reason(), t.bank_reason(code)));
    }
    if let Some((month, state)) = line.month {
        let month = t.month(month);
        let said = if state == CycleState::Closed { t.gap_month_is_closed(month) } else { month };
        rows.push(SummaryRow::of(t.gap_month(), said));
    }
    rows.push(SummaryRow::of(t.gap_since(), t.instant(one.opened_at)));
    SummaryList { rows }
}

/// `POST /reconciliation/exceptions/{id}/settle`.
pub(crate) async fn settle(view: View, Path(id): Path<ExceptionId>, Posted(mut form): Posted) -> Answer {
    let why = form.value("why").to_owned();
    match view.write_in(move |tx, me| settle_exception(tx, &me.acting, id, &why)).await? {
        Ok(()) => Ok(view.done("/reconciliation/exceptions", Notice::ExceptionSettled)),
        Err(refusal) => {
            form.refuse("why", view.tell(refusal)?);
            page(&view, id, &form).await
        }
    }
}
