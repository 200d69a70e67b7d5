//! Planting slips: what typists, spreadsheets and years do to a row.

use super::{ListRow, make::birth_written};
use crate::{
    chances::{CARELESS_TIMES, Chances},
    dice::Dice,
    names,
    people::HAMLETS,
    person::Person,
    plan::Commune,
    register::hamlet_name,
    slip::Slip,
};
use jiff::{Span, civil::Date};
use kernel::{BirthDate, Sex};

/// Plants slips in the rows of a commune.
pub(super) struct Planting<'d, 'p> {
    pub(super) dice: &'d mut Dice,
    pub(super) commune: &'p Commune,
    pub(super) people: &'p [Person],
    pub(super) chances: &'static Chances,
}

impl Planting<'_, '_> {
    /// Each slip as often as its rate says, where it can be. A row may have several.
    pub(super) fn plant_all(&mut self, rows: &mut [ListRow]) {
        let Chances { slips, careless, .. } = self.chances;
        for row in rows {
            let times = if *careless > 0 && self.dice.happens(*careless) { CARELESS_TIMES } else { 1 };
            for (slip, rate) in *slips {
                if self.dice.happens(rate * times) && self.plant(row, *slip).is_some() {
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
            Slip::NameMiddleLost => row.name = names::middle_lost(&row.name)?,
            Slip::HamletOther => row.hamlet = self.other_hamlet(row)?,
            Slip::OldNumberOutdated | Slip::OldNumberDigit => self.plant_old_number(row, slip)?,
            Slip::PersonDoubtful => self.make_doubtful(row)?,
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
            Slip::BirthDigit => self.birth_digit(birth)?,
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
                let other = match slip {
                    Slip::NumberOfKin => self.neighbour(row)?,
                    _ => &self.people[self.dice.below(self.people.len())],
                };
                other.citizen_id.filter(|id| id.as_str() != digits)?.as_str().to_owned()
            }
        };
        Some(())
    }

    /// Somebody of the household or next door: people stand in the register house by house.
    fn neighbour(&mut self, row: &ListRow) -> Option<&Person> {
        let first = self.people.first()?.number;
        let at = i64::try_from(row.person?.checked_sub(first)?).ok()?;
        let apart = self.dice.pick(&[-2, -1, 1, 2]);
        self.people.get(usize::try_from(at + apart).ok()?).filter(|other| other.died_on.is_none())
    }

    fn other_hamlet(&mut self, row: &ListRow) -> Option<String> {
        let hamlet = u8::try_from(self.dice.below(usize::from(HAMLETS))).expect("a few hamlets");
        changed(&row.hamlet, hamlet_name(self.commune, hamlet))
    }

    fn plant_old_number(&mut self, row: &mut ListRow, slip: Slip) -> Option<()> {
        let digits = Some(row.old_id.clone()).filter(|digits| digits.len() == 9 && row.citizen_id.is_empty())?;
        row.old_id = match slip {
            Slip::OldNumberOutdated => format!("{}{}", &digits[..2], self.dice.digits(7)),
            _ => self.other_digit(&digits, 1),
        };
        Some(())
    }

    /// One digit from the place `from` on is another.
    fn other_digit(&mut self, digits: &str, from: usize) -> String {
        let at = from + self.dice.below(digits.len() - from);
        let old = digits.as_bytes()[at] - b'0';
        let new = (old + 1 + u8::try_from(self.dice.below(9)).expect("a digit")) % 10;
        format!("{}{new}{}", &digits[..at], &digits[at + 1..])
    }

    fn birth_digit(&mut self, birth: BirthDate) -> Option<String> {
        let day = birth.day()?;
        if self.dice.happens(7_000) {
            let other = i8::try_from(self.dice.between(1, 28)).expect("a day of a month");
            let other = Date::new(day.year(), day.month(), other).ok().filter(|other| *other != day)?;
            return Some(birth_written(BirthDate::on(other).ok()?));
        }
        let decades = self.dice.pick(&[-20, -10, 10, 20]);
        moved(birth, Span::new().years(decades)).filter(|_| day.year() + decades <= 2015)
    }

    /// The number is right and nothing else is: the given name and the birth are of a time before a correction.
    fn make_doubtful(&mut self, row: &mut ListRow) -> Option<()> {
        let person = self.person(row).filter(|_| row.citizen_id.len() == 12)?;
        let (sex, born) = (person.sex, person.born_on);
        let (family, _) = row.name.split_once(' ')?;
        let middle = if sex == Sex::Male { "Văn" } else { "Thị" };
        let name = format!("{family} {middle} {}", names::given_name(self.dice, sex, born.year()));
        let year = born.year() + self.dice.pick(&[-6, -5, -4, -3, 3, 4, 5, 6]);
        let month = i8::try_from(self.dice.between(1, 12)).expect("a month");
        let day = i8::try_from(self.dice.between(1, 28)).expect("a day");
        row.birth = birth_written(BirthDate::on(Date::new(year, month, day).ok()?).ok()?);
        row.name = name;
        Some(())
    }

    /// Somebody no register knows: another name, another birth, no number that anybody has. Some have the name and the
    /// year of somebody who lives here.
    fn make_unknown(&mut self, row: &mut ListRow) {
        row.person = None;
        row.is_dead = false;
        row.slips.clear();
        let alike = self.chances.unknown_alike;
        if alike > 0 && self.dice.happens(alike) {
            let other = &self.people[self.dice.below(self.people.len())];
            let (day, month) = (self.dice.between(1, 28), self.dice.between(1, 12));
            (row.name, row.sex) = (other.name.clone(), other.sex);
            row.birth = format!("{day:02}/{month:02}/{}", other.born_on.year());
            row.citizen_id.clear();
            row.old_id.clear();
            return;
        }
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
