//! `Cargo.toml` gives each library a reason and one owner; `clippy.toml` gives each ban its replacement.

use crate::{expect_none, rooms::workspace_edges, source::Source, tree};
use std::collections::{BTreeMap, BTreeSet};

/// Libraries every room may use: values, errors, logs, time.
const SHARED: &[&str] = &["jiff", "serde", "serde_json", "thiserror", "tracing"];

/// A line of `[workspace.dependencies]` with the comment above it.
#[derive(Debug, PartialEq)]
struct Dependency {
    name: String,
    /// The room the comment begins with, before its colon; `db and web` where two speak over the same wire.
    owner: String,
    /// What follows the colon.
    reason: String,
}

/// Lines under one comment share its owner and reason.
fn dependencies(manifest: &str) -> Vec<Dependency> {
    let section = manifest.split("[workspace.dependencies]").nth(1).expect("the manifest has workspace dependencies");
    let (mut owner, mut reason) = (String::new(), String::new());
    let mut found = Vec::new();
    for line in section.lines().take_while(|line| !line.starts_with('[')) {
        if let Some(comment) = line.strip_prefix("# ") {
            let (room, why) = comment.split_once(": ").unwrap_or((comment, ""));
            (owner, reason) = (room.to_owned(), why.to_owned());
        } else if let Some((name, _)) = line.split_once(" = ") {
            found.push(Dependency { name: name.to_owned(), owner: owner.clone(), reason: reason.clone() });
        }
    }
    found
}

/// `uses` are `(room, library)` of what the program is made of; tests may use any library.
fn dependency_faults(manifest: &str, uses: &[(String, String)], tests: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    for Dependency { name, owner, reason } in dependencies(manifest) {
        if owner == "rooms" {
            continue;
        }
        if reason.is_empty() && owner != "tests" {
            faults.push(format!("{name}: no `# owner: reason` line above it"));
        }
        let using: Vec<&str> = uses.iter().filter(|(_, used)| *used == name).map(|(room, _)| room.as_str()).collect();
        match owner.as_str() {
            "tests" if using.is_empty() && tests.contains(&name) => {}
            "every room" if !using.is_empty() => {}
            _ if SHARED.contains(&name.as_str()) => {}
            _ => {
                let owners: Vec<&str> = owner.split(", ").flat_map(|part| part.split(" and ")).collect();
                for user in using.iter().filter(|user| !owners.contains(user)) {
                    faults.push(format!("{name} belongs to {owner}; {user} asks the owner instead"));
                }
                if using.is_empty() && !tests.contains(&name) {
                    faults.push(format!("{name}: nobody uses it"));
                }
            }
        }
    }
    faults
}

/// Bans without `reason`, and reasons too short to name a replacement.
fn ban_faults(clippy: &str) -> Vec<String> {
    let bans = clippy.lines().filter(|line| line.trim_start().starts_with("{ path ="));
    let has_reason = |line: &&str| line.split_once("reason = \"").is_some_and(|(_, reason)| reason.len() > 20);
    bans.filter(|line| !has_reason(line)).map(|line| format!("clippy.toml: no replacement named: {line}")).collect()
}

/// `(room, library)` of what the program is made of.
fn normal_uses() -> Vec<(String, String)> {
    let name = |room: String| if room == "ansinh" { "main".to_owned() } else { room };
    let normal = workspace_edges().into_iter().filter(|(_, _, kind)| kind == "normal");
    normal.map(|(room, library, _)| (name(room), library)).collect()
}

#[test]
fn every_library_has_a_reason_and_one_owner() {
    let others = workspace_edges().into_iter().filter(|(_, _, kind)| kind != "normal");
    let tests: Vec<String> = others.map(|(_, library, _)| library).collect();
    expect_none(&dependency_faults(&tree::file("Cargo.toml").text, &normal_uses(), &tests));
}

/// `(room, library)` pairs whose library the room's source never names.
fn unused_libraries(uses: &[(String, String)], words: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let is_named = |(room, library): &&(String, String)| words[room].contains(&library.replace('-', "_"));
    uses.iter().filter(|pair| !is_named(pair)).map(|(room, library)| format!("{room} never uses {library}")).collect()
}

/// Every word of a room's own source.
fn words_of_room(room: &str) -> BTreeSet<String> {
    let files = tree::program_files().filter(|file| tree::room(&file.path) == Some(room));
    files.flat_map(|file| Source::parse(&file.text).words).map(|(_, word)| word).collect()
}

#[test]
fn every_library_of_a_room_is_used_there() {
    let uses = normal_uses();
    let rooms: BTreeSet<&String> = uses.iter().map(|(room, _)| room).collect();
    let words: BTreeMap<String, BTreeSet<String>> =
        rooms.into_iter().map(|room| (room.clone(), words_of_room(room))).collect();
    expect_none(&unused_libraries(&uses, &words));
}

#[test]
fn an_unused_library_is_found() {
    let uses = [("db".to_owned(), "rust-lite".to_owned()), ("db".to_owned(), "pg".to_owned())];
    let words = BTreeMap::from([("db".to_owned(), BTreeSet::from(["rust_lite".to_owned()]))]);
    assert_eq!(unused_libraries(&uses, &words), ["db never uses pg"]);
}

#[test]
fn every_ban_names_its_replacement() {
    let clippy = &tree::file("clippy.toml").text;
    assert!(clippy.contains("{ path ="), "there are bans");
    expect_none(&ban_faults(clippy));
}

#[test]
fn a_library_without_reason_owner_or_use_is_found() {
    let manifest = "[workspace.dependencies]\n# rooms\ndb = { path = \"\" }\n# db: the driver\npostgres = \"1\"\n\
                    # web\naxum = \"1\"\n# main: bars\nindicatif = \"1\"\n# tests\ninsta = \"1\"\n[profile]\nx = 1\n";
    let uses = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(room, library)| ((*room).to_owned(), (*library).to_owned())).collect::<Vec<_>>()
    };
    let right = uses(&[("db", "postgres"), ("web", "axum"), ("main", "indicatif")]);
    let tests = ["insta".to_owned()];
    assert_eq!(dependency_faults(manifest, &right, &tests), ["axum: no `# owner: reason` line above it"]);
    let wrong = uses(&[("db", "postgres"), ("office", "postgres"), ("web", "axum")]);
    assert_eq!(dependency_faults(manifest, &wrong, &tests).len(), 3);
    assert_eq!(dependency_faults(manifest, &right, &[]).len(), 2);
    assert_eq!(dependencies(manifest).len(), 5);
}

#[test]
fn a_ban_without_replacement_is_found() {
    assert_eq!(
        ban_faults("disallowed-methods = [\n  { path = \"a::b\" },\n  { path = \"a::c\", reason = \"no\" },\n]").len(),
        2
    );
    assert_eq!(ban_faults("  { path = \"a::b\", reason = \"take a `Clock` or a `Timestamp`\" },").len(), 0);
}
