//! A list of persons, to be written down.

use crate::{Listed, PeopleFilter, Refusal, store};
use db::Tx;
use kernel::PersonId;
use office::{
    Acting, Action,
    audit::{self, Entry},
};
use serde_json::json;
use std::collections::BTreeMap;

/// How many persons a workbook takes.
pub const PEOPLE_EXPORTED_MAX: usize = 50_000;

/// How the numbers of persons are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// But for their ends covered.
    Covered,
    /// Whole, for whoever may look at what is sensitive.
    Full,
}

impl Numbers {
    /// Whether they may be written so.
    pub(crate) fn must_be_allowed(self, acting: &Acting) -> Result<(), Refusal> {
        match self {
            Numbers::Covered => Ok(()),
            Numbers::Full => Ok(acting.must(Action::ViewSensitive)?),
        }
    }

    /// The numbers of those persons in place of the covered ones.
    pub(crate) fn written<'p>(
        self,
        tx: &mut Tx<'_>,
        people: impl Iterator<Item = &'p mut Listed>,
    ) -> Result<(), Refusal> {
        if self == Numbers::Covered {
            return Ok(());
        }
        let people: Vec<&mut Listed> = people.collect();
        let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
        let mut full = BTreeMap::new();
        for some in ids.chunks(NUMBERS_ASKED_MAX) {
            full.extend(store::list_full_numbers(tx, some)?);
        }
        for person in people {
            if let Some(number) = full.get(&person.id) {
                person.masked_number = Some(number.clone());
            }
        }
        Ok(())
    }
}

/// Of how many persons one statement asks.
const NUMBERS_ASKED_MAX: usize = 500;

/// The persons of a list, their numbers as they were asked for; the look is recorded. What anybody receives is not told.
pub fn export_people(
    tx: &mut Tx<'_>,
    acting: &Acting,
    filter: &PeopleFilter,
    numbers: Numbers,
) -> Result<Vec<Listed>, Refusal> {
    acting.must(Action::ReadPersons)?;
    numbers.must_be_allowed(acting)?;
    let limit = i64::try_from(PEOPLE_EXPORTED_MAX).expect("a workbook is small");
    let mut people = store::list_people(tx, &acting.scope.condition("p.place"), filter, None, limit)?;
    numbers.written(tx, people.iter_mut())?;
    let entry = Entry {
        verb: match numbers {
            Numbers::Covered => "registry.export_people",
            Numbers::Full => "registry.export_people_full",
        },
        subject_kind: "worklist",
        subject: filter.state.map_or("everybody", |state| state.key()).to_owned(),
        place: filter.place.or(acting.place),
        why: None,
        from: None,
        to: Some(json!({ "rows": people.len() })),
    };
    audit::record_view(tx, acting, entry)?;
    Ok(people)
}
