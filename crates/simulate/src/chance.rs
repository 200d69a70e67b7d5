//! What happens to a payment follows from the seed and its reference, in whatever order files are read.

use sha2::{Digest as _, Sha256};

/// A number below 1,000 for this subject.
pub(crate) fn per_mille(seed: u64, what: &str, subject: &str) -> u16 {
    let mut hash = Sha256::new();
    hash.update(seed.to_be_bytes());
    hash.update(what.as_bytes());
    hash.update([0]);
    hash.update(subject.as_bytes());
    let bytes = hash.finalize();
    let number = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    u16::try_from(number % 1_000).unwrap_or(0)
}
