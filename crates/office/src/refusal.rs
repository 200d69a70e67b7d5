//! Everything this room can say no to. The sentences are in `web/src/wording/`.

use crate::Action;

/// A no, as a fact. What the person can do about it follows from the fact.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refusal {
    /// The role may not do this at all.
    #[error("the role may not {action:?}")]
    NotAllowed {
        /// What was asked.
        action: Action,
    },
    /// The subject lies outside the person's area. Told like `NotFound`, so that nobody can probe.
    #[error("outside the area")]
    OutsideArea,
    /// There is no such thing.
    #[error("no such {what}")]
    NotFound {
        /// The noun, as in the glossary.
        what: &'static str,
    },
    /// The database failed; nothing was done.
    #[error(transparent)]
    Db(#[from] db::DbError),
}
