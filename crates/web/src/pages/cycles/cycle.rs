//! One cycle: its steps, its balance, its sums from every side, its files.

use super::{BankNames, Names, banks, named, names, path, state};
use crate::{
    address,
    components::{Breadcrumb, Cell, Form, Link, Notice, Table, Tag, Tone},
    shell::{problem::Answer, visit::View},
    wording::T,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use db::Tx;
use kernel::{CycleId, Dong};
use office::{Acting, Action, places::Places};
use payments::{
    Channel, Cycle, CycleState, CycleTotals, FileState, Payer, PaymentFile, Refusal, Shares, find_payer, list_files,
    lists_waiting, load_cycle, shares, totals,
};

/// Everything the page of a cycle knows.
pub(super) struct Known {
    pub(super) cycle: Cycle,
    sums: CycleTotals,
    shares: Shares,
    files: Vec<PaymentFile>,
    payer: Option<Payer>,
    lists_missing: i64,
    names: Names,
    banks: BankNames,
}

impl Known {
    fn read(tx: &mut Tx<'_>, acting: &Acting, places: &Places, id: CycleId) -> Result<Known, Refusal> {
        let cycle = load_cycle(tx, acting, id)?;
        let people = [cycle.prepared_by, cycle.approved_by, cycle.closed_by].into_iter().flatten();
        Ok(Known {
            sums: totals(tx, &cycle)?,
            shares: shares(tx, &cycle)?,
            files: list_files(tx, acting, id)?,
            payer: find_payer(tx, acting, cycle.place)?,
            lists_missing: lists_waiting(tx, places, &cycle)?,
            names: names(tx, people)?,
            banks: banks(tx, acting)?,
            cycle,
        })
    }

    fn sent(&self) -> usize {
        self.files.iter().filter(|file| file.state == FileState::Sent).count()
    }
}

/// A step of the cycle, with its button where it is this person's turn.
struct Step {
    title: &'static str,
    tag: Tag,
    text: String,
    doing: Option<Doing>,
    also: Option<Link>,
}

/// What the button of a step does.
struct Doing {
    action: String,
    label: &'static str,
    /// A form that does it, or a link to a page that asks first.
    is_form: bool,
}

/// A file with what can be done about it.
struct FileLine {
    id: String,
    name: String,
    text: String,
    tag: Tag,
    may_take: bool,
    may_confirm: bool,
    may_post: bool,
}

#[derive(Template)]
#[template(path = "pages/cycle.html")]
struct CyclePage<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    form: &'a Form,
    unit: String,
    title: String,
    cycle: &'a Cycle,
    tag: Tag,
    warning: Option<Notice>,
    steps: Vec<Step>,
    balance: Table,
    /// Where what is held is seen, line by line.
    held: String,
    meets: Notice,
    methods: Table,
    communes: Table,
    states: Vec<Link>,
    all: Link,
    files: Vec<FileLine>,
}

/// `GET /cycles/{id}`.
pub(crate) async fn show(view: View, Path(id): Path<CycleId>) -> Answer {
    let form = view.form();
    page(&view, id, &form).await
}

/// The page, with what a step was refused for.
pub(super) async fn page(view: &View, id: CycleId, form: &Form) -> Answer {
    let places = view.app.desk.places();
    let known = view.read_in::<Refusal, _>(move |tx, me| Known::read(tx, &me.acting, &places, id)).await?;
    Ok(render(view, &known, form))
}

