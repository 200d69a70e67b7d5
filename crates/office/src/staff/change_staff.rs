//! Name and address change; people leave and come back.

use super::{
    Staff, StaffKind,
    create_staff::described,
    member::{NAME_LENGTH_MAX, check_length, entry, load_staff, record_why},
    store,
};
use crate::{
    Acting, Action, Refusal, Role,
    audit::{self, Entry},
    sign_in::{self, StartPassword},
};
use db::Tx;
use kernel::{Phone, StaffId, names::clean};
use serde_json::json;

/// What may change about a member of staff.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffDetails {
    /// Full name, as on the decision of appointment.
    pub full_name: String,
    /// A telephone number.
    pub phone: Option<String>,
    /// A mail address.
    pub email: Option<String>,
}

impl StaffDetails {
    /// Without spaces around; what is empty is nothing.
    pub(super) fn checked(&self) -> Result<StaffDetails, Refusal> {
        let full_name = clean(&self.full_name);
        check_length("full_name", &full_name, NAME_LENGTH_MAX)?;
        let phone = optional("phone", self.phone.as_deref())?;
        let email = optional("email", self.email.as_deref())?;
        if phone.as_deref().is_some_and(|phone| Phone::parse(phone).is_err()) {
            return Err(Refusal::Contact { field: "phone" });
        }
        if email.as_deref().is_some_and(|email| !is_mail_address(email)) {
            return Err(Refusal::Contact { field: "email" });
        }
        Ok(StaffDetails { full_name, phone, email })
    }
}

/// Somebody at a host with a full stop, of the signs an address is written with. Whether mail arrives only mail can tell.
fn is_mail_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_plain = |part: &str| {
        let is_known = |sign: char| sign.is_ascii_alphanumeric() || "._%+-".contains(sign);
        part.starts_with(|sign: char| sign.is_ascii_alphanumeric()) && part.chars().all(is_known)
    };
    is_plain(name) && host.split('.').count() > 1 && host.split('.').all(is_plain)
}

fn optional(field: &'static str, text: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some(text) = text.map(clean).filter(|text| !text.is_empty()) else { return Ok(None) };
    check_length(field, &text, NAME_LENGTH_MAX)?;
    Ok(Some(text))
}

/// Changes name, telephone and mail address.
pub fn change_staff(
    tx: &mut Tx<'_>,
    acting: &Acting,
    staff: StaffId,
    details: &StaffDetails,
) -> Result<Staff, Refusal> {
    acting.must(Action::ManageStaff)?;
    let details = details.checked()?;
    let before = store::find_staff(tx, staff)?.ok_or(Refusal::NotFound { what: "staff" })?;
    let StaffDetails { full_name, phone, email } = details;
    let after = Staff { full_name, phone, email, ..before.clone() };
    store::update_details(tx, &after)?;
    let entry = entry("staff.change", staff, described(&after));
    audit::record(tx, acting, Entry { from: Some(described(&before)), ..entry })?;
    Ok(after)
}

/// Ends all sessions and tokens; the person can no longer sign in. Never oneself, never the last administrator.
pub fn deactivate_staff(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId, why: &str) -> Result<Staff, Refusal> {
    acting.must(Action::ManageStaff)?;
    not_oneself(acting, staff)?;
    let before = store::find_staff(tx, staff)?.ok_or(Refusal::NotFound { what: "staff" })?;
    if before.deactivated_at.is_some() {
        return Ok(before);
    }
    keep_an_administrator(tx, acting, staff)?;
    let after = Staff { deactivated_at: Some(acting.now), ..before };
    store::set_deactivated_at(tx, staff, after.deactivated_at)?;
    let sessions = sign_in::store::end_sessions(tx, staff, None, acting.now)?;
    let tokens = store::revoke_tokens(tx, staff, acting.now)?;
    let to = json!({ "sessions_ended": sessions, "tokens_revoked": tokens });
    record_why(tx, acting, why, entry("staff.deactivate", staff, to))?;
    Ok(after)
}

/// Lets a deactivated person sign in again, with a new start password.
pub fn reactivate_staff(
    tx: &mut Tx<'_>,
    acting: &Acting,
    staff: StaffId,
    start: &StartPassword,
) -> Result<Staff, Refusal> {
    acting.must(Action::ManageStaff)?;
    not_oneself(acting, staff)?;
    let before = load_staff(tx, staff, StaffKind::Person)?;
    // Of somebody at work it would be a new password under another name.
    if before.deactivated_at.is_none() {
        return Err(Refusal::NotFound { what: "deactivated staff" });
    }
    let after = Staff { deactivated_at: None, ..before };
    store::set_deactivated_at(tx, staff, None)?;
    sign_in::store::upsert_password(tx, staff, start.hash(), true, acting.now)?;
    audit::record(tx, acting, entry("staff.reactivate", staff, json!(null)))?;
    Ok(after)
}

/// What an administrator may do to others only: a stolen session must not make itself at home.
pub(crate) fn not_oneself(acting: &Acting, staff: StaffId) -> Result<(), Refusal> {
    if acting.staff == staff { Err(Refusal::NotOnYourself) } else { Ok(()) }
}

/// Refuses when nobody but `leaving` is an administrator from now on without an end: two who leave at once are held
/// apart by the lock.
pub(super) fn keep_an_administrator(tx: &mut Tx<'_>, acting: &Acting, leaving: StaffId) -> Result<(), Refusal> {
    let posts = store::list_posts(tx, leaving, acting.today())?;
    if !posts.iter().any(|post| post.role == Role::Administrator) {
        return Ok(());
    }
    tx.lock("staff.administrators")?;
    if store::count_other_administrators(tx, leaving, acting.today())? == 0 {
        return Err(Refusal::LastAdministrator);
    }
    Ok(())
}
