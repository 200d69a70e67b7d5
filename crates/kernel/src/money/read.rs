//! Reading an amount as people write it. What could mean two amounts is refused.

use unicode_normalization::UnicodeNormalization as _;

/// The longest text read as an amount.
const TEXT_BYTES_MAX: usize = 100;

/// Text that is no amount of money, or not certainly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DongFault {
    /// Nothing was written.
    #[error("no amount")]
    Empty,
    /// More than a hundred bytes.
    #[error("the text is too long for an amount")]
    TooLong,
    /// A sign that belongs to no amount.
    #[error("{found:?} does not belong to an amount")]
    Character {
        /// The first such sign.
        found: char,
    },
    /// Separators that do not part thousands: `1.23.456`.
    #[error("the separators do not part thousands")]
    Grouping,
    /// A part of a đồng that is not zero: `1234,5`.
    #[error("a fraction of a đồng")]
    Fraction,
    /// Two readings are possible: `1.500 triệu`, `1,234.000`, `1tr5`.
    #[error("the amount can be read in two ways")]
    Ambiguous,
    /// `3.6E+05`: the spreadsheet shows a shortened number, digits may be lost.
    #[error("a number in scientific notation")]
    Scientific,
    /// More than 64 bits hold.
    #[error("the amount is too large")]
    TooLarge,
}

/// Suffixes that name the currency, longest first.
const CURRENCY: [&str; 8] = ["việt nam đồng", "đồng", "dong", "vnđ", "vnd", "đ", "₫", "d"];
/// Words for powers of ten.
const UNITS: [(&str, i128); 11] = [
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
    ("ty", 1_000_000_000),
    ("triệu", 1_000_000),
    ("trieu", 1_000_000),
    ("tr", 1_000_000),
    ("nghìn", 1_000),
    ("nghin", 1_000),
    ("ngàn", 1_000),
    ("ngan", 1_000),
    ("k", 1_000),
];

pub(super) fn read(text: &str) -> Result<i64, DongFault> {
    if text.len() > TEXT_BYTES_MAX {
        return Err(DongFault::TooLong);
    }
    let tidy = tidy(text);
    let (negative, unsigned) = sign(&tidy);
    let body = without_currency(unsigned);
    if body.is_empty() {
        return Err(DongFault::Empty);
    }
    let sum = read_parts(body)?;
    i64::try_from(if negative { -sum } else { sum }).map_err(|_| DongFault::TooLarge)
}

/// Lower case, composed, every kind of space an ordinary one, the false đ a true one.
fn tidy(text: &str) -> String {
    let spaced = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let small: String = spaced.nfc().flat_map(char::to_lowercase).map(|c| if c == 'ð' { 'đ' } else { c }).collect();
    small.trim().trim_end_matches("./.").trim().to_owned()
}

/// A minus before, or the brackets of bookkeepers.
fn sign(text: &str) -> (bool, &str) {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return (true, inner.trim());
    }
    match text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    }
}

fn without_currency(text: &str) -> &str {
    let before = ["vnđ", "vnd", "₫", "đ"].iter().find_map(|sign| text.strip_prefix(sign).map(str::trim_start));
    let text = before.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(text);
    CURRENCY.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text).trim()
}

/// `540.000`, `1,5 triệu`, `1 triệu 500 nghìn`: numbers each with a smaller unit than the one before.
fn read_parts(body: &str) -> Result<i128, DongFault> {
    let (mut rest, mut sum, mut last_unit) = (body, 0_i128, None);
    while !rest.is_empty() {
        let end = rest.find(|c: char| !is_of_number(c)).unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let (unit, after) = unit_at_start(after)?;
        match (last_unit, unit) {
            // `1tr5` is one and a half million in speech and 1.000.005 by the letter.
            (Some(_), None) => return Err(DongFault::Ambiguous),
            (Some(last), Some(unit)) if unit >= last => return Err(DongFault::Ambiguous),
            _ => {}
        }
        sum += scaled(number.trim(), unit)?;
        last_unit = unit;
        rest = after.trim_start();
    }
    Ok(sum)
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '_' | '\'')
}

/// The unit the text begins with, and what follows it.
fn unit_at_start(text: &str) -> Result<(Option<i128>, &str), DongFault> {
    let Some(found) = text.chars().next() else { return Ok((None, text)) };
    if let Some(exponent) = text.strip_prefix('e')
        && exponent.starts_with(|c: char| c == '+' || c == '-' || c.is_ascii_digit())
    {
        return Err(DongFault::Scientific);
    }
    for (word, worth) in UNITS {
        if let Some(after) = text.strip_prefix(word)
            && !after.starts_with(char::is_alphabetic)
        {
            return Ok((Some(worth), after));
        }
    }
    Err(DongFault::Character { found })
}

/// The digits of a number without separators, and how many of them stand after the decimal sign.
struct Decimal {
    digits: String,
    places: usize,
}

/// One number times its unit, exact.
fn scaled(number: &str, unit: Option<i128>) -> Result<i128, DongFault> {
    let Decimal { digits, places } = separated(number, unit.is_some())?;
    let kept = digits.len() - places;
    // A fraction made of zeros is no fraction: number cells arrive as `360000.0`.
    let places = if digits[kept..].bytes().all(|byte| byte == b'0') { 0 } else { places };
    let digits = if places == 0 { &digits[..kept] } else { &digits };
    let significant = digits.trim_start_matches('0');
    if significant.len() > 19 || places > 9 {
        return Err(if places > 9 { DongFault::Fraction } else { DongFault::TooLarge });
    }
    let whole: i128 = if significant.is_empty() { 0 } else { significant.parse().map_err(|_| DongFault::TooLarge)? };
    let parts = 10_i128.pow(u32::try_from(places).map_err(|_| DongFault::Fraction)?);
    let worth = whole * unit.unwrap_or(1);
    if worth % parts == 0 { Ok(worth / parts) } else { Err(DongFault::Fraction) }
}

