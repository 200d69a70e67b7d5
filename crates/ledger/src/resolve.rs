//! What becomes of pending transfers: answers come in parts, so a transfer is resolved in parts.

use crate::{Placed, Reason, Refusal, store, transfer::Deltas};
use db::Tx;
use kernel::{Dong, PositiveDong, TransferId, keyed};
use office::Acting;

keyed! {
    /// How a part of a pending transfer ends.
    pub enum Ending {
        /// It moved.
        Post = "posted",
        /// It will not move.
        Void = "voided",
    }
}

/// A part of a pending transfer that is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// Its own id, given by the caller.
    pub id: TransferId,
    /// The pending transfer.
    pub pending: TransferId,
    /// How much of it.
    pub amount: PositiveDong,
    /// How it ends.
    pub ending: Ending,
    /// What it belongs to: an answer, a settlement.
    pub batch: String,
    /// Why.
    pub why: Reason,
}

/// Posts or voids parts of pending transfers, never more than is pending.
pub fn resolve(tx: &mut Tx<'_>, acting: &Acting, resolutions: &[Resolution]) -> Result<Vec<Placed>, Refusal> {
    let mut deltas = Deltas::default();
    let mut placed = Vec::with_capacity(resolutions.len());
    for resolution in resolutions {
        placed.push(resolve_one(tx, acting, resolution, &mut deltas)?);
    }
    deltas.store(tx)?;
    Ok(placed)
}

fn resolve_one(
    tx: &mut Tx<'_>,
    acting: &Acting,
    resolution: &Resolution,
    deltas: &mut Deltas,
) -> Result<Placed, Refusal> {
    let unknown = Refusal::PendingUnknown { id: resolution.pending };
    let pending = store::find_transfer(tx, resolution.pending)?.filter(store::Moved::is_pending).ok_or(unknown)?;
    let row = store::Moved {
        id: resolution.id,
        amount: resolution.amount.get(),
        state: resolution.ending.key().to_owned(),
        pending_of: Some(pending.id),
        ..pending.clone()
    };
    if let Some(there) = store::find_transfer(tx, resolution.id)? {
        return Ok(there.compare(&row));
    }
    let left = pending.amount.checked_sub(store::sum_resolved(tx, pending.id)?)?;
    if row.amount > left {
        return Err(Refusal::PendingExceeded { id: pending.id, left });
    }
    store::insert_transfer(tx, &row, &resolution.batch, resolution.why, acting)?;
    let posted = if resolution.ending == Ending::Post { row.amount } else { Dong::ZERO };
    deltas.add(&row, row.amount.checked_neg()?, posted)?;
    Ok(Placed::Created)
}
