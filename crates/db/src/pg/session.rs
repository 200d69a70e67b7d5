//! One connection and the statements it has prepared.

use super::{faults::say, values::type_of};
use crate::{DbError, Param};
use kernel::Kind;
use postgres::{Client, Statement, types::Type};
use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};

/// Statements kept prepared on each connection. At the limit all are forgotten and the busy ones come back.
const STATEMENTS_MAX: usize = 256;

/// PostgreSQL 15, the oldest the statements are tried on.
const VERSION_MIN: i64 = 150_000;

pub(crate) struct Session {
    pub(super) client: Client,
    prepared: HashMap<String, (Vec<Kind>, Statement)>,
    /// How long the server lets a statement run.
    limit: Duration,
}

impl Session {
    pub(super) fn new(client: Client, limit: Duration) -> Session {
        Session { client, prepared: HashMap::new(), limit }
    }

    /// Refuses a server that would give other answers than SQLite.
    pub(super) fn check_server(&mut self) -> Result<(), DbError> {
        const SQL: &str =
            "SELECT CAST(current_setting('server_version_num') AS BIGINT), current_setting('server_encoding')";
        let row = self.client.query_one(SQL, &[]).map_err(|error| say(&error))?;
        let (version, encoding): (i64, String) = (row.get(0), row.get(1));
        if version < VERSION_MIN {
            return Err(DbError::BadPlace(format!("PostgreSQL 15 or newer is needed, this is {version}")));
        }
        if encoding != "UTF8" {
            return Err(DbError::BadPlace(format!("the database is encoded in {encoding}: create it with UTF8")));
        }
        Ok(())
    }

    /// Outside a transaction: how long each statement of the next may run.
    pub(super) fn allow(&mut self, limit: Duration) -> Result<(), DbError> {
        if self.limit != limit {
            self.say(&format!("SET statement_timeout = {}", limit.as_millis()))?;
            self.limit = limit;
        }
        Ok(())
    }

    /// The statement prepared for parameters of just these kinds.
    pub(super) fn prepare(&mut self, sql: &str, params: &[Param]) -> Result<Statement, DbError> {
        if let Some((kinds, statement)) = self.prepared.get(sql)
            && kinds.iter().copied().eq(params.iter().map(|param| param.kind))
        {
            return Ok(statement.clone());
        }
        // The server believes in as many parameters as it is given types for: the text decides.
        let asked = count_parameters(sql);
        if asked != params.len() {
            return Err(DbError::Misuse(format!("{} parameters for a statement with {asked}", params.len())));
        }
        let kinds: Vec<Kind> = params.iter().map(|param| param.kind).collect();
        let types: Vec<Type> = kinds.iter().map(|kind| type_of(*kind)).collect();
        let statement = self.client.prepare_typed(sql, &types).map_err(|error| say(&error))?;
        if self.prepared.len() >= STATEMENTS_MAX {
            self.prepared.clear();
        }
        self.prepared.insert(sql.to_owned(), (kinds, statement.clone()));
        Ok(statement)
    }

    /// Until the end of the transaction.
    pub(super) fn allow_in_transaction(&mut self, limit: Duration) -> Result<(), DbError> {
        if self.limit == limit {
            return Ok(());
        }
        self.say(&format!("SET LOCAL statement_timeout = {}", limit.as_millis()))
    }

    pub(super) fn say(&mut self, sql: &str) -> Result<(), DbError> {
        self.client.batch_execute(sql).map_err(|error| say(&error))
    }
}

/// How many different `$1`, `$2`, … a text has. None stands inside quotes: values are parameters.
fn count_parameters(sql: &str) -> usize {
    let number = |after: &str| after.bytes().take_while(u8::is_ascii_digit).count();
    let numbers: BTreeSet<&str> =
        sql.split('$').skip(1).map(|after| &after[..number(after)]).filter(|digits| !digits.is_empty()).collect();
    numbers.len()
}

#[cfg(test)]
mod tests {
    use super::count_parameters;

    #[test]
    fn parameters_are_counted_once_each() {
        assert_eq!(count_parameters("SELECT $1, $2, $10 FROM a WHERE b = $1 AND c=$2"), 3);
        assert_eq!(count_parameters("DO $$ BEGIN END $$"), 0);
    }
}
