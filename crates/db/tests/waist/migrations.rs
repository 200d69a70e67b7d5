//! The schema goes forward, the same way on both databases, once.

use crate::{BOTH, number};
use db::{
    Backend, Db, DbError, Place, params,
    testing::{at_fresh_place, migrate_with, on_both, on_both_empty, steps},
};
use std::{collections::BTreeMap, thread};

/// `(table, column)` → place in the table, kind, whether NULL may stand there.
type Columns = BTreeMap<(String, String), (i64, String, bool)>;

/// The catalogue, in the words of the type tokens.
fn columns(db: &Db) -> Columns {
    let sql = match db.backend() {
        Backend::Sqlite => {
            "SELECT t.name, c.name, c.cid + 1,
                CASE c.type WHEN 'INTEGER' THEN 'int' WHEN 'INT' THEN 'bool' WHEN 'TEXT' THEN 'text' WHEN 'BLOB' THEN 'bytes'
                    ELSE c.type END,
                c.\"notnull\" = 0 AND c.pk = 0
             FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
        }
        Backend::Postgres => {
            "SELECT table_name, column_name, ordinal_position,
                CASE data_type WHEN 'bigint' THEN 'int' WHEN 'boolean' THEN 'bool' WHEN 'text' THEN 'text'
                    WHEN 'bytea' THEN 'bytes' ELSE data_type END,
                is_nullable = 'YES'
             FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let rows = db.read(|tx| tx.rows(sql, params![])).expect("the catalogue");
    let read = |row: &db::Row| Ok::<_, DbError>(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?, row.get(4)?)));
    rows.iter().map(|row| read(row).expect("names and kinds")).collect()
}

fn indexes(db: &Db) -> Vec<String> {
    let sql = match db.backend() {
        Backend::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
        Backend::Postgres => {
            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
             JOIN pg_namespace n ON n.oid = c.relnamespace
             LEFT JOIN pg_constraint o ON o.conindid = i.indexrelid
             WHERE n.nspname = 'public' AND o.oid IS NULL ORDER BY c.relname"
        }
    };
    let rows = db.read(|tx| tx.rows(sql, params![])).expect("the catalogue");
    rows.iter().map(|row| row.get(0).expect("a name")).collect()
}

fn at_both_places(story: impl Fn(&Place)) {
    for backend in BOTH {
        at_fresh_place(backend, &story);
    }
}

#[test]
fn both_databases_have_the_same_columns_and_indexes() {
    let seen = std::cell::RefCell::new(Vec::new());
    on_both(|db| seen.borrow_mut().push((columns(db), indexes(db))));
    let seen = seen.into_inner();
    assert!(seen[0].0.contains_key(&("schema_step".to_owned(), "name".to_owned())));
    assert_eq!(seen[0].0, seen[1].0);
    assert_eq!(seen[0].1, seen[1].1);
}

#[test]
fn step_by_step_leads_where_all_at_once_does() {
    on_both(|at_once| {
        at_fresh_place(at_once.backend(), |place| {
            let slowly = Db::open(place).expect("a fresh database opens");
            let steps = steps();
            for count in 1..=steps.len() {
                let migrated = migrate_with(&slowly, &steps[..count]).expect("one more step");
                assert_eq!(migrated.applied, [steps[count - 1].0]);
            }
            assert_eq!(columns(&slowly), columns(at_once));
            assert_eq!(indexes(&slowly), indexes(at_once));
            assert_eq!(slowly.check_health(), Ok(()));
        });
    });
}

#[test]
fn doing_it_twice_changes_nothing() {
    on_both(|db| {
        let before = columns(db);
        assert_eq!(db.migrate().expect("again").applied, Vec::<String>::new());
        assert_eq!(columns(db), before);
    });
}

const ONE: (&str, &str) =
    ("0001_one", "CREATE TABLE schema_step (name {text} PRIMARY KEY, body {text} NOT NULL){strict};");
const TWO: (&str, &str) = ("0002_two", "CREATE TABLE two (id {int} PRIMARY KEY, ok {bool}, face {bytes}){strict};");

#[test]
fn a_newer_schema_a_missing_step_and_a_changed_one_are_told_apart() {
    on_both_empty(|db| {
        assert_eq!(db.check_health(), Err(DbError::SchemaOlder { step: steps()[0].0.to_owned() }));
        migrate_with(db, &[ONE, TWO]).expect("two steps");
        let newer = DbError::SchemaNewer { database: TWO.0.to_owned(), program: ONE.0.to_owned() };
        assert_eq!(migrate_with(db, &[ONE]), Err(newer));
        let changed = (TWO.0, "CREATE TABLE two (id {int} PRIMARY KEY){strict};");
        let fault = DbError::MigrationChanged { step: TWO.0.to_owned() };
        assert_eq!(migrate_with(db, &[ONE, changed]), Err(fault));
        let between = ("0001_two", "SELECT 1;");
        let answer = migrate_with(db, &[ONE, between, TWO]);
        assert!(matches!(answer, Err(DbError::SchemaNewer { .. })), "{answer:?}");
    });
}

#[test]
fn a_step_that_fails_in_the_middle_leaves_nothing_of_itself() {
    on_both_empty(|db| {
        let broken = (TWO.0, "CREATE TABLE two (id {int} PRIMARY KEY){strict};\nINSERT INTO three VALUES (1);\n");
        let answer = migrate_with(db, &[ONE, broken]);
        assert!(matches!(answer, Err(DbError::Driver(_))), "{answer:?}");
        let (tables, names): (Vec<_>, Vec<_>) = columns(db).into_keys().unzip();
        assert_eq!((tables, names), (vec!["schema_step".to_owned(); 2], vec!["body".to_owned(), "name".to_owned()]));
        assert_eq!(migrate_with(db, &[ONE, TWO]).expect("the mended step").applied, [TWO.0]);
    });
}

#[test]
fn several_programs_may_migrate_at_once() {
    at_both_places(|place| {
        let applied: usize = thread::scope(|scope| {
            let program = || {
                let db = Db::open(place).expect("a fresh database opens");
                let applied = db.migrate().expect("together").applied.len();
                db.check_health().expect("the schema is whole for each of them");
                applied
            };
            let programs: Vec<_> = (0..4).map(|_| scope.spawn(program)).collect();
            programs.into_iter().map(|program| program.join().expect("no panic")).sum()
        });
        assert_eq!(applied, steps().len(), "each step once");
        let db = Db::open(place).expect("it opens");
        assert_eq!(number(&db, "SELECT COUNT(*) FROM schema_step"), i64::try_from(applied).expect("a few"));
    });
}
