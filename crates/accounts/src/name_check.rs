//! Whether the name a bank has for a number is the payee's.
//!
//! Banks answer in capitals without marks, often cut short. So equal folded names are weak evidence and still the best
//! there is; the rules are `payments.md` of the design, one word of `NameRule` each.

use kernel::{
    keyed,
    names::{plain_key, plain_text},
};

keyed! {
    /// What came of comparing the names, in the words of the European and British schemes.
    pub enum NameCheck {
        /// The same name.
        Match = "match",
        /// Nearly: a person looks and says why.
        Close = "close",
        /// Somebody else.
        NoMatch = "no_match",
        /// The bank does not say.
        Cannot = "cannot",
    }
}

keyed! {
    /// Which rule decided.
    pub enum NameRule {
        /// All words equal, in order.
        Equal = "equal",
        /// Equal without spaces: `H HEN` and `HHEN`.
        Spaces = "spaces",
        /// Equal but for y and i: `LY` and `LI`.
        LetterY = "letter_y",
        /// Equal but for a word of address before it.
        Honorific = "honorific",
        /// The bank cuts long names.
        CutShort = "cut_short",
        /// The family name stands last.
        FamilyLast = "family_last",
        /// One name in the middle is missing on one side.
        MiddleMissing = "middle_missing",
        /// One name in the middle is an initial.
        MiddleInitial = "middle_initial",
        /// One letter in a name in the middle.
        OneSlip = "one_slip",
        /// The given name is another.
        GivenDiffers = "given_differs",
        /// The family name is another.
        FamilyDiffers = "family_differs",
        /// The middle is another.
        MiddleDiffers = "middle_differs",
        /// There is no name to compare.
        NoAnswer = "no_answer",
    }
}

/// What came of it, and by which rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameVerdict {
    /// The outcome.
    pub check: NameCheck,
    /// The rule.
    pub rule: NameRule,
}

impl NameRule {
    /// The outcome a rule stands for.
    pub const fn check(self) -> NameCheck {
        match self {
            NameRule::Equal => NameCheck::Match,
            NameRule::Spaces
            | NameRule::LetterY
            | NameRule::Honorific
            | NameRule::CutShort
            | NameRule::FamilyLast
            | NameRule::MiddleMissing
            | NameRule::MiddleInitial
            | NameRule::OneSlip => NameCheck::Close,
            NameRule::GivenDiffers | NameRule::FamilyDiffers | NameRule::MiddleDiffers => NameCheck::NoMatch,
            NameRule::NoAnswer => NameCheck::Cannot,
        }
    }
}

/// Banks keep at least this many letters of a name before they cut it.
const CUT_LETTERS_MIN: usize = 20;
/// Shorter words are one letter away from too many others: AN and ANH, HOA and HOAN.
const SLIP_LETTERS_MIN: usize = 4;
/// Words of address banks put before a name.
const HONORIFICS: [&str; 6] = ["ONG", "BA", "MR", "MRS", "MS", "CHU TK"];

/// Compares the payee's name with what the bank has: each holder of a joint account by itself, the best counts.
pub fn check_name(expected: &str, returned: &str) -> NameVerdict {
    let holders = returned.split(['/', '&', ';', '+']).map(|holder| compare(expected, holder));
    let best = holders.min_by_key(|rule| (rule.check() as u8, *rule as u8)).unwrap_or(NameRule::NoAnswer);
    NameVerdict { check: best.check(), rule: best }
}

/// The name as a bank writes it: capitals without marks, single spaces.
pub(crate) fn as_bank(name: &str) -> String {
    let plain: String = plain_text(name).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase()
}

