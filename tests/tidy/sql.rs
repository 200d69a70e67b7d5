//! SQL stands in `store.rs` of the room that owns the table, and is one text for both databases.

use crate::{
    expect_none,
    ratchets::DIALECT_ARMS,
    source::Source,
    tree::{program_files, room},
};
use std::collections::{BTreeMap, BTreeSet};

/// How a statement begins. Two words each, so that a sentence beginning with "Select" is none.
const BEGINNINGS: &[(&str, &str)] = &[
    ("SELECT", ""),
    ("INSERT", "INTO"),
    ("UPDATE", ""),
    ("DELETE", "FROM"),
    ("WITH", ""),
    ("CREATE", "TABLE"),
    ("CREATE", "INDEX"),
    ("CREATE", "UNIQUE"),
    ("ALTER", "TABLE"),
    ("DROP", "TABLE"),
    ("TRUNCATE", ""),
];

/// What does not run on both databases, or not on shards.
const NOT_PORTABLE: &[(&str, &str)] = &[
    ("WITH RECURSIVE", "areas are intervals: no recursion"),
    ("ROLLUP", "no ROLLUP over shards: sum twice"),
    ("RETURNING *", "name the columns"),
    ("SELECT *", "name the columns"),
    ("LIKE", "names are found by equality on a folded token"),
    ("LOWER(", "fold in Rust: SQLite does not fold Vietnamese"),
    ("UPPER(", "fold in Rust: SQLite does not fold Vietnamese"),
    ("NOW()", "time is a parameter"),
    ("CURRENT_TIMESTAMP", "time is a parameter"),
    ("DATETIME(", "time is a parameter"),
    ("RANDOM()", "chance is a parameter"),
    ("INSERT OR ", "`ON CONFLICT` runs on both"),
    ("AUTOINCREMENT", "ids are made by the program"),
    ("NEXTVAL", "ids are made by the program"),
    ("CREATE TRIGGER", "no triggers: what happens is in the code"),
];

/// The text inside the quotes, with `\` line ends joined and white space made single.
pub fn inside(literal: &str) -> String {
    let from = literal.find('"').map_or(0, |at| at + 1);
    let to = literal.rfind('"').unwrap_or(literal.len()).max(from);
    literal[from..to].replace("\\\n", " ").replace("\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Statements are in capitals: that tells them from prose.
fn is_statement(text: &str) -> bool {
    let mut words = text.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let begins = |(one, two): &(&str, &str)| first == *one && (two.is_empty() || second == *two);
    BEGINNINGS.iter().any(begins) && !second.is_empty()
}

pub fn statements(source: &Source) -> impl Iterator<Item = (usize, String)> {
    source.strings.iter().map(|(line, text)| (*line, inside(text))).filter(|(_, text)| is_statement(text))
}

pub fn is_store(path: &str) -> bool {
    path.ends_with("/store.rs") || path.contains("/store/")
}

/// SQL outside a store, and what is not one text for both inside it. `db` itself speaks to the drivers.
fn sql_faults(path: &str, text: &str) -> Vec<String> {
    if room(path) == Some("db") {
        return Vec::new();
    }
    let source = Source::parse(text);
    let mut faults = Vec::new();
    for (line, statement) in statements(&source) {
        if !is_store(path) {
            faults.push(format!("{path}:{line}: SQL belongs in the room's store.rs"));
        }
        let capitals = statement.to_uppercase();
        for (words, instead) in NOT_PORTABLE {
            if contains_words(&capitals, words) {
                faults.push(format!("{path}:{line}: `{words}`: {instead}"));
            }
        }
        if capitals.contains("SUM(") && !capitals.contains("CAST(SUM(") && !capitals.contains("CAST(COALESCE(SUM(") {
            faults.push(format!("{path}:{line}: `SUM`: CAST(SUM(x) AS BIGINT), PostgreSQL's is numeric"));
        }
    }
    faults
}

/// Whether `words` stand in `text` with no letter right before them.
pub fn contains_words(text: &str, words: &str) -> bool {
    let stands_alone = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !joins(before) && (!joins(after) || !words.ends_with(|c: char| c.is_alphanumeric()))
    };
    text.match_indices(words).any(|(at, _)| stands_alone(at))
}

/// The tables a statement writes.
fn written_tables(statement: &str) -> Vec<String> {
    let words: Vec<&str> = statement.split(' ').map(|word| word.trim_start_matches('(')).collect();
    let after = |one: &str, two: Option<&str>| {
        let skip = 1 + usize::from(two.is_some());
        words
            .windows(skip + 1)
            .filter(|window| window[0] == one && two.is_none_or(|two| window[1] == two))
            .map(|window| window[skip].trim_matches(|c: char| !c.is_alphanumeric() && c != '_').to_owned())
            .collect::<Vec<_>>()
    };
    let mut tables = after("INTO", None);
    tables.extend(after("DELETE", Some("FROM")));
    tables.extend(words.first().filter(|word| **word == "UPDATE").and_then(|_| words.get(1)).map(|&t| t.to_owned()));
    tables
}

/// Tables written by more than one room, or by more than one store of a room.
fn shared_tables<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let mut writers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in files {
        for (_, statement) in statements(&Source::parse(text)) {
            for table in written_tables(&statement) {
                writers.entry(table).or_default().insert(path.to_owned());
            }
        }
    }
    let shared = writers.into_iter().filter(|(_, stores)| stores.len() > 1);
    shared.map(|(table, stores)| format!("table {table} is written by {stores:?}: only its owner writes")).collect()
}

