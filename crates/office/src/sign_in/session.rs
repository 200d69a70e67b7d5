//! Sessions: a random cookie, of which only the digest is stored; it ends by itself, by its owner, or by a reset.

use super::{
    step::{Means, Standing, Step},
    store::{self, SessionRow},
    token::{digest, new_token},
    tries::clear_old_tries,
};
use crate::{
    Acting, Desk, Origin, Refusal,
    audit::{self, Entry},
    staff::{self, Assignment, Post, Staff},
};
use db::{DbError, Tx};
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use kernel::{AssignmentId, SessionId, StaffId};
use serde_json::json;
use sha2::Sha256;

/// A session nobody uses ends after this long.
pub const SESSION_IDLE: SignedDuration = SignedDuration::from_mins(60);
/// A session ends after a working day, used or not.
pub const SESSION_LIFE: SignedDuration = SignedDuration::from_hours(12);
/// How exactly it is known when a session was last seen: one small write in this time, not one a request.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// Ended sessions are kept this long for questions, then cleared away.
const ENDED_KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);
/// What is kept of the browser's words about itself.
const AGENT_LENGTH_MAX: usize = 200;

/// A session token: the cookie's content.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    /// The text for the cookie.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionToken(***)")
    }
}

/// A new or rotated session: the cookie, and what comes next.
#[derive(Clone, Debug)]
pub struct Entered {
    /// The cookie's new content.
    pub token: SessionToken,
    /// What comes next.
    pub step: Step,
}

/// A session as its owner sees it in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Signed in at.
    pub made_at: Timestamp,
    /// Last seen, to the minute.
    pub seen_at: Timestamp,
    /// Ends whatever happens at.
    pub ends_at: Timestamp,
    /// From which address.
    pub address: String,
    /// The browser's own words about itself, cut short.
    pub agent: String,
}

/// Whoever holds a session token.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// For the operations. Until the step is `In` the role is `Visitor`, which may do nothing.
    pub acting: Acting,
    /// Who.
    pub staff: Staff,
    /// The session.
    pub session: Session,
    /// How it was opened.
    pub means: Means,
    /// What comes next.
    pub step: Step,
    /// Whether a second factor is enrolled.
    pub has_second_factor: bool,
    /// What the person works as today, and may switch to.
    pub assignments: Vec<Assignment>,
    /// Goes into every form, and must come back with it.
    pub csrf: String,
}

impl SignedIn {
    /// Refuses unless the session stands at one of `steps`.
    pub(super) fn must_stand_at(&self, steps: &[Step]) -> Result<(), Refusal> {
        if steps.contains(&self.step) { Ok(()) } else { Err(Refusal::StepFirst { step: self.step }) }
    }
}

/// How a session begins.
pub(super) struct Opening<'a> {
    pub(super) staff: StaffId,
    pub(super) means: Means,
    pub(super) second_factor_at: Option<Timestamp>,
    pub(super) agent: &'a str,
}

/// Opens a session for somebody whose password or external identity was right.
pub(super) fn open_session(tx: &mut Tx<'_>, acting: &Acting, opening: &Opening<'_>) -> Result<Entered, Refusal> {
    let token = new_token(acting);
    let session = Session {
        id: acting.new_id(),
        made_at: acting.now,
        seen_at: acting.now,
        ends_at: acting.now + SESSION_LIFE,
        address: acting.origin.address.clone(),
        agent: opening.agent.chars().filter(|letter| !letter.is_control()).take(AGENT_LENGTH_MAX).collect(),
    };
    let posts = staff::list_posts(tx, opening.staff, acting.today())?;
    let row = SessionRow {
        session,
        staff: opening.staff,
        assignment: posts.first().map(|post| post.assignment),
        means: opening.means,
        second_factor_at: opening.second_factor_at,
    };
    store::insert_session(tx, &row, &digest(&token))?;
    let step = standing(tx, &row, &posts)?.step();
    Ok(Entered { token: SessionToken(token), step })
}

fn standing(tx: &mut Tx<'_>, row: &SessionRow, posts: &[Post]) -> Result<Standing, Refusal> {
    let credentials = store::load_credentials(tx, row.staff)?;
    Ok(Standing {
        means: row.means,
        second_factor_at: row.second_factor_at,
        is_enrolled: credentials.is_enrolled,
        must_change: credentials.must_change,
        role_needs_factor: posts.iter().any(|post| post.role.needs_second_factor()),
    })
}

/// Clears away sessions and wrong tries nobody asks about any more.
pub(crate) fn clear_old(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), DbError> {
    store::delete_sessions_ended_before(tx, now - ENDED_KEPT)?;
    clear_old_tries(tx, now)
}

