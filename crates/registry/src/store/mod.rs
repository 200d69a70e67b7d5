//! Every statement about the registry: what is read in `reads`, what enrolment reads in `enrol`; each table is written
//! in one file.

mod cases;
mod enrol;
mod holds;
mod households;
mod movements;
mod proposals;
mod reads;
mod writes;

pub(crate) use cases::{
    decide_change, delete_claim, delete_open_exceptions, find_next_holder, find_solution, find_solved,
    has_open_exception, insert_change_request, insert_claim, insert_claims, insert_exception, insert_exceptions,
    list_solved_of, list_told_pairs, list_unlinked, reopen_exception, solve_exception,
};
pub(crate) use enrol::{
    Linked, RowFacts, SecondRecord, Standing, find_confirmed_pid, find_register_day, has_newer_decision, has_rows,
    is_verified_elsewhere, list_corrections, list_enrollable, list_entitled, list_number_claims, list_pid_claims,
    list_records_untold, list_renamed, list_second_records, list_taken_back, list_until_adjusted,
};
pub(crate) use holds::{copy_hold, insert_enrolment_holds, insert_hold, release_hold};
pub(crate) use households::{
    find_household, find_household_of, insert_households, list_heads, list_household_keys, list_household_rows,
    list_households, list_members, move_members,
};
pub(crate) use movements::{
    Decision, MovementFacts, approve_row, count_movements, count_to_approve, decide_movement, find_death_proof,
    find_linked, find_movement, follow_rereading, insert_movement, list_movements, list_movements_of,
    list_refused_again, list_unstaged, list_waiting_for, place_movement, supersede_movements, withdraw_movements,
};
pub(crate) use proposals::{
    count_waiting_proposals, decide_proposal, find_decider, insert_proposals, lapse_proposal, list_asked_snapshots,
    list_named, list_proposals_by, list_proposals_of, list_waiting_proposals, reject_proposal, replace_proposal,
    settle_proposal,
};
pub(crate) use reads::{
    count_changes, count_exceptions, count_exceptions_by_kind, count_people, count_states, count_work,
    find_change_request, find_claim, find_exception, find_exception_place, find_listed, find_person, list_by_number,
    list_by_tokens, list_change_requests, list_changes_of, list_enrollable_files, list_entitlements, list_events,
    list_exceptions, list_exceptions_of, list_follows, list_full_numbers, list_held, list_holds, list_people,
    list_rows_of, list_work,
};
pub(crate) use writes::{
    apply_changes, delete_link, end_entitlement, fill_decision, insert_enrolment_events, insert_entitlements,
    insert_event, insert_links, insert_part, insert_persons, move_links, rename, reopen_state, restate_entitlement,
    set_death, set_field, set_state, touch_person, unset_death, unset_foreign_death,
};
