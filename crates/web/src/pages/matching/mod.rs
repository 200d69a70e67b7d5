//! Rows beside the population register: what waits for an officer, and the buttons of the two jobs around it.

pub(crate) mod differing;
pub(crate) mod review;

use self::review::last_named;
use super::{audit::to_job, tasks::Task};
use crate::{
    address,
    components::{Breadcrumb, Cell, Empty, Form, Icon, Pagination, Select, Table, Tag, Tone},
    shell::{
        answers::{WORKBOOK, as_saved},
        book::{Sheet, file_stem},
        guard::Posted,
        problem::{Answer, Problem},
        visit::{View, Visit},
    },
    wording::T,
};
use askama::Template;
use axum::extract::Query;
use db::Tx;
use kernel::SourceFileId;
use matching::{
    Outcome, ROWS_PAGE, ReviewedRow, RowFilter, RowRef, Rule, WAITING_COUNTED_MAX, Waits, count_rows, count_waiting,
    export_rows, list_rows, submit_match,
};
use office::{Action, places::Level, sign_in::SignedIn};
use serde::Deserialize;

/// What the list is narrowed to; it travels along from row to row.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    place: String,
    state: String,
    file: String,
    after: String,
    /// The row decided on last, for the way back to it.
    last: String,
}

impl Narrow {
    fn filter(&self) -> RowFilter {
        let outcome = Outcome::parse(&self.state);
        let waits = match self.state.as_str() {
            "asked" => Some(Waits::Commune),
            "" => Some(Waits::Decision),
            _ => None,
        };
        RowFilter {
            place: self.place.parse().ok(),
            file: self.file.parse().ok(),
            outcome,
            waits,
            after: read_row(&self.after),
        }
    }

    /// The query that keeps the narrowing, with more behind it.
    fn query(&self, more: &[(&str, &str)]) -> String {
        let mut query = vec![("place", self.place.as_str()), ("state", &self.state), ("file", &self.file)];
        query.extend_from_slice(more);
        query.retain(|(_, value)| !value.is_empty());
        address::query(&query)
    }

    /// Whether nothing narrows the list but that somebody has to decide.
    fn is_all_that_waits(&self) -> bool {
        self.state.is_empty() && self.place.is_empty() && self.file.is_empty()
    }

    fn without_file(&self) -> String {
        let all = Narrow { file: String::new(), after: String::new(), last: String::new(), ..self.clone() };
        format!("/matching?{}", all.query(&[]))
    }

    fn to_row(&self, row: RowRef, more: &[(&str, &str)]) -> String {
        let query = self.query(more);
        let mark = if query.is_empty() { "" } else { "?" };
        format!("/matching/{}/{}{mark}{query}", row.file, row.line)
    }
}

/// `file_line`.
fn read_row(text: &str) -> Option<RowRef> {
    let (file, line) = text.split_once('_')?;
    Some(RowRef { file: file.parse().ok()?, line: line.parse().ok()? })
}

fn write_row(row: RowRef) -> String {
    format!("{}_{}", row.file, row.line)
}

#[derive(Template)]
#[template(path = "pages/matching.html")]
struct Matching<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    narrow: &'a Narrow,
    place: Option<Select>,
    state: Select,
    lead: String,
    /// The file that is looked at alone, and the way to those of all.
    of_file: Option<(String, String)>,
    /// The row decided on last, and whose it is.
    last: Option<(String, String)>,
    begin: Option<String>,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
    may_match: bool,
    may_enrol: bool,
    key: String,
}

