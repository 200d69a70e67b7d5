//! What the demo says at its end: states, methods, money, on about a screen.

use super::{month, stopped, world::World};
use crate::{fault::Fault, terminal::Terminal};
use kernel::Dong;
use lists::MethodTotal;
use matching::Outcome;
use office::{Acting, Role};
use payments::CycleTotals;
use registry::CommuneStates;
use serde_json::{Value, json};
use std::time::Duration;
use survey::Method;

/// Figures of one commune.
struct Line {
    name: String,
    code: String,
    states: CommuneStates,
    /// Lines of the month, and those of them that are paid to an account.
    lines: i64,
    by_account: i64,
    total: Dong,
}

/// Everything that is printed, read off the database.
struct Figures {
    rows: Vec<(Outcome, i64)>,
    communes: Vec<Line>,
    methods: Vec<MethodTotal>,
    money: CycleTotals,
    is_balanced: bool,
}

/// Prints the tables, or one line of JSON.
pub(super) fn print(world: &World, took: Duration, terminal: Terminal) -> Result<(), Fault> {
    let figures = read(world)?;
    let seconds = format!("{:.1}", took.as_secs_f64());
    terminal.answer(text(&figures, &seconds, terminal), value(&figures))
}

/// The officers one can sign in as.
pub(super) fn print_accounts(world: &World, terminal: Terminal) -> Result<(), Fault> {
    let password = world.state.start_password().unwrap_or_default();
    let logins = world.logins();
    let mut text = vec![terminal.t.demo_password(&password)];
    text.extend(logins.iter().map(|(role, login)| format!("  {login:<24} {}", terminal.t.role(*role))));
    let told: Vec<Value> = logins.iter().map(|(role, login)| json!({ "login": login, "role": role })).collect();
    terminal.answer(text.join("\n"), json!({ "start_password": password, "logins": told }))
}

fn read(world: &World) -> Result<Figures, Fault> {
    let cycle = month::cycle(world)?;
    let acting = world.of_district(Role::LabourOfficer)?;
    let db = world.desk.db();
    let counts = db
        .read(|tx| matching::count_states(tx, &acting.scope, None))
        .map_err(stopped::<matching::Refusal>("tables"))?;
    let rows = Outcome::ALL.iter().map(|outcome| {
        (*outcome, counts.iter().filter(|count| count.outcome == *outcome).map(|count| count.rows).sum())
    });
    let states = db
        .read(|tx| registry::count_states(tx, &acting.scope, &registry::StatesFilter::default()))
        .map_err(stopped::<registry::Refusal>("tables"))?;
    let (communes, methods) = read_lists(world, &acting, &states)?;
    let money = db.read(|tx| payments::totals(tx, &cycle)).map_err(stopped::<payments::Refusal>("tables"))?;
    let is_balanced = db.read(ledger::is_balanced).map_err(stopped::<ledger::Refusal>("tables"))?;
    Ok(Figures { rows: rows.collect(), communes, methods, money, is_balanced })
}

fn read_lists(
    world: &World,
    acting: &Acting,
    states: &[CommuneStates],
) -> Result<(Vec<Line>, Vec<MethodTotal>), Fault> {
    let read = world.desk.db().read(|tx| {
        let all = lists::list_lists(tx, &acting.scope, month::month())?;
        let mut methods: Vec<MethodTotal> = Vec::new();
        let mut communes = Vec::new();
        for list in all {
            let by_method = lists::sum_by_method(tx, &acting.scope, list.id)?;
            let to_account = by_method.iter().filter(|one| one.method.needs_account());
            let by_account = to_account.map(|one| one.totals.payable_lines).sum();
            for one in by_method {
                add(&mut methods, one);
            }
            let unit = world.places.unit(list.place).expect("a list is of a commune of the tree");
            let states = states.iter().find(|states| states.place == list.place).copied();
            communes.push(Line {
                name: unit.full_name(),
                code: unit.code.clone(),
                states: states.expect("a commune with a list has people"),
                lines: list.totals.lines,
                by_account,
                total: list.totals.total,
            });
        }
        communes.sort_by(|one, other| one.code.cmp(&other.code));
        methods.sort_by_key(|one| Method::ALL.iter().position(|method| *method == one.method));
        Ok((communes, methods))
    });
    read.map_err(stopped::<lists::Refusal>("tables"))
}

