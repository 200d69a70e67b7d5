//! Sex, as civil registration keeps it.

use crate::text_value::text_value;

/// Text that names no sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a sex")]
pub struct SexFault;

/// `Nam` or `Nữ`. Unknown is `Option::None`. Never inferred from a name: `Y` leads the name of an Ê Đê man and of a
/// Xơ Đăng woman.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

impl Sex {
    /// Reads `Nam`, `NỮ`, `nu`, `trai`, `gái`, `M`, `F`, `male`, `female`. Codes such as 0 and 1 differ from file to
    /// file and are refused; so is a lone `N`.
    pub fn parse(text: &str) -> Result<Sex, SexFault> {
        if text.len() > 40 {
            return Err(SexFault);
        }
        match crate::names::plain_text(text).as_str() {
            "nam" | "trai" | "m" | "male" => Ok(Sex::Male),
            "nu" | "gai" | "f" | "female" => Ok(Sex::Female),
            _ => Err(SexFault),
        }
    }

    fn to_text(self) -> String {
        match self {
            Sex::Male => "male".to_owned(),
            Sex::Female => "female".to_owned(),
        }
    }
}

text_value!(Sex, SexFault);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Plain, Stored};

    #[test]
    fn sexes_read_as_lists_write_them() {
        for (text, sex) in [
            ("Nam", Ok(Sex::Male)),
            (" NỮ ", Ok(Sex::Female)),
            ("Nu\u{31b}\u{303}", Ok(Sex::Female)),
            ("nu", Ok(Sex::Female)),
            ("trai", Ok(Sex::Male)),
            ("N", Err(SexFault)),
            ("1", Err(SexFault)),
            ("", Err(SexFault)),
        ] {
            assert_eq!(Sex::parse(text), sex, "{text}");
        }
        assert_eq!(Sex::Female.to_plain(), Plain::Text("female".into()));
        assert!(Sex::from_plain(Plain::Text("Nữ".into())).is_err());
    }
}
