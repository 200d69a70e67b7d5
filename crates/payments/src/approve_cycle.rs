//! A second person's yes.

use crate::{Cycle, CycleState, Refusal, cycle::entry, ledger_entries, load_cycle, store};
use db::Tx;
use kernel::CycleId;
use office::{Acting, Action, audit, staff};
use serde_json::json;

/// Approves exactly the version that was seen; never one's own work, never what has changed since.
pub fn approve_cycle(tx: &mut Tx<'_>, acting: &Acting, id: CycleId, seen: i64) -> Result<Cycle, Refusal> {
    acting.must(Action::ApproveCycle)?;
    tx.lock("payments.cycle")?;
    let cycle = load_cycle(tx, acting, id)?;
    cycle.must_be(seen)?;
    cycle.must_stand(&[CycleState::Computed])?;
    if cycle.prepared_by == Some(acting.staff) {
        return Err(Refusal::OwnWork);
    }
    if let Some(maker) = cycle.prepared_by {
        staff::must_not_be_one_hand(tx, acting, maker)?;
    }
    let lists = store::count_moved_lists(tx, id)?;
    if lists > 0 {
        return Err(Refusal::ListsMoved { lists });
    }
    let instructions = store::count_overtaken(tx, id)?;
    if instructions > 0 {
        return Err(Refusal::Overtaken { instructions });
    }
    let approved = Cycle {
        version: cycle.version + 1,
        state: CycleState::Approved,
        approved_by: Some(acting.staff),
        ..cycle.clone()
    };
    store::update_approved(tx, &approved, acting)?;
    ledger_entries::record_approved(tx, acting, &approved)?;
    let to = json!({ "version": approved.version, "seen": seen, "payable": approved.totals.payable });
    audit::record(tx, acting, entry("cycle.approve", &cycle, to))?;
    Ok(approved)
}
