//! Exact fractions and the ways to round.

use crate::text_value::text_value;
use std::{cmp::Ordering, fmt};

/// How a fraction of a đồng becomes a whole one. The law's text decides; where it is silent, the caller still says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// Towards zero: the fraction is dropped.
    Down,
    /// Away from zero: any fraction counts as one.
    Up,
    /// To the nearest, a half away from zero: what an office does with a pencil.
    HalfUp,
    /// To the nearest, a half to the even neighbour.
    HalfEven,
}

impl Rounding {
    /// `number / by`, rounded. `by` is above zero.
    pub(super) fn divide(self, number: i128, by: i128) -> i128 {
        debug_assert!(by > 0, "a ratio's lower number is above zero");
        let (whole, rest) = (number / by, (number % by).abs());
        let away = match self {
            Rounding::Down => false,
            Rounding::Up => rest > 0,
            Rounding::HalfUp => rest * 2 >= by,
            Rounding::HalfEven => rest * 2 > by || (rest * 2 == by && whole % 2 != 0),
        };
        if away { whole + number.signum() } else { whole }
    }
}

/// Text or numbers that are no ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RatioFault {
    /// Nothing can be divided by zero.
    #[error("the lower number of a ratio is zero")]
    Zero,
    /// More digits than a ratio carries.
    #[error("the ratio has too many digits")]
    TooLong,
    /// Not a number, a percentage or a fraction.
    #[error("not a ratio")]
    NotANumber,
}

/// An exact fraction, such as the coefficient 1,5 of NĐ 20/2021 Điều 6 or a share of persons.
///
/// Kept reduced, so `3/2` and `6/4` are equal. Rests as `3/2`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    over: i64,
    under: i64,
}

impl Ratio {
    /// The whole.
    pub const ONE: Ratio = Ratio { over: 1, under: 1 };

    /// `over / under`.
    pub fn new(over: i64, under: i64) -> Result<Ratio, RatioFault> {
        Ratio::from_wide(i128::from(over), i128::from(under))
    }

    fn from_wide(over: i128, under: i128) -> Result<Ratio, RatioFault> {
        if under == 0 {
            return Err(RatioFault::Zero);
        }
        let shared = common_divisor(over, under) * under.signum();
        let narrow = |number: i128| i64::try_from(number / shared).map_err(|_| RatioFault::TooLong);
        Ok(Ratio { over: narrow(over)?, under: narrow(under)? })
    }

    /// The upper number; carries the sign.
    pub const fn over(self) -> i64 {
        self.over
    }

    /// The lower number, above zero.
    pub const fn under(self) -> i64 {
        self.under
    }

    /// Reads `1,5`, `1.5`, `3/2` or `150 %`. A comma and a dot are both decimal: coefficients have no thousands.
    pub fn parse(text: &str) -> Result<Ratio, RatioFault> {
        let text = text.trim();
        if text.len() > 40 {
            return Err(RatioFault::TooLong);
        }
        if let Some(number) = text.strip_suffix('%') {
            let (over, under) = decimal(number.trim_end())?;
            return Ratio::from_wide(over, under * 100);
        }
        if let Some((over, under)) = text.split_once('/') {
            let whole = |part: &str| part.trim().parse::<i64>().map_err(|_| RatioFault::NotANumber);
            return Ratio::new(whole(over)?, whole(under)?);
        }
        let (over, under) = decimal(text)?;
        Ratio::from_wide(over, under)
    }

    /// The ratio as a decimal with a comma and exactly `places` places: `8,67` for 1.049 of 12.105 in hundredths.
    pub fn to_decimal(self, places: u32, rounding: Rounding) -> String {
        let places = places.min(18);
        let one = 10_i128.pow(places);
        let scaled = rounding.divide(i128::from(self.over) * one, i128::from(self.under));
        let sign = if scaled < 0 { "-" } else { "" };
        let (whole, rest) = (scaled.abs() / one, scaled.abs() % one);
        if places == 0 {
            return format!("{sign}{whole}");
        }
        format!("{sign}{whole},{rest:0width$}", width = places as usize)
    }

    /// The ratio in hundredths, without the sign `%`: `8,67`.
    pub fn to_percent(self, places: u32, rounding: Rounding) -> String {
        match Ratio::from_wide(i128::from(self.over) * 100, i128::from(self.under)) {
            Ok(hundredfold) => hundredfold.to_decimal(places, rounding),
            // Beyond 64 bits a share means nothing; the exact fraction is the honest answer.
            Err(_) => self.to_text(),
        }
    }

