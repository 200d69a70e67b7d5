//! The payments on a person's page.

use super::{BankNames, account, banks, instruction_state, instructions::instruction_path, unpaid};
use crate::{
    components::{Cell, Table},
    pages::people::PersonPart,
    shell::problem::Problem,
    wording::T,
};
use db::Tx;
use kernel::{CycleId, PersonId};
use office::sign_in::SignedIn;
use payments::{InstructionLine, Refusal, list_of_person, load_cycle};
use std::collections::{BTreeMap, btree_map::Entry};

/// The section: what stops the money, and a line a payment. It leads to the payment where the cycle lies inside the area.
pub(crate) fn part(tx: &mut Tx<'_>, me: &SignedIn, t: T, person: PersonId) -> Result<String, Problem> {
    let lines = list_of_person(tx, &me.acting, person)?;
    let banks = banks(tx, &me.acting)?;
    let mut open: BTreeMap<CycleId, bool> = BTreeMap::new();
    for line in &lines {
        if let Entry::Vacant(unknown) = open.entry(line.cycle) {
            unknown.insert(match load_cycle(tx, &me.acting, line.cycle) {
                Ok(_) => true,
                Err(Refusal::Office(office::Refusal::NotFound { .. })) => false,
                Err(refusal) => return Err(refusal.into()),
            });
        }
    }
    let part = PersonPart {
        title: t.part_payments_title(),
        says: unpaid::reasons(tx, me, t, person, &lines)?,
        facts: None,
        table: (!lines.is_empty()).then(|| table(t, &banks, &lines, &open)),
        none: t.part_payments_none(),
        links: Vec::new(),
    };
    part.written()
}

fn table(t: T, banks: &BankNames, lines: &[InstructionLine], open: &BTreeMap<CycleId, bool>) -> Table {
    Table::of(t, t.part_payments_caption())
        .column(t.instruction_origin())
        .column(t.part_payments_cycle())
        .column(t.cycle_method())
        .numbers(t.instruction_amount())
        .column(t.instruction_state())
        .rows(lines, |line| {
            let month = t.month(line.origin);
            let is_open = open.get(&line.cycle).copied().unwrap_or_default();
            [
                if is_open { Cell::link(instruction_path(line), month) } else { Cell::text(month) },
                Cell::text(t.month(line.month)),
                Cell::text(t.method(line.method)).below(account(banks, line)),
                Cell::text(line.amount.to_string()),
                Cell::tag(instruction_state(t, line.state)),
            ]
        })
}
