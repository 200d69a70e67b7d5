//! Staff: people and service accounts, what they work as, and the ways back in.

use super::{
    call::{Call, Done, must_be_seen, told_with_tag},
    description::tags,
    input::{FieldFault, Input, Named, body, query},
    offices::Ending,
    paging::{Cursor, Limit, List, Page, Part},
    sent::{Asked, Sent, Subject},
    values::{Day, FullName, LoginName, MailAddress, PhoneNumber, Reason, SearchWords},
    words::{RoleWord, StaffKindWord},
};
use crate::shell::problem::{Answer, Problem};
use db::Tx;
use jiff::{Timestamp, civil::Date};
use kernel::{AssignmentId, OfficeId, StaffId};
use office::{
    Acting, Refusal,
    sign_in::StartPassword,
    staff::{self, Login, NewAssignment, NewStaff, StaffDetails, StaffFilter, StaffKind, StaffLine},
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

const LIST: List<StaffLine, String> = List { name: "staff", key: |line| line.staff.login.as_str().to_owned() };

/// A person or a service account.
#[derive(Serialize, ToSchema)]
#[schema(as = Staff, example = json!({
    "id": "018d3f9e-2b1c-7c3a-9f6e-0123456789ab",
    "kind": "person",
    "login": "anh.nguyen",
    "full_name": "Nguyễn Thị Ánh",
    "phone": "0255 3851 234",
    "email": null,
    "made_at": "2024-01-25T03:00:00Z",
    "deactivated_at": null,
    "assignments": [],
    "has_second_factor": false,
    "waits_until": null
}))]
pub(crate) struct StaffShown {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: StaffId,
    /// A person or another system.
    #[schema(value_type = StaffKindWord)]
    kind: StaffKind,
    /// The login name.
    login: String,
    /// Full name.
    full_name: String,
    /// A telephone number.
    phone: Option<String>,
    /// A mail address.
    email: Option<String>,
    /// Since when.
    made_at: Timestamp,
    /// Since when it can no longer sign in.
    deactivated_at: Option<Timestamp>,
    /// In a list: what they work as today. Of one person: everything they ever worked as.
    assignments: Vec<AssignmentShown>,
    /// Whether a second factor is enrolled.
    has_second_factor: bool,
    /// Wrong tries make the account wait until then.
    waits_until: Option<Timestamp>,
}

impl From<StaffLine> for StaffShown {
    fn from(line: StaffLine) -> StaffShown {
        let StaffLine { staff, assignments, has_second_factor, waits_until } = line;
        StaffShown {
            id: staff.id,
            kind: staff.kind,
            login: staff.login.as_str().to_owned(),
            full_name: staff.full_name,
            phone: staff.phone,
            email: staff.email,
            made_at: staff.made_at,
            deactivated_at: staff.deactivated_at,
            assignments: assignments.into_iter().map(AssignmentShown::from).collect(),
            has_second_factor,
            waits_until,
        }
    }
}

/// A role held in an office from a day.
#[derive(Serialize, ToSchema)]
#[schema(as = Assignment)]
pub(crate) struct AssignmentShown {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: AssignmentId,
    /// Who.
    #[schema(value_type = String, format = Uuid)]
    staff: StaffId,
    /// As what.
    #[schema(value_type = RoleWord)]
    role: office::Role,
    /// Where; the administrator's is nowhere.
    #[schema(value_type = Option<String>, format = Uuid)]
    office: Option<OfficeId>,
    /// The office's name.
    office_name: Option<String>,
    /// Its first day.
    from: Date,
    /// The first day it no longer holds.
    until: Option<Date>,
}

impl From<staff::Assignment> for AssignmentShown {
    fn from(assignment: staff::Assignment) -> AssignmentShown {
        let staff::Assignment { id, staff, role, office, office_name, from, until } = assignment;
        AssignmentShown { id, staff, role, office, office_name, from, until }
    }
}

