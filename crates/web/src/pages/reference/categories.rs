//! Categories: what holds on a day, the history, and proposing a change.

use super::{
    History, ListPage, OnDay, change, confidence, names, nothing_holds, path_of, rates::current, slots_seen, way_to,
};
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
use axum::{
    extract::{Path, Query},
    response::Response,
};
use kernel::{Dong, Ratio};
use office::{
    Action,
    reference::{Category, Confidence, ReferenceKind, Version, history, list},
};

/// `GET /reference/categories`.
pub(crate) async fn show(view: View, Query(on): Query<OnDay>) -> Answer {
    let (day, form) = on.read(&view);
    let categories = view.read(move |tx, _| list::<Category>(tx, day)).await?;
    let t = view.t;
    let table = Table::of(t, t.categories_caption(t.date(day)))
        .column(t.reference_item())
        .column(t.category_kind())
        .numbers(t.category_coefficient())
        .column(t.reference_basis())
        .column(t.reference_confidence())
        .filter()
        .rows(&categories, |version| {
            let category = &version.value;
            [
                Cell::link(path_of(ReferenceKind::Category, &category.code), name(t, category)).below(&category.code),
                Cell::text(t.category_kind_named(category.kind)).below(t.programme(category.programme)),
                Cell::text(gives(t, category)),
                Cell::text(&category.basis),
                Cell::tag(confidence(t, category.confidence)),
            ]
        });
    let empty = nothing_holds(t, categories.is_empty());
    Ok(ListPage::of(t, "/reference/categories", t.categories_title(), &form, table).empty(empty).answer(&view))
}

/// The name in the language of the screen.
pub(super) fn name(t: T, category: &Category) -> &str {
    match t.0 {
        Language::Vietnamese => &category.name_vi,
        Language::English => &category.name_en,
    }
}

/// The coefficient, the amount, or the word that a decision says it.
pub(super) fn gives(t: T, category: &Category) -> String {
    match (category.coefficient, category.amount) {
        (Some(coefficient), _) => coefficient.to_string(),
        (None, Some(amount)) => t.dong(amount),
        (None, None) => t.category_by_decision().to_owned(),
    }
}

/// `từ 4 đến 15 tuổi`; nothing where the law names no age.
pub(super) fn ages(t: T, category: &Category) -> String {
    match (category.age_from, category.age_to) {
        (Some(from), Some(to)) => t.category_ages_between(from, to),
        (Some(from), None) => t.category_ages_from(from),
        (None, Some(to)) => t.category_ages_to(to),
        (None, None) => t.category_ages_any().to_owned(),
    }
}

async fn load(view: &View, item: &str) -> Answer<(Vec<Version<Category>>, super::Names)> {
    let asked = item.to_owned();
    let found = view.read(move |tx, me| {
        let versions = history::<Category>(tx, &asked)?;
        let names = names(tx, &me.acting, &versions)?;
        Ok((versions, names))
    });
    let (versions, names) = found.await?;
    if versions.is_empty() { Err(Problem::NotFound) } else { Ok((versions, names)) }
}

/// `GET /reference/categories/{item}`.
pub(crate) async fn show_history(view: View, Path(item): Path<String>) -> Answer {
    let (versions, names) = load(&view, &item).await?;
    let t = view.t;
    let now = current(&view, &versions).ok_or(Problem::NotFound)?;
    let propose = || Link::to(format!("{}/propose", path_of(ReferenceKind::Category, &item)), t.rate_propose());
    let history = History {
        kind: ReferenceKind::Category,
        title: name(t, &now.value),
        versions: &versions,
        names: &names,
        actions: view.may(Action::ProposeRates).then(propose).into_iter().collect(),
    };
    Ok(history.answer(&view, &item, |category| {
        Cell::text(gives(t, category)).below(format!("{}. {}", ages(t, category), category.basis))
    }))
}

