//! One settlement: what it says, line by line, and the next step for whoever may do it.

use super::{path, state};
use crate::{
    components::{Breadcrumb, Cell, Form, Link, Pagination, SummaryList, SummaryRow, Tab, Table, Tabs},
    pages::cycles::{Names, named, names},
    shell::{guard::Posted, notice::Notice, problem::Answer, visit::View},
    wording::T,
};
use askama::Template;
use axum::extract::{Path, Query};
use kernel::SettlementId;
use office::Action;
use payments::Count;
use reconciliation::{
    LINES_PAGE, Refusal, Settlement, SettlementLine, SettlementState, Status, confirm_settlement,
    list_settlement_lines, load_settlement, send_back_settlement, take_settlement,
};
use serde::Deserialize;

/// What the lines are narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    result: String,
    after: String,
}

/// The next step: a text, a button, and where it goes.
struct Step {
    text: String,
    label: &'static str,
    action: String,
}

#[derive(Template)]
#[template(path = "pages/settlement.html")]
struct SettlementPage<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    form: &'a Form,
    title: String,
    facts: SummaryList,
    step: Option<Step>,
    own: Option<&'static str>,
    back: Option<Step>,
    answer: Option<Link>,
    tabs: Tabs,
    lines: Option<Table>,
    pages: Pagination,
}

/// `GET /cash/settlements/{id}`.
pub(crate) async fn show(view: View, Path(id): Path<SettlementId>, Query(narrow): Query<Narrow>) -> Answer {
    let form = view.form();
    page(&view, id, &form, &narrow).await
}

async fn page(view: &View, id: SettlementId, form: &Form, narrow: &Narrow) -> Answer {
    let status = Status::parse(&narrow.result);
    let (settlement, lines, names) = view
        .read_in(move |tx, me| {
            let settlement = load_settlement(tx, &me.acting, id)?;
            let lines = list_settlement_lines(tx, &me.acting, &settlement, status)?;
            let hands = [settlement.confirmed, settlement.ended].into_iter().flatten().map(|(staff, _)| staff);
            let names = names(tx, hands.chain([settlement.handed_in_by]))?;
            Ok::<_, Refusal>((settlement, lines, names))
        })
        .await?;
    let t = view.t;
    let is_own = view.me()?.acting.staff == settlement.handed_in_by;
    let after: i64 = narrow.after.parse().unwrap_or_default();
    let mut shown: Vec<SettlementLine> = lines.into_iter().filter(|line| line.entry.line > after).collect();
    let is_more = shown.len() > LINES_PAGE;
    shown.truncate(LINES_PAGE);
    let last = shown.last().filter(|_| is_more).map(|line| line.entry.line.to_string());
    let link = |after: &str| {
        let mut query = vec![("result", narrow.result.as_str()), ("after", after)];
        query.retain(|(_, value)| !value.is_empty());
        format!("{}?{}", path(&settlement), crate::address::query(&query))
    };
    let way = if view.may(Action::RecordPaid) {
        Breadcrumb::home(t).then("/cash", t.cash_title())
    } else {
        Breadcrumb::home(t).then("/reconciliation", t.reconciliation_title())
    };
    let main = SettlementPage {
        t,
        view,
        way,
        form,
        title: settlement.name.clone(),
        facts: facts(t, &names, &settlement),
        step: step(view, &settlement, is_own),
        own: (is_own && settlement.state == SettlementState::HandedIn && view.may(Action::ConfirmPaid))
            .then(|| t.settlement_own()),
        back: back(view, &settlement, is_own),
        answer: settlement
            .answer
            .map(|answer| Link::to(format!("/reconciliation/answers/{answer}"), t.settlement_see_answer())),
        tabs: tabs(t, &settlement, &narrow.result),
        lines: (!shown.is_empty()).then(|| table(t, &shown)),
        pages: Pagination { t, first: (after > 0).then(|| link("")), next: last.map(|last| link(&last)) },
    };
    Ok(view.form_page(&settlement.name, form, &main))
}

fn step(view: &View, settlement: &Settlement, is_own: bool) -> Option<Step> {
    let t = view.t;
    let step =
        |text: &str, label, verb| Step { text: text.to_owned(), label, action: format!("{}/{verb}", path(settlement)) };
    match settlement.state {
        SettlementState::HandedIn if view.may(Action::ConfirmPaid) && !is_own => {
            Some(step(t.settlement_confirm_text(), t.settlement_confirm_button(), "confirm"))
        }
        SettlementState::Confirmed if view.may(Action::Reconcile) => {
            Some(step(t.settlement_take_text(), t.settlement_take_button(), "take"))
        }
        _ => None,
    }
}

fn back(view: &View, settlement: &Settlement, is_own: bool) -> Option<Step> {
    let t = view.t;
    let (label, verb) = match settlement.state {
        SettlementState::HandedIn if is_own && view.may(Action::RecordPaid) => {
            (t.settlement_withdraw_button(), "withdraw")
        }
        SettlementState::HandedIn if view.may(Action::ConfirmPaid) => (t.settlement_back_button(), "withdraw"),
        SettlementState::Confirmed if view.may(Action::Reconcile) => (t.settlement_back_button(), "return"),
        _ => return None,
    };
    Some(Step { text: t.settlement_back_hint().to_owned(), label, action: format!("{}/{verb}", path(settlement)) })
}

