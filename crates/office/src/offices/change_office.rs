//! Offices get other names, and close.

use super::{
    office::{OFFICE_NAME_LENGTH_MAX, Office, entry, load_office},
    store,
};
use crate::{
    Acting, Action, Refusal, audit,
    staff::{self, check_length},
};
use db::Tx;
use jiff::civil::Date;
use kernel::{OfficeId, names::clean};

/// Gives an office another name.
pub fn rename_office(tx: &mut Tx<'_>, acting: &Acting, office: OfficeId, name: &str) -> Result<Office, Refusal> {
    acting.must(Action::ManageOffices)?;
    let name = clean(name);
    check_length("name", &name, OFFICE_NAME_LENGTH_MAX)?;
    let before = load_office(tx, office)?;
    let after = Office { name, ..before.clone() };
    store::update_office(tx, &after)?;
    audit::record(tx, acting, entry("office.rename", &after, Some(&before)))?;
    Ok(after)
}

/// Closes an office from a day; refused while people have work there on that day or later.
pub fn close_office(tx: &mut Tx<'_>, acting: &Acting, office: OfficeId, until: Date) -> Result<Office, Refusal> {
    acting.must(Action::ManageOffices)?;
    let before = load_office(tx, office)?;
    if until < before.from {
        return Err(Refusal::PeriodBackwards { from: before.from, until });
    }
    let working = staff::store::count_working(tx, office, until)?;
    if working > 0 {
        return Err(Refusal::OfficeHasStaff { staff: working });
    }
    let after = Office { until: Some(until), ..before.clone() };
    store::update_office(tx, &after)?;
    audit::record(tx, acting, entry("office.close", &after, Some(&before)))?;
    Ok(after)
}
