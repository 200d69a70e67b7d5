//! Every statement about unit trees.

use super::{Move, Tree, Unit};
use db::{DbError, Param, Tx, params};
use jiff::civil::Date;

/// A tree as the database notes it.
pub(super) struct TreeRow {
    pub(super) number: i64,
    pub(super) from: Date,
    pub(super) basis: String,
    pub(super) is_built_in: bool,
    pub(super) digest: Vec<u8>,
}

/// The trees in the database, oldest first.
pub(super) fn list_trees(tx: &mut Tx<'_>) -> Result<Vec<TreeRow>, DbError> {
    let sql = "SELECT number, valid_from, basis, is_built_in, digest FROM unit_tree ORDER BY number";
    let rows = tx.rows(sql, params![])?;
    rows.iter()
        .map(|row| {
            Ok(TreeRow {
                number: row.get(0)?,
                from: row.get(1)?,
                basis: row.get(2)?,
                is_built_in: row.get(3)?,
                digest: row.get(4)?,
            })
        })
        .collect()
}

/// The units of a tree, in place order.
pub(super) fn list_units(tx: &mut Tx<'_>, tree: i64) -> Result<Vec<Unit>, DbError> {
    let sql = "SELECT place, hi, parent, tree, level, kind, code, name FROM unit WHERE tree = $1 ORDER BY place";
    let rows = tx.rows(sql, params![tree])?;
    rows.iter()
        .map(|row| {
            Ok(Unit {
                place: row.get(0)?,
                hi: row.get(1)?,
                parent: row.find(2)?,
                tree: row.get(3)?,
                level: row.get(4)?,
                kind: row.get(5)?,
                code: row.get(6)?,
                name: row.get(7)?,
            })
        })
        .collect()
}

/// The moves into the places `from..until`.
pub(super) fn list_moves(tx: &mut Tx<'_>, from: i64, until: i64) -> Result<Vec<Move>, DbError> {
    let sql = "SELECT old_place, new_place, is_default, how FROM unit_successor \
               WHERE new_place >= $1 AND new_place < $2";
    let rows = tx.rows(sql, params![from, until])?;
    rows.iter()
        .map(|row| Ok(Move { old: row.get(0)?, new: row.get(1)?, is_default: row.get(2)?, how: row.get(3)? }))
        .collect()
}

/// Takes a tree out, to put its corrected form in.
pub(super) fn delete_tree(tx: &mut Tx<'_>, number: i64, from: i64, until: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM unit_successor WHERE new_place >= $1 AND new_place < $2", params![from, until])?;
    tx.execute("DELETE FROM unit WHERE tree = $1", params![number])?;
    tx.execute("DELETE FROM unit_tree WHERE number = $1", params![number])?;
    Ok(())
}

/// Puts a whole tree in.
pub(super) fn insert_tree(tx: &mut Tx<'_>, tree: &Tree, is_built_in: bool) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO unit_tree (number, valid_from, basis, is_built_in, digest) VALUES ($1, $2, $3, $4, $5)",
        params![tree.number, tree.from, tree.basis, is_built_in, tree.digest.to_vec()],
    )?;
    let columns = ["place", "hi", "parent", "tree", "level", "kind", "code", "name"];
    tx.bulk("unit", &columns, tree.units().iter().map(unit_row))?;
    let columns = ["old_place", "new_place", "is_default", "how"];
    tx.bulk("unit_successor", &columns, tree.moves().iter().map(move_row))?;
    Ok(())
}

fn unit_row(unit: &Unit) -> Vec<Param> {
    params![unit.place, unit.hi, unit.parent, unit.tree, unit.level, unit.kind, unit.code, unit.name].to_vec()
}

fn move_row(row: &Move) -> Vec<Param> {
    params![row.old, row.new, row.is_default, row.how].to_vec()
}
