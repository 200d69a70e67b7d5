//! Cycles, and the accounts they are paid from.

use crate::{Cycle, CycleTotals, Payer};
use db::{DbError, Row, Tx, params};
use kernel::{CycleId, Month};
use office::{Acting, Scope};

const COLUMNS: &str = "cycle_id, place, month, version, state, lines, instructions, entitled_dong, carried_in_dong, \
                       payable_dong, held_dong, paid_dong, carried_over_dong, held_back_dong, digest, prepared_by, \
                       approved_by, closed_by, opened_at, closed_at";

fn cycle(row: &Row) -> Result<Cycle, DbError> {
    let totals = CycleTotals {
        entitled: row.get(7)?,
        carried_in: row.get(8)?,
        payable: row.get(9)?,
        held: row.get(10)?,
        paid: row.get(11)?,
        carried_over: row.get(12)?,
        held_back: row.get(13)?,
        ..CycleTotals::default()
    };
    Ok(Cycle {
        id: row.get(0)?,
        place: row.get(1)?,
        month: row.get(2)?,
        version: row.get(3)?,
        state: row.get(4)?,
        lines: row.get(5)?,
        instructions: row.get(6)?,
        totals,
        digest: row.find(14)?,
        prepared_by: row.find(15)?,
        approved_by: row.find(16)?,
        closed_by: row.find(17)?,
        opened_at: row.get(18)?,
        closed_at: row.find(19)?,
    })
}

/// One cycle.
pub(crate) fn find_cycle(tx: &mut Tx<'_>, id: CycleId) -> Result<Option<Cycle>, DbError> {
    let row = tx.row(&format!("SELECT {COLUMNS} FROM payments_cycle WHERE cycle_id = $1"), params![id])?;
    row.map(|row| cycle(&row)).transpose()
}

/// The cycle of a unit and month.
pub(crate) fn find_cycle_of(tx: &mut Tx<'_>, place: i64, month: Month) -> Result<Option<Cycle>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM payments_cycle WHERE place = $1 AND month = $2");
    tx.row(&sql, params![place, month])?.map(|row| cycle(&row)).transpose()
}

/// Cycles inside the scope, the newest month first.
pub(crate) fn list_cycles(tx: &mut Tx<'_>, scope: &Scope) -> Result<Vec<Cycle>, DbError> {
    let inside = scope.condition("place");
    let sql = format!("SELECT {COLUMNS} FROM payments_cycle WHERE {inside} ORDER BY month DESC, place");
    tx.rows(&sql, params![])?.iter().map(cycle).collect()
}

/// Every cycle, for the check of the totals.
pub(crate) fn all_cycles(tx: &mut Tx<'_>) -> Result<Vec<Cycle>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM payments_cycle ORDER BY month, place");
    tx.rows(&sql, params![])?.iter().map(cycle).collect()
}

/// Adds a cycle that is just opened.
pub(crate) fn insert_cycle(tx: &mut Tx<'_>, cycle: &Cycle, acting: &Acting) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO payments_cycle (cycle_id, place, month, version, state, lines, instructions, entitled_dong, \
         carried_in_dong, payable_dong, held_dong, paid_dong, carried_over_dong, held_back_dong, opened_by, opened_at) \
         VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, 0, 0, 0, 0, 0, $6, $7)",
        params![cycle.id, cycle.place, cycle.month, cycle.version, cycle.state, acting.staff, cycle.opened_at],
    )?;
    Ok(())
}

/// Keeps what was computed.
pub(crate) fn update_computed(tx: &mut Tx<'_>, cycle: &Cycle, acting: &Acting) -> Result<(), DbError> {
    let sums = &cycle.totals;
    tx.execute(
        "UPDATE payments_cycle SET version = $2, state = $3, lines = $4, instructions = $5, entitled_dong = $6, \
         carried_in_dong = $7, payable_dong = $8, held_dong = $9, digest = $10, prepared_by = $11, prepared_at = $12 \
         WHERE cycle_id = $1",
        params![
            cycle.id,
            cycle.version,
            cycle.state,
            cycle.lines,
            cycle.instructions,
            sums.entitled,
            sums.carried_in,
            sums.payable,
            sums.held,
            cycle.digest.clone(),
            acting.staff,
            acting.now,
        ],
    )?;
    Ok(())
}

/// Keeps who approved.
pub(crate) fn update_approved(tx: &mut Tx<'_>, cycle: &Cycle, acting: &Acting) -> Result<(), DbError> {
    tx.execute(
        "UPDATE payments_cycle SET version = $2, state = $3, approved_by = $4, approved_at = $5 WHERE cycle_id = $1",
        params![cycle.id, cycle.version, cycle.state, acting.staff, acting.now],
    )?;
    Ok(())
}

/// Keeps who had the files written.
pub(crate) fn update_instructed(tx: &mut Tx<'_>, cycle: &Cycle, acting: &Acting) -> Result<(), DbError> {
    tx.execute(
        "UPDATE payments_cycle SET version = $2, state = $3, instructed_by = $4, instructed_at = $5 \
         WHERE cycle_id = $1",
        params![cycle.id, cycle.version, cycle.state, acting.staff, acting.now],
    )?;
    Ok(())
}

/// Keeps the sums of a month that is closed.
pub(crate) fn update_closed(tx: &mut Tx<'_>, cycle: &Cycle, acting: &Acting) -> Result<(), DbError> {
    let sums = &cycle.totals;
    tx.execute(
        "UPDATE payments_cycle SET version = $2, state = $3, closed_by = $4, closed_at = $5, paid_dong = $6, \
         carried_over_dong = $7, held_back_dong = $8 WHERE cycle_id = $1",
        params![
            cycle.id,
            cycle.version,
            cycle.state,
            acting.staff,
            acting.now,
            sums.paid,
            sums.carried_over,
            sums.held_back,
        ],
    )?;
    Ok(())
}

/// The account a unit's paying office pays from.
pub(crate) fn find_payer(tx: &mut Tx<'_>, place: i64) -> Result<Option<Payer>, DbError> {
    let row = tx.row("SELECT place, name, bin, number FROM payments_payer WHERE place = $1", params![place])?;
    row.map(|row| Ok(Payer { place: row.get(0)?, name: row.get(1)?, bin: row.get(2)?, number: row.get(3)? }))
        .transpose()
}

/// Puts an account in the place of the one before.
pub(crate) fn put_payer(tx: &mut Tx<'_>, payer: &Payer, acting: &Acting) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO payments_payer (place, name, bin, number, version, set_by, set_at) \
         VALUES ($1, $2, $3, $4, 1, $5, $6) ON CONFLICT (place) DO UPDATE SET name = $2, bin = $3, number = $4, \
         version = payments_payer.version + 1, set_by = $5, set_at = $6",
        params![payer.place, payer.name.as_str(), payer.bin, payer.number.clone(), acting.staff, acting.now],
    )?;
    Ok(())
}
