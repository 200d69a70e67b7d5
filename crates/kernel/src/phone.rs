//! Phone numbers of Viet Nam.

use crate::{identity::masked, text_value::text_value};
use std::fmt;

/// Text that is no phone number of Viet Nam. It never repeats what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneFault {
    /// Nothing was written.
    #[error("no phone number")]
    Empty,
    /// A sign that belongs to no phone number.
    #[error("{found:?} does not belong to a phone number")]
    Character {
        /// The first such sign.
        found: char,
    },
    /// Digits, but no number that is in use. [`Phone::propose_repair`] may know more.
    #[error("no number of Viet Nam has these digits")]
    Shape,
    /// Far longer than a phone number.
    #[error("the text is too long for a phone number")]
    TooLong,
}

/// What was done to the text to make a phone number of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhoneRepair {
    /// The zero that a number cell dropped was put back at the front.
    LeadingZeroRestored,
    /// The prefix of before 15 September 2018 was replaced by today's.
    PrefixRenumbered,
}

/// A mobile number (`09…`, ten digits) or a landline (`02…`, eleven digits with the area code), as dialled inside the
/// country: numbering plan of Thông tư 22/2014/TT-BTTTT. A wallet's account number is its mobile number.
///
/// `Debug` covers it, there is no `Display`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

/// Mobile prefixes of eleven digits and what became of them on 15 September 2018 (Quyết định 798/QĐ-BTTTT of 2018).
const RENUMBERED: [(&str, &str); 21] = [
    ("0120", "070"),
    ("0121", "079"),
    ("0122", "077"),
    ("0123", "083"),
    ("0124", "084"),
    ("0125", "085"),
    ("0126", "076"),
    ("0127", "081"),
    ("0128", "078"),
    ("0129", "082"),
    ("0162", "032"),
    ("0163", "033"),
    ("0164", "034"),
    ("0165", "035"),
    ("0166", "036"),
    ("0167", "037"),
    ("0168", "038"),
    ("0169", "039"),
    ("0186", "056"),
    ("0188", "058"),
    ("0199", "059"),
];

impl Phone {
    /// Reads a number; spaces, dots, hyphens, brackets and `+84` are harmless.
    pub fn parse(text: &str) -> Result<Phone, PhoneFault> {
        let digits = national_digits(text)?;
        if is_mobile(&digits) || is_landline(&digits) { Ok(Phone(digits)) } else { Err(PhoneFault::Shape) }
    }

    /// Proposes the number that text may have been: without its leading zero, or with a mobile prefix of before 2018.
    /// `None` for a number that is right as it is.
    pub fn propose_repair(text: &str) -> Option<(Phone, Vec<PhoneRepair>)> {
        let mut digits = national_digits(text).ok()?;
        let mut steps = Vec::new();
        if !digits.starts_with('0') && matches!(digits.len(), 9 | 10) {
            digits.insert(0, '0');
            steps.push(PhoneRepair::LeadingZeroRestored);
        }
        if digits.len() == 11
            && let Some((old, new)) = RENUMBERED.iter().find(|(old, _)| digits.starts_with(old))
        {
            digits.replace_range(..old.len(), new);
            steps.push(PhoneRepair::PrefixRenumbered);
        }
        let right = is_mobile(&digits) || is_landline(&digits);
        (right && !steps.is_empty()).then_some((Phone(digits), steps))
    }

    /// The number as dialled inside the country. Whoever shows it has the right to and writes it down.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it can receive messages and hold a wallet.
    pub fn is_mobile(&self) -> bool {
        is_mobile(&self.0)
    }

    /// `+84905123456`.
    pub fn international(&self) -> String {
        format!("+84{}", &self.0[1..])
    }

    /// `******3456`.
    pub fn masked(&self) -> String {
        masked(&self.0)
    }

    fn to_text(&self) -> String {
        self.0.clone()
    }
}

text_value!(Phone, PhoneFault);

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

