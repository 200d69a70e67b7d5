//! Agencies' files: what came in, a file with its rows sent back, sending one.

pub(crate) mod columns;
pub(crate) mod proposals;
pub(crate) mod template;

use super::{audit::to_job, matching::tone, tasks::Task};
use crate::{
    address,
    components::{
        Breadcrumb, Cell, Choices, Empty, FileField, Form, Icon, Link, Notice, Pagination, Select, SummaryList,
        SummaryRow, Table, Tag, Tone,
    },
    shell::{
        answers::{WORKBOOK, as_saved},
        problem::{Answer, Problem},
        upload::receive,
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::{
    extract::{Multipart, Path, Query},
    response::{IntoResponse as _, Redirect, Response},
};
use db::Tx;
use kernel::SourceFileId;
use matching::{Outcome, StateCount, count_states};
use office::{Action, places::Places, sign_in::SignedIn};
use registry::{Movement, count_movements, list_refused_again};
use serde::Deserialize;
use sources::{
    FILE_BYTES_MAX, FILES_PAGE, FaultCount, FaultFilter, Field, Form as FileForm, HiddenList, NewFile, ReturnWords,
    RowFault, SHEET_LINES, SourceFile, SourceKind, Understood, count_faults, find_file, list_files, load_content,
    page_faults, return_rows, submit_import,
};

/// What an upload takes: the largest file, and the words around it.
pub(crate) const UPLOAD_BYTES_MAX: usize = FILE_BYTES_MAX + 64 * 1024;
/// How many units are offered as senders; beyond, only those directly below the own one.
const UNITS_OFFERED: usize = 400;
/// How many faults a file's page shows; the workbook has all.
const FAULTS_SHOWN: usize = 100;

/// Where the list goes on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    before: String,
}

#[derive(Template)]
#[template(path = "pages/imports.html")]
struct Imports {
    t: T,
    way: Breadcrumb,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

/// `GET /imports`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let before = narrow.before.split_once('_').and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let files = view.read_in::<Problem, _>(move |tx, me| Ok(list_files(tx, &me.acting.scope, before)?)).await?;
    let (t, places) = (view.t, view.app.desk.places());
    let next = |last: &SourceFile| {
        format!("/imports?{}", address::query(&[("before", &format!("{}_{}", last.received_at, last.id))]))
    };
    let main = Imports {
        t,
        way: Breadcrumb::home(t),
        table: table(t, &places, &files),
        empty: files
            .is_empty()
            .then(|| Empty::of("inbox", t.imports_none(), t.imports_none_text()).link("/imports/new", t.import_send())),
        pages: Pagination {
            t,
            first: (!narrow.before.is_empty()).then(|| "/imports".to_owned()),
            next: files.last().filter(|_| files.len() == FILES_PAGE).map(next),
        },
    };
    Ok(view.page(t.imports_title(), &main))
}

fn table(t: T, places: &Places, files: &[SourceFile]) -> Table {
    Table::of(t, t.imports_caption())
        .column(t.import_file())
        .column(t.import_unit())
        .column(t.import_received())
        .numbers(t.import_good())
        .numbers(t.import_doubtful())
        .numbers(t.import_bad())
        .rows(files, |file| {
            [
                Cell::link(format!("/imports/{}", file.id), &file.name).below(t.source_kind(file.source)),
                Cell::text(places.display(file.place).unwrap_or_default()),
                Cell::text(t.instant(file.received_at)),
                if file.waits_for_columns() {
                    Cell::tag(Tag::of(Tone::Warn, t.import_waiting()))
                } else {
                    Cell::text(t.number(file.rows_good))
                },
                Cell::text(t.number(file.rows_doubtful)),
                Cell::text(t.number(file.rows_bad)),
            ]
        })
}

#[derive(Template)]
#[template(path = "pages/import_new.html")]
struct ImportNew<'a> {
    t: T,
    form: &'a Form,
    way: Breadcrumb,
    source: Choices,
    unit: Select,
    file: FileField,
    action: String,
    key: String,
    templates: Vec<Link>,
}

/// `GET /imports/new`.
pub(crate) async fn show_new(view: View) -> Answer {
    let own = view.me()?.acting.place.map(|place| place.to_string()).unwrap_or_default();
    let form = view.form().with("place", own);
    Ok(new_page(&view, &form))
}

