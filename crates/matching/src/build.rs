//! Making the index of a register from its people.

use crate::{
    communes::{CommuneCache, Communes, village_tag},
    dates,
    key::{KEYS_MAX, Key},
    key_table::KeyTable,
    names::{NameCollector, Names, loose_hash},
    person::{Gender, Person, pack_number, pack_old_number},
    register::{Parts, Register, Snapshot},
    texts::Texts,
    tokens::{Speller, Tokens},
};
use jiff::civil::Date;
use kernel::{BirthDate, CitizenId, OldIdNumber};
use std::collections::HashMap;

/// A person as a register tells it.
#[derive(Clone, Copy, Debug, Default)]
pub struct PersonEntry<'a> {
    /// The register's own id.
    pub pid: &'a str,
    /// Họ và tên.
    pub full_name: &'a str,
    /// Another name, or nothing.
    pub other_name: &'a str,
    /// The day or the year of birth.
    pub birth: Option<BirthDate>,
    /// The sex.
    pub sex: Gender,
    /// Số định danh.
    pub citizen_id: Option<CitizenId>,
    /// Số CMND.
    pub old_id: Option<OldIdNumber>,
    /// The province by code or name.
    pub province: &'a str,
    /// The commune by code or name.
    pub commune: &'a str,
    /// The village.
    pub village: &'a str,
    /// Whether they died.
    pub dead: bool,
    /// The day they died, where it is known.
    pub died_on: Option<Date>,
    /// Whether a card was made; `None` where the register does not say.
    pub has_card: Option<bool>,
}

/// Why somebody cannot be in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonFault {
    /// The register's own id is missing: an answer could not name the person.
    #[error("no id")]
    NoPid,
    /// No name, or one without letters.
    #[error("no name")]
    NoName,
    /// The index counts in 32 bits.
    #[error("the register is full")]
    Full,
}

/// The longest name in parts; the population database keeps a hundred letters.
const NAME_PARTS_MAX: usize = 64;

/// An index in the making.
#[derive(Debug, Default)]
pub struct RegisterBuilder {
    tokens: Tokens,
    speller: Speller,
    names: NameCollector,
    communes: Communes,
    commune_cache: CommuneCache,
    villages: HashMap<Box<str>, u16>,
    persons: Vec<Person>,
    pids: Texts,
    deaths: Vec<(u32, u32)>,
    words: Vec<u32>,
}

impl RegisterBuilder {
    /// Nobody yet.
    pub fn new() -> RegisterBuilder {
        RegisterBuilder::default()
    }

    /// How many people are in.
    pub fn len(&self) -> usize {
        self.persons.len()
    }

