//! Choosing under which assignment to work.

use crate::{
    components::{Choices, Form},
    pages::{language::own_path, sign_in},
    shell::{
        guard::Posted,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "pages/assignment.html")]
struct Assignments<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    choices: Choices,
    next: &'a str,
}

/// `GET /assignment`: the choice, where there is one.
pub(crate) async fn show(view: View, Query(Next { next }): Query<Next>) -> Answer {
    let me = view.me()?;
    if me.assignments.len() < 2 {
        return Ok(Redirect::to(own_path(&next)).into_response());
    }
    let form = view.form().with("next", next);
    let form = match me.acting.assignment {
        Some(now) => form.with("assignment", now.to_string()),
        None => form,
    };
    page(&view, &form)
}

fn page(view: &View, form: &Form) -> Answer {
    let t = view.t;
    let choices =
        view.me()?.assignments.iter().fold(form.radios("assignment", t.assignment_label()), |choices, assignment| {
            let label = match &assignment.office_name {
                Some(office) => format!("{} · {office}", t.role(assignment.role)),
                None => t.role(assignment.role).to_owned(),
            };
            choices.explained(assignment.id.to_string(), label, t.assignment_since(t.date(assignment.from)))
        });
    let main = Assignments { t, view, form, choices, next: own_path(form.value("next")) };
    Ok(view.form_page(t.assignment_title(), form, &main))
}

/// `POST /assignment`.
pub(crate) async fn choose(view: View, Posted(mut form): Posted) -> Answer<Response> {
    let Ok(assignment) = form.value("assignment").parse() else {
        form.refuse("assignment", view.t.assignment_missing());
        return page(&view, &form);
    };
    let switched = view
        .blocking(move |visit| {
            let me = visit.me()?;
            Ok::<_, Problem>(office::sign_in::switch_assignment(&visit.app.desk, me, assignment))
        })
        .await??;
    match switched {
        Ok(entered) => {
            let mut answer = Redirect::to(own_path(form.value("next"))).into_response();
            sign_in::set_session(&view, &mut answer, &entered);
            Ok(answer)
        }
        Err(refusal) => {
            form.refuse("assignment", view.tell(refusal)?);
            page(&view, &form)
        }
    }
}
