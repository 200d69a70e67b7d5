//! Who a row of a list is, among the people of the register.
//!
//! *Owns* the index of the register, the weights of the evidence and how they are learned, and every decision about a row.
//! *Takes* a snapshot of the population register, and rows of lists.
//! *Gives* an outcome a row with its reasons field by field, and ranked candidates.
//! *Never* links anybody on likeness alone: only number, name and date together decide by themselves.

mod answered;
mod answers_csv;
mod ask_one;
mod bits;
mod build;
mod candidates;
mod carry;
mod checked;
mod columns;
mod commune_map;
mod communes;
mod compare;
mod compared;
mod dates;
mod decide;
mod decision;
mod duplicates;
mod em;
mod export_rows;
mod filed;
mod judge;
mod key;
mod key_table;
mod learn;
mod level;
mod list_csv;
mod list_row;
mod list_rows;
mod match_file;
mod matcher;
mod model;
mod name_compare;
mod names;
mod opened;
mod outcome;
mod person;
mod reason;
mod refusal;
mod register;
mod register_csv;
mod register_file;
mod requests_csv;
mod shelf;
mod snapshot;
mod spelling;
mod store;
mod texts;
mod tokens;
mod weights;
mod work;

#[cfg(test)]
mod any_model;
#[cfg(test)]
mod tests;

pub use answered::{AnsweredAs, AnsweredRow, ServiceDay, decide_answered, mark_asked};
pub use answers_csv::{begin_answers, begin_candidates, write_answers, write_candidates, write_duplicates};
pub use ask_one::{Answer, AskedPerson, ask_one};
pub use bits::Millibits;
pub use build::{PersonEntry, PersonFault, RegisterBuilder};
pub use columns::HeaderFault;
pub use commune_map::CommuneMap;
pub use compare::Comparison;
pub use decide::{Decision, decide, undo};
pub use decision::{Decided, LateAnswer, Origin, ReviewedRow, RowRef, StoredCandidate};
pub use duplicates::{Duplicate, DuplicateKind, Listed, find_duplicates};
pub use export_rows::{ROWS_EXPORTED_MAX, export_rows};
pub use judge::{Candidate, Finding, Flags, LOWER_THRESHOLD, RIVAL_DISTANCE, Rule};
pub use learn::{LEARNING_ROWS_MIN, LearnFault, Learned, learn};
pub use level::{BirthLevel, Field, NameLevel, NumberLevel, OldNumberLevel, PlaceLevel, SexLevel, VillageLevel};
pub use list_csv::{List, ListFault, ListReader, read_list};
pub use list_row::{ListNumber, ListNumbers, ListRow, RegisterCommunes};
pub use list_rows::{
    ROWS_PAGE, Review, RowFilter, StateCount, WAITING_COUNTED_MAX, Waits, count_not_sent, count_rows, count_states,
    count_waiting, find_review, list_rows,
};
pub use match_file::{MatchedFile, is_file_begun, match_file};
pub use matcher::Matcher;
#[doc(hidden)]
pub use model::sealed_model;
pub use model::{MODEL, MODEL_BYTES_MAX, Model, ModelFault, is_model_name};
pub use opened::Opened;
pub use outcome::{Obstacle, Outcome};
pub use person::Gender;
pub use reason::Reason;
pub use refusal::Refusal;
pub use register::{PersonView, Register, Snapshot};
pub use register_csv::{CsvFault, Loaded, RowFault, read_register};
#[doc(hidden)]
pub use register_file::sealed;
pub use register_file::{FileFault, MAGIC};
pub use requests_csv::write_requests;
pub use shelf::{Shelf, Shelved};
pub use snapshot::{Known, KnownSnapshot, know_snapshot, list_snapshots};
pub use work::{LOAD_JOB, MATCH_JOB, NewRegister, handlers, submit_load, submit_match};
