//! What holds, what held, and what waits.

use super::{Common, Holiday, Proposal, Reference, State, Target, Version, store};
use crate::{
    Acting, Action, Refusal, Scope,
    places::Places,
    profile::{Profile, Profiles, WorkingDays},
};
use db::Tx;
use jiff::civil::Date;

fn typed<T: Reference>(row: store::Stored) -> Result<Version<T>, Refusal> {
    row.version.map(|value| {
        serde_json::from_str(&value).map_err(|fault| {
            tracing::error!(kind = T::KIND.key(), item = row.item, %fault, "a stored value does not parse");
            Refusal::Corrupt { what: T::KIND.key() }
        })
    })
}

/// Every slot that holds, of any day.
fn approved<T: Reference>(tx: &mut Tx<'_>) -> Result<Vec<Version<T>>, Refusal> {
    store::list_approved(tx, T::KIND)?.into_iter().map(typed).collect()
}

/// Of each item, the slot that holds on `day`: the last to begin, unless it has ended.
fn on_day<T: Reference>(versions: Vec<Version<T>>, day: Date) -> Vec<Version<T>> {
    let mut held: Vec<Version<T>> = Vec::new();
    for version in versions.into_iter().filter(|version| version.from <= day) {
        match held.last_mut() {
            Some(last) if last.value.item() == version.value.item() => *last = version,
            _ => held.push(version),
        }
    }
    held.retain(|version| version.covers(day));
    held
}

/// What holds on a day, by item.
pub fn list<T: Common>(tx: &mut Tx<'_>, day: Date) -> Result<Vec<Version<T>>, Refusal> {
    Ok(on_day(approved(tx)?, day))
}

/// What holds on any day, by item and first day.
pub fn list_all<T: Common>(tx: &mut Tx<'_>) -> Result<Vec<Version<T>>, Refusal> {
    approved(tx)
}

/// The item, as it holds on a day.
pub fn find<T: Common>(tx: &mut Tx<'_>, item: &str, day: Date) -> Result<Option<Version<T>>, Refusal> {
    let mut held = list(tx, day)?;
    held.retain(|version: &Version<T>| version.value.item() == item);
    Ok(held.pop())
}

/// Every version of an item there ever was, by first day and version.
pub fn history<T: Common>(tx: &mut Tx<'_>, item: &str) -> Result<Vec<Version<T>>, Refusal> {
    store::list_versions(tx, T::KIND, item)?.into_iter().map(typed).collect()
}

/// The working days by the holidays that hold now.
pub fn working_days(tx: &mut Tx<'_>) -> Result<WorkingDays, Refusal> {
    let held = list_all::<Holiday>(tx)?;
    Ok(WorkingDays::new(held.iter().filter_map(|version| version.value.said())))
}

/// The profiles that hold now.
pub fn profiles(tx: &mut Tx<'_>) -> Result<Profiles, Refusal> {
    let held = list_all::<Profile>(tx)?;
    let dated = held.into_iter().map(|version| Profile { from: version.from, until: version.until, ..version.value });
    Ok(Profiles::new(dated.collect()))
}

/// The targets that bind somebody on a day: those of the units they see, and those of the units above.
pub fn list_targets(
    tx: &mut Tx<'_>,
    scope: &Scope,
    places: &Places,
    day: Date,
) -> Result<Vec<Version<Target>>, Refusal> {
    let mut held = on_day(approved::<Target>(tx)?, day);
    held.retain(|version| binds(scope, places, version.value.place));
    Ok(held)
}

/// Every version of a target.
pub fn target_history(
    tx: &mut Tx<'_>,
    scope: &Scope,
    places: &Places,
    item: &str,
) -> Result<Vec<Version<Target>>, Refusal> {
    let rows = store::list_versions(tx, Target::KIND, item)?;
    let rows = rows.into_iter().filter(|row| row.place.is_some_and(|place| binds(scope, places, place)));
    rows.map(typed).collect()
}

/// Whether something set at a place is of concern to a scope: it lies inside, or above one of its areas.
pub(crate) fn binds(scope: &Scope, places: &Places, place: i64) -> bool {
    let is_above = |area: &crate::Area| places.path(area.lo).iter().any(|unit| unit.place == place);
    scope.covers(place) || scope.areas().iter().any(is_above)
}

/// What waits for a second person, with what holds now beside it. None of it has a place.
pub fn list_proposals(tx: &mut Tx<'_>, acting: &Acting) -> Result<Vec<Proposal>, Refusal> {
    acting.must(Action::ReadReference)?;
    let mut proposals = Vec::new();
    for row in store::list_proposed(tx)? {
        let slot = store::list_slot(tx, row.kind, &row.item, row.version.from)?;
        let now = slot.into_iter().rev().find(|row| row.version.state == State::Approved);
        let (kind, item) = (row.kind, row.item.clone());
        let now = now.map(|row| untyped(row, kind.key())).transpose()?;
        proposals.push(Proposal { kind, item, version: untyped(row, kind.key())?, now });
    }
    Ok(proposals)
}

fn untyped(row: store::Stored, what: &'static str) -> Result<Version<serde_json::Value>, Refusal> {
    row.version.map(|value| serde_json::from_str(&value).map_err(|_| Refusal::Corrupt { what }))
}

/// The last approved version of a slot, void or not.
pub(super) fn last_approved(slot: &[store::Stored]) -> Option<&store::Stored> {
    slot.iter().rev().find(|row| row.version.state == State::Approved)
}
