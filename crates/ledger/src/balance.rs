//! What is in an account, and whether the stored figures are those of the transfers.

use crate::{AccountKey, AccountKind, Refusal, store};
use db::Tx;
use kernel::{Dong, DongOverflow, LedgerAccountId, Month};
use office::{
    Acting, Action, Scope,
    audit::{self, Entry},
};
use std::collections::BTreeMap;

/// The four sums of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// Debits on their way.
    pub debits_pending: Dong,
    /// Debits that moved.
    pub debits_posted: Dong,
    /// Credits on their way.
    pub credits_pending: Dong,
    /// Credits that moved.
    pub credits_posted: Dong,
}

impl Balance {
    /// Credits above debits: what a debt account owes.
    pub fn owed(&self) -> Result<Dong, DongOverflow> {
        self.credits_posted.checked_sub(self.debits_posted)
    }

    /// Debits above credits: what a money account holds.
    pub fn held(&self) -> Result<Dong, DongOverflow> {
        self.debits_posted.checked_sub(self.credits_posted)
    }
}

/// An account with its balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it stands for.
    pub kind: AccountKind,
    /// The place number of the unit.
    pub place: i64,
    /// The month the money is for.
    pub month: Option<Month>,
    /// The method or channel.
    pub part: Option<String>,
    /// Its sums.
    pub balance: Balance,
}

/// A stored balance that the transfers do not give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The account.
    pub account: LedgerAccountId,
    /// What is stored.
    pub stored: Balance,
    /// What the transfers give.
    pub counted: Balance,
}

/// What is in an account; nothing where it was never used.
pub fn find_balance(tx: &mut Tx<'_>, key: &AccountKey) -> Result<Balance, Refusal> {
    Ok(store::find_balance(tx, key.id())?.unwrap_or_default())
}

/// The accounts of units inside `scope`, in the order of unit, kind, month and part.
pub fn list_balances(tx: &mut Tx<'_>, scope: &Scope, acting: &Acting) -> Result<Vec<Line>, Refusal> {
    acting.must(Action::ReadReports)?;
    Ok(store::list_balances(tx, scope)?)
}

/// Balances that are not what the transfers give; none is as it should be.
pub fn check_balances(tx: &mut Tx<'_>) -> Result<Vec<Difference>, Refusal> {
    let stored: BTreeMap<_, _> = store::stored_balances(tx)?.into_iter().collect();
    let counted: BTreeMap<_, _> = store::counted_balances(tx)?.into_iter().collect();
    let accounts: std::collections::BTreeSet<_> = stored.keys().chain(counted.keys()).collect();
    let of = |sums: &BTreeMap<LedgerAccountId, Balance>, account| sums.get(account).copied().unwrap_or_default();
    let lines = accounts.into_iter().map(|account| (*account, of(&stored, account), of(&counted, account)));
    Ok(lines
        .filter(|(_, stored, counted)| stored != counted)
        .map(|(account, stored, counted)| Difference { account, stored, counted })
        .collect())
}

/// Whether all debits are all credits, on their way and moved.
pub fn is_balanced(tx: &mut Tx<'_>) -> Result<bool, Refusal> {
    let all: Vec<Balance> = store::stored_balances(tx)?.into_iter().map(|(_, balance)| balance).collect();
    let total = |part: fn(&Balance) -> Dong| Dong::total(all.iter().map(part));
    Ok(total(|sums| sums.debits_posted)? == total(|sums| sums.credits_posted)?
        && total(|sums| sums.debits_pending)? == total(|sums| sums.credits_pending)?)
}

/// Makes the balances anew from the transfers; answers how many were wrong.
pub fn rebuild_balances(tx: &mut Tx<'_>, acting: &Acting) -> Result<usize, Refusal> {
    let wrong = check_balances(tx)?;
    for difference in &wrong {
        store::set_balance(tx, difference.account, &difference.counted)?;
    }
    let entry = Entry {
        verb: "ledger.rebuild_balances",
        subject_kind: "ledger",
        subject: "balances".to_owned(),
        place: None,
        why: None,
        from: None,
        to: Some(serde_json::json!({ "corrected": wrong.len() })),
    };
    audit::record(tx, acting, entry)?;
    Ok(wrong.len())
}
