//! A change that waits: what holds and what is proposed side by side, for the second person to decide.

use super::{
    Names, named, names, path_of, period, proposal_path,
    rates::{category_name, gives, rate_name},
    way, way_to,
};
use crate::{
    components::{Breadcrumb, Cell, Form, Notice as Box, Table, Tone},
    pages::confirm::Confirm,
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{T, parse_date},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use office::{
    Action, Refusal,
    reference::{Category, Proposal, Rate, ReferenceKind, Version, VersionSeen, approve, list_proposals, reject},
};
use serde_json::Value;

/// The parts of the address: kind, item, first day, version.
type Address = (String, String, String, i64);

#[derive(Template)]
#[template(path = "pages/proposal.html")]
struct ProposalPage<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    over: String,
    path: String,
    table: Table,
    own: Option<Box>,
    may_approve: bool,
    may_reject: bool,
    reject: &'static str,
}

fn seen((kind, item, from, version): Address) -> Answer<VersionSeen> {
    let kind = ReferenceKind::parse(&kind).ok_or(Problem::NotFound)?;
    let from = parse_date(&from).ok_or(Problem::NotFound)?;
    Ok(VersionSeen { kind, item, from, version })
}

/// The proposal as it waits now; nothing once somebody has decided it.
async fn load(view: &View, seen: &VersionSeen) -> Answer<Option<(Proposal, Names)>> {
    let seen = seen.clone();
    view.read(move |tx, me| {
        let mut all = list_proposals(tx, &me.acting)?;
        all.retain(|one| {
            (one.kind, &one.item, one.version.from, one.version.number)
                == (seen.kind, &seen.item, seen.from, seen.version)
        });
        let Some(proposal) = all.pop() else { return Ok(None) };
        let names = names(tx, &me.acting, std::slice::from_ref(&proposal.version))?;
        Ok(Some((proposal, names)))
    })
    .await
}

/// What the proposal is about, in the language of the screen.
pub(super) fn title(t: T, proposal: &Proposal) -> String {
    let value = proposal.version.value.clone();
    let named = match proposal.kind {
        ReferenceKind::Rate => serde_json::from_value(value).ok().map(|rate: Rate| rate_name(t, &rate).to_owned()),
        ReferenceKind::Category => {
            serde_json::from_value(value).ok().map(|category: Category| category_name(t, &category).to_owned())
        }
        _ => None,
    };
    named.unwrap_or_else(|| proposal.item.clone())
}

/// The value and its basis in words.
fn told(t: T, kind: ReferenceKind, version: &Version<Value>) -> (String, String) {
    let value = version.value.clone();
    let words = match kind {
        ReferenceKind::Rate => serde_json::from_value(value).ok().map(|rate: Rate| (t.dong(rate.amount), rate.basis)),
        ReferenceKind::Category => {
            serde_json::from_value(value).ok().map(|category: Category| (gives(t, &category), category.basis))
        }
        _ => None,
    };
    let (value, basis) = words.unwrap_or_else(|| (t.reference_version_named(version.number), String::new()));
    if version.is_void { (t.reference_void().to_owned(), basis) } else { (value, basis) }
}

/// What holds beside what is proposed.
fn compared(t: T, proposal: &Proposal, names: &Names) -> Table {
    let Proposal { kind, version, now, .. } = proposal;
    let (new_value, new_basis) = told(t, *kind, version);
    let (value, basis, dates) = match now {
        Some(now) => {
            let (value, basis) = told(t, *kind, now);
            (value, basis, period(t, now.from, now.until))
        }
        None => (t.reference_nothing_now().to_owned(), String::new(), String::new()),
    };
    let row = |key: &str, now: String, new: String| [Cell::text(key), Cell::text(now), Cell::text(new)];
    Table::of(t, t.reference_version_named(version.number))
        .column("")
        .column(t.reference_now())
        .column(t.reference_proposed())
        .row(row(t.reference_value(), value, new_value))
        .row(row(t.reference_period(), dates, period(t, version.from, version.until)))
        .row(row(t.reference_basis(), basis, new_basis))
        .row(row(t.reference_by(), String::new(), named(t, names, version.proposed_by)))
        .row(row(t.reference_why(), String::new(), version.why.clone().unwrap_or_default()))
}

