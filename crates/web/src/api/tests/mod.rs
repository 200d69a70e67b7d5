//! Stories of the API, on both databases.

mod access;
mod description;
mod files;
mod intake;
mod letters;
mod once;
mod pages;
mod problems;
mod reference;
mod station;

pub(crate) use station::{Caller, Station, Told, change, each};
