//! Statements on a PostgreSQL connection.

use super::{
    faults::say,
    server::Level,
    session::Session,
    values::{kind_of, names, row, type_of},
};
use crate::{DbError, Param, Row, bulk::Shaped};
use postgres::{binary_copy::BinaryCopyInWriter, fallible_iterator::FallibleIterator as _, types::ToSql};
use std::{collections::BTreeSet, time::Duration};

/// A transaction's side of a connection.
pub(crate) struct Link<'a> {
    session: &'a mut Session,
    level: Level,
    /// Locks this attempt holds.
    held: &'a mut BTreeSet<String>,
    /// Whether a statement has fixed the picture this transaction sees.
    pictured: bool,
    walk: Duration,
}

impl<'a> Link<'a> {
    pub(super) fn new(
        session: &'a mut Session,
        level: Level,
        held: &'a mut BTreeSet<String>,
        walk: Duration,
    ) -> Link<'a> {
        Link { session, level, held, pictured: false, walk }
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Param]) -> Result<u64, DbError> {
        self.pictured = true;
        let statement = self.session.prepare(sql, params)?;
        self.session.client.execute(&statement, &borrowed(params)).map_err(|error| say(&error))
    }

    pub(crate) fn rows(&mut self, sql: &str, params: &[Param]) -> Result<Vec<Row>, DbError> {
        self.pictured = true;
        let statement = self.session.prepare(sql, params)?;
        let names = names(statement.columns());
        let rows = self.session.client.query(&statement, &borrowed(params)).map_err(|error| say(&error))?;
        rows.iter().map(|answer| row(answer, &names)).collect()
    }

    pub(crate) fn each(
        &mut self,
        sql: &str,
        params: &[Param],
        see: &mut dyn FnMut(&Row) -> bool,
    ) -> Result<(), DbError> {
        self.pictured = true;
        let statement = self.session.prepare(sql, params)?;
        let names = names(statement.columns());
        self.session.allow_in_transaction(self.walk)?;
        let mut rows = self.session.client.query_raw(&statement, params).map_err(|error| say(&error))?;
        while let Some(answer) = rows.next().map_err(|error| say(&error))? {
            if !see(&row(&answer, &names)?) {
                break;
            }
        }
        Ok(())
    }

    pub(crate) fn bulk<I: Iterator<Item = Vec<Param>>>(&mut self, rows: &mut Shaped<'_, I>) -> Result<u64, DbError> {
        self.pictured = true;
        let probe = self.session.prepare(&rows.probe(), &[])?;
        rows.expect_kinds(probe.columns().iter().map(|column| kind_of(column.type_())))?;
        // COPY is four conversations with the server: too many for one row, worth it from two on.
        let Some(first) = rows.next()? else { return Ok(0) };
        let Some(second) = rows.next()? else { return self.execute(&rows.insert(), &first) };
        let types: Vec<_> = rows.kinds().iter().map(|kind| type_of(*kind)).collect();
        let copy = format!("COPY {} FROM STDIN (FORMAT binary)", rows.target());
        let sink = self.session.client.copy_in(copy.as_str()).map_err(|error| say(&error))?;
        let mut writer = BinaryCopyInWriter::new(sink, &types);
        for row in [first, second] {
            writer.write(&borrowed(&row)).map_err(|error| say(&error))?;
        }
        while let Some(row) = rows.next()? {
            writer.write(&borrowed(&row)).map_err(|error| say(&error))?;
        }
        writer.finish().map_err(|error| say(&error))
    }

    /// Takes the lock before the transaction's picture is taken, so that what the last holder wrote is in it.
    ///
    /// If statements came first the attempt is given up, and the next one begins with the lock.
    pub(crate) fn lock(&mut self, key: &str) -> Result<(), DbError> {
        if self.level == Level::Read {
            return Err(DbError::ReadOnly);
        }
        if !self.held.insert(key.to_owned()) {
            return Ok(());
        }
        if self.pictured || self.held.len() > 1 {
            return Err(DbError::Contended);
        }
        self.session.say("ROLLBACK")?;
        take_lock(self.session, key)?;
        self.session.say(self.level.begin())
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.pictured = true;
        self.session.say(sql)
    }
}

/// A lock of the session, not of the transaction: taking one inside a transaction would fix its picture first.
pub(super) fn take_lock(session: &mut Session, key: &str) -> Result<(), DbError> {
    const TAKE: &str = "SELECT 1 FROM pg_advisory_lock(hashtextextended($1, 0))";
    let params: &[Param] = crate::params![key];
    let statement = session.prepare(TAKE, params)?;
    session.client.query(&statement, &borrowed(params)).map_err(|error| say(&error))?;
    Ok(())
}

fn borrowed(params: &[Param]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|param| param as &(dyn ToSql + Sync)).collect()
}
