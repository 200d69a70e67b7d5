//! What is carried over.

use super::free::{FreeLine, is_free};
use crate::{
    Carry, CarryLine, ReasonClass,
    carry::{Carried, Owed},
    free_held::Freed,
};
use db::{DbError, Row, Tx, params};
use jiff::Timestamp;
use kernel::{CycleId, Dong, InstructionId, PersonId};
use office::{Acting, Area, Scope};

/// Owed, not taken up yet, and held no longer or never.
const OPEN: &str = "into_cycle IS NULL AND (NOT is_held OR freed_at IS NOT NULL)";

/// Keeps amounts that did not arrive.
pub(crate) fn insert_carries(tx: &mut Tx<'_>, acting: &Acting, carried: &[Carried<'_>]) -> Result<(), DbError> {
    let rows = carried.iter().map(|one| {
        let (known, class) = (one.known, one.class);
        params![
            known.person,
            known.id,
            known.entitlement,
            known.origin,
            known.amount,
            known.cycle,
            known.place,
            known.method,
            known.bin.clone(),
            known.number.clone(),
            known.attempt,
            known.attempt,
            class,
            one.code.clone(),
            class.is_held(),
            one.is_late,
            acting.now,
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
            "code",
            "is_held",
            "is_late",
            "at",
        ],
        rows,
    )?;
    Ok(())
}

/// What an area still owes from earlier months and may pay now, the oldest month first.
pub(crate) fn list_open_carries(tx: &mut Tx<'_>, area: Area) -> Result<Vec<Owed>, DbError> {
    let sql = format!(
        "SELECT person_id, instruction_id, entitlement_id, origin_month, amount_dong, attempt, class, bin, number \
         FROM payments_carry WHERE place BETWEEN $1 AND $2 AND {OPEN} \
         ORDER BY origin_month, person_id, entitlement_id"
    );
    let rows = tx.rows(&sql, params![area.lo, area.hi])?;
    rows.iter()
        .map(|row| {
            Ok(Owed {
                person: row.get(0)?,
                instruction: row.get(1)?,
                entitlement: row.get(2)?,
                origin: row.get(3)?,
                amount: row.get(4)?,
                attempt: row.get(5)?,
                class: row.get(6)?,
                bin: row.find(7)?,
                number: row.find(8)?,
            })
        })
        .collect()
}

/// How many amounts of an area wait.
pub(crate) fn count_open_carries(tx: &mut Tx<'_>, area: Area) -> Result<i64, DbError> {
    let sql = format!("SELECT COUNT(*) FROM payments_carry WHERE place BETWEEN $1 AND $2 AND {OPEN}");
    let row = tx.row(&sql, params![area.lo, area.hi])?;
    row.map_or(Ok(0), |row| row.get(0))
}

/// Notes which cycle takes up what.
pub(crate) fn mark_carried_in(tx: &mut Tx<'_>, cycle: CycleId) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE payments_carry SET into_cycle = $1 FROM payments_instruction AS payment \
         WHERE payment.cycle_id = $1 AND payment.carried_from IS NOT NULL \
         AND payments_carry.person_id = payment.person_id \
         AND payments_carry.instruction_id = payment.carried_from",
        params![cycle],
    )
}

/// A cycle that is computed anew takes nothing up yet.
pub(super) fn give_back(tx: &mut Tx<'_>, cycle: CycleId) -> Result<(), DbError> {
    tx.execute("UPDATE payments_carry SET into_cycle = NULL WHERE into_cycle = $1", params![cycle])?;
    Ok(())
}

/// What of a cycle's payments did not arrive: held or not at first, and how much. What was held on its lists counts
/// there.
pub(crate) fn sum_carried_from(tx: &mut Tx<'_>, cycle: CycleId) -> Result<Vec<(bool, Dong)>, DbError> {
    let rows = tx.rows(
        "SELECT is_held, CAST(SUM(amount_dong) AS BIGINT) FROM payments_carry WHERE from_cycle = $1 AND class <> $2 \
         GROUP BY is_held",
        params![cycle, ReasonClass::Held],
    )?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// What waits inside the scope.
pub(crate) fn list_carries(tx: &mut Tx<'_>, scope: &Scope) -> Result<Vec<Carry>, DbError> {
    let inside = scope.condition("place");
    let sql = format!(
        "SELECT person_id, instruction_id, origin_month, amount_dong, place, times, class, is_held, into_cycle, freed_at \
         FROM payments_carry WHERE {inside} AND into_cycle IS NULL ORDER BY place, origin_month, person_id"
    );
    tx.rows(&sql, params![])?.iter().map(carry).collect()
}

/// The same with the names of the lists, and the payments; of one person where one is named.
pub(crate) fn list_carry_lines(
    tx: &mut Tx<'_>,
    scope: &Scope,
    person: Option<PersonId>,
) -> Result<Vec<CarryLine>, DbError> {
    let inside = scope.condition("carry.place");
    // The condition stands there only when it is asked for: else no index is used.
    let whose = if person.is_some() { "carry.person_id = $1 AND " } else { "" };
    let sql = format!(
        "SELECT carry.person_id, carry.instruction_id, carry.origin_month, carry.amount_dong, carry.place, \
         carry.times, carry.class, carry.is_held, carry.into_cycle, carry.freed_at, \
         (SELECT MIN(line.full_name) FROM lists_line AS line \
         WHERE line.person_id = carry.person_id AND line.month = carry.origin_month), \
         payment.cycle_id, payment.end_to_end_id FROM payments_carry AS carry \
         LEFT JOIN payments_instruction AS payment ON payment.person_id = carry.person_id \
         AND payment.instruction_id = carry.instruction_id \
         WHERE {whose}{inside} AND carry.into_cycle IS NULL \
         ORDER BY carry.place, carry.origin_month, payment.end_to_end_id, carry.person_id"
    );
    let rows = match person {
        Some(person) => tx.rows(&sql, params![person])?,
        None => tx.rows(&sql, params![])?,
    };
    rows.iter()
        .map(|row| {
            Ok(CarryLine {
                carry: carry(row)?,
                full_name: row.find(10)?.unwrap_or_default(),
                payment: row.find(11)?.zip(row.find(12)?),
            })
        })
        .collect()
}

fn carry(row: &Row) -> Result<Carry, DbError> {
    Ok(Carry {
        person: row.get(0)?,
        instruction: row.get(1)?,
        origin: row.get(2)?,
        amount: row.get(3)?,
        place: row.get(4)?,
        times: row.get(5)?,
        class: row.get(6)?,
        is_held: row.get::<bool>(7)? && row.find::<Timestamp>(9)?.is_none(),
        into: row.find(8)?,
    })
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
