//! Rates: what holds on a day, the history, and proposing another amount.

use super::{History, ListPage, OnDay, change, confidence, names, nothing_holds, path_of, period, slots_seen, way_to};
use crate::{
    components::{Cell, Form, Link, Table, Tone},
    pages::confirm::Confirm,
    shell::{
        guard::Posted,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{Language, T},
};
use axum::extract::{Path, Query};
use kernel::{Dong, today_in_vietnam};
use office::{
    Action,
    reference::{Common, Confidence, Rate, ReferenceKind, State, Version, history, list},
};

/// `GET /reference/rates`.
pub(crate) async fn show(view: View, Query(on): Query<OnDay>) -> Answer {
    let (day, form) = on.read(&view);
    let rates = view.read(move |tx, _| list::<Rate>(tx, day)).await?;
    let t = view.t;
    let table = Table::of(t, t.rates_caption(t.date(day)))
        .column(t.reference_item())
        .numbers(t.reference_amount())
        .column(t.reference_period())
        .column(t.reference_basis())
        .column(t.reference_confidence())
        .rows(&rates, |version| {
            let rate = &version.value;
            [
                Cell::link(path_of(ReferenceKind::Rate, &rate.code), rate_name(t, rate))
                    .below(t.programme(rate.programme)),
                Cell::text(t.dong(rate.amount)),
                Cell::text(period(t, version.from, version.until)),
                Cell::text(&rate.basis),
                Cell::tag(confidence(t, rate.confidence)),
            ]
        });
    let empty = nothing_holds(t, rates.is_empty());
    Ok(ListPage::of(t, "/reference/rates", t.rates_title(), &form, table).empty(empty).answer(&view))
}

/// The name in the language of the screen.
pub(super) fn rate_name(t: T, rate: &Rate) -> &str {
    match t.0 {
        Language::Vietnamese => &rate.name_vi,
        Language::English => &rate.name_en,
    }
}

/// Every version of an item; no such item is no such page.
async fn load<V: Common + Send + 'static>(view: &View, item: &str) -> Answer<Vec<Version<V>>> {
    let item = item.to_owned();
    let versions = view.read(move |tx, _| history::<V>(tx, &item)).await?;
    if versions.is_empty() { Err(Problem::NotFound) } else { Ok(versions) }
}

/// `GET /reference/rates/{item}`.
pub(crate) async fn show_history(view: View, Path(item): Path<String>) -> Answer {
    let asked = item.clone();
    let (versions, names) = view
        .read(move |tx, me| {
            let versions = history::<Rate>(tx, &asked)?;
            let names = names(tx, &me.acting, &versions)?;
            Ok((versions, names))
        })
        .await?;
    let last = versions.last().ok_or(Problem::NotFound)?;
    let t = view.t;
    let propose = || Link::to(format!("{}/propose", path_of(ReferenceKind::Rate, &item)), t.rate_propose());
    let history = History {
        kind: ReferenceKind::Rate,
        title: rate_name(t, &last.value),
        versions: &versions,
        names: &names,
        actions: view.may(Action::ProposeRates).then(propose).into_iter().collect(),
    };
    Ok(history.answer(&view, &item, |rate| Cell::text(t.dong(rate.amount)).below(&rate.basis)))
}

/// What is in force today, else the last that was.
pub(super) fn current<'v, V>(view: &View, versions: &'v [Version<V>]) -> Option<&'v Version<V>> {
    let today = today_in_vietnam(view.now);
    let approved = || versions.iter().filter(|version| version.state == State::Approved);
    approved().rev().find(|version| version.covers(today)).or_else(|| approved().next_back()).or(versions.last())
}

/// `GET /reference/rates/{item}/propose`.
pub(crate) async fn show_propose(view: View, Path(item): Path<String>) -> Answer {
    let versions = load::<Rate>(&view, &item).await?;
    let form = view.form().with("seen", slots_seen(&versions));
    propose_page(&view, &item, &versions, &form)
}

fn propose_page(view: &View, item: &str, versions: &[Version<Rate>], form: &Form) -> Answer {
    let t = view.t;
    let rate = current(view, versions).map(|version| &version.value).ok_or(Problem::NotFound)?;
    let path = path_of(ReferenceKind::Rate, item);
    let page = Confirm::of(view, form, t.rate_propose_title())
        .over(rate_name(t, rate))
        .way(way_to(t, ReferenceKind::Rate).then(path.as_str(), rate_name(t, rate)))
        .text(t.rate_propose_text())
        .hidden("seen", form.value("seen"))
        .field(
            form.text("amount", t.reference_amount())
                .hint(t.reference_amount_hint(t.dong(rate.amount)))
                .digits()
                .narrow(),
        )
        .field(form.text("basis", t.reference_basis()).hint(t.reference_basis_hint()));
    let page = change::when_fields(t, form).into_iter().fold(page, Confirm::field);
    Ok(page.button(Tone::Good, t.rate_propose()).answer(&path))
}

/// `POST /reference/rates/{item}/propose`.
pub(crate) async fn propose(view: View, Path(item): Path<String>, Posted(mut form): Posted) -> Answer {
    let versions = load::<Rate>(&view, &item).await?;
    let when = change::When::read(view.t, &mut form);
    let amount = Dong::parse(form.value("amount")).ok();
    if amount.is_none() {
        form.refuse("amount", view.t.reference_amount_wrong());
    }
    form.require("basis", view.t.reference_basis_missing());
    let rate = current(&view, &versions).map(|version| version.value.clone()).ok_or(Problem::NotFound)?;
    if let (Some(when), Some(amount), false) = (when, amount, form.is_refused()) {
        let value = Rate { amount, basis: form.value("basis").to_owned(), confidence: Confidence::Entered, ..rate };
        if let Some(notice) = change::submit(&view, &mut form, value, when).await? {
            return Ok(view.done(&path_of(ReferenceKind::Rate, &item), notice));
        }
    }
    propose_page(&view, &item, &versions, &form)
}
