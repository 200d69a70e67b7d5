//! What the ledger is told: sums a batch, a unit, a month of origin and a method, never one person.

use crate::{Channel, Cycle, Known, PaymentFile, Refusal, store};
use db::Tx;
use kernel::{CycleId, Dong, Month, PaymentFileId, PositiveDong};
use ledger::{AccountKey, AccountKind, Ending, Mode, Placed, Reason, Resolution, Transfer, transfer_id};
use office::Acting;
use std::collections::BTreeMap;
use survey::Method;

/// Sums by what they move between, so that one batch makes one transfer for each.
#[derive(Default)]
pub(crate) struct Entries {
    moves: BTreeMap<(String, Reason, AccountKey, AccountKey, Mode), Dong>,
    endings: BTreeMap<(String, Reason, AccountKey, AccountKey, String, Ending), Dong>,
}

impl Entries {
    pub(crate) fn add(
        &mut self,
        batch: &str,
        why: Reason,
        sides: (AccountKey, AccountKey),
        mode: Mode,
        amount: Dong,
    ) -> Result<(), Refusal> {
        let sum = self.moves.entry((batch.to_owned(), why, sides.0, sides.1, mode)).or_default();
        *sum = sum.checked_add(amount)?;
        Ok(())
    }

    /// Ends a part of what a file made pending between the two accounts.
    fn end(
        &mut self,
        batch: &str,
        why: Reason,
        sides: (AccountKey, AccountKey),
        message_id: &str,
        ending: Ending,
        amount: Dong,
    ) -> Result<(), Refusal> {
        let key = (batch.to_owned(), why, sides.0, sides.1, message_id.to_owned(), ending);
        let sum = self.endings.entry(key).or_default();
        *sum = sum.checked_add(amount)?;
        Ok(())
    }

    /// Writes them; a transfer that is there with other figures means a batch was booked otherwise before.
    pub(crate) fn post(self, tx: &mut Tx<'_>, acting: &Acting) -> Result<(), Refusal> {
        let mut resolutions = Vec::new();
        for ((batch, why, debit, credit, message_id, ending), amount) in self.endings {
            let Ok(amount) = PositiveDong::new(amount) else { continue };
            let pending = transfer_id(&message_id, Reason::Sent, (&debit, &credit));
            let id = transfer_id(&format!("{batch}/{message_id}/{}", ending.key()), why, (&debit, &credit));
            resolutions.push(Resolution { id, pending, amount, ending, batch, why });
        }
        let mut transfers = Vec::new();
        for ((batch, why, debit, credit, mode), amount) in self.moves {
            let Ok(amount) = PositiveDong::new(amount) else { continue };
            let id = transfer_id(&batch, why, (&debit, &credit));
            transfers.push(Transfer { id, debit, credit, amount, mode, batch, why });
        }
        let mut placed = ledger::resolve(tx, acting, &resolutions)?;
        placed.extend(ledger::place(tx, acting, &transfers)?);
        if placed.iter().any(|one| matches!(one, Placed::ExistsWithDifferent(_))) {
            return Err(Refusal::Altered);
        }
        Ok(())
    }
}

pub(crate) fn payable(place: i64, origin: Month, method: Method) -> AccountKey {
    AccountKey::of(AccountKind::Payable, place).for_month(origin).by(method.key())
}

pub(crate) fn clearing(unit: i64, month: Month, channel: Channel) -> AccountKey {
    AccountKey::of(AccountKind::Clearing, unit).for_month(month).by(channel.key())
}

pub(crate) fn owed_on(place: i64, origin: Month, is_held: bool) -> AccountKey {
    AccountKey::of(if is_held { AccountKind::Held } else { AccountKind::CarryOver }, place).for_month(origin)
}

/// An approved cycle: the State owes it now.
pub(crate) fn record_approved(tx: &mut Tx<'_>, acting: &Acting, cycle: &Cycle) -> Result<(), Refusal> {
    let batch = format!("cycle {} {}", cycle.id, cycle.version);
    let allocation = AccountKey::of(AccountKind::Allocation, cycle.place).for_month(cycle.month);
    let mut entries = Entries::default();
    for sum in store::sum_for_ledger(tx, cycle.id)? {
        let payable = payable(sum.place, sum.origin, sum.method);
        let (from, why) = match sum.carried_place {
            None => (allocation.clone(), Reason::Approved),
            Some(place) => (owed_on(place, sum.origin, false), Reason::CarriedIn),
        };
        entries.add(&batch, why, (from, payable), Mode::Posted, sum.amount)?;
    }
    for (place, held) in store::sum_held(tx, cycle.id)? {
        let to = owed_on(place, cycle.month, true);
        entries.add(&batch, Reason::Held, (allocation.clone(), to), Mode::Posted, held)?;
    }
    entries.post(tx, acting)
}

