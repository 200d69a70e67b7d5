//! Double entry: what is owed, what is on its way, what has arrived.
//!
//! *Owns* accounts, transfers and their balances.
//! *Takes* amounts that move from one account to another, under ids the caller gives.
//! *Gives* balances that add up, and says which do not.
//! *Never* changes or deletes a transfer, and never holds one person's payment: it is kept a batch, a unit and a method.

mod account;
mod balance;
mod refusal;
mod resolve;
mod store;
mod transfer;

pub use account::{AccountKey, AccountKind};
pub use balance::{
    Balance, Difference, Line, check_balances, find_balance, is_balanced, list_balances, rebuild_balances,
};
pub use refusal::Refusal;
pub use resolve::{Ending, Resolution, resolve};
pub use transfer::{Field, Mode, Placed, Reason, Transfer, place, transfer_id};

#[cfg(test)]
mod tests;
