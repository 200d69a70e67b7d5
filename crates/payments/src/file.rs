//! A file that carries instructions to a bank or the post.

use crate::{Channel, Refusal, load_cycle, store};
use db::Tx;
use jiff::Timestamp;
use kernel::{CycleId, Dong, PaymentFileId, keyed};
use office::{Acting, Action, audit};
use sha2::{Digest as _, Sha256};

keyed! {
    /// Where a file stands. Its bytes, digest and message id never change.
    pub enum FileState {
        /// Written, and kept.
        Prepared = "prepared",
        /// Somebody has begun to send it: whether it arrived is known when it is marked sent.
        Sending = "sending",
        /// Sent.
        Sent = "sent",
    }
}

/// A file of payments, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentFile {
    /// Its id.
    pub id: PaymentFileId,
    /// Of which cycle.
    pub cycle: CycleId,
    /// To whom.
    pub channel: Channel,
    /// The commune it is for, or the paying office's own unit.
    pub place: i64,
    /// Its number in the cycle and channel, counted from 1.
    pub number: i64,
    /// Which the receiver knows it by.
    pub message_id: String,
    /// `pain.001.001.09` or `xlsx`.
    pub form: String,
    /// Its name in the folder.
    pub name: String,
    /// The digest of its bytes.
    pub sha256: Vec<u8>,
    /// How many payments.
    pub lines: i64,
    /// Over how much.
    pub total: Dong,
    /// Where it stands.
    pub state: FileState,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
}

/// The files of a cycle, in order.
pub fn list_files(tx: &mut Tx<'_>, acting: &Acting, cycle: CycleId) -> Result<Vec<PaymentFile>, Refusal> {
    acting.must(Action::ReadReports)?;
    load_cycle(tx, acting, cycle)?;
    Ok(store::list_files(tx, cycle)?)
}

/// The file an answer names; answers know no area, so whoever reconciles must cover its place.
pub fn find_file(tx: &mut Tx<'_>, acting: &Acting, message_id: &str) -> Result<Option<PaymentFile>, Refusal> {
    acting.must(Action::Reconcile)?;
    Ok(store::find_file_of_message(tx, message_id)?.filter(|file| acting.scope.covers(file.place)))
}

/// The bytes of a file, for a person: names and account numbers, so the look is written down.
pub fn read_content(tx: &mut Tx<'_>, acting: &Acting, id: PaymentFileId) -> Result<Vec<u8>, Refusal> {
    acting.must(Action::ViewSensitive)?;
    let none = office::Refusal::NotFound { what: "file" };
    let file = store::find_file(tx, id)?.filter(|file| acting.scope.covers(file.place)).ok_or(none)?;
    audit::record_view(tx, acting, look_entry("cycle.view_file", &file))?;
    load_content(tx, &file)
}

/// What the trail is told of a look into a file.
pub(crate) fn look_entry(verb: &'static str, file: &PaymentFile) -> audit::Entry {
    audit::Entry {
        verb,
        subject_kind: "payment_file",
        subject: file.message_id.clone(),
        place: Some(file.place),
        why: None,
        from: None,
        to: None,
    }
}

/// The bytes as they were written, or a refusal.
pub(crate) fn load_content(tx: &mut Tx<'_>, file: &PaymentFile) -> Result<Vec<u8>, Refusal> {
    let damaged = || Refusal::FileDamaged { message_id: file.message_id.clone() };
    let bytes = store::find_content(tx, file.id)?.ok_or_else(damaged)?;
    if digest(&bytes) == file.sha256 { Ok(bytes) } else { Err(damaged()) }
}

pub(crate) fn digest(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}
