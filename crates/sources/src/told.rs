//! What officers said about a file: which columns mean what, and which proposals are right.

use crate::{
    Field, Header, HeaderLines, Line, Refusal, SourceKind, Understood,
    field::heading_words,
    header::{HEADER_LINES_LOOKED, headings_at},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;

/// The last line that headings may be said to stand on.
pub const HEADER_LINE_MAX: i64 = 200;

/// How an officer wants a sheet read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetChoice {
    /// The sheet's name; empty in a text file.
    pub sheet: String,
    /// What to make of it.
    pub reading: SheetReading,
}

/// What to make of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SheetReading {
    /// It is no list.
    LeaveOut,
    /// A list with these columns.
    List {
        /// The last line of its headings; nothing where there are none and the first line is a row.
        header_line: i64,
        /// One line of headings or two.
        header_lines: HeaderLines,
        /// What each column means, from the first on.
        fields: Vec<Option<Field>>,
    },
}

impl SheetChoice {
    /// A list has a name, and no field twice.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        let SheetReading::List { header_line, header_lines, fields } = &self.reading else { return Ok(()) };
        let sheet = self.sheet.clone();
        if !fields.contains(&Some(Field::FullName)) {
            return Err(Refusal::NameColumnMissing { sheet });
        }
        let mut known: Vec<Field> = fields.iter().flatten().copied().filter(|field| *field != Field::Note).collect();
        known.sort_unstable();
        if let Some(twice) = known.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(Refusal::ColumnTwice { sheet, field: twice[0] });
        }
        let first = header_line + 1 - header_lines.count();
        let fits = *header_line == 0 || first >= 1 && *header_line <= HEADER_LINE_MAX;
        if fits { Ok(()) } else { Err(Refusal::HeaderLine { sheet, most: HEADER_LINE_MAX }) }
    }
}

/// What is remembered of headings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Remembered {
    pub(crate) lines: HeaderLines,
    /// What each column means, from the first on.
    pub(crate) fields: Vec<Option<Field>>,
}

/// What stands above the columns that are put behind the rows of a list that comes back, without marks.
pub(crate) const OF_REASONS: [&str; 3] = ["ly do", "can xem lai", "de xuat"];

/// The digest of a kind of list, a sheet and its headings, however they are spelled.
pub(crate) type Signature = [u8; 32];

/// Everything officers said about a file.
#[derive(Default)]
pub struct Told {
    pub(crate) sheets: Vec<SheetChoice>,
    pub(crate) remembered: HashMap<Signature, Remembered>,
    /// By line of the file: the values taken over from proposals.
    pub(crate) accepted: HashMap<i64, Vec<(Field, String)>>,
}

/// The headings somebody said a sheet has.
pub(crate) enum ToldHeader {
    LeaveOut,
    Headings(Header, Understood),
}

impl Told {
    /// What was said about a sheet, of this file first; nothing where nobody said anything.
    pub(crate) fn header(&self, source: SourceKind, sheet: &str, lines: &[Line]) -> Option<ToldHeader> {
        if let Some(choice) = self.sheets.iter().find(|choice| choice.sheet == sheet) {
            return Some(chosen(&choice.reading, lines));
        }
        if self.remembered.is_empty() {
            return None;
        }
        let looked = &lines[..lines.len().min(HEADER_LINES_LOOKED)];
        looked.iter().find_map(|line| {
            let mut counts = [HeaderLines::Two, HeaderLines::One].into_iter();
            counts.find_map(|count| self.recall((source, sheet), lines, line, count))
        })
    }

    fn recall(
        &self,
        (source, sheet): (SourceKind, &str),
        lines: &[Line],
        line: &Line,
        count: HeaderLines,
    ) -> Option<ToldHeader> {
        let headings = headings_at(lines, line.number, count)?;
        let of = |sheet: &str| self.remembered.get(&signature(source, sheet, &headings)?);
        let remembered = of(sheet).or_else(|| of(ANY_SHEET)).filter(|known| known.lines == count)?;
        let header = header(line.number, count, headings, &remembered.fields);
        Some(ToldHeader::Headings(header, Understood::Remembered))
    }

    /// The values an officer took over in a line.
    pub(crate) fn accepted(&self, line: i64) -> &[(Field, String)] {
        self.accepted.get(&line).map_or(&[], Vec::as_slice)
    }
}

fn chosen(reading: &SheetReading, lines: &[Line]) -> ToldHeader {
    let SheetReading::List { header_line, header_lines, fields } = reading else { return ToldHeader::LeaveOut };
    let headings = headings_at(lines, *header_line, *header_lines).unwrap_or_default();
    ToldHeader::Headings(header(*header_line, *header_lines, headings, fields), Understood::Chosen)
}

fn header(line: i64, count: HeaderLines, mut headings: Vec<String>, fields: &[Option<Field>]) -> Header {
    let mut fields = fields.to_vec();
    let width = headings.len().max(fields.len());
    headings.resize(width, String::new());
    fields.resize(width, None);
    Header { line, lines: if line == 0 { 0 } else { count.usize() }, headings, fields }
}

/// Any sheet: what was said of a sheet holds for one of another name too, where nothing was said of that one. Rows that
/// come back stand in sheets of other names.
pub(crate) const ANY_SHEET: &str = "*";

/// What headings are remembered by: of one kind of list and one sheet of it, so that the same words in another sheet may
/// mean something else. `Tháng 1` and `Tháng 2` are the same sheet. Nothing where there are no headings. The columns of
/// reasons that stand behind the rows of a list that came back do not count: it is corrected and sent again with them.
pub(crate) fn signature(source: SourceKind, sheet: &str, headings: &[String]) -> Option<Signature> {
    let mut words: Vec<String> = headings.iter().map(|heading| heading_words(heading)).collect();
    while words.pop_if(|last| last.is_empty() || OF_REASONS.contains(&last.as_str())).is_some() {}
    let named: String = heading_words(sheet).chars().filter(|sign| !sign.is_ascii_digit()).collect();
    let sheet = if sheet == ANY_SHEET { sheet } else { named.trim() };
    let known = format!("{}\n{sheet}\n{}", source.key(), words.join("|"));
    (!words.is_empty()).then(|| Sha256::digest(known).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_remembered_for_one_kind_of_list_and_one_sheet() {
        let headings = ["A".to_owned(), "B".to_owned()];
        let of = |source, sheet| signature(source, sheet, &headings);
        let known = of(SourceKind::Protection, "Tháng 1");
        assert_eq!(known, of(SourceKind::Protection, "THANG 02"));
        assert_ne!(known, of(SourceKind::Merit, "Tháng 1"));
        assert_ne!(known, of(SourceKind::Protection, "Cắt chết"));
        assert_ne!(known, of(SourceKind::Protection, ANY_SHEET));
        assert_eq!(signature(SourceKind::Merit, "", &[]), None);
    }
}
