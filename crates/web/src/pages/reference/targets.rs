//! Targets of the units a person sees and of those above: one person of the area sets them.

use super::{History, ListPage, OnDay, change, names, nothing_holds, path_of, period, slots_seen, way_to};
use crate::{
    components::{Cell, Form, Link, Table, Tone},
    pages::{confirm::Confirm, place_choice},
    shell::{
        guard::Posted,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use kernel::{Ratio, Rounding, today_in_vietnam};
use office::{
    Action,
    profile::Programme,
    reference::{
        Denominator, Measure, Reference as _, ReferenceKind, State, Target, Version, list_targets, target_history,
    },
};

/// `GET /reference/targets`.
pub(crate) async fn show(view: View, Query(on): Query<OnDay>) -> Answer {
    let (day, form) = on.read(&view);
    let places = view.app.desk.places();
    let held = {
        let places = places.clone();
        view.read(move |tx, me| list_targets(tx, &me.acting.ground_scope(), &places, day)).await?
    };
    let t = view.t;
    let table = Table::of(t, t.targets_caption(t.date(day)))
        .column(t.target_place())
        .column(t.target_measure())
        .numbers(t.target_percent())
        .column(t.reference_period())
        .column(t.reference_basis())
        .rows(&held, |version| {
            let target = &version.value;
            [
                Cell::link(
                    path_of(ReferenceKind::Target, &target.item()),
                    places.display(target.place).unwrap_or_default(),
                )
                .below(populations(t, target)),
                Cell::text(t.measure(target.measure)).below(t.denominator(target.denominator)),
                Cell::text(percent(target)),
                Cell::text(period(t, version.from, version.until)),
                Cell::text(&target.basis),
            ]
        });
    let add = view.may(Action::SetTarget).then(|| Link::to("/reference/targets/new", t.target_add()));
    let empty = nothing_holds(t, held.is_empty());
    Ok(ListPage::of(t, "/reference/targets", t.targets_title(), &form, table).add(add).empty(empty).answer(&view))
}

fn populations(t: T, target: &Target) -> String {
    target.populations.iter().map(|programme| t.programme(*programme)).collect::<Vec<_>>().join(", ")
}

/// `70%`, and `66,7%` where it is not whole.
fn percent(target: &Target) -> String {
    let text = target.percent.to_percent(1, Rounding::HalfUp);
    format!("{}%", text.strip_suffix(",0").unwrap_or(&text))
}

async fn load(view: &View, item: String) -> Answer<(Vec<Version<Target>>, super::Names)> {
    let places = view.app.desk.places();
    let (versions, names) = view
        .read(move |tx, me| {
            let versions = target_history(tx, &me.acting.ground_scope(), &places, &item)?;
            let names = names(tx, &me.acting, &versions)?;
            Ok((versions, names))
        })
        .await?;
    if versions.is_empty() { Err(Problem::NotFound) } else { Ok((versions, names)) }
}

fn may_set(view: &View, target: &Target) -> bool {
    let covers = |me: &office::sign_in::SignedIn| me.acting.ground_scope().covers(target.place);
    view.may(Action::SetTarget) && view.signed().is_some_and(covers)
}

/// `GET /reference/targets/{item}`.
pub(crate) async fn show_history(view: View, Path(item): Path<String>) -> Answer {
    let (versions, names) = load(&view, item.clone()).await?;
    let last = versions.last().ok_or(Problem::NotFound)?;
    let change = || Link::to(format!("{}/change", path_of(ReferenceKind::Target, &item)), view.t.reference_change());
    let place = view.app.desk.places().display(last.value.place).unwrap_or_default();
    let history = History {
        kind: ReferenceKind::Target,
        title: &format!("{} – {}", view.t.measure(last.value.measure), place),
        versions: &versions,
        names: &names,
        actions: may_set(&view, &last.value).then(change).into_iter().collect(),
    };
    Ok(history.answer(&view, &item, |target| Cell::text(percent(target)).below(&target.basis)))
}

/// `GET /reference/targets/new`.
pub(crate) async fn show_new(view: View) -> Answer {
    let own = place_choice::own(&view).map(|place| place.to_string());
    let form = view.form().with("from", view.t.date(today_in_vietnam(view.now))).with("place", own.unwrap_or_default());
    Ok(page(&view, None, &form))
}

fn page(view: &View, old: Option<&Target>, form: &Form) -> Response {
    let t = view.t;
    let title = if old.is_some() { t.target_change_title() } else { t.target_add_title() };
    let mut page =
        Confirm::of(view, form, title).way(way_to(t, ReferenceKind::Target)).hidden("seen", form.value("seen"));
    let mut back = "/reference/targets".to_owned();
    if let Some(old) = old {
        back = path_of(ReferenceKind::Target, &old.item());
        let place = view.app.desk.places().display(old.place).unwrap_or_default();
        page = page.over(format!("{}: {place}", populations(t, old)));
    } else {
        page = asked_once(view, page, form);
    }
    let page = page
        .field(form.text("percent", t.target_percent()).hint(t.target_percent_hint()).digits().narrow())
        .field(form.text("basis", t.reference_basis()).hint(t.reference_basis_hint()));
    let page = change::when_fields(t, form).into_iter().fold(page, Confirm::field);
    page.button(Tone::Good, t.save()).answer(&back)
}

/// What makes a target another one: area, what is counted, out of whom, whose.
fn asked_once<'a>(view: &'a View, page: Confirm<'a>, form: &'a Form) -> Confirm<'a> {
    let t = view.t;
    let measures = Measure::ALL.iter().map(|one| (one.key().to_owned(), t.measure(*one).to_owned()));
    let denominators = Denominator::ALL.iter().map(|one| (one.key().to_owned(), t.denominator(*one).to_owned()));
    let populations = form.boxes("populations", t.target_populations());
    let populations = Programme::ALL.iter().fold(populations, |boxes, one| boxes.choice(one.key(), t.programme(*one)));
    page.finder(place_choice::finder(view, form, "place", t.target_place(), "from"))
        .select(form.select("measure", t.target_measure()).options(measures))
        .select(form.select("denominator", t.target_denominator()).options(denominators))
        .choices(populations)
}

