//! Why one request brought no answer.

use crate::AnswerFault;

/// A request without an answer. It stays open, and is asked again under the same id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AskFault {
    /// Nobody is there, or the line broke before anything came.
    #[error("the service cannot be reached")]
    Unreachable,
    /// It took longer than a request may.
    #[error("the service took too long")]
    TimedOut,
    /// The line broke in the middle of the answer.
    #[error("the answer broke off")]
    CutOff,
    /// The service has a fault of its own.
    #[error("the service fails with status {status}")]
    Failing {
        /// What HTTP calls it.
        status: u16,
    },
    /// We ask more often than the service allows.
    #[error("the service asks to wait")]
    Busy,
    /// It does not know us, or not with this token.
    #[error("the service does not let us in: status {status}")]
    Denied {
        /// What HTTP calls it.
        status: u16,
    },
    /// It says no to this request.
    #[error("the service refuses the request with status {status}")]
    Rejected {
        /// What HTTP calls it.
        status: u16,
    },
    /// Something came that is no answer.
    #[error(transparent)]
    Unreadable(#[from] AnswerFault),
}

impl AskFault {
    /// The word it is stored as.
    pub const fn key(&self) -> &'static str {
        match self {
            AskFault::Unreachable => "unreachable",
            AskFault::TimedOut => "timed_out",
            AskFault::CutOff => "cut_off",
            AskFault::Failing { .. } => "failing",
            AskFault::Busy => "busy",
            AskFault::Denied { .. } => "denied",
            AskFault::Rejected { .. } => "rejected",
            AskFault::Unreadable(fault) => fault.key(),
        }
    }

    /// Whether asking again may help.
    pub const fn is_passing(&self) -> bool {
        use AskFault::{Busy, CutOff, Failing, TimedOut, Unreachable};
        matches!(self, Unreachable | TimedOut | CutOff | Failing { .. } | Busy)
    }

    /// Whether the other requests would fare no better: the service is away, or we are not let in.
    pub const fn is_of_service(&self) -> bool {
        use AskFault::{Busy, Denied, Failing, TimedOut, Unreachable};
        matches!(self, Unreachable | TimedOut | Failing { .. } | Busy | Denied { .. })
    }
}