/// Decides which separators part thousands and which one is decimal.
fn separated(number: &str, has_unit: bool) -> Result<Decimal, DongFault> {
    let pieces: Vec<&str> = number.split(|c: char| !c.is_ascii_digit()).collect();
    let signs: Vec<char> = number.chars().filter(|c| !c.is_ascii_digit()).collect();
    if number.is_empty() {
        return Err(DongFault::Empty);
    }
    if pieces.iter().any(|piece| piece.is_empty()) {
        return Err(DongFault::Grouping);
    }
    let Some(&last) = signs.last() else { return Ok(Decimal { digits: number.to_owned(), places: 0 }) };
    let tail = pieces.last().map_or(0, |piece| piece.len());
    let may_be_decimal = matches!(last, '.' | ',');
    let (grouping, places) = if signs.len() == 1 && may_be_decimal {
        let may_group = tail == 3 && groups_thousands(&pieces);
        if may_group && has_unit {
            return Err(DongFault::Ambiguous);
        }
        if may_group { (&pieces[..], 0) } else { (&pieces[..1], tail) }
    } else if signs.iter().all(|sign| *sign == last) {
        (&pieces[..], 0)
    } else if may_be_decimal && signs[..signs.len() - 1].iter().all(|sign| *sign == signs[0] && *sign != last) {
        if tail == 3 {
            return Err(DongFault::Ambiguous);
        }
        (&pieces[..pieces.len() - 1], tail)
    } else {
        return Err(DongFault::Grouping);
    };
    if grouping.len() > 1 && !groups_thousands(grouping) {
        return Err(DongFault::Grouping);
    }
    Ok(Decimal { digits: pieces.concat(), places })
}

/// One to three digits without a leading zero, then threes.
fn groups_thousands(pieces: &[&str]) -> bool {
    let (head, rest) = (pieces[0], &pieces[1..]);
    head.len() <= 3 && !head.starts_with('0') && rest.iter().all(|piece| piece.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        for (text, dong) in [
            ("540000", 540_000),
            ("540.000", 540_000),
            ("540,000", 540_000),
            ("540 000", 540_000),
            ("540\u{a0}000 đ", 540_000),
            ("1.234.567 đ", 1_234_567),
            ("1,234,567 VNĐ", 1_234_567),
            ("VND 1,234,567.00", 1_234_567),
            ("1.234.567,00 đồng", 1_234_567),
            ("1.234.567 đo\u{302}\u{300}ng./.", 1_234_567),
            ("1_500_000", 1_500_000),
            ("360000.0", 360_000),
            ("360000.000", 360_000),
            ("500.000Ð", 500_000),
            ("500000d", 500_000),
            ("500k", 500_000),
            ("360 nghìn", 360_000),
            ("360 ngàn đồng", 360_000),
            ("1,5 triệu", 1_500_000),
            ("1.5 TRIỆU ĐỒNG", 1_500_000),
            ("0,500 triệu", 500_000),
            ("1 triệu 500 nghìn", 1_500_000),
            ("2 tỷ 5 triệu", 2_005_000_000),
            ("-540.000", -540_000),
            ("\u{2212}540.000 đ", -540_000),
            ("(540.000)", -540_000),
            ("0", 0),
            ("0,00 đ", 0),
            ("000540000", 540_000),
            ("9.223.372.036.854.775.807", i64::MAX),
        ] {
            assert_eq!(read(text), Ok(dong), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_says_why() {
        use DongFault::{Ambiguous, Character, Empty, Fraction, Grouping, Scientific, TooLarge, TooLong};
        for (text, fault) in [
            ("", Empty),
            (" đồng", Empty),
            ("-", Empty),
            ("triệu", Empty),
            ("1234,5", Fraction),
            ("0.500", Fraction),
            ("1,2345678 triệu", Fraction),
            ("1.23.456", Grouping),
            ("1234.567.890", Grouping),
            ("1..000", Grouping),
            (".5", Grouping),
            ("1,234.567,890", Grouping),
            ("1.500 triệu", Ambiguous),
            ("1,234.000", Ambiguous),
            ("1tr5", Ambiguous),
            ("5 nghìn 1 triệu", Ambiguous),
            ("3.6E+05", Scientific),
            ("360000 đ/tháng", Character { found: 'đ' }),
            ("5 trăm nghìn", Character { found: 't' }),
            ("x", Character { found: 'x' }),
            ("٣٦٠", Character { found: '٣' }),
            ("9223372036854775808", TooLarge),
            ("99999999999 tỷ", TooLarge),
        ] {
            assert_eq!(read(text), Err(fault), "{text}");
        }
        assert_eq!(read(&"9".repeat(101)), Err(TooLong));
    }

    proptest! {
        #[test]
        fn any_text_gives_an_amount_or_a_fault(text in ".{0,60}") {
            let _ = read(&text);
        }

        #[test]
        fn any_mixture_of_number_signs_gives_an_amount_or_a_fault(text in "[0-9., _'()\\-đktr]{0,30}") {
            let _ = read(&text);
        }

        #[test]
        fn both_ways_to_part_thousands_read_alike(dong in 0..i64::MAX) {
            let dotted = crate::Dong::new(dong).to_string();
            prop_assert_eq!(read(&dotted.replace('.', ",")), Ok(dong));
            prop_assert_eq!(read(&dotted.replace('.', " ")), Ok(dong));
        }
    }
}
