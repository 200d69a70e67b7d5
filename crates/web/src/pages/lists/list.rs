//! One list: where it stands, what it comes to, its lines.

use super::{state_tag, words};
use crate::{
    address,
    components::{
        Breadcrumb, Cell, Empty, Icon, Link, Notice, Pagination, Select, SummaryList, SummaryRow, Table, Tone,
    },
    shell::{
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::extract::{Path, Query};
use jiff::Timestamp;
use kernel::{DongOverflow, ListId, StaffId};
use lists::{LineFilter, LinesPage, List, ListLine, MethodTotal, State, find_list, list_lines, sum_by_method};
use office::{
    Action,
    places::{Places, Unit},
};
use serde::Deserialize;
use std::collections::HashMap;
use survey::Method;

/// How many lines one page shows.
const LINES_PAGE: usize = 50;

/// Which lines.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    method: String,
    held: String,
    after: String,
}

impl Narrow {
    fn filter(&self) -> LineFilter {
        let after = self.after.split_once('_');
        LineFilter {
            method: Method::parse(&self.method),
            held: match self.held.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            after: after.and_then(|(person, entitlement)| Some((person.parse().ok()?, entitlement.parse().ok()?))),
        }
    }

    fn path(&self, id: ListId, after: &str) -> String {
        let mut query = vec![("method", self.method.as_str()), ("held", &self.held), ("after", after)];
        query.retain(|(_, value)| !value.is_empty());
        format!("/lists/{id}?{}#lines", address::query(&query))
    }
}

/// Everything the page shows, read in one picture.
struct Seen {
    list: List,
    totals: Vec<MethodTotal>,
    page: LinesPage,
    words: words::LineWords,
    names: HashMap<StaffId, String>,
    receiver: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    t: T,
    id: ListId,
    way: Breadcrumb,
    over: String,
    title: String,
    next: Notice,
    moves: Vec<Link>,
    facts: SummaryList,
    sums: Table,
    method: Select,
    held: Select,
    lines: Table,
    no_lines: Option<Empty>,
    pages: Pagination,
}

/// The list, if the person sees its commune.
pub(super) async fn load(view: &View, id: ListId) -> Answer<List> {
    let found = view.read_in::<lists::Refusal, _>(move |tx, me| find_list(tx, &me.acting.scope, id)).await?;
    found.ok_or(Problem::NotFound)
}

/// `GET /lists/{id}`.
pub(crate) async fn show(view: View, Path(id): Path<ListId>, Query(narrow): Query<Narrow>) -> Answer {
    let (t, filter, places) = (view.t, narrow.filter(), view.app.desk.places());
    let seen = view
        .read_in::<lists::Refusal, _>(move |tx, me| {
            let scope = &me.acting.scope;
            let Some(list) = find_list(tx, scope, id)? else { return Ok(None) };
            Ok(Some(Seen {
                totals: sum_by_method(tx, scope, id)?,
                page: list_lines(tx, scope, id, &filter, LINES_PAGE)?,
                words: words::LineWords::of(tx, t)?,
                names: words::staff_names(tx, &me.acting, &list)?,
                receiver: words::receiver(tx, &me.acting, &places, &list)?,
                list,
            }))
        })
        .await?;
    let seen = seen.ok_or(Problem::NotFound)?;
    let form = view.form().with("method", narrow.method.as_str()).with("held", narrow.held.as_str());
    let title = title(t, &seen.list);
    let main = ListPage {
        t,
        id,
        way: way(t, &seen.list),
        over: commune(&view.app.desk.places(), &seen.list),
        title: title.clone(),
        next: next_step(&view, &seen),
        moves: moves(&view, &seen.list),
        facts: facts(t, &seen)?,
        sums: sums(t, &seen)?,
        method: form.select("method", t.list_method()).none(t.list_any_method()).options(methods(t)),
        held: form.select("held", t.list_paid_or_held()).none(t.list_paid_and_held()).options(paid_or_held(t)),
        lines: lines(t, &seen),
        no_lines: seen.page.lines.is_empty().then(|| no_lines(t, &seen.list)),
        pages: Pagination {
            t,
            first: (!narrow.after.is_empty()).then(|| narrow.path(id, "")),
            next: seen.page.next.map(|(person, entitlement)| narrow.path(id, &format!("{person}_{entitlement}"))),
        },
    };
    Ok(view.page(&title, &main))
}

/// `Danh sách tháng 02/2024`.
pub(super) fn title(t: T, list: &List) -> String {
    t.list_of_month(t.month(list.month))
}

/// The commune's name.
pub(super) fn commune(places: &Places, list: &List) -> String {
    places.unit(list.place).map(Unit::full_name).unwrap_or_default()
}

/// Back to the lists of the month.
pub(super) fn way(t: T, list: &List) -> Breadcrumb {
    let path = format!("/lists?{}", address::query(&[("month", &t.month(list.month))]));
    Breadcrumb::home(t).then(path, t.lists_title())
}

/// What happens next, and who does it.
fn next_step(view: &View, seen: &Seen) -> Notice {
    let t = view.t;
    let why = seen.list.why.as_deref().filter(|_| seen.list.state == State::Draft);
    match seen.list.state {
        State::Draft if why.is_some() => Notice::of(Tone::Warn, t.list_given_back(why.unwrap_or_default())),
        State::Draft => Notice::of(Tone::Info, t.list_next_freeze()),
        State::Frozen => Notice::of(Tone::Info, t.list_next_approve()),
        State::Approved => Notice::of(Tone::Info, t.list_next_hand_over()),
        State::HandedOver => {
            let receiver = seen.receiver.as_deref().unwrap_or_else(|| t.list_receiver_unknown());
            Notice::of(Tone::Good, t.list_is_handed_over(receiver))
        }
    }
}

/// What this person may do with it now.
fn moves(view: &View, list: &List) -> Vec<Link> {
    let (t, id) = (view.t, list.id);
    let to = |step: &str, text: &str| Link::to(format!("/lists/{id}/{step}"), text);
    match list.state {
        State::Draft if view.may(Action::PrepareList) => {
            vec![to("freeze", t.list_freeze()), to("refresh", t.list_refresh())]
        }
        State::Frozen if view.may(Action::ApproveList) => {
            vec![to("approve", t.list_approve()), to("return", t.list_return())]
        }
        State::Approved if view.may(Action::PrepareList) => vec![to("hand-over", t.list_hand_over())],
        _ => Vec::new(),
    }
}

fn facts(t: T, seen: &Seen) -> Result<SummaryList, DongOverflow> {
    let list = &seen.list;
    let who = |id: Option<StaffId>| {
        let known = id.and_then(|id| seen.names.get(&id)).map(String::as_str);
        known.unwrap_or_else(|| t.list_somebody_elsewhere()).to_owned()
    };
    let by = |id: Option<StaffId>, at: Timestamp| t.list_by_at(who(id), t.instant(at));
    let mut rows = vec![
        SummaryRow::of(t.list_state(), "").tag(state_tag(t, list.state)),
        SummaryRow::of(
            t.list_lines(),
            t.list_lines_of(t.number(list.totals.payable_lines), t.number(list.totals.lines)),
        ),
        SummaryRow::of(t.list_payable(), t.dong(list.totals.payable()?)),
        SummaryRow::of(t.list_held(), t.dong(list.totals.held)),
        SummaryRow::of(t.list_version(), t.number(list.version)),
        SummaryRow::of(t.list_prepared(), by(Some(list.prepared_by), list.prepared_at)),
    ];
    rows.extend(list.digest.map(|digest| SummaryRow::of(t.list_digest(), digest.to_string())));
    // A list that was given back keeps the names of its last round; they are told once they hold again.
    let is_past = |state: State| list.state >= state;
    let told = [
        (State::Frozen, t.list_frozen(), list.frozen_by, list.frozen_at),
        (State::Approved, t.list_was_approved(), list.approved_by, list.approved_at),
        (State::HandedOver, t.list_was_handed_over(), list.handed_over_by, list.handed_over_at),
    ];
    let told = told.into_iter().filter(|(state, ..)| is_past(*state));
    rows.extend(told.filter_map(|(_, key, id, at)| Some(SummaryRow::of(key, by(id, at?)))));
    Ok(SummaryList { rows })
}

/// What each method comes to, and all of them.
fn sums(t: T, seen: &Seen) -> Result<Table, DongOverflow> {
    let table = Table::of(t, t.list_sums_caption())
        .column(t.list_method())
        .numbers(t.list_lines())
        .numbers(t.list_payable_lines())
        .numbers(t.list_amount())
        .numbers(t.list_payable())
        .numbers(t.list_held());
    let id = seen.list.id;
    let all = Some((Cell::strong(t.list_total()), seen.list.totals));
    let each = seen.totals.iter().map(|sum| {
        let path = format!("/lists/{id}?method={}#lines", sum.method.key());
        (Cell::link(path, t.method(sum.method)), sum.totals)
    });
    each.chain(all).try_fold(table, |table, (name, totals)| {
        Ok(table.row([
            name,
            Cell::text(t.number(totals.lines)),
            Cell::text(t.number(totals.payable_lines)),
            Cell::text(t.dong(totals.total)),
            Cell::text(t.dong(totals.payable()?)),
            Cell::text(t.dong(totals.held)),
        ]))
    })
}

fn methods(t: T) -> impl Iterator<Item = (String, String)> {
    Method::ALL.iter().map(move |method| (method.key().to_owned(), t.method(*method).to_owned()))
}

fn paid_or_held(t: T) -> [(String, String); 2] {
    [("no".to_owned(), t.list_only_paid().to_owned()), ("yes".to_owned(), t.list_only_held().to_owned())]
}

fn no_lines(t: T, list: &List) -> Empty {
    if list.totals.lines == 0 {
        Empty::of("people", t.list_empty(), t.list_empty_text())
    } else {
        Empty::of("people", t.list_none_found(), t.list_none_found_text())
    }
}

fn lines(t: T, seen: &Seen) -> Table {
    Table::of(t, t.list_lines_caption())
        .column(t.full_name_label())
        .column(t.list_category())
        .column(t.list_method())
        .numbers(t.list_amount())
        .column(t.list_remark())
        .rows(&seen.page.lines, |line| {
            [
                Cell::link(format!("/people/{}", line.person), &line.full_name).below(identity(line)),
                Cell::text(seen.words.category(t, line)),
                Cell::text(t.method(line.method)).below(seen.words.account(line)),
                Cell::text(t.dong(line.amount)),
                words::remark(t, line),
            ]
        })
}

/// The birth and the covered number.
pub(super) fn identity(line: &ListLine) -> String {
    let birth = line.birth.map(kernel::BirthDate::slashed);
    birth.into_iter().chain(masked_id(line)).collect::<Vec<_>>().join(" · ")
}

/// The citizen number, covered.
pub(super) fn masked_id(line: &ListLine) -> Option<String> {
    let text = line.citizen_id.as_deref()?;
    kernel::CitizenId::parse(text).ok().map(|number| number.masked())
}
