//! The weights: how much each level of agreement tells.
//!
//! After Fellegi and Sunter, a level weighs `log2(m / u)`: `m` is how often it is seen between a row and its person, `u`
//! how often between a row and somebody else. Where `u` depends on the value, as with names, it comes from the register.

use crate::{
    bits::Millibits,
    compare::Comparison,
    level::{BirthLevel, Field, NameLevel, NumberLevel, OldNumberLevel, PlaceLevel, SexLevel, VillageLevel},
};
use sha2::{Digest as _, Sha256};
use std::{fmt::Write as _, sync::LazyLock};

/// How often a level is seen between strangers.
#[derive(Clone, Copy, Debug)]
enum Chance {
    /// In a million pairs.
    Fixed(u64),
    /// As often as the value is found in the register, times this many thousandths.
    Frequency(u64),
    /// One in this many registers: a number belongs to one person, but lists carry the numbers of others.
    OneInRegisters(u64),
}
use Chance::{Fixed, Frequency, OneInRegisters};

/// `m` in a million, and `u`.
type Row = (&'static str, u64, Chance);

/// `unmarked` and `repaired` have the `m` of a row that is as damaged as that: a list without marks has no other level.
const NAMES: [Row; 11] = [
    ("same", 880_000, Frequency(1000)),
    ("unmarked", 850_000, Frequency(1000)),
    ("marks", 30_000, Frequency(1000)),
    ("dialect", 15_000, Frequency(1000)),
    ("order", 4_000, Frequency(3000)),
    ("slip", 25_000, Frequency(25_000)),
    ("part", 15_000, Frequency(6000)),
    ("alias", 8_000, Frequency(4000)),
    ("ends", 6_000, Fixed(8_000)),
    ("given", 5_000, Fixed(12_000)),
    ("different", 12_000, Fixed(970_000)),
];

/// About 85 years of births; years are not equally full, and 1 January is written for many days.
const BIRTHS: [Row; 14] = [
    ("same", 850_000, Fixed(40)),
    ("same_new_year", 850_000, Fixed(700)),
    ("same_year", 850_000, Fixed(14_000)),
    ("year_only", 850_000, Fixed(14_000)),
    ("new_year", 300_000, Fixed(14_000)),
    ("swapped", 12_000, Fixed(35)),
    ("slip", 30_000, Fixed(1_800)),
    ("year_slip", 10_000, Fixed(80)),
    ("zodiac", 4_000, Fixed(60)),
    ("lunar", 10_000, Fixed(2_800)),
    ("year", 12_000, Fixed(12_000)),
    ("near_year", 10_000, Fixed(26_000)),
    ("different", 12_000, Fixed(955_000)),
    ("missing", 1, Fixed(1)),
];

const SEXES: [Row; 3] =
    [("same", 985_000, Fixed(510_000)), ("different", 15_000, Fixed(490_000)), ("missing", 1, Fixed(1))];

const NUMBERS: [Row; 6] = [
    ("same", 920_000, OneInRegisters(60)),
    ("repaired", 900_000, OneInRegisters(40)),
    ("transposed", 10_000, Fixed(4)),
    ("one_digit", 25_000, Fixed(10)),
    ("different", 30_000, Fixed(999_900)),
    ("missing", 1, Fixed(1)),
];

/// Nine digits were given twice across provinces, and changed with the card.
const OLD_NUMBERS: [Row; 6] = [
    ("same", 840_000, OneInRegisters(12)),
    ("repaired", 820_000, OneInRegisters(8)),
    ("transposed", 10_000, Fixed(6)),
    ("one_digit", 25_000, Fixed(25)),
    ("different", 120_000, Fixed(999_900)),
    ("missing", 1, Fixed(1)),
];

const PLACES: [Row; 4] = [
    ("same", 860_000, Frequency(1000)),
    ("province", 110_000, Fixed(500_000)),
    ("different", 30_000, Fixed(450_000)),
    ("missing", 1, Fixed(1)),
];

const VILLAGES: [Row; 3] =
    [("same", 700_000, Fixed(180_000)), ("different", 300_000, Fixed(820_000)), ("missing", 1, Fixed(1))];

/// Before anything is compared: so many in a million rows have their person in the register.
const IN_REGISTER: u64 = 950_000;

/// A register of a few communes says little on how rare a name is in the country: what is seen once in it counts as
/// once in this many people.
const PEOPLE_MIN: u64 = 100_000;

/// The table that decides now.
pub static MODEL: LazyLock<Model> = LazyLock::new(Model::first);

/// A table of weights, with its name and digest.
#[derive(Debug)]
pub struct Model {
    name: &'static str,
    text: String,
    digest: [u8; 32],
}

/// One field's part in a decision, as it is stored and explained.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reason {
    /// The key of the field.
    pub field: String,
    /// The key of the level.
    pub level: String,
    /// What it tells, for or against.
    pub millibits: Millibits,
}

