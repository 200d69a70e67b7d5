//! Reading a list from CSV: one line a row.

use crate::{
    columns::{
        BIRTH, COMMUNE, FULL_NAME, Header, HeaderFault, ID, ID9, ID12, LID, OTHER_NAME, PROGRAMME, PROVINCE, SEX,
        VILLAGE, delimiter, split_name,
    },
    dates::parse_birth,
    list_row::{ListNumbers, ListRow},
    register_csv::parse_sex,
};
use csv::StringRecord;
use kernel::{
    OldIdNumber,
    legacy::{Encoding, can_be_legacy, decode_file, encoding_of_column, read, read_in_column},
};
use std::{
    collections::HashMap,
    fs::File,
    io::{self, BufRead, BufReader, Cursor, Read, Seek as _},
};

/// Why a list cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ListFault {
    /// Reading failed.
    #[error("the file cannot be read")]
    Io(#[from] io::Error),
    /// A heading is missing.
    #[error(transparent)]
    Header(#[from] HeaderFault),
    /// The quotes of a line do not close, or the like.
    #[error("line {line} is not CSV")]
    NotCsv {
        /// The line, counted from one.
        line: u64,
    },
}

/// A list: ids and rows, side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The list's own id of each row.
    pub lids: Vec<String>,
    /// The programme of each row; empty where the list does not say.
    pub programmes: Vec<String>,
    /// The rows.
    pub rows: Vec<ListRow>,
}

/// A list that is read part by part, so that a long one never stands in memory whole.
pub struct ListReader {
    lines: csv::Reader<BufReader<ListText>>,
    record: StringRecord,
    places: Places,
    fonts: Fonts,
    is_begun: bool,
}

/// The text of a list: a file as it is, or converted in memory.
type ListText = Box<dyn Read + Send>;

/// How many names tell which legacy font a list was written for.
const NAMES_LOOKED_AT: usize = 1_000;
/// How much of a file is read at once.
const BUFFER: usize = 1 << 18;

/// Reads a list with the columns `lid,full_name,dob,gender,id,province,commune,village,programme` in any order, under
/// any of the headings offices use; `id` may be two columns, `id12` and `id9`. Only `lid` and `full_name` have to be
/// there. Any encoding a spreadsheet saves, and text of legacy fonts.
pub fn read_list(bytes: &[u8]) -> Result<List, ListFault> {
    ListReader::over(Box::new(Cursor::new(decode_file(bytes).text.into_bytes())))?.next_part(usize::MAX)
}

impl ListReader {
    /// Opens a list. UTF-8 is read from the file as it goes; another encoding is converted in memory.
    pub fn open(mut file: File) -> Result<ListReader, ListFault> {
        let is_plain = is_utf8(&mut BufReader::with_capacity(BUFFER, &file))?;
        file.rewind()?;
        if is_plain {
            return ListReader::over(Box::new(file));
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        ListReader::over(Box::new(Cursor::new(decode_file(&bytes).text.into_bytes())))
    }

    /// Over the text of a list, which is UTF-8.
    fn over(text: ListText) -> Result<ListReader, ListFault> {
        let mut text = BufReader::with_capacity(BUFFER, text);
        let first_line = text.fill_buf()?.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let delimiter = delimiter(first_line);
        let mut lines =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text);
        let mut record = StringRecord::new();
        if !next(&mut lines, &mut record)? {
            return Err(HeaderFault::Empty.into());
        }
        let places = Places::of(&Header::new(record.iter()))?;
        Ok(ListReader { lines, record, places, fonts: Fonts::default(), is_begun: false })
    }

    /// The next rows, so many at most; none at the end.
    pub fn next_part(&mut self, rows_max: usize) -> Result<List, ListFault> {
        let mut list = List::default();
        while list.rows.len() < rows_max && next(&mut self.lines, &mut self.record)? {
            let cell = |at: Option<usize>| at.and_then(|at| self.record.get(at)).unwrap_or_default().trim().to_owned();
            list.lids.push(cell(Some(self.places.lid)));
            list.programmes.push(cell(self.places.programme));
            list.rows.push(self.places.row(&self.record));
        }
        let names = || list.rows.iter().take(NAMES_LOOKED_AT).map(|row| row.full_name.as_str());
        if !self.is_begun {
            self.is_begun = true;
            self.fonts.font = encoding_of_column(names());
        }
        for row in &mut list.rows {
            self.fonts.convert(row);
        }
        Ok(list)
    }
}

/// Whether a file is UTF-8 throughout, and not UTF-16 of mostly Latin letters.
fn is_utf8(file: &mut impl BufRead) -> io::Result<bool> {
    // What the end of a piece cuts off of a letter.
    let mut rest: Vec<u8> = Vec::new();
    loop {
        let piece = file.fill_buf()?;
        if piece.is_empty() {
            return Ok(rest.is_empty());
        }
        let length = piece.len();
        let whole = if rest.is_empty() { piece.to_vec() } else { [&rest, piece].concat() };
        file.consume(length);
        rest.clear();
        if whole.contains(&0) {
            return Ok(false);
        }
        match std::str::from_utf8(&whole) {
            Ok(_) => {}
            Err(error) if error.error_len().is_none() => rest.extend_from_slice(&whole[error.valid_up_to()..]),
            Err(_) => return Ok(false),
        }
    }
}

/// What text of legacy fonts is in Unicode. Each text is looked at once: villages and many names come again.
#[derive(Default)]
struct Fonts {
    /// The legacy font the names are written for, by the first part.
    font: Option<Encoding>,
    /// Texts that could be of a legacy font, and what they were found to be if that is something else.
    known: HashMap<Box<str>, Option<Box<str>>>,
}

