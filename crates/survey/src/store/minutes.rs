//! Statements about minutes.

use crate::{Mark, Minutes, MinutesState, record_visits::Ready};
use db::{DbError, Param, Row, Tx, params};
use jiff::Timestamp;
use kernel::{MinutesId, PersonId, StaffId};

const COLUMNS: [&str; 14] = [
    "person_id",
    "minutes_id",
    "visit_id",
    "reason",
    "police_id",
    "police_signed_at",
    "officer_id",
    "officer_signed_at",
    "beneficiary_signed",
    "witness",
    "state",
    "recorded_at",
    "closed_by",
    "closed_at",
];

/// Keeps the minutes of refusals. What is complete on paper is closed by whoever brings it.
pub(crate) fn insert_minutes<'r>(tx: &mut Tx<'_>, ready: impl IntoIterator<Item = &'r Ready>) -> Result<(), DbError> {
    let rows = ready.into_iter().filter_map(|ready| ready.minutes.as_ref()).map(|(minutes, closed)| {
        let witness = minutes.mark.as_ref().and_then(Mark::witness).map(str::to_owned);
        vec![
            Param::new(&minutes.person),
            Param::new(&minutes.id),
            Param::new(&minutes.visit),
            Param::new(&minutes.reason),
            Param::new(&minutes.police),
            Param::new(&minutes.police_signed_at),
            Param::new(&minutes.officer),
            Param::new(&minutes.officer_signed_at),
            Param::new(&minutes.mark.as_ref().map(|mark| mark.key().to_owned())),
            Param::new(&witness),
            Param::new(&minutes.state),
            Param::new(&closed.recorded_at),
            Param::new(&closed.by),
            Param::new(&closed.by.map(|_| closed.recorded_at)),
        ]
    });
    tx.bulk("survey_minutes", &COLUMNS, rows)?;
    Ok(())
}

const READ: &str = "m.minutes_id, m.person_id, m.visit_id, m.reason, m.police_id, m.police_signed_at, m.officer_id, \
                    m.officer_signed_at, m.beneficiary_signed, m.witness, m.state";

fn minutes(row: &Row) -> Result<Minutes, DbError> {
    let mark = match (row.find::<String>(8)?.as_deref(), row.find(9)?) {
        (Some("signed"), _) => Some(Mark::Signed),
        (Some(_), Some(witness)) => Some(Mark::Thumbprint { witness }),
        _ => None,
    };
    Ok(Minutes {
        id: row.get(0)?,
        person: row.get(1)?,
        visit: row.get(2)?,
        reason: row.get(3)?,
        police: row.get(4)?,
        police_signed_at: row.find(5)?,
        officer: row.get(6)?,
        officer_signed_at: row.find(7)?,
        mark,
        state: row.get(10)?,
    })
}

/// A person's minutes, and the person's place.
pub(crate) fn find_minutes(
    tx: &mut Tx<'_>,
    visible: &str,
    person: PersonId,
    id: MinutesId,
) -> Result<Option<(Minutes, i64)>, DbError> {
    let sql = format!(
        "SELECT {READ}, p.place FROM survey_minutes m JOIN registry_person p ON p.person_id = m.person_id \
         WHERE m.person_id = $1 AND m.minutes_id = $2 AND {visible}"
    );
    tx.row(&sql, params![person, id])?.map(|row| Ok((minutes(&row)?, row.get(11)?))).transpose()
}

/// A person's minutes, the latest first.
pub(crate) fn list_minutes(tx: &mut Tx<'_>, visible: &str, person: PersonId) -> Result<Vec<Minutes>, DbError> {
    let sql = format!(
        "SELECT {READ} FROM survey_minutes m JOIN registry_person p ON p.person_id = m.person_id \
         WHERE m.person_id = $1 AND {visible} ORDER BY m.recorded_at DESC, m.minutes_id DESC"
    );
    tx.rows(&sql, params![person])?.iter().map(minutes).collect()
}

/// Puts signatures where they are now; open minutes alone change.
pub(crate) fn update_signatures(tx: &mut Tx<'_>, minutes: &Minutes) -> Result<u64, DbError> {
    let witness = minutes.mark.as_ref().and_then(Mark::witness).map(str::to_owned);
    let mark = minutes.mark.as_ref().map(|mark| mark.key().to_owned());
    tx.execute(
        "UPDATE survey_minutes SET police_signed_at = $3, officer_signed_at = $4, beneficiary_signed = $5, \
         witness = $6 WHERE person_id = $1 AND minutes_id = $2 AND state = 'open'",
        params![minutes.person, minutes.id, minutes.police_signed_at, minutes.officer_signed_at, mark, witness],
    )
}

pub(crate) fn close(tx: &mut Tx<'_>, minutes: &Minutes, by: StaffId, at: Timestamp) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE survey_minutes SET state = $3, closed_by = $4, closed_at = $5 \
         WHERE person_id = $1 AND minutes_id = $2 AND state = 'open'",
        params![minutes.person, minutes.id, MinutesState::Closed, by, at],
    )
}
