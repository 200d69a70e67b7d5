//! Many writers at once.

use crate::statements::create_table;
use db::{Db, DbError, params, testing::on_both};
use std::thread;

const THREADS: i64 = 32;
const ROUNDS: i64 = 200;

fn count(db: &Db) -> i64 {
    let sql = "SELECT CAST(SUM(visits) AS BIGINT) FROM person";
    db.read(|tx| tx.row(sql, params![])?.expect("a sum").get(0)).expect("a sum")
}

fn run_all(work: impl Fn(i64) + Sync) {
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let work = &work;
            scope.spawn(move || (0..ROUNDS).for_each(|_| work(thread)));
        }
    });
}

#[test]
fn increments_of_one_row_by_many_are_all_counted() {
    on_both(|db| {
        create_table(db, "id {int} PRIMARY KEY, visits {int} NOT NULL");
        db.write(|tx| tx.execute("INSERT INTO person VALUES (1, 0)", params![])).expect("a row");
        run_all(|_| {
            db.write(|tx| {
                // Read, think, write: the worst case for anything but a true serial order.
                let seen: i64 =
                    tx.row("SELECT visits FROM person WHERE id = 1", params![])?.expect("the row").get(0)?;
                tx.execute("UPDATE person SET visits = $1 WHERE id = 1", params![seen + 1])
            })
            .map(drop)
            .expect("every writer gets through");
        });
        assert_eq!(count(db), THREADS * ROUNDS);
    });
}

#[test]
fn a_panic_undoes_only_its_own_transaction() {
    on_both(|db| {
        create_table(db, "id {int} PRIMARY KEY, visits {int} NOT NULL");
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            db.write(|tx| -> Result<(), DbError> {
                tx.execute("INSERT INTO person VALUES (1, 1)", params![])?;
                panic!("on purpose")
            })
        }));
        assert!(panicked.is_err());
        db.write(|tx| tx.execute("INSERT INTO person VALUES (1, 5)", params![])).expect("the row is free");
        assert_eq!(count(db), 5);
    });
}
