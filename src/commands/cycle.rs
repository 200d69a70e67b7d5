//! `ansinh cycle`: a month's payments, step by step, each in somebody's name.

use crate::{
    arguments::{Cycle as Command, CycleOf, Payer as PayerOptions, Send, Versioned},
    fault::{Exit, Fault},
    place::{Site, acting_as},
    terminal::Terminal,
};
use kernel::{AccountNumber, Bin};
use office::{Action, Desk};
use payments::{
    Cycle, CycleTotals, Outbox, PaymentFile, approve_cycle, compute_cycle, find_cycle, list_files, open_cycle,
    prepare_files, send_files, set_payer, totals,
};
use serde_json::{Value, json};
use web::CommandLine;

pub(super) fn cycle(site: &Site, command: Command, terminal: Terminal) -> Result<Exit, Fault> {
    let desk = site.open_desk()?;
    match command {
        Command::Payer(options) => payer(&desk, &options, terminal),
        Command::Show(of) => show(&desk, &of, terminal),
        Command::Compute(of) => compute(&desk, &of, terminal),
        Command::Approve(of) => approve(&desk, &of, terminal),
        Command::Instruct(of) => instruct(&desk, &of, terminal),
        Command::Send(options) => send(&desk, &options, terminal),
        Command::Close(of) => close(&desk, &of, terminal),
    }
}

fn payer(desk: &Desk, options: &PayerOptions, terminal: Terminal) -> Result<Exit, Fault> {
    let acting = acting_as(desk, &options.act_as, Action::ApproveCycle)?;
    let place = place_of(desk, &options.unit)?;
    let bin = Bin::parse(&options.bin).map_err(|_| Fault::Value("--bin"))?;
    let number = AccountNumber::parse(&options.number).map_err(|_| Fault::Value("--number"))?;
    let payer = payments::Payer { place, name: options.name.clone(), bin, number };
    desk.db().write(|tx| set_payer(tx, &acting, &payer))?;
    terminal.answer(terminal.t.payer_set(), json!({ "unit": options.unit }))?;
    Ok(Exit::Done)
}

fn place_of(desk: &Desk, unit: &str) -> Result<i64, Fault> {
    let today = kernel::today_in_vietnam(desk.now());
    let found = desk.places().find(unit, today).map(|unit| unit.place);
    // A month of another tree is asked for by the code of its own day.
    let old = desk.places().trees().iter().rev().find_map(|tree| tree.find(unit).map(|unit| unit.place));
    let unknown = || office::Refusal::UnitUnknown { code: unit.to_owned(), on: today };
    Ok(found.or(old).ok_or_else(unknown)?)
}

/// The unit as it was in the month.
fn place_in(desk: &Desk, of: &CycleOf) -> Result<i64, Fault> {
    let found = desk.places().find(&of.unit, of.month.last_day()).map(|unit| unit.place);
    found.map_or_else(|| place_of(desk, &of.unit), Ok)
}

fn load(desk: &Desk, of: &CycleOf, action: Action) -> Result<(office::Acting, Cycle), Fault> {
    let acting = acting_as(desk, &of.act_as, action)?;
    let place = place_in(desk, of)?;
    let found = desk.db().read(|tx| find_cycle(tx, &acting.scope, place, of.month))?;
    let none = || Fault::NoCycle { month: of.month, unit: of.unit.clone() };
    Ok((acting, found.ok_or_else(none)?))
}

fn show(desk: &Desk, of: &CycleOf, terminal: Terminal) -> Result<Exit, Fault> {
    let (acting, cycle) = load(desk, of, Action::ReadReports)?;
    tell(desk, &acting, &cycle, terminal, Vec::new())
}

fn tell(
    desk: &Desk,
    acting: &office::Acting,
    cycle: &Cycle,
    terminal: Terminal,
    more: Vec<String>,
) -> Result<Exit, Fault> {
    let (sums, files) =
        desk.db().read(|tx| Ok::<_, payments::Refusal>((totals(tx, cycle)?, list_files(tx, acting, cycle.id)?)))?;
    let mut lines = text(cycle, &sums, &files, terminal.t);
    lines.extend(more);
    terminal.answer(lines.join("\n"), value(cycle, &sums, &files))?;
    Ok(Exit::Done)
}

