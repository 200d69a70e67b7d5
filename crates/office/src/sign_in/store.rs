//! Every statement of signing in.

use super::{external::ExternalIdentity, session::Session, step::Means};
use crate::staff::Login;
use db::{DbError, Row, Tx, params};
use jiff::Timestamp;
use kernel::{AssignmentId, SessionId, StaffId};

/// A stored password.
pub(super) struct PasswordRow {
    pub(super) staff: StaffId,
    pub(super) hash: String,
}

/// Finds the password behind a login name; whether the person may sign in is asked later, so that nobody can time it.
pub(super) fn find_password(tx: &mut Tx<'_>, login: &Login) -> Result<Option<PasswordRow>, DbError> {
    let sql = "SELECT p.staff_id, p.hash FROM staff_member m JOIN sign_in_password p ON p.staff_id = m.staff_id \
               WHERE m.login = $1";
    let row = tx.row(sql, params![login.as_str()])?;
    row.map(|row| Ok(PasswordRow { staff: row.get(0)?, hash: row.get(1)? })).transpose()
}

/// Whether the person is active and still has this hash.
pub(super) fn is_active_password(tx: &mut Tx<'_>, staff: StaffId, hash: &str) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM staff_member m JOIN sign_in_password p ON p.staff_id = m.staff_id \
               WHERE m.staff_id = $1 AND p.hash = $2 AND m.deactivated_at IS NULL";
    Ok(tx.row(sql, params![staff, hash])?.is_some())
}

/// Sets a password.
pub(crate) fn upsert_password(
    tx: &mut Tx<'_>,
    staff: StaffId,
    hash: &str,
    must_change: bool,
    now: Timestamp,
) -> Result<(), DbError> {
    let sql = "INSERT INTO sign_in_password (staff_id, hash, must_change, set_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (staff_id) DO UPDATE SET hash = excluded.hash, must_change = excluded.must_change, \
               set_at = excluded.set_at";
    tx.execute(sql, params![staff, hash, must_change, now]).map(drop)
}

/// The same password at today's costs.
pub(super) fn replace_hash(tx: &mut Tx<'_>, staff: StaffId, hash: &str) -> Result<(), DbError> {
    tx.execute("UPDATE sign_in_password SET hash = $2 WHERE staff_id = $1", params![staff, hash]).map(drop)
}

/// What a person has besides the session.
pub(super) struct Credentials {
    pub(super) must_change: bool,
    pub(super) is_enrolled: bool,
}

/// Loads what a person has.
pub(super) fn load_credentials(tx: &mut Tx<'_>, staff: StaffId) -> Result<Credentials, DbError> {
    let sql = "SELECT \
               EXISTS (SELECT 1 FROM sign_in_password WHERE staff_id = $1 AND must_change), \
               EXISTS (SELECT 1 FROM sign_in_factor WHERE staff_id = $1 AND confirmed_at IS NOT NULL)";
    let row = tx.row(sql, params![staff])?;
    let row = row.expect("a SELECT without FROM gives a row");
    Ok(Credentials { must_change: row.get(0)?, is_enrolled: row.get(1)? })
}

/// Who has a second factor confirmed.
pub(crate) fn has_factor(tx: &mut Tx<'_>, staff: StaffId) -> Result<bool, DbError> {
    Ok(load_credentials(tx, staff)?.is_enrolled)
}

/// A stored second factor.
pub(super) struct Factor {
    pub(super) handle: Vec<u8>,
}

/// The authenticator app that is confirmed.
pub(super) fn find_factor(tx: &mut Tx<'_>, staff: StaffId) -> Result<Option<Factor>, DbError> {
    let sql = "SELECT handle FROM sign_in_factor WHERE staff_id = $1 AND kind = 'totp' AND confirmed_at IS NOT NULL";
    tx.row(sql, params![staff])?.map(|row| Ok(Factor { handle: row.get(0)? })).transpose()
}

/// The one whose enrolment was begun in this session, since then.
pub(super) fn find_begun_factor(
    tx: &mut Tx<'_>,
    staff: StaffId,
    session: SessionId,
    since: Timestamp,
) -> Result<Option<Factor>, DbError> {
    let sql = "SELECT handle FROM sign_in_factor WHERE staff_id = $1 AND kind = 'totp' AND confirmed_at IS NULL \
               AND begun_in = $2 AND made_at >= $3";
    tx.row(sql, params![staff, session, since])?.map(|row| Ok(Factor { handle: row.get(0)? })).transpose()
}

