//! A month from handed-over lists to its end, at the size of a district and of a province.
//!
//! `PEOPLE=1000000 cargo bench -p simulate` on both databases; `ANSINH_TEST_POSTGRES` says where PostgreSQL is. The
//! seconds of the processor are this process's: those of a PostgreSQL server are its own.

use db::{
    Backend, Db,
    testing::{on_postgres, on_sqlite},
};
use payments::testing::{Line, Town};
use reconciliation::take_answer;
use simulate::{Bank, Habits, Post, run_bank, run_post};
use std::{fs, path::Path, time::Instant};

fn main() {
    let people = std::env::var("PEOPLE").ok().and_then(|text| text.parse().ok()).unwrap_or(12_105);
    println!("| {people} people | wall s | own CPU s |\n| --- | --- | --- |");
    on_sqlite(|db| month(db, people));
    on_postgres(|db| month(db, people));
}

fn month(db: &Db, people: u32) {
    let name = if db.backend() == Backend::Sqlite { "SQLite" } else { "PostgreSQL" };
    let folder = tempfile::tempdir().expect("a folder");
    let town = Town::over(db);
    let lines: Vec<Line> = (1..=people).map(line).collect();
    town.hand_over("2024-02", &lines);
    measured(name, "compute, approve, files, send", || town.send("2024-02", folder.path()));
    let answers = folder.path().join("answers");
    measured(name, "a bank and a post answer", || answer(folder.path(), &answers));
    let taken = measured(name, "reconcile", || reconcile(&town, &answers));
    assert!(taken > 0 && db.read(payments::check_cycles).expect("a look").is_empty(), "every total adds up");
    assert!(db.read(ledger::is_balanced).expect("a look"), "debits are credits");
}

/// Three in four to an account.
fn line(who: u32) -> Line {
    if who.is_multiple_of(4) { Line::cash(who, 360_000) } else { Line::account(who, 540_000) }
}

fn answer(folder: &Path, answers: &Path) {
    let now = "2024-02-05T03:00:00Z".parse().expect("an instant");
    fs::create_dir_all(answers).expect("a folder");
    let mut bank = Bank::new(1, Habits::default());
    run_bank(&mut bank, &folder.join("bank"), answers, now).expect("the bank answers");
    let on = jiff::civil::date(2024, 2, 15);
    run_post(&Post::new(1, 30), &folder.join("post"), answers, on, now).expect("the post answers");
}

fn reconcile(town: &Town, answers: &Path) -> i64 {
    let officer = town.officer();
    let mut paths: Vec<_> =
        fs::read_dir(answers).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    // Returns are told after what was booked.
    paths.sort_by_key(|path| (path.to_string_lossy().contains("returns"), path.clone()));
    let take = |path: &std::path::PathBuf| {
        let bytes = fs::read(path).expect("bytes");
        let taken = town.desk.db().write_alone(|tx| take_answer(tx, &officer, "answer", &bytes));
        taken.expect("an answer").answer().applied
    };
    paths.iter().map(take).sum()
}

fn measured<T>(database: &str, what: &str, work: impl FnOnce() -> T) -> T {
    let (began, before) = (Instant::now(), cpu_seconds());
    let done = work();
    println!("| {database}: {what} | {:.1} | {:.1} |", began.elapsed().as_secs_f64(), cpu_seconds() - before);
    done
}

/// Of this process, by the system's own account in hundredths of a second.
fn cpu_seconds() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u32>().ok()).unwrap_or(0);
    f64::from(ticks(11) + ticks(12)) / 100.0
}
