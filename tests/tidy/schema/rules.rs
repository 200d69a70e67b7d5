//! The rules on tables.

use super::{
    catalogue::{Schema, Table},
    marks::Owner,
};
use std::collections::BTreeMap;

/// The four kinds of `migrations/`.
const KINDS: [&str; 4] = ["int", "text", "bool", "bytes"];

const PERSON: &str = "person_id";

/// Every rule a table of `schema` breaks.
pub fn faults(schema: &Schema, marks: &BTreeMap<String, Owner>) -> Vec<String> {
    let mut faults: Vec<String> = schema
        .oddities
        .iter()
        .map(|oddity| format!("{oddity}: only tables and indexes spread over machines"))
        .collect();
    for (name, table) in &schema.tables {
        faults.extend(shape_faults(name, table));
        let Some(owner) = marks.get(name) else {
            faults.push(format!("{name} is not marked"));
            continue;
        };
        if *owner == Owner::Person {
            faults.extend(person_faults(name, table));
        }
        for (columns, other, other_columns) in &table.references {
            let reference = Reference { name, columns, other, other_columns };
            faults.extend(reference_fault(&reference, *owner, marks.get(other)));
        }
    }
    faults
}

fn shape_faults(name: &str, table: &Table) -> Vec<String> {
    let odd = table.columns.iter().filter(|(_, kind)| !KINDS.contains(&kind.as_str()));
    let mut faults: Vec<String> =
        odd.map(|(column, kind)| format!("{name}.{column} is {kind}, none of the four kinds")).collect();
    if table.primary_key.is_empty() {
        faults.push(format!("{name} has no primary key"));
    }
    faults
}

/// Rule 1: the person stands in every key.
fn person_faults(name: &str, table: &Table) -> Vec<String> {
    let mut faults = Vec::new();
    match table.columns.iter().find(|(column, _)| column == PERSON) {
        None => faults.push(format!("{name} has no column {PERSON}")),
        Some((_, kind)) if kind != "bytes" => faults.push(format!("{name}.{PERSON} is {kind} and not bytes")),
        Some(_) => {}
    }
    let lacks = |key: &[String]| !key.iter().any(|column| column == PERSON);
    if lacks(&table.primary_key) {
        faults.push(format!("the primary key of {name} ({}) lacks {PERSON}", table.primary_key.join(", ")));
    }
    for key in table.uniques.iter().filter(|key| lacks(key)) {
        faults.push(format!("a unique constraint of {name} ({}) lacks {PERSON}", key.join(", ")));
    }
    faults
}

struct Reference<'s> {
    name: &'s str,
    columns: &'s [String],
    other: &'s str,
    other_columns: &'s [String],
}

/// A reference is checked on one machine: the row it points to must be there.
fn reference_fault(reference: &Reference<'_>, owner: Owner, other: Option<&Owner>) -> Option<String> {
    let Reference { name, columns, other: target, other_columns } = reference;
    let same_person = || columns.iter().zip(*other_columns).any(|(own, its)| own == PERSON && its == PERSON);
    match (owner, *other?) {
        (Owner::Person, Owner::Person) if !same_person() => {
            Some(format!("{name} ({}) refers to person-owned {target} without its own {PERSON}", columns.join(", ")))
        }
        (Owner::Person, Owner::Coordinator) => {
            Some(format!("person-owned {name} refers to {target}, which stays on one machine"))
        }
        (Owner::Reference | Owner::Coordinator, Owner::Person) => {
            Some(format!("{name} refers to {target}, which is spread over machines"))
        }
        _ => None,
    }
}
