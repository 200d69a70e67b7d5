//! Why a whole file is refused. Nothing of it is kept then.

/// A file nothing was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// No byte in it.
    #[error("the file is empty")]
    Empty,
    /// More bytes than a file may have.
    #[error("the file has {bytes} bytes, the most is {most}")]
    TooLarge {
        /// How many it has.
        bytes: u64,
        /// How many it may have.
        most: u64,
    },
    /// Neither a workbook nor text with columns.
    #[error("the file is neither a workbook nor a table of text")]
    NotATable,
    /// A workbook of a form that is not read here: `.xlsb`, or one of before 1993.
    #[error("the workbook is of a form that is not read: save it as .xlsx")]
    OtherForm,
    /// The workbook needs a password.
    #[error("the workbook is protected by a password")]
    PasswordProtected,
    /// The workbook ends before its end, or its parts contradict one another.
    #[error("the workbook is damaged or cut short")]
    Damaged,
    /// What is packed inside would fill the memory.
    #[error("the workbook unpacks to more than {most} bytes")]
    Bomb {
        /// How many it may have, unpacked.
        most: u64,
    },
    /// A document type or an entity in the XML of the workbook: no spreadsheet writes one.
    #[error("the workbook holds an entity declaration")]
    EntityDeclared,
    /// No sheet has a line of headings that can be understood: a name and two more fields.
    #[error("no line of headings was recognised")]
    NoHeader,
    /// Headings, and nothing below them.
    #[error("there is no row below the headings")]
    NoRows,
    /// More rows than a file may have.
    #[error("the file has more than {most} rows")]
    TooManyRows {
        /// How many it may have.
        most: usize,
    },
    /// A sheet is wider than any list.
    #[error("the file has more than {most} columns")]
    TooManyColumns {
        /// How many it may have.
        most: usize,
    },
    /// A cell holds more text than a spreadsheet can.
    #[error("a cell of line {line} is too long")]
    CellTooLong {
        /// Which line of the sheet.
        line: i64,
    },
}

impl FileFault {
    /// The word it is known by outside: it never changes.
    pub const fn key(self) -> &'static str {
        match self {
            FileFault::Empty => "empty",
            FileFault::TooLarge { .. } => "too_large",
            FileFault::NotATable => "not_a_table",
            FileFault::OtherForm => "other_form",
            FileFault::PasswordProtected => "password_protected",
            FileFault::Damaged => "damaged",
            FileFault::Bomb { .. } => "bomb",
            FileFault::EntityDeclared => "entity_declared",
            FileFault::NoHeader => "no_header",
            FileFault::NoRows => "no_rows",
            FileFault::TooManyRows { .. } => "too_many_rows",
            FileFault::TooManyColumns { .. } => "too_many_columns",
            FileFault::CellTooLong { .. } => "cell_too_long",
        }
    }
}
