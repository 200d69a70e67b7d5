//! One batch: where it stands, its file, its answers.

use super::{path, state_tag};
use crate::{
    components::{Breadcrumb, Cell, FileField, Form, SummaryList, SummaryRow, Table, Tag, Tone},
    pages::{
        audit::to_job,
        confirm::Confirm,
        cycles::{named, names},
    },
    shell::{
        answers::as_saved,
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        upload::receive,
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::{
    extract::{Multipart, Path},
    response::Response,
};
use kernel::{PopulationBatchId, StaffId};
use population::{
    ANSWER_FILE_BYTES_MAX, Batch, BatchState, Channel, Counts, FileTaken, LineFault, Refusal, Told, close_batch,
    find_batch, hand_out, list_told, submit_ask, take_file,
};
use std::collections::BTreeMap;

/// What an upload takes: the largest file, and the words around it.
pub(crate) const UPLOAD_BYTES_MAX: usize = ANSWER_FILE_BYTES_MAX + 64 * 1024;
/// How many lines that cannot be read are shown.
const FAULTS_SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "pages/population_batch.html")]
struct BatchPage<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    unit: String,
    tag: Tag,
    facts: SummaryList,
    counts: Table,
    told: Option<Table>,
    steps: Steps,
    batch: &'a Batch,
    file: FileField,
    upload: String,
    key: String,
    unread: Option<(String, Vec<String>)>,
}

/// What can be done with the batch now.
#[derive(Clone, Copy)]
struct Steps {
    file: FileStep,
    ask: AskStep,
    /// Stop waiting.
    close: bool,
}

/// With the file of a batch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FileStep {
    None,
    /// Fetch it.
    Fetch,
    /// Fetch it again, or take in its answers.
    Take,
}

/// Over the network.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AskStep {
    None,
    /// Ask, under this label.
    Ask(&'static str),
    /// It should be asked, but no service is set up.
    NoService,
}

impl Steps {
    fn of(view: &View, batch: &Batch) -> Steps {
        let (t, is_open) = (view.t, batch.is_open());
        let has_service = view.app.settings.population.service.is_some();
        let again = if batch.sent_at.is_some() { t.population_ask_again() } else { t.population_ask() };
        let (file, ask) = match batch.channel {
            Channel::File if batch.closed_at.is_some() => (FileStep::None, AskStep::None),
            Channel::File if is_open && batch.sent_at.is_some() => (FileStep::Take, AskStep::None),
            Channel::File => (FileStep::Fetch, AskStep::None),
            Channel::Service if !is_open => (FileStep::None, AskStep::None),
            Channel::Service if has_service => (FileStep::None, AskStep::Ask(again)),
            Channel::Service => (FileStep::None, AskStep::NoService),
        };
        Steps { file, ask, close: is_open }
    }

    fn are_none(self) -> bool {
        self.file == FileStep::None && self.ask == AskStep::None && !self.close
    }
}

struct Seen {
    batch: Batch,
    told: Vec<Told>,
    names: BTreeMap<StaffId, String>,
}

async fn see(view: &View, id: PopulationBatchId) -> Answer<Seen> {
    view.read_in::<Problem, _>(move |tx, me| {
        let batch = find_batch(tx, &me.acting.scope, id)?.ok_or(Problem::NotFound)?;
        let told = list_told(tx, &me.acting.scope, id)?;
        let names = names(tx, [batch.prepared_by])?;
        Ok(Seen { batch, told, names })
    })
    .await
}

/// `GET /population/{id}`.
pub(crate) async fn show(view: View, Path(id): Path<PopulationBatchId>) -> Answer {
    let form = view.form();
    page(&view, id, &form, &[]).await
}

async fn page(view: &View, id: PopulationBatchId, form: &Form, faults: &[LineFault]) -> Answer<Response> {
    let Seen { batch, told, names } = see(view, id).await?;
    let t = view.t;
    let unit = view.app.desk.places().display(batch.place).unwrap_or_default();
    let said = |fault: &LineFault| t.population_line_unread(fault.line, fault.field);
    let main = BatchPage {
        t,
        view,
        form,
        way: way(t),
        tag: state_tag(t, state(view, &batch)),
        facts: facts(t, &batch, named(t, &names, Some(batch.prepared_by))),
        counts: counts(t, batch.counts),
        told: (!told.is_empty()).then(|| told_table(t, &told)),
        steps: Steps::of(view, &batch),
        file: form.file(t.population_answers_file(), ".csv").hint(t.population_answers_hint()),
        upload: view.upload_action(&format!("{}/answers", path(id))),
        key: view.request_id.clone(),
        unread: (!faults.is_empty()).then(|| {
            let lines = faults.iter().take(FAULTS_SHOWN).map(said).collect();
            (t.population_lines_unread(t.number(faults.len() as u64)), lines)
        }),
        batch: &batch,
        unit: unit.clone(),
    };
    Ok(view.form_page(&t.population_batch_title(unit), form, &main))
}

fn state(view: &View, batch: &Batch) -> BatchState {
    batch.state(kernel::today_in_vietnam(view.now))
}

fn way(t: T) -> Breadcrumb {
    Breadcrumb::home(t).then("/population", t.population_title())
}

