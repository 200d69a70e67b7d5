//! The people of one commune, household after household.

use crate::{
    chances::Chances,
    dice::Dice,
    names::{self, People},
    numbers::Numbers,
    person::{BirthKnown, Person},
    plan::{Commune, Plan, SAMPLE_DAY},
};
use jiff::civil::Date;
use kernel::Sex;

/// Hamlets of a commune.
pub(crate) const HAMLETS: u8 = 7;

/// People of each five years of age, from 0 on, in ten thousand: a rural district of the central coast that the young
/// leave.
const AGES: &[u32] =
    &[600, 750, 750, 650, 550, 600, 700, 750, 720, 700, 700, 680, 600, 450, 320, 200, 160, 100, 50, 20, 3];

/// Makes everybody who lives in a commune.
pub(crate) fn people_of(plan: &Plan, commune: &Commune) -> Vec<Person> {
    let dice = Dice::of(plan.seed, "people", commune.index as u64);
    let numbers = Numbers::new(plan, commune);
    let hills = plan.chances.hills;
    let is_of_the_hills = hills > 0 && Dice::of(plan.seed, "hills", commune.index as u64).happens(hills);
    let people = Vec::with_capacity(capacity(commune));
    let mut making = Making { plan, commune, dice, numbers, is_of_the_hills, people };
    let mut household = 0;
    while (making.people.len() as u64) < commune.people {
        household += 1;
        making.add_household(household);
    }
    making.people
}

fn capacity(commune: &Commune) -> usize {
    usize::try_from(commune.people).expect("a commune fits the memory")
}

struct Making<'p> {
    plan: &'p Plan,
    commune: &'p Commune,
    dice: Dice,
    numbers: Numbers,
    is_of_the_hills: bool,
    people: Vec<Person>,
}

