//! One line into one row, or into the reasons why not.

use crate::{
    Because, Cell, FaultKind, Field, Line, MovementKind, MovementRow, RowFault, SourceRow,
    fault::Proposal,
    movement::Movements,
    propose::{parse_birth, propose_birth, propose_number},
    read_file::Reading,
    table::Layout,
};
use jiff::{ToSpan as _, civil::Date};
use kernel::{
    AccountNumber, BirthDate, CitizenId, CitizenIdWarning, Dong, FullName, Month, OldIdNumber, Phone, PhoneRepair, Sex,
    names::{self, clean, plain_text},
};
use office::places::{Level, Match, Named};
use std::collections::HashMap;

/// How many months ahead something can be decided.
const MONTHS_AHEAD_MAX: i32 = 12;
/// The most characters kept of a free text.
const TEXT_CHARS_MAX: usize = 300;

/// What a commune's name was found to mean, remembered: a file names few.
pub(crate) type Communes = HashMap<String, Result<i64, (FaultKind, Option<Proposal>)>>;

/// One row being read.
pub(crate) struct RowReader<'r> {
    pub(crate) reading: &'r Reading<'r>,
    pub(crate) layout: &'r Layout,
    pub(crate) line: &'r Line,
    pub(crate) number: i64,
    /// What an officer took over from proposals: it stands in the line already.
    pub(crate) accepted: &'r [(Field, String)],
    pub(crate) faults: Vec<RowFault>,
}

