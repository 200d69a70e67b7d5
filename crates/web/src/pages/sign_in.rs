//! Signing in and out: the password, then the code of the second factor.

use crate::{
    address,
    components::{Field, Form},
    pages::{first_run, language::own_path},
    shell::{
        cookies::Cookie,
        guard::Posted,
        limits::TooOften,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{Span, T},
};
use askama::Template;
use axum::{
    extract::Query,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use office::{
    Refusal,
    sign_in::{Attempt, Entered, Step},
};
use serde::Deserialize;

/// Where to go once signed in.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    pub next: String,
}

/// The page of a step that is still missing.
pub(crate) const fn path_of(step: Step) -> &'static str {
    match step {
        Step::SecondFactor => "/sign-in/code",
        Step::MustChangePassword => "/account/password",
        Step::MustEnrolSecondFactor => "/account/second-factor",
        Step::In => "/assignment",
    }
}

/// To the sign-in page, and back here afterwards. A form that was under way cannot be repeated, so it leads to the start.
pub(crate) fn first(view: &View, may_return: bool) -> Response {
    let next = if may_return && view.path != "/" { next_query(&view.path) } else { String::new() };
    let path = format!("/sign-in{next}");
    if view.session.is_none() {
        return Redirect::to(&path).into_response();
    }
    let mut answer = view.done(&path, Notice::SessionEnded);
    answer.headers_mut().append(header::SET_COOKIE, Cookie::Session.clear(&view.app.settings));
    answer
}

/// `?next=%2Fstaff%3Fq%3Dan`, or nothing for the start page.
fn next_query(path: &str) -> String {
    let path = own_path(path);
    if path == "/" {
        return String::new();
    }
    format!("?{}", address::query(&[("next", path)]))
}

/// Signed in, or one step further: the cookie, and the page of what comes next.
pub(crate) fn enter(view: &View, entered: &Entered, next: &str) -> Response {
    let mut answer = Redirect::to(&format!("{}{}", path_of(entered.step), next_query(next))).into_response();
    set_session(view, &mut answer, entered);
    answer
}

/// The cookie of a new or rotated session.
pub(crate) fn set_session(view: &View, answer: &mut Response, entered: &Entered) {
    let line = Cookie::Session.set(&view.app.settings, entered.token.reveal());
    answer.headers_mut().append(header::SET_COOKIE, line);
}

#[derive(Template)]
#[template(path = "pages/sign_in.html")]
struct SignIn<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    next: &'a str,
    external: String,
    has_external: bool,
}

/// `GET /sign-in`.
pub(crate) async fn show(view: View, Query(Next { next }): Query<Next>) -> Answer {
    if first_run::is_needed(&view).await? {
        return Ok(Redirect::to("/first-run").into_response());
    }
    Ok(page(&view, &view.form().with("next", next)))
}

/// The page, with what is wrong in the form; a sign-in elsewhere that did not come about says so here too.
pub(super) fn page(view: &View, form: &Form) -> Response {
    let has_external = view.app.settings.single_sign_on.is_some();
    let main = SignIn {
        t: view.t,
        view,
        form,
        next: own_path(form.value("next")),
        external: format!("/sign-in/external{}", next_query(form.value("next"))),
        has_external,
    };
    view.form_page(view.t.sign_in_title(), form, &main)
}

/// `POST /sign-in`.
pub(crate) async fn try_password(view: View, Posted(mut form): Posted) -> Answer {
    let t = view.t;
    form.require("login", t.login_missing());
    if form.secret("password").is_empty() {
        form.refuse("password", t.password_missing());
    }
    if form.is_refused() {
        return Ok(page(&view, &form));
    }
    if let Err(wait) = too_often_from_here(&view) {
        form.refuse("login", wait);
        return Ok(page(&view, &form));
    }
    let (login, password) = (form.value("login").to_owned(), form.secret("password").to_owned());
    let tried = view
        .blocking(move |visit| {
            let attempt = Attempt { login: &login, password: &password, origin: visit.origin(), agent: &visit.agent };
            office::sign_in::sign_in(&visit.app.desk, &attempt)
        })
        .await?;
    count(&view, &tried);
    match tried {
        Ok(entered) => Ok(enter(&view, &entered, form.value("next"))),
        Err(refusal) => {
            form.refuse("login", view.tell(refusal)?);
            Ok(page(&view, &form))
        }
    }
}

/// The sentence to answer with when secrets are tried too often from here.
pub(super) fn too_often_from_here(view: &View) -> Result<(), String> {
    view.app.limiters.secret_from(view.address).map_err(|too_often| turned_away(view, too_often))
}

fn turned_away(view: &View, too_often: TooOften) -> String {
    view.app.metrics.turned_away.inc();
    view.t.too_many_from_here(view.t.span(Span { seconds: too_often.wait_seconds }))
}

pub(super) fn count(view: &View, tried: &Result<Entered, Refusal>) {
    view.app.metrics.sign_in(match tried {
        Ok(Entered { step: Step::In, .. }) => "in",
        Ok(_) => "another_step",
        Err(Refusal::TooManyTries { .. }) => "locked",
        Err(_) => "refused",
    });
}

#[derive(Template)]
#[template(path = "pages/code.html")]
struct Code<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    field: Field,
    next: &'a str,
}

/// `GET /sign-in/code`.
pub(crate) async fn show_code(view: View, Query(Next { next }): Query<Next>) -> Answer {
    let me = view.me()?;
    if me.step != Step::SecondFactor {
        return Ok(Redirect::to(path_of(me.step)).into_response());
    }
    Ok(code_page(&view, &view.form().with("next", next)))
}

fn code_page(view: &View, form: &Form) -> Response {
    let t = view.t;
    let field = form.text("code", t.code_label()).hint(t.code_hint()).autocomplete("one-time-code").narrow();
    let main = Code { t, view, form, field, next: own_path(form.value("next")) };
    view.form_page(t.code_title(), form, &main)
}

/// `POST /sign-in/code`.
pub(crate) async fn try_code(view: View, Posted(mut form): Posted) -> Answer {
    if form.require("code", view.t.code_missing()) {
        return Ok(code_page(&view, &form));
    }
    if let Err(wait) = too_often_from_here(&view) {
        form.refuse("code", wait);
        return Ok(code_page(&view, &form));
    }
    let code = form.value("code").to_owned();
    let tried = view
        .blocking(move |visit| {
            let me = visit.me()?;
            Ok::<_, Problem>(office::sign_in::prove_second_factor(&visit.app.desk, me, &code))
        })
        .await??;
    count(&view, &tried);
    match tried {
        Ok(entered) => Ok(enter(&view, &entered, form.value("next"))),
        Err(refusal) => {
            form.refuse("code", view.tell(refusal)?);
            Ok(code_page(&view, &form))
        }
    }
}

/// `POST /sign-out`.
pub(crate) async fn sign_out(view: View) -> Answer {
    let ended = view.write(office::sign_in::sign_out).await?;
    if let Err(refusal) = ended {
        return Err(refusal.into());
    }
    let mut answer = view.done("/sign-in", Notice::SignedOut);
    answer.headers_mut().append(header::SET_COOKIE, Cookie::Session.clear(&view.app.settings));
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::next_query;

    #[test]
    fn the_way_back_survives_the_address_line() {
        assert_eq!(next_query("/"), "");
        assert_eq!(next_query("/staff?q=an"), "?next=%2Fstaff%3Fq%3Dan");
        assert_eq!(next_query("//evil.example"), "");
    }
}
