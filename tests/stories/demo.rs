//! The whole road in one command: twice the same on both databases, and the same again after power cuts.

use crate::program::{Home, Output, Program};
use office::{
    Origin, Role,
    audit::{Filter, list_records},
    sign_in::StartPassword,
    staff::{self, Login, NewAssignment, NewStaff},
};
use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader},
    process::Stdio,
    time::Duration,
};

/// A small district: three beneficiaries a commune.
const DEMO: [&str; 5] = ["demo", "--people", "66", "--folder", "demo"];

fn figures(told: &Output) -> Value {
    assert_eq!(told.code, 0, "{}", told.said);
    serde_json::from_str(&told.answer).expect("one line of JSON")
}

fn run(home: &Home) -> Value {
    let arguments: Vec<&str> = DEMO.into_iter().chain(["--no-serve", "--json"]).collect();
    figures(&home.run(&arguments))
}

#[test]
fn the_demo_adds_up_and_is_the_same_on_both_databases_twice_in_a_row() {
    let told = std::sync::Mutex::new(Vec::new());
    Home::each(|home| {
        let first = run(home);
        assert_eq!(first["adds_up"], true, "{first}");
        assert_eq!(first["communes"].as_array().map(Vec::len), Some(22));
        let dong = |name: &str| first[name].as_i64().expect("an amount");
        assert!(dong("paid") > 0, "{first}");
        let accounted = dong("paid") + dong("carried_over") + dong("held") + dong("held_back");
        assert_eq!(dong("entitled") + dong("carried_in"), accounted);
        assert_eq!(run(home), first, "the same command does nothing twice");
        told.lock().expect("nobody panics here").push(first);
    });
    let told = told.into_inner().expect("nobody panics here");
    assert_eq!(told[0], told[1], "both databases tell the same");
}

