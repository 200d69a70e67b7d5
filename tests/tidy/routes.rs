//! Every route stands in the one route table with its access; the open ones are counted.

use crate::{expect_none, ratchets::OPEN_ROUTES, source::Source, tree};
use std::collections::BTreeSet;

/// The table, and its part for the API.
const TABLES: &[&str] = &["crates/web/src/routes.rs", "crates/web/src/api/routes.rs"];

/// Words that put a route into a router.
const MOUNTS: &[&[&str]] =
    &[&[".", "route", "("], &[".", "nest", "("], &[".", "route_service", "("], &[".", "nest_service", "("]];

/// `(method, path, access)` of each `get("/path", Access, …)` line.
fn routes(text: &str) -> Vec<(String, String, String)> {
    let source = Source::parse(text);
    let methods = ["get", "post", "put", "patch", "delete"];
    let mut found = Vec::new();
    for (line, literal) in &source.strings {
        let Some(path) = literal.strip_prefix("\"/").and_then(|rest| rest.strip_suffix('"')) else { continue };
        let words: Vec<&str> =
            source.words.iter().filter(|(at, _)| at == line).map(|(_, word)| word.as_str()).collect();
        let Some(start) = words.iter().position(|word| methods.contains(word)) else { continue };
        // method ( , Access …: the path itself is a string and no word
        let access = words.get(start + 3).copied().unwrap_or_default();
        found.push((words[start].to_uppercase(), format!("/{path}"), access.to_owned()));
    }
    found
}

fn route_faults(routes: &[(String, String, String)], open: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    let listed: BTreeSet<&str> = open.iter().copied().collect();
    let mut seen = BTreeSet::new();
    for (method, path, access) in routes {
        let name = format!("{method} {path}");
        match access.as_str() {
            "May" => {}
            "Public" | "Halfway" | "SignedIn" if listed.contains(format!("{access} {name}").as_str()) => {}
            _ => faults.push(format!("{name}: {access} names no action of the role table")),
        }
        seen.insert(format!("{access} {name}"));
    }
    let stale = open.iter().filter(|name| !seen.contains(**name));
    faults.extend(stale.map(|name| format!("{name} is on the list of open routes and in no table: take it off")));
    faults
}

#[test]
fn every_route_names_an_action_or_is_counted_as_open() {
    let tables = tree::files().filter(|file| TABLES.contains(&file.path.as_str()));
    let found: Vec<_> = tables.flat_map(|file| routes(&file.text)).collect();
    assert!(found.len() > 10, "the route table has more than {} routes", found.len());
    expect_none(&route_faults(&found, OPEN_ROUTES));
}

#[test]
fn routes_are_mounted_from_the_table_alone() {
    let elsewhere = tree::program_files().filter(|file| !TABLES.contains(&file.path.as_str()));
    let faults: Vec<String> = elsewhere
        .flat_map(|file| {
            let source = Source::parse(&file.text);
            let lines: Vec<usize> = MOUNTS.iter().flat_map(|words| source.find(words)).collect();
            lines.into_iter().map(|line| format!("{}:{line}: routes stand in {}", file.path, TABLES[0]))
        })
        .collect();
    expect_none(&faults);
}

#[test]
fn an_open_route_and_a_stale_line_are_found() {
    let text = "fn table() { vec![get (\"/a\", Public, x::y),\n post(\"/b/{id}\", May(ManageStaff), x::z),\n\
                get(\"/c\", SignedIn, x::w)] }";
    let found = routes(text);
    assert_eq!(found.len(), 3);
    assert_eq!(found[1], ("POST".to_owned(), "/b/{id}".to_owned(), "May".to_owned()));
    assert_eq!(route_faults(&found, &["Public GET /a", "SignedIn GET /c"]), Vec::<String>::new());
    assert_eq!(route_faults(&found, &["Public GET /a"]).len(), 1);
    assert_eq!(route_faults(&found, &["Public GET /a", "SignedIn GET /c", "Public GET /gone"]).len(), 1);
}
