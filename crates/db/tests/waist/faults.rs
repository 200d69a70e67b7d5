//! Every kind of error, provoked for real; and none of them tells what somebody stored.

use crate::{create_person, number};
use db::{
    Backend, Db, DbError, Options, Param, Place, params,
    testing::{at_fresh_place, create_tables, on_both, on_postgres, on_sqlite},
};
use std::{fs, path::PathBuf, time::Duration};

/// A value that must never be seen again.
const SECRET: &str = "051084000001-bí-mật";

fn file_of(place: &Place) -> PathBuf {
    let Place::File(path) = place else { panic!("a file") };
    path.clone()
}

/// The address of the fresh database with other words in it.
fn address_of(place: &Place) -> String {
    let Place::Server(address) = place else { panic!("a server") };
    address.clone()
}

#[test]
fn a_broken_key_names_the_table_and_never_the_value() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, citizen {text} NOT NULL UNIQUE");
        let insert = "INSERT INTO person (id, citizen) VALUES ($1, $2)";
        db.write(|tx| tx.execute(insert, params![1_i64, SECRET])).expect("a row");
        let fault = db.write(|tx| tx.execute(insert, params![2_i64, SECRET])).expect_err("a second one");
        let constraint = match db.backend() {
            Backend::Sqlite => "citizen",
            Backend::Postgres => "person_citizen_key",
        };
        let expected = DbError::Conflict { table: "person".to_owned(), constraint: constraint.to_owned() };
        assert_eq!(fault, expected);
    });
}

#[test]
fn a_broken_reference_is_its_own_kind() {
    on_both(|db| {
        create_tables(
            db,
            "CREATE TABLE hamlet (id {int} PRIMARY KEY){strict};
             CREATE TABLE person (id {int} PRIMARY KEY, unit {int} NOT NULL REFERENCES hamlet (id)){strict};",
        );
        let insert = "INSERT INTO person (id, unit) VALUES ($1, $2)";
        let fault = db.write(|tx| tx.execute(insert, params![1_i64, 7_i64])).expect_err("no such unit");
        assert!(matches!(fault, DbError::ForeignKey { .. }), "{fault:?}");
        db.write(|tx| {
            tx.execute("INSERT INTO hamlet (id) VALUES (7)", params![])?;
            tx.execute(insert, params![1_i64, 7_i64])
        })
        .expect("a unit and its person");
        let fault = db.write(|tx| tx.execute("DELETE FROM hamlet", params![])).expect_err("it is in use");
        assert!(matches!(fault, DbError::ForeignKey { .. }), "{fault:?}");
    });
}

#[test]
fn no_error_contains_a_value() {
    on_both(|db| {
        create_person(
            db,
            "id {int} PRIMARY KEY, citizen {text} NOT NULL UNIQUE CHECK (LENGTH(citizen) < 40), at {int}, face {bytes}",
        );
        let insert = "INSERT INTO person (id, citizen) VALUES ($1, $2)";
        db.write(|tx| tx.execute(insert, params![1_i64, SECRET])).expect("a row");
        let long = SECRET.repeat(3);
        let wrong: &[(&str, &[Param])] = &[
            (insert, params![2_i64, SECRET]),
            (insert, params![2_i64, long]),
            (insert, params![2_i64, None::<String>]),
            ("INSERT INTO person (id, citizen, at) VALUES (2, $1, CAST($2 AS TEXT))", params![SECRET, SECRET]),
            ("SELECT citizen FROM person WHERE citizen = $1 AND at = $2", params![SECRET]),
            ("UPDATE nowhere SET citizen = $1", params![SECRET]),
            ("SELECT citizen || $1 FROM person ORDER BY nobody", params![SECRET]),
            ("UPDATE person SET id = 9223372036854775807 + LENGTH($1)", params![SECRET]),
        ];
        for (sql, params) in wrong {
            let fault = db.write(|tx| tx.rows(sql, params)).expect_err(sql);
            assert!(!format!("{fault} {fault:?}").contains("05108"), "{fault:?}");
        }
        let row = db.read(|tx| tx.row("SELECT citizen, at FROM person", params![])).expect("a row").expect("one");
        let not_a_day = row.get::<jiff::civil::Date>(0).expect_err("a number is no day");
        assert_eq!(not_a_day.to_string(), "column citizen holds a text where day belongs");
        let nothing = row.get::<i64>(1).expect_err("there is nothing");
        assert_eq!(nothing.to_string(), "column at holds NULL where int belongs");
    });
}

#[test]
fn a_rule_of_the_table_is_named() {
    on_both(|db| {
        create_person(db, "id {int} PRIMARY KEY, visits {int} NOT NULL CONSTRAINT few_visits CHECK (visits < 5)");
        let insert = "INSERT INTO person (id, visits) VALUES (1, $1)";
        for (visits, named) in [(Some(7_i64), "few_visits"), (None, "person.visits")] {
            let fault = db.write(|tx| tx.execute(insert, params![visits])).expect_err("a rule");
            assert!(matches!(&fault, DbError::BrokenRule(what) if what.contains(named)), "{fault:?}");
        }
    });
}

