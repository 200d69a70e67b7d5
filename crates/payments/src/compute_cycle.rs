//! From handed-over lists to instructions: the whole month or nothing.

use crate::{
    Channel, Cycle, CycleState, CycleTotals, Instruction, InstructionState, Purpose, Refusal,
    carry::Owed,
    cycle::entry,
    digest::OrderDigest,
    free_held::free_held,
    instruction::reference,
    load_cycle, store,
    store::{ListLine, ListTaken},
};
use db::Tx;
use kernel::{CycleId, Dong, PersonId, PositiveDong};
use office::{Acting, Action, Area, audit, places::Places};
use serde_json::json;
use std::collections::HashMap;

/// What came of computing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// The cycle as it is now.
    pub cycle: Cycle,
    /// Lists it was computed from.
    pub lists: i64,
    /// Lists of the area and month that are not handed over yet.
    pub lists_missing: i64,
    /// Amounts of earlier months that are still owed and could not be taken in.
    pub still_carried: i64,
}

/// The most instructions a cycle numbers in six to nine digits.
const SEQ_MAX: i64 = 99_999_999;

/// Computes the instructions of a cycle from the lists handed over and what earlier months owe; what was held of them
/// and is held no longer is owed, too. Doing it again takes the lists as they are now.
pub fn compute_cycle(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    id: CycleId,
    seen: i64,
) -> Result<Computed, Refusal> {
    acting.must(Action::PrepareCycle)?;
    tx.lock("payments.cycle")?;
    let cycle = load_cycle(tx, acting, id)?;
    cycle.must_be(seen)?;
    cycle.must_stand(&[CycleState::Open, CycleState::Computed])?;
    let area = places.area(cycle.place).ok_or(office::Refusal::OutsideArea)?;
    store::forget_instructions(tx, id)?;
    let lists = store::list_handed_over(tx, area, cycle.month)?;
    if lists.is_empty() {
        return Err(Refusal::NoLists { month: cycle.month });
    }
    let freed = free_held(tx, acting, &cycle, area)?;
    let mut work = Work::begin(&cycle, owed_in(tx, area)?);
    for list in &lists {
        work.take_list(tx, acting, list)?;
    }
    store::mark_carried_in(tx, id)?;
    let computed = work.end(&cycle, acting)?;
    store::update_computed(tx, &computed, acting)?;
    let lists_missing = store::count_not_handed_over(tx, area, computed.month)?;
    let still_carried = store::count_open_carries(tx, area)?;
    let told = told(&computed, lists.len(), freed);
    audit::record(tx, acting, entry("cycle.compute", &computed, told))?;
    let lists = i64::try_from(lists.len()).unwrap_or(i64::MAX);
    Ok(Computed { cycle: computed, lists, lists_missing, still_carried })
}

fn told(cycle: &Cycle, lists: usize, freed: Dong) -> serde_json::Value {
    json!({
        "version": cycle.version,
        "lists": lists,
        "lines": cycle.lines,
        "instructions": cycle.instructions,
        "entitled": cycle.totals.entitled,
        "carried_in": cycle.totals.carried_in,
        "payable": cycle.totals.payable,
        "held": cycle.totals.held,
        "freed": freed,
    })
}

fn owed_in(tx: &mut Tx<'_>, area: Area) -> Result<HashMap<PersonId, Vec<Owed>>, Refusal> {
    let mut owed: HashMap<PersonId, Vec<Owed>> = HashMap::new();
    for one in store::list_open_carries(tx, area)? {
        owed.entry(one.person).or_default().push(one);
    }
    Ok(owed)
}

/// A cycle in the making: the lists come one after the other, and only one is in memory.
struct Work {
    cycle: Cycle,
    owed: HashMap<PersonId, Vec<Owed>>,
    next: [i64; 2],
    totals: CycleTotals,
    lines: i64,
    digests: [OrderDigest; 2],
}

impl Work {
    fn begin(cycle: &Cycle, owed: HashMap<PersonId, Vec<Owed>>) -> Work {
        let totals = CycleTotals::default();
        Work { cycle: cycle.clone(), owed, next: [1, 1], totals, lines: 0, digests: Default::default() }
    }

