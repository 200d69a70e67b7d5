//! Agencies' files: sending one, what was read of it and what was wrong, how its columns are understood, its rows back.

use super::{
    call::{Call, Done, Halt, told, told_file},
    description::tags,
    faults::CallFault,
    input::{body, part, query},
    jobs::JobShown,
    numbers::LineNumber,
    paging::{Cursor, Limit, List, Page, Part},
    sent::{Asked, FileBytes, Sent, SentFile, Subject},
    staff::Nothing,
    values::{FileName, UnitCode},
    words::{BecauseWord, FaultKindWord, FileFormOfListWord, OutcomeWord, SourceFieldWord, SourceKindWord},
};
use crate::{
    pages::imports::return_words,
    shell::{
        answers::WORKBOOK,
        problem::{Answer, Problem, Said},
    },
};
use axum::body::Bytes;
use db::Tx;
use jiff::Timestamp;
use kernel::{SourceFileId, StaffId};
use matching::{Outcome, StateCount};
use office::{Acting, Refusal, jobs::Submitted};
use serde::Serialize;
use sources::{
    Accept, Because, FaultCount, FaultFilter, FaultKind, FaultPlace, Field, NewFile, RowFault, SHEET_LINES, SourceFile,
    SourceKind, covered,
};
use std::{fmt, str::FromStr};
use utoipa::ToSchema;

/// Faults fetched at once.
const FAULTS_AT_ONCE: usize = 200;

/// The newest first; of one instant, by id.
const LIST: List<SourceFile, After> =
    List { name: "imports", key: |file| After { received_at: file.received_at, id: file.id } };

/// By line, and in a line by field and kind.
const FAULTS: List<RowFault, AfterFault> = List { name: "import-faults", key: |fault| AfterFault(fault.place()) };

/// A place in the list of files.
struct After {
    received_at: Timestamp,
    id: SourceFileId,
}

/// A place among the faults of a file.
struct AfterFault(FaultPlace);

/// Text that is no place in a list.
struct NoPlace;

impl fmt::Display for After {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}_{}", self.received_at, self.id)
    }
}

impl FromStr for After {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<After, NoPlace> {
        let (at, id) = text.split_once('_').ok_or(NoPlace)?;
        Ok(After { received_at: at.parse().map_err(|_| NoPlace)?, id: id.parse().map_err(|_| NoPlace)? })
    }
}

impl fmt::Display for AfterFault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FaultPlace { line, field, kind } = self.0;
        write!(to, "{line}.{}.{}", field.key(), kind.key())
    }
}

impl FromStr for AfterFault {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<AfterFault, NoPlace> {
        let mut parts = text.splitn(3, '.');
        let mut next = || parts.next().ok_or(NoPlace);
        let line = next()?.parse().map_err(|_| NoPlace)?;
        let field = Field::parse(next()?).ok_or(NoPlace)?;
        let kind = FaultKind::parse(next()?).ok_or(NoPlace)?;
        Ok(AfterFault(FaultPlace { line, field, kind }))
    }
}

