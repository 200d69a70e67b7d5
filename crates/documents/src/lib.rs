//! Documents that leave the house: workbooks as officers read, print and send them.
//!
//! *Owns* the form of a list: titles, headings, kinds of columns, totals, the printed page; the guard against formulas.
//! *Takes* lines, columns and cells that are already values.
//! *Gives* the bytes of an XLSX workbook, the same for the same content and instant.
//! *Never* reads a workbook, asks a database, or words a sentence of its own.

mod book;
mod cell;
mod column;
mod guard;
mod line;
mod refusal;
mod sheet;
mod styles;

#[cfg(test)]
mod tests;

pub use book::Book;
pub use cell::Cell;
pub use column::{Column, ColumnKind};
pub use guard::{guarded, looks_like_a_formula};
pub use line::Line;
pub use refusal::Refusal;
pub use sheet::{CHARS_OF_CELL_MAX, ROWS_OF_SHEET_MAX, Sheet, SheetPlan};
