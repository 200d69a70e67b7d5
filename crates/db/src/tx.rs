//! A transaction in progress: the one thing rooms speak to.

use crate::{Backend, DbError, Param, Row, bulk::Shaped, pg, sqlite, value::check_text};

/// A transaction in progress.
///
/// The first statement that fails ends it on both databases: every later one gives the same error, and nothing is kept
/// even when the caller looks away.
pub struct Tx<'a> {
    link: Link<'a>,
    failed: Option<DbError>,
}

/// What runs inside a transaction, once or again, and answers whether to keep what it wrote. What it came to stays with
/// whoever asked.
///
/// A trait object: the machinery of transactions is compiled once, not once for each of the program's questions.
pub(crate) type Work<'w> = &'w mut dyn FnMut(&mut Tx<'_>) -> bool;

pub(crate) enum Link<'a> {
    Sqlite(sqlite::Link<'a>),
    Postgres(pg::Link<'a>),
}

impl<'a> Tx<'a> {
    pub(crate) fn new(link: Link<'a>) -> Tx<'a> {
        Tx { link, failed: None }
    }

    /// Runs one statement; answers how many rows it touched.
    pub fn execute(&mut self, sql: &str, params: &[Param]) -> Result<u64, DbError> {
        self.run(params, |link| match link {
            Link::Sqlite(file) => file.execute(sql, params),
            Link::Postgres(server) => server.execute(sql, params),
        })
    }

    /// All rows of a bounded query.
    pub fn rows(&mut self, sql: &str, params: &[Param]) -> Result<Vec<Row>, DbError> {
        self.run(params, |link| match link {
            Link::Sqlite(file) => file.rows(sql, params, usize::MAX),
            Link::Postgres(server) => server.rows(sql, params),
        })
    }

    /// The first row, if any.
    pub fn row(&mut self, sql: &str, params: &[Param]) -> Result<Option<Row>, DbError> {
        let rows = self.run(params, |link| match link {
            Link::Sqlite(file) => file.rows(sql, params, 1),
            Link::Postgres(server) => server.rows(sql, params),
        })?;
        Ok(rows.into_iter().next())
    }

    /// Rows one by one, for results that do not fit in memory. `each` may stop the walk with an error.
    pub fn each<E: From<DbError>>(
        &mut self,
        sql: &str,
        params: &[Param],
        mut each: impl FnMut(&Row) -> Result<(), E>,
    ) -> Result<(), E> {
        // The caller's own error stops the walk but does not end the transaction.
        let mut stopped = None;
        let mut see = |row: &Row| match each(row) {
            Ok(()) => true,
            Err(reason) => {
                stopped = Some(reason);
                false
            }
        };
        self.run(params, |link| match link {
            Link::Sqlite(file) => file.each(sql, params, &mut see),
            Link::Postgres(server) => server.each(sql, params, &mut see),
        })?;
        stopped.map_or(Ok(()), Err)
    }

    /// Loads many rows: COPY on PostgreSQL, a prepared loop on SQLite. Answers how many. A single row is an INSERT on both.
    ///
    /// Every row has one `Param` for each of `columns`, in that order.
    pub fn bulk(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: impl IntoIterator<Item = Vec<Param>>,
    ) -> Result<u64, DbError> {
        self.run(&[], |link| {
            let mut rows = Shaped::new(table, columns, rows.into_iter())?;
            match link {
                Link::Sqlite(file) => file.bulk(&mut rows),
                Link::Postgres(server) => server.bulk(&mut rows),
            }
        })
    }

    /// Holds the named lock until the transaction ends; waits for whoever holds it.
    pub fn lock(&mut self, key: &str) -> Result<(), DbError> {
        self.run(&[], |link| match link {
            Link::Sqlite(file) => file.lock(),
            Link::Postgres(server) => server.lock(key),
        })
    }

    /// The text for this database. Every call is counted by `tests/tidy`: a dialect arm is an event.
    pub fn by_backend<'t>(&self, sqlite: &'t str, postgres: &'t str) -> &'t str {
        match self.backend() {
            Backend::Sqlite => sqlite,
            Backend::Postgres => postgres,
        }
    }

    pub(crate) fn backend(&self) -> Backend {
        match &self.link {
            Link::Sqlite(_) => Backend::Sqlite,
            Link::Postgres(_) => Backend::Postgres,
        }
    }

    /// Several statements at once, without parameters: the text of a migration.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.run(&[], |link| match link {
            Link::Sqlite(file) => file.batch(sql),
            Link::Postgres(server) => server.batch(sql),
        })
    }

    /// The error that ended the transaction, if one did.
    pub(crate) fn failed(&self) -> Option<&DbError> {
        self.failed.as_ref()
    }

    /// What the work came to: a success is none when a statement failed and the caller looked away.
    pub(crate) fn settle<T, E: From<DbError>>(&self, answer: Result<T, E>) -> Result<T, E> {
        match &self.failed {
            Some(error) if answer.is_ok() => Err(E::from(error.clone())),
            _ => answer,
        }
    }

    fn run<T>(
        &mut self,
        params: &[Param],
        statement: impl FnOnce(&mut Link<'a>) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        let answer = check_text(params).and_then(|()| statement(&mut self.link));
        if let Err(error) = &answer {
            self.failed = Some(error.clone());
        }
        answer
    }
}
