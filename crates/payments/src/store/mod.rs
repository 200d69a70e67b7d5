//! Every statement about payments.

mod carry;
mod cycle;
mod file;
mod free;
mod instruction;
mod list;
mod look;

pub(crate) use carry::{
    count_open_carries, free_carries, insert_carries, insert_free_lines, list_carries, list_carry_lines,
    list_open_carries, mark_carried_in, sum_carried_from,
};
pub(crate) use cycle::{
    all_cycles, find_cycle, find_cycle_of, find_payer, insert_cycle, list_cycles, put_payer, update_approved,
    update_closed, update_computed, update_instructed,
};
pub(crate) use file::{
    find_content, find_file, find_file_of_message, insert_file, list_cash_files, list_files, set_sending, set_sent,
    sum_files,
};
pub(crate) use free::{count_overtaken, list_free_lines};
pub(crate) use instruction::{
    REFERENCES_AT_ONCE, apply_events, find_in_file, forget_instructions, insert_events, insert_instructions,
    list_by_references, list_of_file, list_open_to_account, move_into_file, move_sent, move_unknown, page_of,
    sum_by_state, sum_for_ledger, sum_of_file,
};
pub(crate) use list::{
    ListLine, ListTaken, Payee, count_moved_lists, count_not_handed_over, insert_list, list_handed_over, list_lines,
    list_payees, sum_held, sum_lists,
};
pub(crate) use look::{
    find_instruction_line, list_communes, list_events, list_events_of_person, list_instruction_lines,
    list_lines_of_person, list_pieces,
};