/// A file that is written: its sums are on their way.
pub(crate) fn record_written(
    tx: &mut Tx<'_>,
    acting: &Acting,
    cycle: &Cycle,
    file: &PaymentFile,
) -> Result<(), Refusal> {
    let mut entries = Entries::default();
    for sum in store::sum_of_file(tx, file)? {
        let sides = (payable(sum.place, sum.origin, sum.method), clearing(cycle.place, cycle.month, file.channel));
        entries.add(&file.message_id, Reason::Sent, sides, Mode::Pending, sum.amount)?;
    }
    if file.channel == Channel::Post {
        let sides =
            (AccountKey::of(AccountKind::CashAdvance, cycle.place), AccountKey::of(AccountKind::Bank, cycle.place));
        entries.add(&file.message_id, Reason::Advanced, sides, Mode::Posted, file.total)?;
    }
    entries.post(tx, acting)
}

/// What an answer says of an instruction's money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// It arrived.
    Paid,
    /// It was not taken.
    Rejected {
        /// Whether it waits for a decision.
        is_held: bool,
    },
    /// It came back after it had arrived.
    Returned {
        /// Whether it waits for a decision.
        is_held: bool,
    },
    /// Nobody fetched it, and the post gives it back.
    Uncollected,
}

/// Books a batch of answers.
pub fn record_answered(
    tx: &mut Tx<'_>,
    acting: &Acting,
    batch: &str,
    answers: &[(&Known, Answered)],
) -> Result<(), Refusal> {
    let mut books = Books::default();
    let mut entries = Entries::default();
    for (known, answered) in answers {
        let (cycle, file) = books.of(tx, known)?;
        add_answer(&mut entries, batch, known, *answered, &cycle, &file)?;
    }
    entries.post(tx, acting)
}

fn add_answer(
    entries: &mut Entries,
    batch: &str,
    known: &Known,
    answered: Answered,
    cycle: &Cycle,
    file: &PaymentFile,
) -> Result<(), Refusal> {
    let Known { place, origin, method, channel, amount, .. } = *known;
    let account = |kind| AccountKey::of(kind, cycle.place);
    let (owed, clears) = (payable(place, origin, method), clearing(cycle.place, cycle.month, channel));
    let pays = if channel == Channel::Post { AccountKind::CashAdvance } else { AccountKind::Bank };
    let sides = (owed.clone(), clears.clone());
    let message = file.message_id.as_str();
    let posted = Mode::Posted;
    match answered {
        Answered::Paid => {
            entries.end(batch, Reason::Paid, sides, message, Ending::Post, amount)?;
            entries.add(batch, Reason::Paid, (clears, account(pays)), posted, amount)
        }
        Answered::Rejected { is_held } => {
            entries.end(batch, Reason::Rejected, sides, message, Ending::Void, amount)?;
            entries.add(batch, Reason::CarriedOver, (owed, owed_on(place, origin, is_held)), posted, amount)
        }
        Answered::Uncollected => {
            entries.end(batch, Reason::Uncollected, sides, message, Ending::Void, amount)?;
            let given_back = (account(AccountKind::Bank), account(AccountKind::CashAdvance));
            entries.add(batch, Reason::Uncollected, given_back, posted, amount)?;
            entries.add(batch, Reason::CarriedOver, (owed, owed_on(place, origin, false)), posted, amount)
        }
        Answered::Returned { is_held } => {
            let returned = account(AccountKind::Returned);
            entries.add(batch, Reason::Returned, (account(AccountKind::Bank), returned.clone()), posted, amount)?;
            entries.add(batch, Reason::CarriedOver, (returned, owed_on(place, origin, is_held)), posted, amount)
        }
    }
}

/// Cycles and files, each looked up once.
#[derive(Default)]
struct Books {
    cycles: BTreeMap<CycleId, Cycle>,
    files: BTreeMap<PaymentFileId, PaymentFile>,
}

impl Books {
    fn of(&mut self, tx: &mut Tx<'_>, known: &Known) -> Result<(Cycle, PaymentFile), Refusal> {
        let file = known.file.ok_or(Refusal::Corrupt { what: "file of an instruction" })?;
        let cycle = match self.cycles.get(&known.cycle) {
            Some(cycle) => cycle.clone(),
            None => store::find_cycle(tx, known.cycle)?.ok_or(Refusal::Corrupt { what: "cycle" })?,
        };
        let file = match self.files.get(&file) {
            Some(file) => file.clone(),
            None => store::find_file(tx, file)?.ok_or(Refusal::Corrupt { what: "file" })?,
        };
        self.cycles.insert(cycle.id, cycle.clone());
        self.files.insert(file.id, file.clone());
        Ok((cycle, file))
    }
}
