//! Answers of banks and the post, brought together with what was sent.
//!
//! *Owns* answers as received, each of their lines with what was made of it, and the queue of exceptions.
//! *Takes* status reports (pain.002), booked entries (camt.054) and the post's settlement workbooks.
//! *Gives* moves to instructions, entries to the ledger, amounts carried over, ends to accounts that take no money,
//! holds on people said to have died, and closed months.
//! *Never* takes a status for money: what is booked, or handed over, is paid, and nothing else.

mod answer;
mod camt054;
mod cash_settlement;
mod close_month;
mod consequences;
mod decide;
mod entry;
mod exception;
mod find_known;
mod hand_in_settlement;
mod look;
mod move_settlement;
mod pain002;
mod read_answer;
mod refusal;
mod settlement;
mod store;
mod take_answer;
mod xml;

pub use answer::{Answer, AnswerKind, list_answers};
pub use cash_settlement::{
    Settlement, SettlementLine, SettlementState, Sums, list_settlement_lines, list_settlements, load_settlement,
};
pub use close_month::close_month;
pub use decide::{Outcome, Rule};
pub use entry::{Entry, Status};
pub use exception::{Exception, ExceptionKind, list_exceptions, settle_exception};
pub use hand_in_settlement::{HandedIn, hand_in_settlement};
pub use look::{
    AnswerLine, EXCEPTIONS_PAGE, ExceptionLine, LINES_PAGE, LineFilter, MonthBalance, count_exceptions, count_outcomes,
    list_exception_lines, list_lines, load_answer, load_balance, load_exception,
};
pub use move_settlement::{confirm_settlement, send_back_settlement, take_settlement};
pub use read_answer::{AnswerFault, Block, Reading, RowWrong, read_answer};
pub use refusal::Refusal;
pub use take_answer::{Taken, take_answer};
pub use xml::{ANSWER_BYTES_MAX, ENTRIES_MAX};

#[cfg(any(test, feature = "testing"))]
#[path = "tests/messages.rs"]
pub mod testing;
#[cfg(test)]
mod tests;
