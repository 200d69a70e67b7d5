//! Persons: found by name, number or state; one person with everything that ever happened to the record.

pub(crate) mod changes;
pub(crate) mod exceptions;
pub(crate) mod holds;
pub(crate) mod households;
mod match_state;
mod moments;
mod part;
pub(crate) mod person;
pub(crate) mod proposals;
pub(crate) mod province;
pub(crate) mod recheck;
pub(crate) mod solutions;
pub(crate) mod tasks;
mod timeline;
pub(crate) mod work;

pub(crate) use part::PersonPart;

use super::matching::{place_select, tone};
use crate::{
    address,
    components::{Breadcrumb, Cell, Choices, Empty, Field, Form, Pagination, Select, Table, Tag, Tone},
    shell::{
        answers::{WORKBOOK, as_saved},
        book::Sheet,
        guard::Posted,
        problem::{Answer, Problem},
        visit::{View, Visit},
    },
    wording::{Language, T},
};
use accounts::{FoundByNumber, find_by_number};
use askama::Template;
use axum::extract::Query;
use db::Tx;
use kernel::{BirthDate, Month, PersonId, today_in_vietnam};
use matching::Outcome;
use office::{
    Scope,
    places::{Places, Unit},
    reference::{self, Category},
    sign_in::SignedIn,
};
use registry::{
    Listed, Numbers, PEOPLE_PAGE, PeopleFilter, export_people, find_listed, find_people, list_held, list_people,
};
use serde::Deserialize;
use sources::SourceKind;
use std::collections::{BTreeMap, BTreeSet};

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    q: String,
    place: String,
    state: String,
    source: String,
    no_card: String,
    dead: String,
    held: String,
    after: String,
}

impl Narrow {
    fn filter(&self, month: Option<Month>) -> PeopleFilter {
        PeopleFilter {
            state: Outcome::parse(&self.state),
            place: self.place.parse().ok(),
            no_card: (!self.no_card.is_empty()).then_some(true),
            dead: (!self.dead.is_empty()).then_some(true),
            source: SourceKind::parse(&self.source),
            held_in: month.filter(|_| !self.held.is_empty()),
        }
    }

    fn path(&self, after: &str) -> String {
        let mut query = vec![
            ("place", self.place.as_str()),
            ("state", &self.state),
            ("source", &self.source),
            ("no_card", &self.no_card),
            ("dead", &self.dead),
            ("held", &self.held),
            ("after", after),
        ];
        query.retain(|(_, value)| !value.is_empty());
        format!("/people?{}", address::query(&query))
    }
}

#[derive(Template)]
#[template(path = "pages/people.html")]
struct People<'a> {
    t: T,
    view: &'a View,
    narrow: &'a Narrow,
    may_export: bool,
    may_correct: bool,
    way: Breadcrumb,
    words: Field,
    place: Option<Select>,
    state: Select,
    source: Select,
    flags: Vec<Choices>,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

