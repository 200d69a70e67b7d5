//! The accounts an operation on many is about, put beside the registry's rows so that one statement answers for all.

use crate::{
    Account, AccountSeen, Event, MoveFault, Refusal, State, account,
    state::apply,
    store::{
        accounts as store,
        people::{self, Facts},
    },
};
use db::{DbError, Tx};
use kernel::{AccountId, PersonId, StaffId};
use office::{Acting, Scope, audit, staff};
use std::collections::{BTreeSet, HashMap};
use survey::{Authorisation, RowFault};

/// Accounts are entered and moved one operation after the other: each first looks at what is there.
pub(crate) const ACCOUNTS: &str = "accounts";

/// Rows waiting in `accounts_batch_row`; taken away again before the transaction ends.
pub(crate) struct Staged {
    pub(crate) batch: Vec<u8>,
}

/// What came of moving many accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// How many were moved.
    pub moved: usize,
    /// Those that were not.
    pub faults: Vec<RowFault<MoveFault>>,
}

/// An account as it stands, with what decides about its next move.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) account: Account,
    pub(crate) place: i64,
    /// Whose name the holder's must be: the paper's where there is one.
    pub(crate) payee: String,
    pub(crate) paper: Option<Authorisation>,
    /// How many people receive to the number.
    pub(crate) people: i64,
}

impl Staged {
    pub(crate) fn put(
        tx: &mut Tx<'_>,
        acting: &Acting,
        rows: impl IntoIterator<Item = (PersonId, Option<AccountId>)>,
    ) -> Result<Staged, DbError> {
        let batch = acting.random::<16>().to_vec();
        people::put_rows(tx, &batch, rows)?;
        Ok(Staged { batch })
    }

    /// What is known of each row's person, by position; nothing outside the scope.
    pub(crate) fn facts(&self, tx: &mut Tx<'_>, scope: &Scope, rows: usize) -> Result<Vec<Option<Facts>>, DbError> {
        let mut found = vec![None; rows];
        people::each_fact(tx, &scope.condition("p.place"), &self.batch, |at, facts| found[at] = Some(facts))?;
        Ok(found)
    }

    /// The papers by which others receive for the staged persons.
    pub(crate) fn papers(&self, tx: &mut Tx<'_>) -> Result<HashMap<PersonId, Vec<Authorisation>>, DbError> {
        let mut papers: HashMap<PersonId, Vec<Authorisation>> = HashMap::new();
        people::each_paper(tx, &self.batch, |paper| papers.entry(paper.says.person).or_default().push(paper))?;
        Ok(papers)
    }

    pub(crate) fn take_away(self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        people::clear_rows(tx, &self.batch)
    }
}

/// The accounts somebody has seen, as they stand now, by position; those outside the scope are not found.
pub(crate) fn load_seen(
    tx: &mut Tx<'_>,
    acting: &Acting,
    seen: &[AccountSeen],
) -> Result<Vec<Option<Standing>>, DbError> {
    tx.lock(ACCOUNTS)?;
    let staged = Staged::put(tx, acting, seen.iter().map(|seen| (seen.person, Some(seen.account))))?;
    let mut found = vec![None; seen.len()];
    let papers = staged.papers(tx)?;
    store::each_standing(tx, &acting.scope.condition("p.place"), &staged.batch, |at, mut standing| {
        let of_person = papers.get(&standing.account.person);
        let named = |paper: &&Authorisation| Some(paper.id) == standing.account.authorisation;
        if let Some(paper) = of_person.and_then(|papers| papers.iter().find(named)) {
            paper.says.name.as_str().clone_into(&mut standing.payee);
            standing.paper = Some(paper.clone());
        }
        found[at] = Some(standing);
    })?;
    staged.take_away(tx)?;
    Ok(found)
}

/// The account is the one that was seen, and the event can happen to it.
pub(crate) fn may_move(standing: &Standing, seen: AccountSeen, event: Event) -> Result<State, MoveFault> {
    let now = standing.account.version;
    if now != seen.version {
        return Err(MoveFault::VersionMoved { seen: seen.version, now });
    }
    apply(standing.account.state, event)
}

/// Moves accounts that may be moved, all to the same state, and tells the trail of each. The accounts are as they were
/// before; `holder_name`, `name_check`, `name_rule` and `why` are as they shall be.
pub(crate) fn move_all(
    tx: &mut Tx<'_>,
    acting: &Acting,
    event: Event,
    to: State,
    accounts: &[(Account, i64)],
) -> Result<(), DbError> {
    if accounts.is_empty() {
        return Ok(());
    }
    let staged = Staged { batch: acting.random::<16>().to_vec() };
    people::put_changes(tx, &staged.batch, accounts.iter().map(|(account, _)| account))?;
    store::move_staged(tx, &staged.batch, event, to, acting)?;
    match event {
        Event::Activate => store::set_active(tx, &staged.batch)?,
        Event::Replace | Event::End | Event::Reject => {
            store::clear_active(tx, &staged.batch)?;
            store::leave_numbers(tx, &staged.batch)?;
        }
        Event::Check | Event::Recheck => {}
    }
    staged.take_away(tx)?;
    let told = accounts.iter().map(|(account, place)| {
        let after = Account { state: to, version: account.version + 1, ..account.clone() };
        account::entry(account::verb(event), &after, Some(account.state), *place)
    });
    audit::record_all(tx, acting, told)?;
    Ok(())
}

/// Refuses when whoever claimed one of the accounts gave the person acting the way in, or the other way round. One
/// look-up a claimer, not one a row.
pub(crate) fn must_be_others(tx: &mut Tx<'_>, acting: &Acting, standings: &[Option<Standing>]) -> Result<(), Refusal> {
    let claimers = standings.iter().flatten().map(|standing| standing.account.claimed_by);
    let claimers: BTreeSet<StaffId> = claimers.filter(|claimer| *claimer != acting.staff).collect();
    for claimer in claimers {
        staff::must_not_be_one_hand(tx, acting, claimer)?;
    }
    Ok(())
}
