//! Finding the line of headings: below titles, in one row or two, wherever it stands.

use crate::{
    Cell, Field, Line,
    field::{Sureness, heading_words},
};
use kernel::legacy;
use std::cmp::Reverse;

/// How many lines from the top are looked at.
pub const HEADER_LINES_LOOKED: usize = 60;

kernel::keyed! {
    /// How many lines headings take.
    pub enum HeaderLines {
        /// One.
        One = "one",
        /// Two, the upper one spanning several of the lower.
        Two = "two",
    }
}

impl HeaderLines {
    pub(crate) fn count(self) -> i64 {
        if self == HeaderLines::One { 1 } else { 2 }
    }

    pub(crate) fn usize(self) -> usize {
        if self == HeaderLines::One { 1 } else { 2 }
    }
}

/// The headings of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The number of the last line of headings.
    pub line: i64,
    /// How many lines they take: one or two.
    pub lines: usize,
    /// A heading a column, both rows joined.
    pub headings: Vec<String>,
    /// What each column means, where that is known.
    pub fields: Vec<Option<Field>>,
}

impl Header {
    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|known| *known == Some(field))
    }

    /// The cell of a line that says when the person was born.
    pub(crate) fn birth_cell<'l>(&self, line: &'l Line) -> Option<&'l Cell> {
        let fields = [Field::Birth, Field::BirthOfMale, Field::BirthOfFemale].into_iter();
        fields.filter_map(|field| self.column(field)).map(|column| line.cell(column)).find(|cell| !cell.is_empty())
    }

    fn count(&self) -> usize {
        self.fields.iter().flatten().filter(|field| **field != Field::Note).count()
    }

    /// A list of people has a name and two more fields.
    fn is_of_people(&self) -> bool {
        let others = self.fields.iter().flatten().filter(|field| field.tells_people()).count();
        self.column(Field::FullName).is_some() && others >= 2
    }
}

/// The headings among the first lines of a sheet: the line, or pair of lines, that names the most fields.
pub fn find_header(lines: &[Line]) -> Option<Header> {
    let looked = &lines[..lines.len().min(HEADER_LINES_LOOKED)];
    let mut best: Option<(Worth, Header)> = None;
    for (at, line) in looked.iter().enumerate() {
        let one = read(line.number, 1, &texts(line));
        let two = looked.get(at + 1).filter(|below| below.number == line.number + 1 && !is_data(below));
        let two = two.map(|below| read(below.number, 2, &joined(line, below)));
        for (worth, header) in [Some(one), two].into_iter().flatten().filter(|(_, header)| header.is_of_people()) {
            if best.as_ref().is_none_or(|(best, _)| worth > *best) {
                best = Some((worth, header));
            }
        }
    }
    best.map(|(_, header)| header)
}

/// The headings that end on a line, in Unicode; nothing where there is no such line.
pub(crate) fn headings_at(lines: &[Line], number: i64, count: HeaderLines) -> Option<Vec<String>> {
    let at = lines.iter().position(|line| line.number == number)?;
    let written = match count {
        HeaderLines::One => texts(&lines[at]),
        HeaderLines::Two => joined(lines.get(at.checked_sub(1)?)?, &lines[at]),
    };
    Some(in_unicode(&written))
}

/// How good a header is: the fields it names, those of them it names with a known heading alone, and fewer lines.
type Worth = (usize, usize, Reverse<usize>);

/// A row of a person below the headings is no second row of headings.
fn is_data(line: &Line) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count() >= 4;
    line.cells.iter().filter(|cell| digits(&cell.shown())).count() >= 1
}

fn texts(line: &Line) -> Vec<String> {
    line.cells.iter().map(|cell| cell.shown().trim().to_owned()).collect()
}

/// The headings in Unicode. `Xaõ` alone may be anything; among headings of an old font it is of that font.
fn in_unicode(headings: &[String]) -> Vec<String> {
    let font = legacy::encoding_of_column(headings.iter().map(String::as_str));
    let read = |text: &String| match font {
        Some(encoding) => legacy::read_in_column(text, encoding).text,
        None => legacy::read(text).text,
    };
    headings.iter().map(read).collect()
}

