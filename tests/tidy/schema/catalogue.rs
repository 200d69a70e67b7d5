//! What a database says about its own tables, the same for both.

use db::{Backend, Db, Row, params};
use std::collections::{BTreeMap, BTreeSet};

/// A database as its catalogue shows it.
#[derive(Debug, Default)]
pub struct Schema {
    /// By name.
    pub tables: BTreeMap<String, Table>,
    /// What is there beside tables and indexes: triggers, views, sequences, odd constraints; each with its name.
    pub oddities: Vec<String>,
}

/// One table.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// `(name, kind)` in the words of the type tokens; a type that is none of the four stands as it is.
    pub columns: Vec<(String, String)>,
    /// Columns of the primary key, in order.
    pub primary_key: Vec<String>,
    /// Columns of every other unique constraint and index.
    pub uniques: BTreeSet<Vec<String>>,
    /// `(columns, table, its columns)`.
    pub references: BTreeSet<(Vec<String>, String, Vec<String>)>,
}

/// Reads it all.
pub fn read_schema(db: &Db) -> Schema {
    let mut schema = Schema::default();
    let queries = match db.backend() {
        Backend::Sqlite => SQLITE,
        Backend::Postgres => POSTGRES,
    };
    for row in rows(db, queries.columns) {
        let [table, column, kind] = texts(&row);
        schema.tables.entry(table).or_default().columns.push((column, kind));
    }
    for row in rows(db, queries.keys) {
        let [table, what, columns] = texts(&row);
        let table = schema.tables.get_mut(&table).expect("a key belongs to a table");
        match what.as_str() {
            "primary" => table.primary_key = list(&columns),
            _ => _ = table.uniques.insert(list(&columns)),
        }
    }
    for row in rows(db, queries.references) {
        let [table, columns, other, other_columns] = texts(&row);
        let table = schema.tables.get_mut(&table).expect("a reference belongs to a table");
        table.references.insert((list(&columns), other, list(&other_columns)));
    }
    schema.oddities = rows(db, queries.oddities).iter().map(|row| texts::<1>(row)[0].clone()).collect();
    schema
}

fn rows(db: &Db, sql: &str) -> Vec<Row> {
    db.read(|tx| tx.rows(sql, params![])).expect("the catalogue answers")
}

fn texts<const N: usize>(row: &Row) -> [String; N] {
    std::array::from_fn(|at| row.get(at).expect("a name"))
}

fn list(columns: &str) -> Vec<String> {
    columns.split(',').map(str::to_owned).collect()
}

/// Four questions to a catalogue.
struct Queries {
    columns: &'static str,
    keys: &'static str,
    references: &'static str,
    oddities: &'static str,
}

const SQLITE: Queries = Queries {
    columns: "
        SELECT t.name, c.name, CASE c.type WHEN 'INTEGER' THEN 'int' WHEN 'INT' THEN 'bool' WHEN 'TEXT' THEN 'text'
            WHEN 'BLOB' THEN 'bytes' ELSE c.type END
        FROM sqlite_schema t, pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid",
    keys: "
        SELECT t.name, 'primary', GROUP_CONCAT(c.name, ',' ORDER BY c.pk)
        FROM sqlite_schema t, pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND c.pk > 0 GROUP BY t.name
        UNION ALL
        SELECT t.name, 'unique', (SELECT GROUP_CONCAT(COALESCE(c.name, '?'), ',' ORDER BY c.seqno) FROM pragma_index_info(i.name) c)
        FROM sqlite_schema t, pragma_index_list(t.name) i
        WHERE t.type = 'table' AND i.\"unique\" = 1 AND i.origin <> 'pk'",
    references: "
        SELECT t.name, GROUP_CONCAT(f.\"from\", ',' ORDER BY f.seq), f.\"table\", GROUP_CONCAT(f.\"to\", ',' ORDER BY f.seq)
        FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table' GROUP BY t.name, f.id",
    oddities: "
        SELECT type || ' ' || name FROM sqlite_schema WHERE type NOT IN ('table', 'index')
        UNION ALL
        SELECT 'sequence of ' || name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'
        UNION ALL
        SELECT 'deferrable constraint in ' || name FROM sqlite_schema WHERE sql LIKE '%DEFERRABLE%'",
};

const POSTGRES: Queries = Queries {
    columns: "
        SELECT table_name, column_name, CASE data_type WHEN 'bigint' THEN 'int' WHEN 'boolean' THEN 'bool'
            WHEN 'text' THEN 'text' WHEN 'bytea' THEN 'bytes' ELSE data_type END
        FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name, ordinal_position",
    keys: "
        SELECT t.relname, CASE WHEN i.indisprimary THEN 'primary' ELSE 'unique' END,
            STRING_AGG(COALESCE(a.attname::text, '?'), ',' ORDER BY k.at)
        FROM pg_index i
        JOIN pg_class t ON t.oid = i.indrelid
        CROSS JOIN LATERAL UNNEST(i.indkey) WITH ORDINALITY k (number, at)
        LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
        WHERE i.indisunique AND t.relnamespace = 'public'::regnamespace
        GROUP BY i.indexrelid, i.indisprimary, t.relname",
    references: "
        SELECT t.relname,
            (SELECT STRING_AGG(a.attname, ',' ORDER BY k.at) FROM UNNEST(c.conkey) WITH ORDINALITY k (number, at)
                JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number),
            o.relname,
            (SELECT STRING_AGG(a.attname, ',' ORDER BY k.at) FROM UNNEST(c.confkey) WITH ORDINALITY k (number, at)
                JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number)
        FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class o ON o.oid = c.confrelid
        WHERE c.contype = 'f' AND t.relnamespace = 'public'::regnamespace",
    oddities: "
        SELECT CASE relkind WHEN 'S' THEN 'sequence ' WHEN 'v' THEN 'view ' ELSE 'relation ' END || relname
        FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind NOT IN ('r', 'i')
        UNION ALL
        SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL
        SELECT CASE WHEN contype = 'x' THEN 'exclusion' ELSE 'deferrable' END || ' constraint ' || conname
        FROM pg_constraint WHERE contype = 'x' OR condeferrable
        UNION ALL
        SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
};
