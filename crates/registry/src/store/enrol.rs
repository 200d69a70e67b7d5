//! What enrolment reads: rows with the newest decision about each, and what the registry knows of their persons.

use crate::{correction::Correction, entitlement::EndedBy, movement::Before};
use db::{DbError, Row, Tx, params};
use jiff::{Timestamp, civil::Date};
use kernel::{
    BirthDate, CitizenId, Dong, EntitlementId, FullName, Month, OldIdNumber, PersonId, Phone, Sex, SourceFileId,
};
use matching::{Outcome, Rule};
use sources::SourceKind;
use std::collections::HashMap;

/// A row of a file and the newest decision about it.
#[derive(Clone)]
pub(crate) struct RowFacts {
    pub(crate) line: i64,
    pub(crate) row_key: String,
    pub(crate) name_key: String,
    pub(crate) source: SourceKind,
    pub(crate) place: i64,
    pub(crate) full_name: FullName,
    pub(crate) birth: Option<BirthDate>,
    pub(crate) sex: Option<Sex>,
    pub(crate) citizen_id: Option<CitizenId>,
    pub(crate) old_id: Option<OldIdNumber>,
    pub(crate) hamlet: String,
    pub(crate) address: String,
    pub(crate) phone: Option<Phone>,
    pub(crate) category: String,
    pub(crate) amount: Dong,
    pub(crate) decision_number: Option<String>,
    pub(crate) decision_on: Option<Date>,
    pub(crate) decision_by: Option<String>,
    pub(crate) entitled_from: Option<Date>,
    pub(crate) row_digest: Vec<u8>,
    pub(crate) state: Outcome,
    pub(crate) pid: Option<String>,
    pub(crate) no_card: bool,
    pub(crate) dead: bool,
    pub(crate) died_on: Option<Date>,
    pub(crate) decided_at: Option<Timestamp>,
    /// When a named officer said who the row is, if that is the decision.
    pub(crate) confirmed_at: Option<Timestamp>,
    /// When its file came in.
    pub(crate) received_at: Timestamp,
    pub(crate) file: SourceFileId,
    /// Of a file of movements: it counts from when it was approved, not from when it came in.
    pub(crate) is_movement: bool,
}

/// What a row became when it was enrolled before.
#[derive(Clone)]
pub(crate) struct Linked {
    pub(crate) source: SourceKind,
    pub(crate) person: PersonId,
    pub(crate) entitlement: EntitlementId,
    pub(crate) digest: Vec<u8>,
    pub(crate) state: Outcome,
    pub(crate) rows_of_person: i64,
    /// Of what the row said that was enrolled last.
    pub(crate) row_digest: Vec<u8>,
    /// When that was decided by which the person's state stands; nothing if nobody asked yet.
    pub(crate) decided_at: Option<Timestamp>,
    /// The file of the row that was enrolled last.
    pub(crate) file: SourceFileId,
    /// The person as they stand.
    pub(crate) stands: Standing,
    /// The approved movement the entitlement rests on, if one adjusted it and no list said anything new since.
    pub(crate) adjusted: Option<Adjusted>,
    /// When the movement that began the entitlement was taken back, if that ended it.
    pub(crate) undone_at: Option<Timestamp>,
    /// The key of that row, where it was another.
    pub(crate) old_key: Option<String>,
}

/// An adjustment that two officers made.
#[derive(Clone)]
pub(crate) struct Adjusted {
    /// When it was approved.
    pub(crate) at: Timestamp,
    /// What stood there before, where it was changed in place.
    pub(crate) before: Option<(String, Dong)>,
}

/// Who a person of the registry is, and what the register said of them.
#[derive(Clone)]
pub(crate) struct Standing {
    pub(crate) full_name: FullName,
    pub(crate) birth: Option<BirthDate>,
    pub(crate) sex: Option<Sex>,
    pub(crate) citizen_id: Option<CitizenId>,
    pub(crate) old_id: Option<OldIdNumber>,
    pub(crate) pid: Option<String>,
    pub(crate) no_card: bool,
    pub(crate) dead: bool,
    pub(crate) died_on: Option<Date>,
}

