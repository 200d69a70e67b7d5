//! One field's part in a decision.

use crate::{bits::Millibits, compare::Comparison, level::Field};

/// One field's part in a decision, as it is stored and explained.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reason {
    /// The key of the field.
    pub field: String,
    /// The key of the level.
    pub level: String,
    /// What it tells, for or against.
    pub millibits: Millibits,
}

impl Comparison {
    /// The evidence field by field, what says nothing left out.
    pub fn reasons(&self) -> Vec<Reason> {
        let all = [
            (Field::CitizenId, self.number.0.key(), self.number.1),
            (Field::OldId, self.old_number.0.key(), self.old_number.1),
            (Field::FullName, self.name.0.key(), self.name.1),
            (Field::Birth, self.birth.0.key(), self.birth.1),
            (Field::Sex, self.sex.0.key(), self.sex.1),
            (Field::Commune, self.place.0.key(), self.place.1),
            (Field::Village, self.village.0.key(), self.village.1),
        ];
        let said = all.into_iter().filter(|(_, level, _)| *level != "missing");
        said.map(|(field, level, millibits)| Reason {
            field: field.key().to_owned(),
            level: level.to_owned(),
            millibits,
        })
        .collect()
    }
}