    fn take_list(&mut self, tx: &mut Tx<'_>, acting: &Acting, list: &ListTaken) -> Result<(), Refusal> {
        let mut lines = store::list_lines(tx, list.id)?;
        lines.sort_unstable_by(|one, other| one.order().cmp(&other.order()));
        let counted = Dong::total(lines.iter().map(|line| line.amount))?;
        if counted != list.total {
            return Err(Refusal::ListDiffers { place: list.place, said: list.total, counted });
        }
        let mut rows = Vec::with_capacity(lines.len());
        let mut held = Dong::ZERO;
        for line in &lines {
            let account = line.bin.is_some() && line.number.is_some();
            let channel = line.method.filter(|_| !line.is_held).and_then(|method| Channel::of(method, account));
            match (channel, PositiveDong::new(line.amount)) {
                (Some(channel), Ok(amount)) => {
                    let row = self.instruction(acting, line, channel, amount)?;
                    self.count(&row)?;
                    rows.push(row);
                    rows.extend(self.take_owed(acting, line, channel)?);
                }
                _ => held = held.checked_add(line.amount)?,
            }
        }
        self.lines += i64::try_from(lines.len()).unwrap_or(i64::MAX);
        self.totals.entitled = self.totals.entitled.checked_add(counted)?;
        self.totals.held = self.totals.held.checked_add(held)?;
        store::insert_instructions(tx, rows)?;
        store::insert_list(tx, self.cycle.id, list, lines.len(), counted.checked_sub(held)?, held)?;
        Ok(())
    }

    fn instruction(
        &mut self,
        acting: &Acting,
        line: &ListLine,
        channel: Channel,
        amount: PositiveDong,
    ) -> Result<Instruction, Refusal> {
        let seq = self.next[channel as usize];
        if seq > SEQ_MAX {
            return Err(Refusal::TooMany { cycle: self.cycle.id });
        }
        self.next[channel as usize] += 1;
        let to_account = channel == Channel::Bank;
        let method = line.method.ok_or(Refusal::Corrupt { what: "method" })?;
        Ok(Instruction {
            person: line.person,
            id: acting.new_id(),
            cycle: self.cycle.id,
            list: line.list,
            entitlement: line.entitlement,
            origin: self.cycle.month,
            attempt: 1,
            method,
            channel,
            seq,
            bin: line.bin.clone().filter(|_| to_account),
            number: line.number.clone().filter(|_| to_account),
            holder: line.holder.clone().filter(|_| to_account).unwrap_or_else(|| line.full_name.clone()),
            purpose: Purpose::of(&line.source, &line.category),
            amount,
            end_to_end: reference(self.cycle.month, self.cycle.place, channel, seq, 1),
            state: InstructionState::Computed,
            file: None,
            carried_from: None,
            place: line.place,
        })
    }

    /// What earlier months owe this person goes the way of this month's money, each month a payment of its own. Money
    /// that came back from an account does not go to that account again.
    fn take_owed(&mut self, acting: &Acting, line: &ListLine, channel: Channel) -> Result<Vec<Instruction>, Refusal> {
        let Some(owed) = self.owed.get_mut(&line.person) else { return Ok(Vec::new()) };
        let same = |one: &Owed| one.class.needs_other_account() && one.bin == line.bin && one.number == line.number;
        let (stays, taken): (Vec<Owed>, Vec<Owed>) = owed.drain(..).partition(same);
        *owed = stays;
        let mut rows = Vec::with_capacity(taken.len());
        for one in taken {
            let amount = PositiveDong::new(one.amount).map_err(|_| Refusal::Corrupt { what: "carried amount" })?;
            let seq = self.next[channel as usize];
            let mut row = self.instruction(acting, line, channel, amount)?;
            row.entitlement = one.entitlement;
            row.origin = one.origin;
            row.attempt = one.attempt + 1;
            row.carried_from = Some(one.instruction);
            row.end_to_end = reference(self.cycle.month, self.cycle.place, channel, seq, row.attempt);
            self.totals.carried_in = self.totals.carried_in.checked_add(one.amount)?;
            self.count(&row)?;
            rows.push(row);
        }
        Ok(rows)
    }

    fn count(&mut self, instruction: &Instruction) -> Result<(), Refusal> {
        self.totals.payable = self.totals.payable.checked_add(instruction.amount.get())?;
        self.digests[instruction.channel as usize].add(instruction);
        Ok(())
    }

    fn end(self, cycle: &Cycle, acting: &Acting) -> Result<Cycle, Refusal> {
        let Work { next: [bank, post], totals, lines, digests, .. } = self;
        let computed = Cycle {
            version: cycle.version + 1,
            state: CycleState::Computed,
            lines,
            instructions: bank + post - 2,
            totals,
            digest: Some(OrderDigest::whole(digests)),
            prepared_by: Some(acting.staff),
            ..cycle.clone()
        };
        // Both sides of the month must meet before anybody is asked to approve it.
        let (due, split) = (totals.due()?, totals.payable.checked_add(totals.held)?);
        if due == split { Ok(computed) } else { Err(Refusal::DoesNotAddUp { entitled: due, accounted: split }) }
    }
}