fn render(view: &View, known: &Known, form: &Form) -> Response {
    let (t, cycle) = (view.t, &known.cycle);
    let places = view.app.desk.places();
    let title = t.cycle_of_month(t.month(cycle.month));
    let is_begun = cycle.state != CycleState::Open;
    let (balance, meets) = balance(t, &known.sums);
    let main = CyclePage {
        t,
        view,
        way: Breadcrumb::home(t).then("/cycles", t.cycles_title()),
        form,
        unit: places.display(cycle.place).unwrap_or_default(),
        title: title.clone(),
        cycle,
        tag: state(t, cycle.state),
        warning: (known.lists_missing > 0 && cycle.state != CycleState::Closed).then(|| {
            Notice::of(Tone::Warn, t.cycle_lists_missing(t.number(known.lists_missing)))
                .text(t.cycle_lists_missing_text())
        }),
        steps: steps(view, known),
        balance,
        held: format!("/lists?{}", address::query(&[("month", &t.month(cycle.month))])),
        meets,
        methods: methods(t, &known.shares),
        communes: communes(t, &places, cycle, &known.shares),
        states: states(t, cycle, &known.shares),
        all: Link::to(
            format!("{}/instructions", path(cycle)),
            t.instructions_all(t.number(if is_begun { cycle.instructions } else { 0 })),
        ),
        files: files(view, known),
    };
    view.form_page(&title, form, &main)
}

/// Entitled and carried in on one side, to pay and held on the other.
fn balance(t: T, sums: &CycleTotals) -> (Table, Notice) {
    let due = sums.due().unwrap_or_default();
    let split = sums.payable.checked_add(sums.held).unwrap_or_default();
    let row = |what: &str, amount: Dong| [Cell::text(what), Cell::text(amount.to_string())];
    let strong = |what: &str, amount: Dong| [Cell::strong(what), Cell::strong(amount.to_string())];
    let table = Table::of(t, t.balance_caption_before())
        .column(t.balance_what())
        .numbers(t.balance_amount())
        .row(row(t.balance_entitled(), sums.entitled))
        .row(row(t.balance_carried_in(), sums.carried_in))
        .row(strong(t.balance_due(), due))
        .row(row(t.balance_payable(), sums.payable))
        .row(row(t.balance_held(), sums.held))
        .row(strong(t.balance_split(), split));
    (table, meets(t, due, split))
}

/// Whether two sides of a balance meet, in words.
pub(crate) fn meets(t: T, one: Dong, other: Dong) -> Notice {
    let difference = one.checked_sub(other).unwrap_or_default();
    if difference == Dong::ZERO {
        Notice::of(Tone::Good, t.balance_meets())
    } else {
        Notice::of(Tone::Bad, t.balance_differs(difference))
    }
}

fn methods(t: T, shares: &Shares) -> Table {
    Table::of(t, t.by_method_caption())
        .column(t.cycle_method())
        .column(t.cycle_channel())
        .numbers(t.cycle_instructions())
        .numbers(t.cycle_payable())
        .numbers(t.cycle_paid())
        .numbers(t.cycle_gone_column())
        .numbers(t.cycle_open_column())
        .rows(&shares.methods, |one| {
            [
                Cell::text(t.method(one.method)),
                Cell::text(t.pay_channel(one.channel)),
                Cell::text(t.number(one.share.instructions)),
                Cell::text(one.share.payable.to_string()),
                Cell::text(one.share.paid.to_string()),
                Cell::text(one.share.gone.to_string()),
                Cell::text(one.share.open.to_string()),
            ]
        })
}

fn communes(t: T, places: &Places, cycle: &Cycle, shares: &Shares) -> Table {
    Table::of(t, t.by_commune_caption())
        .column(t.cycle_commune())
        .numbers(t.cycle_lines_count())
        .numbers(t.cycle_entitled_column())
        .numbers(t.cycle_held_column())
        .numbers(t.cycle_carried_in_column())
        .numbers(t.cycle_payable())
        .numbers(t.cycle_paid())
        .rows(&shares.communes, |one| {
            let name = places.unit(one.place).map(office::places::Unit::full_name).unwrap_or_default();
            [
                Cell::link(format!("{}/instructions?place={}", path(cycle), one.place), name),
                Cell::text(t.number(one.lines)),
                Cell::text(one.entitled.to_string()),
                Cell::text(one.held.to_string()),
                Cell::text(one.carried_in.to_string()),
                Cell::text(one.share.payable.to_string()),
                Cell::text(one.share.paid.to_string()),
            ]
        })
}

