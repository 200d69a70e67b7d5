//! The room `reconciliation`.

use crate::shell::problem::{Problem, Said};
use reconciliation::Refusal;

fn code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Accounts(_) => "reconciliation.accounts",
        Refusal::Answer(_) => "reconciliation.answer",
        Refusal::ExceptionsOpen { .. } => "reconciliation.exceptions_open",
        Refusal::NotASettlement => "reconciliation.not_a_settlement",
        Refusal::OwnSettlement => "reconciliation.own_settlement",
        Refusal::SettlementDamaged => "reconciliation.settlement_damaged",
        Refusal::SettlementEmpty => "reconciliation.settlement_empty",
        Refusal::SettlementMoved { .. } => "reconciliation.settlement_moved",
        Refusal::SettlementRows { .. } => "reconciliation.settlement_rows",
        Refusal::OwnWork => "reconciliation.own_work",
        Refusal::ReasonMissing => "reconciliation.reason_missing",
        Refusal::Registry(_) => "reconciliation.registry",
        Refusal::Payments(refusal) => super::payments::code(refusal),
        Refusal::Office(refusal) => super::code(refusal),
        Refusal::Db(_) => "reconciliation.database",
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        match refusal {
            Refusal::Accounts(refusal) => Problem::from(refusal),
            Refusal::Payments(refusal) => Problem::from(refusal),
            Refusal::Registry(refusal) => Problem::from(refusal),
            Refusal::Office(refusal) => Problem::from(refusal),
            Refusal::Db(error) => Problem::from(error),
            other => Problem::Said(Said::of(code(&other), |t| t.reconciliation_refusal(&other))),
        }
    }
}
