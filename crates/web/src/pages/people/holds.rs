//! Holding a payment, releasing it, and a death.

use crate::{
    components::{Breadcrumb, Form, Tone},
    pages::confirm::Confirm,
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{parse_date, parse_month},
};
use axum::{extract::Path, response::Response};
use kernel::{EntitlementId, HoldId, Month, PersonId, today_in_vietnam};
use lists::NEUTRAL_CATEGORY;
use registry::{
    ChangedField, HoldReason, NewChange, NewHold, PersonRecord, Refusal, confidential, load_person, place_hold,
    record_death, release_hold, request_change,
};

pub(super) async fn load(view: &View, id: PersonId) -> Answer<PersonRecord> {
    view.read_in::<Problem, _>(move |tx, me| Ok(load_person(tx, &me.acting.scope, id)?)).await
}

pub(super) fn way(view: &View, record: &PersonRecord) -> Breadcrumb {
    let t = view.t;
    let person = &record.person;
    Breadcrumb::home(t)
        .then("/people", t.people_title())
        .then(format!("/people/{}", person.id), person.full_name.as_str())
}

pub(super) fn back(id: PersonId) -> String {
    format!("/people/{id}")
}

/// At which field a refusal belongs.
fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::DeathDay => "died_on",
        Refusal::TextLength { field: "proof", .. } => "proof",
        Refusal::Value { field: "until_month" } => "until_month",
        _ => "why",
    }
}

/// `GET /people/{id}/hold`.
pub(crate) async fn show_hold(view: View, Path(id): Path<PersonId>) -> Answer {
    let record = load(&view, id).await?;
    let this = Month::of(today_in_vietnam(view.now)).map(|month| view.t.month(month)).unwrap_or_default();
    let form = view.form().with("from_month", this);
    hold_page(&view, &record, &form).await
}

async fn hold_page(view: &View, record: &PersonRecord, form: &Form) -> Answer<Response> {
    let t = view.t;
    let hidden = view.read_in::<Refusal, _>(|tx, _| confidential(tx)).await?;
    let reasons =
        HoldReason::ALL.iter().map(|reason| (reason.key().to_owned(), t.hold_reason_named(*reason).to_owned()));
    let entitlements = record.entitlements.iter().map(|one| {
        let category = if hidden.contains(&one.category) { NEUTRAL_CATEGORY } else { &one.category };
        (one.id.to_string(), format!("{category} – {}", t.dong(one.amount)))
    });
    let page = Confirm::of(view, form, t.hold_place())
        .over(record.person.full_name.as_str())
        .way(way(view, record))
        .text(t.hold_text())
        .select(form.select("reason", t.hold_reason()).options(reasons))
        .select(form.select("entitlement", t.hold_of()).none(t.hold_of_all()).options(entitlements))
        .field(form.text("from_month", t.hold_from()).hint(t.month_hint()).narrow())
        .field(form.text("until_month", t.hold_until()).hint(t.hold_until_hint()).narrow().optional())
        .field(form.area("why", t.match_why()))
        .button(Tone::Good, t.hold_place())
        .answer(&back(record.person.id));
    Ok(page)
}

/// `POST /people/{id}/hold`.
pub(crate) async fn hold(view: View, Path(id): Path<PersonId>, Posted(mut form): Posted) -> Answer {
    let record = load(&view, id).await?;
    let t = view.t;
    let (reason, from) = (HoldReason::parse(form.value("reason")), parse_month(form.value("from_month")));
    if reason.is_none() {
        form.refuse("reason", t.choice_missing());
    }
    if from.is_none() {
        form.refuse("from_month", t.hold_month_wrong());
    }
    let until_typed = form.value("until_month").to_owned();
    let until_month = parse_month(&until_typed);
    if !until_typed.is_empty() && until_month.is_none() {
        form.refuse("until_month", t.hold_month_wrong());
    }
    let (Some(reason), Some(from_month), false) = (reason, from, form.is_refused()) else {
        return hold_page(&view, &record, &form).await;
    };
    let entitlement: Option<EntitlementId> = form.value("entitlement").parse().ok();
    let new = NewHold { person: id, entitlement, reason, why: form.value("why").to_owned(), from_month, until_month };
    match view.write_in::<Refusal, _>(move |tx, me| place_hold(tx, &me.acting, &new)).await? {
        Ok(_) => Ok(view.done(&back(id), Notice::HoldPlaced)),
        Err(refusal) => {
            form.refuse(field_of(&refusal), view.tell(refusal)?);
            hold_page(&view, &record, &form).await
        }
    }
}

