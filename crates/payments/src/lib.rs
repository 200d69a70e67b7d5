//! The month's payments, from handed-over lists to files at the bank and the post.
//!
//! *Owns* cycles, instructions, what is carried over, and the files that leave.
//! *Takes* handed-over lists and what earlier months still owe.
//! *Gives* files to banks and the post, transfers to the ledger, and one gate through which an instruction moves.
//! *Never* pays who stands on no approved list, pays one month twice at a time, or sends a second file for an answer
//! that does not come.

mod approve_cycle;
mod carry;
mod cash_file;
mod check_cycles;
mod close_cycle;
mod compute_cycle;
mod cycle;
mod digest;
mod file;
mod free_held;
mod instruction;
mod ledger_entries;
mod list_instructions;
mod move_instructions;
mod open_cycle;
mod outbox;
mod pain001;
mod payer;
mod post_list;
mod prepare_files;
mod reason;
mod refusal;
mod send_files;
mod shares;
mod state;
mod store;
mod take_file;
#[cfg(any(test, feature = "testing"))]
#[path = "tests/testing.rs"]
pub mod testing;

pub use approve_cycle::approve_cycle;
pub use carry::{
    CARRIES_PAGE, Carried, Carry, CarryLine, carry_over, list_carries, list_carries_of_person, list_carry_lines,
};
pub use cash_file::{CASH_FILES_MAX, CashFile, Count, fetch_cash_file, hand_to_post, list_cash_files};
pub use check_cycles::{Wrong, check_cycles};
pub use close_cycle::close_cycle;
pub use compute_cycle::{Computed, compute_cycle};
pub use cycle::{Cycle, CycleState, CycleTotals, find_cycle, list_cycles, lists_waiting, load_cycle, totals};
pub use file::{FileState, PaymentFile, find_file, list_files, read_content};
pub use instruction::{
    Channel, Instruction, Known, Purpose, find_by_message_and_line, find_by_references, find_only_open, find_reference,
    list_of_file,
};
pub use ledger_entries::{Answered, record_answered};
pub use list_instructions::{
    INSTRUCTIONS_PAGE, InstructionEvent, InstructionFilter, InstructionLine, PersonPaymentEvent, list_events_of_person,
    list_instructions, list_of_person, load_instruction,
};
pub use move_instructions::{Event, Move, move_instructions};
pub use open_cycle::{Opened, open_cycle};
pub use outbox::{Outbox, OutboxFault};
pub use payer::{Payer, find_payer, set_payer};
pub use post_list::{SETTLEMENT_HEADINGS, SETTLEMENT_WORDS, SettlementHeading};
pub use prepare_files::{FILE_ROWS_MAX, Prepared, prepare_files};
pub use reason::{ReasonClass, class_for, class_of};
pub use refusal::Refusal;
pub use send_files::{Sent, mark_unknown, send_files};
pub use shares::{CommuneShare, MethodShare, Share, Shares, StateShare, shares};
pub use state::{InstructionState, TRANSITIONS, may_move};
pub use take_file::{confirm_sent, take_file};

#[cfg(test)]
mod tests;
