//! A worklist as a workbook, for the desk and the visit.

use crate::{Refusal, WorkRow};
use documents::{Book, Cell, Column, Line, SheetPlan};
use jiff::Timestamp;

/// The words of a worklist, in the reader's language: this room has none of its own.
#[expect(missing_docs, reason = "a heading says itself")]
pub struct WorkWords<'w> {
    pub title: &'w str,
    pub notes: Vec<String>,
    pub full_name: &'w str,
    pub birth: &'w str,
    pub number: &'w str,
    pub commune: &'w str,
    pub hamlet: &'w str,
    pub category: &'w str,
    pub category_name: &'w str,
    pub amount: &'w str,
    pub expected: &'w str,
    pub decision_number: &'w str,
    pub decision_on: &'w str,
    pub decision_by: &'w str,
    pub age_on: &'w str,
    pub next: &'w str,
    /// What a commune is called, by its place number.
    pub commune_named: &'w dyn Fn(i64) -> String,
    /// What a category is called, by its code.
    pub category_named: &'w dyn Fn(&str) -> String,
}

/// The bytes of the workbook.
pub fn write_work(words: &WorkWords<'_>, made_at: Timestamp, rows: &[WorkRow]) -> Result<Vec<u8>, Refusal> {
    let fault = |fault: documents::Refusal| Refusal::Workbook(fault.to_string());
    let mut book = Book::new(made_at);
    let mut lines = vec![Line::Title(words.title.to_owned())];
    lines.extend(words.notes.iter().map(|note| Line::Note(note.clone())));
    let mut sheet = book.sheet(&SheetPlan::new("Danh sách", columns(words)).titled(lines)).map_err(fault)?;
    for (number, row) in (1_i64..).zip(rows) {
        let commune = (words.commune_named)(row.person.place);
        let category = (words.category_named)(&row.entitlement.category);
        sheet.row(&cells(number, row, &commune, &category)).map_err(fault)?;
    }
    book.into_bytes().map_err(fault)
}

fn columns(words: &WorkWords<'_>) -> Vec<Column> {
    vec![
        Column::number("STT"),
        Column::text(words.full_name, 28),
        Column::day(words.birth),
        Column::identity(words.number),
        Column::text(words.commune, 20),
        Column::text(words.hamlet, 18),
        Column::text(words.category, 14),
        Column::text(words.category_name, 40),
        Column::dong(words.amount),
        Column::dong(words.expected),
        Column::text(words.decision_number, 18),
        Column::day(words.decision_on),
        Column::text(words.decision_by, 24),
        Column::day(words.age_on),
        Column::text(words.next, 16),
    ]
}

fn cells<'c>(number: i64, row: &'c WorkRow, commune: &'c str, category: &'c str) -> [Cell<'c>; 15] {
    let (person, entitlement) = (&row.person, &row.entitlement);
    let text = |text: &'c Option<String>| text.as_deref().map_or(Cell::Empty, Cell::text);
    let age = row.age.as_ref();
    [
        Cell::Number(number),
        Cell::text(person.full_name.as_str()),
        person.birth.map_or(Cell::Empty, Cell::birth),
        text(&person.masked_number),
        Cell::text(commune),
        text(&person.hamlet),
        Cell::text(entitlement.category.as_str()),
        Cell::text(category),
        Cell::Dong(entitlement.amount),
        entitlement.expected.map_or(Cell::Empty, Cell::Dong),
        text(&entitlement.decision_number),
        entitlement.decision_on.map_or(Cell::Empty, Cell::Day),
        text(&entitlement.decision_by),
        age.map_or(Cell::Empty, |age| Cell::Day(age.on)),
        age.and_then(|age| age.next.as_deref()).map_or(Cell::Empty, Cell::text),
    ]
}
