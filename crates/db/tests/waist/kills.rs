//! A program killed in the middle leaves nothing half-done.
//!
//! Each test starts itself again as another process, with the place in a variable, and kills it with signal 9.

use crate::{BOTH, create_person, endless, number};
use db::{
    Backend, Db, DbError, Options, Place, params,
    testing::{at_fresh_place, migrate_with},
};
use std::{
    env,
    io::{BufRead as _, BufReader, Write as _},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

/// Set for the process that is to be killed.
const VICTIM: &str = "ANSINH_TEST_VICTIM";

/// What the victim says when it is in the middle.
const NOW: &str = "kill me now";

/// The place the victim works at, if this process is one.
fn victims_place() -> Option<Place> {
    env::var(VICTIM).ok().map(|place| Place::parse(&place))
}

/// Runs the same test as a process of its own until it says `NOW`, then kills it. Answers what it said before.
fn kill_in_the_middle(test: &str, place: &Place) -> Vec<String> {
    let address = match place {
        Place::File(path) => path.to_str().expect("a readable path").to_owned(),
        Place::Server(address) => address.clone(),
    };
    let mut victim = Command::new(env::current_exe().expect("this test"))
        .args(["--exact", &format!("kills::{test}"), "--nocapture"])
        .env(VICTIM, address)
        .stdout(Stdio::piped())
        .spawn()
        .expect("a second process");
    let said = BufReader::new(victim.stdout.take().expect("its words")).lines();
    let mut lines: Vec<String> = Vec::new();
    for line in said {
        lines.push(line.expect("text"));
        if lines.iter().any(|line| line.contains(NOW)) {
            break;
        }
    }
    assert!(lines.iter().any(|line| line.contains(NOW)), "the victim ended before it was in the middle");
    victim.kill().expect("signal 9");
    assert!(!victim.wait().expect("it is over").success());
    lines
}

/// Tells the other process, and goes on.
fn call_for_the_knife() {
    println!("{NOW}");
    std::io::stdout().flush().expect("somebody listens");
}

/// Waits to be killed.
fn wait_for_ever() -> ! {
    loop {
        thread::park();
    }
}

const ONE: (&str, &str) =
    ("0001_one", "CREATE TABLE schema_step (name {text} PRIMARY KEY, body {text} NOT NULL){strict};");
const TWO: (&str, &str) =
    ("0002_two", "CREATE TABLE person (id {int} PRIMARY KEY){strict};\nINSERT INTO person (id) VALUES (1);\n");

#[test]
fn a_migration_killed_in_the_middle_is_done_by_the_next_start() {
    if let Some(place) = victims_place() {
        let db = Db::open(&place).expect("the victim opens it");
        migrate_with(&db, &[ONE]).expect("the first step");
        let endless: &'static str = endless("INSERT INTO person (id)", ";\n").leak();
        let two: &'static str = format!("{}{endless}", TWO.1).leak();
        let knife = thread::spawn({
            let db = db.clone();
            move || {
                wait_until_busy(&db, &place);
                call_for_the_knife();
            }
        });
        let answer = migrate_with(&db, &[ONE, (TWO.0, two)]);
        knife.join().expect("it was called");
        panic!("the endless step ended: {answer:?}");
    }
    for backend in BOTH {
        at_fresh_place(backend, |place| {
            kill_in_the_middle("a_migration_killed_in_the_middle_is_done_by_the_next_start", place);
            let db = Db::open(place).expect("the next start opens it");
            assert_eq!(number(&db, "SELECT COUNT(*) FROM schema_step"), 1);
            assert_eq!(migrate_with(&db, &[ONE, TWO]).expect("the step again").applied, [TWO.0]);
            assert_eq!(number(&db, "SELECT COUNT(*) FROM person"), 1);
        });
    }
}

/// Until the other thread of this program is inside the second step.
fn wait_until_busy(db: &Db, place: &Place) {
    match db.backend() {
        // Somebody writes as soon as another cannot.
        Backend::Sqlite => {
            let options = Options { wait_for_file: Duration::ZERO, ..Options::default() };
            let other = Db::open_with(place, &options).expect("the same file");
            while other.write(|_| Ok(())) != Err(DbError::FileLocked) {
                thread::yield_now();
            }
        }
        Backend::Postgres => {
            let running = "SELECT COUNT(*) FROM pg_stat_activity
                WHERE datname = current_database() AND state = 'active' AND query LIKE '%INSERT INTO person (id) WITH%'
                    AND pid <> pg_backend_pid()";
            while number(db, running) == 0 {
                thread::yield_now();
            }
        }
    }
}

#[test]
fn a_load_killed_in_the_middle_leaves_nothing() {
    const HALF: i64 = 200_000;
    let face = vec![7_u8; 100];
    if let Some(place) = victims_place() {
        let db = Db::open(&place).expect("the victim opens it");
        let rows = (0..).map(|id: i64| {
            if id == HALF {
                call_for_the_knife();
                wait_for_ever();
            }
            params![id, face].to_vec()
        });
        let answer = db.write_alone(|tx| tx.bulk("person", &["id", "face"], rows.clone()));
        panic!("the endless load ended: {answer:?}");
    }
    for backend in BOTH {
        at_fresh_place(backend, |place| {
            let db = Db::open(place).expect("a fresh database opens");
            create_person(&db, "id {int} PRIMARY KEY, face {bytes} NOT NULL");
            drop(db);
            kill_in_the_middle("a_load_killed_in_the_middle_leaves_nothing", place);
            let db = Db::open(place).expect("the next start opens it");
            assert_eq!(number(&db, "SELECT COUNT(*) FROM person"), 0);
            let rows = (0..1_000_i64).map(|id| params![id, face].to_vec());
            assert_eq!(db.write_alone(|tx| tx.bulk("person", &["id", "face"], rows.clone())), Ok(1_000));
        });
    }
}

#[test]
fn what_was_answered_before_the_knife_is_there_after_it() {
    if let Some(place) = victims_place() {
        let db = Db::open(&place).expect("the victim opens it");
        thread::scope(|scope| {
            for thread in 0..8_i64 {
                let db = &db;
                scope.spawn(move || {
                    for round in 0.. {
                        let id = round * 8 + thread;
                        db.write(|tx| tx.execute("INSERT INTO person (id) VALUES ($1)", params![id])).expect("a row");
                        println!("answered {id}");
                        if round == 100 && thread == 0 {
                            call_for_the_knife();
                        }
                    }
                });
            }
        });
    }
    for backend in BOTH {
        at_fresh_place(backend, |place| {
            let db = Db::open(place).expect("a fresh database opens");
            create_person(&db, "id {int} PRIMARY KEY");
            drop(db);
            let said = kill_in_the_middle("what_was_answered_before_the_knife_is_there_after_it", place);
            let answered: Vec<i64> =
                said.iter().filter_map(|line| line.strip_prefix("answered ")?.parse().ok()).collect();
            assert!(answered.len() >= 100);
            let db = Db::open(place).expect("the next start opens it");
            let sql = "SELECT COUNT(*) FROM person WHERE id = $1";
            for id in answered {
                let there = db.read(|tx| tx.row(sql, params![id])?.expect("a row").get::<i64>(0));
                assert_eq!(there, Ok(1), "{id} was answered and is gone");
            }
        });
    }
}
