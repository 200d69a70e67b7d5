//! Every statement about staff.

use super::{ApiToken, Assignment, Login, NewAssignment, Post, Staff, StaffFilter};
use crate::{Role, Scope};
use db::{DbError, Row, Tx, params};
use jiff::{Timestamp, civil::Date};
use kernel::{ApiTokenId, AssignmentId, StaffId};

const STAFF_COLUMNS: &str = "m.staff_id, m.kind, m.login, m.full_name, m.phone, m.email, m.made_at, m.deactivated_at";

fn staff_of(row: &Row) -> Result<Staff, DbError> {
    Ok(Staff {
        id: row.get(0)?,
        kind: row.get(1)?,
        login: row.get(2)?,
        full_name: row.get(3)?,
        phone: row.find(4)?,
        email: row.find(5)?,
        made_at: row.get(6)?,
        deactivated_at: row.find(7)?,
    })
}

/// Keeps a new member of staff.
pub(super) fn insert_staff(tx: &mut Tx<'_>, staff: &Staff) -> Result<(), DbError> {
    let sql = "INSERT INTO staff_member (staff_id, kind, login, full_name, phone, email, made_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let params = params![staff.id, staff.kind, staff.login, staff.full_name, staff.phone, staff.email, staff.made_at];
    tx.execute(sql, params).map(drop)
}

/// Finds anybody.
pub(super) fn find_staff(tx: &mut Tx<'_>, staff: StaffId) -> Result<Option<Staff>, DbError> {
    let sql = format!("SELECT {STAFF_COLUMNS} FROM staff_member m WHERE m.staff_id = $1");
    tx.row(&sql, params![staff])?.map(|row| staff_of(&row)).transpose()
}

/// Finds somebody who may sign in.
pub(crate) fn find_active(tx: &mut Tx<'_>, staff: StaffId) -> Result<Option<Staff>, DbError> {
    Ok(find_staff(tx, staff)?.filter(|staff| staff.deactivated_at.is_none()))
}

/// Finds whoever has a login name.
pub(super) fn find_by_login(tx: &mut Tx<'_>, login: &Login) -> Result<Option<Staff>, DbError> {
    let sql = format!("SELECT {STAFF_COLUMNS} FROM staff_member m WHERE m.login = $1");
    tx.row(&sql, params![login.as_str()])?.map(|row| staff_of(&row)).transpose()
}

/// Changes what may change.
pub(super) fn update_details(tx: &mut Tx<'_>, staff: &Staff) -> Result<(), DbError> {
    let sql = "UPDATE staff_member SET full_name = $2, phone = $3, email = $4 WHERE staff_id = $1";
    tx.execute(sql, params![staff.id, staff.full_name, staff.phone, staff.email]).map(drop)
}

/// Shuts somebody out, or lets them in again.
pub(super) fn set_deactivated_at(tx: &mut Tx<'_>, staff: StaffId, at: Option<Timestamp>) -> Result<(), DbError> {
    tx.execute("UPDATE staff_member SET deactivated_at = $2 WHERE staff_id = $1", params![staff, at]).map(drop)
}

/// The condition for an assignment that works inside a scope, of staff `m`.
fn inside(scope: &Scope) -> String {
    if scope.is_everywhere() {
        return "(1 = 1)".to_owned();
    }
    format!(
        "EXISTS (SELECT 1 FROM staff_assignment a JOIN offices_office o ON o.office_id = a.office_id \
         WHERE a.staff_id = m.staff_id AND a.from_day <= $1 AND (a.until_day IS NULL OR a.until_day > $1) AND {})",
        scope.condition("o.place")
    )
}

/// A page of staff inside a scope.
pub(super) fn list_staff(
    tx: &mut Tx<'_>,
    scope: &Scope,
    filter: &StaffFilter,
    after: Option<&Login>,
    today: Date,
    most: usize,
) -> Result<Vec<Staff>, DbError> {
    let sql = format!(
        "SELECT {STAFF_COLUMNS} FROM staff_member m \
         WHERE m.login > $2 AND ($3 OR m.deactivated_at IS NULL) AND {} \
         AND ($4 OR EXISTS (SELECT 1 FROM staff_assignment b WHERE b.staff_id = m.staff_id AND b.office_id = $5 \
              AND b.from_day <= $1 AND (b.until_day IS NULL OR b.until_day > $1))) \
         ORDER BY m.login LIMIT $6",
        inside(scope)
    );
    let after = after.map_or("", Login::as_str);
    let most = i64::try_from(most).expect("a page is small");
    let params = params![today, after, filter.with_deactivated, filter.office.is_none(), filter.office, most];
    tx.rows(&sql, params)?.iter().map(staff_of).collect()
}

