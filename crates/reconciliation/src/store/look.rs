//! Answers and exceptions as they are shown.

use crate::{
    AnswerLine, ExceptionKind, ExceptionLine, LineFilter, Outcome,
    look::{EXCEPTIONS_PAGE, LINES_PAGE},
};
use db::{DbError, Row, Tx, params};
use kernel::{AnswerId, CycleId, ExceptionId};
use office::Scope;

/// The name a list has for the person of a payment.
const NAME: &str = "(SELECT MIN(line.full_name) FROM lists_line AS line \
                    WHERE line.person_id = payment.person_id AND line.list_id = payment.list_id)";

/// The payment an entry or an exception is about.
const PAYMENT: &str = "LEFT JOIN payments_instruction AS payment ON payment.person_id = found.person_id \
                       AND payment.instruction_id = found.instruction_id";

fn payment(cycle: Option<CycleId>, reference: Option<String>) -> Option<(CycleId, String)> {
    cycle.zip(reference)
}

/// A page of an answer's lines.
pub(crate) fn list_lines(tx: &mut Tx<'_>, filter: &LineFilter) -> Result<Vec<AnswerLine>, DbError> {
    let sql = format!(
        "SELECT found.line, found.end_to_end_id, found.status, found.code, found.amount_dong, found.booked_on, \
         found.rule, found.outcome, payment.cycle_id, payment.end_to_end_id, {NAME} \
         FROM reconciliation_entry AS found {PAYMENT} \
         WHERE found.answer_id = $1 AND found.line > $2 AND (CAST($3 AS TEXT) IS NULL OR found.outcome = $3) \
         ORDER BY found.line LIMIT $4"
    );
    let most = i64::try_from(LINES_PAGE).unwrap_or(i64::MAX);
    let rows = tx.rows(&sql, params![filter.answer, filter.after, filter.outcome, most])?;
    rows.iter()
        .map(|row| {
            Ok(AnswerLine {
                line: row.get(0)?,
                reference: row.find(1)?,
                status: row.get(2)?,
                code: row.find(3)?,
                amount: row.find(4)?,
                booked_on: row.find(5)?,
                rule: row.get(6)?,
                outcome: row.get(7)?,
                payment: payment(row.find(8)?, row.find(9)?),
                full_name: row.find(10)?,
            })
        })
        .collect()
}

/// How many lines of an answer were made what of.
pub(crate) fn count_outcomes(tx: &mut Tx<'_>, answer: AnswerId) -> Result<Vec<(Outcome, i64)>, DbError> {
    let rows = tx.rows(
        "SELECT outcome, COUNT(*) FROM reconciliation_entry WHERE answer_id = $1 GROUP BY outcome ORDER BY outcome",
        params![answer],
    )?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

const EXCEPTION: &str = "found.exception_id, found.answer_id, found.line, found.kind, found.cycle_id, found.place, \
                         found.person_id, found.instruction_id, found.amount_dong, found.reference, found.code, \
                         found.opened_by, found.opened_at, found.settled_by";

fn exception_line(row: &Row) -> Result<ExceptionLine, DbError> {
    Ok(ExceptionLine {
        exception: super::exception(row)?,
        payment: payment(row.find(14)?, row.find(15)?),
        full_name: row.find(16)?,
        month: row.find(17)?.zip(row.find(18)?),
    })
}

/// The cycle an exception belongs to.
const CYCLE: &str = "LEFT JOIN payments_cycle AS cycle ON cycle.cycle_id = found.cycle_id";

/// Open exceptions with their payments: those of months that are not closed first, then the oldest.
pub(crate) fn list_exception_lines(
    tx: &mut Tx<'_>,
    scope: &Scope,
    kind: Option<ExceptionKind>,
) -> Result<Vec<ExceptionLine>, DbError> {
    let inside = scope.condition("found.place");
    let sql = format!(
        "SELECT {EXCEPTION}, payment.cycle_id, payment.end_to_end_id, {NAME}, cycle.month, cycle.state \
         FROM reconciliation_exception AS found {PAYMENT} {CYCLE} \
         WHERE {inside} AND found.settled_at IS NULL AND (CAST($1 AS TEXT) IS NULL OR found.kind = $1) \
         ORDER BY CASE WHEN cycle.state = 'closed' THEN 1 ELSE 0 END, \
         CASE WHEN cycle.month IS NULL THEN 1 ELSE 0 END, cycle.month, found.opened_at, found.exception_id LIMIT $2"
    );
    let most = i64::try_from(EXCEPTIONS_PAGE).unwrap_or(i64::MAX);
    tx.rows(&sql, params![kind, most])?.iter().map(exception_line).collect()
}

/// One exception with its payment.
pub(crate) fn find_exception_line(tx: &mut Tx<'_>, id: ExceptionId) -> Result<Option<ExceptionLine>, DbError> {
    let sql = format!(
        "SELECT {EXCEPTION}, payment.cycle_id, payment.end_to_end_id, {NAME}, cycle.month, cycle.state \
         FROM reconciliation_exception AS found {PAYMENT} {CYCLE} WHERE found.exception_id = $1"
    );
    tx.row(&sql, params![id])?.map(|row| exception_line(&row)).transpose()
}

/// Open exceptions by kind.
pub(crate) fn count_exceptions(tx: &mut Tx<'_>, scope: &Scope) -> Result<Vec<(ExceptionKind, i64)>, DbError> {
    let inside = scope.condition("place");
    let sql = format!(
        "SELECT kind, COUNT(*) FROM reconciliation_exception WHERE {inside} AND settled_at IS NULL \
         GROUP BY kind ORDER BY kind"
    );
    tx.rows(&sql, params![])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}
