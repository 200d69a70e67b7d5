//! What is wrong in a file, a page at a time and counted: a file may have a fault a row, and more than a million rows.

use crate::{FaultKind, Field, Refusal, RowFault, list_files::load_file, store};
use db::Tx;
use kernel::SourceFileId;
use office::Scope;

/// Which faults of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FaultFilter {
    /// Of rows sent back, or of rows kept.
    pub sends_back: Option<bool>,
    /// Of this kind.
    pub kind: Option<FaultKind>,
    /// With a proposal, or without one.
    pub is_proposed: Option<bool>,
}

/// Where a fault stands in a file: a line has one of a kind in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FaultPlace {
    /// The line, as in the fault.
    pub line: i64,
    /// The field.
    pub field: Field,
    /// What is wrong.
    pub kind: FaultKind,
}

/// How often something is wrong in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FaultCount {
    /// What.
    pub kind: FaultKind,
    /// How many times.
    pub faults: i64,
    /// Of these, how many have a proposal.
    pub proposals: i64,
}

/// A page of a file's faults in the order of the lines, those after `after`.
pub fn page_faults(
    tx: &mut Tx<'_>,
    scope: &Scope,
    id: SourceFileId,
    filter: FaultFilter,
    after: Option<FaultPlace>,
    limit: usize,
) -> Result<Vec<RowFault>, Refusal> {
    load_file(tx, scope, id)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(store::page_faults(tx, id, filter, after, limit)?)
}

/// How often each kind of fault occurs in a file; kinds that do not are not among them.
pub fn count_faults(tx: &mut Tx<'_>, scope: &Scope, id: SourceFileId) -> Result<Vec<FaultCount>, Refusal> {
    load_file(tx, scope, id)?;
    Ok(store::count_faults(tx, id)?)
}

impl RowFault {
    /// Where it stands.
    pub fn place(&self) -> FaultPlace {
        FaultPlace { line: self.line, field: self.field, kind: self.kind }
    }
}
