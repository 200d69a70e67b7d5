//! Values with the days they hold, as every kind of reference data is told.

use crate::{
    api::{
        call::{Call, told},
        input::query,
        paging::{Cursor, Limit, List, Part},
        values::Day,
        words::VersionStateWord,
    },
    shell::problem::{Answer, Problem},
};
use jiff::{Timestamp, civil::Date};
use kernel::StaffId;
use office::{
    Refusal,
    reference::{self, Common, Reference, State, Version},
};
use serde::Serialize;
use utoipa::ToSchema;

query! {
    /// What holds when.
    HeldQuery {
        /// The day; today when not said.
        on: Option<Day>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

/// A version of a value. A slot is an item and a first day; its last approved version holds.
#[derive(Serialize, ToSchema)]
pub(crate) struct VersionShown<Shown: ToSchema> {
    /// The name under which its versions follow one another.
    item: String,
    /// The value.
    value: Shown,
    /// The first day: which slot of the item.
    from: Date,
    /// The last day, where there is one; else until the item's next slot.
    until: Option<Date>,
    /// Counted from 1 in its slot: what a change says it has `seen`.
    version: i64,
    /// Whether it says that the slot was a mistake.
    is_void: bool,
    /// Where it stands.
    #[schema(value_type = VersionStateWord)]
    state: State,
    /// Who proposed it; nobody where it came with the program.
    #[schema(value_type = Option<String>, format = Uuid)]
    proposed_by: Option<StaffId>,
    /// Proposed at.
    proposed_at: Option<Timestamp>,
    /// Who approved or rejected it; nobody where one person is enough.
    #[schema(value_type = Option<String>, format = Uuid)]
    decided_by: Option<StaffId>,
    /// Decided at.
    decided_at: Option<Timestamp>,
    /// The reason given.
    why: Option<String>,
}

impl<Shown: ToSchema> VersionShown<Shown> {
    /// A version of the item of that name.
    pub fn of<V>(item: String, version: Version<V>) -> VersionShown<Shown>
    where
        Shown: From<V>,
    {
        let Version { value, from, until, number, is_void, state, .. } = version;
        let Version { proposed_by, proposed_at, decided_by, decided_at, why, .. } = version;
        let (value, version) = (Shown::from(value), number);
        VersionShown {
            item,
            value,
            from,
            until,
            version,
            is_void,
            state,
            proposed_by,
            proposed_at,
            decided_by,
            decided_at,
            why,
        }
    }
}

impl<V: Reference, Shown: ToSchema + From<V>> From<Version<V>> for VersionShown<Shown> {
    fn from(version: Version<V>) -> VersionShown<Shown> {
        VersionShown::of(version.value.item(), version)
    }
}

/// Every version an item ever had.
#[derive(Serialize, ToSchema)]
pub(crate) struct Versions<Shown: ToSchema> {
    /// By first day and version.
    items: Vec<VersionShown<Shown>>,
}

/// The list of what holds of a kind, by item.
pub(super) const fn held_list<V: Reference>() -> List<Version<V>, String> {
    List { name: V::KIND.key(), key: |version| version.value.item() }
}

/// What `held` gives, as far as it comes after an item. The database sorts by its own rules: here it is by bytes.
pub(super) fn after<V: Reference>(mut held: Vec<Version<V>>, after: Option<&String>) -> Vec<Version<V>> {
    held.retain(|version| after.is_none_or(|after| version.value.item() > *after));
    held.sort_by_key(|version| version.value.item());
    held
}

/// A page of what holds on a day.
pub(super) async fn list_held<V, Shown>(call: Call, query: HeldQuery) -> Answer
where
    V: Common + Send + 'static,
    Shown: From<V> + Serialize + ToSchema,
{
    let day = call.day(query.on);
    let part = Part::of(query.limit, query.cursor);
    call.list::<VersionShown<Shown>, _, _, Refusal>(held_list::<V>(), part, move |tx, _, seen: Option<String>| {
        Ok(after(reference::list::<V>(tx, day)?, seen.as_ref()))
    })
    .await
}

/// Every version of an item; an item that never was is not there.
pub(super) async fn show_item<V, Shown>(call: Call, item: String) -> Answer
where
    V: Common + Send + 'static,
    Shown: From<V> + Serialize + ToSchema,
{
    let found = call.read(move |tx, _| reference::history::<V>(tx, &item));
    told_versions::<V, Shown>(found.await)
}

/// The same once they are found.
pub(super) fn told_versions<V, Shown>(found: Answer<Vec<Version<V>>>) -> Answer
where
    V: Reference,
    Shown: From<V> + Serialize + ToSchema,
{
    let items: Vec<VersionShown<Shown>> = found?.into_iter().map(VersionShown::from).collect();
    if items.is_empty() { Err(Problem::NotFound) } else { Ok(told(&Versions { items })) }
}
