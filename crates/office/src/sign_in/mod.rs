//! Signing in: password, second factor, sessions, and the way back when one of them is lost.

use crate::{
    Acting, Desk, Origin, Refusal,
    staff::{Assignment, Login, Staff},
};
use db::Tx;
use jiff::Timestamp;
use kernel::{AssignmentId, SessionId, StaffId};

/// What a password costs to check: argon2id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hashing {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Hashing {
    /// What OWASP's password storage cheat sheet asks for at least: 19 MiB, two passes, one lane.
    pub const PRODUCT: Hashing = Hashing { memory_kib: 19_456, passes: 2 };
    /// As cheap as argon2 allows, for tests.
    pub const CHEAP: Hashing = Hashing { memory_kib: 8, passes: 1 };
}

/// Why a password is not good enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than 10 characters.
    #[error("a password has at least 10 characters")]
    TooShort,
    /// More than 128 characters.
    #[error("a password has at most 128 characters")]
    TooLong,
    /// One of the passwords everybody tries first.
    #[error("the password is a common one")]
    Common,
    /// The login name or the person's name, or hardly more.
    #[error("the password is the person's name")]
    OwnName,
    /// The same as before.
    #[error("the password is the old one")]
    Unchanged,
}

/// A password a person chose, good enough and hashed. Made outside any transaction: hashing takes its time.
#[derive(Clone)]
pub struct NewPassword {
    hash: String,
}

impl NewPassword {
    /// Checks the rules and hashes.
    pub fn choose(desk: &Desk, text: &str, login: &Login, full_name: &str) -> Result<NewPassword, Refusal> {
        let _ = (desk, text, login, full_name);
        todo!()
    }
}

/// A password made by the program, to be handed over once.
#[derive(Clone)]
pub struct StartPassword {
    text: String,
    hash: String,
}

impl StartPassword {
    /// Draws and hashes one.
    pub fn make(desk: &Desk) -> StartPassword {
        let _ = desk;
        todo!()
    }

    /// The text, for the one time it is shown.
    pub fn reveal(&self) -> &str {
        &self.text
    }
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A second factor is enrolled and not yet proven.
    SecondFactor,
    /// The start password must be changed.
    MustChangePassword,
    /// A role needs a second factor and none is enrolled.
    MustEnrolSecondFactor,
    /// In.
    In,
}

/// A session token: the cookie's content. Only its digest is stored.
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
    /// For the operations. Until the step is `In` the role is `Visitor`.
    pub acting: Acting,
    /// Who.
    pub staff: Staff,
    /// The session.
    pub session: Session,
    /// What comes next.
    pub step: Step,
    /// What the person may switch to.
    pub assignments: Vec<Assignment>,
    /// Goes into every form, and must come back with it.
    pub csrf: String,
}

/// What arrives on the sign-in page.
pub struct Attempt<'a> {
    /// The login name as typed.
    pub login: &'a str,
    /// The password as typed.
    pub password: &'a str,
    /// From where.
    pub origin: Origin,
    /// The browser's own words about itself.
    pub agent: &'a str,
}

/// Tries a login name and a password. Unknown names take as long and fail alike.
pub fn sign_in(desk: &Desk, attempt: &Attempt<'_>) -> Result<Entered, Refusal> {
    let _ = (desk, attempt);
    todo!()
}

/// What an agency's single sign-on said about a person. `web` speaks the protocol and checks the signature.
pub struct ExternalProof<'a> {
    /// Who says it.
    pub issuer: &'a str,
    /// Its name for the person.
    pub subject: &'a str,
    /// Whether the issuer proved a second factor itself.
    pub second_factor: ExternalSecondFactor,
    /// From where.
    pub origin: Origin,
    /// The browser's own words about itself.
    pub agent: &'a str,
}

/// Whether the issuer proved a second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExternalSecondFactor {
    /// It did, and says so.
    Proven,
    /// It did not say.
    NotProven,
}

/// Signs in whoever the issuer's name is linked to.
pub fn sign_in_external(desk: &Desk, proof: &ExternalProof<'_>) -> Result<Entered, Refusal> {
    let _ = (desk, proof);
    todo!()
}

/// Links an issuer's name to a member of staff.
pub fn link_external(
    tx: &mut Tx<'_>,
    acting: &Acting,
    staff: StaffId,
    issuer: &str,
    subject: &str,
) -> Result<(), Refusal> {
    let _ = (tx, acting, staff, issuer, subject);
    todo!()
}

/// Removes such a link.
pub fn unlink_external(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId, issuer: &str) -> Result<(), Refusal> {
    let _ = (tx, acting, staff, issuer);
    todo!()
}

/// Changes the own password; asks the old one; ends all other sessions and rotates this one.
pub fn change_password(desk: &Desk, signed_in: &SignedIn, old: &str, new: &str) -> Result<Entered, Refusal> {
    let _ = (desk, signed_in, old, new);
    todo!()
}

/// What the enrolment page shows.
pub struct Enrolment {
    /// `otpauth://…`, for the QR picture.
    pub uri: String,
    /// The secret in base32, for typing.
    pub secret: String,
}

/// Begins, or begins anew, the enrolment of an authenticator app.
pub fn begin_second_factor(desk: &Desk, signed_in: &SignedIn) -> Result<Enrolment, Refusal> {
    let _ = (desk, signed_in);
    todo!()
}

/// Confirms it with a first code; gives the recovery codes, shown once.
pub fn confirm_second_factor(desk: &Desk, signed_in: &SignedIn, code: &str) -> Result<(Entered, Vec<String>), Refusal> {
    let _ = (desk, signed_in, code);
    todo!()
}

/// Proves the second factor with a code of the app, or a recovery code.
pub fn prove_second_factor(desk: &Desk, signed_in: &SignedIn, code: &str) -> Result<Entered, Refusal> {
    let _ = (desk, signed_in, code);
    todo!()
}

/// Works under another of the own assignments; rotates the session.
pub fn switch_assignment(desk: &Desk, signed_in: &SignedIn, assignment: AssignmentId) -> Result<Entered, Refusal> {
    let _ = (desk, signed_in, assignment);
    todo!()
}

/// The own sessions that are alive, newest first.
pub fn list_sessions(tx: &mut Tx<'_>, signed_in: &SignedIn) -> Result<Vec<Session>, Refusal> {
    let _ = (tx, signed_in);
    todo!()
}

/// Ends one of the own sessions.
pub fn end_session(tx: &mut Tx<'_>, signed_in: &SignedIn, session: SessionId) -> Result<(), Refusal> {
    let _ = (tx, signed_in, session);
    todo!()
}

/// Ends all own sessions but this one; answers how many.
pub fn end_other_sessions(tx: &mut Tx<'_>, signed_in: &SignedIn) -> Result<u64, Refusal> {
    let _ = (tx, signed_in);
    todo!()
}

/// Signs out.
pub fn sign_out(tx: &mut Tx<'_>, signed_in: &SignedIn) -> Result<(), Refusal> {
    let _ = (tx, signed_in);
    todo!()
}
