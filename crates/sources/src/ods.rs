//! OpenDocument sheets, read as a stream: what LibreOffice writes. A sheet that says "this line a million times" is held
//! to a budget.

use crate::{
    Cell, FileFault, Line,
    cell::CELL_CHARS_MAX,
    guard::ARCHIVE_BYTES_MAX,
    workbook::{COLUMNS_MAX, give, put},
};
use jiff::civil::{Date, DateTime};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};
use std::{
    collections::HashSet,
    io::{BufReader, Cursor, Read},
};
use zip::ZipArchive;

/// The most sheets.
const SHEETS_MAX: usize = 255;
/// What repeated lines may add up to.
const REPEATED_BYTES_MAX: usize = 64 * 1024 * 1024;
/// The part that holds the sheets.
const CONTENT: &str = "content.xml";

/// An open file of sheets.
pub(crate) struct Ods<'b> {
    bytes: &'b [u8],
    /// Name, and which table of the file it is: those that are shown, then the hidden ones.
    sheets: Vec<(String, usize)>,
    shown: usize,
}

impl<'b> Ods<'b> {
    /// Looks for a password and for the names of the sheets.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Ods<'b>, FileFault> {
        if part(bytes, "META-INF/manifest.xml", names_encryption)?.unwrap_or(false) {
            return Err(FileFault::PasswordProtected);
        }
        let (mut sheets, hidden) = part(bytes, CONTENT, list_sheets)?.ok_or(FileFault::OtherForm)??;
        let shown = sheets.len();
        sheets.extend(hidden);
        Ok(Ods { bytes, sheets, shown })
    }

    /// The sheets that are shown, then the hidden ones, and how many are shown.
    pub(crate) fn sheets(&self) -> (Vec<String>, usize) {
        (self.sheets.iter().map(|(name, _)| name.clone()).collect(), self.shown)
    }

    /// Walks a sheet from top to bottom.
    pub(crate) fn each_line<E: From<FileFault>>(
        &self,
        sheet: usize,
        see: impl FnMut(Line) -> Result<(), E>,
    ) -> Result<(), E> {
        let (_, table) = self.sheets[sheet];
        part(self.bytes, CONTENT, |content| each_line(content, table, see))?.unwrap_or(Ok(()))
    }
}

/// What is made of one part of the archive; nothing where there is no such part.
fn part<T>(bytes: &[u8], name: &str, read: impl FnOnce(&mut dyn Read) -> T) -> Result<Option<T>, FileFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileFault::Damaged)?;
    let Ok(part) = archive.by_name(name) else { return Ok(None) };
    // Unpacked once already by the guard, and still never trusted for its size.
    Ok(Some(read(&mut part.take(ARCHIVE_BYTES_MAX))))
}

/// The manifest says of each encrypted part how it was encrypted.
fn names_encryption(manifest: &mut dyn Read) -> bool {
    let mut text = Vec::new();
    let _ = manifest.take(1024 * 1024).read_to_end(&mut text);
    [&b"encryption-data"[..], b"encrypted-package"]
        .iter()
        .any(|word| text.windows(word.len()).any(|here| here == *word))
}

/// Tables, and which one of the file each is.
type Tables = Vec<(String, usize)>;

