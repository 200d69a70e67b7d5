//! Worklists of the registry: ages, amounts, decisions; as a page, as a workbook, and the decision filled in.

use super::{
    categories, commune,
    holds::{back, load, way},
    numbers_asked, numbers_note,
};
use crate::{
    components::{Breadcrumb, Cell, Empty, Form, Link, Pagination, Tab, Table, Tabs, Tone},
    pages::{confirm::Confirm, tasks::Task},
    shell::{
        answers::{WORKBOOK, as_saved},
        book::file_stem,
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::{View, Visit},
    },
    wording::{Language, T, parse_date},
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use db::Tx;
use kernel::{BirthDate, EntitlementId, Month, PersonId, today_in_vietnam};
use lists::NEUTRAL_CATEGORY;
use office::{
    Action,
    reference::{self, Category},
    sign_in::SignedIn,
};
use registry::{
    DecisionData, Numbers, OPEN_COUNTED_MAX, PersonRecord, Refusal, WORK_PAGE, WorkKind, WorkRow, WorkWords,
    count_work, count_work_up_to, export_work, fill_decision, find_listed, list_work, write_work,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    kind: String,
    after: String,
    /// Whose decision was filled in last.
    last: String,
}

impl Narrow {
    fn kind(&self) -> WorkKind {
        WorkKind::parse(&self.kind).unwrap_or(WorkKind::AgeReached)
    }
}

#[derive(Template)]
#[template(path = "pages/people_work.html")]
struct Work<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    form: &'a Form,
    tabs: Tabs,
    text: &'static str,
    last: Option<Link>,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
    kind: &'static str,
}

/// `GET /worklists`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let form = view.form();
    page(&view, &form, &narrow).await
}

async fn page(view: &View, form: &Form, narrow: &Narrow) -> Answer {
    let (kind, after) = (narrow.kind(), narrow.after.parse::<EntitlementId>().ok());
    let last = narrow.last.parse::<PersonId>().ok();
    let t = view.t;
    let (rows, counts, (named, covered), filled) = view
        .read_in::<Problem, _>(move |tx, me| {
            let rows = list_work(tx, &me.acting, kind, after, WORK_PAGE)?;
            let last = last.map(|last| find_listed(tx, &me.acting.scope, last)).transpose()?.flatten();
            Ok((rows, count_work(tx, &me.acting)?, categories(tx, t)?, last))
        })
        .await?;
    let link = |kind: WorkKind, after: &str| {
        let after = if after.is_empty() { String::new() } else { format!("&after={after}") };
        format!("/worklists?kind={}{after}", kind.key())
    };
    let tab = |(of, count): &(WorkKind, i64)| Tab {
        link: Link::to(link(*of, ""), t.cycle_state_count(t.work_kind(*of), t.number(*count))),
        is_here: *of == kind,
    };
    let last = rows.last().filter(|_| rows.len() == WORK_PAGE).map(|last| last.entitlement.id.to_string());
    let main = Work {
        t,
        view,
        way: Breadcrumb::home(t).then("/people", t.people_title()),
        form,
        tabs: Tabs { label: t.work_title().to_owned(), tabs: counts.iter().map(tab).collect() },
        text: t.work_kind_text(kind),
        last: filled.map(|last| Link::to(back(last.id), t.work_last_filled(last.full_name.as_str()))),
        empty: rows.is_empty().then(|| Empty::of("check", t.work_none(), t.work_none_text())),
        table: table(view, kind, &rows, (&named, &covered)),
        pages: Pagination {
            t,
            first: after.is_some().then(|| link(kind, "")),
            next: last.map(|last| link(kind, &last)),
        },
        kind: kind.key(),
    };
    Ok(view.form_page(t.work_title(), form, &main))
}

fn table(
    view: &View,
    kind: WorkKind,
    rows: &[WorkRow],
    (named, covered): (&BTreeMap<String, String>, &[String]),
) -> Table {
    let (t, places) = (view.t, view.app.desk.places());
    let may_fill = kind == WorkKind::NoDecision && view.may(Action::CorrectPerson);
    Table::of(t, t.work_caption())
        .column(t.full_name_label())
        .column(t.person_birth())
        .column(t.report_commune())
        .column(t.work_category_now())
        .column(t.work_what())
        .rows(rows, |row| {
            let (person, entitlement) = (&row.person, &row.entitlement);
            let to = if may_fill { format!("/decision/{}", entitlement.id) } else { String::new() };
            let number = person.masked_number.clone().unwrap_or_else(|| t.match_no_number().to_owned());
            let is_covered = covered.contains(&entitlement.category);
            let category = match named.get(&entitlement.category) {
                _ if is_covered => NEUTRAL_CATEGORY.to_owned(),
                Some(name) => t.category_with_code(name, &entitlement.category),
                None => entitlement.category.clone(),
            };
            let (what, below) = what(t, kind, row, is_covered);
            [
                Cell::link(format!("/people/{}{to}", person.id), person.full_name.as_str()).below(number),
                Cell::text(person.birth.map_or_else(|| t.not_given().to_owned(), BirthDate::slashed)),
                Cell::text(commune(&places, person.place)).below(person.hamlet.clone().unwrap_or_default()),
                Cell::text(category).below(t.dong(entitlement.amount)),
                Cell::text(what).below(below),
            ]
        })
}

