//! Why nothing is paid for now.

use crate::{EventKind, Person, Refusal, load_person::find_person, refusal::check_text, store, worklist::as_trailed};
use db::Tx;
use jiff::Timestamp;
use kernel::{EntitlementId, HoldId, Month, PersonId, StaffId};
use office::{
    Acting, Action,
    audit::{self, Entry},
};
use serde_json::{Value, json};

kernel::keyed! {
    /// Why.
    pub enum HoldReason {
        /// A second entitlement in a programme that gives one.
        TwiceInProgramme = "twice_in_programme",
        /// On the lists of two communes.
        TwoCommunes = "two_communes",
        /// Another record is of the same person of the population register.
        SamePerson = "same_person",
        /// Người có công missing from their module: waits for the Sở (R10).
        AwaitsProvince = "awaits_province",
        /// Not collected for three months or more.
        NotCollected = "not_collected",
        /// Moved, and the new commune has not taken the file over.
        Moved = "moved",
        /// Said to be dead, not yet proven.
        DeathDoubtful = "death_doubtful",
        /// The bank says the account is blocked: somebody finds out why first.
        AccountBlocked = "account_blocked",
        /// Anything else; the reason given says it.
        Other = "other",
    }
}

/// A stop on what a person receives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Its id.
    pub id: HoldId,
    /// Which entitlement; all of them where none is named.
    pub entitlement: Option<EntitlementId>,
    /// Why.
    pub reason: HoldReason,
    /// In words.
    pub why: Option<String>,
    /// The first month it holds back.
    pub from_month: Month,
    /// The last one; until it is released where there is none.
    pub until_month: Option<Month>,
    /// Who placed it.
    pub placed_by: Option<StaffId>,
    /// When.
    pub placed_at: Option<Timestamp>,
    /// When it was released.
    pub released_at: Option<Timestamp>,
}

impl Hold {
    /// Whether it stands and reaches this month.
    pub fn holds_in(&self, month: Month) -> bool {
        self.released_at.is_none() && self.from_month <= month && self.until_month.is_none_or(|until| month <= until)
    }

    /// Whether it does already what a new one would, for the same reason.
    fn does(&self, new: &NewHold) -> bool {
        let reaches = |until: Month| new.until_month.is_some_and(|wanted| wanted <= until);
        self.released_at.is_none()
            && (self.reason, self.entitlement) == (new.reason, new.entitlement)
            && self.from_month <= new.from_month
            && self.until_month.is_none_or(reaches)
    }
}

/// A hold to place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHold {
    /// Whose.
    pub person: PersonId,
    /// Which entitlement; all of them where none is named.
    pub entitlement: Option<EntitlementId>,
    /// Why.
    pub reason: HoldReason,
    /// In words.
    pub why: String,
    /// The first month it holds back.
    pub from_month: Month,
    /// The last one.
    pub until_month: Option<Month>,
}

/// Holds what a person receives.
pub fn place_hold(tx: &mut Tx<'_>, acting: &Acting, new: &NewHold) -> Result<HoldId, Refusal> {
    acting.must(Action::PlaceHold)?;
    check_text("why", &new.why)?;
    let person = find_person(tx, &acting.scope, new.person)?;
    if new.until_month.is_some_and(|until| until < new.from_month) {
        return Err(Refusal::Value { field: "until_month" });
    }
    let id: HoldId = acting.new_id();
    store::insert_hold(tx, acting, id, new)?;
    let told = json!({ "hold": id, "reason": new.reason.key(), "from_month": new.from_month });
    happened(tx, acting, &person, EventKind::Held, Some(&new.why), None, Some(told))?;
    Ok(id)
}

/// What came of placing a hold that may be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// It is new.
    Created(HoldId),
    /// One with this reason holds the same months back already.
    Exists(HoldId),
}

/// Holds what a person receives, unless it is held for this reason already.
pub fn place_hold_once(tx: &mut Tx<'_>, acting: &Acting, new: &NewHold) -> Result<Placed, Refusal> {
    acting.must(Action::PlaceHold)?;
    let person = find_person(tx, &acting.scope, new.person)?;
    let known = store::list_holds(tx, person.id)?.into_iter().find(|hold| hold.does(new));
    match known {
        Some(hold) => Ok(Placed::Exists(hold.id)),
        None => place_hold(tx, acting, new).map(Placed::Created),
    }
}

/// Lets payment go on.
pub fn release_hold(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    hold: HoldId,
    why: &str,
) -> Result<(), Refusal> {
    acting.must(Action::PlaceHold)?;
    check_text("why", why)?;
    let person = find_person(tx, &acting.scope, person)?;
    if !store::list_holds(tx, person.id)?.iter().any(|known| known.id == hold) {
        return Err(Refusal::NotFound { what: "hold" });
    }
    if store::release_hold(tx, acting, person.id, hold, why)? == 0 {
        return Err(Refusal::Decided);
    }
    happened(tx, acting, &person, EventKind::Released, Some(why), Some(json!({ "hold": hold })), None)
}

/// An event of the timeline and the record of the trail, both in the caller's transaction.
pub(crate) fn happened(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: &Person,
    kind: EventKind,
    why: Option<&str>,
    before: Option<Value>,
    after: Option<Value>,
) -> Result<(), Refusal> {
    store::insert_event(tx, acting, person.id, kind, why, before.as_ref(), after.as_ref())?;
    let verb = match kind {
        EventKind::Held => "registry.place_hold",
        EventKind::Released => "registry.release_hold",
        EventKind::Died => "registry.record_death",
        EventKind::ChangeRequested => "registry.request_change",
        EventKind::ChangeApproved => "registry.approve_change",
        EventKind::ChangeRejected => "registry.reject_change",
        EventKind::ProposalDeclined => "registry.decline_proposal",
        EventKind::DecisionFilled => "registry.fill_decision",
        EventKind::MovementAsked => "registry.place_movement",
        EventKind::MovementApproved => "registry.approve_movement",
        EventKind::MovementRejected => "registry.reject_movement",
        EventKind::MovementUndone => "registry.undo_movement",
        EventKind::ExceptionFound => "registry.find_alike",
        EventKind::ExceptionSolved => "registry.solve_exception",
        EventKind::ExceptionReopened => "registry.undo_solution",
        EventKind::DeathUndone => "registry.undo_death",
        EventKind::ProvinceAsked => "registry.ask_province",
        EventKind::Enrolled | EventKind::Joined | EventKind::Changed | EventKind::State => "registry.change",
    };
    let entry = Entry {
        verb,
        subject_kind: "person",
        subject: person.id.to_string(),
        place: Some(person.place),
        why: why.map(str::to_owned),
        from: before.map(|told| as_trailed(tx, told)).transpose()?,
        to: after.map(|told| as_trailed(tx, told)).transpose()?,
    };
    Ok(audit::record(tx, acting, entry)?)
}
