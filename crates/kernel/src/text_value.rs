//! What every value that rests as text has in common.

/// Gives a type with `parse(&str) -> Result<Self, Fault>` and `to_text(&self) -> String` its `FromStr`, serde and
/// [`Stored`](crate::Stored). Reading a column back accepts only the one canonical form: anything else was not
/// written by us.
macro_rules! text_value {
    ($name:ident, $fault:ty) => {
        impl std::str::FromStr for $name {
            type Err = $fault;
            fn from_str(text: &str) -> Result<Self, $fault> {
                $name::parse(text)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.to_text())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(from)?;
                $name::parse(&text).map_err(serde::de::Error::custom)
            }
        }

        impl crate::Stored for $name {
            const KIND: crate::Kind = crate::Kind::Text;
            fn to_plain(&self) -> crate::Plain {
                crate::Plain::Text(self.to_text())
            }
            fn from_plain(plain: crate::Plain) -> Result<Self, crate::StoredFault> {
                const FAULT: crate::StoredFault = crate::StoredFault { expected: stringify!($name) };
                let crate::Plain::Text(text) = plain else { return Err(FAULT) };
                let value = $name::parse(&text).map_err(|_| FAULT)?;
                if value.to_text() == text { Ok(value) } else { Err(FAULT) }
            }
        }
    };
}

pub(crate) use text_value;
