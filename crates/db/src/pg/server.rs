//! Transactions on a PostgreSQL server, and when they run again.

use super::{
    address::Address,
    link::{Link, take_lock},
    session::Session,
};
use crate::{
    DbError, Options, Tx,
    pool::{Lent, Pool},
    tx::{self, Work},
};
use std::{collections::BTreeSet, thread};

/// Tries of one transaction at most.
const TRIES_MAX: usize = 40;

/// After so many failures a transaction queues with the other unlucky ones instead of racing them.
const TRIES_RACING: usize = 3;

/// The lock of that queue; sorted before the keys of rooms, which are words.
const QUEUE_KEY: &str = " unlucky";

/// How far a transaction is kept from the others. `RepeatableRead` is for `write_alone`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Read,
    RepeatableRead,
    Serializable,
}

impl Level {
    pub(super) fn begin(self) -> &'static str {
        match self {
            Level::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Level::RepeatableRead => "BEGIN ISOLATION LEVEL REPEATABLE READ",
            Level::Serializable => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        }
    }
}

pub(crate) struct Server {
    address: Address,
    pool: Pool<Session>,
    options: Options,
}

impl Server {
    pub(crate) fn open(address: &str, options: &Options) -> Result<Server, DbError> {
        let address = Address::parse(address, options)?;
        let pool = Pool::new(options.connections_max, options.wait_for_turn);
        let server = Server { address, pool, options: options.clone() };
        // The first connection tells at once whether anybody is there, and who.
        let mut session = server.lend()?;
        session.check_server()?;
        session.give_back();
        Ok(server)
    }

    pub(crate) fn write(&self, level: Level, work: Work<'_>) -> Result<(), DbError> {
        let mut locks = BTreeSet::new();
        let mut tries = 0;
        loop {
            tries += 1;
            if tries > TRIES_RACING {
                locks.insert(QUEUE_KEY.to_owned());
            }
            let Attempt { end, again } = self.attempt(level, &mut locks, work)?;
            if !again || tries >= TRIES_MAX {
                return end;
            }
        }
    }

    pub(crate) fn read(&self, work: Work<'_>) -> Result<(), DbError> {
        self.attempt(Level::Read, &mut BTreeSet::new(), work)?.end
    }

    /// Runs `work` once. `locks` are taken first, in order of their keys, and grow by those it asks for.
    fn attempt(&self, level: Level, locks: &mut BTreeSet<String>, work: Work<'_>) -> Result<Attempt, DbError> {
        let mut session = self.begin(level, locks)?;
        let (keep, failed) = {
            let link = Link::new(&mut session, level, locks, self.options.statement_alone);
            let mut tx = Tx::new(tx::Link::Postgres(link));
            // A panic in here drops the connection, and the server rolls back.
            (work(&mut tx), tx.failed().cloned())
        };
        let end = if keep { commit(&mut session) } else { Ok(()) };
        let is_kept = keep && end.is_ok();
        let again = end == Err(DbError::Contended) || (!keep && failed == Some(DbError::Contended));
        // A connection that does not come out of its transaction cleanly is dropped, and the server tidies up.
        if clear(&mut session, is_kept, locks).is_ok() {
            session.give_back();
        }
        Ok(Attempt { end, again })
    }

    fn begin(&self, level: Level, locks: &BTreeSet<String>) -> Result<Lent<'_, Session>, DbError> {
        loop {
            let mut session = self.lend()?;
            match self.begin_on(&mut session, level, locks) {
                Ok(()) => return Ok(session),
                // The server went away and came back while this connection lay idle: the next may be better.
                Err(DbError::Away(_)) if !session.is_new() => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn begin_on(&self, session: &mut Session, level: Level, locks: &BTreeSet<String>) -> Result<(), DbError> {
        let alone = level == Level::RepeatableRead;
        session.allow(if alone { self.options.statement_alone } else { self.options.statement })?;
        for key in locks {
            take_lock(session, key)?;
        }
        session.say(level.begin())
    }

    fn lend(&self) -> Result<Lent<'_, Session>, DbError> {
        self.pool.lend(|| Ok(Session::new(self.address.connect()?, self.options.statement)))
    }
}

/// Closing a connection blocks, which a thread of an async runtime may not do: another thread does it.
impl Drop for Server {
    fn drop(&mut self) {
        let idle = self.pool.take_idle();
        if !idle.is_empty() {
            let closing = thread::spawn(move || drop(idle));
            if closing.join().is_err() {
                tracing::warn!("connections to the database were not closed in order");
            }
        }
    }
}

/// How one run ended: its own answer stands, or the commit failed.
struct Attempt {
    end: Result<(), DbError>,
    /// Whether it met others, and may be tried again.
    again: bool,
}

fn commit(session: &mut Session) -> Result<(), DbError> {
    session.say("COMMIT").map_err(|error| match error {
        // The order was sent and the answer did not come: both ends are possible.
        DbError::Away(_) => DbError::Uncertain,
        error => error,
    })
}

/// Ends what is left of the transaction and gives its locks back.
fn clear(session: &mut Session, is_kept: bool, locks: &BTreeSet<String>) -> Result<(), DbError> {
    if !is_kept {
        session.say("ROLLBACK")?;
    }
    if locks.is_empty() { Ok(()) } else { session.say("SELECT pg_advisory_unlock_all()") }
}
