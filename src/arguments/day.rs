//! Days, as offices write them and as files do.

use jiff::civil::Date;

/// `08/01/2024`, or `2024-01-08`.
pub(super) fn day(text: &str) -> Result<Date, jiff::Error> {
    let parts: Vec<&str> = text.split('/').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [day, month, year] if year.len() == 4 && day.len() <= 2 && month.len() <= 2 && parts.iter().all(is_number) => {
            format!("{year}-{month:0>2}-{day:0>2}").parse()
        }
        _ => text.parse(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_taken_as_offices_write_it_and_as_files_do() {
        for text in ["08/01/2024", "8/1/2024", "2024-01-08"] {
            assert_eq!(day(text).ok(), Some(jiff::civil::date(2024, 1, 8)), "{text}");
        }
        for text in ["31/02/2024", "2024/01/08", "01/13/2024", "08/01/24", "/1/2024", "8-1-2024", "hôm nay", ""] {
            assert!(day(text).is_err(), "{text}");
        }
    }
}
