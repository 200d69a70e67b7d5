//! The accounts on a person's page.

use super::{bank_names, checked, number_of, state_tag};
use crate::{
    components::{Cell, Link, Table},
    pages::people::PersonPart,
    shell::problem::Problem,
    wording::T,
};
use accounts::{Account, list_of_person};
use db::Tx;
use kernel::PersonId;
use office::{Action, sign_in::SignedIn};
use std::collections::HashMap;

/// The section: numbers are covered here, whoever looks.
pub(crate) fn part(tx: &mut Tx<'_>, me: &SignedIn, t: T, person: PersonId) -> Result<String, Problem> {
    let accounts = list_of_person(tx, &me.acting.scope, person)?;
    let banks = bank_names(tx)?;
    let listed = registry::find_listed(tx, &me.acting.scope, person)?;
    let full_name = listed.map(|one| one.full_name.as_str().to_owned()).unwrap_or_default();
    let mut links = Vec::new();
    if me.acting.role.may(Action::RecordAccount) {
        links.push(Link::to(format!("/accounts/of/{person}/new"), t.account_claim()));
    }
    let part = PersonPart {
        title: t.part_accounts_title(),
        says: Vec::new(),
        facts: None,
        table: (!accounts.is_empty()).then(|| table(t, &full_name, &accounts, &banks)),
        none: t.part_accounts_none(),
        links,
    };
    part.written()
}

fn table(t: T, full_name: &str, accounts: &[Account], banks: &HashMap<String, String>) -> Table {
    Table::of(t, t.part_accounts_caption())
        .column(t.list_method())
        .column(t.list_account())
        .column(t.account_name_check())
        .column(t.list_state())
        .rows(accounts, |account| {
            [
                Cell::link(format!("/accounts/of/{}/{}", account.person, account.id), t.method(account.method)),
                Cell::text(number_of(account, banks)).below(account.holder_name.clone().unwrap_or_default()),
                checked(t, account, full_name),
                Cell::tag(state_tag(t, account.state)),
            ]
        })
}
