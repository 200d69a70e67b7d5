//! Contradictions between records, and corrections that wait for a second person.

use super::commune;
use crate::{
    components::{Breadcrumb, Cell, Empty, Form, Link, Tab, Table, Tabs, Tone},
    pages::{audit::to_job, confirm::Confirm, tasks::Task},
    shell::{
        answers::{WORKBOOK, as_saved},
        book::{Sheet, file_stem},
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem, Said},
        visit::{View, Visit},
    },
    wording::T,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use db::Tx;
use kernel::{BirthDate, CitizenId, ExceptionId, OldIdNumber, PersonId, Sex};
use lists::NEUTRAL_CATEGORY;
use office::{Action, Scope, sign_in::SignedIn, staff::list_names};
use registry::{
    ChangeRequest, Entitlement, Exception, ExceptionKind, Listed, PersonRecord, Refusal, Solution, confidential,
    count_exceptions, count_open, export_exceptions, find_exception, find_listed, find_solved, list_change_requests,
    list_exceptions, list_solutions, load_person, solve_exception, submit_find_alike,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How many of each the page shows.
const SHOWN: usize = 100;

type Names = BTreeMap<PersonId, Listed>;

fn names(tx: &mut Tx<'_>, scope: &Scope, ids: impl Iterator<Item = PersonId>) -> Result<Names, Problem> {
    let mut names = Names::new();
    for id in ids {
        if !names.contains_key(&id) {
            names.extend(find_listed(tx, scope, id)?.map(|listed| (id, listed)));
        }
    }
    Ok(names)
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    kind: String,
}

#[derive(Template)]
#[template(path = "pages/exceptions.html")]
struct Exceptions<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    tabs: Tabs,
    open: Table,
    no_open: Option<Empty>,
    /// The kind that is shown; nothing for all.
    kind: &'static str,
    key: String,
    changes: Table,
    no_changes: Option<Empty>,
}

/// What the page reads.
struct Seen {
    exceptions: Vec<Exception>,
    counts: BTreeMap<ExceptionKind, i64>,
    changes: Vec<ChangeRequest>,
    names: Names,
}

fn see(tx: &mut Tx<'_>, scope: &Scope, kind: Option<ExceptionKind>) -> Result<Seen, Problem> {
    let exceptions = list_exceptions(tx, scope, kind, SHOWN)?;
    let changes = list_change_requests(tx, scope, SHOWN)?;
    let ids = exceptions.iter().flat_map(|one| [one.person, one.other]);
    let ids: Vec<PersonId> = ids.chain(changes.iter().map(|change| change.person)).collect();
    let names = names(tx, scope, ids.into_iter())?;
    Ok(Seen { counts: count_exceptions(tx, scope)?, exceptions, changes, names })
}

/// `GET /exceptions`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let kind = ExceptionKind::parse(&narrow.kind);
    let seen = view.read_in::<Problem, _>(move |tx, me| see(tx, &me.acting.scope, kind)).await?;
    let t = view.t;
    let none = if kind.is_some() { t.exceptions_of_kind_none() } else { t.exceptions_none() };
    let main = Exceptions {
        t,
        view: &view,
        way: Breadcrumb::home(t),
        tabs: tabs(t, kind, &seen.counts),
        no_open: seen.exceptions.is_empty().then(|| Empty::of("check", none, t.exceptions_none_text())),
        open: exceptions_table(&view, &seen.exceptions, &seen.names),
        kind: kind.map_or("", |kind| kind.key()),
        key: view.request_id.clone(),
        no_changes: seen.changes.is_empty().then(|| Empty::of("check", t.changes_none(), t.changes_none_text())),
        changes: changes_table(t, &seen.changes, &seen.names),
    };
    Ok(view.page(t.exceptions_title(), &main))
}

