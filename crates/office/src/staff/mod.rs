//! Staff: people and service accounts, and what they work as.

use crate::{
    Acting, Refusal, Role, Scope,
    sign_in::{NewPassword, StartPassword},
};
use db::Tx;
use jiff::{Timestamp, civil::Date};
use kernel::{ApiTokenId, AssignmentId, OfficeId, StaffId};

/// A name to sign in with: lower-case letters, digits, `.`, `-`, `_`, `@`; 3 to 40 of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Login(String);

/// Text that is no login name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoginFault {
    /// Fewer than 3 or more than 40 characters.
    #[error("a login name has 3 to 40 characters")]
    Length,
    /// Something else than letters without marks, digits, `.`, `-`, `_`, `@`.
    #[error("a login name has no {found:?}")]
    Character {
        /// The first wrong character.
        found: char,
    },
}

impl Login {
    /// Parses a login name; capitals become small letters, spaces around it are dropped.
    pub fn parse(text: &str) -> Result<Login, LoginFault> {
        let _ = text;
        todo!()
    }

    /// The name as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A person or another system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffKind {
    /// Signs in with a password.
    Person,
    /// Comes through the API with a token.
    Service,
}

/// A member of staff, or a service account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Its id.
    pub id: StaffId,
    /// A person or another system.
    pub kind: StaffKind,
    /// The login name.
    pub login: Login,
    /// Full name, as on the decision of appointment.
    pub full_name: String,
    /// A telephone number.
    pub phone: Option<String>,
    /// A mail address.
    pub email: Option<String>,
    /// Since when.
    pub made_at: Timestamp,
    /// Since when it can no longer sign in.
    pub deactivated_at: Option<Timestamp>,
}

/// A role held in an office from a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Its id.
    pub id: AssignmentId,
    /// Who.
    pub staff: StaffId,
    /// As what.
    pub role: Role,
    /// Where; the administrator's is nowhere.
    pub office: Option<OfficeId>,
    /// The office's name, for showing.
    pub office_name: Option<String>,
    /// Its first day.
    pub from: Date,
    /// The first day it no longer holds.
    pub until: Option<Date>,
}

/// What a new member of staff needs.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// The login name.
    pub login: Login,
    /// Full name.
    pub full_name: String,
    /// A telephone number.
    pub phone: Option<String>,
    /// A mail address.
    pub email: Option<String>,
}

/// What an assignment needs.
#[derive(Clone, Debug)]
pub struct NewAssignment {
    /// Who.
    pub staff: StaffId,
    /// As what.
    pub role: Role,
    /// Where.
    pub office: Option<OfficeId>,
    /// Its first day.
    pub from: Date,
    /// The first day it no longer holds.
    pub until: Option<Date>,
}

/// A service account's token as the administrator sees it: never the token itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// Its id.
    pub id: ApiTokenId,
    /// The account.
    pub staff: StaffId,
    /// Its first characters, to recognise it by.
    pub prefix: String,
    /// What it is for.
    pub purpose: String,
    /// Made at.
    pub made_at: Timestamp,
    /// Ends by itself at.
    pub ends_at: Timestamp,
    /// Revoked at.
    pub revoked_at: Option<Timestamp>,
    /// Last used, to the hour.
    pub used_at: Option<Timestamp>,
}

/// One line of a list of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffLine {
    /// Who.
    pub staff: Staff,
    /// What they work as on the day of the list, inside the scope.
    pub assignments: Vec<Assignment>,
    /// Whether a second factor is enrolled.
    pub has_second_factor: bool,
    /// Wrong tries make the account wait until then.
    pub waits_until: Option<Timestamp>,
}

/// What a list of staff is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct StaffFilter {
    /// Only who works in this office.
    pub office: Option<OfficeId>,
    /// Words of the name or the login name, in any order, with or without marks.
    pub words: String,
    /// Also those deactivated.
    pub with_deactivated: bool,
    /// Only those after this login name, as the last page gave it.
    pub after: Option<Login>,
}

/// How many lines one page of a list holds.
pub const STAFF_PAGE: usize = 100;

/// Whether the first administrator is still to be made.
pub fn first_run_needed(tx: &mut Tx<'_>) -> Result<bool, Refusal> {
    let _ = tx;
    todo!()
}

