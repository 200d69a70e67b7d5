//! A person's payments, as a part of the page of a person.

use super::{BankNames, account, banks, instruction_state, instructions::instruction_path};
use crate::{
    components::{Cell, Table},
    shell::{problem::Answer, visit::View},
    wording::T,
};
use askama::Template;
use kernel::PersonId;
use payments::{InstructionLine, Refusal, list_of_person};

/// The part headed “Chi trả”.
#[derive(Template)]
#[template(path = "pages/person_payments.html")]
pub(crate) struct PersonPayments {
    t: T,
    is_empty: bool,
    table: Table,
}

impl askama::filters::HtmlSafe for PersonPayments {}

/// What was paid to a person, and what became of it. The page has seen to it that the person lies inside the area.
pub(crate) async fn payments_of(view: &View, person: PersonId) -> Answer<PersonPayments> {
    let (lines, banks) = view
        .read_in(move |tx, me| {
            let lines = list_of_person(tx, &me.acting, person)?;
            let banks = banks(tx, &me.acting)?;
            Ok::<_, Refusal>((lines, banks))
        })
        .await?;
    Ok(PersonPayments { t: view.t, is_empty: lines.is_empty(), table: table(view.t, &banks, &lines) })
}

fn table(t: T, banks: &BankNames, lines: &[InstructionLine]) -> Table {
    Table::of(t, t.instructions_caption())
        .column(t.instruction_origin())
        .column(t.cycle_method())
        .numbers(t.instruction_amount())
        .column(t.instruction_state())
        .rows(lines, |line| {
            [
                Cell::link(instruction_path(line), t.month(line.origin)),
                Cell::text(t.pay_method(line.method)).below(account(banks, line)),
                Cell::text(line.amount.to_string()),
                Cell::tag(instruction_state(t, line.state)),
            ]
        })
}
