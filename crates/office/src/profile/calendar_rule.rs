//! A deadline or a cycle: whose, what, when.

use super::{Due, Roll, Rule, WorkingDays};
use crate::reference::{Common, Reference, ReferenceFault, ReferenceKind};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Something due once or again and again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarRule {
    /// `C16`.
    pub id: String,
    /// The agencies it binds, as keys of the profile.
    pub agencies: Vec<String>,
    /// The unit it holds in, as a code; the whole country where there is none.
    pub unit: Option<String>,
    /// When.
    pub rule: Rule,
    /// What if the day is not a working day.
    pub roll: Roll,
    /// Vietnamese name.
    pub name_vi: String,
    /// English name.
    pub name_en: String,
    /// The law or the letter.
    pub basis: String,
}

impl CalendarRule {
    /// The times it is due with a last day in the period.
    pub fn dues(&self, from: Date, until: Date, calendar: &WorkingDays) -> Vec<Due> {
        self.rule.dues(from, until, self.roll, calendar)
    }

    /// Whether it binds an agency.
    pub fn binds(&self, agency: &str) -> bool {
        self.agencies.iter().any(|bound| bound == agency)
    }
}

impl Reference for CalendarRule {
    const KIND: ReferenceKind = ReferenceKind::CalendarRule;

    fn item(&self) -> String {
        self.id.clone()
    }

    fn check(&self) -> Result<(), ReferenceFault> {
        ReferenceFault::text("id", &self.id, 20)?;
        ReferenceFault::text("agencies", &self.agencies.join(" "), 300)?;
        ReferenceFault::text("name_vi", &self.name_vi, 300)?;
        ReferenceFault::text("name_en", &self.name_en, 300)?;
        ReferenceFault::text("basis", &self.basis, 300)
    }
}

impl Common for CalendarRule {}
