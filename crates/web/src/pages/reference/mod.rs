//! Reference data: the overview, and what the pages of all kinds share.

pub(crate) mod banks;
pub(crate) mod categories;
mod change;
pub(crate) mod holidays;
pub(crate) mod proposals;
pub(crate) mod rates;
pub(crate) mod targets;

use crate::{
    address,
    components::{Breadcrumb, Cell, Empty, Form, Icon, Link, Tab, Table, Tabs, Tag, Tone},
    shell::{problem::Answer, visit::View},
    wording::{T, parse_date},
};
use askama::Template;
use axum::response::Response;
use db::Tx;
use jiff::civil::Date;
use kernel::{StaffId, today_in_vietnam};
use office::{
    Acting, Refusal,
    reference::{Confidence, Proposal, ReferenceKind, State, Version, list_proposals},
    staff::find_staff,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The way to a list.
fn way(t: T) -> Breadcrumb {
    Breadcrumb::home(t).then("/reference", t.reference_title())
}

/// The way below a list.
fn way_to(t: T, kind: ReferenceKind) -> Breadcrumb {
    way(t).then(list_path(kind), t.reference_kind_named(kind))
}

/// The kinds side by side.
fn tabs(t: T, here: &str) -> Tabs {
    let tab = |path: &str, text| Tab { link: Link::to(path, text), is_here: path == here };
    let tabs = vec![
        tab("/reference", t.reference_overview()),
        tab("/reference/rates", t.rates_title()),
        tab("/reference/categories", t.categories_title()),
        tab("/reference/banks", t.banks_title()),
        tab("/reference/holidays", t.holidays_title()),
        tab("/reference/targets", t.targets_title()),
        tab("/profiles", t.profiles_title()),
        tab("/profiles/calendar", t.kind_calendar_rules()),
        tab("/places", t.places_title()),
    ];
    Tabs { label: t.reference_tabs().to_owned(), tabs }
}

/// The day a list is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct OnDay {
    day: String,
}

impl OnDay {
    /// The day, or today with a word about what was typed.
    pub(super) fn read(self, view: &View) -> (Date, Form) {
        let today = today_in_vietnam(view.now);
        if self.day.trim().is_empty() {
            return (today, view.form().with("day", view.t.date(today)));
        }
        let mut form = view.form().with("day", self.day);
        let day = parse_date(form.value("day"));
        if day.is_none() {
            form.refuse("day", view.t.date_wrong());
        }
        (day.unwrap_or(today), form)
    }
}

/// A list of one kind, on a day.
#[derive(Template)]
#[template(path = "pages/reference_list.html")]
struct ListPage<'a> {
    t: T,
    way: Breadcrumb,
    title: &'static str,
    tabs: Tabs,
    form: &'a Form,
    action: &'static str,
    day_label: &'static str,
    add: Option<Link>,
    table: Table,
    empty: Option<Empty>,
}

impl<'a> ListPage<'a> {
    fn of(t: T, action: &'static str, title: &'static str, form: &'a Form, table: Table) -> ListPage<'a> {
        let (way, tabs) = (way(t), tabs(t, action));
        ListPage { t, way, title, tabs, form, action, day_label: t.reference_day(), add: None, table, empty: None }
    }

    fn add(self, add: Option<Link>) -> ListPage<'a> {
        ListPage { add, ..self }
    }

    fn empty(self, empty: Option<Empty>) -> ListPage<'a> {
        ListPage { empty, ..self }
    }

    fn answer(&self, view: &View) -> Response {
        view.form_page(self.title, self.form, self)
    }
}

fn nothing_holds(t: T, is_empty: bool) -> Option<Empty> {
    is_empty.then(|| Empty::of("book", t.reference_none(), t.reference_none_text()))
}

/// `01/07/2024 – 30/06/2025`, or `Từ 01/07/2024`.
fn period(t: T, from: Date, until: Option<Date>) -> String {
    match until {
        Some(until) if until == from => t.date(from),
        Some(until) => format!("{} – {}", t.date(from), t.date(until)),
        None => t.reference_period_open(t.date(from)),
    }
}