#[test]
fn a_full_disk_is_told_and_the_rest_stays() {
    on_sqlite(|db| {
        create_person(db, "id {int} PRIMARY KEY, face {bytes}");
        let limit = format!("PRAGMA max_page_count = {}", number(db, "PRAGMA page_count") + 100);
        db.write(|tx| tx.rows(&limit, params![])).expect("a small disk");
        let face = vec![1_u8; 50_000];
        let insert = "INSERT INTO person (id, face) VALUES ($1, $2)";
        let (mut kept, mut told) = (0, None);
        for id in 0..20_i64 {
            match db.write(|tx| tx.execute(insert, params![id, face])) {
                Ok(_) => kept += 1,
                Err(error) => told = Some(error),
            }
        }
        assert_eq!(told, Some(DbError::DiskFull));
        assert!(kept > 0);
        assert_eq!(number(db, "SELECT COUNT(*) FROM person"), kept);
    });
    on_postgres(|db| assert_eq!(raise(db, "53100"), DbError::DiskFull));
}

/// The server itself says what a full disk or a rude administrator would make it say.
fn raise(db: &Db, code: &str) -> DbError {
    let sql = format!("DO $$ BEGIN RAISE EXCEPTION '{SECRET}' USING ERRCODE = '{code}'; END $$");
    db.write(|tx| tx.execute(&sql, params![])).expect_err("raised on purpose")
}

#[test]
fn bad_data_from_the_server_is_told_without_its_sentence() {
    on_postgres(|db| {
        for code in ["22P02", "22003", "23514", "23000"] {
            let fault = raise(db, code);
            assert!(matches!(fault, DbError::BrokenRule(_)), "{fault:?}");
            assert!(!fault.to_string().contains("05108"), "{fault}");
        }
        assert_eq!(raise(db, "55P03"), DbError::Timeout);
        assert!(matches!(raise(db, "42501"), DbError::Denied(_)));
        assert!(matches!(raise(db, "58030"), DbError::Driver(_)));
    });
}

#[test]
fn a_file_held_by_another_program_is_told() {
    at_fresh_place(Backend::Sqlite, |place| {
        let options = Options { wait_for_file: Duration::from_millis(50), ..Options::default() };
        let db = Db::open_with(place, &options).expect("a file");
        db.migrate().expect("a fresh file migrates");
        let other = rusqlite::Connection::open(file_of(place)).expect("another program");
        other.execute_batch("BEGIN IMMEDIATE").expect("it writes");
        assert_eq!(db.write(|_| Ok::<_, DbError>(())), Err(DbError::FileLocked));
        assert_eq!(db.write_alone(|_| Ok::<_, DbError>(())), Err(DbError::FileLocked));
        assert_eq!(number(&db, "SELECT 1"), 1, "and reading goes on");
        other.execute_batch("COMMIT").expect("it is done");
        assert_eq!(db.write(|_| Ok::<_, DbError>(())), Ok(()));
    });
}

#[test]
fn a_file_that_is_no_database_or_is_damaged_is_told() {
    at_fresh_place(Backend::Sqlite, |place| {
        let path = file_of(place);
        fs::write(&path, "Danh sách chi trả tháng 02/2024\n".repeat(500)).expect("a text file");
        assert_eq!(Db::open(place).map(drop), Err(DbError::NotADatabase));
        fs::remove_file(&path).expect("away with it");

        let db = Db::open(place).expect("a new file");
        create_person(&db, "id {int} PRIMARY KEY, face {bytes}");
        let face = vec![1_u8; 3_000];
        let rows = (0..500_i64).map(|id| params![id, face].to_vec());
        db.write_alone(|tx| tx.bulk("person", &["id", "face"], rows.clone())).expect("rows");
        drop(db);
        let mut bytes = fs::read(&path).expect("the file");
        let half = bytes.len() / 2;
        bytes[half..].fill(0xA5);
        fs::write(&path, bytes).expect("damage");
        let db = Db::open(place).expect("its first page is whole");
        let answer = db.read(|tx| tx.rows("SELECT id, face FROM person", params![]));
        assert_eq!(answer, Err(DbError::Damaged));
    });
}

#[test]
fn a_place_that_is_not_there_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let fault = Db::open(&Place::File(folder.path().join("không có/an.db"))).map(drop);
    assert!(matches!(fault, Err(DbError::Away(_))), "{fault:?}");
    for nowhere in ["", ":memory:"] {
        assert!(matches!(Db::open(&Place::parse(nowhere)), Err(DbError::BadPlace(_))), "{nowhere}");
    }
    // Nobody listens on the port that is reserved for nothing.
    let fault = Db::open(&Place::parse("postgres://an:bimat@127.0.0.1:1/an?connect_timeout=2")).map(drop);
    assert!(matches!(&fault, Err(DbError::Away(_))), "{fault:?}");
    assert!(!format!("{fault:?}").contains("bimat"));
}

