//! Banks and the other receivers of money: one person adds and changes them.

use super::{History, ListPage, OnDay, change, names, nothing_holds, path_of, slots_seen, way_to};
use crate::{
    components::{Cell, Form, Link, Table, Tone},
    pages::confirm::Confirm,
    shell::{
        guard::Posted,
        problem::{Answer, Problem},
        visit::View,
    },
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use kernel::today_in_vietnam;
use office::{
    Action,
    reference::{Bank, BankKind, Confidence, Reference as _, ReferenceKind, State, Version, history, list},
};

/// `GET /reference/banks`.
pub(crate) async fn show(view: View, Query(on): Query<OnDay>) -> Answer {
    let (day, form) = on.read(&view);
    let banks = view.read(move |tx, _| list::<Bank>(tx, day)).await?;
    let t = view.t;
    let table = Table::of(t, t.banks_caption(t.date(day)))
        .column(t.bank_short_name())
        .column(t.bank_kind())
        .column(t.bank_key())
        .column(t.bank_codes())
        .filter()
        .rows(&banks, |version| {
            let bank = &version.value;
            [
                Cell::link(path_of(ReferenceKind::Bank, &bank.key), bank.short_name.as_str()).below(&bank.name_vi),
                Cell::text(t.bank_kind_named(bank.kind)),
                Cell::text(&bank.key),
                Cell::text(bank.codes.join(", ")).below(bank.swift.clone().unwrap_or_default()),
            ]
        });
    let add = view.may(Action::EditReference).then(|| Link::to("/reference/banks/new", t.bank_add()));
    let empty = nothing_holds(t, banks.is_empty());
    Ok(ListPage::of(t, "/reference/banks", t.banks_title(), &form, table).add(add).empty(empty).answer(&view))
}

/// `GET /reference/banks/{item}`.
pub(crate) async fn show_history(view: View, Path(item): Path<String>) -> Answer {
    let asked = item.clone();
    let (versions, names) = view
        .read(move |tx, me| {
            let versions = history::<Bank>(tx, &asked)?;
            let names = names(tx, &me.acting, &versions)?;
            Ok((versions, names))
        })
        .await?;
    let last = versions.last().ok_or(Problem::NotFound)?;
    let change = || Link::to(format!("{}/change", path_of(ReferenceKind::Bank, &item)), view.t.reference_change());
    let history = History {
        kind: ReferenceKind::Bank,
        title: &last.value.short_name,
        versions: &versions,
        names: &names,
        actions: view.may(Action::EditReference).then(change).into_iter().collect(),
    };
    Ok(history.answer(&view, &item, |bank| Cell::text(&bank.short_name).below(&bank.name_vi)))
}

/// `GET /reference/banks/new`.
pub(crate) async fn show_new(view: View) -> Answer {
    let today = view.t.date(today_in_vietnam(view.now));
    Ok(page(&view, None, &view.form().with("from", today)))
}

fn page(view: &View, old: Option<&Bank>, form: &Form) -> Response {
    let t = view.t;
    let kinds = BankKind::ALL.iter().map(|kind| (kind.key().to_owned(), t.bank_kind_named(*kind).to_owned()));
    let title = if old.is_some() { t.bank_change_title() } else { t.bank_add_title() };
    let mut page = Confirm::of(view, form, title)
        .way(way_to(t, ReferenceKind::Bank))
        .hidden("seen", form.value("seen"))
        .select(form.select("kind", t.bank_kind()).options(kinds));
    let mut back = "/reference/banks".to_owned();
    if let Some(old) = old {
        back = path_of(ReferenceKind::Bank, &old.key);
        page = page.over(old.short_name.as_str());
    } else {
        page = page.field(form.text("key", t.bank_key()).hint(t.bank_key_hint()));
    }
    let page = page
        .field(form.text("short_name", t.bank_short_name()))
        .field(form.text("name_vi", t.bank_name_vi()))
        .field(form.text("codes", t.bank_codes()).hint(t.bank_codes_hint()).optional())
        .field(form.text("swift", t.bank_swift()).optional());
    let page = change::when_fields(t, form).into_iter().fold(page, Confirm::field);
    page.button(Tone::Good, t.save()).answer(&back)
}

/// What the form says about a bank; what is wrong is noted in the form.
fn read(view: &View, form: &mut Form, old: Option<&Bank>) -> Option<Bank> {
    let t = view.t;
    if old.is_none() {
        form.require("key", t.bank_key_missing());
    }
    form.require("short_name", t.reference_name_missing());
    form.require("name_vi", t.reference_name_missing());
    let kind = BankKind::parse(form.value("kind"));
    if kind.is_none() {
        form.refuse("kind", t.choice_missing());
    }
    let key = old.map_or_else(|| form.value("key").to_owned(), |old| old.key.clone());
    let is_number = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    let codes = form.value("codes").split(',').map(str::trim).filter(|code| !code.is_empty());
    Some(Bank {
        bin: is_number.then(|| key.clone()),
        key,
        short_name: form.value("short_name").to_owned(),
        name_vi: form.value("name_vi").to_owned(),
        kind: kind?,
        codes: codes.map(str::to_owned).collect(),
        swift: Some(form.value("swift").to_owned()).filter(|swift| !swift.is_empty()),
        former_names: old.map(|old| former_names(old, form.value("short_name"))).unwrap_or_default(),
        confidence: Confidence::Entered,
    })
}

/// The names it had, with the one it loses now.
fn former_names(old: &Bank, new_name: &str) -> Vec<String> {
    let mut names = old.former_names.clone();
    if old.short_name != new_name && !names.contains(&old.short_name) {
        names.push(old.short_name.clone());
    }
    names
}

/// `POST /reference/banks/new`.
pub(crate) async fn create(view: View, Posted(form): Posted) -> Answer {
    save(&view, None, form).await
}

async fn save(view: &View, old: Option<&Bank>, mut form: Form) -> Answer {
    let when = change::When::read(view.t, &mut form);
    let bank = read(view, &mut form, old);
    if let (Some(when), Some(bank), false) = (when, bank, form.is_refused()) {
        let path = path_of(ReferenceKind::Bank, &bank.item());
        if let Some(notice) = change::submit(view, &mut form, bank, when).await? {
            return Ok(view.done(&path, notice));
        }
    }
    Ok(page(view, old, &form))
}

async fn load(view: &View, item: String) -> Answer<(Vec<Version<Bank>>, Bank)> {
    let versions = view.read(move |tx, _| history::<Bank>(tx, &item)).await?;
    let last = versions.iter().rev().find(|version| version.state == State::Approved);
    let bank = last.map(|version| version.value.clone()).ok_or(Problem::NotFound)?;
    Ok((versions, bank))
}

/// `GET /reference/banks/{item}/change`.
pub(crate) async fn show_change(view: View, Path(item): Path<String>) -> Answer {
    let (versions, bank) = load(&view, item).await?;
    let form = view
        .form()
        .with("seen", slots_seen(&versions))
        .with("kind", bank.kind.key())
        .with("short_name", bank.short_name.as_str())
        .with("name_vi", bank.name_vi.as_str())
        .with("codes", bank.codes.join(", "))
        .with("swift", bank.swift.as_deref().unwrap_or_default())
        .with("from", view.t.date(today_in_vietnam(view.now)));
    Ok(page(&view, Some(&bank), &form))
}

/// `POST /reference/banks/{item}/change`.
pub(crate) async fn change(view: View, Path(item): Path<String>, Posted(form): Posted) -> Answer {
    let (_, bank) = load(&view, item).await?;
    save(&view, Some(&bank), form).await
}
