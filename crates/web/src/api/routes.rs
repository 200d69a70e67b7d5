//! The API's part of the route table.

use super::{
    audit, description, exceptions, households, imports, jobs, letters, mapping, matching, me, movements, offices,
    persons, population, problems, proposals, rechecks, reference, staff, tokens, units, worklists,
};
use crate::routes::{
    Access::{May, Public, SignedIn},
    Route, delete, get, patch, post, put,
};
use office::{
    Action::{
        ApproveRates, CorrectPerson, DecideMatch, EditReference, ExchangePopulation, ExportAudit, ImportSource,
        ManageOffices, ManageStaff, ProposeRates, ReadAudit, ReadLetters, ReadPersons, ReadReference, ReadReports,
        ReadStaff, RegisterLetter, SetTarget, ViewSensitive,
    },
    letters::FILE_BYTES_MAX,
};

/// Every call there is.
pub(crate) fn routes() -> Vec<Route> {
    of_offices_and_files().into_iter().chain(of_records()).collect()
}

#[rustfmt::skip]
fn of_offices_and_files() -> Vec<Route> {
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
        post  ("/api/v1/tokens/{token}/confirm",            May(ManageStaff),     tokens::confirm_token),
        post  ("/api/v1/tokens/{token}/revoke",             May(ManageStaff),     tokens::revoke_token),
        get   ("/api/v1/staff/{staff}/external-identities", May(ManageStaff),     tokens::list_identities),
        put   ("/api/v1/staff/{staff}/external-identities", May(ManageStaff),     tokens::link_identity),
        delete("/api/v1/staff/{staff}/external-identities", May(ManageStaff),     tokens::unlink_identity),
        // reference data
        get   ("/api/v1/reference/rates",                   May(ReadReference),   reference::rates::list_rates),
        post  ("/api/v1/reference/rates",                   May(ProposeRates),    reference::rates::propose_rate),
        get   ("/api/v1/reference/rates/{rate}",            May(ReadReference),   reference::rates::show_rate),
        get   ("/api/v1/reference/categories",              May(ReadReference),   reference::categories::list_categories),
        post  ("/api/v1/reference/categories",              May(ProposeRates),    reference::categories::propose_category),
        get   ("/api/v1/reference/categories/{category}",   May(ReadReference),   reference::categories::show_category),
        get   ("/api/v1/reference/banks",                   May(ReadReference),   reference::banks::list_banks),
        post  ("/api/v1/reference/banks",                   May(EditReference),   reference::banks::change_bank),
        get   ("/api/v1/reference/banks/{bank}",            May(ReadReference),   reference::banks::show_bank),
        get   ("/api/v1/reference/holidays",                May(ReadReference),   reference::holidays::list_holidays),
        post  ("/api/v1/reference/holidays",                May(EditReference),   reference::holidays::set_holiday),
        get   ("/api/v1/reference/holidays/{holiday}",      May(ReadReference),   reference::holidays::show_holiday),
        post  ("/api/v1/reference/holidays/{holiday}/void", May(EditReference),   reference::holidays::void_holiday),
        get   ("/api/v1/reference/targets",                 May(ReadReference),   reference::targets::list_targets),
        post  ("/api/v1/reference/targets",                 May(SetTarget),       reference::targets::set_target),
        get   ("/api/v1/reference/targets/{target}",        May(ReadReference),   reference::targets::show_target),
        get   ("/api/v1/reference/proposals",               May(ReadReference),   reference::proposals::list_proposals),
        post  ("/api/v1/reference/proposals/{kind}/{item}/{from}/{version}/approve", May(ApproveRates),  reference::proposals::approve_proposal),
        // whoever made a proposal may take it back without the right to approve: the room decides
        post  ("/api/v1/reference/proposals/{kind}/{item}/{from}/{version}/reject",  May(ReadReference), reference::proposals::reject_proposal),
        // letters
        get   ("/api/v1/letters",                           May(ReadLetters),     letters::list_letters),
        post  ("/api/v1/letters",                           May(RegisterLetter),  letters::register_letter),
        get   ("/api/v1/letters/{letter}",                  May(ReadLetters),     letters::show_letter),
        put   ("/api/v1/letters/{letter}",                  May(RegisterLetter),  letters::correct_letter),
        get   ("/api/v1/letters/{letter}/file",             May(ReadLetters),     letters::read_letter_file),
        put   ("/api/v1/letters/{letter}/file",             May(RegisterLetter),  letters::put_letter_file).taking(FILE_BYTES_MAX),
        // agencies' files
        get   ("/api/v1/imports",                           May(ImportSource),    imports::list_imports),
        post  ("/api/v1/imports",                           May(ImportSource),    imports::send_import).taking(sources::FILE_BYTES_MAX),
        get   ("/api/v1/imports/{import}",                  May(ImportSource),    imports::show_import),
        get   ("/api/v1/imports/{import}/faults",           May(ImportSource),    imports::list_import_faults),
        get   ("/api/v1/imports/{import}/returned",         May(ImportSource),    imports::read_returned_rows),
        get   ("/api/v1/imports/{import}/file",             May(ImportSource),    imports::read_import_file),
        get   ("/api/v1/imports/{import}/mapping",          May(ImportSource),    mapping::show_mapping),
        put   ("/api/v1/imports/{import}/mapping",          May(ImportSource),    mapping::put_mapping),
        post  ("/api/v1/imports/{import}/proposals/accept", May(ImportSource),    imports::accept_proposals),
        post  ("/api/v1/imports/{import}/match",            May(ExchangePopulation), imports::match_import),
        // the room asks for one of two rights: to import, or to decide
        post  ("/api/v1/imports/{import}/enrol",            May(ReadPersons),     imports::enrol_import),
        // rows beside the population register
        get   ("/api/v1/matching/rows",                     May(ReadPersons),     matching::list_match_rows),
        get   ("/api/v1/matching/rows/{row}",               May(ReadPersons),     matching::show_match_row),
        post  ("/api/v1/matching/rows/{row}/decide",        May(DecideMatch),     matching::decide_match_row),
        post  ("/api/v1/matching/rows/{row}/undo",          May(DecideMatch),     matching::undo_match_row),
        get   ("/api/v1/population/batches",                May(ExchangePopulation), population::list_population_batches),
        get   ("/api/v1/population/batches/{batch}",        May(ExchangePopulation), population::show_population_batch),
        // long work
        get   ("/api/v1/jobs",                              SignedIn,             jobs::list_jobs),
        post  ("/api/v1/jobs",                              SignedIn,             jobs::submit_job),
        get   ("/api/v1/jobs/{job}",                        SignedIn,             jobs::show_job),
        get   ("/api/v1/jobs/{job}/file/parts/{part}",      May(ExportAudit),     jobs::read_file_part),
        post  ("/api/v1/jobs/{job}/cancel",                 SignedIn,             jobs::cancel_job),
        // the trail
        get   ("/api/v1/audit",                             May(ReadAudit),       audit::list_audit),
    ]
}

