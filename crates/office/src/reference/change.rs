//! Changing reference data: proposing, approving by a second person, rejecting, calling a slot a mistake.

use super::{Reference, ReferenceKind, State, Version, list::last_approved, seed::json, store};
use crate::{Acting, Action, Refusal, audit, staff};
use db::Tx;
use jiff::civil::Date;

/// The most characters of a reason.
const WHY_MAX: usize = 500;

/// A change of one slot: a new value, or the first value of a new slot.
#[derive(Clone, Debug)]
pub struct Change<T> {
    /// The new value.
    pub value: T,
    /// The first day: which slot of the item.
    pub from: Date,
    /// The last day, if there is to be one.
    pub until: Option<Date>,
    /// The version the person saw in this slot; nothing where there was none.
    pub seen: Option<i64>,
    /// The reason.
    pub why: String,
}

/// What came of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The number of the new version in its slot.
    pub version: i64,
    /// `Approved` where one person is enough, else `Proposed`.
    pub state: State,
}

/// Which version a second person decides about: exactly the one they saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionSeen {
    /// The kind.
    pub kind: ReferenceKind,
    /// The item.
    pub item: String,
    /// The first day of its slot.
    pub from: Date,
    /// The version.
    pub version: i64,
}

/// Proposes a change; it holds at once where the kind needs one person only.
pub fn propose<T: Reference>(tx: &mut Tx<'_>, acting: &Acting, change: &Change<T>) -> Result<Proposed, Refusal> {
    change.value.check()?;
    let Change { value, from, until, seen, why } = change;
    if let Some(until) = until.filter(|until| until < from) {
        return Err(Refusal::PeriodBackwards { from: *from, until });
    }
    let slot = Slot { kind: T::KIND, item: value.item(), place: value.place(), from: *from };
    slot.add(tx, acting, &Content { value: json(value), until: *until, is_void: false, seen: *seen, why })
}

/// Says that a slot was a mistake: nothing holds from its first day but what an earlier slot says. Goes the way of a change.
pub fn void(tx: &mut Tx<'_>, acting: &Acting, seen: &VersionSeen, why: &str) -> Result<Proposed, Refusal> {
    let versions = store::list_slot(tx, seen.kind, &seen.item, seen.from)?;
    let Some(last) = last_approved(&versions) else { return Err(Refusal::NotFound { what: seen.kind.key() }) };
    let slot = Slot { kind: seen.kind, item: seen.item.clone(), place: last.place, from: seen.from };
    let Version { value, until, .. } = last.version.clone();
    slot.add(tx, acting, &Content { value, until, is_void: true, seen: Some(seen.version), why })
}

struct Slot {
    kind: ReferenceKind,
    item: String,
    place: Option<i64>,
    from: Date,
}

struct Content<'a> {
    value: String,
    until: Option<Date>,
    is_void: bool,
    seen: Option<i64>,
    why: &'a str,
}

impl Slot {
    fn add(self, tx: &mut Tx<'_>, acting: &Acting, content: &Content<'_>) -> Result<Proposed, Refusal> {
        acting.must(self.kind.action())?;
        if self.place.is_some_and(|place| !acting.ground_scope().covers(place)) {
            return Err(Refusal::OutsideArea);
        }
        let why = content.why.trim();
        if why.is_empty() || why.chars().count() > WHY_MAX {
            return Err(Refusal::TextLength { field: "why", longest: WHY_MAX });
        }
        tx.lock("reference")?;
        let versions = store::list_slot(tx, self.kind, &self.item, self.from)?;
        if let Some(open) = versions.iter().find(|row| row.is_open()) {
            return Err(Refusal::ProposalOpen { version: open.version.number });
        }
        let now = last_approved(&versions).map(|row| row.version.number);
        if now != content.seen {
            return Err(Refusal::VersionMoved { seen: content.seen, now });
        }
        let state = if self.kind.needs_second_person() { State::Proposed } else { State::Approved };
        let number = versions.last().map_or(1, |row| row.version.number + 1);
        let before = last_approved(&versions).map(|row| told(&row.version));
        let row = self.version(acting, content, number, state);
        store::insert_version(tx, &row)?;
        let verb = if state == State::Proposed { "reference.propose" } else { "reference.change" };
        audit::record(tx, acting, entry(verb, &row, before, Some(why.to_owned())))?;
        Ok(Proposed { version: number, state })
    }

