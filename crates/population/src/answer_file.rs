//! Answers to a batch as one file: a line a person found, or one that says that nobody was.

use crate::{
    answer::{Answer, PEOPLE_MAX},
    person::{FoundPerson, Said},
};
use csv::StringRecord;
use kernel::{legacy::decode_file, names::plain_text};
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

/// The most bytes of a file of answers.
pub const ANSWER_FILE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Why a file is no file of answers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFileFault {
    /// More bytes than such a file has.
    #[error("the file is longer than {ANSWER_FILE_BYTES_MAX} bytes")]
    TooLong,
    /// There is not one line.
    #[error("the file is empty")]
    Empty,
    /// A column that has to be there is not.
    #[error("no column {column}")]
    NoColumn {
        /// Its name at the service.
        column: &'static str,
    },
    /// The quotes of a line do not close, or the like.
    #[error("line {line} is not CSV")]
    NotCsv {
        /// Counted from one.
        line: u64,
    },
}

/// A line that says nothing usable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// Counted from one, the headings included.
    pub line: u64,
    /// The request it names, as it stands there.
    pub request: String,
    /// The field that cannot be read, or contradicts another line.
    pub field: &'static str,
}

/// A file as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerFile {
    /// By request, each once.
    pub answers: Vec<Answer>,
    /// Lines that say nothing; the requests they name have no answer in this file.
    pub faults: Vec<LineFault>,
}

/// What the lines said about one request so far.
enum Gathered {
    Nobody,
    People(Vec<FoundPerson>),
}

/// Reads `MaYeuCau,KetQua` and the fields of a person, in any order. The same line twice says it once; a request with
/// one line that cannot be read, or with lines that contradict each other, is not answered at all.
pub fn read_answer_file(bytes: &[u8]) -> Result<AnswerFile, AnswerFileFault> {
    if bytes.len() > ANSWER_FILE_BYTES_MAX {
        return Err(AnswerFileFault::TooLong);
    }
    let file = decode_file(bytes);
    let first_line = file.text.lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t'].into_iter().find(|sign| first_line.as_bytes().contains(sign)).unwrap_or(b',');
    let mut lines = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(file.text.as_bytes());
    let mut record = StringRecord::new();
    if !next(&mut lines, &mut record)? {
        return Err(AnswerFileFault::Empty);
    }
    let columns = Columns::of(&record)?;
    let mut reading = Reading::default();
    while next(&mut lines, &mut record)? {
        reading.take(&columns, &record, record.position().map_or(0, csv::Position::line));
    }
    Ok(reading.finish())
}

fn next(lines: &mut csv::Reader<&[u8]>, record: &mut StringRecord) -> Result<bool, AnswerFileFault> {
    lines
        .read_record(record)
        .map_err(|error| AnswerFileFault::NotCsv { line: error.position().map_or(0, csv::Position::line) })
}

#[derive(Default)]
struct Reading {
    answers: BTreeMap<String, Gathered>,
    refused: BTreeSet<String>,
    faults: Vec<LineFault>,
}

impl Reading {
    fn take(&mut self, columns: &Columns, record: &StringRecord, line: u64) {
        let request = columns.cell(record, "MaYeuCau").to_owned();
        if let Err(field) = self.gather(columns, record, &request) {
            self.refused.insert(request.clone());
            self.faults.push(LineFault { line, request, field });
        }
    }

    fn gather(&mut self, columns: &Columns, record: &StringRecord, request: &str) -> Result<(), &'static str> {
        if request.is_empty() {
            return Err("MaYeuCau");
        }
        let said = match columns.cell(record, "KetQua") {
            "khong-tim-thay" => None,
            "tim-thay" => Some(FoundPerson::read(&columns.said(record))?),
            _ => return Err("KetQua"),
        };
        match (self.answers.entry(request.to_owned()), said) {
            (Entry::Vacant(place), None) => drop(place.insert(Gathered::Nobody)),
            (Entry::Vacant(place), Some(person)) => drop(place.insert(Gathered::People(vec![person]))),
            (Entry::Occupied(mut known), said) => match (known.get_mut(), said) {
                (Gathered::Nobody, None) => {}
                (Gathered::People(people), Some(person)) if people.contains(&person) => {}
                (Gathered::People(people), Some(person)) if people.len() < PEOPLE_MAX => people.push(person),
                _ => return Err("KetQua"),
            },
        }
        Ok(())
    }

    fn finish(self) -> AnswerFile {
        let Reading { answers, refused, faults } = self;
        let told = answers.into_iter().filter(|(request, _)| !refused.contains(request));
        let answers = told.map(|(request, gathered)| match gathered {
            Gathered::Nobody => Answer { request, people: Vec::new() },
            Gathered::People(people) => Answer { request, people },
        });
        AnswerFile { answers: answers.collect(), faults }
    }
}

/// Where each field stands.
struct Columns(BTreeMap<&'static str, usize>);

impl Columns {
    const NAMES: [&'static str; 15] = [
        "MaYeuCau",
        "KetQua",
        "SoDinhDanh",
        "SoCMND",
        "Ho",
        "ChuDem",
        "Ten",
        "TenGoiKhac",
        "NgayThangNamSinh",
        "GioiTinh",
        "MaDonViHanhChinh",
        "ChiTiet",
        "TrangThai",
        "NgayMat",
        "CoThe",
    ];
    const NEEDED: [&'static str; 5] = ["MaYeuCau", "KetQua", "SoDinhDanh", "Ten", "NgayThangNamSinh"];

    fn of(headings: &StringRecord) -> Result<Columns, AnswerFileFault> {
        let place = |name: &str| headings.iter().position(|cell| plain_text(cell) == plain_text(name));
        let found: BTreeMap<_, _> =
            Columns::NAMES.iter().filter_map(|name| place(name).map(|place| (*name, place))).collect();
        match Columns::NEEDED.iter().find(|name| !found.contains_key(*name)) {
            Some(column) => Err(AnswerFileFault::NoColumn { column }),
            None => Ok(Columns(found)),
        }
    }

    fn cell<'r>(&self, record: &'r StringRecord, name: &str) -> &'r str {
        self.0.get(name).and_then(|place| record.get(*place)).unwrap_or_default().trim()
    }

    fn said<'r>(&self, record: &'r StringRecord) -> Said<'r> {
        let cell = |name| self.cell(record, name);
        Said {
            citizen_number: cell("SoDinhDanh"),
            old_number: cell("SoCMND"),
            family: cell("Ho"),
            middle: cell("ChuDem"),
            given: cell("Ten"),
            other_name: cell("TenGoiKhac"),
            birth: cell("NgayThangNamSinh"),
            sex: cell("GioiTinh"),
            commune: cell("MaDonViHanhChinh"),
            address: cell("ChiTiet"),
            status: cell("TrangThai"),
            died_on: cell("NgayMat"),
            has_card: cell("CoThe"),
        }
    }
}
