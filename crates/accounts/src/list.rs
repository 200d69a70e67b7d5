//! Looking at accounts.

use crate::{Account, NUMBER_PEOPLE_MAX, NameCheck, Refusal, State, store::accounts as store};
use db::Tx;
use kernel::{AccountId, AccountNumber, PersonId};
use office::Scope;
use survey::Method;

/// An account in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLine {
    /// The account.
    pub account: Account,
    /// Whose money, by name.
    pub full_name: String,
    /// The person's commune.
    pub place: i64,
    /// How many people receive to the number.
    pub people: i64,
}

/// Which accounts.
#[derive(Clone, Copy, Debug, Default)]
pub struct AccountFilter {
    /// Of this commune.
    pub place: Option<i64>,
    /// In this state.
    pub state: Option<State>,
    /// Of this method.
    pub method: Option<Method>,
    /// With this outcome of comparing names.
    pub name_check: Option<NameCheck>,
    /// Only after this one, as the last page gave it.
    pub after: Option<(PersonId, AccountId)>,
}

/// Accounts of a commune, by state and method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountCount {
    /// The commune.
    pub place: i64,
    /// The state.
    pub state: State,
    /// The method.
    pub method: Method,
    /// How many persons.
    pub persons: i64,
}

/// A number that serves more people than usual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedNumber {
    /// The bank's key.
    pub bin: String,
    /// The number.
    pub number: AccountNumber,
    /// How many people receive to it.
    pub people: i64,
    /// How many of them are in the area.
    pub people_in_area: i64,
}

/// Accounts of the area, by person; at most `limit`.
pub fn list_accounts(
    tx: &mut Tx<'_>,
    scope: &Scope,
    filter: &AccountFilter,
    limit: i64,
) -> Result<Vec<AccountLine>, Refusal> {
    Ok(store::list_accounts(tx, &scope.condition("p.place"), filter, limit)?)
}

/// Everything a person ever received by, the latest first, if the scope sees the person.
pub fn list_of_person(tx: &mut Tx<'_>, scope: &Scope, person: PersonId) -> Result<Vec<Account>, Refusal> {
    Ok(store::list_of_person(tx, &scope.condition("p.place"), person)?)
}

/// How many accounts each commune of the area has, by state and method.
pub fn count_accounts(tx: &mut Tx<'_>, scope: &Scope) -> Result<Vec<AccountCount>, Refusal> {
    Ok(store::count_accounts(tx, &scope.condition("p.place"))?)
}

/// Numbers that serve more than `NUMBER_PEOPLE_MAX` people, some of them in the area.
pub fn list_shared_numbers(tx: &mut Tx<'_>, scope: &Scope) -> Result<Vec<SharedNumber>, Refusal> {
    Ok(store::list_shared_numbers(tx, &scope.condition("p.place"), NUMBER_PEOPLE_MAX)?)
}
