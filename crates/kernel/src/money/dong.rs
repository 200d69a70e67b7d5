//! An amount of đồng.

use super::{DongFault, Ratio, Rounding, Speech, read, words};
use crate::{Kind, Plain, Stored, StoredFault};
use serde::{Deserialize, Deserializer, Serialize};
use std::{fmt, str::FromStr};

/// An amount does not fit; the largest is 9.223.372.036.854.775.807 đ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the amount is too large")]
pub struct DongOverflow;

/// Zero or less where money must move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the amount is not above zero")]
pub struct NotPositive;

/// Whole đồng, below or above zero. The đồng has had no subunit in use since 1985.
///
/// There is no `+`: sums are checked, and a product says how it rounds.
///
/// ```
/// # use kernel::{Dong, Ratio, Rounding};
/// let standard = Dong::new(360_000);
/// let allowance = standard.times(Ratio::new(3, 2)?, Rounding::Down)?;
/// assert_eq!(allowance.to_string(), "540.000 đ");
/// assert_eq!(allowance.in_words(), "Năm trăm bốn mươi nghìn đồng");
/// assert_eq!(Dong::parse("540.000 đồng")?, allowance);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dong(i64);

impl Dong {
    /// Nothing.
    pub const ZERO: Dong = Dong(0);

    /// That many đồng.
    pub const fn new(dong: i64) -> Dong {
        Dong(dong)
    }

    /// How many đồng.
    pub const fn as_i64(self) -> i64 {
        self.0
    }

    /// The sum.
    pub fn checked_add(self, other: Dong) -> Result<Dong, DongOverflow> {
        self.0.checked_add(other.0).map(Dong).ok_or(DongOverflow)
    }

    /// The difference.
    pub fn checked_sub(self, other: Dong) -> Result<Dong, DongOverflow> {
        self.0.checked_sub(other.0).map(Dong).ok_or(DongOverflow)
    }

    /// The same amount in the other direction.
    pub fn checked_neg(self) -> Result<Dong, DongOverflow> {
        self.0.checked_neg().map(Dong).ok_or(DongOverflow)
    }

    /// So many times the amount, such as months owed.
    pub fn checked_mul(self, count: i64) -> Result<Dong, DongOverflow> {
        self.0.checked_mul(count).map(Dong).ok_or(DongOverflow)
    }

    /// The sum of many, counted wide: only the total has to fit.
    pub fn total(amounts: impl IntoIterator<Item = Dong>) -> Result<Dong, DongOverflow> {
        let sum = amounts.into_iter().map(|amount| i128::from(amount.0)).sum();
        Dong::from_wide(sum)
    }

    /// The amount times a ratio, such as the standard of NĐ 20/2021 Điều 4 times the coefficient of Điều 6.
    pub fn times(self, ratio: Ratio, rounding: Rounding) -> Result<Dong, DongOverflow> {
        let product = i128::from(self.0) * i128::from(ratio.over());
        Dong::from_wide(rounding.divide(product, i128::from(ratio.under())))
    }

    /// The nearest multiple of `step`, such as a thousand đồng.
    pub fn rounded_to(self, step: PositiveDong, rounding: Rounding) -> Result<Dong, DongOverflow> {
        let step = i128::from(step.get().0);
        Dong::from_wide(rounding.divide(i128::from(self.0), step) * step)
    }

    /// Reads what people write: `1.234.567`, `1,234,567 đ`, `540000`, `1,5 triệu`, `360000.0` from a number cell.
    ///
    /// What could mean two amounts is refused, never guessed.
    pub fn parse(text: &str) -> Result<Dong, DongFault> {
        read::read(text).map(Dong)
    }

    /// The amount in words for lists and minutes: `Một triệu hai trăm nghìn đồng`.
    pub fn in_words(self) -> String {
        self.in_words_as(Speech::North)
    }

    /// The same, in the words of either half of the country.
    pub fn in_words_as(self, speech: Speech) -> String {
        words::amount(self.0, speech)
    }

    fn from_wide(wide: i128) -> Result<Dong, DongOverflow> {
        i64::try_from(wide).map(Dong).map_err(|_| DongOverflow)
    }
}

/// `1.234.567 đ`: dots between thousands, as official documents write it.
impl fmt::Display for Dong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} đ", grouped(self.0)))
    }
}

fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

