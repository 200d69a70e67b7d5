//! What the population register says instead of a record: listed, looked at, asked for with a proof, or left.

use super::{
    call::{Call, Done, Halt, told},
    description::tags,
    input::{body, query},
    numbers::PlaceNumber,
    paging::{Cursor, Limit, List, Page, Part},
    persons::ListedShown,
    sent::{Asked, Sent, Subject},
    staff::Nothing,
    values::{Instant, Reason},
    words::{ChangedFieldWord, ProposalStateWord, SourceKindWord},
};
use crate::{
    pages::people::{changes::covered, proposals::decided_before},
    shell::problem::Answer,
};
use db::Tx;
use jiff::Timestamp;
use kernel::{ChangeRequestId, PersonId, SnapshotId};
use office::{Acting, Action};
use registry::{
    ChangedField, PROPOSALS_PAGE, ProposalLine, ProposalState, Refusal, decline_proposal, find_proposal,
    list_proposals, take_proposal, view_sensitive,
};
use serde::Serialize;
use sources::SourceKind;
use std::{fmt, str::FromStr};
use utoipa::ToSchema;

/// In the order of the persons, and of one person by field.
const LIST: List<ProposalLine, ProposalName> =
    List { name: "proposals", key: |line| ProposalName(line.person.id, line.proposal.field) };

/// The name of a proposal in addresses: whose record, and which field.
pub(crate) struct ProposalName(PersonId, ChangedField);

impl fmt::Display for ProposalName {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}_{}", self.0, self.1.key())
    }
}

/// Text that names no proposal.
pub(crate) struct NoProposal;

impl FromStr for ProposalName {
    type Err = NoProposal;

    fn from_str(text: &str) -> Result<ProposalName, NoProposal> {
        let (person, field) = text.split_once('_').ok_or(NoProposal)?;
        Ok(ProposalName(person.parse().map_err(|_| NoProposal)?, ChangedField::parse(field).ok_or(NoProposal)?))
    }
}

/// A value the population register has for a person, where the record says something else.
#[derive(Serialize, ToSchema)]
#[schema(as = RecordProposal)]
pub(crate) struct ProposalShown {
    /// Its name, for the calls about it.
    proposal: String,
    /// Whose record.
    person: ListedShown,
    /// Which field.
    #[schema(value_type = ChangedFieldWord)]
    field: ChangedField,
    /// What the record says; a number covered but for its end, unless it was asked for whole.
    before: Option<String>,
    /// What the register says, told likewise.
    proposed: String,
    /// The register's own id of the person.
    pid: String,
    /// Which register; nothing for an answer of the population database.
    #[schema(value_type = Option<String>, format = Uuid)]
    register: Option<SnapshotId>,
    /// The kind of the list whose row was compared.
    #[schema(value_type = SourceKindWord)]
    source: SourceKind,
    /// Where it stands.
    #[schema(value_type = ProposalStateWord)]
    state: ProposalState,
    /// When it was found: whoever decides names it as `seen`.
    found_at: Timestamp,
    /// The correction that was asked for by it.
    #[schema(value_type = Option<String>, format = Uuid)]
    correction: Option<ChangeRequestId>,
    /// Why the record was left as it is.
    why: Option<String>,
}

impl ProposalShown {
    fn of(line: ProposalLine, is_full: bool) -> ProposalShown {
        let ProposalLine { person, before, proposal } = line;
        let is_covered = !is_full && matches!(proposal.field, ChangedField::CitizenId | ChangedField::OldId);
        let said = |text: String| if is_covered { covered(&text) } else { text };
        ProposalShown {
            proposal: ProposalName(person.id, proposal.field).to_string(),
            person: person.into(),
            field: proposal.field,
            before: before.map(said),
            proposed: said(proposal.proposed),
            pid: proposal.pid,
            register: proposal.snapshot,
            source: proposal.source,
            state: proposal.state,
            found_at: proposal.found_at,
            correction: proposal.request,
            why: proposal.why,
        }
    }
}

impl From<ProposalLine> for ProposalShown {
    fn from(line: ProposalLine) -> ProposalShown {
        ProposalShown::of(line, false)
    }
}

