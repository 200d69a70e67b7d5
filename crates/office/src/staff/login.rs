//! Login names.

use kernel::{Kind, Plain, Stored, StoredFault};

/// The fewest characters of a login name.
pub const LOGIN_LENGTH_MIN: usize = 3;
/// The most: a mail address of an office fits.
pub const LOGIN_LENGTH_MAX: usize = 64;

/// A name to sign in with: small letters without marks, digits, `.`, `-`, `_`, `@`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Login(String);

/// Text that is no login name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoginFault {
    /// Too short or too long.
    #[error("a login name has {LOGIN_LENGTH_MIN} to {LOGIN_LENGTH_MAX} characters")]
    Length,
    /// Something else than letters without marks, digits, `.`, `-`, `_`, `@`.
    #[error("a login name has no {found:?}")]
    Character {
        /// The first wrong character.
        found: char,
    },
}

impl Login {
    /// Parses a login name; capitals become small letters, spaces around it are dropped.
    pub fn parse(text: &str) -> Result<Login, LoginFault> {
        let text = text.trim();
        let is_letter = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | '@');
        if let Some(found) = text.chars().find(|letter| !is_letter(letter)) {
            return Err(LoginFault::Character { found });
        }
        if !(LOGIN_LENGTH_MIN..=LOGIN_LENGTH_MAX).contains(&text.len()) {
            return Err(LoginFault::Length);
        }
        Ok(Login(text.to_ascii_lowercase()))
    }

    /// The name as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Stored for Login {
    const KIND: Kind = Kind::Text;
    fn to_plain(&self) -> Plain {
        Plain::Text(self.0.clone())
    }
    fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
        const FAULT: StoredFault = StoredFault { expected: "login name" };
        match plain {
            Plain::Text(text) if Login::parse(&text).is_ok_and(|login| login.0 == text) => Ok(Login(text)),
            _ => Err(FAULT),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn login_names_are_small_plain_and_of_some_length() {
        assert_eq!(Login::parse("  Tran.An-BS ").map(|login| login.0), Ok("tran.an-bs".to_owned()));
        assert_eq!(Login::parse("an@binhson.gov.vn").map(|login| login.0), Ok("an@binhson.gov.vn".to_owned()));
        assert_eq!(Login::parse("Trần"), Err(LoginFault::Character { found: 'ầ' }));
        assert_eq!(Login::parse("tran an"), Err(LoginFault::Character { found: ' ' }));
        assert_eq!(Login::parse("an"), Err(LoginFault::Length));
        assert_eq!(Login::parse(&"a".repeat(65)), Err(LoginFault::Length));
    }

    proptest! {
        #[test]
        fn any_text_is_a_login_name_that_reads_back_or_a_fault(text in "\\PC{0,70}|[a-zA-Z0-9._@-]{0,70}") {
            if let Ok(login) = Login::parse(&text) {
                prop_assert_eq!(Login::from_plain(login.to_plain()), Ok(login));
            }
        }
    }
}
