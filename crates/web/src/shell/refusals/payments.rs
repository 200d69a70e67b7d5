//! The room `payments`.

use crate::shell::problem::{Problem, Said};
use payments::Refusal;

/// A code that never changes.
pub(super) fn code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Altered => "payments.altered",
        Refusal::OwnWork => "payments.own_work",
        Refusal::CycleClosed { .. } => "payments.cycle_closed",
        Refusal::CycleIs { .. } => "payments.cycle_is",
        Refusal::NoLists { .. } => "payments.no_lists",
        Refusal::ListsMoved { .. } => "payments.lists_moved",
        Refusal::Overtaken { .. } => "payments.overtaken",
        Refusal::ListDiffers { .. } => "payments.list_differs",
        Refusal::StillOpen { .. } => "payments.still_open",
        Refusal::DoesNotAddUp { .. } => "payments.does_not_add_up",
        Refusal::PayerUnknown => "payments.payer_unknown",
        Refusal::NoSuchMove { .. } => "payments.no_such_move",
        Refusal::Moved { .. } => "payments.moved",
        Refusal::FileDamaged { .. } => "payments.file_damaged",
        Refusal::FileNotTaken { .. } => "payments.file_not_taken",
        Refusal::NoOutbox => "payments.no_outbox",
        Refusal::TooMany { .. } => "payments.too_many",
        Refusal::Outbox(_) => "payments.outbox",
        Refusal::Workbook(_) => "payments.workbook",
        Refusal::Overflow(_) => "payments.overflow",
        Refusal::Corrupt { .. } => "payments.corrupt",
        Refusal::Ledger(_) => "payments.ledger",
        Refusal::Office(refusal) => super::code(refusal),
        Refusal::Db(_) => "payments.database",
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        match refusal {
            Refusal::Office(refusal) => Problem::from(refusal),
            Refusal::Db(error) => Problem::from(error),
            Refusal::Corrupt { .. } => Problem::Fault(refusal.to_string()),
            other => Problem::Said(Said::of(code(&other), |t| t.payments_refusal(&other))),
        }
    }
}
