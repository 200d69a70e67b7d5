//! The power fails in the middle of work that takes its time: a bulk load, a job.

use crate::program::{Home, Program};
use db::{Db, DbError, Place, params};
use jiff::{SignedDuration, Timestamp};
use kernel::{Chance, FixedClock, JobId};
use office::{
    Acting, Desk, DeskOptions, Origin,
    audit::{self, Entry},
    jobs::{self, Handlers, JobContext, JobState, Progress, StepDone, Stop, Submitted, Worker},
    sign_in::Hashing,
};
use serde_json::{Value, json};
use std::{
    env,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, atomic::AtomicBool},
    thread::park_timeout,
    time::{Duration, Instant},
};

/// How long a poll waits before it looks again.
const SOON: Duration = Duration::from_millis(1);

#[test]
fn a_load_of_the_units_killed_in_its_middle_leaves_all_of_them_or_none() {
    Home::each(|home| {
        let db = home.open();
        let mut life = Duration::ZERO;
        let whole = loop {
            let mut program = Program::spawn(home);
            // From the moment the table is there the load is under way.
            while table_is_missing(&db, "unit") && !program.is_ready() {
                park_timeout(SOON);
            }
            let end = Instant::now() + life;
            while Instant::now() < end && !program.is_ready() {
                park_timeout(SOON);
            }
            program.kill();
            match count(&db, "unit") {
                0 => life += Duration::from_millis(25).max(life / 3),
                units => break units,
            }
        };
        assert!(!life.is_zero(), "the load was over before it could be killed");
        home.another(|fresh| {
            Program::serve(fresh).kill();
            let all = count(&fresh.open(), "unit");
            assert!(all > 10_000, "the units of three lists, not {all}");
            assert_eq!(whole, all, "all units, or none");
        });
    });
}

/// What a worker in a process of its own is told: where, and at which instant.
const WORKER: &str = "ANSINH_STORY_WORKER";
/// The kind of the job below.
const KIND: &str = "story.count";
/// How many steps it has.
const STEPS: i64 = 600;
/// How many of them a worker does before it is killed.
const STEPS_BEFORE_DEATH: i64 = 90;

#[test]
fn a_job_killed_in_its_middle_is_taken_up_where_it_was_and_done_once() {
    if let Ok(told) = env::var(WORKER) {
        return work_in_a_process_of_its_own(&told);
    }
    Home::each(|home| {
        let begin: Timestamp = "2024-01-25T03:00:00Z".parse().expect("an instant");
        let desk = open_desk(home.place(), &home.keys(), begin);
        desk.db()
            .write(|tx| tx.execute("CREATE TABLE counted (n BIGINT NOT NULL PRIMARY KEY)", params![]).map(|_| ()))
            .expect("a table of the story's own");
        let job = submit(&desk);
        let mut deaths = 0;
        let mut now = begin;
        while count(desk.db(), "counted") + STEPS_BEFORE_DEATH < STEPS {
            let goal = count(desk.db(), "counted") + STEPS_BEFORE_DEATH;
            let mut worker = spawn_worker(home, now);
            while count(desk.db(), "counted") < goal {
                assert!(worker.try_wait().expect("a child can be asked").is_none(), "the worker ended by itself");
                park_timeout(SOON);
            }
            worker.kill().expect("a child can be killed");
            worker.wait().expect("a killed child ends");
            deaths += 1;
            now += jobs::LEASE + SignedDuration::from_secs(1);
        }
        assert!(deaths >= 3, "killed only {deaths} times");
        let later = open_desk(home.place(), &home.keys(), now);
        let done = worker().run_one(&later).expect("the worker works").expect("the job is still there");
        assert_eq!((done.id, done.state, done.progress.done), (job, JobState::Done, STEPS));
        assert_eq!(count(desk.db(), "counted"), STEPS, "each step once");
        assert_eq!(worker().run_one(&later).expect("the worker looks"), None, "nothing is left to do");
    });
}

/// Records of the trail: an export of several parts.
const RECORDS: u32 = 12_000;

#[test]
fn an_export_the_server_was_killed_in_is_finished_by_the_next_one() {
    Home::each(|home| {
        let (job, key) = {
            let desk = home.desk();
            let machine = desk.machine(Origin { address: "story".to_owned(), request: "export".to_owned() });
            let entry = |number: u32| Entry {
                verb: "office.rename",
                subject_kind: "office",
                subject: format!("office-{number}"),
                place: None,
                why: Some(format!("Quyết định {number}/QĐ-UBND")),
                from: None,
                to: None,
            };
            let load = desk.db().write_alone(|tx| audit::record_all(tx, &machine, (0..RECORDS).map(entry)));
            load.expect("a long trail");
            audit::seal(desk.db(), desk.now(), desk.checkpoint_key()).expect("sealed");
            let asked = desk.db().write(|tx| audit::submit_export(tx, &machine, (None, None), "once"));
            let Ok(Submitted::Created(job)) = asked else { panic!("the job is new, not {asked:?}") };
            (job.id, desk.checkpoint_key().public())
        };
        let db = home.open();
        let program = Program::spawn(home);
        while count(&db, "jobs_file_part") == 0 {
            park_timeout(SOON);
        }
        program.kill();
        assert_eq!(state_of(&db, job), (JobState::Running, 1), "killed in its middle");
        // Two minutes pass: the dead server's lease is over.
        let pass = "UPDATE jobs_job SET lease_until = submitted_at WHERE state = 'running'";
        assert_eq!(db.write(|tx| tx.execute(pass, params![])), Ok(1));
        let program = Program::serve(home);
        let deadline = Instant::now() + Duration::from_mins(2);
        while state_of(&db, job).0 != JobState::Done {
            assert!(Instant::now() < deadline, "the job is {:?}", state_of(&db, job));
            park_timeout(SOON);
        }
        assert!(program.stop().success());
        assert_eq!(state_of(&db, job), (JobState::Done, 2), "taken up by the second server");
        let file = file_of(&db);
        let report = audit::verify_export(&file[..], &[key], &[]).expect("a whole file");
        assert_eq!(report.findings, []);
        assert!(report.records >= u64::from(RECORDS), "{}", report.records);
    });
}

