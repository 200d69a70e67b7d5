//! The twelve-digit number of a person.

use super::{
    BirthDate, Sex,
    digits::{Written, masked, read_digits},
    province::{IdProvince, find_province},
};
use crate::text_value::text_value;
use std::fmt;

/// Text that is no citizen number. It never repeats what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CitizenIdFault {
    /// Nothing was written.
    #[error("no number")]
    Empty,
    /// Digits, but not twelve. [`super::propose_repairs`] may know more.
    #[error("{digits} digits instead of 12")]
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
    /// `5.1044E+10`: digits were lost in a spreadsheet and nobody can bring them back.
    #[error("a number in scientific notation")]
    Scientific,
    /// `51044001234.0`: a number cell, not text; leading zeros are gone.
    #[error("a decimal number")]
    NumberCell,
    /// Far longer than a number.
    #[error("the text is too long for a number")]
    TooLong,
}

/// Số định danh cá nhân: twelve digits kept as text.
///
/// Three digits of the province (or country) of birth registration, one of century and sex, two of the birth year, six
/// at random; no check digit (Nghị định 137/2015/NĐ-CP Điều 13, Thông tư 59/2021/TT-BCA Điều 4). It is personal data:
/// `Debug` covers it, there is no `Display`, and [`CitizenId::as_str`] is called by name.
///
/// What the digits say may differ from what a list says: numbers outlive corrections of sex and birth year. So
/// disagreement is a [`CitizenIdWarning`], never a fault.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitizenId([u8; 12]);

/// Something to look at before the number is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CitizenIdWarning {
    /// The first three digits are no province: born abroad, or a slip.
    ProvinceUnknown,
    /// The fourth digit names the other sex.
    SexDiffers {
        /// What the number says.
        number_says: Sex,
    },
    /// The fourth to sixth digits name another birth year.
    BirthYearDiffers {
        /// What the number says.
        number_says: i16,
    },
    /// The last six digits are all the same; real ones rarely are.
    TailRepeats,
}

impl CitizenId {
    /// Reads twelve digits; spaces, groups of three with dots and a leading apostrophe are harmless.
    pub fn parse(text: &str) -> Result<CitizenId, CitizenIdFault> {
        match read_digits(text) {
            Written::Digits(digits) => {
                CitizenId::from_digits(&digits).ok_or(CitizenIdFault::Length { digits: digits.len() })
            }
            Written::Empty => Err(CitizenIdFault::Empty),
            Written::TooLong => Err(CitizenIdFault::TooLong),
            Written::Scientific => Err(CitizenIdFault::Scientific),
            Written::NumberCell(_) => Err(CitizenIdFault::NumberCell),
            Written::Other { found, .. } => Err(CitizenIdFault::Character { found }),
        }
    }

    /// Exactly twelve ASCII digits.
    pub(super) fn from_digits(digits: &str) -> Option<CitizenId> {
        let bytes: [u8; 12] = digits.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_digit).then_some(CitizenId(bytes))
    }

    /// All twelve digits. Whoever shows them has the right to and writes it down.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("twelve ASCII digits")
    }

    /// `********1234`, for pages and people who need not know it all.
    pub fn masked(&self) -> String {
        masked(self.as_str())
    }

    /// The three digits of the place of birth registration.
    pub fn province_code(&self) -> &str {
        &self.as_str()[..3]
    }

    /// The province of birth registration; none for people registered abroad.
    pub fn province(&self) -> Option<&'static IdProvince> {
        find_province(self.province_code())
    }

    /// The sex the fourth digit names: even for men, odd for women.
    pub fn sex(&self) -> Sex {
        if self.digit(3).is_multiple_of(2) { Sex::Male } else { Sex::Female }
    }

    /// The birth year the fourth to sixth digits name: 0 and 1 are the 1900s, 2 and 3 the 2000s, and so on to the 2300s.
    pub fn birth_year(&self) -> i16 {
        1900 + 100 * i16::from(self.digit(3) / 2) + 10 * i16::from(self.digit(4)) + i16::from(self.digit(5))
    }

    /// Where the number disagrees with what else is known of the person.
    pub fn warnings(&self, sex: Option<Sex>, birth: Option<BirthDate>) -> Vec<CitizenIdWarning> {
        let mut warnings = Vec::new();
        if self.province().is_none() {
            warnings.push(CitizenIdWarning::ProvinceUnknown);
        }
        if sex.is_some_and(|sex| sex != self.sex()) {
            warnings.push(CitizenIdWarning::SexDiffers { number_says: self.sex() });
        }
        if birth.is_some_and(|birth| birth.year() != self.birth_year()) {
            warnings.push(CitizenIdWarning::BirthYearDiffers { number_says: self.birth_year() });
        }
        if self.0[6..].iter().all(|byte| *byte == self.0[6]) {
            warnings.push(CitizenIdWarning::TailRepeats);
        }
        warnings
    }

    fn digit(self, at: usize) -> u8 {
        self.0[at] - b'0'
    }

    fn to_text(self) -> String {
        self.as_str().to_owned()
    }
}

