//! Corrections: asked for with a proof, decided by another person.

use super::{
    holds::{back, load, way},
    proposals::field_value,
    recheck::is_verified_now,
};
use crate::{
    components::{Form, SummaryList, SummaryRow, Tone},
    pages::confirm::Confirm,
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use kernel::{ChangeRequestId, PersonId};
use office::Action;
use registry::{
    ChangeRequest, ChangeState, ChangedField, NewChange, PersonRecord, ProposalState, Refusal, approve_change,
    reject_change, request_change, view_sensitive,
};
use serde::Deserialize;

/// Which field is to be put right, where a page says so.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Of {
    field: String,
}

/// `GET /people/{id}/change`.
pub(crate) async fn show_request(view: View, Path(id): Path<PersonId>, Query(of): Query<Of>) -> Answer {
    let record = load(&view, id).await?;
    let form = view.form().with("field", of.field);
    Ok(request_page(&view, &record, &form))
}

fn request_page(view: &View, record: &PersonRecord, form: &Form) -> Response {
    let t = view.t;
    // A death is taken back on a page of its own.
    let offered = ChangedField::ALL.iter().filter(|field| **field != ChangedField::Death);
    let fields = offered.map(|field| (field.key().to_owned(), t.changed_field(*field).to_owned()));
    Confirm::of(view, form, t.change_request())
        .over(record.person.full_name.as_str())
        .way(way(view, record))
        .text(t.change_text())
        .select(form.select("field", t.change_field()).options(fields))
        .field(form.text("proposed", t.change_proposed()))
        .field(form.area("proof", t.change_proof()).hint(t.change_proof_hint()))
        .button(Tone::Good, t.change_send())
        .answer(&back(record.person.id))
}

/// `POST /people/{id}/change`.
pub(crate) async fn request(view: View, Path(id): Path<PersonId>, Posted(mut form): Posted) -> Answer {
    let record = load(&view, id).await?;
    let field = ChangedField::parse(form.value("field")).filter(|field| *field != ChangedField::Death);
    let Some(field) = field else {
        form.refuse("field", view.t.choice_missing());
        return Ok(request_page(&view, &record, &form));
    };
    let (proposed, proof) = (form.value("proposed").to_owned(), form.value("proof").to_owned());
    let new = NewChange { person: id, field, proposed, proof };
    match view.write_in::<Refusal, _>(move |tx, me| request_change(tx, &me.acting, &new)).await? {
        Ok(_) => Ok(view.done(&back(id), Notice::ChangeRequested)),
        Err(refusal) => {
            let at = if matches!(refusal, Refusal::TextLength { .. }) { "proof" } else { "proposed" };
            form.refuse(at, view.tell(refusal)?);
            Ok(request_page(&view, &record, &form))
        }
    }
}

#[derive(Template)]
#[template(path = "pages/change.html")]
struct ChangePage<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: crate::components::Breadcrumb,
    over: &'a str,
    facts: SummaryList,
    path: String,
    seen: i64,
    /// Whoever asked takes the request back; somebody else decides on it.
    is_own: bool,
}

fn find(record: &PersonRecord, id: ChangeRequestId) -> Answer<&ChangeRequest> {
    record.changes.iter().find(|change| change.id == id).ok_or(Problem::NotFound)
}

/// `GET /people/{id}/changes/{request}`.
pub(crate) async fn show(view: View, Path((id, request)): Path<(PersonId, ChangeRequestId)>) -> Answer {
    let form = view.form();
    decide_page(&view, id, request, &form).await
}

/// Whoever approves a number compares all its digits with the paper: the look stands in the trail.
async fn decide_page(view: &View, id: PersonId, request: ChangeRequestId, form: &Form) -> Answer {
    let record = load(view, id).await?;
    let change = find(&record, request)?;
    if is_number(change) && change.state == ChangeState::Open && view.may(Action::ViewSensitive) {
        view.write_in::<Problem, _>(move |tx, me| Ok(view_sensitive(tx, &me.acting, id)?)).await??;
        return change_page(view, &record, request, form, true);
    }
    change_page(view, &record, request, form, false)
}

