//! The part of the country a person sees.

use crate::places::Places;

/// A run of places in the pre-order numbering of the dated unit trees: a unit and all below it.
///
/// Each dated tree is numbered apart, so an area of the 2024 tree never covers a unit of the 2025 tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Area {
    /// The unit's own number.
    pub lo: i64,
    /// The number of the last unit below it; `lo` where there is none.
    pub hi: i64,
}

/// How many areas a scope can name.
///
/// The commune of 2025 that was put together from the most scattered parts needs 7 runs of the tree of 2024, one of its
/// own and one of each later tree; a country of exceptions does not fit.
pub const SCOPE_AREAS_MAX: usize = 12;

const EVERYWHERE: Area = Area { lo: 0, hi: i64::MAX };

/// The areas a person may see. Every listing, count, search and export takes one, so that forgetting it does not compile.
///
/// Only `office` makes one, from the person's assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    areas: Vec<Area>,
}

impl Scope {
    /// No area at all: the administrator, who sees no beneficiary.
    pub(crate) fn nowhere() -> Scope {
        Scope { areas: Vec::new() }
    }

    /// Every area of every tree: for offices and staff, seen by the administrator. Never for beneficiaries.
    pub(crate) fn everywhere() -> Scope {
        Scope { areas: vec![EVERYWHERE] }
    }

    /// These areas; at most `SCOPE_AREAS_MAX`.
    #[cfg(test)]
    pub(crate) fn over(areas: Vec<Area>) -> Scope {
        assert!(areas.len() <= SCOPE_AREAS_MAX, "a scope names few areas");
        Scope { areas }
    }

    /// The unit numbered `place` and all below it; in the other dated trees, all that lies wholly inside it.
    ///
    /// What is scattered over more areas than a scope names is cut to the largest: too little is seen, never too much.
    pub(crate) fn through_time(places: &Places, place: i64) -> Scope {
        let mut areas = places.areas_through_time(place);
        areas.sort_by_key(|area| area.lo - area.hi);
        areas.truncate(SCOPE_AREAS_MAX);
        areas.sort_unstable_by_key(|area| area.lo);
        Scope { areas }
    }

    /// Whether it has every area: the administrator's view of offices and staff.
    pub(crate) fn is_everywhere(&self) -> bool {
        self.areas == [EVERYWHERE]
    }

    /// The areas, for showing to a person.
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// Whether the unit numbered `place` is inside.
    pub fn covers(&self, place: i64) -> bool {
        self.areas.iter().any(|area| area.lo <= place && place <= area.hi)
    }

    /// Whether the whole of `other` is inside.
    pub fn covers_area(&self, other: Area) -> bool {
        self.areas.iter().any(|area| area.lo <= other.lo && other.hi <= area.hi)
    }

    /// A condition on `column`, with its own numbers written in: `(c BETWEEN 5 AND 9 OR c = 20)`.
    ///
    /// The numbers come from the unit tree, never from a request; a scope of nowhere is `(1 = 0)`.
    pub fn condition(&self, column: &'static str) -> String {
        if self.areas.is_empty() {
            return "(1 = 0)".to_owned();
        }
        let part = |area: &Area| match area {
            Area { lo, hi } if lo == hi => format!("{column} = {lo}"),
            Area { lo, hi } => format!("{column} BETWEEN {lo} AND {hi}"),
        };
        let parts: Vec<String> = self.areas.iter().map(part).collect();
        format!("({})", parts.join(" OR "))
    }

    /// The one unit without units below it that this scope is, if it is one: its rows stand together in an index.
    pub fn only_place(&self) -> Option<i64> {
        let [Area { lo, hi }] = self.areas[..] else { return None };
        (lo == hi).then_some(lo)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_covers_its_areas_and_nothing_else() {
        let scope = Scope::over(vec![Area { lo: 5, hi: 9 }, Area { lo: 20, hi: 20 }]);
        assert!(scope.covers(5) && scope.covers(9) && scope.covers(20));
        assert!(!scope.covers(4) && !scope.covers(10) && !scope.covers(19));
        assert!(scope.covers_area(Area { lo: 6, hi: 9 }) && !scope.covers_area(Area { lo: 9, hi: 10 }));
        assert_eq!(scope.condition("area"), "(area BETWEEN 5 AND 9 OR area = 20)");
        assert_eq!(Scope::nowhere().condition("area"), "(1 = 0)");
        assert_eq!((scope.only_place(), Scope::nowhere().only_place()), (None, None));
        assert_eq!(Scope::over(vec![Area { lo: 20, hi: 20 }]).only_place(), Some(20));
    }
}
