//! Connections that only read: a bounded number, each with its own stable picture.

use super::{
    faults::say,
    link::Use,
    open::{Limits, Session},
};
use crate::{
    DbError, Options, Tx,
    pool::Pool,
    tx::{self, Work},
};
use std::path::PathBuf;

pub(crate) struct Readers {
    path: PathBuf,
    options: Options,
    pool: Pool<Session>,
}

impl Readers {
    pub(super) fn new(path: PathBuf, options: Options) -> Readers {
        let pool = Pool::new(options.connections_max, options.wait_for_turn);
        Readers { path, options, pool }
    }

    pub(super) fn read(&self, work: Work<'_>) -> Result<(), DbError> {
        // A panic in `work` drops the connection with its transaction; an orderly end returns it.
        let lent = self.pool.lend(|| self.open())?;
        lent.connection.execute_batch("BEGIN").map_err(|error| say(&error))?;
        let limits = Limits { statement: self.options.statement, walk: self.options.statement_alone };
        work(&mut Tx::new(tx::Link::Sqlite(lent.link(Use::Read, limits))));
        lent.deadline.lift();
        if lent.connection.execute_batch("ROLLBACK").is_ok() {
            lent.give_back();
        }
        Ok(())
    }

    fn open(&self) -> Result<Session, DbError> {
        let session = Session::open(&self.path, &self.options)?;
        session.connection.pragma_update(None, "query_only", true).map_err(|error| say(&error))?;
        Ok(session)
    }
}
