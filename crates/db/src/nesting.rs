//! A transaction inside a transaction would wait for itself for ever: it is refused instead.

use crate::DbError;
use std::cell::RefCell;

thread_local! {
    /// Databases this thread is in a transaction of, by address.
    static INSIDE: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Held while this thread is inside a transaction of one database.
pub(crate) struct Inside(usize);

impl Inside {
    pub(crate) fn enter(database: usize) -> Result<Inside, DbError> {
        INSIDE.with_borrow_mut(|inside| {
            if inside.contains(&database) {
                return Err(DbError::Misuse("a transaction was begun inside another: pass its `tx` on".to_owned()));
            }
            inside.push(database);
            Ok(Inside(database))
        })
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        INSIDE.with_borrow_mut(|inside| inside.retain(|database| *database != self.0));
    }
}
