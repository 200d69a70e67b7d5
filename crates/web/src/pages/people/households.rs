//! Poor and near-poor households: the list, one with its members, and the section on a member's page.

use super::{commune, part::PersonPart};
use crate::{
    address,
    components::{Breadcrumb, Cell, Empty, Field, Pagination, Select, SummaryList, SummaryRow, Table, Tag, Tone},
    pages::matching::place_select,
    shell::{
        answers::{WORKBOOK, as_saved},
        book::Sheet,
        guard::Posted,
        problem::{Answer, Problem},
        visit::{View, Visit},
    },
    wording::T,
};
use askama::Template;
use axum::extract::{Path, Query};
use db::Tx;
use kernel::{BirthDate, HouseholdId, Month, PersonId, today_in_vietnam};
use office::sign_in::SignedIn;
use registry::{
    HOUSEHOLDS_PAGE, Household, HouseholdLine, HouseholdsFilter, Member, NEAR_POOR, POOR, export_households,
    find_household_of, list_households, load_household,
};
use serde::Deserialize;

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    q: String,
    place: String,
    after: String,
}

impl Narrow {
    fn path(&self, after: &str) -> String {
        let mut query = vec![("q", self.q.as_str()), ("place", self.place.as_str()), ("after", after)];
        query.retain(|(_, value)| !value.is_empty());
        format!("/households?{}", address::query(&query))
    }

    fn filter(&self) -> HouseholdsFilter {
        HouseholdsFilter { place: self.place.parse().ok(), words: self.q.clone() }
    }
}

#[derive(Template)]
#[template(path = "pages/households.html")]
struct Households<'a> {
    t: T,
    view: &'a View,
    narrow: &'a Narrow,
    way: Breadcrumb,
    words: Field,
    place: Option<Select>,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

fn this_month(view: &View) -> Result<Month, Problem> {
    Month::of(today_in_vietnam(view.now)).map_err(|fault| Problem::Fault(fault.to_string()))
}

/// `GET /households`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let (filter, after, month) = (narrow.filter(), narrow.after.parse().ok(), this_month(&view)?);
    let is_search = filter != HouseholdsFilter::default();
    let households = view
        .read_in::<Problem, _>(move |tx, me| Ok(list_households(tx, &me.acting.scope, &filter, month, after)?))
        .await?;
    let t = view.t;
    let form = view.form().with("q", narrow.q.as_str()).with("place", narrow.place.as_str());
    let (none, none_text) = if is_search {
        (t.households_not_found(), t.households_not_found_text())
    } else {
        (t.households_none(), t.households_none_text())
    };
    let last = households.last().filter(|_| households.len() == HOUSEHOLDS_PAGE).map(|last| last.id.to_string());
    let main = Households {
        t,
        view: &view,
        narrow: &narrow,
        way: Breadcrumb::home(t).then("/people", t.people_title()),
        words: form.text("q", t.households_words()),
        place: place_select(&view, &form),
        empty: households.is_empty().then(|| Empty::of("people", none, none_text)),
        table: table(&view, &households),
        pages: Pagination {
            t,
            first: after.is_some().then(|| narrow.path("")),
            next: last.map(|last| narrow.path(&last)),
        },
    };
    Ok(view.page(t.households_title(), &main))
}

fn table(view: &View, households: &[HouseholdLine]) -> Table {
    let (t, places) = (view.t, view.app.desk.places());
    Table::of(t, t.households_caption())
        .column(t.household())
        .column(t.household_head())
        .column(t.report_commune())
        .column(t.household_class())
        .numbers(t.household_members())
        .rows(households, |one| {
            let (tone, said) = class(t, one);
            [
                Cell::link(format!("/households/{}", one.id), &one.name),
                Cell::text(head(t, one)),
                Cell::text(commune(&places, one.place)),
                Cell::tag(Tag::of(tone, said)),
                Cell::text(t.number(one.members)),
            ]
        })
}

fn head(t: T, one: &HouseholdLine) -> &str {
    one.head.as_ref().map_or(t.household_head_unsaid(), |head| head.as_str())
}

/// What a household is this month.
fn class(t: T, one: &HouseholdLine) -> (Tone, &'static str) {
    match (one.poor, one.near_poor) {
        (1.., _) => (Tone::Warn, t.household_poor()),
        (0, 1..) => (Tone::Info, t.household_near_poor()),
        _ => (Tone::Plain, t.household_no_more()),
    }
}

/// `POST /households/workbook`: the list as it is narrowed.
pub(crate) async fn workbook(view: View, Posted(form): Posted) -> Answer {
    let value = |name: &str| form.value(name).to_owned();
    let filter = Narrow { q: value("q"), place: value("place"), after: String::new() }.filter();
    let month = this_month(&view)?;
    let export = move |tx: &mut Tx<'_>, me: &SignedIn| export_households(tx, &me.acting, &filter, month);
    let households = view.write_in::<registry::Refusal, _>(export).await??;
    let bytes = view.blocking(move |visit| sheet(visit, &households).into_workbook(visit.now)).await??;
    Ok(as_saved("ho-ngheo.xlsx", WORKBOOK, bytes))
}