fn states(t: T, cycle: &Cycle, shares: &Shares) -> Vec<Link> {
    let link = |one: &payments::StateShare| {
        let text = t.cycle_state_count(t.instruction_state_named(one.state), t.number(one.instructions));
        Link::to(format!("{}/instructions?state={}", path(cycle), one.state.key()), text)
    };
    shares.states.iter().map(link).collect()
}

fn files(view: &View, known: &Known) -> Vec<FileLine> {
    let (t, may) = (view.t, view.may(Action::ApproveCycle));
    let line = |file: &PaymentFile| {
        let tone = match file.state {
            FileState::Prepared => Tone::Plain,
            FileState::Sending => Tone::Warn,
            FileState::Sent => Tone::Good,
        };
        let what = t.pay_file_line(t.pay_channel(file.channel), t.number(file.lines), file.total);
        let when = file.sent_at.map(|at| t.pay_file_sent_at(t.instant(at)));
        FileLine {
            id: file.id.to_string(),
            name: file.name.clone(),
            text: [Some(what), when].into_iter().flatten().collect::<Vec<_>>().join(". "),
            tag: Tag::of(tone, t.pay_file_state(file.state)),
            may_take: may,
            may_confirm: may && file.state == FileState::Sending,
            may_post: may && file.channel == Channel::Post && file.state != FileState::Sent,
        }
    };
    known.files.iter().map(line).collect()
}

/// How far the cycle is, counted in steps that are done.
fn steps_done(known: &Known) -> usize {
    match known.cycle.state {
        CycleState::Open => 1,
        CycleState::Computed => 2,
        CycleState::Approved => 3,
        CycleState::Instructed if known.sent() < known.files.len() => 4,
        CycleState::Instructed if known.sums.open_count > 0 => 5,
        CycleState::Instructed => 6,
        CycleState::Closed => 7,
    }
}

fn steps(view: &View, known: &Known) -> Vec<Step> {
    let t = view.t;
    let done = steps_done(known);
    let all = [opened, computed, approved, written, sent, answered, closed];
    let place = |at: usize| match at {
        at if at < done => Tag::of(Tone::Good, t.step_done()),
        at if at == done => Tag::of(Tone::Info, t.step_now()),
        _ => Tag::of(Tone::Plain, t.step_later()),
    };
    all.iter().enumerate().map(|(at, step)| Step { tag: place(at), ..step(view, known) }).collect()
}

impl Step {
    fn of(title: &'static str, text: String) -> Step {
        Step { title, tag: Tag::of(Tone::Plain, ""), text, doing: None, also: None }
    }

    fn form(self, is_offered: bool, cycle: &Cycle, verb: &str, label: &'static str) -> Step {
        let action = format!("{}/{verb}", path(cycle));
        Step { doing: is_offered.then_some(Doing { action, label, is_form: true }), ..self }
    }

    fn link(self, is_offered: bool, action: String, label: &'static str) -> Step {
        Step { doing: is_offered.then_some(Doing { action, label, is_form: false }), ..self }
    }
}

fn opened(view: &View, known: &Known) -> Step {
    let t = view.t;
    Step::of(t.step_open(), t.step_opened_at(t.instant(known.cycle.opened_at)))
}

fn computed(view: &View, known: &Known) -> Step {
    let (t, cycle) = (view.t, &known.cycle);
    let may = view.may(Action::PrepareCycle);
    let is_computed = cycle.state == CycleState::Computed;
    let text = match cycle.prepared_by {
        None => t.step_compute_text().to_owned(),
        some => t.step_computed_by(named(t, &known.names, some), t.number(cycle.version)),
    };
    let label = if is_computed { t.step_compute_again() } else { t.step_compute_button() };
    Step::of(t.step_compute(), text).form(
        may && (is_computed || cycle.state == CycleState::Open),
        cycle,
        "compute",
        label,
    )
}

