//! One person in several rows: of one list, or of several.
//!
//! Whoever is linked is grouped by the person. Only the rest is compared with each other, by the keys the register is
//! asked by: no row meets all others.

use crate::{
    bits::Millibits,
    build::{PersonEntry, RegisterBuilder},
    list_row::{ListNumber, ListRow},
    matcher::Matcher,
    register::{Register, Snapshot},
};
use kernel::keyed;
use std::collections::{BTreeMap, BTreeSet};

keyed! {
    /// How the rows of one person stand to each other.
    pub enum DuplicateKind {
        /// In two programmes of one commune: legal, and shown.
        TwoProgrammes = "two_programmes",
        /// Twice in one programme: to be solved.
        TwiceInProgramme = "twice_in_programme",
        /// On the lists of two communes: to be solved.
        TwoCommunes = "two_communes",
        /// Two rows that are linked to nobody and tell of somebody alike: a person has to look.
        Alike = "alike",
    }
}

/// A row among those in which one person is looked for.
#[derive(Clone, Debug)]
pub struct Listed {
    /// What it says.
    pub row: ListRow,
    /// The programme it is in.
    pub programme: String,
    /// The commune whose list it is on.
    pub commune: String,
    /// The register's own id of the person it is linked to.
    pub pid: Option<String>,
}

/// Rows that are one person, or may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// How they stand to each other.
    pub kind: DuplicateKind,
    /// Which rows, in their order: two where they are only alike.
    pub rows: Vec<usize>,
    /// The log2 odds that the two are one person; nothing where the person is known.
    pub score: Option<Millibits>,
}

/// From here on two rows are shown as alike: more than two hundred to one.
const ALIKE_FROM: Millibits = Millibits(8000);

/// Rows of one person: first those that are linked, by the person; then the rest, by likeness.
pub fn find_duplicates(rows: &[Listed]) -> Vec<Duplicate> {
    let mut people: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, listed) in rows.iter().enumerate() {
        if let Some(pid) = &listed.pid {
            people.entry(pid).or_default().push(at);
        }
    }
    let mut found: Vec<Duplicate> = people.into_values().flat_map(|of_one| of_person(rows, &of_one)).collect();
    found.extend(find_alike(rows));
    found.sort_by(|a, b| (&a.rows, a.kind.key()).cmp(&(&b.rows, b.kind.key())));
    found
}

/// How the rows of one person stand to each other.
fn of_person(rows: &[Listed], of_one: &[usize]) -> Vec<Duplicate> {
    let told = |kind, rows: Vec<usize>| Duplicate { kind, rows, score: None };
    let mut programmes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in of_one {
        programmes.entry(&rows[*at].programme).or_default().push(*at);
    }
    let communes: BTreeSet<&str> = of_one.iter().map(|at| rows[*at].commune.as_str()).collect();
    let several_programmes = programmes.len() > 1;
    let twice = programmes.into_values().filter(|same| same.len() > 1);
    let mut found: Vec<Duplicate> = twice.map(|same| told(DuplicateKind::TwiceInProgramme, same)).collect();
    if communes.len() > 1 {
        found.push(told(DuplicateKind::TwoCommunes, of_one.to_vec()));
    } else if several_programmes {
        found.push(told(DuplicateKind::TwoProgrammes, of_one.to_vec()));
    }
    found
}

/// Pairs of rows that are linked to nobody and alike.
fn find_alike(rows: &[Listed]) -> Vec<Duplicate> {
    let unlinked: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].pid.is_none()).collect();
    let Some((register, members)) = register_of(rows, &unlinked) else { return Vec::new() };
    let matcher = Matcher::new(&register);
    let mut found = Vec::new();
    for at in &members {
        // What the register of the population calls a commune means nothing here.
        let row = ListRow { communes: None, ..rows[*at].row.clone() };
        for candidate in matcher.alike(&row) {
            let other = members[candidate.person as usize];
            if *at < other && candidate.score >= ALIKE_FROM {
                found.push(Duplicate {
                    kind: DuplicateKind::Alike,
                    rows: vec![*at, other],
                    score: Some(candidate.score),
                });
            }
        }
    }
    found
}