/// Whether somebody works, or worked, inside a scope.
pub(super) fn is_inside(tx: &mut Tx<'_>, scope: &Scope, staff: StaffId) -> Result<bool, DbError> {
    if scope.is_everywhere() {
        return Ok(true);
    }
    let sql = format!(
        "SELECT 1 FROM staff_assignment a JOIN offices_office o ON o.office_id = a.office_id \
         WHERE a.staff_id = $1 AND {} LIMIT 1",
        scope.condition("o.place")
    );
    Ok(tx.row(&sql, params![staff])?.is_some())
}

const POST_COLUMNS: &str = "a.assignment_id, a.staff_id, a.role, a.office_id, o.name, a.from_day, a.until_day, o.place";

fn assignment_of(row: &Row) -> Result<Assignment, DbError> {
    Ok(Assignment {
        id: row.get(0)?,
        staff: row.get(1)?,
        role: row.get(2)?,
        office: row.find(3)?,
        office_name: row.find(4)?,
        from: row.get(5)?,
        until: row.find(6)?,
    })
}

fn post_of(row: &Row) -> Result<Post, DbError> {
    let Assignment { id, staff, role, office, office_name, from, until } = assignment_of(row)?;
    Ok(Post { assignment: id, staff, role, office, office_name, from, until, place: row.find(7)? })
}

/// What somebody works as on a day, the oldest assignment first.
pub(crate) fn list_posts(tx: &mut Tx<'_>, staff: StaffId, today: Date) -> Result<Vec<Post>, DbError> {
    let sql = format!(
        "SELECT {POST_COLUMNS} FROM staff_assignment a LEFT JOIN offices_office o ON o.office_id = a.office_id \
         WHERE a.staff_id = $1 AND a.from_day <= $2 AND (a.until_day IS NULL OR a.until_day > $2) \
         AND (o.until_day IS NULL OR o.until_day > $2) ORDER BY a.assignment_id"
    );
    tx.rows(&sql, params![staff, today])?.iter().map(post_of).collect()
}

/// Every assignment somebody ever had, the newest first.
pub(super) fn list_assignments(tx: &mut Tx<'_>, staff: StaffId) -> Result<Vec<Assignment>, DbError> {
    let sql = format!(
        "SELECT {POST_COLUMNS} FROM staff_assignment a LEFT JOIN offices_office o ON o.office_id = a.office_id \
         WHERE a.staff_id = $1 ORDER BY a.assignment_id DESC"
    );
    tx.rows(&sql, params![staff])?.iter().map(assignment_of).collect()
}

/// Finds an assignment.
pub(super) fn find_assignment(tx: &mut Tx<'_>, id: AssignmentId) -> Result<Option<Assignment>, DbError> {
    let sql = format!(
        "SELECT {POST_COLUMNS} FROM staff_assignment a LEFT JOIN offices_office o ON o.office_id = a.office_id \
         WHERE a.assignment_id = $1"
    );
    tx.row(&sql, params![id])?.map(|row| assignment_of(&row)).transpose()
}

/// Keeps a new assignment.
pub(super) fn insert_assignment(tx: &mut Tx<'_>, assignment: &Assignment) -> Result<(), DbError> {
    let sql = "INSERT INTO staff_assignment (assignment_id, staff_id, role, office_id, from_day, until_day) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let Assignment { id, staff, role, office, from, until, .. } = assignment;
    tx.execute(sql, params![*id, *staff, *role, *office, *from, *until]).map(drop)
}

/// Whether somebody has this role in this office at any time of the new assignment.
pub(super) fn is_assigned(tx: &mut Tx<'_>, new: &NewAssignment) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM staff_assignment WHERE staff_id = $1 AND role = $2 \
               AND ($3 OR office_id = $4) AND (until_day IS NULL OR until_day > $5) \
               AND (CAST($6 AS TEXT) IS NULL OR from_day < $6) LIMIT 1";
    let params = params![new.staff, new.role, new.office.is_none(), new.office, new.from, new.until];
    Ok(tx.row(sql, params)?.is_some())
}

