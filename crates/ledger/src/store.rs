//! Every statement about the ledger.

use crate::{AccountKey, Balance, Field, Line, Placed, Reason};
use db::{DbError, Row, Tx, params};
use jiff::Timestamp;
use kernel::{Dong, LedgerAccountId, TransferId};
use office::{Acting, Scope};

/// A transfer as it rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    pub(crate) id: TransferId,
    pub(crate) debit: LedgerAccountId,
    pub(crate) credit: LedgerAccountId,
    pub(crate) amount: Dong,
    pub(crate) state: String,
    pub(crate) pending_of: Option<TransferId>,
}

impl Moved {
    pub(crate) fn is_pending(&self) -> bool {
        self.state == crate::Mode::Pending.key()
    }

    /// The first field in which the one that is there differs from the one that is asked for.
    pub(crate) fn compare(&self, asked: &Moved) -> Placed {
        let differs = [
            (self.pending_of != asked.pending_of, Field::Pending),
            (self.debit != asked.debit, Field::Debit),
            (self.credit != asked.credit, Field::Credit),
            (self.amount != asked.amount, Field::Amount),
            (self.state != asked.state, Field::Mode),
        ];
        let first = differs.into_iter().find(|(differs, _)| *differs);
        first.map_or(Placed::Exists, |(_, field)| Placed::ExistsWithDifferent(field))
    }
}

/// Opens an account where it is not there.
pub(crate) fn open_account(tx: &mut Tx<'_>, key: &AccountKey, now: Timestamp) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO ledger_account (account_id, kind, key, place, month, part, opened_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (account_id) DO NOTHING",
        params![key.id(), key.kind, key.text(), key.place, key.month, key.part.map(str::to_owned), now],
    )?;
    Ok(())
}

/// One transfer.
pub(crate) fn find_transfer(tx: &mut Tx<'_>, id: TransferId) -> Result<Option<Moved>, DbError> {
    let row = tx.row(
        "SELECT transfer_id, debit, credit, amount_dong, state, pending_of FROM ledger_transfer \
         WHERE transfer_id = $1",
        params![id],
    )?;
    row.map(|row| {
        Ok(Moved {
            id: row.get(0)?,
            debit: row.get(1)?,
            credit: row.get(2)?,
            amount: row.get(3)?,
            state: row.get(4)?,
            pending_of: row.find(5)?,
        })
    })
    .transpose()
}

/// Adds a transfer.
pub(crate) fn insert_transfer(
    tx: &mut Tx<'_>,
    row: &Moved,
    batch: &str,
    why: Reason,
    acting: &Acting,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO ledger_transfer (transfer_id, debit, credit, amount_dong, state, batch, pending_of, made_by, \
         made_at, why) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            row.id,
            row.debit,
            row.credit,
            row.amount,
            row.state.as_str(),
            batch,
            row.pending_of,
            acting.staff,
            acting.now,
            why,
        ],
    )?;
    Ok(())
}

/// What of a pending transfer is posted or voided.
pub(crate) fn sum_resolved(tx: &mut Tx<'_>, pending: TransferId) -> Result<Dong, DbError> {
    let row = tx.row(
        "SELECT CAST(COALESCE(SUM(amount_dong), 0) AS BIGINT) FROM ledger_transfer WHERE pending_of = $1",
        params![pending],
    )?;
    row.map_or(Ok(Dong::ZERO), |row| row.get(0))
}

/// Adds to an account's sums.
pub(crate) fn add_to_balance(tx: &mut Tx<'_>, account: LedgerAccountId, delta: &Balance) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO ledger_balance (account_id, debits_pending, debits_posted, credits_pending, credits_posted) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account_id) DO UPDATE SET \
         debits_pending = ledger_balance.debits_pending + $2, debits_posted = ledger_balance.debits_posted + $3, \
         credits_pending = ledger_balance.credits_pending + $4, credits_posted = ledger_balance.credits_posted + $5",
        params![account, delta.debits_pending, delta.debits_posted, delta.credits_pending, delta.credits_posted],
    )?;
    Ok(())
}

