//! Proposals are taken over by an officer, one by one or all of a kind; never by the program.

use crate::{
    FaultKind, Field, Refusal, RowFault, Told,
    list_files::entry,
    receive_file::{LOCK, read_lines_into},
    reread_file::load_current,
    store,
};
use db::Tx;
use kernel::SourceFileId;
use office::{
    Acting,
    audit::{self, Entry},
    places::Places,
};
use serde_json::json;
use std::collections::BTreeSet;

/// Which proposals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accept {
    /// The one about a field of a line.
    One {
        /// The line, as faults name it.
        line: i64,
        /// The field.
        field: Field,
        /// What is wrong with it.
        kind: FaultKind,
    },
    /// All of a kind.
    AllOf(FaultKind),
}

/// Takes proposals over: the lines are read again with them, good or bad as they are then. Answers how many there were;
/// none where they were taken over before.
pub fn accept_proposals(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    id: SourceFileId,
    which: Accept,
) -> Result<usize, Refusal> {
    tx.lock(LOCK)?;
    let file = load_current(tx, acting, id)?;
    let (kind, at) = match which {
        Accept::One { line, field, kind } => (kind, Some((line, field))),
        Accept::AllOf(kind) => (kind, None),
    };
    let accepted: Vec<RowFault> = store::list_proposals(tx, id, kind, at)?;
    if accepted.is_empty() {
        return Ok(0);
    }
    store::accept(tx, acting, id, &accepted)?;
    let told = Told {
        // As the file was read before: the columns that were chosen are those it has.
        sheets: file.mapping.iter().map(crate::SheetMapping::as_choice).collect(),
        accepted: store::list_accepted(tx, id)?,
        ..Told::default()
    };
    let lines: BTreeSet<i64> = accepted.iter().map(|fault| fault.line).collect();
    store::delete_lines(tx, id, lines.iter().copied())?;
    read_lines_into(tx, acting, places, &file, &told, &lines)?;
    store::number_twins(tx, id)?;
    store::count_rows(tx, id)?;
    // What was written and what was taken over stand with the file: a number has no place in the trail.
    let said: Vec<_> = accepted.iter().map(|fault| json!([fault.line, fault.field])).collect();
    let to = Some(json!({ "kind": kind, "cells": said }));
    audit::record(tx, acting, Entry { to, ..entry("sources.accept_proposals", &file) })?;
    Ok(accepted.len())
}
