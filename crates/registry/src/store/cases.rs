//! What officers have to decide about: contradictions, corrections, and the numbers only one person can have.

use crate::{ChangeRequest, ChangeState, ExceptionKind, Solution, enrol_row::Enrolment};
use db::{DbError, Tx, params};
use kernel::{ExceptionId, PersonId, SourceFileId};
use office::Acting;

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
) -> Result<Vec<(ExceptionKind, &'e Enrolment)>, DbError> {
    let mut new = Vec::new();
    for one in enrolments {
        for (kind, other) in &one.exceptions {
            let id: ExceptionId = acting.new_id();
            let inserted = tx.execute(
                "INSERT INTO registry_exception (exception_id, kind, person_id, other_id, entitlement_id, place, file_id, \
                 line, found_at) SELECT $1, $2, $3, $4, $5, CAST($6 AS BIGINT), $7, CAST($8 AS BIGINT), $9 \
                 WHERE NOT EXISTS (SELECT 1 FROM registry_exception x WHERE x.person_id = $3 AND x.kind = $2 \
                 AND x.other_id = $4 AND x.entitlement_id = $5)",
                params![
                    id,
                    *kind,
                    one.person,
                    *other,
                    one.entitlement,
                    one.facts.place,
                    file,
                    one.facts.line,
                    acting.now
                ],
            )?;
            if inserted > 0 {
                new.push((*kind, one));
            }
        }
    }
    Ok(new)
}

/// Says how a contradiction was solved; nothing if somebody did before.
pub(crate) fn solve_exception(
    tx: &mut Tx<'_>,
    acting: &Acting,
    id: ExceptionId,
    solution: Solution,
    why: &str,
) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE registry_exception SET solution = $2, solved_by = $3, solved_at = $4, solved_why = $5 \
         WHERE exception_id = $1 AND solved_at IS NULL",
        params![id, solution, acting.staff, acting.now, why],
    )
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
