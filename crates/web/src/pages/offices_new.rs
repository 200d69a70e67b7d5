//! Creating the offices of an area, one question a page: day, province, district, communes.

use crate::{
    components::{Breadcrumb, Choices, Field, Form, Icon, Select, SummaryList, SummaryRow},
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{T, parse_date},
};
use askama::Template;
use axum::{extract::Query, response::Response};
use jiff::civil::Date;
use kernel::today_in_vietnam;
use office::{
    offices::{MadeOffice, NewOffices, create_offices_of_district},
    places::{Level, Places, Unit},
};
use serde::Deserialize;
use std::sync::Arc;

/// What was answered so far.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Answered {
    from: String,
    province: String,
    district: String,
}

/// The question of this page.
enum Question {
    Day(Field),
    Unit(Select),
    Communes(Choices),
}

#[derive(Template)]
#[template(path = "pages/offices_new.html")]
struct OfficesNew<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    said: SummaryList,
    question: Question,
    answered: Answered,
}

/// Where the questions lead.
struct Chosen<'p> {
    day: Date,
    province: Option<&'p Unit>,
    district: Option<&'p Unit>,
}

impl<'p> Chosen<'p> {
    fn read(places: &'p Places, answered: &Answered, day: Date) -> Chosen<'p> {
        let find = |code: &str, level| places.find(code, day).filter(|unit| unit.level == level);
        let province = find(&answered.province, Level::Province);
        let district = find(&answered.district, Level::District)
            .filter(|district| district.parent == province.map(|province| province.place));
        Chosen { day, province, district }
    }

    /// The unit whose communes are to be ticked, once it is known.
    fn head(&self, places: &'p Places) -> Option<&'p Unit> {
        let province = self.province?;
        if districts_of(places, province).is_empty() { Some(province) } else { self.district }
    }
}

fn districts_of<'p>(places: &'p Places, province: &Unit) -> Vec<&'p Unit> {
    places.children(province.place).into_iter().filter(|unit| unit.level == Level::District).collect()
}

/// `GET /offices/new`.
pub(crate) async fn ask(view: View, Query(answered): Query<Answered>) -> Answer {
    let form = view.form();
    page(&view, answered, form)
}

fn page(view: &View, answered: Answered, mut form: Form) -> Answer<Response> {
    let t = view.t;
    let places = view.app.desk.places();
    let question = match day_of(view, &places, &answered, &mut form) {
        None => Question::Day(form.date("from", t.offices_new_from()).hint(t.offices_new_from_hint())),
        Some(day) => question(t, &places, &Chosen::read(&places, &answered, day), &mut form)?,
    };
    let main = OfficesNew {
        t,
        view,
        way: Breadcrumb::home(t).then("/offices", t.offices_title()),
        said: said(t, &places, &answered),
        question,
        answered,
        form: &form,
    };
    Ok(view.form_page(t.offices_new_title(), &form, &main))
}

/// The day, if one was given that a tree covers; otherwise the form says why not.
fn day_of(view: &View, places: &Places, answered: &Answered, form: &mut Form) -> Option<Date> {
    if answered.from.is_empty() {
        form.set("from", view.t.date(today_in_vietnam(view.now)));
        return None;
    }
    form.set("from", answered.from.as_str());
    let Some(day) = parse_date(&answered.from) else {
        form.refuse("from", view.t.date_wrong());
        return None;
    };
    if places.tree_on(day).is_none() {
        let first = places.trees().first().map_or(day, |tree| tree.from);
        form.refuse("from", view.t.offices_new_no_units(view.t.date(first)));
        return None;
    }
    Some(day)
}

fn options(units: &[&Unit]) -> Vec<(String, String)> {
    units.iter().map(|unit| (unit.code.clone(), unit.full_name())).collect()
}

fn question(t: T, places: &Places, chosen: &Chosen<'_>, form: &mut Form) -> Answer<Question> {
    let Some(province) = chosen.province else {
        let tree = places.tree_on(chosen.day).ok_or(Problem::NotFound)?;
        let nation = tree.find(office::places::NATION_CODE).ok_or(Problem::NotFound)?;
        let select = form.select("province", t.offices_new_province());
        return Ok(Question::Unit(select.options(options(&places.children(nation.place)))));
    };
    let Some(head) = chosen.head(places) else {
        let select = form.select("district", t.offices_new_district());
        return Ok(Question::Unit(select.options(options(&districts_of(places, province)))));
    };
    let communes = places.children(head.place);
    if form.values("communes").next().is_none() && !form.is_refused() {
        for commune in &communes {
            form.set("communes", commune.code.as_str());
        }
    }
    let boxes = form.boxes("communes", t.offices_new_communes()).hint(t.offices_new_communes_hint()).columns();
    Ok(Question::Communes(
        communes.into_iter().fold(boxes, |boxes, unit| boxes.choice(unit.code.as_str(), unit.full_name())),
    ))
}

/// What was answered, each with a way to answer otherwise.
fn said(t: T, places: &Places, answered: &Answered) -> SummaryList {
    let mut rows = Vec::new();
    if let Some(day) = parse_date(&answered.from) {
        rows.push(SummaryRow::of(t.office_day(), t.date(day)).change("/offices/new", t.change()));
        let chosen = Chosen::read(places, answered, day);
        let again = |known: &[(&str, &str)]| format!("/offices/new?{}", crate::address::query(known));
        if let Some(province) = chosen.province {
            let path = again(&[("from", &answered.from)]);
            rows.push(SummaryRow::of(t.offices_new_province(), province.full_name()).change(path, t.change()));
        }
        if let Some(district) = chosen.district {
            let path = again(&[("from", &answered.from), ("province", &answered.province)]);
            rows.push(SummaryRow::of(t.offices_new_district(), district.full_name()).change(path, t.change()));
        }
    }
    SummaryList { rows }
}

/// `POST /offices/new`.
pub(crate) async fn create(view: View, Posted(mut form): Posted) -> Answer {
    let answered = Answered {
        from: form.value("from").to_owned(),
        province: form.value("province").to_owned(),
        district: form.value("district").to_owned(),
    };
    let places = view.app.desk.places();
    let Some(day) = parse_date(&answered.from) else { return page(&view, answered, form) };
    let Some(unit) = Chosen::read(&places, &answered, day).head(&places).map(|unit| unit.code.clone()) else {
        return page(&view, answered, form);
    };
    let communes = form.values("communes").map(ToOwned::to_owned).collect();
    let new = NewOffices { unit, communes, from: day };
    let trees = Arc::clone(&places);
    let made = view.write(move |tx, me| create_offices_of_district(tx, &me.acting, &trees, &new)).await?;
    match made {
        Ok(made) => {
            let new = made.iter().filter(|made| matches!(made, MadeOffice::Created(_))).count();
            Ok(view.done("/offices", Notice::OfficesCreated(u32::try_from(new).unwrap_or(u32::MAX))))
        }
        Err(refusal) => {
            form.refuse("communes", view.tell(refusal)?);
            page(&view, answered, form)
        }
    }
}
