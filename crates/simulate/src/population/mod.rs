//! The population database's desk: it looks up in its own register whom a request means, and says what stands there.
//!
//! It answers what was asked and judges nothing: whether the person found is the one meant is for whoever asked.

mod batch;
mod desk;
mod service;

pub use desk::{Behaviour, PopulationDesk, Troubles};
pub use service::{Reply, reply_to};

pub(crate) use batch::answer_batch;

use csv::StringRecord;
use kernel::names::{plain_key, plain_text};
use std::{
    collections::{BTreeSet, HashMap},
    io::Read,
};

/// The most people one request is answered with; a name that fits more says nothing.
pub const FOUND_MAX: usize = 10;

/// A register that cannot be read, or requests that are none.
#[derive(Debug, thiserror::Error)]
pub enum PopulationFault {
    /// The file is no CSV, or its bytes are no UTF-8.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// A column that has to be there is not.
    #[error("no column {0}")]
    NoColumn(&'static str),
}

/// What is asked of one person. Empty text stands for what is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `MaYeuCau`: the caller's own id of the request, at most 40 characters.
    pub id: String,
    /// `SoDinhDanh`: twelve digits.
    pub citizen_number: String,
    /// `SoCMND`: nine digits.
    pub old_number: String,
    /// `HoVaTen`.
    pub full_name: String,
    /// `NgayThangNamSinh`: `yyyy-mm-dd` or `yyyy`.
    pub birth: String,
}

/// The register as the desk has it: CSV with the columns `pid,full_name,dob,gender,id12,id9,…`, dates as `yyyy-mm-dd`
/// or `yyyy`.
#[derive(Debug)]
pub struct Population {
    header: StringRecord,
    people: Vec<StringRecord>,
    places: Places,
    by_number: HashMap<Box<str>, usize>,
    by_old_number: HashMap<Box<str>, Vec<usize>>,
    by_name: HashMap<Box<str>, Vec<usize>>,
}

/// Where the columns are that are looked into.
#[derive(Clone, Copy, Debug)]
struct Places {
    full_name: usize,
    birth: usize,
    sex: Option<usize>,
    number: usize,
    old_number: Option<usize>,
    other_name: Option<usize>,
    commune: Option<usize>,
    village: Option<usize>,
    status: Option<usize>,
    died_on: Option<usize>,
    has_card: Option<usize>,
}

impl Population {
    /// Reads the register.
    pub fn read(from: impl Read) -> Result<Population, PopulationFault> {
        let mut lines = csv::Reader::from_reader(from);
        let header = lines.headers()?.clone();
        let places = Places {
            full_name: must(&header, "full_name")?,
            birth: must(&header, "dob")?,
            sex: find(&header, "gender"),
            number: must(&header, "id12")?,
            old_number: find(&header, "id9"),
            other_name: find(&header, "other_name"),
            commune: find(&header, "commune"),
            village: find(&header, "village"),
            status: find(&header, "status"),
            died_on: find(&header, "died_on"),
            has_card: find(&header, "has_card"),
        };
        let people = lines.records().collect::<Result<Vec<_>, _>>()?;
        let (mut by_number, mut by_old_number, mut by_name) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (row, person) in people.iter().enumerate() {
            let cell = |at: Option<usize>| at.and_then(|at| person.get(at)).unwrap_or_default();
            if !cell(Some(places.number)).is_empty() {
                by_number.insert(cell(Some(places.number)).into(), row);
            }
            if !cell(places.old_number).is_empty() {
                by_old_number.entry(cell(places.old_number).into()).or_insert_with(Vec::new).push(row);
            }
            by_name.entry(plain_key(cell(Some(places.full_name))).into()).or_insert_with(Vec::new).push(row);
        }
        Ok(Population { header, people, places, by_number, by_old_number, by_name })
    }

    /// How many people are in it.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether nobody is in it.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Whom the request may mean, each by their place in the register: by either number, by name and day of birth, by
    /// name and year where one of the two knows the year alone.
    fn find(&self, request: &Request) -> Vec<usize> {
        let mut found = BTreeSet::new();
        found.extend(self.by_number.get(request.citizen_number.as_str()));
        found.extend(self.by_old_number.get(request.old_number.as_str()).into_iter().flatten());
        let named = self.by_name.get(plain_key(&request.full_name).as_str()).into_iter().flatten();
        found.extend(named.filter(|row| is_born(self.birth(**row), &request.birth)));
        found.into_iter().take(FOUND_MAX).copied().collect()
    }

    fn birth(&self, row: usize) -> &str {
        self.people[row].get(self.places.birth).unwrap_or_default()
    }

    /// Whether somebody is dead, in the service's words; nothing where the register does not say.
    fn status(&self, row: usize) -> &'static str {
        match plain_text(self.cell(row, self.places.status)).as_str() {
            "dead" | "da chet" | "chet" => "da-chet",
            "" => "",
            _ => "con-song",
        }
    }

    fn cell(&self, row: usize, at: Option<usize>) -> &str {
        at.and_then(|at| self.people[row].get(at)).unwrap_or_default()
    }
}

/// Whether two birth dates agree as far as both are known; a date nobody knows agrees with none.
fn is_born(known: &str, asked: &str) -> bool {
    let shared = known.len().min(asked.len());
    shared >= 4
        && known.is_char_boundary(shared)
        && asked.is_char_boundary(shared)
        && known[..shared] == asked[..shared]
}

fn find(header: &StringRecord, name: &str) -> Option<usize> {
    header.iter().position(|cell| plain_text(cell) == plain_text(name))
}

fn must(header: &StringRecord, name: &'static str) -> Result<usize, PopulationFault> {
    find(header, name).ok_or(PopulationFault::NoColumn(name))
}

#[cfg(test)]
mod tests;