impl RowReader<'_> {
    /// The row, unless something in it sends it back. Faults of both kinds are in `faults`.
    pub(crate) fn read(&mut self, communes: &mut Communes) -> Option<SourceRow> {
        self.refuse_formulas();
        let place = self.commune(communes);
        let category = self.category();
        let row = self.row(place, category);
        row.filter(|_| !self.goes_back())
    }

    /// The movement, unless something in it sends it back: a row of its kind must say more than a row of a list.
    pub(crate) fn read_movement(&mut self, communes: &mut Communes, movements: Movements) -> Option<MovementRow> {
        self.refuse_formulas();
        let kind = match movements {
            Movements::All(kind) => Some(kind),
            Movements::Column => {
                let text = self.text(Field::Movement);
                let kind = MovementKind::of_text(&text);
                if kind.is_none() {
                    self.blame(Field::Movement, FaultKind::MovementUnknown, &text, None);
                }
                kind
            }
        };
        let required = kind.map_or(&[][..], MovementKind::required);
        // Whoever is in the registry is found by number: a death need not say in which commune.
        let needs_commune = kind == Some(MovementKind::Increase);
        let own = (!needs_commune && self.cell(Field::Commune).is_empty()).then_some(self.reading.unit.place);
        let place = self.layout.place.filter(|_| own.is_some()).or(own).or_else(|| self.commune(communes));
        let says_category = required.contains(&Field::Category) || !self.cell(Field::Category).is_empty();
        let category = if says_category { self.category() } else { Some(String::new()) };
        let row = self.row(place, category);
        let died_on = self.day(Field::DiedOn);
        if died_on.is_some_and(|day| day > self.reading.today) {
            let text = self.text(Field::DiedOn);
            self.blame(Field::DiedOn, FaultKind::DeathInFuture, &text, None);
        }
        let movement = MovementRow { kind: kind?, row: row?, died_on };
        self.require(&movement, required);
        self.require_month(&movement);
        (!self.goes_back()).then_some(movement)
    }

    /// What the kind must say and does not, or not readably. Name, category and commune have reasons of their own.
    fn require(&mut self, movement: &MovementRow, required: &[Field]) {
        let row = &movement.row;
        for field in required {
            let is_said = match field {
                Field::Birth => row.birth.is_some(),
                Field::Sex => row.sex.is_some(),
                // It is asked for, and not kept.
                Field::Ethnicity => !self.cell(Field::Ethnicity).is_empty(),
                Field::CitizenId => row.citizen_id.is_some(),
                Field::Hamlet => !row.hamlet.is_empty(),
                Field::Amount => row.amount_dong.is_some(),
                Field::Decision => row.decision_number.is_some(),
                Field::EntitledFrom => row.entitled_from.is_some(),
                Field::DiedOn => movement.died_on.is_some(),
                _ => true,
            };
            if is_said {
                continue;
            }
            let damaged = self.faults.iter().find(|fault| {
                matches!(fault.kind, FaultKind::NumberDamaged | FaultKind::NumberRounded) && *field == Field::CitizenId
            });
            if let Some(damaged) = damaged.cloned() {
                let proposal = damaged.proposal.zip(damaged.because);
                self.blame(damaged.field, FaultKind::KeyDamaged, &damaged.written, proposal);
            } else {
                let text = self.text(*field);
                self.blame(*field, FaultKind::RequiredMissing, &text, None);
            }
        }
    }

    /// From which month something holds is said so that it can be read, and lies near: else another month would hold.
    fn require_month(&mut self, movement: &MovementRow) {
        let latest = self.reading.today.saturating_add(MONTHS_AHEAD_MAX.months());
        let from = movement.row.entitled_from;
        let is_doubtful = from.map_or_else(|| self.says(Field::EntitledFrom), |day| day > latest);
        let is_told = self
            .faults
            .iter()
            .any(|fault| (fault.field, fault.kind) == (Field::EntitledFrom, FaultKind::RequiredMissing));
        let begins = matches!(movement.kind, MovementKind::Increase | MovementKind::Adjust);
        if begins && is_doubtful && !is_told {
            let text = self.text(Field::EntitledFrom);
            self.blame(Field::EntitledFrom, FaultKind::RequiredMissing, &text, None);
        }
    }

    fn goes_back(&self) -> bool {
        self.faults.iter().any(|fault| fault.kind.sends_back())
    }

    fn row(&mut self, place: Option<i64>, category: Option<String>) -> Option<SourceRow> {
        let full_name = self.full_name();
        let (birth, sex_of_column) = self.birth();
        let sex = self.sex().or(sex_of_column);
        let (citizen_id, old_id, id_written) = self.numbers(sex, birth);
        let amount_dong = self.amount();
        let (decision_number, decision_on, decision_by) = self.decision();
        let mut row = SourceRow {
            line: self.number,
            row_key: String::new(),
            name_key: String::new(),
            source: self.reading.source,
            place: place?,
            full_name: full_name?,
            birth,
            sex,
            citizen_id,
            old_id,
            id_written,
            hamlet: self.free_text(Field::Hamlet).unwrap_or_default(),
            address: self.free_text(Field::Address).unwrap_or_default(),
            phone: self.phone(),
            household: self.free_text(Field::Household),
            relation: self.free_text(Field::Relation),
            category: category?,
            amount_dong,
            decision_number,
            decision_on,
            decision_by,
            entitled_from: self.entitled_from(),
            bank: self.free_text(Field::Bank),
            account_number: self.account(),
            account_holder: self.free_text(Field::AccountHolder),
        };
        row.set_keys();
        Some(row)
    }

    pub(crate) fn cell(&self, field: Field) -> &Cell {
        self.layout.header.column(field).map_or(&Cell::Empty, |column| self.line.cell(column))
    }

    /// The text of a field: cleaned, and out of its old font if it was in one.
    pub(crate) fn text(&self, field: Field) -> String {
        match self.cell(field) {
            Cell::Text(text) => clean(&self.read_text(field, text).text),
            cell => cell.shown().into_owned(),
        }
    }

    /// Whether a field says anything at all.
    pub(crate) fn says(&self, field: Field) -> bool {
        match self.cell(field) {
            Cell::Text(text) => !names::is_blank(text),
            cell => !cell.is_empty(),
        }
    }

    pub(crate) fn blame(&mut self, field: Field, kind: FaultKind, written: &str, proposal: Option<Proposal>) {
        self.faults.push(RowFault::new(self.number, field, kind, written).proposing(proposal));
    }

    /// `=HYPERLINK(…)` typed as text would run in whoever's spreadsheet it is copied to.
    fn refuse_formulas(&mut self) {
        for (column, field) in self.layout.header.fields.iter().enumerate() {
            let (Some(field), Cell::Text(text)) = (field, self.line.cell(column)) else { continue };
            if text.trim_start().starts_with(['=', '@']) && text.contains('(') {
                self.blame(*field, FaultKind::Formula, text, None);
            }
        }
    }

    fn full_name(&mut self) -> Option<FullName> {
        let text = self.text(Field::FullName);
        if text.is_empty() {
            self.blame(Field::FullName, FaultKind::NameMissing, "", None);
            return None;
        }
        let Ok(name) = FullName::parse(&text) else {
            self.blame(Field::FullName, FaultKind::NameUnreadable, &text, None);
            return None;
        };
        self.doubt_font(Field::FullName);
        Some(name)
    }

    fn commune(&mut self, communes: &mut Communes) -> Option<i64> {
        let text = self.text(Field::Commune);
        if text.is_empty() {
            if self.layout.place.is_none() {
                self.blame(Field::Commune, FaultKind::CommuneMissing, "", None);
            }
            return self.layout.place;
        }
        let found = communes.entry(text).or_insert_with_key(|text| self.reading.commune(text)).clone();
        let meant = self.in_old_font(Field::Commune).filter(|_| found.is_err());
        match meant.and_then(|meant| self.reading.commune(&meant).ok()).map_or(found, Ok) {
            Ok(place) => Some(place),
            Err((kind, proposal)) => {
                let written = self.text(Field::Commune);
                self.blame(Field::Commune, kind, &written, proposal);
                None
            }
        }
    }

    fn birth(&mut self) -> (Option<BirthDate>, Option<Sex>) {
        let columns =
            [(Field::Birth, None), (Field::BirthOfMale, Some(Sex::Male)), (Field::BirthOfFemale, Some(Sex::Female))];
        let written = columns.into_iter().find(|(field, _)| !self.cell(*field).is_empty());
        let Some((field, sex)) = written else { return (None, None) };
        let text = self.text(field);
        let born = match self.cell(field) {
            Cell::Day(day) => BirthDate::on(*day),
            _ => parse_birth(&text),
        };
        match born {
            Ok(born) if born.earliest() > self.reading.today => {
                self.blame(field, FaultKind::BirthInFuture, &text, None);
                (None, sex)
            }
            Ok(born) => {
                self.doubt_birth(field, born);
                (Some(born), sex)
            }
            Err(_) if !text.chars().any(|c| c.is_ascii_digit()) => {
                self.blame(field, FaultKind::BirthUnknown, &text, None);
                (None, sex)
            }
            Err(fault) => {
                self.blame(field, FaultKind::BirthUnreadable, &text, propose_birth(fault));
                (None, sex)
            }
        }
    }

    /// A day that can be read and still may be another, as the days around it show.
    fn doubt_birth(&mut self, field: Field, born: BirthDate) {
        let Some(day) = born.day() else { return };
        if self.is_accepted(field) {
            return;
        }
        let habit = self.layout.days;
        if let Some(swapped) = habit.doubt(self.cell(field), day) {
            self.blame(field, FaultKind::BirthSwapped, &born.slashed(), Some(swapped));
        }
        if let Some(year) = habit.year_meant(day) {
            self.blame(field, FaultKind::BirthFirstDay, &born.slashed(), Some(year));
        }
    }

    fn sex(&mut self) -> Option<Sex> {
        let text = self.text(Field::Sex);
        if text.is_empty() {
            return None;
        }
        let sex = Sex::parse(&text).ok();
        if sex.is_none() {
            self.blame(Field::Sex, FaultKind::SexUnreadable, &text, None);
        }
        sex
    }

    /// Every column of numbers is read for both kinds: offices write the old number wherever there is room.
    fn numbers(
        &mut self,
        sex: Option<Sex>,
        birth: Option<BirthDate>,
    ) -> (Option<CitizenId>, Option<OldIdNumber>, Option<String>) {
        let (mut citizen, mut old, mut written) = (None, None, None);
        for field in [Field::CitizenId, Field::Identity, Field::OldId] {
            let text = self.text(field);
            if !text.chars().any(|c| c.is_ascii_digit()) {
                continue; // nothing, or `chưa có`
            }
            if let Ok(number) = CitizenId::parse(&text) {
                citizen = citizen.or(Some(number));
            } else if let Ok(number) = OldIdNumber::parse(&text) {
                old = old.or(Some(number));
            } else {
                let (kind, proposal) = propose_number(&text, sex, birth);
                self.blame(field, kind, &text, proposal);
                written = written.or_else(|| Some(text.chars().take(TEXT_CHARS_MAX).collect()));
            }
        }
        if let Some(number) = &citizen {
            self.warn_of_number(number, sex, birth);
        }
        (citizen, old, written)
    }

    fn warn_of_number(&mut self, number: &CitizenId, sex: Option<Sex>, birth: Option<BirthDate>) {
        for warning in number.warnings(sex, birth) {
            let (kind, says) = match warning {
                CitizenIdWarning::ProvinceUnknown => (FaultKind::NumberNoProvince, number.province_code().to_owned()),
                CitizenIdWarning::SexDiffers { number_says } => {
                    (FaultKind::NumberOtherSex, if number_says == Sex::Male { "Nam" } else { "Nữ" }.to_owned())
                }
                CitizenIdWarning::BirthYearDiffers { number_says } => {
                    (FaultKind::NumberOtherYear, number_says.to_string())
                }
                CitizenIdWarning::TailRepeats => (FaultKind::NumberRepeats, number.masked()),
            };
            self.blame(Field::CitizenId, kind, &says, None);
        }
    }

    fn category(&mut self) -> Option<String> {
        let text = self.text(Field::Category);
        if text.is_empty() {
            self.blame(Field::Category, FaultKind::CategoryMissing, "", None);
            return None;
        }
        let categories = self.reading.categories;
        let meant = || categories.find(&self.in_old_font(Field::Category)?);
        let code = categories.find(&text).or_else(meant);
        if code.is_none() {
            self.blame(Field::Category, FaultKind::CategoryUnknown, &text, None);
        }
        code
    }

    fn amount(&mut self) -> Option<Dong> {
        let text = self.text(Field::Amount);
        if text.is_empty() || text == "-" {
            return None;
        }
        match Dong::parse(&text) {
            Ok(amount) if amount >= Dong::ZERO => Some(amount),
            _ => {
                self.blame(Field::Amount, FaultKind::AmountUnreadable, &text, None);
                None
            }
        }
    }

    fn decision(&mut self) -> (Option<String>, Option<Date>, Option<String>) {
        self.doubt_font(Field::Decision);
        let whole = self.text(Field::Decision);
        let (number, on, by) = split_decision(&whole);
        let number = self.free_text(Field::DecisionNumber).or(number);
        let on = if self.cell(Field::DecisionOn).is_empty() { on } else { self.day(Field::DecisionOn) };
        (number, on, self.free_text(Field::DecisionBy).or(by))
    }

    /// A day; a field that holds something else is left out and told.
    fn day(&mut self, field: Field) -> Option<Date> {
        let text = self.text(field);
        let day = match self.cell(field) {
            Cell::Empty => return None,
            Cell::Day(day) => Some(*day),
            _ => parse_birth(&text).ok().and_then(BirthDate::day),
        };
        if day.is_none() {
            self.blame(field, FaultKind::DayUnreadable, &text, None);
        }
        day
    }

    fn entitled_from(&mut self) -> Option<Date> {
        let month = Month::parse(&self.text(Field::EntitledFrom));
        match (self.cell(Field::EntitledFrom), month) {
            (Cell::Text(_), Ok(month)) => Some(month.first_day()),
            _ => self.day(Field::EntitledFrom),
        }
    }

    fn phone(&mut self) -> Option<Phone> {
        let text = self.text(Field::Phone);
        if !text.chars().any(|c| c.is_ascii_digit()) {
            return None;
        }
        let phone = Phone::parse(&text).ok();
        if phone.is_none() {
            let proposal = Phone::propose_repair(&text).map(|(phone, steps)| {
                let old = steps.contains(&PhoneRepair::PrefixRenumbered);
                (phone.as_str().to_owned(), if old { Because::OldPrefix } else { Because::ZerosLost })
            });
            self.blame(Field::Phone, FaultKind::PhoneUnreadable, &text, proposal);
        }
        phone
    }

    fn account(&mut self) -> Option<AccountNumber> {
        let text = self.text(Field::AccountNumber);
        if !text.chars().any(|c| c.is_ascii_digit()) {
            return None;
        }
        let number = AccountNumber::parse(&text).ok();
        if number.is_none() {
            self.blame(Field::AccountNumber, FaultKind::AccountUnreadable, &text, None);
        }
        number
    }

    fn free_text(&mut self, field: Field) -> Option<String> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        self.doubt_font(field);
        let kept: String = text.chars().take(TEXT_CHARS_MAX).collect();
        if kept.len() < text.len() {
            self.blame(field, FaultKind::TextCut, &kept, None);
        }
        Some(kept)
    }
}

