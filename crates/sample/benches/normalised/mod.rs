//! The two files as another program wants them: names folded, dates in parts, numbers in columns of their own.

use kernel::{
    BirthDate, Sex,
    names::{canonical_key, plain_key},
};
use matching::{ListNumber, ListNumbers};
use sample::{LIST, REGISTER};
use std::{fs::File, path::Path};

const HEADINGS: [&str; 12] =
    ["unique_id", "name", "plain", "family", "given", "dob", "year", "day_month", "sex", "id12", "id9", "commune"];

/// Writes `register-normalised.csv` and `list-normalised.csv`.
pub(crate) fn write(folder: &Path) {
    table(&folder.join(REGISTER), &folder.join("register-normalised.csv"), |line| {
        let id = |at: usize| line[at].to_owned();
        (id(0), [&line[1], &line[2], &line[3], &line[7]].map(str::to_owned), (id(4), id(5)))
    });
    table(&folder.join(LIST), &folder.join("list-normalised.csv"), |line| {
        let (birth, sex) = (BirthDate::parse(&line[2]).ok(), Sex::parse(&line[3]).ok());
        let numbers = ListNumbers::parse(&line[4], sex, birth);
        let id12 = match numbers.number {
            ListNumber::Citizen(id) | ListNumber::Repaired(id) => id.as_str().to_owned(),
            ListNumber::None => String::new(),
        };
        let id9 = numbers.old_id.map(|id| id.as_str().to_owned()).unwrap_or_default();
        (line[0].to_owned(), [&line[1], &line[2], &line[3], &line[6]].map(str::to_owned), (id12, id9))
    });
}

type Fields = (String, [String; 4], (String, String));

fn table(from: &Path, to: &Path, fields: impl Fn(&csv::StringRecord) -> Fields) {
    let mut from = csv::Reader::from_path(from).expect("a table");
    let mut to = csv::Writer::from_writer(File::create(to).expect("a file"));
    to.write_record(HEADINGS).expect("written");
    for line in from.records() {
        let (id, [name, born, sex, commune], (id12, id9)) = fields(&line.expect("a line"));
        let name = name.split('(').next().unwrap_or_default();
        let plain = plain_key(name);
        let birth = BirthDate::parse(&born).ok();
        let year = birth.map(|birth| birth.year().to_string()).unwrap_or_default();
        let day = birth.and_then(BirthDate::day).map(|day| day.to_string()).unwrap_or_default();
        let day_month = day.get(5..).unwrap_or_default();
        let family = plain.split(' ').next().unwrap_or_default();
        let given = plain.rsplit(' ').next().unwrap_or_default();
        to.write_record([
            &id,
            &canonical_key(name),
            &plain,
            family,
            given,
            &day,
            &year,
            day_month,
            &sex,
            &id12,
            &id9,
            &commune,
        ])
        .expect("written");
    }
    to.flush().expect("written");
}
