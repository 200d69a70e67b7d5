//! Wrong tries: a few are free, then each makes the account wait longer. Time or an administrator ends the wait.

use super::store::{self, Tries};
use crate::{Acting, staff::Staff};
use db::{DbError, Tx};
use jiff::{SignedDuration, Timestamp};
use kernel::{Id, StaffId};
use sha2::{Digest, Sha256};

/// So many wrong tries cost nothing: people mistype.
const TRIES_FREE: i64 = 5;
/// The wait after the last free one; it doubles with each further try.
const WAIT_FIRST: SignedDuration = SignedDuration::from_mins(1);
/// No wait is longer: whoever is kept out by a stranger's tries is back within the hour.
const WAIT_MAX: SignedDuration = SignedDuration::from_hours(1);
/// Wrong tries older than this count no more.
const TRIES_FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);

/// What tries are counted for: a digest, the same whether such a person exists or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TriesFor(pub(super) Vec<u8>);

impl TriesFor {
    /// Tries of a password under a login name, as typed.
    pub(super) fn password(login: &str) -> TriesFor {
        TriesFor::digest(b"password", login.trim().to_lowercase().as_bytes())
    }

    /// Tries of a second factor. Counted apart: a right password must not wipe them out.
    pub(super) fn second_factor(staff: StaffId) -> TriesFor {
        TriesFor::digest(b"second factor", staff.as_bytes())
    }

    fn digest(what: &[u8], of: &[u8]) -> TriesFor {
        TriesFor(Sha256::new().chain_update(what).chain_update([0]).chain_update(of).finalize().to_vec())
    }
}

/// Whether a try is heard.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// It is, and is counted as wrong until it turns out right.
    Yes,
    /// Not before this.
    NotBefore(Timestamp),
}

/// Takes one try before it is known to be right, so that many at once cannot outrun the count.
pub(super) fn take_try(tx: &mut Tx<'_>, acting: &Acting, what: &TriesFor) -> Result<Heard, DbError> {
    let now = acting.now;
    let known = store::find_tries(tx, &what.0)?.filter(|tries| now.duration_since(tries.last_at) < TRIES_FORGOTTEN);
    if let Some(until) = known.as_ref().and_then(|tries| tries.waits_until).filter(|until| now < *until) {
        return Ok(Heard::NotBefore(until));
    }
    let failures = known.map_or(0, |tries| tries.failures) + 1;
    let waits_until = wait_after(failures).map(|wait| now + wait);
    store::upsert_tries(tx, &what.0, &Tries { failures, last_at: now, waits_until })?;
    Ok(Heard::Yes)
}

/// Clears away the tries that count no more.
pub(super) fn clear_old_tries(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), DbError> {
    store::delete_tries_before(tx, now - TRIES_FORGOTTEN)
}

/// The try was right.
pub(super) fn forget_tries(tx: &mut Tx<'_>, what: &TriesFor) -> Result<(), DbError> {
    store::delete_tries(tx, &what.0)
}

/// The way back: an administrator forgets the wrong tries of a person.
pub(crate) fn forget_tries_of(tx: &mut Tx<'_>, staff: &Staff) -> Result<(), DbError> {
    forget_tries(tx, &TriesFor::password(staff.login.as_str()))?;
    forget_tries(tx, &TriesFor::second_factor(staff.id))
}

/// Until when wrong tries make a person wait.
pub(crate) fn waits_until(tx: &mut Tx<'_>, staff: &Staff, now: Timestamp) -> Result<Option<Timestamp>, DbError> {
    let mut latest = None;
    for what in [TriesFor::password(staff.login.as_str()), TriesFor::second_factor(staff.id)] {
        let until = store::find_tries(tx, &what.0)?.and_then(|tries| tries.waits_until).filter(|until| now < *until);
        latest = latest.max(until);
    }
    Ok(latest)
}

fn wait_after(failures: i64) -> Option<SignedDuration> {
    let beyond = failures - TRIES_FREE;
    // Six doublings pass the hour; more would only overflow.
    (beyond >= 0).then(|| (WAIT_FIRST * (1 << beyond.min(6))).min(WAIT_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_begin_late_grow_and_stay_below_an_hour() {
        let minutes: Vec<_> = (1..=13).map(|n| wait_after(n).map(|wait| wait.as_mins())).collect();
        let grown = [1, 2, 4, 8, 16, 32, 60, 60, 60].map(Some);
        assert_eq!(minutes[..4], [None; 4]);
        assert_eq!(minutes[4..], grown);
        assert_eq!(wait_after(i64::MAX), Some(WAIT_MAX));
    }
}
