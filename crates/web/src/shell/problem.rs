//! Everything that ends a request without its page, and what the person is told.
//!
//! A handler answers `Err(Problem)`; the doorway, which knows the language and the request's id, turns it into a page,
//! or into JSON under `/api/`.

use super::limits::TooOften;
use crate::{
    api::CallFault,
    wording::{Language, T},
};
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use db::DbError;
use office::{Action, Refusal};

/// What a handler gives.
pub(crate) type Answer<T = Response> = Result<T, Problem>;

/// A request that ends without its page.
#[derive(Clone, Debug)]
pub(crate) enum Problem {
    /// Nobody is signed in, or not any more.
    SignInFirst,
    /// The role may not do this.
    Forbidden(Action),
    /// No such page, or nothing there that this person may see.
    NotFound,
    /// The page exists, but not for this method.
    WrongMethod,
    /// The form's token is missing or belongs to another session.
    FormExpired,
    /// The request came from another site's page.
    OtherSite,
    /// The request cannot be read.
    Unreadable,
    /// More bytes than we take.
    TooLarge,
    /// Too often.
    TooOften(TooOften),
    /// Took too long and was given up.
    TimedOut,
    /// More is being sent at once than we hold.
    Busy,
    /// The room says no, and the page has no form to say it in.
    Refused(Refusal),
    /// A room above `office` says no, and the page has no form to say it in.
    Said(Said),
    /// The call itself is wrong: the API's own problems.
    Call(CallFault),
    /// The database cannot be reached now.
    Away(String),
    /// The connection broke while something was being saved: whether it was, nobody knows.
    Unsure(String),
    /// There is no room on the disk of the database: nothing can be saved until somebody makes some.
    Full,
    /// Ours. The person sees the incident number alone.
    Fault(String),
}

/// The no of a room above `office`: a code that never changes, and its sentence in each language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// `lists.own_list`, and so on.
    pub code: &'static str,
    vietnamese: String,
    english: String,
}

impl Said {
    /// As `say` puts it.
    pub fn of(code: &'static str, say: impl Fn(T) -> String) -> Said {
        Said { code, vietnamese: say(T(Language::Vietnamese)), english: say(T(Language::English)) }
    }

    /// The sentence.
    pub fn to(&self, t: T) -> String {
        match t.0 {
            Language::Vietnamese => self.vietnamese.clone(),
            Language::English => self.english.clone(),
        }
    }
}

impl Problem {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Problem::SignInFirst => StatusCode::UNAUTHORIZED,
            Problem::Forbidden(_) | Problem::FormExpired | Problem::OtherSite => StatusCode::FORBIDDEN,
            Problem::NotFound => StatusCode::NOT_FOUND,
            Problem::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Problem::Unreadable => StatusCode::BAD_REQUEST,
            Problem::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Problem::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Problem::TimedOut | Problem::Busy | Problem::Away(_) | Problem::Unsure(_) | Problem::Full => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Problem::Refused(_) | Problem::Said(_) => StatusCode::CONFLICT,
            Problem::Call(fault) => fault.status(),
            Problem::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The name that never changes, for programs and for the log.
    pub fn code(&self) -> &'static str {
        match self {
            Problem::SignInFirst => "web.sign_in_first",
            Problem::Forbidden(_) => "web.forbidden",
            Problem::NotFound => "web.not_found",
            Problem::WrongMethod => "web.wrong_method",
            Problem::FormExpired => "web.form_expired",
            Problem::OtherSite => "web.other_site",
            Problem::Unreadable => "web.unreadable",
            Problem::TooLarge => "web.too_large",
            Problem::TooOften(_) => "web.too_often",
            Problem::TimedOut => "web.timed_out",
            Problem::Busy => "web.busy",
            Problem::Refused(refusal) => super::refusals::code(refusal),
            Problem::Said(said) => said.code,
            Problem::Call(fault) => fault.code(),
            Problem::Away(_) => "web.away",
            Problem::Unsure(_) => "web.unsure",
            Problem::Full => "web.disk_full",
            Problem::Fault(_) => "web.fault",
        }
    }

    /// The problem behind an answer that some library wrote as plain text.
    pub fn of_status(status: StatusCode) -> Option<Problem> {
        match status {
            StatusCode::NOT_FOUND => Some(Problem::NotFound),
            StatusCode::METHOD_NOT_ALLOWED => Some(Problem::WrongMethod),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Problem::TooLarge),
            StatusCode::REQUEST_TIMEOUT => Some(Problem::TimedOut),
            status if status.is_client_error() => Some(Problem::Unreadable),
            status if status.is_server_error() => Some(Problem::Fault(format!("a library answered {status}"))),
            _ => None,
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        match refusal {
            Refusal::NotAllowed { action } => Problem::Forbidden(action),
            // Told alike, so that nobody can probe what exists elsewhere.
            Refusal::OutsideArea | Refusal::NotFound { .. } => Problem::NotFound,
            Refusal::Db(
                error @ (DbError::Away(_)
                | DbError::Busy(_)
                | DbError::Contended
                | DbError::FileLocked
                | DbError::Timeout),
            ) => Problem::Away(error.to_string()),
            Refusal::Db(error @ DbError::Uncertain) => Problem::Unsure(error.to_string()),
            Refusal::Db(DbError::DiskFull) => Problem::Full,
            Refusal::Db(DbError::ZeroCharacter) => Problem::Unreadable,
            Refusal::Db(error) => Problem::Fault(error.to_string()),
            Refusal::Corrupt { .. } => Problem::Fault(refusal.to_string()),
            Refusal::SignedOut => Problem::SignInFirst,
            other => Problem::Refused(other),
        }
    }
}

impl IntoResponse for Problem {
    /// An empty answer that carries the problem to the doorway.
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status();
        if let Problem::TooOften(TooOften { wait_seconds }) = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait_seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_nobody_knows_of_is_told_and_not_called_a_fault() {
        let problem = Problem::from(Refusal::Db(DbError::Uncertain));
        assert_eq!((problem.code(), problem.status()), ("web.unsure", StatusCode::SERVICE_UNAVAILABLE));
        let said = T(Language::Vietnamese).problem_what_to_do(&problem);
        assert!(said.contains("chưa rõ việc này đã được ghi hay chưa"), "{said}");
    }
}
