//! The reference data that ships with the program: facts typed from the laws and decisions each row names.

use super::{Bank, Category, Holiday, Rate, Seed, Target};
use crate::{
    places::{NATION_CODE, Places},
    profile::{CalendarRule, Profile, WorkingDays},
};
use jiff::civil::{Date, date};
use serde::{Deserialize, de::DeserializeOwned};

/// The first day the program knows of: where a list names no first day of its own.
pub const FIRST_DAY: Date = date(2024, 1, 1);

/// Days of a row, beside its value.
#[derive(Deserialize)]
struct Days {
    from: Date,
    until: Option<Date>,
}

/// Rows of a table as maps of text, so that lists and empty cells are read in one way.
fn table(text: &'static str) -> impl Iterator<Item = serde_json::Map<String, serde_json::Value>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head: Vec<String> = reader.headers().expect("a table has a head").iter().map(str::to_owned).collect();
    reader.into_records().map(move |row| {
        let row = row.expect("a row has as many cells as the head");
        head.iter().cloned().zip(row.iter().map(cell)).collect()
    })
}

fn cell(text: &str) -> serde_json::Value {
    if text.is_empty() { serde_json::Value::Null } else { text.into() }
}

fn typed<T: DeserializeOwned>(value: serde_json::Map<String, serde_json::Value>) -> T {
    serde_json::from_value(value.into()).expect("a row of the program's data has its types")
}

/// Splits the days off a row, puts lists and numbers in their form, and reads the rest as the value.
fn seeds<T: DeserializeOwned>(text: &'static str, lists: &[&str], numbers: &[&str]) -> Vec<Seed<T>> {
    let read = |mut row: serde_json::Map<String, serde_json::Value>| {
        let mut days = serde_json::Map::new();
        for name in ["from", "until"] {
            days.insert(name.to_owned(), row.remove(name).unwrap_or_default());
        }
        for name in lists {
            let cell = row.get(*name).and_then(|cell| cell.as_str()).unwrap_or_default().to_owned();
            let parts: Vec<&str> = cell.split([';', ' ']).filter(|part| !part.is_empty()).collect();
            row.insert((*name).to_owned(), parts.into());
        }
        for name in numbers {
            if let Some(text) = row.get(*name).and_then(|cell| cell.as_str()) {
                let value: serde_json::Value = text.parse().expect("a number or a truth");
                row.insert((*name).to_owned(), value);
            }
        }
        let Days { from, until } = typed(days);
        Seed { value: typed(row), from, until }
    };
    table(text).map(read).collect()
}

/// Standards over time.
pub fn rates() -> Vec<Seed<Rate>> {
    seeds(include_str!("../../data/rates.csv"), &[], &["amount"])
}

/// Categories of beneficiaries.
pub fn categories() -> Vec<Seed<Category>> {
    let numbers = ["age_from", "age_to", "amount", "is_confidential"];
    seeds(include_str!("../../data/categories.csv"), &[], &numbers)
}

/// Banks, wallets and payment organisations.
pub fn banks() -> Vec<Seed<Bank>> {
    table(include_str!("../../data/banks.csv"))
        .map(|mut row| {
            for name in ["codes", "former_names"] {
                let cell = row.get(name).and_then(|cell| cell.as_str()).unwrap_or_default().to_owned();
                let parts: Vec<&str> = cell.split(';').filter(|part| !part.is_empty()).collect();
                row.insert(name.to_owned(), parts.into());
            }
            Seed { value: typed(row), from: FIRST_DAY, until: None }
        })
        .collect()
}

/// Holidays and worked Saturdays of 2024 to 2027.
pub fn holidays() -> Vec<Seed<Holiday>> {
    let seed = |value: Holiday| Seed { from: value.day, until: Some(value.day), value };
    table(include_str!("../../data/holidays.csv")).map(|row| seed(typed(row))).collect()
}

/// Targets that letters set.
pub fn targets() -> Vec<Seed<Target>> {
    #[derive(Deserialize)]
    struct Row {
        unit: String,
        populations: String,
        measure: super::Measure,
        denominator: super::Denominator,
        percent: kernel::Ratio,
        from: Date,
        until: Option<Date>,
        basis: String,
    }
    let seed = |row: Row| {
        let place = Places::built_in().find(&row.unit, row.from).expect("a unit of that day").place;
        debug_assert!(row.unit != NATION_CODE || place % 1_000_000 == 0);
        let populations = row.populations.split(';').filter_map(crate::profile::Programme::parse).collect();
        let Row { measure, denominator, percent, basis, .. } = row;
        let value = Target { place, populations, measure, denominator, percent, basis, letter: None };
        Seed { value, from: row.from, until: row.until }
    };
    table(include_str!("../../data/targets.csv")).map(|row| seed(typed(row))).collect()
}

/// Deadlines and cycles.
pub fn calendar_rules() -> Vec<Seed<CalendarRule>> {
    seeds(include_str!("../../data/calendar_rules.csv"), &["agencies"], &[])
}

/// The profiles of the three-tier and the two-tier years.
pub fn profiles() -> Vec<Seed<Profile>> {
    let texts = [include_str!("../../data/profile-three-tier.json"), include_str!("../../data/profile-two-tier.json")];
    texts
        .into_iter()
        .map(|text| {
            let value = Profile::parse(text).expect("the program's profiles hold together");
            Seed { from: value.from, until: value.until, value }
        })
        .collect()
}

/// The working days by the program's own holidays. A running office uses `reference::working_days`.
pub fn working_days() -> WorkingDays {
    WorkingDays::new(holidays().iter().filter_map(|seed| seed.value.said()))
}