/// `GET /people`. Words of a name or a number search; without them the filters list.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let month = Month::of(today_in_vietnam(view.now)).ok();
    let (filter, words, after) = (narrow.filter(month), narrow.q.trim().to_owned(), narrow.after.parse().ok());
    let is_search = !words.is_empty();
    let (people, numbers, held) = view
        .read_in::<Problem, _>(move |tx, me| {
            let scope = &me.acting.scope;
            if words.is_empty() {
                let people = list_people(tx, scope, &filter, after, PEOPLE_PAGE)?;
                let held = held_among(tx, &people, month)?;
                return Ok((people, ByAccount::new(), held));
            }
            let (mut found, numbers) = find(tx, scope, &words)?;
            let held = held_among(tx, &found, month)?;
            found.retain(|person| filter.held_in.is_none() || held.contains(&person.id));
            found.retain(|person| filter.state.is_none_or(|state| person.state == state));
            found.retain(|person| filter.place.is_none_or(|place| person.place == place));
            Ok((found, numbers, held))
        })
        .await?;
    let (t, places) = (view.t, view.app.desk.places());
    let form = form(&view, &narrow);
    let sources = SourceKind::ALL.iter().map(|kind| (kind.key().to_owned(), t.source_kind(*kind).to_owned()));
    let states = Outcome::ALL.iter().map(|state| (state.key().to_owned(), t.outcome(*state).to_owned()));
    let main = People {
        t,
        view: &view,
        narrow: &narrow,
        may_export: !is_search && !people.is_empty(),
        may_correct: view.may(office::Action::CorrectPerson),
        way: Breadcrumb::home(t),
        words: form.text("q", t.people_words()),
        place: place_select(&view, &form),
        state: form.select("state", t.match_state()).none(t.people_any_state()).options(states),
        source: form.select("source", t.import_source()).none(t.people_any_source()).options(sources),
        flags: vec![
            form.boxes("no_card", t.people_flags()).choice("yes", t.person_no_card()),
            form.boxes("dead", "").choice("yes", t.person_dead()),
            form.boxes("held", "").choice("yes", t.hold_holds()),
        ],
        table: table(t, &places, &people, &numbers, &held),
        empty: people.is_empty().then(|| Empty::of("people", t.people_none(), t.people_none_text())),
        pages: Pagination {
            t,
            first: (!narrow.after.is_empty()).then(|| narrow.path("")),
            next: people
                .last()
                .filter(|_| !is_search && people.len() == PEOPLE_PAGE)
                .map(|last| narrow.path(&last.id.to_string())),
        },
    };
    Ok(view.page(t.people_title(), &main))
}

/// Whose payments are held this month.
fn held_among(
    tx: &mut Tx<'_>,
    people: &[Listed],
    month: Option<Month>,
) -> Result<BTreeSet<PersonId>, registry::Refusal> {
    month.map_or_else(|| Ok(BTreeSet::new()), |month| list_held(tx, people, month))
}

/// What is said beside a person's state.
fn marks(t: T, person: &Listed, held: &BTreeSet<PersonId>) -> String {
    let all = [
        (person.dead, t.person_dead()),
        (held.contains(&person.id), t.hold_holds()),
        (person.no_card, t.person_no_card()),
    ];
    let said: Vec<&str> = all.into_iter().filter(|(holds, _)| *holds).map(|(_, said)| said).collect();
    said.join(", ")
}

/// By whose account a person was found.
type ByAccount = BTreeMap<PersonId, FoundByNumber>;

/// Persons by name or number, and those who receive to an account of that number.
pub(crate) fn find(tx: &mut Tx<'_>, scope: &Scope, words: &str) -> Result<(Vec<Listed>, ByAccount), Problem> {
    let mut found = find_people(tx, scope, words)?;
    let mut numbers = ByAccount::new();
    for account in find_by_number(tx, scope, words)? {
        if !found.iter().any(|person| person.id == account.person) {
            found.extend(find_listed(tx, scope, account.person)?);
        }
        numbers.insert(account.person, account);
    }
    Ok((found, numbers))
}

/// `POST /people/workbook`: the list as it is narrowed.
pub(crate) async fn workbook(view: View, Posted(form): Posted) -> Answer {
    let value = |name: &str| form.value(name).to_owned();
    let narrow = Narrow {
        place: value("place"),
        state: value("state"),
        source: value("source"),
        no_card: value("no_card"),
        dead: value("dead"),
        held: value("held"),
        ..Narrow::default()
    };
    let month = Month::of(today_in_vietnam(view.now)).ok();
    let filter = narrow.filter(month);
    let numbers = numbers_asked(&form);
    let export = move |tx: &mut Tx<'_>, me: &SignedIn| {
        let people = export_people(tx, &me.acting, &filter, numbers)?;
        let held = held_among(tx, &people, month)?;
        Ok((people, held))
    };
    let (people, held) = view.write_in::<registry::Refusal, _>(export).await??;
    let bytes = view.blocking(move |visit| sheet(visit, numbers, &people, &held).into_workbook(visit.now)).await??;
    let month = month.map_or_else(String::new, |month| format!("_{month}"));
    Ok(as_saved(&format!("doi-tuong{month}.xlsx"), WORKBOOK, bytes))
}

/// How a form asks for the numbers of a workbook.
pub(crate) fn numbers_asked(form: &Form) -> Numbers {
    if form.value("numbers") == "full" { Numbers::Full } else { Numbers::Covered }
}