/// Kills the demo when it has told that many steps more, and a little later; says whether it was still running.
fn killed_after(home: &Home, steps: usize, later: Duration) -> bool {
    let arguments: Vec<&str> = DEMO.into_iter().chain(["--no-serve", "--lang", "en"]).collect();
    let mut child =
        home.command(&arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let said = BufReader::new(child.stderr.take().expect("the child's words are piped"));
    let told = said.lines().map_while(Result::ok).take(steps).count();
    std::thread::park_timeout(later);
    let was_running = child.try_wait().expect("a child can be asked").is_none();
    child.kill().expect("a child can be killed");
    child.wait().expect("a killed child ends");
    was_running && told == steps
}

/// When the power is cut: once in each of the fourteen steps, so long after the one before it was told.
const KILLED: [(usize, u64); 14] = [
    (0, 150),
    (1, 50),
    (2, 150),
    (3, 100),
    (4, 50),
    (5, 50),
    (6, 150),
    (7, 50),
    (8, 100),
    (9, 50),
    (10, 0),
    (11, 0),
    (12, 0),
    (13, 0),
];

#[test]
fn a_demo_killed_once_in_every_step_ends_with_the_same_figures() {
    Home::each(|home| {
        // Long steps well inside, short ones as soon as they begin.
        for (steps, later_ms) in KILLED {
            let later = Duration::from_millis(later_ms);
            assert!(killed_after(home, steps, later), "killed in step {}", steps + 1);
        }
        let disturbed = run(home);
        home.another(|whole| assert_eq!(disturbed, run(whole)));
    });
}

#[test]
fn the_demo_leaves_a_database_in_use_and_another_demo_alone() {
    Home::each(|home| {
        run(home);
        let told = home.run(&["demo", "--people", "66", "--no-serve", "--folder", "elsewhere", "--lang", "en"]);
        assert_eq!((told.code, told.said.contains("empty one")), (1, true), "{}", told.said);
        let told = home.run(&["demo", "--people", "88", "--no-serve", "--folder", "demo", "--lang", "en"]);
        assert_eq!(told.code, 4, "{}", told.said);
    });
}

/// What a sample says changed waits whole, but for what ended that nobody had: of that nobody knows whose it is.
#[test]
fn what_changed_waits_for_officers() {
    Home::each(|home| {
        let told = home.run(&["demo", "--people", "440", "--folder", "demo", "--no-serve", "--json"]);
        assert_eq!(figures(&told)["adds_up"], true);
        let manifest = sample::Manifest::read(&home.folder().join("demo/sample")).expect("a manifest").expect("whole");
        assert_eq!(manifest.changes.len(), 6, "every fourth of 22 communes");
        let desk = home.desk();
        let origin = Origin { address: "command line".to_owned(), request: "story".to_owned() };
        let labour = Login::parse("ld.canbo.524").expect("a login name");
        let labour = desk.on_behalf_of(&labour, Role::LabourOfficer, origin).expect("the labour officer");
        let waiting = desk.db().read(|tx| registry::count_movements(tx, &labour.scope, None)).expect("movements");
        let rows: u64 = manifest.changes.iter().map(|file| file.rows).sum();
        assert_eq!(waiting.values().sum::<i64>(), i64::try_from(rows).expect("few"), "{waiting:?}");
        let unplaced = waiting[&registry::MovementState::Unplaced];
        assert!((6..=rows.cast_signed() / 2).contains(&unplaced), "{waiting:?}");
    });
}

fn have_administrator(home: &Home) {
    let desk = home.desk();
    let machine = desk.machine(Origin { address: "command line".to_owned(), request: "story".to_owned() });
    let start = StartPassword::make(&desk);
    let login = Login::parse("quan.tri").expect("a login name");
    let new = NewStaff { login, full_name: "Phạm Thị Quản Trị".to_owned(), phone: None, email: None };
    let made = desk.db().write(|tx| {
        let staff = staff::create_staff(tx, &machine, &new, &start)?.id;
        let from = machine.today();
        staff::assign(
            tx,
            &machine,
            &NewAssignment { staff, role: Role::Administrator, office: None, from, until: None },
        )
    });
    made.expect("an administrator");
}

#[test]
fn another_day_is_served_on_made_up_data_alone_and_every_page_says_so() {
    Home::each(|home| {
        let practice = Program::serve_with(home, &["--practice-day", "2024-02-21"]);
        assert!(practice.get("/about").body.contains("21/02/2024"), "the day stands on every page");
        practice.stop();
        have_administrator(home);
        let reset = home.run(&["staff", "reset-password", "quan.tri", "--lang", "en"]);
        assert_eq!(reset.code, 0, "{}", reset.said);
        let filter = Filter { verb: Some("staff.reset_password".to_owned()), ..Filter::default() };
        let desk = home.desk();
        let login = Login::parse("quan.tri").expect("a login name");
        let origin = Origin { address: "command line".to_owned(), request: "story".to_owned() };
        let reader = desk.on_behalf_of(&login, Role::Administrator, origin).expect("an administrator");
        let told = desk.db().read(|tx| list_records(tx, &reader.scope, &reader, &filter, None)).expect("records");
        let days: Vec<String> = told.records.iter().map(|record| record.at.to_string()[..10].to_owned()).collect();
        assert_eq!(days, ["2024-02-21"], "what is done at the machine lies on the day of the practice");
        drop(desk);
        let today = Program::serve(home);
        assert!(today.get("/about").body.contains("class=\"practice"), "made-up data stay made up");
    });
    Home::each(|home| {
        Program::serve(home).stop();
        have_administrator(home);
        let refused = home.run(&["serve", "--practice-day", "2024-02-21", "--listen", "127.0.0.1:0", "--lang", "en"]);
        assert_eq!((refused.code, refused.said.contains("real data")), (1, true), "{}", refused.said);
        assert!(!Program::serve(home).get("/about").body.contains("class=\"practice"));
    });
}
