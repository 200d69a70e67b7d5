//! What is held no longer. Persons, entitlements and holds belong to the room `registry`, lines to `lists`; here they
//! are read.

use crate::{ReasonClass, free_held::Freed};
use db::{DbError, Tx, params};
use kernel::{AccountNumber, CycleId, Dong, EntitlementId, InstructionId, Month, PersonId};
use office::{Acting, Area};
use survey::Method;

/// A hold on an entitlement for a month, of the row `owed`: `month` is its column.
pub(super) fn holds(month: &str) -> String {
    format!(
        "SELECT 1 FROM registry_hold AS hold WHERE hold.person_id = owed.person_id AND hold.released_at IS NULL \
         AND (hold.entitlement_id IS NULL OR hold.entitlement_id = owed.entitlement_id) \
         AND hold.from_month <= owed.{month} AND (hold.until_month IS NULL OR hold.until_month >= owed.{month})"
    )
}

/// Whether a month of the row `owed` would be paid today: the person is verified and lived in it, and nobody holds it.
fn is_free(month: &str) -> String {
    format!(
        "NOT EXISTS ({}) AND EXISTS (SELECT 1 FROM registry_person AS person \
         WHERE person.person_id = owed.person_id AND person.state = 'verified' \
         AND NOT (person.dead AND (person.died_on IS NULL OR person.died_on < owed.{month} || '-01')))",
        holds(month)
    )
}

/// A line of an earlier list that was held and is free now.
pub(crate) struct FreeLine {
    person: PersonId,
    entitlement: EntitlementId,
    pub(crate) origin: Month,
    pub(crate) amount: Dong,
    pub(crate) place: i64,
    method: Method,
    bin: Option<String>,
    number: Option<AccountNumber>,
    cycle: CycleId,
}

/// Held lines of an area's earlier months that would be paid today: no payment was ever made for them. A line that is
/// no entitlement of its month any more stays where it is.
pub(crate) fn list_free_lines(tx: &mut Tx<'_>, area: Area, before: Month) -> Result<Vec<FreeLine>, DbError> {
    let sql = format!(
        "SELECT owed.person_id, owed.entitlement_id, owed.month, owed.amount_dong, taken.place, owed.method, owed.bin, \
         owed.number, taken.cycle_id FROM payments_cycle AS cycle \
         JOIN payments_list AS taken ON taken.cycle_id = cycle.cycle_id \
         JOIN lists_line AS owed ON owed.list_id = taken.list_id \
         JOIN registry_entitlement AS entitled ON entitled.person_id = owed.person_id \
             AND entitled.entitlement_id = owed.entitlement_id \
         WHERE taken.place BETWEEN $1 AND $2 AND taken.held_dong > 0 AND cycle.month < $3 \
         AND cycle.state IN ('approved', 'instructed', 'closed') AND owed.amount_dong > 0 \
         AND NOT EXISTS (SELECT 1 FROM payments_instruction AS payment WHERE payment.person_id = owed.person_id \
             AND payment.entitlement_id = owed.entitlement_id AND payment.origin_month = owed.month) \
         AND NOT EXISTS (SELECT 1 FROM payments_carry AS carry WHERE carry.person_id = owed.person_id \
             AND carry.entitlement_id = owed.entitlement_id AND carry.origin_month = owed.month) \
         AND entitled.from_month <= owed.month \
         AND (entitled.until_month IS NULL OR entitled.until_month >= owed.month) \
         AND (entitled.state = 'active' OR entitled.until_month IS NOT NULL) AND {} \
         ORDER BY owed.month, taken.place, owed.person_id, owed.entitlement_id",
        is_free("month")
    );
    let rows = tx.rows(&sql, params![area.lo, area.hi, before])?;
    rows.iter()
        .map(|row| {
            Ok(FreeLine {
                person: row.get(0)?,
                entitlement: row.get(1)?,
                origin: row.get(2)?,
                amount: row.get(3)?,
                place: row.get(4)?,
                method: row.get(5)?,
                bin: row.find(6)?,
                number: row.find(7)?,
                cycle: row.get(8)?,
            })
        })
        .collect()
}

/// Keeps lines that came free among what is carried over. No payment stands behind them: the id is a new one, and the
/// first attempt is still to come.
pub(crate) fn insert_free_lines(tx: &mut Tx<'_>, acting: &Acting, lines: Vec<FreeLine>) -> Result<u64, DbError> {
    let rows = lines.into_iter().map(|line| {
        params![
            line.person,
            acting.new_id::<InstructionId>(),
            line.entitlement,
            line.origin,
            line.amount,
            line.cycle,
            line.place,
            line.method,
            line.bin,
            line.number,
            0_i64,
            0_i64,
            ReasonClass::Held,
            true,
            false,
            acting.now,
            acting.now,
            acting.staff,
        ]
        .to_vec()
    });
    tx.bulk(
        "payments_carry",
        &[
            "person_id",
            "instruction_id",
            "entitlement_id",
            "origin_month",
            "amount_dong",
            "from_cycle",
            "place",
            "method",
            "bin",
            "number",
            "attempt",
            "times",
            "class",
            "is_held",
            "is_late",
            "at",
            "freed_at",
            "freed_by",
        ],
        rows,
    )
}

/// Frees what did not arrive and was held for it, where a hold was released since and none is left.
pub(crate) fn free_carries(tx: &mut Tx<'_>, acting: &Acting, area: Area) -> Result<Vec<Freed>, DbError> {
    let sql = format!(
        "UPDATE payments_carry AS owed SET freed_at = $3, freed_by = $4 WHERE owed.place BETWEEN $1 AND $2 \
         AND owed.into_cycle IS NULL AND owed.is_held AND owed.freed_at IS NULL \
         AND EXISTS (SELECT 1 FROM registry_hold AS gone WHERE gone.person_id = owed.person_id \
             AND gone.released_at >= owed.at \
             AND (gone.entitlement_id IS NULL OR gone.entitlement_id = owed.entitlement_id)) \
         AND {} RETURNING place, origin_month, amount_dong",
        is_free("origin_month")
    );
    let rows = tx.rows(&sql, params![area.lo, area.hi, acting.now, acting.staff])?;
    rows.iter().map(|row| Ok(Freed { place: row.get(0)?, origin: row.get(1)?, amount: row.get(2)? })).collect()
}
