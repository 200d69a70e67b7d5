//! Everything this room can say no to.

use crate::{Event, ListDigest, State};
use kernel::Month;

/// A no, as a fact.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refusal {
    /// A stored value does not parse.
    #[error("a stored {what} does not parse")]
    Corrupt {
        /// What it should have been.
        what: &'static str,
    },
    /// The database failed; nothing was done.
    #[error(transparent)]
    Db(#[from] db::DbError),
    /// The lines are not those that were frozen: somebody reached past the program.
    #[error("the lines have the digest {now}, frozen were {frozen}")]
    DigestDiffers {
        /// What was frozen.
        frozen: ListDigest,
        /// What the lines have now.
        now: ListDigest,
    },
    /// The approver has seen other lines.
    #[error("seen was {seen}, frozen is {frozen}")]
    DigestMoved {
        /// What the approver has seen.
        seen: ListDigest,
        /// What is frozen.
        frozen: ListDigest,
    },
    /// The workbook cannot be written.
    #[error("the workbook: {0}")]
    Document(String),
    /// A list without lines is not frozen.
    #[error("the list has no line")]
    Empty,
    /// Lists are drawn up for communes.
    #[error("the place is no commune")]
    NotACommune,
    /// Too early for that month.
    #[error("{month} is later than {latest}")]
    MonthTooFar {
        /// The month asked for.
        month: Month,
        /// The latest.
        latest: Month,
    },
    /// No agency receives lists on that day.
    #[error("nobody receives lists on that day")]
    NobodyReceives,
    /// What the ground says no to.
    #[error(transparent)]
    Office(#[from] office::Refusal),
    /// Whoever prepared or froze it does not approve it.
    #[error("the list is their own")]
    OwnList,
    /// The sum does not fit.
    #[error(transparent)]
    Overflow(#[from] kernel::DongOverflow),
    /// The stored totals are not those of the lines.
    #[error("the totals are not those of the lines")]
    TotalsDiffer,
    /// It does not happen to a list of that state.
    #[error("{} does not happen to a list that is {}", .event.key(), .from.key())]
    Transition {
        /// Where it stands.
        from: State,
        /// What was asked.
        event: Event,
    },
    /// Somebody was quicker.
    #[error("saw version {seen}, holds {now}")]
    VersionMoved {
        /// What the person saw.
        seen: i64,
        /// What holds.
        now: i64,
    },
    /// A reason is asked for.
    #[error("a reason is missing")]
    WhyMissing,
}

impl From<documents::Refusal> for Refusal {
    fn from(refusal: documents::Refusal) -> Refusal {
        Refusal::Document(refusal.to_string())
    }
}
