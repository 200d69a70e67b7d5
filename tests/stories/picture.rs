//! What a database holds, as text that two databases of one kind can be compared by.

use db::{Backend, Db, DbError, Row, Tx, params};

/// Every table with its columns and its indexes, and how many rows each table has.
pub fn picture(db: &Db) -> Vec<String> {
    let (columns, indexes) = match db.backend() {
        Backend::Sqlite => (
            "SELECT t.name, c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || c.pk
             FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY 1, 2",
            "SELECT name, COALESCE(sql, '') FROM sqlite_schema WHERE type = 'index' ORDER BY 1",
        ),
        Backend::Postgres => (
            "SELECT CAST(table_name AS TEXT), CAST(column_name || ' ' || data_type || ' ' || is_nullable AS TEXT)
             FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
            "SELECT CAST(indexname AS TEXT), indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
        ),
    };
    db.read(|tx| {
        let columns = pairs(&tx.rows(columns, params![])?)?;
        let indexes = pairs(&tx.rows(indexes, params![])?)?;
        let mut tables: Vec<&String> = columns.iter().map(|(table, _)| table).collect();
        tables.dedup();
        let counts = tables.into_iter().map(|table| count(tx, table)).collect::<Result<Vec<_>, DbError>>()?;
        let schema = columns.iter().chain(&indexes).map(|(one, two)| format!("{one}: {two}"));
        Ok::<_, DbError>(schema.chain(counts).collect())
    })
    .expect("a whole database can be read")
}

fn pairs(rows: &[Row]) -> Result<Vec<(String, String)>, DbError> {
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

fn count(tx: &mut Tx<'_>, table: &str) -> Result<String, DbError> {
    let row = tx.row(&format!("SELECT COUNT(*) FROM {table}"), params![])?.expect("a count has a row");
    Ok(format!("{table}: {} rows", row.get::<i64>(0)?))
}