/// Where a job stands, and how many workers took it up.
fn state_of(db: &Db, job: JobId) -> (JobState, i64) {
    let read = |tx: &mut db::Tx<'_>| {
        let sql = "SELECT state, lease FROM jobs_job WHERE job_id = $1";
        let row = tx.row(sql, params![job])?.expect("the job is there");
        Ok::<_, DbError>((row.get(0)?, row.get(1)?))
    };
    db.read(read).expect("a job can be read")
}

/// The parts of the one file there is, in their order.
fn file_of(db: &Db) -> Vec<u8> {
    let parts = db.read(|tx| tx.rows("SELECT bytes FROM jobs_file_part ORDER BY number", params![]));
    let part = |row: &db::Row| row.get::<Vec<u8>>(0).expect("bytes");
    parts.expect("the parts can be read").iter().flat_map(part).collect()
}

/// Runs in the child: one worker, one job, until it is done or the process is killed.
fn work_in_a_process_of_its_own(told: &str) {
    let told: Value = serde_json::from_str(told).expect("the parent speaks JSON");
    let text = |key: &str| told[key].as_str().expect("a text").to_owned();
    let now = text("now").parse().expect("an instant");
    let desk = open_desk(&Place::parse(&text("database")), &PathBuf::from(text("keys")), now);
    let job = worker().run_one(&desk).expect("the worker works").expect("a job is waiting");
    assert_eq!(job.state, JobState::Done);
}

fn spawn_worker(home: &Home, now: Timestamp) -> Child {
    let database = match home.place() {
        Place::File(file) => file.to_str().expect("a readable path").to_owned(),
        Place::Server(address) => address.clone(),
    };
    let told = json!({ "database": database, "keys": home.keys(), "now": now.to_string() });
    let this_test = "crash_in_work::a_job_killed_in_its_middle_is_taken_up_where_it_was_and_done_once";
    Command::new(env::current_exe().expect("a test knows its program"))
        .args(["--exact", this_test])
        .env(WORKER, told.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .expect("the test's program starts")
}

fn open_desk(database: &Place, keys: &Path, now: Timestamp) -> Desk {
    let (database, keys) = (database.clone(), Some(keys.to_owned()));
    let clock = Arc::new(FixedClock(now));
    Desk::open(DeskOptions { database, keys, clock, chance: Chance::from_system(), hashing: Hashing::CHEAP })
        .expect("a desk opens")
}

fn worker() -> Worker {
    Worker::new(Handlers::default().with(KIND, count_to_the_end), Arc::new(AtomicBool::new(false)))
}

fn submit(desk: &Desk) -> JobId {
    let machine: Acting = desk.machine(Origin { address: "story".to_owned(), request: "crash".to_owned() });
    match desk.db().write(|tx| jobs::submit(tx, &machine, KIND, &json!({}), "once")) {
        Ok(Submitted::Created(job)) => job.id,
        other => panic!("the job is new, not {other:?}"),
    }
}

/// Writes 0, 1, 2, … one a step; a step that was half done would break the table's key.
fn count_to_the_end(desk: &Desk, context: &JobContext<'_>) -> Result<Value, Stop> {
    let mut next = context.checkpoint().and_then(Value::as_i64).unwrap_or(0);
    while next < STEPS {
        next = context.step(desk, |tx, _| {
            tx.execute("INSERT INTO counted (n) VALUES ($1)", params![next])?;
            let progress = Progress { done: next + 1, total: Some(STEPS), doing: None };
            Ok(StepDone { value: next + 1, checkpoint: json!(next + 1), progress })
        })?;
    }
    Ok(json!({ "counted": next }))
}

fn count(db: &Db, table: &str) -> i64 {
    let counted = db.read(|tx| {
        let row = tx.row(&format!("SELECT COUNT(*) FROM {table}"), params![])?.expect("a count has a row");
        row.get(0)
    });
    counted.unwrap_or_else(|fault: DbError| panic!("{table} can be counted: {fault}"))
}

fn table_is_missing(db: &Db, table: &str) -> bool {
    db.read(|tx| tx.row(&format!("SELECT 1 FROM {table} LIMIT 1"), params![]).map(|_| ())).is_err()
}