fn approved(view: &View, known: &Known) -> Step {
    let (t, cycle) = (view.t, &known.cycle);
    let text = match cycle.approved_by {
        None => t.step_approve_text().to_owned(),
        some => t.step_approved_by(named(t, &known.names, some)),
    };
    let is_offered = view.may(Action::ApproveCycle) && cycle.state == CycleState::Computed;
    Step::of(t.step_approve(), text).link(is_offered, format!("{}/approve", path(cycle)), t.step_approve_button())
}

fn written(view: &View, known: &Known) -> Step {
    let (t, cycle, may) = (view.t, &known.cycle, view.may(Action::ApproveCycle));
    let payer = known.payer.as_ref().map_or(t.step_payer_none().to_owned(), |payer| {
        let bin = payer.bin.as_str();
        let bank = known.banks.get(bin).map_or(bin, String::as_str);
        t.step_payer_is(&payer.name, bank, payer.number.masked())
    });
    let what = if known.files.is_empty() {
        t.step_files_text().to_owned()
    } else {
        t.step_files_done(t.number(i64::try_from(known.files.len()).unwrap_or(i64::MAX)))
    };
    let label = if known.payer.is_none() { t.step_payer_button() } else { t.step_payer_change() };
    let is_offered = may && cycle.state == CycleState::Approved && known.payer.is_some();
    let also = (may && cycle.state != CycleState::Closed).then(|| Link::to(format!("{}/payer", path(cycle)), label));
    let step = Step::of(t.step_files(), format!("{what} {}: {payer}", t.step_payer()));
    Step { also, ..step.form(is_offered, cycle, "prepare", t.step_files_button()) }
}

fn sent(view: &View, known: &Known) -> Step {
    let (t, cycle) = (view.t, &known.cycle);
    let has_folder = view.app.settings.outbox.is_some();
    let text = match (known.files.len(), has_folder) {
        (0, true) => t.step_send_text().to_owned(),
        (0, false) => t.step_send_by_hand().to_owned(),
        (count, _) if known.sent() == count => t.step_send_done(known.sent(), count),
        (count, true) => format!("{} {}", t.step_send_done(known.sent(), count), t.step_send_text()),
        (count, false) => format!("{} {}", t.step_send_done(known.sent(), count), t.step_send_by_hand()),
    };
    let is_left = known.sent() < known.files.len();
    let is_offered = has_folder && view.may(Action::ApproveCycle) && cycle.state == CycleState::Instructed && is_left;
    Step::of(t.step_send(), text).form(is_offered, cycle, "send", t.step_send_button())
}

fn answered(view: &View, known: &Known) -> Step {
    let (t, cycle, sums) = (view.t, &known.cycle, &known.sums);
    let text = match cycle.state {
        CycleState::Instructed if sums.open_count > 0 => t.step_answers_open(t.number(sums.open_count), sums.open),
        CycleState::Instructed | CycleState::Closed => t.step_answers_all().to_owned(),
        _ => t.step_answers_text().to_owned(),
    };
    let is_offered = view.may(Action::Reconcile) && cycle.state == CycleState::Instructed;
    Step::of(t.step_answers(), text).link(is_offered, "/reconciliation".to_owned(), t.step_answers_button())
}

fn closed(view: &View, known: &Known) -> Step {
    let (t, cycle) = (view.t, &known.cycle);
    let text = match (cycle.closed_by, cycle.closed_at) {
        (some @ Some(_), Some(at)) => t.step_closed_by(named(t, &known.names, some), t.instant(at)),
        _ => t.step_close_text().to_owned(),
    };
    let is_offered = matches!(cycle.state, CycleState::Instructed | CycleState::Closed);
    Step::of(t.step_close(), text).link(
        is_offered,
        format!("/reconciliation/months/{}", cycle.id),
        if view.may(Action::CloseMonth) && cycle.state == CycleState::Instructed {
            t.step_close_button()
        } else {
            t.step_balance_button()
        },
    )
}