impl Making<'_> {
    fn add_household(&mut self, household: u32) {
        let people = self.people_of_household();
        let family = names::family_name(&mut self.dice, people);
        let hamlet = u8::try_from(self.dice.below(usize::from(HAMLETS))).expect("a few hamlets");
        let size = self.dice.weighted(&[(1_u32, 14), (2, 24), (3, 22), (4, 22), (5, 12), (6, 6)]);
        for _ in 0..size {
            if self.people.len() as u64 >= self.commune.people {
                return;
            }
            // Wives and parents-in-law keep the names they were born with.
            let own = self.dice.happens(6_500);
            let family = if own { family } else { names::family_name(&mut self.dice, people) };
            self.add_person(people, family, hamlet, household);
            self.maybe_add_twin(family, hamlet, household);
        }
    }

    /// The Hrê and the Cor live where the hills begin.
    fn people_of_household(&mut self) -> People {
        let known = matches!(self.commune.unit.code.as_str(), "21064" | "21058");
        let (hre, cor) = if self.is_of_the_hills {
            (7_000, 5_000)
        } else if known {
            (350, 250)
        } else {
            (25, 15)
        };
        self.dice.weighted(&[(People::Hre, hre), (People::Cor, cor), (People::Elsewhere, 5), (People::Kinh, 9_000)])
    }

    fn add_person(&mut self, people: People, family: &str, hamlet: u8, household: u32) {
        let (sex, born_on) = self.sex_and_birth();
        let name = names::full_name(&mut self.dice, people, family, sex, born_on.year());
        let chances = self.plan.chances;
        let namesake = self.dice.happens(chances.namesakes).then(|| self.namesake(sex)).flatten();
        let (name, born_on) = namesake.unwrap_or((name, born_on));
        let of_the_year = chances.namesakes_of_the_year;
        let of_the_year = (of_the_year > 0 && self.dice.happens(of_the_year)).then(|| self.namesake(sex)).flatten();
        let (name, born_on) =
            of_the_year.map_or((name, born_on), |(name, other)| (name, self.day_of_year(other.year())));
        self.put(name, sex, born_on, hamlet, household);
    }

    /// Another person of the same name and day: what no list can tell apart without a number.
    fn namesake(&mut self, sex: Sex) -> Option<(String, Date)> {
        let at = self.dice.below(self.people.len().max(1));
        self.people.get(at).filter(|other| other.sex == sex).map(|other| (other.name.clone(), other.born_on))
    }

    /// The same day, the same family and middle name, another given name that often sounds alike.
    fn maybe_add_twin(&mut self, family: &str, hamlet: u8, household: u32) {
        let Chances { twins, twins_alike, .. } = *self.plan.chances;
        let twins = self.dice.happens(twins) && (self.people.len() as u64) < self.commune.people;
        let Some(first) = self.people.last().filter(|_| twins).cloned() else { return };
        let Some((start, given)) = first.name.rsplit_once(' ').filter(|_| !family.is_empty()) else { return };
        let (sex, born) = (first.sex, first.born_on.year());
        let alike = (twins_alike > 0 && self.dice.happens(twins_alike))
            .then(|| names::given_name_like(&mut self.dice, given, sex, born))
            .flatten();
        let other = alike.unwrap_or_else(|| names::given_name(&mut self.dice, sex, born));
        if other != given {
            self.put(format!("{start} {other}"), first.sex, first.born_on, hamlet, household);
        }
    }

    fn put(&mut self, name: String, sex: Sex, born_on: Date, hamlet: u8, household: u32) {
        let number = self.commune.first_person + self.people.len() as u64;
        let mut person = Person {
            number,
            name,
            home_name: None,
            sex,
            born_on,
            birth_known: BirthKnown::Day,
            citizen_id: None,
            old_id: None,
            hamlet,
            household,
            died_on: None,
            has_card: None,
        };
        let age = person.age_on(SAMPLE_DAY);
        person.home_name =
            self.dice.happens(if age >= 60 { 600 } else { 80 }).then(|| names::home_name(&mut self.dice, sex));
        person.birth_known = self.birth_known(born_on.year());
        person.died_on = self.died_on(age);
        if self.dice.happens(if age >= 80 { 130 } else { 4 }) {
            person.has_card = Some(false);
        } else {
            person.citizen_id = Some(self.numbers.citizen_id(&mut self.dice, sex, born_on.year()));
            person.has_card = (age >= 14).then(|| !self.dice.happens(if age >= 80 { 320 } else { 40 }));
        }
        if age >= 24 && self.dice.happens(7_800) {
            let twice = self.plan.chances.old_numbers_twice;
            let shared = twice > 0 && self.dice.happens(twice);
            let whose = if shared { number.saturating_sub(self.dice.below(5_000) as u64) } else { number };
            person.old_id = Some(self.numbers.old_id(self.plan, whose));
        }
        self.people.push(person);
    }

    fn sex_and_birth(&mut self) -> (Sex, Date) {
        let weighted: Vec<(i64, u32)> = (0_i64..).zip(AGES).map(|(five, weight)| (five * 5, *weight)).collect();
        let age = self.dice.weighted(&weighted) + self.dice.between(0, 4);
        let men = match age {
            0..60 => 5_050,
            60..75 => 4_500,
            _ => 3_600,
        };
        let sex = if self.dice.happens(men) { Sex::Male } else { Sex::Female };
        let year = i64::from(SAMPLE_DAY.year()) - 1 - age;
        (sex, self.day_of_year(i16::try_from(year).expect("a year")))
    }

    fn day_of_year(&mut self, year: i16) -> Date {
        let day_of_year = self.dice.between(0, 364);
        let first = Date::new(year, 1, 1).expect("a first of January");
        first.saturating_add(jiff::Span::new().days(day_of_year))
    }

    /// The old were entered into the books by the year.
    fn birth_known(&mut self, year: i16) -> BirthKnown {
        let (only_year, first) = match year {
            ..1945 => (1_500, 2_500),
            1945..1960 => (500, 1_500),
            1960..1975 => (50, 400),
            _ => (0, 10),
        };
        self.dice.weighted(&[
            (BirthKnown::Year, only_year),
            (BirthKnown::FirstOfYear, first),
            (BirthKnown::Day, 10_000 - only_year - first),
        ])
    }

    /// Deaths of the last months, that lists have not heard of.
    fn died_on(&mut self, age: i64) -> Option<Date> {
        let share = match age {
            80.. => 500,
            60..80 => 90,
            _ => 10,
        };
        let days = self.dice.between(1, 280);
        self.dice.happens(share).then(|| SAMPLE_DAY.saturating_sub(jiff::Span::new().days(days)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn numbers_are_unique_and_say_what_they_must() {
        let plan = Plan::new("524", 5, Some(400), Some(20_000)).expect("a plan");
        let (mut seen, mut old, mut warned, mut people) = (HashSet::new(), HashSet::new(), 0, 0);
        for commune in plan.communes() {
            for person in people_of(&plan, &commune) {
                people += 1;
                assert_eq!(person.number + 1, people, "people are counted through the district");
                if let Some(id) = person.citizen_id {
                    assert!(seen.insert(id), "{id:?} twice");
                    warned += u32::from(!id.warnings(Some(person.sex), Some(person.birth())).is_empty());
                }
                if let Some(number) = person.old_id {
                    assert!(old.insert(number), "{number:?} twice");
                }
            }
        }
        assert_eq!(people, 20_000);
        assert!(seen.len() > 19_800 && old.len() > 9_000);
        assert!((1..80).contains(&warned), "some numbers were issued for another year: {warned}");
    }

    #[test]
    fn there_are_twins_namesakes_the_old_and_the_dead() {
        let plan = Plan::new("524", 5, Some(400), Some(40_000)).expect("a plan");
        let everybody: Vec<Person> = plan.communes().iter().flat_map(|commune| people_of(&plan, commune)).collect();
        let count = |is: &dyn Fn(&Person) -> bool| everybody.iter().filter(|person| is(person)).count();
        assert!((900..1_800).contains(&count(&|person| person.age_on(SAMPLE_DAY) >= 80)));
        assert!(count(&|person| person.died_on.is_some()) > 50);
        assert!(count(&|person| person.birth_known == BirthKnown::Year) > 200);
        let twins =
            everybody.windows(2).filter(|two| two[0].born_on == two[1].born_on && two[0].household == two[1].household);
        assert!(twins.count() > 100);
        let same: HashSet<(&str, Date)> =
            everybody.iter().map(|person| (person.name.as_str(), person.born_on)).collect();
        assert!(everybody.len() - same.len() > 20, "namesakes of one day");
    }
}
