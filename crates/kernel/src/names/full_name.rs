//! A person's name as a list gives it.

use super::{NameOrder, canonical_key, clean, name_order, plain_key};
use crate::text_value::text_value;
use std::fmt;

/// Text that is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// Nothing was written outside brackets.
    #[error("no name")]
    Empty,
    /// Not one letter.
    #[error("a name without letters")]
    NoLetters,
    /// Longer than the hundred letters the population database keeps.
    #[error("a name of {letters} letters, the most is 100")]
    TooLong {
        /// How many there are.
        letters: usize,
    },
}

/// The most letters of a name: `HoVaTen(100)` of the population database's service.
const LETTERS_MAX: usize = 100;

/// Họ, chữ đệm và tên, cleaned. What stood in brackets is not part of it: see [`FullName::split`].
///
/// Capitals stay as written; compare by [`FullName::key`].
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct FullName(String);

impl FullName {
    /// Reads a name, dropping what stands in brackets.
    pub fn parse(text: &str) -> Result<FullName, NameFault> {
        FullName::split(text).map(|(name, _)| name)
    }

    /// Reads a name and, apart, what stands in brackets: aliases, or the notes people leave there.
    ///
    /// ```
    /// # use kernel::names::FullName;
    /// let (name, aliases) = FullName::split("Nguyễn Thị Bảy (Bảy Lé)")?;
    /// assert_eq!(name.as_str(), "Nguyễn Thị Bảy");
    /// assert_eq!(aliases, ["Bảy Lé"]);
    /// # Ok::<(), kernel::names::NameFault>(())
    /// ```
    pub fn split(text: &str) -> Result<(FullName, Vec<String>), NameFault> {
        let (outside, aliases) = split_brackets(&clean(text));
        let letters = outside.chars().count();
        if outside.is_empty() {
            Err(NameFault::Empty)
        } else if letters > LETTERS_MAX {
            Err(NameFault::TooLong { letters })
        } else if !outside.chars().any(char::is_alphabetic) {
            Err(NameFault::NoLetters)
        } else {
            Ok((FullName(outside), aliases))
        }
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// [`canonical_key`] of the name.
    pub fn key(&self) -> String {
        canonical_key(&self.0)
    }

    /// [`plain_key`] of the name.
    pub fn plain_key(&self) -> String {
        plain_key(&self.0)
    }

    /// [`name_order`] of the name.
    pub fn order(&self) -> NameOrder {
        name_order(&self.0)
    }

    /// Tên: the last word, by which lists are sorted and people addressed.
    pub fn given(&self) -> &str {
        self.0.rsplit(' ').next().unwrap_or_default()
    }

    /// Họ: the first word, if there is more than one.
    pub fn family(&self) -> Option<&str> {
        self.0.split_once(' ').map(|(family, _)| family)
    }

    /// Chữ đệm: what stands between; empty if nothing does.
    pub fn middle(&self) -> &str {
        let rest = self.0.split_once(' ').map_or("", |(_, rest)| rest);
        rest.rsplit_once(' ').map_or("", |(middle, _)| middle)
    }

    fn to_text(&self) -> String {
        self.0.clone()
    }
}

text_value!(FullName, NameFault);

/// The name itself: it is personal data, so it does not go into logs.
impl fmt::Display for FullName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Covered, since `Debug` is for logs.
impl fmt::Debug for FullName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FullName(***)")
    }
}

/// What stands outside and what stands inside brackets. A bracket that is never closed reaches to the end.
fn split_brackets(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside, mut depth) = (String::new(), vec![String::new()], 0_usize);
    for sign in text.chars() {
        match sign {
            '(' | '[' | '{' | '（' => {
                depth += 1;
                outside.push(' ');
                inside.push(String::new());
            }
            ')' | ']' | '}' | '）' => {
                depth = depth.saturating_sub(1);
                inside.push(String::new());
            }
            _ if depth == 0 => outside.push(sign),
            _ => inside.last_mut().expect("one alias is always open").push(sign),
        }
    }
    let aliases = inside.iter().map(|alias| clean(alias)).filter(|alias| !alias.is_empty()).collect();
    (clean(&outside), aliases)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Stored;
    use proptest::prelude::*;

    #[test]
    fn a_name_has_three_parts() {
        let name = FullName::parse("  NGUYỄN  Thị Ngọc Ánh").unwrap();
        assert_eq!((name.family(), name.middle(), name.given()), (Some("NGUYỄN"), "Thị Ngọc", "Ánh"));
        let short = FullName::parse("Lê An").unwrap();
        assert_eq!((short.family(), short.middle(), short.given()), (Some("Lê"), "", "An"));
        let one = FullName::parse("Brôi").unwrap();
        assert_eq!((one.family(), one.middle(), one.given()), (None, "", "Brôi"));
        assert_eq!(format!("{name} {name:?}"), "NGUYỄN Thị Ngọc Ánh FullName(***)");
    }

    #[test]
    fn brackets_are_returned_apart() {
        for (text, name, aliases) in [
            ("Nguyễn Thị Bảy (Bảy Lé)", "Nguyễn Thị Bảy", vec!["Bảy Lé"]),
            ("Nguyễn (Sáu) Văn [Tư] An", "Nguyễn Văn An", vec!["Sáu", "Tư"]),
            ("Nguyễn Văn An (Sáu", "Nguyễn Văn An", vec!["Sáu"]),
            ("Nguyễn Văn An ()", "Nguyễn Văn An", vec![]),
            ("Nguyễn Văn An)", "Nguyễn Văn An", vec![]),
        ] {
            let (found, apart) = FullName::split(text).unwrap();
            assert_eq!((found.as_str(), apart), (name, aliases.into_iter().map(str::to_owned).collect()), "{text}");
        }
    }

    #[test]
    fn what_is_no_name_says_why() {
        assert_eq!(FullName::parse(" \u{200b}"), Err(NameFault::Empty));
        assert_eq!(FullName::parse("(Bảy)"), Err(NameFault::Empty));
        assert_eq!(FullName::parse("123"), Err(NameFault::NoLetters));
        assert_eq!(FullName::parse(&"a".repeat(101)), Err(NameFault::TooLong { letters: 101 }));
    }

    proptest! {
        #[test]
        fn any_text_gives_a_name_or_a_fault(text in any::<String>()) {
            if let Ok(name) = FullName::parse(&text) {
                prop_assert_eq!(FullName::from_plain(name.to_plain()), Ok(name));
            }
        }
    }
}
