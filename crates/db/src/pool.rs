//! A bounded pool of connections of any kind.

use crate::DbError;
use std::{
    ops::{Deref, DerefMut},
    sync::{Condvar, Mutex, MutexGuard},
    time::{Duration, Instant},
};

pub(crate) struct Pool<C> {
    stock: Mutex<Stock<C>>,
    returned: Condvar,
    most: usize,
    patience: Duration,
}

struct Stock<C> {
    idle: Vec<C>,
    /// Lent out or idle.
    count: usize,
}

impl<C> Pool<C> {
    pub(crate) fn new(most: usize, patience: Duration) -> Pool<C> {
        let stock = Mutex::new(Stock { idle: Vec::new(), count: 0 });
        Pool { stock, returned: Condvar::new(), most: most.max(1), patience }
    }

    /// The connection used last, or a new one when all are lent and there may be more.
    pub(crate) fn lend<E: From<DbError>>(&self, open: impl FnOnce() -> Result<C, E>) -> Result<Lent<'_, C>, E> {
        let idle = self.wait_for_one()?;
        let mut lent = Lent { pool: self, new: idle.is_none(), connection: idle, fit: false };
        if lent.connection.is_none() {
            // Outside the lock: opening takes milliseconds. Failing gives the place back, as dropping `lent` does.
            lent.connection = Some(open()?);
        }
        Ok(lent)
    }

    /// Empties the stock; lent connections are not touched.
    pub(crate) fn take_idle(&self) -> Vec<C> {
        let mut stock = self.stock();
        stock.count -= stock.idle.len();
        std::mem::take(&mut stock.idle)
    }

    /// Something idle, the right to open one, or nothing when patience ran out.
    fn wait_for_one(&self) -> Result<Option<C>, DbError> {
        let until = Instant::now() + self.patience;
        let mut stock = self.stock();
        loop {
            if let Some(connection) = stock.idle.pop() {
                return Ok(Some(connection));
            }
            if stock.count < self.most {
                stock.count += 1;
                return Ok(None);
            }
            let left = until.checked_duration_since(Instant::now()).ok_or(DbError::Busy(self.patience))?;
            stock = self.returned.wait_timeout(stock, left).expect("nobody panics with the stock").0;
        }
    }

    fn stock(&self) -> MutexGuard<'_, Stock<C>> {
        self.stock.lock().expect("nobody panics with the stock")
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
                self.pool.stock().idle.push(connection);
                None
            }
            other => {
                self.pool.stock().count -= 1;
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