/// What a token stands for now.
pub(crate) fn resume(desk: &Desk, token: &str, origin: &Origin) -> Result<SignedIn, Refusal> {
    let now = desk.now();
    let signed_in = desk.db().read(|tx| {
        let row = store::find_session(tx, &digest(token))?.ok_or(Refusal::SignedOut)?;
        if row.session.ends_at <= now || now.duration_since(row.session.seen_at) >= SESSION_IDLE {
            return Err(Refusal::SignedOut);
        }
        let staff = staff::find_active(tx, row.staff)?.ok_or(Refusal::SignedOut)?;
        let posts = staff::list_posts(tx, staff.id, kernel::today_in_vietnam(now))?;
        let standing = standing(tx, &row, &posts)?;
        let step = standing.step();
        let post = posts.iter().find(|post| Some(post.assignment) == row.assignment).or(posts.first());
        let acting = desk.acting_at(staff.id, post.filter(|_| step == Step::In), origin.clone());
        let assignments = posts.iter().map(Post::assignment).collect();
        let (has_second_factor, csrf) = (standing.is_enrolled, csrf(token));
        Ok(SignedIn {
            acting,
            staff,
            session: row.session,
            means: row.means,
            step,
            has_second_factor,
            assignments,
            csrf,
        })
    })?;
    if now.duration_since(signed_in.session.seen_at) >= SEEN_EVERY {
        // A look that cannot be noted is no reason to refuse it: on a full disk reading still works.
        if let Err(error) = desk.db().write(|tx| store::touch_session(tx, signed_in.session.id, now)) {
            tracing::warn!(%error, "when a session was last seen could not be noted");
        }
    }
    Ok(signed_in)
}

/// Bound to the session and not to be guessed from another one; never the token itself, since pages carry it.
fn csrf(token: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(token.as_bytes()).expect("any length of key will do");
    mac.update(b"ansinh form");
    super::hex(&mac.finalize().into_bytes())
}

/// Gives the session another token: what a person may do has just changed, and an older copy of the cookie must not.
pub(super) fn rotate(tx: &mut Tx<'_>, signed_in: &SignedIn) -> Result<Entered, Refusal> {
    let token = new_token(&signed_in.acting);
    let row = store::rotate_session(tx, signed_in.session.id, &digest(&token))?.ok_or(Refusal::SignedOut)?;
    let posts = staff::list_posts(tx, row.staff, signed_in.acting.today())?;
    let step = standing(tx, &row, &posts)?.step();
    Ok(Entered { token: SessionToken(token), step })
}

/// Works under another of the own assignments; rotates the session.
pub fn switch_assignment(desk: &Desk, signed_in: &SignedIn, assignment: AssignmentId) -> Result<Entered, Refusal> {
    signed_in.must_stand_at(&[Step::In])?;
    let acting = &signed_in.acting;
    desk.db().write(|tx| {
        let posts = staff::list_posts(tx, acting.staff, acting.today())?;
        let post = posts.iter().find(|post| post.assignment == assignment);
        let post = post.ok_or(Refusal::NotFound { what: "assignment" })?;
        store::set_session_assignment(tx, signed_in.session.id, assignment)?;
        let from = acting.assignment.map(|assignment| json!({ "assignment": assignment, "role": acting.role }));
        let to = Some(json!({ "assignment": assignment, "role": post.role }));
        audit::record(tx, acting, entry("session.switch", signed_in.session.id, from, to))?;
        rotate(tx, signed_in)
    })
}

/// The own sessions that are alive, the one last seen first.
pub fn list_sessions(tx: &mut Tx<'_>, signed_in: &SignedIn) -> Result<Vec<Session>, Refusal> {
    let now = signed_in.acting.now;
    Ok(store::list_sessions(tx, signed_in.staff.id, now, now - SESSION_IDLE)?)
}

/// Ends one of the own sessions.
pub fn end_session(tx: &mut Tx<'_>, signed_in: &SignedIn, session: SessionId) -> Result<(), Refusal> {
    if store::end_session(tx, signed_in.staff.id, session, signed_in.acting.now)? == 0 {
        return Err(Refusal::NotFound { what: "session" });
    }
    Ok(audit::record(tx, &signed_in.acting, entry("session.end", session, None, None))?)
}

/// Ends all own sessions but this one; answers how many.
pub fn end_other_sessions(tx: &mut Tx<'_>, signed_in: &SignedIn) -> Result<u64, Refusal> {
    let ended = store::end_sessions(tx, signed_in.staff.id, Some(signed_in.session.id), signed_in.acting.now)?;
    let to = Some(json!({ "ended": ended }));
    audit::record(tx, &signed_in.acting, entry("session.end_others", signed_in.session.id, None, to))?;
    Ok(ended)
}

/// Signs out.
pub fn sign_out(tx: &mut Tx<'_>, signed_in: &SignedIn) -> Result<(), Refusal> {
    store::end_session(tx, signed_in.staff.id, signed_in.session.id, signed_in.acting.now)?;
    Ok(audit::record(tx, &signed_in.acting, entry("session.sign_out", signed_in.session.id, None, None))?)
}

fn entry(
    verb: &'static str,
    session: SessionId,
    from: Option<serde_json::Value>,
    to: Option<serde_json::Value>,
) -> Entry {
    Entry { verb, subject_kind: "session", subject: session.to_string(), place: None, why: None, from, to }
}
