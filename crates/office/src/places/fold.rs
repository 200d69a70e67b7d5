//! Keys of unit names: the kernel's, with numbers without leading zeros, for `Phường 01` is `Phường 1`.

use kernel::names::{canonical_key, plain_key};

/// All spellings of one name meet; `Thanh` and `Thạnh` stay two.
pub(super) fn marked(text: &str) -> String {
    without_zeros(&canonical_key(text))
}

/// Without any mark.
pub(super) fn plain(text: &str) -> String {
    without_zeros(&plain_key(text))
}

fn without_zeros(key: &str) -> String {
    let words: Vec<&str> = key.split(' ').map(word_without_zeros).collect();
    words.join(" ")
}

fn word_without_zeros(word: &str) -> &str {
    if word.len() < 2 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word;
    }
    let number = word.trim_start_matches('0');
    if number.is_empty() { "0" } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_their_zeros_and_names_keep_their_tone() {
        assert_eq!(marked("Phường 01"), marked("phường 1"));
        assert_eq!(marked("00"), "0");
        assert_eq!(plain("Bình Thạnh"), plain("binh thanh"));
        assert_ne!(marked("Bình Thạnh"), marked("Bình Thanh"));
        assert_eq!(marked("Hoà"), marked("Hòa"));
    }
}
