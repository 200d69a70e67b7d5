//! The second factor: an authenticator app (RFC 6238), and recovery codes for the day the telephone is lost.

use super::{
    password::in_groups,
    session::{Entered, SignedIn, rotate},
    step::Step,
    store::{self, Factor},
    tries::{Heard, TriesFor, forget_tries, take_try},
};
use crate::{
    Desk, Refusal,
    audit::{self, Entry},
    staff,
};
use db::{DbError, Tx};
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use kernel::{Id, StaffId};
use serde_json::json;
use sha2::Sha256;
use totp_rs::{Builder, Totp};

/// Who the code is for, as the app shows it. No colon: the address of the picture has none.
const ISSUER: &str = "An Sinh";
/// How many recovery codes there are.
const RECOVERY_CODES: usize = 10;
/// Letters of a recovery code: 5 bits each.
const RECOVERY_LETTERS: usize = 12;
/// A secret as long as RFC 4226 recommends: 160 bits.
const SECRET_BYTES: usize = 20;

/// What the enrolment page shows.
pub struct Enrolment {
    /// `otpauth://…`, for the QR picture.
    pub uri: String,
    /// The secret in base32, for typing.
    pub secret: String,
}

/// How long an enrolment that was begun may be confirmed.
const ENROLMENT_LIFE: SignedDuration = SignedDuration::from_mins(30);

/// Begins the enrolment of an authenticator app, or goes on with the one begun in this session: a reloaded page shows
/// the same picture. Whoever has an app already begins with `replace_second_factor`.
pub fn begin_second_factor(desk: &Desk, signed_in: &SignedIn) -> Result<Enrolment, Refusal> {
    signed_in.must_stand_at(&[Step::MustEnrolSecondFactor, Step::In])?;
    let handle = desk.db().write(|tx| {
        if let Some(begun) = find_begun(tx, signed_in)? {
            return Ok(begun.handle);
        }
        // A stolen session must not put its own app in the place of the owner's.
        let has_one = store::find_factor(tx, signed_in.staff.id)?.is_some();
        if has_one { Err(Refusal::CodeWrong) } else { begin(tx, signed_in) }
    })?;
    Ok(enrolment(desk, signed_in, &handle))
}

/// Begins the enrolment of another app with a code of the present one, or a recovery code. The present one counts until
/// the new one is confirmed.
pub fn replace_second_factor(desk: &Desk, signed_in: &SignedIn, code: &str) -> Result<Enrolment, Refusal> {
    signed_in.must_stand_at(&[Step::In])?;
    let handle = counted(desk, signed_in, |tx| {
        must_be_enrolled(tx, signed_in.staff.id)?;
        if spend_code(tx, desk, signed_in.staff.id, code, signed_in.acting.now)?.is_none() {
            return Ok(None);
        }
        begin(tx, signed_in).map(Some)
    })?;
    Ok(enrolment(desk, signed_in, &handle))
}

fn find_begun(tx: &mut Tx<'_>, signed_in: &SignedIn) -> Result<Option<Factor>, DbError> {
    let since = signed_in.acting.now - ENROLMENT_LIFE;
    store::find_begun_factor(tx, signed_in.staff.id, signed_in.session.id, since)
}

fn begin(tx: &mut Tx<'_>, signed_in: &SignedIn) -> Result<Vec<u8>, Refusal> {
    let (acting, staff) = (&signed_in.acting, signed_in.staff.id);
    let handle = acting.random::<16>().to_vec();
    store::insert_factor(tx, staff, signed_in.session.id, &handle, acting.now)?;
    audit::record(tx, acting, entry("second_factor.begin", staff, json!(null)))?;
    Ok(handle)
}

fn enrolment(desk: &Desk, signed_in: &SignedIn, handle: &[u8]) -> Enrolment {
    let totp = app(desk, signed_in.staff.id, handle, signed_in.staff.login.as_str());
    let uri = totp.to_url().expect("issuer and login name have no colon");
    Enrolment { uri, secret: totp.secret().to_base32() }
}

