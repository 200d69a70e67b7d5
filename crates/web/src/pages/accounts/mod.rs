//! Accounts: who receives to which, and what waits for a second person.

mod account;
mod claim;
mod part;
mod tasks;

pub(crate) use account::{
    activate, check, end, recheck, reject, show as show_account, show_activate, show_check, show_end, show_recheck,
    show_reject,
};
pub(crate) use claim::{claim, show as show_claim};
pub(crate) use part::part;
pub(crate) use tasks::tasks;

use crate::{
    address,
    components::{Breadcrumb, Cell, Empty, Link, Pagination, Select, SummaryList, SummaryRow, Table, Tag, Tone},
    shell::{problem::Answer, visit::View},
    wording::T,
};
use accounts::{
    Account, AccountFilter, AccountLine, NameCheck, SharedNumber, State, count_accounts, list_accounts,
    list_shared_numbers,
};
use askama::Template;
use axum::extract::Query;
use db::Tx;
use office::{
    places::{Places, Unit},
    reference::{self, Bank},
};
use serde::Deserialize;
use std::collections::HashMap;
use survey::Method;

/// How many accounts one page names.
const ACCOUNTS_PAGE: i64 = 50;

/// In place of what came of comparing the names: those to be compared again.
const RENAMED: &str = "renamed";

/// Which accounts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    state: String,
    method: String,
    name: String,
    after: String,
}

impl Narrow {
    fn filter(&self) -> AccountFilter {
        let after = self.after.split_once('_');
        AccountFilter {
            place: None,
            state: State::parse(&self.state),
            method: Method::parse(&self.method),
            name_check: NameCheck::parse(&self.name),
            renamed: self.name == RENAMED,
            after: after.and_then(|(person, account)| Some((person.parse().ok()?, account.parse().ok()?))),
        }
    }

    fn path(&self, after: &str) -> String {
        let Narrow { state, method, name, .. } = self;
        let mut query = vec![("state", state.as_str()), ("method", method), ("name", name), ("after", after)];
        query.retain(|(_, value)| !value.is_empty());
        format!("/accounts?{}", address::query(&query))
    }
}

#[derive(Template)]
#[template(path = "pages/accounts.html")]
struct Accounts {
    t: T,
    way: Breadcrumb,
    facts: SummaryList,
    links: Vec<Link>,
    state: Select,
    method: Select,
    name: Select,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

/// The banks' short names by their keys.
fn bank_names(tx: &mut Tx<'_>) -> Result<HashMap<String, String>, office::Refusal> {
    let banks = reference::list_all::<Bank>(tx)?.into_iter().map(|version| version.value);
    Ok(banks.map(|bank| (bank.key, bank.short_name)).collect())
}

/// `GET /accounts`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let filter = narrow.filter();
    let (lines, counts, banks) = view
        .read_in::<accounts::Refusal, _>(move |tx, me| {
            let scope = &me.acting.scope;
            Ok((list_accounts(tx, scope, &filter, ACCOUNTS_PAGE)?, count_accounts(tx, scope)?, bank_names(tx)?))
        })
        .await?;
    let (t, form) = (view.t, view.form());
    let form = form.with("state", narrow.state.as_str()).with("method", narrow.method.as_str());
    let form = form.with("name", narrow.name.as_str());
    let in_state = |state| counts.iter().filter(|count| count.state == state).map(|count| count.persons).sum::<i64>();
    let facts = State::ALL.iter().map(|state| SummaryRow::of(t.account_state(*state), t.number(in_state(*state))));
    let states = State::ALL.iter().map(|state| (state.key().to_owned(), t.account_state(*state).to_owned()));
    let methods = Method::ALL.iter().map(|method| (method.key().to_owned(), t.method(*method).to_owned()));
    let names = NameCheck::ALL.iter().map(|check| (check.key().to_owned(), t.name_check(*check).to_owned()));
    let renamed = [(RENAMED.to_owned(), t.account_renamed().to_owned())];
    let is_full = i64::try_from(lines.len()) == Ok(ACCOUNTS_PAGE);
    let after = |line: &AccountLine| narrow.path(&format!("{}_{}", line.account.person, line.account.id));
    let main = Accounts {
        t,
        way: Breadcrumb::home(t),
        facts: SummaryList { rows: facts.collect() },
        links: vec![Link::to("/accounts/shared", t.accounts_shared_title())],
        state: form.select("state", t.list_state()).none(t.accounts_any_state()).options(states),
        method: form.select("method", t.list_method()).none(t.list_any_method()).options(methods),
        name: form.select("name", t.account_name_check()).none(t.accounts_any_name()).options(names.chain(renamed)),
        table: table(t, &view.app.desk.places(), &lines, &banks),
        empty: lines.is_empty().then(|| Empty::of("key", t.accounts_none(), t.accounts_none_text())),
        pages: Pagination {
            t,
            first: (!narrow.after.is_empty()).then(|| narrow.path("")),
            next: lines.last().filter(|_| is_full).map(after),
        },
    };
    Ok(view.page(t.accounts_title(), &main))
}