fn new_page(view: &View, form: &Form) -> Response {
    let t = view.t;
    let kinds = SourceKind::ALL.iter();
    let source = kinds
        .fold(form.radios("source", t.import_source()), |boxes, kind| boxes.choice(kind.key(), t.source_kind(*kind)));
    let typed = form.value("key");
    let main = ImportNew {
        t,
        form,
        way: Breadcrumb::home(t).then("/imports", t.imports_title()),
        source,
        unit: form.select("place", t.import_unit()).hint(t.import_unit_hint()).options(units(view)),
        file: form.file(t.import_choose(), ".xlsx,.xls,.ods,.csv,.txt").hint(t.import_choose_hint()),
        action: view.upload_action("/imports/new"),
        templates: template::Kind::ALL
            .iter()
            .map(|kind| Link::to(format!("/imports/templates/{}", kind.key()), kind.named(t)))
            .collect(),
        key: if typed.is_empty() { view.request_id.clone() } else { typed.to_owned() },
    };
    view.form_page(t.import_send(), form, &main)
}

/// The units that may have sent it: the own one and all below it, as long as these are not too many to choose from.
fn units(view: &View) -> Vec<(String, String)> {
    let places = view.app.desk.places();
    let Some(own) = view.signed().and_then(|me| me.acting.place) else { return Vec::new() };
    let Some(unit) = places.unit(own) else { return Vec::new() };
    let below = places.below(unit.area());
    let offered: Vec<_> = if below.len() <= UNITS_OFFERED {
        below.iter().collect()
    } else {
        std::iter::once(unit).chain(places.children(own)).collect()
    };
    offered.into_iter().map(|unit| (unit.place.to_string(), unit.full_name())).collect()
}

/// `POST /imports/new`.
pub(crate) async fn send(view: View, parts: Multipart) -> Answer {
    let upload = receive(&view.app.uploads, parts).await?;
    let t = view.t;
    let mut form = upload.form(t);
    let source = SourceKind::parse(form.value("source"));
    if source.is_none() {
        form.refuse("source", t.choice_missing());
    }
    let place: Option<i64> = form.value("place").parse().ok();
    if place.is_none() {
        form.refuse("place", t.place_missing());
    }
    if upload.file.is_none() {
        form.refuse("file", t.letter_file_missing());
    }
    let (Some(source), Some(place), Some(file)) = (source, place, upload.file) else {
        return Ok(new_page(&view, &form));
    };
    let key = format!("import {}", form.value("key"));
    let sent = view.write_alone_in::<sources::Refusal, _>(move |tx, me| {
        let new = NewFile { source, place, name: &file.name, content: &file.content };
        submit_import(tx, &me.acting, &new, &key)
    });
    match sent.await? {
        Ok(asked) => Ok(to_job(&asked)),
        Err(refusal) => {
            form.refuse("file", view.tell(refusal)?);
            Ok(new_page(&view, &form))
        }
    }
}

#[derive(Template)]
#[template(path = "pages/import.html")]
struct ImportPage<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    file: &'a SourceFile,
    facts: SummaryList,
    /// Where its rows stand beside the register; nothing where no row of it is matched.
    states: Option<Table>,
    movements: Option<String>,
    told_again: Option<Table>,
    may_correct: bool,
    has_bad: bool,
    waits: Option<Notice>,
    /// A sentence for each hidden sheet in which a list stands, and of what the file does not say.
    hidden: Vec<Notice>,
    /// What to do instead of the next steps, where no row was kept.
    nothing_kept: Option<Notice>,
    proposals: Option<Table>,
    faults: Table,
    more_faults: Option<String>,
    mapping: Vec<(&'static str, Table)>,
    may_match: bool,
    key: String,
}

/// What the page of a file shows of it.
struct Seen {
    file: SourceFile,
    /// The first ones.
    faults: Vec<RowFault>,
    /// All of them, counted.
    counts: Vec<FaultCount>,
    states: Vec<StateCount>,
    movements: i64,
    told_again: Vec<Movement>,
}

fn see(tx: &mut Tx<'_>, me: &SignedIn, id: SourceFileId) -> Result<Seen, Problem> {
    let scope = &me.acting.scope;
    let file = find_file(tx, scope, id)?.ok_or(Problem::NotFound)?;
    let faults = page_faults(tx, scope, id, FaultFilter::default(), None, FAULTS_SHOWN)?;
    let counts = count_faults(tx, scope, id)?;
    let movements = count_movements(tx, scope, Some(id))?.values().sum();
    Ok(Seen {
        file,
        faults,
        counts,
        states: count_states(tx, scope, Some(id))?,
        movements,
        told_again: list_refused_again(tx, scope, id)?,
    })
}

