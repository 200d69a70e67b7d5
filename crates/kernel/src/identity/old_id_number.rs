//! The nine-digit number of the old identity card.

use super::digits::{Written, masked, read_digits};
use crate::text_value::text_value;
use std::fmt;

/// Text that is no old number. It never repeats what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OldIdNumberFault {
    /// Nothing was written.
    #[error("no number")]
    Empty,
    /// Digits, but not nine. [`OldIdNumber::propose_repair`] may know more.
    #[error("{digits} digits instead of 9")]
    Length {
        /// How many there are.
        digits: usize,
    },
    /// A sign that is no digit.
    #[error("{found:?} is not a digit")]
    Character {
        /// The first such sign.
        found: char,
    },
    /// `2.1E+08`: digits were lost in a spreadsheet.
    #[error("a number in scientific notation")]
    Scientific,
    /// `12345678.0`: a number cell, not text; leading zeros are gone.
    #[error("a decimal number")]
    NumberCell,
    /// Far longer than a number.
    #[error("the text is too long for a number")]
    TooLong,
}

/// Số CMND: nine digits. A search key, never proof: cards lost their force after 31 December 2024 (Luật Căn cước
/// 26/2023/QH15 Điều 46), and numbers were issued twice across provinces. The twelve-digit cards of 2012 to 2015 carry
/// a [`super::CitizenId`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OldIdNumber([u8; 9]);

/// An old number that may be meant. The one damage known is the leading zero a number cell dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OldIdRepair {
    /// The proposed number.
    pub number: OldIdNumber,
    /// Whether a `.0` of the number cell was cut off too.
    pub decimal_tail_removed: bool,
}

impl OldIdNumber {
    /// Reads nine digits; spaces and a leading apostrophe are harmless.
    pub fn parse(text: &str) -> Result<OldIdNumber, OldIdNumberFault> {
        match read_digits(text) {
            Written::Digits(digits) => {
                OldIdNumber::from_digits(&digits).ok_or(OldIdNumberFault::Length { digits: digits.len() })
            }
            Written::Empty => Err(OldIdNumberFault::Empty),
            Written::TooLong => Err(OldIdNumberFault::TooLong),
            Written::Scientific => Err(OldIdNumberFault::Scientific),
            Written::NumberCell(_) => Err(OldIdNumberFault::NumberCell),
            Written::Other { found, .. } => Err(OldIdNumberFault::Character { found }),
        }
    }

    /// Proposes the number whose leading zero was dropped: eight digits, or a number cell of eight or nine.
    ///
    /// Numbers begin with 01 (Hà Nội) to 38; `00` was never issued, so two zeros were never lost.
    pub fn propose_repair(text: &str) -> Option<OldIdRepair> {
        let (digits, decimal_tail_removed) = match read_digits(text) {
            Written::Digits(digits) if digits.len() == 8 => (digits, false),
            Written::NumberCell(digits) if matches!(digits.len(), 8 | 9) => (digits, true),
            _ => return None,
        };
        let whole = if digits.len() == 8 { format!("0{digits}") } else { digits };
        let number = OldIdNumber::from_digits(&whole).filter(|number| !number.as_str().starts_with("00"))?;
        Some(OldIdRepair { number, decimal_tail_removed })
    }

    fn from_digits(digits: &str) -> Option<OldIdNumber> {
        let bytes: [u8; 9] = digits.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_digit).then_some(OldIdNumber(bytes))
    }

    /// All nine digits. Whoever shows them has the right to and writes it down.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("nine ASCII digits")
    }

    /// `*****6789`.
    pub fn masked(&self) -> String {
        masked(self.as_str())
    }

    fn to_text(self) -> String {
        self.as_str().to_owned()
    }
}

text_value!(OldIdNumber, OldIdNumberFault);

impl fmt::Debug for OldIdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OldIdNumber({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nine_digits_read_and_others_say_why() {
        use OldIdNumberFault::{Character, Empty, Length, NumberCell};
        assert_eq!(OldIdNumber::parse(" 212 345 678 ").unwrap().as_str(), "212345678");
        for (text, fault) in [
            ("", Empty),
            ("12345678", Length { digits: 8 }),
            ("051144001234", Length { digits: 12 }),
            ("12345678.0", NumberCell),
            ("21234567x", Character { found: 'x' }),
        ] {
            assert_eq!(OldIdNumber::parse(text), Err(fault), "{text}");
        }
        assert_eq!(format!("{:?}", OldIdNumber::parse("212345678").unwrap()), "OldIdNumber(*****5678)");
    }

    #[test]
    fn one_lost_zero_is_proposed() {
        let number = |text| OldIdNumber::propose_repair(text).map(|repair| repair.number.as_str().to_owned());
        assert_eq!(number("12345678"), Some("012345678".into()));
        assert_eq!(number("12345678.0"), Some("012345678".into()));
        assert_eq!(number("212345678.0"), Some("212345678".into()));
        assert_eq!(number("02345678"), None, "00 was never issued");
        assert_eq!(number("212345678"), None, "nothing is wrong with it");
        assert_eq!(number("2345678"), None);
    }

    proptest! {
        #[test]
        fn any_text_gives_a_number_or_a_fault(text in ".{0,40}") {
            let _ = (OldIdNumber::parse(&text), OldIdNumber::propose_repair(&text));
        }
    }
}
