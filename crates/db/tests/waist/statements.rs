//! One text, the same answers.

use crate::{create_person, number};
use db::{
    Db, DbError, Param, Row, params,
    testing::{on_both, on_both_empty},
};

fn insert(db: &Db, id: i64, name: &str) {
    let sql = "INSERT INTO person (id, name) VALUES ($1, $2)";
    assert_eq!(db.write(|tx| tx.execute(sql, params![id, name])), Ok(1));
}

/// What a statement is refused with.
fn refusal(db: &Db, sql: &str, params: &[Param]) -> DbError {
    db.write(|tx| tx.rows(sql, params)).expect_err("a statement that cannot be")
}

#[test]
fn every_kind_and_its_null_come_back_as_they_went_in() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, name {text}, alive {bool}, face {bytes}");
        let insert = "INSERT INTO person (id, name, alive, face) VALUES ($1, $2, $3, $4)";
        let name = "Nguyễn Thị Hoà Bình — Ê Đê ‘M’nông’ 🌾 NFD: Hòa";
        let none: (Option<String>, Option<bool>, Option<Vec<u8>>) = (None, None, None);
        db.write(|tx| {
            tx.execute(insert, params![1_i64, name, true, vec![0_u8, 255, 10]])?;
            tx.execute(insert, params![i64::MIN, none.0, none.1, none.2])?;
            tx.execute(insert, params![i64::MAX, "", false, Vec::<u8>::new()])
        })
        .expect("three rows");
        let sql = "SELECT id, name, alive, face FROM person ORDER BY id";
        let rows = db.read(|tx| tx.rows(sql, params![])).expect("three rows");
        let read = |row: &Row| Ok::<_, DbError>((row.get(0)?, row.find(1)?, row.find(2)?, row.find(3)?));
        let told: Vec<_> = rows.iter().map(|row| read(row).expect("kinds fit")).collect();
        assert_eq!(told[0], (i64::MIN, none.0.clone(), none.1, none.2.clone()));
        assert_eq!(told[1], (1, Some(name.to_owned()), Some(true), Some(vec![0, 255, 10])));
        assert_eq!(told[2], (i64::MAX, Some(String::new()), Some(false), Some(Vec::new())));
    });
}

#[test]
fn parameters_may_stand_in_any_order_and_twice() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, name {text}");
        insert(db, 7, "An");
        let sql = "SELECT name, id + $2 FROM person
            WHERE name = $1 AND (CAST($3 AS TEXT) IS NULL OR name = $1) AND id < $2";
        let row = db.read(|tx| tx.row(sql, params!["An", 10_i64, None::<String>])).expect("a row").expect("one");
        assert_eq!((row.get::<String>(0), row.get::<i64>(1)), (Ok("An".to_owned()), Ok(17)));
    });
}

#[test]
fn the_portable_words_mean_the_same() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, name {text} NOT NULL, visits {int} NOT NULL, alive {bool} NOT NULL");
        let upsert = "INSERT INTO person (id, name, visits, alive) VALUES ($1, $2, 1, TRUE)
            ON CONFLICT (id) DO UPDATE SET visits = person.visits + 1 RETURNING visits, alive";
        let visit = |id: i64, name: &str| {
            let row = db.write(|tx| tx.row(upsert, params![id, name])).expect("an upsert").expect("it returns");
            (row.get::<i64>(0).expect("a count"), row.get::<bool>(1).expect("a truth"))
        };
        assert_eq!([visit(1, "An"), visit(1, "An"), visit(2, "Bình")], [(1, true), (2, true), (1, true)]);
        let nothing =
            "INSERT INTO person (id, name, visits, alive) VALUES (1, 'x', 0, FALSE) ON CONFLICT (id) DO NOTHING";
        assert_eq!(db.write(|tx| tx.execute(nothing, params![])), Ok(0));
        let update = "UPDATE person SET alive = FALSE WHERE visits > $1";
        assert_eq!(db.write(|tx| tx.execute(update, params![1_i64])), Ok(1));
        assert_eq!(number(db, "SELECT CAST(SUM(visits) AS BIGINT) FROM person"), 3);
        assert_eq!(number(db, "SELECT COUNT(*) FROM person WHERE alive"), 1);
        let ranked = "WITH counted AS (SELECT id, visits FROM person)
            SELECT ROW_NUMBER() OVER (ORDER BY visits DESC) FROM counted ORDER BY id LIMIT 1";
        assert_eq!(number(db, ranked), 1);
        assert_eq!(number(db, "SELECT COUNT(*) FROM person WHERE EXISTS (SELECT 1 FROM person p WHERE p.id = 9)"), 0);
    });
}

