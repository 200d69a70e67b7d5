//! The amount of a list against standard times coefficient.

use crate::Refusal;
use db::Tx;
use jiff::civil::Date;
use kernel::{Dong, Rounding};
use office::{
    profile::Programme,
    reference::{self, Category, Rate},
};
use std::collections::HashMap;

kernel::keyed! {
    /// How a list's amount stands to what the law gives.
    pub enum AmountCheck {
        /// They are equal.
        Agrees = "agrees",
        /// They are not; the list's amount stays, and somebody looks.
        Differs = "differs",
        /// The amount comes from the decision alone.
        NotComputed = "not_computed",
    }
}

/// The standard that allowances of social protection multiply.
const STANDARD: &str = "social_protection.standard";
/// A poor single parent receives once for each child.
const PER_CHILD: &str = "BTXH.4";
/// No family has more.
const CHILDREN_MAX: i64 = 20;

/// What each category gives on a day.
#[derive(Clone, Debug, Default)]
pub struct Amounts {
    standard: Dong,
    by_category: HashMap<String, Dong>,
}

/// Above so many standards no allowance of anybody lies.
const STANDARDS_MAX: i64 = 20;

impl Amounts {
    /// By the standards and categories that hold on `day`.
    pub fn on(tx: &mut Tx<'_>, day: Date) -> Result<Amounts, Refusal> {
        let standard = reference::find::<Rate>(tx, STANDARD, day)?.map_or(Dong::ZERO, |rate| rate.value.amount);
        let mut amounts = HashMap::new();
        for category in reference::list::<Category>(tx, day)? {
            let category = category.value;
            let computed = matches!(category.programme, Programme::SocialProtection | Programme::SocialPension);
            // A standard times a coefficient that does not fit 64 bits is no amount to compare with.
            let amount = category.amount_at(standard, Rounding::HalfUp).ok().flatten();
            if let Some(amount) = amount.filter(|amount| computed && *amount > Dong::ZERO) {
                amounts.insert(category.code, amount);
            }
        }
        Ok(Amounts { standard, by_category: amounts })
    }

    /// Whether an amount is nothing, or many times what anybody gets.
    pub(crate) fn is_doubtful(&self, written: Dong) -> bool {
        let most = self.standard.checked_mul(STANDARDS_MAX).ok().filter(|most| *most > Dong::ZERO);
        written == Dong::ZERO || most.is_some_and(|most| written > most)
    }

    /// What a category gives, and whether a list's amount agrees.
    pub fn check(&self, category: &str, written: Dong) -> (Option<Dong>, AmountCheck) {
        let Some(expected) = self.by_category.get(category).copied() else { return (None, AmountCheck::NotComputed) };
        let children = (1..=CHILDREN_MAX).find(|children| expected.checked_mul(*children) == Ok(written));
        match children {
            Some(1) => (Some(expected), AmountCheck::Agrees),
            Some(_) if category == PER_CHILD => (Some(written), AmountCheck::Agrees),
            _ => (Some(expected), AmountCheck::Differs),
        }
    }
}
