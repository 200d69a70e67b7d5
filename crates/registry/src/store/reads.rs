//! What pages, commands and reports read.

use crate::{
    ChangeRequest, ChangeState, CommuneStates, Entitlement, Event, Exception, ExceptionKind, Hold, Listed,
    PeopleFilter, Person, StatesFilter,
    worklist::{Wanted, WorkKind},
};
use db::{DbError, Param, Row, Tx, params};
use jiff::Timestamp;
use kernel::{
    ChangeRequestId, CitizenId, EntitlementId, ExceptionId, Month, OldIdNumber, PersonId, SourceFileId, StaffId,
};
use matching::{Outcome, RowRef};
use std::collections::BTreeMap;

/// One person.
pub(crate) fn find_person(tx: &mut Tx<'_>, id: PersonId) -> Result<Option<Person>, DbError> {
    let sql = format!("SELECT {PERSON} FROM registry_person p WHERE p.person_id = $1");
    tx.row(&sql, params![id])?.map(|row| person(&row, 0)).transpose()
}

/// The columns of a person `p`, as `person` reads them.
pub(super) const PERSON: &str = "p.person_id, p.full_name, p.birth, p.sex, p.citizen_id, p.old_id, p.pid, p.place, \
     p.hamlet, p.address, p.phone, p.state, p.no_card, p.dead, p.died_on, p.version, p.created_at, p.changed_at";

pub(super) fn person(row: &Row, at: usize) -> Result<Person, DbError> {
    Ok(Person {
        id: row.get(at)?,
        full_name: row.get(at + 1)?,
        birth: row.find(at + 2)?,
        sex: row.find(at + 3)?,
        citizen_id: row.find(at + 4)?,
        old_id: row.find(at + 5)?,
        pid: row.find(at + 6)?,
        place: row.get(at + 7)?,
        hamlet: row.find(at + 8)?,
        address: row.find(at + 9)?,
        phone: row.find(at + 10)?,
        state: row.get(at + 11)?,
        no_card: row.get(at + 12)?,
        dead: row.get(at + 13)?,
        died_on: row.find(at + 14)?,
        version: row.get(at + 15)?,
        created_at: row.get(at + 16)?,
        changed_at: row.get(at + 17)?,
    })
}

/// The columns of a worklist, of the table `p`.
pub(super) const LISTED: &str =
    "p.person_id, p.full_name, p.birth, p.citizen_id, p.old_id, p.place, p.hamlet, p.state, p.no_card, p.dead";

pub(super) fn listed(row: &Row) -> Result<Listed, DbError> {
    let (citizen, old): (Option<CitizenId>, Option<OldIdNumber>) = (row.find(3)?, row.find(4)?);
    Ok(Listed {
        id: row.get(0)?,
        full_name: row.get(1)?,
        birth: row.find(2)?,
        masked_number: citizen.map(|number| number.masked()).or_else(|| old.map(|number| number.masked())),
        place: row.get(5)?,
        hamlet: row.find(6)?,
        state: row.get(7)?,
        no_card: row.get(8)?,
        dead: row.get(9)?,
    })
}

/// Persons in the order of their ids.
pub(crate) fn list_people(
    tx: &mut Tx<'_>,
    visible: &str,
    filter: &PeopleFilter,
    after: Option<PersonId>,
    limit: i64,
) -> Result<Vec<Listed>, DbError> {
    let mut params = vec![Param::new(&limit)];
    let mut all = vec![visible.to_owned()];
    let mut must = |condition: &str, param: Param| {
        params.push(param);
        all.push(condition.replace('?', &format!("${}", params.len())));
    };
    // Only what is asked for stands in the statement: an index is used for a condition that is there or is not.
    let PeopleFilter { state, place, no_card, dead, source, held_in } = *filter;
    if let Some(place) = place {
        must("p.place = ?", Param::new(&place));
    }
    if let Some(state) = state {
        must("p.state = ?", Param::new(&state));
    }
    if let Some(no_card) = no_card {
        must("p.no_card = ?", Param::new(&no_card));
    }
    if let Some(dead) = dead {
        must("p.dead = ?", Param::new(&dead));
    }
    if let Some(after) = after {
        must("p.person_id > ?", Param::new(&after));
    }
    if let Some(source) = source {
        let entitled = "EXISTS (SELECT 1 FROM registry_entitlement e WHERE e.person_id = p.person_id AND e.source = ?)";
        must(entitled, Param::new(&source));
    }
    if let Some(month) = held_in {
        must(
            &format!("EXISTS (SELECT 1 FROM registry_hold o WHERE o.person_id = p.person_id AND {HELD})"),
            Param::new(&month),
        );
    }
    let sql =
        format!("SELECT {LISTED} FROM registry_person p WHERE {} ORDER BY p.person_id LIMIT $1", all.join(" AND "));
    tx.rows(&sql, &params)?.iter().map(listed).collect()
}