/// `GET /matching`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let filter = narrow.filter();
    let last = read_row(&narrow.last);
    let (rows, count, file, last) = view
        .read_in::<Problem, _>(move |tx, me| {
            let scope = &me.acting.scope;
            let file = filter.file.map(|file| sources::find_file(tx, scope, file)).transpose()?.flatten();
            let last = last.map(|last| last_named(tx, me, last)).transpose()?.flatten();
            Ok((list_rows(tx, scope, filter)?, count_rows(tx, scope, filter)?, file.map(|file| file.name), last))
        })
        .await?;
    let t = view.t;
    let form = view.form().with("place", narrow.place.as_str()).with("state", narrow.state.as_str());
    let next = |last: &ReviewedRow| format!("/matching?{}", narrow.query(&[("after", &write_row(last.row))]));
    let may_decide = view.may(Action::DecideMatch);
    let is_waiting = filter.waits == Some(Waits::Decision);
    let main = Matching {
        t,
        view: &view,
        way: Breadcrumb::home(t),
        place: place_select(&view, &form),
        state: state_select(t, &form),
        lead: lead(t, &narrow, count),
        last: last.map(|(last, name)| (narrow.to_row(last, &[]), t.match_look_at_last(name))),
        of_file: file.map(|name| (t.match_of_file(name), narrow.without_file())),
        begin: rows.first().filter(|_| is_waiting && may_decide).map(|first| narrow.to_row(first.row, &[])),
        table: table(&view, &narrow, &rows),
        empty: rows.is_empty().then(|| Empty::of("match", t.match_none(), t.match_none_text())),
        pages: Pagination {
            t,
            first: (!narrow.after.is_empty()).then(|| format!("/matching?{}", narrow.query(&[]))),
            next: rows.last().filter(|_| rows.len() == ROWS_PAGE).map(next),
        },
        may_match: view.may(Action::ExchangePopulation),
        may_enrol: may_decide || view.may(Action::ImportSource),
        key: view.request_id.clone(),
        narrow: &narrow,
    };
    Ok(view.page(t.matching_title(), &main))
}

/// How many rows are selected, and by what.
fn lead(t: T, narrow: &Narrow, count: i64) -> String {
    let said = t.number(count);
    match (count < WAITING_COUNTED_MAX, narrow.is_all_that_waits()) {
        (true, true) => t.match_waiting(said),
        (true, false) => t.match_selected(said, state_named(t, narrow)),
        (false, _) => t.match_selected_many(said, state_named(t, narrow)),
    }
}

/// The state that is selected.
fn state_named(t: T, narrow: &Narrow) -> &'static str {
    match (Outcome::parse(&narrow.state), narrow.state.as_str()) {
        (Some(outcome), _) => t.outcome(outcome),
        (None, "asked") => t.match_asked(),
        (None, _) => t.match_state_waiting(),
    }
}

/// The communes of the own area, where there are several.
pub(crate) fn place_select(view: &View, form: &Form) -> Option<Select> {
    let t = view.t;
    let places = view.app.desk.places();
    let own = places.unit(view.signed()?.acting.place?)?;
    let communes = places.below(own.area()).iter().filter(|unit| unit.level == Level::Commune);
    let options: Vec<(String, String)> =
        communes.take(400).map(|unit| (unit.place.to_string(), unit.full_name())).collect();
    (options.len() > 1).then(|| form.select("place", t.report_commune()).none(t.any_commune()).options(options))
}

fn state_select(t: T, form: &Form) -> Select {
    let states = Outcome::ALL.iter().map(|outcome| (outcome.key().to_owned(), t.outcome(*outcome).to_owned()));
    let asked = ("asked".to_owned(), t.match_asked().to_owned());
    form.select("state", t.match_state()).none(t.match_state_waiting()).options(std::iter::once(asked).chain(states))
}

fn table(view: &View, narrow: &Narrow, rows: &[ReviewedRow]) -> Table {
    let (t, places) = (view.t, view.app.desk.places());
    let commune = |place: i64| places.unit(place).map_or_else(String::new, office::places::Unit::full_name);
    Table::of(t, t.match_caption())
        .column(t.full_name_label())
        .column(t.person_birth())
        .column(t.report_commune())
        .column(t.match_state())
        .rows(rows, |row| {
            let number = masked(row).unwrap_or_else(|| t.match_no_number().to_owned());
            let why = row.decided.as_ref().map_or_else(String::new, |decided| t.match_decided(decided));
            [
                Cell::link(narrow.to_row(row.row, &[]), &row.full_name).below(number),
                Cell::text(row.birth.map_or_else(|| t.not_given().to_owned(), kernel::BirthDate::slashed)),
                Cell::text(commune(row.place)).below(row.hamlet.clone()),
                Cell::tag(state_tag(t, row)).below(why),
            ]
        })
}

/// The number, covered but for its end.
fn masked(row: &ReviewedRow) -> Option<String> {
    row.citizen_id
        .as_ref()
        .map(kernel::CitizenId::masked)
        .or_else(|| row.old_id.as_ref().map(kernel::OldIdNumber::masked))
}