/// The rows as a register of their own, and which row each of its people is. A row without a name is nobody.
fn register_of(rows: &[Listed], unlinked: &[usize]) -> Option<(Register, Vec<usize>)> {
    let mut builder = RegisterBuilder::new();
    let mut members = Vec::new();
    for at in unlinked {
        let row = &rows[*at].row;
        let citizen_id = match row.number {
            ListNumber::Citizen(id) | ListNumber::Repaired(id) => Some(id),
            ListNumber::None => None,
        };
        let entry = PersonEntry {
            pid: &at.to_string(),
            full_name: &row.full_name,
            other_name: &row.other_name,
            birth: row.birth,
            sex: row.sex,
            citizen_id,
            old_id: row.old_id,
            province: &row.province,
            commune: &row.commune,
            village: &row.village,
            ..PersonEntry::default()
        };
        if builder.add(&entry).is_ok() {
            members.push(*at);
        }
    }
    let register = builder.finish(Snapshot { name: String::new(), taken_on: None }).ok()?;
    Some((register, members))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list_row::ListNumbers;
    use kernel::{BirthDate, Sex};
    use proptest::prelude::*;

    /// `name | birth | number | programme | commune | person`
    fn listed(line: &str) -> Listed {
        let cells: Vec<&str> = line.split('|').map(str::trim).map(|cell| if cell == "-" { "" } else { cell }).collect();
        let [name, born, number, programme, commune, pid] = cells[..] else { panic!("6 cells: {line}") };
        let birth = BirthDate::parse(born).ok();
        let numbers = ListNumbers::parse(number, Some(Sex::Female), birth);
        let row = ListRow {
            full_name: name.into(),
            birth,
            sex: Some(Sex::Female),
            number: numbers.number,
            old_id: numbers.old_id,
            commune: commune.into(),
            ..ListRow::default()
        };
        let pid = Some(pid.to_owned()).filter(|pid| !pid.is_empty());
        Listed { row, programme: programme.into(), commune: commune.into(), pid }
    }

    fn told(table: &str) -> Vec<String> {
        let rows: Vec<Listed> = table.lines().map(str::trim).filter(|line| !line.is_empty()).map(listed).collect();
        find_duplicates(&rows).iter().map(|found| format!("{} {:?}", found.kind.key(), found.rows)).collect()
    }

    #[test]
    fn whoever_is_linked_is_grouped_by_the_person() {
        let found = told(
            "
            Võ Thị An   | 1950 | - | btxh | 21061 | p1
            Võ Thị Anh  | 1951 | - | ncc  | 21061 | p1
            Lê Thị Ba   | 1950 | - | btxh | 21061 | p2
            Lê Thị Ba   | 1950 | - | btxh | 21061 | p2
            Hồ Thị Cúc  | 1950 | - | btxh | 21061 | p3
            Hồ Thị Cúc  | 1950 | - | ncc  | 21064 | p3
            Hồ Thị Cúc  | 1950 | - | btxh | 21064 | p3
            Đỗ Thị Dung | 1950 | - | btxh | 21064 | p4
            ",
        );
        let expected = [
            "two_programmes [0, 1]",
            "twice_in_programme [2, 3]",
            "two_communes [4, 5, 6]",
            "twice_in_programme [4, 6]",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn only_what_is_linked_to_nobody_is_compared() {
        let found = told(
            "
            Phạm Thị Lụa  | 02/09/1944 | -            | btxh | 21061 | -
            pham thi lua  | 02/09/1944 | -            | ncc  | 21061 | -
            Phạm Thị Lụa  | 02/09/1944 | -            | btxh | 21061 | p1
            Trần Thị Mai  | 05/05/1950 | 051150000001 | btxh | 21061 | -
            Trần Thị Mài  | 05/05/1950 | 051150000001 | btxh | 21064 | -
            Ngô Thị Nga   | 06/06/1960 | -            | btxh | 21061 | -
            Bùi Thị Oanh  | 07/07/1970 | -            | btxh | 21061 | -
            ",
        );
        assert_eq!(found, ["alike [0, 1]", "alike [3, 4]"]);
    }

    proptest! {
        /// Blocks never hide what is the same to the letter, and the order of rows changes nothing.
        #[test]
        fn the_same_row_twice_is_found_in_any_order(names in proptest::collection::vec("[A-D][a-d]{1,3} Thị [E-H][a-d]{2}", 2..12)) {
            let rows: Vec<Listed> = names
                .iter()
                .chain([&names[0]])
                .map(|name| listed(&format!("{name} | 02/09/1944 | - | btxh | 21061 | -")))
                .collect();
            let pairs = |rows: &[Listed]| {
                let found = find_duplicates(rows);
                let mut told: Vec<[String; 2]> = found.iter().map(|found| {
                    let mut two = [rows[found.rows[0]].row.full_name.clone(), rows[found.rows[1]].row.full_name.clone()];
                    two.sort();
                    two
                }).collect();
                told.sort();
                told
            };
            let forwards = pairs(&rows);
            prop_assert!(forwards.contains(&[names[0].clone(), names[0].clone()]));
            let backwards: Vec<Listed> = rows.iter().rev().cloned().collect();
            prop_assert_eq!(pairs(&backwards), forwards);
        }
    }
}
