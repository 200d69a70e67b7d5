//! Home visits: how far each commune is, and whom to visit in one.

mod form;
pub(crate) mod forms;
pub(crate) mod guardians;
mod minutes;
mod papers;
mod part;
mod person;
mod tasks;
mod team;

pub(crate) use form::{record, show as show_form};
pub(crate) use minutes::{close, mark, show_mark, sign};
pub(crate) use papers::{confirm, enter, revoke, show_confirm, show_enter, show_revoke, waiting as papers_waiting};
pub(crate) use part::part;
pub(crate) use person::{load as load_person, show as show_person};
pub(crate) use tasks::tasks;

use crate::{
    address,
    components::{Breadcrumb, Cell, Empty, Link, Pagination, Select, SummaryList, SummaryRow, Table, Tag, Tone},
    shell::{
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::extract::Query;
use kernel::{BirthDate, Phone};
use office::{
    Action,
    places::{Places, Unit},
};
use serde::Deserialize;
use survey::{CommuneProgress, Group, Outcome, ToVisit, VisitFilter, count_progress, list_to_visit};

/// How many persons one page of a commune's list names.
const PEOPLE_PAGE: usize = 50;
/// How many communes the table of progress names: a district several times over.
const COMMUNES_SHOWN: usize = 200;

/// Whom to show.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    place: String,
    who: String,
    from: String,
}

impl Narrow {
    fn filter(&self) -> VisitFilter {
        match (self.who.as_str(), Group::parse(&self.who)) {
            (_, Some(group)) => VisitFilter::In(group),
            ("everybody", _) => VisitFilter::Everybody,
            ("again", _) => VisitFilter::Again,
            _ => VisitFilter::NotVisited,
        }
    }

    fn path(&self, place: i64, from: usize) -> String {
        let (place, from) = (place.to_string(), from.to_string());
        format!("/visits?{}", address::query(&[("place", &place), ("who", &self.who), ("from", &from)]))
    }
}

#[derive(Template)]
#[template(path = "pages/visits.html")]
struct Communes {
    t: T,
    way: Breadcrumb,
    table: Table,
    empty: Option<Empty>,
}

#[derive(Template)]
#[template(path = "pages/visits_commune.html")]
struct Commune {
    t: T,
    way: Breadcrumb,
    over: String,
    place: i64,
    facts: SummaryList,
    links: Vec<Link>,
    who: Select,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

/// `GET /visits`: the communes, or the only commune's people.
pub(crate) async fn show(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let progress =
        view.read_in::<survey::Refusal, _>(|tx, me| count_progress(tx, &me.acting.scope, me.acting.today())).await?;
    let asked = narrow.place.parse::<i64>().ok();
    match (asked, progress.as_slice()) {
        (Some(place), _) => {
            let one = progress.iter().find(|one| one.place == place).ok_or(Problem::NotFound)?;
            commune(&view, &narrow, one).await
        }
        (None, [one]) => commune(&view, &narrow, one).await,
        (None, _) => Ok(communes(&view, &progress)),
    }
}

fn communes(view: &View, progress: &[CommuneProgress]) -> axum::response::Response {
    let (t, places) = (view.t, view.app.desk.places());
    let table = Table::of(t, t.visits_caption())
        .column(t.list_place())
        .numbers(t.visits_people())
        .numbers(t.visits_visited())
        .numbers(t.visits_left())
        .numbers(t.visits_group_short("1"))
        .numbers(t.visits_group_short("2"))
        .numbers(t.visits_group_short("3"))
        .numbers(t.visits_group_short("4"))
        .numbers(t.visits_minutes_open())
        .rows(progress.iter().take(COMMUNES_SHOWN), |one| {
            let group = |group| Cell::text(t.number(one.in_group(group)));
            [
                Cell::link(format!("/visits?place={}", one.place), unit_name(&places, one.place)),
                Cell::text(t.number(one.people)),
                Cell::text(t.number(one.visited)),
                Cell::text(t.number(one.to_visit())),
                group(Group::G1),
                group(Group::G2),
                group(Group::G3),
                group(Group::G4),
                Cell::text(t.number(one.minutes_open)),
            ]
        });
    let main = Communes {
        t,
        way: Breadcrumb::home(t),
        table,
        empty: progress.is_empty().then(|| Empty::of("people", t.visits_nobody(), t.visits_nobody_text())),
    };
    view.page(t.visits_title(), &main)
}

async fn commune(view: &View, narrow: &Narrow, progress: &CommuneProgress) -> Answer {
    let (t, place, filter) = (view.t, progress.place, narrow.filter());
    let people =
        view.read_in::<survey::Refusal, _>(move |tx, me| list_to_visit(tx, &me.acting.scope, place, filter)).await?;
    let from = narrow.from.parse::<usize>().unwrap_or_default().min(people.len());
    let shown: Vec<&ToVisit> = people.iter().skip(from).take(PEOPLE_PAGE).collect();
    let form = view.form().with("who", if narrow.who.is_empty() { "not_visited" } else { &narrow.who });
    let groups = Group::ALL.iter().map(|group| (group.key().to_owned(), t.group(*group).to_owned()));
    let next = from + PEOPLE_PAGE;
    let mut links = vec![Link::to(format!("/visits/papers?place={place}"), t.papers_waiting_title())];
    if view.may(Action::RecordVisit) {
        links.push(Link::to(forms::path(place), t.forms_title()));
        links.push(Link::to(guardians::path(place), t.guardians_title()));
    }
    let main = Commune {
        t,
        way: Breadcrumb::home(t),
        over: unit_name(&view.app.desk.places(), place),
        place,
        facts: facts(t, progress),
        links,
        who: form.select("who", t.visits_whom()).none(t.visits_not_visited()).options(
            [("everybody", t.visits_everybody()), ("again", t.visits_again())]
                .map(|(key, words)| (key.to_owned(), words.to_owned()))
                .into_iter()
                .chain(groups),
        ),
        table: table(t, &shown),
        empty: people.is_empty().then(|| Empty::of("people", t.visits_none_found(), t.visits_none_found_text())),
        pages: Pagination {
            t,
            first: (from > 0).then(|| narrow.path(place, 0)),
            next: (next < people.len()).then(|| narrow.path(place, next)),
        },
    };
    Ok(view.page(t.visits_title(), &main))
}

fn unit_name(places: &Places, place: i64) -> String {
    places.unit(place).map(Unit::full_name).unwrap_or_default()
}

fn facts(t: T, progress: &CommuneProgress) -> SummaryList {
    let count = |key: &str, count: i64| SummaryRow::of(key, t.number(count));
    let share = t.visits_of(t.number(progress.visited), t.number(progress.people));
    let mut rows = vec![SummaryRow::of(t.visits_visited(), share), count(t.visits_left(), progress.to_visit())];
    rows.extend(Group::ALL.iter().map(|group| count(t.group(*group), progress.in_group(*group))));
    rows.push(count(t.visits_minutes_open(), progress.minutes_open));
    rows.push(count(t.visits_authorised(), progress.authorised));
    SummaryList { rows }
}

fn table(t: T, people: &[&ToVisit]) -> Table {
    Table::of(t, t.visits_people_caption())
        .column(t.full_name_label())
        .column(t.visits_where())
        .column(t.visits_phone())
        .column(t.visits_last())
        .column(t.visits_group_and_choice())
        .rows(people, |person| {
            let birth = person.birth.map(BirthDate::slashed).unwrap_or_default();
            let address = person.address.clone().filter(|address| person.hamlet.as_ref() != Some(address));
            [
                Cell::link(format!("/visits/{}", person.person), &person.full_name).below(birth),
                Cell::text(person.hamlet.clone().unwrap_or_default()).below(address.unwrap_or_default()),
                Cell::text(phone(person)),
                last(t, person),
                choice(t, person),
            ]
        })
}

/// The phone number, covered: it stands in full on the person’s own page, where the look is recorded.
fn phone(person: &ToVisit) -> String {
    let known = person.phone.as_deref().and_then(|text| Phone::parse(text).ok());
    known.map(|phone| phone.masked()).unwrap_or_default()
}

fn last(t: T, person: &ToVisit) -> Cell {
    match (person.last_visit_on, person.last_outcome) {
        (Some(day), Some(outcome)) => Cell::tag(outcome_tag(t, outcome)).below(t.date(day)),
        _ => Cell::tag(Tag::of(Tone::Plain, t.visits_never())),
    }
}

fn choice(t: T, person: &ToVisit) -> Cell {
    let group = person.group.map_or("", |group| t.group(group));
    let method = person.method.map_or("", |method| t.method(method));
    Cell::text(group).below(method)
}

/// What came of a visit, in colour.
fn outcome_tag(t: T, outcome: Outcome) -> Tag {
    let tone = match outcome {
        Outcome::Chose => Tone::Good,
        Outcome::Refused | Outcome::Deceased => Tone::Bad,
        Outcome::Undecided | Outcome::Absent => Tone::Warn,
        Outcome::Moved => Tone::Info,
    };
    Tag::of(tone, t.visit_outcome(outcome))
}
