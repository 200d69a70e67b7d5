//! A death, recorded by an officer: payment stops from the following month.

use crate::{EventKind, Refusal, hold::happened, load_person::find_person, refusal::check_text, store};
use db::Tx;
use jiff::civil::Date;
use kernel::{Month, PersonId};
use office::{Acting, Action};
use serde_json::json;

/// Records that a person died on a day. The month of death is the last one that is paid.
pub fn record_death(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    died_on: Date,
    proof: &str,
) -> Result<(), Refusal> {
    acting.must(Action::CorrectPerson)?;
    check_text("proof", proof)?;
    let person = find_person(tx, &acting.scope, person)?;
    let born_after = person.birth.is_some_and(|birth| died_on < birth.earliest());
    if died_on > acting.today() || born_after {
        return Err(Refusal::DeathDay);
    }
    let last = Month::of(died_on).map_err(|_| Refusal::DeathDay)?;
    let before = json!({ "dead": person.dead, "died_on": person.died_on.map(|day| day.to_string()) });
    store::set_death(tx, acting, person.id, (died_on, last), proof.trim())?;
    let after = json!({ "dead": true, "died_on": died_on.to_string(), "last_month": last });
    happened(tx, acting, &person, EventKind::Died, Some(proof), Some(before), Some(after))
}
