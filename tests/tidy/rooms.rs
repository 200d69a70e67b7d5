//! Rooms depend only downwards, and a library has one owner.

use crate::{expect_none, tree};
use serde_json::Value;
use std::process::Command;

/// Bottom to top. A room may use the rooms before it, never the ones after.
///
/// `documents` knows the kernel alone, so that every room can make its workbook; `sample` and `simulate` are the
/// practice ground: no room of the process knows them.
const ROOMS: &[&str] = &[
    "kernel",
    "documents",
    "db",
    "office",
    "sources",
    "matching",
    "population",
    "registry",
    "survey",
    "accounts",
    "lists",
    "ledger",
    "payments",
    "reconciliation",
    "reports",
    "sample",
    "simulate",
    "web",
    "ansinh",
];

/// What one manifest names: `(package, depends on, "normal" | "optional" | "dev" | "build")`.
type Edge = (String, String, String);

fn room_faults(edges: &[Edge]) -> Vec<String> {
    let rank = |name: &str| ROOMS.iter().position(|room| *room == name);
    let mut faults = Vec::new();
    for (from, to, kind) in edges {
        if from == to && kind == "dev" {
            continue; // its own tests may switch a feature of it on
        }
        match (rank(from), rank(to)) {
            (None, _) => faults.push(format!("{from} is no room of the design")),
            (Some(here), Some(there)) if there >= here => faults.push(format!("{from} may not know {to}")),
            _ => {}
        }
    }
    faults
}

fn edges(metadata: &Value) -> Vec<Edge> {
    let packages = metadata["packages"].as_array().expect("cargo metadata lists packages");
    let of_package = |package: &Value| {
        let from = package["name"].as_str().expect("a package has a name").to_owned();
        let dependencies = package["dependencies"].as_array().expect("a package has dependencies").clone();
        dependencies.into_iter().map(move |dependency| {
            let to = dependency["name"].as_str().expect("a dependency has a name").to_owned();
            let kind = match &dependency["kind"] {
                Value::String(kind) => kind,
                _ if dependency["optional"] == true => "optional",
                _ => "normal",
            };
            (from.clone(), to, kind.to_owned())
        })
    };
    packages.iter().flat_map(of_package).collect()
}

/// The workspace's own packages and what their manifests name.
pub fn workspace_edges() -> Vec<Edge> {
    let asked = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(asked.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&asked.stderr));
    edges(&serde_json::from_slice(&asked.stdout).expect("cargo metadata is JSON"))
}

#[test]
fn rooms_depend_only_downwards() {
    expect_none(&room_faults(&workspace_edges()));
}

#[test]
fn the_waist_and_the_floor_know_no_welfare_word() {
    let below = |path: &str| matches!(tree::room(path), Some("kernel" | "db"));
    let uses_above = |file: &tree::File| ["office::", "web::"].iter().any(|word| file.text.contains(word));
    let faults: Vec<String> = tree::program_files()
        .filter(|file| below(&file.path) && uses_above(file))
        .map(|file| format!("{} names a room above it", file.path))
        .collect();
    expect_none(&faults);
}

#[test]
fn a_dependency_upwards_and_an_unknown_room_are_found() {
    let edge = |from: &str, to: &str| (from.to_owned(), to.to_owned(), "normal".to_owned());
    assert_eq!(room_faults(&[edge("db", "office")]).len(), 1);
    assert_eq!(room_faults(&[edge("utils", "kernel")]).len(), 1);
    assert_eq!(room_faults(&[edge("db", "db")]).len(), 1);
    assert_eq!(room_faults(&[edge("office", "db"), edge("ansinh", "web"), edge("db", "postgres")]).len(), 0);
    let metadata = serde_json::json!({ "packages": [
        { "name": "db", "dependencies": [{ "name": "kernel", "kind": null }, { "name": "tempfile", "kind": "dev" }] },
    ] });
    assert_eq!(edges(&metadata).len(), 2);
}
