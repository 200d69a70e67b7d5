//! Fixing the lines.

use crate::{
    Event, List, ListSeen, Refusal, digest::digest_of, draft_list::load_seen, list::entry, state::apply, store,
};
use db::Tx;
use office::{Acting, Action, audit};

/// Fixes the lines of a draft under a digest. From now on they do not follow the registry any more.
pub fn freeze_list(tx: &mut Tx<'_>, acting: &Acting, seen: ListSeen) -> Result<List, Refusal> {
    acting.must(Action::PrepareList)?;
    let before = load_seen(tx, acting, seen)?;
    let state = apply(before.state, Event::Freeze)?;
    if before.totals.lines == 0 {
        return Err(Refusal::Empty);
    }
    if store::sum_lines(tx, before.id)? != before.totals {
        return Err(Refusal::TotalsDiffer);
    }
    let list = List {
        state,
        version: before.version + 1,
        digest: Some(digest_of(tx, &before)?),
        frozen_by: Some(acting.staff),
        frozen_at: Some(acting.now),
        ..before.clone()
    };
    store::update_list(tx, &list)?;
    audit::record(tx, acting, entry("list.freeze", &list, Some(before.state)))?;
    Ok(list)
}
