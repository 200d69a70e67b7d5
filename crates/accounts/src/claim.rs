//! Entering accounts: one from a page, thousands from a list.

use crate::{
    Account, Banks, Claim, ClaimFault, Refusal, State,
    account::entry,
    bank::takes,
    name_check::check_name,
    staged::{ACCOUNTS, Staged},
    store::{accounts as store, people::Facts},
};
use db::Tx;
use jiff::civil::Date;
use kernel::{AccountId, PersonId, Phone};
use office::{Acting, Action, audit, reference::Bank};
use std::collections::HashMap;
use survey::{Authorisation, AuthorisationState, Method, RowFault};

/// The most rows of one operation.
pub const ROWS_AT_ONCE_MAX: usize = 500_000;

/// What came of many claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claimed {
    /// The account of each, by position; nothing where it was not taken.
    pub ids: Vec<Option<AccountId>>,
    /// How many are new.
    pub created: usize,
    /// How many were there before and have not ended.
    pub existing: usize,
    /// Those that were not taken.
    pub faults: Vec<RowFault<ClaimFault>>,
}

/// Enters accounts in sets: the good ones are kept, the others come back with their faults. Nobody is paid to an account
/// before another person has checked it.
pub fn claim_many(tx: &mut Tx<'_>, acting: &Acting, claims: &[Claim]) -> Result<Claimed, Refusal> {
    acting.must(Action::RecordAccount)?;
    if claims.len() > ROWS_AT_ONCE_MAX {
        return Err(Refusal::TooMany { most: ROWS_AT_ONCE_MAX });
    }
    tx.lock(ACCOUNTS)?;
    let today = acting.today();
    let mut banks = Banks::on(tx, today)?;
    let staged = Staged::put(tx, acting, claims.iter().map(|claim| (claim.person, None)))?;
    let facts = staged.facts(tx, &acting.scope, claims.len())?;
    let mut papers = staged.papers(tx)?;
    let mut live = Live::of(store::list_live_of_staged(tx, &staged.batch)?);
    let batch = staged.batch.clone();
    staged.take_away(tx)?;
    let (mut claimed, mut made) = (Claimed::default(), Vec::new());
    for (at, (claim, facts)) in claims.iter().zip(facts).enumerate() {
        let fits = facts.ok_or(ClaimFault::PersonUnknown).and_then(|facts| {
            let papers = papers.entry(claim.person).or_default();
            let account = new_account(acting, today, &mut banks, claim, &facts, papers)?;
            live.find_or_take(&account).map(|known| (known, account, facts.place))
        });
        match fits {
            Ok((Some(known), ..)) => {
                claimed.existing += 1;
                claimed.ids.push(Some(known));
            }
            Ok((None, account, place)) => {
                claimed.ids.push(Some(account.id));
                made.push((account, place));
            }
            Err(fault) => {
                claimed.ids.push(None);
                claimed.faults.push(RowFault { at, fault });
            }
        }
    }
    claimed.created = made.len();
    store::insert_accounts(tx, &batch, made.iter().map(|(account, _)| account))?;
    store::use_numbers(tx, &batch)?;
    audit::record_all(tx, acting, made.iter().map(|(account, place)| entry("account.claim", account, None, *place)))?;
    Ok(claimed)
}

/// The accounts of the staged persons that have not ended.
struct Live(HashMap<PersonId, Vec<Account>>);

impl Live {
    fn of(accounts: Vec<Account>) -> Live {
        let mut live: HashMap<PersonId, Vec<Account>> = HashMap::new();
        for account in accounts {
            live.entry(account.person).or_default().push(account);
        }
        Live(live)
    }

    /// The account that says the same, if it is there; else this one is from now on. One waits at a time.
    fn find_or_take(&mut self, account: &Account) -> Result<Option<AccountId>, ClaimFault> {
        let known = self.0.entry(account.person).or_default();
        if let Some(same) = known.iter().find(|known| known.is_same(account)) {
            return Ok(Some(same.id));
        }
        if known.iter().any(|known| known.state != State::Active) {
            return Err(ClaimFault::AnotherWaits);
        }
        known.push(account.clone());
        Ok(None)
    }
}

