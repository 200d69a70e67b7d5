//! A list of a page as a workbook.

use super::problem::{Answer, Problem, Said};
use crate::wording::T;
use documents::{Book, Cell, Column, Line, SheetPlan};
use jiff::Timestamp;

/// What is written: a title, notes under it, columns with their widths, and rows of text. Numbers are counted in front.
pub(crate) struct Sheet {
    pub title: String,
    pub notes: Vec<String>,
    pub columns: Vec<(&'static str, u16)>,
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The bytes of the workbook.
    pub fn into_workbook(self, made_at: Timestamp) -> Answer<Vec<u8>> {
        self.write(made_at)
            .map_err(|_| Problem::Said(Said::of("documents.workbook", |t: T| t.refused_workbook().to_owned())))
    }

    fn write(self, made_at: Timestamp) -> Result<Vec<u8>, documents::Refusal> {
        let mut book = Book::new(made_at);
        let mut lines = vec![Line::Title(self.title)];
        lines.extend(self.notes.into_iter().map(Line::Note));
        let columns = self.columns.into_iter().map(|(heading, width)| Column::text(heading, width));
        let columns = std::iter::once(Column::number("STT")).chain(columns).collect();
        let mut sheet = book.sheet(&SheetPlan::new("Danh sach", columns).titled(lines))?;
        for (number, row) in (1_i64..).zip(&self.rows) {
            let cells: Vec<Cell<'_>> =
                std::iter::once(Cell::Number(number)).chain(row.iter().map(|text| Cell::text(text.as_str()))).collect();
            sheet.row(&cells)?;
        }
        sheet.filtered()?;
        book.into_bytes()
    }
}
