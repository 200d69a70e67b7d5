//! The lists a cycle is computed from. They belong to the room `lists`; here they are read.

use super::free::{TAKES_MONEY, is_due};
use crate::Instruction;
use db::{DbError, Tx, params};
use kernel::{AccountNumber, CycleId, Dong, EntitlementId, ListId, Month, PersonId};
use office::Area;
use std::collections::HashMap;
use survey::Method;

/// A list that was handed over.
#[derive(Clone, Debug)]
pub(crate) struct ListTaken {
    pub(crate) id: ListId,
    pub(crate) place: i64,
    pub(crate) version: i64,
    pub(crate) total: Dong,
}

/// A line of a list.
#[derive(Clone, Debug)]
pub(crate) struct ListLine {
    pub(crate) person: PersonId,
    pub(crate) list: ListId,
    pub(crate) entitlement: EntitlementId,
    pub(crate) place: i64,
    pub(crate) source: String,
    pub(crate) category: String,
    pub(crate) method: Option<Method>,
    pub(crate) bin: Option<String>,
    pub(crate) number: Option<AccountNumber>,
    pub(crate) holder: Option<String>,
    pub(crate) full_name: String,
    birth: Option<String>,
    citizen: Option<String>,
    pub(crate) amount: Dong,
    pub(crate) is_held: bool,
}

impl ListLine {
    /// An order that follows from what the line says, so that the same lists give the same numbers anywhere.
    pub(crate) fn order(&self) -> (&str, &str, &str, &str, &str, Dong) {
        let citizen = self.citizen.as_deref().unwrap_or_default();
        let birth = self.birth.as_deref().unwrap_or_default();
        (self.source.as_str(), citizen, self.full_name.as_str(), birth, self.category.as_str(), self.amount)
    }
}

/// Lists of an area and month that were handed over, in the order of their places.
pub(crate) fn list_handed_over(tx: &mut Tx<'_>, area: Area, month: Month) -> Result<Vec<ListTaken>, DbError> {
    let rows = tx.rows(
        "SELECT list_id, place, version, total_dong FROM lists_list \
         WHERE place BETWEEN $1 AND $2 AND month = $3 AND state = 'handed_over' ORDER BY place",
        params![area.lo, area.hi, month],
    )?;
    rows.iter()
        .map(|row| Ok(ListTaken { id: row.get(0)?, place: row.get(1)?, version: row.get(2)?, total: row.get(3)? }))
        .collect()
}

/// How many lists of an area and month are still with their communes.
pub(crate) fn count_not_handed_over(tx: &mut Tx<'_>, area: Area, month: Month) -> Result<i64, DbError> {
    let row = tx.row(
        "SELECT COUNT(*) FROM lists_list WHERE place BETWEEN $1 AND $2 AND month = $3 AND state <> 'handed_over'",
        params![area.lo, area.hi, month],
    )?;
    row.map_or(Ok(0), |row| row.get(0))
}

/// The lines of a list. Held is what the list holds, and what is not due any more by what was recorded since it was drawn
/// up. Whose account takes no money any more gets it in cash, as they would on a list drawn up today.
pub(crate) fn list_lines(tx: &mut Tx<'_>, list: ListId) -> Result<Vec<ListLine>, DbError> {
    let mut lines = Vec::new();
    let sql = format!(
        "SELECT owed.person_id, owed.list_id, owed.entitlement_id, owed.place, owed.source, owed.category, \
         CASE WHEN owed.number IS NULL OR {TAKES_MONEY} THEN owed.method ELSE 'cash_point' END, \
         CASE WHEN {TAKES_MONEY} THEN owed.bin END, CASE WHEN {TAKES_MONEY} THEN owed.number END, \
         CASE WHEN {TAKES_MONEY} THEN owed.holder_name END, owed.full_name, owed.birth, owed.citizen_id, \
         owed.amount_dong, CASE WHEN owed.held_reason IS NOT NULL THEN owed.held_reason \
         WHEN NOT ({}) THEN 'hold' END FROM lists_line AS owed WHERE owed.list_id = $1",
        is_due("month")
    );
    tx.each(&sql, params![list], |row| {
        lines.push(ListLine {
            person: row.get(0)?,
            list: row.get(1)?,
            entitlement: row.get(2)?,
            place: row.get(3)?,
            source: row.get(4)?,
            category: row.get(5)?,
            method: row.find(6)?,
            bin: row.find(7)?,
            number: row.find(8)?,
            holder: row.find(9)?,
            full_name: row.get(10)?,
            birth: row.find(11)?,
            citizen: row.find(12)?,
            amount: row.get(13)?,
            is_held: row.find::<String>(14)?.is_some(),
        });
        Ok::<(), DbError>(())
    })?;
    Ok(lines)
}