/// Confirms it with a first code; gives the recovery codes, shown once. Other sessions end.
pub fn confirm_second_factor(desk: &Desk, signed_in: &SignedIn, code: &str) -> Result<(Entered, Vec<String>), Refusal> {
    signed_in.must_stand_at(&[Step::MustEnrolSecondFactor, Step::In])?;
    let (acting, staff) = (&signed_in.acting, signed_in.staff.id);
    counted(desk, signed_in, |tx| {
        let begun = find_begun(tx, signed_in)?.ok_or(Refusal::NotFound { what: "enrolment" })?;
        let Some(step) = step_of(desk, staff, &begun, code) else { return Ok(None) };
        store::delete_factors_but(tx, staff, &begun.handle)?;
        store::confirm_factor(tx, staff, &begun.handle, step, acting.now)?;
        let codes = renew_recovery_codes(tx, desk, signed_in)?;
        store::end_sessions(tx, staff, Some(signed_in.session.id), acting.now)?;
        store::set_second_factor_at(tx, signed_in.session.id, acting.now)?;
        audit::record(tx, acting, entry("second_factor.enrol", staff, json!({ "kind": "totp" })))?;
        Ok(Some((rotate(tx, signed_in)?, codes)))
    })
}

/// Proves the second factor with a code of the app, or a recovery code; each counts once.
pub fn prove_second_factor(desk: &Desk, signed_in: &SignedIn, code: &str) -> Result<Entered, Refusal> {
    signed_in.must_stand_at(&[Step::SecondFactor])?;
    let (acting, staff) = (&signed_in.acting, signed_in.staff.id);
    counted(desk, signed_in, |tx| {
        let Some(by) = spend_code(tx, desk, staff, code, acting.now)? else { return Ok(None) };
        store::set_second_factor_at(tx, signed_in.session.id, acting.now)?;
        audit::record(tx, acting, entry("second_factor.prove", staff, json!({ "by": by })))?;
        Ok(Some(rotate(tx, signed_in)?))
    })
}

/// Makes the recovery codes anew; the old ones count no more. Asks for a code: a browser left open must not do it.
pub fn new_recovery_codes(desk: &Desk, signed_in: &SignedIn, code: &str) -> Result<Vec<String>, Refusal> {
    signed_in.must_stand_at(&[Step::In])?;
    let (acting, staff) = (&signed_in.acting, signed_in.staff.id);
    counted(desk, signed_in, |tx| {
        must_be_enrolled(tx, staff)?;
        if spend_code(tx, desk, staff, code, acting.now)?.is_none() {
            return Ok(None);
        }
        let codes = renew_recovery_codes(tx, desk, signed_in)?;
        let record = entry("second_factor.recovery_codes", staff, json!({ "codes": codes.len() }));
        audit::record(tx, acting, record)?;
        Ok(Some(codes))
    })
}

/// How many recovery codes are left.
pub fn recovery_codes_left(tx: &mut Tx<'_>, signed_in: &SignedIn) -> Result<i64, Refusal> {
    Ok(store::count_recovery_codes(tx, signed_in.staff.id)?)
}

/// Removes the own second factor; refused to whoever has a role that needs one. Asks for a code, likewise.
pub fn remove_second_factor(desk: &Desk, signed_in: &SignedIn, code: &str) -> Result<(), Refusal> {
    signed_in.must_stand_at(&[Step::In])?;
    let (acting, staff) = (&signed_in.acting, signed_in.staff.id);
    counted(desk, signed_in, |tx| {
        let posts = staff::list_posts(tx, staff, acting.today())?;
        if let Some(post) = posts.iter().find(|post| post.role.needs_second_factor()) {
            return Err(Refusal::SecondFactorNeeded { role: post.role });
        }
        must_be_enrolled(tx, staff)?;
        if spend_code(tx, desk, staff, code, acting.now)?.is_none() {
            return Ok(None);
        }
        store::delete_factors(tx, staff)?;
        audit::record(tx, acting, entry("second_factor.remove", staff, json!(null)))?;
        Ok(Some(()))
    })
}