#[test]
fn a_statement_does_all_its_work_even_when_one_row_is_asked_for() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, name {text}");
        let three = "INSERT INTO person (id, name) VALUES (1, 'a'), (2, 'b'), (3, 'c') RETURNING id";
        assert_eq!(db.write(|tx| tx.row(three, params![])?.expect("a row").get::<i64>(0)), Ok(1));
        assert_eq!(number(db, "SELECT COUNT(*) FROM person"), 3);
        let update = "UPDATE person SET name = 'x' WHERE id > 1 RETURNING id";
        assert_eq!(db.write(|tx| tx.execute(update, params![])), Ok(2));
        let delete = "DELETE FROM person WHERE name = 'x' RETURNING id";
        let mut seen = Vec::new();
        let walk = db.write(|tx| {
            seen.clear();
            tx.each(delete, params![], |row| {
                seen.push(row.get::<i64>(0)?);
                Ok::<_, DbError>(())
            })?;
            tx.execute("INSERT INTO person (id) VALUES (4)", params![])
        });
        seen.sort_unstable();
        assert_eq!((walk, seen), (Ok(1), vec![2, 3]));
        assert_eq!(number(db, "SELECT COUNT(*) FROM person"), 2);
    });
}

#[test]
fn a_sum_without_cast_and_a_fraction_are_refused_and_not_rounded() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY");
        let sql = "SELECT AVG(id) AS half FROM person";
        db.write(|tx| tx.execute("INSERT INTO person (id) VALUES (1), (2)", params![])).expect("two rows");
        let fault = refusal(db, sql, params![]);
        assert!(matches!(&fault, DbError::Inconsistent { column, .. } if column == "half"), "{fault:?}");
    });
}

#[test]
fn a_wrong_number_of_parameters_or_columns_is_misuse() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, name {text}");
        insert(db, 1, "An");
        let sql = "SELECT id FROM person WHERE id = $1";
        for params in [params![] as &[Param], params![1_i64, 2_i64]] {
            let fault = refusal(db, sql, params);
            assert!(matches!(fault, DbError::Misuse(_)), "{fault:?}");
        }
        let fault = refusal(db, "SELECT id FROM person WHERE name = $1", params!["A\0n"]);
        assert!(matches!(fault, DbError::ZeroCharacter), "{fault:?}");
        let row = db.read(|tx| tx.row(sql, params![1_i64])).expect("a row").expect("one");
        assert!(matches!(row.get::<i64>(1), Err(DbError::Misuse(_))));
        assert!(matches!(row.get::<String>(0), Err(DbError::Inconsistent { .. })));
    });
}

#[test]
fn a_statement_that_failed_ends_the_transaction_even_when_nobody_looks() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, name {text}");
        let insert = "INSERT INTO person (id, name) VALUES ($1, $2)";
        let answer = db.write(|tx| {
            tx.execute(insert, params![1_i64, "An"])?;
            // A second row of the same key fails, and the caller looks away.
            let _ = tx.execute(insert, params![1_i64, "Bình"]);
            let later = tx.execute(insert, params![2_i64, "Chi"]);
            assert!(matches!(later, Err(DbError::Conflict { .. })), "{later:?}");
            Ok::<_, DbError>(())
        });
        assert!(matches!(answer, Err(DbError::Conflict { .. })), "{answer:?}");
        assert_eq!(number(db, "SELECT COUNT(*) FROM person"), 0);
    });
}

#[test]
fn a_refusal_of_the_caller_undoes_and_is_handed_back() {
    #[derive(Debug, PartialEq)]
    enum Refusal {
        TooOld,
        Db(DbError),
    }
    impl From<DbError> for Refusal {
        fn from(error: DbError) -> Refusal {
            Refusal::Db(error)
        }
    }
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY");
        let answer = db.write(|tx| {
            tx.execute("INSERT INTO person (id) VALUES (1)", params![])?;
            Err::<(), _>(Refusal::TooOld)
        });
        assert_eq!(answer, Err(Refusal::TooOld));
        assert_eq!(number(db, "SELECT COUNT(*) FROM person"), 0);
        let fault = db.write(|tx| Ok::<_, Refusal>(tx.execute("INSERT INTO nowhere VALUES (1)", params![])?));
        assert!(matches!(fault, Err(Refusal::Db(DbError::Driver(_)))), "{fault:?}");
    });
}

#[test]
fn a_transaction_inside_a_transaction_is_refused_and_not_waited_for() {
    on_both_empty(|db| {
        let inner = db.write(|_| db.read(|_| Ok::<_, DbError>(())));
        assert!(matches!(inner, Err(DbError::Misuse(_))), "{inner:?}");
        assert_eq!(db.read(|_| Ok::<_, DbError>(5)), Ok(5), "and the way is free again");
    });
}

#[test]
fn more_statements_than_are_kept_prepared_do_no_harm() {
    on_both_empty(|db| {
        for round in 0..2 {
            for number in 0..300_i64 {
                let sql = format!("SELECT {number} + $1");
                let sum = db.read(|tx| tx.row(&sql, params![1_i64])?.expect("a row").get::<i64>(0));
                assert_eq!(sum, Ok(number + 1), "round {round}");
            }
        }
        // The same text with a parameter of another kind is another statement.
        let same = "SELECT COUNT(*) WHERE CAST($1 AS TEXT) = '1'";
        for params in [params![1_i64] as &[Param], params!["1"], params![1_i64]] {
            assert_eq!(db.read(|tx| tx.row(same, params)?.expect("a row").get::<i64>(0)), Ok(1));
        }
    });
}
