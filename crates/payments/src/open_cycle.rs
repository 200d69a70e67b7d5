//! Opening a month.

use crate::{Cycle, CycleState, CycleTotals, Refusal, cycle::entry, store};
use db::Tx;
use kernel::Month;
use office::{Acting, Action, audit};
use serde_json::json;

/// What came of opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It is there now.
    Created(Cycle),
    /// It was there.
    Exists(Cycle),
}

impl Opened {
    /// The cycle, new or not.
    pub fn cycle(self) -> Cycle {
        match self {
            Opened::Created(cycle) | Opened::Exists(cycle) => cycle,
        }
    }
}

/// Opens the cycle of a paying office's unit for a month.
pub fn open_cycle(tx: &mut Tx<'_>, acting: &Acting, place: i64, month: Month) -> Result<Opened, Refusal> {
    acting.must(Action::PrepareCycle)?;
    if !acting.scope.covers(place) {
        return Err(office::Refusal::OutsideArea.into());
    }
    if let Some(cycle) = store::find_cycle_of(tx, place, month)? {
        return Ok(Opened::Exists(cycle));
    }
    let cycle = Cycle {
        id: acting.new_id(),
        place,
        month,
        version: 1,
        state: CycleState::Open,
        lines: 0,
        instructions: 0,
        totals: CycleTotals::default(),
        digest: None,
        prepared_by: None,
        approved_by: None,
        closed_by: None,
        opened_at: acting.now,
        closed_at: None,
    };
    store::insert_cycle(tx, &cycle, acting)?;
    audit::record(tx, acting, entry("cycle.open", &cycle, json!({ "month": month, "place": place })))?;
    Ok(Opened::Created(cycle))
}
