//! Where money arrives: the number of an account and the bank that keeps it.

use crate::{
    identity::{is_scientific, masked},
    text_value::text_value,
};
use std::fmt;

/// Text that is no account number. It never repeats what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountNumberFault {
    /// Nothing was written.
    #[error("no account number")]
    Empty,
    /// Fewer than 6 or more than 19 letters and digits.
    #[error("{signs} letters and digits instead of 6 to 19")]
    Length {
        /// How many there are.
        signs: usize,
    },
    /// A sign that is neither a digit nor a letter from A to Z.
    #[error("{found:?} is neither a digit nor a letter from A to Z")]
    Character {
        /// The first such sign.
        found: char,
    },
    /// `1.02E+11`: digits were lost in a spreadsheet and nobody can bring them back.
    #[error("a number in scientific notation")]
    Scientific,
    /// `102010001234.0`: a number cell, not text; leading zeros may be gone.
    #[error("a decimal number")]
    NumberCell,
    /// Far longer than an account number.
    #[error("the text is too long for an account number")]
    TooLong,
}

/// The fewest signs of an account number.
const SIGNS_MIN: usize = 6;
/// The most signs of an account number, as the national switch (NAPAS) carries it.
const SIGNS_MAX: usize = 19;

/// Số tài khoản: 6 to 19 digits or capital letters. Letters are real: banks sell accounts with chosen names. The number
/// of a wallet is the holder's phone number.
///
/// It is sensitive (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15): `Debug` covers it, there is no `Display`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountNumber(String);

impl AccountNumber {
    /// Reads a number; spaces, dots, hyphens and a leading apostrophe are harmless, small letters become capitals.
    pub fn parse(text: &str) -> Result<AccountNumber, AccountNumberFault> {
        if text.len() > 100 {
            return Err(AccountNumberFault::TooLong);
        }
        let clean = crate::names::clean(text);
        let written = clean.trim_start_matches(['\'', '’', '‘', '`']).trim();
        if is_scientific(written) {
            return Err(AccountNumberFault::Scientific);
        }
        if is_number_cell(written) {
            return Err(AccountNumberFault::NumberCell);
        }
        let signs: String = written.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
        if let Some(found) = signs.chars().find(|c| !c.is_ascii_alphanumeric()) {
            return Err(AccountNumberFault::Character { found });
        }
        match signs.len() {
            0 => Err(AccountNumberFault::Empty),
            SIGNS_MIN..=SIGNS_MAX => Ok(AccountNumber(signs.to_ascii_uppercase())),
            length => Err(AccountNumberFault::Length { signs: length }),
        }
    }

    /// The whole number. Whoever shows it has the right to and writes it down.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `********1234`, for pages and people who need not know it all.
    pub fn masked(&self) -> String {
        masked(&self.0)
    }

    fn to_text(&self) -> String {
        self.0.clone()
    }
}

text_value!(AccountNumber, AccountNumberFault);

impl fmt::Debug for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccountNumber({})", self.masked())
    }
}

/// `102010001234.0`, `102010001234,00`.
fn is_number_cell(text: &str) -> bool {
    let Some((whole, rest)) = text.split_once(['.', ',']) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(rest) && rest.len() <= 2 && rest.bytes().all(|byte| byte == b'0')
}

/// Text that is no bank number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not six digits")]
pub struct BinFault;

/// The six digits by which the national switch knows a bank (bank identification number). Banks are keyed on it, since
/// names and owners change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bin([u8; 6]);

impl Bin {
    /// Reads six digits.
    pub fn parse(text: &str) -> Result<Bin, BinFault> {
        let bytes: [u8; 6] = text.trim().as_bytes().try_into().map_err(|_| BinFault)?;
        if bytes.iter().all(u8::is_ascii_digit) { Ok(Bin(bytes)) } else { Err(BinFault) }
    }

    /// The six digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("six ASCII digits")
    }

    fn to_text(self) -> String {
        self.as_str().to_owned()
    }
}

text_value!(Bin, BinFault);

impl fmt::Display for Bin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Bin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bin({})", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Plain, Stored};
    use proptest::prelude::*;

    #[test]
    fn account_numbers_read_as_people_write_them() {
        for (text, number) in [
            ("1500205123456", "1500205123456"),
            ("1500 205 123 456", "1500205123456"),
            ("007.1000.123456", "0071000123456"),
            ("1500-205-123456", "1500205123456"),
            ("'0071000123456", "0071000123456"),
            ("0905123456\u{a0}", "0905123456"),
            ("binhson68", "BINHSON68"),
            ("123456", "123456"),
        ] {
            assert_eq!(AccountNumber::parse(text).map(|found| found.as_str().to_owned()), Ok(number.into()), "{text}");
        }
    }

    #[test]
    fn what_is_no_account_number_says_why() {
        use AccountNumberFault::{Character, Empty, Length, NumberCell, Scientific, TooLong};
        for (text, fault) in [
            ("", Empty),
            (" - ", Empty),
            ("12345", Length { signs: 5 }),
            ("12345678901234567890", Length { signs: 20 }),
            ("1.02E+11", Scientific),
            ("1.02010001234E+11", Scientific),
            ("102010001234.0", NumberCell),
            ("102010001234,00", NumberCell),
            ("123456/7", Character { found: '/' }),
            ("Bình Sơn", Character { found: 'ì' }),
        ] {
            assert_eq!(AccountNumber::parse(text), Err(fault), "{text}");
        }
        assert_eq!(AccountNumber::parse(&"1".repeat(101)), Err(TooLong));
    }

    #[test]
    fn it_is_covered_in_logs_and_bare_at_rest() {
        let number = AccountNumber::parse("1500205123456").unwrap();
        assert_eq!(format!("{number:?}"), "AccountNumber(*********3456)");
        assert_eq!(number.to_plain(), Plain::Text("1500205123456".into()));
        assert!(AccountNumber::from_plain(Plain::Text("binhson68".into())).is_err());
        assert_eq!(Bin::parse("970405").map(|bin| bin.to_string()), Ok("970405".into()));
        assert_eq!([Bin::parse("97040"), Bin::parse("97040a"), Bin::parse("9704055")], [Err(BinFault); 3]);
    }

    proptest! {
        #[test]
        fn any_text_gives_a_number_or_a_fault(text in ".{0,40}") {
            let _ = Bin::parse(&text);
            if let Ok(number) = AccountNumber::parse(&text) {
                prop_assert_eq!(AccountNumber::parse(number.as_str()), Ok(number.clone()));
                prop_assert_eq!(AccountNumber::from_plain(number.to_plain()), Ok(number));
            }
        }

        #[test]
        fn every_number_of_the_right_shape_reads_back(text in "[A-Z0-9]{6,19}") {
            let number = AccountNumber::parse(&text).unwrap();
            prop_assert_eq!(number.as_str(), text);
        }
    }
}
