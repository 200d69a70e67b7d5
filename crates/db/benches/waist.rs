//! How much the waist carries: `cargo bench -p db`, with PostgreSQL where `ANSINH_TEST_POSTGRES` points.
//!
//! CPU is this program's own; the server's is not in it.

use db::{
    Db, Options, Param, Place, params,
    testing::{at_fresh_place, create_tables},
};
use std::{
    sync::atomic::{AtomicI64, Ordering},
    thread,
    time::Instant,
};

const TABLES: &str = "
    CREATE TABLE small (id {int} PRIMARY KEY, name {text} NOT NULL){strict};
    CREATE TABLE wide (
        id {bytes} PRIMARY KEY, citizen {text} NOT NULL, name {text} NOT NULL, born_on {text} NOT NULL, commune {int} NOT NULL,
        amount_dong {int} NOT NULL, confirmed {bool} NOT NULL, account {text}, note {text}, at {text} NOT NULL
    ){strict};";

const WIDE: [&str; 10] =
    ["id", "citizen", "name", "born_on", "commune", "amount_dong", "confirmed", "account", "note", "at"];

fn main() {
    println!("{:<44} {:>9} {:>8} {:>10} {:>7}", "what", "count", "wall s", "a second", "CPU s");
    for backend in [db::Backend::Sqlite, db::Backend::Postgres] {
        at_fresh_place(backend, bench);
    }
}

fn bench(place: &Place) {
    let options = Options { connections_max: 32, ..Options::default() };
    let db = Db::open_with(place, &options).expect("a fresh database opens");
    create_tables(&db, TABLES);
    println!("{}", describe(&db));
    for (threads, count) in [(1, 2_000), (8, 10_000), (32, 20_000)] {
        measure(&format!("small durable transactions, {threads} threads"), count, || insert_small(&db, threads, count));
    }
    for _ in 0..2 {
        measure("bulk, ten columns", 500_000, || load_wide(&db, 500_000));
    }
    measure("read all by `each`", 1_000_000, || walk_wide(&db));
    measure("read one by key, 8 threads", 80_000, || read_small(&db, 8, 80_000));
}

/// The figures mean nothing without the settings that decide about durability.
fn describe(db: &Db) -> String {
    let sql = |tx: &db::Tx<'_>| {
        tx.by_backend(
            "SELECT 'SQLite ' || sqlite_version() || ', WAL, synchronous=FULL'",
            "SELECT 'PostgreSQL ' || current_setting('server_version') || ', fsync=' || current_setting('fsync')
                || ', synchronous_commit=' || current_setting('synchronous_commit')",
        )
        .to_owned()
    };
    db.read(|tx| tx.row(&sql(tx), params![])?.expect("one row").get(0)).expect("the settings")
}

fn measure(what: &str, count: i64, work: impl FnOnce()) {
    let (cpu, wall) = (cpu_seconds(), Instant::now());
    work();
    let (cpu, wall) = (cpu_seconds() - cpu, wall.elapsed().as_secs_f64());
    println!(
        "{what:<44} {count:>9} {wall:>8.2} {:>10.0} {cpu:>7.2}",
        f64::from(i32::try_from(count).unwrap_or(i32::MAX)) / wall
    );
}

fn insert_small(db: &Db, threads: i64, count: i64) {
    static NEXT: AtomicI64 = AtomicI64::new(0);
    in_threads(threads, count, |_| {
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        db.write(|tx| tx.execute("INSERT INTO small (id, name) VALUES ($1, $2)", params![id, "Nguyễn Văn An"]))
            .expect("a small transaction");
    });
}

fn read_small(db: &Db, threads: i64, count: i64) {
    in_threads(threads, count, |at| {
        db.read(|tx| tx.row("SELECT name FROM small WHERE id = $1", params![at % 30_000])).expect("a row");
    });
}

fn in_threads(threads: i64, count: i64, work: impl Fn(i64) + Sync) {
    thread::scope(|scope| {
        for thread in 0..threads {
            let work = &work;
            scope.spawn(move || (0..count / threads).for_each(|at| work(at * threads + thread)));
        }
    });
}

fn load_wide(db: &Db, count: i64) {
    static NEXT: AtomicI64 = AtomicI64::new(0);
    let first = NEXT.fetch_add(count, Ordering::Relaxed);
    let loaded = db.write_alone(|tx| tx.bulk("wide", &WIDE, (first..first + count).map(wide_row)));
    assert_eq!(loaded, Ok(count.unsigned_abs()));
}

fn wide_row(number: i64) -> Vec<Param> {
    let mut id = [7_u8; 16];
    id[..8].copy_from_slice(&number.to_be_bytes());
    params![
        id.to_vec(),
        format!("{:012}", 51_084_000_000 + number),
        "Nguyễn Thị Hoà Bình",
        "1948-02-29",
        1_000_000 + number % 12_000,
        500_000_i64,
        number % 3 == 0,
        (number % 2 == 0).then(|| format!("{number:014}")),
        None::<String>,
        "2024-01-25T03:00:00.000000Z",
    ]
    .to_vec()
}

fn walk_wide(db: &Db) {
    let mut seen = 0;
    db.read(|tx| {
        tx.each(
            "SELECT id, citizen, name, born_on, commune, amount_dong, confirmed, account, note, at FROM wide",
            params![],
            |_| {
                seen += 1;
                Ok::<(), db::DbError>(())
            },
        )
    })
    .expect("a walk");
    assert_eq!(seen, 1_000_000);
}

/// User and system time of this process, from the kernel's own account of it (in hundredths).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = |at: usize| after_name.split_whitespace().nth(at).and_then(|word| word.parse().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}
