//! The schema, step by step, the same text for both databases.

use crate::{Backend, Db, DbError, Tx, params};

/// Held by whoever changes the schema.
const LOCK_KEY: &str = "schema";

/// All steps, in order of their names.
pub(crate) const STEPS: &[Step] = include!(concat!(env!("OUT_DIR"), "/steps.rs"));

/// One file of `migrations/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

/// What `migrate` did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// Names of the steps applied now, in order.
    pub applied: Vec<String>,
}

/// Applies what is missing. Each step is a transaction of its own that looks again, under a lock, at what is there.
pub(crate) fn migrate(db: &Db, steps: &[Step]) -> Result<Migrated, DbError> {
    let mut applied = Vec::new();
    while let Some(name) = db.write_alone(|tx| apply_next(tx, steps))? {
        tracing::debug!(step = name, "the schema went one step on");
        applied.push(name);
    }
    if !applied.is_empty() {
        tracing::info!(steps = applied.len(), "the schema was brought up to date");
    }
    Ok(Migrated { applied })
}

/// Whether exactly these steps were applied.
pub(crate) fn check(db: &Db, steps: &[Step]) -> Result<(), DbError> {
    match db.read(|tx| find_next(tx, steps))? {
        None => Ok(()),
        Some(step) => Err(DbError::SchemaOlder { step: step.name.to_owned() }),
    }
}

fn apply_next(tx: &mut Tx<'_>, steps: &[Step]) -> Result<Option<String>, DbError> {
    tx.lock(LOCK_KEY)?;
    let Some(step) = find_next(tx, steps)? else { return Ok(None) };
    tx.batch(&for_backend(step.text, tx.backend()))?;
    tx.execute("INSERT INTO schema_step (name, body) VALUES ($1, $2)", params![step.name, step.text])?;
    Ok(Some(step.name.to_owned()))
}

/// The first step that is missing, once all before it are as they were when applied.
fn find_next<'s>(tx: &mut Tx<'_>, steps: &'s [Step]) -> Result<Option<&'s Step>, DbError> {
    let mut steps_left = steps.iter();
    for (name, body) in list_applied(tx)? {
        match steps_left.next() {
            Some(step) if step.name == name && step.text == body => {}
            Some(step) if step.name == name => return Err(DbError::MigrationChanged { step: name }),
            _ => {
                let program = steps.last().map_or("nothing", |step| step.name).to_owned();
                return Err(DbError::SchemaNewer { database: name, program });
            }
        }
    }
    Ok(steps_left.next())
}

fn list_applied(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, DbError> {
    let catalogue = tx.by_backend(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_step'",
        "SELECT 1 FROM pg_class WHERE oid = to_regclass('schema_step')",
    );
    if tx.row(catalogue, params![])?.is_none() {
        return Ok(Vec::new());
    }
    let rows = tx.rows("SELECT name, body FROM schema_step ORDER BY name", params![])?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// The text with its type tokens replaced.
///
/// On SQLite `INT` is for booleans: it stores what `INTEGER` stores, and the catalogue still tells the two apart.
/// On PostgreSQL text is compared byte by byte, as on SQLite, whatever collation the database was created with.
pub(crate) fn for_backend(text: &str, backend: Backend) -> String {
    let words = match backend {
        Backend::Sqlite => ["INTEGER", "TEXT", "INT", "BLOB", " STRICT"],
        Backend::Postgres => ["BIGINT", "TEXT COLLATE \"C\"", "BOOLEAN", "BYTEA", ""],
    };
    ["{int}", "{text}", "{bool}", "{bytes}", "{strict}"]
        .iter()
        .zip(words)
        .fold(text.to_owned(), |text, (token, word)| text.replace(token, word))
}
