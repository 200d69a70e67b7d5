//! Reading what a caller sent: each field by its type, every fault told at once, nothing unknown let through.

use crate::wording::T;
use serde_json::Value;

/// The most items a list takes.
pub(crate) const LIST_ITEMS_MAX: usize = 1_000;
/// How much of a field's name is told back.
const FIELD_NAME_SHOWN: usize = 60;
/// How many unknown fields are told at once.
const FAULTS_TOLD_MAX: usize = 20;

/// One value as it was sent: in an address, or in a JSON body.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Given<'a> {
    /// Text from the query of an address.
    Text(&'a str),
    /// A value of a JSON body.
    Json(&'a Value),
}

impl<'a> Given<'a> {
    /// The text, where it is one.
    pub fn text(self) -> Result<&'a str, Fault> {
        match self {
            Given::Text(text) => Ok(text),
            Given::Json(Value::String(text)) => Ok(text),
            Given::Json(_) => Err(Fault::NotText),
        }
    }
}

/// What is wrong with a field. The sentences are in `wording/api.rs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It must be there.
    Missing,
    /// There is no field of this name here.
    Unknown,
    /// It is there twice.
    Twice,
    /// Text is wanted.
    NotText,
    /// A whole number is wanted.
    NotNumber,
    /// `true` or `false` is wanted.
    NotTruth,
    /// A list is wanted.
    NotList,
    /// An object is wanted.
    NotObject,
    /// Fewer characters than that.
    TooShort {
        /// The fewest it takes.
        least: usize,
    },
    /// More characters than that.
    TooLong {
        /// The most it takes.
        most: usize,
    },
    /// More items than that.
    TooMany {
        /// The most it takes.
        most: usize,
    },
    /// No item at all.
    Empty,
    /// A number outside its bounds.
    OutOfRange {
        /// The smallest.
        least: i64,
        /// The largest.
        most: i64,
    },
    /// Text of another form.
    Form {
        /// The form, as a regular expression.
        pattern: &'static str,
    },
    /// Not a day, `2024-01-25`.
    NotDay,
    /// Not an instant, `2024-01-25T03:00:00Z`.
    NotInstant,
    /// Not an id.
    NotId,
    /// None of the words it may be.
    NotOneOf {
        /// The words.
        words: Vec<&'static str>,
    },
    /// A refusal of a room that is about this field; the sentence is the problem's own.
    Refused,
}

impl Fault {
    /// The name that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Fault::Missing => "missing",
            Fault::Unknown => "unknown",
            Fault::Twice => "twice",
            Fault::NotText => "not_text",
            Fault::NotNumber => "not_number",
            Fault::NotTruth => "not_truth",
            Fault::NotList => "not_list",
            Fault::NotObject => "not_object",
            Fault::TooShort { .. } => "too_short",
            Fault::TooLong { .. } => "too_long",
            Fault::TooMany { .. } => "too_many",
            Fault::Empty => "empty",
            Fault::OutOfRange { .. } => "out_of_range",
            Fault::Form { .. } => "form",
            Fault::NotDay => "not_day",
            Fault::NotInstant => "not_instant",
            Fault::NotId => "not_id",
            Fault::NotOneOf { .. } => "not_one_of",
            Fault::Refused => "refused",
        }
    }

    /// What to do about it.
    pub fn sentence(&self, t: T) -> String {
        match self {
            Fault::Missing => t.field_missing().to_owned(),
            Fault::Unknown => t.field_unknown().to_owned(),
            Fault::Twice => t.field_twice().to_owned(),
            Fault::NotText => t.field_not_text().to_owned(),
            Fault::NotNumber => t.field_not_number().to_owned(),
            Fault::NotTruth => t.field_not_truth().to_owned(),
            Fault::NotList => t.field_not_list().to_owned(),
            Fault::NotObject => t.field_not_object().to_owned(),
            Fault::TooShort { least } => t.field_too_short(least),
            Fault::TooLong { most } => t.field_too_long(most),
            Fault::TooMany { most } => t.field_too_many(most),
            Fault::Empty => t.field_empty().to_owned(),
            Fault::OutOfRange { least, most } => t.field_out_of_range(least, most),
            Fault::Form { pattern } => t.field_form(pattern),
            Fault::NotDay => t.field_not_day().to_owned(),
            Fault::NotInstant => t.field_not_instant().to_owned(),
            Fault::NotId => t.field_not_id().to_owned(),
            Fault::NotOneOf { words } => t.field_not_one_of(words.join(", ")),
            Fault::Refused => t.field_refused().to_owned(),
        }
    }
}

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldFault {
    /// Its name; `communes[2]` for the third item of a list.
    pub field: String,
    /// What is wrong.
    pub fault: Fault,
}

