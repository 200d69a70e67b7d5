//! Numbers in fields: whole ones within bounds, and exact fractions as text.

use super::{
    input::{Fault, Field, FieldFault, Given, checked},
    values::text_schema,
};
use kernel::{Dong, Ratio};
use serde_json::Value;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type},
};

/// A whole number within bounds. JSON has one kind of number, so `5.0` is one too.
pub(crate) fn whole(given: Given<'_>, least: i64, most: i64) -> Result<i64, Fault> {
    let number = match given {
        Given::Text(text) => {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            if is_plain {
                text.parse().map_err(|_| Fault::OutOfRange { least, most })?
            } else {
                return Err(Fault::NotNumber);
            }
        }
        Given::Json(Value::Number(number)) => match (number.as_i64(), number.to_string().strip_suffix(".0")) {
            (Some(number), _) => number,
            (None, Some(text)) => text.parse().map_err(|_| Fault::OutOfRange { least, most })?,
            (None, None) if number.is_u64() => return Err(Fault::OutOfRange { least, most }),
            (None, None) => return Err(Fault::NotNumber),
        },
        Given::Json(_) => return Err(Fault::NotNumber),
    };
    if (least..=most).contains(&number) { Ok(number) } else { Err(Fault::OutOfRange { least, most }) }
}

/// Declares whole numbers: a name, its bounds, an example.
macro_rules! numbers {
    ($($(#[doc = $doc:literal])+ $name:ident { $least:literal..=$most:expr, $example:literal })+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) struct $name(pub i64);

        impl Field for $name {
            fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
                checked(whole(given, $least, $most), name, faults).map($name)
            }
        }

        impl ToSchema for $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let most: i64 = $most;
                ObjectBuilder::new()
                    .schema_type(Type::Integer)
                    .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
                    .description(Some(concat!($($doc),+).trim()))
                    .minimum(Some($least))
                    .maximum(Some(usize::try_from(most).expect("above zero")))
                    .examples([Value::from($example)])
                    .into()
            }
        }
    )+};
}

numbers! {
    /// An age in whole years.
    Age { 0..=150, 80 }
    /// An amount in whole đồng.
    Amount { 1..=1_000_000_000_000, 500_000 }
    /// The last line of the headings of a sheet; 0 where it has none.
    HeaderLine { 0..=sources::HEADER_LINE_MAX, 5 }
    /// A line of a file, as `at` of its fault.
    LineNumber { 1..=1_000_000_000_000, 7 }
    /// The number of a place in the dated unit trees, as `/api/v1/units` tells it.
    PlaceNumber { 1..=999_999_999, 1_006_789 }
    /// The number of a version, counted from 1.
    VersionNumber { 1..=1_000_000_000, 1 }
}

impl Amount {
    /// As money.
    pub fn dong(self) -> Dong {
        Dong::new(self.0)
    }
}

/// An exact fraction as text: `1.5`, `3/2` or `0.7`. It is told as `3/2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fraction(pub Ratio);

impl Fraction {
    const PATTERN: &'static str = r"^[0-9]{1,6}(\.[0-9]{1,6}|/[1-9][0-9]{0,5})?$";
    const LENGTH_MAX: usize = 13;

    fn admits(text: &str) -> bool {
        let digits = |part: &str| (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        match text.split_once(['.', '/']) {
            None => digits(text),
            Some((whole, rest)) if text.contains('/') => digits(whole) && digits(rest) && !rest.starts_with('0'),
            Some((whole, rest)) => digits(whole) && digits(rest),
        }
    }
}

impl Field for Fraction {
    fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
        let fault = Fault::Form { pattern: Fraction::PATTERN };
        let ratio = given.text().and_then(|text| match Ratio::parse(text) {
            Ok(ratio) if Fraction::admits(text) => Ok(ratio),
            Ok(_) | Err(_) => Err(fault),
        });
        checked(ratio, name, faults).map(Fraction)
    }
}

impl ToSchema for Fraction {}

impl PartialSchema for Fraction {
    fn schema() -> RefOr<Schema> {
        text_schema("An exact fraction: `1.5`, `3/2` or `0.7`.")
            .min_length(Some(1))
            .max_length(Some(Fraction::LENGTH_MAX))
            .pattern(Some(Fraction::PATTERN))
            .examples([Value::from("3/2")])
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_are_whole_and_bounded() {
        let read = |value: Value| whole(Given::Json(&value), 1, 200).map_err(|fault| fault.code());
        assert_eq!((read(json!(1)), read(json!(200)), read(json!(5.0))), (Ok(1), Ok(200), Ok(5)));
        assert_eq!((read(json!(0)), read(json!(201))), (Err("out_of_range"), Err("out_of_range")));
        assert_eq!((read(json!(1.5)), read(json!("5"))), (Err("not_number"), Err("not_number")));
        assert_eq!(read(json!(u64::MAX)), Err("out_of_range"));
        assert_eq!(whole(Given::Text("-5"), -9, 9), Ok(-5));
        for wrong in ["", "+5", "5.0", "0x5", "٥"] {
            assert_eq!(whole(Given::Text(wrong), -9, 9), Err(Fault::NotNumber), "{wrong}");
        }
    }

    #[test]
    fn a_fraction_is_exact_and_has_few_digits() {
        let read = |text: &str| {
            let mut faults = Vec::new();
            let read = Fraction::read(Given::Json(&json!(text)), "field", &mut faults);
            read.map(|Fraction(ratio)| (ratio.over(), ratio.under())).ok_or_else(|| faults[0].fault.code())
        };
        for (text, ratio) in [("1.5", (3, 2)), ("3/2", (3, 2)), ("0.7", (7, 10)), ("2", (2, 1)), ("0", (0, 1))] {
            assert_eq!(read(text), Ok(ratio), "{text}");
        }
        for wrong in ["", "1,5", "70%", "-1", "1/0", "1/", ".5", "1.2.3", "1/2/3", "1234567", "0.1234567", " 1"] {
            assert_eq!(read(wrong), Err("form"), "{wrong}");
        }
    }
}
