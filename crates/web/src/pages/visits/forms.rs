//! The survey as a workbook: the form goes out with the names in it, comes back filled in, and its bad lines go back.

use super::{
    team::{Officers, officers, read_team},
    unit_name,
};
use crate::{
    address,
    components::{
        Breadcrumb, Cell, FileField, Form, Link, Notice as Box, Select, SummaryList, SummaryRow, Table, Tone,
    },
    pages::cycles::{Names, named, names},
    shell::{
        answers::{WORKBOOK, as_saved},
        notice::Notice,
        problem::{Answer, Problem},
        upload::receive,
        visit::View,
    },
    wording::{Language, T},
};
use accounts::{ClaimedResults, claim_results};
use askama::Template;
use axum::{
    extract::{Multipart, Path, Query},
    response::Response,
};
use serde::Deserialize;
use std::collections::HashMap;
use survey::{
    FORM_BYTES_MAX, NewForm, Receipt, ResultFault, ReturnedRow, ToVisit, VisitFilter, VisitForm, find_form, list_forms,
    list_returned, load_form_content, read_form, receive_form, return_form, write_form,
};

/// What an upload takes: a file that is a little too large is told so beside its field.
pub(crate) const UPLOAD_BYTES_MAX: usize = 2 * FORM_BYTES_MAX;
/// How many lines sent back a page shows; the workbook has all.
const RETURNED_SHOWN: usize = 100;

/// The path of a commune's forms.
pub(super) fn path(place: i64) -> String {
    format!("/visits/communes/{place}/forms")
}

fn path_of(form: &VisitForm) -> String {
    format!("{}/{}", path(form.place), form.sha256)
}

#[derive(Template)]
#[template(path = "pages/visit_forms.html")]
struct Forms<'a> {
    t: T,
    form: &'a Form,
    way: Breadcrumb,
    over: String,
    blanks: Vec<Link>,
    action: String,
    file: FileField,
    team: [Select; 2],
    table: Option<Table>,
}

/// `GET /visits/communes/{place}/forms`.
pub(crate) async fn list(view: View, Path(place): Path<i64>) -> Answer {
    let officers = officers(&view).await?;
    let mut form = view.form();
    officers.offer(&mut form, &view.me()?.acting);
    page(&view, place, &officers, &form).await
}

async fn page(view: &View, place: i64, officers: &Officers, form: &Form) -> Answer<Response> {
    let received = view.read_in::<survey::Refusal, _>(move |tx, me| {
        if !me.acting.scope.covers(place) {
            return Err(office::Refusal::OutsideArea.into());
        }
        list_forms(tx, &me.acting.scope, place)
    });
    let (received, t) = (received.await?, view.t);
    let blank = |who: &str, text| Link::to(format!("{}/blank?{}", path(place), address::query(&[("who", who)])), text);
    let main = Forms {
        t,
        form,
        way: way(t, place),
        over: unit_name(&view.app.desk.places(), place),
        blanks: vec![blank("waiting", t.forms_blank_waiting()), blank("everybody", t.forms_blank_everybody())],
        action: view.upload_action(&path(place)),
        file: form.file(t.forms_choose(), ".xlsx,.csv,.txt").hint(t.forms_choose_hint()),
        team: officers.selects(t, form),
        table: (!received.is_empty()).then(|| table(t, &received)),
    };
    Ok(view.form_page(t.forms_title(), form, &main))
}

pub(super) fn way(t: T, place: i64) -> Breadcrumb {
    Breadcrumb::home(t).then(format!("/visits?{}", address::query(&[("place", &place.to_string())])), t.visits_title())
}

fn table(t: T, received: &[VisitForm]) -> Table {
    Table::of(t, t.forms_received_caption())
        .column(t.forms_file())
        .column(t.forms_received())
        .numbers(t.forms_visits())
        .numbers(t.forms_existing())
        .numbers(t.forms_returned())
        .rows(received, |form| {
            [
                Cell::link(path_of(form), &form.name),
                Cell::text(t.instant(form.received_at)),
                Cell::text(t.number(form.visits)),
                Cell::text(t.number(form.existing)),
                Cell::text(t.number(form.returned)),
            ]
        })
}

/// Whom the form names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Whom {
    who: String,
}

