//! Evidence, counted in thousandths of a bit.
//!
//! Whole numbers, so that every machine reaches the same sum and the same order.

use std::{
    fmt,
    iter::Sum,
    ops::{Add, Sub},
};

/// Log2 odds in thousandths: one thousand doubles the odds, minus one thousand halves them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Millibits(pub i32);

impl Millibits {
    /// `log2(part / whole)`; both at least one.
    pub(crate) fn ratio(part: u64, whole: u64) -> Millibits {
        Millibits(log2(part) - log2(whole))
    }

    /// `log2(count)`; at least one.
    pub(crate) fn count(count: u64) -> Millibits {
        Millibits(log2(count))
    }

    /// `2` to this power.
    pub(crate) fn odds(self) -> f64 {
        (f64::from(self.0) / 1000.0).exp2()
    }
}

impl Add for Millibits {
    type Output = Millibits;
    fn add(self, other: Millibits) -> Millibits {
        Millibits(self.0.saturating_add(other.0))
    }
}

impl Sub for Millibits {
    type Output = Millibits;
    fn sub(self, other: Millibits) -> Millibits {
        Millibits(self.0.saturating_sub(other.0))
    }
}

impl Sum for Millibits {
    fn sum<I: Iterator<Item = Millibits>>(all: I) -> Millibits {
        all.fold(Millibits(0), Add::add)
    }
}

/// `+6.1`: bits to one place, with their sign.
impl fmt::Display for Millibits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let tenths = (self.0.unsigned_abs() + 50) / 100;
        write!(f, "{sign}{}.{}", tenths / 10, tenths % 10)
    }
}

/// A thousand times the logarithm to base two, cut to a thousandth, by squaring: no floating point is involved.
fn log2(number: u64) -> i32 {
    const STEPS: u32 = 14;
    let number = number.max(1);
    let whole = number.ilog2();
    let mut mantissa = if whole >= 31 { number >> (whole - 31) } else { number << (31 - whole) };
    let mut fraction = 0_u32;
    for _ in 0..STEPS {
        mantissa = (mantissa * mantissa) >> 31;
        fraction <<= 1;
        if mantissa >> 32 != 0 {
            mantissa >>= 1;
            fraction |= 1;
        }
    }
    let thousandths = whole * 1000 + ((fraction * 1000) >> STEPS);
    i32::try_from(thousandths).expect("at most 63,999")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn doubling_is_one_bit() {
        assert_eq!([1, 2, 1024, 1 << 40].map(log2), [0, 1000, 10_000, 40_000]);
        assert_eq!(Millibits::ratio(1, 8), Millibits(-3000));
        assert_eq!(Millibits(6149).to_string(), "+6.1");
        assert_eq!(Millibits(-50).to_string(), "-0.1");
        assert_eq!(Millibits(0).to_string(), "+0.0");
    }

    proptest! {
        #[test]
        fn the_logarithm_is_right_to_a_thousandth(number in 1_u64..1 << 52) {
            #[expect(clippy::cast_precision_loss, reason = "below 2^52 nothing is lost")]
            let exact = (number as f64).log2() * 1000.0;
            prop_assert!((f64::from(log2(number)) - exact).abs() < 1.6, "{} {}", log2(number), exact);
        }
    }
}