impl Model {
    fn first() -> Model {
        let mut text = format!("in_register {IN_REGISTER}\npeople_min {PEOPLE_MIN}\n");
        for (field, rows) in tables() {
            for (level, m, u) in rows {
                writeln!(text, "{} {level} m {m} u {}", field.key(), told(*u)).expect("text takes text");
            }
        }
        let digest = Sha256::digest(text.as_bytes()).into();
        Model { name: "fixed-2", text, digest }
    }

    /// Its name, which changes with its numbers.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Name and beginning of the digest, as decisions keep it: `fixed-2:0123456789ab`.
    pub fn id(&self) -> String {
        let mut id = format!("{}:", self.name);
        for byte in &self.digest[..6] {
            write!(id, "{byte:02x}").expect("text takes text");
        }
        id
    }

    /// All numbers, a line each.
    pub fn text(&self) -> &str {
        &self.text
    }
}

fn tables() -> [(Field, &'static [Row]); 7] {
    [
        (Field::FullName, &NAMES),
        (Field::Birth, &BIRTHS),
        (Field::Sex, &SEXES),
        (Field::CitizenId, &NUMBERS),
        (Field::OldId, &OLD_NUMBERS),
        (Field::Commune, &PLACES),
        (Field::Village, &VILLAGES),
    ]
}

fn told(chance: Chance) -> String {
    match chance {
        Fixed(millionths) => millionths.to_string(),
        Frequency(thousandths) => format!("frequency x {thousandths}/1000"),
        OneInRegisters(registers) => format!("1/({registers} x people)"),
    }
}

/// The weights over one register.
#[derive(Clone, Debug)]
pub(crate) struct Weights {
    names: [Weight; 11],
    births: [Millibits; 14],
    sexes: [Millibits; 3],
    numbers: [Millibits; 6],
    old_numbers: [Millibits; 6],
    places: [Weight; 4],
    villages: [Millibits; 3],
    people: u64,
    prior: Millibits,
    name_max: Millibits,
}

/// A weight that is known beforehand, or what is left to divide by the number of people who share the value.
#[derive(Clone, Copy, Debug)]
enum Weight {
    Known(Millibits),
    Shared { one: Millibits, thousandths: u64 },
}

impl Weights {
    pub(crate) fn over(people: usize) -> Weights {
        let here = (people as u64).max(1);
        let people = here.max(PEOPLE_MIN);
        let known = |(_, m, u): Row| match u {
            Fixed(u) => Millibits::ratio(m, u),
            OneInRegisters(registers) => Millibits::ratio(m * registers, 1_000_000) + Millibits::ratio(here, 1),
            Frequency(_) => Millibits(0),
        };
        let weight = |row: Row| match row.2 {
            Frequency(thousandths) => {
                let one = Millibits::ratio(row.1, 1_000_000) + Millibits::ratio(people * 1000, 1);
                Weight::Shared { one, thousandths }
            }
            _ => Weight::Known(known(row)),
        };
        Weights {
            names: NAMES.map(weight),
            births: BIRTHS.map(known),
            sexes: SEXES.map(known),
            numbers: NUMBERS.map(known),
            old_numbers: OLD_NUMBERS.map(known),
            places: PLACES.map(weight),
            villages: VILLAGES.map(known),
            people,
            prior: Millibits::ratio(IN_REGISTER, 1_000_000) - Millibits::ratio(here, 1),
            name_max: Millibits::ratio(people, 1),
        }
    }

    /// The odds before anything is compared.
    pub(crate) fn prior(&self) -> Millibits {
        self.prior
    }

    /// More than any name tells.
    pub(crate) fn name_max(&self) -> Millibits {
        self.name_max
    }

    /// `shared` is how many people bear the name, by the spelling of the level.
    pub(crate) fn name(&self, level: NameLevel, shared: u32) -> Millibits {
        self.of(self.names[level as usize], shared)
    }

    pub(crate) fn birth(&self, level: BirthLevel) -> Millibits {
        self.births[level as usize]
    }

    pub(crate) fn sex(&self, level: SexLevel) -> Millibits {
        self.sexes[level as usize]
    }

    pub(crate) fn number(&self, level: NumberLevel) -> Millibits {
        self.numbers[level as usize]
    }

    pub(crate) fn old_number(&self, level: OldNumberLevel) -> Millibits {
        self.old_numbers[level as usize]
    }

    /// `shared` is how many people live in the commune.
    pub(crate) fn place(&self, level: PlaceLevel, shared: u32) -> Millibits {
        self.of(self.places[level as usize], shared)
    }

    pub(crate) fn village(&self, level: VillageLevel) -> Millibits {
        self.villages[level as usize]
    }

    fn of(&self, weight: Weight, shared: u32) -> Millibits {
        match weight {
            Weight::Known(known) => known,
            Weight::Shared { one, thousandths } => {
                // Nothing is seen more often than always.
                let shared = (u64::from(shared.max(1)) * thousandths).min(self.people * 1000);
                one - Millibits::ratio(shared, 1)
            }
        }
    }
}

impl Comparison {
    /// The evidence field by field, what says nothing left out.
    pub fn reasons(&self) -> Vec<Reason> {
        let all = [
            (Field::CitizenId, self.number.0.key(), self.number.1),
            (Field::OldId, self.old_number.0.key(), self.old_number.1),
            (Field::FullName, self.name.0.key(), self.name.1),
            (Field::Birth, self.birth.0.key(), self.birth.1),
            (Field::Sex, self.sex.0.key(), self.sex.1),
            (Field::Commune, self.place.0.key(), self.place.1),
            (Field::Village, self.village.0.key(), self.village.1),
        ];
        let said = all.into_iter().filter(|(_, level, _)| *level != "missing");
        said.map(|(field, level, millibits)| Reason {
            field: field.key().to_owned(),
            level: level.to_owned(),
            millibits,
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_has_its_row_in_its_place() {
        let levels: [Vec<&str>; 7] = [
            NameLevel::ALL.iter().map(|level| level.key()).collect(),
            BirthLevel::ALL.iter().map(|level| level.key()).collect(),
            SexLevel::ALL.iter().map(|level| level.key()).collect(),
            NumberLevel::ALL.iter().map(|level| level.key()).collect(),
            OldNumberLevel::ALL.iter().map(|level| level.key()).collect(),
            PlaceLevel::ALL.iter().map(|level| level.key()).collect(),
            VillageLevel::ALL.iter().map(|level| level.key()).collect(),
        ];
        for ((field, rows), levels) in tables().into_iter().zip(levels) {
            assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), levels, "{field:?}");
        }
    }

    #[test]
    fn a_rarer_name_tells_more_and_silence_tells_nothing() {
        let weights = Weights::over(1_000_000);
        assert!(weights.name(NameLevel::Same, 1) > weights.name(NameLevel::Same, 900));
        assert!(weights.name(NameLevel::Same, 1) <= weights.name_max());
        assert_eq!(weights.birth(BirthLevel::Missing), Millibits(0));
        assert!(weights.name(NameLevel::Slip, 1_000_000) > Millibits(-6000), "a chance is never above one");
        assert_eq!(weights.name(NameLevel::Same, 1000).to_string(), "+9.8");
    }

    /// Who changes a number changes the name of the table: decisions keep both.
    #[test]
    fn the_table_has_not_changed_under_its_name() {
        assert_eq!(MODEL.id(), "fixed-2:4253bf77320c");
    }
}
