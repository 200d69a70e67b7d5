//! The six rules that keep the schema fit for shards, read from the catalogues of two migrated databases and from the
//! text of every statement.
//!
//! A table is *reference* (small, copied to every machine), *coordinator* (on one machine) or *person-owned* (spread by
//! `person_id`). What follows from that is what a cluster refused when it was tried.

mod catalogue;
mod marks;
mod rules;
mod statements;

use crate::{expect_none, source::Source, sql, tree};
use catalogue::read_schema;
use db::testing::{create_tables, on_both, steps};
use marks::{Owner, read_marks};
use std::{cell::RefCell, collections::BTreeMap};

/// The marks of all migrations of the program.
fn marks() -> BTreeMap<String, Owner> {
    steps().iter().flat_map(|(_, text)| read_marks(text)).collect()
}

#[test]
fn every_table_of_a_migrated_database_keeps_the_rules() {
    let marks = marks();
    let seen = RefCell::new(Vec::new());
    on_both(|db| {
        let schema = read_schema(db);
        assert!(schema.tables.contains_key("schema_step"), "the catalogue is read");
        expect_none(&rules::faults(&schema, &marks));
        seen.borrow_mut().push(schema.tables);
    });
    let seen = seen.into_inner();
    assert_eq!(seen[0], seen[1], "SQLite and PostgreSQL have the same keys and references");
}

#[test]
fn every_statement_of_a_store_and_of_a_migration_keeps_the_rules() {
    let marks = marks();
    let mut faults = Vec::new();
    let mut count = 0;
    for file in tree::program_files().filter(|file| sql::is_store(&file.path)) {
        for (line, statement) in sql::statements(&Source::parse(&file.text)) {
            count += 1;
            let found = statements::faults(&statement, &marks);
            faults.extend(found.into_iter().map(|fault| format!("{}:{line}: {fault}", file.path)));
        }
    }
    assert!(count > 0, "there are statements");
    for (name, text) in steps() {
        let found = statements::faults_of_migration(text, &marks);
        faults.extend(found.into_iter().map(|fault| format!("migrations/{name}.sql: {fault}")));
    }
    expect_none(&faults);
}

/// Tables that keep every rule.
const GOOD: &str = "
-- reference
CREATE TABLE unit_x (id {int} PRIMARY KEY, name {text} NOT NULL UNIQUE){strict};
-- person-owned
CREATE TABLE person (person_id {bytes} PRIMARY KEY, unit {int} NOT NULL REFERENCES unit_x (id), name {text}){strict};
-- person-owned
CREATE TABLE grant_x (
    person_id {bytes} NOT NULL REFERENCES person (person_id), id {bytes} NOT NULL, code {text} NOT NULL, ok {bool},
    PRIMARY KEY (person_id, id), UNIQUE (code, person_id)
){strict};
-- reference
CREATE TABLE claim (value {text} PRIMARY KEY, person_id {bytes} NOT NULL){strict};
CREATE INDEX grant_by_code ON grant_x (code);
";

fn faults_of(text: &str) -> Vec<Vec<String>> {
    let seen = RefCell::new(Vec::new());
    on_both(|db| {
        create_tables(db, text);
        let mut marks = marks();
        marks.extend(read_marks(text));
        seen.borrow_mut().push(rules::faults(&read_schema(db), &marks));
    });
    seen.into_inner()
}

#[test]
fn good_tables_have_no_faults() {
    assert_eq!(faults_of(GOOD), [Vec::<String>::new(), Vec::new()]);
}

