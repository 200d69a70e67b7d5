//! Statements that look at the registry's persons, and the rows of running operations.

use crate::{CommuneProgress, Group, Method, Outcome, ToVisit};
use db::{DbError, Param, Row, Tx, params};
use jiff::civil::Date;
use kernel::{AuthorisationId, BirthDate, PersonId, StaffId};
use office::Role;

/// What the registry knows of a person an operation is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) place: i64,
    pub(crate) citizen_id: Option<String>,
}

pub(crate) fn put_rows(
    tx: &mut Tx<'_>,
    batch: &[u8],
    rows: impl IntoIterator<Item = (PersonId, Option<AuthorisationId>)>,
) -> Result<(), DbError> {
    let rows = (0_i64..).zip(rows).map(|(line, (person, subject))| {
        vec![Param::new(&person), Param::new(&batch.to_vec()), Param::new(&line), Param::new(&subject)]
    });
    tx.bulk("survey_batch_row", &["person_id", "batch", "line", "subject"], rows)?;
    Ok(())
}

pub(crate) fn each_known(
    tx: &mut Tx<'_>,
    visible: &str,
    batch: &[u8],
    mut each: impl FnMut(usize, Known),
) -> Result<(), DbError> {
    let sql = format!(
        "SELECT r.line, p.place, p.citizen_id FROM survey_batch_row r \
         JOIN registry_person p ON p.person_id = r.person_id WHERE r.batch = $1 AND {visible}"
    );
    tx.each(&sql, params![batch.to_vec()], |row| {
        each(position(row)?, Known { place: row.get(1)?, citizen_id: row.find(2)? });
        Ok(())
    })
}

/// The position a staged row was given at.
pub(super) fn position(row: &Row) -> Result<usize, DbError> {
    row.get::<i64>(0).map(|line| usize::try_from(line).expect("lines are counted from 0"))
}

pub(crate) fn clear_rows(tx: &mut Tx<'_>, batch: &[u8]) -> Result<(), DbError> {
    tx.execute("DELETE FROM survey_batch_row WHERE batch = $1", params![batch.to_vec()])?;
    Ok(())
}

