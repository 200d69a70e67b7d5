//! The population registers that lists are compared with: those at hand, taking one in.

use super::audit::to_job;
use crate::{
    components::{Breadcrumb, Cell, Empty, Field, FileField, Form, Table, Tag, Tone},
    shell::{
        problem::{Answer, Problem},
        upload::receive,
        visit::View,
    },
    wording::{T, parse_date},
};
use askama::Template;
use axum::{extract::Multipart, response::Response};
use matching::{KnownSnapshot, NewRegister, Shelved, list_snapshots, submit_load};
use std::fs;

/// What an upload takes: a register of some millions of people.
pub(crate) const UPLOAD_BYTES_MAX: usize = 1024 * 1024 * 1024;

#[derive(Template)]
#[template(path = "pages/registers.html")]
struct Registers<'a> {
    t: T,
    form: &'a Form,
    way: Breadcrumb,
    table: Table,
    empty: Option<Empty>,
    day: Field,
    file: FileField,
    action: String,
    key: String,
}

fn unusable(fault: &std::io::Error) -> Problem {
    Problem::Fault(format!("the folder of registers cannot be used: {fault}"))
}

/// `GET /registers`.
pub(crate) async fn show(view: View) -> Answer {
    let form = view.form();
    page(&view, &form).await
}

async fn page(view: &View, form: &Form) -> Answer<Response> {
    let known = view.read_in::<Problem, _>(|tx, _| Ok(list_snapshots(tx)?)).await?;
    let shelf = view.app.settings.registers.clone();
    let shelved = view.blocking(move |_| shelf.list()).await?.map_err(|fault| unusable(&fault))?;
    let t = view.t;
    let main = Registers {
        t,
        form,
        way: Breadcrumb::home(t),
        table: table(t, &shelved, &known),
        empty: shelved.is_empty().then(|| Empty::of("book", t.registers_none(), t.registers_none_text())),
        day: form.date("taken_on", t.register_taken_on()),
        file: form.file(t.register_choose(), ".csv,.reg").hint(t.register_choose_hint()),
        action: view.upload_action("/registers"),
        key: view.request_id.clone(),
    };
    Ok(view.form_page(t.registers_title(), form, &main))
}

fn table(t: T, shelved: &[Shelved], known: &[KnownSnapshot]) -> Table {
    let people = |register: &Shelved| {
        let found = known.iter().find(|known| known.digest == register.digest);
        found.map_or_else(|| t.register_people_unknown().to_owned(), |known| t.number(known.people))
    };
    let newest = shelved.first().map(|register| register.digest);
    Table::of(t, t.registers_caption())
        .column(t.register_name())
        .column(t.register_taken_on())
        .numbers(t.register_people())
        .column(t.register_use())
        .rows(shelved, |register| {
            let is_newest = Some(register.digest) == newest;
            let used = if is_newest {
                Tag::of(Tone::Good, t.register_in_use())
            } else {
                Tag::of(Tone::Plain, t.register_older())
            };
            [
                Cell::text(&register.snapshot.name),
                Cell::text(register.snapshot.taken_on.map_or_else(|| t.not_given().to_owned(), |day| t.date(day))),
                Cell::text(people(register)),
                Cell::tag(used),
            ]
        })
}

/// `POST /registers`.
pub(crate) async fn send(view: View, parts: Multipart) -> Answer {
    let upload = receive(&view.app.uploads, parts).await?;
    let t = view.t;
    let mut form = upload.form(t);
    let taken_on = parse_date(form.value("taken_on"));
    if taken_on.is_none() {
        form.refuse("taken_on", t.date_wrong());
    }
    let Some(file) = upload.file.filter(|_| !form.is_refused()) else {
        if !form.is_refused() {
            form.refuse("file", t.letter_file_missing());
        }
        return page(&view, &form).await;
    };
    let key = format!("register {}", form.value("key"));
    let new = NewRegister { incoming: format!("incoming-{}", view.request_id), name: file.name, taken_on };
    let (shelf, incoming) = (view.app.settings.registers.clone(), new.incoming.clone());
    let kept = view.blocking(move |_| fs::write(shelf.folder()?.join(incoming), file.content)).await?;
    kept.map_err(|fault| unusable(&fault))?;
    let asked = view.write_in::<matching::Refusal, _>(move |tx, me| submit_load(tx, &me.acting, &new, &key)).await??;
    Ok(to_job(&asked))
}
