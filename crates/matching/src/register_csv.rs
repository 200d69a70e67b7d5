//! Reading a register from CSV: one line a person.

use crate::{
    build::{PersonEntry, PersonFault, RegisterBuilder},
    columns::{
        BIRTH, COMMUNE, Column, DIED_ON, FULL_NAME, HAS_CARD, Header, HeaderFault, ID9, ID12, OTHER_NAME, PID,
        PROVINCE, SEX, STATUS, VILLAGE, delimiter, split_name,
    },
    dates::parse_birth,
    person::Gender,
    register::{Register, Snapshot},
};
use csv::StringRecord;
use kernel::{CitizenId, OldIdNumber, Sex, names::plain_text};
use std::io::{self, BufRead, BufReader, Read};

/// Why a register cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CsvFault {
    /// Reading failed.
    #[error("the file cannot be read")]
    Io(#[from] io::Error),
    /// A heading is missing.
    #[error(transparent)]
    Header(#[from] HeaderFault),
    /// The bytes of a line are no UTF-8.
    #[error("line {line} is not UTF-8")]
    NotUtf8 {
        /// The line, counted from one.
        line: u64,
    },
    /// More people than an index holds.
    #[error("the register is too large")]
    TooLarge,
}

/// A line that is not in the index, or not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// Nobody was taken in.
    LeftOut {
        /// The line, counted from one.
        line: u64,
        /// Why.
        why: PersonFault,
    },
    /// A field says something that is no such value; the person is in without it.
    FieldLost {
        /// The line, counted from one.
        line: u64,
        /// The usual heading of the field.
        column: &'static str,
    },
}

/// A register, and the lines that were not as they should be.
#[derive(Debug)]
pub struct Loaded {
    /// The index.
    pub register: Register,
    /// The first hundred faults.
    pub faults: Vec<RowFault>,
    /// How many lines were left out.
    pub left_out: u64,
    /// How many fields were lost.
    pub fields_lost: u64,
}

const FAULTS_SHOWN: usize = 100;
/// A line ends somewhere: nobody's name is a gigabyte.
const BUFFER: usize = 1 << 18;

/// Reads a register with the columns `pid,full_name,dob,gender,id12,id9,province,commune,village,other_name,status,has_card`
/// in any order, under any of the headings offices use. Only `pid` and `full_name` have to be there. UTF-8.
pub fn read_register(from: impl Read, snapshot: Snapshot, mut seen: impl FnMut(u64)) -> Result<Loaded, CsvFault> {
    let mut from = BufReader::with_capacity(BUFFER, from);
    let start = from.fill_buf()?;
    let first_line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let delimiter = delimiter(first_line);
    let mut lines = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(from);
    let mut record = StringRecord::new();
    if !next(&mut lines, &mut record)? {
        return Err(HeaderFault::Empty.into());
    }
    let places = Places::of(&Header::new(record.iter()))?;
    let mut reader =
        Reader { builder: RegisterBuilder::new(), places, faults: Vec::new(), left_out: 0, fields_lost: 0 };
    while next(&mut lines, &mut record)? {
        let line = record.position().map_or(0, csv::Position::line);
        reader.take(&record, line)?;
        if reader.builder.len().is_multiple_of(1 << 14) {
            seen(record.position().map_or(0, csv::Position::byte));
        }
    }
    let Reader { builder, faults, left_out, fields_lost, .. } = reader;
    let register = builder.finish(snapshot).map_err(|_| CsvFault::TooLarge)?;
    Ok(Loaded { register, faults, left_out, fields_lost })
}

fn next(lines: &mut csv::Reader<impl Read>, record: &mut StringRecord) -> Result<bool, CsvFault> {
    lines.read_record(record).map_err(|error| {
        let line = error.position().map_or(0, csv::Position::line);
        match error.into_kind() {
            csv::ErrorKind::Io(error) => CsvFault::Io(error),
            _ => CsvFault::NotUtf8 { line },
        }
    })
}

/// Where each column is.
struct Places {
    pid: usize,
    full_name: usize,
    birth: Option<usize>,
    sex: Option<usize>,
    id12: Option<usize>,
    id9: Option<usize>,
    province: Option<usize>,
    commune: Option<usize>,
    village: Option<usize>,
    other_name: Option<usize>,
    status: Option<usize>,
    died_on: Option<usize>,
    has_card: Option<usize>,
}