/// The areas `lo..hi` in which a member of staff works as `role` on a day.
pub(crate) fn list_posts(tx: &mut Tx<'_>, staff: StaffId, role: Role, day: Date) -> Result<Vec<(i64, i64)>, DbError> {
    let rows = tx.rows(
        "SELECT o.place, o.place_hi FROM staff_assignment a JOIN offices_office o ON o.office_id = a.office_id \
         WHERE a.staff_id = $1 AND a.role = $2 AND a.from_day <= $3 AND (a.until_day IS NULL OR a.until_day > $3)",
        params![staff, role, day],
    )?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// The persons of a commune with what is known of their visits, in no order.
pub(crate) fn list_to_visit(tx: &mut Tx<'_>, visible: &str, place: i64, limit: i64) -> Result<Vec<ToVisit>, DbError> {
    let sql = format!(
        "SELECT p.person_id, p.full_name, p.birth, p.hamlet, p.address, p.phone, s.survey_group, s.method, \
         v.visits, v.last_on, l.outcome, p.citizen_id \
         FROM registry_person p LEFT JOIN survey_standing s ON s.person_id = p.person_id \
         LEFT JOIN (SELECT person_id, COUNT(*) AS visits, MAX(visited_on) AS last_on FROM survey_visit \
         GROUP BY person_id) v ON v.person_id = p.person_id \
         LEFT JOIN survey_visit l ON l.person_id = p.person_id AND l.visited_on = v.last_on AND NOT EXISTS \
         (SELECT 1 FROM survey_visit n WHERE n.person_id = l.person_id AND n.visited_on = l.visited_on \
         AND (n.recorded_at > l.recorded_at OR (n.recorded_at = l.recorded_at AND n.visit_id > l.visit_id))) \
         WHERE {visible} AND p.place = $1 AND NOT p.dead LIMIT $2"
    );
    tx.rows(&sql, params![place, limit])?.iter().map(to_visit).collect()
}

fn to_visit(row: &Row) -> Result<ToVisit, DbError> {
    Ok(ToVisit {
        person: row.get(0)?,
        full_name: row.get(1)?,
        birth: row.find(2)?,
        citizen_id: row.find(11)?,
        hamlet: row.find(3)?,
        address: row.find(4)?,
        phone: row.find(5)?,
        group: row.find::<Group>(6)?,
        method: row.find::<Method>(7)?,
        visits: row.find(8)?.unwrap_or(0),
        last_visit_on: row.find(9)?,
        last_outcome: row.find::<Outcome>(10)?,
    })
}

/// A line a commune: its people, and how far they are.
pub(crate) fn count_progress(tx: &mut Tx<'_>, visible: &str, today: Date) -> Result<Vec<CommuneProgress>, DbError> {
    let sql = format!(
        "SELECT p.place, COUNT(*), COUNT(v.person_id), COUNT(s.person_id), \
         COUNT(CASE WHEN s.survey_group = 'g1' THEN 1 END), COUNT(CASE WHEN s.survey_group = 'g2' THEN 1 END), \
         COUNT(CASE WHEN s.survey_group = 'g3' THEN 1 END), COUNT(CASE WHEN s.survey_group = 'g4' THEN 1 END), \
         COUNT(CASE WHEN m.open_minutes > 0 THEN 1 END), COUNT(CASE WHEN m.closed_minutes > 0 THEN 1 END), \
         COUNT(a.person_id), COUNT(CASE WHEN v.fully_told > 0 THEN 1 END) \
         FROM registry_person p LEFT JOIN survey_standing s ON s.person_id = p.person_id \
         LEFT JOIN (SELECT person_id, COUNT(CASE WHEN campaign_points = 'policy access protection' THEN 1 END) \
         AS fully_told FROM survey_visit GROUP BY person_id) v ON v.person_id = p.person_id \
         LEFT JOIN (SELECT person_id, COUNT(CASE WHEN state = 'open' THEN 1 END) AS open_minutes, \
         COUNT(CASE WHEN state = 'closed' THEN 1 END) AS closed_minutes FROM survey_minutes GROUP BY person_id) m \
         ON m.person_id = p.person_id \
         LEFT JOIN (SELECT person_id FROM survey_authorisation WHERE confirmed_by IS NOT NULL AND valid_from <= $1 \
         AND (valid_until IS NULL OR valid_until >= $1) AND (revoked_on IS NULL OR revoked_on > $1) \
         GROUP BY person_id) a ON a.person_id = p.person_id \
         WHERE {visible} AND NOT p.dead GROUP BY p.place ORDER BY p.place"
    );
    let rows = tx.rows(&sql, params![today])?;
    let progress = |row: &Row| {
        Ok(CommuneProgress {
            place: row.get(0)?,
            people: row.get(1)?,
            visited: row.get(2)?,
            answered: row.get(3)?,
            groups: [row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?],
            minutes_open: row.get(8)?,
            minutes_closed: row.get(9)?,
            authorised: row.get(10)?,
            fully_told: row.get(11)?,
        })
    };
    rows.iter().map(progress).collect()
}

/// Who a person of a commune is.
pub(crate) struct Identity {
    pub(crate) person: PersonId,
    pub(crate) full_name: String,
    pub(crate) birth: Option<BirthDate>,
    pub(crate) number: Option<String>,
    /// Whether the number is theirs in the registry, and not only written beside them too.
    pub(crate) holds_number: bool,
}

/// Who the persons of a commune are, in the order in which they came into the registry.
pub(crate) fn each_identity(
    tx: &mut Tx<'_>,
    visible: &str,
    place: i64,
    mut each: impl FnMut(Identity),
) -> Result<(), DbError> {
    let sql = format!(
        "SELECT p.person_id, p.full_name, p.birth, p.citizen_id, c.value FROM registry_person p \
         LEFT JOIN registry_identity_claim c \
         ON c.kind = 'citizen_id' AND c.value = p.citizen_id AND c.person_id = p.person_id \
         WHERE p.place = $1 AND {visible} ORDER BY p.person_id"
    );
    tx.each(&sql, params![place], |row| {
        let claimed: Option<String> = row.find(4)?;
        each(Identity {
            person: row.get(0)?,
            full_name: row.get(1)?,
            birth: row.find(2)?,
            number: row.find(3)?,
            holds_number: claimed.is_some(),
        });
        Ok(())
    })
}
