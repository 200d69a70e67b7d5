//! A list of persons, to be written down.

use crate::{Listed, PeopleFilter, Refusal, store};
use db::Tx;
use office::{
    Acting, Action,
    audit::{self, Entry},
};
use serde_json::json;

/// How many persons a workbook takes.
pub const PEOPLE_EXPORTED_MAX: usize = 50_000;

/// The persons of a list, numbers covered; the look is recorded. What anybody receives is not told.
pub fn export_people(tx: &mut Tx<'_>, acting: &Acting, filter: &PeopleFilter) -> Result<Vec<Listed>, Refusal> {
    acting.must(Action::ReadPersons)?;
    let limit = i64::try_from(PEOPLE_EXPORTED_MAX).expect("a workbook is small");
    let people = store::list_people(tx, &acting.scope.condition("p.place"), filter, None, limit)?;
    let entry = Entry {
        verb: "registry.export_people",
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
