//! Choosing a unit of the own area, by words.

use crate::{
    components::{Finder, Form, Found, OFFERED_MAX, Offered},
    shell::{problem::Answer, visit::View},
    wording::{T, parse_date},
};
use axum::{
    extract::Query,
    response::{Html, IntoResponse},
};
use jiff::civil::Date;
use kernel::today_in_vietnam;
use office::{
    Area, Scope,
    places::{Places, Successors, Tree, Unit},
};
use serde::Deserialize;
use std::{cmp::Reverse, collections::BTreeSet};

/// Where a script asks for units.
const ADDRESS: &str = "/places/find";

/// What a script sends along.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    name: String,
    q: String,
    keep: String,
    day: String,
}

/// `GET /places/find`: the units found, as a part of a form.
pub(crate) async fn find(view: View, Query(asked): Query<Asked>) -> Answer {
    let offered = offered(&view, &asked.q, asked.keep.parse().ok(), parse_date(&asked.day));
    let found = Found::of(view.t, asked.name, &asked.keep, &asked.q, offered);
    Ok(Html(found.to_string()).into_response())
}

/// A unit of the own area, of the tree of the day in `day_field`.
pub(crate) fn finder(view: &View, form: &Form, name: &'static str, legend: &str, day_field: &'static str) -> Finder {
    let day = parse_date(form.value(day_field));
    let offered = offered(view, form.words_for(name), form.value(name).parse().ok(), day);
    form.finder(name, legend, ADDRESS, offered).of_day(day_field)
}

/// The unit a person most likely means: the own one.
pub(crate) fn own(view: &View) -> Option<i64> {
    let own = view.signed().and_then(|me| me.acting.place);
    let places = view.app.desk.places();
    own.or_else(|| Some(places.tree_on(today_in_vietnam(view.now))?.root().place))
}

/// What is chosen already, then what the words mean; the own unit where nothing was typed.
fn offered(view: &View, words: &str, keep: Option<i64>, day: Option<Date>) -> Vec<Offered> {
    let (places, today) = (view.app.desk.places(), today_in_vietnam(view.now));
    let Some(scope) = view.signed().map(|me| me.acting.ground_scope()) else { return Vec::new() };
    let mut found: Vec<&Unit> =
        keep.filter(|keep| scope.covers(*keep)).and_then(|keep| places.unit(keep)).into_iter().collect();
    let tree = day.or(Some(today)).and_then(|day| places.tree_on(day));
    if words.trim().is_empty() {
        found.extend(own(view).and_then(|own| on(&places, own, day)).filter(|unit| scope.covers(unit.place)));
    } else if let Some(tree) = tree {
        let areas = areas(&scope, tree);
        let mut meant: Vec<_> = areas.into_iter().flat_map(|area| places.search(area, words)).collect();
        meant.sort_by_key(|(how, unit)| (*how, Reverse(unit.level), unit.place));
        found.extend(meant.into_iter().map(|(_, unit)| unit));
    }
    let mut seen = BTreeSet::new();
    found.retain(|unit| seen.insert(unit.place));
    found.truncate(OFFERED_MAX + 1);
    found.into_iter().map(|unit| named(view.t, &places, unit, today)).collect()
}

/// The unit as it is on a day, where it is one unit then.
fn on(places: &Places, place: i64, day: Option<Date>) -> Option<&Unit> {
    let unit = places.unit(place)?;
    match day.and_then(|day| places.carry(place, day)) {
        Some(Successors::Whole(later)) => Some(later),
        _ => Some(unit),
    }
}

/// The parts of a scope that lie in one tree.
pub(crate) fn areas(scope: &Scope, tree: &Tree) -> Vec<Area> {
    let whole = tree.root().area();
    let inside = |area: &Area| (area.lo.max(whole.lo), area.hi.min(whole.hi));
    let clipped = scope.areas().iter().map(inside).filter(|(lo, hi)| lo <= hi);
    clipped.map(|(lo, hi)| Area { lo, hi }).collect()
}

/// `Xã Bình Châu`, and below it where it lies and until when.
fn named(t: T, places: &Places, unit: &Unit, today: Date) -> Offered {
    let above = unit.parent.and_then(|parent| places.display(parent)).unwrap_or_default();
    let is_of_today = places.tree_on(today).is_some_and(|tree| tree.number == unit.tree);
    let until = places.last_day(unit.tree).filter(|_| !is_of_today);
    let below = match until {
        Some(until) if above.is_empty() => t.place_until(t.date(until)),
        Some(until) => format!("{above} – {}", t.place_until(t.date(until))),
        None => above,
    };
    Offered::of(unit.place.to_string(), unit.full_name()).below(below)
}
