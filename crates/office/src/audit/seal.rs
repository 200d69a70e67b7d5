//! Sealing: records become leaves of the day's tree, and a signed checkpoint says so.

use super::{
    checkpoint::{Checkpoint, CheckpointKey},
    store,
    tree::{Edge, leaf_hash},
};
use db::{Db, DbError, Tx};
use jiff::{SignedDuration, Timestamp, civil::Date};
use kernel::{Clock, today_in_vietnam};
use std::{
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

/// Records in one sealing transaction: some twenty milliseconds, so that other writers hardly notice.
pub const SEAL_RECORDS_MAX: usize = 2_000;

/// How often the background sealer looks.
pub const SEAL_EVERY: Duration = Duration::from_secs(10);

/// The alarm: a record that waited longer means that the sealer is stuck.
pub const UNSEALED_AGE_MAX: SignedDuration = SignedDuration::from_secs(60);

/// Why sealing stopped.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SealFault {
    /// The day's leaves no longer have the root that was signed; `verify` names what was changed.
    #[error("the trail of {day} is not what checkpoint {checkpoint} signed")]
    Damaged {
        /// The day.
        day: Date,
        /// The checkpoint.
        checkpoint: u64,
    },
    /// This program's keys are not the ones the trail was begun with: copy those here.
    #[error("the {kind} key is not the one this trail was begun with")]
    OtherKey {
        /// `trail` or `checkpoint`.
        kind: &'static str,
    },
    /// The database failed; what was sealed before stays sealed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// What one sealing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sealed {
    /// Records that were sealed now.
    pub records: u64,
    /// The last checkpoint signed now, if there was anything to seal.
    pub checkpoint: Option<Checkpoint>,
}

/// Seals everything that is waiting, in transactions of at most `SEAL_RECORDS_MAX` records with a checkpoint each.
///
/// Several sealers may run at once: they take turns, and each goes on where the other stopped.
pub fn seal(db: &Db, now: Timestamp, key: &CheckpointKey) -> Result<Sealed, SealFault> {
    let mut sealed = Sealed::default();
    loop {
        let batch = db.write_alone(|tx| seal_batch(tx, now, key))?;
        let Some((records, checkpoint)) = batch else { return Ok(sealed) };
        sealed.records += records as u64;
        sealed.checkpoint = Some(checkpoint);
        if records < SEAL_RECORDS_MAX {
            return Ok(sealed);
        }
    }
}

/// Seals until told to stop, or until the other end of `stop` is dropped; then once more, so that nothing is left.
///
/// `on_sealed` hears of each sealing and each failure; a failure is tried again at the next turn.
pub fn keep_sealing(
    db: &Db,
    clock: &dyn Clock,
    key: &CheckpointKey,
    stop: &Receiver<()>,
    mut on_sealed: impl FnMut(Result<Sealed, SealFault>),
) {
    while let Err(RecvTimeoutError::Timeout) = stop.recv_timeout(SEAL_EVERY) {
        on_sealed(seal(db, clock.now(), key));
    }
    on_sealed(seal(db, clock.now(), key));
}

/// How long the oldest unsealed record has been waiting at `now`, for the alarm and the metrics.
pub fn oldest_unsealed_age(tx: &mut Tx<'_>, now: Timestamp) -> Result<Option<SignedDuration>, DbError> {
    let (oldest, _) = store::find_oldest_unsealed(tx)?;
    Ok(oldest.map(|at| now.duration_since(at)))
}

/// How many records await sealing.
pub fn count_unsealed(tx: &mut Tx<'_>) -> Result<u64, DbError> {
    Ok(store::find_oldest_unsealed(tx)?.1.unsigned_abs())
}

fn seal_batch(tx: &mut Tx<'_>, now: Timestamp, key: &CheckpointKey) -> Result<Option<(usize, Checkpoint)>, SealFault> {
    tx.lock("audit.seal")?;
    let records = store::list_unsealed(tx, SEAL_RECORDS_MAX)?;
    if records.is_empty() {
        return Ok(None);
    }
    let before = store::find_last_checkpoint(tx)?;
    let day = sealing_day(before.as_ref(), now);
    let mut edge = open_tree(tx, before.as_ref(), day)?;
    let position = edge.size();
    let leaves: Vec<_> = records.iter().map(|record| (record.id, leaf_hash(&record.canonical()))).collect();
    for (_, leaf) in &leaves {
        edge.push(*leaf);
    }
    store::insert_leaves(tx, day, position, &leaves)?;
    store::upsert_edge(tx, day, &edge)?;
    let checkpoint = Checkpoint::sign(before.as_ref(), day, (edge.size(), edge.root()), now, key);
    store::insert_checkpoint(tx, &checkpoint)?;
    Ok(Some((leaves.len(), checkpoint)))
}

/// A record belongs to the day it is sealed on, not the day it was begun on: so a day that is over never changes,
/// however late a transaction commits, and a clock set back opens no old day again.
fn sealing_day(before: Option<&Checkpoint>, now: Timestamp) -> Date {
    let today = today_in_vietnam(now);
    before.map_or(today, |before| before.day.max(today))
}

/// The right edge to append to. It must have the root that was last signed, else a checkpoint would cover up a change.
fn open_tree(tx: &mut Tx<'_>, before: Option<&Checkpoint>, day: Date) -> Result<Edge, SealFault> {
    let Some(before) = before.filter(|before| before.day == day) else { return Ok(Edge::default()) };
    let is_signed = |edge: &Edge| edge.size() == before.size && edge.root() == before.root;
    if let Some(edge) = store::find_edge(tx, day)?.filter(is_signed) {
        return Ok(edge);
    }
    let mut edge = Edge::default();
    for leaf in store::list_leaf_hashes(tx, &day.to_string(), before.size)? {
        edge.push(leaf);
    }
    if is_signed(&edge) { Ok(edge) } else { Err(SealFault::Damaged { day, checkpoint: before.number }) }
}
