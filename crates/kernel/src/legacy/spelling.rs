//! Whether a word can be a Vietnamese syllable. Used as evidence only; nothing is refused for its spelling.

use crate::names::syllable::{Tone, Word, words};
use std::{collections::HashSet, sync::LazyLock};

const INITIALS: &str = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";

/// Every rhyme of the standard language, without its tone.
const RHYMES: &str = "\
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu \
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua uân uâng uât uây uc ue uê uêch uên uênh uêt ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên \
    uyêt uynh uyt uyu \
    ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu \
    y yêm yên yêng yêt yêu";

/// Rhymes that stand behind `qu` alone.
const RHYMES_AFTER_QU: &str = "ych ynh yn yt yp";

static INITIAL_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| INITIALS.split(' ').collect());
static RHYME_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| RHYMES.split_whitespace().collect());
static PLAIN_INITIALS: LazyLock<HashSet<String>> = LazyLock::new(|| INITIALS.split(' ').map(plain).collect());
static PLAIN_RHYMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| RHYMES.split_whitespace().chain(RHYMES_AFTER_QU.split(' ')).map(plain).collect());

fn plain(part: &str) -> String {
    crate::names::plain_text(part)
}

/// Whether the text is one word, spelled like a Vietnamese syllable with its tone; the tone may stand on any vowel.
pub(super) fn is_syllable(text: &str) -> bool {
    match &words(text)[..] {
        [word] => is_syllable_word(word),
        _ => false,
    }
}

/// Whether every word of the text is such a syllable.
pub(super) fn is_all_syllables(text: &str) -> bool {
    words(text).iter().all(is_syllable_word)
}

fn is_syllable_word(word: &Word) -> bool {
    let letters = word.toneless();
    let tone_fits = match (&word.tones[..], ends_in_stop(&letters)) {
        ([], stop) => !stop,
        ([tone], stop) => !stop || matches!(tone, Tone::Sac | Tone::Nang),
        _ => false,
    };
    tone_fits
        && splits(&letters).any(|(initial, rhyme)| match initial {
            "qu" => RHYME_SET.contains(rhyme) || RHYMES_AFTER_QU.split(' ').any(|after_qu| after_qu == rhyme),
            "" => RHYME_SET.contains(rhyme),
            _ => RHYME_SET.contains(rhyme) && INITIAL_SET.contains(initial) && agree(initial, rhyme),
        })
}

/// Whether a word without any mark can be such a syllable whose marks were not typed, or had none.
pub(super) fn is_plain_syllable(text: &str) -> bool {
    let small = text.to_lowercase();
    splits(&small).any(|(initial, rhyme)| {
        PLAIN_RHYMES.contains(rhyme) && (initial.is_empty() || PLAIN_INITIALS.contains(initial))
    })
}

/// Every way to part a word into what comes before its rhyme and the rhyme.
fn splits(word: &str) -> impl Iterator<Item = (&str, &str)> {
    word.char_indices().take(4).map(|(at, _)| word.split_at(at))
}

fn ends_in_stop(letters: &str) -> bool {
    letters.ends_with(['c', 'p', 't']) || letters.ends_with("ch")
}

/// `k`, `gh`, `ngh` stand before e, ê, i, y; `c`, `g`, `ng` before the others.
fn agree(initial: &str, rhyme: &str) -> bool {
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    match initial {
        "k" | "gh" | "ngh" => front,
        "c" | "ng" => !front,
        "g" => !front || rhyme.starts_with('i'),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_syllables() {
        for name in "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Quỳnh Quốc Quyên Quý Nghĩa \
                     Khuê Thuý Thúy Hoà Hòa Giang Giếng Gì Gìn Nghị Ngọc Huyền Thuỷ Tuyết Khuyên Xuân Yến Y Ý Oanh Uyên Ưng Ơn Ích \
                     Nguyệt Duyệt Thoại Khoẻ Ngoan Luỹ Mỹ Kỳ Sỹ Diễm Kiều Biếc Xoong Hoắc Quế Quơ Ninh Đượm Rượu"
            .split_whitespace()
        {
            assert!(is_syllable(name), "{name}");
        }
    }

    #[test]
    fn other_words_are_none() {
        for word in "Hélène François Müller José Loan2 Lộc1 Lôc Lảc Ce Ke2 Ka Kpă Niê H'Hen Êban Dupont Vâ Mâ Ngi Blong"
            .split_whitespace()
        {
            assert!(!is_syllable(word), "{word}");
        }
        assert!(!is_syllable("Loan Anh"));
        assert!(!is_syllable(""));
        assert!(is_plain_syllable("Nguyen") && is_plain_syllable("Loc") && is_plain_syllable("Duong"));
        assert!(!is_plain_syllable("Dupont") && !is_plain_syllable("") && !is_plain_syllable("Smith"));
    }
}