/// All, and each kind of which there is something; who waits for the province can always be asked for.
fn tabs(t: T, here: Option<ExceptionKind>, counts: &BTreeMap<ExceptionKind, i64>) -> Tabs {
    let count = |kind: ExceptionKind| counts.get(&kind).copied().unwrap_or_default();
    let offered = ExceptionKind::ALL
        .iter()
        .copied()
        .filter(|kind| count(*kind) > 0 || *kind == ExceptionKind::NotInModule || Some(*kind) == here);
    let all = Tab {
        link: Link::to("/exceptions", t.cycle_state_count(t.exception_any(), t.number(counts.values().sum::<i64>()))),
        is_here: here.is_none(),
    };
    let of_kind = offered.map(|kind| Tab {
        link: Link::to(
            format!("/exceptions?kind={}", kind.key()),
            t.cycle_state_count(t.registry_exception(kind), t.number(count(kind))),
        ),
        is_here: here == Some(kind),
    });
    Tabs { label: t.exceptions_title().to_owned(), tabs: std::iter::once(all).chain(of_kind).collect() }
}

/// `POST /exceptions/alike`: a job compares what is linked to nobody.
pub(crate) async fn ask_alike(view: View, Posted(form): Posted) -> Answer {
    let key = format!("alike {}", form.value("key"));
    let asked = view.write_in::<Refusal, _>(move |tx, me| submit_find_alike(tx, &me.acting, &key)).await??;
    Ok(to_job(&asked))
}

/// `POST /exceptions/workbook`: those of one kind, to go with a letter. Numbers stay covered.
pub(crate) async fn workbook(view: View, Posted(form): Posted) -> Answer {
    let kind = ExceptionKind::parse(form.value("kind")).ok_or(Problem::NotFound)?;
    let (found, names) = view
        .write_in::<Problem, _>(move |tx, me| {
            let found = export_exceptions(tx, &me.acting, kind)?;
            let ids: Vec<PersonId> = found.iter().flat_map(|one| [one.person, one.other]).collect();
            let names = names(tx, &me.acting.scope, ids.into_iter())?;
            Ok((found, names))
        })
        .await??;
    let bytes = view.blocking(move |visit| sheet(visit, kind, &found, &names).into_workbook(visit.now)).await??;
    Ok(as_saved(&format!("sai-lech_{}.xlsx", file_stem(view.t.registry_exception(kind))), WORKBOOK, bytes))
}

fn sheet(view: &Visit, kind: ExceptionKind, found: &[Exception], names: &Names) -> Sheet {
    let (t, places) = (view.t, view.app.desk.places());
    let told = |id: PersonId| match names.get(&id) {
        Some(one) => [
            one.full_name.as_str().to_owned(),
            one.birth.map(BirthDate::slashed).unwrap_or_default(),
            one.masked_number.clone().unwrap_or_default(),
        ],
        None => [t.exception_elsewhere().to_owned(), String::new(), String::new()],
    };
    let row = |one: &Exception| {
        let [name, birth, number] = told(one.person);
        let other = if one.other == one.person { String::new() } else { told(one.other).join(", ") };
        [name, birth, number, commune(&places, one.place), other, t.instant(one.found_at)].map(Into::into).to_vec()
    };
    Sheet {
        title: t.registry_exception(kind).to_owned(),
        notes: vec![t.work_book_note(t.instant(view.now), t.number(found.len() as u64))],
        columns: vec![
            (t.full_name_label(), 28),
            (t.person_birth(), 12),
            (t.person_number(), 16),
            (t.report_commune(), 20),
            (t.exception_other(), 40),
            (t.exception_found(), 18),
        ],
        rows: found.iter().map(row).collect(),
    }
}

/// A person with a link, or that it is somebody of another area.
fn somebody(t: T, names: &Names, id: PersonId) -> Cell {
    match names.get(&id) {
        Some(listed) => Cell::link(format!("/people/{id}"), listed.full_name.as_str())
            .below(listed.masked_number.clone().unwrap_or_else(|| t.match_no_number().to_owned())),
        None => Cell::text(t.exception_elsewhere()),
    }
}

fn exceptions_table(view: &View, exceptions: &[Exception], names: &Names) -> Table {
    let (t, places) = (view.t, view.app.desk.places());
    Table::of(t, t.exceptions_caption())
        .column(t.exception_what())
        .column(t.exception_person())
        .column(t.exception_other())
        .column(t.report_commune())
        .column(t.exception_found())
        .rows(exceptions, |one| {
            let other =
                if one.other == one.person { Cell::text(t.exception_same()) } else { somebody(t, names, one.other) };
            [
                Cell::link(format!("/exceptions/{}/solve", one.id), t.registry_exception(one.kind)),
                somebody(t, names, one.person),
                other,
                Cell::text(commune(&places, one.place)),
                Cell::text(t.instant(one.found_at)),
            ]
        })
}

