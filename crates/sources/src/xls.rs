//! Workbooks of before 2007, record by record. What is kept in memory is the file's own bytes, its shared strings and
//! one line.

mod strings;

use crate::{
    Cell, FileFault, Line,
    compound::{Compound, u16_at, u32_at},
    workbook::{give, put},
};
use jiff::civil::Date;
use strings::{SharedStrings, Text, text_after_count};

/// The most bytes of such a workbook: it ends at 65,536 rows a sheet anyway.
pub(crate) const XLS_BYTES_MAX: usize = 64 * 1024 * 1024;
/// The most sheets.
const SHEETS_MAX: usize = 255;

const BOF: u16 = 0x0809;
const END: u16 = 0x000a;
const CONTINUE: u16 = 0x003c;
const FILE_PASS: u16 = 0x002f;
const CODE_PAGE: u16 = 0x0042;
const DATE_MODE: u16 = 0x0022;
const FORMAT: u16 = 0x041e;
const STYLE: u16 = 0x00e0;
const SHEET: u16 = 0x0085;
const STRINGS: u16 = 0x00fc;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00d6;
const LABEL_SHARED: u16 = 0x00fd;
const NUMBER: u16 = 0x0203;
const SHORT_NUMBER: u16 = 0x027e;
const SHORT_NUMBERS: u16 = 0x00bd;
const TRUTH_OR_ERROR: u16 = 0x0205;
const FORMULA: u16 = 0x0006;
const FORMULA_TEXT: u16 = 0x0207;

/// An open workbook.
pub(crate) struct Xls {
    stream: Vec<u8>,
    /// Those that are shown, then the hidden ones.
    sheets: Vec<(String, usize)>,
    shown: usize,
    text: Text,
    strings: SharedStrings,
    /// By style: whether its cells show days.
    shows_days: Vec<bool>,
    counts_from_1904: bool,
}

impl Xls {
    /// Reads everything but the sheets.
    pub(crate) fn open(bytes: &[u8]) -> Result<Xls, FileFault> {
        let compound = match Compound::open(bytes) {
            Ok(compound) => compound,
            // Cut short, but the name of the encrypted part may still be there: another password helps nobody less.
            Err(_) if names_encryption(bytes) => return Err(FileFault::PasswordProtected),
            Err(fault) => return Err(fault),
        };
        if compound.has("EncryptedPackage") {
            return Err(FileFault::PasswordProtected);
        }
        if bytes.len() > XLS_BYTES_MAX {
            return Err(FileFault::TooLarge { bytes: bytes.len() as u64, most: XLS_BYTES_MAX as u64 });
        }
        let stream = compound.stream(if compound.has("Workbook") { "Workbook" } else { "Book" })?;
        Globals::default().read(&stream)?.into_workbook(stream)
    }

    /// The sheets that are shown, then the hidden ones, and how many are shown.
    pub(crate) fn sheets(&self) -> (Vec<String>, usize) {
        (self.sheets.iter().map(|(name, _)| name.clone()).collect(), self.shown)
    }

    /// Walks a sheet from top to bottom.
    pub(crate) fn each_line<E: From<FileFault>>(
        &self,
        sheet: usize,
        mut see: impl FnMut(Line) -> Result<(), E>,
    ) -> Result<(), E> {
        let (_, from) = self.sheets[sheet];
        let mut records = Records { stream: &self.stream, at: from };
        let (mut line, mut depth, mut formula) = (Line::default(), 0_usize, None);
        while let Some(record) = records.next().transpose()? {
            match record.kind {
                // A chart within the sheet has records of its own.
                BOF => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                _ if depth != 1 => {}
                FORMULA_TEXT => {
                    let Some((row, column)) = formula.take() else { continue };
                    let text = text_after_count(self.text, record.data, 0).unwrap_or_default();
                    put_cell(&mut line, row, column, Cell::of_text(text), &mut see)?;
                }
                SHORT_NUMBERS => self.put_short_numbers(&mut line, record.data, &mut see)?,
                kind => {
                    let Some((row, column)) = position(record.data) else { continue };
                    if kind == FORMULA {
                        formula = Some((row, column));
                    }
                    if let Some(cell) = self.cell(kind, record.data) {
                        put_cell(&mut line, row, column, cell, &mut see)?;
                    }
                }
            }
        }
        give(&mut line, 0, &mut see)
    }

    fn put_short_numbers<E: From<FileFault>>(
        &self,
        line: &mut Line,
        data: &[u8],
        see: &mut impl FnMut(Line) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some((row, first)) = position(data) else { return Ok(()) };
        // Behind the numbers stands the last column.
        let end = data.len().saturating_sub(2).max(4);
        for (column, number) in (first..).zip(data[4..end].chunks_exact(6)) {
            let cell = u16_at(number, 0).zip(u32_at(number, 2)).map(|(style, short)| self.number(style, unpack(short)));
            put_cell(line, row, column, cell.unwrap_or_default(), see)?;
        }
        Ok(())
    }

