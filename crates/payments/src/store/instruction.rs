//! Instructions, and the events that move them.

use crate::{Channel, Event, Instruction, InstructionState, Known, Move, PaymentFile};
use db::{DbError, Param, Row, Tx, params};
use jiff::Timestamp;
use kernel::{AccountNumber, Bind, CycleId, Dong, EventId, Month, Plain, PositiveDong, Stored};
use office::Acting;
use survey::Method;

/// How many references one statement asks for.
pub(crate) const REFERENCES_AT_ONCE: usize = 500;

const COLUMNS: &[&str] = &[
    "person_id",
    "instruction_id",
    "cycle_id",
    "list_id",
    "entitlement_id",
    "origin_month",
    "attempt",
    "method",
    "channel",
    "seq",
    "bin",
    "number",
    "holder_name",
    "purpose",
    "amount_dong",
    "end_to_end_id",
    "state",
    "is_live",
    "file_id",
    "carried_from",
    "place",
];

/// Loads instructions.
pub(crate) fn insert_instructions(tx: &mut Tx<'_>, rows: Vec<Instruction>) -> Result<u64, DbError> {
    let rows = rows.into_iter().map(|row| {
        params![
            row.person,
            row.id,
            row.cycle,
            row.list,
            row.entitlement,
            row.origin,
            row.attempt,
            row.method,
            row.channel,
            row.seq,
            row.bin,
            row.number,
            row.holder,
            row.purpose,
            row.amount.get(),
            row.end_to_end,
            row.state,
            row.state.is_live(),
            row.file,
            row.carried_from,
            row.place,
        ]
        .to_vec()
    });
    tx.bulk("payments_instruction", COLUMNS, rows)
}

fn instruction(row: &Row) -> Result<Instruction, DbError> {
    let amount: Dong = row.get(14)?;
    Ok(Instruction {
        person: row.get(0)?,
        id: row.get(1)?,
        cycle: row.get(2)?,
        list: row.get(3)?,
        entitlement: row.get(4)?,
        origin: row.get(5)?,
        attempt: row.get(6)?,
        method: row.get(7)?,
        channel: row.get(8)?,
        seq: row.get(9)?,
        bin: row.find(10)?,
        number: row.find(11)?,
        holder: row.get(12)?,
        purpose: row.get(13)?,
        amount: PositiveDong::new(amount)
            .map_err(|_| DbError::BrokenRule("payments_instruction.amount_dong".to_owned()))?,
        end_to_end: row.get(15)?,
        state: row.get(16)?,
        file: row.find(18)?,
        carried_from: row.find(19)?,
        place: row.get(20)?,
    })
}

/// The instructions of a channel after a number, in order.
pub(crate) fn page_of(
    tx: &mut Tx<'_>,
    cycle: CycleId,
    channel: Channel,
    after: i64,
    most: i64,
) -> Result<Vec<Instruction>, DbError> {
    let sql = format!(
        "SELECT {} FROM payments_instruction WHERE cycle_id = $1 AND channel = $2 AND seq > $3 ORDER BY seq LIMIT $4",
        COLUMNS.join(", ")
    );
    tx.rows(&sql, params![cycle, channel, after, most])?.iter().map(instruction).collect()
}

/// Takes away what a cycle had computed and not sent, and gives carried amounts back.
pub(crate) fn forget_instructions(tx: &mut Tx<'_>, cycle: CycleId) -> Result<(), DbError> {
    tx.execute("DELETE FROM payments_instruction WHERE cycle_id = $1 AND state = 'computed'", params![cycle])?;
    super::list::forget_lists(tx, cycle)?;
    super::carry::give_back(tx, cycle)
}

/// Puts the instructions numbered from `ends.0` to `ends.1` into a file.
pub(crate) fn move_into_file(
    tx: &mut Tx<'_>,
    file: &PaymentFile,
    ends: (i64, i64),
    acting: &Acting,
) -> Result<u64, DbError> {
    tx.execute(
        "INSERT INTO payments_event (event_id, person_id, instruction_id, from_state, to_state, source, source_ref, \
         staff_id, at) SELECT $1, person_id, instruction_id, state, 'in_file', 'file', $2, $3, $4 \
         FROM payments_instruction WHERE cycle_id = $5 AND channel = $6 AND seq BETWEEN $7 AND $8 \
         AND state = 'computed'",
        params![
            acting.new_id::<EventId>(),
            file.message_id.as_str(),
            acting.staff,
            acting.now,
            file.cycle,
            file.channel,
            ends.0,
            ends.1,
        ],
    )?;
    tx.execute(
        "UPDATE payments_instruction SET state = 'in_file', file_id = $1, file_line = seq - $4 + 1 \
         WHERE cycle_id = $2 AND channel = $3 AND seq BETWEEN $4 AND $5 AND state = 'computed'",
        params![file.id, file.cycle, file.channel, ends.0, ends.1],
    )
}

