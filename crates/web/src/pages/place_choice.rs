//! The units a person may enter something for: the own one and those directly below.

use crate::shell::visit::View;
use kernel::today_in_vietnam;

/// Place numbers with names; `keep` stays offered though it lies elsewhere.
pub(crate) fn options(view: &View, keep: Option<i64>) -> Vec<(String, String)> {
    let places = view.app.desk.places();
    let today = today_in_vietnam(view.now);
    let own = view.signed().and_then(|me| me.acting.place);
    let root = || places.tree_on(today).map(|tree| tree.root().place);
    let Some(own) = own.or_else(root) else { return Vec::new() };
    let below = places.children(own).into_iter().map(|unit| unit.place);
    let mut offered: Vec<i64> = [own].into_iter().chain(below).collect();
    if let Some(keep) = keep.filter(|keep| !offered.contains(keep)) {
        offered.insert(0, keep);
    }
    let named = |place: i64| Some((place.to_string(), places.unit(place)?.full_name()));
    offered.into_iter().filter_map(named).collect()
}
