//! Số và ký hiệu: `275/UBND-VX`.

use kernel::{Kind, Plain, Stored, StoredFault};
use std::fmt;

/// The most characters of a number with its symbol.
const LONGEST: usize = 60;

/// A letter's number and symbol, as printed behind `Số:`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LetterNumber(String);

/// Text that is no number of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// It does not begin with a digit.
    #[error("the number of a letter begins with a digit")]
    NoDigit,
    /// It is longer than numbers are.
    #[error("the number of a letter is too long")]
    TooLong,
    /// A character that no symbol has.
    #[error("a number of a letter has no {0:?}")]
    Character(char),
}

impl LetterNumber {
    /// Reads `275/UBND-VX`, `Số: 275 / UBND-VX`, `21-CT/TTg`, `26/2023/QH15`. Total: any text gives a number or a fault.
    pub fn parse(text: &str) -> Result<LetterNumber, NumberFault> {
        let text = kernel::names::clean(text);
        let mut rest = text.as_str();
        for prefix in ["Số", "số", "SỐ"] {
            rest = rest.strip_prefix(prefix).unwrap_or(rest);
        }
        let number: String = rest.trim_start_matches([':', '.', ' ']).chars().filter(|letter| *letter != ' ').collect();
        let number = number.trim_end_matches(['/', '-', '.', ',']).to_owned();
        if number.chars().count() > LONGEST {
            return Err(NumberFault::TooLong);
        }
        if !number.starts_with(|letter: char| letter.is_ascii_digit()) {
            return Err(NumberFault::NoDigit);
        }
        let is_fit = |letter: char| letter.is_alphanumeric() || matches!(letter, '/' | '-' | '&' | '.' | '(' | ')');
        match number.chars().find(|letter| !is_fit(*letter)) {
            Some(letter) => Err(NumberFault::Character(letter)),
            None => Ok(LetterNumber(number)),
        }
    }

    /// As printed: `275/UBND-VX`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Số: `275`.
    pub fn number(&self) -> &str {
        let end = self.0.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(self.0.len());
        &self.0[..end]
    }

    /// Ký hiệu: `UBND-VX`; empty where there is none.
    pub fn symbol(&self) -> &str {
        self.0[self.number().len()..].trim_start_matches(['/', '-'])
    }
}

impl fmt::Display for LetterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Stored for LetterNumber {
    const KIND: Kind = Kind::Text;
    fn to_plain(&self) -> Plain {
        Plain::Text(self.0.clone())
    }
    fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
        const FAULT: StoredFault = StoredFault { expected: "LetterNumber" };
        let Plain::Text(text) = plain else { return Err(FAULT) };
        LetterNumber::parse(&text).map_err(|_| FAULT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let parts = |text: &str| {
            let number = LetterNumber::parse(text).expect("a number");
            (number.to_string(), number.number().to_owned(), number.symbol().to_owned())
        };
        let told = |text: &str, number: &str, symbol: &str| (text.to_owned(), number.to_owned(), symbol.to_owned());
        assert_eq!(parts("275/UBND-VX"), told("275/UBND-VX", "275", "UBND-VX"));
        assert_eq!(parts(" Số:  275 / UBND-VX,"), told("275/UBND-VX", "275", "UBND-VX"));
        assert_eq!(parts("21-CT/TTg"), told("21-CT/TTg", "21", "CT/TTg"));
        assert_eq!(parts("26/2023/QH15"), told("26/2023/QH15", "26", "2023/QH15"));
        assert_eq!(parts("1085/LĐTBXH-TTTT"), told("1085/LĐTBXH-TTTT", "1085", "LĐTBXH-TTTT"));
        assert_eq!(parts("03"), told("03", "03", ""));
        assert_eq!(LetterNumber::parse("UBND-VX"), Err(NumberFault::NoDigit));
        assert_eq!(LetterNumber::parse(""), Err(NumberFault::NoDigit));
        assert_eq!(LetterNumber::parse("1/<b>"), Err(NumberFault::Character('<')));
        assert_eq!(LetterNumber::parse(&"1".repeat(61)), Err(NumberFault::TooLong));
    }

    proptest! {
        #[test]
        fn any_text_is_a_number_that_reads_back_or_none(text in "\\PC{0,70}|(Số:? ?)?[0-9]{1,4} ?[/-] ?[A-ZĐ&/. -]{0,20}") {
            if let Ok(number) = LetterNumber::parse(&text) {
                prop_assert_eq!(LetterNumber::parse(number.as_str()), Ok(number.clone()));
                prop_assert!(number.as_str().starts_with(number.number()) && number.as_str().ends_with(number.symbol()));
            }
        }
    }
}