/// Something a field can hold.
pub(crate) trait Field: Sized {
    /// Reads it; what is wrong goes to `faults`, under the field's name.
    fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self>;

    /// What stands where the field was left out: most must be there.
    fn absent(name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
        faults.push(FieldFault { field: name.to_owned(), fault: Fault::Missing });
        None
    }
}

/// Reads a value that is right or wrong as a whole.
pub(crate) fn checked<V>(read: Result<V, Fault>, name: &str, faults: &mut Vec<FieldFault>) -> Option<V> {
    read.map_err(|fault| faults.push(FieldFault { field: name.to_owned(), fault })).ok()
}

impl<F: Field> Field for Option<F> {
    fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
        match given {
            Given::Json(Value::Null) => Some(None),
            given => F::read(given, name, faults).map(Some),
        }
    }

    fn absent(_: &str, _: &mut Vec<FieldFault>) -> Option<Self> {
        Some(None)
    }
}

impl<F: Field> Field for Vec<F> {
    fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
        match given {
            Given::Json(Value::Array(items)) if items.is_empty() => checked(Err(Fault::Empty), name, faults),
            given => items(given, LIST_ITEMS_MAX, name, faults),
        }
    }
}

/// A list that may be empty, of at most `MOST` items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UpTo<const MOST: usize, F>(pub Vec<F>);

impl<const MOST: usize, F: Field> Field for UpTo<MOST, F> {
    fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
        items(given, MOST, name, faults).map(UpTo)
    }
}

fn items<F: Field>(given: Given<'_>, most: usize, name: &str, faults: &mut Vec<FieldFault>) -> Option<Vec<F>> {
    let items = match given {
        Given::Json(Value::Array(items)) if items.len() > most => Err(Fault::TooMany { most }),
        Given::Json(Value::Array(items)) => Ok(items),
        Given::Json(_) | Given::Text(_) => Err(Fault::NotList),
    };
    let mut read = Vec::new();
    for (place, item) in checked(items, name, faults)?.iter().enumerate() {
        read.push(F::read(Given::Json(item), &format!("{name}[{place}]"), faults));
    }
    read.into_iter().collect()
}

/// The named values of one request, as sent.
pub(crate) struct Named<'a>(pub Vec<(&'a str, Given<'a>)>);

impl Named<'_> {
    /// One field. That it is there once only is `strangers`' business.
    pub fn field<F: Field>(&self, name: &str, faults: &mut Vec<FieldFault>) -> Option<F> {
        match self.0.iter().find(|(sent, _)| *sent == name) {
            Some((_, given)) => F::read(*given, name, faults),
            None => F::absent(name, faults),
        }
    }

    /// Faults of the names that were sent: unknown here, or sent twice.
    pub fn strangers(&self, known: &[&str]) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        for (place, (name, _)) in self.0.iter().enumerate() {
            let fault = if !known.contains(name) {
                Fault::Unknown
            } else if self.0[..place].iter().any(|(before, _)| before == name) {
                Fault::Twice
            } else {
                continue;
            };
            faults.push(FieldFault { field: name.chars().take(FIELD_NAME_SHOWN).collect(), fault });
        }
        faults.truncate(FAULTS_TOLD_MAX);
        faults
    }
}

