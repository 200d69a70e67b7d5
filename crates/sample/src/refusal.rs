//! Why no sample was made.

/// What this room says no to.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No district of January 2024 has this code or name, or it has no communes.
    #[error("there is no such district")]
    DistrictUnknown,
    /// Several districts have the name.
    #[error("several districts are called so: {}", .codes.join(", "))]
    DistrictAmbiguous {
        /// Their codes.
        codes: Vec<String>,
    },
    /// Too few or too many beneficiaries.
    #[error("from {least} to {most} people")]
    People {
        /// The least: one a commune.
        least: u64,
        /// The most.
        most: u64,
    },
    /// Too few or too many people in the register.
    #[error("a register of {least} to {most} people")]
    Register {
        /// The least.
        least: u64,
        /// The most.
        most: u64,
    },
    /// The folder holds another sample.
    #[error("the folder holds a sample of another plan")]
    OtherSample,
    /// A workbook was not written.
    #[error(transparent)]
    Document(#[from] documents::Refusal),
    /// A file was not written or read.
    #[error("a file of the sample was not written or read")]
    File(#[from] std::io::Error),
    /// A table was not written or read.
    #[error("a table of the sample was not written or read")]
    Table(#[from] csv::Error),
    /// The list of files is not what was written.
    #[error("the sample's list of files cannot be read")]
    Manifest(#[from] serde_json::Error),
}
