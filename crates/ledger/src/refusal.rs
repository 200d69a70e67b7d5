//! Everything this room can say no to.

use kernel::{Dong, DongOverflow, TransferId};

/// A no, as a fact.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refusal {
    /// Money goes from somewhere to somewhere else.
    #[error("transfer {id} has one account on both sides")]
    AccountsMustDiffer {
        /// The transfer.
        id: TransferId,
    },
    /// Sums went over what a number holds.
    #[error(transparent)]
    Overflow(#[from] DongOverflow),
    /// No pending transfer has this id.
    #[error("no pending transfer {id}")]
    PendingUnknown {
        /// The id.
        id: TransferId,
    },
    /// More would be resolved than is pending.
    #[error("only {left} of transfer {id} is pending")]
    PendingExceeded {
        /// The pending transfer.
        id: TransferId,
        /// What is left of it.
        left: Dong,
    },
    /// The office's no.
    #[error(transparent)]
    Office(#[from] office::Refusal),
    /// The database failed; nothing was done.
    #[error(transparent)]
    Db(#[from] db::DbError),
}
