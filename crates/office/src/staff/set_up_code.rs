//! The set-up code: who may make the first administrator is whoever sees the terminal of the server.

use super::first_run::first_run_needed;
use crate::{
    Acting, Desk, Refusal,
    audit::{self, Entry},
    sign_in::in_groups,
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Letters of a code: 5 bits each, so that nobody guesses it however often they may try.
const LETTERS: usize = 16;

/// The code of an empty installation. It is stored nowhere: it follows from a key outside the database, so that it is
/// the same after a restart and at every server that shares the keys, and it ends with the first run.
#[derive(Clone)]
pub struct SetUpCode(String);

/// Somebody knew the code.
#[derive(Debug)]
pub struct SetUpProof(());

impl SetUpCode {
    /// The code of this installation.
    pub fn of(desk: &Desk) -> SetUpCode {
        let mut mac = Hmac::<Sha256>::new_from_slice(desk.second_factor_key()).expect("any length of key will do");
        mac.update(b"set-up code\0");
        SetUpCode(in_groups(&mac.finalize().into_bytes()[..LETTERS], 4))
    }

    /// The text, for the terminal and the link.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Compares digests, so that the time it takes tells nothing.
    fn is(&self, typed: &str) -> bool {
        Sha256::digest(letters(&self.0)) == Sha256::digest(letters(typed))
    }
}

impl std::fmt::Debug for SetUpCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SetUpCode(***)")
    }
}

/// As it is compared: however it was copied or typed.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Takes what was typed for the code. A wrong one is recorded; the caller slows down whoever tries often.
pub fn prove_set_up(desk: &Desk, visitor: &Acting, typed: &str) -> Result<SetUpProof, Refusal> {
    if SetUpCode::of(desk).is(typed) {
        return Ok(SetUpProof(()));
    }
    desk.db().write(|tx| {
        if !first_run_needed(tx)? {
            return Err(Refusal::FirstRunOver);
        }
        Ok(audit::record(tx, visitor, refused())?)
    })?;
    Err(Refusal::SetUpCodeWrong)
}

/// Never what was typed: it may be nearly right.
fn refused() -> Entry {
    Entry {
        verb: "first_run.refuse",
        subject_kind: "staff",
        subject: "unknown".to_owned(),
        place: None,
        why: None,
        from: None,
        to: None,
    }
}
