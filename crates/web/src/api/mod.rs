//! The door for programs: JSON under `/api/v1`, with the same rights, areas and refusals as the pages.
//!
//! One call: the guard asks `admission` who calls; `sent` reads the query and the body, strictly; `call` does the work
//! in one transaction, once for each key of the client; `problem` says no. `description` is OpenAPI 3.1 of all that.

#![expect(unused_qualifications, reason = "the macros that describe the API write whole paths")]

pub(crate) mod admission;
mod audit;
mod call;
mod description;
mod exceptions;
mod faults;
mod households;
mod imports;
mod input;
mod jobs;
pub(crate) mod language;
mod letters;
mod links;
mod mapping;
mod matching;
mod me;
mod movements;
mod numbers;
mod offices;
mod paging;
mod persons;
mod population;
pub(crate) mod problem;
mod problems;
mod proposals;
mod reaction;
mod rechecks;
mod reference;
mod routes;
mod sent;
mod staff;
#[cfg(test)]
mod tests;
mod tokens;
mod units;
mod values;
mod words;
mod worklists;

pub use description::openapi;
pub(crate) use {faults::CallFault, routes::routes};

/// Whether a path asks the API: then every answer is JSON, and nobody is sent to a page.
pub(crate) fn is_call(path: &str) -> bool {
    path.starts_with("/api/")
}
