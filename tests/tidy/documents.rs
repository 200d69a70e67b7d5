//! Markdown begins with a title and its links lead somewhere; nothing tracked names the machine it was written on.

use crate::{expect_none, tree};

/// Paths and hosts of one workplace. Written in halves, so that this list does not find itself.
const FOREIGN: &[(&str, &str)] = &[
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("/opt/", "wheels"),
    ("registry.", "npmjs"),
    ("npmjs", ".org"),
    ("pypi", ".org"),
    ("pythonhosted", ".org"),
    ("deb.", "debian"),
    ("static.", "crates.io"),
    ("index.", "crates.io"),
];

fn foreign_names(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for (one, two) in FOREIGN {
            let name = format!("{one}{two}");
            if is_path_or_host(line, &name) {
                faults.push(format!("{path}:{}: names {name}", number + 1));
            }
        }
    }
    faults
}

/// A path counts only at its beginning: `target/home/` is none of the machine's.
fn is_path_or_host(line: &str, name: &str) -> bool {
    let at_beginning = |at: usize| {
        let before = line[..at].chars().next_back();
        !name.starts_with('/') || before.is_none_or(|c| !c.is_alphanumeric() && !"._-}$/*{".contains(c))
    };
    line.match_indices(name).any(|(at, _)| at_beginning(at))
}

fn markdown_faults(path: &str, text: &str, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.starts_with("# ") {
        faults.push(format!("{path}: begins with a `# Title`"));
    }
    for target in links(text) {
        let is_outside = target.starts_with("http:") || target.starts_with("https:") || target.starts_with("mailto:");
        let file = target.split('#').next().unwrap_or_default();
        if !is_outside && !file.is_empty() && !exists(&resolve(path, file)) {
            faults.push(format!("{path}: the link {target} leads nowhere"));
        }
    }
    faults
}

/// The targets of `[text](target)` outside code.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        for (at, _) in line.match_indices("](") {
            let rest = &line[at + 2..];
            found.extend(rest.find(')').map(|end| rest[..end].to_owned()));
        }
    }
    found
}

/// `target` as seen from the folder of `path`.
fn resolve(path: &str, target: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[test]
fn nothing_tracked_names_a_machine_or_a_registry() {
    let faults: Vec<String> = tree::files().flat_map(|file| foreign_names(&file.path, &file.text)).collect();
    expect_none(&faults);
}

#[test]
fn every_document_has_a_title_and_its_links_lead_somewhere() {
    let documents = tree::files().filter(|file| file.has_extension("md"));
    let faults: Vec<String> =
        documents.flat_map(|file| markdown_faults(&file.path, &file.text, tree::is_tracked)).collect();
    expect_none(&faults);
}

/// `"name==version"` of the packages a script makes shipped data from, that the notices beside the data do not name.
fn missing_notices(script: &str, notices: &str) -> Vec<String> {
    let is_package = |part: &&str| {
        let sides = part.split_once("==");
        sides.is_some_and(|(name, version)| !name.is_empty() && version.starts_with(|c: char| c.is_ascii_digit()))
    };
    let quoted = script.split('"').filter(is_package);
    let named = |package: &&str| {
        let heading = package.replace("==", " ");
        notices.contains(&format!("## {heading}")) && notices.contains("Copyright (c)")
    };
    quoted
        .filter(|package| !named(package))
        .map(|package| format!("{package}: its licence notice is missing"))
        .collect()
}

#[test]
fn shipped_data_keeps_its_licence_notices() {
    let script = &tree::file("scripts/units").text;
    assert!(script.contains("=="), "the script names its packages with their versions");
    expect_none(&missing_notices(script, &tree::file("crates/office/data/NOTICE.md").text));
    let shipped = tree::files().filter(|file| !file.path.contains("/tests/"));
    let folders = shipped.filter_map(|file| file.path.split_once("/data/").map(|(room, _)| format!("{room}/data")));
    let bare: Vec<String> = folders.filter(|folder| !tree::is_tracked(&format!("{folder}/NOTICE.md"))).collect();
    assert!(bare.is_empty(), "data without a NOTICE.md: {bare:?}");
}

#[test]
fn a_missing_notice_is_found() {
    let script = "PACKAGES = { \"units==1.0\": \"ab\", \"maps==2\": \"cd\" }; a == b";
    assert_eq!(
        missing_notices(script, "# N\n## units 1.0\nCopyright (c) 2024\n"),
        ["maps==2: its licence notice is missing"]
    );
}

#[test]
fn a_machine_path_is_found_and_an_own_path_is_not() {
    let work = ["/wo", "rk/x"].concat();
    assert_eq!(foreign_names("a.md", &format!("see {work}")).len(), 1);
    assert_eq!(foreign_names("a.md", &format!("see docs{work} and net{work}")).len(), 0);
    assert_eq!(foreign_names("a.toml", &["https://pypi", ".org/simple"].concat()).len(), 1);
}

#[test]
fn a_document_without_title_or_with_a_dead_link_is_found() {
    let exists = |path: &str| path == "docs/DESIGN.md";
    assert_eq!(markdown_faults("docs/A.md", "no title\n[x](gone.md)", exists).len(), 2);
    let good = "# A\n[x](DESIGN.md#why) [y](https://example.org) [z](../docs/DESIGN.md)\n```\n[n](no.md)\n```\n";
    assert_eq!(markdown_faults("docs/A.md", good, exists), Vec::<String>::new());
}
