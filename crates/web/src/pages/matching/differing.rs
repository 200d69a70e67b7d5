//! What differs between a row of a list and the person of the register it was taken for.

use super::review::both;
use crate::shell::visit::View;
use kernel::{CitizenId, OldIdNumber};
use matching::{Field, Outcome, Review, StoredCandidate};

/// A field that differs, with what either side says.
pub(crate) struct Differing {
    pub field: Field,
    pub listed: String,
    /// What the register says, where it is known and may be seen.
    pub known: Option<String>,
}

/// The fields that differ by the decision that holds; the register's side for whoever may decide on rows. The list's
/// numbers stay covered but for whoever looks at everything.
pub(crate) fn differing(view: &View, review: &Review, is_full: bool) -> Vec<Differing> {
    let Some(decided) = &review.reviewed.decided else { return Vec::new() };
    if decided.outcome != Outcome::Mismatch || review.superseded_by.is_some() {
        return Vec::new();
    }
    let may_see = view.may(office::Action::DecideMatch);
    let is_them = |candidate: &&StoredCandidate| decided.pid.as_ref() == Some(&candidate.pid);
    let candidate = review.candidates.iter().find(is_them);
    let of = |field: Field| {
        let (listed, known) = both(view, &review.reviewed, candidate.map(|candidate| &candidate.person), field);
        let row = &review.reviewed;
        let full = match field {
            Field::CitizenId => row.citizen_id.as_ref().map(CitizenId::as_str),
            Field::OldId => row.old_id.as_ref().map(OldIdNumber::as_str),
            _ => None,
        };
        let listed = full.filter(|_| is_full).map_or(listed, str::to_owned);
        Differing { field, listed, known: known.filter(|_| may_see) }
    };
    decided.mismatched.iter().map(|field| of(*field)).collect()
}