fn changes_table(t: T, changes: &[ChangeRequest], names: &Names) -> Table {
    Table::of(t, t.changes_waiting_caption())
        .column(t.change_field())
        .column(t.exception_person())
        .column(t.change_proof())
        .column(t.change_asked_at())
        .rows(changes, |change| {
            [
                Cell::link(format!("/people/{}/changes/{}", change.person, change.id), t.changed_field(change.field)),
                somebody(t, names, change.person),
                Cell::text(&change.proof),
                Cell::text(t.instant(change.asked_at)),
            ]
        })
}

/// The exception with the records it is about; of another area there is none to see.
struct Beside {
    exception: Exception,
    second: PersonRecord,
    first: Option<PersonRecord>,
    offered: Vec<Solution>,
    hidden: Vec<String>,
}

async fn load(view: &View, id: ExceptionId) -> Answer<Beside> {
    let found = view.read_in::<Problem, _>(move |tx, me| {
        let scope = &me.acting.scope;
        let Some(exception) = find_exception(tx, scope, id)? else { return Ok(None) };
        let record = |tx: &mut Tx<'_>, id| match find_listed(tx, scope, id)? {
            Some(_) => load_person(tx, scope, id).map(Some),
            None => Ok(None),
        };
        let Some(second) = record(tx, exception.person)? else { return Ok(None) };
        let first = if exception.other == exception.person { None } else { record(tx, exception.other)? };
        let offered = list_solutions(tx, scope, &exception)?;
        Ok(Some(Beside { exception, second, first, offered, hidden: confidential(tx)? }))
    });
    match found.await? {
        Some(beside) => Ok(beside),
        None => Err(view.read_in::<Problem, _>(move |tx, me| missing(tx, &me.acting.scope, id)).await?),
    }
}

/// Somebody was quicker, or there is no such thing.
pub(crate) fn missing(tx: &mut Tx<'_>, scope: &Scope, id: ExceptionId) -> Result<Problem, Problem> {
    let Some(solved) = find_solved(tx, scope, id)? else { return Ok(Problem::NotFound) };
    let who = list_names(tx, &[solved.by])?.remove(&solved.by).unwrap_or_default();
    Ok(Problem::Said(Said::of("registry.decided", |t| {
        let (how, _) = t.solution(solved.kind, solved.solution);
        t.exception_solved_before(&who, t.instant(solved.at), how, &solved.why)
    })))
}

/// `GET /exceptions/{id}/solve`.
pub(crate) async fn show(view: View, Path(id): Path<ExceptionId>) -> Answer {
    let beside = load(&view, id).await?;
    let form = view.form();
    Ok(page(&view, &beside, &form))
}

fn page(view: &View, seen: &Beside, form: &Form) -> Response {
    let (t, kind) = (view.t, seen.exception.kind);
    let table = match &seen.first {
        Some(first) => beside(view, seen, first),
        None => receives(view, seen),
    };
    Confirm::of(view, form, t.exception_solve())
        .over(t.registry_exception(kind))
        .way(Breadcrumb::home(t).then("/exceptions", t.exceptions_title()))
        .text(t.exception_text(kind))
        .beside(table)
        .choices(seen.offered.iter().fold(form.radios("solution", t.exception_solution()), |radios, one| {
            let (said, hint) = t.solution(kind, *one);
            radios.explained(one.key(), said, hint)
        }))
        .field(form.area("why", t.exception_how()))
        .button(Tone::Good, t.exception_solve())
        .answer("/exceptions")
}

/// Two records, field by field.
fn beside(view: &View, seen: &Beside, first: &PersonRecord) -> Table {
    let t = view.t;
    let table = Table::of(t, t.exception_beside())
        .column(t.exception_field())
        .column(t.exception_first_record())
        .column(t.exception_second_record());
    let named =
        |record: &PersonRecord| Cell::link(format!("/people/{}", record.person.id), record.person.full_name.as_str());
    let table = table.row([Cell::text(t.full_name_label()), named(first), named(&seen.second)]);
    let lines = |record: &PersonRecord| facts(view, record, &seen.hidden);
    let table = lines(first).into_iter().zip(lines(&seen.second)).fold(table, |table, ((field, one), (_, other))| {
        let cell = |text: &str| if one == other { Cell::text(text) } else { Cell::strong(text) };
        table.row([Cell::text(field), cell(&one), cell(&other)])
    });
    let correct = |record: &PersonRecord| {
        Cell::link(format!("/people/{}/change?field=citizen_id", record.person.id), t.exception_correct_number())
    };
    table.row([Cell::text(t.exception_wrong_number()), correct(first), correct(&seen.second)])
}

