//! A file as it is kept.

use crate::{Field, HeaderLines, SheetChoice, SheetReading, SourceKind};
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

kernel::keyed! {
    /// How it came that a sheet's columns are read as they are.
    pub enum Understood {
        /// By what stands above them.
        Found = "found",
        /// As an officer said of an earlier file of the same unit with the same headings.
        Remembered = "remembered",
        /// As an officer said of this file.
        Chosen = "chosen",
    }
}

/// A hidden sheet in which a list stands: none of its rows was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenList {
    /// Its name.
    pub sheet: String,
    /// How many rows of people it has.
    pub rows: i64,
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
    /// How that came.
    pub how: Understood,
    /// Whether its rows tell what changed, instead of who receives what.
    #[serde(default)]
    pub is_of_movements: bool,
    /// Its columns.
    pub columns: Vec<Column>,
}

impl SheetMapping {
    /// The same reading, as something an officer could have said.
    pub fn as_choice(&self) -> SheetChoice {
        let header_lines = if self.header_lines == 2 { HeaderLines::Two } else { HeaderLines::One };
        let fields = self.columns.iter().map(|column| column.field).collect();
        let reading = SheetReading::List { header_line: self.header_line, header_lines, fields };
        SheetChoice { sheet: self.sheet.clone(), reading }
    }
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
    /// The hidden sheets that look like lists, as they were passed over.
    pub hidden: Vec<HiddenList>,
    /// Who received it.
    pub received_by: StaffId,
    /// When.
    pub received_at: Timestamp,
    /// The reading that took the place of this one.
    pub replaced_by: Option<SourceFileId>,
}

impl SourceFile {
    /// Whether nothing could be read yet: no headings were recognised, and an officer has to say what the columns are.
    pub fn waits_for_columns(&self) -> bool {
        self.mapping.is_empty()
    }

    /// Whether a sheet of it tells what changed.
    pub fn has_movements(&self) -> bool {
        self.mapping.iter().any(|sheet| sheet.is_of_movements)
    }
}
