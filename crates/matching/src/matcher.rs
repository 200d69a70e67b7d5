//! Matching rows with the register.

use crate::{
    bits::Millibits,
    candidates::{Prepared, by_likeness, by_number, wider},
    communes::{CommuneCache, village_tag},
    compare::{Comparison, compare_births, compare_numbers, compare_old_numbers, compare_sexes, compare_villages},
    dates,
    judge::{Candidate, Finding, LOWER_THRESHOLD, judge, verifies},
    level::{NameLevel, NumberLevel, PlaceLevel},
    list_row::{ListNumber, ListRow, RegisterCommunes},
    model::{MODEL, Model},
    name_compare::{Scratch, Written, compare_names, is_called},
    person::{Person, pack_number, pack_old_number},
    register::Register,
    tokens::Reader,
    weights::Weights,
};
use std::{collections::HashMap, num::NonZero, thread};

/// Below this the best candidate is not good enough to stop looking.
const LOOK_WIDER_BELOW: Millibits = Millibits(4000);

/// Written villages a thread remembers, so that foreign text cannot fill the memory.
const VILLAGES_MAX: usize = 1 << 16;

/// Matches rows with one register by one table of weights.
#[derive(Clone, Debug)]
pub struct Matcher<'r> {
    register: &'r Register,
    weights: Weights,
}

