//! An office.

use super::store;
use crate::{Area, Refusal, audit::Entry};
use db::Tx;
use jiff::civil::Date;
use kernel::OfficeId;
use serde_json::json;

/// The longest name of an office.
pub(super) const OFFICE_NAME_LENGTH_MAX: usize = 200;

/// An agency at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Its id.
    pub id: OfficeId,
    /// The agency, a key of the dated profile.
    pub agency: String,
    /// The first day of the unit tree its place is of.
    pub tree: Date,
    /// The unit's code in that tree.
    pub unit: String,
    /// The unit and all below it.
    pub area: Area,
    /// What it is called: `Phòng LĐ-TB&XH huyện Bình Sơn`.
    pub name: String,
    /// Its first day.
    pub from: Date,
    /// The first day it no longer works.
    pub until: Option<Date>,
}

/// What came of asking for an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MadeOffice {
    /// It is new.
    Created(Office),
    /// That agency works at that unit already.
    Exists(Office),
}

impl MadeOffice {
    /// The office, new or not.
    pub fn office(&self) -> &Office {
        match self {
            MadeOffice::Created(office) | MadeOffice::Exists(office) => office,
        }
    }
}

/// An office that is there, open or closed.
pub(crate) fn load_office(tx: &mut Tx<'_>, office: OfficeId) -> Result<Office, Refusal> {
    store::find_office(tx, office)?.ok_or(Refusal::NotFound { what: "office" })
}

/// The trail's entry about an office.
pub(super) fn entry(verb: &'static str, office: &Office, from: Option<&Office>) -> Entry {
    Entry {
        verb,
        subject_kind: "office",
        subject: office.id.to_string(),
        place: Some(office.area.lo),
        why: None,
        from: from.map(described),
        to: Some(described(office)),
    }
}

fn described(office: &Office) -> serde_json::Value {
    json!({
        "agency": office.agency,
        "unit": office.unit,
        "name": office.name,
        "from": office.from.to_string(),
        "until": office.until.map(|day| day.to_string()),
    })
}
