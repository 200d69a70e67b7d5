//! The tracked files.

use std::{path::Path, process::Command, sync::LazyLock};

/// One tracked text file.
pub struct File {
    /// From the top of the repository, with `/`.
    pub path: String,
    /// Its content.
    pub text: String,
}

impl File {
    /// Whether its name ends with this, after the dot.
    pub fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == extension)
    }
}

static FILES: LazyLock<Vec<File>> = LazyLock::new(read_files);

/// Every tracked file that is text.
pub fn files() -> impl Iterator<Item = &'static File> {
    FILES.iter()
}

/// Tracked Rust files of the program: `src/` of the root and of every room, without their test modules.
pub fn program_files() -> impl Iterator<Item = &'static File> {
    rust_files().filter(|file| room(&file.path).is_some() && !is_test_module(&file.path))
}

/// All tracked Rust files, tests too.
pub fn rust_files() -> impl Iterator<Item = &'static File> {
    files().filter(|file| file.has_extension("rs"))
}

/// The tracked file at `path`.
pub fn file(path: &str) -> &'static File {
    files().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} is not tracked"))
}

/// Whether something is tracked at `path`, or below it.
pub fn is_tracked(path: &str) -> bool {
    let folder = format!("{}/", path.trim_end_matches('/'));
    files().any(|file| file.path == path || file.path.starts_with(&folder)) || Path::new(top()).join(path).exists()
}

/// The room a path of the program belongs to: `crates/db/src/lib.rs` to `db`, `src/main.rs` to `main`.
pub fn room(path: &str) -> Option<&str> {
    if path.starts_with("src/") {
        return Some("main");
    }
    let (room, rest) = path.strip_prefix("crates/")?.split_once('/')?;
    rest.starts_with("src/").then_some(room)
}

/// What stands under `#[cfg(test)] mod …;`: `tests.rs`, what lies in `tests/`, and modules a neighbour declares so.
fn is_test_module(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let declared = |file: &&File| {
        let text = file.text.replace("pub(crate) ", "").replace("pub ", "");
        text.contains(&format!("#[cfg(test)]\nmod {};", name.trim_end_matches(".rs")))
    };
    let is_neighbour = |file: &&File| file.path.rsplit_once('/').is_some_and(|(near, _)| near == folder);
    name == "tests.rs" || path.contains("/tests/") || FILES.iter().filter(is_neighbour).any(|file| declared(&file))
}

fn top() -> &'static str {
    env!("CARGO_MANIFEST_DIR")
}

fn read_files() -> Vec<File> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(top()).output().expect("git runs");
    assert!(listed.status.success(), "git ls-files: {}", String::from_utf8_lossy(&listed.stderr));
    let names = String::from_utf8(listed.stdout).expect("paths are UTF-8");
    let read = |path: &str| {
        let text = std::fs::read(Path::new(top()).join(path)).ok().and_then(|bytes| String::from_utf8(bytes).ok())?;
        Some(File { path: path.to_owned(), text })
    };
    let files: Vec<File> = names.split_terminator('\0').filter_map(read).collect();
    assert!(files.len() > 20, "a repository has more than {} files", files.len());
    files
}

#[test]
fn a_path_names_its_room() {
    assert_eq!(room("crates/db/src/lib.rs"), Some("db"));
    assert_eq!(room("src/main.rs"), Some("main"));
    assert_eq!(room("crates/db/tests/big.rs"), None);
    assert_eq!(room("tests/tidy/main.rs"), None);
    assert!(is_test_module("crates/office/src/places/tests.rs") && !is_test_module("crates/office/src/rates.rs"));
}
