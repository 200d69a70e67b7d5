//! Who is calling, and what everybody may do.

use super::{
    call::{Call, told},
    description::tags,
    words::{AccessWord, ActionWord, RoleWord, SubjectWord},
};
use crate::shell::problem::Answer;
use kernel::{OfficeId, StaffId};
use office::{Access, Action, Role, Subject, staff};
use serde::Serialize;
use utoipa::ToSchema;

/// Who is calling.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "staff": "018d3f9e-2b1c-7c3a-9f6e-0123456789ab",
    "full_name": "Nguyễn Thị Ánh",
    "role": "labour_officer",
    "office": "018d3f9e-2b1c-7c3a-9f6e-0123456789ac",
    "areas": [{ "lo": 1_006_789, "hi": 1_006_811 }],
    "may": ["read_staff", "read_reference"],
    "form_token": null
}))]
pub(crate) struct Me {
    /// Who.
    #[schema(value_type = String, format = Uuid)]
    staff: StaffId,
    /// Full name; a service account calling by token is told none.
    full_name: Option<String>,
    /// As what.
    #[schema(value_type = String, example = "labour_officer")]
    role: Role,
    /// In which office.
    #[schema(value_type = Option<String>, format = Uuid)]
    office: Option<OfficeId>,
    /// The areas of beneficiaries they see, as runs of place numbers.
    areas: Vec<AreaShown>,
    /// What they may do.
    #[schema(value_type = Vec<ActionWord>)]
    may: Vec<Action>,
    /// For the header `X-Form-Token` of calls that change something, where the caller is a browser with a session.
    form_token: Option<String>,
}

/// A run of places in the numbering of the dated unit trees: a unit and all below it.
#[derive(Serialize, ToSchema)]
#[schema(as = Area)]
pub(crate) struct AreaShown {
    /// The unit's own number.
    lo: i64,
    /// The number of the last unit below it.
    hi: i64,
}

impl From<office::Area> for AreaShown {
    fn from(office::Area { lo, hi }: office::Area) -> AreaShown {
        AreaShown { lo, hi }
    }
}

/// Show who is calling.
#[utoipa::path(get, path = "/api/v1/me", tag = tags::ACCESS,
    responses((status = 200, description = "The caller.", body = Me)))]
pub(crate) async fn show_me(call: Call) -> Answer {
    let acting = call.acting()?;
    let signed_in = call.view.signed();
    let full_name = call.read(staff::find_own_name).await?;
    Ok(told(&Me {
        staff: acting.staff,
        full_name,
        role: acting.role,
        office: acting.office,
        areas: acting.scope.areas().iter().copied().map(AreaShown::from).collect(),
        may: Action::ALL.iter().copied().filter(|action| acting.role.may(*action)).collect(),
        form_token: signed_in.map(|_| call.view.token_field().token),
    }))
}

/// The table of who may do what.
#[derive(Serialize, ToSchema)]
pub(crate) struct Rights {
    /// One line an action, in the order of the process.
    items: Vec<Right>,
}

/// One line of the table.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "action": "approve_cycle", "subject": "beneficiaries", "access": "write", "roles": ["commune_leader", "labour_head"]
}))]
pub(crate) struct Right {
    /// What is done.
    #[schema(value_type = ActionWord)]
    action: Action,
    /// What it is about.
    #[schema(value_type = SubjectWord)]
    subject: Subject,
    /// Whether it changes anything.
    #[schema(value_type = AccessWord)]
    access: Access,
    /// Who may do it.
    #[schema(value_type = Vec<RoleWord>)]
    roles: Vec<Role>,
}

/// Show who may do what.
#[utoipa::path(get, path = "/api/v1/rights", tag = tags::ACCESS,
    responses((status = 200, description = "The whole table.", body = Rights)))]
pub(crate) async fn show_rights(_: Call) -> Answer {
    let right = |action: &Action| Right {
        action: *action,
        subject: action.subject(),
        access: action.access(),
        roles: Role::ALL.iter().copied().filter(|role| role.is_assignable() && role.may(*action)).collect(),
    };
    Ok(told(&Rights { items: Action::ALL.iter().map(right).collect() }))
}
