//! Người có công missing from their module: the province is asked, and nothing is paid until it has answered (R10).

use crate::{
    EventKind, Exception, ExceptionKind, NewHold, Refusal,
    exception::held_because,
    hold::{happened, place_hold_once},
    load_person::find_person,
    refusal::check_text,
    store,
};
use db::Tx;
use kernel::{EntitlementId, ExceptionId, Month, PersonId};
use office::{Acting, Action};
use serde_json::json;
use sources::SourceKind;

/// Asks the province whether somebody is of merit: the entitlement is held from this month on, and stands on the worklist
/// until the answer is recorded there. `why` names the letter by which it was asked.
pub fn ask_province(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    entitlement: EntitlementId,
    why: &str,
) -> Result<ExceptionId, Refusal> {
    acting.must(Action::PlaceHold)?;
    check_text("why", why)?;
    let person = find_person(tx, &acting.scope, person)?;
    let month = Month::of(acting.today()).map_err(|_| Refusal::Corrupt { what: "day" })?;
    let receives = store::list_entitlements(tx, person.id)?;
    let asked =
        receives.into_iter().find(|one| one.id == entitlement).ok_or(Refusal::NotFound { what: "entitlement" })?;
    if asked.source != SourceKind::Merit || !asked.holds_in(month) {
        return Err(Refusal::Value { field: "entitlement" });
    }
    let kind = ExceptionKind::NotInModule;
    if store::has_open_exception(tx, person.id, asked.id, kind)? {
        return Err(Refusal::Decided);
    }
    let exception = Exception {
        id: acting.new_id(),
        kind,
        person: person.id,
        other: person.id,
        entitlement: asked.id,
        place: person.place,
        file: asked.file.ok_or(Refusal::Corrupt { what: "entitlement" })?,
        line: asked.line.unwrap_or_default(),
        found_at: acting.now,
    };
    store::insert_exception(tx, &exception)?;
    let told = json!({ "exception": exception.id, "kind": kind.key() });
    happened(tx, acting, &person, EventKind::ProvinceAsked, Some(why), None, Some(told))?;
    if let Some(reason) = held_because(kind) {
        let hold = NewHold {
            person: person.id,
            entitlement: Some(asked.id),
            reason,
            why: why.trim().to_owned(),
            from_month: month,
            until_month: None,
        };
        place_hold_once(tx, acting, &hold)?;
    }
    Ok(exception.id)
}
