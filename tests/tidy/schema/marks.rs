//! Which table grows with what: the comment above each `CREATE TABLE`.

use std::collections::BTreeMap;

/// Where the rows of a table live when there are many machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Copied to every machine.
    Reference,
    /// On one machine.
    Coordinator,
    /// Spread by `person_id`.
    Person,
}

/// The marked tables of one migration.
pub fn read_marks(text: &str) -> BTreeMap<String, Owner> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut marks = BTreeMap::new();
    for pair in lines.windows(2) {
        let owner = match pair[0] {
            "-- reference" => Owner::Reference,
            "-- coordinator" => Owner::Coordinator,
            "-- person-owned" => Owner::Person,
            _ => continue,
        };
        if let Some(rest) = pair[1].strip_prefix("CREATE TABLE ") {
            let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            marks.insert(name.to_owned(), owner);
        }
    }
    marks
}

#[test]
fn a_mark_belongs_to_the_table_right_below() {
    let text = "-- Why.\n-- reference\nCREATE TABLE a (\n-- person-owned\n\nCREATE TABLE b (\n  -- person-owned\n  CREATE TABLE c(";
    let marks = read_marks(text);
    assert_eq!(
        marks.into_iter().collect::<Vec<_>>(),
        [("a".to_owned(), Owner::Reference), ("c".to_owned(), Owner::Person)]
    );
}
