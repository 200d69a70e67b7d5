//! The lists of a month: a commune a row, and drawing one up.

mod list;
mod moves;
mod paper;
mod part;
mod tasks;
mod words;

pub(crate) use list::show as show_list;
pub(crate) use moves::{
    approve, freeze, give_back, hand_over, refresh, show_approve, show_freeze, show_give_back, show_hand_over,
    show_refresh,
};
pub(crate) use paper::{download, print};
pub(crate) use part::part;
pub(crate) use tasks::tasks;

use crate::{
    address,
    components::{Breadcrumb, Cell, Empty, Form, Pagination, SummaryList, SummaryRow, Table, Tag, Tone},
    pages::place_choice,
    shell::{guard::Posted, notice::Notice, problem::Answer, visit::View},
    wording::{T, parse_month},
};
use askama::Template;
use axum::extract::Query;
use kernel::{Dong, DongOverflow, Month, today_in_vietnam};
use lists::{Drafted, List, State, draft_list, list_lists};
use office::{
    Action,
    places::{Level, Places, Unit},
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How many communes one page names.
const COMMUNES_PAGE: usize = 100;

/// Which month, and from which commune on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    month: String,
    after: String,
}

#[derive(Template)]
#[template(path = "pages/lists.html")]
struct Lists<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    month: String,
    facts: SummaryList,
    drafts: Option<Draft>,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

/// What the form that draws a list up offers.
struct Draft {
    month: String,
    button: String,
    place: String,
    select: Option<crate::components::Select>,
}

/// `GET /lists`.
pub(crate) async fn show(view: View, Query(asked): Query<Asked>) -> Answer {
    let mut form = view.form();
    let today = Month::of(today_in_vietnam(view.now)).expect("the program runs in a month of its calendar");
    let month = match asked.month.trim() {
        "" => today,
        typed => parse_month(typed).unwrap_or_else(|| {
            form.refuse("month", view.t.month_wrong());
            today
        }),
    };
    form.set("month", if form.is_refused() { asked.month.clone() } else { view.t.month(month) });
    overview(&view, &form, month, asked.after.parse().ok()).await
}

/// The page of a month, from a commune on.
async fn overview(view: &View, form: &Form, month: Month, after: Option<i64>) -> Answer {
    let lists = view.read_in::<lists::Refusal, _>(move |tx, me| list_lists(tx, &me.acting.scope, month)).await?;
    let (t, places) = (view.t, view.app.desk.places());
    let facts = facts(t, &lists)?;
    let mut by_place: BTreeMap<i64, List> = lists.into_iter().map(|list| (list.place, list)).collect();
    let mut communes = communes(view, &places, month);
    // A list drawn up for a commune of another tree is shown all the same.
    communes.extend(by_place.keys().filter(|place| !communes.contains(place)).copied().collect::<Vec<_>>());
    communes.sort_unstable();
    communes.retain(|place| after.is_none_or(|after| *place > after));
    let has_more = communes.len() > COMMUNES_PAGE;
    communes.truncate(COMMUNES_PAGE);
    let without: Vec<i64> = communes.iter().copied().filter(|place| !by_place.contains_key(place)).collect();
    let path = |after: String| format!("/lists?{}", address::query(&[("month", &t.month(month)), ("after", &after)]));
    let rows: Vec<(i64, Option<List>)> = communes.iter().map(|place| (*place, by_place.remove(place))).collect();
    let main = Lists {
        t,
        view,
        form,
        way: Breadcrumb::home(t),
        month: t.month(month),
        facts,
        drafts: view.may(Action::PrepareList).then(|| draft_form(t, form, &places, month, &without)).flatten(),
        table: table(t, &places, month, &rows)?,
        empty: rows.is_empty().then(|| Empty::of("letter", t.lists_nowhere(), t.lists_nowhere_text())),
        pages: Pagination {
            t,
            first: after.map(|_| path(String::new())),
            next: communes.last().filter(|_| has_more).map(|last| path(last.to_string())),
        },
    };
    Ok(view.form_page(t.lists_title(), form, &main))
}

/// The communes of the month that the person sees, in the order of the tree.
fn communes(view: &View, places: &Places, month: Month) -> Vec<i64> {
    let (Some(tree), Some(me)) = (places.tree_on(month.first_day()), view.signed()) else { return Vec::new() };
    let areas = place_choice::areas(&me.acting.scope, tree);
    let units = areas.into_iter().flat_map(|area| tree.within(area));
    units.filter(|unit| unit.level == Level::Commune).map(|unit| unit.place).collect()
}

