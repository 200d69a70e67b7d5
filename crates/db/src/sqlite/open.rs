//! Opening the file, and the settings every connection to it has.

use super::{Link, faults::say, group::Writer, link::Deadline, readers::Readers};
use crate::{DbError, Options, tx::Work};
use rusqlite::{Connection, OpenFlags};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// Statements kept prepared on each connection.
const STATEMENTS_MAX: usize = 256;

/// How many steps of its machine SQLite makes between two looks at the clock.
const STEPS_BETWEEN_LOOKS: i32 = 1_000;

/// An open file.
pub(crate) struct File {
    writer: Writer,
    readers: Readers,
}

/// A connection and the clock of its statements.
pub(crate) struct Session {
    pub(super) connection: Connection,
    pub(super) deadline: Deadline,
}

impl File {
    pub(crate) fn open(path: &Path, options: &Options) -> Result<File, DbError> {
        if path.as_os_str().is_empty() || path.as_os_str() == ":memory:" {
            return Err(DbError::BadPlace("a file is needed, not a database in memory".to_owned()));
        }
        keep_private(path)?;
        let session = Session::open(path, options)?;
        let journal = keep_log(&session.connection, options.wait_for_file)?;
        if journal != "wal" {
            return Err(DbError::BadPlace(format!("this folder cannot keep a write-ahead log (it offers {journal})")));
        }
        // 256 MiB for the one connection that writes: a page that does not fit goes to the log and comes back from
        // there, again and again while a province's rows are written. Memory is taken as pages are touched.
        session.connection.pragma_update(None, "cache_size", -262_144).map_err(|error| say(&error))?;
        Ok(File { writer: Writer::new(session, options), readers: Readers::new(path.to_owned(), options.clone()) })
    }

    pub(crate) fn write(&self, work: Work<'_>) -> Result<(), DbError> {
        self.writer.write(work)
    }

    pub(crate) fn write_alone(&self, work: Work<'_>) -> Result<(), DbError> {
        self.writer.write_alone(work)
    }

    pub(crate) fn read(&self, work: Work<'_>) -> Result<(), DbError> {
        self.readers.read(work)
    }
}

impl Session {
    pub(super) fn open(path: &Path, options: &Options) -> Result<Session, DbError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).map_err(|error| say(&error))?;
        let deadline = Deadline::new();
        configure(&mut connection, &deadline, options).map_err(|error| say(&error))?;
        Ok(Session { connection, deadline })
    }

    /// The transaction's side of this connection.
    pub(super) fn link(&self, purpose: super::link::Use, limits: Limits) -> Link<'_> {
        Link::new(&self.connection, &self.deadline, purpose, limits)
    }
}

/// How long a statement and a walk of `each` may run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(super) statement: Duration,
    pub(super) walk: Duration,
}

/// Asks for a write-ahead log, and says what the file keeps. Of two programs that turn a new file to the log at once
/// SQLite refuses one without waiting for the other, whatever time it was given: so it is asked for again when the other is done.
fn keep_log(connection: &Connection, wait: Duration) -> Result<String, DbError> {
    let began = Instant::now();
    loop {
        let journal = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0));
        match journal.map_err(|error| say(&error)) {
            // An empty transaction waits for whoever has the file, as long as any transaction does.
            Err(DbError::FileLocked) if began.elapsed() < wait => {
                drop(connection.execute_batch("BEGIN IMMEDIATE; COMMIT"));
            }
            answer => return answer,
        }
    }
}

/// A new file is for its owner's eyes alone: it will hold names and account numbers. SQLite gives its side files the
/// same rights.
#[cfg(unix)]
fn keep_private(path: &Path) -> Result<(), DbError> {
    use std::{fs::OpenOptions, io::ErrorKind, os::unix::fs::OpenOptionsExt as _};
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(DbError::Away(error.to_string())),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn keep_private(_path: &Path) -> Result<(), DbError> {
    Ok(())
}

fn configure(connection: &mut Connection, deadline: &Deadline, options: &Options) -> rusqlite::Result<()> {
    connection.busy_timeout(options.wait_for_file)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    connection.pragma_update(None, "synchronous", if options.durable { "FULL" } else { "OFF" })?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // 64 MiB of pages, so that a month's lists stay in memory; negative means KiB.
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // After a large load the log shrinks back to this.
    connection.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    let deadline = deadline.clone();
    connection.progress_handler(STEPS_BETWEEN_LOOKS, Some(move || deadline.is_over()))
}