/// A file that an agency sent.
#[derive(Serialize, ToSchema)]
#[schema(as = Import, example = json!({
    "id": "018d3f9e-2b1c-7c3a-9f6e-0123456789ab",
    "source": "btxh",
    "place": 1_006_789,
    "name": "btxh-binh-son.xlsx",
    "form": "xlsx",
    "size": 91_250,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "rows_good": 598,
    "rows_doubtful": 12,
    "rows_bad": 2,
    "waits_for_columns": false,
    "hidden": [{ "sheet": "Tháng trước", "rows": 12 }],
    "received_by": "018d3f9e-2b1c-7c3a-9f6e-0123456789ac",
    "received_at": "2024-01-25T03:00:00Z",
    "replaced_by": null
}))]
pub(crate) struct ImportShown {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: SourceFileId,
    /// Whose list it is.
    #[schema(value_type = SourceKindWord)]
    source: SourceKind,
    /// The unit that sent it.
    place: i64,
    /// Its name, without folders.
    name: String,
    /// Its form.
    #[schema(value_type = FileFormOfListWord)]
    form: sources::Form,
    /// Its size in bytes.
    size: i64,
    /// Its SHA-256 in hexadecimal: the same bytes are the same file.
    sha256: String,
    /// Rows kept.
    rows_good: i64,
    /// Of these, rows in which something is doubtful.
    rows_doubtful: i64,
    /// Rows sent back.
    rows_bad: i64,
    /// Whether nothing could be read yet: no headings were recognised, and somebody has to say what the columns are.
    waits_for_columns: bool,
    /// The hidden sheets in which a list stands: none of their rows was taken.
    hidden: Vec<HiddenSheet>,
    /// Who received it.
    #[schema(value_type = String, format = Uuid)]
    received_by: StaffId,
    /// When.
    received_at: Timestamp,
    /// The reading that took the place of this one: nothing changes any more in this one.
    #[schema(value_type = Option<String>, format = Uuid)]
    replaced_by: Option<SourceFileId>,
}

impl From<SourceFile> for ImportShown {
    fn from(file: SourceFile) -> ImportShown {
        ImportShown {
            waits_for_columns: file.waits_for_columns(),
            id: file.id,
            source: file.source,
            place: file.place,
            name: file.name,
            form: file.form,
            size: file.size,
            sha256: file.sha256.to_string(),
            rows_good: file.rows_good,
            rows_doubtful: file.rows_doubtful,
            rows_bad: file.rows_bad,
            received_by: file.received_by,
            received_at: file.received_at,
            hidden: file.hidden.into_iter().map(HiddenSheet::from).collect(),
            replaced_by: file.replaced_by,
        }
    }
}

/// A hidden sheet in which a list stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct HiddenSheet {
    /// Its name.
    sheet: String,
    /// How many rows of people it has.
    rows: i64,
}

impl From<sources::HiddenList> for HiddenSheet {
    fn from(sources::HiddenList { sheet, rows }: sources::HiddenList) -> HiddenSheet {
        HiddenSheet { sheet, rows }
    }
}

/// A file with what became of its rows.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportWhole {
    /// The file.
    import: ImportShown,
    /// What is wrong or doubtful in it, by kind.
    faults: Vec<FaultsOfKind>,
    /// Where its rows stand, by commune and state: each row is in exactly one state.
    states: Vec<RowsInState>,
}

/// How often something is wrong.
#[derive(Serialize, ToSchema)]
pub(crate) struct FaultsOfKind {
    /// What.
    #[schema(value_type = FaultKindWord)]
    kind: FaultKind,
    /// Whether it sends a row back; else the row is kept, without what cannot be trusted.
    sends_back: bool,
    /// How many times.
    faults: i64,
    /// Of these, how many have a proposal.
    proposals: i64,
}

impl From<FaultCount> for FaultsOfKind {
    fn from(FaultCount { kind, faults, proposals }: FaultCount) -> FaultsOfKind {
        FaultsOfKind { kind, sends_back: kind.sends_back(), faults, proposals }
    }
}

/// How many rows of a commune are in a state.
#[derive(Serialize, ToSchema)]
pub(crate) struct RowsInState {
    /// The commune.
    place: i64,
    /// The state.
    #[schema(value_type = OutcomeWord)]
    state: Outcome,
    /// Rows.
    rows: i64,
    /// Of them without a card: they overlap with every state.
    no_card: i64,
    /// Of them dead.
    dead: i64,
}

impl From<StateCount> for RowsInState {
    fn from(StateCount { place, outcome, rows, no_card, dead }: StateCount) -> RowsInState {
        RowsInState { place, state: outcome, rows, no_card, dead }
    }
}

