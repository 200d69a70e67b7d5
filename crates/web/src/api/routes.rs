//! The API's part of the route table.

use super::{audit, description, jobs, me, offices, problems, staff, tokens, units};
use crate::routes::{
    Access::{May, Public, SignedIn},
    Route, delete, get, patch, post, put,
};
use office::Action::{ManageOffices, ManageStaff, ReadAudit, ReadReference, ReadStaff};

/// Every call there is.
#[rustfmt::skip]
pub(crate) fn routes() -> Vec<Route> {
    vec![
        // the API itself
        get   ("/api/v1/openapi.json",                      Public,               description::describe),
        get   ("/api/v1/problems",                          Public,               problems::list_problems),
        // who calls
        get   ("/api/v1/me",                                SignedIn,             me::show_me),
        get   ("/api/v1/rights",                            SignedIn,             me::show_rights),
        // places
        get   ("/api/v1/units",                             May(ReadReference),   units::list_units),
        get   ("/api/v1/units/{unit}",                      May(ReadReference),   units::show_unit),
        get   ("/api/v1/units/{unit}/children",             May(ReadReference),   units::list_children),
        get   ("/api/v1/units/{unit}/successors",           May(ReadReference),   units::list_successors),
        // offices
        get   ("/api/v1/offices",                           May(ReadStaff),       offices::list_offices),
        post  ("/api/v1/offices",                           May(ManageOffices),   offices::create_office),
        post  ("/api/v1/offices/of-district",               May(ManageOffices),   offices::create_offices_of_district),
        get   ("/api/v1/offices/{office}",                  May(ReadStaff),       offices::show_office),
        patch ("/api/v1/offices/{office}",                  May(ManageOffices),   offices::rename_office),
        post  ("/api/v1/offices/{office}/close",            May(ManageOffices),   offices::close_office),
        // staff
        get   ("/api/v1/staff",                             May(ReadStaff),       staff::list_staff),
        post  ("/api/v1/staff",                             May(ManageStaff),     staff::create_staff),
        get   ("/api/v1/staff/{staff}",                     May(ReadStaff),       staff::show_staff),
        put   ("/api/v1/staff/{staff}",                     May(ManageStaff),     staff::change_staff),
        post  ("/api/v1/staff/{staff}/assignments",         May(ManageStaff),     staff::assign),
        post  ("/api/v1/assignments/{assignment}/end",      May(ManageStaff),     staff::end_assignment),
        post  ("/api/v1/staff/{staff}/deactivate",          May(ManageStaff),     staff::deactivate_staff),
        post  ("/api/v1/staff/{staff}/reactivate",          May(ManageStaff),     staff::reactivate_staff),
        post  ("/api/v1/staff/{staff}/unlock",              May(ManageStaff),     staff::unlock_staff),
        post  ("/api/v1/staff/{staff}/reset-password",      May(ManageStaff),     staff::reset_password),
        post  ("/api/v1/staff/{staff}/reset-second-factor", May(ManageStaff),     staff::reset_second_factor),
        get   ("/api/v1/staff/{staff}/tokens",              May(ManageStaff),     tokens::list_tokens),
        post  ("/api/v1/staff/{staff}/tokens",              May(ManageStaff),     tokens::issue_token),
        post  ("/api/v1/tokens/{token}/revoke",             May(ManageStaff),     tokens::revoke_token),
        get   ("/api/v1/staff/{staff}/external-identities", May(ManageStaff),     tokens::list_identities),
        put   ("/api/v1/staff/{staff}/external-identities", May(ManageStaff),     tokens::link_identity),
        delete("/api/v1/staff/{staff}/external-identities", May(ManageStaff),     tokens::unlink_identity),
        // long work
        get   ("/api/v1/jobs",                              SignedIn,             jobs::list_jobs),
        post  ("/api/v1/jobs",                              SignedIn,             jobs::submit_job),
        get   ("/api/v1/jobs/{job}",                        SignedIn,             jobs::show_job),
        post  ("/api/v1/jobs/{job}/cancel",                 SignedIn,             jobs::cancel_job),
        // the trail
        get   ("/api/v1/audit",                             May(ReadAudit),       audit::list_audit),
    ]
}
