//! Days off and worked Saturdays.

use super::{Common, Confidence, Reference, ReferenceFault, ReferenceKind};
use crate::profile::DayKind;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is said of one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub day: Date,
    /// Off, or worked for another.
    pub kind: DayKind,
    /// Vietnamese name.
    pub name_vi: String,
    /// English name.
    pub name_en: String,
    /// How sure.
    pub confidence: Confidence,
    /// The law or the announcement.
    pub basis: String,
}

impl Reference for Holiday {
    const KIND: ReferenceKind = ReferenceKind::Holiday;

    fn item(&self) -> String {
        self.day.to_string()
    }

    fn check(&self) -> Result<(), ReferenceFault> {
        ReferenceFault::text("name_vi", &self.name_vi, 200)?;
        ReferenceFault::text("name_en", &self.name_en, 200)?;
        ReferenceFault::text("basis", &self.basis, 300)
    }
}

impl Holiday {
    /// What counts when a deadline is moved: a day that still awaits its announcement moves none.
    pub(super) fn said(&self) -> Option<(Date, DayKind)> {
        (self.confidence != Confidence::Expected).then_some((self.day, self.kind))
    }
}

impl Common for Holiday {}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_that_awaits_its_announcement_moves_no_deadline() {
        let holiday = |confidence| Holiday {
            day: date(2027, 2, 4),
            kind: DayKind::Off,
            name_vi: "Nghỉ Tết".to_owned(),
            name_en: "Tet".to_owned(),
            confidence,
            basis: "Bộ luật Lao động 2019".to_owned(),
        };
        assert_eq!(holiday(Confidence::Expected).said(), None);
        assert_eq!(holiday(Confidence::Announced).said(), Some((date(2027, 2, 4), DayKind::Off)));
    }
}
