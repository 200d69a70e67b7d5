//! The people of an answer as a register of their own, so that the rules are asked in the same way.

use crate::{FoundPerson, store};
use db::Tx;
use jiff::civil::Date;
use matching::{PersonEntry, Register, RegisterBuilder, Snapshot};
use office::Acting;
use sha2::{Digest as _, Sha256};

/// The register of one answer: those it names and nobody else, so that what a row is decided to be follows from the
/// row and its own answer, in whatever order answers come.
pub(crate) fn register_of(
    tx: &mut Tx<'_>,
    acting: &Acting,
    people: &[FoundPerson],
    service: &str,
    answered_on: Date,
) -> Result<Register, db::DbError> {
    let mut builder = RegisterBuilder::new();
    for person in people {
        let pid = known_as(tx, acting, person)?;
        let entry = PersonEntry {
            pid: &pid,
            full_name: &person.full_name,
            other_name: &person.other_name,
            birth: person.birth,
            sex: person.sex,
            citizen_id: person.citizen_id,
            old_id: person.old_id,
            province: "",
            commune: &person.commune,
            village: &person.village,
            dead: person.dead,
            died_on: person.died_on,
            has_card: person.has_card,
        };
        // A name without letters does not get this far, and an answer names few.
        let _ = builder.add(&entry);
    }
    let snapshot = Snapshot { name: service.to_owned(), taken_on: Some(answered_on) };
    Ok(builder.finish(snapshot).expect("a few people are not too many"))
}

/// The name we give a person of the service: always the same, and not the number itself, which would then stand in
/// every decision and in the trail.
fn known_as(tx: &mut Tx<'_>, acting: &Acting, person: &FoundPerson) -> Result<String, db::DbError> {
    let known_by = match (&person.citizen_id, &person.old_id) {
        (Some(number), _) => format!("id12 {}", number.as_str()),
        (None, Some(number)) => format!("id9 {} {}", number.as_str(), person.full_name),
        (None, None) => {
            let birth = person.birth.map(|birth| birth.to_string()).unwrap_or_default();
            format!("name {} {birth} {}", person.full_name, person.commune)
        }
    };
    let digest = Sha256::digest(known_by).to_vec();
    let drawn: String = acting.random::<8>().iter().fold("dc".to_owned(), |text, byte| format!("{text}{byte:02x}"));
    store::know_person(tx, &digest, &drawn)
}
