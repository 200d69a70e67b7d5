//! What was held of earlier months, and is held no longer.

use crate::{
    Cycle, Refusal,
    ledger_entries::{Entries, owed_on},
    store,
};
use db::Tx;
use kernel::{Dong, Month};
use ledger::{Mode, Reason};
use office::{Acting, Area};

/// An amount that came free.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Freed {
    /// Where it is held.
    pub(crate) place: i64,
    /// The month it is owed for.
    pub(crate) origin: Month,
    /// How much.
    pub(crate) amount: Dong,
}

/// Lets go what was held of months before the cycle's and would not be held today: lines of lists, and what came back
/// with the word that somebody has died or an account is blocked. From here on it is carried over, and the cycle takes
/// it up as it takes up everything an earlier month owes. Answers how much came free.
pub(crate) fn free_held(tx: &mut Tx<'_>, acting: &Acting, cycle: &Cycle, area: Area) -> Result<Dong, Refusal> {
    let mut freed = store::free_carries(tx, acting, area)?;
    let lines = store::list_free_lines(tx, area, cycle.month)?;
    freed.extend(lines.iter().map(|line| Freed { place: line.place, origin: line.origin, amount: line.amount }));
    store::insert_free_lines(tx, acting, lines)?;
    let batch = format!("freed {} {}", cycle.id, cycle.version);
    let mut entries = Entries::default();
    for one in &freed {
        let sides = (owed_on(one.place, one.origin, true), owed_on(one.place, one.origin, false));
        entries.add(&batch, Reason::Freed, sides, Mode::Posted, one.amount)?;
    }
    entries.post(tx, acting)?;
    Ok(Dong::total(freed.iter().map(|one| one.amount))?)
}
