//! Statements about the papers by which somebody else receives.

use super::people::position;
use crate::{Authorisation, NewAuthorisation, PaperMove, PaperStep, ProxyOfMany};
use db::{DbError, Param, Row, Tx, params};
use jiff::{Timestamp, civil::Date};
use kernel::{AuthorisationId, PersonId, StaffId, start_of_day_in_vietnam};

const COLUMNS: [&str; 14] = [
    "person_id",
    "authorisation_id",
    "batch",
    "kind",
    "proxy_name",
    "proxy_citizen_id",
    "relation",
    "with_account",
    "valid_from",
    "valid_until",
    "paper",
    "recorded_by",
    "recorded_at",
    "version",
];

const READ: &str = "a.authorisation_id, a.person_id, a.kind, a.proxy_name, a.proxy_citizen_id, a.relation, \
                    a.with_account, a.valid_from, a.valid_until, a.paper, a.recorded_by, a.recorded_at, \
                    a.confirmed_by, a.revoked_on, a.version";

/// A paper from a row that has `READ` from column `first` on.
fn authorisation(row: &Row, first: usize) -> Result<Authorisation, DbError> {
    let says = NewAuthorisation {
        person: row.get(first + 1)?,
        kind: row.get(first + 2)?,
        name: row.get(first + 3)?,
        citizen_id: row.get(first + 4)?,
        relation: row.get(first + 5)?,
        with_account: row.get(first + 6)?,
        valid_from: row.get(first + 7)?,
        valid_until: row.find(first + 8)?,
        paper: row.find(first + 9)?,
    };
    Ok(Authorisation {
        id: row.get(first)?,
        says,
        recorded_by: row.get(first + 10)?,
        recorded_at: row.get(first + 11)?,
        confirmed_by: row.find(first + 12)?,
        revoked_on: row.find(first + 13)?,
        version: row.get(first + 14)?,
    })
}

pub(crate) fn insert_authorisations<'r>(
    tx: &mut Tx<'_>,
    batch: &[u8],
    made: impl IntoIterator<Item = &'r Authorisation>,
) -> Result<(), DbError> {
    let rows = made.into_iter().map(|made| {
        let says = &made.says;
        vec![
            Param::new(&says.person),
            Param::new(&made.id),
            Param::new(&batch.to_vec()),
            Param::new(&says.kind),
            Param::new(&says.name),
            Param::new(&says.citizen_id),
            Param::new(&says.relation),
            Param::new(&says.with_account),
            Param::new(&says.valid_from),
            Param::new(&says.valid_until),
            Param::new(&says.paper),
            Param::new(&made.recorded_by),
            Param::new(&made.recorded_at),
            Param::new(&made.version),
        ]
    });
    tx.bulk("survey_authorisation", &COLUMNS, rows)?;
    Ok(())
}

/// Every paper of the staged persons.
pub(crate) fn list_of_staged(tx: &mut Tx<'_>, batch: &[u8]) -> Result<Vec<Authorisation>, DbError> {
    let sql = format!(
        "SELECT {READ} FROM survey_authorisation a WHERE a.person_id IN \
         (SELECT r.person_id FROM survey_batch_row r WHERE r.batch = $1) ORDER BY a.person_id, a.authorisation_id"
    );
    tx.rows(&sql, params![batch.to_vec()])?.iter().map(|row| authorisation(row, 0)).collect()
}

/// The staged papers by position, with the person's place; those outside the scope are not found.
pub(crate) fn each_staged(
    tx: &mut Tx<'_>,
    visible: &str,
    batch: &[u8],
    mut each: impl FnMut(usize, Authorisation, i64),
) -> Result<(), DbError> {
    let sql = format!(
        "SELECT r.line, p.place, {READ} FROM survey_batch_row r \
         JOIN survey_authorisation a ON a.person_id = r.person_id AND a.authorisation_id = r.subject \
         JOIN registry_person p ON p.person_id = r.person_id WHERE r.batch = $1 AND {visible}"
    );
    tx.each(&sql, params![batch.to_vec()], |row| {
        each(position(row)?, authorisation(row, 2)?, row.get(1)?);
        Ok(())
    })
}

/// Confirms every staged paper.
pub(crate) fn confirm_staged(tx: &mut Tx<'_>, batch: &[u8], by: StaffId, at: Timestamp) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE survey_authorisation SET confirmed_by = $2, confirmed_at = $3, version = version + 1 \
         WHERE (person_id, authorisation_id) IN \
         (SELECT r.person_id, r.subject FROM survey_batch_row r WHERE r.batch = $1)",
        params![batch.to_vec(), by, at],
    )
}

pub(crate) fn find_authorisation(
    tx: &mut Tx<'_>,
    visible: &str,
    person: PersonId,
    id: AuthorisationId,
) -> Result<Option<(Authorisation, i64)>, DbError> {
    let sql = format!(
        "SELECT {READ}, p.place FROM survey_authorisation a JOIN registry_person p ON p.person_id = a.person_id \
         WHERE a.person_id = $1 AND a.authorisation_id = $2 AND {visible}"
    );
    tx.row(&sql, params![person, id])?.map(|row| Ok((authorisation(&row, 0)?, row.get(15)?))).transpose()
}

