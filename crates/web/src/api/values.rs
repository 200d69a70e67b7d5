//! What single fields hold: text of a form, days, instants, ids. Parsed once, at the door.

use super::input::{Fault, Field, FieldFault, Given, checked};
use jiff::Timestamp;
use kernel::{EntitlementId, LetterId, Month, OfficeId, PersonId, SourceFileId, StaffId, names::is_blank};
use serde_json::Value;
use std::ops::RangeInclusive;
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
    /// Like `Line`, in several lines.
    Lines,
    /// The name of an item of reference data: like `Plain`, with `@` or `:` between parts too.
    Item,
    /// The number and symbol of a letter, as printed behind `Số:`.
    LetterNumber,
    /// Six digits.
    Bin,
    /// What a spreadsheet takes for a name: anything that can be seen, also spaces around it.
    Sheet,
    /// A register's own id of a person: one visible line of ASCII.
    Visible,
}

/// The letters a symbol has, besides those of ASCII: with marks, as Unicode composes them.
const MARKED: [RangeInclusive<char>; 4] =
    ['\u{c0}'..='\u{d6}', '\u{d8}'..='\u{f6}', '\u{f8}'..='\u{2af}', '\u{1e00}'..='\u{1ef9}'];

impl Form {
    const fn pattern(self) -> &'static str {
        match self {
            Form::Line => {
                r"^[^\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]([^\x00-\x1f\x7f-\x9f\u2028\u2029]*[^\s\x00-\x1f\x7f-\x9f])?$"
            }
            Form::Key => r"^[a-z][a-z0-9_]*$",
            Form::Login => r"^[A-Za-z0-9._@-]+$",
            Form::UnitCode => r"^([0-9]+|VN)$",
            Form::Plain => r"^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$",
            Form::Lines => {
                r"^[^\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]([^\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]*[^\s\x00-\x1f\x7f-\x9f])?$"
            }
            Form::Item => r"^[A-Za-z0-9_-]+([.@:][A-Za-z0-9_-]+)*$",
            Form::LetterNumber => r"^[0-9][0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1ef9/&.()-]*$",
            Form::Bin => r"^[0-9]{6}$",
            Form::Sheet => r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$",
            Form::Visible => r"^[!-~]+$",
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
            Form::Plain => text.split('.').all(is_word),
            Form::Lines => is_line(&text.replace(['\n', '\r'], " ")),
            Form::Item => text.split(['.', '@', ':']).all(is_word),
            Form::LetterNumber => {
                let is_marked = |letter: char| MARKED.iter().any(|range| range.contains(&letter));
                let is_sign = |letter: char| matches!(letter, '/' | '&' | '.' | '(' | ')' | '-');
                text.starts_with(|first: char| first.is_ascii_digit())
                    && text.chars().all(|one| one.is_ascii_alphanumeric() || is_sign(one) || is_marked(one))
            }
            Form::Bin => text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()),
            Form::Sheet => !text.chars().any(is_mute),
            Form::Visible => !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()),
        }
    }
}

