//! Moving an amount from one account to another.

use crate::{AccountKey, Refusal, account::derived, store};
use db::Tx;
use kernel::{Dong, PositiveDong, TransferId, keyed};
use office::Acting;
use std::collections::BTreeMap;

keyed! {
    /// Whether the money has moved, or is on its way.
    pub enum Mode {
        /// Moved.
        Posted = "posted",
        /// Promised: it is posted or voided later, as a whole or in parts.
        Pending = "pending",
    }
}

keyed! {
    /// Why an amount moved.
    pub enum Reason {
        /// A month's cycle was approved.
        Approved = "approved",
        /// Part of what was approved is held.
        Held = "held",
        /// What was carried over is paid with this month.
        CarriedIn = "carried_in",
        /// What was held is owed again.
        Freed = "freed",
        /// A file left for a bank or the post.
        Sent = "sent",
        /// Cash was handed to the post.
        Advanced = "advanced",
        /// It arrived.
        Paid = "paid",
        /// The bank would not take it.
        Rejected = "rejected",
        /// It came back.
        Returned = "returned",
        /// Nobody fetched the cash.
        Uncollected = "uncollected",
        /// Owed on for the month it was meant for.
        CarriedOver = "carried_over",
    }
}

/// An amount to move. The caller gives the id: doing it twice is an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Its id: `transfer_id` makes one that follows from the batch.
    pub id: TransferId,
    /// To this account's debit.
    pub debit: AccountKey,
    /// And that one's credit.
    pub credit: AccountKey,
    /// How much.
    pub amount: PositiveDong,
    /// At once or later.
    pub mode: Mode,
    /// What it belongs to: a cycle, a file, an answer.
    pub batch: String,
    /// Why.
    pub why: Reason,
}

/// A field in which two transfers of one id differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The debit account.
    Debit,
    /// The credit account.
    Credit,
    /// The amount.
    Amount,
    /// Pending or posted.
    Mode,
    /// The pending transfer that is resolved.
    Pending,
}

/// What came of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// It is there now.
    Created,
    /// It was there, the same.
    Exists,
    /// Its id was there with something else; nothing was done.
    ExistsWithDifferent(Field),
}

/// An id that follows from what the transfer is for, so that the same work done twice gives the same id.
pub fn transfer_id(batch: &str, why: Reason, accounts: (&AccountKey, &AccountKey)) -> TransferId {
    derived(&["transfer", batch, why.key(), &accounts.0.text(), &accounts.1.text()])
}

/// Places transfers, and opens the accounts that are not there. Amounts that are there already are left alone.
pub fn place(tx: &mut Tx<'_>, acting: &Acting, transfers: &[Transfer]) -> Result<Vec<Placed>, Refusal> {
    let mut deltas = Deltas::default();
    let mut placed = Vec::with_capacity(transfers.len());
    for transfer in transfers {
        placed.push(place_one(tx, acting, transfer, &mut deltas)?);
    }
    deltas.store(tx)?;
    Ok(placed)
}

fn place_one(tx: &mut Tx<'_>, acting: &Acting, transfer: &Transfer, deltas: &mut Deltas) -> Result<Placed, Refusal> {
    let (debit, credit) = (transfer.debit.id(), transfer.credit.id());
    if debit == credit {
        return Err(Refusal::AccountsMustDiffer { id: transfer.id });
    }
    let row = store::Moved {
        id: transfer.id,
        debit,
        credit,
        amount: transfer.amount.get(),
        state: transfer.mode.key().to_owned(),
        pending_of: None,
    };
    if let Some(there) = store::find_transfer(tx, transfer.id)? {
        return Ok(there.compare(&row));
    }
    for key in [&transfer.debit, &transfer.credit] {
        store::open_account(tx, key, acting.now)?;
    }
    store::insert_transfer(tx, &row, &transfer.batch, transfer.why, acting)?;
    match transfer.mode {
        Mode::Posted => deltas.add(&row, Dong::ZERO, row.amount)?,
        Mode::Pending => deltas.add(&row, row.amount, Dong::ZERO)?,
    }
    Ok(Placed::Created)
}

/// What a batch changes in the balances, so that each account is written once.
#[derive(Default)]
pub(crate) struct Deltas(BTreeMap<kernel::LedgerAccountId, crate::Balance>);

impl Deltas {
    /// Adds to both sides of a transfer.
    pub(crate) fn add(&mut self, row: &store::Moved, pending: Dong, posted: Dong) -> Result<(), Refusal> {
        let debited = self.0.entry(row.debit).or_default();
        debited.debits_pending = debited.debits_pending.checked_add(pending)?;
        debited.debits_posted = debited.debits_posted.checked_add(posted)?;
        let credited = self.0.entry(row.credit).or_default();
        credited.credits_pending = credited.credits_pending.checked_add(pending)?;
        credited.credits_posted = credited.credits_posted.checked_add(posted)?;
        Ok(())
    }

    /// In the order of the ids, so that two batches never wait for each other in a ring.
    pub(crate) fn store(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        for (account, delta) in &self.0 {
            store::add_to_balance(tx, *account, delta)?;
        }
        Ok(())
    }
}
