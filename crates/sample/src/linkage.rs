//! One list beside one register, of any size, for measuring how well and how fast rows find their people.
//!
//! People and rows as in the sample of a district, but a harder world, over as many communes as the people need and
//! without workbooks: three tables that are written as they are made, a few communes at a time.

use crate::{
    Plan, REGISTER, Refusal, SAMPLE_DAY, TRUTH,
    chances::HARDER,
    dice::Dice,
    people::people_of,
    person::{Person, pid_of},
    plan::Commune,
    register::{self, sex_word},
    rows::{ListRow, lists_of},
    slip::Slip,
    write_sample::in_order,
};
use office::places::{Level, Places, Unit};
use std::{
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::Path,
};

/// The list in the folder.
pub const LIST: &str = "list.csv";
/// People of a commune: those of the country by its communes of 2024.
const PEOPLE_A_COMMUNE: u64 = 9_400;
/// The province the first communes are of.
const FIRST_PROVINCE: &str = "51";

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Linkage {
    /// The same seed gives the same bytes.
    pub seed: u64,
    /// Rows of the list, about.
    pub rows: u64,
    /// People of the register.
    pub people: u64,
}

/// Writes `register.csv`, `list.csv` and `truth.csv` into a folder; answers how many rows the list has.
pub fn write_linkage(linkage: Linkage, folder: &Path) -> Result<u64, Refusal> {
    fs::create_dir_all(folder)?;
    let communes = communes_of(linkage);
    let plan = plan_of(linkage, &communes)?;
    let mut register = BufWriter::with_capacity(1 << 20, File::create(folder.join(REGISTER))?);
    writeln!(register, "{}", register::HEADINGS.join(","))?;
    let mut list = csv::Writer::from_path(folder.join(LIST))?;
    list.write_record(["lid", "full_name", "dob", "gender", "id", "province", "commune", "village", "programme"])?;
    let mut truth = csv::Writer::from_path(folder.join(TRUTH))?;
    truth.write_record(["lid", "pid", "slips"])?;
    let mut lid = 0;
    let work = |commune: &Commune| {
        let people = people_of(&plan, commune);
        let lines = register::lines(&commune.province, commune, &people)?;
        Ok((lines, rows_of(&plan, &communes, commune.index, &people)))
    };
    in_order(&communes, work, |(lines, rows)| {
        register.write_all(&lines)?;
        for (commune, programme, row) in rows {
            lid += 1;
            let lid = lid.to_string();
            let id = if row.citizen_id.is_empty() { &row.old_id } else { &row.citizen_id };
            let (province, code, sex) = (&commune.province, &commune.unit.code, sex_word(row.sex));
            list.write_record([&lid, &row.name, &row.birth, sex, id, province, code, &row.hamlet, programme])?;
            let slips: Vec<&str> = row.slips.iter().map(|slip| slip.key()).collect();
            truth.write_record([lid, row.person.map(pid_of).unwrap_or_default(), slips.join(" ")])?;
        }
        Ok(())
    })?;
    register.flush()?;
    list.flush()?;
    truth.flush()?;
    Ok(lid)
}

/// The rows of a commune's people; some stand in the list of the next commune, because they moved or are in both.
fn rows_of<'c>(
    plan: &Plan,
    communes: &'c [Commune],
    index: usize,
    people: &[Person],
) -> Vec<(&'c Commune, &'static str, ListRow)> {
    let commune = &communes[index];
    let lists = lists_of(plan, commune, people);
    let next = &communes[(index + 1) % communes.len()];
    let far = &communes[(index + communes.len() / 2) % communes.len()];
    let mut dice = Dice::of(plan.seed, "moving", index as u64);
    let here = |programme: &'static str| move |row: ListRow| (commune, programme, row);
    let mut rows: Vec<_> = lists.protection.into_iter().map(here("btxh")).collect();
    let mut moving = lists.moving;
    for (place, _, row) in rows.iter_mut().rev() {
        if moving > 0 && row.person.is_some() && !row.has(Slip::TwiceInList) {
            moving -= 1;
            *place = if dice.happens(plan.chances.moved_far) { far } else { next };
            row.slips.push(Slip::Moved);
        }
    }
    rows.extend(lists.doubled.into_iter().map(|row| (next, "btxh", row)));
    rows.extend(lists.merit.into_iter().map(here("ncc")));
    rows.extend(lists.poverty.into_iter().map(here("ngheo")));
    rows.retain(|(_, _, row)| !row.comes_back());
    rows
}

