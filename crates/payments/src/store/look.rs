//! Payments as they are shown: pages, one with its events, sums from every side.

use crate::{
    Channel, CommuneShare, InstructionEvent, InstructionFilter, InstructionLine, list_instructions::INSTRUCTIONS_PAGE,
    shares::Piece,
};
use db::{DbError, Row, Tx, params};
use kernel::{CycleId, Dong, InstructionId, Month, PersonId};

/// The name comes from the list the payment was computed from; who has two lines there has one name on both.
const LINE: &str = "payment.person_id, payment.instruction_id, payment.cycle_id, cycle.month, \
    (SELECT MIN(line.full_name) FROM lists_line AS line \
     WHERE line.person_id = payment.person_id AND line.list_id = payment.list_id), \
    payment.place, payment.origin_month, payment.attempt, payment.method, payment.channel, payment.seq, payment.bin, \
    payment.number, payment.holder_name, payment.amount_dong, payment.end_to_end_id, payment.state, payment.file_id, \
    payment.file_line \
    FROM payments_instruction AS payment JOIN payments_cycle AS cycle ON cycle.cycle_id = payment.cycle_id";

fn line(row: &Row) -> Result<InstructionLine, DbError> {
    Ok(InstructionLine {
        person: row.get(0)?,
        id: row.get(1)?,
        cycle: row.get(2)?,
        month: row.get(3)?,
        full_name: row.find(4)?.unwrap_or_default(),
        place: row.get(5)?,
        origin: row.get(6)?,
        attempt: row.get(7)?,
        method: row.get(8)?,
        channel: row.get(9)?,
        seq: row.get(10)?,
        bin: row.find(11)?,
        number: row.find(12)?,
        holder: row.get(13)?,
        amount: row.get(14)?,
        end_to_end: row.get(15)?,
        state: row.get(16)?,
        file: row.find(17)?,
        file_line: row.find(18)?,
    })
}

/// A page of a cycle's payments.
pub(crate) fn list_instruction_lines(
    tx: &mut Tx<'_>,
    filter: &InstructionFilter,
) -> Result<Vec<InstructionLine>, DbError> {
    let InstructionFilter { cycle, state, channel, place, after } = *filter;
    let sql = format!(
        "SELECT {LINE} WHERE payment.cycle_id = $1 AND (CAST($2 AS TEXT) IS NULL OR payment.state = $2) \
         AND (CAST($3 AS TEXT) IS NULL OR payment.channel = $3) \
         AND (CAST($4 AS BIGINT) IS NULL OR payment.place = $4) \
         AND (CAST($5 AS TEXT) IS NULL OR payment.channel > $5 OR (payment.channel = $5 AND payment.seq > $6)) \
         ORDER BY payment.channel, payment.seq LIMIT $7"
    );
    let most = i64::try_from(INSTRUCTIONS_PAGE).unwrap_or(i64::MAX);
    let (way, number): (Option<Channel>, i64) = after.map_or((None, 0), |(channel, seq)| (Some(channel), seq));
    tx.rows(&sql, params![cycle, state, channel, place, way, number, most])?.iter().map(line).collect()
}

/// The payment of a reference.
pub(crate) fn find_instruction_line(tx: &mut Tx<'_>, reference: &str) -> Result<Option<InstructionLine>, DbError> {
    let sql = format!("SELECT {LINE} WHERE payment.end_to_end_id = $1");
    tx.row(&sql, params![reference])?.map(|row| line(&row)).transpose()
}

/// A person's payments, the newest month first.
pub(crate) fn list_lines_of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<InstructionLine>, DbError> {
    let sql = format!(
        "SELECT {LINE} WHERE payment.person_id = $1 \
         ORDER BY cycle.month DESC, payment.origin_month DESC, payment.end_to_end_id LIMIT 120"
    );
    tx.rows(&sql, params![person])?.iter().map(line).collect()
}

/// What happened to a payment, the oldest first.
pub(crate) fn list_events(
    tx: &mut Tx<'_>,
    person: PersonId,
    instruction: InstructionId,
) -> Result<Vec<InstructionEvent>, DbError> {
    let rows = tx.rows(
        "SELECT at, from_state, to_state, source, source_ref, code, staff_id FROM payments_event \
         WHERE person_id = $1 AND instruction_id = $2 ORDER BY at, event_id",
        params![person, instruction],
    )?;
    rows.iter().map(event).collect()
}

fn event(row: &Row) -> Result<InstructionEvent, DbError> {
    Ok(InstructionEvent {
        at: row.get(0)?,
        from: row.get(1)?,
        to: row.get(2)?,
        source: row.get(3)?,
        source_ref: row.get(4)?,
        code: row.find(5)?,
        staff: row.get(6)?,
    })
}

/// What happened to all payments of a person, the oldest first, with the month each is owed for and its amount.
pub(crate) fn list_events_of_person(
    tx: &mut Tx<'_>,
    person: PersonId,
) -> Result<Vec<(InstructionEvent, Month, Dong, i64)>, DbError> {
    let rows = tx.rows(
        "SELECT event.at, event.from_state, event.to_state, event.source, event.source_ref, event.code, event.staff_id, \
         payment.origin_month, payment.amount_dong, payment.place FROM payments_event AS event \
         JOIN payments_instruction AS payment ON payment.person_id = event.person_id \
         AND payment.instruction_id = event.instruction_id WHERE event.person_id = $1 ORDER BY event.at, event.event_id",
        params![person],
    )?;
    rows.iter().map(|row| Ok((event(row)?, row.get(7)?, row.get(8)?, row.get(9)?))).collect()
}

/// The communes of a cycle's lists, with what the lists say.
pub(crate) fn list_communes(tx: &mut Tx<'_>, cycle: CycleId) -> Result<Vec<CommuneShare>, DbError> {
    let rows = tx.rows(
        "SELECT place, lines, payable_dong + held_dong, held_dong FROM payments_list WHERE cycle_id = $1 ORDER BY place",
        params![cycle],
    )?;
    rows.iter()
        .map(|row| {
            Ok(CommuneShare {
                place: row.get(0)?,
                lines: row.get(1)?,
                entitled: row.get(2)?,
                held: row.get(3)?,
                ..CommuneShare::default()
            })
        })
        .collect()
}

/// A cycle's payments, counted and summed by everything that matters.
pub(crate) fn list_pieces(tx: &mut Tx<'_>, cycle: CycleId) -> Result<Vec<Piece>, DbError> {
    let rows = tx.rows(
        "SELECT place, method, channel, state, carried, COUNT(*), CAST(SUM(amount_dong) AS BIGINT) \
         FROM (SELECT place, method, channel, state, amount_dong, \
         CASE WHEN carried_from IS NULL THEN 0 ELSE 1 END AS carried \
         FROM payments_instruction WHERE cycle_id = $1) AS payment \
         GROUP BY place, method, channel, state, carried ORDER BY place, method, channel, state, carried",
        params![cycle],
    )?;
    rows.iter()
        .map(|row| {
            let (carried, amount): (i64, Dong) = (row.get(4)?, row.get(6)?);
            Ok(Piece {
                place: row.get(0)?,
                method: row.get(1)?,
                channel: row.get(2)?,
                state: row.get(3)?,
                is_carried: carried != 0,
                instructions: row.get(5)?,
                amount,
            })
        })
        .collect()
}
