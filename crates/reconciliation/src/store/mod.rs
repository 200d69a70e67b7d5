//! Every statement about answers.

mod look;
mod settlement;

pub(crate) use look::{count_exceptions, count_outcomes, find_exception_line, list_exception_lines, list_lines};
pub(crate) use settlement::{
    find_settlement, find_settlement_by_digest, find_settlement_content, insert_settlement, list_names,
    list_settlements, set_settlement_confirmed, set_settlement_sent_back, set_settlement_taken,
};

use crate::{
    Answer, AnswerKind, Entry, Outcome, Rule,
    exception::{Exception, ExceptionKind},
};
use db::{DbError, Param, Row, Tx, params};
use kernel::{AnswerId, CycleId, Dong, ExceptionId, InstructionId, PersonId};
use office::{Acting, Scope};

const COLUMNS: &str = "answer_id, kind, sha256, sender, message_id, name, place, entries, applied, exceptions, \
                       received_by, received_at";

fn answer(row: &Row) -> Result<Answer, DbError> {
    Ok(Answer {
        id: row.get(0)?,
        kind: row.get(1)?,
        sha256: row.get(2)?,
        sender: row.find(3)?,
        message_id: row.find(4)?,
        name: row.get(5)?,
        place: row.get(6)?,
        entries: row.get(7)?,
        applied: row.get(8)?,
        exceptions: row.get(9)?,
        received_by: row.get(10)?,
        received_at: row.get(11)?,
    })
}

/// The answer of these bytes.
pub(crate) fn find_by_digest(tx: &mut Tx<'_>, sha256: &[u8]) -> Result<Option<Answer>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM reconciliation_answer WHERE sha256 = $1");
    tx.row(&sql, params![sha256.to_vec()])?.map(|row| answer(&row)).transpose()
}

/// One answer.
pub(crate) fn find_answer(tx: &mut Tx<'_>, id: AnswerId) -> Result<Option<Answer>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM reconciliation_answer WHERE answer_id = $1");
    tx.row(&sql, params![id])?.map(|row| answer(&row)).transpose()
}

/// An answer of this kind, sender and id.
pub(crate) fn find_by_message(
    tx: &mut Tx<'_>,
    kind: AnswerKind,
    sender: Option<&str>,
    message_id: &str,
) -> Result<Option<AnswerId>, DbError> {
    let row = tx.row(
        "SELECT answer_id FROM reconciliation_answer WHERE kind = $1 AND message_id = $2 \
         AND COALESCE(sender, '') = $3 ORDER BY answer_id LIMIT 1",
        params![kind, message_id, sender.unwrap_or_default()],
    )?;
    row.map(|row| row.get(0)).transpose()
}

/// Answers inside the scope, the newest first.
pub(crate) fn list_answers(tx: &mut Tx<'_>, scope: &Scope) -> Result<Vec<Answer>, DbError> {
    let inside = scope.condition("place");
    let sql = format!("SELECT {COLUMNS} FROM reconciliation_answer WHERE {inside} ORDER BY answer_id DESC LIMIT 500");
    tx.rows(&sql, params![])?.iter().map(answer).collect()
}

/// Keeps an answer with its bytes.
pub(crate) fn insert_answer(tx: &mut Tx<'_>, answer: &Answer, bytes: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO reconciliation_answer (answer_id, kind, sha256, sender, message_id, name, place, entries, \
         applied, exceptions, received_by, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            answer.id,
            answer.kind,
            answer.sha256.clone(),
            answer.sender.clone(),
            answer.message_id.clone(),
            answer.name.as_str(),
            answer.place,
            answer.entries,
            answer.applied,
            answer.exceptions,
            answer.received_by,
            answer.received_at,
        ],
    )?;
    tx.execute(
        "INSERT INTO reconciliation_content (answer_id, content) VALUES ($1, $2)",
        params![answer.id, bytes.to_vec()],
    )?;
    Ok(())
}

/// A line with what was made of it.
pub(crate) struct Line {
    pub(crate) entry: Entry,
    pub(crate) rule: Rule,
    pub(crate) outcome: Outcome,
    pub(crate) person: Option<PersonId>,
    pub(crate) instruction: Option<InstructionId>,
}

/// Keeps the lines of an answer.
pub(crate) fn insert_lines(tx: &mut Tx<'_>, answer: AnswerId, lines: Vec<Line>) -> Result<u64, DbError> {
    let rows = lines.into_iter().map(|line| {
        params![
            answer,
            line.entry.line,
            line.entry.reference,
            line.entry.status,
            line.entry.code,
            line.entry.amount,
            line.entry.booked_on,
            line.rule,
            line.outcome,
            line.person,
            line.instruction,
        ]
        .to_vec()
    });
    tx.bulk(
        "reconciliation_entry",
        &[
            "answer_id",
            "line",
            "end_to_end_id",
            "status",
            "code",
            "amount_dong",
            "booked_on",
            "rule",
            "outcome",
            "person_id",
            "instruction_id",
        ],
        rows,
    )
}

