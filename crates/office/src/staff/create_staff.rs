//! An administrator makes people and service accounts.

use super::{Login, Staff, StaffKind, change_staff::StaffDetails, member::entry, store};
use crate::{
    Acting, Action, Refusal, audit,
    sign_in::{self, StartPassword},
};
use db::Tx;
use serde_json::json;

/// What a new member of staff needs.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// The login name. It never changes: the trail is read by it.
    pub login: Login,
    /// Full name, as on the decision of appointment.
    pub full_name: String,
    /// A telephone number.
    pub phone: Option<String>,
    /// A mail address.
    pub email: Option<String>,
}

impl NewStaff {
    fn details(&self) -> StaffDetails {
        StaffDetails { full_name: self.full_name.clone(), phone: self.phone.clone(), email: self.email.clone() }
    }
}

/// Makes a person with a start password, shown once by the caller, which must be changed at the first sign-in.
pub fn create_staff(tx: &mut Tx<'_>, acting: &Acting, new: &NewStaff, start: &StartPassword) -> Result<Staff, Refusal> {
    acting.must(Action::ManageStaff)?;
    let staff = insert(tx, acting, new, StaffKind::Person)?;
    sign_in::store::upsert_password(tx, staff.id, start.hash(), true, acting.now)?;
    audit::record(tx, acting, entry("staff.create", staff.id, described(&staff)))?;
    Ok(staff)
}

/// Makes a service account; it comes in by token only.
pub fn create_service_account(tx: &mut Tx<'_>, acting: &Acting, new: &NewStaff) -> Result<Staff, Refusal> {
    acting.must(Action::ManageStaff)?;
    let staff = insert(tx, acting, new, StaffKind::Service)?;
    audit::record(tx, acting, entry("staff.create_service", staff.id, described(&staff)))?;
    Ok(staff)
}

/// The row, without the right or the record: the callers have both.
pub(super) fn insert(tx: &mut Tx<'_>, acting: &Acting, new: &NewStaff, kind: StaffKind) -> Result<Staff, Refusal> {
    let details = new.details().checked()?;
    if store::find_by_login(tx, &new.login)?.is_some() {
        return Err(Refusal::LoginTaken);
    }
    let staff = Staff {
        id: acting.new_id(),
        kind,
        login: new.login.clone(),
        full_name: details.full_name,
        phone: details.phone,
        email: details.email,
        made_at: acting.now,
        deactivated_at: None,
    };
    store::insert_staff(tx, &staff)?;
    Ok(staff)
}

pub(super) fn described(staff: &Staff) -> serde_json::Value {
    json!({
        "login": staff.login.as_str(),
        "full_name": staff.full_name,
        "phone": staff.phone,
        "email": staff.email,
    })
}