/// `GET …/blank`: the form with the names in it. The look stands in the trail.
pub(crate) async fn blank(view: View, Path(place): Path<i64>, Query(whom): Query<Whom>) -> Answer {
    let places = view.app.desk.places();
    let code = places.unit(place).map(|unit| unit.code.clone()).unwrap_or_default();
    let filter = if whom.who == "everybody" { VisitFilter::Everybody } else { VisitFilter::Waiting };
    let written =
        view.write_in::<survey::Refusal, _>(move |tx, me| write_form(tx, &me.acting, &places, place, filter, &known));
    Ok(as_saved(&format!("Phieu-khao-sat_{code}.xlsx"), WORKBOOK, written.await?.map_err(Problem::from)?))
}

/// What is known of a person: in Vietnamese, as the whole form is.
fn known(person: &ToVisit) -> String {
    let t = T(Language::Vietnamese);
    let last = person.last_visit_on.zip(person.last_outcome);
    let last = last.map(|(day, outcome)| format!("{} {}", t.date(day), t.visit_outcome(outcome)));
    let group = person.group.map(|group| t.group(group).to_owned());
    let method = person.method.map(|method| t.method(method).to_owned());
    [last, group, method].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// `POST /visits/communes/{place}/forms`.
pub(crate) async fn send(view: View, Path(place): Path<i64>, parts: Multipart) -> Answer {
    let (upload, t) = (receive(&view.app.uploads, parts).await?, view.t);
    let mut form = upload.form(t);
    let team = read_team(t, &mut form);
    if upload.file.is_none() {
        form.refuse("file", t.forms_file_missing());
    }
    if let (Some(team), Some(file)) = (team, upload.file) {
        let taken = view.write_alone_in::<survey::Refusal, _>(move |tx, me| {
            let new = NewForm { place, team, name: &file.name, content: &file.content };
            receive_form(tx, &me.acting, &new, &|fault| t.result_fault(fault))
        });
        match taken.await? {
            Ok(receipt) => {
                let is_new = matches!(receipt, Receipt::Created(_));
                let notice = if is_new { Notice::VisitFormTaken } else { Notice::VisitFormExists };
                return Ok(view.done(&path_of(receipt.form()), notice));
            }
            Err(refusal) => form.refuse("file", view.tell(refusal)?),
        }
    }
    page(&view, place, &officers(&view).await?, &form).await
}

#[derive(Template)]
#[template(path = "pages/visit_form_received.html")]
struct Received<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    title: &'a str,
    path: String,
    facts: SummaryList,
    returned: Option<Table>,
    returned_more: Option<String>,
    may_claim: bool,
    claimed: Option<Box>,
    claim_faults: Option<Table>,
}

/// `GET …/{sha256}`: what came of a form.
pub(crate) async fn show(view: View, Path((place, sha256)): Path<(i64, String)>) -> Answer {
    show_with(&view, place, sha256, None).await
}

async fn show_with(view: &View, place: i64, sha256: String, claims: Option<Claims>) -> Answer {
    let read = view.read_in::<survey::Refusal, _>(move |tx, me| {
        let scope = &me.acting.scope;
        let found = find_form(tx, scope, place, &sha256)?;
        let form = found.ok_or(office::Refusal::NotFound { what: "visit_form" })?;
        let returned = list_returned(tx, scope, place, &sha256)?;
        let names = names(tx, [form.received_by, form.team.police, form.team.officer])?;
        Ok((form, returned, names))
    });
    let ((form, returned, names), t) = (read.await?, view.t);
    let (returned, returned_more) = returned_shown(t, &returned);
    let main = Received {
        t,
        view,
        way: way(t, place).then(path(place), t.forms_title()),
        title: &form.name,
        path: path_of(&form),
        facts: facts(t, &form, &names),
        returned,
        returned_more,
        may_claim: view.may(office::Action::RecordAccount),
        claimed: claims.as_ref().map(|claims| claimed(t, claims)),
        claim_faults: claims.filter(|claims| !claims.faults.is_empty()).map(|claims| claim_faults(t, &claims)),
    };
    Ok(view.page(&form.name, &main))
}

fn facts(t: T, form: &VisitForm, names: &Names) -> SummaryList {
    let count = |key: &str, count: i64| SummaryRow::of(key, t.number(count));
    let team = [form.team.police, form.team.officer].map(|staff| named(t, names, Some(staff))).join(", ");
    SummaryList {
        rows: vec![
            SummaryRow::of(t.forms_received(), t.instant(form.received_at)),
            SummaryRow::of(t.forms_by(), named(t, names, Some(form.received_by))),
            SummaryRow::of(t.forms_team(), team),
            count(t.forms_visits(), form.visits),
            count(t.forms_existing(), form.existing),
            count(t.forms_papers(), form.authorisations),
            count(t.forms_returned(), form.returned),
            count(t.forms_blank_lines(), form.blank),
        ],
    }
}

