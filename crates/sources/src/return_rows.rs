//! Rows that go back to their sender: in the sender's own columns, with the reason beside each.

use crate::{
    Cell, Column, Field, Line, Refusal, RowFault, SHEET_LINES, SheetMapping, Workbook,
    field::heading_words,
    list_files::{entry, load_file, look_into},
    store,
    told::OF_REASONS,
};
use db::Tx;
use documents::{Book, SheetPlan};
use kernel::{SourceFileId, legacy};
use office::Acting;
use std::collections::BTreeMap;

/// The heading by which the ministry's own workbook tells what kind a movement is: a word of files, not of screens.
const MOVEMENT_HEADING: &str = "Loại biến động";

/// The words of the workbook, in the reader's language: this room has none of its own.
pub struct ReturnWords<'w> {
    /// The heading of the column of reasons: `Lý do`.
    pub reason: &'w str,
    /// The heading of the column of proposals: `Đề xuất`.
    pub proposal: &'w str,
    /// The name of a sheet of rows sent back, where the sender's own has none.
    pub sent_back: &'w str,
    /// The heading and the sheet of rows that were kept and should be looked at: `Cần xem lại`.
    pub doubtful: &'w str,
    /// The sentence of one fault.
    pub say: &'w dyn Fn(&RowFault) -> String,
    /// What one fault's field may have been, and why; nothing where nobody can tell.
    pub propose: &'w dyn Fn(&RowFault) -> Option<String>,
}

/// The workbook to correct and send again: per sheet of the file the rows sent back, and the doubtful ones. For whoever
/// sent the file or may see full numbers; the look is recorded.
pub fn return_rows(
    tx: &mut Tx<'_>,
    acting: &Acting,
    id: SourceFileId,
    words: &ReturnWords<'_>,
) -> Result<Vec<u8>, Refusal> {
    let file = load_file(tx, &acting.scope, id)?;
    look_into(tx, acting, &file, entry("sources.return_rows", &file))?;
    let faults = by_line(store::list_faults(tx, id, None)?);
    let content = store::load_content(tx, id)?;
    let mut source = Workbook::open(&content)?;
    let mut book = Book::new(acting.now);
    for mapping in &file.mapping {
        let Some(sheet) = source.sheets().iter().position(|name| *name == mapping.sheet) else { continue };
        let lines = faulty_lines(&mut source, sheet, &faults)?;
        let (back, kept): (Vec<_>, Vec<_>) = lines.into_iter().partition(|(_, faults)| faults[0].kind.sends_back());
        let name = if mapping.sheet.is_empty() { words.sent_back } else { &mapping.sheet };
        write_sheet(&mut book, mapping, (name, words.reason), &back, words)?;
        if !kept.is_empty() {
            write_sheet(&mut book, mapping, (words.doubtful, words.doubtful), &kept, words)?;
        }
    }
    Ok(book.into_bytes()?)
}

fn by_line(faults: Vec<RowFault>) -> BTreeMap<i64, Vec<RowFault>> {
    let mut lines: BTreeMap<i64, Vec<RowFault>> = BTreeMap::new();
    for fault in faults {
        lines.entry(fault.line).or_default().push(fault);
    }
    lines
}

/// The lines of a sheet that have faults, as they stand in the file.
fn faulty_lines<'f>(
    source: &mut Workbook<'_>,
    sheet: usize,
    faults: &'f BTreeMap<i64, Vec<RowFault>>,
) -> Result<Vec<(Line, &'f [RowFault])>, Refusal> {
    let first = i64::try_from(sheet).unwrap_or(0) * SHEET_LINES;
    let mut lines = Vec::new();
    source.each_line(sheet, |line| {
        if let Some(faults) = faults.get(&(first + line.number)) {
            lines.push((line, faults.as_slice()));
        }
        Ok::<(), Refusal>(())
    })?;
    Ok(lines)
}

fn write_sheet(
    book: &mut Book,
    mapping: &SheetMapping,
    (name, reason): (&str, &str),
    lines: &[(Line, &[RowFault])],
    words: &ReturnWords<'_>,
) -> Result<(), Refusal> {
    // The reasons of a list that came back once are not sent round again.
    let is_own = |column: &&Column| !OF_REASONS.contains(&heading_words(&column.heading).as_str());
    let kept: Vec<&Column> = mapping.columns.iter().filter(is_own).collect();
    let mut columns: Vec<documents::Column> = kept.iter().map(|column| looks(column)).collect();
    // In a sheet of another name the rows would not tell any more what kind they are.
    let kind = (mapping.is_of_movements && kept.iter().all(|column| column.field != Some(Field::Movement)))
        .then_some(mapping.sheet.as_str());
    columns.extend(kind.map(|_| documents::Column::text(MOVEMENT_HEADING, 16)));
    columns.push(documents::Column::reason(reason));
    columns.push(documents::Column::reason(words.proposal));
    let mut sheet = book.sheet(&SheetPlan::new(name, columns))?;
    for (line, faults) in lines {
        let mut cells: Vec<documents::Cell<'_>> =
            kept.iter().map(|column| cell(line.cell(column.column - 1))).collect();
        cells.extend(kind.map(documents::Cell::from));
        let reasons: Vec<String> = faults.iter().map(words.say).collect();
        cells.push(documents::Cell::from(reasons.join("\n")));
        let proposals: Vec<String> = faults.iter().filter_map(words.propose).collect();
        cells.push(documents::Cell::from(proposals.join("\n")));
        sheet.row(&cells)?;
    }
    Ok(())
}

/// Numbers stay text, so that what was damaged once is not damaged again.
fn looks(column: &Column) -> documents::Column {
    match column.field {
        Some(Field::Order) => documents::Column::text(&column.heading, 7),
        Some(
            Field::CitizenId | Field::OldId | Field::Identity | Field::Phone | Field::AccountNumber | Field::Commune,
        ) => documents::Column::identity(&column.heading),
        Some(Field::FullName | Field::Address | Field::Category) => documents::Column::text(&column.heading, 28),
        _ => documents::Column::text(&column.heading, 16),
    }
}

/// What was typed in an old font comes back readable, as far as that is certain.
fn cell(cell: &Cell) -> documents::Cell<'_> {
    match cell {
        Cell::Day(day) => documents::Cell::Day(*day),
        Cell::Text(text) => documents::Cell::from(legacy::read(text).text),
        other => documents::Cell::from(other.shown().into_owned()),
    }
}