/// Keeps what somebody must look at.
pub(crate) fn insert_exceptions(tx: &mut Tx<'_>, exceptions: Vec<Exception>) -> Result<u64, DbError> {
    let rows = exceptions.into_iter().map(|one| {
        params![
            one.id,
            one.answer,
            one.line,
            one.kind,
            one.cycle,
            one.place,
            one.person,
            one.instruction,
            one.amount,
            one.reference,
            one.code,
            one.opened_by,
            one.opened_at,
        ]
        .to_vec()
    });
    tx.bulk(
        "reconciliation_exception",
        &[
            "exception_id",
            "answer_id",
            "line",
            "kind",
            "cycle_id",
            "place",
            "person_id",
            "instruction_id",
            "amount_dong",
            "reference",
            "code",
            "opened_by",
            "opened_at",
        ],
        rows,
    )
}

const EXCEPTION: &str = "exception_id, answer_id, line, kind, cycle_id, place, person_id, instruction_id, \
                         amount_dong, reference, code, opened_by, opened_at, settled_by";

fn exception(row: &Row) -> Result<Exception, DbError> {
    Ok(Exception {
        id: row.get(0)?,
        answer: row.get(1)?,
        line: row.find(2)?,
        kind: row.get(3)?,
        cycle: row.find(4)?,
        place: row.get(5)?,
        person: row.find(6)?,
        instruction: row.find(7)?,
        amount: row.find(8)?,
        reference: row.find(9)?,
        code: row.find(10)?,
        opened_by: row.get(11)?,
        opened_at: row.get(12)?,
        settled_by: row.find(13)?,
    })
}

/// One exception.
pub(crate) fn find_exception(tx: &mut Tx<'_>, id: ExceptionId) -> Result<Option<Exception>, DbError> {
    let sql = format!("SELECT {EXCEPTION} FROM reconciliation_exception WHERE exception_id = $1");
    tx.row(&sql, params![id])?.map(|row| exception(&row)).transpose()
}

/// Exceptions nobody has decided about, the oldest first.
pub(crate) fn list_open_exceptions(tx: &mut Tx<'_>, scope: &Scope) -> Result<Vec<Exception>, DbError> {
    let inside = scope.condition("place");
    let sql = format!(
        "SELECT {EXCEPTION} FROM reconciliation_exception WHERE {inside} AND settled_at IS NULL \
         ORDER BY opened_at, exception_id LIMIT 1000"
    );
    tx.rows(&sql, params![])?.iter().map(exception).collect()
}

/// A return that came before its payment was booked.
pub(crate) struct EarlyReturn {
    pub(crate) exception: ExceptionId,
    pub(crate) answer: AnswerId,
    pub(crate) line: Option<i64>,
    pub(crate) place: i64,
    pub(crate) instruction: InstructionId,
    pub(crate) amount: Option<Dong>,
    pub(crate) code: Option<String>,
    /// Whether nobody has decided about it.
    pub(crate) is_open: bool,
}

/// The returns of a cycle that came before their payment was booked, the oldest first.
pub(crate) fn list_early_returns(tx: &mut Tx<'_>, cycle: CycleId) -> Result<Vec<EarlyReturn>, DbError> {
    let rows = tx.rows(
        "SELECT exception_id, answer_id, line, place, instruction_id, amount_dong, code, settled_at \
         FROM reconciliation_exception WHERE cycle_id = $1 AND kind = $2 AND instruction_id IS NOT NULL \
         ORDER BY exception_id",
        params![cycle, ExceptionKind::ReturnWithoutPayment],
    )?;
    let early = |row: &Row| {
        Ok(EarlyReturn {
            exception: row.get(0)?,
            answer: row.get(1)?,
            line: row.find(2)?,
            place: row.get(3)?,
            instruction: row.get(4)?,
            amount: row.find(5)?,
            code: row.find(6)?,
            is_open: row.find::<jiff::Timestamp>(7)?.is_none(),
        })
    };
    rows.iter().map(early).collect()
}

/// How many exceptions of these kinds a cycle has that nobody has decided about.
pub(crate) fn count_open_exceptions(tx: &mut Tx<'_>, cycle: CycleId, kinds: &[ExceptionKind]) -> Result<i64, DbError> {
    let numbers: Vec<String> = (2..=kinds.len() + 1).map(|number| format!("${number}")).collect();
    let sql = format!(
        "SELECT COUNT(*) FROM reconciliation_exception WHERE cycle_id = $1 AND settled_at IS NULL AND kind IN ({})",
        numbers.join(", ")
    );
    let mut asked = params![cycle].to_vec();
    asked.extend(kinds.iter().map(Param::new));
    tx.row(&sql, &asked)?.map_or(Ok(0), |row| row.get(0))
}

/// Keeps who decided, and why.
pub(crate) fn set_settled(tx: &mut Tx<'_>, id: ExceptionId, acting: &Acting, why: &str) -> Result<(), DbError> {
    tx.execute(
        "UPDATE reconciliation_exception SET settled_by = $2, settled_at = $3, why = $4 WHERE exception_id = $1",
        params![id, acting.staff, acting.now, why],
    )?;
    Ok(())
}
