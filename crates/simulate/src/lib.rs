//! Counterparties to practise with: a bank, a post office and a population database that read what we send and answer it.
//!
//! *Owns* what a bank and a post office do with a file, and how often they refuse, return, stay silent or say it twice;
//! whom a population database finds.
//! *Takes* payment files and requests from a folder or over a socket, a seed, an instant, a register.
//! *Gives* status reports, booked entries, settlement workbooks and people, the same for the same seed.
//! *Never* knows the rooms that wrote the files: it reads them as a stranger does.

mod bank;
mod chance;
mod folder;
mod population;
mod post;
mod socket;
mod truth;

pub use bank::{Answer, Bank, BankFault, Habits};
pub use folder::{FolderFault, Run, run_bank, run_population, run_post};
pub use population::{
    Behaviour, FOUND_MAX, Population, PopulationDesk, PopulationFault, Reply, Request, Troubles, reply_to,
};
pub use post::{Post, PostFault, Settled};
pub use socket::{serve_bank, serve_population};
pub use truth::{Accounts, TruthFault, Uncollected};

#[cfg(test)]
mod exchange_tests;
#[cfg(test)]
mod tests;
