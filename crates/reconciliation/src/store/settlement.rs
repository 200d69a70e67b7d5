//! Settlements on their way.

use crate::{Settlement, SettlementState, cash_settlement::Sums};
use db::{DbError, Param, Row, Tx, params};
use jiff::Timestamp;
use kernel::{AnswerId, SettlementId, StaffId};
use office::{Acting, Scope};
use payments::Count;
use std::collections::HashMap;

/// How many are listed.
const SETTLEMENTS_MAX: i64 = 200;
/// References asked for at once.
const REFERENCES_AT_ONCE: usize = 500;

const COLUMNS: &str = "settlement_id, place, name, sha256, state, handed_over, handed_over_dong, not_collected, \
                       not_collected_dong, left_open, left_open_dong, handed_in_by, handed_in_at, confirmed_by, \
                       confirmed_at, ended_by, ended_at, why, answer_id";

fn settlement(row: &Row) -> Result<Settlement, DbError> {
    let count = |at: usize| Ok::<_, DbError>(Count { payments: row.get(at)?, amount: row.get(at + 1)? });
    let hand = |at: usize| Ok::<_, DbError>(row.find::<StaffId>(at)?.zip(row.find::<Timestamp>(at + 1)?));
    Ok(Settlement {
        id: row.get(0)?,
        place: row.get(1)?,
        name: row.get(2)?,
        sha256: row.get(3)?,
        state: row.get(4)?,
        sums: Sums { handed_over: count(5)?, not_collected: count(7)?, left_open: count(9)? },
        handed_in_by: row.get(11)?,
        handed_in_at: row.get(12)?,
        confirmed: hand(13)?,
        ended: hand(15)?,
        why: row.find(17)?,
        answer: row.find(18)?,
    })
}

/// One settlement.
pub(crate) fn find_settlement(tx: &mut Tx<'_>, id: SettlementId) -> Result<Option<Settlement>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM reconciliation_settlement WHERE settlement_id = $1");
    tx.row(&sql, params![id])?.map(|row| settlement(&row)).transpose()
}

/// The settlement of these bytes, unless it was sent back.
pub(crate) fn find_settlement_by_digest(tx: &mut Tx<'_>, sha256: &[u8]) -> Result<Option<Settlement>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM reconciliation_settlement WHERE sha256 = $1 AND state <> 'sent_back'");
    tx.row(&sql, params![sha256.to_vec()])?.map(|row| settlement(&row)).transpose()
}

/// Settlements inside the scope, the newest first.
pub(crate) fn list_settlements(tx: &mut Tx<'_>, scope: &Scope) -> Result<Vec<Settlement>, DbError> {
    let inside = scope.condition("place");
    let sql = format!(
        "SELECT {COLUMNS} FROM reconciliation_settlement WHERE {inside} \
         ORDER BY handed_in_at DESC, settlement_id DESC LIMIT $1"
    );
    tx.rows(&sql, params![SETTLEMENTS_MAX])?.iter().map(settlement).collect()
}

/// The bytes of a settlement.
pub(crate) fn find_settlement_content(tx: &mut Tx<'_>, id: SettlementId) -> Result<Option<Vec<u8>>, DbError> {
    let sql = "SELECT content FROM reconciliation_settlement_content WHERE settlement_id = $1";
    tx.row(sql, params![id])?.map(|row| row.get(0)).transpose()
}

/// Keeps a settlement with its bytes.
pub(crate) fn insert_settlement(tx: &mut Tx<'_>, new: &Settlement, bytes: &[u8]) -> Result<(), DbError> {
    let Sums { handed_over, not_collected, left_open } = new.sums;
    tx.execute(
        "INSERT INTO reconciliation_settlement (settlement_id, place, name, sha256, state, handed_over, \
         handed_over_dong, not_collected, not_collected_dong, left_open, left_open_dong, handed_in_by, handed_in_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        params![
            new.id,
            new.place,
            new.name.as_str(),
            new.sha256.clone(),
            new.state,
            handed_over.payments,
            handed_over.amount,
            not_collected.payments,
            not_collected.amount,
            left_open.payments,
            left_open.amount,
            new.handed_in_by,
            new.handed_in_at,
        ],
    )?;
    tx.execute(
        "INSERT INTO reconciliation_settlement_content (settlement_id, content) VALUES ($1, $2)",
        params![new.id, bytes.to_vec()],
    )?;
    Ok(())
}

/// A second person of the post has confirmed it.
pub(crate) fn set_settlement_confirmed(tx: &mut Tx<'_>, id: SettlementId, acting: &Acting) -> Result<(), DbError> {
    tx.execute(
        "UPDATE reconciliation_settlement SET state = $2, confirmed_by = $3, confirmed_at = $4 \
         WHERE settlement_id = $1",
        params![id, SettlementState::Confirmed, acting.staff, acting.now],
    )?;
    Ok(())
}

/// The paying office has taken it in.
pub(crate) fn set_settlement_taken(
    tx: &mut Tx<'_>,
    id: SettlementId,
    answer: AnswerId,
    acting: &Acting,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE reconciliation_settlement SET state = $2, answer_id = $3, ended_by = $4, ended_at = $5 \
         WHERE settlement_id = $1",
        params![id, SettlementState::Taken, answer, acting.staff, acting.now],
    )?;
    Ok(())
}

/// It was sent back.
pub(crate) fn set_settlement_sent_back(
    tx: &mut Tx<'_>,
    id: SettlementId,
    why: &str,
    acting: &Acting,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE reconciliation_settlement SET state = $2, why = $3, ended_by = $4, ended_at = $5 \
         WHERE settlement_id = $1",
        params![id, SettlementState::SentBack, why, acting.staff, acting.now],
    )?;
    Ok(())
}

/// The names lists have for the people of these payments.
pub(crate) fn list_names(tx: &mut Tx<'_>, references: &[&str]) -> Result<HashMap<String, String>, DbError> {
    let mut names = HashMap::new();
    for chunk in references.chunks(REFERENCES_AT_ONCE) {
        let numbers: Vec<String> = (1..=chunk.len()).map(|number| format!("${number}")).collect();
        let sql = format!(
            "SELECT payment.end_to_end_id, MIN(line.full_name) FROM payments_instruction AS payment \
             JOIN lists_line AS line ON line.person_id = payment.person_id AND line.list_id = payment.list_id \
             WHERE payment.end_to_end_id IN ({}) GROUP BY payment.end_to_end_id",
            numbers.join(", ")
        );
        let asked: Vec<Param> = chunk.iter().map(|reference| Param::new(&(*reference).to_owned())).collect();
        for row in tx.rows(&sql, &asked)? {
            names.insert(row.get(0)?, row.get(1)?);
        }
    }
    Ok(names)
}
