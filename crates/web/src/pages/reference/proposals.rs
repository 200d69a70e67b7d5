//! A change that waits: what holds and what is proposed side by side, for the second person to decide.

use super::{Names, categories, named, names, path_of, period, proposal_path, rates::rate_name, way, way_to};
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
use db::Tx;
use office::{
    Action, Refusal,
    reference::{
        Category, Proposal, Rate, Reference, ReferenceKind, Version, VersionSeen, approve, find, list_proposals,
        may_approve, reject,
    },
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
    told: Option<Box>,
    may_approve: bool,
    may_reject: bool,
    reject: &'static str,
}

fn seen((kind, item, from, version): Address) -> Answer<VersionSeen> {
    let kind = ReferenceKind::parse(&kind).ok_or(Problem::NotFound)?;
    let from = parse_date(&from).ok_or(Problem::NotFound)?;
    Ok(VersionSeen { kind, item, from, version })
}

/// A proposal, who has to do with it, and why whoever looks may not approve it.
type Loaded = (Proposal, Names, Option<Refusal>);

/// The proposal as it waits now; nothing once somebody has decided it.
async fn load(view: &View, seen: &VersionSeen) -> Answer<Option<Loaded>> {
    let seen = seen.clone();
    view.read(move |tx, me| {
        let mut all = list_proposals(tx, &me.acting)?;
        all.retain(|one| {
            (one.kind, &one.item, one.version.from, one.version.number)
                == (seen.kind, &seen.item, seen.from, seen.version)
        });
        let Some(mut proposal) = all.pop() else { return Ok(None) };
        if proposal.now.is_none() {
            proposal.now = held_then(tx, &proposal)?;
        }
        let names = names(tx, &me.acting, std::slice::from_ref(&proposal.version))?;
        let refusal = may_approve(tx, &me.acting, &proposal.version).err();
        Ok(Some((proposal, names, refusal)))
    })
    .await
}

/// What would hold on the first day of a proposal that opens a new slot: what it takes the place of.
fn held_then(tx: &mut Tx<'_>, proposal: &Proposal) -> Result<Option<Version<Value>>, Refusal> {
    let Proposal { kind, item, version, .. } = proposal;
    Ok(match kind {
        ReferenceKind::Rate => find::<Rate>(tx, item, version.from)?.map(untyped),
        ReferenceKind::Category => find::<Category>(tx, item, version.from)?.map(untyped),
        _ => None,
    })
}

/// The same version with its value as JSON, as proposals have it.
fn untyped<V: Reference>(version: Version<V>) -> Version<Value> {
    let Version { value, from, until, number, is_void, state, .. } = version;
    let Version { proposed_by, proposed_at, decided_by, decided_at, why, .. } = version;
    let value = serde_json::to_value(value).unwrap_or_default();
    Version { value, from, until, number, is_void, state, proposed_by, proposed_at, decided_by, decided_at, why }
}

/// What the proposal is about, in the language of the screen.
pub(super) fn title(t: T, proposal: &Proposal) -> String {
    let value = proposal.version.value.clone();
    let named = match proposal.kind {
        ReferenceKind::Rate => serde_json::from_value(value).ok().map(|rate: Rate| rate_name(t, &rate).to_owned()),
        ReferenceKind::Category => {
            serde_json::from_value(value).ok().map(|category: Category| categories::name(t, &category).to_owned())
        }
        _ => None,
    };
    named.unwrap_or_else(|| proposal.item.clone())
}

/// What a version says, line by line: the same lines for what holds and for what is proposed.
fn told(t: T, kind: ReferenceKind, version: &Version<Value>) -> Vec<(&'static str, String)> {
    let value = version.value.clone();
    let lines = match kind {
        ReferenceKind::Rate => serde_json::from_value(value)
            .ok()
            .map(|rate: Rate| vec![(t.reference_value(), t.dong(rate.amount)), (t.reference_basis(), rate.basis)]),
        ReferenceKind::Category => serde_json::from_value(value).ok().map(|category: Category| {
            vec![
                (t.category_name_vi(), category.name_vi.clone()),
                (t.category_name_en(), category.name_en.clone()),
                (t.category_coefficient(), categories::gives(t, &category)),
                (t.category_ages(), categories::ages(t, &category)),
                (t.category_note(), category.note.clone().unwrap_or_default()),
                (t.reference_basis(), category.basis),
            ]
        }),
        _ => None,
    };
    let lines = lines.unwrap_or_else(|| vec![(t.reference_value(), t.reference_version_named(version.number))]);
    if !version.is_void {
        return lines;
    }
    let void = |(place, (key, text)): (usize, (&'static str, String))| {
        (key, if place == 0 { t.reference_void().to_owned() } else { text })
    };
    lines.into_iter().enumerate().map(void).collect()
}

/// What holds beside what is proposed.
fn compared(t: T, proposal: &Proposal, names: &Names) -> Table {
    let Proposal { kind, version, now, .. } = proposal;
    let none = || t.reference_nothing_now().to_owned();
    let held: Vec<String> = now.iter().flat_map(|now| told(t, *kind, now)).map(|(_, text)| text).collect();
    let dates = now.as_ref().map_or_else(none, |now| period(t, now.from, now.until));
    let row = |key: &str, now: String, new: String| {
        let changed = if now == new { Cell::text(new) } else { Cell::strong(new) };
        [Cell::text(key), Cell::text(now), changed]
    };
    let table = Table::of(t, t.reference_version_named(version.number))
        .column(t.reference_item())
        .column(t.reference_now())
        .column(t.reference_proposed());
    let lines = told(t, *kind, version).into_iter().enumerate();
    let compare =
        |(place, (key, new)): (usize, (&str, String))| row(key, held.get(place).cloned().unwrap_or_else(none), new);
    table
        .rows(lines, compare)
        .row(row(t.reference_period(), dates, period(t, version.from, version.until)))
        .row([Cell::text(t.reference_by()), Cell::text(""), Cell::text(named(t, names, version.proposed_by))])
        .row([Cell::text(t.reference_why()), Cell::text(""), Cell::text(version.why.clone().unwrap_or_default())])
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
    let (proposal, names, refusal) = load(view, seen).await?.ok_or_else(|| decided(seen))?;
    let t = view.t;
    let is_own = view.signed().is_some_and(|me| Some(me.staff.id) == proposal.version.proposed_by);
    let may_approve = refusal.is_none();
    let told = match refusal.filter(|_| is_own || view.may(Action::ApproveRates)) {
        Some(Refusal::OwnProposal) => Some(t.proposal_own().to_owned()),
        Some(refusal) => Some(view.tell(refusal)?),
        None => None,
    };
    let over = title(t, &proposal);
    let main = ProposalPage {
        t,
        view,
        form,
        way: way_to(t, seen.kind).then(path_of(seen.kind, &seen.item), over.as_str()),
        over,
        path: proposal_path(seen.kind, &seen.item, seen.from, seen.version),
        table: compared(t, &proposal, &names),
        told: told.map(|sentence| Box::of(Tone::Info, sentence)),
        may_approve,
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
    let (proposal, ..) = load(view, seen).await?.ok_or_else(|| decided(seen))?;
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