impl FromStr for Dong {
    type Err = DongFault;
    fn from_str(text: &str) -> Result<Dong, DongFault> {
        Dong::parse(text)
    }
}

impl Stored for Dong {
    const KIND: Kind = Kind::Int;
    fn to_plain(&self) -> Plain {
        Plain::Int(self.0)
    }
    fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
        match plain {
            Plain::Int(dong) => Ok(Dong(dong)),
            _ => Err(StoredFault { expected: "Dong" }),
        }
    }
}

/// More than nothing: what a transfer or an instruction moves. The direction is said by debit and credit, not by a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct PositiveDong(Dong);

impl PositiveDong {
    /// The amount, if it is above zero.
    pub fn new(amount: Dong) -> Result<PositiveDong, NotPositive> {
        if amount > Dong::ZERO { Ok(PositiveDong(amount)) } else { Err(NotPositive) }
    }

    /// The amount.
    pub const fn get(self) -> Dong {
        self.0
    }
}

impl TryFrom<Dong> for PositiveDong {
    type Error = NotPositive;
    fn try_from(amount: Dong) -> Result<Self, NotPositive> {
        PositiveDong::new(amount)
    }
}

impl From<PositiveDong> for Dong {
    fn from(amount: PositiveDong) -> Dong {
        amount.0
    }
}

impl fmt::Display for PositiveDong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for PositiveDong {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        PositiveDong::new(Dong::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

impl Stored for PositiveDong {
    const KIND: Kind = Kind::Int;
    fn to_plain(&self) -> Plain {
        self.0.to_plain()
    }
    fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
        const FAULT: StoredFault = StoredFault { expected: "PositiveDong" };
        let amount = Dong::from_plain(plain).map_err(|_| FAULT)?;
        PositiveDong::new(amount).map_err(|_| FAULT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thousands_are_parted_by_dots() {
        for (dong, text) in [
            (0, "0 đ"),
            (999, "999 đ"),
            (1_000, "1.000 đ"),
            (1_234_567, "1.234.567 đ"),
            (-540_000, "-540.000 đ"),
            (i64::MIN, "-9.223.372.036.854.775.808 đ"),
        ] {
            assert_eq!(Dong::new(dong).to_string(), text);
        }
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let most = Dong::new(i64::MAX);
        assert_eq!(most.checked_add(Dong::new(1)), Err(DongOverflow));
        assert_eq!(Dong::new(i64::MIN).checked_neg(), Err(DongOverflow));
        assert_eq!(most.checked_mul(2), Err(DongOverflow));
        assert_eq!(most.times(Ratio::new(3, 2).unwrap(), Rounding::Down), Err(DongOverflow));
        assert_eq!(Dong::total([most, most]), Err(DongOverflow));
        assert_eq!(Dong::total([most, most, most.checked_neg().unwrap()]), Ok(most), "only the total has to fit");
    }

    #[test]
    fn nothing_and_less_are_not_positive() {
        assert_eq!(PositiveDong::new(Dong::ZERO), Err(NotPositive));
        assert_eq!(PositiveDong::new(Dong::new(-1)), Err(NotPositive));
        assert_eq!(PositiveDong::from_plain(Plain::Int(0)), Err(StoredFault { expected: "PositiveDong" }));
        assert!(serde_json::from_str::<PositiveDong>("0").is_err());
        assert_eq!(serde_json::from_str::<PositiveDong>("5").unwrap().get(), Dong::new(5));
    }

    #[test]
    fn an_amount_rounds_to_a_step() {
        let step = PositiveDong::new(Dong::new(1_000)).unwrap();
        assert_eq!(Dong::new(1_499).rounded_to(step, Rounding::HalfUp), Ok(Dong::new(1_000)));
        assert_eq!(Dong::new(1_500).rounded_to(step, Rounding::HalfUp), Ok(Dong::new(2_000)));
        assert_eq!(Dong::new(-1_500).rounded_to(step, Rounding::Down), Ok(Dong::new(-1_000)));
        assert_eq!(Dong::new(i64::MAX).rounded_to(step, Rounding::Up), Err(DongOverflow));
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(dong: i64) {
            prop_assert_eq!(Dong::parse(&Dong::new(dong).to_string()), Ok(Dong::new(dong)));
            prop_assert_eq!(Dong::from_plain(Dong::new(dong).to_plain()), Ok(Dong::new(dong)));
        }
    }
}
