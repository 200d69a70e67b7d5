//! How the API says no: one format for every refusal and every fault (RFC 9457).

use super::{
    faults::CallFault,
    input::{Fault, FieldFault},
    reaction::Reaction,
};
use crate::shell::{limits::TooOften, problem::Problem as Inside, visit::View};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use office::{Refusal, letters::LetterFault, reference::ReferenceFault};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// The media type of every problem.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";
/// Where all problems are listed.
pub(crate) const PROBLEMS_PATH: &str = "/api/v1/problems";
/// How long a caller waits for a database that is away.
const AWAY_SECONDS: u64 = 5;
/// How long a caller waits for the same call of its own.
const BUSY_SECONDS: u64 = 1;

/// Why a call did not do what was asked (RFC 9457).
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "type": "/api/v1/problems#office.login_taken",
    "title": "Chưa thực hiện được",
    "status": 409,
    "detail": "Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.",
    "code": "office.login_taken",
    "request": "018d3f9e-2b1c-7c3a-9f6e-0123456789ab",
    "fields": [{ "field": "login", "code": "refused", "message": "Hãy xem lý do chung của lần gọi này." }],
    "facts": {}
}))]
pub(crate) struct Problem {
    /// The kind of problem, as an address.
    #[serde(rename = "type")]
    kind: String,
    /// What happened, in the caller's language.
    title: String,
    /// The HTTP status, again.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What happened and what to do, in the caller's language.
    detail: String,
    /// The name of the problem, which never changes.
    code: &'static str,
    /// The request's id, as in the answer's header `X-Request-Id` and in the log.
    request: String,
    /// The fields it is about.
    fields: Vec<ProblemField>,
    /// What the sentences say, for programs: names and values depend on the code.
    #[schema(value_type = Object)]
    facts: Value,
}

/// A field and what is wrong with it.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProblemField {
    /// The field's name; `communes[2]` is the third item of a list, and an empty name the body itself.
    #[schema(example = "communes[2]")]
    field: String,
    /// What is wrong, as a name that never changes.
    #[schema(example = "form")]
    code: &'static str,
    /// What to do about it, in the caller's language.
    message: String,
}

