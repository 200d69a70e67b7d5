//! The narrow waist: two databases behind one SQL text.
//!
//! *Owns* connections, transactions, statements, bulk loads, locks and migrations.
//! *Takes* SQL text written once, with `$1` parameters, from each room's `store.rs`.
//! *Gives* the same answers on SQLite and on PostgreSQL.
//! *Never* learns a welfare word: what the tables mean is their room's business.

mod bulk;
mod error;
mod migrations;
mod nesting;
mod open;
mod pg;
mod place;
mod pool;
mod sqlite;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
mod value;

pub use error::DbError;
pub use migrations::Migrated;
pub use open::{Backend, Db};
pub use place::{Options, Place};
pub use tx::Tx;
pub use value::{Param, Row};
