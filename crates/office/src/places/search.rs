//! Finding a unit by what people write: with and without marks, with and without the kind, with old and new tone places.

use super::{Level, Places, Unit, UnitKind, fold};
use crate::Area;
use std::cmp::Reverse;

/// How many units a search answers at most: a list a person can read.
pub const MATCHES_MAX: usize = 50;

/// A unit that a search text may mean, and how surely. The order is from the surest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// The name with its marks, and the kind or the code.
    Exact,
    /// The name with its marks.
    Name,
    /// The name without marks.
    Unmarked,
    /// The name begins so.
    Begins,
    /// A later word of the name begins so.
    Contains,
}

/// What a written name names within an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named<'a> {
    /// One unit.
    One(&'a Unit),
    /// Several of that name: a person chooses.
    Several(Vec<&'a Unit>),
    /// None.
    Nobody,
}

/// A way to read a text as a name.
struct Reading {
    /// The kind it begins with, where it begins with one.
    kind: Option<UnitKind>,
    /// The rest, with its marks.
    marked: String,
    /// The rest, without marks.
    plain: String,
}

/// The ways to read a text as a name: with a kind before it, if it may be one, and as a whole.
fn readings(text: &str) -> Vec<Reading> {
    let whole = Reading { kind: None, marked: fold::marked(text), plain: fold::plain(text) };
    let marked: Vec<&str> = whole.marked.split(' ').collect();
    let plain: Vec<&str> = whole.plain.split(' ').collect();
    let stated = (marked.len() == plain.len()).then(|| stated_kind(&plain)).flatten().map(|(kind, words)| Reading {
        kind: Some(kind),
        marked: marked[words..].join(" "),
        plain: plain[words..].join(" "),
    });
    stated.into_iter().chain([whole]).collect()
}

/// The kind a text begins with, by word or abbreviation, and how many words that takes; something must follow.
fn stated_kind(plain: &[&str]) -> Option<(UnitKind, usize)> {
    UnitKind::WORDED.into_iter().find_map(|kind| {
        let words = [kind.word(), kind.abbreviation()].map(fold::plain);
        words.into_iter().find_map(|word| {
            let count = word.split(' ').count();
            (plain.len() > count && plain[..count].join(" ") == word).then_some((kind, count))
        })
    })
}

/// How surely a reading means a unit with these keys.
fn judge(reading: &Reading, unit: &Unit, marked: &str, plain: &str) -> Option<Match> {
    let same_name = reading.marked == marked;
    if reading.plain.is_empty() || (!same_name && reading.kind.is_some_and(|kind| kind != unit.kind)) {
        return None;
    }
    if same_name {
        return Some(if reading.kind == Some(unit.kind) { Match::Exact } else { Match::Name });
    }
    if reading.plain == plain {
        return Some(Match::Unmarked);
    }
    if plain.starts_with(&reading.plain) {
        return Some(Match::Begins);
    }
    let later = plain.match_indices(' ').any(|(at, _)| plain[at + 1..].starts_with(&reading.plain));
    later.then_some(Match::Contains)
}

impl Places {
    /// Units below `within` (or the head of it) that a text may mean, the surest first, then communes before what is above.
    pub fn search(&self, within: Area, text: &str) -> Vec<(Match, &Unit)> {
        let (readings, code) = (readings(text), text.trim());
        let Some(tree) = self.tree_of(within.lo) else { return Vec::new() };
        let mut found: Vec<(Match, &Unit)> = tree
            .within(within)
            .iter()
            .filter(|unit| unit.level != Level::Nation)
            .filter_map(|unit| {
                let (marked, plain) = tree.keys(unit);
                let by_name = || readings.iter().filter_map(|reading| judge(reading, unit, marked, plain)).min();
                let how = if unit.code == code { Some(Match::Exact) } else { by_name() };
                Some((how?, unit))
            })
            .collect();
        found.sort_by_key(|(how, unit)| (*how, Reverse(unit.level), unit.place));
        found.truncate(MATCHES_MAX);
        found
    }

    /// The unit of a level below `within` that a name in somebody's file names. The tone is never folded away, so that
    /// Bình Thanh is not Bình Thạnh; the place of the tone, the kind and its abbreviations are.
    pub fn named(&self, within: Area, level: Level, text: &str) -> Named<'_> {
        let Some(tree) = self.tree_of(within.lo) else { return Named::Nobody };
        let units = || tree.within(within).iter().filter(move |unit| unit.level == level);
        for reading in readings(text) {
            let mut same: Vec<&Unit> = units().filter(|unit| tree.keys(unit).0 == reading.marked).collect();
            if same.len() > 1 && same.iter().any(|unit| Some(unit.kind) == reading.kind) {
                same.retain(|unit| Some(unit.kind) == reading.kind);
            }
            match same.len() {
                0 => {}
                1 => return Named::One(same[0]),
                _ => return Named::Several(same),
            }
        }
        Named::Nobody
    }
}
