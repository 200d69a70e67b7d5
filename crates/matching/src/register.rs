//! The index of a population register: compact people, and the keys they are found by.

use crate::{
    checked::State,
    communes::Communes,
    dates,
    filed::Filed,
    key_table::KeyTable,
    names::{NameCounts, Names},
    person::{Person, masked},
    register_file::{FileFault, digest_of, open_filed},
    texts::Texts,
    tokens::Tokens,
};
use jiff::civil::Date;
use kernel::{BirthDate, Sex};
use std::{borrow::Cow, fs::File, io, path::Path};

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

/// A population register as matching asks it: never changed.
#[derive(Clone, Debug)]
pub struct Register {
    kept: Kept,
    digest: [u8; 32],
}

/// Where the parts of an index are.
#[derive(Clone, Debug)]
enum Kept {
    /// In memory.
    Held(Box<Parts>),
    /// In the file, but for words and communes.
    Filed(Box<Filed>),
}

/// A list so much shorter than the register is matched faster in the file than it takes to read the file.
const PEOPLE_A_ROW: usize = 256;

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
        Register { kept: Kept::Held(Box::new(parts)), digest }
    }

    pub(crate) fn from_file(parts: Parts, digest: [u8; 32]) -> Option<Register> {
        parts.is_whole().then_some(Register { kept: Kept::Held(Box::new(parts)), digest })
    }

    /// Opens an index for a list of so many rows. A short list is matched in the file; for a long one, and the first
    /// time a file is opened, it is read whole and its digest checked.
    pub fn open(path: &Path, rows: usize) -> Result<Register, FileFault> {
        let file = File::open(path)?;
        let state = State::of(&file)?;
        if let Some(digest) = state.as_ref().and_then(|state| state.find_checked(path)) {
            let filed = Box::new(open_filed(file.try_clone()?)?);
            let register = Register { kept: Kept::Filed(filed), digest };
            if rows.saturating_mul(PEOPLE_A_ROW) < register.len() {
                return Ok(register);
            }
        }
        let register = Register::read(File::open(path)?)?;
        if let Some(state) = state.filter(|state| State::of(&file).is_ok_and(|now| now.as_ref() == Some(state))) {
            state.note(path, register.digest());
        }
        Ok(register)
    }

    /// All parts, where they are in memory.
    pub(crate) fn held(&self) -> Option<&Parts> {
        match &self.kept {
            Kept::Held(parts) => Some(parts),
            Kept::Filed(_) => None,
        }
    }

    /// The file the parts are in, where they are.
    pub(crate) fn file(&self) -> Option<&File> {
        match &self.kept {
            Kept::Held(_) => None,
            Kept::Filed(filed) => Some(&filed.file),
        }
    }

    /// What went wrong in reading the file of the index since it was opened. What was found by then is of no use.
    pub fn fault(&self) -> Option<&io::Error> {
        match &self.kept {
            Kept::Held(_) => None,
            Kept::Filed(filed) => filed.fault.get(),
        }
    }

    pub(crate) fn tokens(&self) -> &Tokens {
        match &self.kept {
            Kept::Held(parts) => &parts.tokens,
            Kept::Filed(filed) => &filed.tokens,
        }
    }

    pub(crate) fn communes(&self) -> &Communes {
        match &self.kept {
            Kept::Held(parts) => &parts.communes,
            Kept::Filed(filed) => &filed.communes,
        }
    }

    /// The words of a name; `into` is where they are put that are not in memory.
    pub(crate) fn name<'n>(&'n self, name: u32, into: &'n mut Vec<u32>) -> &'n [u32] {
        match &self.kept {
            Kept::Held(parts) => parts.names.tokens(name),
            Kept::Filed(filed) => {
                into.clear();
                filed.name(name, into);
                into
            }
        }
    }

    pub(crate) fn name_counts(&self, name: u32) -> NameCounts {
        match &self.kept {
            Kept::Held(parts) => parts.names.counts(name),
            Kept::Filed(filed) => filed.counts(name),
        }
    }

    /// How many people.
    pub fn len(&self) -> usize {
        match &self.kept {
            Kept::Held(parts) => parts.persons.len(),
            Kept::Filed(filed) => usize::try_from(filed.persons.count).unwrap_or(usize::MAX),
        }
    }

    /// Whether nobody is in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Which register, of when.
    pub fn snapshot(&self) -> &Snapshot {
        match &self.kept {
            Kept::Held(parts) => &parts.snapshot,
            Kept::Filed(filed) => &filed.snapshot,
        }
    }

    /// SHA-256 of its file: two registers with one digest are the same, to the byte.
    pub fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// What it takes in memory, the tables of words apart.
    pub fn bytes(&self) -> usize {
        let Kept::Held(parts) = &self.kept else { return 0 };
        parts.persons.len() * Person::BYTES + parts.pids.bytes() + parts.names.bytes() + parts.keys.bytes()
    }

    /// The register's own id of a row.
    pub fn pid(&self, row: u32) -> Cow<'_, str> {
        match &self.kept {
            Kept::Held(parts) => Cow::Borrowed(parts.pids.get(row)),
            Kept::Filed(filed) => Cow::Owned(filed.pid(row)),
        }
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
            commune: Register::commune_of(person).map(|commune| self.communes().shown.get(commune).to_owned()),
            dead: person.is_dead(),
            died_on: self.died_on(row),
        }
    }

    /// The day somebody died, where the register knows it.
    pub fn died_on(&self, row: u32) -> Option<Date> {
        let day = match &self.kept {
            Kept::Held(parts) => {
                let at = parts.deaths.binary_search_by_key(&row, |(dead, _)| *dead).ok()?;
                parts.deaths[at].1
            }
            Kept::Filed(filed) => filed.died_on(row)?,
        };
        dates::unpack(day)?.day()
    }

    /// These rows, in their order.
    pub(crate) fn persons(&self, rows: &[u32], into: &mut Vec<Person>) {
        into.clear();
        into.extend(rows.iter().map(|row| self.person(*row)));
    }

    pub(crate) fn person(&self, row: u32) -> Person {
        match &self.kept {
            Kept::Held(parts) => parts.persons[row as usize],
            Kept::Filed(filed) => {
                let person = filed.person(row);
                // A commune that is not there is a damaged file: the person is as if it said none.
                let commune = if person.commune as usize <= filed.communes.len() { person.commune } else { 0 };
                Person { commune, ..person }
            }
        }
    }

    /// Puts the rows that have one of the keys into `into`, and now and then one that has none; of a key that too many
    /// have, none.
    pub(crate) fn rows(&self, hashes: &[u64], rows_max: usize, into: &mut Vec<u32>) {
        match &self.kept {
            Kept::Held(parts) => parts.keys.rows_of_all(hashes, rows_max, into),
            Kept::Filed(filed) => hashes.iter().for_each(|hash| filed.rows(*hash, rows_max, into)),
        }
    }

    pub(crate) fn commune_of(person: Person) -> Option<u32> {
        person.commune.checked_sub(1)
    }

    pub(crate) fn province_of(&self, commune: u32) -> u32 {
        self.communes().provinces[commune as usize]
    }

    fn name_text(&self, name: u32) -> String {
        let mut into = Vec::new();
        let words = self.name(name, &mut into).iter().map(|token| self.tokens().shown(*token));
        words.collect::<Vec<_>>().join(" ")
    }
}
