//! A month's payments of one paying office.

use crate::{Refusal, store};
use db::Tx;
use jiff::Timestamp;
use kernel::{CycleId, Dong, Month, StaffId, keyed};
use office::{Acting, Action, Scope, audit::Entry, places::Places};
use serde_json::{Value, json};

keyed! {
    /// Where a cycle stands.
    pub enum CycleState {
        /// Mở.
        Open = "open",
        /// Đã tính, chờ duyệt.
        Computed = "computed",
        /// Đã duyệt.
        Approved = "approved",
        /// Đã chuyển lệnh: the files are written.
        Instructed = "instructed",
        /// Đã chốt.
        Closed = "closed",
    }
}

/// A month's payments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// Its id.
    pub id: CycleId,
    /// The place number of the paying office's unit.
    pub place: i64,
    /// The month.
    pub month: Month,
    /// Rises with every change: whoever approves names the one they saw.
    pub version: i64,
    /// Where it stands.
    pub state: CycleState,
    /// Lines of the lists.
    pub lines: i64,
    /// Payments.
    pub instructions: i64,
    /// Its sums.
    pub totals: CycleTotals,
    /// The digest over all its instructions, in order.
    pub digest: Option<Vec<u8>>,
    /// Who computed it.
    pub prepared_by: Option<StaffId>,
    /// Who approved it.
    pub approved_by: Option<StaffId>,
    /// Who closed it.
    pub closed_by: Option<StaffId>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
}

/// The sums of a cycle. `paid`, `carried_over` and `held_back` are nothing until answers come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CycleTotals {
    /// The month's lines, payable and held.
    pub entitled: Dong,
    /// What earlier months owe and this one pays.
    pub carried_in: Dong,
    /// All instructions.
    pub payable: Dong,
    /// Lines that are held: not verified, no account, a hold.
    pub held: Dong,
    /// Arrived.
    pub paid: Dong,
    /// Did not arrive, and is owed on.
    pub carried_over: Dong,
    /// Did not arrive, and is held: a death, a blocked account.
    pub held_back: Dong,
    /// Sent, and not answered for.
    pub open: Dong,
    /// How many are not answered for.
    pub open_count: i64,
}

impl CycleTotals {
    /// What there is to account for.
    pub fn due(&self) -> Result<Dong, Refusal> {
        Ok(self.entitled.checked_add(self.carried_in)?)
    }

    /// What is accounted for.
    pub fn accounted(&self) -> Result<Dong, Refusal> {
        Ok(Dong::total([self.paid, self.carried_over, self.held, self.held_back])?)
    }
}

impl Cycle {
    /// Refuses unless this is the version the person saw.
    pub(crate) fn must_be(&self, seen: i64) -> Result<(), Refusal> {
        if self.version == seen {
            return Ok(());
        }
        Err(office::Refusal::VersionMoved { seen: Some(seen), now: Some(self.version) }.into())
    }

    /// Refuses unless it stands there.
    pub(crate) fn must_stand(&self, states: &[CycleState]) -> Result<(), Refusal> {
        match self.state {
            state if states.contains(&state) => Ok(()),
            CycleState::Closed => Err(Refusal::CycleClosed { month: self.month }),
            state => Err(Refusal::CycleIs { state }),
        }
    }
}

/// One cycle, where it lies inside the person's area.
pub fn load_cycle(tx: &mut Tx<'_>, acting: &Acting, id: CycleId) -> Result<Cycle, Refusal> {
    let found = store::find_cycle(tx, id)?.filter(|cycle| acting.scope.covers(cycle.place));
    Ok(found.ok_or(office::Refusal::NotFound { what: "cycle" })?)
}

/// The cycle of a unit and month.
pub fn find_cycle(tx: &mut Tx<'_>, scope: &Scope, place: i64, month: Month) -> Result<Option<Cycle>, Refusal> {
    Ok(store::find_cycle_of(tx, place, month)?.filter(|cycle| scope.covers(cycle.place)))
}

/// Cycles inside the scope, the newest month first.
pub fn list_cycles(tx: &mut Tx<'_>, scope: &Scope, acting: &Acting) -> Result<Vec<Cycle>, Refusal> {
    acting.must(Action::ReadReports)?;
    Ok(store::list_cycles(tx, scope)?)
}

/// How many lists of the cycle's area and month are still with their communes.
pub fn lists_waiting(tx: &mut Tx<'_>, places: &Places, cycle: &Cycle) -> Result<i64, Refusal> {
    let area = places.area(cycle.place).ok_or(office::Refusal::OutsideArea)?;
    Ok(store::count_not_handed_over(tx, area, cycle.month)?)
}

/// The sums of a cycle as its instructions give them now.
pub fn totals(tx: &mut Tx<'_>, cycle: &Cycle) -> Result<CycleTotals, Refusal> {
    let CycleTotals { entitled, carried_in, held, .. } = cycle.totals;
    let mut totals = CycleTotals { entitled, carried_in, held, ..CycleTotals::default() };
    for (state, count, amount) in store::sum_by_state(tx, cycle.id)? {
        totals.payable = totals.payable.checked_add(amount)?;
        if state == crate::InstructionState::Paid {
            totals.paid = totals.paid.checked_add(amount)?;
        }
        if state.is_open() || state == crate::InstructionState::Computed {
            totals.open = totals.open.checked_add(amount)?;
            totals.open_count += count;
        }
    }
    for (is_held, amount) in store::sum_carried_from(tx, cycle.id)? {
        let sum = if is_held { &mut totals.held_back } else { &mut totals.carried_over };
        *sum = sum.checked_add(amount)?;
    }
    Ok(totals)
}

/// The trail's entry about a cycle.
pub(crate) fn entry(verb: &'static str, cycle: &Cycle, to: Value) -> Entry {
    let from = json!({ "state": cycle.state, "version": cycle.version });
    Entry {
        verb,
        subject_kind: "cycle",
        subject: format!("{} {}", cycle.id, cycle.month),
        place: Some(cycle.place),
        why: None,
        from: Some(from),
        to: Some(to),
    }
}