/// A person's papers, the latest first.
pub(crate) fn list_authorisations(
    tx: &mut Tx<'_>,
    visible: &str,
    person: PersonId,
) -> Result<Vec<Authorisation>, DbError> {
    let sql = format!(
        "SELECT {READ} FROM survey_authorisation a JOIN registry_person p ON p.person_id = a.person_id \
         WHERE a.person_id = $1 AND {visible} ORDER BY a.valid_from DESC, a.authorisation_id DESC"
    );
    tx.rows(&sql, params![person])?.iter().map(|row| authorisation(row, 0)).collect()
}

/// Each step of a person's papers, and what is known of their payees.
pub(crate) fn list_paper_steps(tx: &mut Tx<'_>, visible: &str, person: PersonId) -> Result<Vec<PaperStep>, DbError> {
    let sql = format!(
        "SELECT a.kind, a.proxy_name, a.recorded_at, a.recorded_by, a.confirmed_at, a.confirmed_by, a.revoked_on, \
         a.revoked_by, a.revoked_why FROM survey_authorisation a JOIN registry_person p ON p.person_id = a.person_id \
         WHERE a.person_id = $1 AND {visible}"
    );
    let mut steps = Vec::new();
    for row in tx.rows(&sql, params![person])? {
        let revoked_on: Option<Date> = row.find(6)?;
        let happened: [(PaperMove, Option<Timestamp>, Option<StaffId>); 3] = [
            (PaperMove::Recorded, row.find(2)?, row.find(3)?),
            (PaperMove::Confirmed, row.find(4)?, row.find(5)?),
            (PaperMove::Revoked, revoked_on.map(start_of_day_in_vietnam), row.find(7)?),
        ];
        for (what, at, by) in happened {
            let (Some(at), Some(by)) = (at, by) else { continue };
            let why = if what == PaperMove::Revoked { row.find(8)? } else { None };
            steps.push(PaperStep { kind: row.get(0)?, name: row.get(1)?, what, at, by, why });
        }
    }
    Ok(steps)
}

/// Papers of a person whose payee has a record that says they died, with the day where it is known.
pub(crate) fn list_dead_payees(
    tx: &mut Tx<'_>,
    visible: &str,
    person: PersonId,
) -> Result<Vec<(AuthorisationId, Option<Date>)>, DbError> {
    let sql = format!(
        "SELECT a.authorisation_id, q.died_on FROM survey_authorisation a \
         JOIN registry_person p ON p.person_id = a.person_id \
         JOIN registry_person q ON q.citizen_id = a.proxy_citizen_id \
         WHERE a.person_id = $1 AND q.dead AND {visible} ORDER BY a.authorisation_id"
    );
    tx.rows(&sql, params![person])?.iter().map(|row| Ok((row.get(0)?, row.find(1)?))).collect()
}

pub(crate) fn list_unconfirmed(
    tx: &mut Tx<'_>,
    visible: &str,
    place: i64,
    today: Date,
) -> Result<Vec<Authorisation>, DbError> {
    let sql = format!(
        "SELECT {READ} FROM survey_authorisation a JOIN registry_person p ON p.person_id = a.person_id \
         WHERE p.place = $1 AND {visible} AND a.confirmed_by IS NULL AND a.revoked_on IS NULL \
         AND (a.valid_until IS NULL OR a.valid_until >= $2) ORDER BY a.person_id, a.authorisation_id"
    );
    tx.rows(&sql, params![place, today])?.iter().map(|row| authorisation(row, 0)).collect()
}

pub(crate) fn revoke(tx: &mut Tx<'_>, paper: &Authorisation, on: Date, by: StaffId, why: &str) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE survey_authorisation SET revoked_on = $4, revoked_by = $5, revoked_why = $6, version = version + 1 \
         WHERE person_id = $1 AND authorisation_id = $2 AND version = $3",
        params![paper.says.person, paper.id, paper.version, on, by, why],
    )
}

/// Payees of more than `most` people whose papers hold or wait, with how many of those people the scope sees.
pub(crate) fn list_proxies_of_many(
    tx: &mut Tx<'_>,
    visible: &str,
    today: Date,
    most: i64,
) -> Result<Vec<ProxyOfMany>, DbError> {
    let sql = format!(
        "SELECT a.proxy_citizen_id, MIN(a.proxy_name), COUNT(DISTINCT a.person_id), \
         COUNT(DISTINCT CASE WHEN {visible} THEN a.person_id END) \
         FROM survey_authorisation a JOIN registry_person p ON p.person_id = a.person_id \
         WHERE a.kind = 'proxy' AND a.revoked_on IS NULL AND (a.valid_until IS NULL OR a.valid_until >= $1) \
         GROUP BY a.proxy_citizen_id HAVING COUNT(DISTINCT a.person_id) > $2 ORDER BY a.proxy_citizen_id"
    );
    let rows = tx.rows(&sql, params![today, most])?;
    let many = |row: &Row| {
        Ok(ProxyOfMany { citizen_id: row.get(0)?, name: row.get(1)?, people: row.get(2)?, people_in_area: row.get(3)? })
    };
    let mut found: Vec<ProxyOfMany> = rows.iter().map(many).collect::<Result<_, DbError>>()?;
    found.retain(|proxy| proxy.people_in_area > 0);
    Ok(found)
}
