//! How far each commune is.

use crate::{Group, Refusal, store};
use db::Tx;
use jiff::civil::Date;
use office::Scope;

/// A commune's visits in figures. Counts are persons, never visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommuneProgress {
    /// The commune.
    pub place: i64,
    /// Its living persons.
    pub people: i64,
    /// Visited at least once.
    pub visited: i64,
    /// Who answered at least once.
    pub answered: i64,
    /// By group, g1 to g4.
    pub groups: [i64; 4],
    /// With minutes that lack a signature.
    pub minutes_open: i64,
    /// With closed minutes.
    pub minutes_closed: i64,
    /// With a paper in force by which somebody else receives.
    pub authorised: i64,
    /// Who heard all three points of the campaign.
    pub fully_told: i64,
}

impl CommuneProgress {
    /// How many are in a group.
    pub fn in_group(&self, group: Group) -> i64 {
        self.groups[group as usize]
    }

    /// Who is still to be visited.
    pub fn to_visit(&self) -> i64 {
        self.people - self.visited
    }
}

/// A line a commune of the scope that has persons, in the order of the tree.
pub fn count_progress(tx: &mut Tx<'_>, scope: &Scope, today: Date) -> Result<Vec<CommuneProgress>, Refusal> {
    Ok(store::people::count_progress(tx, &scope.condition("p.place"), today)?)
}
