//! Everything this room can say no to.

use crate::{Event, NameCheck, NameRule, State};
use office::reference::BankKind;
use survey::{AuthorisationState, Method};

/// A no to a whole operation, as a fact.
#[derive(Debug, thiserror::Error)]
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
    /// What the ground says no to.
    #[error(transparent)]
    Office(#[from] office::Refusal),
    /// What the survey room says no to.
    #[error(transparent)]
    Survey(#[from] survey::Refusal),
    /// More rows than one operation takes.
    #[error("more than {most} rows at once")]
    TooMany {
        /// The most.
        most: usize,
    },
}

/// Why a claim is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClaimFault {
    /// The person has another one that is not active yet: it is checked or rejected first.
    #[error("another claim of the person waits")]
    AnotherWaits,
    /// The bank is not said.
    #[error("the bank is missing")]
    BankMissing,
    /// Money of this method does not go to a receiver of this kind.
    #[error("{} does not go to a {}", .method.key(), .kind.key())]
    BankOfOtherKind {
        /// The method.
        method: Method,
        /// What the bank is.
        kind: BankKind,
    },
    /// Several banks are called so.
    #[error("{banks} banks are called so")]
    BankAmbiguous {
        /// How many.
        banks: usize,
    },
    /// No bank of that day is called so.
    #[error("no such bank")]
    BankUnknown,
    /// The person chose otherwise at the visit, and the choice is theirs.
    #[error("the person chose {}", .chosen.key())]
    ChoseOtherwise {
        /// What they chose.
        chosen: Method,
    },
    /// Cash at home needs a visit that found one of the three reasons.
    #[error("cash at home without a visit that found the reason")]
    HomeWithoutReason,
    /// The holder's name is not said.
    #[error("the holder's name is missing")]
    HolderMissing,
    /// The number is not said.
    #[error("the number is missing")]
    NumberMissing,
    /// Cash has no number.
    #[error("{} has no number", .method.key())]
    NumberNotWanted {
        /// The method.
        method: Method,
    },
    /// The number of a wallet is a mobile phone's.
    #[error("the number of {} is a mobile number", .method.key())]
    NumberNotAPhone {
        /// The method.
        method: Method,
    },
    /// Nobody may receive for the person by a paper in force.
    #[error("no paper in force for {}", .method.key())]
    PaperMissing {
        /// The method.
        method: Method,
    },
    /// The named paper does not hold, or is of another kind.
    #[error("the paper is {}", .state.key())]
    PaperNotInForce {
        /// Where it stands.
        state: AuthorisationState,
    },
    /// Several papers are in force: the claim names one.
    #[error("{papers} papers are in force")]
    PapersSeveral {
        /// How many.
        papers: usize,
    },
    /// The person has died.
    #[error("the person has died")]
    PersonDead,
    /// There is no such person in the area.
    #[error("no such person")]
    PersonUnknown,
}

/// Why an account is not moved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoveFault {
    /// Another account of the same person is activated in the same operation.
    #[error("another account of the person is activated with it")]
    AnotherWithIt,
    /// The name is nearly right, cannot be compared, or the number serves many: the reason is said.
    #[error("the holder's name: {}", .check.key())]
    WhyNeeded {
        /// What came of comparing the names.
        check: NameCheck,
    },
    /// The number serves more people than usual: the reason is said.
    #[error("{people} people receive to this number")]
    WhyNeededForShared {
        /// How many.
        people: i64,
    },
    /// A reason is asked for.
    #[error("a reason is missing")]
    WhyMissing,
    /// The holder is somebody else.
    #[error("the holder is somebody else: {}", .rule.key())]
    NameDoesNotMatch {
        /// By which rule.
        rule: NameRule,
    },
    /// The person's name was corrected since the holder's was compared with it.
    #[error("the person's name was corrected since the check")]
    Renamed,
    /// The person is called as at the check.
    #[error("the name is as it was at the check")]
    NotRenamed,
    /// There is no such account in the area.
    #[error("no such account")]
    NotFound,
    /// Whoever claimed it neither checks nor activates it.
    #[error("the claim is their own")]
    OwnClaim,
    /// Nobody may receive for the person any more.
    #[error("the paper by which the payee receives does not hold")]
    PaperNotInForce,
    /// It does not happen to an account of that state.
    #[error("{} does not happen to what is {}", .event.key(), .from.key())]
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
}
