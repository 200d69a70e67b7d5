//! Step 2, and always: who is entitled to what, and everything that ever happened to it.
//!
//! *Owns* persons, households, entitlements, holds, change requests, exceptions and the timeline of each person.
//! *Takes* rows of source files with the newest decision about each, and what officers record.
//! *Gives* persons with their state to every later step, worklists, and names found with or without marks.
//! *Never* lets one person hold another's number, changes an amount, or merges two persons by itself.

mod amount;
mod apply_movement;
mod ask_province;
mod change_request;
mod claim;
mod correction;
mod death;
mod decide_movement;
mod enrol_file;
mod enrol_row;
mod entitlement;
mod event;
mod exception;
mod export_people;
mod fill_decision;
mod find_alike;
mod find_people;
mod hold;
mod household;
mod list_people;
mod load_person;
mod movement;
mod person;
mod place_movement;
mod proposal;
mod propose_corrections;
mod recheck_person;
mod refusal;
mod same_person;
mod solve_exception;
mod stage_movements;
mod store;
#[cfg(test)]
mod tests;
mod undo_movement;
mod undo_solution;
mod view_sensitive;
mod work;
mod work_book;
mod worklist;

pub use amount::{AmountCheck, Amounts};
pub use ask_province::ask_province;
pub use change_request::{
    ChangeRequest, ChangeState, ChangedField, NewChange, approve_change, list_change_requests, reject_change,
    request_change,
};
pub use death::record_death;
pub use decide_movement::{
    MOVEMENTS_PAGE, approve_movement, count_movements, count_to_approve, list_movements, list_refused_again,
    load_movement, reject_movement, reopen_movement, undo_movement,
};
pub use enrol_file::{Enrolled, enrol_file};
pub use entitlement::{EndedBy, Entitlement, EntitlementState};
pub use event::{Event, EventKind};
pub use exception::{
    EXCEPTIONS_EXPORTED_MAX, Exception, ExceptionKind, OPEN_COUNTED_MAX, OpenWork, Solution, Solved, count_exceptions,
    count_open, export_exceptions, find_exception, find_solved, list_exceptions, list_exceptions_after, list_solved_of,
};
pub use export_people::{Numbers, PEOPLE_EXPORTED_MAX, export_people};
pub use fill_decision::{DecisionData, fill_decision};
pub use find_alike::{ALIKE_JOB, ALIKE_PERSONS_MAX, AlikeFound, find_alike, submit_find_alike};
pub use find_people::{FOUND_MAX, find_listed, find_people};
pub use hold::{Hold, HoldReason, NewHold, Placed, place_hold, place_hold_once, release_hold};
pub use household::{
    HOUSEHOLDS_EXPORTED_MAX, HOUSEHOLDS_PAGE, Household, HouseholdLine, HouseholdsFilter, Member, NEAR_POOR, POOR,
    export_households, find_household_of, list_households, load_household,
};
pub use list_people::{
    CommuneStates, Listed, PEOPLE_PAGE, PeopleFilter, StatesFilter, count_people, count_states, list_held, list_people,
};
pub use load_person::{PersonRecord, list_rows_of, load_person};
pub use movement::{Movement, MovementState, Obstacle};
pub use person::Person;
pub use place_movement::{movement_candidates, place_movement};
pub use proposal::{
    PROPOSALS_PAGE, Proposal, ProposalLine, ProposalState, count_proposals, decline_proposal, find_decider,
    find_proposal, is_held_by_another, list_proposals, take_proposal,
};
pub use propose_corrections::{open_registers, propose_corrections};
pub use recheck_person::{Rechecked, recheck_person};
pub use refusal::Refusal;
pub use solve_exception::{list_solutions, solve_exception};
pub use stage_movements::{Staged, stage_movements, stage_received};
pub use undo_solution::undo_solution;
pub use view_sensitive::view_sensitive;
pub use work::{ENROL_JOB, handlers, submit_enrol};
pub use work_book::{WorkWords, write_work};
pub use worklist::{
    AgeReached, WORK_EXPORTED_MAX, WORK_PAGE, WorkKind, WorkRow, confidential, count_work, count_work_up_to,
    export_work, list_work,
};
