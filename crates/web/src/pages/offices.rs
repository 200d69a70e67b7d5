//! The list of offices, and one office: its people, its name, its end.

use crate::{
    components::{Breadcrumb, Cell, Empty, Form, Icon, Pagination, SummaryList, SummaryRow, Table, Tag, Tone},
    pages::{confirm::Confirm, staff},
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{T, parse_date},
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use jiff::civil::Date;
use kernel::{OfficeId, today_in_vietnam};
use office::{
    Action, Refusal,
    offices::{OFFICES_PAGE, Office, OfficeFilter, close_office, find_office, list_offices, rename_office},
    staff::{StaffFilter, list_staff},
};
use serde::Deserialize;

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    q: String,
    with_closed: String,
    after: String,
}

#[derive(Template)]
#[template(path = "pages/offices.html")]
struct Offices {
    t: T,
    way: Breadcrumb,
    narrow: Narrow,
    may_create: bool,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

/// `GET /offices`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let today = today_in_vietnam(view.now);
    let filter = OfficeFilter {
        words: narrow.q.clone(),
        with_closed: !narrow.with_closed.is_empty(),
        after: narrow.after.parse().ok(),
        ..OfficeFilter::default()
    };
    let offices = view.read(move |tx, me| list_offices(tx, &me.acting.ground_scope(), &filter, today)).await?;
    let t = view.t;
    let may_create = view.may(Action::ManageOffices);
    let main = Offices {
        t,
        way: Breadcrumb::home(t),
        may_create,
        empty: offices.is_empty().then(|| empty(t, &narrow, may_create)),
        pages: pages(t, &narrow, &offices),
        table: table(&view, &offices, today),
        narrow,
    };
    Ok(view.page(t.offices_title(), &main))
}

fn empty(t: T, narrow: &Narrow, may_create: bool) -> Empty {
    if !narrow.q.is_empty() || !narrow.after.is_empty() {
        return Empty::of("office", t.offices_none_found(), t.offices_none_found_text());
    }
    let empty = Empty::of("office", t.offices_none(), t.offices_none_text());
    if may_create { empty.link("/offices/new", t.offices_create()) } else { empty }
}

fn pages(t: T, narrow: &Narrow, offices: &[Office]) -> Pagination {
    let path = |after: &str| {
        let mut query = vec![("q", narrow.q.as_str()), ("with_closed", &narrow.with_closed), ("after", after)];
        query.retain(|(_, value)| !value.is_empty());
        format!("/offices?{}", crate::address::query(&query))
    };
    let next = offices.last().filter(|_| offices.len() == OFFICES_PAGE).map(|last| path(&last.id.to_string()));
    Pagination { t, first: (!narrow.after.is_empty()).then(|| path("")), next }
}

fn table(view: &View, offices: &[Office], today: Date) -> Table {
    let t = view.t;
    Table::of(t, t.offices_caption(t.date(today)))
        .column(t.office_column())
        .column(t.office_place())
        .column(t.office_since())
        .column(t.office_state())
        .rows(offices, |office| {
            [
                Cell::link(format!("/offices/{}", office.id), office.name.as_str()),
                Cell::text(unit_in_words(view, office, today)),
                Cell::text(t.date(office.from)),
                Cell::tag(state(t, office, today)),
            ]
        })
}

/// The unit of an office; one that is there no more says until when it was.
fn unit_in_words(view: &View, office: &Office, today: Date) -> String {
    let places = view.app.desk.places();
    let name = places.display(office.area.lo).unwrap_or_default();
    let ended = places.unit(office.area.lo).and_then(|unit| places.last_day(unit.tree)).filter(|last| *last < today);
    ended.map_or(name.clone(), |last| format!("{name} – {}", view.t.place_until(view.t.date(last))))
}

fn state(t: T, office: &Office, today: Date) -> Tag {
    match office.until {
        Some(until) => Tag::of(Tone::Warn, t.office_closed_on(t.date(until))),
        None if office.from > today => Tag::of(Tone::Info, t.office_opens_on(t.date(office.from))),
        None => Tag::of(Tone::Good, t.office_open()),
    }
}

#[derive(Template)]
#[template(path = "pages/office.html")]
struct OfficePage<'a> {
    t: T,
    way: Breadcrumb,
    office: &'a Office,
    facts: SummaryList,
    people: Table,
    nobody: Option<Empty>,
    may_staff: bool,
    may_close: bool,
}