fn state_tag(t: T, row: &ReviewedRow) -> Tag {
    let outcome = row.decided.as_ref().map_or(Outcome::NotSent, |decided| decided.outcome);
    Tag::of(tone(outcome), t.outcome(outcome))
}

/// What a state's colour says; its word says the same.
pub(crate) fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::NotSent => Tone::Plain,
        Outcome::Pending => Tone::Info,
        Outcome::Verified => Tone::Good,
        Outcome::Mismatch => Tone::Warn,
        Outcome::NotFound => Tone::Bad,
    }
}

/// `POST /matching/workbook`: the list as it is narrowed.
pub(crate) async fn workbook(view: View, Posted(form): Posted) -> Answer {
    let value = |name: &str| form.value(name).to_owned();
    let narrow = Narrow { place: value("place"), state: value("state"), file: value("file"), ..Narrow::default() };
    let filter = narrow.filter();
    let rows = view.write_in::<matching::Refusal, _>(move |tx, me| export_rows(tx, &me.acting, filter)).await??;
    let file = format!("doi-chieu_{}.xlsx", file_stem(state_named(view.t, &narrow)));
    let bytes = view.blocking(move |visit| sheet(visit, &narrow, &rows).into_workbook(visit.now)).await??;
    Ok(as_saved(&file, WORKBOOK, bytes))
}

fn sheet(view: &Visit, narrow: &Narrow, rows: &[ReviewedRow]) -> Sheet {
    let (t, places) = (view.t, view.app.desk.places());
    let state = state_named(t, narrow);
    let row = |row: &ReviewedRow| {
        let outcome = row.decided.as_ref().map_or(Outcome::NotSent, |decided| decided.outcome);
        let differs = row.decided.iter().flat_map(|decided| &decided.mismatched);
        let differs: Vec<&str> = differs.map(|field| t.match_field(*field)).collect();
        vec![
            row.full_name.clone().into(),
            row.birth.map_or(documents::Cell::Empty, documents::Cell::birth),
            masked(row).unwrap_or_default().into(),
            places.unit(row.place).map_or_else(String::new, office::places::Unit::full_name).into(),
            row.hamlet.clone().into(),
            t.outcome(outcome).into(),
            row.decided.as_ref().map_or_else(String::new, |decided| t.match_decided(decided)).into(),
            differs.join(", ").into(),
        ]
    };
    Sheet {
        title: format!("{}: {state}", t.matching_title()),
        notes: vec![t.work_book_note(t.instant(view.now), t.number(rows.len() as u64))],
        columns: vec![
            (t.full_name_label(), 28),
            (t.person_birth(), 12),
            (t.person_number(), 16),
            (t.report_commune(), 20),
            (t.field_hamlet(), 18),
            (t.match_state(), 22),
            (t.return_reason(), 40),
            (t.match_differs_column(), 24),
        ],
        rows: rows.iter().map(row).collect(),
    }
}

/// `POST /matching/match`: a file, or every file of the area, beside the newest register.
pub(crate) async fn ask_match(view: View, Posted(form): Posted) -> Answer {
    let key = format!("match {}", form.value("key"));
    let file: Option<SourceFileId> = form.value("file").parse().ok();
    let asked = view.write_in::<matching::Refusal, _>(move |tx, me| submit_match(tx, &me.acting, file, &key)).await??;
    Ok(to_job(&asked))
}

/// `POST /matching/enrol`: rows become persons, each by the newest decision about it.
pub(crate) async fn ask_enrol(view: View, Posted(form): Posted) -> Answer {
    let key = format!("enrol {}", form.value("key"));
    let file: Option<SourceFileId> = form.value("file").parse().ok();
    let asked = view
        .write_in::<registry::Refusal, _>(move |tx, me| registry::submit_enrol(tx, &me.acting, file, &key))
        .await??;
    Ok(to_job(&asked))
}

/// Rows that wait for a decision, for whoever may decide.
pub(crate) fn tasks(tx: &mut Tx<'_>, me: &SignedIn, t: T) -> Result<Vec<Task>, Problem> {
    if !me.acting.role.may(Action::DecideMatch) {
        return Ok(Vec::new());
    }
    let count = count_waiting(tx, &me.acting.scope)?;
    Ok(vec![Task { text: t.task_waiting_rows().to_owned(), count, link: "/matching".to_owned() }])
}

/// Whether only a person decides by this rule.
fn is_by_hand(rule: Rule) -> bool {
    rule.is_by_hand()
}
