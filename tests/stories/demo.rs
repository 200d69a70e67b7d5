//! The whole road in one command: twice the same on both databases, and the same again after power cuts.

use crate::program::{Home, Output};
use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader},
    process::Stdio,
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

/// Kills the demo when it has told that many steps more; says whether it was still running.
fn killed_after(home: &Home, steps: usize) -> bool {
    let arguments: Vec<&str> = DEMO.into_iter().chain(["--no-serve", "--lang", "en"]).collect();
    let mut child =
        home.command(&arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let said = BufReader::new(child.stderr.take().expect("the child's words are piped"));
    let told = said.lines().map_while(Result::ok).take(steps).count();
    let was_running = child.try_wait().expect("a child can be asked").is_none();
    child.kill().expect("a child can be killed");
    child.wait().expect("a killed child ends");
    was_running && told == steps
}

#[test]
fn a_demo_killed_in_its_steps_ends_with_the_same_figures() {
    Home::each(|home| {
        for steps in [2, 4, 6, 8, 9, 10, 11, 12] {
            assert!(killed_after(home, steps), "killed in step {}", steps + 1);
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
