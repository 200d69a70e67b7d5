//! What a bank and a post office know of the people of a sample, as the tables beside its lists say.

use std::{
    collections::{HashMap, HashSet},
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

/// The accounts as the banks keep them, in the folder of a sample.
pub const ACCOUNTS: &str = "accounts.csv";
/// Who does not come for their cash.
pub const UNCOLLECTED: &str = "uncollected.csv";

/// A table of the truth that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {why}")]
pub struct TruthFault {
    /// Which.
    pub path: PathBuf,
    /// Why not.
    pub why: csv::Error,
}

/// Where an account stands at its bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    Open,
    Closed,
    Frozen,
}

/// Accounts by bank and number.
#[derive(Clone, Debug, Default)]
pub struct Accounts(HashMap<(String, String), Kept>);

/// Identity numbers of those who do not come for their cash.
#[derive(Clone, Debug, Default)]
pub struct Uncollected(HashSet<String>);

impl Accounts {
    /// Those of a sample's folder.
    pub fn of_sample(folder: &Path) -> Result<Accounts, TruthFault> {
        at(&folder.join(ACCOUNTS), Accounts::read)
    }

    /// Reads `bin,number,holder,state`.
    pub fn read(table: impl Read) -> Result<Accounts, csv::Error> {
        let mut known = HashMap::new();
        for row in csv::Reader::from_reader(table).deserialize() {
            let (bin, number, _, state): (String, String, String, String) = row?;
            let kept = match state.as_str() {
                "closed" => Kept::Closed,
                "frozen" => Kept::Frozen,
                _ => Kept::Open,
            };
            known.insert((bin, number), kept);
        }
        Ok(Accounts(known))
    }

    pub(crate) fn find(&self, bin: &str, number: &str) -> Option<Kept> {
        self.0.get(&(bin.to_owned(), number.to_owned())).copied()
    }
}

impl Uncollected {
    /// Those of a sample's folder.
    pub fn of_sample(folder: &Path) -> Result<Uncollected, TruthFault> {
        at(&folder.join(UNCOLLECTED), Uncollected::read)
    }

    /// Reads `citizen_id,full_name,birth,commune`. Whoever has no number cannot be told apart and is passed over.
    pub fn read(table: impl Read) -> Result<Uncollected, csv::Error> {
        let mut known = HashSet::new();
        for row in csv::Reader::from_reader(table).deserialize() {
            let (citizen, ..): (String, String, String, String) = row?;
            known.insert(citizen);
        }
        known.remove("");
        Ok(Uncollected(known))
    }

    pub(crate) fn has(&self, citizen: &str) -> bool {
        self.0.contains(citizen)
    }
}

fn at<T>(path: &Path, read: impl FnOnce(File) -> Result<T, csv::Error>) -> Result<T, TruthFault> {
    let fault = |why| TruthFault { path: path.to_owned(), why };
    read(File::open(path).map_err(|why| fault(why.into()))?).map_err(fault)
}
