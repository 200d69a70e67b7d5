//! The trees in the database, on both databases.

use super::super::{tree_file::TreeFaultKind, *};
use crate::{Refusal, Role, somebody::somebody};
use db::{Db, Tx, params};
use jiff::civil::date;

fn load_into(db: &Db) -> Places {
    db.write_alone(load).expect("the trees load")
}

fn count(db: &Db, sql: &str) -> i64 {
    let read = |tx: &mut Tx<'_>| tx.row(sql, params![])?.expect("a count").get(0);
    db.read::<i64, db::DbError>(read).expect("a count")
}

const NEXT: &str = "@tree 4\n@from 2027-01-01\n@basis 1/2027/QH16\n@like\n@units\n21040,Phường Bình Sơn\n";

#[test]
fn the_first_start_loads_the_trees_and_the_next_one_writes_nothing() {
    db::testing::on_both(|db| {
        let places = load_into(db);
        assert_eq!(places.trees().len(), 3);
        assert_eq!(count(db, "SELECT COUNT(*) FROM unit"), 11_367 + 2 * 3_356);
        assert_eq!(count(db, "SELECT COUNT(*) FROM unit_successor"), 11_218 + 3_356);
        let again = db.read(read).expect("a reader sees them");
        assert_eq!(again.trees()[2].digest, places.trees()[2].digest);
        db.write_alone(|tx| {
            tx.execute("UPDATE unit SET name = $1 WHERE place = $2", params!["Đã sửa", 1_000_001_i64])?;
            load(tx).map(|_| ())
        })
        .expect("a second start");
        assert_eq!(count(db, "SELECT COUNT(*) FROM unit WHERE name = 'Đã sửa'"), 1, "nothing was written again");
    });
}

#[test]
fn statements_join_on_areas() {
    db::testing::on_both(|db| {
        let places = load_into(db);
        let district = places.find("524", date(2024, 1, 25)).expect("Bình Sơn");
        let sql = format!(
            "SELECT COUNT(*) FROM unit WHERE level = 'commune' AND place BETWEEN {} AND {}",
            district.place, district.hi
        );
        assert_eq!(count(db, &sql), 22);
    });
}

#[test]
fn a_load_that_fails_leaves_nothing() {
    db::testing::on_both(|db| {
        let broken: Result<(), Refusal> = db.write_alone(|tx| {
            load(tx)?;
            Err(Refusal::NotFound { what: "power" })
        });
        assert!(broken.is_err());
        assert_eq!(count(db, "SELECT COUNT(*) FROM unit") + count(db, "SELECT COUNT(*) FROM unit_tree"), 0);
        assert_eq!(load_into(db).trees().len(), 3);
    });
}

#[test]
fn a_newer_program_may_correct_names_but_never_numbers() {
    db::testing::on_both(|db| {
        load_into(db);
        // As an older program left it: another name under the same number.
        db.write_alone::<_, Refusal>(|tx| {
            tx.execute("UPDATE unit_tree SET digest = $1 WHERE number = 1", params![vec![0_u8]])?;
            tx.execute("UPDATE unit SET name = 'Cũ' WHERE place = 1000001", params![])?;
            Ok(())
        })
        .expect("an older name");
        load_into(db);
        assert_eq!(count(db, "SELECT COUNT(*) FROM unit WHERE name = 'Cũ'"), 0);
    });
}

#[test]
fn a_tree_numbered_otherwise_is_refused() {
    db::testing::on_both(|db| {
        load_into(db);
        db.write_alone::<_, Refusal>(|tx| {
            tx.execute("UPDATE unit_tree SET digest = $1 WHERE number = 2", params![vec![0_u8]])?;
            tx.execute("UPDATE unit SET code = '99' WHERE place = 2000001", params![])?;
            Ok(())
        })
        .expect("another numbering");
        let refused = db.write_alone(load).expect_err("places would change their meaning");
        assert!(matches!(refused, Refusal::TreeRenumbered { tree: 2 }));
    });
}

#[test]
fn an_administrator_loads_the_next_tree() {
    db::testing::on_both(|db| {
        let places = load_into(db);
        let seen = check_tree_file(&places, NEXT.as_bytes()).expect("a tree that fits");
        assert_eq!((seen.communes, seen.split, seen.without_successor.len()), (3_321, 0, 0));
        let admin = somebody(1, Role::Administrator, None);
        let loaded = db.write(|tx| load_tree_file(tx, &admin, NEXT.as_bytes())).expect("loaded");
        assert_eq!(loaded, seen);
        let places = load_into(db);
        let now = places.find("21040", date(2027, 1, 1)).expect("a ward");
        assert_eq!((now.full_name(), now.place > 4_000_000), ("Phường Bình Sơn".to_owned(), true));
        let before = places.find("21040", date(2026, 12, 31)).expect("a commune");
        assert_eq!(places.carry(before.place, date(2027, 1, 1)), Some(Successors::Whole(now)));
        assert_eq!(count(db, "SELECT COUNT(*) FROM audit_record WHERE verb = 'places.load_tree'"), 1);
        // The same file again is not the next tree any more.
        let again = db.write(|tx| load_tree_file(tx, &admin, NEXT.as_bytes())).expect_err("not next");
        assert!(matches!(again, Refusal::TreeFile(fault) if fault.kind == TreeFaultKind::NotNext));
    });
}

#[test]
fn nobody_else_loads_a_tree() {
    db::testing::on_sqlite(|db| {
        load_into(db);
        let officer = somebody(2, Role::ProvinceOfficer, None);
        let refused = db.write(|tx| load_tree_file(tx, &officer, NEXT.as_bytes())).expect_err("not theirs");
        assert!(matches!(refused, Refusal::NotAllowed { .. }));
    });
}
