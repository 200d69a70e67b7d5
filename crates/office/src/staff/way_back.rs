//! The way back for whoever lost the password, the telephone, or the patience.

use super::{
    StaffKind,
    change_staff::not_oneself,
    member::{entry, load_staff, record_why},
};
use crate::{
    Acting, Action, Refusal, audit,
    sign_in::{self, StartPassword},
};
use db::Tx;
use kernel::StaffId;
use serde_json::json;

/// Gives a new start password and ends all sessions.
pub fn reset_password(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId, start: &StartPassword) -> Result<(), Refusal> {
    acting.must(Action::ManageStaff)?;
    not_oneself(acting, staff)?;
    let staff = load_staff(tx, staff, StaffKind::Person)?;
    sign_in::store::upsert_password(tx, staff.id, start.hash(), true, acting.now)?;
    sign_in::forget_tries_of(tx, &staff)?;
    let ended = sign_in::store::end_sessions(tx, staff.id, None, acting.now)?;
    Ok(audit::record(tx, acting, entry("staff.reset_password", staff.id, json!({ "sessions_ended": ended })))?)
}

/// Removes the second factor and its recovery codes, and ends all sessions: the person enrols anew.
pub fn reset_second_factor(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId, why: &str) -> Result<(), Refusal> {
    acting.must(Action::ManageStaff)?;
    not_oneself(acting, staff)?;
    let staff = load_staff(tx, staff, StaffKind::Person)?;
    sign_in::store::delete_factors(tx, staff.id)?;
    let ended = sign_in::store::end_sessions(tx, staff.id, None, acting.now)?;
    let to = json!({ "sessions_ended": ended });
    record_why(tx, acting, why, entry("staff.reset_second_factor", staff.id, to))
}

/// Forgets the wrong tries.
pub fn unlock(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId) -> Result<(), Refusal> {
    acting.must(Action::ManageStaff)?;
    let staff = load_staff(tx, staff, StaffKind::Person)?;
    sign_in::forget_tries_of(tx, &staff)?;
    Ok(audit::record(tx, acting, entry("staff.unlock", staff.id, json!(null)))?)
}
