//! The rows of a form that were not taken, as a workbook to correct and send again.

use crate::{
    Refusal, ResultColumn, ReturnedRow,
    form::load_form,
    result_column::RETURN_HEADING,
    results::{FormSheet, open_form},
    store::forms as store,
};
use db::Tx;
use documents::{Book, Cell, Column, SheetPlan};
use jiff::Timestamp;
use office::{Acting, Action};
use std::collections::HashMap;

/// The name of the sheet where the sender's own has none.
const SHEET: &str = "Dòng trả lại";

/// Writes the rows that were sent back, in the sender's own columns, with the reason beside each.
pub fn return_form(tx: &mut Tx<'_>, acting: &Acting, place: i64, sha256: &str) -> Result<Vec<u8>, Refusal> {
    acting.must(Action::RecordVisit)?;
    load_form(tx, &acting.scope, place, sha256)?;
    let returned = store::list_returned(tx, place, sha256)?;
    let sheet = open_form(&store::load_content(tx, place, sha256)?)?;
    write_returned(acting.now, &sheet, returned, looks)
}

/// The lines of a sheet that were sent back; `looks` says how a column looks by its heading.
pub(crate) fn write_returned(
    now: Timestamp,
    sheet: &FormSheet,
    returned: Vec<ReturnedRow>,
    looks: fn(&str) -> Column,
) -> Result<Vec<u8>, Refusal> {
    let reasons: HashMap<i64, String> = returned.into_iter().map(|row| (row.line, row.reason)).collect();
    // The reasons of a form that came back once are not sent round again.
    let kept: Vec<usize> = (0..sheet.headings.len()).filter(|at| sheet.headings[*at] != RETURN_HEADING).collect();
    let mut columns: Vec<Column> = kept.iter().map(|at| looks(&sheet.headings[*at])).collect();
    columns.push(Column::reason(RETURN_HEADING));
    let name = if sheet.name.is_empty() { SHEET } else { &sheet.name };
    let mut book = Book::new(now);
    let mut written = book.sheet(&SheetPlan::new(name, columns))?;
    for (line, cells) in &sheet.lines {
        let Some(reason) = reasons.get(&i64::from(*line)) else { continue };
        let own = kept.iter().map(|at| Cell::from(cells.get(*at).map(String::as_str)));
        written.row(&own.chain([Cell::from(reason)]).collect::<Vec<_>>())?;
    }
    Ok(book.into_bytes()?)
}

/// Numbers stay text, so that none loses its zeros.
fn looks(heading: &str) -> Column {
    match ResultColumn::of_heading(heading) {
        Some(ResultColumn::CitizenId | ResultColumn::ProxyCitizenId | ResultColumn::AccountNumber) => {
            Column::identity(heading)
        }
        Some(ResultColumn::FullName | ResultColumn::ProxyName | ResultColumn::AccountHolder) => {
            Column::text(heading, 26)
        }
        _ => Column::text(heading, 14),
    }
}
