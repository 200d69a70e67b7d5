//! A dated unit tree, numbered in pre-order.

use super::tree_file::{How, SuccessorLine, TreeFault, TreeFaultKind, TreeFile, UnitLine};
use super::{Level, Unit, UnitKind, fold};
use crate::Area;
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};
use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

/// Trees are numbered apart: tree 2 starts at 2 000 000.
pub const TREE_SPAN: i64 = 1_000_000;
/// The code of the country at the root of each tree.
pub const NATION_CODE: &str = "VN";

/// One tree: the units in force from a day on.
#[derive(Clone, Debug)]
pub struct Tree {
    /// 1 for the tree of 2024, and so on.
    pub number: i64,
    /// The first day in force. The last is the day before the next tree's.
    pub from: Date,
    /// The law it stands on.
    pub basis: String,
    /// Of its file and of all files before it.
    pub digest: [u8; 32],
    units: Vec<Unit>,
    by_code: HashMap<String, usize>,
    /// From the tree before, ordered by (old, new).
    moves: Vec<Move>,
    /// The same, ordered by (new, old).
    moves_back: Vec<Move>,
    /// Search keys, made when first asked for: opening the program does not wait for them.
    keys: OnceLock<Vec<(String, String)>>,
}

/// A unit of the tree before, or a part of it, became this unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Move {
    /// Place in the tree before.
    pub old: i64,
    /// Place in this tree.
    pub new: i64,
    /// Of a split, the one to propose first.
    pub is_default: bool,
    /// How the row was found.
    pub how: How,
}

impl Tree {
    /// Numbers a tree as read from `bytes`. `before` is the tree it follows, if any.
    pub fn build(file: TreeFile, before: Option<&Tree>, bytes: &[u8]) -> Result<Tree, TreeFault> {
        let head = |kind| TreeFault { line: 1, kind };
        let follows = match before {
            None => file.number == 1,
            Some(before) => file.number == before.number + 1 && file.from > before.from,
        };
        if !follows {
            return Err(head(TreeFaultKind::NotNext));
        }
        let base = file.number * TREE_SPAN;
        let units = match (file.like, before) {
            (false, _) => number(base, file.units)?,
            (true, Some(before)) => rename(base, before, file.units)?,
            (true, None) => return Err(head(TreeFaultKind::NothingBefore)),
        };
        let by_code = units.iter().enumerate().map(|(index, unit)| (unit.code.clone(), index)).collect();
        let mut tree = Tree {
            number: file.number,
            from: file.from,
            basis: file.basis,
            digest: digest(before, bytes),
            units,
            by_code,
            moves: Vec::new(),
            moves_back: Vec::new(),
            keys: OnceLock::new(),
        };
        if let Some(before) = before {
            tree.follow(before, &file.successors, file.like)?;
        }
        Ok(tree)
    }

    /// A tree read back from the database: units in place order, moves in any order.
    pub(crate) fn from_rows(
        number: i64,
        from: Date,
        basis: String,
        units: Vec<Unit>,
        moves: Vec<Move>,
        digest: [u8; 32],
    ) -> Tree {
        let by_code = units.iter().enumerate().map(|(index, unit)| (unit.code.clone(), index)).collect();
        let (moves_back, keys) = (Vec::new(), OnceLock::new());
        let mut tree = Tree { number, from, basis, digest, units, by_code, moves: Vec::new(), moves_back, keys };
        tree.set_moves(moves);
        tree
    }

    fn set_moves(&mut self, mut moves: Vec<Move>) {
        moves.sort_unstable();
        self.moves_back.clone_from(&moves);
        self.moves_back.sort_unstable_by_key(|row| (row.new, row.old));
        self.moves = moves;
    }

    fn follow(&mut self, before: &Tree, rows: &[SuccessorLine], like: bool) -> Result<(), TreeFault> {
        let named: HashSet<&str> = rows.iter().map(|row| row.old.as_str()).collect();
        let mut moves = Vec::new();
        for row in rows {
            let fault = TreeFault { line: row.line, kind: TreeFaultKind::SuccessorUnknown };
            let (Some(old), Some(new)) = (before.find(&row.old), self.find(&row.new)) else { return Err(fault) };
            moves.push(Move { old: old.place, new: new.place, is_default: row.is_default, how: row.how });
        }
        if like {
            let kept = before.units.iter().filter(|unit| !named.contains(unit.code.as_str()));
            moves.extend(kept.filter_map(|old| {
                let new = self.find(&old.code)?;
                Some(Move { old: old.place, new: new.place, is_default: true, how: How::Code })
            }));
        }
        self.set_moves(moves);
        Ok(())
    }

