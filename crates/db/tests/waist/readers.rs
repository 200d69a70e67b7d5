//! Pictures that stand still, and answers larger than memory.

use crate::{create_person, one_number};
use db::{Db, DbError, Row, params, testing::on_both};
use std::thread;

const COUNT: &str = "SELECT COUNT(*) FROM person";

fn add(db: &Db, id: i64) {
    db.write(|tx| tx.execute("INSERT INTO person (id) VALUES ($1)", params![id])).expect("a row");
}

#[test]
fn a_reader_keeps_its_picture_while_others_write() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY");
        add(db, 1);
        let seen = db.read(|tx| {
            let before = one_number(tx, COUNT)?;
            thread::scope(|scope| scope.spawn(|| add(db, 2)).join().expect("the writer is not held up"));
            Ok::<_, DbError>((before, one_number(tx, COUNT)?))
        });
        assert_eq!(seen, Ok((1, 1)));
        assert_eq!(db.read(|tx| one_number(tx, COUNT)), Ok(2));
    });
}

#[test]
fn a_reader_cannot_write() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY");
        let answer = db.read(|tx| tx.execute("INSERT INTO person (id) VALUES (1)", params![]));
        assert_eq!(answer, Err(DbError::ReadOnly));
        assert_eq!(db.read(|tx| tx.lock("a")), Err(DbError::ReadOnly));
        assert_eq!(db.read(|tx| one_number(tx, COUNT)), Ok(0));
    });
}

#[test]
fn a_panicking_reader_leaves_the_others_unharmed() {
    on_both(|db| {
        for _ in 0..20 {
            let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                db.read(|_| -> Result<(), DbError> { panic!("on purpose") })
            }));
            assert!(panicked.is_err());
        }
        assert_eq!(db.read(|tx| one_number(tx, "SELECT 1")), Ok(1));
    });
}

/// A million rows of a hundred characters: far more than a walk may keep.
const MANY: &str = "WITH digit(d) AS (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))
    SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 100000 * f.d,
        'Nguyễn Thị Hoà Bình, xã Bình Trị, huyện Bình Sơn, tỉnh Quảng Ngãi, Cộng hoà Xã hội chủ nghĩa Việt Nam'
    FROM digit f, digit e, digit d, digit c, digit b, digit a";

#[test]
fn a_walk_over_a_million_rows_keeps_none_of_them() {
    on_both(|db| {
        let start = memory_kib();
        let (mut rows, mut sum, mut most) = (0, 0, start);
        let mut see = |row: &Row| {
            rows += 1;
            sum += row.get::<i64>(0)?;
            if rows % 50_000 == 0 {
                most = most.max(memory_kib());
            }
            Ok::<(), DbError>(())
        };
        db.read(|tx| tx.each(MANY, params![], &mut see)).expect("a walk");
        assert_eq!((rows, sum), (1_000_000, 499_999_500_000));
        assert!(most - start < 32 * 1024, "the walk took {} KiB", most - start);
    });
}

#[test]
fn a_walk_stops_where_its_visitor_says_and_the_transaction_goes_on() {
    on_both(|db| {
        let after = db.read(|tx| {
            let mut seen = 0;
            let stopped = tx.each(MANY, params![], |_| {
                seen += 1;
                if seen == 10 { Err(DbError::Misuse("enough".to_owned())) } else { Ok(()) }
            });
            assert_eq!((seen, stopped), (10, Err(DbError::Misuse("enough".to_owned()))));
            one_number(tx, "SELECT 5")
        });
        assert_eq!(after, Ok(5));
    });
}

/// What this process holds in memory now.
fn memory_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("the kernel tells");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("it tells the memory");
    line.split_whitespace().nth(1).and_then(|word| word.parse().ok()).expect("in KiB")
}
