//! What officers have to decide about: contradictions, corrections, and the numbers only one person can have.

use super::reads::{EXCEPTION, exception};
use crate::{
    ChangeRequest, ChangeState, Exception, ExceptionKind, Solution, Solved, enrol_row::Enrolment, find_alike::Unlinked,
    solve_exception::Effects,
};
use db::{DbError, Param, Row, Tx, params};
use jiff::Timestamp;
use kernel::{CitizenId, EntitlementId, ExceptionId, Month, PersonId, SourceFileId};
use office::Acting;
use std::collections::{BTreeSet, HashSet};

/// The numbers the rows take.
pub(crate) fn insert_claims(tx: &mut Tx<'_>, enrolments: &[Enrolment]) -> Result<(), DbError> {
    let claims = enrolments.iter().flat_map(|one| {
        let pid = one.facts.pid.as_ref().filter(|_| one.claims_pid);
        let number = one.facts.citizen_id.as_ref().filter(|_| one.claims_number);
        let pid = pid.map(|pid| params!["pid", pid.as_str(), one.person].to_vec());
        let number = number.map(|number| params!["citizen_id", number.as_str(), one.person].to_vec());
        pid.into_iter().chain(number)
    });
    tx.bulk("registry_identity_claim", &["kind", "value", "person_id"], claims)?;
    Ok(())
}

/// One number for one person.
pub(crate) fn insert_claim(tx: &mut Tx<'_>, kind: &str, value: &str, person: PersonId) -> Result<(), DbError> {
    let sql = "INSERT INTO registry_identity_claim (kind, value, person_id) VALUES ($1, $2, $3)";
    tx.execute(sql, params![kind, value, person])?;
    Ok(())
}

/// Who of a batch of changes is not that person of the register any more gives its id back.
pub(super) fn release_pids(tx: &mut Tx<'_>, batch: SourceFileId) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM registry_identity_claim WHERE kind = 'pid' AND (value, person_id) IN \
         (SELECT p.pid, p.person_id FROM registry_draft d JOIN registry_person p ON p.person_id = d.person_id \
         WHERE d.batch = $1 AND d.is_person AND p.pid IS NOT NULL AND (d.pid IS NULL OR d.pid <> p.pid))",
        params![batch],
    )?;
    Ok(())
}

/// Gives a number back.
pub(crate) fn delete_claim(tx: &mut Tx<'_>, kind: &str, value: &str, person: PersonId) -> Result<(), DbError> {
    let sql = "DELETE FROM registry_identity_claim WHERE kind = $1 AND value = $2 AND person_id = $3";
    tx.execute(sql, params![kind, value, person])?;
    Ok(())
}

/// The contradictions an enrolment found; answers those that are new. One that was found before stays as it is, solved
/// or not.
pub(crate) fn insert_exceptions<'e>(
    tx: &mut Tx<'_>,
    acting: &Acting,
    file: SourceFileId,
    enrolments: &'e [Enrolment],
) -> Result<Vec<(ExceptionKind, &'e Enrolment, PersonId)>, DbError> {
    let found = enrolments.iter().flat_map(|one| one.exceptions.iter().map(move |(kind, other)| (one, *kind, *other)));
    let found: Vec<(&Enrolment, ExceptionKind, PersonId)> = found.collect();
    let mut known = list_known_exceptions(tx, found.iter().map(|(one, ..)| one.person))?;
    let key = |(one, kind, other): &(&Enrolment, ExceptionKind, PersonId)| (one.person, *kind, *other, one.entitlement);
    let is_same = |known: &HashSet<Case>, (one, kind, other): &(&Enrolment, ExceptionKind, PersonId)| {
        let same = (one.person, ExceptionKind::SamePerson, *other, one.entitlement);
        *kind == ExceptionKind::NumberClaimed && known.contains(&same)
    };
    let new: Vec<_> = found.into_iter().filter(|case| !is_same(&known, case) && known.insert(key(case))).collect();
    let row = |(one, kind, other): &(&Enrolment, ExceptionKind, PersonId)| {
        let id: ExceptionId = acting.new_id();
        let facts = &one.facts;
        let all = params![id, *kind, one.person, *other, one.entitlement, facts.place, file, facts.line, acting.now];
        all.to_vec()
    };
    let columns =
        ["exception_id", "kind", "person_id", "other_id", "entitlement_id", "place", "file_id", "line", "found_at"];
    tx.bulk("registry_exception", &columns, new.iter().map(row))?;
    Ok(new.into_iter().map(|(one, kind, other)| (kind, one, other)).collect())
}

/// Persons asked about in one statement.
const PERSONS_AT_ONCE: usize = 500;

/// What contradicts what: whose record, how, whose other record, which entitlement.
type Case = (PersonId, ExceptionKind, PersonId, EntitlementId);

