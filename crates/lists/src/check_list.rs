//! Whether the stored totals and digests are those of the lines.

use crate::{List, ListDigest, Refusal, Totals, digest::digest_of, store};
use db::Tx;
use kernel::ListId;

/// One thing that is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFinding {
    /// The totals are not those of the lines.
    Totals {
        /// Which list.
        list: ListId,
        /// What is stored.
        stored: Totals,
        /// What the lines come to.
        counted: Totals,
    },
    /// The lines are not those that were frozen.
    Digest {
        /// Which list.
        list: ListId,
        /// What was frozen.
        frozen: ListDigest,
        /// What the lines have now.
        now: ListDigest,
    },
}

/// Checks every list: the upkeep of the whole database, within no scope. Answers findings alone, no line.
pub fn check_lists(tx: &mut Tx<'_>) -> Result<Vec<ListFinding>, Refusal> {
    let mut findings = Vec::new();
    for list in store::list_all(tx)? {
        let (id, stored) = (list.id, list.totals);
        let counted = store::sum_lines(tx, id)?;
        if counted != stored {
            findings.push(ListFinding::Totals { list: id, stored, counted });
        }
        if let Some(frozen) = list.digest {
            let now = digest_of(tx, &list)?;
            if now != frozen {
                findings.push(ListFinding::Digest { list: id, frozen, now });
            }
        }
    }
    Ok(findings)
}

/// Puts the totals of a list right by its lines.
pub fn rebuild_totals(tx: &mut Tx<'_>, list: List) -> Result<List, Refusal> {
    let list = List { totals: store::sum_lines(tx, list.id)?, ..list };
    store::update_list(tx, &list)?;
    Ok(list)
}
