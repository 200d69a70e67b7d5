//! Tokens: random, long, and stored as digests only.

use crate::Acting;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// 256 random bits as text.
pub(crate) fn new_token(acting: &Acting) -> String {
    hex(&acting.random::<32>())
}

/// What is stored of a token: it is random and long, so a plain digest cannot be turned back.
pub(crate) fn digest(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).to_vec()
}

/// Bytes as hexadecimal text.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to text does not fail");
        text
    })
}