    fn to_text(self) -> String {
        format!("{}/{}", self.over, self.under)
    }
}

text_value!(Ratio, RatioFault);

/// A decimal as (digits, power of ten).
fn decimal(text: &str) -> Result<(i128, i128), RatioFault> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, rest) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let all = format!("{whole}{rest}");
    if whole.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(RatioFault::NotANumber);
    }
    if all.len() > 18 {
        return Err(RatioFault::TooLong);
    }
    let number: i128 = all.parse().map_err(|_| RatioFault::NotANumber)?;
    Ok((sign * number, 10_i128.pow(u32::try_from(rest.len()).map_err(|_| RatioFault::TooLong)?)))
}

fn common_divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let cross = |a: &Ratio, b: &Ratio| i128::from(a.over) * i128::from(b.under);
        cross(self, other).cmp(&cross(other, self))
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.over, self.under)
    }
}

/// `1,5` where the decimal is exact within six places, else `1/3`.
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if 1_000_000 % self.under != 0 {
            return f.pad(&self.to_text());
        }
        let exact = self.to_decimal(6, Rounding::Down);
        f.pad(exact.trim_end_matches('0').trim_end_matches(','))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dong, Stored};
    use proptest::prelude::*;

    #[test]
    fn each_rounding_does_what_its_name_says() {
        use Rounding::{Down, HalfEven, HalfUp, Up};
        // number, by, Down, Up, HalfUp, HalfEven
        for (number, by, down, up, half_up, half_even) in [
            (10, 4, 2, 3, 3, 2),
            (14, 4, 3, 4, 4, 4),
            (-10, 4, -2, -3, -3, -2),
            (9, 4, 2, 3, 2, 2),
            (11, 4, 2, 3, 3, 3),
            (8, 4, 2, 2, 2, 2),
            (0, 4, 0, 0, 0, 0),
        ] {
            let got = [Down, Up, HalfUp, HalfEven].map(|rounding| rounding.divide(number, by));
            assert_eq!(got, [down, up, half_up, half_even], "{number} / {by}");
        }
    }

    #[test]
    fn coefficients_read_as_decrees_print_them() {
        for (text, over, under) in
            [("1,5", 3, 2), ("1.5", 3, 2), ("3/2", 3, 2), ("150 %", 3, 2), ("2", 2, 1), ("-0,25", -1, 4)]
        {
            assert_eq!(Ratio::parse(text), Ratio::new(over, under), "{text}");
        }
        for text in ["", ",5", "1,,5", "a", "1/0", "1/", "٣", "99999999999999999999", "--1"] {
            assert!(Ratio::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn shares_print_as_the_letters_print_them() {
        let share = Ratio::new(1_049, 12_105).unwrap();
        assert_eq!(share.to_percent(2, Rounding::HalfUp), "8,67");
        assert_eq!(Ratio::new(743, 776).unwrap().to_percent(2, Rounding::Down), "95,74");
        assert_eq!(Ratio::new(1, 3).unwrap().to_string(), "1/3");
        assert_eq!(Ratio::new(5, 2).unwrap().to_string(), "2,5");
        assert_eq!(Ratio::ONE.to_string(), "1");
        assert_eq!(Ratio::new(i64::MIN, 1), Ratio::new(i64::MIN, 1));
        assert_eq!(Ratio::new(i64::MIN, -1), Err(RatioFault::TooLong));
    }

    proptest! {
        #[test]
        fn a_ratio_reads_back_and_never_panics(over: i64, under: i64, dong: i64, places in 0_u32..30) {
            if let Ok(ratio) = Ratio::new(over, under) {
                prop_assert_eq!(Ratio::from_plain(ratio.to_plain()), Ok(ratio));
                for rounding in [Rounding::Down, Rounding::Up, Rounding::HalfUp, Rounding::HalfEven] {
                    let _ = ratio.to_percent(places, rounding);
                    if let Ok(product) = Dong::new(dong).times(ratio, rounding) {
                        // No rounding is a whole đồng away from the truth.
                        let exact = i128::from(dong) * i128::from(ratio.over());
                        let back = i128::from(product.as_i64()) * i128::from(ratio.under());
                        prop_assert!((exact - back).abs() < i128::from(ratio.under()));
                    }
                }
            }
        }

        #[test]
        fn any_text_gives_a_ratio_or_a_fault(text in ".{0,50}") {
            let _ = Ratio::parse(&text);
        }
    }
}
