//! A file as it is kept.

use crate::{Field, SourceKind};
use jiff::Timestamp;
use kernel::{SourceFileId, StaffId};
use office::letters::FileDigest;
use serde::{Deserialize, Serialize};

kernel::keyed! {
    /// The forms of files that are read.
    pub enum Form {
        /// A workbook, since 2007.
        Xlsx = "xlsx",
        /// A workbook of before 2007.
        Xls = "xls",
        /// Sheets of OpenDocument.
        Ods = "ods",
        /// Text parted by commas, semicolons or tabs.
        Csv = "csv",
    }
}

/// What one column was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Counted from 1.
    pub column: usize,
    /// What stands above it.
    pub heading: String,
    /// What it was taken for; nothing where it was left out.
    pub field: Option<Field>,
}

/// How one sheet was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetMapping {
    /// The sheet's name; empty in a text file.
    pub sheet: String,
    /// The last line of its headings.
    pub header_line: i64,
    /// How many lines the headings take.
    pub header_lines: usize,
    /// The commune of rows that name none, as a place number.
    pub place: Option<i64>,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// A received file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its id.
    pub id: SourceFileId,
    /// Whose list it is.
    pub source: SourceKind,
    /// The unit that sent it, as a place number.
    pub place: i64,
    /// Its name, without folders.
    pub name: String,
    /// Its form.
    pub form: Form,
    /// Its size in bytes.
    pub size: i64,
    /// Its digest: the same bytes are the same file.
    pub sha256: FileDigest,
    /// Rows kept.
    pub rows_good: i64,
    /// Of these, rows in which something is doubtful.
    pub rows_doubtful: i64,
    /// Rows sent back.
    pub rows_bad: i64,
    /// Lines that are no rows.
    pub lines_skipped: i64,
    /// How each sheet was understood.
    pub mapping: Vec<SheetMapping>,
    /// Who received it.
    pub received_by: StaffId,
    /// When.
    pub received_at: Timestamp,
}
