//! What a caller does about a problem. Each reaction has one HTTP status; each problem asks for one reaction.

use crate::{
    shell::problem::Problem,
    wording::{Language, T},
};
use axum::http::StatusCode;
use office::Refusal;

/// What a caller does about a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reaction {
    /// Send the call in the form the description asks for.
    CorrectCall,
    /// Sign in, or send a token that is valid.
    SignIn,
    /// Have somebody sign in whose role may do this, or finish signing in.
    AskForRight,
    /// Ask for something that is there, inside the own area.
    AskForAnother,
    /// Use one of the methods in `Allow`.
    UseAllowedMethod,
    /// Look at what stands in the way, and decide anew.
    LookAndDecide,
    /// Read it again, and decide on what it is now.
    ReadAgain,
    /// Send less at a time.
    SendLess,
    /// Send JSON, and say so in `Content-Type`.
    SendJson,
    /// Correct the named fields, or use a new key for a new call.
    CorrectFields,
    /// Wait as long as `Retry-After` says, then send the same call again.
    Wait,
    /// Give the request's id to whoever runs the program.
    Report,
    /// Send the same call under the same key again, after a while.
    RepeatLater,
}

impl Reaction {
    /// All of them, in the order of their statuses.
    pub const ALL: &'static [Reaction] = &[
        Reaction::CorrectCall,
        Reaction::SignIn,
        Reaction::AskForRight,
        Reaction::AskForAnother,
        Reaction::UseAllowedMethod,
        Reaction::LookAndDecide,
        Reaction::ReadAgain,
        Reaction::SendLess,
        Reaction::SendJson,
        Reaction::CorrectFields,
        Reaction::Wait,
        Reaction::Report,
        Reaction::RepeatLater,
    ];

    /// For the description and the documents, which are in English.
    pub fn in_english(self) -> &'static str {
        self.sentence(T(Language::English))
    }

    /// What to do, in a language.
    pub fn sentence(self, t: T) -> &'static str {
        match self {
            Reaction::CorrectCall => t.react_correct_call(),
            Reaction::SignIn => t.react_sign_in(),
            Reaction::AskForRight => t.react_ask_for_right(),
            Reaction::AskForAnother => t.react_ask_for_another(),
            Reaction::UseAllowedMethod => t.react_use_allowed_method(),
            Reaction::LookAndDecide => t.react_look_and_decide(),
            Reaction::ReadAgain => t.react_read_again(),
            Reaction::SendLess => t.react_send_less(),
            Reaction::SendJson => t.react_send_json(),
            Reaction::CorrectFields => t.react_correct_fields(),
            Reaction::Wait => t.react_wait(),
            Reaction::Report => t.react_report(),
            Reaction::RepeatLater => t.react_repeat_later(),
        }
    }

    /// The HTTP status.
    pub const fn status(self) -> StatusCode {
        match self {
            Reaction::CorrectCall => StatusCode::BAD_REQUEST,
            Reaction::SignIn => StatusCode::UNAUTHORIZED,
            Reaction::AskForRight => StatusCode::FORBIDDEN,
            Reaction::AskForAnother => StatusCode::NOT_FOUND,
            Reaction::UseAllowedMethod => StatusCode::METHOD_NOT_ALLOWED,
            Reaction::LookAndDecide => StatusCode::CONFLICT,
            Reaction::ReadAgain => StatusCode::PRECONDITION_FAILED,
            Reaction::SendLess => StatusCode::PAYLOAD_TOO_LARGE,
            Reaction::SendJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Reaction::CorrectFields => StatusCode::UNPROCESSABLE_ENTITY,
            Reaction::Wait => StatusCode::TOO_MANY_REQUESTS,
            Reaction::Report => StatusCode::INTERNAL_SERVER_ERROR,
            Reaction::RepeatLater => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// What a caller does about `problem`.
    pub fn to(problem: &Problem) -> Reaction {
        match problem {
            Problem::SignInFirst => Reaction::SignIn,
            Problem::Forbidden(_) | Problem::FormExpired | Problem::OtherSite => Reaction::AskForRight,
            Problem::NotFound => Reaction::AskForAnother,
            Problem::WrongMethod => Reaction::UseAllowedMethod,
            Problem::Unreadable => Reaction::CorrectCall,
            Problem::TooLarge => Reaction::SendLess,
            Problem::TooOften(_) => Reaction::Wait,
            Problem::TimedOut | Problem::Busy | Problem::Away(_) | Problem::Unsure(_) | Problem::Full => {
                Reaction::RepeatLater
            }
            Problem::Refused(refusal) => to_refusal(refusal),
            Problem::Said(_) => Reaction::LookAndDecide,
            Problem::Call(fault) => fault.reaction(),
            Problem::Fault(_) => Reaction::Report,
        }
    }
}

/// Fields of a wrong form do not reach a room, so what a room refuses is well formed: it meets something that stands in
/// its way, unless it is about who asks, or how often.
fn to_refusal(refusal: &Refusal) -> Reaction {
    match refusal {
        Refusal::SignedOut | Refusal::SignInRefused => Reaction::SignIn,
        Refusal::NotAllowed { .. } | Refusal::StepFirst { .. } => Reaction::AskForRight,
        Refusal::NotFound { .. } | Refusal::OutsideArea => Reaction::AskForAnother,
        Refusal::TooManyTries { .. } => Reaction::Wait,
        Refusal::Corrupt { .. } | Refusal::Db(_) => Reaction::Report,
        Refusal::TextLength { .. } | Refusal::LoginFault(_) => Reaction::CorrectFields,
        Refusal::AlreadyAssigned { .. }
        | Refusal::AgencyUnknown { .. }
        | Refusal::AgencyOfOtherTier { .. }
        | Refusal::CodeWrong
        | Refusal::ExternalIdentityTaken
        | Refusal::FirstRunOver
        | Refusal::JobEnded { .. }
        | Refusal::JobKindUnknown { .. }
        | Refusal::LastAdministrator
        | Refusal::Letter(_)
        | Refusal::LetterRegistered { .. }
        | Refusal::LoginTaken
        | Refusal::NotOnYourself
        | Refusal::SetUpCodeWrong
        | Refusal::OfficeClosed
        | Refusal::OfficeHasStaff { .. }
        | Refusal::OfficeNeeded { .. }
        | Refusal::OfficeNotWanted { .. }
        | Refusal::Contact { .. }
        | Refusal::DayOutOfRange { .. }
        | Refusal::OneHand { .. }
        | Refusal::OwnProposal
        | Refusal::Password(_)
        | Refusal::PasswordWrong
        | Refusal::EndsBefore { .. }
        | Refusal::PeriodBackwards { .. }
        | Refusal::ProposalDecided { .. }
        | Refusal::ProposalOpen { .. }
        | Refusal::Reference(_)
        | Refusal::RoleOfOtherKind { .. }
        | Refusal::RoleDoesNotFit { .. }
        | Refusal::SecondFactorNeeded { .. }
        | Refusal::TokenEnd { .. }
        | Refusal::TooManyCommunes { .. }
        | Refusal::TreeFile(_)
        | Refusal::TreeRenumbered { .. }
        | Refusal::UnitElsewhere { .. }
        | Refusal::UnitUnknown { .. }
        | Refusal::VersionMoved { .. } => Reaction::LookAndDecide,
    }
}
