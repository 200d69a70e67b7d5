//! The commune's extract: whom to visit, and where.

use crate::{Group, Method, Outcome, Refusal, store};
use db::Tx;
use jiff::civil::Date;
use kernel::{
    BirthDate, CitizenId, PersonId,
    names::{name_order, text_order},
};
use office::Scope;

/// The most persons of one extract: the largest commune of 2025 many times over.
pub const PEOPLE_LISTED_MAX: i64 = 100_000;

/// Somebody to visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToVisit {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub full_name: String,
    /// When they were born.
    pub birth: Option<BirthDate>,
    /// Their number.
    pub citizen_id: Option<CitizenId>,
    /// Thôn, tổ dân phố.
    pub hamlet: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
    /// The group of the last answers.
    pub group: Option<Group>,
    /// What they chose.
    pub method: Option<Method>,
    /// How often they were visited.
    pub visits: i64,
    /// The last time.
    pub last_visit_on: Option<Date>,
    /// What came of it.
    pub last_outcome: Option<Outcome>,
}

/// Which of a commune's persons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VisitFilter {
    /// All of them.
    #[default]
    Everybody,
    /// Who was never visited.
    NotVisited,
    /// Who was visited and has not chosen: absent, undecided, refused.
    Again,
    /// Who was never visited, or has to be visited again.
    Waiting,
    /// Who is in this group.
    In(Group),
}

impl VisitFilter {
    fn takes(self, person: &ToVisit) -> bool {
        match self {
            VisitFilter::Everybody => true,
            VisitFilter::NotVisited => person.visits == 0,
            VisitFilter::Again => {
                matches!(person.last_outcome, Some(Outcome::Absent | Outcome::Undecided | Outcome::Refused))
            }
            VisitFilter::Waiting => VisitFilter::NotVisited.takes(person) || VisitFilter::Again.takes(person),
            VisitFilter::In(group) => person.group == Some(group),
        }
    }
}

/// The persons of a commune, by hamlet and name: the order of a route.
pub fn list_to_visit(tx: &mut Tx<'_>, scope: &Scope, place: i64, filter: VisitFilter) -> Result<Vec<ToVisit>, Refusal> {
    let mut people = store::people::list_to_visit(tx, &scope.condition("p.place"), place, PEOPLE_LISTED_MAX)?;
    people.retain(|person| filter.takes(person));
    people.sort_by_cached_key(|person| {
        (text_order(person.hamlet.as_deref().unwrap_or_default()), name_order(&person.full_name), person.person)
    });
    Ok(people)
}