/// The registry: persons and what stands beside them.
#[rustfmt::skip]
fn of_records() -> Vec<Route> {
    vec![
        get   ("/api/v1/persons",                           May(ReadPersons),     persons::list_persons),
        get   ("/api/v1/persons/search",                    May(ReadPersons),     persons::search_persons),
        get   ("/api/v1/persons/{person}",                  May(ReadPersons),     persons::show_person),
        post  ("/api/v1/persons/{person}/view",             May(ViewSensitive),   persons::view_person),
        post  ("/api/v1/persons/{person}/recheck",          May(DecideMatch),     rechecks::recheck_person_told),
        get   ("/api/v1/exceptions",                        May(CorrectPerson),   exceptions::list_record_exceptions),
        get   ("/api/v1/exceptions/{exception}",            May(CorrectPerson),   exceptions::show_record_exception),
        post  ("/api/v1/exceptions/{exception}/solve",      May(CorrectPerson),   exceptions::solve_record_exception),
        post  ("/api/v1/exceptions/{exception}/undo",       May(CorrectPerson),   exceptions::undo_record_exception),
        get   ("/api/v1/proposals",                         May(CorrectPerson),   proposals::list_record_proposals),
        get   ("/api/v1/proposals/{proposal}",              May(CorrectPerson),   proposals::show_record_proposal),
        post  ("/api/v1/proposals/{proposal}/view",         May(ViewSensitive),   proposals::view_record_proposal),
        post  ("/api/v1/proposals/{proposal}/take",         May(CorrectPerson),   proposals::take_record_proposal),
        post  ("/api/v1/proposals/{proposal}/decline",      May(CorrectPerson),   proposals::decline_record_proposal),
        get   ("/api/v1/households",                        May(ReadPersons),     households::list_households_told),
        get   ("/api/v1/households/{household}",            May(ReadPersons),     households::show_household),
        get   ("/api/v1/movements",                         May(CorrectPerson),   movements::list_movements_told),
        get   ("/api/v1/movements/{movement}",              May(CorrectPerson),   movements::show_movement),
        post  ("/api/v1/movements/{movement}/place",        May(CorrectPerson),   movements::place_movement_told),
        post  ("/api/v1/movements/{movement}/approve",      May(CorrectPerson),   movements::approve_movement_told),
        post  ("/api/v1/movements/{movement}/reject",       May(CorrectPerson),   movements::reject_movement_told),
        post  ("/api/v1/movements/{movement}/undo",         May(CorrectPerson),   movements::undo_movement_told),
        get   ("/api/v1/worklists",                         May(ReadPersons),     worklists::list_worklists),
        get   ("/api/v1/worklists/{worklist}",              May(ReadPersons),     worklists::list_worklist),
        get   ("/api/v1/worklists/{worklist}/workbook",     May(ReadPersons),     worklists::read_worklist_workbook),
        get   ("/api/v1/reports/states/{place}",            May(ReadReports),     worklists::show_states),
    ]
}
