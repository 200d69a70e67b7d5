//! Planting slips: what typists, spreadsheets and years do to a row.

use super::{ListRow, make::birth_written};
use crate::{
    dice::Dice,
    names,
    person::Person,
    slip::{RATES, Slip},
};
use jiff::{Span, civil::Date};
use kernel::{BirthDate, Sex};

/// Plants slips in the rows of a commune.
pub(super) struct Planting<'d, 'p> {
    pub(super) dice: &'d mut Dice,
    pub(super) people: &'p [Person],
}

impl Planting<'_, '_> {
    /// Each slip as often as its rate says, where it can be. A row may have several.
    pub(super) fn plant_all(&mut self, rows: &mut [ListRow]) {
        for row in rows {
            for (slip, rate) in RATES {
                if self.dice.happens(*rate) && self.plant(row, *slip).is_some() {
                    row.slips.push(*slip);
                }
            }
        }
    }

    /// So many amounts are not the standard times the coefficient.
    pub(super) fn wrong_amounts(&mut self, rows: &mut [ListRow], count: u64) {
        let mut order: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].amount.is_some()).collect();
        self.dice.shuffle(&mut order);
        for at in order.into_iter().take(usize::try_from(count).expect("a few")) {
            let right = rows[at].amount.expect("filtered");
            // The standard of before July 2021, or the coefficient of the neighbour in the table.
            let wrong = if self.dice.happens(6_000) { right / 4 * 3 } else { right + 180_000 };
            rows[at].amount = Some(wrong);
            rows[at].slips.push(Slip::AmountWrong);
        }
    }

    /// So many more rows that cannot be read, anywhere in the list.
    pub(super) fn bad_rows(&mut self, rows: &mut Vec<ListRow>, count: u64) {
        for _ in 0..count {
            let mut row = rows[self.dice.below(rows.len())].clone();
            let slip = self.dice.pick(&[Slip::BadName, Slip::BadCategory, Slip::BadBirth, Slip::BadAmount]);
            match slip {
                Slip::BadName => row.name.clear(),
                Slip::BadBirth => "31/02/1944".clone_into(&mut row.birth),
                _ => {}
            }
            row.slips = vec![slip];
            rows.insert(self.dice.below(rows.len() + 1), row);
        }
    }

    /// Plants one slip; nothing where it cannot be planted.
    fn plant(&mut self, row: &mut ListRow, slip: Slip) -> Option<()> {
        match slip {
            Slip::NameSlip => row.name = names::one_slip(self.dice, &row.name)?,
            Slip::NameUnmarked => row.name = changed(&row.name, names::without_marks(&row.name))?,
            Slip::NameToneMoved => row.name = names::tone_moved(&row.name)?,
            Slip::NameDialect => row.name = names::other_dialect(&row.name)?,
            Slip::NameTurned => row.name = names::turned(&row.name)?,
            Slip::NameSpaces => row.name = row.name.replacen(' ', "  ", 1) + " ",
            Slip::NameDecomposed => row.name = changed(&row.name, names::decomposed(&row.name))?,
            Slip::NameHome | Slip::NameBrackets => self.plant_home_name(row, slip)?,
            Slip::SexOther => row.sex = if row.sex == Sex::Male { Sex::Female } else { Sex::Male },
            Slip::Unknown => self.make_unknown(row),
            Slip::AmountMissing => row.amount = row.amount.is_some().then_some(None)?,
            Slip::DecisionMissing => {
                row.decision_number.clear();
                (row.decision_on, row.entitled_from) = (None, None);
            }
            Slip::DecisionDayMissing => row.decision_on = row.decision_on.is_some().then_some(None)?,
            slip if slip.key().starts_with("birth") => self.plant_birth(row, slip)?,
            slip => self.plant_number(row, slip)?,
        }
        Some(())
    }

    fn person(&self, row: &ListRow) -> Option<&Person> {
        let first = self.people.first()?.number;
        self.people.get(usize::try_from(row.person?.checked_sub(first)?).ok()?)
    }

    fn plant_home_name(&self, row: &mut ListRow, slip: Slip) -> Option<()> {
        let home = self.person(row)?.home_name?;
        let (start, given) = row.name.rsplit_once(' ')?;
        if given == home {
            return None;
        }
        row.name = if slip == Slip::NameHome { format!("{start} {home}") } else { format!("{} ({home})", row.name) };
        Some(())
    }

    fn plant_birth(&mut self, row: &mut ListRow, slip: Slip) -> Option<()> {
        let birth = BirthDate::parse(&row.birth).ok()?;
        let later = self.dice.happens(5_000);
        let years = |count: i64| if later { count } else { -count };
        row.birth = match slip {
            Slip::BirthYearOnly => birth.day().map(|day| day.year().to_string())?,
            Slip::BirthZeros => format!("00/00/{}", birth.year()),
            Slip::BirthSwapped => {
                let day = birth.day().filter(|day| day.day() <= 12 && day.day() != day.month())?;
                birth_written(BirthDate::on(Date::new(day.year(), day.day(), day.month()).ok()?).ok()?)
            }
            // The lunar date lies three to seven weeks before.
            Slip::BirthLunar => moved(birth, Span::new().days(-self.dice.between(21, 49)))?,
            Slip::BirthZodiac => moved(birth, Span::new().years(years(12)))?,
            _ => moved(birth, Span::new().years(years(1)))?,
        };
        Some(())
    }

    fn plant_number(&mut self, row: &mut ListRow, slip: Slip) -> Option<()> {
        let digits = Some(row.citizen_id.clone()).filter(|digits| digits.len() == 12)?;
        let at = self.dice.below(11);
        row.citizen_id = match slip {
            Slip::NumberMissing => {
                row.old_id.clear();
                String::new()
            }
            Slip::NumberOld => (!row.old_id.is_empty()).then(String::new)?,
            Slip::NumberZeroLost => digits.strip_prefix('0')?.to_owned(),
            Slip::NumberScientific => format!("{}.{}E+10", &digits[1..2], &digits[2..6]),
            Slip::NumberTransposed => {
                let (one, two) = (&digits[at..=at], &digits[at + 1..at + 2]);
                (one != two).then(|| format!("{}{two}{one}{}", &digits[..at], &digits[at + 2..]))?
            }
            Slip::NumberDigit => {
                let old = digits.as_bytes()[at + 1];
                let new = (old - b'0' + 1 + u8::try_from(self.dice.below(9)).expect("a digit")) % 10;
                format!("{}{new}{}", &digits[..=at], &digits[at + 2..])
            }
            _ => {
                let other = &self.people[self.dice.below(self.people.len())];
                other.citizen_id.filter(|id| id.as_str() != digits)?.as_str().to_owned()
            }
        };
        Some(())
    }

    /// Somebody no register knows: another name, another birth, no number that anybody has.
    fn make_unknown(&mut self, row: &mut ListRow) {
        row.person = None;
        row.is_dead = false;
        row.slips.clear();
        let born = 1930 + i16::try_from(self.dice.below(60)).expect("a year");
        let family = names::family_name(self.dice, names::People::Kinh);
        row.name = names::full_name(self.dice, names::People::Kinh, family, row.sex, born);
        let (day, month) = (self.dice.between(1, 28), self.dice.between(1, 12));
        row.birth = format!("{day:02}/{month:02}/{born}");
        row.citizen_id.clear();
        row.old_id.clear();
    }
}

fn changed(before: &str, after: String) -> Option<String> {
    (before != after).then_some(after)
}

fn moved(birth: BirthDate, by: Span) -> Option<String> {
    let written = match birth {
        BirthDate::Day(day) => BirthDate::on(day.saturating_add(by)).ok()?,
        BirthDate::Year(year) if by.get_years() != 0 => BirthDate::in_year(year + by.get_years()).ok()?,
        BirthDate::Year(_) => return None,
    };
    Some(birth_written(written))
}