/// `GET /offices/{id}`.
pub(crate) async fn show(view: View, Path(id): Path<OfficeId>) -> Answer {
    let (office, people) = view
        .read(move |tx, me| {
            let scope = me.acting.ground_scope();
            let office = find_office(tx, &scope, id)?.ok_or(Refusal::NotFound { what: "office" })?;
            let filter = StaffFilter { office: Some(id), ..StaffFilter::default() };
            Ok((office, list_staff(tx, &scope, &filter, me.acting.now)?))
        })
        .await?;
    let t = view.t;
    let may_staff = view.may(Action::ManageStaff) && office.until.is_none();
    let nobody = people.is_empty().then(|| {
        let empty = Empty::of("people", t.office_people_none(), t.office_people_none_text());
        if may_staff { empty.link(format!("/staff/new?office={id}"), t.office_add_person()) } else { empty }
    });
    let main = OfficePage {
        t,
        way: way(t),
        facts: facts(&view, &office),
        people: staff::table(&view, t.office_people_title(), &people),
        nobody,
        may_staff,
        may_close: view.may(Action::ManageOffices) && office.until.is_none(),
        office: &office,
    };
    Ok(view.page(&office.name, &main))
}

fn way(t: T) -> Breadcrumb {
    Breadcrumb::home(t).then("/offices", t.offices_title())
}

fn facts(view: &View, office: &Office) -> SummaryList {
    let t = view.t;
    let place = view.app.desk.places().display(office.area.lo).unwrap_or_default();
    let name = SummaryRow::of(t.office_name(), office.name.as_str());
    let name = if view.may(Action::ManageOffices) {
        name.change(format!("/offices/{}/rename", office.id), t.office_rename())
    } else {
        name
    };
    let rows = vec![
        name,
        SummaryRow::of(t.office_place(), place),
        SummaryRow::of(t.office_since(), t.date(office.from)),
        SummaryRow::of(t.office_state(), "").tag(state(t, office, today_in_vietnam(view.now))),
    ];
    SummaryList { rows }
}

async fn load(view: &View, id: OfficeId) -> Answer<Office> {
    let found = view.read(move |tx, me| find_office(tx, &me.acting.ground_scope(), id)).await?;
    found.ok_or(Problem::NotFound)
}

/// `GET /offices/{id}/rename`.
pub(crate) async fn show_rename(view: View, Path(id): Path<OfficeId>) -> Answer {
    let office = load(&view, id).await?;
    Ok(rename_page(&view, &office, &view.form().with("name", office.name.as_str())))
}

fn rename_page(view: &View, office: &Office, form: &Form) -> Response {
    let t = view.t;
    let path = format!("/offices/{}", office.id);
    let page = Confirm::of(view, form, t.office_rename_title())
        .over(office.name.as_str())
        .way(way(t).then(path.as_str(), office.name.as_str()))
        .field(form.text("name", t.office_name()).hint(t.office_rename_hint()))
        .button(Tone::Good, t.save());
    page.answer(&path)
}

/// `POST /offices/{id}/rename`.
pub(crate) async fn rename(view: View, Path(id): Path<OfficeId>, Posted(mut form): Posted) -> Answer {
    let office = load(&view, id).await?;
    if form.require("name", view.t.office_name_missing()) {
        return Ok(rename_page(&view, &office, &form));
    }
    let name = form.value("name").to_owned();
    match view.write(move |tx, me| rename_office(tx, &me.acting, id, &name)).await? {
        Ok(_) => Ok(view.done(&format!("/offices/{id}"), Notice::OfficeRenamed)),
        Err(refusal) => {
            form.refuse("name", view.tell(refusal)?);
            Ok(rename_page(&view, &office, &form))
        }
    }
}

/// `GET /offices/{id}/close`.
pub(crate) async fn show_close(view: View, Path(id): Path<OfficeId>) -> Answer {
    let office = load(&view, id).await?;
    let today = view.t.date(today_in_vietnam(view.now));
    Ok(close_page(&view, &office, &view.form().with("until", today)))
}

fn close_page(view: &View, office: &Office, form: &Form) -> Response {
    let t = view.t;
    let path = format!("/offices/{}", office.id);
    let page = Confirm::of(view, form, t.office_close_title())
        .over(office.name.as_str())
        .way(way(t).then(path.as_str(), office.name.as_str()))
        .text(t.office_close_text())
        .field(form.date("until", t.office_close_from()))
        .button(Tone::Bad, t.office_close());
    page.answer(&path)
}

/// `POST /offices/{id}/close`.
pub(crate) async fn close(view: View, Path(id): Path<OfficeId>, Posted(mut form): Posted) -> Answer {
    let office = load(&view, id).await?;
    let Some(until) = parse_date(form.value("until")) else {
        form.refuse("until", view.t.date_wrong());
        return Ok(close_page(&view, &office, &form));
    };
    match view.write(move |tx, me| close_office(tx, &me.acting, id, until)).await? {
        Ok(_) => Ok(view.done(&format!("/offices/{id}"), Notice::OfficeClosed)),
        Err(refusal) => {
            form.refuse("until", view.tell(refusal)?);
            Ok(close_page(&view, &office, &form))
        }
    }
}