/// The digits with `+84`, `84` or `0084` turned into the `0` dialled inside the country.
fn national_digits(text: &str) -> Result<String, PhoneFault> {
    if text.len() > 100 {
        return Err(PhoneFault::TooLong);
    }
    let clean = crate::names::clean(text);
    let written = clean.trim_start_matches(['\'', '’', '‘', '`']).trim();
    let (international, rest) = match written.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, written),
    };
    let digits: String = rest.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')')).collect();
    if let Some(found) = digits.chars().find(|c| !c.is_ascii_digit()) {
        return Err(PhoneFault::Character { found });
    }
    if digits.is_empty() {
        return Err(PhoneFault::Empty);
    }
    let abroad = digits.strip_prefix("0084").or_else(|| digits.strip_prefix("84").filter(|rest| rest.len() >= 9));
    match abroad {
        // `84 0905…`: the zero of the country's own form was left in.
        Some(rest) => Ok(format!("0{}", rest.strip_prefix('0').unwrap_or(rest))),
        None if international => Err(PhoneFault::Shape),
        None => Ok(digits),
    }
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 10 && ["03", "05", "07", "08", "09"].iter().any(|prefix| digits.starts_with(prefix))
}

fn is_landline(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with("02")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Plain, Stored};
    use proptest::prelude::*;

    #[test]
    fn phone_numbers_read_as_people_write_them() {
        for (text, number) in [
            ("0905123456", "0905123456"),
            ("0905 123 456", "0905123456"),
            ("0905.123.456", "0905123456"),
            ("(090) 512-3456", "0905123456"),
            ("+84 905 123 456", "0905123456"),
            ("+84 (0) 905 123 456", "0905123456"),
            ("84905123456", "0905123456"),
            ("0084905123456", "0905123456"),
            ("'0255 385 1234", "02553851234"),
        ] {
            assert_eq!(Phone::parse(text).map(|found| found.as_str().to_owned()), Ok(number.into()), "{text}");
        }
        let mobile = Phone::parse("0905123456").unwrap();
        assert_eq!((mobile.is_mobile(), mobile.international()), (true, "+84905123456".into()));
        assert!(!Phone::parse("02553851234").unwrap().is_mobile());
        assert_eq!(format!("{mobile:?}"), "Phone(******3456)");
    }

    #[test]
    fn what_is_no_phone_number_says_why() {
        for (text, fault) in [
            ("", PhoneFault::Empty),
            ("+", PhoneFault::Empty),
            ("không có", PhoneFault::Character { found: 'k' }),
            ("905123456", PhoneFault::Shape),
            ("01682345678", PhoneFault::Shape),
            ("+1 202 555 0101", PhoneFault::Shape),
            ("090512345", PhoneFault::Shape),
        ] {
            assert_eq!(Phone::parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn lost_zeros_and_old_prefixes_are_proposed() {
        use PhoneRepair::{LeadingZeroRestored, PrefixRenumbered};
        for (text, expected) in [
            ("905123456", Some(("0905123456", vec![LeadingZeroRestored]))),
            ("01682345678", Some(("0382345678", vec![PrefixRenumbered]))),
            ("1682345678", Some(("0382345678", vec![LeadingZeroRestored, PrefixRenumbered]))),
            ("2553851234", Some(("02553851234", vec![LeadingZeroRestored]))),
            ("0905123456", None),
            ("0142345678", None),
            ("12", None),
        ] {
            let found = Phone::propose_repair(text);
            let found = found.as_ref().map(|(phone, steps)| (phone.as_str(), steps.clone()));
            assert_eq!(found, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_a_phone_number_or_a_fault(text in ".{0,40}") {
            let _ = Phone::propose_repair(&text);
            if let Ok(phone) = Phone::parse(&text) {
                prop_assert_eq!(Phone::from_plain(phone.to_plain()), Ok(phone));
            }
        }

        #[test]
        fn digits_and_signs_never_panic(text in "[0-9+() .-]{0,24}") {
            let repaired = Phone::propose_repair(&text);
            if let (Ok(phone), Some(_)) = (Phone::parse(&text), repaired) {
                prop_assert!(false, "{} is right and was repaired", phone.as_str());
            }
        }

        #[test]
        fn both_forms_read_alike(digits in "0[35789][0-9]{8}") {
            let phone = Phone::parse(&digits).unwrap();
            prop_assert_eq!(Phone::parse(&phone.international()), Ok(phone.clone()));
            prop_assert_eq!(phone.to_plain(), Plain::Text(digits));
        }
    }
}
