//! Worklists: who is in which state, where.

use crate::{OPEN_COUNTED_MAX, Refusal, store};
use db::Tx;
use kernel::{BirthDate, FullName, Month, PersonId};
use matching::Outcome;
use office::{Area, Scope};
use sources::SourceKind;
use std::collections::BTreeSet;

/// How many persons a page shows.
pub const PEOPLE_PAGE: usize = 100;

/// Of how many persons one statement asks.
const HELD_ASKED_MAX: usize = 500;

/// Which persons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    /// In this state.
    pub state: Option<Outcome>,
    /// In this commune, as a place number.
    pub place: Option<i64>,
    /// Without a card, or with one.
    pub no_card: Option<bool>,
    /// Dead, or alive.
    pub dead: Option<bool>,
    /// Entitled by this kind of list, now or once.
    pub source: Option<SourceKind>,
    /// Held in this month, wholly or in part.
    pub held_in: Option<Month>,
}

/// A person on a worklist, numbers covered: whole only in what is exported so.
#[derive(Clone, PartialEq, Eq)]
pub struct Listed {
    /// The id.
    pub id: PersonId,
    /// Name.
    pub full_name: FullName,
    /// Day or year of birth.
    pub birth: Option<BirthDate>,
    /// The number, covered but for its end.
    pub masked_number: Option<String>,
    /// The commune, as a place number.
    pub place: i64,
    /// Hamlet.
    pub hamlet: Option<String>,
    /// The state.
    pub state: Outcome,
    /// Không có CCCD.
    pub no_card: bool,
    /// Đã chết.
    pub dead: bool,
}

/// The states of a commune: a partition, and beside it the flags that overlap with every state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CommuneStates {
    /// The commune, as a place number.
    pub place: i64,
    /// Persons.
    pub persons: i64,
    /// Chưa gửi rà soát.
    pub not_sent: i64,
    /// Chờ xác thực.
    pub pending: i64,
    /// Đã xác thực.
    pub verified: i64,
    /// Lệch thông tin.
    pub mismatch: i64,
    /// Không tìm thấy thông tin.
    pub not_found: i64,
    /// Không có CCCD: overlaps.
    pub no_card: i64,
    /// Đã chết: overlaps.
    pub dead: i64,
}

impl CommuneStates {
    /// Nobody.
    pub const fn none(place: i64) -> CommuneStates {
        CommuneStates {
            place,
            persons: 0,
            not_sent: 0,
            pending: 0,
            verified: 0,
            mismatch: 0,
            not_found: 0,
            no_card: 0,
            dead: 0,
        }
    }

    /// With the persons of another commune.
    pub const fn add(&mut self, other: &CommuneStates) {
        self.persons += other.persons;
        self.not_sent += other.not_sent;
        self.pending += other.pending;
        self.verified += other.verified;
        self.mismatch += other.mismatch;
        self.not_found += other.not_found;
        self.no_card += other.no_card;
        self.dead += other.dead;
    }

    /// The five states together. Every person is in exactly one, so that this is `persons`.
    pub const fn states_total(&self) -> i64 {
        self.not_sent + self.pending + self.verified + self.mismatch + self.not_found
    }
}

/// A page of persons in the order of their ids, those after `after`.
pub fn list_people(
    tx: &mut Tx<'_>,
    scope: &Scope,
    filter: &PeopleFilter,
    after: Option<PersonId>,
    limit: usize,
) -> Result<Vec<Listed>, Refusal> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(store::list_people(tx, &scope.condition("p.place"), filter, after, limit)?)
}

/// How many persons of the scope are in a state, counted up to `OPEN_COUNTED_MAX`.
pub fn count_people(tx: &mut Tx<'_>, scope: &Scope, state: Outcome) -> Result<i64, Refusal> {
    Ok(store::count_people(tx, &scope.condition("p.place"), state, OPEN_COUNTED_MAX)?)
}

/// Those of them whose payments are held in a month, wholly or in part.
pub fn list_held(tx: &mut Tx<'_>, people: &[Listed], month: Month) -> Result<BTreeSet<PersonId>, Refusal> {
    let mut held = BTreeSet::new();
    for some in people.chunks(HELD_ASKED_MAX) {
        held.extend(store::list_held(tx, some, month)?);
    }
    Ok(held)
}

/// Which persons are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatesFilter {
    /// Only those of communes in this area.
    pub area: Option<Area>,
    /// Only those entitled in this month.
    pub month: Option<Month>,
    /// Only those entitled by this kind of list.
    pub source: Option<SourceKind>,
}

/// The states by commune, in the order of the places; communes without anybody are not among them.
pub fn count_states(tx: &mut Tx<'_>, scope: &Scope, filter: &StatesFilter) -> Result<Vec<CommuneStates>, Refusal> {
    Ok(store::count_states(tx, &scope.condition("p.place"), filter)?)
}
