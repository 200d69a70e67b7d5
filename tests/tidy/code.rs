//! What the program's code does not say, and how long a file may grow.

use crate::{
    expect_none,
    ratchets::{FILE_LINES_MAX, LONG_FILES},
    source::Source,
    tree::{program_files, room, rust_files},
};

/// Words that stand in no code outside tests, the rooms that may, and what to say instead.
const BANNED: &[(&[&str], &[&str], &str)] = &[
    (&[".", "unwrap", "(", ")"], &[], "`expect` with the broken invariant, or a typed refusal"),
    (&["println", "!"], &["main"], "`tracing`, or an answer to the caller: only main speaks to a terminal"),
    (&["eprintln", "!"], &["main"], "`tracing`, or an answer to the caller: only main speaks to a terminal"),
    (&["print", "!"], &["main"], "`tracing`, or an answer to the caller: only main speaks to a terminal"),
    (&["SystemTime", ":", ":", "now"], &["kernel"], "take a `Clock` or a `Timestamp`"),
    (&["Timestamp", ":", ":", "now"], &["kernel"], "take a `Clock` or a `Timestamp`"),
    (&["Zoned", ":", ":", "now"], &["kernel"], "take a `Clock` or a `Timestamp`"),
    (&["Uuid", ":", ":", "now_v7"], &[], "`kernel::Id::make` from an instant and a `Chance`"),
    (&["Uuid", ":", ":", "new_v4"], &[], "`kernel::Id::make` from an instant and a `Chance`"),
    (&["clippy", ":", ":", "unwrap_used"], &[], "no exception: say which invariant is broken"),
    (&["clippy", ":", ":", "disallowed_methods"], &["kernel", "main"], "the ban's own advice in clippy.toml"),
];

/// Words that stand nowhere, tests included.
const BANNED_EVERYWHERE: &[(&[&str], &str)] = &[
    (&["thread", ":", ":", "sleep"], "wait for the thing itself: a condition asked again, a channel, a join"),
    (&["#", "ignore"], "a test runs or is deleted"),
    (&["todo", "!"], "write it, or leave it out"),
    (&["unimplemented", "!"], "write it, or leave it out"),
];

/// A test that sleeps is slow when it need not be and wrong when the machine is slower than thought.
const BANNED_IN_TESTS: &[&str] = &["time", ":", ":", "sleep"];

fn banned_words(path: &str, text: &str) -> Vec<String> {
    let source = Source::parse(text);
    let here = room(path).unwrap_or_default();
    let of_rooms = BANNED.iter().filter(|(_, rooms, _)| !rooms.contains(&here));
    let found = of_rooms.flat_map(|(words, _, instead)| {
        source.find(words).into_iter().map(move |line| format!("{path}:{line}: `{}`: {instead}", words.concat()))
    });
    found.collect()
}

fn words_banned_everywhere(path: &str, text: &str) -> Vec<String> {
    let source = Source::parse_with_tests(text);
    let found = BANNED_EVERYWHERE.iter().flat_map(|(words, instead)| {
        source.find(words).into_iter().map(move |line| format!("{path}:{line}: `{}`: {instead}", words.concat()))
    });
    let in_program = if room(path).is_some() { Source::parse(text).find(BANNED_IN_TESTS) } else { Vec::new() };
    let sleeping = source.find(BANNED_IN_TESTS).into_iter().filter(|line| !in_program.contains(line));
    found.chain(sleeping.map(|line| format!("{path}:{line}: a test that sleeps: wait for the thing itself"))).collect()
}

/// A file over the limit that is not on the list, or a listed one whose figure is not its length.
fn length_fault(path: &str, text: &str, listed: Option<usize>) -> Option<String> {
    let lines = text.lines().count();
    match listed {
        None if lines > FILE_LINES_MAX => Some(format!("{path}: {lines} lines; split it by verb or by noun")),
        Some(most) if lines > most => Some(format!("{path}: {lines} lines, grown from {most}; split it")),
        Some(most) if lines <= FILE_LINES_MAX => {
            Some(format!("{path}: {lines} lines now: take it off the list that says {most}"))
        }
        _ => None,
    }
}

#[test]
fn the_program_says_no_banned_word() {
    let faults: Vec<String> = program_files().flat_map(|file| banned_words(&file.path, &file.text)).collect();
    expect_none(&faults);
}

#[test]
fn no_code_and_no_test_sleeps_or_is_unfinished() {
    let faults: Vec<String> = rust_files().flat_map(|file| words_banned_everywhere(&file.path, &file.text)).collect();
    expect_none(&faults);
}

#[test]
fn no_file_is_longer_than_its_limit() {
    let listed = |path: &str| LONG_FILES.iter().find(|(listed, _)| *listed == path).map(|(_, lines)| *lines);
    let mut faults: Vec<String> =
        rust_files().filter_map(|file| length_fault(&file.path, &file.text, listed(&file.path))).collect();
    for (path, _) in LONG_FILES {
        if !rust_files().any(|file| file.path == *path) {
            faults.push(format!("{path} is on the list of long files and is no file"));
        }
    }
    expect_none(&faults);
}

#[test]
fn a_banned_word_is_found_outside_tests_and_outside_its_rooms() {
    let text = "fn f() { a.unwrap(); println!(\"x\"); std::time::SystemTime::now(); }\n#[test] fn t() { a.unwrap() }";
    assert_eq!(banned_words("crates/office/src/a.rs", text).len(), 3);
    assert_eq!(banned_words("src/main.rs", text).len(), 2);
    assert_eq!(banned_words("crates/office/src/a.rs", "fn f() { a.unwrap_or(1) } // .unwrap()").len(), 0);
}

#[test]
fn a_sleep_is_found_in_a_test_too() {
    let text = "#[test]\n#[ignore = \"later\"]\nfn t() { std::thread::sleep(d); todo!() }";
    assert_eq!(words_banned_everywhere("a.rs", text).len(), 3);
    let pause = "async fn f() { tokio::time::sleep(d).await }\n#[test]\nfn t() { tokio::time::sleep(d) }";
    assert_eq!(words_banned_everywhere("crates/web/src/serve.rs", pause).len(), 1);
    assert_eq!(words_banned_everywhere("tests/stories/main.rs", pause).len(), 2);
}

#[test]
fn a_long_file_is_found_and_a_listed_one_may_only_shrink() {
    let text = "x\n".repeat(FILE_LINES_MAX + 1);
    assert!(length_fault("a.rs", &text, None).is_some());
    assert!(length_fault("a.rs", &text, Some(FILE_LINES_MAX + 1)).is_none());
    assert!(length_fault("a.rs", &text, Some(FILE_LINES_MAX)).is_some());
    assert!(length_fault("a.rs", "x\n", Some(FILE_LINES_MAX + 9)).is_some());
    assert!(length_fault("a.rs", "x\n", None).is_none());
}