query! {
    /// Which proposals.
    ProposalQuery {
        /// Only of this commune.
        place: Option<PlaceNumber>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

body! {
    /// A correction to ask for, as the register says.
    #[schema(example = json!({ "seen": "2024-01-25T03:00:00Z", "proof": "Thẻ CCCD, đã xem bản gốc" }))]
    ProposalTaken {
        /// When the proposal that was seen was found: if the register says another value by now, nothing is asked for.
        seen: Instant,
        /// What proves it.
        proof: Reason,
    }
}

body! {
    /// A record to leave as it is.
    #[schema(example = json!({ "seen": "2024-01-25T03:00:00Z", "why": "Giấy khai sinh ghi như hồ sơ" }))]
    ProposalDeclined {
        /// When the proposal that was seen was found.
        seen: Instant,
        /// Why.
        why: Reason,
    }
}

/// The value that was seen; another one since is not decided on.
fn seen(
    tx: &mut Tx<'_>,
    acting: &Acting,
    (person, field): (PersonId, ChangedField),
    at: Instant,
) -> Result<String, Halt> {
    acting.must(Action::CorrectPerson)?;
    let line = find_proposal(tx, &acting.scope, person, field)?;
    if let Some(said) = decided_before(tx, &line.proposal)? {
        return Err(said.into());
    }
    if line.proposal.found_at == at.0 {
        Ok(line.proposal.proposed)
    } else {
        Err(Refusal::NotFound { what: "proposal" }.into())
    }
}

/// List what the population register says instead of the records of the own area, where nobody has looked at it.
#[utoipa::path(get, path = "/api/v1/proposals", tag = tags::PERSONS, params(ProposalQuery),
    responses((status = 200, description = "A page of proposals, by person.", body = Page<ProposalShown>)))]
pub(crate) async fn list_record_proposals(call: Call, Asked(query): Asked<ProposalQuery>) -> Answer {
    let place = query.place.map(|PlaceNumber(place)| place);
    call.list::<ProposalShown, _, _, _>(LIST, Part::of(query.limit, query.cursor), move |tx, acting, after| {
        let after = after.map(|ProposalName(person, field)| (person, field));
        list_proposals(tx, &acting.scope, place, after, PROPOSALS_PAGE)
    })
    .await
}

/// Show what the register says of a field, a number covered.
#[utoipa::path(get, path = "/api/v1/proposals/{proposal}", tag = tags::PERSONS,
    params(("proposal" = String, Path, description = "The proposal, as the list names it.")),
    responses((status = 200, description = "The proposal.", body = ProposalShown)))]
pub(crate) async fn show_record_proposal(
    call: Call,
    Subject(ProposalName(person, field)): Subject<ProposalName>,
) -> Answer {
    let line = call.read(move |tx, acting| find_proposal(tx, &acting.scope, person, field)).await?;
    Ok(told(&ProposalShown::from(line)))
}

/// Show what the register says of a field, with full numbers: to be compared with the card.
///
/// The view stands in the trail. Called again under the same key it is answered with numbers covered.
#[utoipa::path(post, path = "/api/v1/proposals/{proposal}/view", tag = tags::PERSONS,
    params(("proposal" = String, Path, description = "The proposal, as the list names it.")),
    responses((status = 200, description = "The proposal.", body = ProposalShown)))]
pub(crate) async fn view_record_proposal(
    call: Call,
    Subject(ProposalName(person, field)): Subject<ProposalName>,
    sent: Sent<Nothing>,
) -> Answer {
    call.change(sent, move |tx, acting, _| {
        acting.must(Action::CorrectPerson)?;
        let line = find_proposal(tx, &acting.scope, person, field)?;
        view_sensitive(tx, acting, person)?;
        Ok(Done::changed_once(&ProposalShown::of(line.clone(), true), &ProposalShown::from(line)))
    })
    .await
}

/// Ask for the correction a proposal names, with what proves it. Somebody else approves it.
#[utoipa::path(post, path = "/api/v1/proposals/{proposal}/take", tag = tags::PERSONS, request_body = ProposalTaken,
    params(("proposal" = String, Path, description = "The proposal, as the list names it.")),
    responses((status = 200, description = "The proposal as it is now.", body = ProposalShown)))]
pub(crate) async fn take_record_proposal(
    call: Call,
    Subject(ProposalName(person, field)): Subject<ProposalName>,
    sent: Sent<ProposalTaken>,
) -> Answer {
    call.change(sent, move |tx, acting, wanted| {
        let proposed = seen(tx, acting, (person, field), wanted.seen)?;
        take_proposal(tx, acting, person, (field, &proposed), wanted.proof.as_str())?;
        Ok(Done::changed(&ProposalShown::from(find_proposal(tx, &acting.scope, person, field)?)))
    })
    .await
}

/// Leave the record as it is. The same value is not proposed again.
#[utoipa::path(post, path = "/api/v1/proposals/{proposal}/decline", tag = tags::PERSONS,
    request_body = ProposalDeclined,
    params(("proposal" = String, Path, description = "The proposal, as the list names it.")),
    responses((status = 200, description = "The proposal as it is now.", body = ProposalShown)))]
pub(crate) async fn decline_record_proposal(
    call: Call,
    Subject(ProposalName(person, field)): Subject<ProposalName>,
    sent: Sent<ProposalDeclined>,
) -> Answer {
    call.change(sent, move |tx, acting, wanted| {
        let proposed = seen(tx, acting, (person, field), wanted.seen)?;
        decline_proposal(tx, acting, person, (field, &proposed), wanted.why.as_str())?;
        Ok(Done::changed(&ProposalShown::from(find_proposal(tx, &acting.scope, person, field)?)))
    })
    .await
}