/// What a request carries: a struct made by `body!` or `query!`.
pub(crate) trait Input: Sized {
    /// Reads it, or tells everything that is wrong with it.
    fn read(sent: &Named<'_>) -> Result<Self, Vec<FieldFault>>;
}

/// Declares what a JSON body holds: the struct, its schema, and its reader, so that the three cannot differ.
macro_rules! body {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $field:ident: $kind:ty),* $(,)? }) => {
        #[derive(Clone, Debug, utoipa::ToSchema)]
        $(#[$outer])*
        pub(crate) struct $name { $($(#[$inner])* pub $field: $kind),* }
        $crate::api::input::input!($name { $($field: $kind),* });
    };
}

/// Declares an object within a body.
macro_rules! part {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $field:ident: $kind:ty),* $(,)? }) => {
        $crate::api::input::body! { $(#[$outer])* $name { $($(#[$inner])* $field: $kind),* } }

        impl $crate::api::input::Field for $name {
            fn read(
                given: $crate::api::input::Given<'_>,
                name: &str,
                faults: &mut Vec<$crate::api::input::FieldFault>,
            ) -> Option<Self> {
                $crate::api::input::object(given, name, faults)
            }
        }
    };
}

/// Declares what the query of an address holds.
macro_rules! query {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $field:ident: $kind:ty),* $(,)? }) => {
        #[derive(Clone, Debug, utoipa::IntoParams)]
        #[into_params(parameter_in = Query)]
        $(#[$outer])*
        pub(crate) struct $name { $($(#[$inner])* #[param(inline)] pub $field: $kind),* }
        $crate::api::input::input!($name { $($field: $kind),* });
    };
}

/// The reader of `body!` and `query!`.
macro_rules! input {
    ($name:ident { $($field:ident: $kind:ty),* }) => {
        impl $crate::api::input::Input for $name {
            fn read(
                sent: &$crate::api::input::Named<'_>,
            ) -> Result<Self, Vec<$crate::api::input::FieldFault>> {
                let mut faults = sent.strangers(&[$(stringify!($field)),*]);
                $(let $field = sent.field::<$kind>(stringify!($field), &mut faults);)*
                match ($($field,)*) {
                    ($(Some($field),)*) if faults.is_empty() => Ok($name { $($field),* }),
                    _ => Err(faults),
                }
            }
        }
    };
}

pub(crate) use {body, input, part, query};

/// Reads an object within a body; what is wrong is told as `cell.at`.
pub(crate) fn object<I: Input>(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<I> {
    let Given::Json(Value::Object(members)) = given else { return checked(Err(Fault::NotObject), name, faults) };
    let named = members.iter().map(|(name, value)| (name.as_str(), Given::Json(value))).collect();
    let within = |fault: FieldFault| FieldFault { field: format!("{name}.{}", fault.field), ..fault };
    I::read(&Named(named)).map_err(|inner| faults.extend(inner.into_iter().map(within))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::values::{Day, OfficeName};
    use serde_json::json;

    body! {
        /// A sample.
        Sample {
            /// Text.
            name: OfficeName,
            /// A day, or none.
            from: Option<Day>,
            /// A list, or none.
            days: Option<Vec<Day>>,
        }
    }

    fn read(value: &Value) -> Result<Sample, Vec<(String, &'static str)>> {
        let members = value.as_object().expect("an object");
        let named = Named(members.iter().map(|(name, value)| (name.as_str(), Given::Json(value))).collect());
        Sample::read(&named)
            .map_err(|faults| faults.into_iter().map(|fault| (fault.field, fault.fault.code())).collect())
    }

    #[test]
    fn what_is_right_is_read() {
        let sample = read(&json!({ "name": "Phòng LĐ-TB&XH", "from": null, "days": ["2024-01-25"] })).unwrap();
        assert_eq!(sample.name.as_str(), "Phòng LĐ-TB&XH");
        assert!(sample.from.is_none());
        assert_eq!(sample.days.unwrap()[0].0, jiff::civil::date(2024, 1, 25));
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let faults = read(&json!({ "from": "mai", "days": ["2024-01-25", 3], "colour": "red" })).unwrap_err();
        let told = [("colour", "unknown"), ("name", "missing"), ("from", "not_day"), ("days[1]", "not_text")];
        assert_eq!(faults, told.map(|(field, code)| (field.to_owned(), code)));
        assert_eq!(read(&json!({ "name": "x", "days": [] })).unwrap_err(), [("days".to_owned(), "empty")]);
    }

    #[test]
    fn a_name_sent_twice_is_told() {
        let value = json!("An");
        let named = Named(vec![("name", Given::Json(&value)), ("name", Given::Json(&value))]);
        let faults = Sample::read(&named).unwrap_err();
        assert_eq!(faults, [FieldFault { field: "name".to_owned(), fault: Fault::Twice }]);
    }
}