/// One thing wrong in one row. Long numbers are covered but for their last digits; the rows sent back have them whole.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportFault, example = json!({
    "sheet": 1,
    "line": 7,
    "at": 7,
    "field": "citizen_id",
    "kind": "number_damaged",
    "sends_back": false,
    "written": "•••••••1234",
    "proposal": "••••••••1234",
    "because": "zeros_lost"
}))]
pub(crate) struct FaultShown {
    /// Which sheet of the file, counted from 1.
    sheet: i64,
    /// Its line in that sheet.
    line: i64,
    /// The line as a proposal is accepted by it.
    at: i64,
    /// In which field.
    #[schema(value_type = SourceFieldWord)]
    field: Field,
    /// What.
    #[schema(value_type = FaultKindWord)]
    kind: FaultKind,
    /// Whether it sent the row back.
    sends_back: bool,
    /// What stands there.
    written: String,
    /// What it may have been. A person decides.
    proposal: Option<String>,
    /// Why.
    #[schema(value_type = Option<BecauseWord>)]
    because: Option<Because>,
}

impl From<RowFault> for FaultShown {
    fn from(fault: RowFault) -> FaultShown {
        FaultShown {
            sheet: fault.line / SHEET_LINES + 1,
            line: fault.line % SHEET_LINES,
            at: fault.line,
            field: fault.field,
            kind: fault.kind,
            sends_back: fault.kind.sends_back(),
            written: covered(&fault.written),
            proposal: fault.proposal.as_deref().map(covered),
            because: fault.because,
        }
    }
}

query! {
    /// A part of the list of files.
    ImportQuery {
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

query! {
    /// What the file is.
    NewImportQuery {
        /// Whose list it is.
        source: SourceKindWord,
        /// The code of the unit that sent it, as of today, inside the own area.
        unit: UnitCode,
        /// Its name with its ending.
        name: FileName,
    }
}

query! {
    /// Which faults.
    FaultQuery {
        /// Only those of rows sent back, or only those of rows kept.
        sends_back: Option<bool>,
        /// Only of this kind.
        kind: Option<FaultKindWord>,
        /// Only those with a proposal, or only those without one.
        proposed: Option<bool>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

body! {
    /// Proposals to take over: all of a kind, or the one about a field of a line.
    #[schema(example = json!({ "kind": "number_damaged" }))]
    ProposalsWanted {
        /// What is wrong there.
        kind: FaultKindWord,
        /// Only the one of this cell.
        #[schema(value_type = Option<CellOfFault>)]
        cell: Option<CellOfFault>,
    }
}

part! {
    /// A field of a line.
    CellOfFault {
        /// The line, as `at` of the fault.
        at: LineNumber,
        /// The field.
        field: SourceFieldWord,
    }
}

/// How many proposals were taken over.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProposalsAccepted {
    /// None where they were taken over before.
    accepted: usize,
}

/// List files sent by units of the own area, newest first.
#[utoipa::path(get, path = "/api/v1/imports", tag = tags::IMPORTS, params(ImportQuery),
    responses((status = 200, description = "A page of files.", body = Page<ImportShown>)))]
pub(crate) async fn list_imports(call: Call, Asked(query): Asked<ImportQuery>) -> Answer {
    call.list::<ImportShown, _, _, _>(LIST, Part::of(query.limit, query.cursor), |tx, acting, after: Option<After>| {
        sources::list_files(tx, &acting.scope, after.map(|after| (after.received_at, after.id)))
    })
    .await
}

/// Send an agency's list.
///
/// The body is the file itself, at most 300 MiB: a workbook (`.xlsx`, `.xls`, `.ods`) or text with columns. It is kept
/// at once; the job that is answered reads it, and its `result` names the import.
#[utoipa::path(post, path = "/api/v1/imports", tag = tags::IMPORTS, params(NewImportQuery),
    request_body(content = inline(FileBytes), content_type = "application/octet-stream"),
    responses((status = 201, description = "The job that reads it.", body = JobShown)))]