/// As many communes as the people need, from the first province on.
fn communes_of(linkage: Linkage) -> Vec<Commune> {
    let places = Places::built_in();
    let tree = places.tree_on(SAMPLE_DAY).expect("a tree holds on the sample's day");
    let province = |unit: &Unit| {
        places.at_level(unit.place, Level::Province).map(|province| province.code.clone()).unwrap_or_default()
    };
    let all = tree.units().iter().filter(|unit| unit.level == Level::Commune);
    let mut units: Vec<(String, &Unit)> = all.map(|unit| (province(unit), unit)).collect();
    let first = units.iter().position(|(province, _)| province == FIRST_PROVINCE).unwrap_or(0);
    units.rotate_left(first);
    let count = usize::try_from(linkage.people.div_ceil(PEOPLE_A_COMMUNE)).unwrap_or(usize::MAX);
    units.truncate(count.clamp(1, units.len()));
    let weights = vec![1; units.len()];
    // Of a hundred rows of social protection there are 29 of merit and 56 of poor households.
    let protection = linkage.rows * 100 / 185;
    let share = |whole: u64| crate::dice::shared_out(whole, &weights);
    let (people, protection) = (share(linkage.people), share(protection));
    let (merit, poverty) = (share(linkage.rows * 29 / 185), share(linkage.rows * 56 / 185));
    let mut first_person = 0;
    let of_unit = |(index, (province, unit)): (usize, &(String, &Unit))| {
        let first = first_person;
        first_person += people[index];
        let of_province = |(other, _): &&(String, &Unit)| other == province;
        Commune {
            index,
            unit: (*unit).clone(),
            province: province.clone(),
            of_communes: units.len() as u64,
            sharing: (
                units.iter().filter(of_province).count() as u64,
                units[..index].iter().filter(of_province).count() as u64,
            ),
            slug: String::new(),
            people: people[index],
            first_person: first,
            protection: protection[index],
            merit: merit[index],
            poverty: poverty[index],
            wrong_amounts: 0,
            twice: protection[index] / 500,
            bad_rows: 0,
            by_account: 0,
        }
    };
    units.iter().enumerate().map(of_unit).collect()
}

/// A plan of these sizes. Its district only lends its name.
fn plan_of(linkage: Linkage, communes: &[Commune]) -> Result<Plan, Refusal> {
    let unit = &communes[0].unit;
    let district = Places::built_in().at_level(unit.place, Level::District).ok_or(Refusal::DistrictUnknown)?.clone();
    let people = linkage.rows * 100 / 185;
    Ok(Plan { district, seed: linkage.seed, people, register: linkage.people, chances: &HARDER })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn each_row_has_its_person_or_says_that_it_has_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let linkage = Linkage { seed: 4, rows: 3_000, people: 30_000 };
        let rows = write_linkage(linkage, folder.path()).expect("a linkage");
        assert!((2_900..3_100).contains(&rows), "{rows}");
        let read = |name: &str| {
            let mut table = csv::Reader::from_path(folder.path().join(name)).expect("a table");
            table.records().map(|line| line.expect("a line")).collect::<Vec<_>>()
        };
        let (register, list, truth) = (read(REGISTER), read(LIST), read(TRUTH));
        assert_eq!((register.len(), list.len(), truth.len()), (30_000, list.len(), list.len()));
        let people: HashMap<&str, &csv::StringRecord> = register.iter().map(|line| (&line[0], line)).collect();
        let known = list.iter().zip(&truth).filter(|(_, truth)| !truth[1].is_empty());
        let plain: Vec<_> = known.filter(|(_, truth)| truth[2].is_empty()).collect();
        assert!(plain.len() > 1_000);
        for (row, truth) in plain {
            let person = people[&truth[1]];
            assert_eq!((&row[1], &row[4]), (&person[1], if person[4].is_empty() { &person[5] } else { &person[4] }));
        }
        assert!(truth.iter().filter(|truth| truth[1].is_empty()).count() > 2);
        assert!(truth.iter().any(|truth| truth[2].contains("moved")));
    }
}
