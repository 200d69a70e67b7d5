//! Chỉ tiêu: which share of whom, where, in which period.

use super::{Reference, ReferenceFault, ReferenceKind};
use crate::profile::Programme;
use kernel::{LetterId, Ratio, keyed};
use serde::{Deserialize, Serialize};

keyed! {
    /// What is counted. Having an account and being paid by it are two numbers, though letters move between them.
    pub enum Measure {
        /// Có tài khoản.
        HasAccount = "has_account",
        /// Được chi trả qua tài khoản.
        PaidByAccount = "paid_by_account",
    }
}

keyed! {
    /// Out of whom.
    pub enum Denominator {
        /// All who are managed.
        Managed = "managed",
        /// Those who are able to open an account.
        Eligible = "eligible",
        /// Those who have an account.
        WithAccount = "with_account",
    }
}

/// A target of a unit. Its period is the days it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The unit it is set for, as a place number.
    pub place: i64,
    /// Whose beneficiaries count, in the order of the programmes.
    pub populations: Vec<Programme>,
    /// What is counted.
    pub measure: Measure,
    /// Out of whom.
    pub denominator: Denominator,
    /// The share to reach: `7/10`.
    pub percent: Ratio,
    /// The letter or plan that sets it, as cited.
    pub basis: String,
    /// The letter in the register, where it is there.
    pub letter: Option<LetterId>,
}

impl Reference for Target {
    const KIND: ReferenceKind = ReferenceKind::Target;

    fn item(&self) -> String {
        let populations: Vec<&str> = self.populations.iter().map(|programme| programme.key()).collect();
        format!("{}:{}:{}/{}", self.place, populations.join("+"), self.measure.key(), self.denominator.key())
    }

    fn place(&self) -> Option<i64> {
        Some(self.place)
    }

    fn check(&self) -> Result<(), ReferenceFault> {
        ReferenceFault::text("basis", &self.basis, 300)?;
        if self.populations.is_empty() || !self.populations.is_sorted_by(|one, next| one < next) {
            return Err(ReferenceFault::Population);
        }
        let share = self.percent.over() > 0 && self.percent.over() <= self.percent.under();
        if share { Ok(()) } else { Err(ReferenceFault::Percent) }
    }
}
