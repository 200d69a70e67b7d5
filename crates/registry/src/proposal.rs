//! What the population register says of a person where the record says something else: proposed to officers, who ask for
//! the correction with a proof, or decline.

use crate::{
    ChangedField, Listed, NewChange, Person, Refusal,
    change_request::{request_change, value},
    find_people::find_listed,
    hold::happened,
    load_person::find_person,
    refusal::check_text,
    store,
};
use db::Tx;
use jiff::Timestamp;
use kernel::{ChangeRequestId, PersonId, SnapshotId, StaffId};
use office::{Acting, Action, Scope};
use serde_json::json;
use sources::SourceKind;

/// How many proposals a page shows.
pub const PROPOSALS_PAGE: usize = 100;

kernel::keyed! {
    /// Where a proposal stands.
    pub enum ProposalState {
        /// Nobody has looked at it.
        Waits = "waits",
        /// An officer asked for the correction; another decides.
        Asked = "asked",
        /// The record says it by now.
        Done = "done",
        /// An officer found that the record is right, or that the register means somebody else.
        Declined = "declined",
        /// The register does not say so any more, or the decision that named the person was taken back.
        Lapsed = "lapsed",
    }
}

/// A value that the population register has for a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Whose record.
    pub person: PersonId,
    /// Which field.
    pub field: ChangedField,
    /// What the register says, as it would rest.
    pub proposed: String,
    /// The register's own id of the person.
    pub pid: String,
    /// Which register; nothing for an answer of the population service.
    pub snapshot: Option<SnapshotId>,
    /// The kind of the list whose row was compared.
    pub source: SourceKind,
    /// Where it stands.
    pub state: ProposalState,
    /// When it was found.
    pub found_at: Timestamp,
    /// The correction that was asked for.
    pub request: Option<ChangeRequestId>,
    /// Why it was declined.
    pub why: Option<String>,
}

/// A proposal on the worklist, or by itself.
#[derive(Clone, PartialEq, Eq)]
pub struct ProposalLine {
    /// Whose.
    pub person: Listed,
    /// What stands in the record, as it rests.
    pub before: Option<String>,
    /// What the register says.
    pub proposal: Proposal,
}

/// Asks for the correction a proposal names. `proposed` is the value that was seen: if the register says something else
/// by now, nothing is asked for.
pub fn take_proposal(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    (field, proposed): (ChangedField, &str),
    proof: &str,
) -> Result<ChangeRequestId, Refusal> {
    let proposal = find_waiting(tx, acting, person, (field, proposed))?;
    if is_held_by_another(tx, &proposal)? {
        return Err(Refusal::NumberTaken);
    }
    let new = NewChange { person, field, proposed: proposal.proposed.clone(), proof: proof.to_owned() };
    let request = request_change(tx, acting, &new)?;
    store::decide_proposal(tx, acting, &proposal, ProposalState::Asked, (Some(request), None))?;
    Ok(request)
}

/// Whether the number that is proposed belongs to another record: that is settled first.
pub fn is_held_by_another(tx: &mut Tx<'_>, proposal: &Proposal) -> Result<bool, Refusal> {
    if proposal.field != ChangedField::CitizenId {
        return Ok(false);
    }
    let holder = store::find_claim(tx, "citizen_id", &proposal.proposed)?;
    Ok(holder.is_some_and(|holder| holder != proposal.person))
}

/// Leaves the record as it is. The same value is not proposed again.
pub fn decline_proposal(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    (field, proposed): (ChangedField, &str),
    why: &str,
) -> Result<(), Refusal> {
    check_text("why", why)?;
    let proposal = find_waiting(tx, acting, person, (field, proposed))?;
    store::decide_proposal(tx, acting, &proposal, ProposalState::Declined, (None, Some(why)))?;
    let told = json!({ "field": field.key() });
    let person = find_person(tx, &acting.scope, person)?;
    happened(tx, acting, &person, crate::EventKind::ProposalDeclined, Some(why), None, Some(told))
}

/// What was decided about the person's rows since may have taken away what the proposal came from.
pub(crate) fn must_be_enrolled(tx: &mut Tx<'_>, person: PersonId) -> Result<(), Refusal> {
    if store::has_newer_decision(tx, person)? { Err(Refusal::EnrolFirst) } else { Ok(()) }
}

fn find_waiting(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    (field, proposed): (ChangedField, &str),
) -> Result<Proposal, Refusal> {
    acting.must(Action::CorrectPerson)?;
    let person = find_person(tx, &acting.scope, person)?;
    must_be_enrolled(tx, person.id)?;
    let all = store::list_proposals_of(tx, person.id)?;
    let found = all.into_iter().find(|one| one.field == field && one.proposed == proposed);
    let found = found.ok_or(Refusal::NotFound { what: "proposal" })?;
    if found.state == ProposalState::Waits { Ok(found) } else { Err(Refusal::Decided) }
}

/// A page of what waits in the scope, in the order of the persons; of one commune, where it is named.
pub fn list_proposals(
    tx: &mut Tx<'_>,
    scope: &Scope,
    place: Option<i64>,
    after: Option<(PersonId, ChangedField)>,
    limit: usize,
) -> Result<Vec<ProposalLine>, Refusal> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let found = store::list_waiting_proposals(tx, &scope.condition("p.place"), place, after, limit)?;
    let line = |(listed, proposal, record): (Listed, Proposal, Person)| ProposalLine {
        person: listed,
        before: value(&record, proposal.field),
        proposal,
    };
    Ok(found.into_iter().map(line).collect())
}

/// What the register said or says of a field of somebody of the scope, wherever it stands.
pub fn find_proposal(
    tx: &mut Tx<'_>,
    scope: &Scope,
    person: PersonId,
    field: ChangedField,
) -> Result<ProposalLine, Refusal> {
    const GONE: Refusal = Refusal::NotFound { what: "proposal" };
    let record = find_person(tx, scope, person)?;
    let listed = find_listed(tx, scope, person)?.ok_or(GONE)?;
    let proposal = store::list_proposals_of(tx, person)?.into_iter().find(|one| one.field == field).ok_or(GONE)?;
    Ok(ProposalLine { person: listed, before: value(&record, field), proposal })
}

/// Who decided about a proposal last, and when.
pub fn find_decider(tx: &mut Tx<'_>, proposal: &Proposal) -> Result<Option<(StaffId, Timestamp)>, Refusal> {
    Ok(store::find_decider(tx, proposal.person, proposal.field)?)
}

/// How many wait in the scope, up to `most`.
pub fn count_proposals(tx: &mut Tx<'_>, scope: &Scope, place: Option<i64>, most: i64) -> Result<i64, Refusal> {
    Ok(store::count_waiting_proposals(tx, &scope.condition("p.place"), place, most)?)
}