    /// What a record of one cell holds; nothing where a record is no cell, or its text comes in the next one.
    fn cell(&self, kind: u16, data: &[u8]) -> Option<Cell> {
        let style = u16_at(data, 4)?;
        match kind {
            LABEL | RICH_LABEL => Some(Cell::of_text(text_after_count(self.text, data, 6)?)),
            LABEL_SHARED => Some(Cell::of_text(self.strings.get(u32_at(data, 6)?)?.to_owned())),
            SHORT_NUMBER => Some(self.number(style, unpack(u32_at(data, 6)?))),
            TRUTH_OR_ERROR if *data.get(7)? == 1 => Some(Cell::Broken),
            TRUTH_OR_ERROR => Some(truth(*data.get(6)?)),
            FORMULA if data.get(12..14)? == [0xff, 0xff] => match data[6] {
                1 => Some(truth(data[8])),
                2 => Some(Cell::Broken),
                _ => None,
            },
            NUMBER | FORMULA => Some(self.number(style, float(data, 6)?)),
            _ => None,
        }
    }

    fn number(&self, style: u16, number: f64) -> Cell {
        let shows_day = self.shows_days.get(usize::from(style)).copied().unwrap_or(false);
        let day = shows_day.then(|| self.day(number)).flatten();
        day.map_or_else(|| Cell::Number(number.to_string()), Cell::Day)
    }

    fn day(&self, number: f64) -> Option<Date> {
        let whole = number.floor();
        let days: i64 = (1.0..3_000_000.0).contains(&whole).then(|| whole.to_string().parse().ok())??;
        Cell::serial_day(&(days + if self.counts_from_1904 { 1_462 } else { 0 }).to_string())
    }
}

/// Puts a cell into its line; a cell of the next line ends the one before.
fn put_cell<E: From<FileFault>>(
    line: &mut Line,
    row: u16,
    column: u16,
    cell: Cell,
    see: &mut impl FnMut(Line) -> Result<(), E>,
) -> Result<(), E> {
    let number = i64::from(row) + 1;
    if number < line.number {
        return Err(FileFault::Damaged.into());
    }
    if number > line.number {
        give(line, number, see)?;
    }
    Ok(put(line, usize::from(column), cell)?)
}

fn truth(byte: u8) -> Cell {
    if byte == 0 { Cell::Empty } else { Cell::Text("x".to_owned()) }
}

fn names_encryption(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// What stands before the sheets.
#[derive(Default)]
struct Globals {
    text: Text,
    sheets: Vec<(String, usize)>,
    hidden: Vec<(String, usize)>,
    strings: SharedStrings,
    styles: Vec<u16>,
    day_formats: Vec<u16>,
    other_formats: Vec<u16>,
    counts_from_1904: bool,
}

impl Globals {
    fn read(mut self, stream: &[u8]) -> Result<Globals, FileFault> {
        let mut records = Records { stream, at: 0 };
        let mut first = true;
        loop {
            let record = records.next().ok_or(FileFault::Damaged)??;
            match (first, record.kind, u16_at(record.data, 0)) {
                (true, BOF, Some(version @ (0x0500 | 0x0600))) => self.text.is_wide = version == 0x0600,
                (true, ..) => return Err(FileFault::OtherForm),
                (false, END, _) => return Ok(self),
                (false, FILE_PASS, _) => return Err(FileFault::PasswordProtected),
                (false, STRINGS, _) => {
                    let pieces = records.with_continued(record.data);
                    self.strings = SharedStrings::read(&pieces).ok_or(FileFault::Damaged)?;
                }
                (false, kind, _) => self.take(kind, record.data),
            }
            first = false;
        }
    }

    fn take(&mut self, kind: u16, data: &[u8]) {
        match kind {
            CODE_PAGE => self.text.page = u16_at(data, 0).unwrap_or_default(),
            DATE_MODE => self.counts_from_1904 = u16_at(data, 0) == Some(1),
            STYLE => self.styles.push(u16_at(data, 2).unwrap_or_default()),
            FORMAT => {
                let Some(number) = u16_at(data, 0) else { return };
                let text =
                    if self.text.is_wide { text_after_count(self.text, data, 2) } else { self.text.short(data, 2) };
                let formats =
                    if is_of_days(&text.unwrap_or_default()) { &mut self.day_formats } else { &mut self.other_formats };
                formats.push(number);
            }
            // Neither a chart nor macros; the first of the two says whether it is hidden.
            SHEET if data.get(5) == Some(&0) => {
                let at = u32_at(data, 0).and_then(|at| usize::try_from(at).ok());
                let name = self.text.short(data, 6);
                let kept = if data.get(4) == Some(&0) { &mut self.sheets } else { &mut self.hidden };
                if kept.len() < SHEETS_MAX {
                    kept.extend(name.zip(at));
                }
            }
            _ => {}
        }
    }

    fn into_workbook(self, stream: Vec<u8>) -> Result<Xls, FileFault> {
        let built_in = |format: u16| matches!(format, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58);
        let of_days = |format: &u16| {
            self.day_formats.contains(format) || built_in(*format) && !self.other_formats.contains(format)
        };
        let shows_days = self.styles.iter().map(of_days).collect();
        let Globals { text, mut sheets, hidden, strings, counts_from_1904, .. } = self;
        if sheets.iter().any(|(_, at)| *at >= stream.len()) {
            return Err(FileFault::Damaged);
        }
        let shown = sheets.len();
        sheets.extend(hidden.into_iter().filter(|(_, at)| *at < stream.len()));
        Ok(Xls { stream, sheets, shown, text, strings, shows_days, counts_from_1904 })
    }
}

/// `dd/mm/yyyy`, `[$-42A]d mmmm`; not `#,##0 "đ"`.
fn is_of_days(format: &str) -> bool {
    let (mut quoted, mut bracketed) = (false, false);
    let mut signs = format.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            '\\' | '_' | '*' if !quoted => drop(signs.next()),
            'd' | 'D' | 'y' | 'Y' if !quoted && !bracketed => return true,
            _ => {}
        }
    }
    false
}

