//! Everything this room can say no to.

use crate::{AnswerFileFault, BatchState};

/// A no, as a fact.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refusal {
    /// Every row of the unit was asked about, or decided on.
    #[error("no row of the unit is left to be asked about")]
    NothingToAsk,
    /// The day by which an answer is expected is not after today.
    #[error("the due day is not after today")]
    DueInPast,
    /// No service is named in the settings.
    #[error("no population service is set up")]
    NoService,
    /// The batch travels the other way.
    #[error("the batch travels by {}", .channel.key())]
    OtherChannel {
        /// How it travels.
        channel: crate::Channel,
    },
    /// The batch stands where this cannot be done.
    #[error("the batch is {}", .state.key())]
    BatchIs {
        /// Where it stands.
        state: BatchState,
    },
    /// The file is no file of answers.
    #[error(transparent)]
    AnswerFile(#[from] AnswerFileFault),
    /// Not one line of the file belongs to the batch.
    #[error("no line of the file answers a request of the batch")]
    OtherBatch,
    /// The bytes that were kept are not those that were sent.
    #[error("what was kept of the batch is damaged")]
    Damaged,
    /// What matching says no to.
    #[error(transparent)]
    Matching(#[from] matching::Refusal),
    /// The office's no.
    #[error(transparent)]
    Office(#[from] office::Refusal),
    /// The database failed; nothing was done.
    #[error(transparent)]
    Db(#[from] db::DbError),
}
