//! What must not be logged cannot be: a value that prints as `***` until somebody asks for it by name.

use crate::{Kind, Plain, Stored, StoredFault};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// What stands in every log, page and JSON text instead of a sensitive value.
pub const MASK: &str = "***";

/// A value of the kind Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 calls sensitive: ethnicity, health, a bank account.
///
/// `Debug`, `Display` and serde give [`MASK`]. The only way to the value is [`Sensitive::reveal`], which is easy to
/// search for and stands next to the audit entry of the view. At rest it is stored like the bare value.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Covers a value.
    pub const fn new(value: T) -> Sensitive<T> {
        Sensitive(value)
    }

    /// The bare value. Whoever calls this has the right to see it and writes that down.
    pub const fn reveal(&self) -> &T {
        &self.0
    }

    /// The bare value, given away.
    pub fn into_revealed(self) -> T {
        self.0
    }

    /// Another value under the same cover.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Sensitive<U> {
        Sensitive(change(self.0))
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Sensitive(value)
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl<T> fmt::Display for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(MASK)
    }
}

impl<T> Serialize for Sensitive<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(MASK)
    }
}

/// Reading is open: what a person sends us arrives bare.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(from).map(Sensitive)
    }
}

impl<T: Stored> Stored for Sensitive<T> {
    const KIND: Kind = T::KIND;
    fn to_plain(&self) -> Plain {
        self.0.to_plain()
    }
    fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
        T::from_plain(plain).map(Sensitive)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_prints_a_sensitive_value() {
        #[derive(Debug, Serialize, Deserialize)]
        struct Line {
            ethnicity: Sensitive<String>,
        }
        let line: Line = serde_json::from_str(r#"{"ethnicity":"Ê Đê"}"#).unwrap();
        assert_eq!(line.ethnicity.reveal(), "Ê Đê");
        assert_eq!(format!("{line:?}"), "Line { ethnicity: *** }");
        assert_eq!(format!("{:#?}", line.ethnicity), "***");
        assert_eq!(format!("{:>5}", line.ethnicity), "  ***");
        assert_eq!(serde_json::to_string(&line).unwrap(), r#"{"ethnicity":"***"}"#);
    }

    #[test]
    fn at_rest_it_is_the_bare_value() {
        let amount = Sensitive::new(540_000_i64);
        assert_eq!(amount.to_plain(), Plain::Int(540_000));
        assert_eq!(Sensitive::from_plain(amount.to_plain()), Ok(amount));
    }
}
