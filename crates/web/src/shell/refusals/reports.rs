//! The room `reports`.

use crate::shell::problem::{Problem, Said};
use reports::Refusal;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        match refusal {
            Refusal::Office(refusal) => Problem::from(refusal),
            Refusal::Db(error) => Problem::from(office::Refusal::Db(error)),
            // A report only reads: what the registry says no to then is a fault of ours.
            Refusal::Registry(_) => Problem::Fault(refusal.to_string()),
            Refusal::Document(_) => Problem::Said(Said::of("reports.workbook", |t| t.refused_workbook().to_owned())),
        }
    }
}