impl Places {
    fn of(header: &Header) -> Result<Places, HeaderFault> {
        Ok(Places {
            pid: header.must(&PID)?,
            full_name: header.must(&FULL_NAME)?,
            birth: header.find(&BIRTH)?,
            sex: header.find(&SEX)?,
            id12: header.find(&ID12)?,
            id9: header.find(&ID9)?,
            province: header.find(&PROVINCE)?,
            commune: header.find(&COMMUNE)?,
            village: header.find(&VILLAGE)?,
            other_name: header.find(&OTHER_NAME)?,
            status: header.find(&STATUS)?,
            died_on: header.find(&DIED_ON)?,
            has_card: header.find(&HAS_CARD)?,
        })
    }
}

struct Reader {
    builder: RegisterBuilder,
    places: Places,
    faults: Vec<RowFault>,
    left_out: u64,
    fields_lost: u64,
}

impl Reader {
    fn take(&mut self, record: &StringRecord, line: u64) -> Result<(), CsvFault> {
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim();
        let at = &self.places;
        let mut lost: Option<&'static str> = None;
        let mut note = |column: &Column| lost = Some(column.name);
        let birth = field(cell(at.birth), parse_birth, || note(&BIRTH));
        let sex = field(cell(at.sex), parse_sex, || note(&SEX));
        let citizen_id = field(cell(at.id12), |text| CitizenId::parse(text).ok(), || note(&ID12));
        let old_id = field(cell(at.id9), |text| OldIdNumber::parse(text).ok(), || note(&ID9));
        let dead = field(cell(at.status), parse_dead, || note(&STATUS)).unwrap_or(false);
        let died_on = field(cell(at.died_on), |text| parse_birth(text)?.day(), || note(&DIED_ON));
        let has_card = field(cell(at.has_card), parse_yes, || note(&HAS_CARD));
        let split = split_name(cell(Some(at.full_name)));
        let (full_name, bracketed) = match &split {
            Some((name, alias)) => (name.as_str(), alias.as_deref()),
            None => (cell(Some(at.full_name)), None),
        };
        let other_name = Some(cell(at.other_name)).filter(|name| !name.is_empty()).or(bracketed).unwrap_or_default();
        let entry = PersonEntry {
            pid: cell(Some(at.pid)),
            full_name,
            other_name,
            birth,
            sex,
            citizen_id,
            old_id,
            province: cell(at.province),
            commune: cell(at.commune),
            village: cell(at.village),
            dead: dead || died_on.is_some(),
            died_on,
            has_card,
        };
        let added = self.builder.add(&entry);
        self.note(line, added, lost)
    }

    fn note(&mut self, line: u64, added: Result<(), PersonFault>, lost: Option<&'static str>) -> Result<(), CsvFault> {
        let fault = match (added, lost) {
            (Err(PersonFault::Full), _) => return Err(CsvFault::TooLarge),
            (Err(why), _) => {
                self.left_out += 1;
                RowFault::LeftOut { line, why }
            }
            (Ok(()), Some(column)) => {
                self.fields_lost += 1;
                RowFault::FieldLost { line, column }
            }
            (Ok(()), None) => return Ok(()),
        };
        if self.faults.len() < FAULTS_SHOWN {
            self.faults.push(fault);
        }
        Ok(())
    }
}

/// An empty cell says nothing; one that cannot be read is lost.
fn field<T>(text: &str, read: impl FnOnce(&str) -> Option<T>, lost: impl FnOnce()) -> Option<T> {
    if text.is_empty() {
        return None;
    }
    let value = read(text);
    if value.is_none() {
        lost();
    }
    value
}

pub(crate) fn parse_sex(text: &str) -> Gender {
    match text {
        "Nam" | "nam" | "male" | "M" => Some(Sex::Male),
        "Nữ" | "nữ" | "female" | "F" => Some(Sex::Female),
        other => Sex::parse(other).ok(),
    }
}

fn parse_dead(text: &str) -> Option<bool> {
    match text {
        "alive" => Some(false),
        "dead" => Some(true),
        other => match plain_text(other).as_str() {
            "alive" | "con song" | "song" | "living" | "active" | "thuong tru" | "tam tru" => Some(false),
            "dead" | "da chet" | "chet" | "da mat" | "mat" | "tu tran" | "deceased" => Some(true),
            _ => None,
        },
    }
}

fn parse_yes(text: &str) -> Option<bool> {
    match text {
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        other => match plain_text(other).as_str() {
            "yes" | "y" | "co" | "x" | "true" => Some(true),
            "no" | "n" | "khong" | "chua" | "false" => Some(false),
            _ => None,
        },
    }
}