/// Notes a list a cycle was computed from.
pub(crate) fn insert_list(
    tx: &mut Tx<'_>,
    cycle: CycleId,
    list: &ListTaken,
    lines: usize,
    payable: Dong,
    held: Dong,
) -> Result<(), DbError> {
    let lines = i64::try_from(lines).unwrap_or(i64::MAX);
    tx.execute(
        "INSERT INTO payments_list (cycle_id, list_id, place, version, lines, payable_dong, held_dong) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![cycle, list.id, list.place, list.version, lines, payable, held],
    )?;
    Ok(())
}

/// Forgets the lists of a cycle that is computed anew.
pub(crate) fn forget_lists(tx: &mut Tx<'_>, cycle: CycleId) -> Result<(), DbError> {
    tx.execute("DELETE FROM payments_list WHERE cycle_id = $1", params![cycle])?;
    Ok(())
}

/// How many lists of a cycle are not as they were when it was computed.
pub(crate) fn count_moved_lists(tx: &mut Tx<'_>, cycle: CycleId) -> Result<i64, DbError> {
    let row = tx.row(
        "SELECT COUNT(*) FROM payments_list AS taken LEFT JOIN lists_list AS list ON list.list_id = taken.list_id \
         WHERE taken.cycle_id = $1 \
         AND (list.list_id IS NULL OR list.version <> taken.version OR list.state <> 'handed_over')",
        params![cycle],
    )?;
    row.map_or(Ok(0), |row| row.get(0))
}

/// What a cycle's lists entitle to, and what of it is held.
pub(crate) fn sum_lists(tx: &mut Tx<'_>, cycle: CycleId) -> Result<(Dong, Dong), DbError> {
    let row = tx.row(
        "SELECT CAST(COALESCE(SUM(payable_dong + held_dong), 0) AS BIGINT), \
         CAST(COALESCE(SUM(held_dong), 0) AS BIGINT) FROM payments_list WHERE cycle_id = $1",
        params![cycle],
    )?;
    row.map_or(Ok((Dong::ZERO, Dong::ZERO)), |row| Ok((row.get(0)?, row.get(1)?)))
}

/// What is held, by commune.
pub(crate) fn sum_held(tx: &mut Tx<'_>, cycle: CycleId) -> Result<Vec<(i64, Dong)>, DbError> {
    let rows = tx.rows(
        "SELECT place, held_dong FROM payments_list WHERE cycle_id = $1 AND held_dong > 0 ORDER BY place",
        params![cycle],
    )?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Who is behind an instruction to the post, and where they live.
#[derive(Clone, Debug, Default)]
pub(crate) struct Payee {
    pub(crate) full_name: String,
    /// The number on the card they show.
    pub(crate) citizen: String,
    pub(crate) address: String,
}

/// The people of a page of instructions, in its order.
pub(crate) fn list_payees(tx: &mut Tx<'_>, cycle: CycleId, page: &[Instruction]) -> Result<Vec<Payee>, DbError> {
    let (first, last) = (page.first().map_or(0, |row| row.seq), page.last().map_or(0, |row| row.seq));
    let mut people: HashMap<PersonId, Payee> = HashMap::with_capacity(page.len());
    let rows = tx.rows(
        "SELECT line.person_id, line.full_name, line.citizen_id, line.address FROM payments_instruction AS payment \
         JOIN lists_line AS line ON line.person_id = payment.person_id AND line.list_id = payment.list_id \
         WHERE payment.cycle_id = $1 AND payment.channel = 'post' AND payment.seq BETWEEN $2 AND $3",
        params![cycle, first, last],
    )?;
    for row in &rows {
        let payee = Payee {
            full_name: row.get(1)?,
            citizen: row.find(2)?.unwrap_or_default(),
            address: row.find(3)?.unwrap_or_default(),
        };
        people.insert(row.get(0)?, payee);
    }
    Ok(page.iter().map(|row| people.get(&row.person).cloned().unwrap_or_default()).collect())
}