/// `GET /people/{id}/holds/{hold}/release`.
pub(crate) async fn show_release(view: View, Path((id, _)): Path<(PersonId, HoldId)>) -> Answer {
    let record = load(&view, id).await?;
    let form = view.form();
    Ok(release_page(&view, &record, &form))
}

fn release_page(view: &View, record: &PersonRecord, form: &Form) -> Response {
    let t = view.t;
    Confirm::of(view, form, t.hold_release())
        .over(record.person.full_name.as_str())
        .way(way(view, record))
        .text(t.hold_release_text())
        .field(form.area("why", t.match_why()))
        .button(Tone::Good, t.hold_release())
        .answer(&back(record.person.id))
}

/// `POST /people/{id}/holds/{hold}/release`.
pub(crate) async fn release(
    view: View,
    Path((id, hold)): Path<(PersonId, HoldId)>,
    Posted(mut form): Posted,
) -> Answer {
    let record = load(&view, id).await?;
    let why = form.value("why").to_owned();
    match view.write_in::<Refusal, _>(move |tx, me| release_hold(tx, &me.acting, id, hold, &why)).await? {
        Ok(()) => Ok(view.done(&back(id), Notice::HoldReleased)),
        Err(refusal) => {
            form.refuse("why", view.tell(refusal)?);
            Ok(release_page(&view, &record, &form))
        }
    }
}

/// `GET /people/{id}/death`.
pub(crate) async fn show_death(view: View, Path(id): Path<PersonId>) -> Answer {
    let record = load(&view, id).await?;
    let form = view.form();
    Ok(death_page(&view, &record, &form))
}

fn death_page(view: &View, record: &PersonRecord, form: &Form) -> Response {
    let t = view.t;
    Confirm::of(view, form, t.death_record())
        .over(record.person.full_name.as_str())
        .way(way(view, record))
        .text(t.death_text())
        .field(form.date("died_on", t.death_day()))
        .field(form.area("proof", t.change_proof()).hint(t.death_proof_hint()))
        .button(Tone::Bad, t.death_record())
        .answer(&back(record.person.id))
}

/// `POST /people/{id}/death`.
pub(crate) async fn death(view: View, Path(id): Path<PersonId>, Posted(mut form): Posted) -> Answer {
    let record = load(&view, id).await?;
    let Some(died_on) = parse_date(form.value("died_on")) else {
        form.refuse("died_on", view.t.date_wrong());
        return Ok(death_page(&view, &record, &form));
    };
    let proof = form.value("proof").to_owned();
    match view.write_in::<Refusal, _>(move |tx, me| record_death(tx, &me.acting, id, died_on, &proof)).await? {
        Ok(()) => Ok(view.done(&back(id), Notice::DeathRecorded)),
        Err(refusal) => {
            form.refuse(field_of(&refusal), view.tell(refusal)?);
            Ok(death_page(&view, &record, &form))
        }
    }
}

/// `GET /people/{id}/alive`.
pub(crate) async fn show_alive(view: View, Path(id): Path<PersonId>) -> Answer {
    let record = load(&view, id).await?;
    let form = view.form();
    Ok(alive_page(&view, &record, &form))
}

fn alive_page(view: &View, record: &PersonRecord, form: &Form) -> Response {
    let t = view.t;
    Confirm::of(view, form, t.death_undo())
        .over(record.person.full_name.as_str())
        .way(way(view, record))
        .text(t.death_undo_text())
        .field(form.date("died_on", t.death_right_day()).hint(t.death_right_day_hint()).optional())
        .field(form.area("proof", t.change_proof()).hint(t.death_undo_proof_hint()))
        .button(Tone::Good, t.change_send())
        .answer(&back(record.person.id))
}

/// `POST /people/{id}/alive`: another officer decides on the page of the correction.
pub(crate) async fn alive(view: View, Path(id): Path<PersonId>, Posted(mut form): Posted) -> Answer {
    let record = load(&view, id).await?;
    let proof = form.value("proof").to_owned();
    let proposed = form.value("died_on").to_owned();
    if !proposed.is_empty() && parse_date(&proposed).is_none() {
        form.refuse("died_on", view.t.date_wrong());
        return Ok(alive_page(&view, &record, &form));
    }
    let new = NewChange { person: id, field: ChangedField::Death, proposed, proof };
    match view.write_in::<Refusal, _>(move |tx, me| request_change(tx, &me.acting, &new)).await? {
        Ok(_) => Ok(view.done(&back(id), Notice::AliveRequested)),
        Err(refusal) => {
            let field = if matches!(refusal, Refusal::DeathDay) { "died_on" } else { "proof" };
            form.refuse(field, view.tell(refusal)?);
            Ok(alive_page(&view, &record, &form))
        }
    }
}