    /// All units, in pre-order.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The country.
    pub fn root(&self) -> &Unit {
        &self.units[0]
    }

    /// The unit with this code.
    pub fn find(&self, code: &str) -> Option<&Unit> {
        self.by_code.get(code).map(|index| &self.units[*index])
    }

    /// The unit with this place number.
    pub fn unit(&self, place: i64) -> Option<&Unit> {
        let index = usize::try_from(place - self.number * TREE_SPAN).ok()?;
        self.units.get(index)
    }

    /// The units of an area of this tree; none for an area of another tree.
    pub fn within(&self, area: Area) -> &[Unit] {
        let (Some(lo), Some(hi)) = (self.unit(area.lo), self.unit(area.hi)) else { return &[] };
        let base = self.number * TREE_SPAN;
        let index = |place: i64| usize::try_from(place - base).unwrap_or(0);
        &self.units[index(lo.place)..=index(hi.place).max(index(lo.place))]
    }

    /// The name of a unit of this tree as keys: with marks, and without.
    pub(super) fn keys(&self, unit: &Unit) -> (&str, &str) {
        let keys = self.keys.get_or_init(|| {
            self.units.iter().map(|unit| (fold::marked(&unit.name), fold::plain(&unit.name))).collect()
        });
        let index = usize::try_from(unit.place - self.number * TREE_SPAN).expect("a unit of this tree");
        (&keys[index].0, &keys[index].1)
    }

    /// Where the unit `old` of the tree before went.
    pub fn moves_from(&self, old: i64) -> &[Move] {
        let start = self.moves.partition_point(|row| row.old < old);
        let end = self.moves.partition_point(|row| row.old <= old);
        &self.moves[start..end]
    }

    /// What of the tree before became the unit `new`.
    pub fn moves_to(&self, new: i64) -> &[Move] {
        let start = self.moves_back.partition_point(|row| row.new < new);
        let end = self.moves_back.partition_point(|row| row.new <= new);
        &self.moves_back[start..end]
    }

    /// All moves from the tree before, ordered by (old, new).
    pub fn moves(&self) -> &[Move] {
        &self.moves
    }
}

fn digest(before: Option<&Tree>, bytes: &[u8]) -> [u8; 32] {
    let mut sum = Sha256::new();
    sum.update(before.map_or([0; 32], |tree| tree.digest));
    sum.update(bytes);
    sum.finalize().into()
}

fn nation(tree: i64, base: i64) -> Unit {
    Unit {
        place: base,
        hi: base,
        parent: None,
        tree,
        level: Level::Nation,
        kind: UnitKind::Country,
        code: NATION_CODE.to_owned(),
        name: "Việt Nam".to_owned(),
    }
}

/// Gives each line its place; a line stands under the last line above its level.
fn number(base: i64, lines: Vec<UnitLine>) -> Result<Vec<Unit>, TreeFault> {
    let tree = base / TREE_SPAN;
    let mut units = vec![nation(tree, base)];
    let mut seen = HashSet::new();
    // Indexes of the open units, from the country down.
    let mut open = vec![0_usize];
    for line in lines {
        let fault = |kind| TreeFault { line: line.line, kind };
        if !seen.insert(line.code.clone()) {
            return Err(fault(TreeFaultKind::UnitTwice));
        }
        while units[*open.last().expect("the country stays open")].level >= line.level {
            open.pop();
        }
        let above = *open.last().expect("the country is above every level");
        if units[above].level == Level::Nation && line.level != Level::Province {
            return Err(fault(TreeFaultKind::UnitUnderNothing));
        }
        let place = base + i64::try_from(units.len()).expect("TREE_UNITS_MAX is small");
        for index in &open {
            units[*index].hi = place;
        }
        open.push(units.len());
        let parent = Some(units[above].place);
        let UnitLine { level, kind, code, name, .. } = line;
        units.push(Unit { place, hi: place, parent, tree, level, kind, code, name });
    }
    Ok(units)
}

