//! Corrections: asked for with a proof by one person, approved by another.

use crate::{
    EventKind, Person, ProposalState, Refusal,
    claim::free_number,
    death::{check_day, move_death, must_be_by_hand, undo_death},
    hold::happened,
    load_person::find_person,
    person::name_tokens,
    proposal::must_be_enrolled,
    refusal::check_text,
    store,
};
use db::Tx;
use jiff::{Timestamp, civil::Date};
use kernel::Stored as _;
use kernel::{BirthDate, ChangeRequestId, CitizenId, FullName, OldIdNumber, PersonId, Phone, Sex, StaffId};
use matching::Outcome;
use office::{Acting, Action, Scope, staff};
use serde_json::json;

kernel::keyed! {
    /// What can be corrected.
    pub enum ChangedField {
        /// Họ và tên.
        FullName = "full_name",
        /// Ngày sinh.
        Birth = "birth",
        /// Giới tính.
        Sex = "sex",
        /// Số định danh.
        CitizenId = "citizen_id",
        /// Số CMND.
        OldId = "old_id",
        /// Điện thoại.
        Phone = "phone",
        /// Thôn.
        Hamlet = "hamlet",
        /// Địa chỉ.
        Address = "address",
        /// The death that an officer recorded: it was on another day, or a mistake and the person lives.
        Death = "death",
    }
}

kernel::keyed! {
    /// Where a request stands.
    pub enum ChangeState {
        /// Waits for a second person.
        Open = "open",
        /// The record was changed.
        Approved = "approved",
        /// The record stayed as it was.
        Rejected = "rejected",
    }
}

/// A correction that somebody asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct ChangeRequest {
    /// Its id.
    pub id: ChangeRequestId,
    /// Whose record.
    pub person: PersonId,
    /// Which field.
    pub field: ChangedField,
    /// What stood there.
    pub before: Option<String>,
    /// What should.
    pub proposed: String,
    /// What proves it.
    pub proof: String,
    /// The version of the record that was seen.
    pub seen_version: i64,
    /// Where it stands.
    pub state: ChangeState,
    /// Who asked.
    pub asked_by: StaffId,
    /// When.
    pub asked_at: Timestamp,
    /// Who decided.
    pub decided_by: Option<StaffId>,
}

/// A correction to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewChange {
    /// Whose record.
    pub person: PersonId,
    /// Which field.
    pub field: ChangedField,
    /// What should stand there, as typed.
    pub proposed: String,
    /// What proves it.
    pub proof: String,
}

const NOUN: &str = "change request";
/// What stands for a death that was none.
const ALIVE: &str = "alive";
/// The longest address.
const TEXT_CHARS_MAX: usize = 300;

/// Asks for a correction. The record stays as it is.
pub fn request_change(tx: &mut Tx<'_>, acting: &Acting, new: &NewChange) -> Result<ChangeRequestId, Refusal> {
    acting.must(Action::CorrectPerson)?;
    check_text("proof", &new.proof)?;
    let person = find_person(tx, &acting.scope, new.person)?;
    let proposed = canonical(new.field, &new.proposed)?;
    if new.field == ChangedField::Death {
        must_be_by_hand(tx, &person)?;
        if let Some(day) = day_of(&proposed) {
            check_day(acting, &person, day)?;
        }
    }
    if new.field == ChangedField::Birth
        && BirthDate::parse(&new.proposed).is_ok_and(|birth| birth.earliest() > acting.today())
    {
        return Err(Refusal::Value { field: new.field.key() });
    }
    must_change(&person, new.field, &proposed)?;
    let request = ChangeRequest {
        id: acting.new_id(),
        person: person.id,
        field: new.field,
        before: value(&person, new.field),
        proposed,
        proof: new.proof.trim().to_owned(),
        seen_version: person.version,
        state: ChangeState::Open,
        asked_by: acting.staff,
        asked_at: acting.now,
        decided_by: None,
    };
    store::insert_change_request(tx, &request)?;
    tell(tx, acting, &person, EventKind::ChangeRequested, Some(&request.proof), &request)?;
    Ok(request.id)
}

