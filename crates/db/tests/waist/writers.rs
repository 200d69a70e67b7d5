//! Many writers at once.

use crate::{create_person, number, one_number};
use db::{
    Db, DbError, params,
    testing::{create_tables, on_both, on_postgres, on_sqlite},
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicI64, Ordering},
    thread,
};

const THREADS: i64 = 32;
const ROUNDS: i64 = 200;

const INSERT: &str = "INSERT INTO person (id, visits) VALUES ($1, $2)";

fn in_threads(work: impl Fn(i64) + Sync) {
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let work = &work;
            scope.spawn(move || (0..ROUNDS).for_each(|round| work(thread * ROUNDS + round)));
        }
    });
}

#[test]
fn increments_of_one_row_by_many_are_all_counted() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, visits {int} NOT NULL");
        db.write(|tx| tx.execute(INSERT, params![1_i64, 0_i64])).expect("a row");
        in_threads(|_| {
            db.write(|tx| {
                // Read, think, write: the worst case for anything but a true serial order.
                let seen = one_number(tx, "SELECT visits FROM person WHERE id = 1")?;
                tx.execute("UPDATE person SET visits = $1 WHERE id = 1", params![seen + 1])
            })
            .map(drop)
            .expect("every writer gets through");
        });
        assert_eq!(number(db, "SELECT visits FROM person"), THREADS * ROUNDS);
    });
}

#[test]
fn each_of_many_succeeds_fails_or_panics_alone() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, visits {int} NOT NULL");
        let kept = AtomicI64::new(0);
        in_threads(|id| {
            let answer = catch_unwind(AssertUnwindSafe(|| {
                db.write(|tx| {
                    tx.execute(INSERT, params![id, id])?;
                    match id % 5 {
                        0 => Err(DbError::Misuse("on purpose".to_owned())),
                        1 if id % 100 == 1 => panic!("on purpose"),
                        2 => tx.execute(INSERT, params![id, id]),
                        _ => Ok(1),
                    }
                })
            }));
            let expected = !(id % 5 == 0 || id % 5 == 2 || id % 100 == 1);
            assert_eq!(matches!(answer, Ok(Ok(_))), expected, "{id}: {answer:?}");
            kept.fetch_add(i64::from(expected), Ordering::Relaxed);
        });
        assert_eq!(number(db, "SELECT COUNT(*) FROM person"), kept.into_inner());
    });
}

#[test]
fn small_writes_and_loads_share_the_pen_without_loss() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, visits {int} NOT NULL");
        thread::scope(|scope| {
            for loader in 0..4_i64 {
                scope.spawn(move || {
                    let rows =
                        |load: i64| (0..500).map(move |at| params![(loader * 10 + load) * 500 + at, 0_i64].to_vec());
                    for load in 0..10 {
                        let loaded = db.write_alone(|tx| tx.bulk("person", &["id", "visits"], rows(load)));
                        assert_eq!(loaded, Ok(500));
                    }
                });
            }
            for writer in 0..8_i64 {
                scope.spawn(move || {
                    for at in 0..100 {
                        let id = -1 - writer * 100 - at;
                        assert_eq!(db.write(|tx| tx.execute(INSERT, params![id, 1_i64])), Ok(1));
                    }
                });
            }
        });
        assert_eq!(number(db, "SELECT COUNT(*) FROM person"), 20_800);
    });
}

#[test]
fn what_a_write_returned_from_is_seen_by_the_next_reader() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, visits {int} NOT NULL");
        in_threads(|id| {
            if id % 10 == 0 {
                db.write(|tx| tx.execute(INSERT, params![id, id])).expect("a row");
                let sql = "SELECT visits FROM person WHERE id = $1";
                let seen = db.read(|tx| tx.row(sql, params![id])).expect("an answer");
                assert_eq!(seen.map(|row| row.get::<i64>(0)), Some(Ok(id)));
            }
        });
    });
}

/// Two transactions that each read what the other writes: only one serial order is left at the end.
#[test]
fn a_rule_over_two_rows_holds_under_concurrent_writers() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, visits {int} NOT NULL");
        for round in 0..20_i64 {
            db.write(|tx| {
                tx.execute("DELETE FROM person", params![])?;
                tx.execute(INSERT, params![1_i64, 1_i64])?;
                tx.execute(INSERT, params![2_i64, 1_i64])
            })
            .expect("two on duty");
            // Each may leave only while another stays.
            let leave = |id: i64| {
                db.write(|tx| {
                    if one_number(tx, "SELECT CAST(SUM(visits) AS BIGINT) FROM person")? > 1 {
                        tx.execute("UPDATE person SET visits = 0 WHERE id = $1", params![id])?;
                    }
                    Ok::<_, DbError>(())
                })
                .expect("an answer");
            };
            thread::scope(|scope| {
                scope.spawn(|| leave(1));
                scope.spawn(|| leave(2));
            });
            assert_eq!(number(db, "SELECT CAST(SUM(visits) AS BIGINT) FROM person"), 1, "round {round}");
        }
    });
}

