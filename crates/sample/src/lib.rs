//! A district that never was: lists, register, survey results and the truth about each row.
//!
//! *Owns* made-up people: their names, numbers, households, entitlements, and every mistake planted in their rows.
//! *Takes* a district, a seed, a number of people.
//! *Gives* files as agencies send them, the register beside them, and `truth.csv`: the same bytes for the same seed.
//! *Never* uses a real person, and never touches a database.

mod beside;
mod chances;
mod changes;
mod dice;
mod files;
mod linkage;
mod manifest;
mod names;
mod numbers;
mod people;
mod person;
mod plan;
mod refusal;
mod register;
mod rows;
mod slip;
mod survey;
mod write_sample;

#[cfg(test)]
mod tests;

pub use beside::{AccountLine, TruthLine, read_accounts, read_truth};
pub use files::Source;
pub use linkage::{LIST, Linkage, write_linkage};
pub use manifest::{FileOfSample, MANIFEST, Manifest, SurveyOfSample};
pub use plan::{PEOPLE_MAX, PEOPLE_USUAL, Plan, REGISTER_USUAL, SAMPLE_DAY};
pub use refusal::Refusal;
pub use slip::{RATES, Slip};
pub use write_sample::{ACCOUNTS, Made, REGISTER, TRUTH, UNCOLLECTED, write_sample};

/// The instant every workbook of a sample says it was made at.
pub(crate) const SAMPLE_MADE_AT: jiff::Timestamp = jiff::Timestamp::constant(1_704_852_000, 0);
