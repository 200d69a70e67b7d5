//! The month's payments: the list of cycles, opening one, and what the pages of a cycle share.

pub(crate) mod carried;
mod cycle;
pub(crate) mod files;
pub(crate) mod instructions;
mod part;
mod steps;
mod unpaid;

pub(crate) use cycle::{meets, show};
pub(crate) use part::part;
pub(crate) use steps::{approve, compute, prepare, send, set_payer, show_approve, show_payer};

use crate::{
    components::{Breadcrumb, Cell, Empty, Form, Icon, Table, Tag, Tone},
    pages::confirm::Confirm,
    shell::{guard::Posted, notice::Notice, problem::Answer, visit::View},
    wording::{T, parse_month},
};
use askama::Template;
use db::Tx;
use kernel::{Month, StaffId, today_in_vietnam};
use office::{
    Acting, Action,
    reference::{Bank, list as list_reference},
    staff::list_names,
};
use payments::{Cycle, CycleState, InstructionState, Opened, Refusal, list_cycles, open_cycle, totals};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "pages/cycles.html")]
struct Cycles {
    t: T,
    way: Breadcrumb,
    may_open: bool,
    table: Table,
    empty: Option<Empty>,
}

/// `GET /cycles`.
pub(crate) async fn list(view: View) -> Answer {
    let cycles = view
        .read_in::<Refusal, _>(|tx, me| {
            let cycles = list_cycles(tx, &me.acting.scope, &me.acting)?;
            cycles.into_iter().map(|cycle| Ok((totals(tx, &cycle)?, cycle))).collect::<Result<Vec<_>, Refusal>>()
        })
        .await?;
    let (t, places, may_open) = (view.t, view.app.desk.places(), view.may(Action::PrepareCycle));
    let empty = Empty::of("job", t.cycles_none(), t.cycles_none_text());
    let empty = if may_open { empty.link("/cycles/new", t.cycle_open()) } else { empty };
    let table = Table::of(t, t.cycles_caption())
        .column(t.cycle_month())
        .column(t.cycle_unit())
        .column(t.cycle_state_column())
        .numbers(t.cycle_instructions())
        .numbers(t.cycle_payable())
        .numbers(t.cycle_paid())
        .rows(&cycles, |(sums, cycle)| {
            [
                Cell::link(path(cycle), t.month(cycle.month)),
                Cell::text(places.display(cycle.place).unwrap_or_default()),
                Cell::tag(state(t, cycle.state)),
                Cell::text(t.number(cycle.instructions)),
                Cell::text(sums.payable.to_string()),
                Cell::text(sums.paid.to_string()),
            ]
        });
    let main = Cycles { t, way: Breadcrumb::home(t), may_open, table, empty: cycles.is_empty().then_some(empty) };
    Ok(view.page(t.cycles_title(), &main))
}

fn path(cycle: &Cycle) -> String {
    format!("/cycles/{}", cycle.id)
}

/// The way to the pages of a cycle.
fn way_to(t: T, cycle: &Cycle) -> Breadcrumb {
    Breadcrumb::home(t).then("/cycles", t.cycles_title()).then(path(cycle), t.cycle_of_month(t.month(cycle.month)))
}

/// A cycle's state as a lozenge.
pub(crate) fn state(t: T, state: CycleState) -> Tag {
    let tone = match state {
        CycleState::Open => Tone::Plain,
        CycleState::Computed => Tone::Warn,
        CycleState::Approved | CycleState::Instructed => Tone::Info,
        CycleState::Closed => Tone::Good,
    };
    Tag::of(tone, t.cycle_state(state))
}

/// A payment's state as a lozenge.
pub(crate) fn instruction_state(t: T, state: InstructionState) -> Tag {
    let tone = match state {
        InstructionState::Computed | InstructionState::InFile => Tone::Plain,
        InstructionState::Sent | InstructionState::Accepted => Tone::Info,
        InstructionState::Paid => Tone::Good,
        InstructionState::Uncollected | InstructionState::Unknown => Tone::Warn,
        InstructionState::Rejected | InstructionState::Returned => Tone::Bad,
    };
    Tag::of(tone, t.instruction_state_named(state))
}

/// Names of those who did something, by their ids.
pub(crate) type Names = BTreeMap<StaffId, String>;

/// The names of members of staff.
pub(crate) fn names(tx: &mut Tx<'_>, ids: impl IntoIterator<Item = StaffId>) -> Result<Names, office::Refusal> {
    list_names(tx, &ids.into_iter().collect::<Vec<_>>())
}

/// A name, or that it is not known here.
pub(crate) fn named(t: T, names: &Names, id: Option<StaffId>) -> String {
    id.and_then(|id| names.get(&id).cloned()).unwrap_or_else(|| t.cycle_nobody().to_owned())
}

/// What banks are called, by their keys.
pub(crate) type BankNames = BTreeMap<String, String>;

/// The banks and wallets of today.
pub(crate) fn banks(tx: &mut Tx<'_>, acting: &Acting) -> Result<BankNames, office::Refusal> {
    let banks = list_reference::<Bank>(tx, acting.today())?;
    Ok(banks.into_iter().map(|version| (version.value.key, version.value.short_name)).collect())
}

/// `Agribank ••••4524`: where the money of a payment goes, never the whole number.
pub(crate) fn account(banks: &BankNames, line: &payments::InstructionLine) -> String {
    let bank = line.bin.as_ref().map(|bin| banks.get(bin).cloned().unwrap_or_else(|| bin.clone()));
    let number = line.number.as_ref().map(kernel::AccountNumber::masked);
    [bank, number].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `GET /cycles/new`.
pub(crate) async fn show_new(view: View) -> Answer {
    let month = Month::of(today_in_vietnam(view.now)).ok().map(|month| view.t.month(month));
    let form = view.form().with("month", month.unwrap_or_default());
    Ok(new_page(&view, &form))
}

fn new_page(view: &View, form: &Form) -> axum::response::Response {
    let t = view.t;
    let field = form.text("month", t.cycle_open_month()).hint(t.cycle_month_hint()).digits().narrow();
    Confirm::of(view, form, t.cycle_open())
        .way(Breadcrumb::home(t).then("/cycles", t.cycles_title()))
        .text(t.cycle_open_lead())
        .field(field)
        .button(Tone::Good, t.cycle_open())
        .answer("/cycles")
}

/// `POST /cycles/new`.
pub(crate) async fn create(view: View, Posted(mut form): Posted) -> Answer {
    let t = view.t;
    let month = parse_month(form.value("month"));
    let place = view.me()?.acting.place;
    if month.is_none() {
        form.refuse("month", t.cycle_month_wrong());
    } else if place.is_none() {
        form.refuse("month", t.cycle_open_no_place());
    }
    let (Some(month), Some(place)) = (month, place) else { return Ok(new_page(&view, &form)) };
    match view.write_in(move |tx, me| open_cycle(tx, &me.acting, place, month)).await? {
        Ok(opened) => {
            let notice = if matches!(opened, Opened::Created(_)) { Notice::CycleOpened } else { Notice::CycleExists };
            Ok(view.done(&path(&opened.cycle()), notice))
        }
        Err(refusal) => {
            form.refuse("month", view.tell(refusal)?);
            Ok(new_page(&view, &form))
        }
    }
}
