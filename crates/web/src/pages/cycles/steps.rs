//! What moves a cycle on: each step names the version its person saw.

use super::{cycle, path, way_to};
use crate::{
    components::{Form, Tone},
    pages::confirm::Confirm,
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::{View, Visit},
    },
};
use axum::{extract::Path, response::Response};
use db::Tx;
use kernel::{AccountNumber, Bin, CycleId};
use office::{
    Acting,
    reference::{Bank, list as list_reference},
};
use payments::{
    Cycle, Outbox, Payer, Refusal, Sent, approve_cycle, compute_cycle, find_payer, load_cycle, prepare_files,
    send_files, totals,
};

/// The field a refused step is told at: the list of steps.
const STEP: &str = "step";

fn seen(form: &Form) -> i64 {
    form.value("version").parse().unwrap_or_default()
}

/// Back to the cycle, with a word; or its page with what was refused.
async fn told<R>(view: &View, id: CycleId, form: Form, done: Result<R, Refusal>, notice: Notice) -> Answer {
    match done {
        Ok(_) => Ok(view.done(&format!("/cycles/{id}"), notice)),
        Err(refusal) => {
            let mut form = form;
            form.refuse(STEP, view.tell(refusal)?);
            cycle::page(view, id, &form).await
        }
    }
}

/// `POST /cycles/{id}/compute`. Thousands of rows: a transaction of its own.
pub(crate) async fn compute(view: View, Path(id): Path<CycleId>, Posted(form): Posted) -> Answer {
    let (seen, places) = (seen(&form), view.app.desk.places());
    let done = view.write_alone_in(move |tx, me| compute_cycle(tx, &me.acting, &places, id, seen)).await?;
    told(&view, id, form, done, Notice::CycleComputed).await
}

/// `GET /cycles/{id}/approve`.
pub(crate) async fn show_approve(view: View, Path(id): Path<CycleId>) -> Answer {
    let cycle = view.read_in(move |tx, me| with_sums(tx, &me.acting, id)).await?;
    let form = view.form();
    Ok(approve_page(&view, &form, &cycle))
}

fn with_sums(tx: &mut Tx<'_>, acting: &Acting, id: CycleId) -> Result<Cycle, Refusal> {
    let cycle = load_cycle(tx, acting, id)?;
    let totals = totals(tx, &cycle)?;
    Ok(Cycle { totals, ..cycle })
}

fn approve_page(view: &View, form: &Form, cycle: &Cycle) -> Response {
    let (t, sums) = (view.t, &cycle.totals);
    let begin = cycle.digest.iter().flatten().take(4);
    let digest = begin.fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    let (version, count) = (t.number(cycle.version), t.number(cycle.instructions));
    Confirm::of(view, form, t.approve_title(t.month(cycle.month)))
        .way(way_to(t, cycle))
        .text(t.approve_text(version, count, sums.payable, sums.held, digest))
        .hidden("version", cycle.version.to_string())
        .button(Tone::Good, t.approve_button())
        .answer(&path(cycle))
}

/// `POST /cycles/{id}/approve`.
pub(crate) async fn approve(view: View, Path(id): Path<CycleId>, Posted(form): Posted) -> Answer {
    let seen = seen(&form);
    let done = view.write_in(move |tx, me| approve_cycle(tx, &me.acting, id, seen)).await?;
    told(&view, id, form, done, Notice::CycleApproved).await
}

/// `POST /cycles/{id}/prepare`.
pub(crate) async fn prepare(view: View, Path(id): Path<CycleId>, Posted(form): Posted) -> Answer {
    let (seen, places) = (seen(&form), view.app.desk.places());
    let done = view.write_alone_in(move |tx, me| prepare_files(tx, &me.acting, &places, id, seen)).await?;
    told(&view, id, form, done, Notice::CycleFilesWritten).await
}

/// `POST /cycles/{id}/send`. Each file has its own transactions, so that whoever is cut off in between goes on.
pub(crate) async fn send(view: View, Path(id): Path<CycleId>, Posted(form): Posted) -> Answer {
    let done =
        view.blocking(move |visit| Ok::<_, Problem>(send_into_folders(visit, &visit.me()?.acting, id))).await??;
    told(&view, id, form, done, Notice::CycleSent).await
}

fn send_into_folders(visit: &Visit, acting: &Acting, id: CycleId) -> Result<Sent, Refusal> {
    let folder = visit.app.settings.outbox.as_ref().ok_or(Refusal::NoOutbox)?;
    let (bank, post) = (Outbox::at(folder.join("bank"))?, Outbox::at(folder.join("post"))?);
    send_files(visit.app.desk.db(), acting, id, &bank, &post)
}

/// `GET /cycles/{id}/payer`.
pub(crate) async fn show_payer(view: View, Path(id): Path<CycleId>) -> Answer {
    let (cycle, payer) = read_payer(&view, id).await?;
    let form = payer.iter().fold(view.form(), |form, payer| {
        form.with("name", payer.name.as_str()).with("bank", payer.bin.as_str()).with("number", payer.number.as_str())
    });
    payer_page(&view, &form, &cycle).await
}

async fn read_payer(view: &View, id: CycleId) -> Answer<(Cycle, Option<Payer>)> {
    view.read_in(move |tx, me| {
        let cycle = load_cycle(tx, &me.acting, id)?;
        let payer = find_payer(tx, &me.acting, cycle.place)?;
        Ok::<_, Refusal>((cycle, payer))
    })
    .await
}

async fn payer_page(view: &View, form: &Form, cycle: &Cycle) -> Answer {
    let t = view.t;
    let banks = view.read(|tx, me| list_reference::<Bank>(tx, me.acting.today())).await?;
    let mut offered: Vec<(String, String)> =
        banks.into_iter().filter_map(|version| Some((version.value.bin?, version.value.short_name))).collect();
    offered.sort_by_key(|(_, name)| kernel::names::plain_key(name));
    Ok(Confirm::of(view, form, t.cycle_payer_title())
        .way(way_to(t, cycle))
        .text(t.cycle_payer_text())
        .field(form.text("name", t.cycle_payer_name()))
        .select(form.select("bank", t.cycle_payer_bank()).options(offered))
        .field(form.text("number", t.cycle_payer_number()).digits())
        .button(Tone::Good, t.cycle_payer_save())
        .answer(&path(cycle)))
}

/// `POST /cycles/{id}/payer`.
pub(crate) async fn set_payer(view: View, Path(id): Path<CycleId>, Posted(mut form): Posted) -> Answer {
    let (t, (cycle, _)) = (view.t, read_payer(&view, id).await?);
    form.require("name", t.cycle_payer_name_missing());
    let (bin, number) = (Bin::parse(form.value("bank")).ok(), AccountNumber::parse(form.value("number")).ok());
    if bin.is_none() {
        form.refuse("bank", t.cycle_payer_bank_missing());
    }
    if number.is_none() {
        form.refuse("number", t.cycle_payer_number_wrong());
    }
    let (Some(bin), Some(number), false) = (bin, number, form.is_refused()) else {
        return payer_page(&view, &form, &cycle).await;
    };
    let payer = Payer { place: cycle.place, name: form.value("name").to_owned(), bin, number };
    match view.write_in(move |tx, me| payments::set_payer(tx, &me.acting, &payer)).await? {
        Ok(()) => Ok(view.done(&path(&cycle), Notice::PayerSet)),
        Err(refusal) => {
            form.refuse("name", view.tell(refusal)?);
            payer_page(&view, &form, &cycle).await
        }
    }
}
