//! A person changes the own password.

use super::{
    password::{NewPassword, PasswordFault},
    session::{Entered, SignedIn, rotate},
    step::Step,
    store,
    tries::{Heard, TriesFor, forget_tries, take_try},
};
use crate::{
    Desk, Refusal,
    audit::{self, Entry},
};
use kernel::names::composed;
use serde_json::json;

/// Changes the own password; asks the old one; ends all other sessions and rotates this one.
pub fn change_password(desk: &Desk, signed_in: &SignedIn, old: &str, new: &str) -> Result<Entered, Refusal> {
    signed_in.must_stand_at(&[Step::MustChangePassword, Step::In])?;
    let (acting, staff) = (&signed_in.acting, &signed_in.staff);
    let tries = TriesFor::password(staff.login.as_str(), &acting.origin.address);
    let known = desk.db().write(|tx| match take_try(tx, acting, &tries)? {
        Heard::NotBefore(until) => Err(Refusal::TooManyTries { until }),
        Heard::Yes => Ok(store::find_password(tx, &staff.login)?),
    })?;
    let known = known.ok_or(Refusal::PasswordWrong)?;
    if !desk.passwords().is_right(&composed(old), Some(&known.hash)) {
        return Err(Refusal::PasswordWrong);
    }
    if composed(old) == composed(new) {
        return Err(PasswordFault::Unchanged.into());
    }
    let new = NewPassword::choose(desk, new, &staff.login, &staff.full_name)?;
    desk.db().write(|tx| {
        forget_tries(tx, &tries)?;
        store::upsert_password(tx, staff.id, new.hash(), false, acting.now)?;
        let ended = store::end_sessions(tx, staff.id, Some(signed_in.session.id), acting.now)?;
        audit::record(
            tx,
            acting,
            Entry {
                verb: "password.change",
                subject_kind: "staff",
                subject: staff.id.to_string(),
                place: None,
                why: None,
                from: None,
                to: Some(json!({ "sessions_ended": ended })),
            },
        )?;
        rotate(tx, signed_in)
    })
}
