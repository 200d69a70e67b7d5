//! Values that cannot be.

/// What is wrong with a value, as a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceFault {
    /// A text that must be there is missing or too long.
    #[error("{field} is empty or longer than {longest}")]
    Text {
        /// The field, as in the form.
        field: &'static str,
        /// The most characters it takes.
        longest: usize,
    },
    /// An amount must be above zero.
    #[error("the amount is not above zero")]
    Amount,
    /// A coefficient lies above 0 and at most at 100.
    #[error("the coefficient is out of range")]
    Coefficient,
    /// A category has a coefficient or a fixed amount, not both.
    #[error("both a coefficient and an amount")]
    CoefficientAndAmount,
    /// The upper age is below the lower.
    #[error("the ages are backwards")]
    Ages,
    /// A bank's BIN has six digits.
    #[error("not a BIN")]
    Bin,
    /// A percentage lies above 0 and at most at 100.
    #[error("the percentage is out of range")]
    Percent,
    /// A target counts somebody.
    #[error("no population")]
    Population,
    /// The profile does not hold together.
    #[error("the profile names {name}, which it does not have")]
    ProfileName {
        /// Which kind of name.
        name: &'static str,
    },
}

impl ReferenceFault {
    /// Refuses a text that is blank or longer than `longest` characters.
    pub(crate) fn text(field: &'static str, value: &str, longest: usize) -> Result<(), ReferenceFault> {
        let is_blank = value.trim().is_empty();
        if is_blank || value.chars().count() > longest { Err(ReferenceFault::Text { field, longest }) } else { Ok(()) }
    }
}
