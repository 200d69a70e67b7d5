//! `lock` holds until the transaction ends, and whoever waited sees what the last holder wrote.

use crate::{create_person, number, one_number};
use db::{DbError, params, testing::on_both};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

#[test]
fn a_lock_lets_one_in_and_the_next_sees_its_work() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY");
        let inside = AtomicBool::new(false);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..10 {
                        // REPEATABLE READ alone would let two of them count the same rows.
                        db.write_alone(|tx| {
                            tx.lock("cycle 2024-02")?;
                            assert!(!inside.swap(true, Ordering::SeqCst), "two inside one lock");
                            let next = one_number(tx, "SELECT COUNT(*) FROM person")?;
                            let added = tx.execute("INSERT INTO person (id) VALUES ($1)", params![next]);
                            inside.store(false, Ordering::SeqCst);
                            added
                        })
                        .expect("each gets its turn");
                    }
                });
            }
        });
        assert_eq!(number(db, "SELECT MAX(id) FROM person"), 79);
    });
}

#[test]
fn locks_taken_crosswise_and_late_do_not_block_each_other_for_ever() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, visits {int} NOT NULL");
        db.write(|tx| tx.execute("INSERT INTO person (id, visits) VALUES (1, 0)", params![])).expect("a row");
        thread::scope(|scope| {
            for thread in 0..8 {
                let (first, second) = if thread % 2 == 0 { ("a", "b") } else { ("b", "a") };
                scope.spawn(move || {
                    for _ in 0..10 {
                        db.write(|tx| {
                            tx.lock(first)?;
                            let seen = one_number(tx, "SELECT visits FROM person WHERE id = 1")?;
                            tx.lock(second)?;
                            tx.lock(first)?;
                            tx.execute("UPDATE person SET visits = $1 WHERE id = 1", params![seen + 1])
                        })
                        .expect("each gets its turn");
                    }
                });
            }
        });
        assert_eq!(number(db, "SELECT visits FROM person WHERE id = 1"), 80);
    });
}

#[test]
fn a_lock_is_free_after_a_refusal_and_after_a_panic() {
    on_both(|db| {
        let refused = db.write(|tx| {
            tx.lock("a")?;
            Err::<(), _>(DbError::Misuse("no".to_owned()))
        });
        assert!(refused.is_err());
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            db.write(|tx| -> Result<(), DbError> {
                tx.lock("a")?;
                panic!("on purpose")
            })
        }));
        assert!(panicked.is_err());
        // On another thread, so on another connection as well.
        let free = thread::scope(|scope| scope.spawn(|| db.write(|tx| tx.lock("a"))).join().expect("no panic"));
        assert_eq!(free, Ok(()));
    });
}