/// Ends an assignment.
pub(super) fn set_until(tx: &mut Tx<'_>, assignment: AssignmentId, until: Date) -> Result<(), DbError> {
    let sql = "UPDATE staff_assignment SET until_day = $2 WHERE assignment_id = $1";
    tx.execute(sql, params![assignment, until]).map(drop)
}

/// Whether anybody ever held a role.
pub(super) fn was_ever_held(tx: &mut Tx<'_>, role: Role) -> Result<bool, DbError> {
    Ok(tx.row("SELECT 1 FROM staff_assignment WHERE role = $1 LIMIT 1", params![role])?.is_some())
}

/// How many others are administrators today and without an end.
pub(super) fn count_other_administrators(tx: &mut Tx<'_>, but: StaffId, today: Date) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) FROM staff_assignment a JOIN staff_member m ON m.staff_id = a.staff_id \
               WHERE a.role = $1 AND a.staff_id <> $2 AND a.from_day <= $3 AND a.until_day IS NULL \
               AND m.deactivated_at IS NULL";
    tx.row(sql, params![Role::Administrator, but, today])?.map_or(Ok(0), |row| row.get(0))
}

/// How many people work in an office on a day or later.
pub(crate) fn count_working(tx: &mut Tx<'_>, office: kernel::OfficeId, from: Date) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(DISTINCT a.staff_id) FROM staff_assignment a \
               JOIN staff_member m ON m.staff_id = a.staff_id \
               WHERE a.office_id = $1 AND (a.until_day IS NULL OR a.until_day > $2) AND m.deactivated_at IS NULL";
    tx.row(sql, params![office, from])?.map_or(Ok(0), |row| row.get(0))
}

