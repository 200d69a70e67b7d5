//! Everything this room can say no to. The sentences are in `web/src/wording/`.

use crate::{Field, FileFault};

/// A no, as a fact.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refusal {
    /// The database failed; nothing was done.
    #[error(transparent)]
    Db(#[from] db::DbError),
    /// The workbook to hand back cannot be written.
    #[error("the workbook cannot be written: {0}")]
    Document(String),
    /// Nothing was taken from the file.
    #[error(transparent)]
    File(#[from] FileFault),
    /// There is no such file, or it lies outside the person's area.
    #[error("no such source file")]
    NotFound,
    /// What the ground says no to.
    #[error(transparent)]
    Office(#[from] office::Refusal),
    /// No column of a list was said to hold the names.
    #[error("no column of sheet {sheet:?} holds the names")]
    NameColumnMissing {
        /// Which sheet.
        sheet: String,
    },
    /// Two columns were said to mean the same.
    #[error("two columns of sheet {sheet:?} are {field:?}")]
    ColumnTwice {
        /// Which sheet.
        sheet: String,
        /// What both were said to mean.
        field: Field,
    },
    /// Headings were said to stand where none can.
    #[error("the headings of sheet {sheet:?} are beyond line {most}")]
    HeaderLine {
        /// Which sheet.
        sheet: String,
        /// The last line they can stand on.
        most: i64,
    },
    /// Somebody had the file read anew meanwhile.
    #[error("the file was read anew")]
    ReadAnew {
        /// The reading that counts.
        by: kernel::SourceFileId,
    },
    /// The name of a file is missing or too long.
    #[error("a file's name has 1 to {longest} characters")]
    Name {
        /// The most characters it takes.
        longest: usize,
    },
}

impl From<documents::Refusal> for Refusal {
    fn from(fault: documents::Refusal) -> Refusal {
        Refusal::Document(fault.to_string())
    }
}
