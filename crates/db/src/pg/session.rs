//! One connection and the statements it has prepared.

use super::{faults::say, values::type_of};
use crate::{DbError, Param};
use kernel::Kind;
use postgres::{Client, Statement, types::Type};
use std::{collections::HashMap, time::Duration};

/// Statements kept prepared on each connection. At the limit all are forgotten and the busy ones come back.
const STATEMENTS_MAX: usize = 256;

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
        let kinds: Vec<Kind> = params.iter().map(|param| param.kind).collect();
        let types: Vec<Type> = kinds.iter().map(|kind| type_of(*kind)).collect();
        let statement = self.client.prepare_typed(sql, &types).map_err(|error| say(&error))?;
        let asked = statement.params().len();
        if asked != params.len() {
            return Err(DbError::Misuse(format!("{} parameters for a statement with {asked}", params.len())));
        }
        if self.prepared.len() >= STATEMENTS_MAX {
            self.prepared.clear();
        }
        self.prepared.insert(sql.to_owned(), (kinds, statement.clone()));
        Ok(statement)
    }

    pub(super) fn say(&mut self, sql: &str) -> Result<(), DbError> {
        self.client.batch_execute(sql).map_err(|error| say(&error))
    }
}