/// The answer that tells `problem`.
pub(crate) fn answer(view: &View, problem: &Inside) -> Response {
    let reaction = Reaction::to(problem);
    let body = Problem {
        kind: format!("{PROBLEMS_PATH}#{}", problem.code()),
        title: view.t.api_problem_title(problem).to_owned(),
        status: reaction.status().as_u16(),
        detail: view.t.api_problem_what_to_do(problem),
        code: problem.code(),
        request: view.request_id.clone(),
        fields: fields(problem)
            .into_iter()
            .map(|FieldFault { field, fault }| ProblemField {
                field,
                code: fault.code(),
                message: fault.sentence(view.t),
            })
            .collect(),
        facts: facts(problem),
    };
    let text = serde_json::to_string(&body).expect("a problem is a plain struct");
    let mut answer = (reaction.status(), [(header::CONTENT_TYPE, PROBLEM_JSON)], text).into_response();
    let headers = answer.headers_mut();
    if reaction.status() == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"ansinh\""));
    }
    if let Some(seconds) = wait_seconds(problem, view.now) {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

fn wait_seconds(problem: &Inside, now: Timestamp) -> Option<u64> {
    match problem {
        Inside::TooOften(TooOften { wait_seconds }) => Some(*wait_seconds),
        Inside::Away(_) | Inside::Full | Inside::Busy | Inside::TimedOut => Some(AWAY_SECONDS),
        Inside::Call(CallFault::KeyBusy) => Some(BUSY_SECONDS),
        Inside::Refused(Refusal::TooManyTries { until }) => {
            Some(u64::try_from(until.duration_since(now).as_secs()).unwrap_or(0) + 1)
        }
        _ => None,
    }
}

fn fields(problem: &Inside) -> Vec<FieldFault> {
    match problem {
        Inside::Call(CallFault::Fields(faults)) => faults.clone(),
        Inside::Call(CallFault::CursorForeign) => vec![FieldFault::of("cursor", Fault::Refused)],
        Inside::Refused(Refusal::TextLength { field, longest }) => {
            vec![FieldFault::of(field, Fault::TooLong { most: *longest })]
        }
        Inside::Refused(refusal) => {
            field_of(refusal).map(|field| FieldFault::of(field, Fault::Refused)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The field a room's refusal is about, as the API names it.
fn field_of(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::AgencyUnknown { .. } | Refusal::AgencyOfOtherTier { .. } => Some("agency"),
        Refusal::JobKindUnknown { .. } => Some("kind"),
        Refusal::Letter(fault) => field_of_letter(fault),
        Refusal::Reference(fault) => field_of_reference(fault),
        Refusal::LoginFault(_) | Refusal::LoginTaken => Some("login"),
        Refusal::OfficeNeeded { .. } | Refusal::OfficeNotWanted { .. } => Some("office"),
        Refusal::Contact { field } => Some(field),
        Refusal::EndsBefore { .. } | Refusal::PeriodBackwards { .. } => Some("until"),
        Refusal::RoleOfOtherKind { .. } | Refusal::RoleDoesNotFit { .. } | Refusal::AlreadyAssigned { .. } => {
            Some("role")
        }
        Refusal::TokenEnd { .. } => Some("ends_at"),
        Refusal::UnitUnknown { .. } => Some("unit"),
        Refusal::TooManyCommunes { .. } | Refusal::UnitElsewhere { .. } => Some("communes"),
        _ => None,
    }
}

/// The field of a letter a fault is about; a file is the body itself.
fn field_of_letter(fault: &LetterFault) -> Option<&'static str> {
    match fault {
        LetterFault::Text { field: "file_name", .. } => Some("name"),
        LetterFault::Text { field, .. } => Some(field),
        LetterFault::Number(_) => Some("number"),
        LetterFault::IssuedLater => Some("issued_on"),
        LetterFault::Basis { .. } | LetterFault::TooManyBases { .. } => Some("bases"),
        LetterFault::FileEmpty | LetterFault::FileTooLarge { .. } | LetterFault::FileForm => None,
    }
}

fn field_of_reference(fault: &ReferenceFault) -> Option<&'static str> {
    match fault {
        ReferenceFault::Text { field, .. } => Some(field),
        ReferenceFault::Amount => Some("amount"),
        ReferenceFault::Coefficient | ReferenceFault::CoefficientAndAmount => Some("coefficient"),
        ReferenceFault::Ages => Some("age_to"),
        ReferenceFault::Bin => Some("bin"),
        ReferenceFault::Percent => Some("share"),
        ReferenceFault::Population => Some("populations"),
        ReferenceFault::ProfileName { .. } => None,
    }
}

/// The typed fields of a refusal; a problem without any has `{}`.
fn facts(problem: &Inside) -> Value {
    match problem {
        Inside::Forbidden(action) => json!({ "action": action }),
        Inside::Call(CallFault::Malformed { line, column }) => json!({ "line": line, "column": column }),
        Inside::Call(CallFault::TooDeep { most }) => json!({ "most": most }),
        Inside::Refused(refusal) => facts_of(refusal),
        _ => json!({}),
    }
}

fn facts_of(refusal: &Refusal) -> Value {
    match refusal {
        Refusal::AgencyUnknown { agency, on } => json!({ "agency": agency, "on": on }),
        Refusal::AgencyOfOtherTier { agency, unit } => json!({ "agency": agency, "unit": unit }),
        Refusal::JobEnded { state } => json!({ "state": state }),
        Refusal::JobKindUnknown { kind } => json!({ "kind": kind }),
        Refusal::LetterRegistered { letter } => json!({ "letter": letter }),
        Refusal::OfficeHasStaff { staff } => json!({ "staff": staff }),
        Refusal::DayOutOfRange { earliest, latest } => json!({ "earliest": earliest, "latest": latest }),
        Refusal::EndsBefore { end } => json!({ "end": end }),
        Refusal::PeriodBackwards { from, until } => json!({ "from": from, "until": until }),
        Refusal::AlreadyAssigned { role }
        | Refusal::OfficeNeeded { role }
        | Refusal::OfficeNotWanted { role }
        | Refusal::RoleOfOtherKind { role }
        | Refusal::SecondFactorNeeded { role } => json!({ "role": role }),
        Refusal::RoleDoesNotFit { role, agency } => json!({ "role": role, "agency": agency }),
        Refusal::TokenEnd { latest } => json!({ "latest": latest }),
        Refusal::TooManyTries { until } => json!({ "until": until }),
        Refusal::ProposalDecided { version } | Refusal::ProposalOpen { version } => json!({ "version": version }),
        Refusal::TooManyCommunes { most } => json!({ "most": most }),
        Refusal::UnitElsewhere { code, above } => json!({ "unit": code, "above": above }),
        Refusal::UnitUnknown { code, on } => json!({ "unit": code, "on": on }),
        Refusal::VersionMoved { seen, now } => json!({ "seen": seen, "now": now }),
        _ => json!({}),
    }
}