/// How far the area is with the month.
fn facts(t: T, lists: &[List]) -> Result<SummaryList, DongOverflow> {
    let handed = || lists.iter().filter(|list| list.state == State::HandedOver);
    let payable: Vec<Dong> = handed().map(|list| list.totals.payable()).collect::<Result<_, _>>()?;
    let count = |states: &[State]| t.number(lists.iter().filter(|list| states.contains(&list.state)).count() as i128);
    Ok(SummaryList {
        rows: vec![
            SummaryRow::of(t.lists_drawn_up(), t.number(lists.len() as i128)),
            SummaryRow::of(t.lists_await_approval(), count(&[State::Frozen])),
            SummaryRow::of(t.lists_approved(), count(&[State::Approved])),
            SummaryRow::of(t.lists_handed_over(), count(&[State::HandedOver])),
            SummaryRow::of(t.lists_handed_over_payable(), t.dong(Dong::total(payable)?)),
        ],
    })
}

fn draft_form(t: T, form: &Form, places: &Places, month: Month, without: &[i64]) -> Option<Draft> {
    let named = |place: &i64| (place.to_string(), places.unit(*place).map(Unit::full_name).unwrap_or_default());
    let draft = Draft {
        month: t.month(month),
        button: t.list_draft(t.month(month)),
        place: without.first()?.to_string(),
        select: None,
    };
    let select = || form.select("place", t.list_place()).options(without.iter().map(named));
    Some(Draft { select: (without.len() > 1).then(select), ..draft })
}

fn table(t: T, places: &Places, month: Month, rows: &[(i64, Option<List>)]) -> Result<Table, DongOverflow> {
    let table = Table::of(t, t.lists_caption(t.month(month)))
        .column(t.list_place())
        .column(t.list_state())
        .numbers(t.list_lines())
        .numbers(t.list_payable_lines())
        .numbers(t.list_payable())
        .numbers(t.list_held());
    rows.iter().try_fold(table, |table, (place, list)| {
        let name = places.unit(*place).map(Unit::full_name).unwrap_or_default();
        let Some(list) = list else {
            let none = || Cell::text("");
            return Ok(table.row([
                Cell::text(name),
                Cell::tag(Tag::of(Tone::Plain, t.list_none())),
                none(),
                none(),
                none(),
                none(),
            ]));
        };
        Ok(table.row([
            Cell::link(format!("/lists/{}", list.id), name),
            Cell::tag(state_tag(t, list.state)),
            Cell::text(t.number(list.totals.lines)),
            Cell::text(t.number(list.totals.payable_lines)),
            Cell::text(t.dong(list.totals.payable()?)),
            Cell::text(t.dong(list.totals.held)),
        ]))
    })
}

/// Where a list stands, in colour.
fn state_tag(t: T, state: State) -> Tag {
    let tone = match state {
        State::Draft => Tone::Plain,
        State::Frozen => Tone::Warn,
        State::Approved => Tone::Info,
        State::HandedOver => Tone::Good,
    };
    Tag::of(tone, t.list_state_named(state))
}

/// `POST /lists`: draws a commune's list up.
pub(crate) async fn draft(view: View, Posted(mut form): Posted) -> Answer {
    let today = Month::of(today_in_vietnam(view.now)).expect("the program runs in a month of its calendar");
    let (month, place) = (parse_month(form.value("month")), form.value("place").parse::<i64>().ok());
    if month.is_none() {
        form.refuse("month", view.t.month_wrong());
    }
    if place.is_none() {
        form.refuse("place", view.t.choice_missing());
    }
    let (Some(month), Some(place)) = (month, place) else {
        return overview(&view, &form, month.unwrap_or(today), None).await;
    };
    let places = view.app.desk.places();
    let drawn = view.write_in::<lists::Refusal, _>(move |tx, me| draft_list(tx, &me.acting, &places, place, month));
    match drawn.await? {
        Ok(drawn) => {
            let notice = if matches!(drawn, Drafted::Created(_)) { Notice::ListDrafted } else { Notice::ListExists };
            Ok(view.done(&format!("/lists/{}", drawn.list().id), notice))
        }
        Err(refusal) => {
            form.refuse("month", view.tell(refusal)?);
            overview(&view, &form, month, None).await
        }
    }
}
