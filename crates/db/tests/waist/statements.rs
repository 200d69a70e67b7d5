//! One text, the same answers.

use db::{Db, DbError, Row, params, testing::on_both};

/// A table of our own beside the migrated ones; the waist has no public way to run DDL but `execute`.
pub(crate) fn create_table(db: &Db, columns: &str) {
    db.write(|tx| {
        let (strict, int, bytes, boolean) = (
            tx.by_backend("STRICT", ""),
            tx.by_backend("INTEGER", "BIGINT"),
            tx.by_backend("BLOB", "BYTEA"),
            tx.by_backend("INT", "BOOLEAN"),
        );
        let columns = columns.replace("{int}", int).replace("{bytes}", bytes).replace("{bool}", boolean);
        tx.execute(&format!("CREATE TABLE person ({columns}) {strict}"), params![])
    })
    .expect("a table");
}

fn insert(db: &Db, id: i64, name: &str) {
    let sql = "INSERT INTO person (id, name) VALUES ($1, $2)";
    db.write(|tx| tx.execute(sql, params![id, name])).expect("a row");
}

#[test]
fn every_kind_and_its_null_come_back_as_they_went_in() {
    on_both(|db| {
        create_table(db, "id {int} PRIMARY KEY, name TEXT, alive {bool}, face {bytes}");
        let insert = "INSERT INTO person (id, name, alive, face) VALUES ($1, $2, $3, $4)";
        let name = "Nguyễn Thị Hoà Bình — Ê Đê ‘M’nông’ 🌾";
        let none: (Option<String>, Option<bool>, Option<Vec<u8>>) = (None, None, None);
        db.write(|tx| {
            tx.execute(insert, params![1_i64, name, true, vec![0_u8, 255, 10]])?;
            tx.execute(insert, params![i64::MIN, none.0, none.1, none.2])
        })
        .expect("two rows");
        let rows =
            db.read(|tx| tx.rows("SELECT id, name, alive, face FROM person ORDER BY id", params![])).expect("two rows");
        let read = |row: &Row| Ok::<_, DbError>((row.get(0)?, row.find(1)?, row.find(2)?, row.find(3)?));
        let told: Vec<_> = rows.iter().map(|row| read(row).expect("kinds fit")).collect();
        assert_eq!(told[0], (i64::MIN, none.0.clone(), none.1, none.2.clone()));
        assert_eq!(told[1], (1, Some(name.to_owned()), Some(true), Some(vec![0, 255, 10])));
    });
}

#[test]
fn parameters_may_stand_in_any_order_and_twice() {
    on_both(|db| {
        create_table(db, "id {int} PRIMARY KEY, name TEXT");
        insert(db, 7, "An");
        let row = db
            .read(|tx| {
                tx.row(
                    "SELECT name, id + $2 FROM person WHERE name = $1 AND (CAST($3 AS TEXT) IS NULL OR name = $1) AND id < $2",
                    params!["An", 10_i64, None::<String>],
                )
            })
            .expect("a row")
            .expect("one");
        assert_eq!((row.get::<String>(0), row.get::<i64>(1)), (Ok("An".to_owned()), Ok(17)));
    });
}