fn facts(t: T, batch: &Batch, prepared_by: String) -> SummaryList {
    let sent = batch.sent_at.map_or_else(|| t.population_not_sent().to_owned(), |at| t.instant(at));
    SummaryList {
        rows: vec![
            SummaryRow::of(t.population_facts_service(), batch.service.as_str()),
            SummaryRow::of(t.population_channel(), t.population_channel_named(batch.channel)),
            SummaryRow::of(t.population_facts_purpose(), batch.purpose.as_str()),
            SummaryRow::of(t.population_facts_ground(), batch.legal_ground.as_str()),
            SummaryRow::of(t.population_facts_prepared(), t.population_by(t.instant(batch.prepared_at), prepared_by)),
            SummaryRow::of(t.population_facts_sent(), sent),
            SummaryRow::of(t.population_due(), t.date(batch.due_on)),
        ],
    }
}

/// The rows by what became of them; they add up to the batch.
fn counts(t: T, counts: Counts) -> Table {
    let waiting = Cell::text(t.population_still_waiting());
    let waiting = if counts.faulty > 0 { waiting.below(t.population_faulty(t.number(counts.faulty))) } else { waiting };
    let rows = [
        (Cell::text(t.population_found()), counts.found),
        (Cell::text(t.population_nobody()), counts.nobody),
        (Cell::text(t.population_changed()), counts.changed),
        (Cell::text(t.population_kept()), counts.kept),
        (waiting, counts.waiting),
        (Cell::strong(t.population_requests()), counts.requests),
    ];
    let table = Table::of(t, t.population_counts()).column(t.population_state()).numbers(t.population_count());
    rows.into_iter().fold(table, |table, (label, count)| table.row([label, Cell::text(t.number(count))]))
}

fn told_table(t: T, told: &[Told]) -> Table {
    Table::of(t, t.population_told_caption()).column(t.population_told_row()).column(t.population_told_what()).rows(
        told,
        |row| {
            let href = format!("/matching/{}/{}", row.row.file, row.row.line);
            [Cell::link(href, row.full_name.as_str()), Cell::text(t.population_told(row.state, row.fault.as_deref()))]
        },
    )
}

/// `POST /population/{id}/file`: the bytes that are sent; fetching them is sending.
pub(crate) async fn hand_out_file(view: View, Path(id): Path<PopulationBatchId>, Posted(mut form): Posted) -> Answer {
    match view.write_alone_in(move |tx, me| hand_out(tx, &me.acting, id)).await? {
        Ok((name, bytes)) => Ok(as_saved(&name, "text/csv", bytes)),
        Err(refusal) => {
            form.refuse("step", view.tell(refusal)?);
            page(&view, id, &form, &[]).await
        }
    }
}

/// `POST /population/{id}/ask`: what is not answered is asked about again.
pub(crate) async fn ask(view: View, Path(id): Path<PopulationBatchId>, Posted(mut form): Posted) -> Answer {
    if view.app.settings.population.service.is_none() {
        form.refuse("step", view.tell(Refusal::NoService)?);
        return page(&view, id, &form, &[]).await;
    }
    let key = format!("population {}", form.value("key"));
    match view.write_in(move |tx, me| submit_ask(tx, &me.acting, id, &key)).await? {
        Ok(asked) => Ok(to_job(&asked)),
        Err(refusal) => {
            form.refuse("step", view.tell(refusal)?);
            page(&view, id, &form, &[]).await
        }
    }
}

/// `POST /population/{id}/answers`.
pub(crate) async fn take(view: View, Path(id): Path<PopulationBatchId>, parts: Multipart) -> Answer {
    let upload = receive(&view.app.uploads, parts).await?;
    let mut form = upload.form(view.t);
    let Some(file) = upload.file else {
        form.refuse("file", view.t.population_answers_missing());
        return page(&view, id, &form, &[]).await;
    };
    let places = view.app.desk.places();
    let taken = view.write_alone_in(move |tx, me| take_file(tx, &me.acting, &places, id, &file.content)).await?;
    match taken {
        Ok(FileTaken::Exists) => Ok(view.done(&path(id), Notice::AnswersExist)),
        Ok(FileTaken::Created(taken)) if taken.faults.is_empty() => Ok(view.done(&path(id), Notice::AnswersTaken)),
        Ok(FileTaken::Created(taken)) => page(&view, id, &form, &taken.faults).await,
        Err(refusal) => {
            form.refuse("file", view.tell(refusal)?);
            page(&view, id, &form, &[]).await
        }
    }
}

/// `GET /population/{id}/close`.
pub(crate) async fn show_close(view: View, Path(id): Path<PopulationBatchId>) -> Answer {
    let Seen { batch, .. } = see(&view, id).await?;
    let t = view.t;
    let form = view.form();
    let unit = view.app.desk.places().display(batch.place).unwrap_or_default();
    Ok(Confirm::of(&view, &form, t.population_close_title())
        .over(unit.as_str())
        .way(way(t).then(path(id), t.population_batch_title(unit)))
        .text(t.population_close_text())
        .button(Tone::Bad, t.population_close())
        .answer(&path(id)))
}

/// `POST /population/{id}/close`.
pub(crate) async fn close(view: View, Path(id): Path<PopulationBatchId>, Posted(mut form): Posted) -> Answer {
    match view.write_in(move |tx, me| close_batch(tx, &me.acting, id)).await? {
        Ok(_) => Ok(view.done(&path(id), Notice::BatchClosed)),
        Err(refusal) => {
            form.refuse("step", view.tell(refusal)?);
            page(&view, id, &form, &[]).await
        }
    }
}