/// How many texts are remembered, so that foreign text cannot fill the memory.
const KNOWN_MAX: usize = 1 << 16;

impl Fonts {
    fn convert(&mut self, row: &mut ListRow) {
        for text in [&mut row.full_name, &mut row.other_name, &mut row.province, &mut row.commune, &mut row.village] {
            if !text.is_ascii() && can_be_legacy(text) {
                self.convert_text(text);
            }
        }
    }

    fn convert_text(&mut self, text: &mut String) {
        if let Some(known) = self.known.get(text.as_str()) {
            if let Some(known) = known {
                known.as_ref().clone_into(text);
            }
            return;
        }
        if self.known.len() >= KNOWN_MAX {
            self.known.clear();
        }
        let reading = self.font.map_or_else(|| read(text), |font| read_in_column(text, font));
        let other = (reading.text != *text).then(|| reading.text.clone().into_boxed_str());
        self.known.insert(text.as_str().into(), other);
        *text = reading.text;
    }
}

fn next(lines: &mut csv::Reader<impl Read>, record: &mut StringRecord) -> Result<bool, ListFault> {
    lines.read_record(record).map_err(|error| {
        let line = error.position().map_or(0, csv::Position::line);
        match error.into_kind() {
            csv::ErrorKind::Io(error) => ListFault::Io(error),
            _ => ListFault::NotCsv { line },
        }
    })
}

#[derive(Debug)]
struct Places {
    lid: usize,
    full_name: usize,
    other_name: Option<usize>,
    birth: Option<usize>,
    sex: Option<usize>,
    id: Option<usize>,
    id9: Option<usize>,
    province: Option<usize>,
    commune: Option<usize>,
    village: Option<usize>,
    programme: Option<usize>,
}

impl Places {
    fn of(header: &Header) -> Result<Places, HeaderFault> {
        Ok(Places {
            lid: header.must(&LID)?,
            full_name: header.must(&FULL_NAME)?,
            other_name: header.find(&OTHER_NAME)?,
            birth: header.find(&BIRTH)?,
            sex: header.find(&SEX)?,
            id: header.find(&ID)?.or(header.find(&ID12)?),
            id9: header.find(&ID9)?,
            province: header.find(&PROVINCE)?,
            commune: header.find(&COMMUNE)?,
            village: header.find(&VILLAGE)?,
            programme: header.find(&PROGRAMME)?,
        })
    }

    fn row(&self, record: &StringRecord) -> ListRow {
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim();
        let text = |at: Option<usize>| cell(at).to_owned();
        let (birth, sex) = (parse_birth(cell(self.birth)), parse_sex(cell(self.sex)));
        let numbers = ListNumbers::parse(cell(self.id), sex, birth);
        let own_column = OldIdNumber::parse(cell(self.id9)).ok();
        let name = cell(Some(self.full_name));
        let (full_name, bracketed) = split_name(name).unwrap_or_else(|| (name.to_owned(), None));
        let other_name = Some(text(self.other_name)).filter(|name| !name.is_empty());
        ListRow {
            full_name,
            other_name: other_name.or(bracketed).unwrap_or_default(),
            birth,
            sex,
            number: numbers.number,
            old_id: own_column.or(numbers.old_id),
            old_repaired: own_column.is_none() && numbers.old_repaired,
            province: text(self.province),
            commune: text(self.commune),
            village: text(self.village),
            communes: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ListNumber;
    use std::{fmt::Write as _, io::Write as _};

    #[test]
    fn a_list_is_read_under_the_headings_of_offices() {
        let text = "STT;Họ và tên;Ngày sinh;Giới tính;Số CCCD;Mã xã\n\
                    1;Nguyễn Thị Bảy (Bảy Lé);02/09/1944;Nữ;51144001234;21061\n\
                    2;Trần Văn An;1950;Nam;212345678;21061\n";
        let list = read_list(text.as_bytes()).unwrap();
        assert_eq!(list.lids, ["1", "2"]);
        assert_eq!((list.rows[0].full_name.as_str(), list.rows[0].other_name.as_str()), ("Nguyễn Thị Bảy", "Bảy Lé"));
        assert!(matches!(list.rows[0].number, ListNumber::Repaired(id) if id.as_str() == "051144001234"));
        assert_eq!(list.rows[1].old_id.map(|old| old.as_str().to_owned()), Some("212345678".into()));
        assert!(matches!(read_list(b""), Err(ListFault::Header(HeaderFault::Empty))));
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read_list(&utf16).unwrap(), list, "what a spreadsheet calls Unicode text");
    }

    #[test]
    fn a_list_read_in_parts_is_the_list_read_whole() {
        let mut text = String::from("lid,full_name,dob,id,programme\n");
        for number in 0..40 {
            writeln!(text, "{number},Trần Thị Bích {number},1950,,btxh").unwrap();
        }
        let whole = read_list(text.as_bytes()).unwrap();
        let tcvn3 = text.replace("Trần Thị Bích", "TrÇn ThÞ BÝch");
        let legacy: Vec<u8> = tcvn3.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect();
        for bytes in [text.clone().into_bytes(), tcvn3.into_bytes(), legacy] {
            let mut file = tempfile::tempfile().unwrap();
            file.write_all(&bytes).unwrap();
            file.rewind().unwrap();
            let mut reader = ListReader::open(file).unwrap();
            let mut all = List::default();
            loop {
                let part = reader.next_part(7).unwrap();
                if part.rows.is_empty() {
                    break;
                }
                all.lids.extend(part.lids);
                all.programmes.extend(part.programmes);
                all.rows.extend(part.rows);
            }
            assert_eq!(all, whole);
        }
    }
}