/// Each sample breaks one rule; the words are in the fault that both databases give.
const BAD: &[(&str, &str)] = &[
    ("CREATE TABLE a (id {int} PRIMARY KEY){strict};", "a is not marked"),
    ("-- coordinator\nCREATE TABLE a (id {int}){strict};", "a has no primary key"),
    ("-- person-owned\nCREATE TABLE a (id {bytes} PRIMARY KEY){strict};", "a has no column person_id"),
    (
        "-- person-owned\nCREATE TABLE a (person_id {bytes} NOT NULL, id {bytes} PRIMARY KEY){strict};",
        "the primary key of a (id) lacks person_id",
    ),
    (
        "-- person-owned\nCREATE TABLE a (person_id {text} PRIMARY KEY){strict};",
        "a.person_id is text and not bytes",
    ),
    (
        "-- person-owned\nCREATE TABLE a (person_id {bytes} PRIMARY KEY, code {text} UNIQUE){strict};",
        "a unique constraint of a (code) lacks person_id",
    ),
    (
        "-- person-owned\nCREATE TABLE a (person_id {bytes} PRIMARY KEY, code {text}){strict};
         CREATE UNIQUE INDEX a_by_code ON a (code);",
        "a unique constraint of a (code) lacks person_id",
    ),
    (
        "-- person-owned\nCREATE TABLE a (person_id {bytes} NOT NULL, id {bytes} NOT NULL, PRIMARY KEY (person_id, id), UNIQUE (id, person_id)){strict};
         -- person-owned\nCREATE TABLE b (person_id {bytes} NOT NULL, id {bytes}, a {bytes}, p {bytes}, PRIMARY KEY (person_id, id), FOREIGN KEY (a, p) REFERENCES a (id, person_id)){strict};",
        "b (a, p) refers to person-owned a without its own person_id",
    ),
    (
        "-- coordinator\nCREATE TABLE a (id {int} PRIMARY KEY){strict};
         -- person-owned\nCREATE TABLE b (person_id {bytes} PRIMARY KEY, a {int} REFERENCES a (id)){strict};",
        "person-owned b refers to a, which stays on one machine",
    ),
    (
        "-- person-owned\nCREATE TABLE a (person_id {bytes} PRIMARY KEY){strict};
         -- reference\nCREATE TABLE b (id {int} PRIMARY KEY, a {bytes} REFERENCES a (person_id)){strict};",
        "b refers to a, which is spread over machines",
    ),
];

#[test]
fn a_table_that_breaks_a_rule_is_found_on_both_databases() {
    for (text, fault) in BAD {
        for found in faults_of(text) {
            assert!(found.iter().any(|one| one == fault), "{fault} not in {found:?}");
        }
    }
}

#[test]
fn objects_and_types_that_do_not_spread_are_found_in_the_catalogue() {
    db::testing::on_sqlite(|db| {
        create_tables(
            db,
            "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, x REAL);
             CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;
             CREATE VIEW v AS SELECT id FROM a;",
        );
        let marks = [("a".to_owned(), Owner::Reference)].into_iter().chain(marks()).collect();
        let faults = rules::faults(&read_schema(db), &marks);
        for fault in ["sequence of a", "trigger t", "view v", "a.x is REAL, none of the four kinds"] {
            assert!(faults.iter().any(|one| one.contains(fault)), "{fault} not in {faults:?}");
        }
    });
    db::testing::on_postgres(|db| {
        create_tables(
            db,
            "CREATE TABLE a (id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY, x DATE, y BIGSERIAL,
                 z BIGINT UNIQUE DEFERRABLE, EXCLUDE USING btree (x WITH =));
             CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
             CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION f();
             CREATE VIEW v AS SELECT id FROM a;",
        );
        let marks = [("a".to_owned(), Owner::Reference)].into_iter().chain(marks()).collect();
        let faults = rules::faults(&read_schema(db), &marks);
        for fault in [
            "sequence a_id_seq",
            "sequence a_y_seq",
            "trigger t",
            "view v",
            "a.x is date, none of the four kinds",
            "deferrable constraint a_z_key",
            "exclusion constraint a_x_excl",
        ] {
            assert!(faults.iter().any(|one| one.contains(fault)), "{fault} not in {faults:?}");
        }
    });
}
