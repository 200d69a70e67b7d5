//! The second person's check.

use crate::{
    Account, AccountSeen, Event, MoveFault, Moved, NUMBER_PEOPLE_MAX, NameCheck, NameVerdict, ROWS_AT_ONCE_MAX,
    Refusal, State,
    name_check::check_name,
    staged::{Standing, load_seen, may_move, move_all, must_be_others},
    state::apply,
};
use db::Tx;
use kernel::names::canonical_key;
use office::{Acting, Action};
use survey::RowFault;

/// What the bank said about the number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BankAnswer {
    /// The holder's name.
    Holder(String),
    /// It does not say.
    Silent,
}

/// A check of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What the checker has seen.
    pub seen: AccountSeen,
    /// What the bank said, where it was asked; else the claimed holder's name counts.
    pub bank_answer: Option<BankAnswer>,
    /// Why it is right nevertheless: where the name is only nearly right, or the number serves many.
    pub why: Option<String>,
}

/// Checks accounts in sets: the good ones move on, the others come back with their faults. Nobody checks an own claim.
pub fn check_many(tx: &mut Tx<'_>, acting: &Acting, checks: &[Check]) -> Result<Moved, Refusal> {
    compare(tx, acting, Event::Check, checks)
}

/// Compares the holders' names once more with those of persons whose names were corrected since the check: as strictly
/// as the first time, and by somebody else than who claimed the account. It stays where it stands.
pub fn recheck_many(tx: &mut Tx<'_>, acting: &Acting, checks: &[Check]) -> Result<Moved, Refusal> {
    compare(tx, acting, Event::Recheck, checks)
}

fn compare(tx: &mut Tx<'_>, acting: &Acting, event: Event, checks: &[Check]) -> Result<Moved, Refusal> {
    acting.must(Action::CheckAccount)?;
    if checks.len() > ROWS_AT_ONCE_MAX {
        return Err(Refusal::TooMany { most: ROWS_AT_ONCE_MAX });
    }
    let seen: Vec<AccountSeen> = checks.iter().map(|check| check.seen).collect();
    let standings = load_seen(tx, acting, &seen)?;
    must_be_others(tx, acting, &standings)?;
    let (mut done, mut good) = (Moved::default(), Vec::new());
    for (at, (check, standing)) in checks.iter().zip(standings).enumerate() {
        match standing.ok_or(MoveFault::NotFound).and_then(|standing| checked(acting, event, check, standing)) {
            Ok(account) => good.push(account),
            Err(fault) => done.faults.push(RowFault { at, fault }),
        }
    }
    super::activate::keep_first(&mut good);
    done.moved = good.len();
    for state in [State::Claimed, State::Checked, State::Active] {
        let (to, of): (_, Vec<_>) =
            (apply(state, event), good.iter().filter(|(account, _)| account.state == state).cloned().collect());
        if let Ok(to) = to {
            move_all(tx, acting, event, to, &of)?;
        }
    }
    Ok(done)
}

fn checked(acting: &Acting, event: Event, check: &Check, standing: Standing) -> Result<(Account, i64), MoveFault> {
    may_move(&standing, check.seen, event)?;
    if event == Event::Recheck && !standing.account.is_renamed(&standing.payee) {
        return Err(MoveFault::NotRenamed);
    }
    if standing.account.claimed_by == acting.staff {
        return Err(MoveFault::OwnClaim);
    }
    let why = check.why.as_deref().map(str::trim).filter(|why| !why.is_empty()).map(str::to_owned);
    let verdict = verdict(event, check, &standing);
    match verdict.map(|verdict| verdict.check) {
        Some(NameCheck::NoMatch) => {
            let rule = verdict.expect("there is a verdict").rule;
            return Err(MoveFault::NameDoesNotMatch { rule });
        }
        Some(check @ (NameCheck::Close | NameCheck::Cannot)) if why.is_none() => {
            return Err(MoveFault::WhyNeeded { check });
        }
        _ if standing.people > NUMBER_PEOPLE_MAX && why.is_none() => {
            return Err(MoveFault::WhyNeededForShared { people: standing.people });
        }
        _ => {}
    }
    let mut account = standing.account;
    if let Some(BankAnswer::Holder(name)) = &check.bank_answer {
        account.holder_name = Some(kernel::names::clean(name));
    }
    account.name_check = verdict.map(|verdict| verdict.check);
    account.name_rule = verdict.map(|verdict| verdict.rule);
    account.payee_key = account.number.as_ref().map(|_| canonical_key(&standing.payee));
    account.why = why;
    Ok((account, standing.place))
}

/// The bank's word counts more than the claim's; cash has no holder. At a second look a silent bank leaves the holder that
/// is known: somebody else does not become nobody.
fn verdict(event: Event, check: &Check, standing: &Standing) -> Option<NameVerdict> {
    standing.account.number.as_ref()?;
    let returned = match &check.bank_answer {
        Some(BankAnswer::Holder(name)) => name.as_str(),
        Some(BankAnswer::Silent) if event != Event::Recheck => "",
        Some(BankAnswer::Silent) | None => standing.account.holder_name.as_deref().unwrap_or_default(),
    };
    Some(check_name(&standing.payee, returned))
}
