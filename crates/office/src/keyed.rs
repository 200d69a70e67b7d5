//! Words that are stored: an enum whose every value has one key, the same in the database, the API and the trail.

/// An enum with its storage keys in one list: `ALL`, `key`, `parse`, and the form at rest.
macro_rules! keyed {
    ($(#[$outer:meta])* $vis:vis enum $name:ident { $($(#[$doc:meta])* $variant:ident = $key:literal),* $(,)? }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis enum $name { $($(#[$doc])* $variant),* }

        impl $name {
            /// Every value, in the order of the list.
            $vis const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word it is stored as; it never changes.
            $vis const fn key(self) -> &'static str {
                match self { $($name::$variant => $key),* }
            }

            /// The value stored as `key`.
            $vis fn parse(key: &str) -> Option<$name> {
                match key { $($key => Some($name::$variant),)* _ => None }
            }
        }

        impl kernel::Stored for $name {
            const KIND: kernel::Kind = kernel::Kind::Text;
            fn to_plain(&self) -> kernel::Plain {
                kernel::Plain::Text(self.key().to_owned())
            }
            fn from_plain(plain: kernel::Plain) -> Result<Self, kernel::StoredFault> {
                match plain {
                    kernel::Plain::Text(key) => $name::parse(&key),
                    _ => None,
                }
                .ok_or(kernel::StoredFault { expected: stringify!($name) })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.key())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let key = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(from)?;
                $name::parse(&key).ok_or_else(|| serde::de::Error::custom(concat!("not a ", stringify!($name))))
            }
        }
    };
}

pub(crate) use keyed;
