//! What is done to any number before its digits are counted.

/// The longest text looked at as an identity number.
const TEXT_BYTES_MAX: usize = 100;

/// What stands where a number should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Digits alone.
    Digits(String),
    /// Nothing.
    Empty,
    /// Longer than any number.
    TooLong,
    /// `5.1044E+10`.
    Scientific,
    /// `51044001234.0`, the digits before the dot.
    NumberCell(String),
    /// Something else, with its first foreign sign and the text without spaces.
    Other {
        /// The first sign that is no digit.
        found: char,
        /// All that was written, without spaces.
        compact: String,
    },
}

/// Takes away what surrounds digits harmlessly: spaces of every kind, invisible signs, the apostrophe that makes a
/// spreadsheet cell text, and dots or hyphens between groups of three digits.
pub(super) fn read_digits(text: &str) -> Written {
    if text.len() > TEXT_BYTES_MAX {
        return Written::TooLong;
    }
    let clean = crate::names::clean(text);
    let clean = clean.trim_start_matches(['\'', '’', '‘', '`']);
    let compact: String = clean.chars().filter(|c| !c.is_whitespace()).collect();
    if compact.is_empty() {
        return Written::Empty;
    }
    if is_digits(&compact) {
        return Written::Digits(compact);
    }
    if let Some(joined) = groups_of_three(&compact) {
        return Written::Digits(joined);
    }
    if is_scientific(&compact) {
        return Written::Scientific;
    }
    match compact.split_once(['.', ',']) {
        Some((whole, rest)) if is_digits(whole) && !rest.is_empty() && rest.bytes().all(|byte| byte == b'0') => {
            Written::NumberCell(whole.to_owned())
        }
        _ => {
            let found = compact.chars().find(|c| !c.is_ascii_digit()).expect("digits alone were taken above");
            Written::Other { found, compact }
        }
    }
}

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Joins `051.044.001.234`. Other groups stay: `51044001234.0` must not become twelve digits.
fn groups_of_three(text: &str) -> Option<String> {
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '.' | '-'))?;
    let groups: Vec<&str> = text.split(separator).collect();
    groups.iter().all(|group| group.len() == 3 && is_digits(group)).then(|| groups.concat())
}

/// `5.1044E+10`: what a spreadsheet shows of a long number, most digits lost.
pub(crate) fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let exponent = exponent.trim_start_matches(['+', '-']);
    let (whole, rest) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    whole.len() == 1 && is_digits(whole) && is_digits(rest) && exponent.len() <= 2 && is_digits(exponent)
}

/// A number with all but its last four digits covered, for pages and logs.
pub(crate) fn masked(text: &str) -> String {
    let covered = text.chars().count().saturating_sub(4);
    text.chars().enumerate().map(|(at, c)| if at < covered { '*' } else { c }).collect()
}
