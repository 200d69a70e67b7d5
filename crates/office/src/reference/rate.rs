//! Mức chuẩn: the amounts that coefficients multiply.

use super::{Common, Confidence, Reference, ReferenceFault, ReferenceKind};
use crate::profile::Programme;
use kernel::Dong;
use serde::{Deserialize, Serialize};

/// A standard amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// `social_protection.standard`; a province's own is `social_protection.standard@51`.
    pub code: String,
    /// The programme it is for.
    pub programme: Programme,
    /// Vietnamese name.
    pub name_vi: String,
    /// English name.
    pub name_en: String,
    /// The amount a month.
    pub amount: Dong,
    /// The law.
    pub basis: String,
    /// How sure.
    pub confidence: Confidence,
}

impl Reference for Rate {
    const KIND: ReferenceKind = ReferenceKind::Rate;

    fn item(&self) -> String {
        self.code.clone()
    }

    fn check(&self) -> Result<(), ReferenceFault> {
        ReferenceFault::text("code", &self.code, 60)?;
        ReferenceFault::text("name_vi", &self.name_vi, 200)?;
        ReferenceFault::text("name_en", &self.name_en, 200)?;
        ReferenceFault::text("basis", &self.basis, 300)?;
        if self.amount > Dong::ZERO { Ok(()) } else { Err(ReferenceFault::Amount) }
    }
}

impl Common for Rate {}