/// Row and column of a cell's record.
fn position(data: &[u8]) -> Option<(u16, u16)> {
    u16_at(data, 0).zip(u16_at(data, 2))
}

fn float(data: &[u8], at: usize) -> Option<f64> {
    let eight: [u8; 8] = data.get(at..at + 8)?.try_into().ok()?;
    Some(f64::from_le_bytes(eight)).filter(|number| number.is_finite())
}

/// A number in four bytes: thirty bits of a whole one or of a float, perhaps to be divided by a hundred.
fn unpack(short: u32) -> f64 {
    let whole = short & 2 != 0;
    let bits = short & !3;
    let number = if whole { f64::from(bits.cast_signed() >> 2) } else { f64::from_bits(u64::from(bits) << 32) };
    let number = if number.is_finite() { number } else { 0.0 };
    if short & 1 == 0 { number } else { number / 100.0 }
}

/// One record of the stream.
struct Record<'s> {
    kind: u16,
    data: &'s [u8],
}

struct Records<'s> {
    stream: &'s [u8],
    at: usize,
}

impl<'s> Records<'s> {
    /// The data of a record and of those that continue it.
    fn with_continued(&mut self, data: &'s [u8]) -> Vec<&'s [u8]> {
        let mut pieces = vec![data];
        while u16_at(self.stream, self.at) == Some(CONTINUE) {
            let Some(Ok(record)) = self.next() else { break };
            pieces.push(record.data);
        }
        pieces
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Result<Record<'s>, FileFault>;

    /// The next record; nothing at the end. A record that is longer than what is left is a file cut short.
    fn next(&mut self) -> Option<Result<Record<'s>, FileFault>> {
        if self.at >= self.stream.len() {
            return None;
        }
        let record = u16_at(self.stream, self.at).zip(u16_at(self.stream, self.at + 2)).and_then(|(kind, length)| {
            let from = self.at + 4;
            let data = self.stream.get(from..from + usize::from(length))?;
            Some(Record { kind, data })
        });
        let Some(record) = record else { return Some(Err(FileFault::Damaged)) };
        self.at += 4 + record.data.len();
        Some(Ok(record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_days_are_told_from_formats_of_money() {
        for format in ["dd/mm/yyyy", "d-mmm-yy", "[$-42A]d mmmm yyyy;@", "yyyy"] {
            assert!(is_of_days(format), "{format}");
        }
        for format in ["General", "#,##0 \"đồng/day\"", "[$-42A]#,##0", "_-* #,##0 _d", "0.00E+00", "@", "\\d0"] {
            assert!(!is_of_days(format), "{format}");
        }
    }

    #[test]
    fn numbers_in_four_bytes_are_unpacked() {
        assert_eq!(unpack(540_000 << 2 | 2).to_string(), "540000");
        assert_eq!(unpack(54_050 << 2 | 3).to_string(), "540.5");
        assert_eq!(unpack(0x3ff0_0000).to_string(), "1");
        assert_eq!(unpack(0x7ff0_0000).to_string(), "0");
    }
}
