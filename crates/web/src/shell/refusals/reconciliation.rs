//! The room `reconciliation`.

use crate::shell::problem::{Problem, Said};
use reconciliation::Refusal;

fn code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Accounts(_) => "reconciliation.accounts",
        Refusal::Answer(_) => "reconciliation.answer",
        Refusal::ExceptionsOpen { .. } => "reconciliation.exceptions_open",
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
