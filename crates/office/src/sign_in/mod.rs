//! Signing in: password, second factor, sessions, and the way back when one of them is lost.
//!
//! A password opens a session; what must still happen before the session counts is its `Step`, worked out anew at each
//! request, so that a role given or a factor taken away counts at once. Nothing secret is stored: passwords as argon2id
//! hashes, tokens and recovery codes as digests, authenticator secrets not at all.

mod change_password;
mod enter;
mod external;
mod hashing;
mod password;
mod second_factor;
mod session;
mod step;
pub(crate) mod store;
mod token;
mod tries;

pub use change_password::change_password;
pub use enter::{Attempt, sign_in};
pub use external::{
    ExternalIdentity, ExternalProof, ExternalSecondFactor, link_external, list_external, sign_in_external,
    unlink_external,
};
pub use hashing::Hashing;
pub use password::{NewPassword, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN, PasswordFault, StartPassword};
pub use second_factor::{
    Enrolment, begin_second_factor, confirm_second_factor, new_recovery_codes, prove_second_factor,
    recovery_codes_left, remove_second_factor, replace_second_factor,
};
pub use session::{
    Entered, SESSION_IDLE, SESSION_LIFE, Session, SessionToken, SignedIn, end_other_sessions, end_session,
    list_sessions, sign_out, switch_assignment,
};
pub use step::{Means, Step};

pub(crate) use hashing::Passwords;
pub(crate) use password::in_groups;
pub(crate) use session::{clear_old, resume};
pub(crate) use token::{digest, hex, new_token};
pub(crate) use tries::{forget_tries_of, waits_until};

#[cfg(test)]
mod tests;
