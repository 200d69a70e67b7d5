//! Stories of the API, on both databases.

mod access;
mod description;
mod files;
mod intake;
mod letters;
mod once;
mod pages;
mod problems;
mod records;
mod reference;
mod station;

pub(crate) use station::{Caller, Station, Told, change, each};
