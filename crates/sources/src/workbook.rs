//! Reading any table line by line: workbooks of three forms and text with separators. Other rooms read theirs so too.

use crate::{
    Cell, FileFault, Form,
    cell::CELL_CHARS_MAX,
    compound::COMPOUND,
    guard::{ArchiveKind, check_archive},
    ods::Ods,
    xls::Xls,
};
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use jiff::civil::Date;
use kernel::legacy::{Encoding, decode_file};
use std::{
    borrow::Cow,
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// The most columns of a sheet: lists have thirty.
pub const COLUMNS_MAX: usize = 512;
/// How an archive begins.
const ARCHIVE: &[u8] = b"PK\x03\x04";
/// How much of a text is looked at to find its separator.
const LOOKED_BYTES: usize = 64 * 1024;

/// One line of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// As a person counts it, from 1.
    pub number: i64,
    /// From the first column on; what follows the last is empty.
    pub cells: Vec<Cell>,
}

impl Line {
    /// The cell in a column counted from 0.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}

/// An open table. Hidden sheets are not read as lists; what stands in them can be counted, so that nobody misses it.
pub struct Workbook<'b> {
    inner: Inner<'b>,
    /// Those that are shown, then the hidden ones.
    sheets: Vec<String>,
    shown: usize,
}

enum Inner<'b> {
    Xlsx(Box<Xlsx<Cursor<&'b [u8]>>>),
    Xls(Box<Xls>),
    Ods(Ods<'b>),
    Text { text: Cow<'b, str>, separator: u8 },
}

impl<'b> Workbook<'b> {
    /// Looks at the first bytes, not at the name, and refuses what would do harm before it is opened.
    pub fn open(bytes: &'b [u8]) -> Result<Workbook<'b>, FileFault> {
        if bytes.is_empty() {
            return Err(FileFault::Empty);
        }
        if bytes.starts_with(COMPOUND) {
            let book = Xls::open(bytes)?;
            let (sheets, shown) = book.sheets();
            return Ok(Workbook { inner: Inner::Xls(Box::new(book)), sheets, shown });
        }
        if bytes.starts_with(ARCHIVE) {
            return match check_archive(bytes)? {
                ArchiveKind::Xlsx => open_xlsx(bytes),
                ArchiveKind::Ods => {
                    let book = Ods::open(bytes)?;
                    let (sheets, shown) = book.sheets();
                    Ok(Workbook { inner: Inner::Ods(book), sheets, shown })
                }
            };
        }
        let mut text = text_of(bytes)?;
        // Old Macintoshes end lines so.
        if text.contains('\r') && !text.contains('\n') {
            text = text.replace('\r', "\n").into();
        }
        let separator = separator_of(&text);
        Ok(Workbook { inner: Inner::Text { text, separator }, sheets: vec![String::new()], shown: 1 })
    }

    /// The form it has.
    pub fn form(&self) -> Form {
        match self.inner {
            Inner::Xlsx(_) => Form::Xlsx,
            Inner::Xls(_) => Form::Xls,
            Inner::Ods(_) => Form::Ods,
            Inner::Text { .. } => Form::Csv,
        }
    }

    /// The names of its sheets; a text is one sheet without a name.
    pub fn sheets(&self) -> &[String] {
        &self.sheets[..self.shown]
    }

    /// The hidden sheets, each with the number by which its lines are walked.
    pub fn hidden_sheets(&self) -> impl Iterator<Item = (usize, &str)> {
        self.sheets.iter().map(String::as_str).enumerate().skip(self.shown)
    }

    /// Walks a sheet from top to bottom. Lines without any cell may be left out; their numbers are.
    pub fn each_line<E: From<FileFault>>(
        &mut self,
        sheet: usize,
        see: impl FnMut(Line) -> Result<(), E>,
    ) -> Result<(), E> {
        match &mut self.inner {
            Inner::Xlsx(book) => each_xlsx_line(book, &self.sheets[sheet], see),
            Inner::Xls(book) => book.each_line(sheet, see),
            Inner::Ods(book) => book.each_line(sheet, see),
            Inner::Text { text, separator } => each_text_line(text, *separator, see),
        }
    }
}

fn open_xlsx(bytes: &[u8]) -> Result<Workbook<'_>, FileFault> {
    let book = guarded(|| Xlsx::new(Cursor::new(bytes)))?;
    let tables = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (shown, hidden): (Vec<_>, Vec<_>) = tables.partition(|sheet| sheet.visible == SheetVisible::Visible);
    let sheets = shown.iter().chain(&hidden).map(|sheet| sheet.name.clone()).collect();
    let shown = shown.len();
    Ok(Workbook { inner: Inner::Xlsx(Box::new(book)), sheets, shown })
}

/// The reading library may panic on bytes made for it; that is a damaged file, not the end of the program.
fn guarded<T>(read: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, FileFault> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(XlsxError::Password)) => Err(FileFault::PasswordProtected),
        Ok(Err(_)) | Err(_) => Err(FileFault::Damaged),
    }
}

