//! Every statement about the registry: what is read in `reads`, what enrolment reads in `enrol`, what is written in
//! `writes`.

mod enrol;
mod reads;
mod writes;

pub(crate) use enrol::{
    Linked, RowFacts, has_rows, list_enrollable, list_entitled, list_number_claims, list_pid_claims, list_renamed,
};
pub(crate) use reads::{
    count_changes, count_exceptions, count_states, count_work, find_change_request, find_claim, find_exception,
    find_exception_place, find_listed, find_person, list_by_number, list_by_tokens, list_change_requests,
    list_changes_of, list_enrollable_files, list_entitlements, list_events, list_exceptions, list_holds, list_people,
    list_work,
};
pub(crate) use writes::{
    apply_changes, decide_change, delete_claim, fill_decision, insert_change_request, insert_claim, insert_claims,
    insert_enrolment_events, insert_enrolment_holds, insert_entitlements, insert_event, insert_exceptions, insert_hold,
    insert_links, insert_persons, release_hold, rename, set_death, set_field, solve_exception,
};