/// A file has left, and its instructions with it.
pub(crate) fn move_sent(tx: &mut Tx<'_>, file: &PaymentFile, acting: &Acting) -> Result<u64, DbError> {
    tx.execute(
        "INSERT INTO payments_event (event_id, person_id, instruction_id, from_state, to_state, source, source_ref, \
         staff_id, at) SELECT $1, person_id, instruction_id, state, 'sent', 'file', $2, $3, $4 \
         FROM payments_instruction WHERE file_id = $5 AND state = 'in_file'",
        params![acting.new_id::<EventId>(), file.message_id.as_str(), acting.staff, acting.now, file.id],
    )?;
    tx.execute(
        "UPDATE payments_instruction SET state = 'sent' WHERE file_id = $1 AND state = 'in_file'",
        params![file.id],
    )
}

/// What was sent before an instant and never answered is unknown.
pub(crate) fn move_unknown(
    tx: &mut Tx<'_>,
    cycle: CycleId,
    before: Timestamp,
    acting: &Acting,
) -> Result<u64, DbError> {
    let event = acting.new_id::<EventId>();
    tx.execute(
        "INSERT INTO payments_event (event_id, person_id, instruction_id, from_state, to_state, source, source_ref, \
         staff_id, at) SELECT $1, payment.person_id, payment.instruction_id, payment.state, 'unknown', 'silence', \
         file.message_id, $2, $3 FROM payments_instruction AS payment \
         JOIN payments_file AS file ON file.file_id = payment.file_id \
         WHERE payment.cycle_id = $4 AND payment.state IN ('sent', 'accepted') AND file.sent_at <= $5",
        params![event, acting.staff, acting.now, cycle, before],
    )?;
    apply_events(tx, event)
}

/// Appends events.
pub(crate) fn insert_events(tx: &mut Tx<'_>, acting: &Acting, event: &Event, moves: &[Move]) -> Result<u64, DbError> {
    let rows = moves.iter().map(|step| {
        params![
            event.id,
            step.person,
            step.instruction,
            step.from,
            step.to,
            event.source,
            step.source_ref.as_str(),
            step.code,
            acting.staff,
            acting.now,
        ]
        .to_vec()
    });
    tx.bulk(
        "payments_event",
        &[
            "event_id",
            "person_id",
            "instruction_id",
            "from_state",
            "to_state",
            "source",
            "source_ref",
            "code",
            "staff_id",
            "at",
        ],
        rows,
    )
}

/// Moves the instructions of an event that stand where it found them; answers how many.
pub(crate) fn apply_events(tx: &mut Tx<'_>, event: EventId) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE payments_instruction SET state = event.to_state, \
         is_live = (event.to_state NOT IN ('rejected', 'returned', 'uncollected')) FROM payments_event AS event \
         WHERE event.event_id = $1 AND payments_instruction.person_id = event.person_id \
         AND payments_instruction.instruction_id = event.instruction_id \
         AND payments_instruction.state = event.from_state",
        params![event],
    )
}

const KNOWN: &str = "person_id, instruction_id, cycle_id, entitlement_id, origin_month, attempt, method, channel, bin, \
                     number, amount_dong, end_to_end_id, state, file_id, file_line, place";

/// What answers need to know of these references.
pub(crate) fn list_by_references(tx: &mut Tx<'_>, references: &[&str]) -> Result<Vec<Known>, DbError> {
    let numbers: Vec<String> = (1..=references.len()).map(|number| format!("${number}")).collect();
    let sql = format!("SELECT {KNOWN} FROM payments_instruction WHERE end_to_end_id IN ({})", numbers.join(", "));
    let asked: Vec<Param> = references.iter().map(|reference| Param::new(&Text(reference))).collect();
    tx.rows(&sql, &asked)?.iter().map(known).collect()
}

/// The instructions of a file, by line.
pub(crate) fn list_of_file(tx: &mut Tx<'_>, file: &PaymentFile) -> Result<Vec<Known>, DbError> {
    let sql = format!("SELECT {KNOWN} FROM payments_instruction WHERE file_id = $1 ORDER BY file_line");
    tx.rows(&sql, params![file.id])?.iter().map(known).collect()
}