text_value!(CitizenId, CitizenIdFault);

impl fmt::Debug for CitizenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CitizenId({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Plain, Stored};
    use proptest::prelude::*;

    #[test]
    fn twelve_digits_tell_their_parts() {
        let id = CitizenId::parse("051144001234").unwrap();
        assert_eq!(id.province().map(|province| province.name), Some("Quảng Ngãi"));
        assert_eq!((id.sex(), id.birth_year()), (Sex::Female, 1944));
        let young = CitizenId::parse("079214000001").unwrap();
        assert_eq!((young.sex(), young.birth_year()), (Sex::Male, 2014));
        assert_eq!(CitizenId::parse("001999000001").unwrap().birth_year(), 2399);
    }

    #[test]
    fn harmless_writing_is_read() {
        let id = CitizenId::parse("051144001234").unwrap();
        for text in [
            " 051144001234\t",
            "'051144001234",
            "051 144 001 234",
            "051.144.001.234",
            "051-144-001-234",
            "0511\u{a0}44001234\u{200b}",
        ] {
            assert_eq!(CitizenId::parse(text), Ok(id), "{text}");
        }
    }

    #[test]
    fn what_is_no_citizen_number_says_why() {
        use CitizenIdFault::{Character, Empty, Length, NumberCell, Scientific, TooLong};
        for (text, fault) in [
            ("", Empty),
            ("  ", Empty),
            ("'", Empty),
            ("51144001234", Length { digits: 11 }),
            ("0511440012345", Length { digits: 13 }),
            ("51144001234.0", NumberCell),
            ("5.11440E+10", Scientific),
            ("05114400123O", Character { found: 'O' }),
            ("٠٥١١٤٤٠٠١٢٣٤", Character { found: '٠' }),
            ("chưa có", Character { found: 'c' }),
        ] {
            assert_eq!(CitizenId::parse(text), Err(fault), "{text}");
        }
        assert_eq!(CitizenId::parse(&"0".repeat(101)), Err(TooLong));
    }

    #[test]
    fn disagreement_warns_and_never_rejects() {
        let id = CitizenId::parse("051144001234").unwrap();
        let born = |text| Some(BirthDate::parse(text).unwrap());
        assert_eq!(id.warnings(None, None), []);
        assert_eq!(id.warnings(Some(Sex::Female), born("02/09/1944")), []);
        assert_eq!(
            id.warnings(Some(Sex::Male), born("1954")),
            [
                CitizenIdWarning::SexDiffers { number_says: Sex::Female },
                CitizenIdWarning::BirthYearDiffers { number_says: 1944 },
            ]
        );
        let odd = CitizenId::parse("000000000000").unwrap();
        assert_eq!(odd.warnings(None, None), [CitizenIdWarning::ProvinceUnknown, CitizenIdWarning::TailRepeats]);
    }

    #[test]
    fn it_is_covered_in_logs_and_bare_at_rest() {
        let id = CitizenId::parse("051144001234").unwrap();
        assert_eq!(format!("{id:?}"), "CitizenId(********1234)");
        assert_eq!(id.to_plain(), Plain::Text("051144001234".into()));
        assert_eq!(CitizenId::from_plain(id.to_plain()), Ok(id));
        assert!(CitizenId::from_plain(Plain::Text("051 144 001 234".into())).is_err());
    }

    proptest! {
        #[test]
        fn any_text_gives_a_number_or_a_fault(text in ".{0,40}") {
            let _ = CitizenId::parse(&text);
        }

        #[test]
        fn twelve_digits_always_read_and_never_panic(text in "[0-9]{12}") {
            let id = CitizenId::parse(&text).unwrap();
            prop_assert_eq!(id.as_str(), text);
            prop_assert!((1900..=2399).contains(&id.birth_year()));
            let _ = id.warnings(Some(Sex::Male), None);
        }
    }
}
