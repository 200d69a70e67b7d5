//! What a damaged citizen number may have been. Proposals only: a person decides.

use super::{
    BirthDate, CitizenId, CitizenIdWarning, Sex,
    digits::{Written, read_digits},
};

/// What was done to the text to make twelve digits of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RepairStep {
    /// Zeros that a number cell dropped were put back at the front.
    LeadingZerosRestored {
        /// One, or two for the provinces 001 to 008.
        zeros: usize,
    },
    /// The `.0` of a number cell was cut off.
    DecimalTailRemoved,
    /// Letters typed for digits were read as digits: O for 0, l or I for 1.
    LettersReadAsDigits,
    /// A zero too many at the front was taken away.
    ExtraZeroRemoved,
}

/// A number that may be meant, how it was made, and what speaks against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitizenIdRepair {
    /// The proposed number.
    pub id: CitizenId,
    /// How it came about.
    pub steps: Vec<RepairStep>,
    /// Where it disagrees with the person's sex and birth date. None is good evidence for the repair.
    pub warnings: Vec<CitizenIdWarning>,
}

/// Proposes citizen numbers for text that is none; nothing for text that is one.
///
/// Spreadsheets drop leading zeros: eleven digits are the usual damage, ten the same for Hà Nội (001) to Tuyên Quang
/// (008). Only a number whose first three digits are a province is proposed, since that is all the proof there is.
///
/// ```
/// # use kernel::{propose_repairs, RepairStep};
/// let proposals = propose_repairs("51144001234", None, None);
/// assert_eq!(proposals[0].id.as_str(), "051144001234");
/// assert_eq!(proposals[0].steps, [RepairStep::LeadingZerosRestored { zeros: 1 }]);
/// ```
pub fn propose_repairs(text: &str, sex: Option<Sex>, birth: Option<BirthDate>) -> Vec<CitizenIdRepair> {
    let (digits, mut steps) = match read_digits(text) {
        Written::Digits(digits) => (digits, vec![]),
        Written::NumberCell(digits) => (digits, vec![RepairStep::DecimalTailRemoved]),
        Written::Other { compact, .. } => match letters_as_digits(&compact) {
            Some(digits) => (digits, vec![RepairStep::LettersReadAsDigits]),
            None => return vec![],
        },
        Written::Empty | Written::TooLong | Written::Scientific => return vec![],
    };
    let whole = match digits.len() {
        10 | 11 if !digits.starts_with('0') => {
            let zeros = 12 - digits.len();
            steps.push(RepairStep::LeadingZerosRestored { zeros });
            format!("{}{digits}", "0".repeat(zeros))
        }
        13 if digits.starts_with('0') => {
            steps.push(RepairStep::ExtraZeroRemoved);
            digits[1..].to_owned()
        }
        _ => digits,
    };
    let Some(id) = CitizenId::from_digits(&whole).filter(|id| !steps.is_empty() && id.province().is_some()) else {
        return vec![];
    };
    vec![CitizenIdRepair { id, steps, warnings: id.warnings(sex, birth) }]
}

/// The text with look-alike letters as digits, if nothing else is foreign in it.
fn letters_as_digits(text: &str) -> Option<String> {
    let digit = |c: char| match c {
        '0'..='9' => Some(c),
        'O' | 'o' => Some('0'),
        'l' | 'I' | '|' => Some('1'),
        _ => None,
    };
    text.chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn proposed(text: &str) -> Vec<(String, Vec<RepairStep>)> {
        propose_repairs(text, None, None).into_iter().map(|found| (found.id.as_str().to_owned(), found.steps)).collect()
    }

    #[test]
    fn lost_zeros_are_proposed_where_a_province_results() {
        use RepairStep::{DecimalTailRemoved, ExtraZeroRemoved, LeadingZerosRestored, LettersReadAsDigits};
        let one = |id: &str, steps: &[RepairStep]| vec![(id.to_owned(), steps.to_vec())];
        for (text, expected) in [
            ("51144001234", one("051144001234", &[LeadingZerosRestored { zeros: 1 }])),
            ("1144001234", one("001144001234", &[LeadingZerosRestored { zeros: 2 }])),
            ("51144001234.0", one("051144001234", &[DecimalTailRemoved, LeadingZerosRestored { zeros: 1 }])),
            ("O511440O1234", one("051144001234", &[LettersReadAsDigits])),
            ("0051144001234", one("051144001234", &[ExtraZeroRemoved])),
            // No province 099, 003 or 511.
            ("99144001234", vec![]),
            ("3144001234", vec![]),
            ("511440012345", vec![]),
            ("051144001234", vec![]),
            ("05114400123", vec![]),
            ("5114400123", vec![]),
            ("", vec![]),
            ("5.1144E+10", vec![]),
            ("chưa có", vec![]),
        ] {
            assert_eq!(proposed(text), expected, "{text}");
        }
    }

    #[test]
    fn a_proposal_says_what_speaks_against_it() {
        let born = BirthDate::parse("1954").unwrap();
        let found = propose_repairs("51144001234", Some(Sex::Female), Some(born));
        assert_eq!(found[0].warnings, [CitizenIdWarning::BirthYearDiffers { number_says: 1944 }]);
    }

    proptest! {
        #[test]
        fn every_dropped_zero_comes_back(at in 0_usize..63, tail in "[0-3][0-9]{8}") {
            let whole = format!("{}{tail}", super::super::id_provinces()[at].code);
            let damaged = whole.trim_start_matches('0');
            let proposals = propose_repairs(damaged, None, None);
            prop_assert_eq!(proposals.len(), 1);
            prop_assert_eq!(proposals[0].id.as_str(), whole);
        }

        #[test]
        fn any_text_gives_proposals_or_none(text in ".{0,40}") {
            let _ = propose_repairs(&text, None, None);
        }
    }
}