/// The first lines that were sent back, if any, and how many of how many they are where that is not all.
pub(super) fn returned_shown(t: T, rows: &[ReturnedRow]) -> (Option<Table>, Option<String>) {
    let shown = &rows[..rows.len().min(RETURNED_SHOWN)];
    let is_cut = rows.len() > shown.len();
    let more = is_cut.then(|| t.forms_returned_more(t.number(shown.len() as u64), t.number(rows.len() as u64)));
    ((!rows.is_empty()).then(|| returned_table(t, shown)), more)
}

/// The name a workbook of returned lines is saved under.
pub(super) fn returned_name(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{stem}-tra-lai.xlsx")
}

fn returned_table(t: T, rows: &[ReturnedRow]) -> Table {
    Table::of(t, t.forms_returned_caption())
        .column(t.full_name_label())
        .numbers(t.import_line())
        .column(t.return_reason())
        .rows(rows, |row| [Cell::text(&row.full_name), Cell::text(t.number(row.line)), Cell::text(&row.reason)])
}

/// `GET …/{sha256}/returned`: the lines to correct, with the reason beside each.
pub(crate) async fn returned(view: View, Path((place, sha256)): Path<(i64, String)>) -> Answer {
    let read = view.read_in::<survey::Refusal, _>(move |tx, me| {
        let form = find_form(tx, &me.acting.scope, place, &sha256)?;
        let name = form.map(|form| form.name).unwrap_or_default();
        Ok((name, return_form(tx, &me.acting, place, &sha256)?))
    });
    let (name, content) = read.await?;
    Ok(as_saved(&returned_name(&name), WORKBOOK, content))
}

/// `GET …/{sha256}/file`: the bytes as they came.
pub(crate) async fn download(view: View, Path((place, sha256)): Path<(i64, String)>) -> Answer {
    let read = view.read_in::<survey::Refusal, _>(move |tx, me| {
        let form = find_form(tx, &me.acting.scope, place, &sha256)?;
        let name = form.map(|form| form.name).unwrap_or_default();
        Ok((name, load_form_content(tx, &me.acting, place, &sha256)?))
    });
    let (name, content) = read.await?;
    let media_type = if content.starts_with(b"PK") { WORKBOOK } else { "text/csv" };
    Ok(as_saved(&name, media_type, content))
}

/// What came of the accounts of a form, by line and name.
struct Claims {
    done: ClaimedResults,
    faults: Vec<(u32, String, String)>,
}

/// `POST …/{sha256}/accounts`: the accounts the form names become claims. Doing it again enters nothing twice.
pub(crate) async fn claim(view: View, Path((place, sha256)): Path<(i64, String)>) -> Answer {
    let (t, id) = (view.t, sha256.clone());
    let claimed = view.write_alone_in::<accounts::Refusal, _>(move |tx, me| {
        let content = load_form_content(tx, &me.acting, place, &id)?;
        let rows = read_form(&content).map_err(survey::Refusal::from)?.rows;
        let done = claim_results(tx, &me.acting, place, &rows)?;
        let names: HashMap<u32, String> =
            rows.iter().map(|row| (row.line, row.full_name.as_str().to_owned())).collect();
        let unknown = done.unknown.iter().map(|(line, fault): &(u32, ResultFault)| (*line, t.result_fault(fault)));
        let faults = unknown.chain(done.faults.iter().map(|(line, fault)| (*line, t.claim_fault(fault))));
        let faults = faults.map(|(line, why)| (line, names.get(&line).cloned().unwrap_or_default(), why)).collect();
        Ok(Claims { done, faults })
    });
    let claims = claimed.await?.map_err(Problem::from)?;
    show_with(&view, place, sha256, Some(claims)).await
}

fn claimed(t: T, Claims { done, faults }: &Claims) -> Box {
    let count = |count: usize| t.number(count as u64);
    let tone = if faults.is_empty() { Tone::Good } else { Tone::Warn };
    Box::of(tone, t.forms_accounts_done(count(done.created), count(done.existing), count(faults.len())))
}

fn claim_faults(t: T, claims: &Claims) -> Table {
    let mut faults: Vec<&(u32, String, String)> = claims.faults.iter().collect();
    faults.sort();
    Table::of(t, t.forms_accounts_faults())
        .column(t.full_name_label())
        .numbers(t.import_line())
        .column(t.return_reason())
        .rows(faults.into_iter().take(RETURNED_SHOWN), |(line, name, why)| {
            [Cell::text(name), Cell::text(t.number(*line)), Cell::text(why)]
        })
}
