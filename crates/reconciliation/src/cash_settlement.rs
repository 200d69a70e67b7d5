//! A settlement on its way: handed in by the post, confirmed there by a second person, taken in by the paying office.

use crate::{Entry, Refusal, Status, read_answer, store};
use db::Tx;
use jiff::Timestamp;
use kernel::{AnswerId, Dong, SettlementId, StaffId, keyed};
use office::{Acting, Action};
use payments::Count;

keyed! {
    /// Where a settlement stands.
    pub enum SettlementState {
        /// Handed in; a second person at the post is to confirm it.
        HandedIn = "handed_in",
        /// Confirmed; the paying office is to take it in.
        Confirmed = "confirmed",
        /// Taken in as an answer.
        Taken = "taken",
        /// Sent back with a reason; another one comes.
        SentBack = "sent_back",
    }
}

/// What a settlement says, summed up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Handed over.
    pub handed_over: Count,
    /// Not collected.
    pub not_collected: Count,
    /// Left open: nothing is said of them.
    pub left_open: Count,
}

/// A settlement, without its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Its id.
    pub id: SettlementId,
    /// The unit of whoever handed it in.
    pub place: i64,
    /// The name of the file.
    pub name: String,
    /// The digest of its bytes.
    pub sha256: Vec<u8>,
    /// Where it stands.
    pub state: SettlementState,
    /// What it says.
    pub sums: Sums,
    /// Who handed it in.
    pub handed_in_by: StaffId,
    /// When.
    pub handed_in_at: Timestamp,
    /// Who confirmed it, and when.
    pub confirmed: Option<(StaffId, Timestamp)>,
    /// Who took it in or sent it back, and when.
    pub ended: Option<(StaffId, Timestamp)>,
    /// Why it was sent back.
    pub why: Option<String>,
    /// The answer it became.
    pub answer: Option<AnswerId>,
}

/// A line of a settlement, with the person it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementLine {
    /// What it says.
    pub entry: Entry,
    /// The person's name, as the list had it.
    pub full_name: Option<String>,
}

impl Sums {
    /// Adds a line up.
    pub(crate) fn add(&mut self, entry: &Entry) -> Option<()> {
        let count = match entry.status {
            Status::HandedOver => &mut self.handed_over,
            Status::NotCollected => &mut self.not_collected,
            _ => &mut self.left_open,
        };
        count.amount = count.amount.checked_add(entry.amount.unwrap_or(Dong::ZERO)).ok()?;
        count.payments += 1;
        Some(())
    }
}

/// The settlements of an area, the newest first.
pub fn list_settlements(tx: &mut Tx<'_>, acting: &Acting) -> Result<Vec<Settlement>, Refusal> {
    acting.must(Action::ReadReports)?;
    Ok(store::list_settlements(tx, &acting.scope)?)
}

/// One settlement inside the area.
pub fn load_settlement(tx: &mut Tx<'_>, acting: &Acting, id: SettlementId) -> Result<Settlement, Refusal> {
    acting.must(Action::ReadReports)?;
    let found = store::find_settlement(tx, id)?.filter(|settlement| acting.scope.covers(settlement.place));
    Ok(found.ok_or(office::Refusal::NotFound { what: "settlement" })?)
}

/// All the lines of a settlement that say this, or all; with names, for whoever may read of people.
pub fn list_settlement_lines(
    tx: &mut Tx<'_>,
    acting: &Acting,
    settlement: &Settlement,
    status: Option<Status>,
) -> Result<Vec<SettlementLine>, Refusal> {
    acting.must(Action::ReadPersons)?;
    let mut entries = read_answer(&load_content(tx, settlement)?)?.entries;
    entries.retain(|entry| status.is_none_or(|status| entry.status == status));
    let references: Vec<&str> = entries.iter().filter_map(|entry| entry.reference.as_deref()).collect();
    let mut names = store::list_names(tx, &references)?;
    let name = |entry: &Entry| entry.reference.as_ref().and_then(|reference| names.remove(reference));
    let full_names: Vec<Option<String>> = entries.iter().map(name).collect();
    let line = |(entry, full_name)| SettlementLine { entry, full_name };
    Ok(entries.into_iter().zip(full_names).map(line).collect())
}

/// The bytes as they were handed in, or a refusal.
pub(crate) fn load_content(tx: &mut Tx<'_>, settlement: &Settlement) -> Result<Vec<u8>, Refusal> {
    let bytes = store::find_settlement_content(tx, settlement.id)?;
    let whole = bytes.filter(|bytes| crate::hand_in_settlement::digest(bytes) == settlement.sha256);
    whole.ok_or(Refusal::SettlementDamaged)
}
