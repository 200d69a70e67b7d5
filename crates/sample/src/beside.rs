//! Reading the tables beside the lists: what the office does not know, and practice needs.

use crate::Refusal;
use std::path::Path;

/// A line of `truth.csv`.
#[derive(Clone, Copy, Debug)]
pub struct TruthLine<'r> {
    /// The file of the row, with `/`.
    pub file: &'r str,
    /// Its line in the file, counted from 1.
    pub line: i64,
    /// The true person; empty where the register does not know them.
    pub pid: &'r str,
}

/// A line of `accounts.csv`.
#[derive(Clone, Copy, Debug)]
pub struct AccountLine<'r> {
    /// The BIN.
    pub bin: &'r str,
    /// The number.
    pub number: &'r str,
    /// The holder as the bank has it.
    pub holder: &'r str,
    /// `open`, `closed` or `frozen`.
    pub state: &'r str,
}

/// Reads the truth line by line.
pub fn read_truth(path: &Path, mut see: impl FnMut(TruthLine<'_>)) -> Result<(), Refusal> {
    each(path, |record| {
        let line = record[1].parse().unwrap_or_default();
        see(TruthLine { file: &record[0], line, pid: &record[4] });
    })
}

/// Reads the accounts line by line.
pub fn read_accounts(path: &Path, mut see: impl FnMut(AccountLine<'_>)) -> Result<(), Refusal> {
    each(path, |record| {
        see(AccountLine { bin: &record[0], number: &record[1], holder: &record[2], state: &record[3] });
    })
}

fn each(path: &Path, mut see: impl FnMut(&csv::StringRecord)) -> Result<(), Refusal> {
    let mut table = csv::Reader::from_path(path)?;
    let mut record = csv::StringRecord::new();
    while table.read_record(&mut record)? {
        see(&record);
    }
    Ok(())
}
