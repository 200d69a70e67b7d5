//! A sheet as a table of people: where its headings are, what its columns mean, and which lines are rows.

use crate::{
    Cell, Field, Header, Line, MovementRow, RowFault, SourceRow, Understood,
    day_habit::DayHabit,
    field::heading_words,
    find_header,
    header::HEADER_LINES_LOOKED,
    movement::Movements,
    read_file::Reading,
    read_row::{Communes, RowReader},
    told::ToldHeader,
};
use kernel::legacy::{self, Encoding};
use office::places::{Level, Named};

/// How many lines are looked at before the first row is read: for the headings, and for the font of each column.
pub(crate) const LINES_LOOKED: usize = HEADER_LINES_LOOKED + 240;

/// What is known of a sheet before its rows are read.
pub(crate) struct Layout {
    pub(crate) header: Header,
    pub(crate) how: Understood,
    /// How days of birth stand in this sheet.
    pub(crate) days: DayHabit,
    /// The old encoding of each column, where most of its cells are in one.
    pub(crate) encodings: Vec<Option<Encoding>>,
    /// The commune of rows that name none.
    pub(crate) place: Option<i64>,
    /// Where its rows say what changed; nothing where the sheet is a list.
    pub(crate) movements: Option<Movements>,
}

impl Layout {
    /// The layout of a sheet from its name and first lines; nothing where it is no list of people.
    pub(crate) fn find(reading: &Reading<'_>, sheet: &str, lines: &[Line]) -> Option<Layout> {
        let (header, how) = match reading.told.header(reading.source, sheet, lines) {
            Some(ToldHeader::LeaveOut) => return None,
            Some(ToldHeader::Headings(header, how)) => (header, how),
            None => (find_header(lines)?, Understood::Found),
        };
        let below = lines.iter().filter(|line| line.number > header.line);
        let encodings = (0..header.headings.len())
            .map(|column| {
                let texts = below.clone().filter_map(|line| match line.cell(column) {
                    Cell::Text(text) => Some(text.as_str()),
                    _ => None,
                });
                legacy::encoding_of_column(texts)
            })
            .collect();
        let first = header.line + 1 - i64::try_from(header.lines).unwrap_or(1);
        let titles = lines.iter().take_while(|line| line.number < first);
        let place = default_place(reading, sheet, titles);
        let days = DayHabit::of(below.clone().filter_map(|line| header.birth_cell(line)));
        let movements = Movements::of(sheet, &header);
        Some(Layout { header, how, days, encodings, place, movements })
    }

    /// A cell of a column in Unicode.
    pub(crate) fn unicode(&self, column: usize, text: &str) -> legacy::Reading {
        match self.encodings.get(column).copied().flatten() {
            Some(encoding) => legacy::read_in_column(text, encoding),
            None => legacy::read(text),
        }
    }
}

/// The sender's own commune; else the one the sheet is named after; else the one a title names.
fn default_place<'l>(reading: &Reading<'_>, sheet: &str, titles: impl Iterator<Item = &'l Line>) -> Option<i64> {
    if reading.unit.level == Level::Commune {
        return Some(reading.unit.place);
    }
    let named = |text: &str| match reading.places.named(reading.unit.area(), Level::Commune, text) {
        Named::One(unit) => Some(unit.place),
        _ => None,
    };
    let title = |cell: &Cell| {
        let text = legacy::read(&cell.shown()).text;
        // `UBND xã Bình Trị`, `Danh sách … xã Bình Trị, huyện Bình Sơn`: the name follows the kind.
        let lower = text.to_lowercase();
        let kinds = ["thị trấn ", "phường ", "xã "];
        let at = kinds.iter().find_map(|kind| lower.rfind(kind).filter(|_| lower.len() == text.len()))?;
        let rest = text.get(at..)?;
        named(rest.split([',', '-', '(', '.']).next().unwrap_or(rest).trim())
    };
    named(sheet).or_else(|| titles.flat_map(|line| &line.cells).find_map(title))
}