fn each_xlsx_line<E: From<FileFault>>(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    mut see: impl FnMut(Line) -> Result<(), E>,
) -> Result<(), E> {
    let mut reader = guarded(|| book.worksheet_cells_reader(sheet))?;
    let mut line = Line::default();
    while let Some(cell) = guarded(|| reader.next_cell())? {
        let (row, column) = cell.get_position();
        let number = i64::from(row) + 1;
        if number != line.number {
            // Lines that run backwards are written by no spreadsheet.
            if number < line.number {
                return Err(FileFault::Damaged.into());
            }
            give(&mut line, number, &mut see)?;
        }
        put(&mut line, column as usize, of_xlsx(cell.get_value()))?;
    }
    give(&mut line, 0, &mut see)
}

/// Hands the line over, if anything is in it, and begins the next.
pub(crate) fn give<E>(line: &mut Line, next: i64, see: &mut impl FnMut(Line) -> Result<(), E>) -> Result<(), E> {
    let done = std::mem::replace(line, Line { number: next, cells: Vec::new() });
    if done.is_empty() { Ok(()) } else { see(done) }
}

pub(crate) fn put(line: &mut Line, column: usize, cell: Cell) -> Result<(), FileFault> {
    if cell.is_empty() {
        return Ok(());
    }
    if column >= COLUMNS_MAX {
        return Err(FileFault::TooManyColumns { most: COLUMNS_MAX });
    }
    if matches!(&cell, Cell::Text(text) if text.len() > CELL_CHARS_MAX && text.chars().count() > CELL_CHARS_MAX) {
        return Err(FileFault::CellTooLong { line: line.number });
    }
    if line.cells.len() <= column {
        line.cells.resize(column + 1, Cell::Empty);
    }
    line.cells[column] = cell;
    Ok(())
}

fn of_xlsx(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty | DataRef::DurationIso(_) => Cell::Empty,
        DataRef::String(text) | DataRef::DateTimeIso(text) => Cell::of_text(text.clone()),
        DataRef::SharedString(text) => Cell::of_text((*text).to_owned()),
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => Cell::Number(number.to_string()),
        DataRef::Bool(truth) => Cell::Text(if *truth { "x" } else { "" }.to_owned()),
        DataRef::DateTime(instant) => {
            let (year, month, day, ..) = instant.to_ymd_hms_milli();
            let small = |number: u8| i8::try_from(number).unwrap_or(0);
            let date = Date::new(i16::try_from(year).unwrap_or(0), small(month), small(day));
            match date {
                Ok(date) if instant.as_f64() >= 1.0 => Cell::Day(date),
                _ => Cell::Number(instant.as_f64().to_string()),
            }
        }
        DataRef::Error(_) => Cell::Broken,
    }
}

/// Text as it is when it is UTF-8, so that a large file is not copied; else whatever the old encodings make of it.
fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, FileFault> {
    if is_other_kind(bytes) {
        return Err(FileFault::NotATable);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        return if text.contains('\0') || is_strange(text) {
            Err(FileFault::NotATable)
        } else {
            Ok(Cow::Borrowed(text))
        };
    }
    let file = decode_file(bytes);
    if is_strange(&file.text) { Err(FileFault::NotATable) } else { Ok(Cow::Owned(file.text)) }
}

/// How pictures, papers, programs and packed files begin that somebody named like a workbook. Lists begin with none of it.
const OTHER_KINDS: [&[u8]; 17] = [
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF-",
    b"RIFF",
    b"Rar!",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh9",
    b"\xfd7zXZ",
    b"\x7fELF",
    b"MZ\x90",
    b"{\\rtf",
    b"ID3",
    b"OggS",
    b"II*\0",
    b"MM\0*",
];

fn is_other_kind(bytes: &[u8]) -> bool {
    OTHER_KINDS.iter().any(|kind| bytes.starts_with(kind)) || bytes.get(4..8) == Some(b"ftyp")
}

/// A picture or a program decodes to what is no sign; a table does so in a few places at most. Control characters that
/// are capitals of VPS do not count.
fn is_strange(text: &str) -> bool {
    let looked = || text.chars().take(LOOKED_BYTES);
    let strange = looked().filter(|sign| is_no_sign(*sign)).count();
    strange > 16 || (strange > 2 && strange * 100 > looked().count())
}

fn is_no_sign(sign: char) -> bool {
    let is_blank = matches!(sign, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}');
    let stays = || Encoding::Vps.decode(&sign.to_string()).chars().all(|read| read.is_ascii_control());
    sign == '\u{fffd}' || (sign.is_ascii_control() && !is_blank && stays())
}

/// The sign that stands most often outside quotes at the beginning of the text.
fn separator_of(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in text.bytes().take(LOOKED_BYTES) {
        quoted ^= byte == b'"';
        if !quoted && let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte) {
            *count += 1;
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| sign)
}

