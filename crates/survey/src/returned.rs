//! Rows of a received workbook that were not taken: kept with their reasons, and written as a workbook to correct.

use crate::{Refusal, result_column::RETURN_HEADING, results::FormSheet};
use documents::{Book, Cell, Column, SheetPlan};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};

/// The name of the sheet where the sender's own has none.
const SHEET: &str = "Dòng trả lại";

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedRow {
    /// Its line in the sheet.
    pub line: i64,
    /// The name it has.
    pub full_name: String,
    /// Why, in the words of whoever sent it.
    pub reason: String,
}

kernel::keyed! {
    /// What kind of workbook came in.
    pub(crate) enum Received {
        /// A survey form that was filled in.
        Form = "form",
        /// A list of guardians.
        Guardians = "guardians",
    }
}

/// One row a line, whatever is wrong with it; `is_name` tells the heading of the column of the person's name.
pub(crate) fn returned_rows<Fault>(
    sheet: &FormSheet,
    faults: &[(u32, Fault)],
    is_name: fn(&str) -> bool,
    say: &dyn Fn(&Fault) -> String,
) -> Vec<ReturnedRow> {
    let mut reasons: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (line, fault) in faults {
        reasons.entry(*line).or_default().push(say(fault));
    }
    let name_at = sheet.headings.iter().position(|heading| is_name(heading));
    let whose = |cells: &Vec<String>| name_at.and_then(|at| cells.get(at)).cloned().unwrap_or_default();
    let names: HashMap<u32, String> = sheet.lines.iter().map(|(line, cells)| (*line, whose(cells))).collect();
    let row = |(line, reasons): (u32, Vec<String>)| ReturnedRow {
        line: i64::from(line),
        full_name: names.get(&line).cloned().unwrap_or_default(),
        reason: reasons.join("\n"),
    };
    reasons.into_iter().map(row).collect()
}

/// The lines of a sheet that were sent back, in the sender's own columns, with the reason beside each; `looks` says how a
/// column looks by its heading.
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
