//! Password hashes: argon2id, and the same work for a name that nobody has.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use kernel::Chance;

/// What a password costs to check: argon2id, one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hashing {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Hashing {
    /// What OWASP's password storage cheat sheet asks for at least: 19 MiB and two passes.
    pub const PRODUCT: Hashing = Hashing { memory_kib: 19_456, passes: 2 };
    /// As cheap as argon2 allows, for tests.
    pub const CHEAP: Hashing = Hashing { memory_kib: 8, passes: 1 };

    fn argon2(self) -> Argon2<'static> {
        let params = Params::new(self.memory_kib, self.passes, 1, None).expect("the costs are in argon2's range");
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }
}

/// What is hashed of a longer text. A new password is never this long; what is typed at the door may be.
const BYTES_MAX: usize = 1024;

/// Makes and checks password hashes.
pub(crate) struct Passwords {
    hashing: Hashing,
    /// Of a password nobody knows: checked in place of a hash that is not there.
    nobodys: String,
}

impl Passwords {
    pub(crate) fn new(hashing: Hashing, chance: &mut Chance) -> Passwords {
        let mut passwords = Passwords { hashing, nobodys: String::new() };
        passwords.nobodys = passwords.hash(&super::hex(&chance.bytes::<16>()), &chance.bytes());
        passwords
    }

    /// The hash of a password, with its costs and salt in it.
    pub(super) fn hash(&self, password: &str, salt: &[u8; 16]) -> String {
        let hash = self.hashing.argon2().hash_password_with_salt(password.as_bytes(), salt);
        hash.expect("argon2 hashes a password of this length").to_string()
    }

    /// Whether the password is the hash's; without a hash, the same work and a no.
    pub(super) fn is_right(&self, password: &str, hash: Option<&str>) -> bool {
        let typed = &password.as_bytes()[..password.len().min(BYTES_MAX)];
        let right = self.hashing.argon2().verify_password(typed, hash.unwrap_or(&self.nobodys)).is_ok();
        right && hash.is_some()
    }

    /// Whether a hash was made at other costs than today's.
    pub(super) fn is_outdated(&self, hash: &str) -> bool {
        let today = format!("$argon2id$v=19$m={},t={},p=1$", self.hashing.memory_kib, self.hashing.passes);
        !hash.starts_with(&today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passwords(hashing: Hashing) -> Passwords {
        Passwords::new(hashing, &mut Chance::seeded(1))
    }

    #[test]
    fn the_right_password_and_no_other() {
        let cheap = passwords(Hashing::CHEAP);
        let hash = cheap.hash("mười hai con giáp", &[7; 16]);
        assert!(cheap.is_right("mười hai con giáp", Some(&hash)));
        assert!(!cheap.is_right("mười hai con giap", Some(&hash)));
        assert!(!cheap.is_right("", Some(&hash)) && !cheap.is_right("mười hai con giáp", None));
        assert!(!cheap.is_right("mười hai con giáp", Some("not a hash")));
    }

    #[test]
    fn a_hash_made_cheaper_still_opens_and_is_known_as_outdated() {
        let (cheap, dear) = (passwords(Hashing::CHEAP), passwords(Hashing { memory_kib: 64, passes: 2 }));
        let hash = cheap.hash("một mật khẩu", &[7; 16]);
        assert!(dear.is_right("một mật khẩu", Some(&hash)));
        assert!(dear.is_outdated(&hash) && !cheap.is_outdated(&hash));
    }

    #[test]
    fn the_product_follows_the_cheat_sheet() {
        assert!(passwords(Hashing::PRODUCT).nobodys.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }
}