/// Approves a correction: the record changes. `seen` is the version of the record whose correction is approved.
pub fn approve_change(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    request: ChangeRequestId,
    seen: i64,
) -> Result<(), Refusal> {
    let (person, request) = open_request(tx, acting, person, request)?;
    if request.asked_by == acting.staff {
        return Err(Refusal::OwnRequest);
    }
    if seen != person.version {
        return Err(Refusal::VersionMoved { seen, now: person.version });
    }
    staff::must_not_be_one_hand(tx, acting, request.asked_by)?;
    let proposals = store::list_proposals_of(tx, person.id)?;
    if let Some(proposal) = proposals.iter().find(|one| one.request == Some(request.id)) {
        must_be_enrolled(tx, person.id)?;
        if proposal.state == ProposalState::Lapsed {
            return Err(Refusal::ProposalLapsed);
        }
    }
    apply(tx, acting, &person, &request)?;
    store::decide_change(tx, acting, &request, ChangeState::Approved, None)?;
    store::settle_proposal(tx, &request)?;
    // What stood there when it was approved: it may be another value than when it was asked for.
    let request = ChangeRequest { before: value(&person, request.field), ..request };
    tell(tx, acting, &person, EventKind::ChangeApproved, Some(&request.proof), &request)
}

/// Rejects a correction: the record stays.
pub fn reject_change(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    request: ChangeRequestId,
    why: &str,
) -> Result<(), Refusal> {
    check_text("why", why)?;
    let (person, request) = open_request(tx, acting, person, request)?;
    store::decide_change(tx, acting, &request, ChangeState::Rejected, Some(why))?;
    store::reject_proposal(tx, acting, &request, why)?;
    tell(tx, acting, &person, EventKind::ChangeRejected, Some(why), &request)
}

/// On the timeline with what stood there and what should, numbers covered.
fn tell(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: &Person,
    kind: EventKind,
    why: Option<&str>,
    request: &ChangeRequest,
) -> Result<(), Refusal> {
    let said = |value: Option<&str>| value.map(|text| covered(request.field, text));
    let before = json!({ "said": said(request.before.as_deref()) });
    let after = json!({ "request": request.id, "field": request.field.key(), "said": said(Some(&request.proposed)) });
    happened(tx, acting, person, kind, why, Some(before), Some(after))
}

/// The value, a number but for its end.
fn covered(field: ChangedField, text: &str) -> String {
    match field {
        ChangedField::CitizenId => CitizenId::parse(text).map_or_else(|_| String::new(), |number| number.masked()),
        ChangedField::OldId => OldIdNumber::parse(text).map_or_else(|_| String::new(), |number| number.masked()),
        _ => text.to_owned(),
    }
}

/// Corrections of the scope that wait for a second person, the oldest first.
pub fn list_change_requests(tx: &mut Tx<'_>, scope: &Scope, limit: usize) -> Result<Vec<ChangeRequest>, Refusal> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(store::list_change_requests(tx, &scope.condition("p.place"), limit)?)
}

fn open_request(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    request: ChangeRequestId,
) -> Result<(Person, ChangeRequest), Refusal> {
    acting.must(Action::CorrectPerson)?;
    let person = find_person(tx, &acting.scope, person)?;
    let request = store::find_change_request(tx, person.id, request)?.ok_or(Refusal::NotFound { what: NOUN })?;
    if request.state == ChangeState::Open { Ok((person, request)) } else { Err(Refusal::Decided) }
}

/// The value as it rests, or why it is none.
pub(crate) fn canonical(field: ChangedField, text: &str) -> Result<String, Refusal> {
    let rest = |plain: kernel::Plain| match plain {
        kernel::Plain::Text(text) => text,
        _ => String::new(),
    };
    let value = match field {
        ChangedField::FullName => FullName::parse(text).ok().map(|value| rest(value.to_plain())),
        ChangedField::Birth => BirthDate::parse(text).ok().map(|value| rest(value.to_plain())),
        ChangedField::Sex => Sex::parse(text).ok().map(|value| rest(value.to_plain())),
        ChangedField::CitizenId => CitizenId::parse(text).ok().map(|value| rest(value.to_plain())),
        ChangedField::OldId => OldIdNumber::parse(text).ok().map(|value| rest(value.to_plain())),
        ChangedField::Phone => Phone::parse(text).ok().map(|value| rest(value.to_plain())),
        ChangedField::Hamlet | ChangedField::Address => {
            let text = kernel::names::clean(text);
            (!text.is_empty() && text.chars().count() <= TEXT_CHARS_MAX).then_some(text)
        }
        ChangedField::Death if text.trim().is_empty() => Some(ALIVE.to_owned()),
        ChangedField::Death => BirthDate::parse(text).ok().and_then(BirthDate::day).map(|day| day.to_string()),
    };
    value.ok_or(Refusal::Value { field: field.key() })
}

