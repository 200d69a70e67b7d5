//! The population register as a table.

use crate::{Refusal, person::Person, plan::Commune};
use kernel::{BirthDate, Sex};

/// Headings of `register.csv`.
pub(crate) const HEADINGS: [&str; 13] = [
    "pid",
    "full_name",
    "dob",
    "gender",
    "id12",
    "id9",
    "province",
    "commune",
    "village",
    "other_name",
    "status",
    "has_card",
    "died_on",
];

/// The lines of one commune.
pub(crate) fn lines(province: &str, commune: &Commune, people: &[Person]) -> Result<Vec<u8>, Refusal> {
    let mut table = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::with_capacity(people.len() * 120));
    for person in people {
        let died_on = person.died_on.map(|day| day.to_string()).unwrap_or_default();
        table.write_record([
            person.pid().as_str(),
            &person.name,
            &dob(person.birth()),
            sex_word(person.sex),
            person.citizen_id.as_ref().map_or("", |id| id.as_str()),
            person.old_id.as_ref().map_or("", |id| id.as_str()),
            province,
            &commune.unit.code,
            &hamlet_name(commune, person.hamlet),
            person.home_name.unwrap_or_default(),
            if person.died_on.is_some() { "dead" } else { "alive" },
            match person.has_card {
                Some(true) => "1",
                Some(false) => "0",
                None => "",
            },
            &died_on,
        ])?;
    }
    table.into_inner().map_err(|error| Refusal::File(error.into_error()))
}

fn dob(birth: BirthDate) -> String {
    match birth {
        BirthDate::Day(day) => day.to_string(),
        BirthDate::Year(year) => year.to_string(),
    }
}

pub(crate) fn sex_word(sex: Sex) -> &'static str {
    if sex == Sex::Male { "Nam" } else { "Nữ" }
}

/// First words of hamlets' names, and second ones.
const STEMS: [&str; 12] = ["Phú", "Mỹ", "An", "Phước", "Đông", "Tây", "Hải", "Lệ", "Liên", "Tri", "Thạch", "Châu"];
const TAILS: [&str; 11] = ["Lộc", "Tân", "Hòa", "Thuận", "Long", "Ninh", "Khương", "Trì", "Bình", "Thiện", "Yên"];

/// `Thôn Phú Lộc`; a township has quarters with numbers.
pub(crate) fn hamlet_name(commune: &Commune, hamlet: u8) -> String {
    use office::places::UnitKind;
    let number = usize::from(hamlet);
    if commune.unit.kind == UnitKind::Township {
        return format!("Tổ dân phố {}", number + 1);
    }
    let at = commune.index * usize::from(crate::people::HAMLETS) + number;
    format!("Thôn {} {}", STEMS[at % STEMS.len()], TAILS[at % TAILS.len()])
}