/// Puts an account's sums in the place of what is there.
pub(crate) fn set_balance(tx: &mut Tx<'_>, account: LedgerAccountId, sums: &Balance) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO ledger_balance (account_id, debits_pending, debits_posted, credits_pending, credits_posted) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account_id) DO UPDATE SET \
         debits_pending = $2, debits_posted = $3, credits_pending = $4, credits_posted = $5",
        params![account, sums.debits_pending, sums.debits_posted, sums.credits_pending, sums.credits_posted],
    )?;
    Ok(())
}

fn sums(row: &Row, first: usize) -> Result<Balance, DbError> {
    Ok(Balance {
        debits_pending: row.get(first)?,
        debits_posted: row.get(first + 1)?,
        credits_pending: row.get(first + 2)?,
        credits_posted: row.get(first + 3)?,
    })
}

/// An account's stored sums.
pub(crate) fn find_balance(tx: &mut Tx<'_>, account: LedgerAccountId) -> Result<Option<Balance>, DbError> {
    let row = tx.row(
        "SELECT debits_pending, debits_posted, credits_pending, credits_posted FROM ledger_balance \
         WHERE account_id = $1",
        params![account],
    )?;
    row.map(|row| sums(&row, 0)).transpose()
}

/// All stored sums.
pub(crate) fn stored_balances(tx: &mut Tx<'_>) -> Result<Vec<(LedgerAccountId, Balance)>, DbError> {
    let rows = tx.rows(
        "SELECT account_id, debits_pending, debits_posted, credits_pending, credits_posted FROM ledger_balance",
        params![],
    )?;
    rows.iter().map(|row| Ok((row.get(0)?, sums(row, 1)?))).collect()
}

/// All sums as the transfers give them.
pub(crate) fn counted_balances(tx: &mut Tx<'_>) -> Result<Vec<(LedgerAccountId, Balance)>, DbError> {
    let rows = tx.rows(
        "WITH move AS (\
             SELECT debit, credit, \
                 CASE WHEN state = 'pending' THEN amount_dong WHEN pending_of IS NOT NULL THEN -amount_dong ELSE 0 END \
                     AS pending, \
                 CASE WHEN state = 'posted' THEN amount_dong ELSE 0 END AS posted \
             FROM ledger_transfer), \
         side AS (\
             SELECT debit AS account_id, pending AS dp, posted AS dd, 0 AS cp, 0 AS cc FROM move \
             UNION ALL SELECT credit, 0, 0, pending, posted FROM move) \
         SELECT account_id, CAST(SUM(dp) AS BIGINT), CAST(SUM(dd) AS BIGINT), CAST(SUM(cp) AS BIGINT), \
             CAST(SUM(cc) AS BIGINT) FROM side GROUP BY account_id",
        params![],
    )?;
    rows.iter().map(|row| Ok((row.get(0)?, sums(row, 1)?))).collect()
}

/// Accounts of units inside the scope.
pub(crate) fn list_balances(tx: &mut Tx<'_>, scope: &Scope) -> Result<Vec<Line>, DbError> {
    let inside = scope.condition("account.place");
    let sql = format!(
        "SELECT account.kind, account.place, account.month, account.part, sums.debits_pending, sums.debits_posted, \
         sums.credits_pending, sums.credits_posted FROM ledger_account AS account \
         JOIN ledger_balance AS sums ON sums.account_id = account.account_id WHERE {inside} ORDER BY account.place, \
         account.kind, account.month, account.part"
    );
    let rows = tx.rows(&sql, params![])?;
    rows.iter()
        .map(|row| {
            Ok(Line {
                kind: row.get(0)?,
                place: row.get(1)?,
                month: row.find(2)?,
                part: row.find(3)?,
                balance: sums(row, 4)?,
            })
        })
        .collect()
}
