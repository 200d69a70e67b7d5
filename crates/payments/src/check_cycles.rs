//! Whether the stored totals of cycles, files and the ledger are those of the instructions.

use crate::{Channel, CycleState, Refusal, ledger_entries::clearing, store, totals};
use db::Tx;
use kernel::{CycleId, Dong, Month};
use ledger::find_balance;

/// A total that is not what its parts give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The cycle.
    pub cycle: CycleId,
    /// Its month.
    pub month: Month,
    /// Which total: `payable`, `files`, `clearing`, `due`, `carried_over`.
    pub what: &'static str,
    /// What stands there.
    pub stored: Dong,
    /// What the parts give.
    pub counted: Dong,
}

/// Totals that do not add up; none is as it should be.
pub fn check_cycles(tx: &mut Tx<'_>) -> Result<Vec<Wrong>, Refusal> {
    let mut wrong = Vec::new();
    for cycle in store::all_cycles(tx)? {
        let counted = totals(tx, &cycle)?;
        let mut points = vec![("payable", cycle.totals.payable, counted.payable)];
        let (entitled, held) = store::sum_lists(tx, cycle.id)?;
        points.push(("entitled", cycle.totals.entitled, entitled));
        points.push(("held", cycle.totals.held, held));
        if matches!(cycle.state, CycleState::Instructed | CycleState::Closed) {
            points.push(("files", store::sum_files(tx, cycle.id)?, counted.payable));
            points.push(("clearing", clearing_of(tx, cycle.place, cycle.month)?, counted.open));
            points.push(("accounted", counted.due()?, counted.accounted()?.checked_add(counted.open)?));
        }
        let odd = points.into_iter().filter(|(_, stored, counted)| stored != counted);
        wrong.extend(odd.map(|(what, stored, counted)| Wrong {
            cycle: cycle.id,
            month: cycle.month,
            what,
            stored,
            counted,
        }));
    }
    Ok(wrong)
}

/// What the ledger says is on its way for a month.
fn clearing_of(tx: &mut Tx<'_>, unit: i64, month: Month) -> Result<Dong, Refusal> {
    let mut sum = Dong::ZERO;
    for channel in Channel::ALL {
        sum = sum.checked_add(find_balance(tx, &clearing(unit, month, *channel))?.credits_pending)?;
    }
    Ok(sum)
}
