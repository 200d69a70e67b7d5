//! Stories of the API, on both databases.

mod access;
mod description;
mod once;
mod pages;
mod problems;
mod station;

pub(crate) use station::{Caller, Station, Told, change, each};
