//! Words that are stored: an enum whose every value has one key, the same in the database, the API and the trail.

/// An enum with its storage keys in one list: `ALL`, `key`, `parse`, and the form at rest.
#[macro_export]
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

        impl $crate::Stored for $name {
            const KIND: $crate::Kind = $crate::Kind::Text;
            fn to_plain(&self) -> $crate::Plain {
                $crate::Plain::Text(self.key().to_owned())
            }
            fn from_plain(plain: $crate::Plain) -> Result<Self, $crate::StoredFault> {
                match plain {
                    $crate::Plain::Text(key) => $name::parse(&key),
                    _ => None,
                }
                .ok_or($crate::StoredFault { expected: stringify!($name) })
            }
        }

        impl $crate::__serde::Serialize for $name {
            fn serialize<S: $crate::__serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.key())
            }
        }

        impl<'de> $crate::__serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let key = <std::borrow::Cow<'de, str> as $crate::__serde::Deserialize>::deserialize(from)?;
                $name::parse(&key).ok_or_else(|| $crate::__serde::de::Error::custom(concat!("not a ", stringify!($name))))
            }
        }
    };
}