#[test]
fn a_transaction_that_always_meets_others_is_given_up_at_last() {
    on_postgres(|db| {
        create_person(db, "id {int} PRIMARY KEY, visits {int} NOT NULL");
        db.write(|tx| tx.execute(INSERT, params![1_i64, 0_i64])).expect("a row");
        let tries = AtomicI64::new(0);
        let answer = db.write(|tx| {
            tries.fetch_add(1, Ordering::Relaxed);
            let seen = one_number(tx, "SELECT visits FROM person WHERE id = 1")?;
            disturb(db);
            tx.execute("UPDATE person SET visits = $1 WHERE id = 1", params![seen + 1])
        });
        assert_eq!(answer, Err(DbError::Contended));
        let tries = tries.into_inner();
        assert!((10..=100).contains(&tries), "{tries}");
        assert_eq!(number(db, "SELECT visits FROM person"), tries, "only the disturber's");
    });
}

/// Somebody else is quicker.
fn disturb(db: &Db) {
    let add = "UPDATE person SET visits = visits + 1 WHERE id = 1";
    let added = thread::scope(|scope| scope.spawn(|| db.write(|tx| tx.execute(add, params![]))).join());
    assert_eq!(added.expect("no panic"), Ok(1));
}

/// On SQLite a statement that runs out of time or space takes the shared outer transaction with it.
#[test]
fn a_neighbour_whose_statement_breaks_the_group_does_not_break_the_others() {
    on_sqlite(|db| {
        create_person(db, "id {int} PRIMARY KEY, visits {int} NOT NULL");
        // So little room that a large row does not fit, and small ones do.
        let limit = format!("PRAGMA max_page_count = {}", number(db, "PRAGMA page_count") + 100);
        db.write(|tx| tx.rows(&limit, params![])).expect("a limit");
        let blob = vec![7_u8; 4_000_000];
        db.write(|tx| tx.execute("CREATE TABLE face (bytes BLOB) STRICT", params![])).expect("a table");
        in_threads(|id| {
            if id % 50 == 7 {
                let large = db.write(|tx| tx.execute("INSERT INTO face VALUES ($1)", params![blob]));
                assert_eq!(large, Err(DbError::DiskFull));
            } else {
                assert_eq!(db.write(|tx| tx.execute(INSERT, params![id, id])), Ok(1));
            }
        });
        assert_eq!(number(db, "SELECT COUNT(*) FROM person"), THREADS * ROUNDS * 49 / 50);
        assert_eq!(number(db, "SELECT COUNT(*) FROM face"), 0);
    });
}

/// A reference checked only at the end makes the commit itself fail: nothing of that group is kept, and each is told.
#[test]
fn a_commit_that_fails_is_told_to_everybody_in_it() {
    on_sqlite(|db| {
        create_tables(
            db,
            "CREATE TABLE hamlet (id {int} PRIMARY KEY){strict};
             CREATE TABLE person (id {int} PRIMARY KEY, hamlet {int} REFERENCES hamlet (id)){strict};",
        );
        let failed = AtomicI64::new(0);
        in_threads(|id| {
            let answer = db.write(|tx| {
                if id % 50 == 7 {
                    tx.rows("PRAGMA defer_foreign_keys = ON", params![])?;
                    return tx.execute("INSERT INTO person (id, hamlet) VALUES ($1, 99)", params![id]);
                }
                tx.execute("INSERT INTO person (id) VALUES ($1)", params![id])
            });
            let there =
                db.read(|tx| tx.row("SELECT COUNT(*) FROM person WHERE id = $1", params![id])?.expect("one").get(0));
            let there: i64 = there.expect("a count");
            match answer {
                Ok(_) => assert_eq!((id % 50 == 7, there), (false, 1)),
                Err(DbError::ForeignKey { .. }) => assert_eq!(there, 0),
                Err(other) => panic!("{other:?}"),
            }
            failed.fetch_add(i64::from(there == 0), Ordering::Relaxed);
        });
        let failed = failed.into_inner();
        println!("{failed} of {} undone", THREADS * ROUNDS);
        assert!(failed > THREADS * ROUNDS / 50, "some neighbours shared the fate: {failed}");
        assert_eq!(number(db, "SELECT COUNT(*) FROM person"), THREADS * ROUNDS - failed);
    });
}
