//! Why a workbook was not written.

/// What this room says no to.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A sheet of this format holds no more; the caller begins another.
    #[error("a sheet holds {max} rows at most")]
    TooManyRows {
        /// The most rows, titles included.
        max: u32,
    },
    /// A number the format would round, because it keeps numbers as floats.
    #[error("{amount} cannot be written exactly into a cell")]
    TooLarge {
        /// The number.
        amount: i64,
    },
    /// The total of a column is larger than money can be.
    #[error("the total of column {column} overflows")]
    TotalOverflow {
        /// The column, counted from 0.
        column: usize,
    },
    /// The writing itself failed: a full disk, a temporary folder that is not writable.
    #[error("the workbook could not be written")]
    Writing(#[from] rust_xlsxwriter::XlsxError),
}
