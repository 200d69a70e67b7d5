//! Answers and exceptions as an officer reads them, and a month's balance before it is closed.

use crate::{Answer, AnswerKind, Exception, ExceptionKind, Outcome, Refusal, Rule, Status, store};
use db::Tx;
use jiff::civil::Date;
use kernel::{AnswerId, CycleId, Dong, ExceptionId, Month};
use office::{Acting, Action};
use payments::{Cycle, CycleState, CycleTotals, load_cycle, totals};

/// How many lines of an answer stand on a page.
pub const LINES_PAGE: usize = 100;
/// How many exceptions a page shows.
pub const EXCEPTIONS_PAGE: usize = 200;

/// Which lines of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineFilter {
    /// Of which answer.
    pub answer: AnswerId,
    /// Only those of which this was made.
    pub outcome: Option<Outcome>,
    /// After this line.
    pub after: i64,
}

/// A line of an answer, with what was made of it and the payment it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerLine {
    /// Its number, counted from 1.
    pub line: i64,
    /// The reference, as the answer gives it.
    pub reference: Option<String>,
    /// What it says.
    pub status: Status,
    /// The reason's code.
    pub code: Option<String>,
    /// How much.
    pub amount: Option<Dong>,
    /// On which day.
    pub booked_on: Option<Date>,
    /// How it was brought together with its payment.
    pub rule: Rule,
    /// What was made of it.
    pub outcome: Outcome,
    /// The payment's cycle and own reference.
    pub payment: Option<(CycleId, String)>,
    /// The person's name, as the list had it.
    pub full_name: Option<String>,
}

/// An exception with the payment it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExceptionLine {
    /// The exception.
    pub exception: Exception,
    /// The payment's own reference.
    pub payment: Option<(CycleId, String)>,
    /// The person's name, as the list had it.
    pub full_name: Option<String>,
    /// The month it belongs to, and how far that is; none where it is about no payment of ours.
    pub month: Option<(Month, CycleState)>,
}

/// What there is to know before a month is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthBalance {
    /// The cycle.
    pub cycle: Cycle,
    /// Its sums as its payments give them now.
    pub sums: CycleTotals,
    /// Exceptions that keep the month open.
    pub blocking: i64,
    /// The others: tasks that go on after the month is closed.
    pub others: i64,
}

/// One answer inside the area.
pub fn load_answer(tx: &mut Tx<'_>, acting: &Acting, id: AnswerId) -> Result<Answer, Refusal> {
    acting.must(Action::ReadReports)?;
    let found = store::find_answer(tx, id)?.filter(|answer| acting.scope.covers(answer.place));
    Ok(found.ok_or(office::Refusal::NotFound { what: "answer" })?)
}

/// What was made of an answer's lines: how many of each.
pub fn count_outcomes(tx: &mut Tx<'_>, answer: &Answer) -> Result<Vec<(Outcome, i64)>, Refusal> {
    Ok(store::count_outcomes(tx, answer.id)?)
}

/// A page of an answer's lines.
pub fn list_lines(tx: &mut Tx<'_>, acting: &Acting, filter: &LineFilter) -> Result<Vec<AnswerLine>, Refusal> {
    acting.must(Action::ReadPersons)?;
    load_answer(tx, acting, filter.answer)?;
    Ok(store::list_lines(tx, filter)?)
}

/// Exceptions nobody has decided about, of one kind or of all: those of open months first, by month, then the oldest.
pub fn list_exception_lines(
    tx: &mut Tx<'_>,
    acting: &Acting,
    kind: Option<ExceptionKind>,
) -> Result<Vec<ExceptionLine>, Refusal> {
    acting.must(Action::ReadPersons)?;
    Ok(store::list_exception_lines(tx, &acting.scope, kind)?)
}

/// How many exceptions of each kind nobody has decided about.
pub fn count_exceptions(tx: &mut Tx<'_>, acting: &Acting) -> Result<Vec<(ExceptionKind, i64)>, Refusal> {
    acting.must(Action::ReadReports)?;
    Ok(store::count_exceptions(tx, &acting.scope)?)
}

/// One exception inside the area.
pub fn load_exception(tx: &mut Tx<'_>, acting: &Acting, id: ExceptionId) -> Result<ExceptionLine, Refusal> {
    acting.must(Action::ReadPersons)?;
    let found = store::find_exception_line(tx, id)?.filter(|line| acting.scope.covers(line.exception.place));
    Ok(found.ok_or(office::Refusal::NotFound { what: "exception" })?)
}

/// A cycle with its sums, and what stands in the way of closing it.
pub fn load_balance(tx: &mut Tx<'_>, acting: &Acting, id: CycleId) -> Result<MonthBalance, Refusal> {
    acting.must(Action::ReadReports)?;
    let cycle = load_cycle(tx, acting, id)?;
    let sums = totals(tx, &cycle)?;
    let blocking = store::count_open_exceptions(tx, id, ExceptionKind::BLOCKING)?;
    let others = store::count_open_exceptions(tx, id, ExceptionKind::ALL)? - blocking;
    Ok(MonthBalance { cycle, sums, blocking, others })
}

impl ExceptionKind {
    /// Whether no month is closed while it is open.
    pub fn is_blocking(self) -> bool {
        ExceptionKind::BLOCKING.contains(&self)
    }
}

impl AnswerKind {
    /// Whether the bank sends it; else the post does.
    pub const fn is_of_bank(self) -> bool {
        matches!(self, AnswerKind::Status | AnswerKind::Booked)
    }
}
