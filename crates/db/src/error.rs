//! What a database can say no to.

use std::time::Duration;

/// What a database can say no to, in words that never contain a value somebody stored.
///
/// Cloneable: a failed group commit answers every member of the group.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// The server does not answer, or the folder of the file is not there.
    #[error("the database cannot be reached: {0}")]
    Away(String),
    /// The connection broke while a transaction was being committed: it may or may not have happened.
    #[error("the connection broke during a commit, whose outcome is unknown")]
    Uncertain,
    /// The server refuses this name, password or privilege.
    #[error("the database refuses access: {0}")]
    Denied(String),
    /// The server is there, the database is not.
    #[error("there is no such database: {0}")]
    NoSuchDatabase(String),
    /// The address of the database, or an option in it, makes no sense.
    #[error("the address of the database is wrong: {0}")]
    BadPlace(String),
    /// No room for another page.
    #[error("the disk of the database is full")]
    DiskFull,
    /// Another program holds the file longer than the time agreed to wait.
    #[error("another program keeps the database file locked")]
    FileLocked,
    /// A write where only reading is allowed: a protected file, a standby server, or a `read` transaction.
    #[error("the database is open for reading only")]
    ReadOnly,
    /// The file is something else.
    #[error("the file is not a database of this program")]
    NotADatabase,
    /// The file was a database and is damaged now.
    #[error("the database file is damaged")]
    Damaged,
    /// A newer program has been here.
    #[error("the schema ({database}) is newer than this program ({program})")]
    SchemaNewer {
        /// The last step the database knows.
        database: String,
        /// The last step this program knows.
        program: String,
    },
    /// A step is missing: `migrate` brings it.
    #[error("migration {step} has not been applied")]
    SchemaOlder {
        /// Its name.
        step: String,
    },
    /// A step that was applied once reads differently now.
    #[error("migration {step} was applied with another text")]
    MigrationChanged {
        /// Its name.
        step: String,
    },
    /// A statement ran longer than allowed.
    #[error("a statement took too long")]
    Timeout,
    /// Nobody gave back a connection, or the pen of the only writer, in time.
    #[error("no connection became free within {0:?}")]
    Busy(Duration),
    /// A second row with the same key.
    #[error("a row with this key exists already in {table} ({constraint})")]
    Conflict {
        /// The table, where the driver says.
        table: String,
        /// The constraint's name on PostgreSQL, its columns on SQLite.
        constraint: String,
    },
    /// A row refers to one that is not there, or is still referred to.
    #[error("a reference is broken in {table} ({constraint})")]
    ForeignKey {
        /// The table; SQLite does not say.
        table: String,
        /// The constraint's name; SQLite does not say.
        constraint: String,
    },
    /// A row breaks a rule of its table: NOT NULL, CHECK or the type of a column.
    #[error("a row breaks a rule of its table: {0}")]
    BrokenRule(String),
    /// Others kept changing the same rows, and every try had to be given up.
    #[error("the transaction met too many others on the same rows")]
    Contended,
    /// A column holds something its type cannot be.
    #[error("column {column} holds {found} where {expected} belongs")]
    Inconsistent {
        /// Its name in the answer.
        column: String,
        /// What the program takes it for.
        expected: &'static str,
        /// The kind of what is there; never the value.
        found: String,
    },
    /// A row given to `bulk` does not have the shape of its table.
    #[error("row {row} of a bulk load into {table}: {what}")]
    BulkShape {
        /// Where it was going.
        table: String,
        /// Counted from 1.
        row: u64,
        /// How it differs.
        what: String,
    },
    /// The statement and its parameters do not fit each other, or a value cannot be stored on both databases.
    #[error("a statement was called wrongly: {0}")]
    Misuse(String),
    /// A text given to a statement contains the character U+0000, which PostgreSQL cannot keep: whoever sent it is told
    /// that it cannot be read.
    #[error("a text contains the character U+0000")]
    ZeroCharacter,
    /// Anything a driver said that has no kind of its own here.
    #[error("{0}")]
    Driver(String),
}
