//! The room `reports`.

use crate::shell::problem::{Problem, Said};
use reports::Refusal;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        match refusal {
            Refusal::Office(refusal) => Problem::from(refusal),
            Refusal::Db(error) => Problem::from(error),
            Refusal::Registry(refusal) => Problem::from(refusal),
            Refusal::Document(_) => Problem::Said(Said::of("reports.workbook", |t| t.refused_workbook().to_owned())),
        }
    }
}