fn decided(seen: &VersionSeen) -> Problem {
    Refusal::ProposalDecided { version: seen.version }.into()
}

/// `GET /reference/proposals/{kind}/{item}/{from}/{version}`.
pub(crate) async fn show(view: View, Path(address): Path<Address>) -> Answer {
    let seen = seen(address)?;
    page(&view, &seen, &view.form()).await
}

async fn page(view: &View, seen: &VersionSeen, form: &Form) -> Answer {
    let (proposal, names) = load(view, seen).await?.ok_or_else(|| decided(seen))?;
    let t = view.t;
    let is_own = view.signed().is_some_and(|me| Some(me.staff.id) == proposal.version.proposed_by);
    let over = title(t, &proposal);
    let main = ProposalPage {
        t,
        view,
        form,
        way: way_to(t, seen.kind).then(path_of(seen.kind, &seen.item), over.as_str()),
        over,
        path: proposal_path(seen.kind, &seen.item, seen.from, seen.version),
        table: compared(t, &proposal, &names),
        own: is_own.then(|| Box::of(Tone::Info, t.proposal_own())),
        may_approve: !is_own && view.may(Action::ApproveRates),
        may_reject: is_own || view.may(Action::ApproveRates),
        reject: if is_own { t.proposal_take_back() } else { t.proposal_reject() },
    };
    Ok(view.form_page(t.proposal_title(), form, &main))
}

/// `POST /reference/proposals/{kind}/{item}/{from}/{version}/approve`.
pub(crate) async fn accept(view: View, Path(address): Path<Address>, Posted(mut form): Posted) -> Answer {
    let seen = seen(address)?;
    let named = seen.clone();
    match view.write(move |tx, me| approve(tx, &me.acting, &named)).await? {
        Ok(()) => Ok(view.done(&path_of(seen.kind, &seen.item), Notice::ReferenceApproved)),
        // Once it is decided there is nothing left to show beside the sentence.
        Err(refusal @ Refusal::ProposalDecided { .. }) => Err(refusal.into()),
        Err(refusal) => {
            form.refuse("main", view.tell(refusal)?);
            page(&view, &seen, &form).await
        }
    }
}

/// `GET /reference/proposals/{kind}/{item}/{from}/{version}/reject`.
pub(crate) async fn show_reject(view: View, Path(address): Path<Address>) -> Answer {
    let seen = seen(address)?;
    reject_page(&view, &seen, &view.form()).await
}

async fn reject_page(view: &View, seen: &VersionSeen, form: &Form) -> Answer {
    let (proposal, _) = load(view, seen).await?.ok_or_else(|| decided(seen))?;
    Ok(ask_reject(view, seen, &proposal, form))
}

fn ask_reject(view: &View, seen: &VersionSeen, proposal: &Proposal, form: &Form) -> Response {
    let t = view.t;
    let is_own = view.signed().is_some_and(|me| Some(me.staff.id) == proposal.version.proposed_by);
    let (question, button) = if is_own {
        (t.proposal_take_back_title(), t.proposal_take_back())
    } else {
        (t.proposal_reject_title(), t.proposal_reject())
    };
    let path = proposal_path(seen.kind, &seen.item, seen.from, seen.version);
    Confirm::of(view, form, question)
        .over(title(t, proposal))
        .way(way(t).then(path.as_str(), t.proposal_title()))
        .field(form.area("why", t.proposal_reject_why()))
        .button(Tone::Bad, button)
        .answer(&path)
}

/// `POST /reference/proposals/{kind}/{item}/{from}/{version}/reject`.
pub(crate) async fn refuse(view: View, Path(address): Path<Address>, Posted(mut form): Posted) -> Answer {
    let seen = seen(address)?;
    if form.require("why", view.t.reference_why_missing()) {
        return reject_page(&view, &seen, &form).await;
    }
    let (named, why) = (seen.clone(), form.value("why").to_owned());
    match view.write(move |tx, me| reject(tx, &me.acting, &named, &why)).await? {
        Ok(()) => Ok(view.done(&path_of(seen.kind, &seen.item), Notice::ReferenceRejected)),
        Err(refusal @ Refusal::ProposalDecided { .. }) => Err(refusal.into()),
        Err(refusal) => {
            form.refuse("why", view.tell(refusal)?);
            reject_page(&view, &seen, &form).await
        }
    }
}