/// Begins an enrolment; one begun before, here or elsewhere, is over.
pub(super) fn insert_factor(
    tx: &mut Tx<'_>,
    staff: StaffId,
    session: SessionId,
    handle: &[u8],
    now: Timestamp,
) -> Result<(), DbError> {
    tx.execute("DELETE FROM sign_in_factor WHERE staff_id = $1 AND confirmed_at IS NULL", params![staff])?;
    let sql = "INSERT INTO sign_in_factor (staff_id, handle, kind, last_step, made_at, begun_in) \
               VALUES ($1, $2, 'totp', 0, $3, $4)";
    tx.execute(sql, params![staff, handle.to_vec(), now, session]).map(drop)
}

/// Confirms an enrolment; the code that did so is used up.
pub(super) fn confirm_factor(
    tx: &mut Tx<'_>,
    staff: StaffId,
    handle: &[u8],
    step: i64,
    now: Timestamp,
) -> Result<(), DbError> {
    let sql = "UPDATE sign_in_factor SET confirmed_at = $4, last_step = $3 WHERE staff_id = $1 AND handle = $2";
    tx.execute(sql, params![staff, handle.to_vec(), step, now]).map(drop)
}

/// Uses a step up; 0 when it, or a later one, was used before.
pub(super) fn advance_factor(tx: &mut Tx<'_>, staff: StaffId, handle: &[u8], step: i64) -> Result<u64, DbError> {
    let sql = "UPDATE sign_in_factor SET last_step = $3 WHERE staff_id = $1 AND handle = $2 AND last_step < $3";
    tx.execute(sql, params![staff, handle.to_vec(), step])
}

/// Removes all factors but one.
pub(super) fn delete_factors_but(tx: &mut Tx<'_>, staff: StaffId, handle: &[u8]) -> Result<(), DbError> {
    let sql = "DELETE FROM sign_in_factor WHERE staff_id = $1 AND handle <> $2";
    tx.execute(sql, params![staff, handle.to_vec()]).map(drop)
}

/// Removes the second factor with its recovery codes.
pub(crate) fn delete_factors(tx: &mut Tx<'_>, staff: StaffId) -> Result<(), DbError> {
    tx.execute("DELETE FROM sign_in_factor WHERE staff_id = $1", params![staff])?;
    delete_recovery_codes(tx, staff)
}

/// Removes the recovery codes.
pub(super) fn delete_recovery_codes(tx: &mut Tx<'_>, staff: StaffId) -> Result<(), DbError> {
    tx.execute("DELETE FROM sign_in_recovery_code WHERE staff_id = $1", params![staff]).map(drop)
}

/// Keeps a recovery code's digest.
pub(super) fn insert_recovery_code(tx: &mut Tx<'_>, staff: StaffId, digest: &[u8]) -> Result<(), DbError> {
    let sql = "INSERT INTO sign_in_recovery_code (staff_id, digest) VALUES ($1, $2)";
    tx.execute(sql, params![staff, digest.to_vec()]).map(drop)
}

/// Uses a recovery code up; 0 when there is none, or it was used before.
pub(super) fn use_recovery_code(
    tx: &mut Tx<'_>,
    staff: StaffId,
    digest: &[u8],
    now: Timestamp,
) -> Result<u64, DbError> {
    let sql = "UPDATE sign_in_recovery_code SET used_at = $3 WHERE staff_id = $1 AND digest = $2 AND used_at IS NULL";
    tx.execute(sql, params![staff, digest.to_vec(), now])
}

/// How many recovery codes are left.
pub(super) fn count_recovery_codes(tx: &mut Tx<'_>, staff: StaffId) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) FROM sign_in_recovery_code WHERE staff_id = $1 AND used_at IS NULL";
    tx.row(sql, params![staff])?.map_or(Ok(0), |row| row.get(0))
}

/// A session as stored.
pub(super) struct SessionRow {
    pub(super) session: Session,
    pub(super) staff: StaffId,
    pub(super) assignment: Option<AssignmentId>,
    pub(super) means: Means,
    pub(super) second_factor_at: Option<Timestamp>,
}

const SESSION_COLUMNS: &str =
    "session_id, made_at, seen_at, ends_at, address, agent, staff_id, assignment_id, means, second_factor_at";

fn session_of(row: &Row) -> Result<Session, DbError> {
    Ok(Session {
        id: row.get(0)?,
        made_at: row.get(1)?,
        seen_at: row.get(2)?,
        ends_at: row.get(3)?,
        address: row.get(4)?,
        agent: row.get(5)?,
    })
}

fn session_row_of(row: &Row) -> Result<SessionRow, DbError> {
    Ok(SessionRow {
        session: session_of(row)?,
        staff: row.get(6)?,
        assignment: row.find(7)?,
        means: row.get(8)?,
        second_factor_at: row.find(9)?,
    })
}

