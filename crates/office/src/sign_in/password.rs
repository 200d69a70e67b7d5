//! What a password must be, and the two ways one comes into being.

use super::hashing::Passwords;
use crate::{Desk, Refusal, staff::Login};
use kernel::names::composed;
use std::{collections::HashSet, sync::LazyLock};

/// The fewest characters of a password: length is what counts, so nothing is said about capitals or signs.
pub const PASSWORD_LENGTH_MIN: usize = 10;
/// The most: a whole sentence fits.
pub const PASSWORD_LENGTH_MAX: usize = 128;
/// Besides the own name, a password has at least this many other characters.
const BESIDES_NAME_MIN: usize = 6;
/// Fewer different characters than this are a pattern, whatever the length.
const DIFFERENT_MIN: usize = 5;

/// Why a password is not good enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than 10 characters.
    #[error("a password has at least {PASSWORD_LENGTH_MIN} characters")]
    TooShort,
    /// More than 128 characters.
    #[error("a password has at most {PASSWORD_LENGTH_MAX} characters")]
    TooLong,
    /// One of the passwords everybody tries first, a number, or a pattern.
    #[error("the password is a common one")]
    Common,
    /// The login name or the person's name, or hardly more.
    #[error("the password is the person's name")]
    OwnName,
    /// The same as before.
    #[error("the password is the old one")]
    Unchanged,
}

/// A password a person chose, good enough and hashed. Made outside any transaction: hashing takes its time.
#[derive(Clone)]
pub struct NewPassword {
    hash: String,
}

impl NewPassword {
    /// Checks the rules and hashes.
    pub fn choose(desk: &Desk, text: &str, login: &Login, full_name: &str) -> Result<NewPassword, Refusal> {
        // Keyboards on different machines put marks on Vietnamese letters in different ways.
        let text = composed(text);
        check(&text, login, full_name)?;
        Ok(NewPassword { hash: desk.passwords().hash(&text, &desk.random()) })
    }

    pub(crate) fn hash(&self) -> &str {
        &self.hash
    }
}

/// A password made by the program, to be handed over once and changed at the first sign-in.
#[derive(Clone)]
pub struct StartPassword {
    text: String,
    hash: String,
}

impl StartPassword {
    /// Draws and hashes one: 16 letters and digits that are not mistaken for one another, in four groups.
    pub fn make(desk: &Desk) -> StartPassword {
        StartPassword::from_bytes(desk.passwords(), &desk.random(), &desk.random())
    }

    fn from_bytes(passwords: &Passwords, drawn: &[u8; 16], salt: &[u8; 16]) -> StartPassword {
        let text = in_groups(drawn, 4);
        StartPassword { hash: passwords.hash(&text, salt), text }
    }

    /// The text, for the one time it is shown.
    pub fn reveal(&self) -> &str {
        &self.text
    }

    pub(crate) fn hash(&self) -> &str {
        &self.hash
    }
}

/// Without 0 and 1, o and l, which are read for one another on paper: 32 are left, so a byte chooses without favour.
const LETTERS: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";

/// A letter a byte; a hyphen after each `group`.
pub(crate) fn in_groups(drawn: &[u8], group: usize) -> String {
    let letters: Vec<u8> = drawn.iter().map(|byte| LETTERS[usize::from(byte % 32)]).collect();
    let groups: Vec<&str> =
        letters.chunks(group).map(|group| std::str::from_utf8(group).expect("the letters are ASCII")).collect();
    groups.join("-")
}

fn check(text: &str, login: &Login, full_name: &str) -> Result<(), PasswordFault> {
    let length = text.chars().count();
    if length < PASSWORD_LENGTH_MIN {
        return Err(PasswordFault::TooShort);
    }
    if length > PASSWORD_LENGTH_MAX {
        return Err(PasswordFault::TooLong);
    }
    if is_name(text, login.as_str()) || is_name(text, full_name) {
        return Err(PasswordFault::OwnName);
    }
    if is_common(text) { Err(PasswordFault::Common) } else { Ok(()) }
}