/// Beside a workbook: how many rows it has, and how numbers stand in it.
pub(crate) fn numbers_note(view: &Visit, numbers: Numbers, rows: usize) -> String {
    let (t, when) = (view.t, view.t.instant(view.now));
    let count = t.number(rows as u64);
    match numbers {
        Numbers::Covered => t.work_book_note(when, count),
        Numbers::Full => t.work_book_note_full(when, count),
    }
}

fn sheet(view: &Visit, numbers: Numbers, people: &[Listed], held: &BTreeSet<PersonId>) -> Sheet {
    let (t, places) = (view.t, view.app.desk.places());
    let row = |person: &Listed| {
        vec![
            documents::Cell::from(person.full_name.as_str().to_owned()),
            person.birth.map_or(documents::Cell::Empty, documents::Cell::birth),
            person.masked_number.clone().unwrap_or_default().into(),
            commune(&places, person.place).into(),
            person.hamlet.clone().unwrap_or_default().into(),
            t.outcome(person.state).into(),
            marks(t, person, held).into(),
        ]
    };
    Sheet {
        title: t.people_title().to_owned(),
        notes: vec![numbers_note(view, numbers, people.len())],
        columns: vec![
            (t.full_name_label(), 28),
            (t.person_birth(), 12),
            (t.person_number(), 16),
            (t.report_commune(), 20),
            (t.field_hamlet(), 18),
            (t.match_state(), 22),
            (t.people_marks(), 24),
        ],
        rows: people.iter().map(row).collect(),
    }
}

fn form(view: &View, narrow: &Narrow) -> Form {
    view.form()
        .with("q", narrow.q.as_str())
        .with("place", narrow.place.as_str())
        .with("state", narrow.state.as_str())
        .with("source", narrow.source.as_str())
        .with("no_card", narrow.no_card.as_str())
        .with("dead", narrow.dead.as_str())
        .with("held", narrow.held.as_str())
}

fn table(t: T, places: &Places, people: &[Listed], numbers: &ByAccount, held: &BTreeSet<PersonId>) -> Table {
    Table::of(t, t.people_caption())
        .column(t.full_name_label())
        .column(t.person_birth())
        .column(t.report_commune())
        .column(t.match_state())
        .rows(people, |person| {
            let number = person.masked_number.clone().unwrap_or_else(|| t.match_no_number().to_owned());
            let number = match numbers.get(&person.id) {
                Some(account) if account.is_live => t.people_found_by_account(number, &account.masked),
                Some(account) => t.people_found_by_ended_account(number, &account.masked),
                None => number,
            };
            let birth = person.birth.map_or_else(|| t.not_given().to_owned(), BirthDate::slashed);
            [
                Cell::link(format!("/people/{}", person.id), person.full_name.as_str()).below(number),
                Cell::text(birth),
                Cell::text(commune(places, person.place)).below(person.hamlet.clone().unwrap_or_default()),
                Cell::tag(state(t, person.state)).below(marks(t, person, held)),
            ]
        })
}

/// What categories are called, and which of them are named to nobody who has no need of them.
pub(crate) fn categories(tx: &mut Tx<'_>, t: T) -> Result<(BTreeMap<String, String>, Vec<String>), Problem> {
    let (mut names, mut confidential) = (BTreeMap::new(), Vec::new());
    for category in reference::list_all::<Category>(tx)?.into_iter().map(|version| version.value) {
        if category.is_confidential {
            confidential.push(category.code.clone());
        }
        let name = if t.0 == Language::Vietnamese { category.name_vi } else { category.name_en };
        names.insert(category.code, name);
    }
    Ok((names, confidential))
}

/// `Xã Bình Châu`.
pub(crate) fn commune(places: &Places, place: i64) -> String {
    places.unit(place).map_or_else(String::new, Unit::full_name)
}

/// The state in its colour.
pub(crate) fn state(t: T, outcome: Outcome) -> Tag {
    Tag::of(tone(outcome), t.outcome(outcome))
}

/// A flag beside the state.
pub(crate) fn flag(tone: Tone, text: &str) -> Tag {
    Tag::of(tone, text)
}
