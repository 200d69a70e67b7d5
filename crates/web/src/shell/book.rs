//! A list of a page as a workbook.

use super::problem::{Answer, Problem, Said};
use crate::wording::T;
use documents::{Book, Cell, Column, Line, SheetPlan};
use jiff::Timestamp;
use kernel::names::plain_key;

/// What is written: a title, notes under it, columns with their widths, and rows. Numbers are counted in front.
pub(crate) struct Sheet {
    pub title: String,
    pub notes: Vec<String>,
    pub columns: Vec<(&'static str, u16)>,
    pub rows: Vec<Vec<Cell<'static>>>,
}

/// A part of a file's name out of words of the pages: without marks, joined by hyphens. `Quá tuổi` is `qua-tuoi`.
pub(crate) fn file_stem(words: &str) -> String {
    // A key of names writes i for y, which whoever reads the file's name would stumble over.
    let bare = |letter: char| match letter {
        'y' | 'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => "y".to_owned(),
        letter => plain_key(letter.encode_utf8(&mut [0; 4])),
    };
    let word = |word: &str| word.to_lowercase().chars().map(bare).collect::<String>();
    words.split_whitespace().map(word).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
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
        let mut sheet = book.sheet(&SheetPlan::new("Danh sách", columns).titled(lines))?;
        for (number, row) in (1_i64..).zip(self.rows) {
            let cells: Vec<Cell<'_>> = std::iter::once(Cell::Number(number)).chain(row).collect();
            sheet.row(&cells)?;
        }
        sheet.filtered()?;
        book.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_in_words_without_marks() {
        assert_eq!(file_stem("Chờ quyết định"), "cho-quyet-dinh");
        assert_eq!(file_stem("Khác mức chuẩn × hệ số"), "khac-muc-chuan-he-so");
    }
}
