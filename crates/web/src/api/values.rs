//! What single fields hold: text of a form, days, instants, ids, words from a list. Parsed once, at the door.

use super::input::{Fault, Field, FieldFault, Given, checked};
use jiff::Timestamp;
use kernel::{OfficeId, StaffId};
use office::{
    Access, Action, Role, Subject,
    jobs::JobState,
    places::{Level, UnitKind},
    staff::StaffKind,
};
use serde_json::Value;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type},
};

/// The forms of text. `admits` and `pattern` say the same: one to us, one to the reader of the description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// One line a person wrote: no control characters, no space around it.
    Line,
    /// A word of the program: `district_labour`.
    Key,
    /// Letters without marks, digits and a few signs: a login name.
    Login,
    /// The code of an administrative unit: digits, or `VN`.
    UnitCode,
    /// Letters, digits, `-` and `_`, and a full stop between them.
    Plain,
}

impl Form {
    const fn pattern(self) -> &'static str {
        match self {
            Form::Line => r"^[^\s\x00-\x1f\x7f-\x9f]([^\x00-\x1f\x7f-\x9f\u2028\u2029]*[^\s\x00-\x1f\x7f-\x9f])?$",
            Form::Key => r"^[a-z][a-z0-9_]*$",
            Form::Login => r"^[A-Za-z0-9._@-]+$",
            Form::UnitCode => r"^([0-9]+|VN)$",
            Form::Plain => r"^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$",
        }
    }

    fn admits(self, text: &str) -> bool {
        match self {
            Form::Line => is_line(text),
            Form::Key => {
                text.starts_with(|first: char| first.is_ascii_lowercase())
                    && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
            }
            Form::Login => {
                let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || b"._@-".contains(&byte);
                !text.is_empty() && text.bytes().all(is_fit)
            }
            Form::UnitCode => text == "VN" || !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()),
            Form::Plain => text.split('.').all(|part| {
                !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
            }),
        }
    }
}

fn is_line(text: &str) -> bool {
    let is_mute = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    !text.is_empty() && text.trim() == text && !text.chars().any(is_mute)
}

/// Declares kinds of text: a name, its bounds, its form, an example.
macro_rules! texts {
    ($($(#[doc = $doc:literal])+ $name:ident { $least:literal..=$most:literal, $form:ident, $example:literal })+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(crate) struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Field for $name {
            fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
                let text = given.text().and_then(|text| {
                    bounded(text, $least, $most)?;
                    let pattern = Form::$form.pattern();
                    if Form::$form.admits(text) { Ok(text.to_owned()) } else { Err(Fault::Form { pattern }) }
                });
                checked(text, name, faults).map($name)
            }
        }

        impl ToSchema for $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                text_schema(concat!($($doc),+))
                    .min_length(Some($least))
                    .max_length(Some($most))
                    .pattern(Some(Form::$form.pattern()))
                    .examples([Value::from($example)])
                    .into()
            }
        }
    )+};
}

texts! {
    /// The key of an agency in the profile of the day.
    AgencyKey { 1..=60, Key, "district_labour" }
    /// The name of a person, as on the decision of appointment.
    FullName { 1..=120, Line, "Nguyễn Thị Ánh" }
    /// The address of an identity provider.
    IssuerName { 1..=255, Line, "https://sso.quangngai.example.vn" }
    /// The key of a kind of long work.
    JobKind { 1..=60, Plain, "audit.verify" }
    /// A login name.
    LoginName { 3..=64, Login, "anh.nguyen" }
    /// A mail address.
    MailAddress { 1..=120, Line, "anh@binhson.example.vn" }
    /// The name of an office.
    OfficeName { 1..=200, Line, "Phòng LĐ-TB&XH huyện Bình Sơn" }
    /// A telephone number.
    PhoneNumber { 1..=120, Line, "0255 3851 234" }
    /// What something is for.
    Purpose { 1..=200, Line, "Đối chiếu hằng tháng với kho bạc" }
    /// Why something is done.
    Reason { 1..=500, Line, "Chuyển công tác theo Quyết định 12/QĐ-UBND" }
    /// An identity provider's name for a person.
    SubjectName { 1..=255, Line, "8f14e45f" }
    /// Words to look for, in any order, with or without marks.
    SearchWords { 1..=100, Line, "binh son" }
    /// A subject's id or code, as in the trail.
    SubjectKey { 1..=100, Line, "018d3f9e-2b1c-7c3a-9f6e-0123456789ab" }
    /// The code of an administrative unit, as the statistics office gives it; `VN` is the country.
    UnitCode { 2..=10, UnitCode, "524" }
    /// What was done, as in the trail.
    VerbKey { 1..=60, Plain, "staff.assign" }
}