/// The contradictions found before in the records of some persons.
fn list_known_exceptions(tx: &mut Tx<'_>, persons: impl Iterator<Item = PersonId>) -> Result<HashSet<Case>, DbError> {
    let persons: Vec<PersonId> = persons.collect::<BTreeSet<_>>().into_iter().collect();
    let mut known = HashSet::new();
    for part in persons.chunks(PERSONS_AT_ONCE) {
        let places: Vec<String> = (1..=part.len()).map(|at| format!("${at}")).collect();
        let sql = format!(
            "SELECT person_id, kind, other_id, entitlement_id FROM registry_exception WHERE person_id IN ({0}) \
             UNION ALL SELECT e.person_id, x.kind, x.person_id, e.entitlement_id FROM registry_exception x \
             JOIN registry_entitlement e ON e.person_id = x.other_id \
             WHERE x.other_id IN ({0}) AND x.solution = 'first_ends'",
            places.join(", ")
        );
        let params: Vec<Param> = part.iter().map(Param::new).collect();
        for row in tx.rows(&sql, &params)? {
            known.insert((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        }
    }
    Ok(known)
}

/// One contradiction found outside of an enrolment.
pub(crate) fn insert_exception(tx: &mut Tx<'_>, one: &Exception) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO registry_exception (exception_id, kind, person_id, other_id, entitlement_id, place, file_id, line, \
         found_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            one.id,
            one.kind,
            one.person,
            one.other,
            one.entitlement,
            one.place,
            one.file,
            one.line,
            one.found_at
        ],
    )?;
    Ok(())
}

/// A contradiction between two records that nobody has solved goes: another one says what it says, and more. Answers
/// when each that went was found.
pub(crate) fn delete_open_exceptions(
    tx: &mut Tx<'_>,
    kind: ExceptionKind,
    (person, other): (PersonId, PersonId),
) -> Result<Vec<Timestamp>, DbError> {
    let gone = tx.rows(
        "DELETE FROM registry_exception WHERE kind = $1 AND solved_at IS NULL \
         AND ((person_id = $2 AND other_id = $3) OR (person_id = $3 AND other_id = $2)) RETURNING found_at",
        params![kind, person, other],
    )?;
    gone.iter().map(|row| row.get(0)).collect()
}

/// Every two records about which a contradiction was ever found, solved or not.
pub(crate) fn list_told_pairs(tx: &mut Tx<'_>, visible: &str) -> Result<Vec<(PersonId, PersonId)>, DbError> {
    let sql = format!("SELECT person_id, other_id FROM registry_exception WHERE {visible} AND person_id <> other_id");
    tx.rows(&sql, params![])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Whether a contradiction of a kind about an entitlement waits.
pub(crate) fn has_open_exception(
    tx: &mut Tx<'_>,
    person: PersonId,
    entitlement: EntitlementId,
    kind: ExceptionKind,
) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM registry_exception WHERE person_id = $1 AND entitlement_id = $2 AND kind = $3 \
               AND solved_at IS NULL LIMIT 1";
    Ok(tx.row(sql, params![person, entitlement, kind])?.is_some())
}

/// The living who are linked to nobody of the population register and receive something in a month, each with the
/// newest of it.
pub(crate) fn list_unlinked(
    tx: &mut Tx<'_>,
    visible: &str,
    month: Month,
    limit: i64,
) -> Result<Vec<Unlinked>, DbError> {
    let sql = format!(
        "SELECT p.person_id, p.full_name, p.birth, p.sex, p.citizen_id, p.old_id, p.place, p.hamlet, \
         e.entitlement_id, e.source, e.file_id, e.line FROM registry_person p \
         JOIN registry_entitlement e ON e.person_id = p.person_id \
         WHERE {visible} AND p.pid IS NULL AND NOT p.dead AND e.state = 'active' AND e.file_id IS NOT NULL \
         AND (e.until_month IS NULL OR e.until_month >= $1) ORDER BY p.person_id, e.entitlement_id DESC LIMIT $2"
    );
    let unlinked = |row: &Row| {
        Ok(Unlinked {
            person: row.get(0)?,
            full_name: row.get(1)?,
            birth: row.find(2)?,
            sex: row.find(3)?,
            citizen_id: row.find(4)?,
            old_id: row.find(5)?,
            place: row.get(6)?,
            hamlet: row.find(7)?,
            entitlement: row.get(8)?,
            source: row.get(9)?,
            file: row.get(10)?,
            line: row.find(11)?,
        })
    };
    let mut found: Vec<Unlinked> =
        tx.rows(&sql, params![month, limit])?.iter().map(unlinked).collect::<Result<_, DbError>>()?;
    found.dedup_by_key(|one| one.person);
    Ok(found)
}

