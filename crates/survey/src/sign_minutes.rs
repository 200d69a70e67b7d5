//! Signing minutes, and closing them when all three have signed.

use crate::{
    Mark, Minutes, MinutesState, Refusal, Signer,
    minutes::check_mark,
    store::{minutes as store, visits},
    visit::Visit,
};
use db::Tx;
use kernel::{MinutesId, PersonId};
use office::{
    Acting, Action, Role, Scope,
    audit::{self, Entry},
};
use serde_json::json;

/// The acting officer of the visit signs. Signing twice is signing once.
pub fn sign_minutes(tx: &mut Tx<'_>, acting: &Acting, person: PersonId, id: MinutesId) -> Result<Minutes, Refusal> {
    acting.must(Action::RecordVisit)?;
    let (mut minutes, place) = load_open(tx, acting, person, id)?;
    let signer = if acting.role == Role::CommunePolice { Signer::Police } else { Signer::Officer };
    let (expected, at) = match signer {
        Signer::Police => (minutes.police, &mut minutes.police_signed_at),
        _ => (minutes.officer, &mut minutes.officer_signed_at),
    };
    if expected != acting.staff {
        return Err(Refusal::NotASigner { signer });
    }
    if at.is_none() {
        *at = Some(acting.now);
        keep(tx, acting, &minutes, place, signer)?;
    }
    Ok(minutes)
}

/// Records how the beneficiary signed.
pub fn mark_minutes(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    id: MinutesId,
    mark: &Mark,
) -> Result<Minutes, Refusal> {
    acting.must(Action::RecordVisit)?;
    check_mark(mark)?;
    let (mut minutes, place) = load_open(tx, acting, person, id)?;
    if minutes.mark.as_ref() != Some(mark) {
        minutes.mark = Some(mark.clone());
        keep(tx, acting, &minutes, place, Signer::Beneficiary)?;
    }
    Ok(minutes)
}

/// Closes minutes that all three have signed; refuses while one is missing.
pub fn close_minutes(tx: &mut Tx<'_>, acting: &Acting, person: PersonId, id: MinutesId) -> Result<Minutes, Refusal> {
    acting.must(Action::RecordVisit)?;
    let (mut minutes, place) = load_open(tx, acting, person, id)?;
    if let Some(signer) = minutes.missing() {
        return Err(Refusal::SignerMissing { signer });
    }
    if store::close(tx, &minutes, acting.staff, acting.now)? == 0 {
        return Err(Refusal::MinutesClosed);
    }
    minutes.state = MinutesState::Closed;
    audit::record(tx, acting, entry("survey.close_minutes", &minutes, place, json!({ "state": "closed" })))?;
    Ok(minutes)
}

/// A person's minutes, the latest first, if the scope sees the person.
pub fn list_minutes(tx: &mut Tx<'_>, scope: &Scope, person: PersonId) -> Result<Vec<Minutes>, Refusal> {
    Ok(store::list_minutes(tx, &scope.condition("p.place"), person)?)
}

/// A person's visits, the latest first, if the scope sees the person.
pub fn list_visits(tx: &mut Tx<'_>, scope: &Scope, person: PersonId) -> Result<Vec<Visit>, Refusal> {
    Ok(visits::list_visits(tx, &scope.condition("p.place"), person)?)
}

fn load_open(tx: &mut Tx<'_>, acting: &Acting, person: PersonId, id: MinutesId) -> Result<(Minutes, i64), Refusal> {
    let found = store::find_minutes(tx, &acting.scope.condition("p.place"), person, id)?;
    let (minutes, place) = found.ok_or(office::Refusal::NotFound { what: "minutes" })?;
    if minutes.state == MinutesState::Closed { Err(Refusal::MinutesClosed) } else { Ok((minutes, place)) }
}

fn keep(tx: &mut Tx<'_>, acting: &Acting, minutes: &Minutes, place: i64, signer: Signer) -> Result<(), Refusal> {
    if store::update_signatures(tx, minutes)? == 0 {
        return Err(Refusal::MinutesClosed);
    }
    let mark = minutes.mark.as_ref().map(Mark::key);
    let to = json!({ "signer": signer, "mark": mark, "witness": minutes.mark.as_ref().and_then(Mark::witness) });
    Ok(audit::record(tx, acting, entry("survey.sign_minutes", minutes, place, to))?)
}

fn entry(verb: &'static str, minutes: &Minutes, place: i64, to: serde_json::Value) -> Entry {
    Entry {
        verb,
        subject_kind: "minutes",
        subject: minutes.id.to_string(),
        place: Some(place),
        why: None,
        from: None,
        to: Some(to),
    }
}
