//! Step 6: how each person receives the money, known well enough to send it.
//!
//! *Owns* accounts and the other ways of receiving, from the claim through the second person's check to the end.
//! *Takes* what a person chose at the visit, and the name a bank has for a number.
//! *Gives* at most one active account a person, with the payee it belongs to.
//! *Never* makes an account active that one person alone has seen, or whose holder is somebody else.

mod account;
mod activate;
mod bank;
mod check;
mod claim;
mod claim_results;
mod end;
mod end_closed;
mod list;
mod name_check;
mod refusal;
mod staged;
mod state;
mod store;
#[cfg(test)]
mod tests;

pub use account::{Account, AccountSeen, Claim, NUMBER_PEOPLE_MAX};
pub use activate::activate_many;
pub use bank::Banks;
pub use check::{BankAnswer, Check, check_many, recheck_many};
pub use claim::{Claimed, ROWS_AT_ONCE_MAX, claim_many};
pub use claim_results::{ClaimedResults, claim_results};
pub use end::{end_many, reject_many};
pub use end_closed::{Closed, end_closed};
pub use list::{
    AccountCount, AccountFilter, AccountLine, AccountStep, FoundByNumber, SharedNumber, count_accounts, count_renamed,
    find_by_number, list_accounts, list_of_person, list_shared_numbers, list_steps,
};
pub use name_check::{NameCheck, NameRule, NameVerdict, check_name};
pub use refusal::{ClaimFault, MoveFault, Refusal};
pub use staged::Moved;
pub use state::{Event, State, TRANSITIONS, transitions_page};
