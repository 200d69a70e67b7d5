//! Creating one office: an agency of the day's profile, at a unit of that day.

use crate::{
    components::{Breadcrumb, Field, Finder, Form, Select, SummaryList, SummaryRow},
    pages::place_choice,
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{Language, T, parse_date},
};
use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use kernel::today_in_vietnam;
use office::{
    Refusal,
    offices::{MadeOffice, NewOffice, create_office},
    profile::{Agency, Profile},
    reference::profiles,
};
use serde::Deserialize;
use std::sync::Arc;

/// What was answered so far.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Answered {
    from: String,
}

/// The question of this page.
enum Question {
    Day(Field),
    Office { agency: Select, unit: Box<Finder>, name: Box<Field> },
}

#[derive(Template)]
#[template(path = "pages/office_new.html")]
struct OfficeNew<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    said: SummaryList,
    question: Question,
    from: String,
}

/// `GET /offices/new/one`.
pub(crate) async fn ask(view: View, Query(answered): Query<Answered>) -> Answer {
    let form = view.form().with("from", answered.from);
    page(&view, form).await
}

async fn page(view: &View, mut form: Form) -> Answer {
    let (t, profile) = (view.t, profile_of(view, &mut form).await?);
    let question = match &profile {
        None if form.value("from").is_empty() => {
            let today = view.form().with("from", t.date(today_in_vietnam(view.now)));
            Question::Day(day_field(t, &today))
        }
        None => Question::Day(day_field(t, &form)),
        Some((_, profile)) => Question::Office {
            agency: agencies(t, &form, profile),
            unit: Box::new(
                place_choice::finder(view, &form, "unit", t.office_new_unit(), "from").hint(t.office_new_unit_hint()),
            ),
            name: Box::new(form.text("name", t.office_name()).hint(t.office_new_name_hint()).optional()),
        },
    };
    let said = profile.as_ref().map(|(day, profile)| said(t, *day, profile)).unwrap_or_default();
    let main = OfficeNew {
        t,
        view,
        way: Breadcrumb::home(t).then("/offices", t.offices_title()),
        said: SummaryList { rows: said },
        question,
        from: form.value("from").to_owned(),
        form: &form,
    };
    Ok(view.form_page(t.office_new_title(), &form, &main))
}

fn day_field(t: T, form: &Form) -> Field {
    form.date("from", t.office_new_from()).hint(t.offices_new_from_hint())
}

/// The day, if one was given that a profile and a unit tree cover; otherwise the form says why not.
async fn profile_of(view: &View, form: &mut Form) -> Answer<Option<(Date, Profile)>> {
    let (t, typed) = (view.t, form.value("from").to_owned());
    if typed.is_empty() {
        return Ok(None);
    }
    let Some(day) = parse_date(&typed) else {
        form.refuse("from", t.date_wrong());
        return Ok(None);
    };
    let known = view.read(|tx, _| profiles(tx)).await?;
    let places = view.app.desk.places();
    let profile = known.on(day).filter(|_| places.tree_on(day).is_some()).cloned();
    if profile.is_none() {
        let first = places.trees().first().ok_or(Problem::NotFound)?;
        form.refuse("from", t.offices_new_no_units(t.date(first.from)));
    }
    Ok(profile.map(|profile| (day, profile)))
}

/// The agencies that work on the day, from the top down, each with its level.
fn agencies(t: T, form: &Form, profile: &Profile) -> Select {
    let day = parse_date(form.value("from"));
    let works = |agency: &&Agency| day.is_none_or(|day| agency.works_on(day));
    let named = |agency: &Agency| {
        let name = match t.0 {
            Language::Vietnamese => &agency.name_vi,
            Language::English => &agency.name_en,
        };
        (agency.key.clone(), format!("{}: {name}", t.level(agency.tier)))
    };
    let offered = profile.tiers.iter().flat_map(|tier| profile.agencies_at(*tier)).filter(works).map(named);
    form.select("agency", t.office_new_agency()).hint(t.office_new_agency_hint()).options(offered)
}

fn said(t: T, day: Date, profile: &Profile) -> Vec<SummaryRow> {
    let name = match t.0 {
        Language::Vietnamese => &profile.name_vi,
        Language::English => &profile.name_en,
    };
    vec![
        SummaryRow::of(t.office_day(), t.date(day)).change("/offices/new/one", t.change()),
        SummaryRow::of(t.profiles_title(), name.as_str()),
    ]
}

/// At which field a refusal belongs.
fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::AgencyUnknown { .. } => "agency",
        Refusal::TextLength { .. } => "name",
        _ => "unit",
    }
}

/// `POST /offices/new/one`.
pub(crate) async fn create(view: View, Posted(mut form): Posted) -> Answer {
    let (places, day) = (view.app.desk.places(), parse_date(form.value("from")));
    let Some(day) = day.filter(|_| !form.is_finding()) else { return page(&view, form).await };
    form.require("agency", view.t.choice_missing());
    let place = form.value("unit").parse().ok();
    // A unit of another day's tree is another unit, even under the same code.
    let unit = place.and_then(|place| places.tree_on(day)?.unit(place)).map(|unit| unit.code.clone());
    let Some(unit) = unit.filter(|_| !form.is_refused()) else {
        form.refuse("unit", view.t.place_missing());
        return page(&view, form).await;
    };
    let name = Some(form.value("name").to_owned()).filter(|name| !name.is_empty());
    let new = NewOffice { agency: form.value("agency").to_owned(), unit, name, from: day };
    let trees = Arc::clone(&places);
    match view.write(move |tx, me| create_office(tx, &me.acting, &trees, &new)).await? {
        Ok(MadeOffice::Created(office)) => Ok(view.done(&format!("/offices/{}", office.id), Notice::OfficeCreated)),
        Ok(MadeOffice::Exists(office)) => Ok(view.done(&format!("/offices/{}", office.id), Notice::OfficeExists)),
        Err(refusal) => {
            form.refuse(field_of(&refusal), view.tell(refusal)?);
            page(&view, form).await
        }
    }
}
