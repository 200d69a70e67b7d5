//! Everything this room can say no to.

use crate::{decision::RowRef, outcome::Outcome};

/// A no, as a fact.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refusal {
    /// The person is none of the row's candidates: whoever confirms has seen them beside the row.
    #[error("{pid} is no candidate of the row")]
    NotACandidate {
        /// The register's own id.
        pid: String,
    },
    /// The row was never matched: there is nothing to decide on.
    #[error("the row was never sent")]
    NotSent,
    /// The row is verified already; undo first.
    #[error("the row is {} already", .outcome.key())]
    Settled {
        /// What it is.
        outcome: Outcome,
    },
    /// The row came in again in a newer file: what is to be decided is decided there.
    #[error("the row came in again in {}, line {}", .by.file, .by.line)]
    Superseded {
        /// The newer row.
        by: RowRef,
    },
    /// The decision that holds was made by nobody: there is nothing to undo.
    #[error("no person decided on the row")]
    NothingToUndo,
    /// Somebody decided in the meantime.
    #[error("decision {holds} holds, not {seen}")]
    VersionMoved {
        /// The number that was seen.
        seen: i64,
        /// The number that holds.
        holds: i64,
    },
    /// A stored value does not parse: the database and the program disagree.
    #[error("a stored {what} does not parse")]
    Corrupt {
        /// What it should have been.
        what: &'static str,
    },
    /// The office's no.
    #[error(transparent)]
    Office(#[from] office::Refusal),
    /// The database failed; nothing was done.
    #[error(transparent)]
    Db(#[from] db::DbError),
}
