//! Who calls: a service account by its token, or a person by the session of their browser.

use super::call::Caller;
use crate::{
    routes::Access,
    shell::{
        form_token,
        problem::{Answer, Problem},
        visit::View,
    },
};
use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
};
use office::{Refusal, sign_in::Step};
use std::sync::Arc;

/// Lets a call in, with its caller, or says why not. A token in the `Authorization` header goes before a session.
pub(crate) async fn admit(access: Access, view: &View, mut request: Request) -> Answer<Request> {
    if access == Access::Public {
        return Ok(request);
    }
    let caller = match request.headers().get(header::AUTHORIZATION) {
        Some(_) => by_token(view, bearer(request.headers()).ok_or(Problem::SignInFirst)?).await?,
        None => by_session(view, request.method(), request.headers()).await?,
    };
    match access {
        Access::May(action) if !caller.acting(view)?.role.may(action) => Err(Problem::Forbidden(action)),
        Access::Public | Access::Halfway | Access::SignedIn | Access::May(_) => {
            request.extensions_mut().insert(caller);
            Ok(request)
        }
    }
}

/// The token of `Authorization: Bearer …`.
fn bearer(headers: &HeaderMap) -> Option<String> {
    let mut lines = headers.get_all(header::AUTHORIZATION).iter();
    let (scheme, token) = lines.next()?.to_str().ok()?.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && lines.next().is_none()).then(|| token.trim().to_owned())
}

async fn by_token(view: &View, token: String) -> Answer<Caller> {
    let acting = view.blocking(move |visit| visit.app.desk.service(&token, &visit.origin())).await??;
    Ok(Caller::Service(Arc::new(acting)))
}

/// A browser sends its cookie by itself, so whoever writes must also show the form's token.
async fn by_session(view: &View, method: &Method, headers: &HeaderMap) -> Answer<Caller> {
    let token = view.session.clone().ok_or(Problem::SignInFirst)?;
    let signed_in = view.blocking(move |visit| visit.app.desk.signed_in(&token, &visit.origin())).await??;
    if signed_in.step != Step::In {
        return Err(Refusal::StepFirst { step: signed_in.step }.into());
    }
    view.sign(signed_in);
    let is_safe = [Method::GET, Method::HEAD].contains(method);
    let shown = headers.get(form_token::HEADER).and_then(|token| token.to_str().ok());
    if is_safe || shown.is_some_and(|token| view.token_matches(token)) {
        Ok(Caller::Session)
    } else {
        Err(Problem::FormExpired)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_token_comes_in_one_form_only() {
        let of = |lines: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(header::AUTHORIZATION, HeaderValue::from_static(line));
            }
            bearer(&headers)
        };
        assert_eq!(of(&["Bearer ans_x"]).as_deref(), Some("ans_x"));
        assert_eq!(of(&["bearer ans_x"]).as_deref(), Some("ans_x"));
        for wrong in [&[][..], &["Basic YTpi"], &["ans_x"], &["Bearer a", "Bearer b"]] {
            assert_eq!(of(wrong), None, "{wrong:?}");
        }
    }
}
