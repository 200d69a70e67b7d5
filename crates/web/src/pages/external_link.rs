//! Whom the agency's identity provider means: an administrator links its name for a person, and takes the link back.

use crate::{
    components::{Form, SummaryRow, Tone},
    pages::{confirm::Confirm, person},
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use kernel::StaffId;
use office::{
    Action,
    sign_in::{ExternalIdentity, link_external, list_external, unlink_external},
    staff::{StaffKind, StaffLine},
};
use serde::Deserialize;

/// The names a person is linked to, where whoever asks may know; nothing for a service account.
pub(crate) async fn links(view: &View, line: &StaffLine) -> Answer<Vec<ExternalIdentity>> {
    if !view.may(Action::ManageStaff) || line.staff.kind != StaffKind::Person {
        return Ok(Vec::new());
    }
    let id = line.staff.id;
    view.read(move |tx, me| list_external(tx, &me.acting, id)).await
}

/// A fact of the person's page for each link, and the way to one where there could be.
pub(crate) fn rows(view: &View, line: &StaffLine, links: &[ExternalIdentity], may_help: bool) -> Vec<SummaryRow> {
    let t = view.t;
    let way = |row: SummaryRow, path: String, text: &'static str| if may_help { row.change(path, text) } else { row };
    let linked = links.iter().map(|link| {
        let query = crate::address::query(&[("issuer", link.issuer.as_str())]);
        let path = format!("/staff/{}/unlink-external?{query}", line.staff.id);
        way(SummaryRow::of(t.external_account(), link.subject.as_str()), path, t.external_unlink())
    });
    let mut rows: Vec<SummaryRow> = linked.collect();
    let ours = view.app.settings.single_sign_on.as_deref();
    let is_missing = ours.is_some_and(|ours| links.iter().all(|link| link.issuer != ours.issuer()));
    if is_missing && may_help && line.staff.kind == StaffKind::Person {
        let path = format!("/staff/{}/link-external", line.staff.id);
        rows.push(SummaryRow::of(t.external_account(), t.external_none()).change(path, t.external_link()));
    }
    rows
}

/// `GET /staff/{id}/link-external`.
pub(crate) async fn show_link(view: View, Path(id): Path<StaffId>) -> Answer {
    let line = person::load(&view, id).await?;
    link_page(&view, &line, &view.form())
}

fn link_page(view: &View, line: &StaffLine, form: &Form) -> Answer {
    let t = view.t;
    let issuer = issuer(view)?;
    Ok(Confirm::of(view, form, t.external_link_title(&line.staff.full_name))
        .way(person::way(t, line))
        .text(t.external_link_text(issuer))
        .field(form.text("subject", t.external_subject()).hint(t.external_subject_hint()))
        .button(Tone::Good, t.external_link())
        .answer(&format!("/staff/{}", line.staff.id)))
}

/// The provider of this program; without one there is nothing to link to.
fn issuer(view: &View) -> Answer<String> {
    let ours = view.app.settings.single_sign_on.as_deref();
    ours.map(|ours| ours.issuer().to_owned()).ok_or(Problem::NotFound)
}

/// `POST /staff/{id}/link-external`.
pub(crate) async fn link(view: View, Path(id): Path<StaffId>, Posted(mut form): Posted) -> Answer {
    let line = person::load(&view, id).await?;
    let issuer = issuer(&view)?;
    if form.require("subject", view.t.external_subject_missing()) {
        return link_page(&view, &line, &form);
    }
    let subject = form.value("subject").to_owned();
    match view.write(move |tx, me| link_external(tx, &me.acting, id, &issuer, &subject)).await? {
        Ok(()) => Ok(view.done(&format!("/staff/{id}"), Notice::ExternalLinked)),
        Err(refusal) => {
            form.refuse("subject", view.tell(refusal)?);
            link_page(&view, &line, &form)
        }
    }
}

/// Which link is meant.
#[derive(Debug, Deserialize)]
pub(crate) struct Which {
    issuer: String,
}

/// `GET /staff/{id}/unlink-external?issuer=…`.
pub(crate) async fn show_unlink(view: View, Path(id): Path<StaffId>, Query(Which { issuer }): Query<Which>) -> Answer {
    let line = person::load(&view, id).await?;
    let known = links(&view, &line).await?;
    let identity = known.iter().find(|identity| identity.issuer == issuer).ok_or(Problem::NotFound)?;
    Ok(unlink_page(view.t, &view, &line, identity))
}

fn unlink_page(t: T, view: &View, line: &StaffLine, identity: &ExternalIdentity) -> Response {
    Confirm::of(view, &view.form(), t.external_unlink_title(&line.staff.full_name))
        .way(person::way(t, line))
        .text(t.external_unlink_text(&identity.subject, &identity.issuer))
        .hidden("issuer", identity.issuer.as_str())
        .button(Tone::Bad, t.external_unlink())
        .answer(&format!("/staff/{}", line.staff.id))
}

/// `POST /staff/{id}/unlink-external`.
pub(crate) async fn unlink(view: View, Path(id): Path<StaffId>, Posted(form): Posted) -> Answer {
    person::load(&view, id).await?;
    let issuer = form.value("issuer").to_owned();
    view.write(move |tx, me| unlink_external(tx, &me.acting, id, &issuer)).await??;
    Ok(view.done(&format!("/staff/{id}"), Notice::ExternalUnlinked))
}