fn facts(t: T, names: &Names, settlement: &Settlement) -> SummaryList {
    let sums = &settlement.sums;
    let count = |count: Count| t.cash_count(t.number(count.payments), count.amount);
    let hand = |staff, at| t.settlement_who_when(named(t, names, Some(staff)), t.instant(at));
    let mut rows = vec![
        SummaryRow::of(t.settlement_state_column(), "").tag(state(t, settlement.state)),
        SummaryRow::of(t.settlement_handed_over(), count(sums.handed_over)),
        SummaryRow::of(t.settlement_not_collected(), count(sums.not_collected)),
        SummaryRow::of(t.settlement_left_open(), count(sums.left_open)),
        SummaryRow::of(t.settlement_handed_in_by(), hand(settlement.handed_in_by, settlement.handed_in_at)),
    ];
    if let Some((staff, at)) = settlement.confirmed {
        rows.push(SummaryRow::of(t.settlement_confirmed_by(), hand(staff, at)));
    }
    if let Some((staff, at)) = settlement.ended {
        rows.push(SummaryRow::of(t.settlement_ended_by(), hand(staff, at)));
    }
    if let Some(why) = &settlement.why {
        rows.push(SummaryRow::of(t.settlement_why(), why.as_str()));
    }
    SummaryList { rows }
}

fn tabs(t: T, settlement: &Settlement, here: &str) -> Tabs {
    let sums = &settlement.sums;
    let tab = |key: &str, text: String| {
        let query = if key.is_empty() { String::new() } else { format!("?result={key}") };
        Tab { link: Link::to(format!("{}{query}", path(settlement)), text), is_here: here == key }
    };
    let one = |status: Status, count: Count| {
        tab(status.key(), t.cycle_state_count(t.answer_status(status), t.number(count.payments)))
    };
    let whole = sums.handed_over.payments + sums.not_collected.payments + sums.left_open.payments;
    let tabs = vec![
        tab("", t.answer_all_lines(t.number(whole))),
        one(Status::HandedOver, sums.handed_over),
        one(Status::NotCollected, sums.not_collected),
        one(Status::LeftOpen, sums.left_open),
    ];
    Tabs { label: t.settlement_lines_title().to_owned(), tabs }
}

fn table(t: T, lines: &[SettlementLine]) -> Table {
    Table::of(t, t.settlement_lines_caption())
        .column(t.settlement_person())
        .numbers(t.settlement_line())
        .numbers(t.instruction_amount())
        .column(t.settlement_result())
        .column(t.settlement_day())
        .column(t.settlement_reason())
        .rows(lines, |line| {
            let entry = &line.entry;
            [
                Cell::text(line.full_name.clone().unwrap_or_default())
                    .below(entry.reference.clone().unwrap_or_default()),
                Cell::text(t.number(entry.line)),
                Cell::text(entry.amount.map(|amount| amount.to_string()).unwrap_or_default()),
                Cell::text(t.answer_status(entry.status)),
                Cell::text(entry.booked_on.map(|day| t.date(day)).unwrap_or_default()),
                Cell::text(entry.text.clone().unwrap_or_default()),
            ]
        })
}

/// `POST /cash/settlements/{id}/confirm`.
pub(crate) async fn confirm(view: View, Path(id): Path<SettlementId>, Posted(mut form): Posted) -> Answer {
    match view.write_in(move |tx, me| confirm_settlement(tx, &me.acting, id)).await? {
        Ok(settlement) => Ok(view.done(&path(&settlement), Notice::SettlementConfirmed)),
        Err(refusal) => {
            form.refuse("step", view.tell(refusal)?);
            page(&view, id, &form, &Narrow::default()).await
        }
    }
}

/// `POST /cash/settlements/{id}/take`.
pub(crate) async fn take(view: View, Path(id): Path<SettlementId>, Posted(mut form): Posted) -> Answer {
    match view.write_alone_in(move |tx, me| take_settlement(tx, &me.acting, id)).await? {
        Ok(taken) => {
            let answer = format!("/reconciliation/answers/{}", taken.answer().id);
            Ok(view.done(&answer, Notice::SettlementTaken))
        }
        Err(refusal) => {
            form.refuse("step", view.tell(refusal)?);
            page(&view, id, &form, &Narrow::default()).await
        }
    }
}

/// `POST /cash/settlements/{id}/withdraw` and `/return`: who may is decided by where it stands.
pub(crate) async fn send_back(view: View, Path(id): Path<SettlementId>, Posted(mut form): Posted) -> Answer {
    let why = form.value("why").to_owned();
    match view.write_in(move |tx, me| send_back_settlement(tx, &me.acting, id, &why)).await? {
        Ok(()) => Ok(view.done(&format!("/cash/settlements/{id}"), Notice::SettlementBack)),
        Err(refusal) => {
            form.refuse("why", view.tell(refusal)?);
            page(&view, id, &form, &Narrow::default()).await
        }
    }
}
