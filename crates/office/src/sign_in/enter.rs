//! The sign-in itself.

use super::{
    session::{Entered, Opening, open_session},
    step::Means,
    store,
    tries::{Heard, TriesFor, forget_tries, network_of, take_try},
};
use crate::{
    Acting, Desk, Origin, Refusal,
    audit::{self, Entry},
    staff::Login,
};
use db::Tx;
use kernel::{StaffId, names::composed};
use serde_json::json;

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
///
/// The hash is checked between two transactions: it takes its time, and nobody else should wait for it.
pub fn sign_in(desk: &Desk, attempt: &Attempt<'_>) -> Result<Entered, Refusal> {
    let visitor = desk.visitor(attempt.origin.clone());
    let here = TriesFor::password(attempt.login, &attempt.origin.address);
    let anywhere = TriesFor::password_anywhere(attempt.login);
    let (found, is_known) = desk.db().write(|tx| {
        let found = match Login::parse(attempt.login) {
            Ok(login) => store::find_password(tx, &login)?,
            Err(_) => None,
        };
        let mut heard = take_try(tx, &visitor, &here)?;
        let is_known = match &found {
            Some(found) => came_in_from(tx, found.staff, &attempt.origin.address)?,
            None => false,
        };
        if heard == Heard::Yes && !is_known {
            heard = take_try(tx, &visitor, &anywhere)?;
        }
        match heard {
            Heard::Yes => Ok(Ok((found, is_known))),
            Heard::NotBefore(until) => {
                refuse(tx, &visitor, found.map(|found| found.staff), "waiting", Refusal::TooManyTries { until })
            }
        }
    })??;

    let typed = composed(attempt.password);
    let is_right = desk.passwords().is_right(&typed, found.as_ref().map(|found| found.hash.as_str()));
    let outdated = found.as_ref().is_some_and(|found| desk.passwords().is_outdated(&found.hash));
    let better = (is_right && outdated).then(|| desk.passwords().hash(&typed, &visitor.random()));

    desk.db().write(|tx| {
        let Some(known) = found.as_ref().filter(|_| is_right) else {
            let known = found.as_ref().map(|found| found.staff);
            return refuse(tx, &visitor, known, "password", Refusal::SignInRefused);
        };
        // The hash is compared again, in case the password was reset in between.
        if !store::is_active_password(tx, known.staff, &known.hash)? {
            return refuse(tx, &visitor, Some(known.staff), "deactivated", Refusal::SignInRefused);
        }
        if let Some(better) = &better {
            store::replace_hash(tx, known.staff, better)?;
        }
        forget_tries(tx, &here)?;
        if !is_known {
            forget_tries(tx, &anywhere)?;
        }
        let acting = desk.acting_at(known.staff, None, attempt.origin.clone());
        let opening =
            Opening { staff: known.staff, means: Means::Password, second_factor_at: None, agent: attempt.agent };
        enter(tx, &acting, &opening).map(Ok)
    })?
}

/// Whether this person came in before from the network of this address.
fn came_in_from(tx: &mut Tx<'_>, staff: StaffId, address: &str) -> Result<bool, Refusal> {
    let here = network_of(address);
    Ok(store::list_addresses(tx, staff)?.iter().any(|known| network_of(known) == here))
}

/// Opens the session and records who came in, and how.
pub(super) fn enter(tx: &mut Tx<'_>, acting: &Acting, opening: &Opening<'_>) -> Result<Entered, Refusal> {
    let entered = open_session(tx, acting, opening)?;
    let to = json!({ "means": opening.means, "step": entered.step });
    audit::record(tx, acting, entry("sign_in.enter", Some(opening.staff), to))?;
    Ok(entered)
}

/// A refusal that is kept: the count and the record stand, though nobody came in.
///
/// The record names the account where there is one; never what was typed, which may be a password in the wrong field.
pub(super) fn refuse<T>(
    tx: &mut Tx<'_>,
    acting: &Acting,
    staff: Option<StaffId>,
    why: &'static str,
    refusal: Refusal,
) -> Result<Result<T, Refusal>, Refusal> {
    audit::record(tx, acting, entry("sign_in.refuse", staff, json!({ "because": why })))?;
    Ok(Err(refusal))
}

fn entry(verb: &'static str, staff: Option<StaffId>, to: serde_json::Value) -> Entry {
    let subject = staff.map_or_else(|| "unknown".to_owned(), |staff| staff.to_string());
    Entry { verb, subject_kind: "staff", subject, place: None, why: None, from: None, to: Some(to) }
}