/// What the form says of a new target.
fn read(t: T, form: &mut Form) -> Option<Target> {
    let place = form.value("place").parse().ok();
    let measure = Measure::parse(form.value("measure"));
    let denominator = Denominator::parse(form.value("denominator"));
    let missing = [("place", place.is_none()), ("measure", measure.is_none()), ("denominator", denominator.is_none())];
    for (field, _) in missing.into_iter().filter(|(_, is_missing)| *is_missing) {
        form.refuse(field, t.choice_missing());
    }
    let mut populations: Vec<Programme> = form.values("populations").filter_map(Programme::parse).collect();
    populations.sort_unstable();
    populations.dedup();
    let percent = read_percent(t, form);
    Some(Target {
        place: place?,
        populations,
        measure: measure?,
        denominator: denominator?,
        percent: percent?,
        basis: form.value("basis").to_owned(),
        letter: None,
    })
}

fn read_percent(t: T, form: &mut Form) -> Option<Ratio> {
    let typed = form.value("percent").trim_end_matches('%').trim().to_owned();
    let percent = Ratio::parse(&format!("{typed}%")).ok();
    if percent.is_none() {
        form.refuse("percent", t.target_percent_wrong());
    }
    percent
}

/// `POST /reference/targets/new`.
pub(crate) async fn create(view: View, Posted(mut form): Posted) -> Answer {
    if form.is_finding() {
        return Ok(page(&view, None, &form));
    }
    let target = read(view.t, &mut form);
    save(&view, None, target, form).await
}

async fn save(view: &View, old: Option<&Target>, target: Option<Target>, mut form: Form) -> Answer {
    let when = change::When::read(view.t, &mut form);
    form.require("basis", view.t.reference_basis_missing());
    if let (Some(when), Some(target), false) = (when, target, form.is_refused()) {
        let path = path_of(ReferenceKind::Target, &target.item());
        if let Some(notice) = change::submit(view, &mut form, target, when).await? {
            return Ok(view.done(&path, notice));
        }
    }
    Ok(page(view, old, &form))
}

async fn load_one(view: &View, item: String) -> Answer<(Vec<Version<Target>>, Version<Target>)> {
    let (versions, _) = load(view, item).await?;
    let last = versions.iter().rev().find(|version| version.state == State::Approved).cloned();
    let last = last.filter(|last| may_set(view, &last.value)).ok_or(Problem::NotFound)?;
    Ok((versions, last))
}

/// `GET /reference/targets/{item}/change`.
pub(crate) async fn show_change(view: View, Path(item): Path<String>) -> Answer {
    let (versions, last) = load_one(&view, item).await?;
    let t = view.t;
    let form = view
        .form()
        .with("seen", slots_seen(&versions))
        .with("percent", percent(&last.value).trim_end_matches('%'))
        .with("basis", last.value.basis.as_str())
        .with("from", t.date(last.from))
        .with("until", last.until.map(|until| t.date(until)).unwrap_or_default());
    Ok(page(&view, Some(&last.value), &form))
}

/// `POST /reference/targets/{item}/change`.
pub(crate) async fn change(view: View, Path(item): Path<String>, Posted(mut form): Posted) -> Answer {
    let (_, last) = load_one(&view, item).await?;
    let percent = read_percent(view.t, &mut form);
    let basis = form.value("basis").to_owned();
    let target = percent.map(|percent| Target { percent, basis, ..last.value.clone() });
    save(&view, Some(&last.value), target, form).await
}
