//! Looking at full numbers: allowed to few, recorded each time.

use crate::{PersonRecord, Refusal, load_person};
use db::Tx;
use kernel::PersonId;
use office::{
    Acting, Action,
    audit::{self, Entry},
};

/// One person with full numbers. The view stands in the trail of the person's commune, in the same transaction.
pub fn view_sensitive(tx: &mut Tx<'_>, acting: &Acting, id: PersonId) -> Result<PersonRecord, Refusal> {
    acting.must(Action::ViewSensitive)?;
    let record = load_person(tx, &acting.scope, id)?;
    let entry = Entry {
        verb: "registry.view_sensitive",
        subject_kind: "person",
        subject: id.to_string(),
        place: Some(record.person.place),
        why: None,
        from: None,
        to: None,
    };
    audit::record_view(tx, acting, entry)?;
    Ok(record)
}
