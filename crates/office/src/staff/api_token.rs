//! Keys with which other systems come in through the API.

use super::{
    Assignment, StaffKind,
    hands::must_be_two_persons,
    member::{check_length, entry, load_staff},
    store,
};
use crate::{
    Acting, Action, Desk, Origin, Refusal, Role, audit,
    sign_in::{digest, new_token},
};
use db::{DbError, Tx};
use jiff::{SignedDuration, Timestamp};
use kernel::{ApiTokenId, AssignmentId, StaffId};
use serde_json::json;

/// A token lives a year at most: who still needs it then makes a new one.
pub const TOKEN_LIFE_MAX: SignedDuration = SignedDuration::from_hours(24 * 366);
/// How exactly it is known when a token was last used.
const USED_EVERY: SignedDuration = SignedDuration::from_hours(1);
/// Begins every token, so that one that lies about somewhere is recognised.
const MARK: &str = "ans_";
/// What of it may be shown.
const PREFIX_LENGTH: usize = MARK.len() + 8;
const PURPOSE_LENGTH_MAX: usize = 200;

/// A service account's token as the administrator sees it: never the token itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// Its id.
    pub id: ApiTokenId,
    /// The account.
    pub staff: StaffId,
    /// Its first characters, to recognise it by.
    pub prefix: String,
    /// What it is for.
    pub purpose: String,
    /// Made at.
    pub made_at: Timestamp,
    /// By whom.
    pub made_by: StaffId,
    /// Ends by itself at.
    pub ends_at: Timestamp,
    /// By the second person.
    pub confirmed_by: Option<StaffId>,
    /// Confirmed at; until then it lets nobody in.
    pub confirmed_at: Option<Timestamp>,
    /// For which post of the account: under another one it waits to be confirmed again.
    pub confirmed_post: Option<AssignmentId>,
    /// Revoked at.
    pub revoked_at: Option<Timestamp>,
    /// Last used, to the hour.
    pub used_at: Option<Timestamp>,
}

/// Makes a token for a service account. The text is shown once; only its digest is kept.
///
/// It lets nobody in until a second person confirms it: a service account reads the beneficiaries of its area, whom an
/// administrator may not see. Whoever holds the machine needs no second person.
pub fn issue_token(
    tx: &mut Tx<'_>,
    acting: &Acting,
    staff: StaffId,
    purpose: &str,
    ends_at: Timestamp,
) -> Result<(ApiToken, String), Refusal> {
    acting.must(Action::ManageStaff)?;
    let account = load_staff(tx, staff, StaffKind::Service)?;
    if account.deactivated_at.is_some() {
        return Err(Refusal::NotFound { what: "staff" });
    }
    check_length("purpose", purpose, PURPOSE_LENGTH_MAX)?;
    let latest = acting.now + TOKEN_LIFE_MAX;
    if ends_at <= acting.now || ends_at > latest {
        return Err(Refusal::TokenEnd { latest });
    }
    let is_machine = acting.role == Role::Machine;
    let text = format!("{MARK}{}", new_token(acting));
    let token = ApiToken {
        id: acting.new_id(),
        staff,
        prefix: text[..PREFIX_LENGTH].to_owned(),
        purpose: purpose.trim().to_owned(),
        made_at: acting.now,
        made_by: acting.staff,
        ends_at,
        confirmed_by: is_machine.then_some(acting.staff),
        confirmed_at: is_machine.then_some(acting.now),
        confirmed_post: if is_machine { current_post(tx, staff, acting.now)? } else { None },
        revoked_at: None,
        used_at: None,
    };
    store::insert_token(tx, &token, &digest(&text))?;
    audit::record(tx, acting, entry("staff.issue_token", staff, described(&token)))?;
    Ok((token, text))
}

/// The post under which a service account reads: the first of those it has that day.
fn current_post(tx: &mut Tx<'_>, staff: StaffId, now: Timestamp) -> Result<Option<AssignmentId>, DbError> {
    let posts = store::list_posts(tx, staff, kernel::today_in_vietnam(now))?;
    Ok(posts.first().map(|post| post.assignment))
}

/// The token as it is today: what was confirmed for another post of the account waits again.
fn as_of_today(tx: &mut Tx<'_>, token: ApiToken, now: Timestamp) -> Result<ApiToken, DbError> {
    if token.confirmed_at.is_none() || token.confirmed_post == current_post(tx, token.staff, now)? {
        return Ok(token);
    }
    Ok(ApiToken { confirmed_by: None, confirmed_at: None, confirmed_post: None, ..token })
}

