//! Amounts in Vietnamese words, as lists and minutes print them after "Bằng chữ:".

/// Which half of the country's number words: both are right, a paper keeps to one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Speech {
    /// `nghìn`, `linh`: the words of decrees and forms.
    #[default]
    North,
    /// `ngàn`, `lẻ`.
    South,
}

impl Speech {
    fn thousand(self) -> &'static str {
        match self {
            Speech::North => "nghìn",
            Speech::South => "ngàn",
        }
    }

    /// The word for an empty place of tens: 105 is `một trăm linh năm`.
    fn no_tens(self) -> &'static str {
        match self {
            Speech::North => "linh",
            Speech::South => "lẻ",
        }
    }
}

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const BILLION: u64 = 1_000_000_000;

/// `Một triệu hai trăm nghìn đồng`, with a capital, as it follows a colon on paper.
pub(super) fn amount(dong: i64, speech: Speech) -> String {
    let mut words = Vec::new();
    if dong < 0 {
        words.push("âm");
    }
    match dong.unsigned_abs() {
        0 => words.push(DIGITS[0]),
        number => spell(number, false, speech, &mut words),
    }
    words.push("đồng");
    capitalised(&words.join(" "))
}

/// Spells a number above zero. `follows` says that a higher part was spoken, so that empty hundreds are named too.
fn spell(number: u64, follows: bool, speech: Speech, words: &mut Vec<&'static str>) {
    let mut spoken = follows;
    if number >= BILLION {
        spell(number / BILLION, follows, speech, words);
        words.push("tỷ");
        spoken = true;
    }
    let rest = number % BILLION;
    for (group, unit) in
        [(rest / 1_000_000, Some("triệu")), (rest / 1_000 % 1_000, Some(speech.thousand())), (rest % 1_000, None)]
    {
        if group > 0 {
            spell_group(group, spoken, speech, words);
            words.extend(unit);
            spoken = true;
        }
    }
}

/// Spells 1 to 999.
fn spell_group(group: u64, follows: bool, speech: Speech, words: &mut Vec<&'static str>) {
    let digit = |place: u64| DIGITS[usize::try_from(group / place % 10).expect("a digit is below ten")];
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let names_hundreds = hundreds > 0 || follows;
    if names_hundreds {
        words.extend([digit(100), "trăm"]);
    }
    match tens {
        0 if ones > 0 && names_hundreds => words.push(speech.no_tens()),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(10), "mươi"]),
    }
    match ones {
        0 => {}
        1 if tens > 1 => words.push("mốt"),
        4 if tens > 1 => words.push("tư"),
        5 if tens > 0 => words.push("lăm"),
        _ => words.push(digit(1)),
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_halves_of_the_country_differ_in_two_words() {
        assert_eq!(amount(1_205_005, Speech::North), "Một triệu hai trăm linh năm nghìn không trăm linh năm đồng");
        assert_eq!(amount(1_205_005, Speech::South), "Một triệu hai trăm lẻ năm ngàn không trăm lẻ năm đồng");
    }

    #[test]
    fn the_longest_amounts_are_spelled() {
        for dong in [i64::MIN, i64::MAX] {
            assert!(amount(dong, Speech::North).contains("hín tỷ hai trăm hai mươi ba triệu"));
        }
        assert_eq!(amount(0, Speech::North), "Không đồng");
        assert_eq!(amount(-15, Speech::North), "Âm mười lăm đồng");
    }
}
