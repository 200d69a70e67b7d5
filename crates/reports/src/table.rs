//! A report in words: as text for a terminal, as a workbook for an office.

use crate::{Refusal, TargetLine, Told};
use documents::{Book, Cell, Column, Line, SheetPlan};
use jiff::Timestamp;

/// The words of the reports, in the reader's language: this room has none of its own.
#[expect(missing_docs, reason = "a heading says itself")]
pub struct Words<'w> {
    pub code: &'w str,
    pub commune: &'w str,
    pub total: &'w str,
    pub persons: &'w str,
    pub verified: &'w str,
    pub pending: &'w str,
    pub mismatch: &'w str,
    pub not_found: &'w str,
    pub not_sent: &'w str,
    pub states_total: &'w str,
    pub no_card: &'w str,
    pub dead: &'w str,
    pub flags_overlap: &'w str,
    pub managed: &'w str,
    pub has_account: &'w str,
    pub paid_by_account: &'w str,
    pub paid: &'w str,
    pub has_account_share: &'w str,
    pub paid_by_account_share: &'w str,
    /// Of whom the shares are.
    pub share_note: &'w str,
    pub states_title: &'w dyn Fn(&Told) -> String,
    pub coverage_title: &'w dyn Fn(&Told) -> String,
    pub does_not_add_up: &'w dyn Fn(i64) -> String,
    pub target: &'w dyn Fn(&TargetLine) -> String,
}

/// A heading of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading(pub String);

impl Heading {
    /// These words.
    pub fn of(words: &str) -> Heading {
        Heading(words.to_owned())
    }
}

/// A report as rows of text: the first two columns are words, the others figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Above it.
    pub title: String,
    /// Its columns.
    pub headings: Vec<Heading>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
    /// The last row.
    pub total: Option<Vec<String>>,
    /// Below it.
    pub notes: Vec<String>,
}

/// The columns that hold words.
const WORD_COLUMNS: usize = 2;

impl Table {
    /// Aligned text: words to the left, figures to the right.
    pub fn text(&self) -> String {
        let head: Vec<String> = self.headings.iter().map(|heading| heading.0.clone()).collect();
        let all: Vec<&Vec<String>> = std::iter::once(&head).chain(&self.rows).chain(&self.total).collect();
        let width = |column: usize| all.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..head.len()).map(width).collect();
        let line = |row: &Vec<String>| {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                if column < WORD_COLUMNS { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        let rule = "-".repeat(widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1));
        let mut lines = vec![self.title.clone(), line(&head), rule.clone()];
        lines.extend(self.rows.iter().map(line));
        if let Some(total) = &self.total {
            lines.extend([rule, line(total)]);
        }
        lines.extend(self.notes.iter().cloned());
        lines.join("\n")
    }

    /// A workbook of one sheet.
    pub fn workbook(&self, sheet: &str, made_at: Timestamp) -> Result<Vec<u8>, Refusal> {
        let column = |(at, heading): (usize, &Heading)| match at {
            0 => Column::identity(&heading.0),
            1 => Column::text(&heading.0, 28),
            _ => Column::number(&heading.0).wide(14),
        };
        let columns = self.headings.iter().enumerate().map(column).collect();
        let plan = SheetPlan::new(sheet, columns).titled(vec![Line::title(&self.title)]);
        let mut book = Book::new(made_at);
        let mut page = book.sheet(&plan)?;
        for row in self.rows.iter().chain(&self.total) {
            let cells: Vec<Cell<'_>> = row.iter().enumerate().map(cell).collect();
            page.row(&cells)?;
        }
        for note in &self.notes {
            page.line(&Line::plain(note))?;
        }
        Ok(book.into_bytes()?)
    }
}

/// Figures are numbers, so that an office can go on counting; shares and codes stay text.
fn cell((at, text): (usize, &String)) -> Cell<'_> {
    match text.parse() {
        Ok(number) if at >= WORD_COLUMNS => Cell::Number(number),
        _ => Cell::from(text),
    }
}
