//! Everything this room can say no to.

use crate::{CycleState, InstructionState};
use kernel::{CycleId, Dong, DongOverflow, Month};

/// A no, as a fact.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refusal {
    /// What was computed is not what stands there now: somebody changed it behind the program.
    #[error("the instructions are not those that were computed")]
    Altered,
    /// Whoever prepared it does not approve or close it.
    #[error("the cycle is their own work")]
    OwnWork,
    /// The month is closed.
    #[error("the month {month} is closed")]
    CycleClosed {
        /// The month.
        month: Month,
    },
    /// The cycle stands elsewhere in its course.
    #[error("the cycle is {}", .state.key())]
    CycleIs {
        /// Where it stands.
        state: CycleState,
    },
    /// No list of the area has been handed over for this month.
    #[error("no list is handed over for {month}")]
    NoLists {
        /// The month.
        month: Month,
    },
    /// A list was changed after the cycle was computed from it.
    #[error("{lists} lists have changed since")]
    ListsMoved {
        /// How many.
        lists: i64,
    },
    /// What was recorded since the cycle was computed stands against some of it.
    #[error("{instructions} instructions are not due any more, or their accounts take no money")]
    Overtaken {
        /// How many.
        instructions: i64,
    },
    /// A list's own total is not the sum of its lines.
    #[error("the list of place {place} says {said}, its lines {counted}")]
    ListDiffers {
        /// The commune.
        place: i64,
        /// The list's total.
        said: Dong,
        /// The sum of the lines.
        counted: Dong,
    },
    /// Not everything is answered for.
    #[error("{instructions} instructions over {amount} are open")]
    StillOpen {
        /// How many.
        instructions: i64,
        /// Over how much.
        amount: Dong,
    },
    /// The sums do not meet.
    #[error("{entitled} entitled, {accounted} accounted for")]
    DoesNotAddUp {
        /// Entitled this month and carried in.
        entitled: Dong,
        /// Paid, carried over and held.
        accounted: Dong,
    },
    /// The paying office has no account to pay from.
    #[error("no account to pay from")]
    PayerUnknown,
    /// An instruction does not move so.
    #[error("an instruction does not move from {} to {}", .from.key(), .to.key())]
    NoSuchMove {
        /// Where it stands.
        from: InstructionState,
        /// Where it was to go.
        to: InstructionState,
    },
    /// Some of the instructions had moved since they were looked at.
    #[error("{moved} of {asked} instructions moved, the others had been moved")]
    Moved {
        /// How many there were to move.
        asked: u64,
        /// How many moved.
        moved: u64,
    },
    /// A file's bytes are not those whose digest was kept.
    #[error("the file {message_id} is not as it was written")]
    FileDamaged {
        /// Its message id.
        message_id: String,
    },
    /// A file is said to be handed over that nobody has taken out.
    #[error("nobody has taken the file {message_id}")]
    FileNotTaken {
        /// Its message id.
        message_id: String,
    },
    /// No folder is shared with the bank and the post: files are handed on by hand.
    #[error("no folder for outgoing files is set")]
    NoOutbox,
    /// The ids of a cycle do not fit their form.
    #[error("more instructions than a cycle numbers")]
    TooMany {
        /// The cycle.
        cycle: CycleId,
    },
    /// The folder for outgoing files.
    #[error(transparent)]
    Outbox(#[from] crate::OutboxFault),
    /// The workbook could not be made.
    #[error("the workbook could not be made: {0}")]
    Workbook(String),
    /// A sum went over what a number holds.
    #[error(transparent)]
    Overflow(#[from] DongOverflow),
    /// A stored value does not parse.
    #[error("a stored {what} does not parse")]
    Corrupt {
        /// What it should have been.
        what: &'static str,
    },
    /// The ledger's no.
    #[error(transparent)]
    Ledger(#[from] ledger::Refusal),
    /// The office's no.
    #[error(transparent)]
    Office(#[from] office::Refusal),
    /// The database failed; nothing was done.
    #[error(transparent)]
    Db(#[from] db::DbError),
}
