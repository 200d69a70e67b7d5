//! Wrong tries: a few are free, then each makes the account wait longer. Time or an administrator ends the wait.

use super::store::{self, Tries};
use crate::{Acting, staff::Staff};
use db::{DbError, Tx};
use jiff::{SignedDuration, Timestamp};
use kernel::{Id, StaffId};
use sha2::{Digest, Sha256};
use std::net::IpAddr;

/// So many wrong tries cost nothing: people mistype.
const TRIES_FREE: i64 = 5;
/// The wait after the last free one; it doubles with each further try.
const WAIT_FIRST: SignedDuration = SignedDuration::from_mins(1);
/// No wait is longer: whoever is kept out by a stranger's tries is back within the hour.
const WAIT_MAX: SignedDuration = SignedDuration::from_hours(1);
/// Wrong tries older than this count no more.
const TRIES_FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);

/// So many wrong tries from addresses the person never came in from cost nothing, all such addresses together.
const TRIES_FREE_ANYWHERE: i64 = 50;

/// What tries are counted for: a digest, the same whether such a person exists or not.
///
/// Passwords are counted by name and network address, so that somebody's tries elsewhere do not keep the right person
/// out, and once more by name alone over the addresses this person never came in from, so that many machines together
/// do not get many times the tries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TriesFor {
    key: Vec<u8>,
    /// The same for all that one unlocking forgets.
    account: Vec<u8>,
    free: i64,
}

impl TriesFor {
    /// Tries of a password under a login name, as typed, from the network of an address.
    pub(super) fn password(login: &str, address: &str) -> TriesFor {
        let login = login.trim().to_lowercase();
        let key = digest(b"password", &[login.as_bytes(), &[0], network_of(address).as_bytes()].concat());
        TriesFor { key, account: account(&login), free: TRIES_FREE }
    }

    /// Tries of a password under a login name from all addresses the person never came in from.
    pub(super) fn password_anywhere(login: &str) -> TriesFor {
        let login = login.trim().to_lowercase();
        TriesFor {
            key: digest(b"password anywhere", login.as_bytes()),
            account: account(&login),
            free: TRIES_FREE_ANYWHERE,
        }
    }

    /// Tries of a second factor. Counted apart: a right password must not wipe them out.
    pub(super) fn second_factor(staff: StaffId) -> TriesFor {
        let key = digest(b"second factor", staff.as_bytes());
        TriesFor { account: key.clone(), key, free: TRIES_FREE }
    }
}

fn account(login: &str) -> Vec<u8> {
    digest(b"password of", login.as_bytes())
}

fn digest(what: &[u8], of: &[u8]) -> Vec<u8> {
    Sha256::new().chain_update(what).chain_update([0]).chain_update(of).finalize().to_vec()
}

/// What counts as one place to try from: an address, and of IPv6 the whole /64 that one house has.
pub(super) fn network_of(address: &str) -> String {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => address.to_owned(),
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
    let known = store::find_tries(tx, &what.key)?.filter(|tries| now.duration_since(tries.last_at) < TRIES_FORGOTTEN);
    if let Some(until) = known.as_ref().and_then(|tries| tries.waits_until).filter(|until| now < *until) {
        return Ok(Heard::NotBefore(until));
    }
    let failures = known.map_or(0, |tries| tries.failures) + 1;
    let waits_until = wait_after(failures, what.free).map(|wait| now + wait);
    store::upsert_tries(tx, (&what.key, &what.account), &Tries { failures, last_at: now, waits_until })?;
    Ok(Heard::Yes)
}

/// Clears away the tries that count no more.
pub(super) fn clear_old_tries(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), DbError> {
    store::delete_tries_before(tx, now - TRIES_FORGOTTEN)
}

/// The try was right.
pub(super) fn forget_tries(tx: &mut Tx<'_>, what: &TriesFor) -> Result<(), DbError> {
    store::delete_tries(tx, &what.key)
}

/// The way back: an administrator forgets the wrong tries of a person, from wherever they were made.
pub(crate) fn forget_tries_of(tx: &mut Tx<'_>, staff: &Staff) -> Result<(), DbError> {
    store::delete_tries_of_account(tx, &account(staff.login.as_str()))?;
    store::delete_tries_of_account(tx, &TriesFor::second_factor(staff.id).account)
}

/// Until when wrong tries make somebody wait who signs in as this person, from some address at least.
pub(crate) fn waits_until(tx: &mut Tx<'_>, staff: &Staff, now: Timestamp) -> Result<Option<Timestamp>, DbError> {
    let mut latest = None;
    for account in [account(staff.login.as_str()), TriesFor::second_factor(staff.id).account] {
        latest = latest.max(store::find_longest_wait(tx, &account)?.filter(|until| now < *until));
    }
    Ok(latest)
}

fn wait_after(failures: i64, free: i64) -> Option<SignedDuration> {
    let beyond = failures - free;
    // Six doublings pass the hour; more would only overflow.
    (beyond >= 0).then(|| (WAIT_FIRST * (1 << beyond.min(6))).min(WAIT_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_begin_late_grow_and_stay_below_an_hour() {
        let minutes: Vec<_> = (1..=13).map(|n| wait_after(n, TRIES_FREE).map(|wait| wait.as_mins())).collect();
        let grown = [1, 2, 4, 8, 16, 32, 60, 60, 60].map(Some);
        assert_eq!(minutes[..4], [None; 4]);
        assert_eq!(minutes[4..], grown);
        assert_eq!(wait_after(i64::MAX, TRIES_FREE), Some(WAIT_MAX));
    }
    #[test]
    fn one_house_is_one_network_and_another_is_not() {
        assert_eq!(network_of("2001:db8:1:2:a::1"), network_of("2001:db8:1:2:b::2"));
        assert_ne!(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
        assert_eq!(network_of("::ffff:10.0.0.1"), "10.0.0.1");
        assert_eq!(network_of("command line"), "command line");
    }
}