/// `GET /imports/{id}`.
pub(crate) async fn show(view: View, Path(id): Path<SourceFileId>) -> Answer {
    let seen = view.read_in::<Problem, _>(move |tx, me| see(tx, me, id)).await?;
    let Seen { file, faults, counts, states, movements, told_again } = seen;
    if let Some(by) = file.replaced_by {
        return Ok(Redirect::to(&format!("/imports/{by}")).into_response());
    }
    let t = view.t;
    let waits = Notice::of(Tone::Warn, t.import_waiting_title()).text(t.import_waiting_text());
    let all: i64 = counts.iter().map(|count| count.faults).sum();
    let is_cut = usize::try_from(all).is_ok_and(|all| all > faults.len());
    let main = ImportPage {
        t,
        view: &view,
        way: Breadcrumb::home(t).then("/imports", t.imports_title()),
        facts: facts(&view, &file),
        states: has_next_steps(&file, &states).then(|| states_table(t, &file, &states)),
        movements: file.has_movements().then(|| t.movements_in_import(t.number(movements))),
        told_again: told_again_table(t, &told_again),
        may_correct: view.may(Action::CorrectPerson),
        has_bad: !faults.is_empty(),
        waits: file.waits_for_columns().then_some(waits),
        hidden: passed_over(t, &file).into_iter().chain(no_first_month(t, &file)).collect(),
        nothing_kept: nothing_kept(t, &file),
        proposals: proposals::by_kind(t, &file, &counts),
        faults: faults_table(t, &faults),
        more_faults: is_cut.then(|| t.import_more_faults(t.number(all))),
        mapping: file.mapping.iter().map(|sheet| (how(t, sheet.how), mapping_table(t, sheet))).collect(),
        may_match: view.may(Action::ExchangePopulation),
        key: view.request_id.clone(),
        file: &file,
    };
    Ok(view.page(&file.name, &main))
}

/// Whether there are rows to compare and to make records of.
fn has_next_steps(file: &SourceFile, states: &[StateCount]) -> bool {
    file.rows_good > 0 && (!states.is_empty() || !file.has_movements())
}

/// Of a file that was read and of which no row was kept: why, and what to do.
fn nothing_kept(t: T, file: &SourceFile) -> Option<Notice> {
    (file.rows_good == 0 && !file.waits_for_columns()).then(|| {
        let title = t.import_nothing_kept_title(t.number(file.rows_bad));
        Notice::of(Tone::Warn, title)
            .text(t.import_nothing_kept_text())
            .link(Some(Link::to(format!("/imports/{}/columns", file.id), t.columns_open())))
    })
}

/// Whether a file that is called a workbook is none: it may be damaged.
fn is_no_workbook(file: &SourceFile) -> bool {
    let ending = file.name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    file.waits_for_columns()
        && file.form == FileForm::Csv
        && ending.is_some_and(|ending| ["xlsx", "xls", "ods"].contains(&ending.as_str()))
}

/// From which month those who are new are entitled, where the file does not say it.
fn no_first_month(t: T, file: &SourceFile) -> Option<Notice> {
    let has = |field| file.mapping.iter().flat_map(|sheet| &sheet.columns).any(|column| column.field == Some(field));
    let is_silent = file.rows_good > 0 && has(Field::Amount) && !has(Field::EntitledFrom);
    is_silent.then(|| Notice::of(Tone::Info, t.import_no_first_month()).text(t.import_no_first_month_text()))
}

/// A sentence for each hidden sheet in which a list stands, and one where the file is no workbook but is called so.
pub(crate) fn passed_over(t: T, file: &SourceFile) -> Vec<Notice> {
    let said = |one: &HiddenList| Notice::of(Tone::Warn, t.import_hidden(&one.sheet, t.number(one.rows)));
    let no_workbook = is_no_workbook(file).then(|| Notice::of(Tone::Warn, t.import_no_workbook()));
    file.hidden.iter().map(said).chain(no_workbook).collect()
}

/// What the file tells again and was not taken up: what became of it, and when.
fn told_again_table(t: T, told: &[Movement]) -> Option<Table> {
    if told.is_empty() {
        return None;
    }
    let table = Table::of(t, t.movement_told_again()).column(t.full_name_label()).column(t.movement_state());
    Some(table.rows(told, |one| {
        let day = one.decided_at.map(|at| t.date(kernel::today_in_vietnam(at))).unwrap_or_default();
        let state = t.movement_told_again_on(t.movement_state_named(one.state), day);
        [Cell::link(format!("/movements/{}", one.id), one.full_name.as_str()), Cell::text(state)]
    }))
}

fn facts(view: &View, file: &SourceFile) -> SummaryList {
    let t = view.t;
    let form = match file.form {
        FileForm::Xlsx => t.import_form_xlsx(),
        FileForm::Xls => t.import_form_xls(),
        FileForm::Ods => t.import_form_ods(),
        FileForm::Csv => t.import_form_csv(),
    };
    let size = format!("{form}, {} KB", t.number(file.size.unsigned_abs().div_ceil(1024)));
    SummaryList {
        rows: vec![
            SummaryRow::of(t.import_source(), t.source_kind(file.source)),
            SummaryRow::of(t.import_unit(), view.app.desk.places().display(file.place).unwrap_or_default()),
            SummaryRow::of(t.import_received(), t.instant(file.received_at)),
            SummaryRow::of(t.import_form(), size),
            SummaryRow::of(t.import_good(), t.number(file.rows_good)),
            SummaryRow::of(t.import_doubtful(), t.number(file.rows_doubtful)),
            SummaryRow::of(t.import_bad(), t.number(file.rows_bad)),
        ],
    }
}