/// `GET /reference/categories/{item}/propose`.
pub(crate) async fn show_propose(view: View, Path(item): Path<String>) -> Answer {
    let (versions, _) = load(&view, &item).await?;
    let category = current(&view, &versions).map(|version| &version.value).ok_or(Problem::NotFound)?;
    let age = |age: Option<i64>| age.map(|age| age.to_string()).unwrap_or_default();
    let form = view
        .form()
        .with("seen", slots_seen(&versions))
        .with("name_vi", category.name_vi.as_str())
        .with("name_en", category.name_en.as_str())
        .with("coefficient", category.coefficient.map(|coefficient| coefficient.to_string()).unwrap_or_default())
        .with("amount", category.amount.map(|amount| amount.as_i64().to_string()).unwrap_or_default())
        .with("age_from", age(category.age_from))
        .with("age_to", age(category.age_to))
        .with("note", category.note.clone().unwrap_or_default());
    Ok(propose_page(&view, &item, category, &form))
}

fn propose_page(view: &View, item: &str, category: &Category, form: &Form) -> Response {
    let t = view.t;
    let path = path_of(ReferenceKind::Category, item);
    let page = Confirm::of(view, form, t.category_propose_title())
        .over(name(t, category))
        .way(way_to(t, ReferenceKind::Category).then(path.as_str(), name(t, category)))
        .text(t.rate_propose_text())
        .hidden("seen", form.value("seen"))
        .field(form.text("name_vi", t.category_name_vi()))
        .field(form.text("name_en", t.category_name_en()))
        .field(
            form.text("coefficient", t.category_coefficient_only())
                .hint(t.category_coefficient_hint())
                .narrow()
                .optional(),
        )
        .field(form.text("amount", t.category_amount()).hint(t.category_amount_hint()).digits().narrow().optional())
        .field(form.text("age_from", t.category_age_from()).digits().narrow().optional())
        .field(form.text("age_to", t.category_age_to()).hint(t.category_age_to_hint()).digits().narrow().optional())
        .field(form.area("note", t.category_note()).optional())
        .field(form.text("basis", t.reference_basis()).hint(t.reference_basis_hint()));
    let page = change::when_fields(t, form).into_iter().fold(page, Confirm::field);
    page.button(Tone::Good, t.rate_propose()).answer(&path)
}

/// A field that may stay empty: nothing, or what was typed read; what cannot be read is noted in the form.
fn optional<V>(
    form: &mut Form,
    field: &'static str,
    wrong: &'static str,
    read: impl Fn(&str) -> Option<V>,
) -> Option<V> {
    let typed = form.value(field).to_owned();
    let value = Some(typed.as_str()).filter(|text| !text.is_empty()).and_then(read);
    if !typed.is_empty() && value.is_none() {
        form.refuse(field, wrong);
    }
    value
}

/// What the form says of the category; the rest stays as it is.
fn read(t: T, form: &mut Form, category: &Category) -> Category {
    form.require("name_vi", t.reference_name_missing());
    form.require("name_en", t.reference_name_missing());
    form.require("basis", t.reference_basis_missing());
    let age = |text: &str| text.parse().ok();
    let note = form.value("note").to_owned();
    Category {
        coefficient: optional(form, "coefficient", t.category_coefficient_wrong(), |text| Ratio::parse(text).ok()),
        amount: optional(form, "amount", t.reference_amount_wrong(), |text| Dong::parse(text).ok()),
        age_from: optional(form, "age_from", t.category_age_wrong(), age),
        age_to: optional(form, "age_to", t.category_age_wrong(), age),
        note: Some(note).filter(|note| !note.is_empty()),
        name_vi: form.value("name_vi").to_owned(),
        name_en: form.value("name_en").to_owned(),
        basis: form.value("basis").to_owned(),
        confidence: Confidence::Entered,
        ..category.clone()
    }
}

/// `POST /reference/categories/{item}/propose`.
pub(crate) async fn propose(view: View, Path(item): Path<String>, Posted(mut form): Posted) -> Answer {
    let (versions, _) = load(&view, &item).await?;
    let category = current(&view, &versions).map(|version| version.value.clone()).ok_or(Problem::NotFound)?;
    let value = read(view.t, &mut form, &category);
    let when = change::When::read(view.t, &mut form);
    if let (Some(when), false) = (when, form.is_refused())
        && let Some(notice) = change::submit(&view, &mut form, value, when).await?
    {
        return Ok(view.done(&path_of(ReferenceKind::Category, &item), notice));
    }
    Ok(propose_page(&view, &item, &category, &form))
}
