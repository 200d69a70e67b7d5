//! SQLite: one file, one writer, many readers.

mod faults;
mod group;
mod link;
mod open;
mod readers;

pub(crate) use link::Link;
pub(crate) use open::File;
