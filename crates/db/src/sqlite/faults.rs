//! What SQLite says, in the words of the waist.

use crate::DbError;
use rusqlite::{Error, ErrorCode, ffi};

pub(crate) fn say(error: &Error) -> DbError {
    // SQLite's own sentences name tables and columns, never values.
    let (code, message) = match error {
        Error::SqliteFailure(code, message) => (code, message.clone().unwrap_or_else(|| code.to_string())),
        Error::SqlInputError { error, msg, .. } => (error, msg.clone()),
        other => return DbError::Driver(other.to_string()),
    };
    match code.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => DbError::FileLocked,
        ErrorCode::DiskFull => DbError::DiskFull,
        ErrorCode::ReadOnly => DbError::ReadOnly,
        ErrorCode::NotADatabase => DbError::NotADatabase,
        ErrorCode::DatabaseCorrupt => DbError::Damaged,
        ErrorCode::OperationInterrupted => DbError::Timeout,
        ErrorCode::CannotOpen | ErrorCode::PermissionDenied => DbError::Away(message),
        ErrorCode::TypeMismatch => DbError::BrokenRule(message),
        ErrorCode::ConstraintViolation => constraint(code.extended_code, message),
        _ => DbError::Driver(message),
    }
}

/// `UNIQUE constraint failed: staff.office, staff.login` names the columns; a broken reference names nothing.
fn constraint(code: i32, message: String) -> DbError {
    let subject = message.split_once(": ").map_or("", |(_, subject)| subject);
    match code {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            let table = subject.split('.').next().unwrap_or_default();
            let columns: Vec<&str> =
                subject.split(", ").map(|name| name.split_once('.').map_or(name, |(_, column)| column)).collect();
            DbError::Conflict { table: table.to_owned(), constraint: columns.join(", ") }
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => DbError::ForeignKey { table: String::new(), constraint: String::new() },
        _ => DbError::BrokenRule(message),
    }
}