fn dialect_arms(text: &str) -> usize {
    Source::parse(text).find(&[".", "by_backend", "("]).len()
}

#[test]
fn sql_stands_in_stores_and_is_one_text_for_both_databases() {
    let faults: Vec<String> = program_files().flat_map(|file| sql_faults(&file.path, &file.text)).collect();
    expect_none(&faults);
}

#[test]
fn a_table_has_one_writer() {
    let outside_db = program_files().filter(|file| room(&file.path) != Some("db"));
    expect_none(&shared_tables(outside_db.map(|file| (file.path.as_str(), file.text.as_str()))));
}

#[test]
fn the_dialect_arms_are_as_many_as_counted() {
    let arms: usize = program_files().map(|file| dialect_arms(&file.text)).sum();
    assert_eq!(arms, DIALECT_ARMS, "lower the figure in ratchets.rs, or say in the commit why one text will not do");
}

#[test]
fn sql_in_a_wrong_place_or_dialect_is_found() {
    let text = "fn f(tx: &mut Tx) { tx.rows(\"SELECT id\\\n  FROM staff WHERE name LIKE $1\", p); }";
    assert_eq!(sql_faults("crates/office/src/staff/find.rs", text).len(), 2);
    assert_eq!(sql_faults("crates/office/src/staff/store.rs", text).len(), 1);
    assert_eq!(sql_faults("crates/db/src/lib.rs", text).len(), 0);
    let prose = "const A: &str = \"Select a file\"; const B: &str = \"SELECT\"; const C: &str = \"unlikely\";";
    assert_eq!(sql_faults("crates/web/src/a.rs", prose).len(), 0);
    let sum = "const A: &str = r#\"SELECT SUM(n) FROM t\"#; const B: &str = \"SELECT CAST(SUM(n) AS BIGINT) FROM t\";";
    assert_eq!(sql_faults("crates/office/src/store.rs", sum).len(), 1);
}

#[test]
fn a_table_with_two_writers_is_found() {
    let one = ("crates/office/src/store.rs", "const A: &str = \"INSERT INTO staff (a) VALUES ($1)\";");
    let two = ("crates/registry/src/store.rs", "const A: &str = \"UPDATE staff SET a = $1\";");
    let reads = ("crates/reports/src/store.rs", "const A: &str = \"SELECT a FROM staff\";");
    assert_eq!(shared_tables([one, two, reads].into_iter()).len(), 1);
    assert_eq!(shared_tables([one, reads].into_iter()).len(), 0);
    let many = "WITH gone AS (DELETE FROM a WHERE x RETURNING id) INSERT INTO b (id) SELECT id FROM gone";
    assert_eq!(written_tables(many), ["b", "a"]);
}

#[test]
fn a_dialect_arm_is_counted_outside_tests() {
    assert_eq!(dialect_arms("fn f() { tx.by_backend(a, b) }\n#[test]\nfn t() { tx.by_backend(a, b) }"), 1);
    assert_eq!(dialect_arms("impl Tx { pub fn by_backend(&self) {} }"), 0);
}