/// Says how a contradiction was solved; nothing if somebody did before.
pub(crate) fn solve_exception(
    tx: &mut Tx<'_>,
    acting: &Acting,
    id: ExceptionId,
    (solution, why): (Solution, &str),
    effects: &Effects,
) -> Result<u64, DbError> {
    let effects = serde_json::to_string(effects).expect("effects are plain data");
    tx.execute(
        "UPDATE registry_exception SET solution = $2, solved_by = $3, solved_at = $4, solved_why = $5, effects = $6 \
         WHERE exception_id = $1 AND solved_at IS NULL",
        params![id, solution, acting.staff, acting.now, why, effects],
    )
}

/// A contradiction that was solved, how, and what that did.
pub(crate) fn find_solution(
    tx: &mut Tx<'_>,
    visible: &str,
    id: ExceptionId,
) -> Result<Option<(Exception, Solution, Effects)>, DbError> {
    let sql = format!(
        "SELECT {EXCEPTION}, solution, effects FROM registry_exception \
         WHERE exception_id = $1 AND solved_at IS NOT NULL AND {visible}"
    );
    let Some(row) = tx.row(&sql, params![id])? else { return Ok(None) };
    let unread =
        |_| DbError::Inconsistent { column: "effects".to_owned(), expected: "JSON", found: "other text".to_owned() };
    let effects = serde_json::from_str(&row.get::<String>(10)?).map_err(unread)?;
    Ok(Some((exception(&row)?, row.get(9)?, effects)))
}

/// A contradiction waits again.
pub(crate) fn reopen_exception(tx: &mut Tx<'_>, id: ExceptionId) -> Result<(), DbError> {
    tx.execute(
        "UPDATE registry_exception SET solution = NULL, solved_by = NULL, solved_at = NULL, solved_why = NULL, \
         effects = NULL WHERE exception_id = $1",
        params![id],
    )?;
    Ok(())
}

/// Who else has a number in their record: whoever is verified, or was there first.
pub(crate) fn find_next_holder(
    tx: &mut Tx<'_>,
    number: &CitizenId,
    from: PersonId,
) -> Result<Option<PersonId>, DbError> {
    let sql = "SELECT person_id FROM registry_person WHERE citizen_id = $1 AND person_id <> $2 \
               ORDER BY CASE WHEN state = 'verified' THEN 0 ELSE 1 END, person_id LIMIT 1";
    tx.row(sql, params![number.as_str(), from])?.map(|row| row.get(0)).transpose()
}

/// How a contradiction was solved.
pub(crate) fn find_solved(tx: &mut Tx<'_>, visible: &str, id: ExceptionId) -> Result<Option<Solved>, DbError> {
    let sql = format!(
        "SELECT person_id, solved_by, solved_at, kind, solution, solved_why FROM registry_exception \
         WHERE exception_id = $1 AND solved_at IS NOT NULL AND {visible}"
    );
    tx.row(&sql, params![id])?.as_ref().map(solved).transpose()
}

/// How contradictions about a person were solved, the newest first.
pub(crate) fn list_solved_of(
    tx: &mut Tx<'_>,
    visible: &str,
    person: PersonId,
) -> Result<Vec<(ExceptionId, Solved)>, DbError> {
    let sql = format!(
        "SELECT person_id, solved_by, solved_at, kind, solution, solved_why, exception_id FROM registry_exception \
         WHERE solved_at IS NOT NULL AND (person_id = $1 OR other_id = $1) AND {visible} ORDER BY solved_at DESC"
    );
    tx.rows(&sql, params![person])?.iter().map(|row| Ok((row.get(6)?, solved(row)?))).collect()
}

fn solved(row: &Row) -> Result<Solved, DbError> {
    Ok(Solved {
        person: row.get(0)?,
        by: row.get(1)?,
        at: row.get(2)?,
        kind: row.get(3)?,
        solution: row.get(4)?,
        why: row.find(5)?.unwrap_or_default(),
    })
}

/// Asks for a correction.
pub(crate) fn insert_change_request(tx: &mut Tx<'_>, request: &ChangeRequest) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO registry_change_request (person_id, request_id, field, before, proposed, proof, seen_version, \
         state, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            request.person,
            request.id,
            request.field,
            request.before,
            request.proposed.as_str(),
            request.proof.as_str(),
            request.seen_version,
            request.state,
            request.asked_by,
            request.asked_at,
        ],
    )?;
    Ok(())
}

/// Decides about a correction.
pub(crate) fn decide_change(
    tx: &mut Tx<'_>,
    acting: &Acting,
    request: &ChangeRequest,
    state: ChangeState,
    why: Option<&str>,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE registry_change_request SET state = $3, decided_by = $4, decided_at = $5, decided_why = $6 \
         WHERE person_id = $1 AND request_id = $2",
        params![request.person, request.id, state, acting.staff, acting.now, why.map(str::to_owned)],
    )?;
    Ok(())
}
