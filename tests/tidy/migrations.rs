//! Migrations: one text for both databases, each table with its kind, fit for shards.

use crate::{expect_none, tree};

/// How a table grows with the nation: small and copied everywhere, on one coordinator, or with the persons.
const KINDS: &[&str] = &["-- reference", "-- coordinator", "-- person-owned"];

/// Column types stand as tokens, so that each database gets its own.
const PLAIN_TYPES: &[&str] = &["INTEGER", "BIGINT", "TEXT", "BLOB", "BYTEA", "BOOLEAN", "TIMESTAMP", "SERIAL", "REAL"];

fn migration_faults(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let name = path.rsplit('/').next().expect("a path has a name");
    let is_numbered =
        name.len() > 9 && name.as_bytes()[..4].iter().all(u8::is_ascii_digit) && name.as_bytes()[4] == b'_';
    if !is_numbered {
        faults.push(format!("{path}: named NNNN_subject.sql"));
    }
    if !text.starts_with("-- ") {
        faults.push(format!("{path}: its first line says why"));
    }
    let mut before = "";
    let mut table: Option<(usize, String)> = None;
    for (number, line) in text.lines().enumerate() {
        let line_number = number + 1;
        if line.starts_with("CREATE TABLE") {
            if !KINDS.iter().any(|kind| before.starts_with(kind)) {
                faults.push(format!("{path}:{line_number}: a comment above the table says {}", KINDS.join(", ")));
            }
            table = Some((line_number, before.to_owned()));
        }
        if let (Some((start, kind)), true) = (&table, line.contains(';')) {
            if !line.contains("{strict}") {
                faults.push(format!("{path}:{start}: the table ends with {{strict}}"));
            }
            if kind.starts_with("-- person-owned") {
                faults.extend(person_faults(path, *start, text));
            }
            table = None;
        }
        let code = line.split("--").next().unwrap_or_default();
        let is_type = |word: &str| PLAIN_TYPES.contains(&word.to_uppercase().trim_end_matches(','));
        if table.is_some() && code.split_whitespace().skip(1).take(1).any(is_type) {
            faults.push(format!("{path}:{line_number}: a type token such as {{int}} instead of a type"));
        }
        before = line;
    }
    faults
}

/// A person-owned table names `person_id` in its key and in every unique constraint.
fn person_faults(path: &str, start: usize, text: &str) -> Vec<String> {
    let body: Vec<&str> = text.lines().skip(start - 1).take_while(|line| !line.contains("{strict}")).collect();
    let keys = body.iter().filter(|line| line.contains("PRIMARY KEY") || line.contains("UNIQUE"));
    let mut faults: Vec<String> = keys
        .filter(|line| !line.contains("person_id"))
        .map(|line| format!("{path}:{start}: without person_id: {}", line.trim()))
        .collect();
    if !body.iter().any(|line| line.contains("PRIMARY KEY")) {
        faults.push(format!("{path}:{start}: a person-owned table has a primary key with person_id"));
    }
    faults
}

/// Two migrations of one number: the later one would be taken for the earlier.
fn number_faults(paths: &[&str]) -> Vec<String> {
    let mut numbers: Vec<&str> = paths.iter().filter_map(|path| path.rsplit('/').next()?.get(..4)).collect();
    numbers.sort_unstable();
    let twice = numbers.windows(2).filter(|pair| pair[0] == pair[1]);
    twice.map(|pair| format!("migration {} exists twice", pair[0])).collect()
}

fn migrations() -> Vec<&'static tree::File> {
    tree::files().filter(|file| file.path.contains("migrations/") && file.has_extension("sql")).collect()
}

#[test]
fn every_migration_is_one_text_and_every_table_has_its_kind() {
    let files = migrations();
    assert!(!files.is_empty(), "there are migrations");
    let mut faults: Vec<String> = files.iter().flat_map(|file| migration_faults(&file.path, &file.text)).collect();
    faults.extend(number_faults(&files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>()));
    expect_none(&faults);
}

#[test]
fn a_table_without_kind_types_or_person_is_found() {
    let good = "-- Why.\n-- reference\nCREATE TABLE a (\n  id {bytes} PRIMARY KEY,\n  at {text}\n) {strict};\n";
    assert_eq!(migration_faults("migrations/0001_a.sql", good), Vec::<String>::new());
    let bad = "CREATE TABLE a (\n  id BLOB PRIMARY KEY\n);\n";
    assert_eq!(migration_faults("migrations/1_a.sql", bad).len(), 5);
    let owned = "-- Why.\n-- person-owned\nCREATE TABLE a (\n  id {bytes} PRIMARY KEY,\n  UNIQUE (x)\n) {strict};\n";
    assert_eq!(migration_faults("migrations/0001_a.sql", owned).len(), 2);
    assert_eq!(number_faults(&["migrations/0001_a.sql", "migrations/0001_b.sql", "migrations/0002_c.sql"]).len(), 1);
}
