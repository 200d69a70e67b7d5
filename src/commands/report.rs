//! `ansinh report`: the state table and the coverage of a unit.

use crate::{
    arguments::{Report, ReportOf},
    fault::{Exit, Fault},
    place::{self, Site},
    terminal::Terminal,
};
use kernel::Month;
use office::{Action, Desk};
use reports::{Asked, Table, draw_coverage, draw_states};
use serde_json::Value;
use std::fs;

pub(super) fn report(site: &Site, command: &Report, terminal: Terminal) -> Result<Exit, Fault> {
    let desk = site.open_desk()?;
    let (options, table, value) = match command {
        Report::States(options) => {
            let (table, value) = states(&desk, options, terminal)?;
            (options, table, value)
        }
        Report::Coverage(options) => {
            let (table, value) = coverage(&desk, options, terminal)?;
            (options, table, value)
        }
    };
    if let Some(path) = &options.xlsx {
        let bytes = table.workbook(&options.unit, desk.now())?;
        fs::write(path, bytes).map_err(|why| Fault::File { path: path.clone(), why })?;
    }
    terminal.answer(table.text(), value)?;
    Ok(Exit::Done)
}

fn asked(desk: &Desk, options: &ReportOf) -> Result<Asked, Fault> {
    let place = place::unit(desk, &options.unit, options.on)?;
    Ok(Asked { place, month: options.month, source: options.source.map(crate::arguments::Source::kind) })
}

fn states(desk: &Desk, options: &ReportOf, terminal: Terminal) -> Result<(Table, Value), Fault> {
    let acting = place::acting_as(desk, &options.act_as, Action::ReadReports)?;
    let asked = asked(desk, options)?;
    let states = desk.db().read(|tx| draw_states(tx, &acting, &desk.places(), &asked))?;
    let table = terminal.t.with_report_words(|words| states.table(words));
    Ok((table, serde_json::to_value(&states).expect("a report is JSON")))
}

fn coverage(desk: &Desk, options: &ReportOf, terminal: Terminal) -> Result<(Table, Value), Fault> {
    let acting = place::acting_as(desk, &options.act_as, Action::ReadReports)?;
    let asked = asked(desk, options)?;
    let month = asked.month.unwrap_or_else(|| Month::of(acting.today()).expect("today lies in a month"));
    let coverage = desk.db().read(|tx| draw_coverage(tx, &acting, &desk.places(), &asked, month))?;
    let table = terminal.t.with_report_words(|words| coverage.table(words));
    Ok((table, serde_json::to_value(&coverage).expect("a report is JSON")))
}
