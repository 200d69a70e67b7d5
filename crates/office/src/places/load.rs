//! The trees of the program and of the database are the same trees.

use super::{Level, Places, Successors, TREE_SPAN, Tree, store, tree_file};
use crate::{Acting, Action, Refusal, audit};
use db::Tx;
use jiff::civil::Date;
use serde_json::json;
use std::sync::Arc;
use tree_file::TreeFault;

/// Brings the trees that ship with the program into the database, and answers all trees there are.
///
/// Called at every start; only the first one writes. Names may be put right by a newer program, but a place number,
/// once given, is never given to another unit: offices, persons and months refer to it.
pub fn load(tx: &mut Tx<'_>) -> Result<Places, Refusal> {
    tx.lock("unit_tree")?;
    let known = store::list_trees(tx)?;
    for tree in &Places::built_in().trees {
        let Some(row) = known.iter().find(|row| row.number == tree.number) else {
            store::insert_tree(tx, tree, true)?;
            continue;
        };
        if row.digest == tree.digest {
            continue;
        }
        let stored = store::list_units(tx, tree.number)?;
        let same_numbers = stored.len() == tree.units().len()
            && stored.iter().zip(tree.units()).all(|(old, new)| (old.hi, &old.code) == (new.hi, &new.code));
        if same_numbers && row.from == tree.from {
            let (from, until) = span(tree.number);
            store::delete_tree(tx, tree.number, from, until)?;
            store::insert_tree(tx, tree, true)?;
        } else if row.is_built_in {
            return Err(Refusal::TreeRenumbered { tree: tree.number });
        } else {
            tracing::warn!(tree = tree.number, "the unit tree loaded from a file stays; the program's own differs");
        }
    }
    read(tx)
}

/// The trees of the database, for a program that only reads.
pub fn read(tx: &mut Tx<'_>) -> Result<Places, Refusal> {
    let mut trees = Vec::new();
    for row in store::list_trees(tx)? {
        let built_in = Places::built_in().trees.iter().find(|tree| tree.digest.as_slice() == row.digest);
        if let Some(tree) = built_in {
            trees.push(Arc::clone(tree));
            continue;
        }
        let (from, until) = span(row.number);
        let units = store::list_units(tx, row.number)?;
        let moves = store::list_moves(tx, from, until)?;
        let digest = row.digest.try_into().map_err(|_| Refusal::NotFound { what: "digest of a unit tree" })?;
        trees.push(Arc::new(Tree::from_rows(row.number, row.from, row.basis, units, moves, digest)));
    }
    Ok(Places::from_trees(trees))
}

fn span(tree: i64) -> (i64, i64) {
    (tree * TREE_SPAN, (tree + 1) * TREE_SPAN)
}

/// What a tree file would bring, shown before it is loaded.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Loaded {
    /// The number of the tree.
    pub tree: i64,
    /// Its first day.
    pub from: Date,
    /// The law it stands on.
    pub basis: String,
    /// How many provinces.
    pub provinces: usize,
    /// How many districts.
    pub districts: usize,
    /// How many communes.
    pub communes: usize,
    /// How many units of the tree before are split over several.
    pub split: usize,
    /// Codes of communes of the tree before of which the file does not say where they went.
    pub without_successor: Vec<String>,
}

/// Reads a tree file against the trees there are, changing nothing.
pub fn check_tree_file(places: &Places, bytes: &[u8]) -> Result<Loaded, TreeFault> {
    let tree = build(places, bytes)?;
    let count = |level| tree.units().iter().filter(|unit| unit.level == level).count();
    let counts = [Level::Province, Level::District, Level::Commune].map(count);
    let (number, from, basis) = (tree.number, tree.from, tree.basis.clone());
    let before = number - 1;
    let mut trees = places.trees.clone();
    trees.push(Arc::new(tree));
    let after = Places::from_trees(trees);
    let (mut split, mut without_successor) = (0, Vec::new());
    for unit in after.tree(before).map_or(&[][..], Tree::units).iter().filter(|unit| unit.level == Level::Commune) {
        match after.successors(unit.place) {
            Some(Successors::Split(_)) => split += 1,
            Some(Successors::Unknown) => without_successor.push(unit.code.clone()),
            _ => {}
        }
    }
    let [provinces, districts, communes] = counts;
    Ok(Loaded { tree: number, from, basis, provinces, districts, communes, split, without_successor })
}

fn build(places: &Places, bytes: &[u8]) -> Result<Tree, TreeFault> {
    let before = places.trees.last().map(Arc::as_ref);
    Tree::build(tree_file::parse(bytes)?, before, bytes)
}

/// Adds the next tree from a file of the form of those that ship with the program.
pub fn load_tree_file(tx: &mut Tx<'_>, acting: &Acting, bytes: &[u8]) -> Result<Loaded, Refusal> {
    acting.must(Action::ManageOffices)?;
    tx.lock("unit_tree")?;
    let places = read(tx)?;
    let loaded = check_tree_file(&places, bytes)?;
    store::insert_tree(tx, &build(&places, bytes)?, false)?;
    let entry = audit::Entry {
        verb: "places.load_tree",
        subject_kind: "unit_tree",
        subject: loaded.tree.to_string(),
        place: Some(loaded.tree * TREE_SPAN),
        why: None,
        from: None,
        to: Some(json!(loaded)),
    };
    audit::record(tx, acting, entry)?;
    Ok(loaded)
}
