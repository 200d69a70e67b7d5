//! From a commune as a list names it to the communes of the register it can be, across the dated trees.
//!
//! After the mergers of 2025 one code names other land than before, so a code alone is compared only where both sides
//! name communes of the same tree.

use crate::{
    communes::place_key,
    list_row::{ListRow, RegisterCommunes},
    register::Register,
};
use jiff::civil::Date;
use office::places::{Level, Named, Places, Successors, Tree};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// Which communes of one register the communes of the trees are.
#[derive(Debug)]
pub struct CommuneMap<'p> {
    places: &'p Places,
    /// The tree the register names its communes in.
    tree: i64,
    /// The tree the list names its communes in, once a first part of it was seen.
    list_tree: Option<i64>,
    /// The register's numbers of a place, counted from one.
    numbers: HashMap<i64, Vec<u32>>,
    known: HashMap<i64, Option<RegisterCommunes>>,
}

/// A province and a commune as they are written.
type WrittenPlace = (String, String);

impl<'p> CommuneMap<'p> {
    /// The communes of a register, in the tree of the day it was taken; without that day, in the tree that knows most
    /// of them.
    pub fn of(places: &'p Places, register: &Register) -> CommuneMap<'p> {
        let communes = register.communes();
        let written: Vec<WrittenPlace> = (0..)
            .zip(communes.shown.iter())
            .map(|(number, shown)| (communes.province_text(number).to_owned(), shown.to_owned()))
            .collect();
        let taken_on = register.snapshot().taken_on.and_then(|day| places.tree_on(day));
        let newest = places.trees().last().map_or(1, |tree| tree.number);
        let tree = taken_on.map_or_else(|| best_tree(places, &written, newest), |tree| tree.number);
        let mut numbers: HashMap<i64, Vec<u32>> = HashMap::new();
        for (number, (province, commune)) in (1_u32..).zip(&written) {
            for place in find_places(places, tree, province, commune) {
                numbers.entry(place).or_default().push(number);
            }
        }
        CommuneMap { places, tree, list_tree: None, numbers, known: HashMap::new() }
    }

    /// Whether the register names any commune of the trees. Otherwise communes are compared as they are written.
    pub fn is_usable(&self) -> bool {
        !self.numbers.is_empty()
    }

    /// The communes of the register that a commune of any tree can be: none of them where nobody of the register lives
    /// there, nothing where nobody says what became of it.
    pub fn of_place(&mut self, place: i64) -> Option<RegisterCommunes> {
        let CommuneMap { places, tree, numbers, known, .. } = self;
        let find = || {
            let there = carried(places, place, *tree);
            (!there.is_empty() && !numbers.is_empty())
                .then(|| gathered(there.iter().filter_map(|place| numbers.get(place)).flatten()))
        };
        known.entry(place).or_insert_with(find).clone()
    }

    /// Says of each row which communes of the register it can be. `day` is the day whose communes the list names;
    /// without it, they are those of the tree that knows most of what the first rows say.
    pub fn apply(&mut self, rows: &mut [ListRow], day: Option<Date>) {
        let distinct: HashSet<(&str, &str)> =
            rows.iter().map(|row| (row.province.as_str(), row.commune.as_str())).collect();
        let written: Vec<WrittenPlace> =
            distinct.into_iter().map(|(province, commune)| (province.to_owned(), commune.to_owned())).collect();
        let stated = day.and_then(|day| self.places.tree_on(day)).map(|tree| tree.number);
        let tree = stated.or(self.list_tree).unwrap_or_else(|| best_tree(self.places, &written, self.tree));
        self.list_tree = Some(tree);
        let mut known: HashMap<WrittenPlace, RegisterCommunes> = HashMap::new();
        for (province, commune) in written {
            let found = find_places(self.places, tree, &province, &commune);
            let numbers: Vec<RegisterCommunes> = found.into_iter().filter_map(|place| self.of_place(place)).collect();
            if !numbers.is_empty() {
                known.insert((province, commune), gathered(numbers.iter().flat_map(|numbers| numbers.0.iter())));
            }
        }
        let mut asked = WrittenPlace::default();
        for row in rows {
            asked.0.clone_from(&row.province);
            asked.1.clone_from(&row.commune);
            row.communes = known.get(&asked).cloned();
        }
    }
}

fn gathered<'n>(numbers: impl Iterator<Item = &'n u32>) -> RegisterCommunes {
    let mut all: Vec<u32> = numbers.copied().collect();
    all.sort_unstable();
    all.dedup();
    RegisterCommunes(Arc::from(all))
}

