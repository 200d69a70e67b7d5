//! Every statement about offices.

use super::{Office, OfficeFilter};
use crate::{Area, Scope};
use db::{DbError, Row, Tx, params};
use jiff::civil::Date;
use kernel::OfficeId;

const COLUMNS: &str = "office_id, agency, tree, unit, place, place_hi, name, from_day, until_day";

fn office_of(row: &Row) -> Result<Office, DbError> {
    Ok(Office {
        id: row.get(0)?,
        agency: row.get(1)?,
        tree: row.get(2)?,
        unit: row.get(3)?,
        area: Area { lo: row.get(4)?, hi: row.get(5)? },
        name: row.get(6)?,
        from: row.get(7)?,
        until: row.find(8)?,
    })
}

/// Keeps a new office.
pub(super) fn insert_office(tx: &mut Tx<'_>, office: &Office) -> Result<(), DbError> {
    let sql = "INSERT INTO offices_office (office_id, agency, tree, unit, place, place_hi, name, from_day, until_day) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let params = params![
        office.id,
        office.agency,
        office.tree,
        office.unit,
        office.area.lo,
        office.area.hi,
        office.name,
        office.from,
        office.until,
    ];
    tx.execute(sql, params).map(drop)
}

/// Changes what may change.
pub(super) fn update_office(tx: &mut Tx<'_>, office: &Office) -> Result<(), DbError> {
    let sql = "UPDATE offices_office SET name = $2, until_day = $3 WHERE office_id = $1";
    tx.execute(sql, params![office.id, office.name, office.until]).map(drop)
}

/// Finds an office.
pub(super) fn find_office(tx: &mut Tx<'_>, office: OfficeId) -> Result<Option<Office>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM offices_office WHERE office_id = $1");
    tx.row(&sql, params![office])?.map(|row| office_of(&row)).transpose()
}

/// Finds the office of an agency at a unit that works on a day or later.
pub(super) fn find_office_at(tx: &mut Tx<'_>, agency: &str, place: i64, from: Date) -> Result<Option<Office>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM offices_office WHERE agency = $1 AND place = $2 \
         AND (until_day IS NULL OR until_day > $3) ORDER BY from_day LIMIT 1"
    );
    tx.row(&sql, params![agency, place, from])?.map(|row| office_of(&row)).transpose()
}

/// A page of offices inside a scope, in the order of the unit trees, and at a place by their agencies.
pub(super) fn list_offices(
    tx: &mut Tx<'_>,
    scope: &Scope,
    filter: &OfficeFilter,
    after: Option<&Office>,
    on: Date,
    most: usize,
) -> Result<Vec<Office>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM offices_office WHERE {} \
         AND ($1 OR (from_day <= $2 AND (until_day IS NULL OR until_day > $2))) \
         AND (CAST($3 AS TEXT) IS NULL OR agency = $3) \
         AND (place > $4 OR (place = $4 AND (agency > $5 OR (agency = $5 AND office_id > $6)))) \
         ORDER BY place, agency, office_id LIMIT $7",
        scope.condition("place")
    );
    let place = after.map_or(-1, |office| office.area.lo);
    let agency = after.map(|office| office.agency.clone());
    let id = after.map(|office| office.id);
    let most = i64::try_from(most).expect("a page is small");
    let params = params![filter.with_closed, on, filter.agency, place, agency, id, most];
    tx.rows(&sql, params)?.iter().map(office_of).collect()
}
