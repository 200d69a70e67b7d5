//! The administrative units of a day: finding one, its path, its parts, what it came from and what it became.

use crate::{
    address,
    components::{Breadcrumb, Cell, Empty, Form, Link, SummaryList, SummaryRow, Tab, Table, Tabs, Tag, Tone},
    shell::{
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{T, parse_date},
};
use askama::Template;
use axum::extract::{Path, Query};
use kernel::today_in_vietnam;
use office::places::{Level, Places, Successors, Tree, Unit};
use serde::Deserialize;

/// What is looked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    q: String,
    day: String,
}

#[derive(Template)]
#[template(path = "pages/places.html")]
struct PlacesPage<'a> {
    t: T,
    way: Breadcrumb,
    form: &'a Form,
    tabs: Tabs,
    facts: String,
    table: Table,
    empty: Option<Empty>,
}

/// `GET /places`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let (t, places, today) = (view.t, view.app.desk.places(), today_in_vietnam(view.now));
    let typed = if narrow.day.trim().is_empty() { t.date(today) } else { narrow.day.clone() };
    let mut form = view.form().with("q", narrow.q.as_str()).with("day", typed);
    let first = places.trees().first().ok_or(Problem::NotFound)?;
    let tree = tree_of(t, &places, &mut form).unwrap_or(first);
    let words = form.value("q").to_owned();
    let (table, empty) = if words.is_empty() { (top(t, &places, tree), None) } else { found(t, &places, tree, &words) };
    let count = |level| tree.units().iter().filter(|unit| unit.level == level).count();
    let [provinces, districts, communes] = [Level::Province, Level::District, Level::Commune].map(count);
    let main = PlacesPage {
        t,
        way: Breadcrumb::home(t).then("/reference", t.reference_title()),
        tabs: tabs(t, &places, tree, &words),
        facts: t.places_facts(
            period(t, &places, tree),
            t.number(provinces as i128),
            t.number(districts as i128),
            t.number(communes as i128),
            &tree.basis,
        ),
        table,
        empty,
        form: &form,
    };
    Ok(view.form_page(t.places_title(), &form, &main))
}

/// The tree of the day typed; otherwise the form says why there is none.
fn tree_of<'p>(t: T, places: &'p Places, form: &mut Form) -> Option<&'p Tree> {
    let day = parse_date(form.value("day"));
    let tree = day.and_then(|day| places.tree_on(day));
    if day.is_none() {
        form.refuse("day", t.date_wrong());
    } else if tree.is_none() {
        let first = places.trees().first()?;
        form.refuse("day", t.offices_new_no_units(t.date(first.from)));
    }
    tree
}

/// The trees side by side, the words kept.
fn tabs(t: T, places: &Places, here: &Tree, words: &str) -> Tabs {
    let tab = |tree: &Tree| {
        let mut query = vec![("day", t.date(tree.from)), ("q", words.to_owned())];
        query.retain(|(_, value)| !value.is_empty());
        let query: Vec<_> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let link = Link::to(format!("/places?{}", address::query(&query)), period(t, places, tree));
        Tab { link, is_here: tree.number == here.number }
    };
    let tabs = places.trees().iter().map(|tree| tab(tree)).collect();
    Tabs { label: t.places_trees().to_owned(), tabs }
}

/// `Từ 01/07/2025 đến 29/04/2026`, or `Từ 30/04/2026`.
fn period(t: T, places: &Places, tree: &Tree) -> String {
    match places.last_day(tree.number) {
        Some(until) => t.places_between(t.date(tree.from), t.date(until)),
        None => t.places_from(t.date(tree.from)),
    }
}

fn path_of(unit: &Unit) -> String {
    format!("/places/{}", unit.place)
}

fn above(places: &Places, unit: &Unit) -> String {
    unit.parent.and_then(|parent| places.display(parent)).unwrap_or_default()
}

/// The provinces.
fn top(t: T, places: &Places, tree: &Tree) -> Table {
    parts(t, places, tree.root(), t.places_provinces().to_owned())
}

/// The units directly below one.
fn parts(t: T, places: &Places, unit: &Unit, caption: String) -> Table {
    let below = places.children(unit.place);
    let has_parts = below.iter().any(|part| !part.is_leaf());
    let table = Table::of(t, caption).column(t.place_unit()).column(t.place_code());
    if !has_parts {
        return table.rows(below, |part| [Cell::link(path_of(part), part.full_name()), Cell::text(&part.code)]);
    }
    table.numbers(t.place_parts()).rows(below, |part| {
        let parts = places.children(part.place).len();
        [Cell::link(path_of(part), part.full_name()), Cell::text(&part.code), Cell::text(t.number(parts as i128))]
    })
}