/// Lets a token in that another administrator made: one whom nobody could have acted as besides the maker. It lets in
/// under the post the account has now and under no other: whoever confirms says which one they `saw`, where they did.
pub fn confirm_token(
    tx: &mut Tx<'_>,
    acting: &Acting,
    token: ApiTokenId,
    saw: Option<Option<AssignmentId>>,
) -> Result<ApiToken, Refusal> {
    acting.must(Action::ManageStaff)?;
    let none = Refusal::NotFound { what: "token" };
    let before = store::find_token_by_id(tx, token)?.ok_or(none)?;
    if before.revoked_at.is_some() || before.ends_at <= acting.now {
        return Err(Refusal::NotFound { what: "token" });
    }
    let before = as_of_today(tx, before, acting.now)?;
    let post = current_post(tx, before.staff, acting.now)?;
    if saw.is_some_and(|saw| saw != post) {
        return Err(Refusal::VersionMoved { seen: None, now: None });
    }
    if before.confirmed_at.is_some() {
        return Ok(before);
    }
    may_confirm_token(tx, acting, &before)?;
    store::confirm_token(tx, token, acting.staff, acting.now, post)?;
    let (confirmed_by, confirmed_at) = (Some(acting.staff), Some(acting.now));
    let after = ApiToken { confirmed_by, confirmed_at, confirmed_post: post, ..before };
    audit::record(tx, acting, entry("staff.confirm_token", after.staff, described(&after)))?;
    Ok(after)
}

/// Ends a token now.
pub fn revoke_token(tx: &mut Tx<'_>, acting: &Acting, token: ApiTokenId) -> Result<(), Refusal> {
    acting.must(Action::ManageStaff)?;
    let revoked = store::revoke_token(tx, token, acting.now)?.ok_or(Refusal::NotFound { what: "token" })?;
    Ok(audit::record(tx, acting, entry("staff.revoke_token", revoked.staff, described(&revoked)))?)
}

/// The post under which a service account reads today, as a token is confirmed for it.
pub fn find_current_post(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId) -> Result<Option<Assignment>, Refusal> {
    acting.must(Action::ManageStaff)?;
    let post = current_post(tx, staff, acting.now)?;
    Ok(post.map(|post| store::find_assignment(tx, post)).transpose()?.flatten())
}

/// The tokens of a service account, newest first.
pub fn list_tokens(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId) -> Result<Vec<ApiToken>, Refusal> {
    acting.must(Action::ManageStaff)?;
    let tokens = store::list_tokens(tx, staff)?;
    Ok(tokens.into_iter().map(|token| as_of_today(tx, token, acting.now)).collect::<Result<_, _>>()?)
}

/// The tokens of every service account that are neither revoked nor over, newest first: what lets programs in, and what
/// waits to.
pub fn list_living_tokens(tx: &mut Tx<'_>, acting: &Acting) -> Result<Vec<ApiToken>, Refusal> {
    acting.must(Action::ManageStaff)?;
    let tokens = store::list_living_tokens(tx, acting.now)?;
    Ok(tokens.into_iter().map(|token| as_of_today(tx, token, acting.now)).collect::<Result<_, _>>()?)
}

/// Refuses where `confirm_token` would: for a page that says so before anybody presses a button.
pub fn may_confirm_token(tx: &mut Tx<'_>, acting: &Acting, token: &ApiToken) -> Result<(), Refusal> {
    acting.must(Action::ManageStaff)?;
    if token.made_by == acting.staff {
        return Err(Refusal::OwnProposal);
    }
    if acting.role != Role::Machine {
        must_be_two_persons(tx, acting, (token.made_by, token.made_at))?;
    }
    Ok(())
}

/// The service account that holds this token, in its office.
pub(crate) fn service(desk: &Desk, token: &str, origin: &Origin) -> Result<Acting, Refusal> {
    let now = desk.now();
    let digest = digest(token);
    let (used, acting) = desk.db().read(|tx| {
        let known = store::find_token(tx, &digest)?.filter(|token| token.revoked_at.is_none() && now < token.ends_at);
        let known = as_of_today(tx, known.ok_or(Refusal::SignedOut)?, now)?;
        if known.confirmed_at.is_none() {
            return Err(Refusal::SignedOut);
        }
        let account = store::find_active(tx, known.staff)?.ok_or(Refusal::SignedOut)?;
        let posts = store::list_posts(tx, account.id, kernel::today_in_vietnam(now))?;
        let acting = desk.acting_at(account.id, posts.first(), origin.clone());
        Ok::<_, Refusal>((known, acting))
    })?;
    if used.used_at.is_none_or(|at| now.duration_since(at) >= USED_EVERY) {
        // A use that cannot be noted is no reason to refuse it: on a full disk reading still works.
        if let Err(error) = desk.db().write(|tx| store::touch_token(tx, used.id, now)) {
            tracing::warn!(%error, "when a token was last used could not be noted");
        }
    }
    Ok(acting)
}

fn described(token: &ApiToken) -> serde_json::Value {
    json!({
        "token": token.id,
        "prefix": token.prefix,
        "purpose": token.purpose,
        "ends_at": token.ends_at.to_string(),
        "post": token.confirmed_post,
    })
}
