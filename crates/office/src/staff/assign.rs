//! Who works as what, where, from when to when.

use super::{
    Login, StaffKind,
    change_staff::{keep_an_administrator, not_oneself},
    member::entry,
    store,
};
use crate::{
    Acting, Action, Refusal, Role,
    audit::{self, Entry},
    day_range::check_day,
    offices::{self, Office},
    reference, sign_in,
};
use db::Tx;
use jiff::civil::Date;
use kernel::{AssignmentId, OfficeId, StaffId};
use serde_json::json;

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

/// An assignment with the place of its office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Post {
    pub(crate) assignment: AssignmentId,
    pub(crate) staff: StaffId,
    pub(crate) role: Role,
    pub(crate) office: Option<OfficeId>,
    pub(crate) office_name: Option<String>,
    pub(crate) place: Option<i64>,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
}

impl Post {
    /// As others see it.
    pub(crate) fn assignment(&self) -> Assignment {
        Assignment {
            id: self.assignment,
            staff: self.staff,
            role: self.role,
            office: self.office,
            office_name: self.office_name.clone(),
            from: self.from,
            until: self.until,
        }
    }
}

/// The person of this login name, and the first of their posts of that day that has this role.
pub(crate) fn find_post(tx: &mut Tx<'_>, login: &Login, role: Role, today: Date) -> Result<(StaffId, Post), Refusal> {
    let none = Refusal::NotFound { what: "staff" };
    let staff = store::find_by_login(tx, login)?.filter(|staff| staff.deactivated_at.is_none()).ok_or(none)?;
    let posts = store::list_posts(tx, staff.id, today)?;
    let post = posts.into_iter().find(|post| post.role == role);
    Ok((staff.id, post.ok_or(Refusal::NotFound { what: "assignment" })?))
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

/// Gives a person a role in an office. Nobody gives one to oneself: the administrator would see beneficiaries.
pub fn assign(tx: &mut Tx<'_>, acting: &Acting, new: &NewAssignment) -> Result<Assignment, Refusal> {
    acting.must(Action::ManageStaff)?;
    not_oneself(acting, new.staff)?;
    for day in [Some(new.from), new.until].into_iter().flatten() {
        check_day(day)?;
    }
    if let Some(until) = new.until.filter(|until| *until <= new.from) {
        return Err(Refusal::PeriodBackwards { from: new.from, until });
    }
    let staff = store::find_active(tx, new.staff)?.ok_or(Refusal::NotFound { what: "staff" })?;
    if !new.role.is_assignable() || (staff.kind == StaffKind::Service) != (new.role == Role::ServiceAccount) {
        return Err(Refusal::RoleOfOtherKind { role: new.role });
    }
    let office = office_of(tx, new)?;
    if store::is_assigned(tx, new)? {
        return Err(Refusal::AlreadyAssigned { role: new.role });
    }
    let assignment = Assignment {
        id: acting.new_id(),
        staff: new.staff,
        role: new.role,
        office: new.office,
        office_name: office.as_ref().map(|office| office.name.clone()),
        from: new.from,
        until: new.until,
    };
    store::insert_assignment(tx, &assignment)?;
    let entry = entry("staff.assign", new.staff, described(&assignment));
    audit::record(tx, acting, Entry { place: office.map(|office| office.area.lo), ..entry })?;
    Ok(assignment)
}

/// The office, if the role is held in one, it works all that time, and its agency has such a role.
fn office_of(tx: &mut Tx<'_>, new: &NewAssignment) -> Result<Option<Office>, Refusal> {
    let role = new.role;
    let office = match (role.has_office(), new.office) {
        (false, None) => return Ok(None),
        (false, Some(_)) => return Err(Refusal::OfficeNotWanted { role }),
        (true, None) => return Err(Refusal::OfficeNeeded { role }),
        (true, Some(office)) => offices::load_office(tx, office)?,
    };
    let ends_before = office.until.is_some_and(|until| new.until.is_none_or(|wanted| until < wanted));
    if new.from < office.from || ends_before {
        return Err(Refusal::OfficeClosed);
    }
    // The profile of the first day counts: an office may outlive it by a reform, its people are assigned anew then.
    let profiles = reference::profiles(tx)?;
    let agency = profiles
        .agency(&office.agency, new.from)
        .ok_or(Refusal::AgencyUnknown { agency: office.agency.clone(), on: new.from })?;
    if agency.has_role(role) { Ok(Some(office)) } else { Err(Refusal::RoleDoesNotFit { role, agency: office.agency }) }
}

/// Ends an assignment from a day on; the day it began undoes it. Never the last administrator's, and never later than it
/// ends already: to go on, somebody is assigned anew, with all that is asked then.
pub fn end_assignment(
    tx: &mut Tx<'_>,
    acting: &Acting,
    assignment: AssignmentId,
    until: Date,
) -> Result<Assignment, Refusal> {
    acting.must(Action::ManageStaff)?;
    check_day(until)?;
    let before = store::find_assignment(tx, assignment)?.ok_or(Refusal::NotFound { what: "assignment" })?;
    if until < before.from {
        return Err(Refusal::PeriodBackwards { from: before.from, until });
    }
    if let Some(end) = before.until.filter(|end| *end < until) {
        return Err(Refusal::EndsBefore { end });
    }
    if before.role == Role::Administrator {
        not_oneself(acting, before.staff)?;
        keep_an_administrator(tx, acting, before.staff)?;
    }
    let after = Assignment { until: Some(until), ..before.clone() };
    store::set_until(tx, assignment, until)?;
    if until <= acting.today() {
        sign_in::store::end_sessions(tx, before.staff, None, acting.now)?;
    }
    let entry = entry("staff.end_assignment", before.staff, described(&after));
    audit::record(tx, acting, Entry { from: Some(described(&before)), ..entry })?;
    Ok(after)
}

fn described(assignment: &Assignment) -> serde_json::Value {
    json!({
        "assignment": assignment.id,
        "role": assignment.role,
        "office": assignment.office,
        "from": assignment.from.to_string(),
        "until": assignment.until.map(|day| day.to_string()),
    })
}
