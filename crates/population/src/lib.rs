//! Asking the national population database who the rows of a commune are.
//!
//! *Owns* every batch of requests, the bytes that were sent, and what was answered to each.
//! *Takes* rows nobody was asked about yet, and answers over the network or as a file.
//! *Gives* the people an answer names to `matching`, which decides by the same rules as with a local register.
//! *Never* believes an answer: one for another request, one that does not parse, or one for a row that has changed
//! since is told and not applied.

mod answer;
mod answer_file;
mod ask_fault;
mod batch;
mod call;
mod close_batch;
mod exchange;
mod list_batches;
mod people;
mod person;
mod prepare_batch;
mod question;
mod refusal;
mod send_batch;
mod service;
mod store;
mod take_answers;
mod take_file;
#[cfg(test)]
mod tests;
mod work;

pub use answer::{ANSWER_BYTES_MAX, Answer, AnswerFault, PEOPLE_MAX, read_answer};
pub use answer_file::{ANSWER_FILE_BYTES_MAX, AnswerFile, AnswerFileFault, LineFault, read_answer_file};
pub use ask_fault::AskFault;
pub use batch::{Batch, BatchState, Channel, Counts, RequestState};
pub use call::Pause;
pub use close_batch::close_batch;
pub use exchange::Exchange;
pub use list_batches::{
    AskedOfRow, BATCHES_PAGE, Told, count_askable, find_batch, list_asked_of_row, list_batches, list_told,
};
pub use person::FoundPerson;
pub use prepare_batch::{BATCH_ROWS_MAX, NewBatch, Prepared, prepare_batch};
pub use question::{LEGAL_GROUND, PURPOSE, Question, Sender};
pub use refusal::Refusal;
pub use send_batch::{hand_out, mark_sent};
pub use service::{Limits, Service, ServiceFault, Settings};
pub use take_answers::{Taken, take_answers};
pub use take_file::{FileTaken, TakenFile, take_file};
pub use work::{ASK_JOB, handlers, submit_ask};
