//! A bounded pool of connections of any kind.

use crate::DbError;
use std::{
    ops::{Deref, DerefMut},
    sync::{Condvar, Mutex, MutexGuard},
    time::{Duration, Instant},
};

pub(crate) struct Pool<C> {
    shelf: Mutex<Shelf<C>>,
    returned: Condvar,
    most: usize,
    patience: Duration,
}

struct Shelf<C> {
    idle: Vec<C>,
    /// Lent out or idle.
    count: usize,
}

impl<C> Pool<C> {
    pub(crate) fn new(most: usize, patience: Duration) -> Pool<C> {
        let shelf = Mutex::new(Shelf { idle: Vec::new(), count: 0 });
        Pool { shelf, returned: Condvar::new(), most: most.max(1), patience }
    }

    /// The connection used last, or a new one when all are lent and there may be more.
    pub(crate) fn lend<E: From<DbError>>(&self, open: impl FnOnce() -> Result<C, E>) -> Result<Lent<'_, C>, E> {
        let idle = self.wait_for_one().ok_or(DbError::Busy(self.patience))?;
        let mut lent = Lent { pool: self, new: idle.is_none(), connection: idle, fit: false };
        if lent.connection.is_none() {
            // Outside the lock: opening takes milliseconds. Failing gives the place back, as dropping `lent` does.
            lent.connection = Some(open()?);
        }
        Ok(lent)
    }

    /// Empties the shelf; lent connections are not touched.
    pub(crate) fn take_idle(&self) -> Vec<C> {
        let mut shelf = self.shelf();
        shelf.count -= shelf.idle.len();
        std::mem::take(&mut shelf.idle)
    }

    /// Something idle, the right to open one, or nothing when patience ran out.
    fn wait_for_one(&self) -> Option<Option<C>> {
        let until = Instant::now() + self.patience;
        let mut shelf = self.shelf();
        loop {
            if let Some(connection) = shelf.idle.pop() {
                return Some(Some(connection));
            }
            if shelf.count < self.most {
                shelf.count += 1;
                return Some(None);
            }
            let left = until.checked_duration_since(Instant::now())?;
            shelf = self.returned.wait_timeout(shelf, left).expect("nobody panics at the shelf").0;
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf<C>> {
        self.shelf.lock().expect("nobody panics at the shelf")
    }
}

/// A connection on loan. Dropping it closes it; `give_back` keeps it for the next.
pub(crate) struct Lent<'p, C> {
    pool: &'p Pool<C>,
    connection: Option<C>,
    new: bool,
    fit: bool,
}

impl<C> Lent<'_, C> {
    /// Whether it was opened for this loan.
    pub(crate) fn is_new(&self) -> bool {
        self.new
    }

    pub(crate) fn give_back(mut self) {
        self.fit = true;
    }
}

impl<C> Drop for Lent<'_, C> {
    fn drop(&mut self) {
        let broken = match self.connection.take() {
            Some(connection) if self.fit => {
                self.pool.shelf().idle.push(connection);
                None
            }
            other => {
                self.pool.shelf().count -= 1;
                other
            }
        };
        self.pool.returned.notify_one();
        // Closing may talk to a server: after the lock is free.
        drop(broken);
    }
}

impl<C> Deref for Lent<'_, C> {
    type Target = C;
    fn deref(&self) -> &C {
        self.connection.as_ref().expect("a loan holds its connection until it is dropped")
    }
}

impl<C> DerefMut for Lent<'_, C> {
    fn deref_mut(&mut self) -> &mut C {
        self.connection.as_mut().expect("a loan holds its connection until it is dropped")
    }
}
