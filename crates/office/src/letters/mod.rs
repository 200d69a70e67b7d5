//! Letters, plans, decisions, directives: what a report, a target or a rule quotes.
//!
//! *Owns* the register: number, day, issuer, what it is about, what it stands on, the scanned or signed file.
//! *Takes* entries by staff for their own area.
//! *Gives* citations in the official form, and the letters of an area and of the units above it.
//! *Never* forgets an entry: a mistake is corrected, and the trail keeps both.

mod correct;
mod fault;
mod file;
mod letter;
mod list;
mod number;
mod register;
mod store;

pub use correct::{attach_file, correct};
pub use fault::LetterFault;
pub use file::{FILE_BYTES_MAX, FileDigest, FileForm, LetterFile, NewFile};
pub use letter::{Draft, Letter, LetterKind};
pub use list::{LETTERS_PAGE, LetterFilter, find, list, read_file};
pub use number::{LetterNumber, NumberFault};
pub use register::{Registered, register};

#[cfg(test)]
mod tests;