/// Opens a session.
pub(super) fn insert_session(tx: &mut Tx<'_>, row: &SessionRow, digest: &[u8]) -> Result<(), DbError> {
    let session = &row.session;
    let sql = "INSERT INTO sign_in_session (session_id, digest, staff_id, assignment_id, means, made_at, seen_at, \
               ends_at, second_factor_at, address, agent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let params = params![
        session.id,
        digest.to_vec(),
        row.staff,
        row.assignment,
        row.means,
        session.made_at,
        session.seen_at,
        session.ends_at,
        row.second_factor_at,
        session.address,
        session.agent,
    ];
    tx.execute(sql, params).map(drop)
}

/// Finds the session of a token that was not ended. Whether its time is up is the caller's question.
pub(super) fn find_session(tx: &mut Tx<'_>, digest: &[u8]) -> Result<Option<SessionRow>, DbError> {
    let sql = format!("SELECT {SESSION_COLUMNS} FROM sign_in_session WHERE digest = $1 AND ended_at IS NULL");
    tx.row(&sql, params![digest.to_vec()])?.map(|row| session_row_of(&row)).transpose()
}

/// Gives a session that was not ended another token.
pub(super) fn rotate_session(
    tx: &mut Tx<'_>,
    session: SessionId,
    digest: &[u8],
) -> Result<Option<SessionRow>, DbError> {
    let sql = format!(
        "UPDATE sign_in_session SET digest = $2 WHERE session_id = $1 AND ended_at IS NULL RETURNING {SESSION_COLUMNS}"
    );
    tx.row(&sql, params![session, digest.to_vec()])?.map(|row| session_row_of(&row)).transpose()
}

/// Notes that a session is alive.
pub(super) fn touch_session(tx: &mut Tx<'_>, session: SessionId, now: Timestamp) -> Result<(), DbError> {
    let sql = "UPDATE sign_in_session SET seen_at = $2 WHERE session_id = $1 AND seen_at < $2";
    tx.execute(sql, params![session, now]).map(drop)
}

/// The person works under another assignment.
pub(super) fn set_session_assignment(
    tx: &mut Tx<'_>,
    session: SessionId,
    assignment: AssignmentId,
) -> Result<(), DbError> {
    let sql = "UPDATE sign_in_session SET assignment_id = $2 WHERE session_id = $1";
    tx.execute(sql, params![session, assignment]).map(drop)
}

/// The second factor was proven.
pub(super) fn set_second_factor_at(tx: &mut Tx<'_>, session: SessionId, now: Timestamp) -> Result<(), DbError> {
    let sql = "UPDATE sign_in_session SET second_factor_at = $2 WHERE session_id = $1";
    tx.execute(sql, params![session, now]).map(drop)
}

/// The sessions of a person that are alive.
pub(super) fn list_sessions(
    tx: &mut Tx<'_>,
    staff: StaffId,
    now: Timestamp,
    seen_after: Timestamp,
) -> Result<Vec<Session>, DbError> {
    let sql = format!(
        "SELECT {SESSION_COLUMNS} FROM sign_in_session WHERE staff_id = $1 AND ended_at IS NULL AND ends_at > $2 \
         AND seen_at > $3 ORDER BY seen_at DESC, session_id DESC"
    );
    tx.rows(&sql, params![staff, now, seen_after])?.iter().map(session_of).collect()
}

/// Ends one session of a person; 0 when there is none that lives.
pub(super) fn end_session(tx: &mut Tx<'_>, staff: StaffId, session: SessionId, now: Timestamp) -> Result<u64, DbError> {
    let sql = "UPDATE sign_in_session SET ended_at = $3 WHERE staff_id = $1 AND session_id = $2 AND ended_at IS NULL";
    tx.execute(sql, params![staff, session, now])
}

/// Ends a person's sessions, all or all but one; answers how many.
pub(crate) fn end_sessions(
    tx: &mut Tx<'_>,
    staff: StaffId,
    but: Option<SessionId>,
    now: Timestamp,
) -> Result<u64, DbError> {
    let Some(but) = but else {
        let sql = "UPDATE sign_in_session SET ended_at = $2 WHERE staff_id = $1 AND ended_at IS NULL";
        return tx.execute(sql, params![staff, now]);
    };
    let sql = "UPDATE sign_in_session SET ended_at = $3 WHERE staff_id = $1 AND session_id <> $2 AND ended_at IS NULL";
    tx.execute(sql, params![staff, but, now])
}