/// The rows by state, each with the rows behind it; the five add up to the rows that were kept.
fn states_table(t: T, file: &SourceFile, states: &[StateCount]) -> Table {
    let sum = |outcome: Outcome| -> i64 {
        states.iter().filter(|count| count.outcome == outcome).map(|count| count.rows).sum()
    };
    Table::of(t, t.import_states()).column(t.match_state()).numbers(t.import_rows()).rows(Outcome::ALL, |outcome| {
        let rows = sum(*outcome);
        let href = format!("/matching?file={}&state={}", file.id, outcome.key());
        let count = if rows == 0 { Cell::text("0") } else { Cell::link(href, t.number(rows)) };
        [Cell::tag(Tag::of(tone(*outcome), t.outcome(*outcome))), count]
    })
}

fn faults_table(t: T, faults: &[RowFault]) -> Table {
    Table::of(t, t.import_faults())
        .column(t.import_line())
        .column(t.import_column())
        .column(t.return_reason())
        .column(t.import_what_became())
        .rows(faults, |fault| {
            let line = fault.line % SHEET_LINES;
            let back = if fault.kind.sends_back() { t.import_sent_back() } else { t.import_kept() };
            [
                Cell::text(t.number(line)),
                Cell::text(t.source_field(fault.field)),
                Cell::text(t.row_fault(fault)),
                Cell::text(back),
            ]
        })
}

const fn how(t: T, how: Understood) -> &'static str {
    match how {
        Understood::Found => t.import_how_found(),
        Understood::Remembered => t.import_how_remembered(),
        Understood::Chosen => t.import_how_chosen(),
    }
}

fn mapping_table(t: T, sheet: &sources::SheetMapping) -> Table {
    let name = if sheet.sheet.is_empty() { t.import_mapping().to_owned() } else { t.import_mapping_of(&sheet.sheet) };
    Table::of(t, name).column(t.import_heading()).column(t.import_taken_for()).rows(&sheet.columns, |column| {
        let taken = column.field.map_or(t.import_left_out(), |field| t.source_field(field));
        [Cell::text(&column.heading), Cell::text(taken)]
    })
}

/// `GET /imports/{id}/returned`: the rows to correct, with the reason beside each.
pub(crate) async fn returned(view: View, Path(id): Path<SourceFileId>) -> Answer {
    let t = view.t;
    let (name, bytes) = view
        .write_in::<Problem, _>(move |tx, me| {
            let file = find_file(tx, &me.acting.scope, id)?.ok_or(Problem::NotFound)?;
            let bytes = return_words(t, |words| return_rows(tx, &me.acting, id, words))?;
            Ok((file.name, bytes))
        })
        .await??;
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    Ok(as_saved(&format!("{stem}-tra-lai.xlsx"), WORKBOOK, bytes))
}

/// The words of the workbook of rows sent back.
pub(crate) fn return_words<R>(t: T, write: impl FnOnce(&ReturnWords<'_>) -> R) -> R {
    let say = |fault: &RowFault| t.row_fault(fault);
    let propose = |fault: &RowFault| t.row_proposal_said(fault);
    write(&ReturnWords {
        reason: t.return_reason(),
        proposal: t.proposals_proposal(),
        sent_back: t.return_sheet(),
        doubtful: t.return_doubtful(),
        say: &say,
        propose: &propose,
    })
}

/// `GET /imports/{id}/file`: the bytes as they came.
pub(crate) async fn download(view: View, Path(id): Path<SourceFileId>) -> Answer {
    let (file, bytes) = view
        .write_in::<Problem, _>(move |tx, me| {
            let file = find_file(tx, &me.acting.scope, id)?.ok_or(Problem::NotFound)?;
            let bytes = load_content(tx, &me.acting, id)?;
            Ok((file, bytes))
        })
        .await??;
    let media_type = match file.form {
        FileForm::Xlsx => WORKBOOK,
        FileForm::Xls => "application/vnd.ms-excel",
        FileForm::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        FileForm::Csv => "text/csv",
    };
    Ok(as_saved(&file.name, media_type, bytes))
}

/// Rows that were never compared with the register, for whoever may have them compared.
pub(crate) fn tasks(tx: &mut Tx<'_>, me: &SignedIn, t: T) -> Result<Vec<Task>, Problem> {
    if !me.acting.role.may(Action::ExchangePopulation) {
        return Ok(Vec::new());
    }
    let count = matching::count_not_sent(tx, &me.acting.scope)?;
    Ok(vec![Task { text: t.task_not_sent().to_owned(), count, link: "/matching?state=not_sent".to_owned() }])
}