fn compare(expected: &str, returned: &str) -> NameRule {
    let (expected, returned) = (as_bank(expected), as_bank(returned));
    if expected.is_empty() || returned.is_empty() {
        return NameRule::NoAnswer;
    }
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (expected.split(' ').collect(), returned.split(' ').collect());
    if ours == theirs {
        return NameRule::Equal;
    }
    let addressed = |word: &&&str| returned.strip_prefix(**word).is_some_and(|rest| rest.trim_start() == expected);
    let y_as_i = |words: &[&str]| words.iter().map(|word| plain_key(word)).collect::<Vec<_>>();
    if expected.replace(' ', "") == returned.replace(' ', "") {
        NameRule::Spaces
    } else if y_as_i(&ours) == y_as_i(&theirs) {
        NameRule::LetterY
    } else if HONORIFICS.iter().any(|word| addressed(&word)) {
        NameRule::Honorific
    } else if returned.chars().count() >= CUT_LETTERS_MIN && expected.starts_with(&returned) {
        NameRule::CutShort
    } else if ours.len() == theirs.len() && ours[1..] == theirs[..theirs.len() - 1] && ours[0] == theirs[ours.len() - 1]
    {
        NameRule::FamilyLast
    } else {
        compare_words(&ours, &theirs)
    }
}

/// Both ends must be equal; the middle may be nearly so.
fn compare_words(ours: &[&str], theirs: &[&str]) -> NameRule {
    let ([family, middle @ .., given], [their_family, their_middle @ .., their_given]) = (ours, theirs) else {
        return if ours.last() == theirs.last() { NameRule::FamilyDiffers } else { NameRule::GivenDiffers };
    };
    if given != their_given {
        NameRule::GivenDiffers
    } else if family != their_family {
        NameRule::FamilyDiffers
    } else if is_one_fewer(middle, their_middle) || is_one_fewer(their_middle, middle) {
        NameRule::MiddleMissing
    } else {
        compare_middle(middle, their_middle)
    }
}

fn compare_middle(ours: &[&str], theirs: &[&str]) -> NameRule {
    if ours.len() != theirs.len() {
        return NameRule::MiddleDiffers;
    }
    let mut differing = ours.iter().zip(theirs).filter(|(our, their)| our != their);
    match (differing.next(), differing.next()) {
        (Some((our, their)), None) if is_initial(our, their) || is_initial(their, our) => NameRule::MiddleInitial,
        (Some((our, their)), None) if our.len() >= SLIP_LETTERS_MIN && is_one_edit(our, their) => NameRule::OneSlip,
        _ => NameRule::MiddleDiffers,
    }
}

/// Whether `fewer` is `more` without one of its words.
fn is_one_fewer(fewer: &[&str], more: &[&str]) -> bool {
    let without = |at: usize| more[..at].iter().chain(&more[at + 1..]).eq(fewer);
    fewer.len() + 1 == more.len() && (0..more.len()).any(without)
}

fn is_initial(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}