/// What there is to look at, in two lines.
fn what(t: T, kind: WorkKind, row: &WorkRow, is_covered: bool) -> (String, String) {
    let entitlement = &row.entitlement;
    match (kind, &row.age) {
        (WorkKind::AgeReached | WorkKind::AgePast, Some(age)) => {
            let next = age.next.as_deref().filter(|_| !is_covered);
            let next = next.map_or_else(|| t.work_ends().to_owned(), |next| t.work_next(next));
            (t.work_reached(age.years, t.date(age.on)), if is_covered { String::new() } else { next })
        }
        (WorkKind::AgeBelow, Some(age)) => (t.work_from_age(age.years, t.date(age.on)), String::new()),
        (WorkKind::AgeReached | WorkKind::AgePast | WorkKind::AgeBelow, None) => (String::new(), String::new()),
        (WorkKind::AmountDiffers, _) => {
            let expected = entitlement.expected.map(|expected| t.work_expected(t.dong(expected)));
            (expected.unwrap_or_default(), String::new())
        }
        (WorkKind::NoDecision, _) => {
            let missing = [
                (entitlement.decision_number.is_none(), t.work_missing_number()),
                (entitlement.decision_on.is_none(), t.work_missing_on()),
                (entitlement.decision_by.is_none(), t.work_missing_by()),
            ];
            let said: Vec<&str> =
                missing.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, said)| said).collect();
            (begun_large(&said.join(", ")), entitlement.decision_number.clone().unwrap_or_default())
        }
    }
}

/// The sentence with a capital at its beginning.
fn begun_large(said: &str) -> String {
    let mut signs = said.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

/// `POST /worklists/workbook`.
pub(crate) async fn workbook(view: View, Posted(mut form): Posted) -> Answer {
    let narrow = Narrow { kind: form.value("kind").to_owned(), ..Narrow::default() };
    let kind = narrow.kind();
    let (t, numbers) = (view.t, numbers_asked(&form));
    let export = move |tx: &mut Tx<'_>, me: &SignedIn| {
        let (rows, left_out) = export_work(tx, &me.acting, kind, numbers)?;
        Ok::<_, Refusal>(Worklist { kind, rows, left_out, numbers, categories: names_of(tx, t)? })
    };
    match view.write_in::<Refusal, _>(export).await? {
        Ok(list) => Ok(as_saved(&list.file_name(&view), WORKBOOK, list.write(&view)?)),
        Err(refusal) => {
            form.refuse("kind", view.tell(refusal)?);
            page(&view, &form, &narrow).await
        }
    }
}

/// What categories are called. Who is of one that is a secret of health is on no list.
pub(crate) fn names_of(tx: &mut Tx<'_>, t: T) -> Result<BTreeMap<String, String>, Refusal> {
    let all = reference::list_all::<Category>(tx)?.into_iter().map(|version| version.value);
    Ok(all.map(|one| (one.code, if t.0 == Language::Vietnamese { one.name_vi } else { one.name_en })).collect())
}

/// A worklist on its way into a workbook.
pub(crate) struct Worklist {
    pub kind: WorkKind,
    pub rows: Vec<WorkRow>,
    /// How many stand on no list that leaves the house.
    pub left_out: usize,
    pub numbers: Numbers,
    /// What categories are called.
    pub categories: BTreeMap<String, String>,
}

impl Worklist {
    /// `danh-sach-den-tuoi-thay-doi_2024-02.xlsx`.
    pub fn file_name(&self, view: &Visit) -> String {
        let month = Month::of(today_in_vietnam(view.now)).map_or_else(|_| String::new(), |month| format!("_{month}"));
        format!("danh-sach-{}{month}.xlsx", file_stem(view.t.work_kind(self.kind)))
    }

    /// The bytes.
    pub fn write(&self, view: &Visit) -> Answer<Vec<u8>> {
        write_worklist(view, self)
    }
}

