//! A file a bank or the post answered with.

use crate::{Refusal, store};
use db::Tx;
use jiff::Timestamp;
use kernel::{AnswerId, StaffId, keyed};
use office::{Acting, Action, Scope};

keyed! {
    /// What kind of answer.
    pub enum AnswerKind {
        /// Payment status report: what the bank says of a file.
        Status = "pain002",
        /// Debit and credit notification: what was booked.
        Booked = "camt054",
        /// The post's workbook, filled in.
        Settlement = "settlement",
    }
}

/// An answer, without its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its id.
    pub id: AnswerId,
    /// What kind.
    pub kind: AnswerKind,
    /// The digest of its bytes.
    pub sha256: Vec<u8>,
    /// Who says they sent it.
    pub sender: Option<String>,
    /// Its own id, where it has one.
    pub message_id: Option<String>,
    /// The name of the file.
    pub name: String,
    /// The unit of whoever took it in.
    pub place: i64,
    /// Lines.
    pub entries: i64,
    /// Lines that moved something.
    pub applied: i64,
    /// Lines that somebody must look at.
    pub exceptions: i64,
    /// Who took it in.
    pub received_by: StaffId,
    /// When.
    pub received_at: Timestamp,
}

/// Answers taken in inside the scope, the newest first.
pub fn list_answers(tx: &mut Tx<'_>, scope: &Scope, acting: &Acting) -> Result<Vec<Answer>, Refusal> {
    acting.must(Action::ReadReports)?;
    Ok(store::list_answers(tx, scope)?)
}
