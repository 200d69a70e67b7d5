//! What did not arrive and is owed on: carried over, or held.

use crate::{
    components::{Breadcrumb, Cell, Empty, Select, Table, Tag, Tone},
    shell::{problem::Answer, visit::View},
    wording::T,
};
use askama::Template;
use axum::extract::Query;
use payments::{CARRIES_PAGE, CarryLine, Refusal, list_carry_lines};
use serde::Deserialize;
use std::collections::BTreeSet;

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    place: String,
}

#[derive(Template)]
#[template(path = "pages/carried.html")]
struct Carried {
    t: T,
    way: Breadcrumb,
    commune: Select,
    table: Table,
    empty: Option<Empty>,
    more: Option<String>,
}

/// `GET /cycles/carried`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let place: Option<i64> = narrow.place.parse().ok();
    let all = view.read_in::<Refusal, _>(move |tx, me| list_carry_lines(tx, &me.acting.scope, &me.acting)).await?;
    let (t, places) = (view.t, view.app.desk.places());
    let name = |place: i64| places.unit(place).map(office::places::Unit::full_name).unwrap_or_default();
    let communes: BTreeSet<i64> = all.iter().map(|line| line.carry.place).collect();
    let form = view.form().with("place", narrow.place.as_str());
    let wanted: Vec<&CarryLine> =
        all.iter().filter(|line| place.is_none_or(|place| line.carry.place == place)).collect();
    let count = wanted.len();
    let shown: Vec<&CarryLine> = wanted.into_iter().take(CARRIES_PAGE).collect();
    let main = Carried {
        t,
        way: Breadcrumb::home(t).then("/cycles", t.cycles_title()),
        commune: form
            .select("place", t.cycle_commune())
            .none(t.instructions_any_commune())
            .options(communes.into_iter().map(|place| (place.to_string(), name(place)))),
        more: (shown.len() < count).then(|| t.carried_more(shown.len(), count)),
        empty: shown.is_empty().then(|| Empty::of("check", t.carried_none(), t.carried_none_text())),
        table: table(t, &shown, name),
    };
    Ok(view.page(t.carried_title(), &main))
}

fn table(t: T, lines: &[&CarryLine], name: impl Fn(i64) -> String) -> Table {
    Table::of(t, t.carried_caption())
        .column(t.instruction_person())
        .column(t.cycle_commune())
        .column(t.instruction_origin())
        .numbers(t.instruction_amount())
        .column(t.carried_why())
        .numbers(t.carried_times())
        .column(t.instruction_state())
        .rows(lines, |line| {
            let carry = &line.carry;
            let tag = if carry.is_held {
                Tag::of(Tone::Bad, t.carried_held())
            } else {
                Tag::of(Tone::Info, t.carried_waits())
            };
            let to = match &line.payment {
                Some((cycle, reference)) => format!("/cycles/{cycle}/instructions/{reference}"),
                None => format!("/people/{}", carry.person),
            };
            [
                Cell::link(to, line.full_name.as_str()),
                Cell::text(name(carry.place)),
                Cell::text(t.month(carry.origin)),
                Cell::text(carry.amount.to_string()),
                Cell::text(t.reason_class(carry.class)),
                Cell::text(t.number(carry.times)),
                Cell::tag(tag),
            ]
        })
}
