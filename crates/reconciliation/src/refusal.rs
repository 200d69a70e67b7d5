//! Everything this room can say no to.

use crate::AnswerFault;

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