const fn is_number(change: &ChangeRequest) -> bool {
    matches!(change.field, ChangedField::CitizenId | ChangedField::OldId)
}

fn change_page(view: &View, record: &PersonRecord, request: ChangeRequestId, form: &Form, is_full: bool) -> Answer {
    let (t, change) = (view.t, find(record, request)?);
    let shown = |text: &str| if is_number(change) && !is_full { covered(text) } else { text.to_owned() };
    let said = |text: &str| if is_number(change) { shown(text) } else { field_value(t, change.field, text) };
    let before = change.before.as_deref().map_or_else(|| t.not_given().to_owned(), said);
    let (before, proposed) = match change.field {
        ChangedField::Death => {
            let died_on = change.before.as_deref().and_then(|day| day.parse().ok());
            let died = died_on.map_or_else(|| t.person_dead().to_owned(), |day| t.person_died_on(t.date(day)));
            let meant = change.proposed.parse().ok();
            (died, meant.map_or_else(|| t.change_alive().to_owned(), |day| t.person_died_on(t.date(day))))
        }
        _ => (before, said(&change.proposed)),
    };
    // What the register says of the field, beside what is asked for: whoever approves weighs both.
    let in_register = record.proposals.iter().find(|one| one.field == change.field);
    let register = in_register.filter(|one| one.state != ProposalState::Lapsed).map(|one| {
        let value = said(&one.proposed);
        let is_same = one.proposed == change.proposed;
        let text = if is_same { t.correction_says_the_same(value) } else { t.correction_says_otherwise(value) };
        SummaryRow::of(t.corrections_register_says(), text)
    });
    let main = ChangePage {
        t,
        view,
        form,
        way: way(view, record),
        over: record.person.full_name.as_str(),
        facts: SummaryList {
            rows: [
                SummaryRow::of(t.change_field(), t.changed_field(change.field)),
                SummaryRow::of(t.change_before(), before),
                SummaryRow::of(t.change_proposed(), proposed),
            ]
            .into_iter()
            .chain(register)
            .chain([
                SummaryRow::of(t.change_proof(), change.proof.as_str()),
                SummaryRow::of(t.change_asked_at(), t.instant(change.asked_at)),
            ])
            .collect(),
        },
        path: format!("/people/{}/changes/{request}", record.person.id),
        seen: record.person.version,
        is_own: change.asked_by == view.me()?.acting.staff,
    };
    Ok(view.form_page(t.change_decide_title(), form, &main))
}

/// All but the last four digits.
pub(crate) fn covered(number: &str) -> String {
    let kept = number.chars().count().saturating_sub(4);
    number.chars().enumerate().map(|(at, digit)| if at < kept { '*' } else { digit }).collect()
}

/// `POST /people/{id}/changes/{request}/approve`.
pub(crate) async fn approve(
    view: View,
    Path((id, request)): Path<(PersonId, ChangeRequestId)>,
    Posted(mut form): Posted,
) -> Answer {
    let seen = form.value("seen").parse().unwrap_or_default();
    match view.write_in::<Refusal, _>(move |tx, me| approve_change(tx, &me.acting, id, request, seen)).await? {
        Ok(()) if is_verified_now(&view, id).await? => Ok(view.done(&back(id), Notice::ChangeVerified)),
        Ok(()) => Ok(view.done(&back(id), Notice::ChangeApproved)),
        Err(refusal) => {
            form.refuse("why", view.tell(refusal)?);
            decide_page(&view, id, request, &form).await
        }
    }
}

/// `POST /people/{id}/changes/{request}/reject`.
pub(crate) async fn reject(
    view: View,
    Path((id, request)): Path<(PersonId, ChangeRequestId)>,
    Posted(mut form): Posted,
) -> Answer {
    let why = form.value("why").to_owned();
    match view.write_in::<Refusal, _>(move |tx, me| reject_change(tx, &me.acting, id, request, &why)).await? {
        Ok(()) => Ok(view.done(&back(id), Notice::ChangeRejected)),
        Err(refusal) => {
            form.refuse("why", view.tell(refusal)?);
            decide_page(&view, id, request, &form).await
        }
    }
}
