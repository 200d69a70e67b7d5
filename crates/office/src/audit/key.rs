//! The secret that marks a record as written by the program.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::{
    fmt,
    sync::atomic::{AtomicU32, Ordering},
};

/// The secret behind each record's mark. Kept outside the database, so that who can write rows cannot mark them.
///
/// It also counts the records it marks: ids of one instant would otherwise fall in any order.
pub struct TrailKey {
    secret: [u8; 32],
    turn: AtomicU32,
}

impl TrailKey {
    /// The key from its bytes.
    pub fn new(bytes: [u8; 32]) -> TrailKey {
        TrailKey { secret: bytes, turn: AtomicU32::new(0) }
    }

    /// 0, 1, 2 … over all records of this program.
    pub(super) fn next_turn(&self) -> u32 {
        self.turn.fetch_add(1, Ordering::Relaxed)
    }

    /// The mark of a record's canonical bytes.
    pub(super) fn mark(&self, canonical: &[u8]) -> [u8; 32] {
        self.hmac(b"ansinh audit record", canonical).finalize().into_bytes().into()
    }

    /// Whether `mark` is the mark of these bytes; takes the same time whatever it is.
    pub(super) fn has_marked(&self, canonical: &[u8], mark: &[u8]) -> bool {
        self.hmac(b"ansinh audit record", canonical).verify_slice(mark).is_ok()
    }

    /// Tells keys apart without giving anything away.
    pub(super) fn fingerprint(&self) -> [u8; 32] {
        self.hmac(b"ansinh trail key fingerprint", &[]).finalize().into_bytes().into()
    }

    fn hmac(&self, purpose: &[u8], bytes: &[u8]) -> Hmac<Sha256> {
        let mut hmac = Hmac::<Sha256>::new_from_slice(&self.secret).expect("any length of key will do");
        hmac.update(&[u8::try_from(purpose.len()).expect("purposes are short")]);
        hmac.update(purpose);
        hmac.update(bytes);
        hmac
    }
}

impl fmt::Debug for TrailKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TrailKey(***)")
    }
}