pub(crate) async fn send_import(call: Call, Asked(query): Asked<NewImportQuery>, SentFile(sent): SentFile) -> Answer {
    let key = sent.key.clone().ok_or(CallFault::KeyMissing)?;
    let NewImportQuery { source: SourceKindWord(source), unit, name } = query;
    let (places, today) = (call.view.app.desk.places(), kernel::today_in_vietnam(call.view.now));
    call.create_alone(sent, move |tx, acting, content: &Bytes| {
        let code = unit.as_str();
        let unknown = || Refusal::UnitUnknown { code: code.to_owned(), on: today };
        let place = places.find(code, today).ok_or_else(unknown)?.place;
        let new = NewFile { source, place, name: name.as_str(), content };
        asked(sources::submit_import(tx, acting, &new, &key)?)
    })
    .await
}

/// The job that was asked for.
pub(super) fn asked(submitted: Submitted) -> Result<Done, Halt> {
    match submitted {
        Submitted::Created(job) | Submitted::Exists(job) => Ok(Done::created(&JobShown::from(job))),
        Submitted::ExistsWithDifferent(_) => Err(Halt::Call(CallFault::KeyReused)),
    }
}

/// Show a file, with its faults by kind and its rows by commune and state.
#[utoipa::path(get, path = "/api/v1/imports/{import}", tag = tags::IMPORTS,
    params(("import" = String, Path, format = Uuid, description = "The file.")),
    responses((status = 200, description = "The file.", body = ImportWhole)))]
pub(crate) async fn show_import(call: Call, Subject(import): Subject<SourceFileId>) -> Answer {
    let whole = call.read::<Problem, _>(move |tx, acting| {
        let scope = &acting.scope;
        let file = sources::find_file(tx, scope, import)?.ok_or(Problem::NotFound)?;
        Ok(ImportWhole {
            import: file.into(),
            faults: sources::count_faults(tx, scope, import)?.into_iter().map(FaultsOfKind::from).collect(),
            states: matching::count_states(tx, scope, Some(import))?.into_iter().map(RowsInState::from).collect(),
        })
    });
    Ok(told(&whole.await?))
}

/// List what is wrong in a file's rows, in the order of the lines.
#[utoipa::path(get, path = "/api/v1/imports/{import}/faults", tag = tags::IMPORTS,
    params(("import" = String, Path, format = Uuid, description = "The file."), FaultQuery),
    responses((status = 200, description = "A page of faults.", body = Page<FaultShown>)))]
pub(crate) async fn list_import_faults(
    call: Call,
    Subject(import): Subject<SourceFileId>,
    Asked(query): Asked<FaultQuery>,
) -> Answer {
    let kind = query.kind.map(|FaultKindWord(kind)| kind);
    let filter = FaultFilter { sends_back: query.sends_back, kind, is_proposed: query.proposed };
    let part = Part::of(query.limit, query.cursor);
    call.list::<FaultShown, _, _, _>(FAULTS, part, move |tx, acting, after: Option<AfterFault>| {
        let after = after.map(|AfterFault(place)| place);
        sources::page_faults(tx, &acting.scope, import, filter, after, FAULTS_AT_ONCE)
    })
    .await
}

/// A file that was not read anew: the bytes went along with the reading that counts.
fn current(tx: &mut Tx<'_>, acting: &Acting, import: SourceFileId) -> Result<SourceFile, Problem> {
    let file = sources::find_file(tx, &acting.scope, import)?.ok_or(Problem::NotFound)?;
    match file.replaced_by {
        Some(by) => Err(sources::Refusal::ReadAnew { by }.into()),
        None => Ok(file),
    }
}

