//! Days, instants and numbers as people here write them.

use super::{Language, T};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use kernel::Month;

/// A length of time as a person would say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// Whole seconds.
    pub seconds: u64,
}

impl T {
    /// `25/01/2024`, in both languages: an official compares it with the paper in hand.
    #[expect(clippy::unused_self, reason = "a day is said by a language, though both say it alike")]
    pub fn date(self, date: Date) -> String {
        format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
    }

    /// `25/01/2024 10:05`, the clock on the wall of the office.
    pub fn instant(self, instant: Timestamp) -> String {
        let local = instant.to_zoned(vietnam());
        format!("{} {:02}:{:02}", self.date(local.date()), local.hour(), local.minute())
    }

    /// `1.234.567`; `1,234,567` in English.
    pub fn number(self, number: impl Into<i128>) -> String {
        let separator = match self.0 {
            Language::Vietnamese => '.',
            Language::English => ',',
        };
        let number = number.into();
        let digits = number.unsigned_abs().to_string();
        let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
        if number < 0 {
            text.push('-');
        }
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }

    /// `02/2024`, in both languages.
    #[expect(clippy::unused_self, reason = "a month is said by a language, though both say it alike")]
    pub fn month(self, month: Month) -> String {
        month.slashed()
    }

    /// Minutes above a minute, seconds below: `14 phút`, `40 giây`.
    pub fn span(self, span: Span) -> String {
        match (self.0, span.seconds) {
            (Language::Vietnamese, seconds @ ..60) => format!("{seconds} giây"),
            (Language::English, 1) => "1 second".to_owned(),
            (Language::English, seconds @ ..60) => format!("{seconds} seconds"),
            (Language::Vietnamese, seconds @ ..7200) => format!("{} phút", seconds.div_ceil(60)),
            (Language::English, ..=60) => "1 minute".to_owned(),
            (Language::English, seconds @ ..7200) => format!("{} minutes", seconds.div_ceil(60)),
            (Language::Vietnamese, seconds) => format!("{} giờ", seconds.div_ceil(3600)),
            (Language::English, seconds) => format!("{} hours", seconds.div_ceil(3600)),
        }
    }
}

/// A day as typed: `25/01/2024`, `25-1-2024`, `25.1.2024` or `2024-01-25`.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.trim().split(['/', '-', '.']).map(str::trim).collect();
    let [first, middle, last] = parts[..] else { return None };
    let number = |part: &str| -> Option<i16> {
        (part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    let (first, middle, last) = (number(first)?, number(middle)?, number(last)?);
    let (year, day) = if first > 31 { (first, last) } else { (last, first) };
    if year < 1000 {
        return None;
    }
    Date::new(year, i8::try_from(middle).ok()?, i8::try_from(day).ok()?).ok()
}

/// A month as typed: `02/2024`, `2-2024` or `2024-02`.
pub(crate) fn parse_month(text: &str) -> Option<Month> {
    let (first, last) = text.trim().split_once(['/', '-', '.'])?;
    let (first, last) = (first.trim(), last.trim());
    let (year, month) = if first.len() == 4 { (first, last) } else { (last, first) };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !is_digits(year) || !is_digits(month) {
        return None;
    }
    Month::new(year.parse().ok()?, month.parse().ok()?).ok()
}

fn vietnam() -> TimeZone {
    TimeZone::get("Asia/Ho_Chi_Minh").expect("the time zone ships with the program")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const VI: T = T(Language::Vietnamese);
    const EN: T = T(Language::English);

    #[test]
    fn numbers_are_grouped_by_three() {
        for (number, vi, en) in
            [(0, "0", "0"), (999, "999", "999"), (1_234, "1.234", "1,234"), (-1_234_567, "-1.234.567", "-1,234,567")]
        {
            assert_eq!((VI.number(number), EN.number(number)), (vi.to_owned(), en.to_owned()));
        }
    }

    #[test]
    fn instants_are_told_by_the_office_clock() {
        let evening: Timestamp = "2024-01-25T18:05:59Z".parse().expect("an instant");
        assert_eq!(VI.instant(evening), "26/01/2024 01:05");
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for text in ["25/01/2024", " 25-1-2024", "25.1.2024", "2024-01-25"] {
            assert_eq!(parse_date(text), Some(date(2024, 1, 25)), "{text}");
        }
        for text in ["", "25/01", "25/13/2024", "31/02/2024", "25/01/24", "25/01/2024/1", "mai", "+5/01/2024"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn months_are_read_as_people_type_them() {
        for text in ["02/2024", " 2-2024", "2.2024", "2024-02"] {
            assert_eq!(parse_month(text), Month::new(2024, 2).ok(), "{text}");
        }
        for text in ["", "2024", "13/2024", "02/24", "2024-02-01", "hai/2024"] {
            assert_eq!(parse_month(text), None, "{text}");
        }
        assert_eq!(VI.month(Month::new(2024, 2).expect("a month")), "02/2024");
    }

    #[test]
    fn spans_are_said_in_the_unit_that_fits() {
        let say = |seconds| (VI.span(Span { seconds }), EN.span(Span { seconds }));
        assert_eq!(say(40), ("40 giây".to_owned(), "40 seconds".to_owned()));
        assert_eq!(say(60), ("1 phút".to_owned(), "1 minute".to_owned()));
        assert_eq!(say(841), ("15 phút".to_owned(), "15 minutes".to_owned()));
        assert_eq!(say(7_200), ("2 giờ".to_owned(), "2 hours".to_owned()));
    }
}