/// What became of one line.
pub(crate) enum LineTaken {
    /// A row, with what is doubtful in it.
    Row(Box<SourceRow>, Vec<RowFault>),
    /// A movement, with what is doubtful in it.
    Movement(Box<MovementRow>, Vec<RowFault>),
    /// A row that goes back.
    Back(Vec<RowFault>),
    /// No row: a line of column numbers, a subtotal, a heading of a group, a signature.
    Skipped,
}

/// Reads one line below the headings. `number` is its line in the whole file.
pub(crate) fn take_line(
    reading: &Reading<'_>,
    layout: &Layout,
    communes: &mut Communes,
    line: &Line,
    number: i64,
) -> LineTaken {
    let accepted = reading.told.accepted(number);
    let corrected = (!accepted.is_empty()).then(|| with_accepted(line, &layout.header, accepted));
    let line = corrected.as_ref().unwrap_or(line);
    let mut row = RowReader { reading, layout, line, number, accepted, faults: Vec::new() };
    let told = FIELDS_OF_A_ROW.iter().filter(|field| row.says(**field)).count();
    if is_total(line) || is_column_numbers(line) {
        return LineTaken::Skipped;
    }
    let is_numbered = row.text(Field::Order).bytes().any(|byte| byte.is_ascii_digit());
    let is_row = if row.says(Field::FullName) { told >= 1 || is_numbered } else { told >= 2 };
    if !is_row {
        return LineTaken::Skipped;
    }
    let taken = match layout.movements {
        None => row.read(communes).map(|read| LineTaken::Row(Box::new(read), std::mem::take(&mut row.faults))),
        Some(movements) => row
            .read_movement(communes, movements)
            .map(|read| LineTaken::Movement(Box::new(read), std::mem::take(&mut row.faults))),
    };
    taken.unwrap_or_else(|| LineTaken::Back(row.faults.into_iter().filter(|fault| fault.kind.sends_back()).collect()))
}

/// The line with what an officer took over from proposals.
fn with_accepted(line: &Line, header: &Header, accepted: &[(Field, String)]) -> Line {
    let mut line = line.clone();
    for (field, value) in accepted {
        let Some(column) = header.column(*field) else { continue };
        if line.cells.len() <= column {
            line.cells.resize(column + 1, Cell::Empty);
        }
        line.cells[column] = Cell::of_text(value.clone());
    }
    line
}

/// What tells a row from a line of text: signatures and group headings have none of it.
const FIELDS_OF_A_ROW: [Field; 11] = [
    Field::Movement,
    Field::DiedOn,
    Field::Birth,
    Field::BirthOfMale,
    Field::BirthOfFemale,
    Field::Sex,
    Field::CitizenId,
    Field::OldId,
    Field::Identity,
    Field::Category,
    Field::Amount,
];

/// `Tổng cộng`, `Cộng:`; `Tòng Văn An` is a person.
fn is_total(line: &Line) -> bool {
    line.cells.iter().take(4).any(|cell| {
        let Cell::Text(text) = cell else { return false };
        // In every old font too these words begin with the letter itself.
        let first = text.chars().find(|c| c.is_alphabetic());
        if !first.is_some_and(|first| matches!(first, 'c' | 'C' | 't' | 'T')) {
            return false;
        }
        let words = heading_words(text);
        matches!(words.as_str(), "cong" | "tong" | "tong cong" | "tong so")
            || words.starts_with("tong cong ")
            || words.starts_with("tong so ")
            || words.starts_with("cong thon ")
    })
}

/// `(1) (2) (3)`, `A B 1 2`: the numbers of the columns under the headings.
fn is_column_numbers(line: &Line) -> bool {
    let short = |cell: &Cell| {
        let text = cell.shown();
        let inner = text.trim().trim_matches(['(', ')', '[', ']']);
        inner.len() <= 2 || inner.contains('=') && inner.len() <= 12
    };
    line.cells.iter().filter(|cell| !cell.is_empty()).count() >= 2 && line.cells.iter().all(short)
}
