//! What one line means for one payment: pure, so that every case can be read.

use crate::{Entry, ExceptionKind, Status};
use kernel::keyed;
use payments::{Answered, Channel, InstructionState, Known, ReasonClass, class_for, class_of};

keyed! {
    /// How a line was brought together with its payment. Each kept with the line.
    pub enum Rule {
        /// By the reference.
        Reference = "reference",
        /// By message and line.
        MessageLine = "message_line",
        /// By a reference found in free text.
        Text = "text",
        /// By account and amount, where only one fits.
        AccountAmount = "account_amount",
        /// By what the answer says of the whole file.
        WholeFile = "whole_file",
        /// Not at all.
        None = "none",
    }
}

keyed! {
    /// What was made of a line.
    pub enum Outcome {
        /// It moved its payment.
        Applied = "applied",
        /// It says what was known.
        Repeated = "repeated",
        /// It says nothing that moves anything.
        Noted = "noted",
        /// Somebody must look.
        Exception = "exception",
    }
}

/// What to do with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) outcome: Outcome,
    pub(crate) to: Option<InstructionState>,
    pub(crate) answered: Option<Answered>,
    pub(crate) exception: Option<ExceptionKind>,
}

const NOTED: Decision = Decision { outcome: Outcome::Noted, to: None, answered: None, exception: None };
const REPEATED: Decision = Decision { outcome: Outcome::Repeated, ..NOTED };

fn wrong(kind: ExceptionKind) -> Decision {
    Decision { outcome: Outcome::Exception, exception: Some(kind), ..NOTED }
}

fn moves(to: InstructionState, answered: Option<Answered>) -> Decision {
    Decision { outcome: Outcome::Applied, to: Some(to), answered, exception: None }
}

use InstructionState::{Accepted, Computed, InFile, Paid, Rejected, Returned, Sent, Uncollected, Unknown};

/// What the code of a line means for the person of its payment. What is said of a whole file is said of the file: it
/// neither closes the accounts of everybody in it nor lets them all have died.
pub(crate) fn meaning(entry: &Entry, known: &Known, rule: Rule) -> ReasonClass {
    match class_for(entry.code.as_deref(), known.method) {
        class if class.is_personal() && rule == Rule::WholeFile => ReasonClass::File,
        class => class,
    }
}

/// Decides about a line, of a reason of this class, whose payment stands in `state` by now.
pub(crate) fn decide(
    entry: &Entry,
    class: ReasonClass,
    known: &Known,
    state: InstructionState,
    is_late: bool,
) -> Decision {
    if matches!(state, Computed | InFile) {
        // An answer to what has not left.
        return wrong(ExceptionKind::Contradiction);
    }
    let to_post = matches!(entry.status, Status::HandedOver | Status::NotCollected);
    if to_post != (known.channel == Channel::Post) && entry.status != Status::LeftOpen {
        return wrong(ExceptionKind::Contradiction);
    }
    let amount_differs = entry.amount.is_some_and(|amount| amount != known.amount);
    match entry.status {
        Status::Pending | Status::Announced | Status::LeftOpen => NOTED,
        Status::Accepted => accepted(state),
        Status::Rejected => rejected(entry, class, state),
        _ if amount_differs => wrong(ExceptionKind::AmountDiffers),
        Status::Debited | Status::HandedOver => paid(entry, state),
        Status::Returned => returned(entry, class, state, is_late),
        Status::NotCollected => not_collected(state),
    }
}

fn accepted(state: InstructionState) -> Decision {
    match state {
        Sent | Unknown => moves(Accepted, None),
        Accepted | Paid | Returned => REPEATED,
        _ => wrong(ExceptionKind::Contradiction),
    }
}

fn rejected(entry: &Entry, class: ReasonClass, state: InstructionState) -> Decision {
    match state {
        // Said to be there twice: proof that the first is there.
        _ if class == ReasonClass::Duplicate => wrong(ExceptionKind::DuplicateClaimed),
        Sent | Accepted | Unknown => {
            let exception = task_of(entry, class);
            Decision { exception, ..moves(Rejected, Some(Answered::Rejected { is_held: class.is_held() })) }
        }
        Rejected => REPEATED,
        _ => wrong(ExceptionKind::Contradiction),
    }
}

fn paid(entry: &Entry, state: InstructionState) -> Decision {
    match state {
        Sent | Accepted | Unknown => moves(Paid, Some(Answered::Paid)),
        // The post fills in the same workbook twice; a bank books twice only when money moved twice.
        Paid if entry.status == Status::HandedOver => REPEATED,
        Paid | Returned => wrong(ExceptionKind::PaidTwice),
        _ => wrong(ExceptionKind::Contradiction),
    }
}

fn returned(entry: &Entry, class: ReasonClass, state: InstructionState, is_late: bool) -> Decision {
    match state {
        Paid => {
            let exception = if is_late { Some(ExceptionKind::LateReturn) } else { task_of(entry, class) };
            Decision { exception, ..moves(Returned, Some(Answered::Returned { is_held: class.is_held() })) }
        }
        Returned => wrong(ExceptionKind::ReturnedTwice),
        Sent | Accepted | Unknown => wrong(ExceptionKind::ReturnWithoutPayment),
        _ => wrong(ExceptionKind::Contradiction),
    }
}

fn not_collected(state: InstructionState) -> Decision {
    match state {
        Sent | Unknown => moves(Uncollected, Some(Answered::Uncollected)),
        Uncollected => REPEATED,
        _ => wrong(ExceptionKind::Contradiction),
    }
}

/// What somebody has to do about a reason, beside carrying the amount over.
fn task_of(entry: &Entry, class: ReasonClass) -> Option<ExceptionKind> {
    match class {
        // Somebody's death, if not the person's own: a proxy's paper is to be looked at.
        ReasonClass::Account if class_of(entry.code.as_deref()) == ReasonClass::Deceased => {
            Some(ExceptionKind::Deceased)
        }
        ReasonClass::Account => Some(ExceptionKind::AccountClosed),
        ReasonClass::Blocked => Some(ExceptionKind::AccountBlocked),
        ReasonClass::Deceased => Some(ExceptionKind::Deceased),
        ReasonClass::Name => Some(ExceptionKind::NameDiffers),
        ReasonClass::File => Some(ExceptionKind::FileFault),
        _ => None,
    }
}
