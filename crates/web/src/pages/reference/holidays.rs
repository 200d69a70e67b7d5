//! Days off and worked days of a year: one person adds, changes and takes back.

use super::{History, ListPage, OnDay, change, confidence, names, path_of, slots_seen, way_to};
use crate::{
    components::{Cell, Empty, Form, Link, Table, Tone},
    pages::confirm::Confirm,
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{Language, T, parse_date},
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use jiff::civil::Date;
use office::{
    Action,
    profile::DayKind,
    reference::{Confidence, Holiday, ReferenceKind, State, Version, VersionSeen, history, list_all, void},
};

/// `GET /reference/holidays`.
pub(crate) async fn show(view: View, Query(on): Query<OnDay>) -> Answer {
    let (day, form) = on.read(&view);
    let mut holidays = view.read(move |tx, _| list_all::<Holiday>(tx)).await?;
    holidays.retain(|version| version.value.day.year() == day.year() && version.covers(version.value.day));
    let t = view.t;
    let table = Table::of(t, t.holidays_caption(day.year()))
        .column(t.holiday_day())
        .column(t.holiday_kind())
        .column(t.reference_item())
        .column(t.reference_basis())
        .column(t.reference_confidence())
        .rows(&holidays, |version| {
            let holiday = &version.value;
            [
                Cell::link(path_of(ReferenceKind::Holiday, &holiday.day.to_string()), t.date(holiday.day)),
                Cell::text(t.day_kind(holiday.kind)),
                Cell::text(name(t, holiday)),
                Cell::text(&holiday.basis),
                Cell::tag(confidence(t, holiday.confidence)),
            ]
        });
    let add = view.may(Action::EditReference).then(|| Link::to("/reference/holidays/new", t.holiday_add()));
    let empty = holidays.is_empty().then(|| Empty::of("book", t.holidays_none(), t.holidays_none_text()));
    let page = ListPage::of(t, "/reference/holidays", t.holidays_title(), &form, table).add(add).empty(empty);
    Ok(ListPage { day_label: t.reference_year(), ..page }.answer(&view))
}

fn name(t: T, holiday: &Holiday) -> &str {
    match t.0 {
        Language::Vietnamese => &holiday.name_vi,
        Language::English => &holiday.name_en,
    }
}

/// `GET /reference/holidays/{item}`.
pub(crate) async fn show_history(view: View, Path(item): Path<String>) -> Answer {
    let asked = item.clone();
    let (versions, names) = view
        .read(move |tx, me| {
            let versions = history::<Holiday>(tx, &asked)?;
            let names = names(tx, &me.acting, &versions)?;
            Ok((versions, names))
        })
        .await?;
    let last = versions.last().ok_or(Problem::NotFound)?;
    let (t, path) = (view.t, path_of(ReferenceKind::Holiday, &item));
    let mut actions = Vec::new();
    if view.may(Action::EditReference) {
        actions.push(Link::to(format!("{path}/change"), t.reference_change()));
        if !last.is_void {
            actions.push(Link::to(format!("{path}/void"), t.holiday_void()));
        }
    }
    let title = t.date(last.value.day);
    let history = History { kind: ReferenceKind::Holiday, title: &title, versions: &versions, names: &names, actions };
    Ok(history.answer(&view, &item, |holiday| {
        Cell::text(format!("{}: {}", t.day_kind(holiday.kind), name(t, holiday))).below(&holiday.basis)
    }))
}

/// `GET /reference/holidays/new`.
pub(crate) async fn show_new(view: View) -> Answer {
    Ok(page(&view, None, &view.form()))
}

fn page(view: &View, day: Option<Date>, form: &Form) -> Response {
    let t = view.t;
    let kinds = DayKind::ALL.iter().map(|kind| (kind.key().to_owned(), t.day_kind(*kind).to_owned()));
    let title = day.map_or_else(|| t.holiday_add_title().to_owned(), |day| t.holiday_change_title(t.date(day)));
    let mut page =
        Confirm::of(view, form, title).way(way_to(t, ReferenceKind::Holiday)).hidden("seen", form.value("seen"));
    if day.is_none() {
        page = page.field(form.date("day", t.holiday_day()));
    }
    let back = day.map_or("/reference/holidays".to_owned(), |day| path_of(ReferenceKind::Holiday, &day.to_string()));
    page.select(form.select("kind", t.holiday_kind()).options(kinds))
        .field(form.text("name_vi", t.holiday_name_vi()))
        .field(form.text("name_en", t.holiday_name_en()))
        .field(form.text("basis", t.reference_basis()).hint(t.reference_basis_hint()))
        .field(form.area("why", t.reference_why()))
        .button(Tone::Good, t.save())
        .answer(&back)
}

/// `POST /reference/holidays/new`.
pub(crate) async fn create(view: View, Posted(mut form): Posted) -> Answer {
    let day = parse_date(form.value("day"));
    if day.is_none() {
        form.refuse("day", view.t.date_wrong());
    }
    save(&view, day, None, form).await
}

/// Saves what is said of `day`; `fixed` is the day of the page, where the page is about one.
async fn save(view: &View, day: Option<Date>, fixed: Option<Date>, mut form: Form) -> Answer {
    let t = view.t;
    let kind = DayKind::parse(form.value("kind"));
    if kind.is_none() {
        form.refuse("kind", t.choice_missing());
    }
    form.require("name_vi", t.reference_name_missing());
    form.require("name_en", t.reference_name_missing());
    form.require("basis", t.reference_basis_missing());
    let when = change::When::on(t, &mut form, day.unwrap_or_default());
    if let (Some(day), Some(kind), false) = (day, kind, form.is_refused()) {
        let said = |field| form.value(field).to_owned();
        let (name_vi, name_en, basis) = (said("name_vi"), said("name_en"), said("basis"));
        let holiday = Holiday { day, kind, name_vi, name_en, basis, confidence: Confidence::Entered };
        if let Some(notice) = change::submit(view, &mut form, holiday, when).await? {
            return Ok(view.done(&path_of(ReferenceKind::Holiday, &day.to_string()), notice));
        }
    }
    Ok(page(view, fixed, &form))
}

async fn load(view: &View, item: String) -> Answer<(Vec<Version<Holiday>>, Version<Holiday>)> {
    let versions = view.read(move |tx, _| history::<Holiday>(tx, &item)).await?;
    let last = versions.iter().rev().find(|version| version.state == State::Approved).cloned();
    let last = last.ok_or(Problem::NotFound)?;
    Ok((versions, last))
}

/// `GET /reference/holidays/{item}/change`.
pub(crate) async fn show_change(view: View, Path(item): Path<String>) -> Answer {
    let (versions, last) = load(&view, item).await?;
    let form = view
        .form()
        .with("seen", slots_seen(&versions))
        .with("kind", last.value.kind.key())
        .with("name_vi", last.value.name_vi.as_str())
        .with("name_en", last.value.name_en.as_str())
        .with("basis", last.value.basis.as_str());
    Ok(page(&view, Some(last.value.day), &form))
}

/// `POST /reference/holidays/{item}/change`.
pub(crate) async fn change(view: View, Path(item): Path<String>, Posted(form): Posted) -> Answer {
    let (_, last) = load(&view, item).await?;
    save(&view, Some(last.value.day), Some(last.value.day), form).await
}

/// `GET /reference/holidays/{item}/void`.
pub(crate) async fn show_void(view: View, Path(item): Path<String>) -> Answer {
    let (_, last) = load(&view, item).await?;
    let form = view.form().with("version", last.number.to_string());
    Ok(void_page(&view, &last, &form))
}

fn void_page(view: &View, last: &Version<Holiday>, form: &Form) -> Response {
    let t = view.t;
    Confirm::of(view, form, t.holiday_void_title(t.date(last.value.day)))
        .over(name(t, &last.value))
        .way(way_to(t, ReferenceKind::Holiday))
        .text(t.holiday_void_text())
        .hidden("version", form.value("version"))
        .field(form.area("why", t.reference_why()))
        .button(Tone::Bad, t.holiday_void())
        .answer(&path_of(ReferenceKind::Holiday, &last.value.day.to_string()))
}

/// `POST /reference/holidays/{item}/void`.
pub(crate) async fn take_back(view: View, Path(item): Path<String>, Posted(mut form): Posted) -> Answer {
    let (_, last) = load(&view, item.clone()).await?;
    if form.require("why", view.t.reference_why_missing()) {
        return Ok(void_page(&view, &last, &form));
    }
    let version = form.value("version").parse().unwrap_or_default();
    let seen = VersionSeen { kind: ReferenceKind::Holiday, item: item.clone(), from: last.from, version };
    let why = form.value("why").to_owned();
    match view.write(move |tx, me| void(tx, &me.acting, &seen, &why)).await? {
        Ok(_) => Ok(view.done(&path_of(ReferenceKind::Holiday, &item), Notice::ReferenceChanged)),
        Err(refusal) => {
            form.refuse("why", view.tell(refusal)?);
            Ok(void_page(&view, &last, &form))
        }
    }
}
