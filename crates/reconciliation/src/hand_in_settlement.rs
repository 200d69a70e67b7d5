//! The post hands in its workbook: read at once, so that what is wrong comes back to the desk where it is known.

use crate::{
    AnswerKind, Entry, Refusal, RowWrong, Settlement, SettlementState, cash_settlement::Sums, read_answer, store,
};
use db::Tx;
use office::{
    Acting, Action,
    audit::{self, Entry as Record},
};
use payments::{Channel, InstructionState, Known, find_by_references};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::collections::{HashMap, HashSet};

/// What came of handing a workbook in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandedIn {
    /// It waits for a second person now.
    Created(Settlement),
    /// The same bytes were handed in before; nothing was done.
    Exists(Settlement),
}

impl HandedIn {
    /// The settlement.
    pub fn settlement(&self) -> &Settlement {
        match self {
            HandedIn::Created(settlement) | HandedIn::Exists(settlement) => settlement,
        }
    }
}

/// Hands a filled-in workbook in: every line is of a payment that was handed to this post, with its amount.
pub fn hand_in_settlement(tx: &mut Tx<'_>, acting: &Acting, name: &str, bytes: &[u8]) -> Result<HandedIn, Refusal> {
    acting.must(Action::RecordPaid)?;
    tx.lock("reconciliation.settlement")?;
    let place = acting.place.ok_or(office::Refusal::OutsideArea)?;
    let sha256 = digest(bytes);
    if let Some(found) = store::find_settlement_by_digest(tx, &sha256)? {
        if !acting.scope.covers(found.place) {
            return Err(office::Refusal::OutsideArea.into());
        }
        return Ok(HandedIn::Exists(found));
    }
    // A bank's message, or anything else that is no workbook, is told so in the post's words.
    if !bytes.is_empty() && !bytes.starts_with(b"PK") {
        return Err(Refusal::NotASettlement);
    }
    let reading = read_answer(bytes)?;
    if reading.kind != AnswerKind::Settlement {
        return Err(Refusal::NotASettlement);
    }
    let sums = checked(tx, acting, &reading.entries)?;
    if sums.handed_over.payments + sums.not_collected.payments == 0 {
        return Err(Refusal::SettlementEmpty);
    }
    let settlement = Settlement {
        id: acting.new_id(),
        place,
        name: name.chars().take(200).collect(),
        sha256,
        state: SettlementState::HandedIn,
        sums,
        handed_in_by: acting.staff,
        handed_in_at: acting.now,
        confirmed: None,
        ended: None,
        why: None,
        answer: None,
    };
    store::insert_settlement(tx, &settlement, bytes)?;
    audit::record(tx, acting, entry("settlement.hand_in", &settlement, None))?;
    Ok(HandedIn::Created(settlement))
}

/// The sums, once every line names a payment of this post.
fn checked(tx: &mut Tx<'_>, acting: &Acting, entries: &[Entry]) -> Result<Sums, Refusal> {
    let mut references: Vec<&str> = entries.iter().filter_map(|entry| entry.reference.as_deref()).collect();
    references.sort_unstable();
    references.dedup();
    let known = find_by_references(tx, &references)?;
    let known: HashMap<&str, &Known> = known
        .iter()
        .filter(|known| known.channel == Channel::Post && acting.scope.covers(known.place))
        // What has not left has been handed to nobody.
        .filter(|known| !matches!(known.state, InstructionState::Computed | InstructionState::InFile))
        .map(|known| (known.end_to_end.as_str(), known))
        .collect();
    let (mut sums, mut seen, mut rows) = (Sums::default(), HashSet::new(), Vec::new());
    for entry in entries {
        let reference = entry.reference.as_deref().unwrap_or_default();
        let wrong = match known.get(reference) {
            _ if !seen.insert(reference) => Some(RowWrong::Twice),
            None => Some(RowWrong::Unknown),
            Some(known) if entry.amount != Some(known.amount) => Some(RowWrong::AmountDiffers),
            Some(_) => sums.add(entry).is_none().then_some(RowWrong::Amount),
        };
        rows.extend(wrong.map(|wrong| (entry.line, wrong)));
    }
    if rows.is_empty() { Ok(sums) } else { Err(Refusal::SettlementRows { rows }) }
}

pub(crate) fn digest(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

/// What the trail is told of a settlement.
pub(crate) fn entry(verb: &'static str, settlement: &Settlement, why: Option<String>) -> Record {
    let sums = &settlement.sums;
    Record {
        verb,
        subject_kind: "settlement",
        subject: settlement.id.to_string(),
        place: Some(settlement.place),
        why,
        from: None,
        to: Some(json!({
            "handed_over": sums.handed_over.payments,
            "handed_over_dong": sums.handed_over.amount,
            "not_collected": sums.not_collected.payments,
            "not_collected_dong": sums.not_collected.amount,
            "left_open": sums.left_open.payments,
        })),
    }
}