impl<'r> Matcher<'r> {
    /// Over this register, by the program's own weights.
    pub fn new(register: &'r Register) -> Matcher<'r> {
        Matcher::with_model(register, &MODEL)
    }

    /// Over this register, by the weights of a model.
    pub fn with_model(register: &'r Register, model: &Model) -> Matcher<'r> {
        Matcher { register, weights: Weights::over(model, register.len()) }
    }

    /// What comes of one row.
    pub fn find(&self, row: &ListRow) -> Finding {
        Worker::default().find(self, row)
    }

    /// What comes of each row, in their order. The number of threads changes the time it takes and nothing else.
    pub fn find_all(&self, rows: &[ListRow], threads: NonZero<usize>) -> Vec<Finding> {
        let share = rows.len().div_ceil(threads.get()).max(1);
        thread::scope(|scope| {
            let parts: Vec<_> = rows
                .chunks(share)
                .map(|part| {
                    scope.spawn(move || {
                        let mut worker = Worker::default();
                        part.iter().map(|row| worker.find(self, row)).collect::<Vec<_>>()
                    })
                })
                .collect();
            parts.into_iter().flat_map(|part| part.join().expect("matching a row does not panic")).collect()
        })
    }

    /// Everybody who shares a key with the row, in any order, judged by nobody.
    pub(crate) fn alike(&self, row: &ListRow) -> Vec<Candidate> {
        let mut worker = Worker::default();
        let prepared = worker.prepare(self.register, row);
        let Worker { reader, name, other_name, communes, found, candidates, scratch, .. } = &mut worker;
        by_number(self.register, &prepared, found);
        let names = [(&*reader, &**name), (&*reader, &**other_name)];
        by_likeness(self.register, &prepared, names, communes, found);
        let row = Row { prepared, reader, name, other_name, communes };
        compare_new(self, &row, found, candidates, scratch);
        worker.candidates
    }

    fn candidate(&self, row: &Row<'_>, number: u32, person: Person, scratch: &mut Scratch) -> Option<Candidate> {
        let mut comparison = self.compare_but_names(row, person);
        let without_name = self.weights.prior() + comparison.evidence();
        let holds = comparison.number.0 == NumberLevel::Same;
        if !holds && without_name + self.weights.name_max() < LOWER_THRESHOLD {
            return None;
        }
        comparison.name = self.compare_names(row, person, scratch);
        let score = without_name + comparison.name.1;
        let (dead, without_card) = (person.is_dead(), person.is_without_card());
        Some(Candidate { person: number, score, posterior: 0, comparison, dead, without_card })
    }

    /// The register that is asked.
    pub(crate) fn register(&self) -> &'r Register {
        self.register
    }

    /// Before anything is compared.
    pub(crate) fn odds_before(&self) -> Millibits {
        self.weights.prior()
    }

    pub(crate) fn compare_but_names(&self, row: &Row<'_>, person: Person) -> Comparison {
        let (weights, mine) = (&self.weights, &row.prepared);
        let birth = compare_births(mine.birth, person.birth);
        let sex = compare_sexes(mine.sex, person);
        let number_level = compare_numbers(mine.number, mine.repaired, person.number);
        let old = compare_old_numbers(mine.old_number, mine.old_repaired, person.old_number);
        let (place, people) = self.compare_places(row, person);
        let village = compare_villages(place, mine.village, person.village);
        Comparison {
            name: (NameLevel::Different, Millibits(0)),
            birth: (birth, weights.birth(birth)),
            sex: (sex, weights.sex(sex)),
            number: (number_level, weights.number(number_level)),
            old_number: (old, weights.old_number(old)),
            place: (place, weights.place(place, people)),
            village: (village, weights.village(village)),
        }
    }

    /// The best of all pairs of names the two sides have.
    pub(crate) fn compare_names(&self, row: &Row<'_>, person: Person, scratch: &mut Scratch) -> (NameLevel, Millibits) {
        let tokens = self.register.tokens();
        let counts = self.register.name_counts(person.name);
        let mut words = std::mem::take(&mut scratch.words);
        let mut compare = |mine: &[u32], theirs: u32| {
            compare_names(row.written(mine), tokens, self.register.name(theirs, &mut words), scratch)
        };
        let level = compare(row.name, person.name);
        let found = (level, self.weights.name(level, counts.bearers(level)));
        let mut by_alias = |mine: &[u32], theirs: u32| {
            !mine.is_empty()
                && !matches!(
                    compare(mine, theirs),
                    NameLevel::Part | NameLevel::Ends | NameLevel::Given | NameLevel::Different
                )
        };
        let alias = person.alias.checked_sub(1);
        let mut is_alias = !level.is_close()
            && (by_alias(row.other_name, person.name)
                || alias.is_some_and(|alias| by_alias(row.name, alias) || by_alias(row.other_name, alias)));
        if let Some(alias) = alias.filter(|_| !is_alias && !level.is_same()) {
            let mut called = Vec::new();
            let called = self.register.name(alias, &mut called);
            is_alias = called.len() == 1
                && is_called(row.written(row.name), tokens, self.register.name(person.name, &mut words), called);
        }
        scratch.words = words;
        if is_alias { (NameLevel::Alias, self.weights.name(NameLevel::Alias, counts.plain)) } else { found }
    }

    /// The level, and how many people live where the row says.
    fn compare_places(&self, row: &Row<'_>, person: Person) -> (PlaceLevel, u32) {
        let Some(theirs) = Register::commune_of(person) else { return (PlaceLevel::Missing, 0) };
        let province = self.register.province_of(theirs) + 1;
        let level = if !row.prepared.names_commune {
            PlaceLevel::Missing
        } else if row.communes.contains(&person.commune) {
            PlaceLevel::Same
        } else if row.prepared.province == province {
            PlaceLevel::Province
        } else {
            PlaceLevel::Different
        };
        (level, row.prepared.people_there)
    }

    /// How the commune of a row agrees with a person's.
    #[cfg(test)]
    pub(crate) fn compare_commune(&self, row: &ListRow, person: u32) -> (PlaceLevel, u32) {
        let mut worker = Worker::default();
        let prepared = worker.prepare(self.register, row);
        let Worker { reader, name, other_name, communes, .. } = &worker;
        self.compare_places(&Row { prepared, reader, name, other_name, communes }, self.register.person(person))
    }
}

/// What one thread keeps between rows.
#[derive(Debug, Default)]
pub(crate) struct Worker {
    pub(crate) reader: Reader,
    commune_cache: CommuneCache,
    villages: HashMap<String, u16>,
    /// The communes of the row that is looked at, counted from one.
    pub(crate) communes: Vec<u32>,
    pub(crate) scratch: Scratch,
    pub(crate) name: Vec<u32>,
    pub(crate) other_name: Vec<u32>,
    pub(crate) found: Vec<u32>,
    candidates: Vec<Candidate>,
}

/// A row as it is compared.
pub(crate) struct Row<'a> {
    pub(crate) prepared: Prepared,
    pub(crate) reader: &'a Reader,
    pub(crate) name: &'a [u32],
    pub(crate) other_name: &'a [u32],
    pub(crate) communes: &'a [u32],
}

impl Row<'_> {
    fn written<'a>(&'a self, words: &'a [u32]) -> Written<'a> {
        Written { reader: self.reader, words }
    }
}

