//! Changes that wait for a second person.

use super::shown::VersionShown;
use crate::{
    api::{
        call::{Call, Done},
        description::tags,
        input::query,
        paging::{Cursor, Limit, List, Page, Part},
        sent::{Asked, Sent, Subjects},
        staff::{Because, Nothing},
        values::{Day, parse_day},
        words::ReferenceKindWord,
    },
    shell::problem::{Answer, Problem},
};
use jiff::civil::Date;
use office::{
    Refusal,
    reference::{self, Proposal, ReferenceKind, VersionSeen},
};
use serde::Serialize;
use serde_json::Value;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

/// By kind, item, first day and version: nobody's list of proposals is so long that their age would matter.
const LIST: List<Proposal, String> = List { name: "proposals", key: place };

fn place(proposal: &Proposal) -> String {
    let Proposal { kind, item, version, .. } = proposal;
    format!("{} {item} {} {:010}", kind.key(), version.from, version.number)
}

/// A value of any kind, as the program keeps it.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct AnyValue(Value);

impl ToSchema for AnyValue {}

impl PartialSchema for AnyValue {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .description(Some("A value of any kind, as the program keeps it."))
            .into()
    }
}

impl From<Value> for AnyValue {
    fn from(value: Value) -> AnyValue {
        AnyValue(value)
    }
}

/// A change that waits for a second person.
#[derive(Serialize, ToSchema)]
#[schema(as = Proposal)]
pub(crate) struct ProposalShown {
    /// Which kind.
    #[schema(value_type = ReferenceKindWord)]
    kind: ReferenceKind,
    /// The version that waits.
    proposed: VersionShown<AnyValue>,
    /// What holds in the slot now, if anything does.
    now: Option<VersionShown<AnyValue>>,
}

impl From<Proposal> for ProposalShown {
    fn from(proposal: Proposal) -> ProposalShown {
        let Proposal { kind, item, version, now } = proposal;
        let now = now.map(|now| VersionShown::of(item.clone(), now));
        ProposalShown { kind, proposed: VersionShown::of(item, version), now }
    }
}

query! {
    /// Which proposals.
    ProposalQuery {
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

/// List what waits for a second person.
#[utoipa::path(get, path = "/api/v1/reference/proposals", tag = tags::REFERENCE, params(ProposalQuery),
    responses((status = 200, description = "A page of proposals.", body = Page<ProposalShown>)))]
pub(crate) async fn list_proposals(call: Call, Asked(query): Asked<ProposalQuery>) -> Answer {
    let part = Part::of(query.limit, query.cursor);
    call.list::<ProposalShown, _, _, Refusal>(LIST, part, |tx, acting, after: Option<String>| {
        let mut waiting = reference::list_proposals(tx, acting)?;
        waiting.retain(|proposal| after.as_ref().is_none_or(|after| place(proposal) > *after));
        waiting.sort_by_key(place);
        Ok(waiting)
    })
    .await
}

/// The version a path names.
fn seen([kind, item, from, version]: [String; 4]) -> Answer<VersionSeen> {
    let kind = ReferenceKind::parse(&kind).ok_or(Problem::NotFound)?;
    let from: Date = parse_day(&from).map_err(|_| Problem::NotFound)?;
    let version = version.parse().map_err(|_| Problem::NotFound)?;
    Ok(VersionSeen { kind, item, from, version })
}

/// What was decided.
#[derive(Serialize, ToSchema)]
pub(crate) struct Decided {
    /// The kind.
    #[schema(value_type = ReferenceKindWord)]
    kind: ReferenceKind,
    /// The item.
    item: String,
    /// The first day of its slot.
    from: Date,
    /// The version.
    version: i64,
}

impl From<&VersionSeen> for Decided {
    fn from(VersionSeen { kind, item, from, version }: &VersionSeen) -> Decided {
        Decided { kind: *kind, item: item.clone(), from: *from, version: *version }
    }
}

/// Approve what another person proposed: from now on it holds.
#[utoipa::path(post, path = "/api/v1/reference/proposals/{kind}/{item}/{from}/{version}/approve", tag = tags::REFERENCE,
    params(
        ("kind" = inline(ReferenceKindWord), Path, description = "The kind."),
        ("item" = String, Path, min_length = 1, max_length = 200, description = "The item."),
        ("from" = inline(Day), Path, description = "The first day of its slot."),
        ("version" = i64, Path, minimum = 1, description = "The version."),
    ),
    responses((status = 200, description = "It holds.", body = Decided)))]
pub(crate) async fn approve_proposal(call: Call, Subjects(path): Subjects<4>, sent: Sent<Nothing>) -> Answer {
    let seen = seen(path)?;
    call.change(sent, move |tx, acting, _| {
        reference::approve(tx, acting, &seen)?;
        Ok(Done::changed(&Decided::from(&seen)))
    })
    .await
}

/// Reject a proposal.
///
/// Whoever made it may take it back the same way, without the right to approve.
#[utoipa::path(post, path = "/api/v1/reference/proposals/{kind}/{item}/{from}/{version}/reject", tag = tags::REFERENCE,
    request_body = Because,
    params(
        ("kind" = inline(ReferenceKindWord), Path, description = "The kind."),
        ("item" = String, Path, min_length = 1, max_length = 200, description = "The item."),
        ("from" = inline(Day), Path, description = "The first day of its slot."),
        ("version" = i64, Path, minimum = 1, description = "The version."),
    ),
    responses((status = 200, description = "It will not hold.", body = Decided)))]
pub(crate) async fn reject_proposal(call: Call, Subjects(path): Subjects<4>, sent: Sent<Because>) -> Answer {
    let seen = seen(path)?;
    call.change(sent, move |tx, acting, because| {
        reference::reject(tx, acting, &seen, because.why.as_str())?;
        Ok(Done::changed(&Decided::from(&seen)))
    })
    .await
}
