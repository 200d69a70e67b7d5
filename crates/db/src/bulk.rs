//! Rows on their way into a table.

use crate::{
    DbError, Param,
    value::{check_text, kind_name},
};
use kernel::Kind;

/// The rows of a load, each held to the columns of the table.
pub(crate) struct Shaped<'t, I> {
    rows: I,
    table: &'t str,
    columns: &'t [&'t str],
    kinds: Vec<Kind>,
    taken: u64,
}

impl<'t, I: Iterator<Item = Vec<Param>>> Shaped<'t, I> {
    pub(crate) fn new(table: &'t str, columns: &'t [&'t str], rows: I) -> Result<Self, DbError> {
        let word = |name: &str| {
            name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') && !name.is_empty()
        };
        if columns.is_empty() || !word(table) || !columns.iter().all(|name| word(name)) {
            return Err(DbError::Misuse("a bulk load names its table and columns in plain words".to_owned()));
        }
        Ok(Shaped { rows, table, columns, kinds: Vec::new(), taken: 0 })
    }

    /// A statement whose answer has just the columns of the load, for a look at their kinds.
    pub(crate) fn probe(&self) -> String {
        format!("SELECT {} FROM {} WHERE FALSE", self.columns.join(", "), self.table)
    }

    /// The kinds the table declares. Each row is held to them: a binary load would take eight letters for a number.
    pub(crate) fn expect_kinds(&mut self, kinds: impl IntoIterator<Item = Option<Kind>>) -> Result<(), DbError> {
        for (kind, column) in kinds.into_iter().zip(self.columns) {
            let foreign = || DbError::Misuse(format!("{}.{column} is not of one of the four kinds", self.table));
            self.kinds.push(kind.ok_or_else(foreign)?);
        }
        Ok(())
    }

    /// `table (column, …)`, as INSERT and COPY name it.
    pub(crate) fn target(&self) -> String {
        format!("{} ({})", self.table, self.columns.join(", "))
    }

    /// The statement that puts one row in: its parameters are numbered in the order of the columns.
    pub(crate) fn insert(&self) -> String {
        let numbers: Vec<String> = (1..=self.columns.len()).map(|number| format!("${number}")).collect();
        format!("INSERT INTO {} VALUES ({})", self.target(), numbers.join(", "))
    }

    pub(crate) fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// The next row, or why it does not fit.
    pub(crate) fn next(&mut self) -> Result<Option<Vec<Param>>, DbError> {
        let Some(row) = self.rows.next() else { return Ok(None) };
        self.taken += 1;
        if row.len() != self.columns.len() {
            return Err(self.fault(format!("{} values for {} columns", row.len(), self.columns.len())));
        }
        if let Some(at) = row.iter().zip(&self.kinds).position(|(param, kind)| param.kind != *kind) {
            let (is, column, kind) = (kind_name(row[at].kind), self.columns[at], kind_name(self.kinds[at]));
            return Err(self.fault(format!("{is} for {column}, which is {kind}")));
        }
        check_text(&row)?;
        Ok(Some(row))
    }

    fn fault(&self, what: String) -> DbError {
        DbError::BulkShape { table: self.table.to_owned(), row: self.taken, what }
    }
}