/// The numbers of a few persons, whole: that of the card, or the old one.
pub(crate) fn list_full_numbers(tx: &mut Tx<'_>, people: &[PersonId]) -> Result<Vec<(PersonId, String)>, DbError> {
    let places: Vec<String> = (1..=people.len()).map(|at| format!("${at}")).collect();
    let sql = format!(
        "SELECT person_id, COALESCE(citizen_id, old_id) FROM registry_person WHERE person_id IN ({}) \
         AND COALESCE(citizen_id, old_id) IS NOT NULL",
        places.join(", ")
    );
    let params: Vec<Param> = people.iter().map(Param::new).collect();
    tx.rows(&sql, &params)?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// How many persons are in a state, up to `most`.
pub(crate) fn count_people(tx: &mut Tx<'_>, visible: &str, state: Outcome, most: i64) -> Result<i64, DbError> {
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 FROM registry_person p WHERE {visible} AND p.state = $1 \
         LIMIT $2) waiting"
    );
    tx.row(&sql, params![state, most])?.map_or(Ok(0), |row| row.get(0))
}

/// A hold `o` stands in the month `?`.
const HELD: &str = "o.released_at IS NULL AND o.from_month <= ? AND (o.until_month IS NULL OR o.until_month >= ?)";

/// Who of a few persons is held in a month.
pub(crate) fn list_held(tx: &mut Tx<'_>, people: &[Listed], month: Month) -> Result<Vec<PersonId>, DbError> {
    let mut params = vec![Param::new(&month)];
    params.extend(people.iter().map(|person| Param::new(&person.id)));
    let places: Vec<String> = (2..=params.len()).map(|at| format!("${at}")).collect();
    let held = HELD.replace('?', "$1");
    let sql = format!(
        "SELECT DISTINCT o.person_id FROM registry_hold o WHERE o.person_id IN ({}) AND {held}",
        places.join(", ")
    );
    tx.rows(&sql, &params)?.iter().map(|row| row.get(0)).collect()
}

/// One person.
pub(crate) fn find_listed(tx: &mut Tx<'_>, visible: &str, id: PersonId) -> Result<Option<Listed>, DbError> {
    let sql = format!("SELECT {LISTED} FROM registry_person p WHERE p.person_id = $1 AND {visible}");
    tx.row(&sql, params![id])?.as_ref().map(listed).transpose()
}

