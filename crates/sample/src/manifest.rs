//! What a sample's folder holds: written last, so that a sample without it is not whole.

use crate::{Plan, Refusal};
use serde::{Deserialize, Serialize};
use std::{fs, path::Path};

/// The name of the manifest in the folder.
pub const MANIFEST: &str = "sample.json";
/// Counts changes of what the same seed gives.
const EDITION: u32 = 3;

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The edition of the generator.
    pub edition: u32,
    /// The code of the district.
    pub district: String,
    /// The seed.
    pub seed: u64,
    /// Rows of social protection that can be read.
    pub people: u64,
    /// People of `register.csv`.
    pub register: u64,
    /// The files of the agencies, in the order in which they are to be received.
    pub files: Vec<FileOfSample>,
    /// The survey results, a workbook a commune.
    pub surveys: Vec<SurveyOfSample>,
    /// What changed in some communes a month later: workbooks of movements.
    pub changes: Vec<FileOfSample>,
}

/// One file of an agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileOfSample {
    /// Where it is in the folder, with `/`.
    pub path: String,
    /// `btxh`, `ncc` or `ngheo`.
    pub source: String,
    /// The code of the commune that sent it.
    pub unit: String,
    /// `xlsx`, `xlsx tcvn3`, `csv utf-8`, `csv utf-16`.
    pub form: String,
    /// Rows that can be read.
    pub rows: u64,
    /// Rows that come back.
    pub bad_rows: u64,
}

/// The survey results of one commune.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyOfSample {
    /// Where it is in the folder.
    pub path: String,
    /// The code of the commune.
    pub unit: String,
    /// How many people it tells of.
    pub rows: u64,
}

impl Manifest {
    /// The manifest of a plan, with nothing in it yet.
    pub(crate) fn begin(plan: &Plan) -> Manifest {
        Manifest {
            edition: EDITION,
            district: plan.district.code.clone(),
            seed: plan.seed,
            people: plan.people,
            register: plan.register,
            files: Vec::new(),
            surveys: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// Reads the manifest of a folder; nothing where there is no whole sample.
    pub fn read(folder: &Path) -> Result<Option<Manifest>, Refusal> {
        let path = folder.join(MANIFEST);
        if !path.exists() {
            return Ok(None);
        }
        Ok(Some(serde_json::from_slice(&fs::read(path)?)?))
    }

    /// Whether it is the sample of this plan, by this edition.
    pub fn is_of(&self, plan: &Plan) -> bool {
        let begun = Manifest::begin(plan);
        let same = Manifest { files: Vec::new(), surveys: Vec::new(), changes: Vec::new(), ..self.clone() };
        same == begun
    }

    pub(crate) fn write(&self, folder: &Path) -> Result<(), Refusal> {
        let text = serde_json::to_vec_pretty(self)?;
        let unfinished = folder.join("sample.json.part");
        fs::write(&unfinished, text)?;
        Ok(fs::rename(unfinished, folder.join(MANIFEST))?)
    }
}