fn new_account(
    acting: &Acting,
    today: Date,
    banks: &mut Banks,
    claim: &Claim,
    facts: &Facts,
    papers: &[Authorisation],
) -> Result<Account, ClaimFault> {
    check_person(claim.method, facts)?;
    let paper = paper_for(claim, papers, today)?;
    let bank = check_number(claim, banks)?;
    let expected = paper.map_or(facts.full_name.as_str(), |paper| paper.says.name.as_str());
    let verdict = claim.number.as_ref().map(|_| check_name(expected, claim.holder_name.as_deref().unwrap_or_default()));
    Ok(Account {
        id: acting.new_id(),
        person: claim.person,
        method: claim.method,
        bin: bank,
        number: claim.number.clone(),
        holder_name: claim.holder_name.as_deref().map(kernel::names::clean).filter(|name| !name.is_empty()),
        authorisation: paper.map(|paper| paper.id),
        channel: claim.channel,
        state: State::Claimed,
        name_check: verdict.map(|verdict| verdict.check),
        name_rule: verdict.map(|verdict| verdict.rule),
        payee_key: None,
        claimed_by: acting.staff,
        claimed_at: acting.now,
        checked_by: None,
        active_from: None,
        ended_at: None,
        why: None,
        version: 1,
    })
}

/// The choice stays with the person (who has not been visited has not chosen yet), and the dead receive nothing.
fn check_person(method: Method, facts: &Facts) -> Result<(), ClaimFault> {
    if facts.dead {
        return Err(ClaimFault::PersonDead);
    }
    match facts.chosen {
        Some(chosen) if chosen != method => Err(ClaimFault::ChoseOtherwise { chosen }),
        None if method == Method::CashHome => Err(ClaimFault::HomeWithoutReason),
        _ => Ok(()),
    }
}

/// The paper by which somebody else receives: the named one, or the only one in force of the right kind.
fn paper_for<'p>(
    claim: &Claim,
    papers: &'p [Authorisation],
    today: Date,
) -> Result<Option<&'p Authorisation>, ClaimFault> {
    let method = claim.method;
    let Some(kind) = method.paper() else { return Ok(None) };
    let of_kind = || papers.iter().filter(|paper| paper.says.kind == kind);
    if let Some(id) = claim.authorisation {
        let paper = of_kind().find(|paper| paper.id == id).ok_or(ClaimFault::PaperMissing { method })?;
        return match paper.state_on(today) {
            AuthorisationState::InForce if fits(paper, method) => Ok(Some(paper)),
            AuthorisationState::InForce => Err(ClaimFault::PaperMissing { method }),
            state => Err(ClaimFault::PaperNotInForce { state }),
        };
    }
    let mut holding =
        of_kind().filter(|paper| paper.state_on(today) == AuthorisationState::InForce && fits(paper, method));
    match (holding.next(), holding.count()) {
        (Some(paper), 0) => Ok(Some(paper)),
        (Some(_), more) => Err(ClaimFault::PapersSeveral { papers: more + 1 }),
        (None, _) => Err(ClaimFault::PaperMissing { method }),
    }
}

/// A paper says whether the money may go to the payee's account.
fn fits(paper: &Authorisation, method: Method) -> bool {
    match method {
        Method::ProxyAccount => paper.says.with_account,
        Method::ProxyCash => !paper.says.with_account,
        _ => true,
    }
}

/// The bank's key, where the money goes to an account.
fn check_number(claim: &Claim, banks: &mut Banks) -> Result<Option<String>, ClaimFault> {
    let method = claim.method;
    let has_number = claim.number.is_some() || claim.bank.is_some();
    // A guardian may have no account; whoever says there is one says it fully.
    let goes_to_account = method.needs_account() || (method == Method::Guardian && has_number);
    if !goes_to_account {
        return if has_number { Err(ClaimFault::NumberNotWanted { method }) } else { Ok(None) };
    }
    let number = claim.number.as_ref().ok_or(ClaimFault::NumberMissing)?;
    let bank: &Bank = banks.find(claim.bank.as_deref().ok_or(ClaimFault::BankMissing)?)?;
    if !takes(method, bank.kind) {
        return Err(ClaimFault::BankOfOtherKind { method, kind: bank.kind });
    }
    let is_phone = || Phone::parse(number.as_str()).is_ok_and(|phone| phone.is_mobile());
    if matches!(method, Method::Wallet | Method::MobileMoney) && !is_phone() {
        return Err(ClaimFault::NumberNotAPhone { method });
    }
    if claim.holder_name.as_deref().is_none_or(|name| name.trim().is_empty()) {
        return Err(ClaimFault::HolderMissing);
    }
    Ok(Some(bank.key.clone()))
}
