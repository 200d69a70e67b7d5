//! Where things are: the dated trees of administrative units, and what became of each unit.
//!
//! *Owns* the unit trees of 2024, of 1 July 2025, of 30 April 2026, and those loaded later.
//! *Takes* a tree file, from the program or from an administrator.
//! *Gives* place numbers, areas, names for letters and addresses, and the way from old units to new.
//! *Never* knows a unit by its code alone: of 3,321 codes of 2025, 3,314 had named something else before.

mod carry;
mod fold;
mod load;
mod search;
mod store;
mod tree;
pub mod tree_file;
mod unit;

pub use carry::{Candidate, Predecessor, Successors};
pub use load::{Loaded, check_tree_file, load, load_tree_file, read};
pub use search::{Match, Named};
pub use tree::{Move, NATION_CODE, TREE_SPAN, Tree};
pub use unit::{Level, Unit, UnitKind};

use crate::Area;
use jiff::civil::Date;
use std::sync::{Arc, LazyLock};
use tree_file::TreeFault;

/// The files that ship with the program, in the order of their trees.
const FILES: [&str; 3] = [
    include_str!("../../data/units-2024.txt"),
    include_str!("../../data/units-2025.txt"),
    include_str!("../../data/units-2026.txt"),
];

static BUILT_IN: LazyLock<Places> =
    LazyLock::new(|| Places::from_files(FILES).expect("the unit files of the program hold together"));

/// All dated unit trees, in memory. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Places {
    trees: Vec<Arc<Tree>>,
}

impl Places {
    /// The trees that ship with the program. A running office uses those of its database, `places::load`.
    pub fn built_in() -> &'static Places {
        &BUILT_IN
    }

    fn from_files<'t>(files: impl IntoIterator<Item = &'t str>) -> Result<Places, TreeFault> {
        let mut trees: Vec<Arc<Tree>> = Vec::new();
        for text in files {
            let before = trees.last().map(Arc::as_ref);
            trees.push(Arc::new(Tree::build(tree_file::parse(text.as_bytes())?, before, text.as_bytes())?));
        }
        Ok(Places { trees })
    }

    pub(crate) fn from_trees(trees: Vec<Arc<Tree>>) -> Places {
        debug_assert!(trees.iter().zip(1..).all(|(tree, number)| tree.number == number), "trees are counted from 1");
        Places { trees }
    }

    /// The trees, oldest first.
    pub fn trees(&self) -> &[Arc<Tree>] {
        &self.trees
    }

    /// The tree with this number.
    pub fn tree(&self, number: i64) -> Option<&Tree> {
        self.trees.get(usize::try_from(number).ok()?.checked_sub(1)?).map(Arc::as_ref)
    }

    /// The tree in force on `day`; none before the first.
    pub fn tree_on(&self, day: Date) -> Option<&Tree> {
        self.trees.iter().rev().find(|tree| tree.from <= day).map(Arc::as_ref)
    }

    /// The last day of a tree, where another follows it.
    pub fn last_day(&self, tree: i64) -> Option<Date> {
        self.tree(tree + 1)?.from.yesterday().ok()
    }

    /// The tree a place number belongs to.
    pub fn tree_of(&self, place: i64) -> Option<&Tree> {
        self.tree(place.div_euclid(TREE_SPAN))
    }

    /// The unit with a code on a day.
    pub fn find(&self, code: &str, day: Date) -> Option<&Unit> {
        self.tree_on(day)?.find(code)
    }

    /// The unit with a place number.
    pub fn unit(&self, place: i64) -> Option<&Unit> {
        self.tree_of(place)?.unit(place)
    }

    /// The unit and all below it, as an area.
    pub fn area(&self, place: i64) -> Option<Area> {
        self.unit(place).map(Unit::area)
    }

    /// The units directly below, in the order of their codes.
    pub fn children(&self, place: i64) -> Vec<&Unit> {
        let Some(unit) = self.unit(place) else { return Vec::new() };
        self.below(unit.area()).iter().filter(|below| below.parent == Some(place)).collect()
    }

    /// The unit that heads an area, and all below it, in pre-order.
    pub fn below(&self, area: Area) -> &[Unit] {
        self.tree_of(area.lo).map_or(&[], |tree| tree.within(area))
    }

    /// From the unit up to the country.
    pub fn path(&self, place: i64) -> Vec<&Unit> {
        std::iter::successors(self.unit(place), |unit| self.unit(unit.parent?)).collect()
    }

    /// The unit of a level that `place` is, or lies in.
    pub fn at_level(&self, place: i64, level: Level) -> Option<&Unit> {
        self.path(place).into_iter().find(|unit| unit.level == level)
    }

    /// `xã Bình Châu, huyện Bình Sơn, tỉnh Quảng Ngãi`: as an address inside a letter; the country alone is `Việt Nam`.
    pub fn display(&self, place: i64) -> Option<String> {
        let mut path = self.path(place);
        if path.is_empty() {
            return None;
        }
        if path.len() > 1 {
            path.pop();
        }
        Some(path.iter().map(|unit| unit.name_inside()).collect::<Vec<_>>().join(", "))
    }
}

#[cfg(test)]
mod tests;