/// Whether a text has from `least` to `most` characters.
pub(crate) fn bounded(text: &str, least: usize, most: usize) -> Result<(), Fault> {
    let length = text.chars().count();
    if length < least {
        Err(Fault::TooShort { least })
    } else if length > most {
        Err(Fault::TooLong { most })
    } else {
        Ok(())
    }
}

/// The beginning of a schema of text.
pub(crate) fn text_schema(doc: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).description(Some(doc.trim()))
}

/// A day of the calendar of Viet Nam, `2024-01-25`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day(pub jiff::civil::Date);

impl Field for Day {
    fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
        checked(given.text().and_then(parse_day), name, faults).map(Day)
    }
}

/// Only the one form: the library reads more.
fn parse_day(text: &str) -> Result<jiff::civil::Date, Fault> {
    let bytes = text.as_bytes();
    let is_form = bytes.len() == 10
        && bytes.iter().enumerate().all(|(place, byte)| match place {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if is_form { text.parse().map_err(|_| Fault::NotDay) } else { Err(Fault::NotDay) }
}

impl ToSchema for Day {}

impl PartialSchema for Day {
    fn schema() -> RefOr<Schema> {
        text_schema("A day of the calendar of Viet Nam.")
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
            .examples([Value::from("2024-01-25")])
            .into()
    }
}

/// An instant, `2024-01-25T03:00:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Instant(pub Timestamp);

impl Field for Instant {
    fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
        checked(given.text().and_then(parse_instant), name, faults).map(Instant)
    }
}

/// RFC 3339, section 5.6, with `T` and `Z` large or small.
fn parse_instant(text: &str) -> Result<Timestamp, Fault> {
    let Some((day, rest)) = text.split_at_checked(10) else { return Err(Fault::NotInstant) };
    parse_day(day).map_err(|_| Fault::NotInstant)?;
    let bytes = rest.as_bytes();
    let has_seconds = bytes.len() >= 10
        && matches!(bytes[0], b'T' | b't')
        && bytes[1..9].iter().enumerate().all(|(place, byte)| match place {
            2 | 5 => *byte == b':',
            _ => byte.is_ascii_digit(),
        });
    let offset =
        rest.get(9..).unwrap_or_default().trim_start_matches(|sign: char| sign == '.' || sign.is_ascii_digit());
    let is_offset = matches!(offset.as_bytes(), [b'Z' | b'z'] | [b'+' | b'-', _, _, b':', _, _]);
    if has_seconds && is_offset { text.parse().map_err(|_| Fault::NotInstant) } else { Err(Fault::NotInstant) }
}

impl ToSchema for Instant {}

impl PartialSchema for Instant {
    fn schema() -> RefOr<Schema> {
        text_schema("An instant, with its offset from UTC.")
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .examples([Value::from("2024-01-25T03:00:00Z")])
            .into()
    }
}

/// Ids in bodies and queries.
macro_rules! ids {
    ($($id:ty),+) => {$(
        impl Field for $id {
            fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
                let id = given.text().and_then(|text| match text.len() {
                    36 => text.parse().map_err(|_| Fault::NotId),
                    _ => Err(Fault::NotId),
                });
                checked(id, name, faults)
            }
        }
    )+};
}

ids!(OfficeId, StaffId);

/// Declares words out of a closed list: the type, what it means, and its words.
macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident($kind:ty) = $words:expr;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct $name(pub $kind);

        impl $name {
            /// The words and their meaning.
            fn words() -> Vec<(&'static str, $kind)> {
                $words
            }
        }

        impl Field for $name {
            fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
                let word = given.text().and_then(|text| {
                    let found = $name::words().into_iter().find(|(word, _)| *word == text);
                    found.map(|(_, meaning)| $name(meaning)).ok_or_else(|| Fault::NotOneOf {
                        words: $name::words().into_iter().map(|(word, _)| word).collect(),
                    })
                });
                checked(word, name, faults)
            }
        }

        impl ToSchema for $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let words = $name::words().into_iter().map(|(word, _)| word);
                text_schema(concat!($($doc),+)).enum_values(Some(words)).into()
            }
        }
    )+};
}

/// Declares words out of a closed list that are only ever told.
macro_rules! told_words {
    ($($(#[doc = $doc:literal])+ $name:ident($kind:ty);)+) => {$(
        $(#[doc = $doc])+
        pub(crate) struct $name;

        impl ToSchema for $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let words = <$kind>::ALL.iter().map(|word| word.key());
                text_schema(concat!($($doc),+)).enum_values(Some(words)).into()
            }
        }
    )+};
}

told_words! {
    /// Whether an action looks or changes something.
    AccessWord(Access);
    /// What can be done.
    ActionWord(Action);
    /// Where a job stands.
    JobStateWord(JobState);
    /// What an action is about.
    SubjectWord(Subject);
    /// The kind of unit, as decrees name it.
    UnitKindWord(UnitKind);
}