fn write_worklist(view: &Visit, list: &Worklist) -> Answer<Vec<u8>> {
    let (t, places) = (view.t, view.app.desk.places());
    let Worklist { kind, rows, left_out, numbers, categories } = list;
    let named = |place: i64| commune(&places, place);
    let category_named = |code: &str| categories.get(code).cloned().unwrap_or_default();
    let mut notes = vec![numbers_note(view, *numbers, rows.len())];
    if *left_out > 0 {
        notes.push(t.work_book_left_out(*left_out));
    }
    let words = WorkWords {
        title: t.work_kind(*kind),
        notes,
        full_name: t.full_name_label(),
        birth: t.person_birth(),
        number: t.person_number(),
        commune: t.report_commune(),
        hamlet: t.field_hamlet(),
        category: t.work_category_now(),
        category_name: t.work_category_name(),
        amount: t.field_amount(),
        expected: t.work_expected_column(),
        decision_number: t.field_decision_number(),
        decision_on: t.field_decision_on(),
        decision_by: t.field_decision_by(),
        age_on: t.work_age_column(),
        next: t.work_next_column(),
        commune_named: &named,
        category_named: &category_named,
    };
    Ok(write_work(&words, view.now, rows)?)
}

/// `GET /people/{id}/decision/{entitlement}`.
pub(crate) async fn show_decision(view: View, Path((id, entitlement)): Path<(PersonId, EntitlementId)>) -> Answer {
    let record = load(&view, id).await?;
    let found = record.entitlements.iter().find(|one| one.id == entitlement).ok_or(Problem::NotFound)?;
    let form = view
        .form()
        .with("decision_number", found.decision_number.clone().unwrap_or_default())
        .with("decision_on", found.decision_on.map(|day| view.t.date(day)).unwrap_or_default())
        .with("decision_by", found.decision_by.clone().unwrap_or_default());
    Ok(decision_page(&view, &record, &form))
}

fn decision_page(view: &View, record: &PersonRecord, form: &Form) -> Response {
    let t = view.t;
    Confirm::of(view, form, t.decision_fill())
        .over(record.person.full_name.as_str())
        .way(way(view, record))
        .text(t.decision_fill_text())
        .field(form.text("decision_number", t.field_decision_number()))
        .field(form.date("decision_on", t.field_decision_on()))
        .field(form.text("decision_by", t.field_decision_by()))
        .button(Tone::Good, t.decision_fill())
        .answer(&back(record.person.id))
}

/// `POST /people/{id}/decision/{entitlement}`.
pub(crate) async fn fill(
    view: View,
    Path((id, entitlement)): Path<(PersonId, EntitlementId)>,
    Posted(mut form): Posted,
) -> Answer {
    let record = load(&view, id).await?;
    let Some(on) = parse_date(form.value("decision_on")) else {
        form.refuse("decision_on", view.t.date_wrong());
        return Ok(decision_page(&view, &record, &form));
    };
    let (number, by) = (form.value("decision_number").to_owned(), form.value("decision_by").to_owned());
    let data = DecisionData { number, on, by };
    match view.write_in::<Refusal, _>(move |tx, me| fill_decision(tx, &me.acting, id, entitlement, &data)).await? {
        Ok(()) => Ok(view.done(&format!("/worklists?kind=no_decision&last={id}"), Notice::DecisionFilled)),
        Err(refusal) => {
            let field = match &refusal {
                Refusal::Value { field } | Refusal::TextLength { field, .. } => field,
                _ => "decision_number",
            };
            form.refuse(field, view.tell(refusal)?);
            Ok(decision_page(&view, &record, &form))
        }
    }
}

/// The worklists that stand on the start page.
const WORK_OFFERED: &[WorkKind] = &[WorkKind::AgeReached, WorkKind::AgePast, WorkKind::AgeBelow, WorkKind::NoDecision];

/// Ages and missing decisions, for whoever may correct persons.
pub(crate) fn tasks(tx: &mut Tx<'_>, me: &SignedIn, t: T) -> Result<Vec<Task>, Problem> {
    if !me.acting.role.may(Action::CorrectPerson) {
        return Ok(Vec::new());
    }
    let counts = count_work_up_to(tx, &me.acting, WORK_OFFERED, OPEN_COUNTED_MAX)?;
    let task = |kind: WorkKind, text: &str| {
        let count = counts.iter().find(|(of, _)| *of == kind).map_or(0, |(_, count)| *count);
        Task { text: text.to_owned(), count, link: format!("/worklists?kind={}", kind.key()) }
    };
    Ok(vec![
        task(WorkKind::AgeReached, t.task_ages()),
        task(WorkKind::AgePast, t.task_ages_past()),
        task(WorkKind::AgeBelow, t.task_ages_below()),
        task(WorkKind::NoDecision, t.task_no_decision()),
    ])
}