/// The columns of a link `l` and of its person `q`, as `linked` reads them.
const LINKED: &str = "l.person_id, l.entitlement_id, l.digest, q.state, \
     (SELECT COUNT(*) FROM registry_link x WHERE x.person_id = l.person_id), l.row_digest, l.decided_at, l.file_id, \
     q.full_name, q.birth, q.sex, q.citizen_id, q.old_id, q.pid, q.no_card, q.dead, q.died_on, \
     (SELECT g.decided_at FROM registry_entitlement e JOIN registry_movement g ON g.state = 'approved' \
     AND g.file_id = e.file_id AND g.line = e.line AND g.kind = 'adjust' \
     WHERE e.person_id = l.person_id AND e.entitlement_id = l.entitlement_id), \
     (SELECT g.before FROM registry_entitlement e JOIN registry_movement g ON g.state = 'approved' \
     AND g.file_id = e.file_id AND g.line = e.line AND g.kind = 'adjust' \
     WHERE e.person_id = l.person_id AND e.entitlement_id = l.entitlement_id), l.source, \
     (SELECT MAX(u.decided_at) FROM registry_movement u JOIN registry_entitlement v \
     ON v.person_id = u.person_id AND v.entitlement_id = u.entitlement_id AND v.ended_by = 'undone' \
     WHERE u.person_id = l.person_id AND u.entitlement_id = l.entitlement_id AND u.kind = 'increase' \
     AND u.state = 'undone')";

/// A link from a row that has `LINKED` from column `at` on.
fn linked(row: &Row, at: usize, old_key: Option<String>) -> Result<Linked, DbError> {
    Ok(Linked {
        source: row.get(at + 19)?,
        person: row.get(at)?,
        entitlement: row.get(at + 1)?,
        digest: row.get(at + 2)?,
        state: row.get(at + 3)?,
        rows_of_person: row.get(at + 4)?,
        row_digest: row.get(at + 5)?,
        decided_at: row.find(at + 6)?,
        file: row.get(at + 7)?,
        stands: Standing {
            full_name: row.get(at + 8)?,
            birth: row.find(at + 9)?,
            sex: row.find(at + 10)?,
            citizen_id: row.find(at + 11)?,
            old_id: row.find(at + 12)?,
            pid: row.find(at + 13)?,
            no_card: row.get(at + 14)?,
            dead: row.get(at + 15)?,
            died_on: row.find(at + 16)?,
        },
        adjusted: adjusted(row.find(at + 17)?, row.find(at + 18)?)?,
        undone_at: row.find(at + 20)?,
        old_key,
    })
}

fn adjusted(at: Option<Timestamp>, before: Option<String>) -> Result<Option<Adjusted>, DbError> {
    let before = before.map(|text| serde_json::from_str::<Before>(&text)).transpose();
    let unread =
        |_| DbError::Inconsistent { column: "before".to_owned(), expected: "JSON", found: "other text".to_owned() };
    let before = match before.map_err(unread)? {
        Some(Before::Said { category, amount_dong, .. }) => Some((category, amount_dong)),
        Some(Before::Begun | Before::Parted { .. } | Before::Ended { .. } | Before::Alive { .. }) | None => None,
    };
    let before = before.map(|(category, amount)| (category, Dong::new(amount)));
    Ok(at.map(|at| Adjusted { at, before }))
}

