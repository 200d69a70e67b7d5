//! Statements on a SQLite connection.

use super::{faults::say, open::Limits};
use crate::{DbError, Param, Row, bulk::Shaped};
use kernel::{Kind, Plain};
use rusqlite::{CachedStatement, Connection, Rows, Statement, types::ToSqlOutput, types::ValueRef};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// When the running statement must stop. Shared with the handler that SQLite calls while it works.
#[derive(Clone)]
pub(crate) struct Deadline(Arc<Clockwork>);

struct Clockwork {
    start: Instant,
    /// Nanoseconds after `start`.
    over_at: AtomicU64,
}

impl Deadline {
    pub(super) fn new() -> Deadline {
        Deadline(Arc::new(Clockwork { start: Instant::now(), over_at: AtomicU64::new(u64::MAX) }))
    }

    fn set(&self, allowed: Duration) {
        let over_at = self.0.start.elapsed().saturating_add(allowed).as_nanos();
        self.0.over_at.store(u64::try_from(over_at).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// COMMIT and ROLLBACK are never interrupted.
    pub(super) fn lift(&self) {
        self.0.over_at.store(u64::MAX, Ordering::Relaxed);
    }

    pub(super) fn is_over(&self) -> bool {
        self.0.start.elapsed().as_nanos() > u128::from(self.0.over_at.load(Ordering::Relaxed))
    }
}

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Read,
    Write,
}

/// A transaction's side of a connection.
pub(crate) struct Link<'a> {
    connection: &'a Connection,
    deadline: &'a Deadline,
    purpose: Use,
    limits: Limits,
}

impl<'a> Link<'a> {
    pub(super) fn new(connection: &'a Connection, deadline: &'a Deadline, purpose: Use, limits: Limits) -> Link<'a> {
        Link { connection, deadline, purpose, limits }
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Param]) -> Result<u64, DbError> {
        let mut statement = self.prepare(sql)?;
        bind(&mut statement, params)?;
        self.deadline.set(self.limits.statement);
        if statement.column_count() == 0 {
            let touched = statement.raw_execute().map_err(|error| say(&error))?;
            return Ok(touched as u64);
        }
        let mut touched = 0;
        let mut rows = statement.raw_query();
        while rows.next().map_err(|error| say(&error))?.is_some() {
            touched += 1;
        }
        Ok(touched)
    }

    pub(crate) fn rows(&mut self, sql: &str, params: &[Param], most: usize) -> Result<Vec<Row>, DbError> {
        let mut rows = Vec::new();
        self.walk(sql, params, self.limits.statement, &mut |row| {
            rows.push(row);
            rows.len() < most
        })?;
        Ok(rows)
    }

    pub(crate) fn each(
        &mut self,
        sql: &str,
        params: &[Param],
        see: &mut dyn FnMut(&Row) -> bool,
    ) -> Result<(), DbError> {
        self.walk(sql, params, self.limits.walk, &mut |row| see(&row))
    }

    pub(crate) fn bulk<I: Iterator<Item = Vec<Param>>>(&mut self, rows: &mut Shaped<'_, I>) -> Result<u64, DbError> {
        rows.expect_kinds(self.prepare(&rows.probe())?.columns().map(|column| kind_of(column.decl_type())))?;
        let mut statement = self.prepare(&rows.insert())?;
        let mut loaded = 0;
        self.deadline.set(self.limits.statement);
        while let Some(row) = rows.next()? {
            // The numbers of the statement are in the order of the columns: no need to look them up.
            for (at, param) in row.iter().enumerate() {
                statement.raw_bind_parameter(at + 1, Bound(param)).map_err(|error| say(&error))?;
            }
            statement.raw_execute().map_err(|error| say(&error))?;
            loaded += 1;
        }
        Ok(loaded)
    }

    /// The one writer already has every lock there is.
    pub(crate) fn lock(&mut self) -> Result<(), DbError> {
        match self.purpose {
            Use::Write => Ok(()),
            Use::Read => Err(DbError::ReadOnly),
        }
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.deadline.set(self.limits.walk);
        self.connection.execute_batch(sql).map_err(|error| say(&error))
    }

    fn prepare(&self, sql: &str) -> Result<CachedStatement<'a>, DbError> {
        // Preparing reads the schema, so it must not meet the deadline of the statement before.
        self.deadline.lift();
        self.connection.prepare_cached(sql).map_err(|error| say(&error))
    }

    fn walk(
        &mut self,
        sql: &str,
        params: &[Param],
        allowed: Duration,
        see: &mut dyn FnMut(Row) -> bool,
    ) -> Result<(), DbError> {
        let mut statement = self.prepare(sql)?;
        bind(&mut statement, params)?;
        self.deadline.set(allowed);
        let names: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.raw_query();
        while let Some(row) = next(&mut rows, &names)? {
            if !see(row) {
                break;
            }
        }
        Ok(())
    }
}

