//! Counterparties that fetch files from one folder and put their answers into another.

use crate::{Bank, BankFault, PopulationDesk, PopulationFault, Post, PostFault, population::answer_batch};
use jiff::{Timestamp, civil::Date};
use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// A folder that cannot be worked with, or a file nobody can read.
#[derive(Debug, thiserror::Error)]
pub enum FolderFault {
    /// The folder or the disk.
    #[error("{path}: {why}")]
    Io {
        /// Where.
        path: PathBuf,
        /// What the system said.
        why: io::Error,
    },
    /// A payment file.
    #[error("{path}: {why}")]
    Bank {
        /// Which.
        path: PathBuf,
        /// Why not.
        why: BankFault,
    },
    /// A batch of requests.
    #[error("{path}: {why}")]
    Population {
        /// Which.
        path: PathBuf,
        /// Why not.
        why: PopulationFault,
    },
    /// A workbook.
    #[error("{path}: {why}")]
    Post {
        /// Which.
        path: PathBuf,
        /// Why not.
        why: PostFault,
    },
}

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Files read.
    pub files: usize,
    /// Answers written.
    pub answers: usize,
}

/// The bank reads every payment file of `files` and answers into `answers`. What was answered there is left alone.
pub fn run_bank(bank: &mut Bank, files: &Path, answers: &Path, now: Timestamp) -> Result<Run, FolderFault> {
    let mut run = Run::default();
    for path in list(files, "xml")? {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if answers.join(format!("{stem}.pain002.xml")).exists() {
            continue;
        }
        let bytes = fs::read(&path).map_err(io_fault(&path))?;
        let given = bank.answer(&bytes, now).map_err(|why| FolderFault::Bank { path: path.clone(), why })?;
        run.files += 1;
        for answer in given {
            put(&answers.join(&answer.name), &answer.bytes)?;
            run.answers += 1;
        }
    }
    Ok(run)
}

/// The post fills in every workbook of `files` and puts it into `answers`.
pub fn run_post(post: &Post, files: &Path, answers: &Path, on: Date, now: Timestamp) -> Result<Run, FolderFault> {
    let mut run = Run::default();
    for path in list(files, "xlsx")? {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let target = answers.join(format!("{stem}.ket-qua.xlsx"));
        if target.exists() {
            continue;
        }
        let bytes = fs::read(&path).map_err(io_fault(&path))?;
        let settled = post.settle(&bytes, on, now).map_err(|why| FolderFault::Post { path: path.clone(), why })?;
        put(&target, &settled.bytes)?;
        run.files += 1;
        run.answers += 1;
    }
    Ok(run)
}

/// The population database answers every batch of `files` into `answers`: the results line by line, the people found
/// as an extract of its register, and the requests that found nobody.
pub fn run_population(desk: &PopulationDesk, files: &Path, answers: &Path) -> Result<Run, FolderFault> {
    let mut run = Run::default();
    for path in list(files, "csv")? {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let found = answers.join(format!("{stem}.tra-loi.csv"));
        if found.exists() {
            continue;
        }
        let bytes = fs::read(&path).map_err(io_fault(&path))?;
        let answered = answer_batch(desk, &bytes).map_err(|why| FolderFault::Population { path: path.clone(), why })?;
        // The answer last: once it is there, the batch is done.
        put(&answers.join(format!("{stem}.khong-tim-thay.csv")), &answered.not_found)?;
        put(&answers.join(format!("{stem}.ket-qua.csv")), &answered.results)?;
        put(&found, &answered.found)?;
        run.files += 1;
        run.answers += 3;
    }
    Ok(run)
}

fn io_fault(path: &Path) -> impl FnOnce(io::Error) -> FolderFault + '_ {
    move |why| FolderFault::Io { path: path.to_owned(), why }
}

/// Files of an ending, by name; what is still being written has another.
fn list(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, FolderFault> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(io_fault(folder))? {
        let path = entry.map_err(io_fault(folder))?.path();
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !is_hidden && path.extension().is_some_and(|found| found == ending) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Whole under its name, or not at all.
fn put(path: &Path, bytes: &[u8]) -> Result<(), FolderFault> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(io_fault(folder))?;
    let draft = path.with_extension("part");
    let written = File::create(&draft).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&draft, path)
    });
    written.map_err(io_fault(path))
}