/// Only what somebody should look at stands out.
fn confidence(t: T, confidence: Confidence) -> Tag {
    let tone = match confidence {
        Confidence::Source | Confidence::Law | Confidence::Announced => Tone::Good,
        Confidence::Entered => Tone::Plain,
        Confidence::Placeholder => Tone::Bad,
        _ => Tone::Warn,
    };
    Tag::of(tone, t.confidence(confidence))
}

/// `/reference/rates/…`.
fn path_of(kind: ReferenceKind, item: &str) -> String {
    let item = address::encoded(item);
    match kind {
        ReferenceKind::Rate => format!("/reference/rates/{item}"),
        ReferenceKind::Category => format!("/reference/categories/{item}"),
        ReferenceKind::Bank => format!("/reference/banks/{item}"),
        ReferenceKind::Holiday => format!("/reference/holidays/{item}"),
        ReferenceKind::Target => format!("/reference/targets/{item}"),
        ReferenceKind::CalendarRule => "/profiles/calendar".to_owned(),
        ReferenceKind::Profile => "/profiles".to_owned(),
    }
}

fn proposal_path(kind: ReferenceKind, item: &str, from: Date, version: i64) -> String {
    format!("/reference/proposals/{}/{}/{from}/{version}", kind.key(), address::encoded(item))
}

/// Names behind ids, as far as this person may see them.
type Names = BTreeMap<StaffId, String>;

fn names<T>(tx: &mut Tx<'_>, acting: &Acting, versions: &[Version<T>]) -> Result<Names, Refusal> {
    let mut names = Names::new();
    let ids = versions.iter().flat_map(|version| [version.proposed_by, version.decided_by]).flatten();
    for id in ids {
        if names.contains_key(&id) {
            continue;
        }
        if let Some(line) = find_staff(tx, &acting.ground_scope(), id, acting.now)? {
            names.insert(id, line.staff.full_name);
        }
    }
    Ok(names)
}

fn named(t: T, names: &Names, id: Option<StaffId>) -> String {
    let Some(id) = id else { return String::new() };
    names.get(&id).cloned().unwrap_or_else(|| t.reference_elsewhere().to_owned())
}

/// An item with every version it had.
#[derive(Template)]
#[template(path = "pages/reference_history.html")]
struct HistoryPage {
    way: Breadcrumb,
    over: &'static str,
    title: String,
    actions: Vec<Link>,
    table: Table,
}

/// One item's versions, the newest first.
struct History<'a, V> {
    kind: ReferenceKind,
    title: &'a str,
    versions: &'a [Version<V>],
    names: &'a Names,
    actions: Vec<Link>,
}

impl<V> History<'_, V> {
    /// The page; `told` says a value in one line, with its basis below.
    fn answer(self, view: &View, item: &str, told: impl Fn(&V) -> Cell) -> Response {
        let t = view.t;
        let table = Table::of(t, t.reference_history())
            .column(t.reference_value())
            .column(t.reference_period())
            .column(t.reference_version())
            .column(t.reference_state())
            .column(t.reference_by())
            .column(t.reference_why())
            .rows(self.versions.iter().rev(), |version| {
                [
                    told(&version.value),
                    Cell::text(period(t, version.from, version.until)),
                    Cell::text(t.number(version.number)),
                    self.state(t, item, version),
                    self.who(t, version),
                    Cell::text(version.why.clone().unwrap_or_default()),
                ]
            });
        let way = way_to(t, self.kind);
        let over = t.reference_kind_named(self.kind);
        let main = HistoryPage { way, over, title: self.title.to_owned(), actions: self.actions, table };
        view.page(&t.reference_history_title(self.title), &main)
    }

    fn state(&self, t: T, item: &str, version: &Version<V>) -> Cell {
        if version.is_void && version.state == State::Approved {
            return Cell::tag(Tag::of(Tone::Bad, t.reference_void()));
        }
        match version.state {
            State::Proposed => {
                Cell::link(proposal_path(self.kind, item, version.from, version.number), t.version_state(version.state))
            }
            State::Approved => Cell::tag(Tag::of(Tone::Good, t.version_state(version.state))),
            State::Rejected => Cell::tag(Tag::of(Tone::Plain, t.version_state(version.state))),
        }
    }

    fn who(&self, t: T, version: &Version<V>) -> Cell {
        if version.is_built_in() {
            return Cell::text(t.reference_program());
        }
        let below = match version.decided_by {
            Some(_) => format!("{}: {}", t.reference_decided_by(), named(t, self.names, version.decided_by)),
            None => version.proposed_at.map(|at| t.instant(at)).unwrap_or_default(),
        };
        Cell::text(named(t, self.names, version.proposed_by)).below(below)
    }
}

