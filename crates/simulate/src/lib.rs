//! Counterparties to practise with: a bank and a post office that read what we send and answer it.
//!
//! *Owns* what a bank and a post office do with a file, and how often they refuse, return, stay silent or say it twice.
//! *Takes* payment files from a folder or over a socket, a seed, an instant.
//! *Gives* status reports, booked entries and settlement workbooks, the same for the same seed.
//! *Never* knows the rooms that wrote the files: it reads them as a stranger does.

mod bank;
mod chance;
mod folder;
mod post;
mod socket;

pub use bank::{Answer, Bank, BankFault, Habits};
pub use folder::{FolderFault, Run, run_bank, run_post};
pub use post::{Post, PostFault, Settled};
pub use socket::serve_bank;

#[cfg(test)]
mod tests;
