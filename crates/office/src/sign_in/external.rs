//! Single sign-on: whom an agency's identity provider means. The protocol is spoken in `web`.

use super::{
    enter::{enter, refuse},
    session::{Entered, Opening},
    step::Means,
    store,
};
use crate::{
    Acting, Action, Desk, Origin, Refusal,
    audit::{self, Entry},
    staff,
};
use db::Tx;
use jiff::Timestamp;
use kernel::StaffId;
use serde_json::json;

/// The longest name an issuer or a subject may have.
const IDENTITY_LENGTH_MAX: usize = 255;

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

/// Whom an issuer means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalIdentity {
    /// The issuer.
    pub issuer: String,
    /// Its name for the person.
    pub subject: String,
    /// Linked at.
    pub linked_at: Timestamp,
}

/// Signs in whoever the issuer's name is linked to.
pub fn sign_in_external(desk: &Desk, proof: &ExternalProof<'_>) -> Result<Entered, Refusal> {
    let visitor = desk.visitor(proof.origin.clone());
    desk.db().write(|tx| {
        let known = store::find_external(tx, proof.issuer, proof.subject)?;
        let active = match known {
            Some(staff) => staff::find_active(tx, staff)?,
            None => None,
        };
        let Some(staff) = active else {
            return refuse(tx, &visitor, known, "external identity", Refusal::SignInRefused);
        };
        let acting = desk.acting_at(staff.id, None, proof.origin.clone());
        let proven = proof.second_factor == ExternalSecondFactor::Proven;
        let opening = Opening {
            staff: staff.id,
            means: Means::External,
            second_factor_at: proven.then_some(acting.now),
            agent: proof.agent,
        };
        enter(tx, &acting, &opening).map(Ok)
    })?
}

/// Links an issuer's name to a member of staff; one name an issuer and person. Another name of that issuer is replaced,
/// and whoever came in by it is out. Nobody links oneself: a stolen session must not make itself at home.
pub fn link_external(
    tx: &mut Tx<'_>,
    acting: &Acting,
    staff: StaffId,
    issuer: &str,
    subject: &str,
) -> Result<(), Refusal> {
    acting.must(Action::ManageStaff)?;
    staff::not_oneself(acting, staff)?;
    let staff = staff::load_person(tx, staff)?;
    for (field, text) in [("issuer", issuer), ("subject", subject)] {
        staff::check_length(field, text, IDENTITY_LENGTH_MAX)?;
    }
    match store::find_external(tx, issuer, subject)? {
        Some(other) if other != staff.id => return Err(Refusal::ExternalIdentityTaken),
        Some(_) => return Ok(()),
        None => {}
    }
    let replaced = store::delete_external(tx, staff.id, issuer)?;
    let ended = if replaced > 0 { store::end_sessions(tx, staff.id, None, acting.now)? } else { 0 };
    store::insert_external(
        tx,
        staff.id,
        &ExternalIdentity { issuer: issuer.to_owned(), subject: subject.to_owned(), linked_at: acting.now },
    )?;
    let to = json!({ "issuer": issuer, "sessions_ended": ended });
    Ok(audit::record(tx, acting, entry("staff.link_external", staff.id, to))?)
}

/// Removes such a link, and ends all sessions: the person comes in by another way.
pub fn unlink_external(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId, issuer: &str) -> Result<(), Refusal> {
    acting.must(Action::ManageStaff)?;
    if store::delete_external(tx, staff, issuer)? == 0 {
        return Err(Refusal::NotFound { what: "external identity" });
    }
    let ended = store::end_sessions(tx, staff, None, acting.now)?;
    let to = json!({ "issuer": issuer, "sessions_ended": ended });
    Ok(audit::record(tx, acting, entry("staff.unlink_external", staff, to))?)
}

/// The identities linked to a person.
pub fn list_external(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId) -> Result<Vec<ExternalIdentity>, Refusal> {
    acting.must(Action::ManageStaff)?;
    Ok(store::list_external(tx, staff)?)
}

fn entry(verb: &'static str, staff: StaffId, to: serde_json::Value) -> Entry {
    let subject = staff.to_string();
    Entry { verb, subject_kind: "staff", subject, place: None, why: None, from: None, to: Some(to) }
}
