//! Stands before every route: who asks, whether they may, and whether a form is one of ours.

use super::{
    form_token,
    problem::{Answer, Problem},
    visit::View,
};
use crate::{App, api, app::FORM_BYTES_MAX, components::Form, pages, routes::Access};
use axum::{
    body::{Body, to_bytes},
    extract::{FromRequest, Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use office::{Refusal, sign_in::Step};

/// The layer of every route.
pub(crate) async fn guard(State(access): State<Access>, view: View, request: Request, next: Next) -> Response {
    match admit(access, &view, request).await {
        Ok(Admitted::In(request)) => next.run(request).await,
        Ok(Admitted::Elsewhere(redirect)) => redirect,
        Err(problem) => problem.into_response(),
    }
}

enum Admitted {
    In(Request),
    Elsewhere(Response),
}

async fn admit(access: Access, view: &View, request: Request) -> Answer<Admitted> {
    if api::is_call(&view.path) {
        return api::admission::admit(access, view, request).await.map(Admitted::In);
    }
    let is_safe = [Method::GET, Method::HEAD].contains(request.method());
    let request = if is_safe { request } else { with_our_token(view, request).await? };
    if access == Access::Public {
        return Ok(Admitted::In(request));
    }
    if !resume(view).await? {
        return Ok(Admitted::Elsewhere(pages::sign_in::first(view, is_safe)));
    }
    let me = view.me()?;
    match access {
        Access::SignedIn | Access::May(_) if me.step != Step::In => {
            Ok(Admitted::Elsewhere(Redirect::to(pages::sign_in::path_of(me.step)).into_response()))
        }
        Access::May(action) if !me.acting.role.may(action) => Err(Problem::Forbidden(action)),
        Access::Public | Access::Halfway | Access::SignedIn | Access::May(_) => Ok(Admitted::In(request)),
    }
}

/// Finds out who holds the session cookie; answers whether anybody does.
async fn resume(view: &View) -> Answer<bool> {
    let Some(token) = view.session.clone() else { return Ok(false) };
    let found = view.blocking(move |visit| visit.app.desk.signed_in(&token, &visit.origin())).await?;
    match found {
        Ok(signed_in) => {
            view.sign(signed_in);
            Ok(true)
        }
        Err(Refusal::SignedOut) => Ok(false),
        Err(refusal) => Err(refusal.into()),
    }
}

/// Lets a changing request through only with the form's token: in the form, in a header, or in the address of an upload.
async fn with_our_token(view: &View, request: Request) -> Answer<Request> {
    let (parts, body) = request.into_parts();
    let in_header = parts.headers.get(form_token::HEADER).and_then(|value| value.to_str().ok());
    let in_query = parts.uri.query().and_then(|query| value_of(query, form_token::FIELD));
    if [in_header, in_query].into_iter().flatten().any(|token| view.token_matches(token)) {
        return Ok(Request::from_parts(parts, body));
    }
    if !is_form(&parts.headers) {
        return Err(Problem::FormExpired);
    }
    let bytes = to_bytes(body, FORM_BYTES_MAX).await.map_err(|_| Problem::TooLarge)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Problem::Unreadable)?;
    match value_of(text, form_token::FIELD) {
        Some(token) if view.token_matches(token) => Ok(Request::from_parts(parts, Body::from(bytes))),
        _ => Err(Problem::FormExpired),
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

/// The first value of `name`. Tokens are plain letters and digits, so nothing needs decoding.
fn value_of<'t>(pairs: &'t str, name: &str) -> Option<&'t str> {
    pairs.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// A form as it was sent. Its token was checked before the handler ran.
pub(crate) struct Posted(pub Form);

impl FromRequest<App> for Posted {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Answer<Posted> {
        let view = request.extensions().get::<View>().cloned();
        let t = view.ok_or_else(|| Problem::Fault("a route outside the doorway".to_owned()))?.t;
        let form = axum::Form::<Vec<(String, String)>>::from_request(request, app).await;
        match form {
            Ok(axum::Form(values)) => Ok(Posted(Form::of(t, values))),
            Err(refused) => Err(Problem::of_status(refused.into_response().status()).unwrap_or(Problem::Unreadable)),
        }
    }
}