fn is_name(text: &str, name: &str) -> bool {
    let (text, name) = (folded(text), folded(name));
    name.len() >= 3 && text.contains(&name) && text.len() - name.len() < BESIDES_NAME_MIN
}

/// Whether it is a number, a pattern, or a common word with something put before or behind.
fn is_common(text: &str) -> bool {
    let different: HashSet<char> = text.chars().flat_map(char::to_lowercase).collect();
    if different.len() < DIFFERENT_MIN || !text.chars().any(char::is_alphabetic) {
        return true;
    }
    let folded = folded(&text.replace(['@', '4'], "a").replace('0', "o").replace('3', "e").replace('$', "s"));
    let plain = self::folded(text);
    [folded, plain].iter().any(|text| {
        let core = text.trim_matches(|letter: char| letter.is_ascii_digit());
        core.is_empty() || COMMON.contains(core) || is_doubled(core)
    })
}

/// A common word written twice or more.
fn is_doubled(core: &str) -> bool {
    COMMON.iter().any(|word| !word.is_empty() && core.len() > word.len() && core.replace(word, "").is_empty())
}

/// Small letters and digits without marks.
fn folded(text: &str) -> String {
    kernel::names::plain_text(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("common_passwords.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sign_in::Hashing;
    use kernel::Chance;
    use proptest::prelude::*;

    fn fault_of(text: &str) -> Option<PasswordFault> {
        let login = Login::parse("tran.an.bs").expect("a login");
        check(&composed(text), &login, "Trần Thị An Bình").err()
    }

    #[test]
    fn a_password_is_long_enough_and_not_what_everybody_tries() {
        for (text, fault) in [
            ("chín chữ ạ", None),
            ("chín chữ", Some(PasswordFault::TooShort)),
            ("con mèo trèo cây cau", None),
            ("Password2024!", Some(PasswordFault::Common)),
            ("P@ssw0rd!!!!", Some(PasswordFault::Common)),
            ("MậtKhẩu@123", Some(PasswordFault::Common)),
            ("matkhaumatkhau", Some(PasswordFault::Common)),
            ("0912345678", Some(PasswordFault::Common)),
            ("051198001234", Some(PasswordFault::Common)),
            ("aaaaaaaaaaaab", Some(PasswordFault::Common)),
            ("ubndxa@2025", Some(PasswordFault::Common)),
            ("tran.an.bs1", Some(PasswordFault::OwnName)),
            ("TrầnThịAnBình", Some(PasswordFault::OwnName)),
            ("tranthianbinh99", Some(PasswordFault::OwnName)),
            ("tranthianbinh di cho tet", None),
        ] {
            assert_eq!(fault_of(text), fault, "{text}");
        }
        assert_eq!(fault_of(&"một câu rất dài ".repeat(10)), Some(PasswordFault::TooLong));
    }

    #[test]
    fn every_common_word_is_as_it_is_looked_up() {
        for word in COMMON.iter() {
            assert_eq!(*word, folded(word).trim_matches(|letter: char| letter.is_ascii_digit()));
        }
        assert!(COMMON.len() > 250, "{}", COMMON.len());
    }

    #[test]
    fn the_same_letters_typed_in_two_ways_are_one_password() {
        assert_eq!(composed("hoa\u{300} bi\u{300}nh"), composed("hoà bình"));
    }

    #[test]
    fn a_start_password_is_in_groups_and_good_enough() {
        let mut chance = Chance::seeded(5);
        let passwords = Passwords::new(Hashing::CHEAP, &mut chance);
        let start = StartPassword::from_bytes(&passwords, &chance.bytes(), &chance.bytes());
        assert_eq!(start.reveal().split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4]);
        assert_eq!(fault_of(start.reveal()), None);
        assert!(passwords.is_right(start.reveal(), Some(start.hash())));
    }

    proptest! {
        #[test]
        fn any_text_is_a_password_or_a_fault(text in "\\PC{0,40}", name in "\\PC{0,20}") {
            let login = Login::parse("tran.an").expect("a login");
            let _ = check(&composed(&text), &login, &name);
        }
    }
}
