//! What becomes of a settlement: confirmed, taken in, sent back. Each by somebody who had no hand in it before.

use crate::{
    Refusal, Settlement, SettlementState, Taken, cash_settlement::load_content, hand_in_settlement::entry,
    load_settlement, store, take_answer::take_answer_in,
};
use db::Tx;
use kernel::{SettlementId, StaffId};
use office::{Acting, Action, audit, staff};

/// The longest reason.
const WHY_CHARS_MAX: usize = 1_000;

/// The post's head confirms what somebody else at the post handed in.
pub fn confirm_settlement(tx: &mut Tx<'_>, acting: &Acting, id: SettlementId) -> Result<Settlement, Refusal> {
    acting.must(Action::ConfirmPaid)?;
    let settlement = standing(tx, acting, id, SettlementState::HandedIn)?;
    must_be_another(tx, acting, settlement.handed_in_by)?;
    store::set_settlement_confirmed(tx, id, acting)?;
    audit::record(tx, acting, entry("settlement.confirm", &settlement, None))?;
    Ok(Settlement { state: SettlementState::Confirmed, confirmed: Some((acting.staff, acting.now)), ..settlement })
}

/// The paying office takes a confirmed settlement in: from here on it is an answer like any other.
pub fn take_settlement(tx: &mut Tx<'_>, acting: &Acting, id: SettlementId) -> Result<Taken, Refusal> {
    acting.must(Action::Reconcile)?;
    let settlement = standing(tx, acting, id, SettlementState::Confirmed)?;
    let hands = [Some(settlement.handed_in_by), settlement.confirmed.map(|(staff, _)| staff)];
    for hand in hands.into_iter().flatten() {
        must_be_another(tx, acting, hand)?;
    }
    let bytes = load_content(tx, &settlement)?;
    let taken = take_answer_in(tx, acting, &settlement.name, &bytes, settlement.sha256.clone())?;
    store::set_settlement_taken(tx, id, taken.answer().id, acting)?;
    audit::record(tx, acting, entry("settlement.take", &settlement, None))?;
    Ok(taken)
}

/// Sends a settlement back with a reason: before it is confirmed, whoever handed it in or the post's head; after that
/// the paying office. Nothing was moved by it.
pub fn send_back_settlement(tx: &mut Tx<'_>, acting: &Acting, id: SettlementId, why: &str) -> Result<(), Refusal> {
    tx.lock("reconciliation.settlement")?;
    let settlement = load_settlement(tx, acting, id)?;
    match settlement.state {
        SettlementState::HandedIn if settlement.handed_in_by == acting.staff => acting.must(Action::RecordPaid)?,
        SettlementState::HandedIn => acting.must(Action::ConfirmPaid)?,
        SettlementState::Confirmed => acting.must(Action::Reconcile)?,
        state @ (SettlementState::Taken | SettlementState::SentBack) => {
            return Err(Refusal::SettlementMoved { state });
        }
    }
    let why: String = why.trim().chars().take(WHY_CHARS_MAX).collect();
    if why.is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    store::set_settlement_sent_back(tx, id, &why, acting)?;
    Ok(audit::record(tx, acting, entry("settlement.send_back", &settlement, Some(why)))?)
}

/// Neither the same account, nor one in the same hand.
fn must_be_another(tx: &mut Tx<'_>, acting: &Acting, before: StaffId) -> Result<(), Refusal> {
    if before == acting.staff {
        return Err(Refusal::OwnSettlement);
    }
    Ok(staff::must_not_be_one_hand(tx, acting, before)?)
}

fn standing(
    tx: &mut Tx<'_>,
    acting: &Acting,
    id: SettlementId,
    wanted: SettlementState,
) -> Result<Settlement, Refusal> {
    tx.lock("reconciliation.settlement")?;
    let settlement = load_settlement(tx, acting, id)?;
    let state = settlement.state;
    if state == wanted { Ok(settlement) } else { Err(Refusal::SettlementMoved { state }) }
}