/// What a person was entitled to by lists of a kind until it was adjusted.
pub(crate) fn list_until_adjusted(
    tx: &mut Tx<'_>,
    person: PersonId,
    source: SourceKind,
) -> Result<Vec<(String, Dong)>, DbError> {
    let rows = tx.rows(
        "SELECT e.category, e.amount_dong FROM registry_entitlement e \
         WHERE e.person_id = $1 AND e.source = $2 AND e.ended_by = $3",
        params![person, source, EndedBy::Adjusted],
    )?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Whether a file has rows in an area.
pub(crate) fn has_rows(tx: &mut Tx<'_>, visible: &str, file: SourceFileId) -> Result<bool, DbError> {
    let sql = format!(
        "SELECT 1 FROM sources_row r WHERE r.file_id = $1 AND {visible} \
         UNION ALL SELECT 1 FROM sources_movement r WHERE r.file_id = $1 AND {visible} LIMIT 1"
    );
    Ok(tx.row(&sql, params![file])?.is_some())
}

/// Rows of a file after a line, in the order of the lines. Of movements only those that were approved.
pub(crate) fn list_enrollable(
    tx: &mut Tx<'_>,
    visible: &str,
    file: SourceFileId,
    after: i64,
    limit: i64,
) -> Result<Vec<(RowFacts, Option<Linked>)>, DbError> {
    let sql = format!(
        "SELECT r.line, COALESCE(g.row_key, r.row_key), r.name_key, r.source, r.place, r.full_name, r.birth, r.sex, r.citizen_id, r.old_id, \
         r.hamlet, r.address, r.phone, r.category, r.amount_dong, r.decision_number, r.decision_on, r.decision_by, \
         r.entitled_from, r.digest, d.outcome, d.pid, d.no_card, d.dead, d.died_on, \
         d.decided_at, f.received_at, r.file_id, CASE WHEN t.line IS NULL THEN 0 ELSE 1 END, d.rule, {LINKED} \
         FROM sources_row r JOIN sources_file f ON f.file_id = r.file_id \
         LEFT JOIN matching_decision d ON d.file_id = r.file_id AND d.line = r.line AND d.decision_no = \
         (SELECT MAX(m.decision_no) FROM matching_decision m WHERE m.file_id = r.file_id AND m.line = r.line) \
         LEFT JOIN sources_movement t ON t.file_id = r.file_id AND t.line = r.line \
         LEFT JOIN registry_movement g ON g.file_id = r.file_id AND g.line = r.line AND g.state = 'approved' \
         LEFT JOIN registry_link l ON l.source = r.source AND l.row_key = COALESCE(g.row_key, r.row_key) \
         AND l.place = r.place \
         LEFT JOIN registry_person q ON q.person_id = l.person_id \
         WHERE r.file_id = $1 AND r.line > $2 AND {visible} AND (t.line IS NULL OR g.line IS NOT NULL) \
         ORDER BY r.line LIMIT $3"
    );
    tx.rows(&sql, params![file, after, limit])?.iter().map(enrollable).collect()
}

fn enrollable(row: &Row) -> Result<(RowFacts, Option<Linked>), DbError> {
    let citizen_id: Option<CitizenId> = row.find(8)?;
    let (outcome, rule): (Option<Outcome>, Option<Rule>) = (row.find(20)?, row.find(29)?);
    let facts = RowFacts {
        line: row.get(0)?,
        row_key: row.get(1)?,
        name_key: row.get(2)?,
        source: row.get(3)?,
        place: row.get(4)?,
        full_name: row.get(5)?,
        birth: row.find(6)?,
        sex: row.find(7)?,
        citizen_id,
        old_id: row.find(9)?,
        hamlet: row.get(10)?,
        address: row.get(11)?,
        phone: row.find(12)?,
        category: row.get(13)?,
        amount: row.find(14)?.unwrap_or(Dong::ZERO),
        decision_number: row.find(15)?,
        decision_on: row.find(16)?,
        decision_by: row.find(17)?,
        entitled_from: row.find(18)?,
        row_digest: row.get(19)?,
        state: outcome.unwrap_or(Outcome::NotSent),
        pid: row.find(21)?,
        // Nobody asked the register yet: the list alone says whether there is a number.
        no_card: row.find(22)?.unwrap_or(citizen_id.is_none()),
        dead: row.find(23)?.unwrap_or(false),
        died_on: row.find(24)?,
        decided_at: row.find(25)?,
        received_at: row.get(26)?,
        file: row.get(27)?,
        is_movement: row.get::<i64>(28)? == 1,
        confirmed_at: row.find(25)?.filter(|_| rule == Some(Rule::Confirmed)),
    };
    let is_linked = row.find::<PersonId>(30)?.is_some();
    Ok((facts, is_linked.then(|| linked(row, 30, None)).transpose()?))
}

/// Rows without a link whose name and commune are those of an enrolled row that the file no longer has, where that row
/// had no number and the full day of birth is the same (the number was supplied), or where the person has the row's
/// number by now (it was corrected here first). By line; never where two could be meant.
pub(crate) fn list_renamed(
    tx: &mut Tx<'_>,
    visible: &str,
    file: SourceFileId,
) -> Result<HashMap<i64, Linked>, DbError> {
    let sql = format!(
        "SELECT r.line, r.birth, l.row_key, r.citizen_id, {LINKED} FROM sources_row r \
         JOIN registry_link l ON l.source = r.source AND l.place = r.place AND l.name_key = r.name_key \
         JOIN registry_person q ON q.person_id = l.person_id \
         WHERE r.file_id = $1 AND {visible} AND l.row_key <> r.row_key AND r.citizen_id IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM registry_link k \
         WHERE k.source = r.source AND k.row_key = r.row_key AND k.place = r.place) \
         AND NOT EXISTS (SELECT 1 FROM sources_row s \
         WHERE s.file_id = r.file_id AND s.row_key = l.row_key AND s.place = l.place) ORDER BY r.line"
    );
    let mut found: HashMap<i64, Option<Linked>> = HashMap::new();
    let mut taken: HashMap<EntitlementId, i64> = HashMap::new();
    for row in tx.rows(&sql, params![file])? {
        let (line, birth, key): (i64, Option<BirthDate>, String) = (row.get(0)?, row.find(1)?, row.get(2)?);
        let (had_number, number) = (key.starts_with('c'), row.find::<CitizenId>(3)?);
        let linked = linked(&row, 4, Some(key))?;
        let is_it =
            if had_number { linked.stands.citizen_id == number } else { birth.and_then(BirthDate::day).is_some() };
        if !is_it {
            continue;
        }
        if let Some(other) = taken.insert(linked.entitlement, line) {
            found.insert(other, None);
            found.insert(line, None);
        } else {
            found.entry(line).and_modify(|held| *held = None).or_insert(Some(linked));
        }
    }
    Ok(found.into_iter().filter_map(|(line, linked)| Some((line, linked?))).collect())
}

/// What two officers corrected of the persons of these lines, the oldest first.
pub(crate) fn list_corrections(
    tx: &mut Tx<'_>,
    file: SourceFileId,
    (after, until): (i64, i64),
) -> Result<Vec<(PersonId, Correction)>, DbError> {
    let of = |same: &str| {
        format!(
            "SELECT c.person_id, c.field, c.before, c.proposed, c.decided_at FROM sources_row r \
             JOIN registry_link l ON l.source = r.source AND l.place = r.place AND {same} \
             JOIN registry_change_request c ON c.person_id = l.person_id AND c.state = 'approved' \
             WHERE r.file_id = $1 AND r.line > $2 AND r.line <= $3"
        )
    };
    // The second are rows that may have another key since.
    let sql = format!("{} UNION {} ORDER BY 5", of("l.row_key = r.row_key"), of("l.name_key = r.name_key"));
    let rows = tx.rows(&sql, params![file, after, until])?;
    let correction = |row: &Row| {
        let (field, before, proposed, decided_at) = (row.get(1)?, row.find(2)?, row.get(3)?, row.get(4)?);
        Ok((row.get(0)?, Correction { field, before, proposed, decided_at }))
    };
    rows.iter().map(correction).collect()
}

/// The lines of a file of which an officer had said who they are, and by the decision that holds nobody says so.
pub(crate) fn list_taken_back(
    tx: &mut Tx<'_>,
    file: SourceFileId,
    (after, until): (i64, i64),
) -> Result<Vec<i64>, DbError> {
    let rows = tx.rows(
        "SELECT DISTINCT c.line FROM matching_decision c JOIN matching_decision m ON m.file_id = c.file_id \
         AND m.line = c.line AND m.decision_no > c.decision_no AND m.rule <> 'confirmed' \
         WHERE c.file_id = $1 AND c.line > $2 AND c.line <= $3 AND c.rule = 'confirmed' AND NOT EXISTS \
         (SELECT 1 FROM matching_decision n WHERE n.file_id = m.file_id AND n.line = m.line \
         AND n.decision_no > m.decision_no)",
        params![file, after, until],
    )?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// Whether another row of a person is verified by the decision that holds.
pub(crate) fn is_verified_elsewhere(tx: &mut Tx<'_>, person: PersonId, row: &RowFacts) -> Result<bool, DbError> {
    let found = tx.row(
        "SELECT 1 FROM registry_link l JOIN matching_decision d ON d.file_id = l.file_id AND d.line = l.line \
         AND d.outcome = 'verified' WHERE l.person_id = $1 AND NOT (l.file_id = $2 AND l.line = $3) AND NOT EXISTS \
         (SELECT 1 FROM matching_decision n WHERE n.file_id = d.file_id AND n.line = d.line \
         AND n.decision_no > d.decision_no) LIMIT 1",
        params![person, row.file, row.line],
    )?;
    Ok(found.is_some())
}

/// Who holds the register's ids that decisions about these lines name.
pub(crate) fn list_pid_claims(
    tx: &mut Tx<'_>,
    file: SourceFileId,
    (after, until): (i64, i64),
) -> Result<Vec<(String, PersonId)>, DbError> {
    let rows = tx.rows(
        "SELECT DISTINCT c.value, c.person_id FROM matching_decision d \
         JOIN registry_identity_claim c ON c.kind = 'pid' AND c.value = d.pid \
         WHERE d.file_id = $1 AND d.line > $2 AND d.line <= $3",
        params![file, after, until],
    )?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Who holds the numbers that stand in these lines.
pub(crate) fn list_number_claims(
    tx: &mut Tx<'_>,
    file: SourceFileId,
    (after, until): (i64, i64),
) -> Result<Vec<(CitizenId, PersonId)>, DbError> {
    let rows = tx.rows(
        "SELECT DISTINCT c.value, c.person_id FROM sources_row r \
         JOIN registry_identity_claim c ON c.kind = 'citizen_id' AND c.value = r.citizen_id \
         WHERE r.file_id = $1 AND r.line > $2 AND r.line <= $3",
        params![file, after, until],
    )?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// What the persons whom decisions about these lines name are entitled to from a month on, and where they are.
pub(crate) fn list_entitled(
    tx: &mut Tx<'_>,
    file: SourceFileId,
    (after, until): (i64, i64),
    month: Month,
) -> Result<Vec<(PersonId, i64, SourceKind, String)>, DbError> {
    let rows = tx.rows(
        "SELECT DISTINCT e.person_id, p.place, e.source, e.category FROM matching_decision d \
         JOIN registry_identity_claim c ON c.kind = 'pid' AND c.value = d.pid \
         JOIN registry_entitlement e ON e.person_id = c.person_id \
         JOIN registry_person p ON p.person_id = c.person_id \
         WHERE d.file_id = $1 AND d.line > $2 AND d.line <= $3 \
         AND e.state = 'active' AND (e.until_month IS NULL OR e.until_month >= $4)",
        params![file, after, until, month],
    )?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).collect()
}

/// A record that is the same person of the population register as another one.
pub(crate) struct SecondRecord {
    pub(crate) person: PersonId,
    pub(crate) entitlement: EntitlementId,
    pub(crate) from_month: Month,
    pub(crate) place: i64,
    pub(crate) file: SourceFileId,
    pub(crate) line: i64,
    /// Who was there first, or is verified.
    pub(crate) other: PersonId,
}

/// The records that officers linked to people whom decisions about a file name, and that are not verified: each beside
/// the verified record of that person, or beside one of the same kind that came before. Those of which a contradiction
/// was found already are left out.
pub(crate) fn list_second_records(
    tx: &mut Tx<'_>,
    visible: &str,
    file: SourceFileId,
) -> Result<Vec<SecondRecord>, DbError> {
    let told = |other: &str| {
        format!(
            "NOT EXISTS (SELECT 1 FROM registry_exception x WHERE x.kind = 'same_person' \
             AND x.person_id = l.person_id AND x.entitlement_id = l.entitlement_id AND x.other_id = {other}.person_id) \
             AND NOT EXISTS (SELECT 1 FROM registry_exception y WHERE y.kind = 'same_person' \
             AND y.person_id = {other}.person_id AND y.other_id = l.person_id)"
        )
    };
    // Step by step, each in memory: a server that has no figures about new tables yet would begin at the wrong end. A
    // decision counts if it holds, of a row that no newer file has.
    let sql = format!(
        "WITH named AS MATERIALIZED (SELECT DISTINCT d.pid FROM matching_decision d WHERE d.file_id = $1 \
         AND d.pid IS NOT NULL), \
         found AS MATERIALIZED (SELECT o.pid, o.file_id, o.line FROM named n JOIN matching_decision o ON o.pid = n.pid \
         WHERE o.rule = 'confirmed' AND NOT EXISTS (SELECT 1 FROM matching_decision m WHERE m.file_id = o.file_id \
         AND m.line = o.line AND m.decision_no > o.decision_no) AND NOT EXISTS (SELECT 1 FROM matching_superseded u \
         WHERE u.file_id = o.file_id AND u.line = o.line)), \
         linked AS MATERIALIZED (SELECT f.pid, f.file_id, f.line, l.person_id, l.entitlement_id, l.place FROM found f \
         JOIN sources_row s ON s.file_id = f.file_id AND s.line = f.line \
         JOIN registry_link l ON l.source = s.source AND l.row_key = s.row_key AND l.place = s.place), \
         weak AS MATERIALIZED (SELECT l.pid, l.file_id, l.line, l.person_id, l.entitlement_id, l.place, e.from_month \
         FROM linked l JOIN registry_person q ON q.person_id = l.person_id AND q.state <> 'verified' \
         JOIN registry_entitlement e ON e.person_id = l.person_id AND e.entitlement_id = l.entitlement_id \
         AND e.state = 'active') \
         SELECT l.person_id, l.entitlement_id, l.from_month, l.place, l.file_id, l.line, c.person_id FROM weak l \
         JOIN registry_identity_claim c ON c.kind = 'pid' AND c.value = l.pid AND c.person_id <> l.person_id \
         WHERE {visible} AND {} \
         UNION SELECT l.person_id, l.entitlement_id, l.from_month, l.place, l.file_id, l.line, k.person_id FROM weak l \
         JOIN weak k ON k.pid = l.pid AND k.person_id < l.person_id WHERE {visible} AND {} ORDER BY 1, 2, 7, 5, 6",
        told("c"),
        told("k")
    );
    let mut found: Vec<SecondRecord> =
        tx.rows(&sql, params![file])?.iter().map(second).collect::<Result<_, DbError>>()?;
    found.dedup_by_key(|one| (one.person, one.entitlement, one.other));
    Ok(found)
}

/// What a person receives by rows of lists, where nobody is asked at present whether it is a second record of the other
/// one, or the other one of it. What was answered while the record was paid to nobody is asked anew.
pub(crate) fn list_records_untold(
    tx: &mut Tx<'_>,
    person: PersonId,
    other: PersonId,
) -> Result<Vec<SecondRecord>, DbError> {
    let sql = "SELECT e.person_id, e.entitlement_id, e.from_month, q.place, e.file_id, COALESCE(e.line, 0), $2 \
               FROM registry_entitlement e JOIN registry_person q ON q.person_id = e.person_id \
               WHERE e.person_id = $1 AND e.state = 'active' AND e.file_id IS NOT NULL AND NOT EXISTS \
               (SELECT 1 FROM registry_exception x WHERE x.kind = 'same_person' AND x.person_id = e.person_id \
               AND x.entitlement_id = e.entitlement_id AND x.other_id = $2 AND x.solved_at IS NULL) AND NOT EXISTS \
               (SELECT 1 FROM registry_exception y WHERE y.kind = 'same_person' AND y.person_id = $2 \
               AND y.other_id = e.person_id AND y.solved_at IS NULL)";
    tx.rows(sql, params![person, other])?.iter().map(second).collect()
}

fn second(row: &Row) -> Result<SecondRecord, DbError> {
    Ok(SecondRecord {
        person: row.get(0)?,
        entitlement: row.get(1)?,
        from_month: row.get(2)?,
        place: row.get(3)?,
        file: row.get(4)?,
        line: row.get(5)?,
        other: row.get(6)?,
    })
}

/// Whether something was decided about a person's rows that the record does not know yet.
pub(crate) fn has_newer_decision(tx: &mut Tx<'_>, person: PersonId) -> Result<bool, DbError> {
    let found = tx.row(
        "SELECT 1 FROM registry_link l JOIN matching_decision d ON d.file_id = l.file_id AND d.line = l.line \
         WHERE l.person_id = $1 AND (l.decided_at IS NULL OR d.decided_at > l.decided_at) LIMIT 1",
        params![person],
    )?;
    Ok(found.is_some())
}

/// The day of the newest register by which the decisions that hold about a person's rows were made.
pub(crate) fn find_register_day(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<Date>, DbError> {
    let row = tx.row(
        "SELECT s.taken_on FROM registry_link l JOIN matching_decision d ON d.file_id = l.file_id AND d.line = l.line \
         JOIN matching_snapshot s ON s.snapshot_id = d.snapshot_id WHERE l.person_id = $1 AND s.taken_on IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM matching_decision m WHERE m.file_id = d.file_id AND m.line = d.line \
         AND m.decision_no > d.decision_no) ORDER BY s.taken_on DESC LIMIT 1",
        params![person],
    )?;
    row.map(|row| row.get(0)).transpose()
}

/// Whom an officer found a person's row to be, if that decision holds; of several the newest.
pub(crate) fn find_confirmed_pid(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<String>, DbError> {
    let row = tx.row(
        "SELECT d.pid FROM registry_link l JOIN matching_decision d ON d.file_id = l.file_id AND d.line = l.line \
         AND d.rule = 'confirmed' WHERE l.person_id = $1 AND NOT EXISTS (SELECT 1 FROM matching_decision m \
         WHERE m.file_id = d.file_id AND m.line = d.line AND m.decision_no > d.decision_no) \
         ORDER BY d.decided_at DESC LIMIT 1",
        params![person],
    )?;
    row.map(|row| row.get(0)).transpose()
}