/// The tree in which most of what is written names a commune; the preferred one where it is one of several.
fn best_tree(places: &Places, written: &[WrittenPlace], preferred: i64) -> i64 {
    let found = |tree: i64| {
        let is_there = |(province, commune): &&WrittenPlace| !find_places(places, tree, province, commune).is_empty();
        written.iter().filter(is_there).count()
    };
    let counted: Vec<(i64, usize)> = places.trees().iter().map(|tree| (tree.number, found(tree.number))).collect();
    let most = counted.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let is_best = |tree: i64| counted.contains(&(tree, most));
    if is_best(preferred) {
        return preferred;
    }
    counted.iter().rev().find(|(_, count)| *count == most).map_or(preferred, |(tree, _)| *tree)
}

/// The communes of a tree that a code or a name inside a province names.
fn find_places(places: &Places, tree: i64, province: &str, commune: &str) -> Vec<i64> {
    let Some(tree) = places.tree(tree) else { return Vec::new() };
    let commune = commune.trim();
    if commune.is_empty() {
        return Vec::new();
    }
    if let Some(digits) = code(commune, 5) {
        let unit = tree.find(&digits).filter(|unit| unit.level == Level::Commune);
        return unit.map(|unit| unit.place).into_iter().collect();
    }
    let Some(province) = find_province(places, tree, province) else { return Vec::new() };
    let Some(within) = places.area(province) else { return Vec::new() };
    match places.named(within, Level::Commune, commune) {
        Named::One(unit) => vec![unit.place],
        Named::Several(units) => units.into_iter().map(|unit| unit.place).collect(),
        Named::Nobody => Vec::new(),
    }
}

fn find_province(places: &Places, tree: &Tree, province: &str) -> Option<i64> {
    let mut provinces = tree.units().iter().filter(|unit| unit.level == Level::Province);
    let unit = match code(province.trim(), 2) {
        Some(digits) => tree.find(&digits).filter(|unit| unit.level == Level::Province),
        // As a register keeps it.
        None if provinces.clone().any(|unit| place_key(&unit.name) == province) => {
            provinces.find(|unit| place_key(&unit.name) == province)
        }
        None => match places.named(tree.root().area(), Level::Province, province) {
            Named::One(unit) => Some(unit),
            Named::Several(_) | Named::Nobody => None,
        },
    };
    unit.map(|unit| unit.place)
}

/// Digits with the zeros that spreadsheets lose.
fn code(text: &str, width: usize) -> Option<String> {
    let is_code = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| format!("{:0>width$}", text.trim_start_matches('0')))
}

