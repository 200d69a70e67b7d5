//! Ending accounts, and turning claims down.

use crate::{
    AccountSeen, Event, MoveFault, Moved, ROWS_AT_ONCE_MAX, Refusal, State,
    activate::keep_first,
    staged::{load_seen, may_move, move_all},
};
use db::Tx;
use office::{Acting, Action};
use survey::RowFault;

/// Ends active accounts: closed at the bank, or no longer wanted. Until another one is active the person receives cash.
pub fn end_many(tx: &mut Tx<'_>, acting: &Acting, seen: &[AccountSeen], why: &str) -> Result<Moved, Refusal> {
    if !acting.role.may(Action::CheckAccount) {
        acting.must(Action::RecordAccount)?;
    }
    leave(tx, acting, seen, Event::End, why)
}

/// Turns down accounts that are not active yet.
pub fn reject_many(tx: &mut Tx<'_>, acting: &Acting, seen: &[AccountSeen], why: &str) -> Result<Moved, Refusal> {
    acting.must(Action::CheckAccount)?;
    leave(tx, acting, seen, Event::Reject, why)
}

fn leave(tx: &mut Tx<'_>, acting: &Acting, seen: &[AccountSeen], event: Event, why: &str) -> Result<Moved, Refusal> {
    if seen.len() > ROWS_AT_ONCE_MAX {
        return Err(Refusal::TooMany { most: ROWS_AT_ONCE_MAX });
    }
    let why = why.trim();
    let standings = load_seen(tx, acting, seen)?;
    let (mut done, mut good) = (Moved::default(), Vec::new());
    for (at, (seen, standing)) in seen.iter().zip(standings).enumerate() {
        let may = match standing {
            _ if why.is_empty() => Err(MoveFault::WhyMissing),
            None => Err(MoveFault::NotFound),
            Some(standing) => may_move(&standing, *seen, event).map(|_| standing),
        };
        match may {
            Ok(mut standing) => {
                standing.account.why = Some(why.to_owned());
                good.push((standing.account, standing.place));
            }
            Err(fault) => done.faults.push(RowFault { at, fault }),
        }
    }
    keep_first(&mut good);
    done.moved = good.len();
    move_all(tx, acting, event, State::Ended, &good)?;
    Ok(done)
}
