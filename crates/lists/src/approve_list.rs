//! The commune leader approves a frozen list, or gives it back.

use crate::{
    Event, List, ListDigest, ListSeen, Refusal, digest::digest_of, draft_list::load_seen, list::entry, state::apply,
    store,
};
use db::Tx;
use office::{Acting, Action, audit, staff};

/// What a leader approves: just this version, with just these lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListApproval {
    /// The list in the version seen.
    pub seen: ListSeen,
    /// The digest of the lines seen.
    pub digest: ListDigest,
}

/// Approves a frozen list. Never by whoever prepared or froze it.
pub fn approve_list(tx: &mut Tx<'_>, acting: &Acting, approval: &ListApproval) -> Result<List, Refusal> {
    acting.must(Action::ApproveList)?;
    let before = load_seen(tx, acting, approval.seen)?;
    let state = apply(before.state, Event::Approve)?;
    if before.prepared_by == acting.staff || before.frozen_by == Some(acting.staff) {
        return Err(Refusal::OwnList);
    }
    for maker in [Some(before.prepared_by), before.frozen_by].into_iter().flatten() {
        staff::must_not_be_one_hand(tx, acting, maker)?;
    }
    let frozen = before.digest.ok_or(Refusal::Corrupt { what: "digest" })?;
    if approval.digest != frozen {
        return Err(Refusal::DigestMoved { seen: approval.digest, frozen });
    }
    let now = digest_of(tx, &before)?;
    if now != frozen {
        return Err(Refusal::DigestDiffers { frozen, now });
    }
    let list = List {
        state,
        version: before.version + 1,
        approved_by: Some(acting.staff),
        approved_at: Some(acting.now),
        ..before.clone()
    };
    store::update_list(tx, &list)?;
    audit::record(tx, acting, entry("list.approve", &list, Some(before.state)))?;
    Ok(list)
}

/// Gives a frozen list back: it is a draft again, and what it lacks is said.
pub fn return_list(tx: &mut Tx<'_>, acting: &Acting, seen: ListSeen, why: &str) -> Result<List, Refusal> {
    acting.must(Action::ApproveList)?;
    let why = why.trim();
    if why.is_empty() {
        return Err(Refusal::WhyMissing);
    }
    let before = load_seen(tx, acting, seen)?;
    let state = apply(before.state, Event::Return)?;
    let list = List { state, version: before.version + 1, digest: None, why: Some(why.to_owned()), ..before.clone() };
    store::update_list(tx, &list)?;
    audit::record(tx, acting, entry("list.return", &list, Some(before.state)))?;
    Ok(list)
}
