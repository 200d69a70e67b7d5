//! The program's own data comes into the database as first versions; what staff changed stays theirs.

use super::{Reference, Seed, State, Version, built_in, store};
use crate::Refusal;
use db::Tx;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;

/// Brings the program's reference data into the database. Called at every start; writes when a newer program brings
/// other data, and then only to slots that no member of staff has touched.
pub fn seed(tx: &mut Tx<'_>) -> Result<(), Refusal> {
    tx.lock("reference")?;
    seed_kind(tx, &built_in::rates())?;
    seed_kind(tx, &built_in::categories())?;
    seed_kind(tx, &built_in::banks())?;
    seed_kind(tx, &built_in::holidays())?;
    seed_kind(tx, &built_in::targets())?;
    seed_kind(tx, &built_in::calendar_rules())?;
    seed_kind(tx, &built_in::profiles())
}

fn seed_kind<T: Reference>(tx: &mut Tx<'_>, seeds: &[Seed<T>]) -> Result<(), Refusal> {
    let rows: Vec<store::Stored> = seeds.iter().map(first_version).collect();
    let digest = digest(&rows);
    if store::find_seed(tx, T::KIND)?.is_some_and(|known| known == digest) {
        return Ok(());
    }
    let slot = |row: &store::Stored| (row.item.clone(), row.version.from);
    let mut known: HashMap<_, Vec<store::Stored>> = HashMap::new();
    for row in store::list_kind(tx, T::KIND)? {
        known.entry(slot(&row)).or_default().push(row);
    }
    for mut row in rows {
        let versions = known.remove(&slot(&row)).unwrap_or_default();
        if versions.iter().any(|known| !known.version.is_built_in()) {
            continue;
        }
        if let Some(last) = versions.last() {
            if last.version.value == row.version.value && last.version.until == row.version.until {
                continue;
            }
            row.version.number = last.version.number + 1;
        }
        store::insert_version(tx, &row)?;
    }
    Ok(store::put_seed(tx, T::KIND, &digest)?)
}

fn first_version<T: Reference>(seed: &Seed<T>) -> store::Stored {
    debug_assert_eq!(seed.value.check(), Ok(()), "the program's data is what it asks of others");
    let version = Version {
        value: json(&seed.value),
        from: seed.from,
        until: seed.until,
        number: 1,
        is_void: false,
        state: State::Approved,
        proposed_by: None,
        proposed_at: None,
        decided_by: None,
        decided_at: None,
        why: None,
    };
    store::Stored { kind: T::KIND, item: seed.value.item(), place: seed.value.place(), version }
}

/// The form at rest.
pub(super) fn json<T: Reference>(value: &T) -> String {
    serde_json::to_string(value).expect("reference data is plain JSON")
}

fn digest(rows: &[store::Stored]) -> Vec<u8> {
    let mut sum = Sha256::new();
    for row in rows {
        let until = row.version.until.map(|day| day.to_string()).unwrap_or_default();
        sum.update(format!("{}\n{}\n{until}\n{}\n", row.item, row.version.from, row.version.value));
    }
    sum.finalize().to_vec()
}

#[cfg(test)]
pub(super) fn forget_seed(tx: &mut Tx<'_>, kind: super::ReferenceKind) -> Result<(), db::DbError> {
    store::put_seed(tx, kind, b"older")
}