/// Each heading of the second row under the one above it, which may span several columns.
fn joined(above: &Line, below: &Line) -> Vec<String> {
    let width = above.cells.len().max(below.cells.len());
    let mut spanning = String::new();
    (0..width)
        .map(|column| {
            let (upper, lower) = (above.cell(column).shown(), below.cell(column).shown());
            let (upper, lower) = (upper.trim(), lower.trim());
            if !upper.is_empty() {
                upper.clone_into(&mut spanning);
            }
            match (upper.is_empty(), lower.is_empty()) {
                (_, true) => upper.to_owned(),
                (_, false) if spanning.is_empty() => lower.to_owned(),
                (_, false) => format!("{spanning} {lower}"),
            }
        })
        .collect()
}

/// Gives each field to one column: to the one whose heading means it most surely, else to the first.
fn read(line: i64, lines: usize, written: &[String]) -> (Worth, Header) {
    let headings = in_unicode(written);
    let mut fields = vec![None; headings.len()];
    let mut whole = 0;
    let meant: Vec<Option<(Field, Sureness)>> =
        headings.iter().map(|heading| Field::of_heading(heading).or_else(|| of_last_words(heading))).collect();
    for sureness in [Sureness::Whole, Sureness::Part] {
        for (column, meaning) in meant.iter().enumerate() {
            match meaning {
                Some((field, sure)) if *sure == sureness && !fields.contains(&Some(*field)) => {
                    fields[column] = Some(*field);
                    whole += usize::from(sureness == Sureness::Whole);
                }
                _ => {}
            }
        }
    }
    let header = Header { line, lines, headings, fields };
    ((header.count(), whole, Reverse(lines)), header)
}

/// `Thông tin cá nhân Xã`: under a heading that says nothing, the short second one does.
fn of_last_words(heading: &str) -> Option<(Field, Sureness)> {
    let words = heading_words(heading);
    let (_, last) = words.rsplit_once(' ')?;
    matches!(last, "xa" | "thon" | "cccd" | "cmnd" | "stt" | "sdt" | "stk")
        .then(|| Field::of_heading(last).map(|(field, _)| (field, Sureness::Part)))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        (1..)
            .zip(text.lines())
            .map(|(number, line)| Line {
                number,
                cells: line.split('|').map(|cell| Cell::of_text(cell.trim().to_owned())).collect(),
            })
            .collect()
    }

    fn found(text: &str) -> Option<(i64, Vec<&'static str>)> {
        let header = find_header(&lines(text))?;
        Some((header.line, header.fields.iter().map(|field| field.map_or("-", Field::key)).collect()))
    }

    #[test]
    fn headings_stand_below_titles_and_before_people() {
        let text = "UBND HUYỆN BÌNH SƠN||CỘNG HÒA XÃ HỘI\n\nDANH SÁCH ĐỐI TƯỢNG HƯỞNG TRỢ CẤP\n\
                    STT|Họ và tên|Ngày sinh|Giới tính|Số CCCD|Mức hưởng|Màu\n1|Lê An|1944|Nam|051044001234|540000|x";
        assert_eq!(found(text), Some((4, vec!["order", "full_name", "birth", "sex", "citizen_id", "amount", "-"])));
    }

    #[test]
    fn two_rows_of_headings_are_read_as_one() {
        let text = "DANH SÁCH\nTT|Họ và tên|Năm sinh||Xã|Quyết định||\n||Nam|Nữ||Số|Ngày ký|Cơ quan ban hành\n\
                    (1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)\n1|Lê An|1944||Bình Trị|12/QĐ-UBND|01/02/2022|UBND huyện";
        assert_eq!(
            found(text),
            Some((
                3,
                vec![
                    "order",
                    "full_name",
                    "birth_of_male",
                    "birth_of_female",
                    "commune",
                    "decision_number",
                    "decision_on",
                    "decision_by"
                ]
            ))
        );
    }

    #[test]
    fn a_table_of_anything_else_has_no_headings_of_people() {
        assert_eq!(found("Ngân hàng|Mã BIN|Ghi chú\nAgribank|970405|"), None);
        assert_eq!(found("Họ và tên|Ghi chú\nLê An|"), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn the_surer_heading_takes_the_field() {
        let text = "Họ và tên chủ hộ|Họ và tên|Ngày cấp CCCD|Số CCCD|Ngày sinh";
        assert_eq!(found(text), Some((1, vec!["household", "full_name", "note", "citizen_id", "birth"])));
    }
}