/// What the words mean, the surest first.
fn found(t: T, places: &Places, tree: &Tree, words: &str) -> (Table, Option<Empty>) {
    let found = places.search(tree.root().area(), words);
    let empty = found.is_empty().then(|| Empty::of("pin", t.places_none_found(), t.places_none_found_text()));
    let table = Table::of(t, t.places_found(found.len()))
        .column(t.place_unit())
        .column(t.place_level())
        .column(t.place_code())
        .rows(found, |(_, unit)| {
            [
                Cell::link(path_of(unit), unit.full_name()).below(above(places, unit)),
                Cell::text(t.level(unit.level)),
                Cell::text(&unit.code),
            ]
        });
    (table, empty)
}

#[derive(Template)]
#[template(path = "pages/place.html")]
struct PlacePage {
    t: T,
    way: Breadcrumb,
    name: String,
    facts: SummaryList,
    became: Table,
    no_later: Option<Empty>,
    came_from: Table,
    no_earlier: Option<Empty>,
    parts: Option<Table>,
}

/// `GET /places/{place}`.
pub(crate) async fn show(view: View, Path(place): Path<i64>) -> Answer {
    let (t, places) = (view.t, view.app.desk.places());
    let unit = places.unit(place).ok_or(Problem::NotFound)?;
    let tree = places.tree(unit.tree).ok_or(Problem::NotFound)?;
    let (later, earlier) = (later(&places, unit), earlier(&places, unit));
    let main = PlacePage {
        t,
        way: way(t, &places, unit, tree),
        name: unit.full_name(),
        facts: facts(t, &places, unit, tree),
        no_later: later.is_empty().then(|| Empty::of("check", t.place_still(), t.place_still_text())),
        became: became(t, &places, unit, &later),
        no_earlier: earlier.is_empty().then(|| Empty::of("book", t.place_first(), t.place_first_text())),
        came_from: came_from(t, &places, &earlier),
        parts: (!unit.is_leaf()).then(|| parts(t, &places, unit, t.place_parts_of(unit.name_inside())).filter()),
    };
    Ok(view.page(&unit.full_name(), &main))
}

fn way(t: T, places: &Places, unit: &Unit, tree: &Tree) -> Breadcrumb {
    let start = Breadcrumb::home(t)
        .then(format!("/places?{}", address::query(&[("day", &t.date(tree.from))])), t.places_title());
    let above = places.path(unit.place).into_iter().skip(1).filter(|above| above.level != Level::Nation);
    above.collect::<Vec<_>>().into_iter().rev().fold(start, |way, above| way.then(path_of(above), above.full_name()))
}

fn facts(t: T, places: &Places, unit: &Unit, tree: &Tree) -> SummaryList {
    let communes = places
        .below(unit.area())
        .iter()
        .filter(|below| below.level == Level::Commune && below.place != unit.place)
        .count();
    let mut rows = vec![
        SummaryRow::of(t.place_code(), unit.code.as_str()),
        SummaryRow::of(t.place_level(), t.level(unit.level)),
        SummaryRow::of(t.place_address(), places.display(unit.place).unwrap_or_default()),
        SummaryRow::of(t.place_period(), period(t, places, tree)),
        SummaryRow::of(t.reference_basis(), tree.basis.as_str()),
    ];
    if communes > 0 {
        rows.push(SummaryRow::of(t.place_communes(), t.number(communes as i128)));
    }
    SummaryList { rows }
}