/// The instruction in a line of a file.
pub(crate) fn find_in_file(tx: &mut Tx<'_>, file: &PaymentFile, line: i64) -> Result<Option<Known>, DbError> {
    let sql = format!("SELECT {KNOWN} FROM payments_instruction WHERE file_id = $1 AND file_line = $2");
    tx.row(&sql, params![file.id, line])?.map(|row| known(&row)).transpose()
}

/// Two at most of the instructions to an account over an amount that are open.
pub(crate) fn list_open_to_account(
    tx: &mut Tx<'_>,
    number: &AccountNumber,
    amount: Dong,
) -> Result<Vec<Known>, DbError> {
    let sql = format!(
        "SELECT {KNOWN} FROM payments_instruction WHERE number = $1 AND amount_dong = $2 \
         AND state IN ('sent', 'accepted', 'unknown') ORDER BY end_to_end_id LIMIT 2"
    );
    tx.rows(&sql, params![number.clone(), amount])?.iter().map(known).collect()
}

/// Borrowed text as a parameter of a list.
struct Text<'t>(&'t str);

impl Bind for Text<'_> {
    fn bind(&self) -> (kernel::Kind, Option<Plain>) {
        (String::KIND, Some(Plain::Text(self.0.to_owned())))
    }
}

fn known(row: &Row) -> Result<Known, DbError> {
    Ok(Known {
        person: row.get(0)?,
        id: row.get(1)?,
        cycle: row.get(2)?,
        entitlement: row.get(3)?,
        origin: row.get(4)?,
        attempt: row.get(5)?,
        method: row.get(6)?,
        channel: row.get(7)?,
        bin: row.find(8)?,
        number: row.find(9)?,
        amount: row.get(10)?,
        end_to_end: row.get(11)?,
        state: row.get(12)?,
        file: row.find(13)?,
        file_line: row.find(14)?,
        place: row.get(15)?,
    })
}

/// A cycle's instructions by state: how many and over how much.
pub(crate) fn sum_by_state(tx: &mut Tx<'_>, cycle: CycleId) -> Result<Vec<(InstructionState, i64, Dong)>, DbError> {
    let rows = tx.rows(
        "SELECT state, COUNT(*), CAST(SUM(amount_dong) AS BIGINT) FROM payments_instruction WHERE cycle_id = $1 \
         GROUP BY state ORDER BY state",
        params![cycle],
    )?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

/// What a batch comes to by unit, month of origin and method.
#[derive(Clone, Debug)]
pub(crate) struct Sum {
    pub(crate) place: i64,
    pub(crate) origin: Month,
    pub(crate) method: Method,
    /// Where it was carried over, where it was.
    pub(crate) carried_place: Option<i64>,
    pub(crate) amount: Dong,
}

fn sum(row: &Row) -> Result<Sum, DbError> {
    Ok(Sum {
        place: row.get(0)?,
        origin: row.get(1)?,
        method: row.get(2)?,
        carried_place: row.find(3)?,
        amount: row.get(4)?,
    })
}

/// A cycle's sums, with what was carried in apart.
pub(crate) fn sum_for_ledger(tx: &mut Tx<'_>, cycle: CycleId) -> Result<Vec<Sum>, DbError> {
    let rows = tx.rows(
        "SELECT payment.place, payment.origin_month, payment.method, carry.place, \
         CAST(SUM(payment.amount_dong) AS BIGINT) FROM payments_instruction AS payment \
         LEFT JOIN payments_carry AS carry ON carry.person_id = payment.person_id \
             AND carry.instruction_id = payment.carried_from \
         WHERE payment.cycle_id = $1 \
         GROUP BY payment.place, payment.origin_month, payment.method, carry.place",
        params![cycle],
    )?;
    rows.iter().map(sum).collect()
}

/// A file's sums.
pub(crate) fn sum_of_file(tx: &mut Tx<'_>, file: &PaymentFile) -> Result<Vec<Sum>, DbError> {
    let none: Option<i64> = None;
    let rows = tx.rows(
        "SELECT place, origin_month, method, CAST($2 AS BIGINT), CAST(SUM(amount_dong) AS BIGINT) \
         FROM payments_instruction WHERE file_id = $1 GROUP BY place, origin_month, method",
        params![file.id, none],
    )?;
    rows.iter().map(sum).collect()
}
