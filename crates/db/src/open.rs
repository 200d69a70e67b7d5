//! An open database and its three kinds of transactions.

use crate::{DbError, Migrated, Options, Place, Tx, migrations, nesting::Inside, pg, sqlite, tx::Work};
use std::sync::Arc;

/// Which of the two databases this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Store>);

enum Store {
    Sqlite(sqlite::File),
    Postgres(pg::Server),
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Write,
    WriteAlone,
    Read,
}

impl Db {
    /// Opens the database; creates the file if there is none. Runs no migration.
    pub fn open(place: &Place) -> Result<Db, DbError> {
        Db::open_with(place, &Options::default())
    }

    /// Opens the database with limits of the caller's choice.
    pub fn open_with(place: &Place, options: &Options) -> Result<Db, DbError> {
        let store = match place {
            Place::File(path) => Store::Sqlite(sqlite::File::open(path, options)?),
            Place::Server(address) => Store::Postgres(pg::Server::open(address, options)?),
        };
        Ok(Db(Arc::new(store)))
    }

    /// One write transaction: all of it durable, or none. Runs again after a serialisation failure, so `work` keeps no state outside `tx`.
    ///
    /// On SQLite, concurrent writers share one commit to disk; each still succeeds or fails alone.
    pub fn write<T, E: From<DbError>>(&self, work: impl FnMut(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        self.answer(Kind::Write, work)
    }

    /// Like `write`, in a transaction that shares its commit with nobody: for bulk loads that take seconds.
    ///
    /// On PostgreSQL it is REPEATABLE READ, not SERIALIZABLE: remembering which of a million rows were read would make
    /// everybody else's writes fail. Two loads that must not meet hold a `lock`.
    pub fn write_alone<T, E: From<DbError>>(&self, work: impl FnMut(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        self.answer(Kind::WriteAlone, work)
    }

    /// One read transaction: a stable picture.
    pub fn read<T, E: From<DbError>>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut work = Some(work);
        self.answer(Kind::Read, |tx| work.take().expect("what only reads runs once")(tx))
    }

    /// What `work` came to in its last run.
    fn answer<T, E: From<DbError>>(
        &self,
        kind: Kind,
        mut work: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut answer = None;
        self.run(kind, &mut |tx| {
            let told = work(tx);
            let told = tx.settle(told);
            let keep = told.is_ok();
            answer = Some(told);
            keep
        })?;
        answer.expect("a transaction that ended has run its work")
    }

    fn run(&self, kind: Kind, work: Work<'_>) -> Result<(), DbError> {
        let _inside = self.enter()?;
        match (&*self.0, kind) {
            (Store::Sqlite(file), Kind::Write) => file.write(work),
            (Store::Sqlite(file), Kind::WriteAlone) => file.write_alone(work),
            (Store::Sqlite(file), Kind::Read) => file.read(work),
            (Store::Postgres(server), Kind::Write) => server.write(pg::Level::Serializable, work),
            (Store::Postgres(server), Kind::WriteAlone) => server.write(pg::Level::RepeatableRead, work),
            (Store::Postgres(server), Kind::Read) => server.read(work),
        }
    }

    /// Brings the schema to this program's version, one transaction a step. Safe to call by several programs at once.
    pub fn migrate(&self) -> Result<Migrated, DbError> {
        migrations::migrate(self, migrations::STEPS)
    }

    /// Whether the database answers and its schema is this program's: what readiness means.
    pub fn check_health(&self) -> Result<(), DbError> {
        migrations::check(self, migrations::STEPS)
    }

    /// Which database this is.
    pub fn backend(&self) -> Backend {
        match &*self.0 {
            Store::Sqlite(_) => Backend::Sqlite,
            Store::Postgres(_) => Backend::Postgres,
        }
    }

    fn enter(&self) -> Result<Inside, DbError> {
        Inside::enter(Arc::as_ptr(&self.0).addr())
    }
}
