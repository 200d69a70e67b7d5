//! The state table: a partition, the flags that overlap with it, and whether it adds up.

use crate::{
    Asked, Refusal, Told,
    table::{Heading, Table, Words},
};
use db::Tx;
use office::{
    Acting, Action,
    places::{Level, Places, Unit},
};
use registry::{CommuneStates, StatesFilter, count_states};
use serde::Serialize;

/// One commune, or all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatesLine {
    /// The commune's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The figures.
    #[serde(flatten)]
    pub states: CommuneStates,
}

/// The state table of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct States {
    /// Of what.
    pub told: Told,
    /// A line a commune, those without anybody too.
    pub lines: Vec<StatesLine>,
    /// All communes together.
    pub total: CommuneStates,
    /// Persons that stand in none of the five states, or in two: not zero is a fault, and is shown.
    pub difference: i64,
}

/// Counts the states of a unit's persons by commune.
pub fn draw_states(tx: &mut Tx<'_>, acting: &Acting, places: &Places, asked: &Asked) -> Result<States, Refusal> {
    let (unit, told) = of_unit(acting, places, asked)?;
    let filter = StatesFilter { area: Some(unit.area()), month: asked.month, source: asked.source };
    let counted = count_states(tx, &acting.scope, &filter)?;
    let mut total = CommuneStates::none(unit.place);
    for one in &counted {
        total.add(one);
    }
    let line = |commune: &Unit| {
        let states = counted.iter().find(|one| one.place == commune.place).copied();
        let states = states.unwrap_or_else(|| CommuneStates::none(commune.place));
        StatesLine { code: commune.code.clone(), name: commune.full_name(), states }
    };
    let lines = communes(places, unit).map(line).collect();
    let difference = total.persons - total.states_total();
    Ok(States { told, lines, total, difference })
}

/// The unit asked about, if the person may read reports of all of it.
pub(crate) fn of_unit<'p>(acting: &Acting, places: &'p Places, asked: &Asked) -> Result<(&'p Unit, Told), Refusal> {
    acting.must(Action::ReadReports)?;
    let unit = places.unit(asked.place).filter(|unit| acting.scope.covers_area(unit.area()));
    let unit = unit.ok_or(office::Refusal::OutsideArea)?;
    let told = Told {
        unit: unit.code.clone(),
        unit_name: unit.full_name(),
        month: asked.month,
        source: asked.source,
        counted_at: acting.now,
    };
    Ok((unit, told))
}

/// The communes of a unit, in the order of the tree.
pub(crate) fn communes<'p>(places: &'p Places, unit: &Unit) -> impl Iterator<Item = &'p Unit> {
    places.below(unit.area()).iter().filter(|unit| unit.level == Level::Commune)
}

impl States {
    /// The report as a table of words and figures.
    pub fn table(&self, words: &Words<'_>) -> Table {
        let headings = [
            words.code,
            words.commune,
            words.persons,
            words.verified,
            words.pending,
            words.mismatch,
            words.not_found,
            words.not_sent,
            words.states_total,
            words.no_card,
            words.dead,
        ];
        let figures = |states: &CommuneStates| {
            let CommuneStates { persons, verified, pending, mismatch, not_found, not_sent, no_card, dead, .. } =
                *states;
            [persons, verified, pending, mismatch, not_found, not_sent, states.states_total(), no_card, dead]
                .map(|number| number.to_string())
        };
        let row = |code: &str, name: &str, states: &CommuneStates| {
            [code.to_owned(), name.to_owned()].into_iter().chain(figures(states)).collect()
        };
        let mut notes = vec![words.flags_overlap.to_owned()];
        if self.difference != 0 {
            notes.push((words.does_not_add_up)(self.difference));
        }
        Table {
            title: (words.states_title)(&self.told),
            headings: headings.map(Heading::of).to_vec(),
            rows: self.lines.iter().map(|line| row(&line.code, &line.name, &line.states)).collect(),
            total: Some(row("", words.total, &self.total)),
            notes,
        }
    }
}
