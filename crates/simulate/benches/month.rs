//! A month from handed-over lists to its end, at the size of a district and of a province.
//!
//! `PEOPLE=1000000 cargo bench -p simulate` on both databases; `ANSINH_TEST_POSTGRES` says where PostgreSQL is. The
//! seconds of the processor are this process's: those of a PostgreSQL server are its own.

mod measure;

use db::{
    Backend, Db,
    testing::{on_postgres, on_sqlite},
};
use measure::{HEADINGS, measured, number_of};
use payments::testing::{Line, Town};
use reconciliation::take_answer;
use simulate::{Bank, Habits, Post, run_bank, run_post};
use std::{fs, path::Path};

fn main() {
    let people = u32::try_from(number_of("PEOPLE", 12_105)).expect("fewer than the country has");
    println!("{people} people\n{HEADINGS}");
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