pub(crate) fn value(person: &Person, field: ChangedField) -> Option<String> {
    match field {
        ChangedField::FullName => Some(person.full_name.as_str().to_owned()),
        ChangedField::Birth => person.birth.map(BirthDate::slashed),
        ChangedField::Sex => person.sex.map(|sex| if sex == Sex::Male { "male" } else { "female" }.to_owned()),
        ChangedField::CitizenId => person.citizen_id.as_ref().map(|number| number.as_str().to_owned()),
        ChangedField::OldId => person.old_id.as_ref().map(|number| number.as_str().to_owned()),
        ChangedField::Phone => person.phone.as_ref().map(|phone| phone.as_str().to_owned()),
        ChangedField::Hamlet => person.hamlet.clone(),
        ChangedField::Address => person.address.clone(),
        ChangedField::Death => person.died_on.map(|day| day.to_string()),
    }
}

/// The day on which somebody died after all; nothing if they live.
fn day_of(proposed: &str) -> Option<Date> {
    proposed.parse().ok()
}

/// What stands there already is no correction. Two may have asked for the same.
fn must_change(person: &Person, field: ChangedField, proposed: &str) -> Result<(), Refusal> {
    let stands = value(person, field).map(|text| canonical(field, &text).unwrap_or(text));
    if stands.as_deref() == Some(proposed) { Err(Refusal::NoChange) } else { Ok(()) }
}

/// By which of these fields the register was asked who the person is: its answer was about what stood there.
const fn is_of_identity(field: ChangedField) -> bool {
    matches!(
        field,
        ChangedField::FullName
            | ChangedField::Birth
            | ChangedField::Sex
            | ChangedField::CitizenId
            | ChangedField::OldId
    )
}

/// A number that somebody else holds is refused: two persons, one number is an exception, not a correction.
fn apply(tx: &mut Tx<'_>, acting: &Acting, person: &Person, request: &ChangeRequest) -> Result<(), Refusal> {
    if request.field == ChangedField::Death {
        must_be_by_hand(tx, person)?;
        must_change(person, request.field, &request.proposed)?;
        return match day_of(&request.proposed) {
            Some(day) => move_death(tx, acting, person, day, &request.proof),
            None => undo_death(tx, acting, person, &request.proof),
        };
    }
    must_change(person, request.field, &request.proposed)?;
    if request.field == ChangedField::CitizenId {
        match store::find_claim(tx, "citizen_id", &request.proposed)? {
            Some(holder) if holder != person.id => return Err(Refusal::NumberTaken),
            Some(_) => {}
            None => store::insert_claim(tx, "citizen_id", &request.proposed, person.id)?,
        }
        if let Some(before) = &person.citizen_id {
            free_number(tx, before, person.id)?;
        }
    }
    store::set_field(tx, acting, person.id, request.field, &request.proposed)?;
    if is_of_identity(request.field) && person.state != Outcome::NotSent {
        store::reopen_state(tx, person.id)?;
        let (before, after) = (json!({ "state": person.state.key() }), json!({ "state": Outcome::NotSent.key() }));
        store::insert_event(tx, acting, person.id, EventKind::State, None, Some(&before), Some(&after))?;
    }
    if request.field == ChangedField::FullName {
        let name = FullName::parse(&request.proposed).map_err(|_| Refusal::Corrupt { what: "name" })?;
        store::rename(tx, person.id, &name.key(), &name_tokens(&name))?;
    }
    Ok(())
}
