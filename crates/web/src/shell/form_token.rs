//! The token in every form (a synchroniser token): another site can send a form in a person's name, but cannot read it.
//!
//! It is derived from the secret in the browser's session cookie (before sign-in: the visitor cookie), so nothing is
//! stored. On each page it is masked afresh, because compressed pages that repeat a secret leak it by their length.

use kernel::Chance;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The name of the hidden field, of the query parameter for uploads, and (lower case) of the header for scripts.
pub(crate) const FIELD: &str = "form_token";
/// The header scripts and uploads may use instead.
pub(crate) const HEADER: &str = "x-form-token";

type Token = [u8; 32];

fn token_of(secret: &str) -> Token {
    Sha256::new().chain_update(b"ansinh form token\0").chain_update(secret).finalize().into()
}

/// The text for a form on the page being written now.
pub(crate) fn mask(secret: &str, chance: &mut Chance) -> String {
    let pad: Token = chance.bytes();
    let masked = token_of(secret).into_iter().zip(pad).map(|(byte, pad)| byte ^ pad);
    pad.into_iter().chain(masked).fold(String::with_capacity(128), |mut text, byte| {
        write!(text, "{byte:02x}").expect("text can be written to memory");
        text
    })
}

/// Whether `text` came from a form of the browser that holds `secret`.
pub(crate) fn matches(secret: &str, text: &str) -> bool {
    let Some(bytes) = from_hex(text) else { return false };
    let (pad, masked) = bytes.split_at(32);
    // Every byte is looked at, whatever the first ones say.
    let difference = token_of(secret)
        .into_iter()
        .zip(pad)
        .zip(masked)
        .fold(0_u8, |sum, ((byte, pad), masked)| sum | (byte ^ pad ^ masked));
    difference == 0
}

fn from_hex(text: &str) -> Option<[u8; 64]> {
    if text.len() != 128 || !text.is_ascii() {
        return None;
    }
    let mut bytes = [0; 64];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        let high = char::from(pair[0]).to_digit(16)?;
        let low = char::from(pair[1]).to_digit(16)?;
        *byte = u8::try_from(high * 16 + low).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_fits_its_browser_alone_and_never_looks_the_same_twice() {
        let mut chance = Chance::seeded(1);
        let (first, second) = (mask("browser one", &mut chance), mask("browser one", &mut chance));
        assert_ne!(first, second);
        assert!(matches("browser one", &first) && matches("browser one", &second));
        assert!(!matches("browser two", &first));
    }

    #[test]
    fn anything_else_is_refused() {
        let token = mask("browser one", &mut Chance::seeded(1));
        for text in
            [String::new(), token[1..].to_owned(), token.replace(|c: char| c.is_ascii_digit(), "g"), "ầ".repeat(64)]
        {
            assert!(!matches("browser one", &text), "{text}");
        }
    }
}
