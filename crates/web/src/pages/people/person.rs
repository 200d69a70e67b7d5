//! One person: facts, entitlements, what stops a payment, corrections, and the timeline.

use super::{
    categories, commune, flag, households,
    match_state::{self, FromList, corrected, differs},
    moments::gather,
    proposals,
    province::of_merit,
    solutions, state,
    timeline::{Categories, Moment, moment},
};
use crate::{
    components::{Breadcrumb, Cell, Link, Notice, SummaryList, SummaryRow, Table, Tag, Timeline, Tone},
    pages::{
        accounts, cycles, lists,
        movements::{says, state_tag},
        visits,
    },
    shell::{
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use ::lists::NEUTRAL_CATEGORY;
use askama::Template;
use axum::extract::Path;
use db::Tx;
use kernel::{BirthDate, CitizenId, ExceptionId, Month, OldIdNumber, PersonId, Phone, Sex, StaffId, today_in_vietnam};
use matching::Outcome;
use office::{Action, sign_in::SignedIn, staff::list_names};
use registry::{
    ChangeRequest, ChangeState, Entitlement, EntitlementState, Event, Hold, Movement, Person, PersonRecord, Solved,
    list_solved_of, load_person, view_sensitive,
};
use sources::SourceKind;
use std::collections::{BTreeMap, BTreeSet};

/// What another room shows of a person: its own heading and template, rendered.
type Part = fn(&mut Tx<'_>, &SignedIn, T, PersonId) -> Result<String, Problem>;

/// The rooms behind this one, in the order of the process. Each answers an empty text where it has nothing to show.
const PARTS: &[Part] = &[households::part, visits::part, accounts::part, lists::part, cycles::part];

#[derive(Template)]
#[template(path = "pages/beneficiary.html")]
struct PersonPage<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    person: &'a Person,
    over: String,
    state: Tag,
    flags: Vec<Tag>,
    facts: SummaryList,
    actions: Vec<Link>,
    may_view: bool,
    corrected: Option<Notice>,
    differs: Option<Table>,
    two_programmes: Option<Notice>,
    exceptions: Option<Table>,
    solved: Option<Table>,
    entitlements: Table,
    movements: Option<Table>,
    holds: Option<Table>,
    corrections: Option<Table>,
    changes: Option<Table>,
    parts: String,
    timeline: Timeline,
}

/// What the page is made of.
pub(super) struct Read {
    record: PersonRecord,
    names: BTreeMap<StaffId, String>,
    parts: String,
    from_lists: Vec<FromList>,
    /// What the other rooms know to have happened.
    moments: Vec<Moment>,
    solved: Vec<(ExceptionId, Solved)>,
    /// What categories are called.
    categories: BTreeMap<String, String>,
    /// Categories that are named to nobody who has no need of them.
    confidential: Vec<String>,
}

fn complete(tx: &mut Tx<'_>, me: &SignedIn, t: T, record: PersonRecord) -> Result<Read, Problem> {
    let moments = gather(tx, me, t, record.person.id)?;
    let by = record.events.iter().map(|event| event.staff);
    let by: BTreeSet<StaffId> = by.chain(moments.iter().filter_map(|moment| moment.by)).collect();
    let by: Vec<StaffId> = by.into_iter().collect();
    let names = list_names(tx, &by)?;
    let solved = list_solved_of(tx, &me.acting.scope, record.person.id)?;
    let parts: Result<Vec<String>, Problem> = PARTS.iter().map(|part| part(tx, me, t, record.person.id)).collect();
    let (categories, confidential) = categories(tx, t)?;
    let from_lists = match_state::read(tx, me, &record)?;
    Ok(Read { record, names, parts: parts?.concat(), from_lists, moments, solved, categories, confidential })
}

/// `GET /people/{id}`: what is sensitive stays covered.
pub(crate) async fn show(view: View, Path(id): Path<PersonId>) -> Answer {
    let t = view.t;
    let read = view.read_in::<Problem, _>(move |tx, me| {
        let record = load_person(tx, &me.acting.scope, id)?;
        complete(tx, me, t, record)
    });
    let read = read.await?;
    Ok(page(&view, &read, false))
}

/// `POST /people/{id}/view`: with full numbers. The view stands in the trail.
pub(crate) async fn show_full(view: View, Path(id): Path<PersonId>) -> Answer {
    let t = view.t;
    let read = view.write_in::<Problem, _>(move |tx, me| {
        let record = view_sensitive(tx, &me.acting, id)?;
        complete(tx, me, t, record)
    });
    let read = read.await??;
    Ok(page(&view, &read, true))
}

fn page(view: &View, read: &Read, is_full: bool) -> axum::response::Response {
    let Read { record, names, parts, from_lists, moments, solved, categories, confidential } = read;
    let (t, person) = (view.t, &record.person);
    let mut flags = Vec::new();
    if person.dead {
        let said = person.died_on.map_or_else(|| t.person_dead().to_owned(), |day| t.person_died_on(t.date(day)));
        flags.push(flag(Tone::Bad, &said));
    }
    if person.no_card {
        flags.push(flag(Tone::Warn, t.person_no_card()));
    }
    let this = Month::of(today_in_vietnam(view.now)).ok();
    if this.is_some_and(|month| record.holds.iter().any(|hold| hold.holds_in(month))) {
        flags.push(flag(Tone::Warn, t.hold_holds()));
    }
    let main = PersonPage {
        t,
        view,
        way: Breadcrumb::home(t).then("/people", t.people_title()),
        over: view.app.desk.places().display(person.place).unwrap_or_default(),
        state: state(t, person.state),
        flags,
        facts: facts(view, person, is_full),
        actions: actions(view, record),
        may_view: !is_full && view.may(Action::ViewSensitive),
        corrected: corrected(view, record),
        differs: differs(view, from_lists, is_full),
        two_programmes: two_programmes(view, record),
        exceptions: (!record.exceptions.is_empty()).then(|| exceptions(view, record)),
        solved: solutions::section(view, solved),
        entitlements: entitlements(t, &record.entitlements, categories, if is_full { &[] } else { confidential }),
        movements: (!record.movements.is_empty()).then(|| movements(view, &record.movements)),
        holds: (!record.holds.is_empty()).then(|| holds(view, person, &record.holds)),
        corrections: proposals::section(view, record),
        changes: (!record.changes.is_empty()).then(|| changes(view, person, &record.changes)),
        parts: parts.clone(),
        timeline: timeline(
            t,
            &record.events,
            moments,
            names,
            &Categories { names: categories, covered: if is_full { &[] } else { confidential } },
        ),
        person,
    };
    view.page(person.full_name.as_str(), &main)
}

fn facts(view: &View, person: &Person, is_full: bool) -> SummaryList {
    let t = view.t;
    let none = || t.not_given().to_owned();
    let said = |text: &Option<String>| text.clone().unwrap_or_else(none);
    let citizen = |number: &CitizenId| if is_full { number.as_str().to_owned() } else { number.masked() };
    let old = |number: &OldIdNumber| if is_full { number.as_str().to_owned() } else { number.masked() };
    let phone = |phone: &Phone| if is_full { phone.as_str().to_owned() } else { phone.masked() };
    let sex = match person.sex {
        Some(Sex::Male) => t.sex_male(),
        Some(Sex::Female) => t.sex_female(),
        None => t.not_given(),
    };
    SummaryList {
        rows: vec![
            SummaryRow::of(t.person_birth(), person.birth.map_or_else(none, BirthDate::slashed)),
            SummaryRow::of(t.person_sex(), sex),
            SummaryRow::of(t.field_citizen_id(), person.citizen_id.as_ref().map_or_else(none, citizen)),
            SummaryRow::of(t.field_old_id(), person.old_id.as_ref().map_or_else(none, old)),
            SummaryRow::of(t.report_commune(), commune(&view.app.desk.places(), person.place)),
            SummaryRow::of(t.field_hamlet(), said(&person.hamlet)),
            SummaryRow::of(t.field_address(), said(&person.address)),
            SummaryRow::of(t.field_phone(), person.phone.as_ref().map_or_else(none, phone)),
        ],
    }
}

fn actions(view: &View, record: &PersonRecord) -> Vec<Link> {
    let (t, person) = (view.t, &record.person);
    let death = if person.dead { ("alive", t.death_undo()) } else { ("death", t.death_record()) };
    let mut all = vec![
        (Action::CorrectPerson, "change", t.change_request()),
        (Action::PlaceHold, "hold", t.hold_place()),
        (Action::CorrectPerson, death.0, death.1),
    ];
    if person.state != Outcome::Verified && !person.dead {
        all.insert(1, (Action::DecideMatch, "recheck", t.recheck()));
    }
    if !of_merit(view, record).is_empty() {
        all.push((Action::PlaceHold, "province", t.province_ask()));
    }
    let offered = all.into_iter().filter(|(action, ..)| view.may(*action));
    offered.map(|(_, path, text)| Link::to(format!("/people/{}/{path}", person.id), text)).collect()
}

/// One person in two programmes is legal, and said; whether it is right in each is for the worklists.
fn two_programmes(view: &View, record: &PersonRecord) -> Option<Notice> {
    let (t, this) = (view.t, Month::of(today_in_vietnam(view.now)).ok()?);
    let held = record.entitlements.iter().filter(|one| one.holds_in(this));
    let sources: BTreeSet<SourceKind> = held.map(|one| one.source).collect();
    let said: Vec<&str> = sources.iter().map(|source| t.source_kind(*source)).collect();
    let text = t.person_two_programmes_text(said.join(", "));
    (sources.len() > 1).then(|| Notice::of(Tone::Info, t.person_two_programmes()).text(text))
}

fn exceptions(view: &View, record: &PersonRecord) -> Table {
    let (t, may) = (view.t, view.may(Action::CorrectPerson));
    Table::of(t, t.person_exceptions_caption())
        .column(t.exception_what())
        .column(t.report_commune())
        .column(t.exception_found())
        .rows(&record.exceptions, |one| {
            let what = t.registry_exception(one.kind);
            let solve = format!("/exceptions/{}/solve", one.id);
            [
                if may { Cell::link(solve, what) } else { Cell::text(what) },
                Cell::text(commune(&view.app.desk.places(), one.place)),
                Cell::text(t.instant(one.found_at)),
            ]
        })
}

fn movements(view: &View, movements: &[Movement]) -> Table {
    let (t, may) = (view.t, view.may(Action::CorrectPerson));
    Table::of(t, t.movements_person())
        .column(t.movement_kind())
        .column(t.movement_what())
        .column(t.movement_state())
        .rows(movements, |one| {
            let kind = t.movement_kind_named(one.kind);
            [
                if may { Cell::link(format!("/movements/{}", one.id), kind) } else { Cell::text(kind) },
                Cell::text(says(t, one)).below(one.decision_number.clone().unwrap_or_default()),
                Cell::tag(state_tag(t, one.state)).below(t.instant(one.asked_at)),
            ]
        })
}

fn entitlements(t: T, entitlements: &[Entitlement], names: &BTreeMap<String, String>, covered: &[String]) -> Table {
    Table::of(t, t.entitlements_caption())
        .column(t.field_category())
        .numbers(t.field_amount())
        .column(t.entitlement_period())
        .column(t.field_decision())
        .column(t.entitlement_state())
        .rows(entitlements, |one| {
            let until = one.until_month.map_or_else(|| t.assignment_open_end().to_owned(), |month| t.month(month));
            let number = one.decision_number.clone().unwrap_or_else(|| t.not_given().to_owned());
            let signed = one.decision_on.map_or_else(String::new, |day| t.date(day));
            let standing = match one.state {
                EntitlementState::Active => Tag::of(Tone::Good, t.entitlement_active()),
                EntitlementState::Ended => Tag::of(Tone::Plain, t.entitlement_ended()),
            };
            [
                if covered.contains(&one.category) {
                    Cell::text(NEUTRAL_CATEGORY).below(t.source_kind(one.source))
                } else {
                    let name = names.get(&one.category).unwrap_or(&one.category);
                    Cell::text(name).below(t.person_category_code(&one.category, t.source_kind(one.source)))
                },
                Cell::text(t.dong(one.amount)).below(t.amount_check(one.amount_check)),
                Cell::text(format!("{} – {until}", t.month(one.from_month))),
                Cell::text(number).below(signed),
                Cell::tag(standing),
            ]
        })
}

fn holds(view: &View, person: &Person, holds: &[Hold]) -> Table {
    let t = view.t;
    let may = view.may(Action::PlaceHold);
    Table::of(t, t.holds_caption())
        .column(t.hold_reason())
        .column(t.entitlement_period())
        .column(t.entitlement_state())
        .column("")
        .rows(holds, |hold| {
            let until = hold.until_month.map_or_else(|| t.hold_until_released().to_owned(), |month| t.month(month));
            let (standing, release) = match hold.released_at {
                Some(at) => (Tag::of(Tone::Plain, t.hold_released(t.instant(at))), Cell::text("")),
                None if may => (
                    Tag::of(Tone::Warn, t.hold_holds()),
                    Cell::link(format!("/people/{}/holds/{}/release", person.id, hold.id), t.hold_release()),
                ),
                None => (Tag::of(Tone::Warn, t.hold_holds()), Cell::text("")),
            };
            [
                Cell::text(t.hold_reason_named(hold.reason)).below(hold.why.clone().unwrap_or_default()),
                Cell::text(format!("{} – {until}", t.month(hold.from_month))),
                Cell::tag(standing),
                release,
            ]
        })
}

fn changes(view: &View, person: &Person, changes: &[ChangeRequest]) -> Table {
    let t = view.t;
    let may = view.may(Action::CorrectPerson);
    Table::of(t, t.changes_caption())
        .column(t.change_field())
        .column(t.change_proof())
        .column(t.entitlement_state())
        .column("")
        .rows(changes, |change| {
            let (standing, decide) = match change.state {
                ChangeState::Open if may => (
                    Tag::of(Tone::Info, t.change_open()),
                    Cell::link(format!("/people/{}/changes/{}", person.id, change.id), t.change_decide()),
                ),
                ChangeState::Open => (Tag::of(Tone::Info, t.change_open()), Cell::text("")),
                ChangeState::Approved => (Tag::of(Tone::Good, t.change_approved()), Cell::text("")),
                ChangeState::Rejected => (Tag::of(Tone::Plain, t.change_rejected()), Cell::text("")),
            };
            [
                Cell::text(t.changed_field(change.field)),
                Cell::text(&change.proof).below(t.instant(change.asked_at)),
                Cell::tag(standing),
                decide,
            ]
        })
}

/// Everything that ever happened to the record, in whichever room, the newest first.
fn timeline(
    t: T,
    events: &[Event],
    moments: &[Moment],
    names: &BTreeMap<StaffId, String>,
    categories: &Categories<'_>,
) -> Timeline {
    let mut all: Vec<Moment> = events.iter().map(|event| moment(t, event, categories)).collect();
    all.extend(moments.iter().cloned());
    all.sort_by_key(|moment| moment.at);
    Timeline { items: all.into_iter().rev().map(|moment| moment.item(t, names)).collect() }
}
