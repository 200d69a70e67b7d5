//! From one tree to the next: what became of a unit, and what it came from.

use super::{Level, Places, Tree, Unit, tree_file::How};
use crate::Area;
use jiff::civil::Date;

/// What became of a unit in a later tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Successors<'a> {
    /// All of it lies in this unit: itself, renamed, or what it was merged into.
    Whole(&'a Unit),
    /// It lies in several; which one, only the household's address tells.
    Split(Vec<Candidate<'a>>),
    /// No source says. A person has to.
    Unknown,
}

/// One of several units that a split unit may have gone to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// The later unit.
    pub unit: &'a Unit,
    /// The one to propose first. A guess for any given household.
    pub is_default: bool,
}

/// A unit of the tree before that became part of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Predecessor<'a> {
    /// The earlier unit.
    pub unit: &'a Unit,
    /// Whether all of it came here.
    pub whole: bool,
    /// How the row was found.
    pub how: How,
}

impl Places {
    /// What became of a unit in the tree right after its own; nothing where its tree is the last.
    pub fn successors(&self, place: i64) -> Option<Successors<'_>> {
        let unit = self.unit(place)?;
        let next = self.tree(unit.tree + 1)?;
        Some(self.step(unit, next))
    }

    fn step<'a>(&'a self, unit: &Unit, next: &'a Tree) -> Successors<'a> {
        if unit.level == Level::Nation {
            return Successors::Whole(next.root());
        }
        let named = candidates(next, next.moves_from(unit.place));
        if !named.is_empty() || unit.is_leaf() {
            return gathered(named);
        }
        // A unit above communes went where its communes went.
        let mut all: Vec<Candidate<'_>> = Vec::new();
        for below in self.below(unit.area()).iter().filter(|below| below.is_leaf()) {
            for found in candidates(next, next.moves_from(below.place)) {
                let unit = match unit.level {
                    Level::Province => self.at_level(found.unit.place, Level::Province).unwrap_or(found.unit),
                    _ => found.unit,
                };
                if !all.iter().any(|known| known.unit.place == unit.place) {
                    all.push(Candidate { unit, is_default: false });
                }
            }
        }
        all.sort_unstable_by_key(|found| found.unit.place);
        gathered(all)
    }

    /// Where a unit lies on a later day, across all trees between. A unit already in force then is itself.
    pub fn carry(&self, place: i64, day: Date) -> Option<Successors<'_>> {
        let unit = self.unit(place)?;
        let until = self.tree_on(day)?.number;
        let mut now = vec![Candidate { unit, is_default: true }];
        for number in unit.tree + 1..=until {
            let next = self.tree(number)?;
            let mut then: Vec<Candidate<'_>> = Vec::new();
            for from in now {
                let stepped = match self.step(from.unit, next) {
                    Successors::Whole(unit) => vec![Candidate { unit, is_default: true }],
                    Successors::Split(all) => all,
                    Successors::Unknown => return Some(Successors::Unknown),
                };
                for found in stepped {
                    let is_default = from.is_default && found.is_default;
                    match then.iter_mut().find(|known| known.unit.place == found.unit.place) {
                        Some(known) => known.is_default |= is_default,
                        None => then.push(Candidate { unit: found.unit, is_default }),
                    }
                }
            }
            now = then;
        }
        Some(gathered(now))
    }

    /// The units of the tree before that a unit is made of, wholly or in part. Empty in the first tree.
    pub fn predecessors(&self, place: i64) -> Vec<Predecessor<'_>> {
        let Some(tree) = self.tree_of(place) else { return Vec::new() };
        let Some(before) = self.tree(tree.number - 1) else { return Vec::new() };
        let rows = tree.moves_to(place).iter();
        rows.filter_map(|row| {
            let unit = before.unit(row.old)?;
            Some(Predecessor { unit, whole: tree.moves_from(row.old).len() == 1, how: row.how })
        })
        .collect()
    }

    /// The areas, in all trees, that are this unit or lie wholly inside it: what its officers may see of the past and
    /// of the future. A commune split between this unit and another belongs to neither.
    pub fn areas_through_time(&self, place: i64) -> Vec<Area> {
        let Some(unit) = self.unit(place) else { return Vec::new() };
        let mut areas = vec![unit.area()];
        let mut inside = vec![unit.area()];
        for number in (1..unit.tree).rev() {
            inside = self.runs(number, |leaf, _| {
                let rows = self.tree(number + 1).map_or(&[][..], |next| next.moves_from(leaf.place));
                verdict(rows.iter().map(|row| row.new), &inside)
            });
            areas.extend_from_slice(&inside);
        }
        let mut inside = vec![unit.area()];
        for number in unit.tree + 1..=i64::try_from(self.trees.len()).unwrap_or(0) {
            inside =
                self.runs(number, |leaf, tree| verdict(tree.moves_to(leaf.place).iter().map(|row| row.old), &inside));
            areas.extend_from_slice(&inside);
        }
        areas.sort_unstable_by_key(|area| area.lo);
        areas
    }

    /// The longest runs of a tree whose leaves are all inside.
    fn runs(&self, number: i64, inside: impl Fn(&Unit, &Tree) -> Option<bool>) -> Vec<Area> {
        let Some(tree) = self.tree(number) else { return Vec::new() };
        let mut runs: Vec<Area> = Vec::new();
        for (unit, is_inside) in tree.units().iter().zip(settled(tree, inside)) {
            match runs.last_mut() {
                Some(run) if is_inside && run.hi + 1 == unit.place => run.hi = unit.place,
                _ if is_inside => runs.push(Area { lo: unit.place, hi: unit.place }),
                _ => {}
            }
        }
        runs
    }
}

/// For each unit of a tree, whether it lies inside: a leaf by its own answer, a unit above by its leaves. A leaf
/// without an answer goes with the unit above it.
fn settled(tree: &Tree, inside: impl Fn(&Unit, &Tree) -> Option<bool>) -> Vec<bool> {
    let base = tree.root().place;
    let index = |place: i64| usize::try_from(place - base).expect("a place of this tree");
    let mut answers: Vec<Option<bool>> = vec![None; tree.units().len()];
    // From the last to the first, every unit is met before the one above it.
    for unit in tree.units().iter().rev() {
        if unit.is_leaf() {
            answers[index(unit.place)] = inside(unit, tree);
        }
        let (Some(mine), Some(parent)) = (answers[index(unit.place)], unit.parent) else { continue };
        let above = &mut answers[index(parent)];
        *above = Some(above.is_none_or(|so_far| so_far) && mine);
    }
    for unit in tree.units() {
        if answers[index(unit.place)].is_none() {
            answers[index(unit.place)] = unit.parent.and_then(|parent| answers[index(parent)]);
        }
    }
    answers.into_iter().map(|answer| answer.unwrap_or(false)).collect()
}

/// Inside if all the places are; no answer where there are none.
fn verdict(places: impl Iterator<Item = i64>, inside: &[Area]) -> Option<bool> {
    let mut any = false;
    for place in places {
        any = true;
        if !inside.iter().any(|area| area.lo <= place && place <= area.hi) {
            return Some(false);
        }
    }
    any.then_some(true)
}

fn candidates<'a>(next: &'a Tree, rows: &[super::Move]) -> Vec<Candidate<'a>> {
    rows.iter().filter_map(|row| Some(Candidate { unit: next.unit(row.new)?, is_default: row.is_default })).collect()
}

fn gathered(mut all: Vec<Candidate<'_>>) -> Successors<'_> {
    match all.len() {
        0 => Successors::Unknown,
        1 => Successors::Whole(all.remove(0).unit),
        _ => Successors::Split(all),
    }
}
