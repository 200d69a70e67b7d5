//! What holds now for a person.

use crate::{ForceMajeure, Group, Method, Refusal, store};
use db::Tx;
use jiff::civil::Date;
use kernel::{PersonId, VisitId};
use office::Scope;

/// The group and the choice of the latest visit at which somebody answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whose.
    pub person: PersonId,
    /// The group.
    pub group: Group,
    /// What was chosen; nothing while the person thinks it over.
    pub method: Option<Method>,
    /// The reason, in group 4.
    pub force_majeure: Option<ForceMajeure>,
    /// Which visit.
    pub visit: VisitId,
    /// When it was.
    pub visited_on: Date,
}

/// A person's standing, if the scope sees them and somebody answered once.
pub fn find_standing(tx: &mut Tx<'_>, scope: &Scope, person: PersonId) -> Result<Option<Standing>, Refusal> {
    Ok(store::visits::find_standing(tx, &scope.condition("p.place"), person)?)
}
