//! Birth dates in 32 bits: the year above 16, the month above 8, the day. A year alone has neither.

use jiff::civil::Date;
use kernel::BirthDate;

pub(crate) fn pack(birth: Option<BirthDate>) -> u32 {
    let Some(birth) = birth else { return 0 };
    let unsigned = |number: i8| u32::try_from(number).expect("days and months count from one");
    let year = u32::try_from(birth.year()).expect("birth years are four digits");
    let (month, day) = birth.day().map_or((0, 0), |day| (unsigned(day.month()), unsigned(day.day())));
    year << 16 | month << 8 | day
}

/// The birth date again; nothing where none is known, or the number never came from one.
pub(crate) fn unpack(packed: u32) -> Option<BirthDate> {
    let year = i16::try_from(year(packed)).ok()?;
    if day_month(packed).is_none() {
        return BirthDate::in_year(year).ok();
    }
    let small = |number: u32| i8::try_from(number & 0xff).ok();
    let day = Date::new(year, small(packed >> 8)?, small(packed)?).ok()?;
    BirthDate::on(day).ok()
}

pub(crate) fn year(packed: u32) -> u32 {
    packed >> 16
}

/// The first of January as month and day.
pub(crate) const NEW_YEAR: u32 = 1 << 8 | 1;

/// Month and day; nothing where only the year is known.
pub(crate) fn day_month(packed: u32) -> Option<u32> {
    Some(packed & 0xffff).filter(|day_month| *day_month != 0)
}

/// Reads the forms nearly every file has without a detour; [`BirthDate::parse`] reads the rest.
pub(crate) fn parse_birth(text: &str) -> Option<BirthDate> {
    let digits = |part: &[u8]| {
        part.iter().try_fold(0_i16, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i16::from(byte - b'0')))
    };
    let civil = |year: &[u8], month: &[u8], day: &[u8]| {
        let small = |part| i8::try_from(digits(part)?).ok();
        BirthDate::on(Date::new(digits(year)?, small(month)?, small(day)?).ok()?).ok()
    };
    let quick = match text.as_bytes() {
        [] => return None,
        [d1, d2, b'/', m1, m2, b'/', year @ ..] if year.len() == 4 => civil(year, &[*m1, *m2], &[*d1, *d2]),
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => civil(&[*y1, *y2, *y3, *y4], &[*m1, *m2], &[*d1, *d2]),
        _ => None,
    };
    quick.or_else(|| BirthDate::parse(text).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_quick_way_reads_what_the_kernel_reads(text in "[0-9]{1,4}[/.-]{0,1}[0-9]{0,2}[/.-]{0,1}[0-9]{0,4}") {
            let read = BirthDate::parse(&text).ok();
            prop_assert_eq!(parse_birth(&text), read);
            prop_assert_eq!(unpack(pack(read)), read);
        }

        #[test]
        fn any_number_is_a_birth_date_or_none(packed in any::<u32>()) {
            if let Some(birth) = unpack(packed) {
                prop_assert_eq!(pack(Some(birth)), packed);
            }
        }
    }
}