/// The files with rows in the area, or the one of them that is named.
pub(crate) fn list_enrollable_files(
    tx: &mut Tx<'_>,
    visible: &str,
    file: Option<SourceFileId>,
    limit: i64,
) -> Result<Vec<SourceFileId>, DbError> {
    let sql = format!(
        "SELECT DISTINCT file_id FROM sources_row WHERE {visible} AND ($1 = 0 OR file_id = $2) ORDER BY file_id LIMIT $3"
    );
    let rows = tx.rows(&sql, params![i64::from(file.is_some()), file, limit])?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// Persons with a number.
pub(crate) fn list_by_number(
    tx: &mut Tx<'_>,
    visible: &str,
    column: &'static str,
    number: &str,
) -> Result<Vec<Listed>, DbError> {
    let sql = format!("SELECT {LISTED} FROM registry_person p WHERE {column} = $1 AND {visible} ORDER BY person_id");
    tx.rows(&sql, params![number])?.iter().map(listed).collect()
}

/// Persons whose names have all of these words.
pub(crate) fn list_by_tokens(
    tx: &mut Tx<'_>,
    visible: &str,
    tokens: &[String],
    limit: i64,
) -> Result<Vec<Listed>, DbError> {
    let has = |number: usize| {
        format!(
            "EXISTS (SELECT 1 FROM registry_name_token t WHERE t.person_id = p.person_id AND t.token = ${number}) AND"
        )
    };
    let all: Vec<String> = (1..=tokens.len()).map(has).collect();
    let sql = format!(
        "SELECT {LISTED} FROM registry_person p WHERE {} {visible} ORDER BY p.person_id LIMIT ${}",
        all.join(" "),
        tokens.len() + 1
    );
    let mut values: Vec<Param> = tokens.iter().map(Param::new).collect();
    values.extend_from_slice(params![limit]);
    tx.rows(&sql, &values)?.iter().map(listed).collect()
}

/// States and flags by commune.
pub(crate) fn count_states(
    tx: &mut Tx<'_>,
    visible: &str,
    filter: &StatesFilter,
) -> Result<Vec<CommuneStates>, DbError> {
    let sql = format!(
        "SELECT p.place, COUNT(*), COUNT(CASE WHEN p.state = 'not_sent' THEN 1 END), \
         COUNT(CASE WHEN p.state = 'pending' THEN 1 END), COUNT(CASE WHEN p.state = 'verified' THEN 1 END), \
         COUNT(CASE WHEN p.state = 'mismatch' THEN 1 END), COUNT(CASE WHEN p.state = 'not_found' THEN 1 END), \
         COUNT(CASE WHEN p.no_card THEN 1 END), COUNT(CASE WHEN p.dead THEN 1 END) \
         FROM registry_person p WHERE {visible} AND (CAST($1 AS BIGINT) IS NULL OR p.place BETWEEN $1 AND $2) \
         AND (NOT $3 OR EXISTS (SELECT 1 FROM registry_entitlement e WHERE e.person_id = p.person_id \
         AND (CAST($4 AS TEXT) IS NULL OR (e.state = 'active' AND e.from_month <= $4 \
         AND (e.until_month IS NULL OR e.until_month >= $4))) \
         AND (CAST($5 AS TEXT) IS NULL OR e.source = $5))) \
         GROUP BY p.place ORDER BY p.place"
    );
    let states = |row: &Row| {
        Ok(CommuneStates {
            place: row.get(0)?,
            persons: row.get(1)?,
            not_sent: row.get(2)?,
            pending: row.get(3)?,
            verified: row.get(4)?,
            mismatch: row.get(5)?,
            not_found: row.get(6)?,
            no_card: row.get(7)?,
            dead: row.get(8)?,
        })
    };
    let StatesFilter { area, month, source } = *filter;
    let (lo, hi) = (area.map(|area| area.lo), area.map(|area| area.hi));
    let is_entitled = month.is_some() || source.is_some();
    tx.rows(&sql, params![lo, hi, is_entitled, month, source])?.iter().map(states).collect()
}

/// The columns of an entitlement, of the table `e`.
pub(super) const ENTITLEMENT: &str = "e.entitlement_id, e.source, e.category, e.amount_dong, e.expected_dong, e.amount_check, \
                           e.decision_number, e.decision_on, e.decision_by, e.from_month, e.until_month, e.state, \
                           e.file_id, e.line, e.ended_by";

/// What puts an entitlement on a worklist: a condition, and what it asks for, counted from `$1`.
fn wanted(of: &Wanted<'_>) -> (String, Vec<Param>) {
    let mut asked = vec![Param::new(&of.month)];
    let mut all = vec!["e.state = 'active'".to_owned(), "(e.until_month IS NULL OR e.until_month >= $1)".to_owned()];
    for category in of.hidden {
        asked.push(Param::new(category));
        all.push(format!("e.category <> ${}", asked.len()));
    }
    match of.kind {
        WorkKind::AgeReached | WorkKind::AgePast | WorkKind::AgeBelow => {
            let mut any = vec!["1 = 0".to_owned()];
            // A year alone may be any day of it: whoever was born in the year of a bound is within the bound.
            for limit in of.limits {
                let from = limit.born_from;
                asked.extend([
                    Param::new(&limit.category),
                    Param::new(&from),
                    Param::new(&format!("{:04}", from.year())),
                ]);
                let at = asked.len();
                let (category, from, year) = (at - 2, at - 1, at);
                let beyond = |sign: &str| {
                    format!("(e.category = ${category} AND p.birth {sign} ${from} AND p.birth <> ${year})")
                };
                if of.kind == WorkKind::AgePast {
                    any.push(beyond("<"));
                } else if of.kind == WorkKind::AgeBelow {
                    any.push(beyond(">"));
                } else {
                    asked.push(Param::new(&limit.born_by));
                    let by = at + 1;
                    any.push(format!(
                        "(e.category = ${category} AND p.birth <= ${by} AND (p.birth >= ${from} OR p.birth = ${year}))"
                    ));
                }
            }
            all.push(format!("NOT p.dead AND ({})", any.join(" OR ")));
        }
        WorkKind::AmountDiffers => all.push("e.amount_check = 'differs'".to_owned()),
        WorkKind::NoDecision => all.push(
            "e.source <> 'ngheo' AND (e.decision_number IS NULL OR e.decision_on IS NULL OR e.decision_by IS NULL)"
                .to_owned(),
        ),
    }
    (all.join(" AND "), asked)
}

/// A page of a worklist. A year of birth is a shorter text than a day in it, and therefore before it.
pub(crate) fn list_work(
    tx: &mut Tx<'_>,
    visible: &str,
    of: &Wanted<'_>,
    after: Option<EntitlementId>,
    limit: i64,
) -> Result<Vec<(Listed, Entitlement)>, DbError> {
    let (wanted, mut asked) = wanted(of);
    let (from, most) = (asked.len() + 1, asked.len() + 2);
    let sql = format!(
        "SELECT {LISTED}, {ENTITLEMENT} FROM registry_entitlement e \
         JOIN registry_person p ON p.person_id = e.person_id WHERE {visible} AND {wanted} \
         AND (CAST(${from} AS BYTEA) IS NULL OR e.entitlement_id > ${from}) ORDER BY e.entitlement_id LIMIT ${most}"
    );
    asked.extend([Param::new(&after), Param::new(&limit)]);
    let rows = tx.rows(&sql, &asked)?;
    rows.iter().map(|row| Ok((listed(row)?, entitlement(row, 10)?))).collect()
}

/// How many rows a worklist has, up to `most`.
pub(crate) fn count_work(tx: &mut Tx<'_>, visible: &str, of: &Wanted<'_>, most: i64) -> Result<i64, DbError> {
    let (wanted, mut asked) = wanted(of);
    asked.push(Param::new(&most));
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 FROM registry_entitlement e \
         JOIN registry_person p ON p.person_id = e.person_id WHERE {visible} AND {wanted} LIMIT ${}) waiting",
        asked.len()
    );
    tx.row(&sql, &asked)?.map_or(Ok(0), |row| row.get(0))
}