fn each_text_line<E: From<FileFault>>(
    text: &str,
    separator: u8,
    mut see: impl FnMut(Line) -> Result<(), E>,
) -> Result<(), E> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut record = csv::ByteRecord::new();
    // Reading from memory and without a fixed width, nothing is left that could fail.
    while reader.read_byte_record(&mut record).map_err(|_| FileFault::NotATable)? {
        let number = record.position().map_or(0, |position| line_number(text, position));
        let mut line = Line { number, cells: Vec::with_capacity(record.len()) };
        for (column, bytes) in record.iter().enumerate() {
            if bytes.len() > 4 * CELL_CHARS_MAX {
                return Err(FileFault::CellTooLong { line: number }.into());
            }
            // Splitting valid text at ASCII signs leaves valid text.
            let text = String::from_utf8_lossy(bytes).into_owned();
            put(&mut line, column, Cell::of_text(text))?;
        }
        if !line.is_empty() {
            see(line)?;
        }
    }
    Ok(())
}

/// A record's position is the end of the one before; blank lines between them are counted here.
fn line_number(text: &str, position: &csv::Position) -> i64 {
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|byte| **byte == b'\n').count();
    i64::try_from(position.line()).unwrap_or(i64::MAX).saturating_add(i64::try_from(blank).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Result<Vec<(i64, Vec<String>)>, FileFault> {
        let mut book = Workbook::open(bytes)?;
        let mut seen = Vec::new();
        book.each_line::<FileFault>(0, |line| {
            seen.push((line.number, line.cells.iter().map(|cell| cell.shown().into_owned()).collect()));
            Ok(())
        })?;
        Ok(seen)
    }

    fn texts(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|&cell| cell.to_owned()).collect()
    }

    #[test]
    fn text_is_read_with_whatever_parts_it() {
        for sign in [",", ";", "\t", "|"] {
            let text = format!("STT{sign}Họ và tên{sign}Xã\n\n1{sign}\"Lê, An\"{sign}Bình Trị\n");
            let expected = vec![(1, texts(&["STT", "Họ và tên", "Xã"])), (3, texts(&["1", "Lê, An", "Bình Trị"]))];
            assert_eq!(lines(text.as_bytes()), Ok(expected), "{sign:?}");
        }
        let of_old_macintosh = vec![(1, texts(&["Tên", "Xã"])), (2, texts(&["An", "Bình Trị"]))];
        assert_eq!(lines("Tên;Xã\rAn;Bình Trị\r".as_bytes()), Ok(of_old_macintosh));
        let wide: Vec<u8> = "\u{feff}Tên;Xã\nAn;Bình Trị".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(lines(&wide).map(|lines| lines[1].1.clone()), Ok(texts(&["An", "Bình Trị"])));
    }

    #[test]
    fn what_is_no_table_is_refused_by_its_first_bytes() {
        let mut locked = COMPOUND.to_vec();
        assert_eq!(lines(&locked), Err(FileFault::Damaged));
        locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(lines(&locked), Err(FileFault::PasswordProtected));
        assert_eq!(lines(b""), Err(FileFault::Empty));
        assert_eq!(lines(b"PK\x03\x04cut"), Err(FileFault::Damaged));
        assert_eq!(lines(&[b'a', 0, 0, 0, b'b'].repeat(20)), Err(FileFault::NotATable));
        assert_eq!(lines(b"a,b\0,c\n"), Err(FileFault::NotATable));
        let noise: Vec<u8> = (0..4000_u32).map(|at| at.wrapping_mul(2_654_435_761).to_le_bytes()[2]).collect();
        assert_eq!(lines(&noise), Err(FileFault::NotATable));
        for head in OTHER_KINDS.iter().copied().chain([&b"\0\0\0\x20ftypheic"[..]]) {
            let named_like_a_list = [head, b"a,b,c\nd,e,f\n"].concat();
            assert_eq!(lines(&named_like_a_list), Err(FileFault::NotATable), "{head:?}");
        }
        let capitals: String = (1..' '.into()).filter_map(char::from_u32).filter(|sign| !is_no_sign(*sign)).collect();
        let capitals: String = capitals.chars().filter(|sign| !sign.is_whitespace() && *sign != '\u{1a}').collect();
        assert!(capitals.len() > 5, "VPS has capitals among the control characters");
        let of_capitals = format!("STT;Ten\n1;{capitals}\n").repeat(20);
        assert!(lines(of_capitals.as_bytes()).is_ok());
    }

    #[test]
    fn a_cell_and_a_line_have_an_end() {
        let long = format!("a,b\n{},c\n", "x".repeat(CELL_CHARS_MAX + 1));
        assert_eq!(lines(long.as_bytes()), Err(FileFault::CellTooLong { line: 2 }));
        let wide = vec!["x"; COLUMNS_MAX + 1].join(",");
        assert_eq!(lines(wide.as_bytes()), Err(FileFault::TooManyColumns { most: COLUMNS_MAX }));
    }
}