/// Fetch the rows to correct as a workbook, in the sender's own columns, with the reason beside each.
///
/// For whoever sent the file, and for whoever may see full numbers. The look stands in the trail.
#[utoipa::path(get, path = "/api/v1/imports/{import}/returned", tag = tags::IMPORTS,
    params(("import" = String, Path, format = Uuid, description = "The file.")),
    responses((status = 200, description = "A workbook.", body = inline(FileBytes),
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn read_returned_rows(call: Call, Subject(import): Subject<SourceFileId>) -> Answer {
    let t = call.view.t;
    let book = call.look::<Problem, _>(move |tx, acting| {
        let file = current(tx, acting, import)?;
        let bytes = return_words(t, |words| sources::return_rows(tx, acting, import, words))?;
        Ok((file.name, bytes))
    });
    let (name, bytes) = book.await?;
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    Ok(told_file(&format!("{stem}-tra-lai.xlsx"), WORKBOOK, bytes))
}

/// Fetch a file as it was sent.
///
/// For whoever sent it, and for whoever may see full numbers. The look stands in the trail.
#[utoipa::path(get, path = "/api/v1/imports/{import}/file", tag = tags::IMPORTS,
    params(("import" = String, Path, format = Uuid, description = "The file.")),
    responses((status = 200, description = "Its bytes.", body = inline(FileBytes),
        content_type = "application/octet-stream")))]
pub(crate) async fn read_import_file(call: Call, Subject(import): Subject<SourceFileId>) -> Answer {
    let content = call.look::<Problem, _>(move |tx, acting| {
        let file = current(tx, acting, import)?;
        Ok((file.name, sources::load_content(tx, acting, import)?))
    });
    let (name, bytes) = content.await?;
    Ok(told_file(&name, "application/octet-stream", bytes))
}

/// Take proposals over: the lines are read again with them.
///
/// Before the rows are compared with the register: what was decided about a row was decided about its values.
#[utoipa::path(post, path = "/api/v1/imports/{import}/proposals/accept", tag = tags::IMPORTS,
    request_body = ProposalsWanted, params(("import" = String, Path, format = Uuid, description = "The file.")),
    responses((status = 200, description = "How many.", body = ProposalsAccepted)))]
pub(crate) async fn accept_proposals(
    call: Call,
    Subject(import): Subject<SourceFileId>,
    sent: Sent<ProposalsWanted>,
) -> Answer {
    let places = call.view.app.desk.places();
    call.change(sent, move |tx, acting, wanted| {
        let FaultKindWord(kind) = wanted.kind;
        let which = wanted.cell.as_ref().map_or(Accept::AllOf(kind), |CellOfFault { at, field }| Accept::One {
            line: at.0,
            field: field.0,
            kind,
        });
        if matching::is_file_begun(tx, import)? {
            let said = Said::of("sources.file_matched", |t| t.refused_file_matched().to_owned());
            sources::find_file(tx, &acting.scope, import)?.ok_or(Refusal::NotFound { what: "import" })?;
            return Err(Halt::Above(Problem::Said(said)));
        }
        let accepted = sources::accept_proposals(tx, acting, &places, import, which)?;
        Ok(Done::changed(&ProposalsAccepted { accepted }))
    })
    .await
}

/// Have the rows of a file compared with the newest population register.
#[utoipa::path(post, path = "/api/v1/imports/{import}/match", tag = tags::IMPORTS,
    params(("import" = String, Path, format = Uuid, description = "The file.")),
    responses((status = 201, description = "The job that does it.", body = JobShown)))]
pub(crate) async fn match_import(call: Call, Subject(import): Subject<SourceFileId>, sent: Sent<Nothing>) -> Answer {
    let key = sent.key.clone().ok_or(CallFault::KeyMissing)?;
    call.create(sent, move |tx, acting, _| asked(matching::submit_match(tx, acting, Some(import), &key)?)).await
}

/// Have the rows of a file become persons of the registry, each by the newest decision about it.
///
/// Done again it changes only what changed since. It needs one of two rights: to import, or to decide.
#[utoipa::path(post, path = "/api/v1/imports/{import}/enrol", tag = tags::IMPORTS,
    params(("import" = String, Path, format = Uuid, description = "The file.")),
    responses((status = 201, description = "The job that does it.", body = JobShown)))]
pub(crate) async fn enrol_import(call: Call, Subject(import): Subject<SourceFileId>, sent: Sent<Nothing>) -> Answer {
    let key = sent.key.clone().ok_or(CallFault::KeyMissing)?;
    call.create(sent, move |tx, acting, _| asked(registry::submit_enrol(tx, acting, Some(import), &key)?)).await
}
