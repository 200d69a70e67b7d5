//! Many rows at once.

use crate::{create_person, number};
use db::{DbError, Param, params, testing::on_both};

const COLUMNS: [&str; 4] = ["id", "name", "alive", "face"];

fn person(id: i64) -> Vec<Param> {
    let name = (id % 3 != 0).then(|| format!("Nguyễn Văn {id}\t\\N\n,\"'"));
    params![id, name, id % 2 == 0, vec![0_u8, 255, 9]].to_vec()
}

#[test]
fn a_load_puts_every_value_where_it_belongs() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, name {text}, alive {bool} NOT NULL, face {bytes} NOT NULL");
        let loaded = db.write_alone(|tx| tx.bulk("person", &COLUMNS, (0..10_000).map(person)));
        assert_eq!(loaded, Ok(10_000));
        assert_eq!(number(db, "SELECT COUNT(*) FROM person WHERE name IS NULL"), 3_334);
        assert_eq!(number(db, "SELECT COUNT(*) FROM person WHERE alive"), 5_000);
        let sql = "SELECT name, face FROM person WHERE id = 10";
        let row = db.read(|tx| tx.row(sql, params![])).expect("a row").expect("number ten");
        assert_eq!(row.get::<String>(0).as_deref(), Ok("Nguyễn Văn 10\t\\N\n,\"'"));
        assert_eq!(row.get::<Vec<u8>>(1), Ok(vec![0, 255, 9]));
        // Only some columns, in another order, and no row at all.
        let some = db
            .write(|tx| tx.bulk("person", &["face", "alive", "id"], [params![vec![1_u8], false, 10_001_i64].to_vec()]));
        assert_eq!(some, Ok(1));
        assert_eq!(db.write(|tx| tx.bulk("person", &COLUMNS, [])), Ok(0));
        assert_eq!(number(db, "SELECT COUNT(*) FROM person"), 10_001);
    });
}

#[test]
fn a_row_of_another_shape_undoes_the_whole_load_and_is_named() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, name {text}, alive {bool} NOT NULL, face {bytes} NOT NULL");
        let short = params![5_000_i64, "An"].to_vec();
        let other_kind = params!["5000", "An", true, vec![1_u8]].to_vec();
        for (bad, what) in [(short, "2 values for 4 columns"), (other_kind, "text for id, which is int")] {
            let rows = (0..4_999).map(person).chain([bad]);
            let rows: Vec<_> = rows.collect();
            let answer = db.write(|tx| tx.bulk("person", &COLUMNS, rows.clone()));
            let fault = DbError::BulkShape { table: "person".to_owned(), row: 5_000, what: what.to_owned() };
            assert_eq!(answer, Err(fault));
            assert_eq!(number(db, "SELECT COUNT(*) FROM person"), 0);
        }
    });
}

#[test]
fn a_load_that_breaks_a_key_leaves_nothing() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, name {text}, alive {bool} NOT NULL, face {bytes} NOT NULL");
        let answer = db.write_alone(|tx| tx.bulk("person", &COLUMNS, (0..5_000).chain([17]).map(person)));
        assert!(matches!(&answer, Err(DbError::Conflict { table, .. }) if table == "person"), "{answer:?}");
        assert_eq!(number(db, "SELECT COUNT(*) FROM person"), 0);
    });
}

#[test]
fn a_load_into_a_column_of_another_kind_is_refused() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, name {text}, alive {bool} NOT NULL, face {bytes} NOT NULL");
        // Eight letters are as long as a number, and one byte as a truth.
        for (row, what) in [
            (params!["12345678", "An", true, vec![1_u8]].to_vec(), "text for id, which is int"),
            (params![1_i64, "An", vec![1_u8], vec![1_u8]].to_vec(), "bytes for alive, which is bool"),
            (params![1_i64, "An", 1_i64, vec![1_u8]].to_vec(), "int for alive, which is bool"),
            (params![1_i64, "An", true, None::<String>].to_vec(), "text for face, which is bytes"),
        ] {
            let answer = db.write(|tx| tx.bulk("person", &COLUMNS, [row.clone()]));
            let fault = DbError::BulkShape { table: "person".to_owned(), row: 1, what: what.to_owned() };
            assert_eq!(answer, Err(fault));
        }
        let nowhere = db.write(|tx| tx.bulk("person", &["khong_co"], [params![1_i64].to_vec()]));
        assert!(matches!(nowhere, Err(DbError::Driver(_))), "{nowhere:?}");
        let odd = db.write(|tx| tx.bulk("person; DROP TABLE person", &["id"], [params![1_i64].to_vec()]));
        assert!(matches!(odd, Err(DbError::Misuse(_))), "{odd:?}");
        assert_eq!(number(db, "SELECT COUNT(*) FROM person"), 0);
    });
}