/// Clears away sessions whose time was up long ago.
pub(super) fn delete_sessions_ended_before(tx: &mut Tx<'_>, before: Timestamp) -> Result<(), DbError> {
    tx.execute("DELETE FROM sign_in_session WHERE ends_at < $1", params![before]).map(drop)
}

/// Wrong tries so far.
pub(super) struct Tries {
    pub(super) failures: i64,
    pub(super) last_at: Timestamp,
    pub(super) waits_until: Option<Timestamp>,
}

/// Finds the tries of a subject.
pub(super) fn find_tries(tx: &mut Tx<'_>, subject: &[u8]) -> Result<Option<Tries>, DbError> {
    let sql = "SELECT failures, last_at, waits_until FROM sign_in_tries WHERE subject = $1";
    let row = tx.row(sql, params![subject.to_vec()])?;
    row.map(|row| Ok(Tries { failures: row.get(0)?, last_at: row.get(1)?, waits_until: row.find(2)? })).transpose()
}

/// Counts a try.
pub(super) fn upsert_tries(tx: &mut Tx<'_>, (subject, account): (&[u8], &[u8]), tries: &Tries) -> Result<(), DbError> {
    let sql = "INSERT INTO sign_in_tries (subject, account, failures, last_at, waits_until) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, \
               waits_until = excluded.waits_until";
    let params = params![subject.to_vec(), account.to_vec(), tries.failures, tries.last_at, tries.waits_until];
    tx.execute(sql, params).map(drop)
}

/// Forgets the tries of a subject.
pub(super) fn delete_tries(tx: &mut Tx<'_>, subject: &[u8]) -> Result<(), DbError> {
    tx.execute("DELETE FROM sign_in_tries WHERE subject = $1", params![subject.to_vec()]).map(drop)
}

/// Forgets all tries of an account.
pub(super) fn delete_tries_of_account(tx: &mut Tx<'_>, account: &[u8]) -> Result<(), DbError> {
    tx.execute("DELETE FROM sign_in_tries WHERE account = $1", params![account.to_vec()]).map(drop)
}

/// The latest instant until which tries of an account wait.
pub(super) fn find_longest_wait(tx: &mut Tx<'_>, account: &[u8]) -> Result<Option<Timestamp>, DbError> {
    let row = tx.row("SELECT MAX(waits_until) FROM sign_in_tries WHERE account = $1", params![account.to_vec()])?;
    row.map_or(Ok(None), |row| row.find(0))
}

/// The addresses somebody came in from, as far as sessions are kept.
pub(super) fn list_addresses(tx: &mut Tx<'_>, staff: StaffId) -> Result<Vec<String>, DbError> {
    let rows = tx.rows("SELECT DISTINCT address FROM sign_in_session WHERE staff_id = $1", params![staff])?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// Clears away tries that count no more.
pub(super) fn delete_tries_before(tx: &mut Tx<'_>, before: Timestamp) -> Result<(), DbError> {
    tx.execute("DELETE FROM sign_in_tries WHERE last_at < $1", params![before]).map(drop)
}

/// Whom an issuer means.
pub(super) fn find_external(tx: &mut Tx<'_>, issuer: &str, subject: &str) -> Result<Option<StaffId>, DbError> {
    let sql = "SELECT staff_id FROM sign_in_external WHERE issuer = $1 AND subject = $2";
    tx.row(sql, params![issuer, subject])?.map(|row| row.get(0)).transpose()
}

/// Links an identity.
pub(super) fn insert_external(tx: &mut Tx<'_>, staff: StaffId, identity: &ExternalIdentity) -> Result<(), DbError> {
    let sql = "INSERT INTO sign_in_external (issuer, subject, staff_id, linked_at) VALUES ($1, $2, $3, $4)";
    tx.execute(sql, params![identity.issuer, identity.subject, staff, identity.linked_at]).map(drop)
}

/// Removes an issuer's links of a person.
pub(super) fn delete_external(tx: &mut Tx<'_>, staff: StaffId, issuer: &str) -> Result<u64, DbError> {
    tx.execute("DELETE FROM sign_in_external WHERE staff_id = $1 AND issuer = $2", params![staff, issuer])
}

/// The identities of a person.
pub(super) fn list_external(tx: &mut Tx<'_>, staff: StaffId) -> Result<Vec<ExternalIdentity>, DbError> {
    let sql = "SELECT issuer, subject, linked_at FROM sign_in_external WHERE staff_id = $1 ORDER BY issuer";
    let identity =
        |row: &Row| Ok(ExternalIdentity { issuer: row.get(0)?, subject: row.get(1)?, linked_at: row.get(2)? });
    tx.rows(sql, params![staff])?.iter().map(identity).collect()
}