/// What became of a unit in each later tree.
fn later<'p>(places: &'p Places, unit: &Unit) -> Vec<(&'p Tree, Successors<'p>)> {
    let trees = places.trees().iter().filter(|tree| tree.number > unit.tree);
    let mut later: Vec<(&Tree, Successors<'_>)> =
        trees.filter_map(|tree| Some((&**tree, places.carry(unit.place, tree.from)?))).collect();
    // A tree in which nothing changed for this unit is not told again.
    later.dedup_by(|next, before| named(&next.1) == named(&before.1));
    later
}

/// The codes and names of the units a unit became.
fn named(successors: &Successors<'_>) -> Vec<(String, String)> {
    let told = |unit: &Unit| (unit.code.clone(), unit.full_name());
    match successors {
        Successors::Whole(one) => vec![told(one)],
        Successors::Split(all) => all.iter().map(|one| told(one.unit)).collect(),
        Successors::Unknown => Vec::new(),
    }
}

fn became(t: T, places: &Places, unit: &Unit, later: &[(&Tree, Successors<'_>)]) -> Table {
    let mut table = Table::of(t, t.place_later()).column(t.place_since()).column(t.place_unit()).column(t.place_how());
    for (tree, successors) in later {
        let since = || Cell::text(t.date(tree.from));
        let named = |unit: &Unit| Cell::link(path_of(unit), unit.full_name()).below(above(places, unit));
        match successors {
            Successors::Whole(one) => {
                let how = if one.code == unit.code && one.full_name() == unit.full_name() {
                    Tag::of(Tone::Plain, t.place_same())
                } else {
                    Tag::of(Tone::Good, t.place_whole())
                };
                table = table.row([since(), named(one), Cell::tag(how)]);
            }
            Successors::Split(all) => {
                for one in all {
                    let how = if one.is_default { t.place_split_likely() } else { t.place_split() };
                    table = table.row([since(), named(one.unit), Cell::tag(Tag::of(Tone::Warn, how))]);
                }
            }
            Successors::Unknown => {
                let unknown = Tag::of(Tone::Bad, t.place_unknown());
                table = table.row([since(), Cell::text(t.place_unknown_text()), Cell::tag(unknown)]);
            }
        }
    }
    table
}

/// A unit of an earlier tree, and whether all of it is in the unit asked about.
struct Part<'p> {
    unit: &'p Unit,
    is_whole: bool,
}

/// What a unit is made of in each earlier tree, the tree just before first.
fn earlier<'p>(places: &'p Places, unit: &'p Unit) -> Vec<(&'p Tree, Vec<Part<'p>>)> {
    let mut all = Vec::new();
    let mut now = vec![Part { unit, is_whole: true }];
    for number in (1..unit.tree).rev() {
        let mut before: Vec<Part<'p>> = Vec::new();
        for part in &now {
            for (earlier, is_whole) in step_back(places, part.unit) {
                let is_whole = is_whole && part.is_whole;
                match before.iter_mut().find(|known| known.unit.place == earlier.place) {
                    // Two parts of one unit that both lie here may be all of it; nobody counted, so it is not said.
                    Some(known) => known.is_whole &= is_whole,
                    None => before.push(Part { unit: earlier, is_whole }),
                }
            }
        }
        let Some(tree) = places.tree(number).filter(|_| !before.is_empty()) else { break };
        before.sort_by_key(|part| part.unit.place);
        now = before.iter().map(|part| Part { ..*part }).collect();
        all.push((tree, before));
    }
    all
}

/// One tree back: a commune by its rows, a unit above by the units of its level its communes were in.
fn step_back<'p>(places: &'p Places, unit: &Unit) -> Vec<(&'p Unit, bool)> {
    if unit.is_leaf() {
        return places.predecessors(unit.place).into_iter().map(|part| (part.unit, part.whole)).collect();
    }
    let leaves = places.below(unit.area()).iter().filter(|below| below.is_leaf());
    let mut heads: Vec<&Unit> = leaves
        .flat_map(|leaf| places.predecessors(leaf.place))
        .filter_map(|part| places.at_level(part.unit.place, unit.level))
        .collect();
    heads.sort_by_key(|head| head.place);
    heads.dedup_by_key(|head| head.place);
    heads.into_iter().map(|head| (head, matches!(places.successors(head.place), Some(Successors::Whole(_))))).collect()
}

fn came_from(t: T, places: &Places, earlier: &[(&Tree, Vec<Part<'_>>)]) -> Table {
    let rows = earlier.iter().flat_map(|(tree, parts)| parts.iter().map(move |part| (*tree, part)));
    Table::of(t, t.place_earlier()).column(t.place_unit()).column(t.place_how_much()).column(t.place_period()).rows(
        rows,
        |(tree, part)| {
            let how = if part.is_whole { t.place_all_of_it() } else { t.place_part_of_it() };
            [
                Cell::link(path_of(part.unit), part.unit.full_name()).below(above(places, part.unit)),
                Cell::text(how),
                Cell::text(period(t, places, tree)),
            ]
        },
    )
}
