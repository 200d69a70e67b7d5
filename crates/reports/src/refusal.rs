//! Everything this room can say no to. The sentences are in `web/src/wording/`.

/// A no, as a fact.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refusal {
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::DbError),
    /// The workbook cannot be written.
    #[error("the workbook cannot be written: {0}")]
    Document(String),
    /// What the ground says no to.
    #[error(transparent)]
    Office(#[from] office::Refusal),
    /// What the registry says no to.
    #[error(transparent)]
    Registry(#[from] registry::Refusal),
}

impl From<documents::Refusal> for Refusal {
    fn from(fault: documents::Refusal) -> Refusal {
        Refusal::Document(fault.to_string())
    }
}
