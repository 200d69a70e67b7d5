//! The end of a month: every đồng is accounted for.

use crate::{Cycle, CycleState, CycleTotals, Refusal, cycle::entry, load_cycle, store, totals};
use db::Tx;
use kernel::CycleId;
use office::{Acting, Action, audit, staff};
use serde_json::json;

/// Closes a cycle when entitled and carried in are paid, carried over and held, to the đồng. Whoever prepared it does
/// not close it.
pub fn close_cycle(tx: &mut Tx<'_>, acting: &Acting, id: CycleId, seen: i64) -> Result<Cycle, Refusal> {
    acting.must(Action::CloseMonth)?;
    tx.lock("payments.cycle")?;
    let cycle = load_cycle(tx, acting, id)?;
    cycle.must_be(seen)?;
    cycle.must_stand(&[CycleState::Instructed])?;
    if cycle.prepared_by == Some(acting.staff) {
        return Err(Refusal::OwnWork);
    }
    if let Some(maker) = cycle.prepared_by {
        staff::must_not_be_one_hand(tx, acting, maker)?;
    }
    let sums = totals(tx, &cycle)?;
    must_add_up(&cycle, &sums)?;
    let closed = Cycle {
        version: cycle.version + 1,
        state: CycleState::Closed,
        closed_by: Some(acting.staff),
        closed_at: Some(acting.now),
        totals: sums,
        ..cycle.clone()
    };
    store::update_closed(tx, &closed, acting)?;
    let to = json!({
        "version": closed.version,
        "entitled": sums.entitled,
        "carried_in": sums.carried_in,
        "paid": sums.paid,
        "carried_over": sums.carried_over,
        "held": sums.held,
        "held_back": sums.held_back,
    });
    audit::record(tx, acting, entry("cycle.close", &cycle, to))?;
    Ok(closed)
}

fn must_add_up(cycle: &Cycle, sums: &CycleTotals) -> Result<(), Refusal> {
    if sums.open_count > 0 {
        return Err(Refusal::StillOpen { instructions: sums.open_count, amount: sums.open });
    }
    let (entitled, accounted) = (sums.due()?, sums.accounted()?);
    if entitled != accounted || sums.payable != cycle.totals.payable {
        return Err(Refusal::DoesNotAddUp { entitled, accounted });
    }
    Ok(())
}
