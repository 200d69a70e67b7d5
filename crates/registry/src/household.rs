//! Poor and near-poor households: made of the rows that name one, and read by whoever looks at a member.

use crate::{Entitlement, Listed, Refusal, load_person::find_person, store};
use db::Tx;
use kernel::{
    FullName, HouseholdId, Month, PersonId, SourceFileId,
    names::{canonical_key, clean},
};
use office::{Acting, Scope};
use std::collections::HashMap;

/// How many households a page shows.
pub const HOUSEHOLDS_PAGE: usize = 100;
/// The category of a poor household in its lists.
pub const POOR: &str = "NGHEO";
/// The category of a near-poor household in its lists.
pub const NEAR_POOR: &str = "CANNGHEO";

/// A household on a list.
#[derive(Clone, PartialEq, Eq)]
pub struct HouseholdLine {
    /// The id.
    pub id: HouseholdId,
    /// The commune, as a place number.
    pub place: i64,
    /// Its code, or its head's name, as the list has it.
    pub name: String,
    /// How many of its members have a record here.
    pub members: i64,
    /// Of them those who are poor in the month asked about.
    pub poor: i64,
    /// Of them those who are near-poor then.
    pub near_poor: i64,
}

/// A household with those of its members who have a record here.
#[derive(Clone, PartialEq, Eq)]
pub struct Household {
    /// The id.
    pub id: HouseholdId,
    /// The commune, as a place number.
    pub place: i64,
    /// Its code, or its head's name, as the list has it.
    pub name: String,
    /// The head first, then in the order of the list.
    pub members: Vec<Member>,
}

/// Somebody of a household.
#[derive(Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: Listed,
    /// Whether the list names the household by them.
    pub is_head: bool,
    /// Since when, and until when, the lists call them poor or near-poor.
    pub classes: Vec<Entitlement>,
}

/// A row of a list that names its household.
pub(crate) struct HouseholdRow {
    pub(crate) person: PersonId,
    pub(crate) place: i64,
    pub(crate) household: String,
    pub(crate) full_name: FullName,
    pub(crate) hamlet: String,
    pub(crate) line: i64,
}

impl HouseholdRow {
    /// A code says which household it is; a head's name does so within a hamlet.
    fn key(&self) -> String {
        let written = clean(&self.household);
        if written.chars().any(|letter| letter.is_ascii_digit()) {
            return written.to_uppercase();
        }
        format!("{} / {}", canonical_key(&written), canonical_key(&self.hamlet))
    }

    fn is_head(&self) -> bool {
        canonical_key(&self.household) == self.full_name.key()
    }
}

/// The household of a person of the scope, if a list names one.
pub fn find_household_of(tx: &mut Tx<'_>, scope: &Scope, person: PersonId) -> Result<Option<Household>, Refusal> {
    let person = find_person(tx, scope, person)?;
    let found = store::find_household_of(tx, person.id)?;
    found.map(|id| load_household(tx, scope, id)).transpose()
}

/// One household of the scope.
pub fn load_household(tx: &mut Tx<'_>, scope: &Scope, id: HouseholdId) -> Result<Household, Refusal> {
    let found = store::find_household(tx, &scope.condition("place"), id)?;
    let (place, name) = found.ok_or(Refusal::NotFound { what: "household" })?;
    let mut members = Vec::new();
    for (person, is_head) in store::list_members(tx, &scope.condition("p.place"), id)? {
        let mut classes = store::list_entitlements(tx, person.id)?;
        classes.retain(|one| one.source == sources::SourceKind::Poverty);
        members.push(Member { person, is_head, classes });
    }
    Ok(Household { id, place, name, members })
}

/// A page of households of the scope, in the order of their ids; of one commune, where it is named.
pub fn list_households(
    tx: &mut Tx<'_>,
    scope: &Scope,
    place: Option<i64>,
    month: Month,
    after: Option<HouseholdId>,
) -> Result<Vec<HouseholdLine>, Refusal> {
    let limit = i64::try_from(HOUSEHOLDS_PAGE).expect("a page is small");
    Ok(store::list_households(tx, &scope.condition("h.place"), place, month, after, limit)?)
}

/// Makes households of the rows of a file that name one. Of several rows of one person the last says where they live.
pub(crate) fn settle_households(tx: &mut Tx<'_>, acting: &Acting, file: SourceFileId) -> Result<(), Refusal> {
    let rows = store::list_household_rows(tx, &acting.scope.condition("r.place"), file)?;
    if rows.is_empty() {
        return Ok(());
    }
    let mut known = store::list_household_keys(tx, &acting.scope.condition("place"))?;
    let (mut made, mut members) = (Vec::new(), HashMap::new());
    for row in rows {
        let key = (row.place, row.key());
        let id = *known.entry(key.clone()).or_insert_with(|| {
            let id: HouseholdId = acting.new_id();
            made.push((id, key, clean(&row.household)));
            id
        });
        members.insert(row.person, (id, row.is_head(), row.line));
    }
    store::insert_households(tx, &made)?;
    let mut members: Vec<_> = members.into_iter().collect();
    members.sort_by_key(|(person, _)| *person);
    Ok(store::move_members(tx, file, &members)?)
}
