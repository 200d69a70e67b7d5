//! Always: what the figures say, drawn from every room, changed by none.
//!
//! *Owns* nothing: a report is counted when it is asked for.
//! *Takes* a unit, a month, a kind of list.
//! *Gives* the state table and the coverage by commune, as data, as a workbook, as text.
//! *Never* writes, and never prints a total that does not add up without saying so.

mod coverage;
mod refusal;
mod states;
mod store;
mod table;
#[cfg(test)]
mod tests;

pub use coverage::{Coverage, CoverageLine, TargetLine, draw_coverage};
pub use refusal::Refusal;
pub use states::{States, StatesLine, draw_states};
pub use table::{Heading, Table, Words};

use jiff::Timestamp;
use kernel::Month;
use sources::SourceKind;

/// What a report is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The unit, as a place number: the report has a line for each of its communes.
    pub place: i64,
    /// Only persons entitled in this month.
    pub month: Option<Month>,
    /// Only persons of this kind of list.
    pub source: Option<SourceKind>,
}

/// What every report says of itself.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Told {
    /// The unit's code.
    pub unit: String,
    /// Its name.
    pub unit_name: String,
    /// The month asked for.
    pub month: Option<Month>,
    /// The kind of list asked for.
    pub source: Option<SourceKind>,
    /// When it was counted.
    pub counted_at: Timestamp,
}