fn table(t: T, places: &Places, lines: &[AccountLine], banks: &HashMap<String, String>) -> Table {
    Table::of(t, t.accounts_caption())
        .column(t.full_name_label())
        .column(t.list_method())
        .column(t.list_account())
        .column(t.account_name_check())
        .column(t.list_state())
        .rows(lines, |line| {
            let account = &line.account;
            let commune = places.unit(line.place).map(Unit::full_name).unwrap_or_default();
            [
                Cell::link(format!("/accounts/of/{}/{}", account.person, account.id), &line.full_name).below(commune),
                Cell::text(t.method(account.method)),
                Cell::text(number_of(account, banks)).below(account.holder_name.clone().unwrap_or_default()),
                checked(t, account, &line.full_name),
                Cell::tag(state_tag(t, account.state)),
            ]
        })
}

/// What came of comparing the holder's name with the person's, and whether it has to be done again.
fn checked(t: T, account: &Account, full_name: &str) -> Cell {
    if account.is_renamed(full_name) {
        return Cell::tag(Tag::of(Tone::Warn, t.account_renamed()));
    }
    account.name_check.map_or_else(|| Cell::text(""), |check| Cell::tag(name_tag(t, check)))
}

/// The bank with the covered number.
fn number_of(account: &Account, banks: &HashMap<String, String>) -> String {
    let bank = account.bin.as_ref().map(|bin| banks.get(bin).unwrap_or(bin).clone());
    let number = account.number.as_ref().map(kernel::AccountNumber::masked);
    bank.into_iter().chain(number).collect::<Vec<_>>().join(" ")
}

/// Where an account stands, in colour.
fn state_tag(t: T, state: State) -> Tag {
    let tone = match state {
        State::Claimed => Tone::Warn,
        State::Checked => Tone::Info,
        State::Active => Tone::Good,
        State::Ended => Tone::Plain,
    };
    Tag::of(tone, t.account_state(state))
}

/// What came of comparing the names, in colour.
fn name_tag(t: T, check: NameCheck) -> Tag {
    let tone = match check {
        NameCheck::Match => Tone::Good,
        NameCheck::Close | NameCheck::Cannot => Tone::Warn,
        NameCheck::NoMatch => Tone::Bad,
    };
    Tag::of(tone, t.name_check(check))
}

#[derive(Template)]
#[template(path = "pages/accounts_shared.html")]
struct Shared {
    t: T,
    way: Breadcrumb,
    table: Table,
    empty: Option<Empty>,
}

/// `GET /accounts/shared`: numbers that serve more people than usual.
pub(crate) async fn shared(view: View) -> Answer {
    let (numbers, banks) = view
        .read_in::<accounts::Refusal, _>(|tx, me| Ok((list_shared_numbers(tx, &me.acting.scope)?, bank_names(tx)?)))
        .await?;
    let t = view.t;
    let row = |shared: &SharedNumber| {
        [
            Cell::text(shared.number.masked()),
            Cell::text(banks.get(&shared.bin).unwrap_or(&shared.bin)),
            Cell::text(t.number(shared.people)),
            Cell::text(t.number(shared.people_in_area)),
        ]
    };
    let table = Table::of(t, t.accounts_shared_caption())
        .column(t.account_number())
        .column(t.account_bank())
        .numbers(t.accounts_shared_people())
        .numbers(t.accounts_shared_here())
        .rows(&numbers, row);
    let main = Shared {
        t,
        way: Breadcrumb::home(t).then("/accounts", t.accounts_title()),
        table,
        empty: numbers.is_empty().then(|| Empty::of("check", t.accounts_shared_none(), t.accounts_shared_none_text())),
    };
    Ok(view.page(t.accounts_shared_title(), &main))
}