fn sheet(view: &Visit, households: &[HouseholdLine]) -> Sheet {
    let (t, places) = (view.t, view.app.desk.places());
    let row = |one: &HouseholdLine| {
        let members = documents::Cell::Number(one.members);
        let [name, head, class] = [one.name.clone(), head(t, one).to_owned(), class(t, one).1.to_owned()];
        vec![name.into(), head.into(), commune(&places, one.place).into(), class.into(), members]
    };
    Sheet {
        title: t.households_title().to_owned(),
        notes: vec![t.households_book_note(t.instant(view.now), t.number(households.len() as u64))],
        columns: vec![
            (t.household(), 20),
            (t.household_head(), 28),
            (t.report_commune(), 20),
            (t.household_class(), 20),
            (t.household_members(), 14),
        ],
        rows: households.iter().map(row).collect(),
    }
}

#[derive(Template)]
#[template(path = "pages/household.html")]
struct HouseholdPage {
    t: T,
    way: Breadcrumb,
    over: String,
    title: String,
    members: Table,
}

/// `GET /households/{id}`.
pub(crate) async fn show(view: View, Path(id): Path<HouseholdId>) -> Answer {
    let household = view.read_in::<Problem, _>(move |tx, me| Ok(load_household(tx, &me.acting.scope, id)?)).await?;
    let t = view.t;
    let main = HouseholdPage {
        t,
        way: Breadcrumb::home(t).then("/people", t.people_title()).then("/households", t.households_title()),
        over: view.app.desk.places().display(household.place).unwrap_or_default(),
        title: t.household_named(&household.name),
        members: members(t, &household),
    };
    Ok(view.page(&main.title, &main))
}

fn members(t: T, household: &Household) -> Table {
    Table::of(t, t.household_members_caption())
        .column(t.full_name_label())
        .column(t.person_birth())
        .column(t.household_role())
        .column(t.household_class())
        .rows(&household.members, |one| {
            let number = one.person.masked_number.clone().unwrap_or_else(|| t.match_no_number().to_owned());
            [
                Cell::link(format!("/people/{}", one.person.id), one.person.full_name.as_str()).below(number),
                Cell::text(one.person.birth.map_or_else(|| t.not_given().to_owned(), BirthDate::slashed)),
                Cell::text(role(t, household, one)).below(if one.person.dead { t.person_dead() } else { "" }),
                Cell::text(classes(t, one)),
            ]
        })
}

/// A list that names a household by its code alone does not say who its head is.
fn role<'m>(t: T, household: &Household, member: &'m Member) -> &'m str {
    match (&member.relation, member.is_head, household.members.iter().any(|one| one.is_head)) {
        (_, true, _) => t.household_head(),
        (Some(relation), false, _) => relation,
        (None, false, true) => t.household_member(),
        (None, false, false) => t.not_given(),
    }
}

/// `hộ nghèo 01/2024 – nay`, each time one after the other.
fn classes(t: T, member: &Member) -> String {
    let class = |one: &registry::Entitlement| {
        let named = match one.category.as_str() {
            POOR => t.household_poor(),
            NEAR_POOR => t.household_near_poor(),
            other => other,
        };
        match one.until_month {
            Some(until) => t.household_class_until(named, t.month(one.from_month), t.month(until)),
            None => t.household_class_since(named, t.month(one.from_month)),
        }
    };
    let told: Vec<String> = member.classes.iter().map(class).collect();
    told.join("; ")
}

/// The section on a member's page; nothing where no list names a household.
pub(crate) fn part(tx: &mut Tx<'_>, me: &SignedIn, t: T, person: PersonId) -> Result<String, Problem> {
    let Some(household) = find_household_of(tx, &me.acting.scope, person)? else { return Ok(String::new()) };
    let own = household.members.iter().find(|one| one.person.id == person);
    let part = PersonPart {
        title: t.household(),
        says: Vec::new(),
        facts: Some(SummaryList {
            rows: vec![
                SummaryRow::of(t.household(), household.name.as_str())
                    .change(format!("/households/{}", household.id), t.household_open()),
                SummaryRow::of(t.household_role(), own.map_or("", |own| role(t, &household, own))),
                SummaryRow::of(t.household_class(), own.map(|one| classes(t, one)).unwrap_or_default()),
                SummaryRow::of(t.household_members(), t.number(household.members.len() as u64)),
            ],
        }),
        table: None,
        none: "",
        links: Vec::new(),
    };
    part.written()
}