/// The tables that are shown, and the hidden ones.
fn list_sheets(content: &mut dyn Read) -> Result<(Tables, Tables), FileFault> {
    let mut xml = Xml::new(content);
    let (mut hidden, mut style) = (HashSet::new(), None);
    let (mut sheets, mut unseen, mut tables, mut depth) = (Vec::new(), Vec::new(), 0, 0_usize);
    loop {
        match xml.next()? {
            Event::Eof => return Ok((sheets, unseen)),
            Event::Start(tag) => match tag.name().into_inner() {
                "style:style" => style = attribute(&tag, "style:name"),
                "style:table-properties" if attribute(&tag, "table:display").as_deref() == Some("false") => {
                    hidden.extend(style.clone());
                }
                "table:table" => {
                    depth += 1;
                    if depth == 1 {
                        let is_hidden =
                            attribute(&tag, "table:style-name").is_some_and(|style| hidden.contains(&style));
                        let name = attribute(&tag, "table:name").unwrap_or_default();
                        let kept = if is_hidden { &mut unseen } else { &mut sheets };
                        if kept.len() < SHEETS_MAX {
                            kept.push((name, tables));
                        }
                        tables += 1;
                    }
                }
                _ => {}
            },
            Event::End(tag) if tag.name().into_inner() == "table:table" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
}

fn each_line<E: From<FileFault>>(
    content: &mut dyn Read,
    table: usize,
    mut see: impl FnMut(Line) -> Result<(), E>,
) -> Result<(), E> {
    let mut xml = Xml::new(content);
    let (mut tables, mut depth) = (0, 0_usize);
    let mut sheet = Sheet { line: Line { number: 1, cells: Vec::new() }, repeated_bytes: 0 };
    loop {
        match xml.next()? {
            Event::Eof => return Ok(()),
            Event::Start(tag) => match tag.name().into_inner() {
                "table:table" => {
                    depth += 1;
                    tables += usize::from(depth == 1);
                }
                "table:table-row" if depth == 1 && tables == table + 1 => {
                    let times = count(&tag, "table:number-rows-repeated");
                    sheet.read_row(&mut xml)?;
                    sheet.give(times, &mut see)?;
                }
                _ => {}
            },
            Event::End(tag) if tag.name().into_inner() == "table:table" => {
                depth = depth.saturating_sub(1);
                if depth == 0 && tables == table + 1 {
                    return Ok(());
                }
            }
            _ => {}
        }
    }
}

/// Where the reading of a sheet stands.
struct Sheet {
    line: Line,
    repeated_bytes: usize,
}

impl Sheet {
    /// The cells of one row, up to its end.
    fn read_row(&mut self, xml: &mut Xml<'_>) -> Result<(), FileFault> {
        let mut column = 0_usize;
        loop {
            match xml.next()? {
                Event::Eof => return Err(FileFault::Damaged),
                Event::End(tag) if tag.name().into_inner() == "table:table-row" => return Ok(()),
                Event::Start(tag) => {
                    let name = tag.name().into_inner();
                    let is_covered = name == "table:covered-table-cell";
                    if name != "table:table-cell" && !is_covered {
                        continue;
                    }
                    let times = count(&tag, "table:number-columns-repeated");
                    let tag = tag.into_owned();
                    let shown = xml.text_of_cell(tag.name().into_inner(), self.line.number)?;
                    // Under a merged cell the old content may still lie; nobody sees it.
                    let cell = if is_covered { Cell::Empty } else { cell_of(&tag, shown) };
                    if !cell.is_empty() {
                        for at in column..column.saturating_add(times).min(COLUMNS_MAX + 1) {
                            put(&mut self.line, at, cell.clone())?;
                        }
                    }
                    column = column.saturating_add(times);
                }
                _ => {}
            }
        }
    }

    /// Hands the line over, as often as it stands there.
    fn give<E: From<FileFault>>(&mut self, times: usize, see: &mut impl FnMut(Line) -> Result<(), E>) -> Result<(), E> {
        let number = self.line.number;
        let end = number.saturating_add(i64::try_from(times).unwrap_or(i64::MAX));
        if self.line.is_empty() {
            self.line = Line { number: end, cells: Vec::new() };
            return Ok(());
        }
        let bytes: usize = self.line.cells.iter().map(|cell| size_of::<Cell>() + cell.shown().len()).sum();
        for next in number + 1..end {
            self.repeated_bytes += bytes;
            if self.repeated_bytes > REPEATED_BYTES_MAX {
                return Err(FileFault::Bomb { most: REPEATED_BYTES_MAX as u64 }.into());
            }
            let same = self.line.cells.clone();
            give(&mut self.line, next, see)?;
            self.line.cells = same;
        }
        give(&mut self.line, end, see)
    }
}

/// What a cell holds, by what its tag says; else by the text in it.
fn cell_of(tag: &BytesStart<'_>, shown: String) -> Cell {
    let kind = attribute(tag, "office:value-type").unwrap_or_default();
    let is_error = attribute(tag, "calcext:value-type").as_deref() == Some("error");
    match kind.as_str() {
        _ if is_error => Cell::Broken,
        "float" | "currency" | "percentage" => {
            let number = attribute(tag, "office:value").and_then(|value| value.trim().parse::<f64>().ok());
            let number = number.filter(|number| number.is_finite());
            number.map_or_else(|| Cell::of_text(shown), |number| Cell::Number(number.to_string()))
        }
        "date" => {
            let day = attribute(tag, "office:date-value").and_then(|value| day_of(value.trim()));
            day.map_or_else(|| Cell::of_text(shown), Cell::Day)
        }
        "boolean" if attribute(tag, "office:boolean-value").as_deref() == Some("true") => Cell::Text("x".to_owned()),
        "boolean" => Cell::Empty,
        "string" if shown.is_empty() => Cell::of_text(attribute(tag, "office:string-value").unwrap_or_default()),
        _ => Cell::of_text(shown),
    }
}

fn day_of(value: &str) -> Option<Date> {
    value.parse::<Date>().ok().or_else(|| value.parse::<DateTime>().ok().map(DateTime::date))
}

/// How often something is repeated; once where nothing is said.
fn count(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name).and_then(|count| count.trim().parse().ok()).filter(|count| *count > 0).unwrap_or(1)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.into_inner() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// The part, tag by tag.
struct Xml<'r> {
    reader: Reader<BufReader<&'r mut dyn Read>>,
    buffer: Vec<u8>,
}

impl<'r> Xml<'r> {
    fn new(content: &'r mut dyn Read) -> Xml<'r> {
        let mut reader = Reader::from_reader(BufReader::new(content));
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, buffer: Vec::new() }
    }

    fn next(&mut self) -> Result<Event<'_>, FileFault> {
        self.buffer.clear();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::DocType(_)) => Err(FileFault::EntityDeclared),
            Ok(event) => Ok(event),
            Err(_) => Err(FileFault::Damaged),
        }
    }

    /// The paragraphs in a cell, up to its end; remarks pinned to it are left out.
    fn text_of_cell(&mut self, cell: &str, line: i64) -> Result<String, FileFault> {
        let (mut text, mut remarks, mut paragraphs) = (String::new(), 0_usize, 0_usize);
        loop {
            match self.next()? {
                Event::Eof => return Err(FileFault::Damaged),
                Event::Start(tag) => match tag.name().into_inner() {
                    "office:annotation" => remarks += 1,
                    _ if remarks > 0 => {}
                    "text:p" => {
                        if !text.is_empty() {
                            text.push('\n');
                        }
                        paragraphs += 1;
                    }
                    "text:s" => text.extend(std::iter::repeat_n(' ', count(&tag, "text:c").min(CELL_CHARS_MAX))),
                    "text:tab" => text.push(' '),
                    "text:line-break" => text.push('\n'),
                    _ => {}
                },
                Event::End(tag) => match tag.name().into_inner() {
                    "office:annotation" => remarks = remarks.saturating_sub(1),
                    "text:p" if remarks == 0 => paragraphs = paragraphs.saturating_sub(1),
                    name if name == cell => return Ok(text),
                    _ => {}
                },
                Event::Text(part) if remarks == 0 && paragraphs > 0 => text.push_str(part.as_ref()),
                Event::CData(part) if remarks == 0 && paragraphs > 0 => text.push_str(part.as_ref()),
                Event::GeneralRef(part) if remarks == 0 && paragraphs > 0 => text.push(sign_of(&part)?),
                _ => {}
            }
            // Four bytes are the most a character takes.
            if text.len() > 4 * CELL_CHARS_MAX {
                return Err(FileFault::CellTooLong { line });
            }
        }
    }
}

/// `&amp;` and `&#7841;`: the five of XML and numbers, nothing a document could declare.
fn sign_of(part: &BytesRef<'_>) -> Result<char, FileFault> {
    if let Ok(Some(sign)) = part.resolve_char_ref() {
        return Ok(sign);
    }
    match part.as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(FileFault::Damaged),
    }
}
