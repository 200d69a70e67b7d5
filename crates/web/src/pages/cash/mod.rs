//! The post's own page: lists to pay out, settlements handed in.

pub(crate) mod settlement;

use crate::{
    components::{Breadcrumb, Cell, Empty, FileField, Form, Table, Tag, Tone},
    pages::{
        cycles::{Names, named, names},
        tasks::Task,
    },
    shell::{
        answers::{WORKBOOK, as_saved},
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        upload,
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::extract::{Multipart, Path};
use db::Tx;
use kernel::PaymentFileId;
use office::{
    Action,
    places::{Places, Unit},
    sign_in::SignedIn,
};
use payments::{CASH_FILES_MAX, CashFile, Count, fetch_cash_file, list_cash_files};
use reconciliation::{HandedIn, Refusal, RowWrong, Settlement, SettlementState, hand_in_settlement, list_settlements};

/// A list with what became of it so far.
struct FileLine {
    id: String,
    title: String,
    text: String,
    so_far: String,
    tag: Tag,
}

#[derive(Template)]
#[template(path = "pages/cash.html")]
struct Cash<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    form: &'a Form,
    wrong: Option<Table>,
    files: Vec<FileLine>,
    more: Option<String>,
    empty: Empty,
    action: String,
    field: FileField,
    settlements: Option<Table>,
}

/// `GET /cash`.
pub(crate) async fn show(view: View) -> Answer {
    let form = view.form();
    page(&view, &form, None).await
}

async fn page(view: &View, form: &Form, wrong: Option<Table>) -> Answer {
    let (files, settlements, names) = view
        .read_in(|tx, me| {
            let files = list_cash_files(tx, &me.acting)?;
            let settlements = list_settlements(tx, &me.acting)?;
            let names = names(tx, settlements.iter().map(|one| one.handed_in_by))?;
            Ok::<_, Refusal>((files, settlements, names))
        })
        .await?;
    let (t, places) = (view.t, view.app.desk.places());
    let main = Cash {
        t,
        view,
        way: Breadcrumb::home(t),
        form,
        wrong,
        more: (files.len() == CASH_FILES_MAX).then(|| t.cash_files_more(CASH_FILES_MAX)),
        files: files.iter().map(|file| line(t, &places, file)).collect(),
        empty: Empty::of("coin", t.cash_files_none(), t.cash_files_none_text()),
        action: view.upload_action("/cash/settlements"),
        field: form.file(t.cash_hand_in_file(), ".xlsx").hint(t.cash_hand_in_hint()),
        settlements: (!settlements.is_empty()).then(|| table(t, &names, &settlements)),
    };
    Ok(view.form_page(t.cash_title(), form, &main))
}

fn line(t: T, places: &Places, one: &CashFile) -> FileLine {
    let tag = match (one.open.payments, one.paid.payments + one.uncollected.payments) {
        (0, _) => Tag::of(Tone::Good, t.cash_file_done()),
        (_, 0) => Tag::of(Tone::Info, t.cash_file_open()),
        _ => Tag::of(Tone::Warn, t.cash_file_part()),
    };
    let commune = places.unit(one.file.place).map(Unit::full_name).unwrap_or_default();
    FileLine {
        id: one.file.id.to_string(),
        title: t.cash_file_title(commune, t.month(one.month)),
        text: t.cash_file_line(t.number(one.file.lines), one.file.total),
        so_far: t.cash_file_so_far(count(t, one.paid), count(t, one.uncollected), count(t, one.open)),
        tag,
    }
}

fn count(t: T, count: Count) -> String {
    t.cash_count(t.number(count.payments), count.amount)
}

/// Settlements as rows, for the post and for the paying office.
pub(super) fn table(t: T, names: &Names, settlements: &[Settlement]) -> Table {
    Table::of(t, t.settlements_caption())
        .column(t.settlement_file())
        .column(t.settlement_handed_in())
        .column(t.settlement_state_column())
        .numbers(t.settlement_handed_over())
        .numbers(t.settlement_not_collected())
        .rows(settlements, |one| {
            [
                Cell::link(path(one), one.name.as_str()),
                Cell::text(t.instant(one.handed_in_at)).below(named(t, names, Some(one.handed_in_by))),
                Cell::tag(state(t, one.state)),
                Cell::text(t.number(one.sums.handed_over.payments)).below(one.sums.handed_over.amount.to_string()),
                Cell::text(t.number(one.sums.not_collected.payments)).below(one.sums.not_collected.amount.to_string()),
            ]
        })
}

fn path(settlement: &Settlement) -> String {
    format!("/cash/settlements/{}", settlement.id)
}

fn state(t: T, state: SettlementState) -> Tag {
    let tone = match state {
        SettlementState::HandedIn | SettlementState::Confirmed => Tone::Info,
        SettlementState::Taken => Tone::Good,
        SettlementState::SentBack => Tone::Bad,
    };
    Tag::of(tone, t.settlement_state(state))
}

/// `POST /cash/files/{file}/fetch`: the bytes, once the look is written down.
pub(crate) async fn fetch(view: View, Path(file): Path<PaymentFileId>, Posted(mut form): Posted) -> Answer {
    match view.write_in(move |tx, me| fetch_cash_file(tx, &me.acting, file)).await? {
        Ok((file, bytes)) => Ok(as_saved(&file.name, WORKBOOK, bytes)),
        Err(refusal) => {
            form.refuse("file", view.tell(refusal)?);
            page(&view, &form, None).await
        }
    }
}

/// `POST /cash/settlements`.
pub(crate) async fn hand_in(view: View, parts: Multipart) -> Answer {
    let t = view.t;
    let sent = upload::receive(&view.app.uploads, parts).await?;
    let mut form = sent.form(t);
    let Some(file) = sent.into_files().into_iter().next() else {
        form.refuse("file", t.cash_hand_in_none());
        return page(&view, &form, None).await;
    };
    match view.write_in(move |tx, me| hand_in_settlement(tx, &me.acting, &file.name, &file.content)).await? {
        Ok(HandedIn::Created(settlement)) => Ok(view.done(&path(&settlement), Notice::SettlementHandedIn)),
        Ok(HandedIn::Exists(settlement)) => Ok(view.done(&path(&settlement), Notice::SettlementExists)),
        Err(refusal) => {
            let wrong = if let Refusal::SettlementRows { rows } = &refusal { Some(wrong(t, rows)) } else { None };
            form.refuse("file", view.tell(refusal)?);
            page(&view, &form, wrong).await
        }
    }
}

/// How many wrong lines are named at once.
const WRONG_SHOWN: usize = 100;

fn wrong(t: T, rows: &[(i64, RowWrong)]) -> Table {
    Table::of(t, t.cash_rows_caption())
        .numbers(t.cash_row_line())
        .column(t.cash_row_wrong())
        .rows(&rows[..rows.len().min(WRONG_SHOWN)], |(line, wrong)| {
            [Cell::text(t.number(*line)), Cell::text(t.row_wrong(*wrong))]
        })
}

/// Lists to settle, settlements to confirm or to take in.
pub(crate) fn tasks(tx: &mut Tx<'_>, me: &SignedIn, t: T) -> Result<Vec<Task>, Problem> {
    let may = |action| me.acting.role.may(action);
    let mut tasks = Vec::new();
    if may(Action::RecordPaid) {
        let open = list_cash_files(tx, &me.acting)?.iter().filter(|file| file.open.payments > 0).count();
        tasks.push(task(t.task_settle_cash(), open, "/cash".to_owned()));
    }
    if may(Action::ConfirmPaid) || may(Action::Reconcile) {
        let settlements = list_settlements(tx, &me.acting)?;
        let mut offer = |state, text| {
            let waiting: Vec<_> =
                settlements.iter().filter(|one| one.state == state && one.handed_in_by != me.acting.staff).collect();
            let several = if state == SettlementState::HandedIn { "/cash" } else { "/reconciliation" };
            let link = if let [only] = waiting[..] { path(only) } else { several.to_owned() };
            tasks.push(task(text, waiting.len(), link));
        };
        if may(Action::ConfirmPaid) {
            offer(SettlementState::HandedIn, t.task_confirm_settlement());
        }
        if may(Action::Reconcile) {
            offer(SettlementState::Confirmed, t.task_take_settlement());
        }
    }
    Ok(tasks)
}

fn task(text: &str, count: usize, link: String) -> Task {
    Task { text: text.to_owned(), count: i64::try_from(count).unwrap_or(i64::MAX), link }
}
