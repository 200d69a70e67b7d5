//! Asking the population database: the batches of the area, and sending one.

pub(crate) mod batch;

use super::audit::to_job;
use crate::{
    components::{Breadcrumb, Cell, Choices, Empty, Field, Form, Pagination, Select, Table, Tag, Tone},
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{T, parse_date},
};
use askama::Template;
use axum::{extract::Query, response::Response};
use jiff::ToSpan as _;
use kernel::PopulationBatchId;
use office::{
    jobs::Submitted,
    places::{Level, Places},
};
use population::{
    BATCHES_PAGE, Batch, BatchState, Channel, NewBatch, Refusal, list_batches, prepare_batch, submit_ask,
};
use serde::Deserialize;

/// How long an answer usually takes: what the form proposes.
const DUE_DAYS: i32 = 10;
/// The most communes offered.
const COMMUNES_OFFERED: usize = 400;

/// Where the list goes on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    before: String,
}

#[derive(Template)]
#[template(path = "pages/population.html")]
struct Population<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    place: Select,
    due: Field,
    channel: Option<Choices>,
    key: String,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

/// `GET /population`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let today = kernel::today_in_vietnam(view.now);
    let due = today.saturating_add(DUE_DAYS.days());
    let own = view.me()?.acting.place.map(|place| place.to_string()).unwrap_or_default();
    let form =
        view.form().with("due_on", view.t.date(due)).with("place", own).with("channel", first_channel(&view).key());
    page(&view, &form, narrow.before.parse().ok()).await
}

fn first_channel(view: &View) -> Channel {
    if view.app.settings.population.service.is_some() { Channel::Service } else { Channel::File }
}

async fn page(view: &View, form: &Form, before: Option<PopulationBatchId>) -> Answer<Response> {
    let batches = view.read_in::<Problem, _>(move |tx, me| Ok(list_batches(tx, &me.acting.scope, before)?)).await?;
    let (t, places) = (view.t, view.app.desk.places());
    let typed = form.value("key");
    let channels = view.app.settings.population.service.is_some().then(|| {
        form.radios("channel", t.population_channel())
            .explained(Channel::Service.key(), t.channel_service(), t.channel_service_hint())
            .explained(Channel::File.key(), t.channel_file(), t.channel_file_hint())
    });
    let next = |last: &Batch| format!("/population?before={}", last.id);
    let main = Population {
        t,
        view,
        form,
        way: Breadcrumb::home(t),
        place: form.select("place", t.population_unit()).hint(t.population_unit_hint()).options(units(view, &places)),
        due: form.date("due_on", t.population_due()).hint(t.population_due_hint()),
        channel: channels,
        key: if typed.is_empty() { view.request_id.clone() } else { typed.to_owned() },
        table: table(view, &places, &batches),
        empty: batches.is_empty().then(|| Empty::of("job", t.population_none(), t.population_none_text())),
        pages: Pagination {
            t,
            first: before.is_some().then(|| "/population".to_owned()),
            next: batches.last().filter(|_| batches.len() == BATCHES_PAGE).map(next),
        },
    };
    Ok(view.form_page(t.population_title(), form, &main))
}

/// The own unit, and the communes below it.
fn units(view: &View, places: &Places) -> Vec<(String, String)> {
    let own = view.signed().and_then(|me| me.acting.place).and_then(|place| places.unit(place));
    let Some(own) = own else { return Vec::new() };
    let below = places.below(own.area()).iter().filter(|unit| unit.level == Level::Commune && unit.place != own.place);
    let communes: Vec<(String, String)> =
        below.take(COMMUNES_OFFERED).map(|unit| (unit.place.to_string(), unit.full_name())).collect();
    let label = if communes.is_empty() { own.full_name() } else { view.t.population_whole_area().to_owned() };
    std::iter::once((own.place.to_string(), label)).chain(communes).collect()
}

fn table(view: &View, places: &Places, batches: &[Batch]) -> Table {
    let (t, today) = (view.t, kernel::today_in_vietnam(view.now));
    Table::of(t, t.population_caption())
        .column(t.population_unit())
        .column(t.population_state())
        .numbers(t.population_requests())
        .numbers(t.population_waiting())
        .column(t.population_due())
        .column(t.population_prepared())
        .rows(batches, |batch| {
            let unit = places.display(batch.place).unwrap_or_default();
            [
                Cell::link(path(batch.id), unit).below(t.population_channel_named(batch.channel)),
                Cell::tag(state_tag(t, batch.state(today))),
                Cell::text(t.number(batch.counts.requests)),
                Cell::text(t.number(batch.counts.waiting)),
                Cell::text(t.date(batch.due_on)),
                Cell::text(t.instant(batch.prepared_at)),
            ]
        })
}

fn path(id: PopulationBatchId) -> String {
    format!("/population/{id}")
}

fn state_tag(t: T, state: BatchState) -> Tag {
    let tone = match state {
        BatchState::Prepared | BatchState::Closed => Tone::Plain,
        BatchState::Sent | BatchState::PartlyAnswered => Tone::Info,
        BatchState::Answered => Tone::Good,
        BatchState::Overdue => Tone::Warn,
    };
    Tag::of(tone, t.batch_state(state))
}

/// `POST /population`: draws a batch up; over the network it is asked at once.
pub(crate) async fn send(view: View, Posted(mut form): Posted) -> Answer {
    let t = view.t;
    let place: Option<i64> = form.value("place").parse().ok();
    if place.is_none() {
        form.refuse("place", t.place_missing());
    }
    let due_on = parse_date(form.value("due_on"));
    if due_on.is_none() {
        form.refuse("due_on", t.date_wrong());
    }
    let (Some(place), Some(due_on)) = (place, due_on) else { return page(&view, &form, None).await };
    let channel = Channel::parse(form.value("channel")).unwrap_or(Channel::File);
    let exchange = view.app.settings.population.clone();
    if channel == Channel::Service && exchange.service.is_none() {
        form.refuse("channel", view.tell(Refusal::NoService)?);
        return page(&view, &form, None).await;
    }
    let (places, key) = (view.app.desk.places(), format!("population {}", form.value("key")));
    let done = view.write_alone_in::<Refusal, _>(move |tx, me| {
        let new = NewBatch { place, channel, service: &exchange.name, sender: &exchange.sender, due_on };
        let batch = prepare_batch(tx, &me.acting, &places, &new)?.batch;
        let asked = match channel {
            Channel::Service => Some(submit_ask(tx, &me.acting, batch.id, &key)?),
            Channel::File => None,
        };
        Ok((batch.id, asked))
    });
    match done.await? {
        Ok((_, Some(asked @ (Submitted::Created(_) | Submitted::Exists(_))))) => Ok(to_job(&asked)),
        Ok((id, _)) => Ok(view.done(&path(id), Notice::BatchPrepared)),
        Err(refusal) => {
            let field = if matches!(refusal, Refusal::DueInPast) { "due_on" } else { "place" };
            form.refuse(field, view.tell(refusal)?);
            page(&view, &form, None).await
        }
    }
}
