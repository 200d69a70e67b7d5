//! The lists of a commune: chosen people become rows, and rows get their slips.

use super::{
    Chosen, ListRow, Lists,
    choose::{self, category},
    plant::Planting,
};
use crate::{
    dice::Dice,
    person::Person,
    plan::{Commune, Plan, SAMPLE_DAY},
    register::hamlet_name,
    slip::{IN_TWO_COMMUNES, Slip},
};
use jiff::civil::{Date, date};
use kernel::{BirthDate, Dong, Rounding};

/// The standard of social protection in January 2024.
pub(crate) const STANDARD: Dong = Dong::new(360_000);
/// The standard of people with merit.
const STANDARD_MERIT: i64 = 2_055_000;

/// Makes the lists of a commune.
pub(crate) fn lists_of(plan: &Plan, commune: &Commune, people: &[Person]) -> Lists {
    let mut dice = Dice::of(plan.seed, "lists", commune.index as u64);
    let a_commune = |in_ten_thousand: u64| plan.people * in_ten_thousand / 10_000 / commune.of_communes;
    let (moving, doubled) = (a_commune(plan.chances.moved).min(commune.protection / 4), a_commune(IN_TWO_COMMUNES));
    // Rows that come from elsewhere take their place among the rows of the plan; those that leave give it up.
    let distinct = commune.protection.saturating_sub(doubled + commune.twice).max(1);
    let chosen = choose::protection(&mut dice, people, distinct);
    let mut protection: Vec<ListRow> = chosen.iter().map(|one| row(&mut dice, commune, one)).collect();
    dice.shuffle(&mut protection);
    let mut planting = Planting { dice: &mut dice, commune, people, chances: plan.chances };
    planting.plant_all(&mut protection);
    planting.wrong_amounts(&mut protection, commune.wrong_amounts);
    add_copies(&mut dice, &mut protection, commune.twice);
    let doubled = copies(&mut dice, &protection, doubled, Slip::TwoCommunes);
    let mut merit =
        made(&mut dice, commune, &choose::merit(&mut dice_of(plan, commune, "merit"), people, commune.merit));
    let mut poverty =
        made(&mut dice, commune, &choose::poverty(&mut dice_of(plan, commune, "poverty"), people, commune.poverty));
    let mut planting = Planting { dice: &mut dice, commune, people, chances: plan.chances };
    planting.plant_all(&mut merit);
    planting.plant_all(&mut poverty);
    planting.bad_rows(&mut protection, commune.bad_rows);
    Lists { protection, merit, poverty, moving: usize::try_from(moving).expect("a few"), doubled }
}

fn dice_of(plan: &Plan, commune: &Commune, purpose: &str) -> Dice {
    Dice::of(plan.seed, purpose, commune.index as u64)
}

fn made(dice: &mut Dice, commune: &Commune, chosen: &[Chosen<'_>]) -> Vec<ListRow> {
    let mut rows: Vec<ListRow> = chosen.iter().map(|one| row(dice, commune, one)).collect();
    dice.shuffle(&mut rows);
    rows
}

/// Some people stand twice in the same list, mostly far apart.
fn add_copies(dice: &mut Dice, rows: &mut Vec<ListRow>, count: u64) {
    let copies = copies(dice, rows, count, Slip::TwiceInList);
    for copy in copies {
        let at = dice.below(rows.len() + 1);
        rows.insert(at, copy);
    }
}

fn copies(dice: &mut Dice, rows: &[ListRow], count: u64, slip: Slip) -> Vec<ListRow> {
    let copy = |_| {
        let mut row = rows[dice.below(rows.len())].clone();
        row.slips.push(slip);
        row
    };
    (0..count).map(copy).collect()
}

/// A row without a fault.
fn row(dice: &mut Dice, commune: &Commune, chosen: &Chosen<'_>) -> ListRow {
    let Chosen { person, category: code } = chosen;
    let entitled_from = entitled_from(dice, person, code);
    let decided_on = entitled_from.saturating_add(jiff::Span::new().days(dice.between(0, 27)));
    let mut row = ListRow {
        person: Some(person.number),
        slips: Vec::new(),
        name: person.name.clone(),
        birth: birth_written(person.birth()),
        sex: person.sex,
        citizen_id: person.citizen_id.map(|id| id.as_str().to_owned()).unwrap_or_default(),
        old_id: person.old_id.map(|id| id.as_str().to_owned()).unwrap_or_default(),
        hamlet: hamlet_name(commune, person.hamlet),
        phone: if dice.happens(3_800) { phone(dice) } else { String::new() },
        category: code,
        amount: amount(dice, code),
        decision_number: format!("{}/QĐ-UBND", dice.between(11, 4_900)),
        decision_on: Some(decided_on),
        entitled_from: Some(entitled_from),
        household: format!("{}-{:05}", commune.unit.code, person.household),
        members: u8::try_from(dice.weighted(&[(1, 22), (2, 28), (3, 18), (4, 18), (5, 9), (6, 5)])).expect("few"),
        age: person.age_on(SAMPLE_DAY),
        is_dead: person.died_on.is_some(),
    };
    if row.is_dead {
        row.slips.push(Slip::Dead);
    }
    if person.has_card == Some(false) {
        row.slips.push(Slip::NoCard);
    }
    row
}

pub(super) fn birth_written(birth: BirthDate) -> String {
    birth.slashed()
}

fn phone(dice: &mut Dice) -> String {
    let begin = dice.pick(&["0905", "0935", "0914", "0977", "0986", "0367", "0389", "0779", "0848", "0702"]);
    format!("{begin}{}", dice.digits(6))
}

/// The standard times the coefficient; for people with merit what a decision may say.
fn amount(dice: &mut Dice, code: &str) -> Option<i64> {
    let times = |over: i64, under: i64| Some(STANDARD_MERIT * over / under);
    match code {
        "NGHEO" | "CANNGHEO" => None,
        "NCC.d" => times(3, 1),
        "NCC.c" | "NCC.TN" => times(1, 1),
        "NCC.g" => Some(dice.between(21, 80) * 66_000),
        "NCC.h" => Some(dice.pick(&[2_146_000, 2_676_000, 3_409_000, 3_930_000])),
        "NCC.i" => Some(dice.pick(&[1_562_000, 2_609_000, 3_659_000])),
        code if code.starts_with("NCC") => times(6, 10),
        code => {
            let amount = category(code).amount_at(STANDARD, Rounding::Down).expect("a small amount");
            amount.map(Dong::as_i64)
        }
    }
}

/// The first of a month, after the age that entitles.
fn entitled_from(dice: &mut Dice, person: &Person, code: &str) -> Date {
    let first_law = date(2014, 1, 1);
    let age = if code.starts_with("BTXH") { category(code).age_from.unwrap_or(0) } else { 0 };
    let birthday = person.born_on.saturating_add(jiff::Span::new().years(age));
    let from = birthday.max(first_law).min(date(2023, 12, 1));
    let days = (date(2023, 12, 1) - from).get_days();
    let day = from.saturating_add(jiff::Span::new().days(dice.between(0, i64::from(days.max(0)))));
    day.first_of_month()
}