/// `$2` may stand before `$1` in the text, and SQLite numbers parameters as it meets them: they are bound by name.
fn bind(statement: &mut Statement<'_>, params: &[Param]) -> Result<(), DbError> {
    let asked = statement.parameter_count();
    if asked != params.len() {
        return Err(DbError::Misuse(format!("{} parameters for a statement with {asked}", params.len())));
    }
    for at in 1..=asked {
        let number = statement.parameter_name(at).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let param = number.and_then(|number| params.get(number.wrapping_sub(1)));
        let param = param.ok_or_else(|| DbError::Misuse("parameters are written $1, $2, …".to_owned()))?;
        statement.raw_bind_parameter(at, Bound(param)).map_err(|error| say(&error))?;
    }
    Ok(())
}

/// The type tokens of `migrations`, back from the catalogue.
fn kind_of(declared: Option<&str>) -> Option<Kind> {
    match declared? {
        "INTEGER" => Some(Kind::Int),
        "TEXT" => Some(Kind::Text),
        "INT" => Some(Kind::Bool),
        "BLOB" => Some(Kind::Bytes),
        _ => None,
    }
}

fn next(rows: &mut Rows<'_>, names: &Arc<[String]>) -> Result<Option<Row>, DbError> {
    let Some(row) = rows.next().map_err(|error| say(&error))? else { return Ok(None) };
    let mut values = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let value = row.get_ref(at).map_err(|error| say(&error))?;
        values.push(plain(value, name)?);
    }
    Ok(Some(Row { names: names.clone(), values }))
}

fn plain(value: ValueRef<'_>, column: &str) -> Result<Option<Plain>, DbError> {
    let foreign = |found: &str| DbError::Inconsistent {
        column: column.to_owned(),
        expected: "int, text, bool or bytes",
        found: found.to_owned(),
    };
    match value {
        ValueRef::Null => Ok(None),
        ValueRef::Integer(number) => Ok(Some(Plain::Int(number))),
        ValueRef::Blob(bytes) => Ok(Some(Plain::Bytes(bytes.to_vec()))),
        ValueRef::Real(_) => Err(foreign("a float")),
        // Text that is not Unicode is another hand's: whoever asks for text is told that there are bytes, and whoever
        // walks the table can go on with the other columns.
        ValueRef::Text(text) => Ok(Some(match std::str::from_utf8(text) {
            Ok(text) => Plain::Text(text.to_owned()),
            Err(_) => Plain::Bytes(text.to_vec()),
        })),
    }
}

/// A parameter on its way into a statement, borrowed.
struct Bound<'p>(&'p Param);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match &self.0.value {
            None => ValueRef::Null,
            Some(Plain::Int(number)) => ValueRef::Integer(*number),
            Some(Plain::Bool(truth)) => ValueRef::Integer(i64::from(*truth)),
            Some(Plain::Text(text)) => ValueRef::Text(text.as_bytes()),
            Some(Plain::Bytes(bytes)) => ValueRef::Blob(bytes),
        }))
    }
}