fn must_be_enrolled(tx: &mut Tx<'_>, staff: StaffId) -> Result<(), Refusal> {
    store::find_factor(tx, staff)?.map(drop).ok_or(Refusal::NotFound { what: "second factor" })
}

/// Counts a try, and keeps the count and a record when the code is wrong.
fn counted<T>(
    desk: &Desk,
    signed_in: &SignedIn,
    mut prove: impl FnMut(&mut Tx<'_>) -> Result<Option<T>, Refusal>,
) -> Result<T, Refusal> {
    let (acting, staff) = (&signed_in.acting, signed_in.staff.id);
    let tries = TriesFor::second_factor(staff);
    desk.db().write(|tx| {
        if let Heard::NotBefore(until) = take_try(tx, acting, &tries)? {
            return Ok::<_, Refusal>(Err(Refusal::TooManyTries { until }));
        }
        let Some(proven) = prove(tx)? else {
            audit::record(tx, acting, entry("second_factor.refuse", staff, json!(null)))?;
            return Ok(Err(Refusal::CodeWrong));
        };
        forget_tries(tx, &tries)?;
        Ok(Ok(proven))
    })?
}

/// Uses a code up. A code of the app counts once though it is shown for half a minute; so does a recovery code.
fn spend_code(
    tx: &mut Tx<'_>,
    desk: &Desk,
    staff: StaffId,
    code: &str,
    now: Timestamp,
) -> Result<Option<&'static str>, DbError> {
    let Some(factor) = store::find_factor(tx, staff)? else { return Ok(None) };
    if let Some(step) = step_of(desk, staff, &factor, code) {
        let is_new = store::advance_factor(tx, staff, &factor.handle, step)? == 1;
        return Ok(is_new.then_some("app"));
    }
    let digest = recovery_digest(desk, staff, code);
    let is_new = store::use_recovery_code(tx, staff, &digest, now)? == 1;
    Ok(is_new.then_some("recovery code"))
}

/// The half-minute a code belongs to, one before or after the present one at most.
fn step_of(desk: &Desk, staff: StaffId, factor: &Factor, code: &str) -> Option<i64> {
    let digits: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let seconds = u64::try_from(desk.outside_now().as_second()).ok()?;
    let step = app(desk, staff, &factor.handle, "staff").check(&digits, seconds)?;
    i64::try_from(step).ok()
}

/// The app a handle stands for. Its secret is stored nowhere: it follows from the handle and a key outside the database.
fn app(desk: &Desk, staff: StaffId, handle: &[u8], account: &str) -> Totp {
    let secret = keyed(desk, b"authenticator", staff, handle)[..SECRET_BYTES].to_vec();
    let builder = Builder::new().with_secret(secret).with_account_name(account).with_issuer(Some(ISSUER));
    builder.build().expect("secret, issuer and account fit RFC 6238")
}

fn renew_recovery_codes(tx: &mut Tx<'_>, desk: &Desk, signed_in: &SignedIn) -> Result<Vec<String>, DbError> {
    let staff = signed_in.staff.id;
    store::delete_recovery_codes(tx, staff)?;
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let code = in_groups(&signed_in.acting.random::<RECOVERY_LETTERS>(), 4);
        store::insert_recovery_code(tx, staff, &recovery_digest(desk, staff, &code))?;
        codes.push(code);
    }
    Ok(codes)
}

/// A recovery code is short enough to be guessed from a plain digest; not from one under a key outside the database.
fn recovery_digest(desk: &Desk, staff: StaffId, code: &str) -> Vec<u8> {
    let letters: String = code.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    keyed(desk, b"recovery code", staff, letters.as_bytes())
}

fn keyed(desk: &Desk, purpose: &[u8], staff: StaffId, of: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(desk.second_factor_key()).expect("any length of key will do");
    for part in [purpose, &[0], staff.as_bytes(), of] {
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}

fn entry(verb: &'static str, staff: StaffId, to: serde_json::Value) -> Entry {
    let to = (!to.is_null()).then_some(to);
    Entry { verb, subject_kind: "staff", subject: staff.to_string(), place: None, why: None, from: None, to }
}
