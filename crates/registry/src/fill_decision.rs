//! The decision behind an entitlement, filled in where a list came without it (R8).

use crate::{Entitlement, EventKind, Refusal, hold::happened, load_person::find_person, store};
use db::Tx;
use jiff::civil::Date;
use kernel::{EntitlementId, PersonId};
use office::{Acting, Action};
use serde_json::json;

/// A decision as an officer reads it off the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionData {
    /// Its number.
    pub number: String,
    /// The day it was signed.
    pub on: Date,
    /// Who decided.
    pub by: String,
}

/// The longest number and the longest name of an office.
const NUMBER_CHARS_MAX: usize = 60;
const BY_CHARS_MAX: usize = 200;

/// Fills in what is missing of an entitlement's decision. What a list said stays as it is: a contradiction is refused.
pub fn fill_decision(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    entitlement: EntitlementId,
    data: &DecisionData,
) -> Result<(), Refusal> {
    acting.must(Action::CorrectPerson)?;
    let person = find_person(tx, &acting.scope, person)?;
    let found = store::list_entitlements(tx, person.id)?.into_iter().find(|one| one.id == entitlement);
    let found = found.ok_or(Refusal::NotFound { what: "entitlement" })?;
    let data = checked(acting, &found, data)?;
    store::fill_decision(tx, person.id, entitlement, &data)?;
    let told = json!({ "entitlement": entitlement, "number": data.number, "on": data.on, "by": data.by });
    happened(tx, acting, &person, EventKind::DecisionFilled, None, None, Some(told))
}

/// The values as they are kept, where they contradict nothing that is there.
fn checked(acting: &Acting, entitlement: &Entitlement, data: &DecisionData) -> Result<DecisionData, Refusal> {
    let text = |field: &'static str, text: &str, longest: usize| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = (1..=longest).contains(&text.chars().count());
        if fits { Ok(text) } else { Err(Refusal::TextLength { field, longest }) }
    };
    let number = text("decision_number", &data.number, NUMBER_CHARS_MAX)?;
    let by = text("decision_by", &data.by, BY_CHARS_MAX)?;
    if data.on > acting.today() || data.on.year() < 1945 {
        return Err(Refusal::Value { field: "decision_on" });
    }
    let contradicts = |there: &Option<String>, said: &str| there.as_ref().is_some_and(|there| there != said);
    if contradicts(&entitlement.decision_number, &number)
        || contradicts(&entitlement.decision_by, &by)
        || entitlement.decision_on.is_some_and(|there| there != data.on)
    {
        return Err(Refusal::DecisionStands);
    }
    Ok(DecisionData { number, on: data.on, by })
}
