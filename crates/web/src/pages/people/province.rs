//! Người có công missing from their module: the province is asked, and the entitlement waits (R10).

use super::holds::{back, load, way};
use crate::{
    components::{Form, Tone},
    pages::confirm::Confirm,
    shell::{guard::Posted, notice::Notice, problem::Answer, visit::View},
};
use axum::{extract::Path, response::Response};
use kernel::{EntitlementId, Month, PersonId, today_in_vietnam};
use registry::{Entitlement, PersonRecord, Refusal, ask_province};
use sources::SourceKind;

/// What a person of merit receives now.
pub(super) fn of_merit<'r>(view: &View, record: &'r PersonRecord) -> Vec<&'r Entitlement> {
    let this = Month::of(today_in_vietnam(view.now)).ok();
    let held = record.entitlements.iter().filter(|one| one.source == SourceKind::Merit);
    held.filter(|one| this.is_some_and(|month| one.holds_in(month))).collect()
}

/// `GET /people/{id}/province`.
pub(crate) async fn show(view: View, Path(id): Path<PersonId>) -> Answer {
    let record = load(&view, id).await?;
    let only = of_merit(&view, &record).first().map(|one| one.id.to_string()).unwrap_or_default();
    let form = view.form().with("entitlement", only);
    Ok(page(&view, &record, &form))
}

fn page(view: &View, record: &PersonRecord, form: &Form) -> Response {
    let t = view.t;
    let of_merit = of_merit(view, record);
    let text = if of_merit.is_empty() { t.province_none() } else { t.province_ask_text() };
    let options =
        of_merit.into_iter().map(|one| (one.id.to_string(), format!("{}: {}", one.category, t.dong(one.amount))));
    Confirm::of(view, form, t.province_ask())
        .over(record.person.full_name.as_str())
        .way(way(view, record))
        .text(text)
        .select(form.select("entitlement", t.province_entitlement()).options(options))
        .field(form.area("why", t.province_letter()).hint(t.province_letter_hint()))
        .button(Tone::Good, t.province_ask())
        .answer(&back(record.person.id))
}

/// `POST /people/{id}/province`.
pub(crate) async fn ask(view: View, Path(id): Path<PersonId>, Posted(mut form): Posted) -> Answer {
    let record = load(&view, id).await?;
    let Ok(entitlement) = form.value("entitlement").parse::<EntitlementId>() else {
        form.refuse("entitlement", view.t.choice_missing());
        return Ok(page(&view, &record, &form));
    };
    let why = form.value("why").to_owned();
    match view.write_in::<Refusal, _>(move |tx, me| ask_province(tx, &me.acting, id, entitlement, &why)).await? {
        Ok(_) => Ok(view.done(&back(id), Notice::ProvinceAsked)),
        Err(refusal) => {
            let at = if matches!(refusal, Refusal::TextLength { .. }) { "why" } else { "entitlement" };
            form.refuse(at, view.tell(refusal)?);
            Ok(page(&view, &record, &form))
        }
    }
}