/// A person with a start password.
#[derive(Serialize, ToSchema)]
pub(crate) struct StaffStarted {
    /// Who.
    staff: StaffShown,
    /// To be handed over, and changed at the first sign-in. Answered once: a repeated call gets `null`, and a service
    /// account has none.
    start_password: Option<String>,
}

query! {
    /// Which staff.
    StaffQuery {
        /// Only who works in this office today.
        #[param(value_type = Option<String>, format = Uuid)]
        office: Option<OfficeId>,
        /// Words of the name or the login name.
        words: Option<SearchWords>,
        /// Also those deactivated.
        with_deactivated: Option<bool>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

body! {
    /// What a new member of staff, or a new service account, needs.
    #[schema(example = json!({ "kind": "person", "login": "anh.nguyen", "full_name": "Nguyễn Thị Ánh" }))]
    StaffToCreate {
        /// A person or another system.
        kind: StaffKindWord,
        /// The login name; capitals count as small letters.
        login: LoginName,
        /// Full name.
        full_name: FullName,
        /// A telephone number.
        phone: Option<PhoneNumber>,
        /// A mail address.
        email: Option<MailAddress>,
    }
}

body! {
    /// Name, telephone and mail address, all of them: what is left out is empty afterwards.
    #[schema(example = json!({ "full_name": "Nguyễn Thị Ánh", "phone": "0255 3851 234" }))]
    StaffChange {
        /// Full name.
        full_name: FullName,
        /// A telephone number.
        phone: Option<PhoneNumber>,
        /// A mail address.
        email: Option<MailAddress>,
    }
}

body! {
    /// What an assignment needs.
    #[schema(example = json!({ "role": "labour_officer", "office": "018d3f9e-2b1c-7c3a-9f6e-0123456789ab", "from": "2024-01-01" }))]
    AssignmentToGive {
        /// As what.
        role: RoleWord,
        /// Where; not for an administrator.
        #[schema(value_type = Option<String>, format = Uuid)]
        office: Option<OfficeId>,
        /// Its first day.
        from: Day,
        /// The first day it no longer holds.
        until: Option<Day>,
    }
}

body! {
    /// A reason.
    #[schema(example = json!({ "why": "Chuyển công tác theo Quyết định 12/QĐ-UBND" }))]
    Because {
        /// Why.
        why: Reason,
    }
}

/// Nothing. The body may be left out.
#[derive(Clone, Copy, Debug, ToSchema)]
pub(crate) struct Nothing {}

impl Input for Nothing {
    fn read(sent: &Named<'_>) -> Result<Nothing, Vec<FieldFault>> {
        let faults = sent.strangers(&[]);
        if faults.is_empty() { Ok(Nothing {}) } else { Err(faults) }
    }
}

/// List staff working in the own area.
#[utoipa::path(get, path = "/api/v1/staff", tag = tags::STAFF, params(StaffQuery),
    responses((status = 200, description = "A page of staff, by login name.", body = Page<StaffShown>)))]
pub(crate) async fn list_staff(call: Call, Asked(query): Asked<StaffQuery>) -> Answer {
    let mut filter = StaffFilter {
        office: query.office,
        words: query.words.map_or(String::new(), String::from),
        with_deactivated: query.with_deactivated == Some(true),
        after: None,
    };
    call.list::<StaffShown, _, _, _>(LIST, Part::of(query.limit, query.cursor), move |tx, acting, after| {
        filter.after = after.and_then(|login| Login::parse(&login).ok());
        staff::list_staff(tx, &acting.ground_scope(), &filter, acting.now)
    })
    .await
}

/// Show one person or service account.
#[utoipa::path(get, path = "/api/v1/staff/{staff}", tag = tags::STAFF,
    params(("staff" = String, Path, format = Uuid, description = "Who.")),
    responses((status = 200, description = "Who it is, with all assignments there ever were.", body = StaffShown)))]
pub(crate) async fn show_staff(call: Call, Subject(staff): Subject<StaffId>) -> Answer {
    let found = call.read(move |tx, acting| staff::find_staff(tx, &acting.ground_scope(), staff, acting.now));
    Ok(told_with_tag(&StaffShown::from(found.await?.ok_or(Problem::NotFound)?)))
}

