//! Minutes of a refusal: each of the three signs, then they are closed.

use super::{
    form::{mark_choices, mark_of},
    person::load,
};
use crate::{
    components::{Breadcrumb, Form, Tone},
    pages::confirm::Confirm,
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
};
use axum::extract::Path;
use kernel::{MinutesId, PersonId};
use survey::{Refusal, close_minutes, mark_minutes, sign_minutes};

/// `POST /visits/{person}/minutes/{id}/sign`: the acting officer signs.
pub(crate) async fn sign(view: View, Path((person, id)): Path<(PersonId, MinutesId)>) -> Answer {
    let signed = view.write_in::<Refusal, _>(move |tx, me| sign_minutes(tx, &me.acting, person, id)).await?;
    signed.map_err(Problem::from)?;
    Ok(view.done(&format!("/visits/{person}"), Notice::MinutesSigned))
}

/// `POST /visits/{person}/minutes/{id}/close`.
pub(crate) async fn close(view: View, Path((person, id)): Path<(PersonId, MinutesId)>) -> Answer {
    let closed = view.write_in::<Refusal, _>(move |tx, me| close_minutes(tx, &me.acting, person, id)).await?;
    closed.map_err(Problem::from)?;
    Ok(view.done(&format!("/visits/{person}"), Notice::MinutesClosed))
}

/// `GET /visits/{person}/minutes/{id}/mark`.
pub(crate) async fn show_mark(view: View, Path((person, _)): Path<(PersonId, MinutesId)>) -> Answer {
    mark_page(&view, person, &view.form().with("mark", "signed")).await
}

async fn mark_page(view: &View, person: PersonId, form: &Form) -> Answer {
    let (t, back) = (view.t, format!("/visits/{person}"));
    let who = load(view, person).await?;
    let way = Breadcrumb::home(t).then("/visits", t.visits_title()).then(back.as_str(), who.full_name.as_str());
    Ok(Confirm::of(view, form, t.minutes_mark_title())
        .over(who.full_name.as_str())
        .way(way)
        .choices(mark_choices(t, form))
        .field(form.text("witness", t.minutes_witness()).hint(t.minutes_witness_hint()).optional())
        .button(Tone::Good, t.save())
        .answer(&back))
}

/// `POST /visits/{person}/minutes/{id}/mark`: how the beneficiary signed.
pub(crate) async fn mark(
    view: View,
    Path((person, id)): Path<(PersonId, MinutesId)>,
    Posted(mut form): Posted,
) -> Answer {
    match mark_of(&form) {
        None => form.refuse("mark", view.t.choice_missing()),
        Some(mark) => {
            let marked = view.write_in::<Refusal, _>(move |tx, me| mark_minutes(tx, &me.acting, person, id, &mark));
            match marked.await? {
                Ok(_) => return Ok(view.done(&format!("/visits/{person}"), Notice::MinutesSigned)),
                Err(refusal) => form.refuse("witness", view.tell(refusal)?),
            }
        }
    }
    mark_page(&view, person, &form).await
}
