//! Taking a paper back.

use crate::{
    Authorisation, AuthorisationFault, AuthorisationSeen, Refusal, record_authorisations::entry,
    store::authorisations as store,
};
use db::Tx;
use jiff::civil::Date;
use office::{Acting, Action, audit};

/// From that day on the paper no longer holds: the person took it back, or one of the two has died. Not backwards: what
/// was paid by it was paid rightly.
pub fn revoke_authorisation(
    tx: &mut Tx<'_>,
    acting: &Acting,
    seen: &AuthorisationSeen,
    on: Date,
    why: &str,
) -> Result<Authorisation, Refusal> {
    if !acting.role.may(Action::ConfirmProxy) {
        acting.must(Action::RecordVisit)?;
    }
    let why = why.trim();
    if why.is_empty() {
        return Err(Refusal::WhyMissing);
    }
    let visible = acting.scope.condition("p.place");
    let found = store::find_authorisation(tx, &visible, seen.person, seen.authorisation)?;
    let (mut paper, place) = found.ok_or(AuthorisationFault::NotFound)?;
    if paper.version != seen.version {
        return Err(AuthorisationFault::VersionMoved { seen: seen.version, now: paper.version }.into());
    }
    if let Some(revoked_on) = paper.revoked_on {
        return Err(AuthorisationFault::Revoked { revoked_on }.into());
    }
    let earliest = acting.today();
    if on < earliest {
        return Err(Refusal::RevokedTooEarly { on, earliest });
    }
    if store::revoke(tx, &paper, on, acting.staff, why)? == 0 {
        return Err(AuthorisationFault::VersionMoved { seen: seen.version, now: seen.version + 1 }.into());
    }
    paper.revoked_on = Some(on);
    paper.version += 1;
    audit::record(tx, acting, entry("survey.revoke_authorisation", &paper, Some(place), Some(why.to_owned())))?;
    Ok(paper)
}