    /// Whether nobody is in.
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty()
    }

    /// Takes one person in.
    pub fn add(&mut self, entry: &PersonEntry<'_>) -> Result<(), PersonFault> {
        if entry.pid.is_empty() {
            return Err(PersonFault::NoPid);
        }
        let name = self.intern_name(entry.full_name)?.ok_or(PersonFault::NoName)?;
        let alias = self.intern_name(entry.other_name)?;
        let commune = self.intern_commune(entry.province, entry.commune)?;
        let row = u32::try_from(self.persons.len()).map_err(|_| PersonFault::Full)?;
        self.pids.push(entry.pid).ok_or(PersonFault::Full)?;
        self.names.count(name);
        if let Some(commune) = commune {
            self.communes.counts[commune as usize] += 1;
        }
        if let Some(day) = entry.died_on.and_then(|day| BirthDate::on(day).ok()) {
            self.deaths.push((row, dates::pack(Some(day))));
        }
        let village = self.village(entry.village);
        self.persons.push(Person {
            number: entry.citizen_id.as_ref().map_or(0, pack_number),
            old_number: entry.old_id.as_ref().map_or(0, pack_old_number),
            name,
            alias: alias.map_or(0, |alias| alias + 1),
            birth: dates::pack(entry.birth),
            commune: commune.map_or(0, |commune| commune + 1),
            village,
            flags: Person::flags_of(entry.sex, entry.dead, entry.has_card),
        });
        Ok(())
    }

    /// The index, once everybody is in.
    pub fn finish(self, snapshot: Snapshot) -> Result<Register, PersonFault> {
        let RegisterBuilder { tokens, names, communes, mut persons, mut pids, deaths, .. } = self;
        let names = names.finish(&tokens);
        persons.shrink_to_fit();
        pids.shrink();
        let rows = u32::try_from(persons.len()).map_err(|_| PersonFault::Full)?;
        let keys = KeyTable::build(rows, |row, into| person_keys(persons[row as usize], &tokens, &names, into));
        let keys = keys.ok_or(PersonFault::Full)?;
        let parts = Parts { snapshot, tokens, names, communes, persons, pids, deaths, keys };
        Ok(Register::from_built(parts))
    }

    fn intern_name(&mut self, name: &str) -> Result<Option<u32>, PersonFault> {
        if name.is_empty() {
            return Ok(None);
        }
        let mut words = std::mem::take(&mut self.words);
        let spelled = self.speller.spell(&mut self.tokens, name, &mut words);
        words.truncate(NAME_PARTS_MAX);
        let number = if words.is_empty() { Some(None) } else { self.names.intern(&words).map(Some) };
        self.words = words;
        if spelled { number.ok_or(PersonFault::Full) } else { Err(PersonFault::Full) }
    }

    fn intern_commune(&mut self, province: &str, commune: &str) -> Result<Option<u32>, PersonFault> {
        if commune.trim().is_empty() {
            return Ok(None);
        }
        let communes = &mut self.communes;
        let number = self.commune_cache.get(province, commune, || communes.intern(province, commune));
        number.map(Some).ok_or(PersonFault::Full)
    }

    fn village(&mut self, village: &str) -> u16 {
        if village.is_empty() {
            return 0;
        }
        if let Some(tag) = self.villages.get(village) {
            return *tag;
        }
        let tag = village_tag(village);
        self.villages.insert(village.into(), tag);
        tag
    }
}

/// The hashes of all keys of a person.
fn person_keys(person: Person, tokens: &Tokens, names: &Names, into: &mut Vec<u64>) {
    let mut keys: [Option<Key>; KEYS_MAX] = [None; KEYS_MAX];
    let day = Some(person.birth).filter(|birth| dates::day_month(*birth).is_some());
    let year = Some(dates::year(person.birth)).filter(|year| *year != 0);
    let commune = Some(person.commune).filter(|commune| *commune != 0);
    let name = names.tokens(person.name);
    let plain = loose_hash(tokens, name, |token| token.plain);
    let dialect = loose_hash(tokens, name, |token| token.dialect);
    let given = name.last().map(|token| tokens.get(*token).plain);
    let alias = person.alias.checked_sub(1).map(|alias| loose_hash(tokens, names.tokens(alias), |token| token.plain));
    keys[0] = Some(person.number).filter(|number| *number != 0).map(Key::Number);
    keys[1] = Some(person.old_number).filter(|number| *number != 0).map(Key::OldNumber);
    keys[2] = day.map(|day| Key::NameBirth(plain, day));
    keys[3] = year.map(|year| Key::NameYear(plain, year));
    keys[4] = day.zip(given).map(|(day, given)| Key::GivenBirth(given, day));
    keys[5] = commune.map(|commune| Key::DialectCommune(dialect, commune));
    keys[6] = day.zip(commune).map(|(day, commune)| Key::BirthCommune(day, commune));
    keys[7] = given.zip(year).zip(commune).map(|((given, year), commune)| Key::GivenYearCommune(given, year, commune));
    keys[8] = dates::day_month(person.birth).map(|day_month| Key::NameDayMonth(plain, day_month));
    keys[9] = alias.zip(day).map(|(alias, day)| Key::NameBirth(alias, day));
    keys[10] = alias.zip(year).map(|(alias, year)| Key::NameYear(alias, year));
    into.extend(keys.into_iter().flatten().map(Key::hash));
}
