//! Who of a commune is entitled to what: categories that fit age and sex.

use crate::{
    dice::{Dice, shared_out},
    person::Person,
    plan::SAMPLE_DAY,
};
use kernel::Sex;
use office::reference::{Category, built_in};
use std::sync::LazyLock;

/// A person chosen for a category.
pub(crate) struct Chosen<'p> {
    pub(crate) person: &'p Person,
    pub(crate) category: &'static str,
}

/// Categories of social protection and their share, the scarcest people first.
const PROTECTION: &[(&str, u64)] = &[
    ("BTXH.1.U4", 10),
    ("BTXH.1.4P", 120),
    ("BTXH.2", 40),
    ("BTXH.3.4P", 5),
    ("BTXH.7", 20),
    ("BTXH.5d", 10),
    ("BTXH.5a.80", 180),
    ("BTXH.6.DB.NCT", 420),
    ("BTXH.6.N.NCT", 900),
    ("BTXH.5c", 4_050),
    ("BTXH.5a.60", 260),
    ("BTXH.6.DB.TE", 160),
    ("BTXH.6.N.TE", 420),
    ("BTXH.6.DB", 560),
    ("BTXH.6.N", 1_960),
    ("BTXH.4", 360),
    ("BTXH.8", 15),
    ("CS.1.4P", 30),
    ("CS.2c", 470),
    ("CS.2d.NL", 10),
];
/// People with merit: share, youngest age in 2024.
const MERIT: &[(&str, u64, i64)] = &[
    ("NCC.d", 50, 80),
    ("NCC.k", 500, 66),
    ("NCC.l", 150, 70),
    ("NCC.m", 100, 75),
    ("NCC.h", 450, 62),
    ("NCC.i", 800, 62),
    ("NCC.g", 2_400, 58),
    ("NCC.c", 1_650, 45),
    ("NCC.TN", 3_900, 40),
];

/// The categories of the law, as the program ships them.
pub(crate) static CATEGORIES: LazyLock<Vec<Category>> =
    LazyLock::new(|| built_in::categories().into_iter().map(|seed| seed.value).collect());

/// A category by its code.
pub(crate) fn category(code: &str) -> &'static Category {
    CATEGORIES.iter().find(|category| category.code == code).expect("the sample names categories of the law")
}

/// Beneficiaries of social protection, as many as asked.
pub(crate) fn protection<'p>(dice: &mut Dice, people: &'p [Person], wanted: u64) -> Vec<Chosen<'p>> {
    let weights: Vec<u64> = PROTECTION.iter().map(|(_, weight)| *weight).collect();
    let quotas = shared_out(wanted, &weights);
    let mut choice = Choice::new(dice, people);
    for ((code, _), quota) in PROTECTION.iter().zip(quotas) {
        let category = category(code);
        choice.take(code, quota, |person, age| {
            let by_sex = *code != "BTXH.4" || person.sex == Sex::Female || person.number.is_multiple_of(9);
            by_sex
                && age >= category.age_from.unwrap_or(if code.starts_with("CS") { 28 } else { 18 })
                && age <= category.age_to.unwrap_or(if code.starts_with("CS") || *code == "BTXH.4" { 72 } else { 150 })
        });
    }
    // Where the old run out, disability has no age.
    let missing = wanted - choice.chosen.len() as u64;
    for (code, from, to) in [("BTXH.6.N.NCT", 60, 150), ("BTXH.6.N", 16, 59), ("BTXH.6.N.TE", 0, 15)] {
        let left = missing.min(wanted - choice.chosen.len() as u64);
        choice.take(code, left, |_, age| (from..=to).contains(&age));
    }
    choice.chosen
}

/// People with merit and their relatives.
pub(crate) fn merit<'p>(dice: &mut Dice, people: &'p [Person], wanted: u64) -> Vec<Chosen<'p>> {
    let weights: Vec<u64> = MERIT.iter().map(|(_, weight, _)| *weight).collect();
    let quotas = shared_out(wanted, &weights);
    let mut choice = Choice::new(dice, people);
    for ((code, _, youngest), quota) in MERIT.iter().zip(quotas) {
        choice.take(code, quota, |person, age| age >= *youngest && (*code != "NCC.d" || person.sex == Sex::Female));
    }
    let missing = wanted - choice.chosen.len() as u64;
    choice.take("NCC.TN", missing, |_, age| age >= 18);
    choice.chosen
}

/// Heads of poor and near-poor households: one a household.
pub(crate) fn poverty<'p>(dice: &mut Dice, people: &'p [Person], wanted: u64) -> Vec<Chosen<'p>> {
    let mut choice = Choice::new(dice, people);
    let mut seen = std::collections::HashSet::new();
    for (code, quota) in [("NGHEO", wanted * 44 / 100), ("CANNGHEO", wanted - wanted * 44 / 100)] {
        choice.take(code, quota, |person, age| age >= 25 && seen.insert(person.household));
    }
    choice.chosen
}

/// People in any order, each chosen once.
struct Choice<'p> {
    people: &'p [Person],
    order: Vec<usize>,
    taken: Vec<bool>,
    chosen: Vec<Chosen<'p>>,
}

impl<'p> Choice<'p> {
    fn new(dice: &mut Dice, people: &'p [Person]) -> Choice<'p> {
        // Every other one who died was struck off already.
        let on_lists = |at: &usize| people[*at].died_on.is_none() || people[*at].number.is_multiple_of(2);
        let mut order: Vec<usize> = (0..people.len()).filter(on_lists).collect();
        dice.shuffle(&mut order);
        Choice { people, order, taken: vec![false; people.len()], chosen: Vec::new() }
    }

    fn take(&mut self, category: &'static str, quota: u64, mut fits: impl FnMut(&Person, i64) -> bool) {
        let mut left = quota;
        for at in &self.order {
            if left == 0 {
                return;
            }
            let person = &self.people[*at];
            if !self.taken[*at] && fits(person, person.age_on(SAMPLE_DAY)) {
                self.taken[*at] = true;
                self.chosen.push(Chosen { person, category });
                left -= 1;
            }
        }
    }
}