/// What a person is entitled to.
pub(crate) fn list_entitlements(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Entitlement>, DbError> {
    let sql = format!(
        "SELECT {ENTITLEMENT} FROM registry_entitlement e WHERE e.person_id = $1 ORDER BY e.from_month, e.entitlement_id"
    );
    tx.rows(&sql, params![person])?.iter().map(|row| entitlement(row, 0)).collect()
}

/// Which of a person's entitlements is a part that follows which.
pub(crate) fn list_follows(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<(EntitlementId, EntitlementId)>, DbError> {
    let sql = "SELECT entitlement_id, follows FROM registry_entitlement WHERE person_id = $1 AND follows IS NOT NULL";
    tx.rows(sql, params![person])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// An entitlement whose columns begin at `first`.
pub(super) fn entitlement(row: &Row, first: usize) -> Result<Entitlement, DbError> {
    Ok(Entitlement {
        id: row.get(first)?,
        source: row.get(first + 1)?,
        category: row.get(first + 2)?,
        amount: row.get(first + 3)?,
        expected: row.find(first + 4)?,
        amount_check: row.get(first + 5)?,
        decision_number: row.find(first + 6)?,
        decision_on: row.find(first + 7)?,
        decision_by: row.find(first + 8)?,
        from_month: row.get(first + 9)?,
        until_month: row.find(first + 10)?,
        state: row.get(first + 11)?,
        file: row.find(first + 12)?,
        line: row.find(first + 13)?,
        ended_by: row.find(first + 14)?,
    })
}

/// The rows of lists by which a person is here: those that say so now, and those an entitlement came from.
pub(crate) fn list_rows_of(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<RowRef>, DbError> {
    let rows = tx.rows(
        "SELECT file_id, line FROM registry_link WHERE person_id = $1 \
         UNION SELECT file_id, line FROM registry_entitlement \
         WHERE person_id = $1 AND file_id IS NOT NULL AND line IS NOT NULL ORDER BY 1, 2",
        params![person],
    )?;
    rows.iter().map(|row| Ok(RowRef { file: row.get(0)?, line: row.get(1)? })).collect()
}

/// What is or was held of a person.
pub(crate) fn list_holds(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Hold>, DbError> {
    let rows = tx.rows(
        "SELECT hold_id, entitlement_id, reason, why, from_month, until_month, placed_by, placed_at, released_at \
         FROM registry_hold WHERE person_id = $1 ORDER BY placed_at, hold_id",
        params![person],
    )?;
    let hold = |row: &Row| {
        Ok(Hold {
            id: row.get(0)?,
            entitlement: row.find(1)?,
            reason: row.get(2)?,
            why: row.find(3)?,
            from_month: row.get(4)?,
            until_month: row.find(5)?,
            placed_by: row.find(6)?,
            placed_at: row.find(7)?,
            released_at: row.find(8)?,
        })
    };
    rows.iter().map(hold).collect()
}

/// What happened to a person's record.
pub(crate) fn list_events(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Event>, DbError> {
    let rows = tx.rows(
        "SELECT event_id, at, kind, staff_id, why, before, after FROM registry_event WHERE person_id = $1 \
         ORDER BY at, event_id",
        params![person],
    )?;
    // What was written as JSON reads as JSON; anything else is shown as the text it is.
    let json = |text: Option<String>| text.map(|text| serde_json::from_str(&text).unwrap_or(text.into()));
    let event = |row: &Row| {
        Ok(Event {
            id: row.get(0)?,
            at: row.get(1)?,
            kind: row.get(2)?,
            staff: row.get(3)?,
            why: row.find(4)?,
            before: json(row.find(5)?),
            after: json(row.find(6)?),
        })
    };
    rows.iter().map(event).collect()
}

/// Who holds a number.
pub(crate) fn find_claim(tx: &mut Tx<'_>, kind: &str, value: &str) -> Result<Option<PersonId>, DbError> {
    let sql = "SELECT person_id FROM registry_identity_claim WHERE kind = $1 AND value = $2";
    tx.row(sql, params![kind, value])?.map(|row| row.get(0)).transpose()
}

pub(super) const EXCEPTION: &str =
    "exception_id, kind, person_id, other_id, place, file_id, line, found_at, entitlement_id";

pub(super) fn exception(row: &Row) -> Result<Exception, DbError> {
    Ok(Exception {
        id: row.get(0)?,
        kind: row.get(1)?,
        person: row.get(2)?,
        other: row.get(3)?,
        place: row.get(4)?,
        file: row.get(5)?,
        line: row.get(6)?,
        found_at: row.get(7)?,
        entitlement: row.get(8)?,
    })
}

/// Contradictions that nobody has solved, the oldest first.
pub(crate) fn list_exceptions(
    tx: &mut Tx<'_>,
    visible: &str,
    kind: Option<ExceptionKind>,
    after: Option<(Timestamp, ExceptionId)>,
    limit: i64,
) -> Result<Vec<Exception>, DbError> {
    let (found_at, id) = after.unzip();
    let sql = format!(
        "SELECT {EXCEPTION} FROM registry_exception \
         WHERE solved_at IS NULL AND {visible} AND (CAST($2 AS TEXT) IS NULL OR kind = $2) \
         AND (CAST($3 AS TEXT) IS NULL OR (found_at, exception_id) > ($3, $4)) \
         ORDER BY found_at, exception_id LIMIT $1"
    );
    tx.rows(&sql, params![limit, kind, found_at, id])?.iter().map(exception).collect()
}

/// How many contradictions of each kind nobody has solved.
pub(crate) fn count_exceptions_by_kind(
    tx: &mut Tx<'_>,
    visible: &str,
) -> Result<BTreeMap<ExceptionKind, i64>, DbError> {
    let sql =
        format!("SELECT kind, COUNT(*) FROM registry_exception WHERE solved_at IS NULL AND {visible} GROUP BY kind");
    tx.rows(&sql, params![])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// One contradiction that nobody has solved.
pub(crate) fn find_exception(tx: &mut Tx<'_>, visible: &str, id: ExceptionId) -> Result<Option<Exception>, DbError> {
    let sql = format!(
        "SELECT {EXCEPTION} FROM registry_exception WHERE exception_id = $1 AND solved_at IS NULL AND {visible}"
    );
    tx.row(&sql, params![id])?.as_ref().map(exception).transpose()
}

/// Contradictions about a person that nobody has solved.
pub(crate) fn list_exceptions_of(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Exception>, DbError> {
    let sql = format!(
        "SELECT {EXCEPTION} FROM registry_exception \
         WHERE solved_at IS NULL AND (person_id = $1 OR other_id = $1) ORDER BY found_at, exception_id"
    );
    tx.rows(&sql, params![person])?.iter().map(exception).collect()
}

/// How many contradictions nobody has solved, up to `most`.
pub(crate) fn count_exceptions(tx: &mut Tx<'_>, visible: &str, most: i64) -> Result<i64, DbError> {
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 FROM registry_exception \
         WHERE solved_at IS NULL AND {visible} LIMIT $1) waiting"
    );
    tx.row(&sql, params![most])?.map_or(Ok(0), |row| row.get(0))
}

/// How many corrections wait that others than `staff` asked for, up to `most`.
pub(crate) fn count_changes(tx: &mut Tx<'_>, visible: &str, staff: StaffId, most: i64) -> Result<i64, DbError> {
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 FROM registry_change_request c \
         JOIN registry_person p ON p.person_id = c.person_id \
         WHERE c.state = $1 AND c.asked_by <> $2 AND {visible} LIMIT $3) waiting"
    );
    tx.row(&sql, params![ChangeState::Open, staff, most])?.map_or(Ok(0), |row| row.get(0))
}

/// The commune a contradiction belongs to.
pub(crate) fn find_exception_place(tx: &mut Tx<'_>, id: ExceptionId) -> Result<Option<i64>, DbError> {
    let row = tx.row("SELECT place FROM registry_exception WHERE exception_id = $1", params![id])?;
    row.map(|row| row.get(0)).transpose()
}

const CHANGE: &str = "c.request_id, c.person_id, c.field, c.before, c.proposed, c.proof, c.seen_version, c.state, \
                      c.asked_by, c.asked_at, c.decided_by";

fn change(row: &Row) -> Result<ChangeRequest, DbError> {
    Ok(ChangeRequest {
        id: row.get(0)?,
        person: row.get(1)?,
        field: row.get(2)?,
        before: row.find(3)?,
        proposed: row.get(4)?,
        proof: row.get(5)?,
        seen_version: row.get(6)?,
        state: row.get(7)?,
        asked_by: row.get(8)?,
        asked_at: row.get(9)?,
        decided_by: row.find(10)?,
    })
}

/// One request of a person.
pub(crate) fn find_change_request(
    tx: &mut Tx<'_>,
    person: PersonId,
    id: ChangeRequestId,
) -> Result<Option<ChangeRequest>, DbError> {
    let sql = format!("SELECT {CHANGE} FROM registry_change_request c WHERE c.person_id = $1 AND c.request_id = $2");
    tx.row(&sql, params![person, id])?.as_ref().map(change).transpose()
}

/// All requests of a person, the oldest first.
pub(crate) fn list_changes_of(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<ChangeRequest>, DbError> {
    let sql = format!("SELECT {CHANGE} FROM registry_change_request c WHERE c.person_id = $1 ORDER BY c.asked_at");
    tx.rows(&sql, params![person])?.iter().map(change).collect()
}

/// Requests that wait, the oldest first.
pub(crate) fn list_change_requests(tx: &mut Tx<'_>, visible: &str, limit: i64) -> Result<Vec<ChangeRequest>, DbError> {
    let sql = format!(
        "SELECT {CHANGE} FROM registry_change_request c JOIN registry_person p ON p.person_id = c.person_id \
         WHERE c.state = $1 AND {visible} ORDER BY c.asked_at, c.request_id LIMIT $2"
    );
    tx.rows(&sql, params![ChangeState::Open, limit])?.iter().map(change).collect()
}