fn text(cycle: &Cycle, sums: &CycleTotals, files: &[PaymentFile], t: CommandLine) -> Vec<String> {
    let mut lines = vec![
        t.cycle_line(cycle.month.slashed(), t.cycle_state(cycle.state), cycle.version),
        t.cycle_entitled(sums.entitled, sums.carried_in),
        t.cycle_payable(cycle.totals.payable, cycle.instructions, sums.held),
        t.cycle_answered(sums.paid, sums.carried_over, sums.held_back, sums.open),
    ];
    lines.extend(files.iter().map(|file| t.cycle_file(&file.message_id, file.lines, file.total, file.state.key())));
    lines
}

fn value(cycle: &Cycle, sums: &CycleTotals, files: &[PaymentFile]) -> Value {
    let told = |file: &PaymentFile| json!({ "message_id": file.message_id, "lines": file.lines, "total": file.total, "state": file.state });
    json!({
        "month": cycle.month,
        "state": cycle.state,
        "version": cycle.version,
        "lines": cycle.lines,
        "instructions": cycle.instructions,
        "entitled": sums.entitled,
        "carried_in": sums.carried_in,
        "payable": cycle.totals.payable,
        "held": sums.held,
        "paid": sums.paid,
        "carried_over": sums.carried_over,
        "held_back": sums.held_back,
        "open": sums.open,
        "files": files.iter().map(told).collect::<Vec<_>>(),
    })
}

fn compute(desk: &Desk, of: &CycleOf, terminal: Terminal) -> Result<Exit, Fault> {
    let acting = acting_as(desk, &of.act_as, Action::PrepareCycle)?;
    let (place, places) = (place_in(desk, of)?, desk.places());
    let computed = desk.db().write_alone(|tx| {
        let cycle = open_cycle(tx, &acting, place, of.month)?.cycle();
        compute_cycle(tx, &acting, &places, cycle.id, cycle.version)
    })?;
    let more = vec![terminal.t.cycle_lists(computed.lists, computed.lists_missing)];
    tell(desk, &acting, &computed.cycle, terminal, more)
}

fn approve(desk: &Desk, of: &Versioned, terminal: Terminal) -> Result<Exit, Fault> {
    let (acting, cycle) = load(desk, &of.cycle, Action::ApproveCycle)?;
    let approved = desk.db().write_alone(|tx| approve_cycle(tx, &acting, cycle.id, of.version_seen))?;
    tell(desk, &acting, &approved, terminal, Vec::new())
}

fn instruct(desk: &Desk, of: &Versioned, terminal: Terminal) -> Result<Exit, Fault> {
    let (acting, cycle) = load(desk, &of.cycle, Action::ApproveCycle)?;
    let places = desk.places();
    let prepared = desk.db().write_alone(|tx| prepare_files(tx, &acting, &places, cycle.id, of.version_seen))?;
    tell(desk, &acting, &prepared.cycle, terminal, Vec::new())
}

fn send(desk: &Desk, options: &Send, terminal: Terminal) -> Result<Exit, Fault> {
    let (acting, cycle) = load(desk, &options.cycle, Action::ApproveCycle)?;
    let outbox = |folder| Outbox::at(folder).map_err(payments::Refusal::from);
    let (bank, post) = (outbox(&options.bank_folder)?, outbox(&options.post_folder)?);
    let sent = send_files(desk.db(), &acting, cycle.id, &bank, &post)?;
    let sentence = terminal.t.cycle_sent(sent.now.len(), sent.before);
    terminal.answer(sentence, json!({ "sent": sent.now, "before": sent.before }))?;
    Ok(Exit::Done)
}

fn close(desk: &Desk, of: &Versioned, terminal: Terminal) -> Result<Exit, Fault> {
    let (acting, cycle) = load(desk, &of.cycle, Action::CloseMonth)?;
    let closed = desk.db().write_alone(|tx| reconciliation::close_month(tx, &acting, cycle.id, of.version_seen))?;
    tell(desk, &acting, &closed, terminal, Vec::new())
}
