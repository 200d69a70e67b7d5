//! Making checked accounts active: from now on money goes there.

use crate::{
    Account, AccountSeen, Event, MoveFault, Moved, ROWS_AT_ONCE_MAX, Refusal, State,
    staged::{Staged, Standing, load_seen, may_move, move_all, must_be_others},
    store::accounts as store,
};
use db::Tx;
use office::{Acting, Action};
use std::collections::HashSet;
use survey::{AuthorisationState, RowFault};

/// Activates accounts in sets. Each person's former account ends and is kept. Nobody activates an own claim.
pub fn activate_many(tx: &mut Tx<'_>, acting: &Acting, seen: &[AccountSeen]) -> Result<Moved, Refusal> {
    acting.must(Action::CheckAccount)?;
    if seen.len() > ROWS_AT_ONCE_MAX {
        return Err(Refusal::TooMany { most: ROWS_AT_ONCE_MAX });
    }
    let standings = load_seen(tx, acting, seen)?;
    must_be_others(tx, acting, &standings)?;
    let (mut done, mut good, mut persons) = (Moved::default(), Vec::new(), HashSet::new());
    for (at, (seen, standing)) in seen.iter().zip(standings).enumerate() {
        let may = standing.ok_or(MoveFault::NotFound).and_then(|standing| activatable(acting, *seen, standing));
        match may {
            Ok((account, _)) if !persons.insert(account.person) => {
                done.faults.push(RowFault { at, fault: MoveFault::AnotherWithIt });
            }
            Ok(account) => good.push(account),
            Err(fault) => done.faults.push(RowFault { at, fault }),
        }
    }
    done.moved = good.len();
    end_former(tx, acting, &good)?;
    move_all(tx, acting, Event::Activate, State::Active, &good)?;
    Ok(done)
}

fn activatable(acting: &Acting, seen: AccountSeen, standing: Standing) -> Result<(Account, i64), MoveFault> {
    may_move(&standing, seen, Event::Activate)?;
    if standing.account.claimed_by == acting.staff {
        return Err(MoveFault::OwnClaim);
    }
    let holds = |paper: &survey::Authorisation| paper.state_on(acting.today()) == AuthorisationState::InForce;
    if standing.account.authorisation.is_some() && !standing.paper.as_ref().is_some_and(holds) {
        return Err(MoveFault::PaperNotInForce);
    }
    if standing.account.is_renamed(&standing.payee) {
        return Err(MoveFault::Renamed);
    }
    Ok((standing.account, standing.place))
}

/// Ends the accounts that were active for these persons until now.
fn end_former(tx: &mut Tx<'_>, acting: &Acting, coming: &[(Account, i64)]) -> Result<(), Refusal> {
    let staged = Staged::put(tx, acting, coming.iter().map(|(account, _)| (account.person, None)))?;
    let former = store::list_active_of_staged(tx, &staged.batch)?;
    staged.take_away(tx)?;
    Ok(move_all(tx, acting, Event::Replace, State::Ended, &former)?)
}

/// The same account named twice in one operation is moved once.
pub(crate) fn keep_first(accounts: &mut Vec<(Account, i64)>) {
    let mut seen = HashSet::new();
    accounts.retain(|(account, _)| seen.insert(account.id));
}
