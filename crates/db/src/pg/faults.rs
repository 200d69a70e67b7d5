//! What PostgreSQL says, in the words of the waist.

use crate::DbError;
use postgres::{
    Error,
    error::{DbError as ServerError, SqlState},
};

/// The sentences of these classes quote values: 22 is bad data, 23 a broken constraint.
const CLASSES_THAT_QUOTE: [&str; 2] = ["22", "23"];

pub(crate) fn say(error: &Error) -> DbError {
    match error.as_db_error() {
        Some(error) => said_by_server(error),
        None if error.is_closed() => DbError::Away("the connection is closed".to_owned()),
        None => said_by_client(error),
    }
}

fn said_by_server(error: &ServerError) -> DbError {
    let code = error.code();
    let table = || error.table().unwrap_or_default().to_owned();
    let constraint = || error.constraint().unwrap_or_default().to_owned();
    match code {
        &SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED => DbError::Contended,
        &SqlState::QUERY_CANCELED | &SqlState::LOCK_NOT_AVAILABLE => DbError::Timeout,
        &SqlState::UNIQUE_VIOLATION => DbError::Conflict { table: table(), constraint: constraint() },
        &SqlState::FOREIGN_KEY_VIOLATION => DbError::ForeignKey { table: table(), constraint: constraint() },
        &SqlState::NOT_NULL_VIOLATION => {
            DbError::BrokenRule(format!("{}.{} may not be NULL", table(), error.column().unwrap_or_default()))
        }
        &SqlState::CHECK_VIOLATION => DbError::BrokenRule(format!("{} of {}", constraint(), table())),
        &SqlState::DISK_FULL => DbError::DiskFull,
        &SqlState::READ_ONLY_SQL_TRANSACTION => DbError::ReadOnly,
        &SqlState::INVALID_CATALOG_NAME => DbError::NoSuchDatabase(error.message().to_owned()),
        &SqlState::INVALID_PASSWORD
        | &SqlState::INVALID_AUTHORIZATION_SPECIFICATION
        | &SqlState::INSUFFICIENT_PRIVILEGE => DbError::Denied(error.message().to_owned()),
        &SqlState::ADMIN_SHUTDOWN
        | &SqlState::CRASH_SHUTDOWN
        | &SqlState::CANNOT_CONNECT_NOW
        | &SqlState::TOO_MANY_CONNECTIONS => DbError::Away(error.message().to_owned()),
        _ if CLASSES_THAT_QUOTE.contains(&&code.code()[..2]) => {
            DbError::BrokenRule(format!("SQLSTATE {} in {}", code.code(), table()))
        }
        _ => DbError::Driver(format!("{} (SQLSTATE {})", error.message(), code.code())),
    }
}

/// Sockets, TLS and the address; the cause says more than the driver's own sentence.
fn said_by_client(error: &Error) -> DbError {
    let mut sentence = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let inner_sentence = inner.to_string();
        if !sentence.contains(&inner_sentence) {
            sentence = format!("{sentence}: {inner_sentence}");
        }
        cause = inner.source();
    }
    let away = ["error connecting", "timeout", "error performing TLS", "communicating with the server"];
    if away.iter().any(|start| sentence.contains(start)) { DbError::Away(sentence) } else { DbError::Driver(sentence) }
}
