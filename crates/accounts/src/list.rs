//! Looking at accounts.

use crate::{Account, NUMBER_PEOPLE_MAX, NameCheck, Refusal, State, store::accounts as store};
use db::Tx;
use jiff::Timestamp;
use kernel::{AccountId, AccountNumber, PersonId, StaffId};
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
    /// Only those whose person is called otherwise than when the holder's name was compared.
    pub renamed: bool,
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

/// How many accounts of the area wait for another look at the holder's name, up to `most`.
pub fn count_renamed(tx: &mut Tx<'_>, scope: &Scope, most: i64) -> Result<i64, Refusal> {
    Ok(store::count_renamed(tx, &scope.condition("p.place"), most)?)
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

/// One step of an account, as it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountStep {
    /// How the money is received by it.
    pub method: Method,
    /// The number, covered but for its end.
    pub masked: Option<String>,
    /// Where the account came to stand.
    pub state: State,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: StaffId,
    /// The reason given last, of an account that ended.
    pub why: Option<String>,
}

/// What happened to the accounts of a person of the scope, the oldest first.
pub fn list_steps(tx: &mut Tx<'_>, scope: &Scope, person: PersonId) -> Result<Vec<AccountStep>, Refusal> {
    let mut steps = store::list_steps(tx, &scope.condition("p.place"), person)?;
    steps.sort_by_key(|step| step.at);
    Ok(steps)
}

/// Somebody who receives, or received, by a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundByNumber {
    /// Whose money.
    pub person: PersonId,
    /// The number, covered but for its end.
    pub masked: String,
    /// Whether an account with it has not ended.
    pub is_live: bool,
}

/// How many persons a search by number answers at most.
const FOUND_MAX: i64 = 50;

/// Persons of the area with an account of this number at any bank, ended or not, each once; nobody where the text is no
/// account number.
pub fn find_by_number(tx: &mut Tx<'_>, scope: &Scope, text: &str) -> Result<Vec<FoundByNumber>, Refusal> {
    let Ok(number) = AccountNumber::parse(text) else { return Ok(Vec::new()) };
    // Letters alone are somebody's name.
    if !number.as_str().bytes().any(|byte| byte.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let found = store::list_persons_by_number(tx, &scope.condition("p.place"), &number, FOUND_MAX)?;
    let found = found.into_iter().map(|(person, is_live)| FoundByNumber { person, masked: number.masked(), is_live });
    Ok(found.collect())
}
