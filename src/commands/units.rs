//! `ansinh units`

use crate::{
    arguments::Units,
    fault::{Exit, Fault},
    place,
    terminal::Terminal,
};
use jiff::civil::Date;
use office::places::{Places, Unit};
use serde_json::{Value, json};
use std::iter::once;

pub(super) fn units(command: &Units, terminal: Terminal) -> Result<Exit, Fault> {
    let Units::Find { words, on } = command;
    let day = on.unwrap_or_else(|| kernel::today_in_vietnam(place::now()));
    let places = Places::built_in();
    let found = find(places, &words.join(" "), day);
    let t = terminal.t;
    let heading = columns(t.units_code(), t.units_place(), t.units_name());
    let lines: Vec<String> = once(heading).chain(found.iter().map(|unit| line(places, unit))).collect();
    let units: Vec<Value> = found.iter().map(|unit| unit_json(places, unit)).collect();
    let sentence = if found.is_empty() { terminal.t.units_none().to_owned() } else { lines.join("\n") };
    terminal.answer(sentence, json!({ "on": day.to_string(), "units": units }))?;
    Ok(if found.is_empty() { Exit::Refused } else { Exit::Done })
}

fn find<'a>(places: &'a Places, words: &str, day: Date) -> Vec<&'a Unit> {
    let Some(tree) = places.tree_on(day) else { return Vec::new() };
    places.search(tree.root().area(), words).into_iter().map(|(_, unit)| unit).collect()
}

fn line(places: &Places, unit: &Unit) -> String {
    let name = places.display(unit.place).unwrap_or_else(|| unit.full_name());
    columns(&unit.code, &unit.place.to_string(), &name)
}

/// Code, place number and name, each under its heading.
fn columns(code: &str, place: &str, name: &str) -> String {
    format!("{code:>5}  {place:>12}  {name}")
}

fn unit_json(places: &Places, unit: &Unit) -> Value {
    json!({
        "code": unit.code,
        "place": unit.place,
        "level": unit.level,
        "kind": unit.kind,
        "name": unit.name,
        "full_name": places.display(unit.place),
    })
}
