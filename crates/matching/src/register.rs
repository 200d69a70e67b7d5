//! The index of a population register: compact people, and the keys they are found by.

use crate::{
    communes::Communes, dates, key::Key, key_table::KeyTable, names::Names, person::Person, person::masked,
    register_file::digest_of, texts::Texts, tokens::Tokens,
};
use jiff::civil::Date;
use kernel::{BirthDate, Sex};
use std::borrow::Cow;

/// Which register it was, on which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Its name, such as the name of the file it came from.
    pub name: String,
    /// The day it was taken, where that is known.
    pub taken_on: Option<Date>,
}

/// All of an index but its digest.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    pub(crate) snapshot: Snapshot,
    pub(crate) tokens: Tokens,
    pub(crate) names: Names,
    pub(crate) communes: Communes,
    pub(crate) persons: Vec<Person>,
    pub(crate) pids: Texts,
    /// Rows of the dead with the day, by row.
    pub(crate) deaths: Vec<(u32, u32)>,
    pub(crate) keys: KeyTable,
}

impl Parts {
    /// Whether every number in it names something that is there.
    pub(crate) fn is_whole(&self) -> bool {
        let rows = self.persons.len();
        let known = |person: &Person| {
            (person.name as usize) < self.names.len()
                && person.alias as usize <= self.names.len()
                && person.commune as usize <= self.communes.len()
                && (person.birth == 0 || dates::unpack(person.birth).is_some())
                && person.has_known_flags()
        };
        self.names.is_whole(self.tokens.len())
            && self.pids.len() == rows
            && self.persons.iter().all(known)
            && self.deaths.is_sorted_by(|a, b| a.0 < b.0)
            && self.deaths.iter().all(|(row, day)| (*row as usize) < rows && dates::unpack(*day).is_some())
            && self.keys.is_whole(rows)
    }
}

/// A population register as matching asks it: loaded whole, never changed.
#[derive(Clone, Debug)]
pub struct Register {
    parts: Parts,
    digest: [u8; 32],
}

/// A person of the register as a reviewer sees one; the number is covered but for its last digits.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PersonView {
    /// The register's own id.
    pub pid: String,
    /// The name, capitals put right.
    pub full_name: String,
    /// Another name.
    pub other_name: Option<String>,
    /// The day or the year.
    pub birth: Option<String>,
    /// `male` or `female`.
    pub sex: Option<String>,
    /// `********1234`.
    pub citizen_id: Option<String>,
    /// The commune, as the register names it.
    pub commune: Option<String>,
    /// Whether they died.
    pub dead: bool,
    /// The day they died.
    pub died_on: Option<Date>,
}

impl Register {
    pub(crate) fn from_built(parts: Parts) -> Register {
        debug_assert!(parts.is_whole(), "what is built fits together");
        let digest = digest_of(&parts);
        Register { parts, digest }
    }

    pub(crate) fn from_file(parts: Parts, digest: [u8; 32]) -> Option<Register> {
        parts.is_whole().then_some(Register { parts, digest })
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// How many people.
    pub fn len(&self) -> usize {
        self.parts.persons.len()
    }

    /// Whether nobody is in it.
    pub fn is_empty(&self) -> bool {
        self.parts.persons.is_empty()
    }

    /// Which register, of when.
    pub fn snapshot(&self) -> &Snapshot {
        &self.parts.snapshot
    }

    /// SHA-256 of its file: two registers with one digest are the same, to the byte.
    pub fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// What it takes in memory, the tables of words apart.
    pub fn bytes(&self) -> usize {
        let parts = &self.parts;
        parts.persons.len() * Person::BYTES + parts.pids.bytes() + parts.names.bytes() + parts.keys.bytes()
    }

    /// The register's own id of a row.
    pub fn pid(&self, row: u32) -> Cow<'_, str> {
        Cow::Borrowed(self.parts.pids.get(row))
    }

    /// A row as a reviewer sees it.
    pub fn view(&self, row: u32) -> PersonView {
        let person = self.person(row);
        PersonView {
            pid: self.pid(row).into_owned(),
            full_name: self.name_text(person.name),
            other_name: person.alias.checked_sub(1).map(|alias| self.name_text(alias)),
            birth: dates::unpack(person.birth).map(|birth: BirthDate| birth.to_string()),
            sex: person.sex().map(|sex| if sex == Sex::Male { "male" } else { "female" }.to_owned()),
            citizen_id: Some(person.number).filter(|number| *number != 0).map(masked),
            commune: Register::commune_of(person).map(|commune| self.parts.communes.shown.get(commune).to_owned()),
            dead: person.is_dead(),
            died_on: self.died_on(row),
        }
    }

    /// The day somebody died, where the register knows it.
    pub fn died_on(&self, row: u32) -> Option<Date> {
        let at = self.parts.deaths.binary_search_by_key(&row, |(dead, _)| *dead).ok()?;
        dates::unpack(self.parts.deaths[at].1)?.day()
    }

    pub(crate) fn person(&self, row: u32) -> Person {
        self.parts.persons[row as usize]
    }

    pub(crate) fn rows(&self, key: Key) -> impl ExactSizeIterator<Item = u32> {
        self.parts.keys.rows(key.hash())
    }

    pub(crate) fn commune_of(person: Person) -> Option<u32> {
        person.commune.checked_sub(1)
    }

    pub(crate) fn province_of(&self, commune: u32) -> u32 {
        self.parts.communes.provinces[commune as usize]
    }

    fn name_text(&self, name: u32) -> String {
        let words = self.parts.names.tokens(name).iter().map(|token| self.parts.tokens.shown(*token));
        words.collect::<Vec<_>>().join(" ")
    }
}