/// Whose jobs a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// One's own.
    Own,
    /// Everybody's in the own area.
    Everybody,
}

words! {
    /// How far a unit stands from the country.
    LevelWord(Level) = Level::ALL.iter().map(|level| (level.key(), *level)).collect();
    /// What a person or a service account can work as.
    RoleWord(Role) = Role::ALL.iter().filter(|role| role.is_assignable()).map(|role| (role.key(), *role)).collect();
    /// A person or another system.
    StaffKindWord(StaffKind) = StaffKind::ALL.iter().map(|kind| (kind.key(), *kind)).collect();
    /// Whose jobs.
    WhoseWord(Whose) = vec![("own", Whose::Own), ("everybody", Whose::Everybody)];
}

impl Field for bool {
    fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
        let truth = match given {
            Given::Text("true") | Given::Json(Value::Bool(true)) => Ok(true),
            Given::Text("false") | Given::Json(Value::Bool(false)) => Ok(false),
            Given::Text(_) | Given::Json(_) => Err(Fault::NotTruth),
        };
        checked(truth, name, faults)
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read<F: Field>(value: &Value) -> Result<F, &'static str> {
        let mut faults = Vec::new();
        F::read(Given::Json(value), "field", &mut faults).ok_or_else(|| faults[0].fault.code())
    }

    #[test]
    fn text_keeps_to_its_form_and_bounds() {
        assert!(read::<OfficeName>(&json!("Phòng LĐ-TB&XH huyện Bình Sơn")).is_ok());
        for wrong in ["", " ", " An", "An ", "An\n", "A\tn", "A\u{0}n", "A\u{85}n", "A\u{2028}n"] {
            assert!(read::<OfficeName>(&json!(wrong)).is_err(), "{wrong:?}");
        }
        assert!(read::<OfficeName>(&json!("ấ".repeat(200))).is_ok());
        assert_eq!(read::<OfficeName>(&json!("ấ".repeat(201))), Err("too_long"));
        assert_eq!(read::<OfficeName>(&json!(3)), Err("not_text"));
        assert_eq!(read::<LoginName>(&json!("An")), Err("too_short"));
        assert_eq!(read::<LoginName>(&json!("ánh.nguyễn")), Err("form"));
        assert!(read::<UnitCode>(&json!("VN")).is_ok() && read::<UnitCode>(&json!("V1")).is_err());
        assert!(read::<JobKind>(&json!("audit.verify")).is_ok() && read::<JobKind>(&json!("audit.")).is_err());
    }

    #[test]
    fn a_day_has_one_form() {
        assert_eq!(read::<Day>(&json!("2024-02-29")), Ok(Day(jiff::civil::date(2024, 2, 29))));
        for wrong in ["2023-02-29", "20240229", "2024-02-29T00:00:00", "+002024-02-29", "2024-2-29", "29/02/2024", ""] {
            assert_eq!(read::<Day>(&json!(wrong)), Err("not_day"), "{wrong}");
        }
    }

    #[test]
    fn an_instant_is_of_rfc_3339() {
        let noon: Timestamp = "2024-01-25T05:00:00Z".parse().unwrap();
        for right in
            ["2024-01-25T05:00:00Z", "2024-01-25t05:00:00z", "2024-01-25T12:00:00+07:00", "2024-01-25T05:00:00.000Z"]
        {
            assert_eq!(read::<Instant>(&json!(right)), Ok(Instant(noon)), "{right}");
        }
        for wrong in [
            "2024-01-25",
            "2024-01-25 05:00:00Z",
            "2024-01-25T05:00Z",
            "2024-01-25T05:00:00",
            "2024-01-25T05:00:00Z[UTC]",
            "2024-01-25T25:00:00Z",
            "ấấấấấấấấấấấấ",
        ] {
            assert_eq!(read::<Instant>(&json!(wrong)), Err("not_instant"), "{wrong}");
        }
    }

    #[test]
    fn words_come_out_of_their_list() {
        assert_eq!(read::<RoleWord>(&json!("labour_head")).map(|word| word.0), Ok(Role::LabourHead));
        for wrong in ["machine", "visitor", "king", ""] {
            assert_eq!(read::<RoleWord>(&json!(wrong)).map(|word| word.0), Err("not_one_of"), "{wrong}");
        }
    }

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
    fn ids_have_one_form() {
        assert!(read::<StaffId>(&json!("018d3f9e-2b1c-7c3a-9f6e-0123456789ab")).is_ok());
        for wrong in ["018d3f9e2b1c7c3a9f6e0123456789ab", "{018d3f9e-2b1c-7c3a-9f6e-0123456789ab}", "x"] {
            assert_eq!(read::<StaffId>(&json!(wrong)), Err("not_id"), "{wrong}");
        }
    }
}