impl Reading<'_> {
    /// The commune of the sender's area that a name or a code means.
    pub(crate) fn commune(&self, text: &str) -> Result<i64, (FaultKind, Option<Proposal>)> {
        let area = self.unit.area();
        if text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let code = format!("{text:0>5}");
            let unit = self.places.tree_of(self.unit.place).and_then(|tree| tree.find(&code));
            let inside =
                unit.filter(|unit| unit.level == Level::Commune && area.lo <= unit.place && unit.place <= area.hi);
            return inside.map(|unit| unit.place).ok_or((FaultKind::CommuneUnknown, None));
        }
        match self.places.named(area, Level::Commune, text) {
            Named::One(unit) => Ok(unit.place),
            Named::Several(_) => Err((FaultKind::CommuneAmbiguous, None)),
            Named::Nobody => {
                let near = self.places.search(area, text).into_iter();
                let near = near.filter(|(how, unit)| *how <= Match::Begins && unit.level == Level::Commune);
                let near: Vec<_> = near.map(|(_, unit)| unit.full_name()).collect();
                let proposal = if let [only] = &near[..] { Some((only.clone(), Because::NearestName)) } else { None };
                Err((FaultKind::CommuneUnknown, proposal))
            }
        }
    }
}

/// `123/QĐ-UBND ngày 01/02/2022 của UBND huyện Bình Sơn`.
fn split_decision(text: &str) -> (Option<String>, Option<Date>, Option<String>) {
    let some = |text: &str| {
        let text = text.trim_matches([' ', ',', ';', '.', ':', '-']);
        (!text.is_empty()).then(|| text.chars().take(TEXT_CHARS_MAX).collect::<String>())
    };
    let (number, rest) = parted(text, "ngày");
    let (day, by) = parted(rest, "của");
    let number = plain_start(number, &["quyet dinh so", "quyet dinh", "qd so", "so"]);
    let day = BirthDate::parse(day.trim_matches([' ', ',', ';', '.'])).ok().and_then(BirthDate::day);
    (some(number), day, some(by))
}

