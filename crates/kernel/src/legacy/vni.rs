//! The VNI-Windows layout: a vowel, then a mark of its own behind it.

/// What a mark adds to the vowel before it, as combining marks. Small marks follow small vowels and capital marks
/// capital ones, but mixtures are typed.
const TONES: [(char, &str); 5] =
    [('ù', "\u{301}"), ('ø', "\u{300}"), ('û', "\u{309}"), ('õ', "\u{303}"), ('ï', "\u{323}")];
const CIRCUMFLEX: [(char, &str); 6] = [
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
];
const BREVE: [(char, &str); 6] = [
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// Letters with a place of their own.
const ALONE: [(char, char); 9] =
    [('ô', 'ơ'), ('ö', 'ư'), ('ñ', 'đ'), ('í', 'í'), ('ì', 'ì'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ')];

/// The small letter a small sign of the font alone stands for.
pub(super) fn letter_alone(sign: char) -> Option<char> {
    ALONE.iter().find(|(shown, _)| *shown == sign).map(|(_, letter)| *letter)
}

/// The combining marks a small mark adds to a small vowel; none if the two do not go together.
pub(super) fn marks_after(vowel: char, mark: char) -> Option<&'static str> {
    let of = |table: &[(char, &'static str)]| table.iter().find(|(sign, _)| *sign == mark).map(|(_, marks)| *marks);
    match vowel {
        'a' => of(&TONES).or_else(|| of(&CIRCUMFLEX)).or_else(|| of(&BREVE)),
        'e' | 'o' => of(&TONES).or_else(|| of(&CIRCUMFLEX)),
        // ô and ö draw ơ and ư.
        'i' | 'u' | 'y' | 'ô' | 'ö' => of(&TONES),
        _ => None,
    }
}

/// Whether Western languages write this vowel and mark side by side too: French `Loïc`, Irish `Seán`, Finnish `pimeä`.
/// Such a pair alone proves nothing.
pub(super) fn is_western_pair(vowel: char, mark: char) -> bool {
    let after = match vowel {
        'a' => "éëïüúûí",
        'e' | 'o' => "áïûä",
        'u' | 'i' => "ïû",
        _ => "",
    };
    after.contains(mark)
}
