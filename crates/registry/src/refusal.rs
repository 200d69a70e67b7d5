//! Everything this room can say no to. The sentences are in `web/src/wording/`.

use jiff::civil::Date;
use kernel::Month;

/// A no, as a fact.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refusal {
    /// A stored value does not parse: the database and the program disagree.
    #[error("a stored {what} does not parse")]
    Corrupt {
        /// What it should have been.
        what: &'static str,
    },
    /// The database failed; nothing was done.
    #[error(transparent)]
    Db(#[from] db::DbError),
    /// Somebody decided about it before.
    #[error("it is decided already")]
    Decided,
    /// A list says otherwise of the decision: what is wrong there is corrected where it comes from.
    #[error("the decision says otherwise")]
    DecisionStands,
    /// Something was decided about the person's rows that is not in the record yet.
    #[error("a decision is not enrolled yet")]
    EnrolFirst,
    /// The register that was asked is older than the one by which something was decided.
    #[error("the register of {asked} is older than that of {stands}")]
    RegisterOlder {
        /// The day of the register that was asked.
        asked: Date,
        /// The day of the one that was decided by.
        stands: Date,
    },
    /// The population register does not say any more what was asked for because it said so.
    #[error("the register does not say so any more")]
    ProposalLapsed,
    /// It stands so already.
    #[error("nothing would change")]
    NoChange,
    /// Something newer stands on it, which is taken back first.
    #[error("something newer stands on it")]
    NewerFirst,
    /// By this solution the kept record gives since a month that has begun.
    #[error("by the solution something is given since {month}")]
    SolutionBegun {
        /// The month.
        month: Month,
    },
    /// There is no such thing in the person's area.
    #[error("no such {what}")]
    NotFound {
        /// The noun, as in the glossary.
        what: &'static str,
    },
    /// The number belongs to another person of the registry.
    #[error("the number is held by another person")]
    NumberTaken,
    /// The entitlement is not any more as the movement found it, or the person has it already.
    #[error("the movement does not fit the record any more")]
    MovementStale,
    /// Whoever approved does not take it back.
    #[error("the approval is their own")]
    OwnApproval,
    /// What the ground says no to.
    #[error(transparent)]
    Office(#[from] office::Refusal),
    /// Whoever asked for a change does not approve it.
    #[error("the request is their own")]
    OwnRequest,
    /// What was written cannot be a value of the field.
    #[error("the value is no {field}")]
    Value {
        /// The field's key.
        field: &'static str,
    },
    /// The workbook cannot be written.
    #[error("the workbook: {0}")]
    Workbook(String),
    /// Somebody was quicker: the record is not what was seen.
    #[error("saw version {seen}, holds {now}")]
    VersionMoved {
        /// What the officer saw.
        seen: i64,
        /// What holds.
        now: i64,
    },
    /// A reason or a proof is missing, or too long.
    #[error("{field} is empty or longer than {longest}")]
    TextLength {
        /// The field.
        field: &'static str,
        /// The most characters it takes.
        longest: usize,
    },
    /// The death was told by a list, a movement or the register: it is taken back where it was told.
    #[error("the death was not recorded by hand")]
    DeathFromElsewhere,
    /// A death in the future, or before the birth.
    #[error("the day cannot be a day of death")]
    DeathDay,
}

/// The longest reason or proof.
pub(crate) const WHY_CHARS_MAX: usize = 1_000;

/// A reason that says something.
pub(crate) fn check_text(field: &'static str, text: &str) -> Result<(), Refusal> {
    // What has no letter and no digit gives no reason, however many signs it has that nobody sees.
    let says = text.chars().any(char::is_alphanumeric);
    if says && text.trim().chars().count() <= WHY_CHARS_MAX {
        Ok(())
    } else {
        Err(Refusal::TextLength { field, longest: WHY_CHARS_MAX })
    }
}