/// Whoever gave somebody the password that held at an instant, and when: the last to make, reset or reactivate. Read
/// in the trail, whose subjects have an index.
pub(super) fn find_last_way_in(
    tx: &mut Tx<'_>,
    staff: StaffId,
    at: Timestamp,
) -> Result<Option<(StaffId, Timestamp)>, DbError> {
    let sql = "SELECT staff, at FROM audit_record WHERE subject = $1 AND at <= $2 AND verb IN \
               ('staff.create', 'staff.reset_password', 'staff.reactivate') ORDER BY id DESC LIMIT 1";
    tx.row(sql, params![staff.to_string(), at])?.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// That somebody linked a person to an issuer's identity, or took the link back.
pub(super) struct LinkDeed {
    pub(super) by: StaffId,
    pub(super) at: Timestamp,
    pub(super) issuer: String,
    pub(super) linked: bool,
}

/// What was done to somebody's links up to an instant, in order. Read in the trail, whose subjects have an index.
pub(super) fn list_link_deeds(tx: &mut Tx<'_>, staff: StaffId, at: Timestamp) -> Result<Vec<LinkDeed>, DbError> {
    let sql = "SELECT staff, at, verb, became FROM audit_record WHERE subject = $1 AND at <= $2 \
               AND verb IN ('staff.link_external', 'staff.unlink_external') ORDER BY id";
    let deed = |row: &Row| {
        let (verb, to): (String, Option<String>) = (row.get(2)?, row.find(3)?);
        // A record nobody can read any more still is a link, of an issuer of its own.
        let told: serde_json::Value = serde_json::from_str(&to.unwrap_or_default()).unwrap_or_default();
        let issuer = told["issuer"].as_str().unwrap_or_default().to_owned();
        Ok(LinkDeed { by: row.get(0)?, at: row.get(1)?, issuer, linked: verb == "staff.link_external" })
    };
    tx.rows(sql, params![staff.to_string(), at])?.iter().map(deed).collect()
}

const TOKEN_COLUMNS: &str = "token_id, staff_id, prefix, purpose, made_at, made_by, ends_at, confirmed_by, \
                             confirmed_at, revoked_at, used_at, confirmed_post";

fn token_of(row: &Row) -> Result<ApiToken, DbError> {
    Ok(ApiToken {
        id: row.get(0)?,
        staff: row.get(1)?,
        prefix: row.get(2)?,
        purpose: row.get(3)?,
        made_at: row.get(4)?,
        made_by: row.get(5)?,
        ends_at: row.get(6)?,
        confirmed_by: row.find(7)?,
        confirmed_at: row.find(8)?,
        revoked_at: row.find(9)?,
        used_at: row.find(10)?,
        confirmed_post: row.find(11)?,
    })
}

/// Keeps a new token's digest.
pub(super) fn insert_token(tx: &mut Tx<'_>, token: &ApiToken, digest: &[u8]) -> Result<(), DbError> {
    let sql = "INSERT INTO staff_api_token (token_id, staff_id, digest, prefix, purpose, made_at, made_by, ends_at, \
               confirmed_by, confirmed_at, confirmed_post) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let ApiToken { id, staff, prefix, purpose, made_at, made_by, ends_at, .. } = token;
    let ApiToken { confirmed_by, confirmed_at, confirmed_post, .. } = token;
    let mut params = params![*id, *staff, digest.to_vec(), *prefix, *purpose, *made_at, *made_by, *ends_at].to_vec();
    params.extend_from_slice(params![*confirmed_by, *confirmed_at, *confirmed_post]);
    tx.execute(sql, &params).map(drop)
}

/// Finds a token by its id.
pub(super) fn find_token_by_id(tx: &mut Tx<'_>, token: ApiTokenId) -> Result<Option<ApiToken>, DbError> {
    let sql = format!("SELECT {TOKEN_COLUMNS} FROM staff_api_token WHERE token_id = $1");
    tx.row(&sql, params![token])?.map(|row| token_of(&row)).transpose()
}

/// Lets a token in, for this post of its account.
pub(super) fn confirm_token(
    tx: &mut Tx<'_>,
    token: ApiTokenId,
    by: StaffId,
    now: Timestamp,
    post: Option<AssignmentId>,
) -> Result<(), DbError> {
    let sql =
        "UPDATE staff_api_token SET confirmed_by = $2, confirmed_at = $3, confirmed_post = $4 WHERE token_id = $1";
    tx.execute(sql, params![token, by, now, post]).map(drop)
}

/// Finds a token by its digest.
pub(super) fn find_token(tx: &mut Tx<'_>, digest: &[u8]) -> Result<Option<ApiToken>, DbError> {
    let sql = format!("SELECT {TOKEN_COLUMNS} FROM staff_api_token WHERE digest = $1");
    tx.row(&sql, params![digest.to_vec()])?.map(|row| token_of(&row)).transpose()
}

/// Notes that a token is in use.
pub(super) fn touch_token(tx: &mut Tx<'_>, token: ApiTokenId, now: Timestamp) -> Result<(), DbError> {
    tx.execute("UPDATE staff_api_token SET used_at = $2 WHERE token_id = $1", params![token, now]).map(drop)
}

/// Ends a token that was not revoked before.
pub(super) fn revoke_token(tx: &mut Tx<'_>, token: ApiTokenId, now: Timestamp) -> Result<Option<ApiToken>, DbError> {
    let sql = format!(
        "UPDATE staff_api_token SET revoked_at = $2 WHERE token_id = $1 AND revoked_at IS NULL \
         RETURNING {TOKEN_COLUMNS}"
    );
    tx.row(&sql, params![token, now])?.map(|row| token_of(&row)).transpose()
}

/// Ends all tokens of an account; answers how many.
pub(super) fn revoke_tokens(tx: &mut Tx<'_>, staff: StaffId, now: Timestamp) -> Result<u64, DbError> {
    let sql = "UPDATE staff_api_token SET revoked_at = $2 WHERE staff_id = $1 AND revoked_at IS NULL";
    tx.execute(sql, params![staff, now])
}

/// The tokens that are neither revoked nor over, newest first.
pub(super) fn list_living_tokens(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<ApiToken>, DbError> {
    let sql = format!(
        "SELECT {TOKEN_COLUMNS} FROM staff_api_token WHERE revoked_at IS NULL AND ends_at > $1 ORDER BY token_id DESC"
    );
    tx.rows(&sql, params![now])?.iter().map(token_of).collect()
}

/// The tokens of an account, newest first.
pub(super) fn list_tokens(tx: &mut Tx<'_>, staff: StaffId) -> Result<Vec<ApiToken>, DbError> {
    let sql = format!("SELECT {TOKEN_COLUMNS} FROM staff_api_token WHERE staff_id = $1 ORDER BY token_id DESC");
    tx.rows(&sql, params![staff])?.iter().map(token_of).collect()
}
