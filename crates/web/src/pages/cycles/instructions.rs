//! The payments of a cycle, and one payment with everything that happened to it.

use super::{BankNames, Names, account, banks, instruction_state, named, names, path, way_to};
use crate::{
    components::{
        Breadcrumb, Cell, Empty, Form, Link, Pagination, Select, SummaryList, SummaryRow, Table, Timeline, TimelineItem,
    },
    shell::{
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::extract::{Path, Query};
use kernel::{AnswerId, CycleId};
use office::places::Places;
use payments::{
    Channel, Cycle, INSTRUCTIONS_PAGE, InstructionEvent, InstructionFilter, InstructionLine, InstructionState, Refusal,
    list_instructions, load_cycle, load_instruction, shares,
};
use serde::Deserialize;

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    state: String,
    channel: String,
    place: String,
    after: String,
}

impl Narrow {
    fn filter(&self, cycle: CycleId) -> InstructionFilter {
        let after = self.after.split_once('_');
        InstructionFilter {
            cycle,
            state: InstructionState::parse(&self.state),
            channel: Channel::parse(&self.channel),
            place: self.place.parse().ok(),
            after: after.and_then(|(channel, seq)| Some((Channel::parse(channel)?, seq.parse().ok()?))),
        }
    }

    fn path(&self, cycle: &Cycle, after: &str) -> String {
        let mut query =
            vec![("state", self.state.as_str()), ("channel", &self.channel), ("place", &self.place), ("after", after)];
        query.retain(|(_, value)| !value.is_empty());
        format!("{}/instructions?{}", path(cycle), crate::address::query(&query))
    }
}

#[derive(Template)]
#[template(path = "pages/instructions.html")]
struct Instructions {
    t: T,
    way: Breadcrumb,
    title: String,
    action: String,
    selects: Vec<Select>,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

/// `GET /cycles/{id}/instructions`.
pub(crate) async fn list(view: View, Path(id): Path<CycleId>, Query(narrow): Query<Narrow>) -> Answer {
    let filter = narrow.filter(id);
    let (cycle, lines, communes, banks) = view
        .read_in(move |tx, me| {
            let cycle = load_cycle(tx, &me.acting, id)?;
            let lines = list_instructions(tx, &me.acting, &filter)?;
            let communes: Vec<i64> = shares(tx, &cycle)?.communes.iter().map(|one| one.place).collect();
            let banks = banks(tx, &me.acting)?;
            Ok::<_, Refusal>((cycle, lines, communes, banks))
        })
        .await?;
    let (t, places) = (view.t, view.app.desk.places());
    let form = view.form().with("state", narrow.state.as_str()).with("channel", narrow.channel.as_str());
    let form = form.with("place", narrow.place.as_str());
    let last = lines.last().filter(|_| lines.len() == INSTRUCTIONS_PAGE);
    let next = last.map(|last| narrow.path(&cycle, &format!("{}_{}", last.channel.key(), last.seq)));
    let title = t.instructions_of(t.month(cycle.month));
    let main = Instructions {
        t,
        way: way_to(t, &cycle),
        title: title.clone(),
        action: format!("{}/instructions", path(&cycle)),
        selects: selects(t, &form, &places, &communes),
        table: table(t, &places, &banks, &lines),
        empty: lines.is_empty().then(|| Empty::of("job", t.instructions_none(), t.instructions_none_text())),
        pages: Pagination { t, first: (!narrow.after.is_empty()).then(|| narrow.path(&cycle, "")), next },
    };
    Ok(view.page(&title, &main))
}

fn selects(t: T, form: &Form, places: &Places, communes: &[i64]) -> Vec<Select> {
    let states = InstructionState::ALL.iter();
    let states = states.map(|state| (state.key().to_owned(), t.instruction_state_named(*state).to_owned()));
    let channels = Channel::ALL.iter().map(|way| (way.key().to_owned(), t.pay_channel(*way).to_owned()));
    let name = |place: &i64| places.unit(*place).map(office::places::Unit::full_name).unwrap_or_default();
    let communes = communes.iter().map(|place| (place.to_string(), name(place)));
    vec![
        form.select("state", t.instruction_state()).none(t.instructions_any_state()).options(states),
        form.select("channel", t.cycle_channel()).none(t.instructions_any_channel()).options(channels),
        form.select("place", t.cycle_commune()).none(t.instructions_any_commune()).options(communes),
    ]
}

fn table(t: T, places: &Places, banks: &BankNames, lines: &[InstructionLine]) -> Table {
    Table::of(t, t.instructions_caption())
        .column(t.instruction_person())
        .column(t.cycle_commune())
        .column(t.instruction_origin())
        .column(t.cycle_method())
        .numbers(t.instruction_amount())
        .column(t.instruction_state())
        .rows(lines, |line| {
            let commune = places.unit(line.place).map(office::places::Unit::full_name).unwrap_or_default();
            [
                Cell::link(instruction_path(line), line.full_name.as_str()).below(line.end_to_end.as_str()),
                Cell::text(commune),
                Cell::text(t.month(line.origin)),
                Cell::text(t.method(line.method)).below(account(banks, line)),
                Cell::text(line.amount.to_string()),
                Cell::tag(instruction_state(t, line.state)),
            ]
        })
}

/// Where a payment is shown: by its reference, which says nothing of the person.
pub(super) fn instruction_path(line: &InstructionLine) -> String {
    format!("/cycles/{}/instructions/{}", line.cycle, line.end_to_end)
}

#[derive(Template)]
#[template(path = "pages/instruction.html")]
struct InstructionPage {
    t: T,
    way: Breadcrumb,
    title: String,
    facts: SummaryList,
    events: Timeline,
    answers: Vec<Link>,
}

/// `GET /cycles/{id}/instructions/{reference}`.
pub(crate) async fn show(view: View, Path((id, reference)): Path<(CycleId, String)>) -> Answer {
    let (cycle, line, events, names, banks) = view
        .read_in(move |tx, me| {
            let cycle = load_cycle(tx, &me.acting, id)?;
            let (line, events) = load_instruction(tx, &me.acting, &reference)?;
            let names = names(tx, events.iter().map(|event| event.staff))?;
            let banks = banks(tx, &me.acting)?;
            Ok::<_, Refusal>((cycle, line, events, names, banks))
        })
        .await?;
    if line.cycle != cycle.id {
        return Err(Problem::NotFound);
    }
    let t = view.t;
    let title = line.full_name.clone();
    let main = InstructionPage {
        t,
        way: way_to(t, &cycle).then(format!("{}/instructions", path(&cycle)), t.instructions_title()),
        title: title.clone(),
        facts: facts(&view, &banks, &line),
        events: Timeline { items: events.iter().rev().map(|event| item(t, &names, event)).collect() },
        answers: answers(t, &events),
    };
    Ok(view.page(&title, &main))
}

fn facts(view: &View, banks: &BankNames, line: &InstructionLine) -> SummaryList {
    let (t, places) = (view.t, view.app.desk.places());
    let mut rows = vec![
        SummaryRow::of(t.instruction_state(), "").tag(instruction_state(t, line.state)),
        SummaryRow::of(t.instruction_amount(), line.amount.to_string()),
        SummaryRow::of(t.instruction_origin(), t.month(line.origin)),
        SummaryRow::of(t.cycle_commune(), places.display(line.place).unwrap_or_default()),
        SummaryRow::of(t.cycle_method(), t.method(line.method)),
        SummaryRow::of(t.instruction_holder(), line.holder.as_str()),
    ];
    if line.number.is_some() {
        rows.push(SummaryRow::of(t.instruction_account(), account(banks, line)));
    }
    rows.push(SummaryRow::of(t.instruction_attempt(), t.instruction_attempt_named(line.attempt)));
    rows.push(SummaryRow::of(t.instruction_reference(), line.end_to_end.as_str()));
    SummaryList { rows }
}

fn item(t: T, names: &Names, event: &InstructionEvent) -> TimelineItem {
    let why = match event.source.as_str() {
        "file" => t.instruction_by_file(&event.source_ref),
        "silence" => t.instruction_by_silence().to_owned(),
        _ => t.instruction_by_answer(event.source_ref.rsplit('/').next().unwrap_or_default()),
    };
    let reason = event.code.as_deref().map(|code| t.bank_reason(code));
    TimelineItem {
        when: t.instant(event.at),
        instant: event.at.to_string(),
        title: t.instruction_moved(t.instruction_state_named(event.from), t.instruction_state_named(event.to)),
        who: named(t, names, Some(event.staff)),
        text: [Some(why), reason].into_iter().flatten().collect::<Vec<_>>().join(". "),
    }
}

/// The answers that moved it, each once.
fn answers(t: T, events: &[InstructionEvent]) -> Vec<Link> {
    let ids = events.iter().filter(|event| event.source == "answer").filter_map(|event| {
        let (answer, line) = event.source_ref.split_once('/')?;
        Some((answer.parse::<AnswerId>().ok()?, line))
    });
    ids.map(|(answer, line)| {
        Link::to(format!("/reconciliation/answers/{answer}?line={line}"), t.instruction_see_answer())
    })
    .collect()
}
