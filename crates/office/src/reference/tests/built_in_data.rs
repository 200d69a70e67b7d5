//! What ships is right: against the law's own arithmetic, against the unit trees, against the given tables.

use super::super::*;
use crate::{
    places::Places,
    profile::{DayKind, Profiles, Programme},
};
use jiff::civil::{Weekday, date};
use kernel::{Dong, Ratio, Rounding};
use std::collections::{BTreeSet, HashMap};

fn check<T: Reference>(seeds: &[Seed<T>]) {
    let mut slots = BTreeSet::new();
    for seed in seeds {
        assert_eq!(seed.value.check(), Ok(()), "{}", seed.value.item());
        assert!(seed.until.is_none_or(|until| seed.from <= until), "{}", seed.value.item());
        assert!(slots.insert((seed.value.item(), seed.from)), "{} twice", seed.value.item());
        let text = serde_json::to_string(&seed.value).expect("JSON");
        assert!(serde_json::from_str::<T>(&text).is_ok_and(|again| again == seed.value), "{text}");
    }
}

#[test]
fn every_row_can_be_and_reads_back() {
    check(&built_in::rates());
    check(&built_in::categories());
    check(&built_in::banks());
    check(&built_in::holidays());
    check(&built_in::targets());
    check(&built_in::calendar_rules());
    check(&built_in::profiles());
}

fn rate_on(code: &str, day: Date) -> Option<Dong> {
    let held = built_in::rates().into_iter().filter(|seed| seed.value.code == code && seed.from <= day);
    let held = held.filter(|seed| seed.until.is_none_or(|until| day <= until));
    held.map(|seed| seed.value.amount).next_back()
}

#[test]
fn the_standards_of_the_decrees() {
    let standard = |day| rate_on("social_protection.standard", day);
    assert_eq!(standard(date(2024, 6, 30)), Some(Dong::new(360_000)));
    assert_eq!(standard(date(2024, 7, 1)), Some(Dong::new(500_000)));
    assert_eq!(rate_on("merit.standard", date(2024, 7, 1)), Some(Dong::new(2_789_000)));
    assert_eq!(rate_on("merit.standard", date(2018, 12, 1)), None, "a gap in what was found stays a gap");
    assert_eq!(rate_on("social_pension.allowance", date(2025, 6, 30)), None);
}

#[test]
fn health_stays_a_secret() {
    let secret: Vec<String> = built_in::categories()
        .into_iter()
        .filter(|seed| seed.value.is_confidential)
        .map(|seed| seed.value.code)
        .collect();
    assert_eq!(secret, ["BTXH.3.U4", "BTXH.3.4P", "BTXH.8"]);
    let hiv = built_in::categories().into_iter().filter(|seed| seed.value.name_vi.contains("HIV"));
    assert!(hiv.into_iter().all(|seed| seed.value.is_confidential));
}

#[test]
fn short_codes_clash_and_bins_do_not() {
    let banks: Vec<Bank> = built_in::banks().into_iter().map(|seed| seed.value).collect();
    assert_eq!(banks.len(), 70);
    let keys = |text: &str| find_banks(&banks, text).iter().map(|bank| bank.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys("BVB"), ["970438", "970454"], "BaoViet Bank and Bản Việt: a person chooses");
    assert_eq!(keys("970436"), ["970436"]);
    assert_eq!(keys("lienvietpostbank"), ["970449"], "a former name");
    assert_eq!(keys("Ngân hàng TMCP Ngoai thuong Việt Nam"), ["970436"], "without marks");
    assert_eq!(keys("Đông Á"), ["970406"]);
    assert_eq!(keys("  "), Vec::<String>::new());
    assert_eq!(banks.iter().filter(|bank| bank.bin.is_none()).count(), 5);
}

#[test]
fn holidays_fall_on_their_days() {
    let holidays = built_in::holidays();
    for seed in &holidays {
        let is_saturday = seed.from.weekday() == Weekday::Saturday;
        assert!(seed.value.kind != DayKind::Work || is_saturday, "{} is worked, and no Saturday", seed.from);
    }
    for year in 2024..=2027 {
        let of_year: Vec<&Seed<Holiday>> = holidays.iter().filter(|seed| seed.from.year() == year).collect();
        for (month, day) in [(1, 1), (4, 30), (5, 1), (9, 2)] {
            let is_off =
                |seed: &&&Seed<Holiday>| seed.from == date(year, month, day) && seed.value.kind == DayKind::Off;
            assert!(of_year.iter().any(|seed| is_off(&seed)), "{year}-{month}-{day}");
        }
        // Every worked Saturday stands for a day off that is neither a weekend nor named by the law.
        let worked = of_year.iter().filter(|seed| seed.value.kind == DayKind::Work).count();
        let swapped = of_year.iter().filter(|seed| seed.value.name_vi.starts_with("Hoán đổi")).count();
        assert_eq!(worked, swapped, "{year}");
    }
}

