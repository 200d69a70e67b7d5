//! Databases for tests: made for one story, gone after it.

use crate::{
    Backend, Db, DbError, Migrated, Options, Place,
    migrations::{self, Step},
};
use postgres::{Client, NoTls};
use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

/// The variable that says where the PostgreSQL for tests is.
const SERVER: &str = "ANSINH_TEST_POSTGRES";

/// Runs the story on a fresh migrated SQLite file and on a fresh migrated PostgreSQL database.
pub fn on_both(story: impl Fn(&Db)) {
    on_sqlite(&story);
    on_postgres(&story);
}

/// Runs the story on two databases without any table.
pub fn on_both_empty(story: impl Fn(&Db)) {
    on_file(|place| story(&open(place)));
    on_server_database("template0", |place| story(&open(place)));
}

/// Runs the story on a fresh migrated SQLite file.
pub fn on_sqlite(story: impl FnOnce(&Db)) {
    on_file(|place| {
        let db = open(place);
        db.migrate().expect("a fresh file migrates");
        story(&db);
    });
}

/// Runs the story on a fresh migrated PostgreSQL database.
pub fn on_postgres(story: impl FnOnce(&Db)) {
    on_server_database(&template(), |place| story(&open(place)));
}

/// The steps of this program, by name and text, in order.
pub fn steps() -> Vec<(&'static str, &'static str)> {
    migrations::STEPS.iter().map(|step| (step.name, step.text)).collect()
}

/// Migrates with other steps than the program's own: fewer of them, or a story's.
pub fn migrate_with(db: &Db, steps: &[(&'static str, &'static str)]) -> Result<Migrated, DbError> {
    let steps: Vec<Step> = steps.iter().map(|&(name, text)| Step { name, text }).collect();
    migrations::migrate(db, &steps)
}

/// Makes tables for a story, from a text with the type tokens of a migration.
pub fn create_tables(db: &Db, text: &str) {
    db.write_alone(|tx| tx.batch(&migrations::for_backend(text, db.backend()))).expect("tables of a test");
}

/// Lends the place of a fresh, empty database of this kind, for stories that open it themselves.
pub fn at_fresh_place(backend: Backend, story: impl FnOnce(&Place)) {
    match backend {
        Backend::Sqlite => on_file(story),
        Backend::Postgres => on_server_database("template0", story),
    }
}

/// A test's file need not survive a power cut; everything else is as in the program.
fn open(place: &Place) -> Db {
    Db::open_with(place, &Options { durable: false, ..Options::default() }).expect("a fresh database opens")
}

fn on_file(story: impl FnOnce(&Place)) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    story(&Place::File(folder.path().join("dữ liệu thử.db")));
}

/// Copies `template`, and drops the copy however the story ends.
fn on_server_database(template: &str, story: impl FnOnce(&Place)) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("ansinh_test_{}_{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let mut server = connect(&server_address());
    create(&mut server, &name, template);
    let told = catch_unwind(AssertUnwindSafe(|| story(&Place::Server(address_of(&name)))));
    let dropped = server.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    told.unwrap_or_else(|panic| resume_unwind(panic));
    dropped.expect("the database of the test can be dropped");
}

fn create(server: &mut Client, name: &str, template: &str) {
    let sql = format!(
        "DROP DATABASE IF EXISTS {name} WITH (FORCE);
         CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8' LOCALE 'C.UTF-8'"
    );
    for statement in sql.split(';') {
        server.batch_execute(statement).expect("the test server lets us create databases");
    }
}

/// The name of a database migrated by this program, made by whichever test needs it first.
fn template() -> String {
    let mut hasher = DefaultHasher::new();
    for step in migrations::STEPS {
        (step.name, migrations::for_backend(step.text, Backend::Postgres)).hash(&mut hasher);
    }
    let name = format!("ansinh_template_{:016x}", hasher.finish());
    let mut server = connect(&server_address());
    server.batch_execute("SELECT pg_advisory_lock(hashtext('ansinh_template'))").expect("a lock");
    let ready = server.query("SELECT 1 FROM pg_database WHERE datname = $1", &[&name]).expect("the list of databases");
    if ready.is_empty() {
        // Under another name until it is whole: a test killed in between leaves no half template.
        let draft = format!("{name}_draft");
        create(&mut server, &draft, "template0");
        open(&Place::Server(address_of(&draft))).migrate().expect("a fresh database migrates");
        server.batch_execute(&format!("ALTER DATABASE {draft} RENAME TO {name}")).expect("a finished template");
    }
    name
}

fn server_address() -> String {
    std::env::var(SERVER).unwrap_or_else(|_| {
        panic!("{SERVER} is not set, and no test runs without PostgreSQL: start the tests with scripts/test")
    })
}

/// The same server, another database.
fn address_of(database: &str) -> String {
    let server = server_address();
    let (start, query) = server.split_once('?').map_or((server.as_str(), ""), |(start, query)| (start, query));
    let host = start.rsplit_once('/').filter(|(before, _)| !before.ends_with('/')).map_or(start, |(host, _)| host);
    if query.is_empty() { format!("{host}/{database}") } else { format!("{host}/{database}?{query}") }
}

fn connect(address: &str) -> Client {
    Client::connect(address, NoTls).unwrap_or_else(|error| {
        panic!("the PostgreSQL of {SERVER} does not answer ({error}): start the tests with scripts/test")
    })
}
