//! The secret that marks a record as written by the program.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;

/// The secret behind each record's mark. Kept outside the database, so that who can write rows cannot mark them.
pub struct TrailKey([u8; 32]);

impl TrailKey {
    /// The key from its bytes.
    pub fn new(bytes: [u8; 32]) -> TrailKey {
        TrailKey(bytes)
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
        let mut hmac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any length of key will do");
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
