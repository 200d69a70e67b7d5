//! The rules on statements.

use super::marks::Owner;
use crate::sql::contains_words;
use std::collections::BTreeMap;

/// Words that a cluster refused, or that find nothing quickly behind row-level security.
const REFUSED: &[(&str, &str)] = &[
    ("RECURSIVE", "areas are intervals: no recursion"),
    ("ROLLUP", "sum twice"),
    ("CUBE", "sum twice"),
    ("GROUPING SETS", "sum twice"),
    ("FOR UPDATE", "`tx.lock` a key, or freeze the input first"),
    ("FOR SHARE", "`tx.lock` a key, or freeze the input first"),
    ("SKIP LOCKED", "the job queue takes by its own state"),
    ("LIKE", "names are found by equality on a token table"),
    ("ILIKE", "names are found by equality on a token table"),
    ("SIMILAR TO", "names are found by equality on a token table"),
    ("GLOB", "names are found by equality on a token table"),
    ("EXCLUDE USING", "uniqueness lives in claim tables"),
    ("DEFERRABLE", "write in the order of the references"),
    ("DEFERRED", "write in the order of the references"),
    ("TRIGGER", "what happens is in the code"),
    ("SEQUENCE", "ids are made by the program"),
    ("NEXTVAL", "ids are made by the program"),
    ("SERIAL", "ids are made by the program"),
    ("BIGSERIAL", "ids are made by the program"),
    ("GENERATED", "ids are made by the program, and derived values by Rust"),
    ("AUTOINCREMENT", "ids are made by the program"),
    ("SET PERSON_ID", "a person keeps its id: merging two is a redirect row"),
    ("SET_CONFIG", "it does not reach the other machines: SET LOCAL"),
];

/// Every rule one statement breaks.
pub fn faults(statement: &str, marks: &BTreeMap<String, Owner>) -> Vec<String> {
    let capitals = statement.to_uppercase();
    let mut faults: Vec<String> = REFUSED
        .iter()
        .filter(|(words, _)| contains_words(&capitals, words))
        .map(|(words, instead)| format!("`{words}`: {instead}"))
        .collect();
    let is_person_owned = |table: &str| marks.get(table) == Some(&Owner::Person);
    faults.extend(join_fault(statement, is_person_owned));
    faults.extend(conflict_fault(statement, is_person_owned));
    faults
}

/// A migration in its parts, without comments.
pub fn faults_of_migration(text: &str, marks: &BTreeMap<String, Owner>) -> Vec<String> {
    let code = |line: &str| line.split("--").next().unwrap_or_default().trim().to_owned();
    let text = text.lines().map(code).collect::<Vec<_>>().join(" ");
    text.split(';').flat_map(|statement| faults(statement.trim(), marks)).collect()
}

/// Words of a statement, without the signs around them.
fn words(statement: &str) -> Vec<&str> {
    let signs = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';');
    statement.split(signs).filter(|word| !word.is_empty()).collect()
}

/// Rows of two person-owned tables meet only where they are of one person.
fn join_fault(statement: &str, is_person_owned: impl Fn(&str) -> bool) -> Option<String> {
    let words = words(statement);
    // The target of an INSERT is no meeting: `person_id` is in its key and must be given.
    let named = words.windows(2).filter(|pair| pair[0] != "INTO" && is_person_owned(pair[1])).count();
    let meetings = statement.match_indices("person_id").filter(|(at, word)| is_meeting(&statement[at + word.len()..]));
    let using = statement.matches("USING (person_id").count();
    let enough = meetings.count() + using + 1 >= named;
    (!enough).then(|| "person-owned tables are joined on person_id".to_owned())
}

/// What follows a `person_id` that is compared with another one, or with one person's parameter.
fn is_meeting(after: &str) -> bool {
    is_membership(after) || is_comparison(after)
}

/// `person_id IN (SELECT r.person_id …)`, or with more columns `(person_id, id) IN (SELECT r.person_id, r.id …)`: the
/// rows are of the persons of the other table.
fn is_membership(after: &str) -> bool {
    let after = after.trim_start();
    let after = if after.starts_with(',') { after.split_once(')').map_or("", |(_, rest)| rest) } else { after };
    let mut words = after.split_whitespace();
    let chosen = (words.next(), words.next(), words.next());
    let (Some("IN"), Some("(SELECT"), Some(first)) = chosen else { return false };
    let first = first.trim_end_matches(',');
    first == "person_id" || first.ends_with(".person_id")
}

