//! Sealing: records become leaves of the day's tree, and a signed checkpoint says so.

use super::{
    alarm::Alarm,
    checkpoint::{Checkpoint, CheckpointKey},
    store::{self, Kept},
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
    /// No day is left to seal on: the trees of each of the next `DAYS_TRIED_MAX` were tampered with.
    #[error("the trail of {day} and of the days after it is not what was signed")]
    Damaged {
        /// The first of the days.
        day: Date,
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
    /// What another hand did that the sealer had to go round. `note_alarms` keeps it in the trail.
    pub alarms: Vec<Alarm>,
}

/// Seals everything that is waiting, in transactions of at most `SEAL_RECORDS_MAX` records with a checkpoint each.
///
/// Several sealers may run at once: they take turns, and each goes on where the other stopped.
pub fn seal(db: &Db, now: Timestamp, key: &CheckpointKey) -> Result<Sealed, SealFault> {
    let mut sealed = Sealed::default();
    loop {
        let batch = db.write_alone(|tx| seal_batch(tx, now, key))?;
        let Some(Batch { records, checkpoint, alarms }) = batch else { return Ok(sealed) };
        sealed.records += records as u64;
        sealed.checkpoint = Some(checkpoint);
        sealed.alarms.extend(alarms);
        sealed.alarms.dedup();
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

/// What one sealing transaction did.
struct Batch {
    records: usize,
    checkpoint: Checkpoint,
    alarms: Vec<Alarm>,
}

fn seal_batch(tx: &mut Tx<'_>, now: Timestamp, key: &CheckpointKey) -> Result<Option<Batch>, SealFault> {
    tx.lock("audit.seal")?;
    let records = store::list_unsealed(tx, SEAL_RECORDS_MAX)?;
    if records.is_empty() {
        return Ok(None);
    }
    let mut alarms = Vec::new();
    let before = find_last_genuine(tx, key, &mut alarms)?;
    let (day, mut edge) = open_tree(tx, before.as_ref(), now, &mut alarms)?;
    let position = edge.size();
    let leaves: Vec<_> = records.iter().map(|record| (record.id, leaf_hash(&record.canonical()))).collect();
    for (_, leaf) in &leaves {
        edge.push(*leaf);
    }
    store::insert_leaves(tx, day, position, &leaves)?;
    store::upsert_edge(tx, day, &edge)?;
    let number = free_number(tx, before.as_ref())?;
    let checkpoint = Checkpoint::sign((before.as_ref(), number), day, (edge.size(), edge.root()), now, key);
    store::insert_checkpoint(tx, &checkpoint)?;
    Ok(Some(Batch { records: leaves.len(), checkpoint, alarms }))
}

/// Checkpoints looked at in one statement.
const CHECKPOINTS_PAGE: i64 = 8;

/// The last checkpoint this program's key signed. Those above it that it did not sign are another hand's: they are
/// passed over, so that a forged one neither stops the sealing nor is built upon.
fn find_last_genuine(
    tx: &mut Tx<'_>,
    key: &CheckpointKey,
    alarms: &mut Vec<Alarm>,
) -> Result<Option<Checkpoint>, DbError> {
    let mut below = i64::MAX;
    loop {
        let page = store::list_checkpoints_down_from(tx, below, CHECKPOINTS_PAGE)?;
        let is_last = page.len() < usize::try_from(CHECKPOINTS_PAGE).unwrap_or(usize::MAX);
        for kept in page {
            let number = match kept {
                Kept::Readable(checkpoint) if checkpoint.is_signed_by(&[key.public()]) => return Ok(Some(*checkpoint)),
                Kept::Readable(checkpoint) => i64::try_from(checkpoint.number).unwrap_or(0),
                Kept::Unreadable(number) => number,
            };
            if alarms.len() < ALARMS_MAX {
                alarms.push(Alarm::CheckpointForged { number });
            }
            // A number below nought reads as nought; either way there is nothing genuine further down.
            below = number.saturating_sub(1);
        }
        if is_last || below < 1 {
            return Ok(None);
        }
    }
}

/// Alarms of one sealing; a vandal of more has been noticed.
const ALARMS_MAX: usize = 20;

/// The first number from the genuine one on that no row has taken.
fn free_number(tx: &mut Tx<'_>, before: Option<&Checkpoint>) -> Result<u64, DbError> {
    const PAGE: i64 = 1_000;
    let mut free = before.map_or(1, |before| before.number.saturating_add(1));
    loop {
        let taken = store::list_numbers_from(tx, free, PAGE)?;
        let in_the_way = (free..).zip(&taken).take_while(|(free, taken)| i64::try_from(*free) == Ok(**taken)).count();
        free += in_the_way as u64;
        if in_the_way < taken.len() || taken.is_empty() {
            return Ok(free);
        }
    }
}

/// Days the sealer tries before it gives up.
const DAYS_TRIED_MAX: usize = 400;

/// The day to seal on, and the right edge of its tree to append to.
///
/// A record belongs to the day it is sealed on, not the day it was begun on: so a day that is over never changes,
/// however late a transaction commits, and a clock set back opens no old day again. A tree that is not as it was signed
/// is left as it stands, for a checkpoint over it would cover up the change: the records go into the next day's.
fn open_tree(
    tx: &mut Tx<'_>,
    before: Option<&Checkpoint>,
    now: Timestamp,
    alarms: &mut Vec<Alarm>,
) -> Result<(Date, Edge), SealFault> {
    let today = today_in_vietnam(now);
    let first = before.map_or(today, |before| before.day.max(today));
    for day in std::iter::successors(Some(first), |day| day.tomorrow().ok()).take(DAYS_TRIED_MAX) {
        if let Some(edge) = find_sound_edge(tx, before.filter(|before| before.day == day), day)? {
            return Ok((day, edge));
        }
        if alarms.len() < ALARMS_MAX {
            alarms.push(Alarm::DayDamaged { day });
        }
    }
    Err(SealFault::Damaged { day: first })
}

/// The right edge of a day's tree, if the tree has the root and the leaves that were last signed and no others.
fn find_sound_edge(tx: &mut Tx<'_>, signed: Option<&Checkpoint>, day: Date) -> Result<Option<Edge>, DbError> {
    let size = signed.map_or(0, |signed| signed.size);
    if store::has_leaves_from(tx, day, size)? {
        return Ok(None);
    }
    let Some(signed) = signed else { return Ok(Some(Edge::default())) };
    let is_signed = |edge: &Edge| edge.size() == signed.size && edge.root() == signed.root;
    if let Some(edge) = store::find_edge(tx, day)?.filter(is_signed) {
        return Ok(Some(edge));
    }
    let mut edge = Edge::default();
    for leaf in store::list_leaf_hashes(tx, &day.to_string(), signed.size)? {
        edge.push(leaf);
    }
    Ok(Some(edge).filter(is_signed))
}
