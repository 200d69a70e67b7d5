//! Poor and near-poor households: made of the rows that name one, and read by whoever looks at a member.

use crate::{Entitlement, Listed, Refusal, load_person::find_person, person::plain_words, store};
use db::Tx;
use kernel::{
    FullName, HouseholdId, Month, PersonId, SourceFileId,
    names::{canonical_key, clean, plain_key},
};
use office::{
    Acting, Action, Scope,
    audit::{self, Entry},
};
use serde_json::json;
use std::collections::HashMap;

/// How many households a page shows.
pub const HOUSEHOLDS_PAGE: usize = 100;
/// How many households a workbook takes.
pub const HOUSEHOLDS_EXPORTED_MAX: usize = 50_000;
/// How many words a search takes up.
const WORDS_MAX: usize = 4;
/// The category of a poor household in its lists.
pub const POOR: &str = "NGHEO";
/// The category of a near-poor household in its lists.
pub const NEAR_POOR: &str = "CANNGHEO";

/// Which households.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HouseholdsFilter {
    /// In this commune, as a place number.
    pub place: Option<i64>,
    /// Words of the household's code, of its head's name or of a member's, with or without marks.
    pub words: String,
}

impl HouseholdsFilter {
    /// The words that are asked about, the longest first: few households have it.
    pub(crate) fn words(&self) -> Vec<String> {
        let mut words = plain_words(&self.words);
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.truncate(WORDS_MAX);
        words
    }
}

/// A household on a list.
#[derive(Clone, PartialEq, Eq)]
pub struct HouseholdLine {
    /// The id.
    pub id: HouseholdId,
    /// The commune, as a place number.
    pub place: i64,
    /// Its code, or its head's name, as the list has it.
    pub name: String,
    /// Its head, where a member with a record is that, or the list calls the household by them.
    pub head: Option<FullName>,
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
    /// Whether the list names the household by them, or says that they are its head.
    pub is_head: bool,
    /// What they are to the head, as the list writes it.
    pub relation: Option<String>,
    /// Since when, and until when, the lists call them poor or near-poor.
    pub classes: Vec<Entitlement>,
}

/// A row of a list that names its household.
pub(crate) struct HouseholdRow {
    pub(crate) person: PersonId,
    pub(crate) place: i64,
    pub(crate) household: String,
    pub(crate) relation: Option<String>,
    pub(crate) full_name: FullName,
    pub(crate) hamlet: String,
    pub(crate) line: i64,
}

impl HouseholdRow {
    /// A code says which household it is; a head's name does so within a hamlet.
    fn key(&self) -> String {
        let written = clean(&self.household);
        if is_code(&written) {
            return written.to_uppercase();
        }
        format!("{} / {}", canonical_key(&written), canonical_key(&self.hamlet))
    }

    fn is_head(&self) -> bool {
        canonical_key(&self.household) == self.full_name.key() || self.relation.as_deref().is_some_and(says_head)
    }
}

/// What a member lives there as.
pub(crate) struct Membership {
    pub(crate) person: PersonId,
    pub(crate) household: HouseholdId,
    pub(crate) is_head: bool,
    pub(crate) relation: Option<String>,
    pub(crate) line: i64,
}

/// A household's name is a code if it has digits; else it is its head's.
fn is_code(name: &str) -> bool {
    name.chars().any(|letter| letter.is_ascii_digit())
}

/// Whether a relation says that somebody is the head.
fn says_head(relation: &str) -> bool {
    ["chu ho", "la chu ho", "ban than", "chu"].contains(&plain_key(relation).as_str())
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
    for mut member in store::list_members(tx, &scope.condition("p.place"), id)? {
        member.classes = store::list_entitlements(tx, member.person.id)?;
        member.classes.retain(|one| one.source == sources::SourceKind::Poverty);
        members.push(member);
    }
    Ok(Household { id, place, name, members })
}

/// A page of households of the scope, in the order of their ids.
pub fn list_households(
    tx: &mut Tx<'_>,
    scope: &Scope,
    filter: &HouseholdsFilter,
    month: Month,
    after: Option<HouseholdId>,
) -> Result<Vec<HouseholdLine>, Refusal> {
    list_up_to(tx, scope, filter, month, (after, HOUSEHOLDS_PAGE))
}

/// The households of a list to be written down; the look is recorded.
pub fn export_households(
    tx: &mut Tx<'_>,
    acting: &Acting,
    filter: &HouseholdsFilter,
    month: Month,
) -> Result<Vec<HouseholdLine>, Refusal> {
    acting.must(Action::ReadPersons)?;
    let households = list_up_to(tx, &acting.scope, filter, month, (None, HOUSEHOLDS_EXPORTED_MAX))?;
    let entry = Entry {
        verb: "registry.export_households",
        subject_kind: "worklist",
        subject: "households".to_owned(),
        place: filter.place.or(acting.place),
        why: None,
        from: None,
        to: Some(json!({ "rows": households.len() })),
    };
    audit::record_view(tx, acting, entry)?;
    Ok(households)
}

fn list_up_to(
    tx: &mut Tx<'_>,
    scope: &Scope,
    filter: &HouseholdsFilter,
    month: Month,
    (after, limit): (Option<HouseholdId>, usize),
) -> Result<Vec<HouseholdLine>, Refusal> {
    let limit = i64::try_from(limit).expect("a list has an end");
    let visible = [scope.condition("h.place"), scope.condition("p.place")];
    let mut households = store::list_households(tx, &visible, filter, month, (after, limit))?;
    let ids: Vec<HouseholdId> = households.iter().map(|one| one.id).collect();
    let heads = store::list_heads(tx, &visible[1], &ids)?;
    for one in &mut households {
        let named = || Some(&one.name).filter(|name| !is_code(name)).and_then(|name| FullName::parse(name).ok());
        one.head = heads.get(&one.id).cloned().or_else(named);
    }
    Ok(households)
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
        let (person, is_head, line) = (row.person, row.is_head(), row.line);
        members.insert(person, Membership { person, household: id, is_head, relation: row.relation, line });
    }
    store::insert_households(tx, &made)?;
    let mut members: Vec<Membership> = members.into_values().collect();
    members.sort_by_key(|member| member.person);
    Ok(store::move_members(tx, file, &members)?)
}