fn facts(view: &View, record: &PersonRecord, hidden: &[String]) -> Vec<(&'static str, String)> {
    let (t, person) = (view.t, &record.person);
    let none = || t.not_given().to_owned();
    let sex = match person.sex {
        Some(Sex::Male) => t.sex_male(),
        Some(Sex::Female) => t.sex_female(),
        None => t.not_given(),
    };
    let receives = record.entitlements.iter().map(|one| line(t, one, hidden));
    vec![
        (t.person_birth(), person.birth.map_or_else(none, BirthDate::slashed)),
        (t.person_sex(), sex.to_owned()),
        (t.field_citizen_id(), person.citizen_id.as_ref().map_or_else(none, CitizenId::masked)),
        (t.field_old_id(), person.old_id.as_ref().map_or_else(none, OldIdNumber::masked)),
        (t.report_commune(), commune(&view.app.desk.places(), person.place)),
        (t.field_hamlet(), person.hamlet.clone().unwrap_or_else(none)),
        (t.field_address(), person.address.clone().unwrap_or_else(none)),
        (t.match_state(), t.outcome(person.state).to_owned()),
        (t.exception_receives(), receives.collect::<Vec<_>>().join("; ")),
    ]
}

/// `BTXH.5a.80, 720.000 đ (01/2024 – …)`.
fn line(t: T, one: &Entitlement, hidden: &[String]) -> String {
    let category = if hidden.contains(&one.category) { NEUTRAL_CATEGORY } else { &one.category };
    let until = one.until_month.map_or_else(|| t.assignment_open_end().to_owned(), |month| t.month(month));
    t.exception_line(category, t.dong(one.amount), t.month(one.from_month), until)
}

/// What one person receives, the second marked: of the person alone, or where the other record is of another area.
fn receives(view: &View, seen: &Beside) -> Table {
    let (t, record) = (view.t, &seen.second);
    let person = &record.person;
    let table = Table::of(t, t.exception_entitlements())
        .column(t.full_name_label())
        .column(t.exception_receives())
        .column(t.field_decision());
    record.entitlements.iter().fold(table, |table, one| {
        let said = line(t, one, &seen.hidden);
        let is_second = one.id == seen.exception.entitlement;
        table.row([
            Cell::link(format!("/people/{}", person.id), person.full_name.as_str()),
            if is_second { Cell::strong(said) } else { Cell::text(said) },
            Cell::text(one.decision_number.clone().unwrap_or_else(|| t.not_given().to_owned())),
        ])
    })
}

/// `POST /exceptions/{id}/solve`.
pub(crate) async fn solve(view: View, Path(id): Path<ExceptionId>, Posted(mut form): Posted) -> Answer {
    let seen = load(&view, id).await?;
    let Some(solution) = Solution::parse(form.value("solution")) else {
        form.refuse("solution", view.t.choice_missing());
        return Ok(page(&view, &seen, &form));
    };
    let why = form.value("why").to_owned();
    match view.write_in::<Refusal, _>(move |tx, me| solve_exception(tx, &me.acting, id, solution, &why)).await? {
        Ok(()) => Ok(view.done("/exceptions", Notice::ExceptionSolved)),
        Err(refusal) => {
            form.refuse("why", view.tell(refusal)?);
            Ok(page(&view, &seen, &form))
        }
    }
}

/// What waits in the registry, for whoever may correct persons.
pub(crate) fn tasks(tx: &mut Tx<'_>, me: &SignedIn, t: T) -> Result<Vec<Task>, Problem> {
    if !me.acting.role.may(Action::CorrectPerson) {
        return Ok(Vec::new());
    }
    let open = count_open(tx, &me.acting)?;
    let task = |text: &str, count| Task { text: text.to_owned(), count, link: "/exceptions".to_owned() };
    Ok(vec![task(t.task_record_exceptions(), open.exceptions), task(t.task_changes(), open.changes)])
}
