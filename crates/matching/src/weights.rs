//! The table of a model over one register: what each level weighs, in bits.

use crate::{
    bits::Millibits,
    level::{BirthLevel, NameLevel, NumberLevel, OldNumberLevel, PlaceLevel, SexLevel, VillageLevel},
    model::{Chance, MILLION, Model, Row},
};

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
    Shared { one: Millibits, millionths: u64 },
}

impl Weights {
    pub(crate) fn over(model: &Model, people: usize) -> Weights {
        let here = (people as u64).max(1);
        let people = here.max(model.people_min());
        let known = |row: Row| match row.u {
            Chance::Pairs(u) => Millibits::ratio(row.m * 1000, u),
            Chance::Registers(registers) => Millibits::ratio(row.m * registers, MILLION) + Millibits::count(here),
            Chance::Bearers(_) => Millibits(0),
        };
        let weight = |row: Row| match row.u {
            Chance::Bearers(millionths) => {
                let one = Millibits::ratio(row.m, MILLION) + Millibits::count(people * MILLION);
                Weight::Shared { one, millionths }
            }
            _ => Weight::Known(known(row)),
        };
        let [names, births, sexes, numbers, old_numbers, places, villages] = model.fields();
        let mut weights = Weights {
            names: from_rows(names, weight),
            births: from_rows(births, known),
            sexes: from_rows(sexes, known),
            numbers: from_rows(numbers, known),
            old_numbers: from_rows(old_numbers, known),
            places: from_rows(places, weight),
            villages: from_rows(villages, known),
            people,
            prior: Millibits::ratio(model.in_register(), MILLION) - Millibits::count(here),
            name_max: Millibits(0),
        };
        let most = NameLevel::ALL.iter().map(|level| weights.name(*level, 1)).max();
        weights.name_max = most.expect("names have levels");
        weights
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
            Weight::Shared { one, millionths } => {
                // Nothing is seen more often than always.
                let shared = (u64::from(shared.max(1)) * millionths).min(self.people * MILLION);
                one - Millibits::count(shared)
            }
        }
    }
}

fn from_rows<T, const LEVELS: usize>(rows: &[Row], weigh: impl Fn(Row) -> T) -> [T; LEVELS] {
    std::array::from_fn(|at| weigh(rows[at]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MODEL;

    #[test]
    fn a_rarer_name_tells_more_and_silence_tells_nothing() {
        let weights = Weights::over(&MODEL, 1_000_000);
        assert!(weights.name(NameLevel::Same, 1) > weights.name(NameLevel::Same, 900));
        assert!(weights.name(NameLevel::Same, 1) <= weights.name_max());
        assert_eq!(weights.birth(BirthLevel::Missing), Millibits(0));
        assert!(weights.name(NameLevel::Slip, 1_000_000) > Millibits(-12_000), "a chance is never above one");
    }
}
