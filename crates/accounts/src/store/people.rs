//! Statements that look at persons, standings and papers, and the rows of running operations.

use crate::Account;
use db::{DbError, Param, Row, Tx, params};
use kernel::{AccountId, PersonId};
use survey::{Authorisation, Method, NewAuthorisation};

/// What is known of a person an operation is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) place: i64,
    pub(crate) full_name: String,
    pub(crate) dead: bool,
    /// What the person chose at the last visit.
    pub(crate) chosen: Option<Method>,
}

pub(crate) fn put_rows(
    tx: &mut Tx<'_>,
    batch: &[u8],
    rows: impl IntoIterator<Item = (PersonId, Option<AccountId>)>,
) -> Result<(), DbError> {
    let rows = (0_i64..).zip(rows).map(|(line, (person, account))| {
        vec![Param::new(&person), Param::new(&batch.to_vec()), Param::new(&line), Param::new(&account)]
    });
    tx.bulk("accounts_batch_row", &["person_id", "batch", "line", "account_id"], rows)?;
    Ok(())
}

pub(crate) fn each_fact(
    tx: &mut Tx<'_>,
    visible: &str,
    batch: &[u8],
    mut each: impl FnMut(usize, Facts),
) -> Result<(), DbError> {
    let sql = format!(
        "SELECT r.line, p.place, p.full_name, p.dead, s.method FROM accounts_batch_row r \
         JOIN registry_person p ON p.person_id = r.person_id \
         LEFT JOIN survey_standing s ON s.person_id = r.person_id WHERE r.batch = $1 AND {visible}"
    );
    tx.each(&sql, params![batch.to_vec()], |row| {
        let facts = Facts { place: row.get(1)?, full_name: row.get(2)?, dead: row.get(3)?, chosen: row.find(4)? };
        each(position(row)?, facts);
        Ok(())
    })
}

/// The papers of the staged persons. The survey room owns them; here they are read in one statement.
pub(crate) fn each_paper(tx: &mut Tx<'_>, batch: &[u8], mut each: impl FnMut(Authorisation)) -> Result<(), DbError> {
    tx.each(
        "SELECT a.authorisation_id, a.person_id, a.kind, a.proxy_name, a.proxy_citizen_id, a.relation, \
         a.with_account, a.valid_from, a.valid_until, a.paper, a.recorded_by, a.recorded_at, a.confirmed_by, \
         a.revoked_on, a.version FROM survey_authorisation a WHERE a.person_id IN \
         (SELECT r.person_id FROM accounts_batch_row r WHERE r.batch = $1) ORDER BY a.person_id, a.authorisation_id",
        params![batch.to_vec()],
        |row| {
            each(paper(row)?);
            Ok(())
        },
    )
}

fn paper(row: &Row) -> Result<Authorisation, DbError> {
    let says = NewAuthorisation {
        person: row.get(1)?,
        kind: row.get(2)?,
        name: row.get(3)?,
        citizen_id: row.get(4)?,
        relation: row.get(5)?,
        with_account: row.get(6)?,
        valid_from: row.get(7)?,
        valid_until: row.find(8)?,
        paper: row.find(9)?,
    };
    Ok(Authorisation {
        id: row.get(0)?,
        says,
        recorded_by: row.get(10)?,
        recorded_at: row.get(11)?,
        confirmed_by: row.find(12)?,
        revoked_on: row.find(13)?,
        version: row.get(14)?,
    })
}

/// The position a staged row was given at.
pub(crate) fn position(row: &Row) -> Result<usize, DbError> {
    row.get::<i64>(0).map(|line| usize::try_from(line).expect("lines are counted from 0"))
}

pub(crate) fn clear_rows(tx: &mut Tx<'_>, batch: &[u8]) -> Result<(), DbError> {
    tx.execute("DELETE FROM accounts_batch_row WHERE batch = $1", params![batch.to_vec()])?;
    Ok(())
}

/// Puts beside each account what shall change with its move.
pub(crate) fn put_changes<'r>(
    tx: &mut Tx<'_>,
    batch: &[u8],
    accounts: impl IntoIterator<Item = &'r Account>,
) -> Result<(), DbError> {
    let rows = (0_i64..).zip(accounts).map(|(line, account)| {
        vec![
            Param::new(&account.person),
            Param::new(&batch.to_vec()),
            Param::new(&line),
            Param::new(&account.id),
            Param::new(&account.holder_name),
            Param::new(&account.name_check),
            Param::new(&account.name_rule),
            Param::new(&account.payee_key),
            Param::new(&account.why),
        ]
    });
    let columns =
        ["person_id", "batch", "line", "account_id", "holder_name", "name_check", "name_rule", "payee_key", "why"];
    tx.bulk("accounts_batch_row", &columns, rows)?;
    Ok(())
}
