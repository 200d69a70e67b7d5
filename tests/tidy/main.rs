//! House rules that a compiler does not check, read from the tracked files.
//!
//! Each check is a pure function from text to faults; beside it stands a sample that it must refuse.
//! The figures in `ratchets.rs` may only go down.

mod code;
mod documents;
mod manifest;
mod migrations;
mod ratchets;
mod rooms;
mod routes;
mod schema;
mod source;
mod sql;
mod tree;

/// Fails with all faults at once, one a line.
fn expect_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
