//! The promises of the waist, kept on both databases.

mod bulk;
mod faults;
mod kills;
mod limits;
mod locks;
mod migrations;
mod network;
mod proxy;
mod readers;
mod statements;
mod writers;

use db::{Backend, Db, DbError, Tx, params, testing::create_tables};

/// A table of a story's own beside the migrated ones.
fn create_person(db: &Db, columns: &str) {
    create_tables(db, &format!("CREATE TABLE person ({columns}){{strict}};"));
}

/// One number from one row.
fn number(db: &Db, sql: &str) -> i64 {
    db.read(|tx| one_number(tx, sql)).expect("a number")
}

fn one_number(tx: &mut Tx<'_>, sql: &str) -> Result<i64, DbError> {
    tx.row(sql, params![])?.expect("a row").get(0)
}

/// A statement that works for minutes on any machine and reads no table.
fn endless(first: &str, last: &str) -> String {
    format!(
        "{first} WITH digit(d) AS (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))
         SELECT COUNT(*) FROM digit a, digit b, digit c, digit d, digit e, digit f, digit g, digit h, digit i, digit j
         WHERE a.d + b.d + c.d + d.d + e.d + f.d + g.d + h.d + i.d + j.d = 91 {last}"
    )
}

const BOTH: [Backend; 2] = [Backend::Sqlite, Backend::Postgres];
