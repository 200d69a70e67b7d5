//! The first page of an empty office: makes the administrator, once, for whoever has the set-up code.

use crate::{
    components::Form,
    pages::sign_in,
    shell::{
        guard::Posted,
        problem::{Answer, Problem},
        visit::{View, Visit},
    },
    wording::T,
};
use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use office::{
    Refusal,
    sign_in::{Entered, NewPassword},
    staff::{self, Login, NewStaff},
};
use serde::Deserialize;
use std::sync::atomic::Ordering;

#[derive(Template)]
#[template(path = "pages/first_run.html")]
struct FirstRun<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
}

/// Whether the first administrator is still to be made. Asked of the database until the answer is no.
pub(crate) async fn is_needed(view: &View) -> Answer<bool> {
    if view.app.first_run_over.load(Ordering::Relaxed) {
        return Ok(false);
    }
    let asked = view.blocking(|visit| visit.app.desk.db().read(staff::first_run_needed)).await?;
    let needed = asked?;
    view.app.first_run_over.store(!needed, Ordering::Relaxed);
    Ok(needed)
}

/// What the printed link carries.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Link {
    #[serde(default)]
    code: String,
}

/// `GET /first-run`. The code of the link stands in the form, not yet looked at.
pub(crate) async fn show(view: View, Query(Link { code }): Query<Link>) -> Answer {
    if !is_needed(&view).await? {
        return Err(Problem::NotFound);
    }
    Ok(page(&view, &view.form().with("code", code)))
}

fn page(view: &View, form: &Form) -> axum::response::Response {
    view.form_page(view.t.first_run_title(), form, &FirstRun { t: view.t, view, form })
}

/// `POST /first-run`: the administrator, signed in at once, goes on to the second factor.
pub(crate) async fn create(view: View, Posted(mut form): Posted) -> Answer {
    if !is_needed(&view).await? {
        return Err(Problem::NotFound);
    }
    let t = view.t;
    form.require("code", t.set_up_code_missing());
    if !form.require("login", t.login_missing())
        && let Err(fault) = Login::parse(form.value("login"))
    {
        form.refuse("login", t.refusal(&fault.into()));
    }
    form.require("full_name", t.full_name_missing());
    if form.secret("password").is_empty() {
        form.refuse("password", t.password_missing());
    } else if form.secret("password") != form.secret("password_again") {
        form.refuse("password_again", t.passwords_differ());
    }
    if form.is_refused() {
        return Ok(page(&view, &form));
    }
    if let Err(wait) = sign_in::too_often_from_here(&view) {
        form.refuse("code", wait);
        return Ok(page(&view, &form));
    }
    let typed = form.clone();
    let agent = view.agent.clone();
    match view.blocking(move |visit| make(visit, &typed, &agent)).await? {
        Ok(entered) => {
            view.app.first_run_over.store(true, Ordering::Relaxed);
            Ok(sign_in::enter(&view, &entered, "/"))
        }
        Err(Refusal::FirstRunOver) => Ok(Redirect::to("/sign-in").into_response()),
        Err(refusal) => {
            let field = match refusal {
                Refusal::SetUpCodeWrong => "code",
                Refusal::Password(_) => "password",
                Refusal::TextLength { field: "full_name", .. } => "full_name",
                _ => "login",
            };
            form.refuse(field, view.tell(refusal)?);
            Ok(page(&view, &form))
        }
    }
}

fn make(visit: &Visit, form: &Form, agent: &str) -> Result<Entered, Refusal> {
    let desk = &visit.app.desk;
    let login = Login::parse(form.value("login"))?;
    let new = NewStaff { login, full_name: form.value("full_name").to_owned(), phone: None, email: None };
    let visitor = desk.visitor(visit.origin());
    let proof = staff::prove_set_up(desk, &visitor, form.value("code"))?;
    let password = NewPassword::choose(desk, form.secret("password"), &new.login, &new.full_name)?;
    desk.db().write(|tx| staff::create_first_administrator(tx, &visitor, &new, &password, &proof))?;
    office::sign_in::sign_in(
        desk,
        &office::sign_in::Attempt {
            login: new.login.as_str(),
            password: form.secret("password"),
            origin: visit.origin(),
            agent,
        },
    )
}
