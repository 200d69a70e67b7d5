//! Loại đối tượng: who is entitled, and to which multiple of the standard.

use super::{Common, Confidence, Reference, ReferenceFault, ReferenceKind};
use crate::profile::Programme;
use kernel::{Dong, DongOverflow, Ratio, Rounding, keyed};
use serde::{Deserialize, Serialize};

keyed! {
    /// What a category gives.
    pub enum CategoryKind {
        /// Trợ cấp hàng tháng.
        Allowance = "allowance",
        /// Hỗ trợ kinh phí chăm sóc, to the carer.
        Care = "care",
        /// Một lần.
        OneOff = "one_off",
        /// Ưu đãi người có công: the amount comes from the decision.
        Merit = "merit",
    }
}

/// A category of beneficiaries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// `BTXH.5a.80`.
    pub code: String,
    /// The programme.
    pub programme: Programme,
    /// What it gives.
    pub kind: CategoryKind,
    /// Vietnamese name, near the words of the law.
    pub name_vi: String,
    /// English name.
    pub name_en: String,
    /// The youngest age in years, where the law names one.
    pub age_from: Option<i64>,
    /// The oldest age in years, where the law names one.
    pub age_to: Option<i64>,
    /// How many times the standard.
    pub coefficient: Option<Ratio>,
    /// A fixed amount instead of a coefficient.
    pub amount: Option<Dong>,
    /// Whether belonging to it is a secret of health: nobody of it stands on any list.
    pub is_confidential: bool,
    /// The law.
    pub basis: String,
    /// What an officer must know.
    pub note: Option<String>,
    /// How sure.
    pub confidence: Confidence,
}

impl Category {
    /// The amount at a standard: the fixed one, or the standard times the coefficient; nothing where a decision says it.
    pub fn amount_at(&self, standard: Dong, rounding: Rounding) -> Result<Option<Dong>, DongOverflow> {
        match (self.amount, self.coefficient) {
            (Some(amount), _) => Ok(Some(amount)),
            (None, Some(coefficient)) => standard.times(coefficient, rounding).map(Some),
            (None, None) => Ok(None),
        }
    }
}

/// No law multiplies a standard by more.
const COEFFICIENT_MAX: i64 = 100;

impl Reference for Category {
    const KIND: ReferenceKind = ReferenceKind::Category;

    fn item(&self) -> String {
        self.code.clone()
    }

    fn check(&self) -> Result<(), ReferenceFault> {
        ReferenceFault::text("code", &self.code, 30)?;
        ReferenceFault::text("name_vi", &self.name_vi, 300)?;
        ReferenceFault::text("name_en", &self.name_en, 300)?;
        ReferenceFault::text("basis", &self.basis, 300)?;
        if self.coefficient.is_some() && self.amount.is_some() {
            return Err(ReferenceFault::CoefficientAndAmount);
        }
        if self.amount.is_some_and(|amount| amount <= Dong::ZERO) {
            return Err(ReferenceFault::Amount);
        }
        let in_range =
            |ratio: &Ratio| ratio.over() > 0 && ratio.over() <= ratio.under().saturating_mul(COEFFICIENT_MAX);
        if self.coefficient.as_ref().is_some_and(|ratio| !in_range(ratio)) {
            return Err(ReferenceFault::Coefficient);
        }
        let (from, to) = (self.age_from.unwrap_or(0), self.age_to.unwrap_or(150));
        if 0 <= from && from <= to && to <= 150 { Ok(()) } else { Err(ReferenceFault::Ages) }
    }
}

impl Common for Category {}