/// Where a commune lies in another tree: forwards what became of it, backwards what it was made of.
fn carried(places: &Places, place: i64, tree: i64) -> Vec<i64> {
    let Some(own) = places.tree_of(place).map(|own| own.number) else { return Vec::new() };
    if own <= tree {
        let Some(day) = places.tree(tree).map(|tree| tree.from) else { return Vec::new() };
        return match places.carry(place, day) {
            Some(Successors::Whole(unit)) => vec![unit.place],
            Some(Successors::Split(all)) => all.into_iter().map(|candidate| candidate.unit.place).collect(),
            Some(Successors::Unknown) | None => Vec::new(),
        };
    }
    let mut now = vec![place];
    for _ in tree..own {
        let before = now.iter().flat_map(|place| places.predecessors(*place));
        now = before.map(|predecessor| predecessor.unit.place).collect();
        now.sort_unstable();
        now.dedup();
    }
    now
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Finding, Matcher, PersonEntry, RegisterBuilder, Snapshot};
    use jiff::civil::date;

    /// A register with one person in each commune that is given.
    fn register(communes: &[&str], taken_on: Option<Date>) -> Register {
        let mut builder = RegisterBuilder::new();
        for (at, commune) in communes.iter().enumerate() {
            let pid = format!("p{at}");
            let entry =
                PersonEntry { pid: &pid, full_name: "Võ Thị An", province: "51", commune, ..PersonEntry::default() };
            builder.add(&entry).expect("a person");
        }
        builder.finish(Snapshot { name: "communes".into(), taken_on }).expect("a register")
    }

    fn row(province: &str, commune: &str) -> ListRow {
        ListRow {
            full_name: "Võ Thị An".into(),
            birth: kernel::BirthDate::parse("02/09/1944").ok(),
            province: province.into(),
            commune: commune.into(),
            ..ListRow::default()
        }
    }

    /// How the commune of the row agrees with that of each person, by the person's id.
    fn levels(register: &Register, row: ListRow, day: Option<Date>) -> Vec<(String, &'static str)> {
        let mut rows = [row];
        CommuneMap::of(Places::built_in(), register).apply(&mut rows, day);
        let matcher = Matcher::new(register);
        let found = (0..).take(register.len()).map(|person| {
            let (level, _) = matcher.compare_commune(&rows[0], person);
            (register.pid(person).into_owned(), level.key())
        });
        found.collect()
    }

    /// What became of a commune of 2024, and what all of that was made of.
    fn merged() -> (String, String, Vec<String>) {
        let places = Places::built_in();
        let old = places.find("21061", date(2024, 1, 1)).expect("a commune of Bình Sơn");
        let Some(Successors::Whole(new)) = places.carry(old.place, date(2025, 7, 2)) else { panic!("merged whole") };
        let parts = places.predecessors(new.place).iter().map(|part| part.unit.code.clone()).collect();
        (old.code.clone(), new.code.clone(), parts)
    }

    #[test]
    fn an_old_list_meets_a_new_register() {
        let (old, new, _) = merged();
        let register = register(&[&new, "21172"], Some(date(2025, 7, 2)));
        let found = levels(&register, row("51", &old), Some(date(2024, 1, 1)));
        assert_eq!(found[0].1, "same", "{old} became part of {new}: {found:?}");
        assert_ne!(found[1].1, "same");
    }

    #[test]
    fn a_new_list_meets_every_part_in_an_old_register() {
        let (_, new, parts) = merged();
        assert!(parts.len() > 1, "several became one");
        let mut communes: Vec<&str> = parts.iter().map(String::as_str).collect();
        communes.push("21172");
        let register = register(&communes, Some(date(2024, 1, 1)));
        let found = levels(&register, row("51", &new), Some(date(2025, 7, 2)));
        let same = found.iter().filter(|(_, level)| *level == "same").count();
        assert_eq!(same, parts.len(), "{found:?}");
    }

    #[test]
    fn a_name_meets_a_code_and_nothing_is_made_up() {
        let register = register(&["21061", "21064"], Some(date(2024, 1, 1)));
        let name = &Places::built_in().find("21061", date(2024, 1, 1)).expect("there").name;
        let found = levels(&register, row("Tỉnh Quảng Ngãi", &format!("Xã {name}")), None);
        assert_eq!(found[0].1, "same", "{found:?}");
        let mut rows = [row("51", "99999"), row("51", ""), row("", "Atlantis")];
        CommuneMap::of(Places::built_in(), &register).apply(&mut rows, None);
        assert!(rows.iter().all(|row| row.communes.is_none()));
    }

    #[test]
    fn codes_of_one_list_show_of_which_day_it_is() {
        let old = ["21040", "21043", "21046", "21049", "21052", "21055", "21058", "21061", "21064", "21067"];
        let register = register(&old, None);
        let map = CommuneMap::of(Places::built_in(), &register);
        assert_eq!(map.tree, Places::built_in().tree_on(date(2024, 1, 1)).expect("a tree").number);
    }

    #[test]
    fn the_commune_counts_as_evidence_across_trees() {
        let (old, new, _) = merged();
        let register = register(&[&new], Some(date(2025, 7, 2)));
        let matcher = Matcher::new(&register);
        let score = |finding: &Finding| finding.candidates.first().map(|best| best.comparison.place.1);
        let mut rows = [row("51", &old)];
        rows[0].old_id = None;
        let as_it_stands = matcher.find(&rows[0]);
        CommuneMap::of(Places::built_in(), &register).apply(&mut rows, Some(date(2024, 1, 1)));
        let carried = matcher.find(&rows[0]);
        if old != new {
            assert!(score(&carried) >= score(&as_it_stands));
        }
    }
}