    fn version(self, acting: &Acting, content: &Content<'_>, number: i64, state: State) -> store::Stored {
        let version = Version {
            value: content.value.clone(),
            from: self.from,
            until: content.until,
            number,
            is_void: content.is_void,
            state,
            proposed_by: Some(acting.staff),
            proposed_at: Some(acting.now),
            decided_by: None,
            decided_at: None,
            why: Some(content.why.trim().to_owned()),
        };
        store::Stored { kind: self.kind, item: self.item, place: self.place, version }
    }
}

/// Approves a proposal another person made. From now on it holds.
pub fn approve(tx: &mut Tx<'_>, acting: &Acting, seen: &VersionSeen) -> Result<(), Refusal> {
    decide(tx, acting, seen, State::Approved, "reference.approve", None)
}

/// Refuses where `approve` would for who is asking: for a page that says so before anybody presses a button.
pub fn may_approve<T>(tx: &mut Tx<'_>, acting: &Acting, version: &Version<T>) -> Result<(), Refusal> {
    acting.must(Action::ApproveRates)?;
    let Some(maker) = version.proposed_by else { return Ok(()) };
    if maker == acting.staff {
        return Err(Refusal::OwnProposal);
    }
    let made = version.proposed_at.map(|at| staff::must_be_two_persons(tx, acting, (maker, at)));
    made.unwrap_or(Ok(()))
}

/// Rejects a proposal; its maker may take it back the same way.
pub fn reject(tx: &mut Tx<'_>, acting: &Acting, seen: &VersionSeen, why: &str) -> Result<(), Refusal> {
    decide(tx, acting, seen, State::Rejected, "reference.reject", Some(why.to_owned()))
}

fn decide(
    tx: &mut Tx<'_>,
    acting: &Acting,
    seen: &VersionSeen,
    state: State,
    verb: &'static str,
    why: Option<String>,
) -> Result<(), Refusal> {
    tx.lock("reference")?;
    let versions = store::list_slot(tx, seen.kind, &seen.item, seen.from)?;
    let row = versions.iter().find(|row| row.version.number == seen.version);
    let Some(row) = row else { return Err(Refusal::NotFound { what: seen.kind.key() }) };
    let is_own = row.version.proposed_by == Some(acting.staff);
    if !(is_own && state == State::Rejected) {
        acting.must(Action::ApproveRates)?;
    }
    if state == State::Approved {
        may_approve(tx, acting, &row.version)?;
    }
    let mut decided = store::Stored {
        kind: seen.kind,
        item: seen.item.clone(),
        place: row.place,
        version: Version { state, decided_by: Some(acting.staff), decided_at: Some(acting.now), ..row.version.clone() },
    };
    if !row.is_open() || !store::decide_version(tx, &decided)? {
        return Err(Refusal::ProposalDecided { version: seen.version });
    }
    let before = last_approved(&versions).map(|row| told(&row.version));
    decided.version.why.clone_from(&row.version.why);
    audit::record(tx, acting, entry(verb, &decided, before, why))?;
    Ok(())
}

/// A version as the trail tells it.
fn told(version: &Version<String>) -> serde_json::Value {
    let value: serde_json::Value = serde_json::from_str(&version.value).unwrap_or_default();
    serde_json::json!({
        "value": value,
        "from": version.from,
        "until": version.until,
        "version": version.number,
        "is_void": version.is_void,
        "state": version.state,
    })
}

fn entry(
    verb: &'static str,
    row: &store::Stored,
    from: Option<serde_json::Value>,
    why: Option<String>,
) -> audit::Entry {
    audit::Entry {
        verb,
        subject_kind: row.kind.key(),
        subject: row.item.clone(),
        place: row.place,
        why,
        from,
        to: Some(told(&row.version)),
    }
}