fn is_mute(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

fn is_line(text: &str) -> bool {
    // What begins with a sign nobody sees may be nothing else, and nothing would be left of it.
    let is_seen = text.chars().next().is_some_and(|first| !is_blank(&text[..first.len_utf8()]));
    is_seen && text.trim() == text && !text.chars().any(is_mute)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
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
            }        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.as_str().to_owned()
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
    /// What a letter is about.
    About { 1..=1000, Lines, "Về việc chi trả trợ cấp xã hội qua tài khoản" }
    /// The key of an agency in the profile of the day.
    AgencyKey { 1..=60, Key, "district_labour" }
    /// The law, the decision or the announcement behind a value.
    Basis { 1..=300, Line, "NĐ 76/2024" }
    /// The six digits banks know one another by.
    BankBin { 6..=6, Bin, "970436" }
    /// A bank's BIN, or a word for a receiver that has none.
    BankKey { 1..=40, Item, "970436" }
    /// The name of a bank that people use.
    BankShortName { 1..=100, Line, "Vietcombank" }
    /// The code of a category.
    CategoryCode { 1..=30, Item, "BTXH.5a.80" }
    /// The name of a file, without folders.
    FileName { 1..=200, Line, "275-UBND-VX.pdf" }
    /// The name of a person, as on the decision of appointment.
    FullName { 1..=120, Line, "Nguyễn Thị Ánh" }
    /// The address of an identity provider.
    IssuerName { 1..=255, Line, "https://sso.quangngai.example.vn" }
    /// The key of a kind of long work.
    JobKind { 1..=60, Plain, "audit.verify" }
    /// Who issued a letter, as in a citation.
    Issuer { 1..=200, Line, "UBND huyện Bình Sơn" }
    /// The number and symbol of a letter.
    LetterNumberText { 1..=60, LetterNumber, "275/UBND-VX" }
    /// A login name.
    LoginName { 3..=64, Login, "anh.nguyen" }
    /// A name near the words of the law, or a full one.
    LongName { 1..=300, Line, "Người từ đủ 80 tuổi không có lương hưu" }
    /// A mail address.
    MailAddress { 1..=120, Line, "anh@binhson.example.vn" }
    /// A remark.
    Note { 1..=500, Lines, "Cần xác nhận đang học" }
    /// The name of an office.
    OfficeName { 1..=200, Line, "Phòng LĐ-TB&XH huyện Bình Sơn" }
    /// A telephone number.
    PhoneNumber { 1..=120, Line, "0255 3851 234" }
    /// What something is for.
    Purpose { 1..=200, Line, "Đối chiếu hằng tháng với kho bạc" }
    /// The code of a rate; a province's own has the province's code behind `@`.
    RateCode { 1..=60, Item, "social_protection.standard" }
    /// Why something is done.
    Reason { 1..=500, Line, "Chuyển công tác theo Quyết định 12/QĐ-UBND" }
    /// The population register's own id of a person, as a candidate tells it.
    RegisterPid { 1..=200, Visible, "P1" }
    /// The name of a sheet; empty in a text file.
    SheetName { 0..=200, Sheet, "BTXH" }
    /// An identity provider's name for a person.
    SubjectName { 1..=255, Line, "8f14e45f" }
    /// Words to look for, in any order, with or without marks.
    SearchWords { 1..=100, Line, "binh son" }
    /// A subject's id or code, as in the trail.
    SubjectKey { 1..=100, Line, "018d3f9e-2b1c-7c3a-9f6e-0123456789ab" }
    /// The code of an administrative unit, as the statistics office gives it; `VN` is the country.
    UnitCode { 2..=10, UnitCode, "524" }
    /// A name of a value.
    ValueName { 1..=200, Line, "Mức chuẩn trợ giúp xã hội" }
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
pub(crate) fn parse_day(text: &str) -> Result<jiff::civil::Date, Fault> {
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

/// A month, `2024-02`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MonthText(pub Month);

impl MonthText {
    const PATTERN: &'static str = "^20[0-9]{2}-(0[1-9]|1[0-2])$";

    fn admits(text: &str) -> bool {
        let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u8>().ok())?;
        let year = text.strip_prefix("20").and_then(|rest| rest.split_once('-'));
        let parts = year.filter(|(year, month)| year.len() == 2 && month.len() == 2);
        parts.is_some_and(|(year, month)| {
            number(year).is_some() && number(month).is_some_and(|of| (1..=12).contains(&of))
        })
    }
}

impl Field for MonthText {
    fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
        let fault = Fault::Form { pattern: MonthText::PATTERN };
        let month = given.text().and_then(|text| match text.parse() {
            Ok(month) if MonthText::admits(text) => Ok(MonthText(month)),
            Ok(_) | Err(_) => Err(fault),
        });
        checked(month, name, faults)
    }
}

impl ToSchema for MonthText {}

impl PartialSchema for MonthText {
    fn schema() -> RefOr<Schema> {
        text_schema("A month of this century.")
            .min_length(Some(7))
            .max_length(Some(7))
            .pattern(Some(MonthText::PATTERN))
            .examples([Value::from("2024-02")])
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

ids!(EntitlementId, LetterId, OfficeId, PersonId, SourceFileId, StaffId);

/// The id of a letter, where it stands in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LetterKey(pub LetterId);

impl Field for LetterKey {
    fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
        LetterId::read(given, name, faults).map(LetterKey)
    }
}

impl ToSchema for LetterKey {}

impl PartialSchema for LetterKey {
    fn schema() -> RefOr<Schema> {
        text_schema("The id of a letter.").format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid))).into()
    }
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
        assert!(read::<About>(&json!("Về việc\r\nchi trả")).is_ok() && read::<About>(&json!("Về việc\n")).is_err());
        assert!(read::<RateCode>(&json!("merit.standard@51")).is_ok() && read::<RateCode>(&json!("a b")).is_err());
        assert!(read::<BankBin>(&json!("970436")).is_ok() && read::<BankBin>(&json!("97043x")).is_err());
    }

    /// What the door lets through, the register takes: no number is well formed and still refused.
    #[test]
    fn a_number_of_a_letter_is_one_to_the_register_too() {
        for text in ["275/UBND-VX", "21-CT/TTg", "26/2023/QH15", "1085/LĐTBXH-TTTT", "03", "7/ƯỹḀʯÖØ(a)&b.c"] {
            assert!(read::<LetterNumberText>(&json!(text)).is_ok(), "{text}");
            assert!(office::letters::LetterNumber::parse(text).is_ok(), "{text}");
        }
        for text in ["UBND-VX", "1/<b>", "1×2", "1÷2", "Số: 275", "1\u{301}", ""] {
            assert!(read::<LetterNumberText>(&json!(text)).is_err(), "{text}");
        }
        for letter in MARKED.into_iter().flatten() {
            assert!(office::letters::LetterNumber::parse(&format!("1{letter}")).is_ok(), "{letter:?}");
        }
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
    fn ids_have_one_form() {
        assert!(read::<StaffId>(&json!("018d3f9e-2b1c-7c3a-9f6e-0123456789ab")).is_ok());
        for wrong in ["018d3f9e2b1c7c3a9f6e0123456789ab", "{018d3f9e-2b1c-7c3a-9f6e-0123456789ab}", "x"] {
            assert_eq!(read::<StaffId>(&json!(wrong)), Err("not_id"), "{wrong}");
        }
    }
}
