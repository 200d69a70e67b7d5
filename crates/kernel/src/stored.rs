//! How a value rests in a database: four kinds, the same on both databases.

use jiff::{Timestamp, civil::Date};

/// The four kinds of storage. Nothing else ever reaches a driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number of 64 bits.
    Int,
    /// Unicode text.
    Text,
    /// True or false.
    Bool,
    /// Raw bytes.
    Bytes,
}

/// A value at rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plain {
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// True or false.
    Bool(bool),
    /// Raw bytes, such as an id or a digest.
    Bytes(Vec<u8>),
}

/// A column holds something its type cannot be: the database and the program disagree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a {expected}")]
pub struct StoredFault {
    /// What the column should have held, such as `Month`.
    pub expected: &'static str,
}

/// A type that knows its one form at rest.
///
/// Writing cannot fail; reading back what somebody else wrote can.
pub trait Stored: Sized {
    /// The kind of column it lives in.
    const KIND: Kind;
    /// The form at rest.
    fn to_plain(&self) -> Plain;
    /// The value again.
    fn from_plain(plain: Plain) -> Result<Self, StoredFault>;
}

/// Anything a statement can be given: a stored value, an optional one, or borrowed text.
pub trait Bind {
    /// The kind of column and the value; nothing is NULL.
    fn bind(&self) -> (Kind, Option<Plain>);
}

impl<T: Stored> Bind for T {
    fn bind(&self) -> (Kind, Option<Plain>) {
        (T::KIND, Some(self.to_plain()))
    }
}

impl<T: Stored> Bind for Option<T> {
    fn bind(&self) -> (Kind, Option<Plain>) {
        (T::KIND, self.as_ref().map(Stored::to_plain))
    }
}

impl Bind for &str {
    fn bind(&self) -> (Kind, Option<Plain>) {
        (Kind::Text, Some(Plain::Text((*self).to_owned())))
    }
}

impl Stored for i64 {
    const KIND: Kind = Kind::Int;
    fn to_plain(&self) -> Plain {
        Plain::Int(*self)
    }
    fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
        match plain {
            Plain::Int(number) => Ok(number),
            _ => Err(StoredFault { expected: "whole number" }),
        }
    }
}

impl Stored for String {
    const KIND: Kind = Kind::Text;
    fn to_plain(&self) -> Plain {
        Plain::Text(self.clone())
    }
    fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
        match plain {
            Plain::Text(text) => Ok(text),
            _ => Err(StoredFault { expected: "text" }),
        }
    }
}

impl Stored for bool {
    const KIND: Kind = Kind::Bool;
    fn to_plain(&self) -> Plain {
        Plain::Bool(*self)
    }
    fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
        match plain {
            Plain::Bool(truth) => Ok(truth),
            _ => Err(StoredFault { expected: "true or false" }),
        }
    }
}

impl Stored for Vec<u8> {
    const KIND: Kind = Kind::Bytes;
    fn to_plain(&self) -> Plain {
        Plain::Bytes(self.clone())
    }
    fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
        match plain {
            Plain::Bytes(bytes) => Ok(bytes),
            _ => Err(StoredFault { expected: "bytes" }),
        }
    }
}

/// An instant rests as UTC text of fixed width, `2024-01-25T03:00:00.000000Z`, so that text order is time order.
impl Stored for Timestamp {
    const KIND: Kind = Kind::Text;
    fn to_plain(&self) -> Plain {
        Plain::Text(format!("{self:.6}"))
    }
    fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
        const FAULT: StoredFault = StoredFault { expected: "instant" };
        let Plain::Text(text) = plain else { return Err(FAULT) };
        text.parse().map_err(|_| FAULT)
    }
}

/// A day rests as `2024-01-25`.
impl Stored for Date {
    const KIND: Kind = Kind::Text;
    fn to_plain(&self) -> Plain {
        Plain::Text(self.to_string())
    }
    fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
        const FAULT: StoredFault = StoredFault { expected: "day" };
        let Plain::Text(text) = plain else { return Err(FAULT) };
        text.parse().map_err(|_| FAULT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_keep_their_width_and_order() {
        let early: Timestamp = "2024-01-25T03:00:00Z".parse().expect("an instant");
        let later: Timestamp = "2024-01-25T03:00:00.5Z".parse().expect("an instant");
        let (Plain::Text(a), Plain::Text(b)) = (early.to_plain(), later.to_plain()) else {
            panic!("instants rest as text")
        };
        assert_eq!(a, "2024-01-25T03:00:00.000000Z");
        assert_eq!(a.len(), b.len());
        assert!(a < b);
        assert_eq!(Timestamp::from_plain(Plain::Text(b)), Ok(later));
    }
}
