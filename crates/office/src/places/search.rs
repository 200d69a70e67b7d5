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

/// A text as typed, taken apart.
struct Wanted {
    /// The kind it begins with, if it does, and the rest.
    stated: Option<(UnitKind, String)>,
    /// The whole text as a name.
    whole: String,
    code: Option<String>,
}

impl Wanted {
    fn new(text: &str) -> Wanted {
        let whole = fold::marked(text);
        let code = text.trim().to_owned();
        let is_code = code.len() >= 2 && code.bytes().all(|byte| byte.is_ascii_digit());
        Wanted { stated: stated_kind(&whole), whole, code: is_code.then_some(code) }
    }

    /// The ways to read the text as a name, the one with a kind first.
    fn readings(&self) -> impl Iterator<Item = (Option<UnitKind>, &str)> {
        let stated = self.stated.as_ref().map(|(kind, name)| (Some(*kind), name.as_str()));
        stated.into_iter().chain([(None, self.whole.as_str())])
    }
}

/// The kind a folded text begins with, by word or abbreviation, and the rest.
fn stated_kind(folded: &str) -> Option<(UnitKind, String)> {
    UnitKind::WORDED.into_iter().find_map(|kind| {
        let words = [kind.word(), kind.abbreviation()].map(|word| fold::unmarked_of(&fold::marked(word)));
        words.into_iter().find_map(|word| {
            let count = word.split(' ').count();
            let parts: Vec<&str> = folded.split(' ').collect();
            let (head, rest) = parts.split_at_checked(count)?;
            let is_kind = !rest.is_empty() && fold::unmarked_of(&head.join(" ")) == word;
            is_kind.then(|| (kind, rest.join(" ")))
        })
    })
}

fn judge(wanted: &Wanted, unit: &Unit, marked: &str, unmarked: &str) -> Option<Match> {
    if wanted.code.as_deref() == Some(unit.code.as_str()) {
        return Some(Match::Exact);
    }
    wanted.readings().filter_map(|(kind, name)| judge_reading(kind, name, unit, marked, unmarked)).min()
}

fn judge_reading(kind: Option<UnitKind>, name: &str, unit: &Unit, marked: &str, unmarked: &str) -> Option<Match> {
    if kind.is_some_and(|kind| kind != unit.kind) && name != marked {
        return None;
    }
    let plain = fold::unmarked_of(name);
    if name == marked {
        Some(if kind == Some(unit.kind) { Match::Exact } else { Match::Name })
    } else if plain.is_empty() {
        None
    } else if plain == *unmarked {
        Some(Match::Unmarked)
    } else if unmarked.starts_with(&plain) {
        Some(Match::Begins)
    } else {
        let later = unmarked.match_indices(' ').any(|(at, _)| unmarked[at + 1..].starts_with(&plain));
        later.then_some(Match::Contains)
    }
}

impl Places {
    /// Units below `within` (or the head of it) that a text may mean, the surest first, then communes before what is above.
    pub fn search(&self, within: Area, text: &str) -> Vec<(Match, &Unit)> {
        let wanted = Wanted::new(text);
        let Some(tree) = self.tree_of(within.lo) else { return Vec::new() };
        let mut found: Vec<(Match, &Unit)> = tree
            .within(within)
            .iter()
            .filter(|unit| unit.level != Level::Nation)
            .filter_map(|unit| {
                let (marked, unmarked) = tree.keys(unit);
                Some((judge(&wanted, unit, marked, unmarked)?, unit))
            })
            .collect();
        found.sort_by_key(|(how, unit)| (*how, Reverse(unit.level), unit.place));
        found.truncate(MATCHES_MAX);
        found
    }

    /// The unit of a level below `within` that a name in somebody's file names. The tone is never folded away, so that
    /// Bình Thanh is not Bình Thạnh; the place of the tone, the kind and its abbreviations are.
    pub fn named(&self, within: Area, level: Level, text: &str) -> Named<'_> {
        let wanted = Wanted::new(text);
        let Some(tree) = self.tree_of(within.lo) else { return Named::Nobody };
        let units = || tree.within(within).iter().filter(move |unit| unit.level == level);
        for (kind, name) in wanted.readings() {
            let mut same: Vec<&Unit> = units().filter(|unit| tree.keys(unit).0 == name).collect();
            if same.len() > 1 && same.iter().any(|unit| Some(unit.kind) == kind) {
                same.retain(|unit| Some(unit.kind) == kind);
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
