//! What every change of reference data says, and what came of it.

use crate::{
    api::{
        call::{Call, Done},
        numbers::VersionNumber,
        sent::Sent,
        values::{Day, Reason},
        words::{ReferenceKindWord, VersionStateWord},
    },
    shell::problem::Answer,
};
use jiff::civil::Date;
use office::reference::{self, Change, Proposed, Reference, ReferenceKind, State};
use serde::Serialize;
use utoipa::ToSchema;

/// A version just made.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "kind": "rate", "item": "social_protection.standard", "from": "2026-07-01", "version": 1, "state": "proposed"
}))]
pub(crate) struct VersionMade {
    /// The kind.
    #[schema(value_type = ReferenceKindWord)]
    kind: ReferenceKind,
    /// The item.
    item: String,
    /// The first day of its slot.
    from: Date,
    /// The number of the new version in its slot.
    version: i64,
    /// `proposed` where it waits for a second person, `approved` where one is enough.
    #[schema(value_type = VersionStateWord)]
    state: State,
}

impl VersionMade {
    /// What came of a change of the slot `item` from `from` on.
    pub fn of<V: Reference>(item: String, from: Date, Proposed { version, state }: Proposed) -> VersionMade {
        VersionMade { kind: V::KIND, item, from, version, state }
    }
}

/// A body that says how a value is to be.
pub(super) trait Wanted {
    /// The kind of value.
    type Value: Reference;

    /// The value.
    fn value(&self) -> Self::Value;

    /// When it holds, and why.
    fn when(&self) -> When<'_>;
}

/// When a value holds, which version the caller has seen, and why it changes.
pub(super) struct When<'a> {
    pub from: Day,
    pub until: Option<Day>,
    pub seen: Option<VersionNumber>,
    pub why: &'a Reason,
}

/// Makes the new version: it holds at once, or waits for a second person.
pub(super) async fn change<B: Wanted + Send + 'static>(call: Call, sent: Sent<B>) -> Answer {
    call.create(sent, |tx, acting, wanted| {
        let When { from: Day(from), until, seen, why } = wanted.when();
        let change = Change {
            value: wanted.value(),
            from,
            until: until.map(|Day(day)| day),
            seen: seen.map(|VersionNumber(version)| version),
            why: why.as_str().to_owned(),
        };
        let made = reference::propose(tx, acting, &change)?;
        Ok(Done::created(&VersionMade::of::<B::Value>(change.value.item(), from, made)))
    })
    .await
}