impl Worker {
    fn find(&mut self, matcher: &Matcher<'_>, list_row: &ListRow) -> Finding {
        let register = matcher.register;
        let prepared = self.prepare(register, list_row);
        let Worker { reader, name, other_name, communes, found, candidates, scratch, .. } = self;
        let row = Row { prepared, reader, name, other_name, communes };
        found.clear();
        candidates.clear();
        by_number(register, &prepared, found);
        compare_new(matcher, &row, found, candidates, scratch);
        // Nobody can come near somebody who verifies: all others lack the number.
        if !candidates.iter().any(verifies) {
            let names = [(&*reader, &**name), (&*reader, &**other_name)];
            by_likeness(register, &prepared, names, communes, found);
            compare_new(matcher, &row, found, candidates, scratch);
            if candidates.iter().all(|found| found.score < LOOK_WIDER_BELOW) {
                wider(register, &prepared, names, communes, found);
                compare_new(matcher, &row, found, candidates, scratch);
            }
        }
        candidates
            .sort_by(|a, b| b.score.cmp(&a.score).then_with(|| register.pid(a.person).cmp(&register.pid(b.person))));
        let mut finding =
            judge(matches!(list_row.number, ListNumber::Citizen(_) | ListNumber::Repaired(_)), candidates);
        finding.died_on = finding.person.and_then(|person| register.died_on(person));
        finding
    }

    pub(crate) fn prepare(&mut self, register: &Register, row: &ListRow) -> Prepared {
        let tokens = register.tokens();
        self.reader.forget_if_full();
        self.reader.read(tokens, &row.full_name, &mut self.name);
        self.reader.read(tokens, &row.other_name, &mut self.other_name);
        self.find_communes(register, row);
        let communes = register.communes();
        let first = self.communes.first().map(|first| register.province_of(first - 1));
        let province = first.or_else(|| communes.find_province(&row.province));
        let (number, repaired) = match &row.number {
            ListNumber::None => (0, false),
            ListNumber::Citizen(id) => (pack_number(id), false),
            ListNumber::Repaired(id) => (pack_number(id), true),
        };
        Prepared {
            number,
            repaired,
            old_number: row.old_id.as_ref().map_or(0, pack_old_number),
            old_repaired: row.old_repaired,
            birth: dates::pack(row.birth),
            sex: row.sex,
            province: province.map_or(0, |province| province + 1),
            names_commune: !row.commune.is_empty() || row.communes.is_some(),
            people_there: self.communes.iter().map(|commune| communes.counts[*commune as usize - 1]).sum(),
            village: self.village(&row.village),
        }
    }

    /// Each written form is folded once.
    fn village(&mut self, village: &str) -> u16 {
        if let Some(tag) = self.villages.get(village) {
            return *tag;
        }
        if self.villages.len() > VILLAGES_MAX {
            self.villages.clear();
        }
        let tag = village_tag(village);
        self.villages.insert(village.to_owned(), tag);
        tag
    }

    /// The communes the dated map says; without it, the one that is written the same.
    fn find_communes(&mut self, register: &Register, row: &ListRow) {
        let communes = register.communes();
        self.communes.clear();
        if let Some(RegisterCommunes(mapped)) = &row.communes {
            self.communes
                .extend(mapped.iter().copied().filter(|number| (1..=communes.len()).contains(&(*number as usize))));
        } else if !row.commune.is_empty() {
            let find = || communes.find(&row.province, &row.commune);
            self.communes.extend(self.commune_cache.get(&row.province, &row.commune, find).map(|found| found + 1));
        }
    }
}

/// Compares those of `found` that are not among the candidates yet.
fn compare_new(
    matcher: &Matcher<'_>,
    row: &Row<'_>,
    found: &mut Vec<u32>,
    candidates: &mut Vec<Candidate>,
    scratch: &mut Scratch,
) {
    found.sort_unstable();
    found.dedup();
    found.retain(|person| candidates.iter().all(|known| known.person != *person));
    // All are fetched before any is compared: waiting for memory once is shorter than once each.
    let mut people = std::mem::take(&mut scratch.people);
    matcher.register.persons(found, &mut people);
    for (number, person) in found.drain(..).zip(&people) {
        candidates.extend(matcher.candidate(row, number, *person, scratch));
    }
    scratch.people = people;
}
