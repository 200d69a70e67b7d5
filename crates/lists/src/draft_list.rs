//! Drawing a list up, and drawing it up anew.

use crate::{Event, List, ListSeen, NEUTRAL_CATEGORY, Refusal, State, Totals, list::entry, state::apply, store};
use db::Tx;
use kernel::Month;
use office::{
    Acting, Action,
    audit::{self},
    places::{Level, Places},
    reference::{self, Category},
};

/// How many months ahead of today a list is drawn up: two are paid together before Tết.
pub const MONTHS_AHEAD_MAX: i32 = 2;

/// What came of asking for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drafted {
    /// It is new.
    Created(List),
    /// The commune has one for the month.
    Exists(List),
}

impl Drafted {
    /// The list, new or not.
    pub fn list(&self) -> &List {
        match self {
            Drafted::Created(list) | Drafted::Exists(list) => list,
        }
    }
}

/// Draws up a commune's list for a month: a line for each person and entitlement of the month, with the method and,
/// where it is not paid, the reason.
pub fn draft_list(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    place: i64,
    month: Month,
) -> Result<Drafted, Refusal> {
    acting.must(Action::PrepareList)?;
    if !acting.scope.covers(place) {
        return Err(office::Refusal::OutsideArea.into());
    }
    if places.unit(place).is_none_or(|unit| unit.level != Level::Commune) {
        return Err(Refusal::NotACommune);
    }
    let latest = Month::of(acting.today()).and_then(|today| today.plus(MONTHS_AHEAD_MAX));
    if let Some(latest) = latest.ok().filter(|latest| month > *latest) {
        return Err(Refusal::MonthTooFar { month, latest });
    }
    tx.lock(&lock_of(place))?;
    if let Some(known) = store::find_by_month(tx, place, month)? {
        return Ok(Drafted::Exists(known));
    }
    let list = List {
        id: acting.new_id(),
        place,
        month,
        version: 1,
        state: State::Draft,
        totals: Totals::default(),
        digest: None,
        prepared_by: acting.staff,
        prepared_at: acting.now,
        frozen_by: None,
        frozen_at: None,
        approved_by: None,
        approved_at: None,
        handed_over_by: None,
        handed_over_at: None,
        handed_to: None,
        why: None,
    };
    store::insert_list(tx, &list)?;
    let list = write_lines(tx, acting, list)?;
    audit::record(tx, acting, entry("list.draft", &list, None))?;
    Ok(Drafted::Created(list))
}

/// Draws a draft up anew by what holds now. Whoever does it has prepared it.
pub fn refresh_list(tx: &mut Tx<'_>, acting: &Acting, seen: ListSeen) -> Result<List, Refusal> {
    acting.must(Action::PrepareList)?;
    let before = load_seen(tx, acting, seen)?;
    apply(before.state, Event::Refresh)?;
    store::delete_lines(tx, before.id)?;
    let list = List {
        version: before.version + 1,
        prepared_by: acting.staff,
        prepared_at: acting.now,
        frozen_by: None,
        frozen_at: None,
        ..before
    };
    let list = write_lines(tx, acting, list)?;
    audit::record(tx, acting, entry("list.refresh", &list, Some(State::Draft)))?;
    Ok(list)
}

/// Fills an empty list, and keeps what its lines come to.
fn write_lines(tx: &mut Tx<'_>, acting: &Acting, list: List) -> Result<List, Refusal> {
    let confidential = confidential_categories(tx)?;
    store::insert_lines(tx, &list, acting.today(), &confidential, NEUTRAL_CATEGORY)?;
    let list = List { totals: store::sum_lines(tx, list.id)?, ..list };
    store::update_list(tx, &list)?;
    Ok(list)
}

/// Codes of categories that are a secret of health on any day.
fn confidential_categories(tx: &mut Tx<'_>) -> Result<Vec<String>, Refusal> {
    let all = reference::list_all::<Category>(tx)?;
    let secret = all.into_iter().map(|version| version.value).filter(|category| category.is_confidential);
    let mut codes: Vec<String> = secret.map(|category| category.code).collect();
    codes.sort_unstable();
    codes.dedup();
    Ok(codes)
}

/// The list somebody has seen, held against others until the transaction ends; outside the scope it is not found.
pub(crate) fn load_seen(tx: &mut Tx<'_>, acting: &Acting, seen: ListSeen) -> Result<List, Refusal> {
    let missing = office::Refusal::NotFound { what: "list" };
    let visible = acting.scope.condition("l.place");
    let place = store::find_list(tx, &visible, seen.list)?.ok_or(missing.clone())?.place;
    tx.lock(&lock_of(place))?;
    let list = store::find_list(tx, &visible, seen.list)?.ok_or(missing)?;
    if list.version == seen.version {
        Ok(list)
    } else {
        Err(Refusal::VersionMoved { seen: seen.version, now: list.version })
    }
}

fn lock_of(place: i64) -> String {
    format!("lists.{place}")
}
