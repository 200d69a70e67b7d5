//! What is wrong with a call as such, before any room is asked.

use super::{
    input::{Fault, FieldFault},
    reaction::Reaction,
};
use crate::shell::problem::Problem;
use axum::http::StatusCode;

/// A call that cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CallFault {
    /// The body is no JSON.
    Malformed {
        /// Where reading stopped, counted from 1.
        line: usize,
        /// The character in that line.
        column: usize,
    },
    /// Lists within lists within lists.
    TooDeep {
        /// The most levels a body has.
        most: usize,
    },
    /// The body is something else than JSON, or does not say what it is.
    NotJson,
    /// Fields are missing, unknown or of another form.
    Fields(Vec<FieldFault>),
    /// The call creates something and has no `Idempotency-Key`.
    KeyMissing,
    /// The `Idempotency-Key` is not one.
    KeyForm,
    /// The `Idempotency-Key` came with something else before.
    KeyReused,
    /// The same call is being worked on just now.
    KeyBusy,
    /// The cursor is of another list, or none of ours.
    CursorForeign,
    /// What the caller has seen is not the newest any more.
    Stale,
}

impl CallFault {
    /// What a caller does about it.
    pub fn reaction(&self) -> Reaction {
        match self {
            CallFault::Malformed { .. } | CallFault::TooDeep { .. } | CallFault::KeyMissing | CallFault::KeyForm => {
                Reaction::CorrectCall
            }
            CallFault::NotJson => Reaction::SendJson,
            CallFault::Fields(_) | CallFault::KeyReused => Reaction::CorrectFields,
            CallFault::KeyBusy | CallFault::CursorForeign => Reaction::LookAndDecide,
            CallFault::Stale => Reaction::ReadAgain,
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.reaction().status()
    }

    /// The name that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            CallFault::Malformed { .. } => "api.malformed",
            CallFault::TooDeep { .. } => "api.too_deep",
            CallFault::NotJson => "api.not_json",
            CallFault::Fields(_) => "api.fields",
            CallFault::KeyMissing => "api.key_missing",
            CallFault::KeyForm => "api.key_form",
            CallFault::KeyReused => "api.key_reused",
            CallFault::KeyBusy => "api.key_busy",
            CallFault::CursorForeign => "api.cursor_foreign",
            CallFault::Stale => "api.stale",
        }
    }
}

impl From<CallFault> for Problem {
    fn from(fault: CallFault) -> Problem {
        Problem::Call(fault)
    }
}

impl From<FieldFault> for Problem {
    fn from(fault: FieldFault) -> Problem {
        Problem::Call(CallFault::Fields(vec![fault]))
    }
}

impl FieldFault {
    /// A fault of the field `field`.
    pub fn of(field: &str, fault: Fault) -> FieldFault {
        FieldFault { field: field.to_owned(), fault }
    }
}