/// Create a person or a service account.
///
/// A person gets a start password, answered this one time.
#[utoipa::path(post, path = "/api/v1/staff", tag = tags::STAFF, request_body = StaffToCreate,
    responses((status = 201, description = "Who was made.", body = StaffStarted)))]
pub(crate) async fn create_staff(call: Call, sent: Sent<StaffToCreate>) -> Answer {
    call.create_with(sent, StartPassword::make, |tx, acting, wanted, start| {
        let new = NewStaff {
            login: Login::parse(wanted.login.as_str()).map_err(Refusal::from)?,
            full_name: wanted.full_name.as_str().to_owned(),
            phone: wanted.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            email: wanted.email.as_ref().map(|email| email.as_str().to_owned()),
        };
        match wanted.kind.0 {
            StaffKind::Person => {
                let made = staff::create_staff(tx, acting, &new, start)?;
                Ok(started(shown(tx, acting, made.id)?, start, Done::created_once))
            }
            StaffKind::Service => {
                let made = staff::create_service_account(tx, acting, &new)?;
                Ok(Done::created(&StaffStarted { staff: shown(tx, acting, made.id)?, start_password: None }))
            }
        }
    })
    .await
}

/// Change name, telephone and mail address.
#[utoipa::path(put, path = "/api/v1/staff/{staff}", tag = tags::STAFF, request_body = StaffChange,
    params(("staff" = String, Path, format = Uuid, description = "Who.")),
    responses((status = 200, description = "Who it is now.", body = StaffShown)))]
pub(crate) async fn change_staff(call: Call, Subject(staff): Subject<StaffId>, sent: Sent<StaffChange>) -> Answer {
    let seen = sent.seen.clone();
    call.change(sent, move |tx, acting, wanted| {
        must_be_seen(seen.as_ref(), &shown(tx, acting, staff)?)?;
        let details = StaffDetails {
            full_name: wanted.full_name.as_str().to_owned(),
            phone: wanted.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            email: wanted.email.as_ref().map(|email| email.as_str().to_owned()),
        };
        staff::change_staff(tx, acting, staff, &details)?;
        Ok(Done::changed(&shown(tx, acting, staff)?))
    })
    .await
}

/// Deactivate: all sessions and tokens end.
///
/// Never oneself, never the last administrator.
#[utoipa::path(post, path = "/api/v1/staff/{staff}/deactivate", tag = tags::STAFF, request_body = Because,
    params(("staff" = String, Path, format = Uuid, description = "Who.")),
    responses((status = 200, description = "Who it is now.", body = StaffShown)))]
pub(crate) async fn deactivate_staff(call: Call, Subject(staff): Subject<StaffId>, sent: Sent<Because>) -> Answer {
    call.change(sent, move |tx, acting, because| {
        staff::deactivate_staff(tx, acting, staff, because.why.as_str())?;
        Ok(Done::changed(&shown(tx, acting, staff)?))
    })
    .await
}

/// Let a deactivated person sign in again, with a new start password.
#[utoipa::path(post, path = "/api/v1/staff/{staff}/reactivate", tag = tags::STAFF,
    params(("staff" = String, Path, format = Uuid, description = "Who.")),
    responses((status = 200, description = "Who it is now.", body = StaffStarted)))]
pub(crate) async fn reactivate_staff(call: Call, Subject(staff): Subject<StaffId>, sent: Sent<Nothing>) -> Answer {
    call.change_with(sent, StartPassword::make, move |tx, acting, _, start| {
        staff::reactivate_staff(tx, acting, staff, start)?;
        Ok(started(shown(tx, acting, staff)?, start, Done::changed_once))
    })
    .await
}

/// Give a new start password: all sessions end.
#[utoipa::path(post, path = "/api/v1/staff/{staff}/reset-password", tag = tags::STAFF,
    params(("staff" = String, Path, format = Uuid, description = "Who.")),
    responses((status = 200, description = "The new start password.", body = StaffStarted)))]