/// The tree before with other names for the named units.
fn rename(base: i64, before: &Tree, lines: Vec<UnitLine>) -> Result<Vec<Unit>, TreeFault> {
    let tree = base / TREE_SPAN;
    let shift = base - before.number * TREE_SPAN;
    let mut units: Vec<Unit> = before
        .units
        .iter()
        .map(|unit| Unit {
            place: unit.place + shift,
            hi: unit.hi + shift,
            parent: unit.parent.map(|parent| parent + shift),
            tree,
            ..unit.clone()
        })
        .collect();
    for line in lines {
        let index = before.by_code.get(&line.code);
        let index = *index.ok_or(TreeFault { line: line.line, kind: TreeFaultKind::UnitUnderNothing })?;
        units[index].kind = line.kind;
        units[index].name = line.name;
    }
    Ok(units)
}

#[cfg(test)]
mod tests {
    use super::super::tree_file::parse;
    use super::*;

    fn build(text: &str, before: Option<&Tree>) -> Result<Tree, TreeFaultKind> {
        Tree::build(parse(text.as_bytes()).expect("a readable file"), before, text.as_bytes())
            .map_err(|fault| fault.kind)
    }

    const FIRST: &str = "@tree 1\n@from 2024-01-01\n@basis a\n@units\n01,Tỉnh A\n001,Huyện B\n00001,Xã C\n00002,Xã D\n\
                         002,Huyện Đảo\n02,Tỉnh E\n003,Huyện F\n00003,Xã G\n";

    #[test]
    fn units_are_numbered_in_pre_order() {
        let tree = build(FIRST, None).expect("a tree");
        let rows: Vec<_> = tree.units().iter().map(|unit| (unit.place - TREE_SPAN, unit.hi - TREE_SPAN)).collect();
        assert_eq!(rows, [(0, 8), (1, 5), (2, 4), (3, 3), (4, 4), (5, 5), (6, 8), (7, 8), (8, 8)]);
        let names: Vec<_> = tree.within(Area { lo: 1_000_002, hi: 1_000_004 }).iter().map(|u| &*u.name).collect();
        assert_eq!(names, ["B", "C", "D"]);
        assert_eq!(tree.unit(1_000_009), None);
        assert!(tree.within(Area { lo: 2_000_002, hi: 2_000_004 }).is_empty());
    }

    #[test]
    fn a_tree_like_the_one_before_keeps_codes_and_changes_names() {
        let first = build(FIRST, None).expect("a tree");
        let text = "@tree 2\n@from 2025-01-01\n@basis b\n@like\n@units\n01,Thành phố A\n";
        let second = build(text, Some(&first)).expect("a tree");
        assert_eq!(second.find("01").map(Unit::full_name), Some("Thành phố A".to_owned()));
        assert_eq!(second.moves_from(1_000_001)[0].new, 2_000_001);
        assert_eq!(second.moves_to(2_000_008)[0].old, 1_000_008);
    }

    #[test]
    fn a_tree_that_does_not_hold_together_is_refused() {
        let first = build(FIRST, None).expect("a tree");
        let second = |body: &str| build(&format!("@tree 2\n@from 2025-01-01\n@basis b\n{body}"), Some(&first)).err();
        assert_eq!(second("@units\n00001,Xã C\n"), Some(TreeFaultKind::UnitUnderNothing));
        assert_eq!(second("@units\n01,Tỉnh A\n01,Tỉnh A\n"), Some(TreeFaultKind::UnitTwice));
        assert_eq!(second("@like\n@units\n77,Tỉnh Z\n"), Some(TreeFaultKind::UnitUnderNothing));
        let lost = "@units\n01,Tỉnh A\n@successors\n00009,01,1,code\n";
        assert_eq!(second(lost), Some(TreeFaultKind::SuccessorUnknown));
        assert_eq!(build(&FIRST.replace("@tree 1", "@tree 2"), None).err(), Some(TreeFaultKind::NotNext));
        let earlier = "@tree 2\n@from 2023-01-01\n@basis b\n@like\n";
        assert_eq!(build(earlier, Some(&first)).err(), Some(TreeFaultKind::NotNext));
        assert_eq!(build(&FIRST.replace("@units", "@like\n@units"), None).err(), Some(TreeFaultKind::NothingBefore));
    }
}