#[test]
fn calendar_rules_bind_agencies_that_exist_on_their_days() {
    let profiles = Profiles::built_in();
    let rules = built_in::calendar_rules();
    assert_eq!(rules.len(), 26);
    for seed in &rules {
        let day = seed.from.max(date(2024, 1, 2));
        let last = seed.until.unwrap_or(date(2026, 1, 1));
        for agency in &seed.value.agencies {
            let exists = [day, last].into_iter().any(|day| profiles.agency(agency, day).is_some());
            assert!(exists, "{}: {agency}", seed.value.id);
        }
        if let Some(unit) = &seed.value.unit {
            assert!(Places::built_in().find(unit, day).is_some(), "{}: {unit}", seed.value.id);
        }
    }
}

#[test]
fn targets_of_the_letters_stand_at_their_units() {
    let places = Places::built_in();
    let told: Vec<(String, String)> = built_in::targets()
        .iter()
        .map(|seed| {
            let unit = places.unit(seed.value.place).expect("a unit");
            (unit.full_name(), seed.value.percent.to_percent(0, Rounding::HalfUp))
        })
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(unit, percent)| (unit.as_str(), percent.as_str())).collect();
    assert_eq!(told, [("Việt Nam", "100"), ("Thành phố Vũng Tàu", "100"), ("Huyện Bình Sơn", "70")]);
}

#[test]
fn values_that_cannot_be_are_refused() {
    let rate = built_in::rates().remove(0).value;
    assert_eq!(Rate { amount: Dong::ZERO, ..rate.clone() }.check(), Err(ReferenceFault::Amount));
    let blank = Rate { name_vi: " ".to_owned(), ..rate };
    assert_eq!(blank.check(), Err(ReferenceFault::Text { field: "name_vi", longest: 200 }));
    let category = built_in::categories().remove(0).value;
    let with = |change: fn(&mut Category)| {
        let mut changed = category.clone();
        change(&mut changed);
        changed.check()
    };
    assert_eq!(with(|it| it.amount = Some(Dong::new(1))), Err(ReferenceFault::CoefficientAndAmount));
    assert_eq!(with(|it| it.coefficient = Ratio::new(-1, 2).ok()), Err(ReferenceFault::Coefficient));
    assert_eq!(with(|it| (it.age_from, it.age_to) = (Some(9), Some(3))), Err(ReferenceFault::Ages));
    let first_bank = built_in::banks().remove(0).value;
    assert_eq!(Bank { bin: Some("12345".to_owned()), ..first_bank.clone() }.check(), Err(ReferenceFault::Bin));
    assert_eq!(
        Bank { bin: Some("970436".to_owned()), ..first_bank }.check(),
        Err(ReferenceFault::Bin),
        "the key is the BIN"
    );
    let target = built_in::targets().remove(0).value;
    assert_eq!(
        Target { percent: Ratio::new(101, 100).expect("a ratio"), ..target.clone() }.check(),
        Err(ReferenceFault::Percent)
    );
    let twice = vec![Programme::Merit, Programme::Merit];
    assert_eq!(Target { populations: twice, ..target }.check(), Err(ReferenceFault::Population));
}

/// The tables given with the project, where they are at hand.
fn given(name: &str) -> Option<Vec<HashMap<String, String>>> {
    crate::somebody::given_table(name)
}

#[test]
fn amounts_are_those_of_the_given_table() {
    let Some(rows) = given("benefit_categories.csv") else { return };
    let categories: HashMap<String, Category> =
        built_in::categories().into_iter().map(|seed| (seed.value.code.clone(), seed.value)).collect();
    for row in &rows {
        let category = &categories[&row["code"]];
        for standard in [360_000, 500_000] {
            let printed = &row[&format!("amount_at_{standard}")];
            if printed.is_empty() {
                continue;
            }
            let amount = category.amount_at(Dong::new(standard), Rounding::Down).expect("in range");
            assert_eq!(amount, Some(Dong::new(printed.parse().expect("a number"))), "{}", row["code"]);
        }
        assert_eq!(&category.name_vi, &row["name_vi"]);
    }
    let merit = given("ncc_categories.csv").unwrap_or_default();
    assert_eq!(categories.len(), rows.len() + merit.len());
}

#[test]
fn banks_and_rates_are_those_of_the_given_tables() {
    if let Some(rows) = given("banks.csv") {
        let ours: BTreeSet<(Option<String>, String)> =
            built_in::banks().into_iter().map(|seed| (seed.value.bin, seed.value.name_vi)).collect();
        let given = rows
            .into_iter()
            .map(|row| (Some(row["bin"].clone()).filter(|bin| !bin.is_empty()), row["name_vi"].clone()));
        assert_eq!(ours, given.collect());
    }
    for row in given("base_rates.csv").unwrap_or_default() {
        let amount = Dong::new(row["amount_vnd"].parse().expect("a number"));
        let from: Date = row["effective_from"].parse().expect("a day");
        assert!(built_in::rates().iter().any(|seed| seed.from == from && seed.value.amount == amount), "{row:?}");
    }
}
