//! What a person's lists and their record say differently, on the person's page.

use crate::{
    components::{Cell, SummaryList, SummaryRow, Table, Tag, Tone},
    pages::people::PersonPart,
    shell::problem::Problem,
    wording::T,
};
use db::Tx;
use kernel::{Dong, PersonId};
use lists::{MonthGap, list_month_gaps};
use office::sign_in::SignedIn;

/// The section; nothing where no month differs.
pub(crate) fn part(tx: &mut Tx<'_>, me: &SignedIn, t: T, person: PersonId) -> Result<String, Problem> {
    let gaps = list_month_gaps(tx, &me.acting.scope, person)?;
    if gaps.is_empty() {
        return Ok(String::new());
    }
    let differing = |gap: &MonthGap| gap.due.checked_sub(gap.listed);
    let all: Result<Vec<Dong>, _> = gaps.iter().map(differing).collect();
    let total = all.and_then(Dong::total).map_err(|fault| Problem::Fault(fault.to_string()))?;
    let part = PersonPart {
        title: t.arrears_title(),
        says: Vec::new(),
        facts: Some(SummaryList {
            rows: vec![
                SummaryRow::of(t.arrears_total(), t.dong(total)),
                SummaryRow::of(t.arrears_what_next(), t.arrears_what_next_text()),
            ],
        }),
        table: Some(table(t, &gaps)?),
        none: "",
        links: Vec::new(),
    };
    part.written()
}

fn table(t: T, gaps: &[MonthGap]) -> Result<Table, Problem> {
    let table = Table::of(t, t.arrears_caption())
        .column(t.arrears_month())
        .numbers(t.arrears_due())
        .numbers(t.arrears_listed())
        .numbers(t.arrears_difference())
        .column(t.arrears_kind());
    gaps.iter().try_fold(table, |table, gap| {
        let difference = gap.due.checked_sub(gap.listed).map_err(|fault| Problem::Fault(fault.to_string()))?;
        let kind = if difference > Dong::new(0) {
            Tag::of(Tone::Warn, t.arrears_owed())
        } else {
            Tag::of(Tone::Bad, t.arrears_overpaid())
        };
        Ok(table.row([
            Cell::text(t.month(gap.month)),
            Cell::text(t.dong(gap.due)),
            Cell::text(t.dong(gap.listed)),
            Cell::text(t.dong(difference)),
            Cell::tag(kind),
        ]))
    })
}