pub(crate) async fn reset_password(call: Call, Subject(staff): Subject<StaffId>, sent: Sent<Nothing>) -> Answer {
    call.change_with(sent, StartPassword::make, move |tx, acting, _, start| {
        staff::reset_password(tx, acting, staff, start)?;
        Ok(started(shown(tx, acting, staff)?, start, Done::changed_once))
    })
    .await
}

/// Remove the second factor: the person enrols anew.
#[utoipa::path(post, path = "/api/v1/staff/{staff}/reset-second-factor", tag = tags::STAFF, request_body = Because,
    params(("staff" = String, Path, format = Uuid, description = "Who.")),
    responses((status = 200, description = "Who it is now.", body = StaffShown)))]
pub(crate) async fn reset_second_factor(call: Call, Subject(staff): Subject<StaffId>, sent: Sent<Because>) -> Answer {
    call.change(sent, move |tx, acting, because| {
        staff::reset_second_factor(tx, acting, staff, because.why.as_str())?;
        Ok(Done::changed(&shown(tx, acting, staff)?))
    })
    .await
}

/// Forget the wrong tries.
#[utoipa::path(post, path = "/api/v1/staff/{staff}/unlock", tag = tags::STAFF,
    params(("staff" = String, Path, format = Uuid, description = "Who.")),
    responses((status = 200, description = "Who it is now.", body = StaffShown)))]
pub(crate) async fn unlock_staff(call: Call, Subject(staff): Subject<StaffId>, sent: Sent<Nothing>) -> Answer {
    call.change(sent, move |tx, acting, _| {
        staff::unlock(tx, acting, staff)?;
        Ok(Done::changed(&shown(tx, acting, staff)?))
    })
    .await
}

/// Give a person a role in an office.
#[utoipa::path(post, path = "/api/v1/staff/{staff}/assignments", tag = tags::STAFF, request_body = AssignmentToGive,
    params(("staff" = String, Path, format = Uuid, description = "Who.")),
    responses((status = 201, description = "The assignment.", body = AssignmentShown)))]
pub(crate) async fn assign(call: Call, Subject(staff): Subject<StaffId>, sent: Sent<AssignmentToGive>) -> Answer {
    call.create(sent, move |tx, acting, wanted| {
        let new = NewAssignment {
            staff,
            role: wanted.role.0,
            office: wanted.office,
            from: wanted.from.0,
            until: wanted.until.map(|Day(day)| day),
        };
        Ok(Done::created(&AssignmentShown::from(staff::assign(tx, acting, &new)?)))
    })
    .await
}

/// End an assignment from a day on.
#[utoipa::path(post, path = "/api/v1/assignments/{assignment}/end", tag = tags::STAFF, request_body = Ending,
    params(("assignment" = String, Path, format = Uuid, description = "The assignment.")),
    responses((status = 200, description = "The assignment as it is now.", body = AssignmentShown)))]
pub(crate) async fn end_assignment(
    call: Call,
    Subject(assignment): Subject<AssignmentId>,
    sent: Sent<Ending>,
) -> Answer {
    call.change(sent, move |tx, acting, wanted| {
        let ended = staff::end_assignment(tx, acting, assignment, wanted.until.0)?;
        Ok(Done::changed(&AssignmentShown::from(ended)))
    })
    .await
}

/// Who it is now, seen in the transaction that changed it.
fn shown(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId) -> Result<StaffShown, Refusal> {
    let found = staff::find_staff(tx, &acting.ground_scope(), staff, acting.now)?;
    found.map(StaffShown::from).ok_or(Refusal::NotFound { what: "staff" })
}

/// The start password is answered, and not kept with the answer.
fn started(staff: StaffShown, start: &StartPassword, done: impl FnOnce(&Value, &Value) -> Done) -> Done {
    let told = StaffStarted { staff, start_password: Some(start.reveal().to_owned()) };
    let now = serde_json::to_value(&told).expect("answers are plain structs");
    let mut kept = now.clone();
    kept["start_password"] = Value::Null;
    done(&now, &kept)
}