#[test]
fn a_server_that_knows_neither_name_nor_database_says_so() {
    at_fresh_place(Backend::Postgres, |place| {
        let address = address_of(place);
        let (host, _) = address.rsplit_once('/').expect("an address");
        let fault = Db::open(&Place::Server(format!("{host}/khong_co"))).map(drop);
        assert!(matches!(&fault, Err(DbError::NoSuchDatabase(what)) if what.contains("khong_co")), "{fault:?}");
        let fault = Db::open(&Place::Server(with_word(&address, "user=nguoi_la"))).map(drop);
        assert!(matches!(fault, Err(DbError::Denied(_))), "{fault:?}");
    });
}

fn with_word(address: &str, word: &str) -> String {
    format!("{address}{}{word}", if address.contains('?') { '&' } else { '?' })
}

#[test]
fn a_standby_that_may_not_be_written_says_so() {
    at_fresh_place(Backend::Postgres, |place| {
        let address = with_word(&address_of(place), "options=-c%20default_transaction_read_only%3Don");
        let db = Db::open(&Place::Server(address)).expect("it can be read");
        assert_eq!(number(&db, "SELECT 1"), 1);
        assert_eq!(db.migrate().map(drop), Err(DbError::ReadOnly));
    });
}

#[test]
fn a_database_in_another_encoding_is_refused() {
    at_fresh_place(Backend::Postgres, |place| {
        with_sibling(place, "ENCODING 'SQL_ASCII' LOCALE 'C'", |sibling| {
            let fault = Db::open(sibling).map(drop);
            assert!(matches!(&fault, Err(DbError::BadPlace(what)) if what.contains("SQL_ASCII")), "{fault:?}");
        });
    });
}

/// Text order decides pages and ranges: a database that sorts like a dictionary would give other answers.
#[test]
fn text_is_compared_byte_by_byte_whatever_the_database_prefers() {
    let story = |db: &Db| {
        create_person(db, "name {text} PRIMARY KEY, note {text}");
        let names = ["b", "B", "á", "a", "Á", "Ba", "ba", "đ", "Đ", "z", "_"];
        db.write_alone(|tx| tx.bulk("person", &["name"], names.map(|name| params![name].to_vec()))).expect("names");
        let rows = db.read(|tx| tx.rows("SELECT name FROM person WHERE name > $1 ORDER BY name", params!["B"]));
        rows.expect("names").iter().map(|row| row.get::<String>(0).expect("a name")).collect::<String>()
    };
    at_fresh_place(Backend::Postgres, |place| {
        with_sibling(place, "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'vi' LOCALE 'C.UTF-8'", |sibling| {
            let db = Db::open(sibling).expect("it opens");
            let sorts_like_a_dictionary = "SELECT CASE WHEN 'a' < 'B' THEN 1 ELSE 0 END";
            assert_eq!(number(&db, sorts_like_a_dictionary), 1);
            assert_eq!(story(&db), "Ba_abbazÁáĐđ");
        });
    });
    on_sqlite(|db| assert_eq!(story(db), "Ba_abbazÁáĐđ"));
}

/// Another database on the same server, created in another way.
fn with_sibling(place: &Place, how: &str, story: impl FnOnce(&Place)) {
    let address = address_of(place);
    let name =
        format!("{}_sibling", address.split('?').next().and_then(|start| start.rsplit('/').next()).expect("a name"));
    let mut server = postgres::Client::connect(&address, postgres::NoTls).expect("the test server");
    server.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0 {how}")).expect("another database");
    let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        story(&Place::Server(address.replace(name.trim_end_matches("_sibling"), &name)));
    }));
    server.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)")).expect("it is dropped");
    told.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

#[test]
fn a_file_is_opened_for_its_owner_with_the_settings_that_keep_it_safe() {
    at_fresh_place(Backend::Sqlite, |place| {
        let db = Db::open(place).expect("a new file");
        create_person(&db, "id {int} PRIMARY KEY");
        let writer = |sql: &str| db.write(|tx| tx.row(sql, params![])).expect("a setting").expect("one");
        let reader = |sql: &str| db.read(|tx| tx.row(sql, params![])).expect("a setting").expect("one");
        assert_eq!(writer("PRAGMA journal_mode").get::<String>(0).as_deref(), Ok("wal"));
        for (setting, at_writer, at_reader) in
            [("synchronous", 2, 2), ("foreign_keys", 1, 1), ("trusted_schema", 0, 0), ("query_only", 0, 1)]
        {
            let sql = format!("PRAGMA {setting}");
            assert_eq!(writer(&sql).get::<i64>(0), Ok(at_writer), "{setting}");
            assert_eq!(reader(&sql).get::<i64>(0), Ok(at_reader), "{setting}");
        }
        for file in fs::read_dir(file_of(place).parent().expect("a folder")).expect("files") {
            use std::os::unix::fs::PermissionsExt as _;
            let file = file.expect("a file");
            let rights = file.metadata().expect("its rights").permissions().mode() & 0o777;
            assert_eq!(rights, 0o600, "{}", file.path().display());
        }
    });
}
