//! What a damaged value may have been. Proposals only: an officer decides.

use crate::{Because, Cell, FaultKind, fault::Proposal};
use kernel::{BirthDate, BirthDateFault, CitizenId, CitizenIdFault, OldIdNumber, RepairStep, Sex, propose_repairs};

/// A day or a year; five digits alone are a spreadsheet's count of days.
pub(crate) fn parse_birth(text: &str) -> Result<BirthDate, BirthDateFault> {
    if text.len() == 5
        && let Some(day) = Cell::serial_day(text)
    {
        return BirthDate::on(day);
    }
    BirthDate::parse(text)
}

/// What a day that is none may have been: the month written first, or the month alone with its year.
pub(crate) fn propose_birth(fault: BirthDateFault) -> Option<Proposal> {
    match fault {
        BirthDateFault::NoSuchDay { day, month, year } if month > 12 && day <= 12 => {
            let swapped = BirthDate::parse(&format!("{month:02}/{day:02}/{year}")).ok()?;
            Some((swapped.slashed(), Because::MonthFirst))
        }
        BirthDateFault::NoSuchDay { year, .. } | BirthDateFault::DayMissing { year, .. } => {
            Some((year.to_string(), Because::YearOnly))
        }
        _ => None,
    }
}

/// What is wrong with a number, and what it may have been.
pub(crate) fn propose_number(text: &str, sex: Option<Sex>, birth: Option<BirthDate>) -> (FaultKind, Option<Proposal>) {
    if CitizenId::parse(text) == Err(CitizenIdFault::Scientific) {
        // With every digit there, as in `5.1144001234E+10`, nothing but the zeros at the front is lost.
        let whole = digits_of_scientific(text);
        let repair = whole.and_then(|digits| propose_number(&digits, sex, birth).1);
        return (FaultKind::NumberRounded, repair.map(|(number, _)| (number, Because::Scientific)));
    }
    let citizen = propose_repairs(text, sex, birth).into_iter().next();
    let citizen = citizen.map(|repair| (repair.id.as_str().to_owned(), because(&repair.steps)));
    let old = || {
        let repair = OldIdNumber::propose_repair(text)?;
        Some((repair.number.as_str().to_owned(), Because::ZerosLost))
    };
    (FaultKind::NumberDamaged, citizen.or_else(old))
}

/// The step that says most.
fn because(steps: &[RepairStep]) -> Because {
    let of = |step: &RepairStep| match step {
        RepairStep::LeadingZerosRestored { .. } => Because::ZerosLost,
        RepairStep::LettersReadAsDigits => Because::LettersForDigits,
        RepairStep::ExtraZeroRemoved => Because::ExtraZero,
        RepairStep::DecimalTailRemoved => Because::DecimalTail,
    };
    steps.last().map_or(Because::ZerosLost, of)
}

/// `5.1144001234E+10` has eleven digits and is of eleven; `5.1E+10` is not.
fn digits_of_scientific(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.trim().split_once(['e', 'E'])?;
    let places: usize = exponent.trim_start_matches('+').parse().ok()?;
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    (digits.len() == places + 1).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_number_in_scientific_form_is_proposed_only_with_all_its_digits() {
        let proposed = |text| propose_number(text, None, None);
        let whole = Some(("051144001234".to_owned(), Because::Scientific));
        assert_eq!(proposed("5.1144001234E+10"), (FaultKind::NumberRounded, whole));
        assert_eq!(proposed("1.9E+10"), (FaultKind::NumberRounded, None));
        let zero = Some(("051144001234".to_owned(), Because::ZerosLost));
        assert_eq!(proposed("51144001234.0"), (FaultKind::NumberDamaged, zero));
    }

    #[test]
    fn births_are_read_as_spreadsheets_leave_them_and_proposed_where_they_cannot() {
        assert_eq!(parse_birth("16317"), Ok(BirthDate::Day(date(1944, 9, 2))));
        assert_eq!(parse_birth("1944"), Ok(BirthDate::Year(1944)));
        let proposed = |text| parse_birth(text).err().and_then(propose_birth).map(|(proposal, _)| proposal);
        assert_eq!(proposed("09/25/1944").as_deref(), Some("25/09/1944"));
        assert_eq!(proposed("31/02/1944").as_deref(), Some("1944"));
        assert_eq!(proposed("02/1944").as_deref(), Some("1944"));
        assert_eq!(proposed("02/09/44"), None);
    }
}
