//! Handing the list to the paying office.

use crate::{
    Event, List, ListSeen, Refusal, digest::digest_of, draft_list::load_seen, list::entry, state::apply, store,
};
use db::Tx;
use office::{
    Acting, Action, audit,
    profile::{Duty, Programme},
    reference,
};

/// Hands an approved list over to the agency that receives lists by the profile of the day: the district's labour
/// office, or from July 2025 the commune itself.
pub fn hand_over_list(tx: &mut Tx<'_>, acting: &Acting, seen: ListSeen) -> Result<List, Refusal> {
    acting.must(Action::PrepareList)?;
    let before = load_seen(tx, acting, seen)?;
    let state = apply(before.state, Event::HandOver)?;
    let frozen = before.digest.ok_or(Refusal::Corrupt { what: "digest" })?;
    let now = digest_of(tx, &before)?;
    if now != frozen {
        return Err(Refusal::DigestDiffers { frozen, now });
    }
    let profiles = reference::profiles(tx)?;
    let profile = profiles.on(acting.today()).ok_or(Refusal::NobodyReceives)?;
    let duty = profile.duty(Duty::ReceiveList, Programme::SocialProtection).ok_or(Refusal::NobodyReceives)?;
    let list = List {
        state,
        version: before.version + 1,
        handed_over_by: Some(acting.staff),
        handed_over_at: Some(acting.now),
        handed_to: duty.agencies.first().cloned(),
        ..before.clone()
    };
    store::update_list(tx, &list)?;
    audit::record(tx, acting, entry("list.hand_over", &list, Some(before.state)))?;
    Ok(list)
}
