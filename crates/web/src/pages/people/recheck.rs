//! A record beside the population register once more, after it was put right.

use super::holds::{back, load, way};
use crate::{
    components::{Form, Tone},
    pages::confirm::Confirm,
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem, Said},
        visit::View,
    },
    wording::T,
};
use axum::{extract::Path, response::Response};
use kernel::PersonId;
use matching::{Outcome, Register, Shelf, Snapshot};
use office::Action;
use registry::{PersonRecord, Rechecked, Refusal, recheck_person};

/// `GET /people/{id}/recheck`.
pub(crate) async fn show(view: View, Path(id): Path<PersonId>) -> Answer {
    let record = load(&view, id).await?;
    let (form, shelf) = (view.form(), view.app.settings.registers.clone());
    let newest = view.blocking(move |_| shelf.list()).await?.map_err(|fault| Problem::Fault(fault.to_string()))?;
    let text = match newest.first() {
        Some(one) => asked_of(view.t, view.t.recheck_text(), &one.snapshot),
        None => view.t.recheck_text().to_owned(),
    };
    Ok(page(&view, &record, &form, text))
}

/// With the name and the day of the register that is asked.
fn asked_of(t: T, text: &str, register: &Snapshot) -> String {
    match register.taken_on {
        Some(day) => t.recheck_register_of(text, &register.name, t.date(day)),
        None => t.recheck_register(text, &register.name),
    }
}

fn page(view: &View, record: &PersonRecord, form: &Form, text: impl Into<String>) -> Response {
    Confirm::of(view, form, view.t.recheck())
        .over(record.person.full_name.as_str())
        .way(way(view, record))
        .text(text)
        .button(Tone::Good, view.t.recheck_button())
        .answer(&back(record.person.id))
}

/// `POST /people/{id}/recheck`.
pub(crate) async fn ask(view: View, Path(id): Path<PersonId>, Posted(form): Posted) -> Answer {
    let (shelf, places) = (view.app.settings.registers.clone(), view.app.desk.places());
    let model = shelf.model().clone();
    let register = view.blocking(move |_| newest(&shelf)).await??;
    let asked = view
        .write_alone_in::<Refusal, _>(move |tx, me| recheck_person(tx, &me.acting, &places, (&register, &model), id));
    let Rechecked { state, mismatched, is_other, register } = asked.await??;
    if state == Outcome::Verified {
        return Ok(view.done(&back(id), Notice::PersonVerified));
    }
    let (t, record) = (view.t, load(&view, id).await?);
    let fields: Vec<&str> = mismatched.iter().map(|field| t.match_field(*field)).collect();
    let text = match (state, fields.is_empty()) {
        _ if is_other => t.recheck_other().to_owned(),
        (_, false) => t.recheck_differs(fields.join(", ")),
        (Outcome::NotFound, _) => t.recheck_not_found().to_owned(),
        _ => t.recheck_unsure().to_owned(),
    };
    Ok(page(&view, &record, &form, asked_of(t, &text, &register)))
}

/// Whether somebody whose record was just corrected is verified by what it says now. Whoever may decide on matches need
/// not press for it; where nobody can be asked, or it cannot be said for sure, the record waits as before.
pub(super) async fn is_verified_now(view: &View, id: PersonId) -> Answer<bool> {
    if !view.may(Action::DecideMatch) || load(view, id).await?.person.state != Outcome::NotSent {
        return Ok(false);
    }
    let (shelf, places) = (view.app.settings.registers.clone(), view.app.desk.places());
    let model = shelf.model().clone();
    let Ok(register) = view.blocking(move |_| newest(&shelf)).await? else { return Ok(false) };
    let asked = view
        .write_alone_in::<Refusal, _>(move |tx, me| recheck_person(tx, &me.acting, &places, (&register, &model), id));
    Ok(asked.await?.is_ok_and(|rechecked| rechecked.state == Outcome::Verified))
}

/// The newest register there is, opened for one person.
pub(crate) fn newest(shelf: &Shelf) -> Result<Register, Problem> {
    let away = |_| Problem::Said(Said::of("matching.index_unreadable", |t| t.job_index_unreadable().to_owned()));
    let found = shelf.list().map_err(|fault| Problem::Fault(fault.to_string()))?.into_iter().next();
    let none = || Problem::Said(Said::of("matching.no_register", |t| t.job_no_register().to_owned()));
    found.ok_or_else(none)?.open(1).map_err(away)
}