/// Whether one letter added, left out or replaced makes one word the other. Both are ASCII.
fn is_one_edit(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (short, long) = (short.as_bytes(), long.as_bytes());
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 => short[(same + 1).min(short.len())..] == long[(same + 1).min(long.len())..],
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `payee | what the bank has | outcome | rule`.
    const CASES: &str = "
        Nguyễn Thị Ánh          | NGUYEN THI ANH            | match    | equal
        Nguyễn Thị Ánh          | nguyễn thị ánh            | match    | equal
        Hoà Thuý                | HOA THUY                  | match    | equal
        Đặng Ðức                | DANG DUC                  | match    | equal
        H'Hen Niê               | H HEN NIE                 | match    | equal
        K’Brôi                  | K BROI                    | match    | equal
        H'Hen Niê               | HHEN NIE                  | close    | spaces
        Nguyễn Văn An           | NGUYENVANAN               | close    | spaces
        Lý Thị Mỹ               | LI THI MI                 | close    | letter_y
        Trần Thúy               | TRAN THUI                 | no_match | given_differs
        Nguyễn Văn An           | ONG NGUYEN VAN AN         | close    | honorific
        Nguyễn Thị An           | Mrs. NGUYEN THI AN        | close    | honorific
        Công Huyền Tôn Nữ Thị Phương Thảo | CONG HUYEN TON NU THI PHUO | close | cut_short
        Nguyễn Thị An           | NGUYEN THI                | no_match | given_differs
        Nguyễn Văn An           | VAN AN NGUYEN             | close    | family_last
        Nguyễn Thị Ngọc Ánh     | NGUYEN NGOC ANH           | close    | middle_missing
        Nguyễn Ánh              | NGUYEN THI ANH            | close    | middle_missing
        Nguyễn Thị Ngọc Ánh     | NGUYEN ANH                | no_match | middle_differs
        Nguyễn Thị Ngọc Ánh     | NGUYEN T NGOC ANH         | close    | middle_initial
        Nguyễn Thị Ngọc Ánh     | NGUYEN T N ANH            | no_match | middle_differs
        Trần Phương Anh         | TRAN PHUONGG ANH          | close    | one_slip
        Trần Phương Anh         | TRAN PHONG ANH            | close    | one_slip
        Trần Thị Anh            | TRAN THU ANH              | no_match | middle_differs
        Nguyễn Văn An           | NGUYEN VAN ANH            | no_match | given_differs
        Nguyễn Thị Hoa          | NGUYEN THI HOAN           | no_match | given_differs
        Nguyễn Thị Phương       | NGUYEN THI PHUONGG        | no_match | given_differs
        Nguyễn Văn An           | NGUYN VAN AN              | no_match | family_differs
        Nguyễn Văn An           | TRAN VAN AN               | no_match | family_differs
        Nguyễn Văn An           | LE THI BINH               | no_match | given_differs
        Brôi                    | BROI                      | match    | equal
        Brôi                    | BRAI                      | no_match | given_differs
        Nguyễn Văn An           | LE THI BINH / NGUYEN VAN AN | match  | equal
        Nguyễn Văn An           | LE THI BINH & TRAN VAN CU | no_match | given_differs
        Nguyễn Văn An           |                           | cannot   | no_answer
        Nguyễn Văn An           | ***                       | cannot   | no_answer
        Jean Dupont             | JAEN DUPONT               | no_match | family_differs
        Hoàng Hoảng             | HOANG HOANG               | match    | equal
    ";

    #[test]
    fn names_are_compared_rule_by_rule() {
        for case in CASES.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let cells: Vec<&str> = case.split('|').map(str::trim).collect();
            let [payee, bank, outcome, rule] = cells[..] else { panic!("four cells: {case}") };
            let verdict = check_name(payee, bank);
            assert_eq!((verdict.check.key(), verdict.rule.key()), (outcome, rule), "{case}");
        }
        for rule in NameRule::ALL {
            assert!(CASES.contains(rule.key()), "a case for {}", rule.key());
        }
    }

    proptest! {
        #[test]
        fn a_name_matches_itself_however_a_bank_writes_it(name in "[A-ZĐ][a-zăâđêôơưáàảãạ]{0,6}( [A-ZĐ][a-zăâđêôơưếềệ]{0,6}){0,4}") {
            prop_assert_eq!(check_name(&name, &as_bank(&name)).check, NameCheck::Match);
            prop_assert_eq!(check_name(&name, &name.to_uppercase()).check, NameCheck::Match);
        }

        #[test]
        fn any_two_texts_are_compared(one in ".{0,60}", other in ".{0,60}") {
            let verdict = check_name(&one, &other);
            prop_assert_eq!(verdict.rule.check(), verdict.check);
        }

        /// Another given name is never taken for the same, unless the bank cut the name before it.
        #[test]
        fn another_given_name_is_never_close(given in "[A-Z]{2,6}", other in "[A-Z]{2,6}", middle in "[A-Z]{2,5}") {
            prop_assume!(plain_key(&given) != plain_key(&other));
            let (one, two) = (format!("NGUYEN {middle} {given}"), format!("NGUYEN {middle} {other}"));
            prop_assert_eq!(check_name(&one, &two).check, NameCheck::NoMatch);
        }
    }
}
