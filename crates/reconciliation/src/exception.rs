//! What somebody must look at.

use crate::{Refusal, store};
use db::Tx;
use jiff::Timestamp;
use kernel::{AnswerId, CycleId, Dong, ExceptionId, InstructionId, PersonId, StaffId, keyed};
use office::{
    Acting, Action, Scope,
    audit::{self, Entry},
};

keyed! {
    /// What is wrong, or to be done.
    pub enum ExceptionKind {
        /// Another amount than was sent.
        AmountDiffers = "amount_differs",
        /// It contradicts what is known.
        Contradiction = "contradiction",
        /// Booked twice.
        PaidTwice = "paid_twice",
        /// Came back, and was never booked as paid.
        ReturnWithoutPayment = "return_without_payment",
        /// Came back twice.
        ReturnedTwice = "returned_twice",
        /// The bank says it has the payment already: it is asked about, never sent again.
        DuplicateClaimed = "duplicate_claimed",
        /// No payment has this reference.
        UnknownReference = "unknown_reference",
        /// No file has this message id.
        UnknownFile = "unknown_file",
        /// The same message id with other bytes.
        OtherBytes = "other_bytes",
        /// Came back after the month was closed.
        LateReturn = "late_return",
        /// The account is closed or does not exist: the commune asks for another.
        AccountClosed = "account_closed",
        /// The account is blocked.
        AccountBlocked = "account_blocked",
        /// The holder is said to have died.
        Deceased = "deceased",
        /// The name is not the holder's.
        NameDiffers = "name_differs",
        /// A fault of our own file: sums, limits, funds, dates.
        FileFault = "file_fault",
    }
}

impl ExceptionKind {
    /// Kinds without which no month is closed: money is somewhere else than the books say.
    pub(crate) const BLOCKING: &[ExceptionKind] = &[
        ExceptionKind::AmountDiffers,
        ExceptionKind::Contradiction,
        ExceptionKind::PaidTwice,
        ExceptionKind::ReturnWithoutPayment,
        ExceptionKind::ReturnedTwice,
        ExceptionKind::DuplicateClaimed,
    ];
}

/// One exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Its id.
    pub id: ExceptionId,
    /// From which answer.
    pub answer: AnswerId,
    /// From which of its lines.
    pub line: Option<i64>,
    /// What is wrong.
    pub kind: ExceptionKind,
    /// Of which cycle.
    pub cycle: Option<CycleId>,
    /// Where.
    pub place: i64,
    /// Whose.
    pub person: Option<PersonId>,
    /// Which payment.
    pub instruction: Option<InstructionId>,
    /// Over how much.
    pub amount: Option<Dong>,
    /// The reference, as the answer gives it.
    pub reference: Option<String>,
    /// The reason's code.
    pub code: Option<String>,
    /// Who took the answer in.
    pub opened_by: StaffId,
    /// When.
    pub opened_at: Timestamp,
    /// Who decided about it.
    pub settled_by: Option<StaffId>,
}

/// Exceptions nobody has decided about, inside the scope, the oldest first.
pub fn list_exceptions(tx: &mut Tx<'_>, scope: &Scope, acting: &Acting) -> Result<Vec<Exception>, Refusal> {
    acting.must(Action::ReadReports)?;
    Ok(store::list_open_exceptions(tx, scope)?)
}

/// Decides about an exception, with a reason. Where money is concerned, it is not whoever took the answer in.
pub fn settle_exception(tx: &mut Tx<'_>, acting: &Acting, id: ExceptionId, why: &str) -> Result<(), Refusal> {
    acting.must(Action::Reconcile)?;
    if why.trim().is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    let found = store::find_exception(tx, id)?.filter(|found| acting.scope.covers(found.place));
    let found = found.ok_or(office::Refusal::NotFound { what: "exception" })?;
    if found.settled_by.is_some() {
        return Ok(());
    }
    if ExceptionKind::BLOCKING.contains(&found.kind) && found.opened_by == acting.staff {
        return Err(Refusal::OwnWork);
    }
    settle(tx, acting, (id, found.kind, found.place), why.trim())
}

/// Writes down that an exception needs nobody any more.
pub(crate) fn settle(
    tx: &mut Tx<'_>,
    acting: &Acting,
    (id, kind, place): (ExceptionId, ExceptionKind, i64),
    why: &str,
) -> Result<(), Refusal> {
    store::set_settled(tx, id, acting, why)?;
    let entry = Entry {
        verb: "exception.settle",
        subject_kind: "exception",
        subject: id.to_string(),
        place: Some(place),
        why: Some(why.to_owned()),
        from: None,
        to: Some(serde_json::json!({ "kind": kind })),
    };
    Ok(audit::record(tx, acting, entry)?)
}
