//! Everything this room can say no to.

use crate::{AuthorisationFault, Signer, VisitFault};
use jiff::civil::Date;

/// A no, as a fact.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The paper cannot be taken, confirmed or revoked.
    #[error(transparent)]
    Authorisation(#[from] AuthorisationFault),
    /// A stored value does not parse.
    #[error("a stored {what} does not parse")]
    Corrupt {
        /// What it should have been.
        what: &'static str,
    },
    /// The database failed; nothing was done.
    #[error(transparent)]
    Db(#[from] db::DbError),
    /// The workbook could not be written.
    #[error(transparent)]
    Document(#[from] documents::Refusal),
    /// The file is no form; nothing of it is kept.
    #[error(transparent)]
    File(#[from] sources::FileFault),
    /// Closed minutes stay as they are.
    #[error("the minutes are closed")]
    MinutesClosed,
    /// The person signs nothing here: another officer made the visit.
    #[error("the {} of the visit signs, nobody else", .signer.key())]
    NotASigner {
        /// Whose signature it would be.
        signer: Signer,
    },
    /// What the ground says no to.
    #[error(transparent)]
    Office(#[from] office::Refusal),
    /// An authorisation is revoked from a day it had begun by, and not before today's date.
    #[error("revoked on {on}, which is before {earliest}")]
    RevokedTooEarly {
        /// The day asked for.
        on: Date,
        /// The earliest.
        earliest: Date,
    },
    /// Minutes are not closed while a signature is missing.
    #[error("the signature of the {} is missing", .signer.key())]
    SignerMissing {
        /// Whose.
        signer: Signer,
    },
    /// More rows than one operation takes.
    #[error("more than {most} rows at once")]
    TooMany {
        /// The most.
        most: usize,
    },
    /// The visit cannot have been so.
    #[error(transparent)]
    Visit(#[from] VisitFault),
    /// A reason is asked for.
    #[error("a reason is missing")]
    WhyMissing,
}

/// One row of many that was not taken, by its position in what was given; the others were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault<F> {
    /// The position, counted from 0.
    pub at: usize,
    /// Why.
    pub fault: F,
}
