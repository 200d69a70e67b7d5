//! Everything this room can say no to.

use crate::{AnswerFault, RowWrong, SettlementState};

/// A no, as a fact.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The file is no answer we can read.
    #[error(transparent)]
    Answer(#[from] AnswerFault),
    /// Exceptions of the month are open: somebody decides about them first.
    #[error("{exceptions} exceptions are open")]
    ExceptionsOpen {
        /// How many.
        exceptions: i64,
    },
    /// Whoever took an answer in does not decide about what is wrong in it.
    #[error("the answer was taken in by the same person")]
    OwnWork,
    /// Something else where the post's workbook was wanted.
    #[error("not a settlement of the post")]
    NotASettlement,
    /// Whoever handed a settlement in, or confirmed it, does not do the next step.
    #[error("the settlement was handed in or confirmed by the same person")]
    OwnSettlement,
    /// The bytes are not those that were handed in.
    #[error("the settlement's bytes are damaged")]
    SettlementDamaged,
    /// Nobody is paid or missing in it.
    #[error("the settlement says nothing of anybody")]
    SettlementEmpty,
    /// It stands elsewhere by now.
    #[error("the settlement is {state}", state = state.key())]
    SettlementMoved {
        /// Where.
        state: SettlementState,
    },
    /// Lines that cannot be right; nothing was taken.
    #[error("{count} lines of the settlement are wrong", count = rows.len())]
    SettlementRows {
        /// The numbers of the lines in the sheet, and what is wrong.
        rows: Vec<(i64, RowWrong)>,
    },
    /// A reason is needed.
    #[error("no reason is given")]
    ReasonMissing,
    /// The accounts' no.
    #[error(transparent)]
    Accounts(#[from] accounts::Refusal),
    /// The registry's no.
    #[error(transparent)]
    Registry(#[from] registry::Refusal),
    /// The payments' no.
    #[error(transparent)]
    Payments(#[from] payments::Refusal),
    /// The office's no.
    #[error(transparent)]
    Office(#[from] office::Refusal),
    /// The database failed; nothing was done.
    #[error(transparent)]
    Db(#[from] db::DbError),
}