/// Makes the first administrator, once; the password was chosen by that person. Refused ever after.
pub fn create_first_administrator(
    tx: &mut Tx<'_>,
    visitor: &Acting,
    new: &NewStaff,
    password: &NewPassword,
) -> Result<Staff, Refusal> {
    let _ = (tx, visitor, new, password);
    todo!()
}

/// Makes a person with a start password, shown once by the caller, which must be changed at the first sign-in.
pub fn create_staff(tx: &mut Tx<'_>, acting: &Acting, new: &NewStaff, start: &StartPassword) -> Result<Staff, Refusal> {
    let _ = (tx, acting, new, start);
    todo!()
}

/// Makes a service account; it signs in by token only.
pub fn create_service_account(tx: &mut Tx<'_>, acting: &Acting, new: &NewStaff) -> Result<Staff, Refusal> {
    let _ = (tx, acting, new);
    todo!()
}

/// Changes name, telephone and mail address.
pub fn change_staff(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId, new: &NewStaff) -> Result<Staff, Refusal> {
    let _ = (tx, acting, staff, new);
    todo!()
}

/// Ends all sessions and tokens; the person can no longer sign in. Never the last administrator.
pub fn deactivate_staff(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId, why: &str) -> Result<Staff, Refusal> {
    let _ = (tx, acting, staff, why);
    todo!()
}

/// Lets a deactivated person sign in again, with a new start password.
pub fn reactivate_staff(
    tx: &mut Tx<'_>,
    acting: &Acting,
    staff: StaffId,
    start: &StartPassword,
) -> Result<Staff, Refusal> {
    let _ = (tx, acting, staff, start);
    todo!()
}

/// Gives a person a role in an office.
pub fn assign(tx: &mut Tx<'_>, acting: &Acting, new: &NewAssignment) -> Result<Assignment, Refusal> {
    let _ = (tx, acting, new);
    todo!()
}

/// Ends an assignment from a day on.
pub fn end_assignment(
    tx: &mut Tx<'_>,
    acting: &Acting,
    assignment: AssignmentId,
    until: Date,
) -> Result<Assignment, Refusal> {
    let _ = (tx, acting, assignment, until);
    todo!()
}

/// Gives a new start password and ends all sessions.
pub fn reset_password(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId, start: &StartPassword) -> Result<(), Refusal> {
    let _ = (tx, acting, staff, start);
    todo!()
}

/// Removes the second factor and its recovery codes, and ends all sessions: the person enrols anew.
pub fn reset_second_factor(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId, why: &str) -> Result<(), Refusal> {
    let _ = (tx, acting, staff, why);
    todo!()
}

/// Forgets the wrong tries.
pub fn unlock(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId) -> Result<(), Refusal> {
    let _ = (tx, acting, staff);
    todo!()
}

/// Makes a token for a service account. The text is shown once; only its digest is kept.
pub fn issue_token(
    tx: &mut Tx<'_>,
    acting: &Acting,
    staff: StaffId,
    purpose: &str,
    ends_at: Timestamp,
) -> Result<(ApiToken, String), Refusal> {
    let _ = (tx, acting, staff, purpose, ends_at);
    todo!()
}

/// Ends a token now.
pub fn revoke_token(tx: &mut Tx<'_>, acting: &Acting, token: ApiTokenId) -> Result<(), Refusal> {
    let _ = (tx, acting, token);
    todo!()
}

/// The tokens of a service account, newest first.
pub fn list_tokens(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId) -> Result<Vec<ApiToken>, Refusal> {
    let _ = (tx, acting, staff);
    todo!()
}

/// Staff working inside `scope` on the day, by login name; whoever sees everywhere also sees those assigned nowhere.
pub fn list_staff(
    tx: &mut Tx<'_>,
    scope: &Scope,
    filter: &StaffFilter,
    now: Timestamp,
) -> Result<Vec<StaffLine>, Refusal> {
    let _ = (tx, scope, filter, now);
    todo!()
}

/// One member of staff inside `scope`, with every assignment there ever was.
pub fn find_staff(
    tx: &mut Tx<'_>,
    scope: &Scope,
    staff: StaffId,
    now: Timestamp,
) -> Result<Option<StaffLine>, Refusal> {
    let _ = (tx, scope, staff, now);
    todo!()
}
