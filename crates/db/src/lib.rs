//! The narrow waist: two databases behind one SQL text.
//!
//! *Owns* connections, transactions, statements, bulk loads, locks and migrations.
//! *Takes* SQL text written once, with `$1` parameters, from each room's `store.rs`.
//! *Gives* the same answers on SQLite and on PostgreSQL.
//! *Never* learns a welfare word: what the tables mean is their room's business.

use kernel::{Bind, Plain, Stored};

/// Where the data lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// One SQLite file.
    File(std::path::PathBuf),
    /// A PostgreSQL database, `postgres://…`.
    Server(String),
}

impl Place {
    /// `postgres://…` or `postgresql://…` is a server; anything else, with or without `sqlite://`, a file.
    pub fn parse(text: &str) -> Place {
        let _ = text;
        todo!()
    }
}

/// Which of the two databases this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// What a database can say no to. Cloneable: a failed group commit answers every member of the group.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DbError {
    /// The server does not answer.
    #[error("the database cannot be reached: {0}")]
    Away(String),
    /// Anything a driver said that has no kind of its own here yet.
    #[error("{0}")]
    Driver(String),
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Db {}

impl Db {
    /// Opens the database; creates the file if there is none. Runs no migration.
    pub fn open(place: &Place) -> Result<Db, DbError> {
        let _ = place;
        todo!()
    }

    /// One write transaction: all of it durable, or none. Runs again after a serialisation failure, so `work` keeps no state outside `tx`.
    ///
    /// On SQLite, concurrent writers share one commit to disk; each still succeeds or fails alone.
    pub fn write<T, E: From<DbError>>(&self, mut work: impl FnMut(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let _ = &mut work;
        todo!()
    }

    /// Like `write`, in a transaction that shares its commit with nobody: for bulk loads that take seconds.
    pub fn write_alone<T, E: From<DbError>>(&self, mut work: impl FnMut(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let _ = &mut work;
        todo!()
    }

    /// One read transaction: a stable picture.
    pub fn read<T, E: From<DbError>>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let _ = work;
        todo!()
    }

    /// Brings the schema to this program's version, one transaction a step. Safe to call by several programs at once.
    pub fn migrate(&self) -> Result<Migrated, DbError> {
        todo!()
    }

    /// Which database this is.
    pub fn backend(&self) -> Backend {
        todo!()
    }
}

/// What `migrate` did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// Names of the steps applied now, in order.
    pub applied: Vec<String>,
}

/// A transaction in progress.
pub struct Tx<'a> {
    _borrow: std::marker::PhantomData<&'a mut ()>,
}

impl Tx<'_> {
    /// Runs one statement; answers how many rows it touched.
    pub fn execute(&mut self, sql: &str, params: &[Param]) -> Result<u64, DbError> {
        let _ = (sql, params);
        todo!()
    }

    /// All rows of a bounded query.
    pub fn rows(&mut self, sql: &str, params: &[Param]) -> Result<Vec<Row>, DbError> {
        let _ = (sql, params);
        todo!()
    }

    /// The first row, if any.
    pub fn row(&mut self, sql: &str, params: &[Param]) -> Result<Option<Row>, DbError> {
        let _ = (sql, params);
        todo!()
    }

    /// Rows one by one, for results that do not fit in memory. `each` may stop the walk with an error.
    pub fn each<E: From<DbError>>(
        &mut self,
        sql: &str,
        params: &[Param],
        mut each: impl FnMut(&Row) -> Result<(), E>,
    ) -> Result<(), E> {
        let _ = (sql, params, &mut each);
        todo!()
    }

    /// Loads many rows: COPY on PostgreSQL, a prepared loop on SQLite. Answers how many.
    ///
    /// Every row has one `Param` for each of `columns`, in that order.
    pub fn bulk(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: impl IntoIterator<Item = Vec<Param>>,
    ) -> Result<u64, DbError> {
        let _ = (table, columns, rows.into_iter().count());
        todo!()
    }

    /// Holds the named lock until the transaction ends; waits for whoever holds it.
    pub fn lock(&mut self, key: &str) -> Result<(), DbError> {
        let _ = key;
        todo!()
    }

    /// The text for this database. Every call is counted by `tests/tidy.rs`: a dialect arm is an event.
    pub fn by_backend<'t>(&self, sqlite: &'t str, postgres: &'t str) -> &'t str {
        let _ = sqlite;
        postgres
    }
}

/// One parameter: a value or a typed null. Built by `params!`.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    kind: kernel::Kind,
    value: Option<Plain>,
}

impl Param {
    /// Used by `params!`.
    pub fn new(value: &impl Bind) -> Param {
        let (kind, value) = value.bind();
        Param { kind, value }
    }
}

/// The parameters of a statement, in order: `params![person, month, "draft"]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::Param::new(&$value)),*] };
}

/// One row of an answer. Columns are read by position, as the statement names them.
#[derive(Clone, Debug)]
pub struct Row {}

impl Row {
    /// The value at `column`, counted from 0.
    pub fn get<T: Stored>(&self, column: usize) -> Result<T, DbError> {
        let _ = column;
        todo!()
    }

    /// The value at `column`, or nothing for NULL.
    pub fn find<T: Stored>(&self, column: usize) -> Result<Option<T>, DbError> {
        let _ = column;
        todo!()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn params_take_values_options_and_text() {
        let name = String::from("An");
        let none: Option<i64> = None;
        let params: &[crate::Param] = params![name, name.as_str(), "An", none, 3_i64, true, vec![1_u8]];
        assert_eq!(params.len(), 7);
        assert_eq!(params[0], params[2]);
    }
}
