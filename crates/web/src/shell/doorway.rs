//! The outermost layer: every request enters and leaves here.
//!
//! In: an id, the language, the address, the rate. Out: problems become pages, headers are set, one line is logged and
//! counted, without personal data: a route's pattern, never a path, an address or a name.

use super::{headers, problem::Problem, visit::View};
use crate::{App, api, layout};
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::time::Instant;
use tracing::Instrument as _;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The layer.
pub(crate) async fn doorway(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = method_name(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("none".to_owned(), |path| path.as_str().to_owned());
    let view = View::of(&app, &request);
    let span = tracing::info_span!("request", id = %view.request_id, method, route);
    app.metrics.in_flight.inc();
    let answer = match app.limiters.request(view.address) {
        Ok(()) => {
            request.extensions_mut().insert(view.clone());
            next.run(request).instrument(span.clone()).await
        }
        Err(too_often) => {
            app.metrics.turned_away.inc();
            Problem::TooOften(too_often).into_response()
        }
    };
    app.metrics.in_flight.dec();
    let answer = span.in_scope(|| finish(&view, method == "GET", answer));
    let (status, time) = (answer.status(), begun.elapsed());
    app.metrics.answered(method, &route, status.as_u16(), time);
    span.in_scope(|| tracing::info!(status = status.as_u16(), time_ms = time.as_millis(), "answered"));
    answer
}

/// Makes a problem readable and puts on what every answer wears.
fn finish(view: &View, is_get: bool, answer: Response) -> Response {
    let problem = answer.extensions().get::<Problem>().cloned().or_else(|| foreign_problem(&answer));
    // An address that cannot be read is a page that is not there: there is no form to send again.
    let problem = match problem {
        Some(Problem::Unreadable) if is_get && !api::is_call(&view.path) => Some(Problem::NotFound),
        problem => problem,
    };
    let mut answer = match problem {
        Some(problem) => {
            log(&problem);
            let mut page = layout::problem(view, &problem);
            for name in [header::RETRY_AFTER, header::ALLOW] {
                if let Some(value) = answer.headers().get(&name) {
                    page.headers_mut().insert(name, value.clone());
                }
            }
            page
        }
        None => answer,
    };
    let status = answer.status();
    let headers = answer.headers_mut();
    headers::protect(&view.app.settings, headers);
    for line in view.cookies_after(status) {
        headers.append(header::SET_COOKIE, line);
    }
    headers.insert(REQUEST_ID, HeaderValue::from_str(&view.request_id).expect("ids are plain ASCII"));
    answer
}

/// A refusal that a library wrote in its own words: a bad body, a wrong method, a time-out.
fn foreign_problem(answer: &Response) -> Option<Problem> {
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("text/html") || kind.starts_with("application/") {
        return None;
    }
    if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
        return None; // `/readyz` says so itself
    }
    Problem::of_status(answer.status())
}

/// A fault is logged once, here; a refusal is no error.
fn log(problem: &Problem) {
    match problem {
        Problem::Fault(why) => tracing::error!(code = problem.code(), why, "fault"),
        Problem::Unsure(why) => tracing::warn!(code = problem.code(), why, "the database broke off while saving"),
        Problem::Away(why) => tracing::warn!(code = problem.code(), why, "the database is away"),
        Problem::Full => tracing::error!(code = problem.code(), "the disk of the database is full"),
        other => tracing::debug!(code = other.code(), "refused"),
    }
}

/// A method as a label: a stranger's invention does not make a new one.
fn method_name(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        _ => "other",
    }
}