fn list_path(kind: ReferenceKind) -> String {
    let path = path_of(kind, "");
    path.trim_end_matches('/').to_owned()
}

/// The slots as a person sees them: the first day and the version that holds, for the form to bring back.
fn slots_seen<V>(versions: &[Version<V>]) -> String {
    let mut seen: BTreeMap<Date, i64> = BTreeMap::new();
    for version in versions.iter().filter(|version| version.state == State::Approved) {
        seen.insert(version.from, version.number);
    }
    seen.iter().map(|(from, number)| format!("{from}:{number}")).collect::<Vec<_>>().join(",")
}

/// Which version of the slot beginning on `from` stood in the form.
fn seen_in(slots: &str, from: Date) -> Option<i64> {
    let mut slots = slots.split(',').filter_map(|slot| slot.split_once(':'));
    slots.find(|(day, _)| *day == from.to_string()).and_then(|(_, number)| number.parse().ok())
}

#[derive(Template)]
#[template(path = "pages/reference.html")]
struct Overview {
    t: T,
    way: Breadcrumb,
    tabs: Tabs,
    waiting: Table,
    none: Option<Empty>,
}

/// `GET /reference`.
pub(crate) async fn show(view: View) -> Answer {
    let (proposals, names) = view
        .read(|tx, me| {
            let proposals = list_proposals(tx, &me.acting)?;
            let versions: Vec<_> = proposals.iter().map(|proposal| proposal.version.clone()).collect();
            let names = names(tx, &me.acting, &versions)?;
            Ok((proposals, names))
        })
        .await?;
    let t = view.t;
    let none =
        proposals.is_empty().then(|| Empty::of("check", t.reference_waiting_none(), t.reference_waiting_none_text()));
    let main = Overview {
        t,
        way: Breadcrumb::home(t),
        tabs: tabs(t, "/reference"),
        waiting: waiting(t, &proposals, &names),
        none,
    };
    Ok(view.page(t.reference_title(), &main))
}

fn waiting(t: T, proposals: &[Proposal], names: &Names) -> Table {
    Table::of(t, t.reference_waiting_caption())
        .column(t.reference_item())
        .column(t.reference_kind())
        .column(t.reference_from())
        .column(t.reference_by())
        .column(t.reference_why())
        .rows(proposals, |proposal| {
            let Proposal { kind, item, version, .. } = proposal;
            [
                Cell::link(proposal_path(*kind, item, version.from, version.number), proposals::title(t, proposal))
                    .below(t.reference_version_named(version.number)),
                Cell::text(t.reference_kind_named(*kind)),
                Cell::text(t.date(version.from)),
                Cell::text(named(t, names, version.proposed_by)),
                Cell::text(version.why.clone().unwrap_or_default()),
            ]
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_form_brings_back_the_versions_it_showed() {
        let slots = "2021-07-01:1,2024-07-01:3";
        assert_eq!(seen_in(slots, date(2024, 7, 1)), Some(3));
        assert_eq!(seen_in(slots, date(2026, 7, 1)), None);
        assert_eq!(seen_in("2024-07-01:x", date(2024, 7, 1)), None);
    }

    #[test]
    fn an_item_stays_one_part_of_its_address() {
        let path = path_of(ReferenceKind::Target, "2000001:merit+poverty:has_account/managed");
        assert_eq!(path, "/reference/targets/2000001%3Amerit%2Bpoverty%3Ahas_account%2Fmanaged");
        assert_eq!(list_path(ReferenceKind::Rate), "/reference/rates");
    }
}