fn add(sums: &mut Vec<MethodTotal>, one: MethodTotal) {
    let Some(sum) = sums.iter_mut().find(|sum| sum.method == one.method) else {
        sums.push(one);
        return;
    };
    let together = |a: Dong, b: Dong| a.checked_add(b).expect("a district's month fits");
    sum.totals.lines += one.totals.lines;
    sum.totals.payable_lines += one.totals.payable_lines;
    sum.totals.total = together(sum.totals.total, one.totals.total);
    sum.totals.held = together(sum.totals.held, one.totals.held);
}

fn text(figures: &Figures, seconds: &str, terminal: Terminal) -> String {
    let t = terminal.t;
    let mut lines = vec![String::new(), t.demo_table_heads().to_owned()];
    for line in &figures.communes {
        let share = percent(line.by_account, line.lines);
        lines.push(format!(
            "{:<20} {:>7} {:>7} {:>6} {:>6} {:>6} {:>6} {:>6} {share:>7} {:>17}",
            line.name,
            line.states.persons,
            line.states.verified,
            line.states.pending,
            line.states.mismatch,
            line.states.not_found,
            line.states.no_card,
            line.states.dead,
            line.total,
        ));
    }
    lines.push(t.demo_table_legend().to_owned());
    lines.push(String::new());
    let rows: Vec<String> =
        figures.rows.iter().map(|(outcome, rows)| format!("{} {rows}", t.outcome(*outcome))).collect();
    lines.push(t.demo_rows(figures.rows.iter().map(|(_, rows)| rows).sum::<i64>(), rows.join(" + ")));
    for one in &figures.methods {
        let totals = &one.totals;
        lines.push(format!("  {:<34} {:>6} {:>20}", t.method(one.method), totals.payable_lines, totals.total));
    }
    let money = &figures.money;
    lines.push(t.demo_money(money.entitled, money.paid, money.carried_over, money.held, money.held_back));
    let balanced = if adds_up(figures) { t.demo_adds_up() } else { t.demo_does_not_add_up() };
    lines.push(balanced.to_owned());
    lines.push(t.demo_took(seconds));
    lines.join("\n")
}

/// The month's equation, to the đồng, and the ledger's.
fn adds_up(figures: &Figures) -> bool {
    let money = &figures.money;
    figures.is_balanced && matches!((money.due(), money.accounted()), (Ok(due), Ok(accounted)) if due == accounted)
}

/// With one decimal, rounded half up; nothing of nothing is nothing.
fn percent(part: i64, whole: i64) -> String {
    if whole == 0 {
        return "-".to_owned();
    }
    let tenths = (part * 2_000 + whole) / (2 * whole);
    format!("{},{} %", tenths / 10, tenths % 10)
}

fn value(figures: &Figures) -> Value {
    let commune = |line: &Line| {
        json!({
            "unit": line.code,
            "states": line.states,
            "lines": line.lines,
            "by_account": line.by_account,
            "total": line.total,
        })
    };
    let method = |one: &MethodTotal| json!({ "method": one.method, "payable_lines": one.totals.payable_lines, "total": one.totals.total, "held": one.totals.held });
    let money = &figures.money;
    json!({
        "rows": figures.rows.iter().map(|(outcome, rows)| json!({ "state": outcome, "rows": rows })).collect::<Vec<_>>(),
        "communes": figures.communes.iter().map(commune).collect::<Vec<_>>(),
        "methods": figures.methods.iter().map(method).collect::<Vec<_>>(),
        "entitled": money.entitled,
        "carried_in": money.carried_in,
        "payable": money.payable,
        "paid": money.paid,
        "carried_over": money.carried_over,
        "held": money.held,
        "held_back": money.held_back,
        "open": money.open,
        "adds_up": adds_up(figures),
    })
}