/// The text before and after a word.
fn parted<'t>(text: &'t str, word: &str) -> (&'t str, &'t str) {
    text.split_once(word).unwrap_or((text, ""))
}

/// The text without the first of these words, written with marks or without, that it begins with.
fn plain_start<'t>(text: &'t str, words: &[&str]) -> &'t str {
    let begins = |word: &&&str| {
        let length = word.chars().count();
        let start: String = text.chars().take(length).collect();
        let after = text.chars().nth(length);
        plain_text(&start) == **word && after.is_none_or(|c| !c.is_alphanumeric())
    };
    let cut = words.iter().find(begins).map_or(0, |word| word.chars().count());
    text.char_indices().nth(cut).map_or("", |(at, _)| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_decision_in_one_cell_is_parted() {
        let some = |text: &str| Some(text.to_owned());
        for (text, expected) in [
            (
                "123/QĐ-UBND ngày 01/02/2022 của UBND huyện Bình Sơn",
                (some("123/QĐ-UBND"), Some(date(2022, 2, 1)), some("UBND huyện Bình Sơn")),
            ),
            ("Số 123/QĐ-UBND, ngày 1/2/2022", (some("123/QĐ-UBND"), Some(date(2022, 2, 1)), None)),
            ("Quyết định số: 45/QĐ-UBND", (some("45/QĐ-UBND"), None, None)),
            ("45/QĐ", (some("45/QĐ"), None, None)),
            ("", (None, None, None)),
        ] {
            assert_eq!(split_decision(text), expected, "{text}");
        }
    }
}
