//! Everything has a bound, and says so when it is reached.

use crate::{BOTH, create_person, endless, number};
use db::{
    Backend, Db, DbError, Options, Place, params,
    testing::{at_fresh_place, on_both},
};
use std::{
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

const SHORT: Duration = Duration::from_millis(100);

fn open(place: &Place, options: &Options) -> Db {
    Db::open_with(place, options).expect("a fresh database opens")
}

#[test]
fn a_statement_that_takes_too_long_is_stopped() {
    let options = Options { statement: SHORT, statement_alone: 2 * SHORT, ..Options::default() };
    for backend in BOTH {
        at_fresh_place(backend, |place| {
            let db = open(place, &options);
            create_person(&db, "id {int} PRIMARY KEY");
            let (read, write) = (endless("", ""), endless("INSERT INTO person (id)", ""));
            let began = Instant::now();
            assert_eq!(db.read(|tx| tx.rows(&read, params![])), Err(DbError::Timeout));
            assert_eq!(db.read(|tx| tx.each(&read, params![], |_| Ok::<_, DbError>(()))), Err(DbError::Timeout));
            assert_eq!(db.write(|tx| tx.execute(&write, params![])), Err(DbError::Timeout));
            assert_eq!(db.write_alone(|tx| tx.execute(&write, params![])), Err(DbError::Timeout));
            assert!(began.elapsed() >= 6 * SHORT, "each was given its time");
            // The connections are as good as before, and the clock starts anew for each statement.
            let insert = "INSERT INTO person (id) VALUES (1)";
            assert_eq!(db.write(|tx| tx.execute(insert, params![])), Ok(1));
            assert_eq!(number(&db, "SELECT COUNT(*) FROM person"), 1);
        });
    }
}

#[test]
fn whoever_waits_too_long_for_a_connection_is_told() {
    let options = Options { connections_max: 1, wait_for_turn: SHORT, ..Options::default() };
    for backend in BOTH {
        at_fresh_place(backend, |place| {
            let db = open(place, &options);
            db.migrate().expect("a fresh database migrates");
            let (held, done) = (Barrier::new(2), Barrier::new(2));
            let busy: Result<(), DbError> = Err(DbError::Busy(SHORT));
            thread::scope(|scope| {
                scope.spawn(|| {
                    let answer = db.write(|_| {
                        held.wait();
                        done.wait();
                        Ok::<_, DbError>(())
                    });
                    assert_eq!(answer, Ok(()));
                });
                held.wait();
                assert_eq!(db.write(|_| Ok::<_, DbError>(())), busy);
                // Readers of a file do not wait for its writer.
                let read = db.read(|_| Ok::<_, DbError>(()));
                assert_eq!(read, if backend == Backend::Sqlite { Ok(()) } else { busy });
                done.wait();
            });
            assert_eq!(db.write(|_| Ok::<_, DbError>(())), Ok(()));
        });
    }
}

#[test]
fn more_readers_than_connections_take_turns() {
    on_both(|db| {
        let begun = Barrier::new(40);
        thread::scope(|scope| {
            for _ in 0..40 {
                scope.spawn(|| {
                    begun.wait();
                    assert_eq!(number(db, "SELECT 1"), 1);
                });
            }
        });
    });
}