fn is_comparison(after: &str) -> bool {
    let Some(right) = after.trim_start().strip_prefix('=') else { return false };
    let right = right.trim_start();
    let name = right.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').next().unwrap_or_default();
    right.starts_with('$') || name == "person_id" || name.ends_with(".person_id")
}

/// Two rows that clash are on one machine only when they are of one person.
fn conflict_fault(statement: &str, is_person_owned: impl Fn(&str) -> bool) -> Option<String> {
    let table = statement.strip_prefix("INSERT INTO ")?.split(|c: char| c.is_whitespace() || c == '(').next()?;
    let target = statement.split("ON CONFLICT").nth(1)?.split(')').next()?;
    let fault = is_person_owned(table) && !target.contains("person_id");
    fault.then(|| format!("ON CONFLICT in {table} names person_id"))
}

#[cfg(test)]
mod samples {
    use super::*;

    fn count(statement: &str) -> usize {
        let marks = [("person", Owner::Person), ("grant_x", Owner::Person), ("unit", Owner::Reference)];
        let marks = marks.into_iter().map(|(name, owner)| (name.to_owned(), owner)).collect();
        let faults = faults(statement, &marks);
        assert!(faults.len() < 2, "one rule at a time: {faults:?}");
        faults.len()
    }

    #[test]
    fn statements_that_spread_are_let_through() {
        for good in [
            "SELECT p.name, g.code FROM person p JOIN grant_x g ON g.person_id = p.person_id JOIN unit u ON u.id = p.unit",
            "SELECT name FROM person JOIN grant_x USING (person_id) WHERE person_id = $1",
            "SELECT name FROM person p WHERE EXISTS (SELECT 1 FROM grant_x g WHERE g.person_id = p.person_id)",
            "SELECT name FROM person WHERE person_id IN (SELECT g.person_id FROM grant_x g WHERE g.batch = $1)",
            "DELETE FROM grant_x WHERE (person_id, id) IN (SELECT p.person_id, p.grant_id FROM person p WHERE p.x = $1)",
            "SELECT a.code FROM grant_x a, grant_x b WHERE a.person_id = $1 AND b.person_id = $1",
            "INSERT INTO grant_x (person_id, id) SELECT person_id, $1 FROM person WHERE unit = $2",
            "INSERT INTO grant_x (person_id, id) VALUES ($1, $2) ON CONFLICT (person_id, id) DO NOTHING",
            "INSERT INTO unit (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = $2",
            "UPDATE person SET name = $2 WHERE person_id = $1",
            "SELECT likelihood, unlikely FROM unit",
        ] {
            assert_eq!(count(good), 0, "{good}");
        }
    }

    #[test]
    fn statements_that_a_cluster_refuses_are_found() {
        for bad in [
            "SELECT p.name, g.code FROM person p JOIN grant_x g ON g.code = p.name",
            "SELECT p.name FROM person p, person q WHERE p.name = q.name",
            "SELECT p.name FROM person p JOIN grant_x g ON g.person_id = p.name",
            "SELECT name FROM person WHERE person_id IN (SELECT g.code FROM grant_x g WHERE g.batch = $1)",
            "DELETE FROM grant_x WHERE (person_id, id) IN (SELECT p.name, p.grant_id FROM person p WHERE p.x = $1)",
            "INSERT INTO grant_x (person_id, id) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
            "UPDATE person SET person_id = $2 WHERE person_id = $1",
            "WITH RECURSIVE a AS (SELECT 1) SELECT a FROM a",
            "SELECT unit, COUNT(person_id) FROM person GROUP BY ROLLUP (unit)",
            "SELECT name FROM person WHERE name LIKE '%An%'",
            "SELECT id FROM unit FOR UPDATE",
            "CREATE TABLE a (id BIGSERIAL PRIMARY KEY)",
            "CREATE TABLE a (id {int} REFERENCES b (id) DEFERRABLE)",
        ] {
            assert_eq!(count(bad), 1, "{bad}");
        }
    }

    #[test]
    fn a_migration_is_read_without_its_comments() {
        let text =
            "-- No TRIGGER here.\nCREATE TABLE a (id {int}); -- LIKE this\nCREATE TRIGGER t AFTER INSERT ON a;\n";
        assert_eq!(faults_of_migration(text, &BTreeMap::new()).len(), 1);
    }
}
