//! The traps of the unit lists, each a test.

mod stories;

use super::*;
use crate::somebody::given_table;
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const JANUARY_2024: Date = date(2024, 1, 25);
const JULY_2025: Date = date(2025, 7, 1);
const MAY_2026: Date = date(2026, 5, 1);

fn places() -> &'static Places {
    Places::built_in()
}

fn unit(code: &str, day: Date) -> &'static Unit {
    places().find(code, day).unwrap_or_else(|| panic!("{code} on {day}"))
}

fn counts(day: Date) -> [usize; 3] {
    let tree = places().tree_on(day).expect("a tree");
    [Level::Province, Level::District, Level::Commune]
        .map(|level| tree.units().iter().filter(|unit| unit.level == level).count())
}

fn whole(code: &str) -> &'static Unit {
    match places().successors(unit(code, JANUARY_2024).place) {
        Some(Successors::Whole(unit)) => unit,
        other => panic!("{code} went to {other:?}"),
    }
}

#[test]
fn each_day_has_its_tree() {
    assert_eq!(counts(JANUARY_2024), [63, 705, 10_598]);
    assert_eq!(counts(JULY_2025), [34, 0, 3_321]);
    assert_eq!(counts(MAY_2026), [34, 0, 3_321]);
    assert_eq!(places().tree_on(date(2025, 6, 30)).map(|tree| tree.number), Some(1));
    assert_eq!(places().tree_on(date(2026, 4, 30)).map(|tree| tree.number), Some(3));
    assert!(places().tree_on(date(2020, 1, 1)).is_none());
    assert_eq!(places().last_day(1), Some(date(2025, 6, 30)));
    assert_eq!(places().last_day(3), None);
}

#[test]
fn a_code_is_used_again_for_another_unit() {
    assert_eq!(unit("21040", JANUARY_2024).full_name(), "Thị trấn Châu Ổ");
    assert_eq!(unit("21040", JULY_2025).full_name(), "Xã Bình Sơn");
    let old: HashMap<&str, &Unit> = places().trees()[0].units().iter().map(|unit| (unit.code.as_str(), unit)).collect();
    let reused = places().trees()[1].units().iter().filter(|unit| unit.level == Level::Commune);
    assert_eq!(reused.filter(|unit| old.contains_key(unit.code.as_str())).count(), 3_314);
}

#[test]
fn the_changes_of_2026_are_names_only() {
    assert_eq!(unit("75", JULY_2025).full_name(), "Tỉnh Đồng Nai");
    assert_eq!(unit("75", MAY_2026).full_name(), "Thành phố Đồng Nai");
    let pairs = places().trees()[1].units().iter().zip(places().trees()[2].units());
    let changed: Vec<_> = pairs.filter(|(old, new)| old.full_name() != new.full_name()).collect();
    assert_eq!(changed.len(), 11);
    assert!(changed.iter().all(|(old, new)| old.name == new.name && old.code == new.code));
    assert_eq!(
        places().display(unit("26368", MAY_2026).place).as_deref(),
        Some("phường Long Thành, thành phố Đồng Nai")
    );
}

#[test]
fn addresses_read_as_in_a_letter() {
    let display = |code, day| places().display(unit(code, day).place).expect("a unit");
    assert_eq!(display("21112", JANUARY_2024), "xã Bình Châu, huyện Bình Sơn, tỉnh Quảng Ngãi");
    assert_eq!(display("21061", JULY_2025), "xã Vạn Tường, tỉnh Quảng Ngãi");
    assert_eq!(display("26506", JANUARY_2024), "phường 1, thành phố Vũng Tàu, tỉnh Bà Rịa - Vũng Tàu");
    assert_eq!(places().display(1_000_000).as_deref(), Some("Việt Nam"));
    assert_eq!(places().display(9_000_000), None);
}

#[test]
fn binh_son_has_22_communes_that_became_five() {
    let district = unit("524", JANUARY_2024);
    let communes = places().children(district.place);
    assert_eq!(communes.len(), 22);
    assert_eq!(district.hi - district.place, 22);
    let became: BTreeSet<&str> = communes.iter().map(|commune| whole(&commune.code).name.as_str()).collect();
    assert_eq!(became, BTreeSet::from(["Bình Chương", "Bình Minh", "Bình Sơn", "Vạn Tường", "Đông Sơn"]));
    // Đông Sơn also takes Tịnh Hòa from outside the district.
    let parts = places().predecessors(unit("21109", JULY_2025).place);
    assert!(parts.iter().any(|part| part.unit.name == "Tịnh Hòa" && part.unit.parent != Some(district.place)));
    // The district itself is gone: it lies in five communes.
    let Some(Successors::Split(all)) = places().successors(district.place) else { panic!("a split district") };
    assert_eq!(all.len(), 5);
}

#[test]
fn xuan_lam_left_its_old_neighbours() {
    let lam = whole("18400");
    assert_eq!(lam.name, "Bắc Hồng Lĩnh");
    let others: BTreeSet<&str> = places()
        .children(unit("442", JANUARY_2024).place)
        .iter()
        .filter(|commune| commune.code != "18400")
        .map(|commune| whole(&commune.code).name.as_str())
        .collect();
    assert_eq!(others, BTreeSet::from(["Cổ Đạm", "Nghi Xuân", "Tiên Điền", "Đan Hải"]));
}

#[test]
fn five_island_districts_have_no_communes_and_became_special_zones() {
    let empty: Vec<&str> = places().trees()[0]
        .units()
        .iter()
        .filter(|unit| unit.level == Level::District && unit.is_leaf())
        .map(|unit| unit.code.as_str())
        .collect();
    assert_eq!(empty, ["318", "471", "498", "536", "755"]);
    for code in empty {
        let zone = whole(code);
        assert_eq!((zone.kind, &zone.name), (UnitKind::SpecialZone, &unit(code, JANUARY_2024).name));
    }
}

#[test]
fn one_commune_is_known_to_have_no_known_successor() {
    let lost = unit("10774", JANUARY_2024);
    assert_eq!(lost.name, "Phúc Thành A");
    assert_eq!(places().successors(lost.place), Some(Successors::Unknown));
    assert_eq!(places().carry(lost.place, MAY_2026), Some(Successors::Unknown));
    let unknown = places().trees()[0].units().iter().filter(|unit| unit.level == Level::Commune);
    let unknown = unknown.filter(|unit| places().successors(unit.place) == Some(Successors::Unknown));
    assert_eq!(unknown.count(), 1);
}

#[test]
fn a_split_commune_has_candidates_and_one_default() {
    let mut splits = 0;
    for commune in places().trees()[0].units().iter().filter(|unit| unit.level == Level::Commune) {
        if let Some(Successors::Split(all)) = places().successors(commune.place) {
            splits += 1;
            assert_eq!(all.iter().filter(|candidate| candidate.is_default).count(), 1, "{}", commune.code);
        }
    }
    assert_eq!(splits, 519);
}

#[test]
fn ba_che_has_the_code_of_the_statistics_office() {
    assert_eq!(unit("06978", JULY_2025).full_name(), "Xã Ba Chẽ");
    assert!(places().find("06970", JULY_2025).is_none());
}

#[test]
fn every_province_went_whole_into_one_of_34() {
    let became: BTreeMap<&str, &str> = places()
        .children(1_000_000)
        .into_iter()
        .map(|province| (province.code.as_str(), whole(&province.code).code.as_str()))
        .collect();
    assert_eq!(became.len(), 63);
    assert_eq!(became.values().collect::<BTreeSet<_>>().len(), 34);
    assert_eq!((became["51"], became["62"]), ("51", "51"), "Quảng Ngãi took Kon Tum");
}

#[test]
fn a_place_is_carried_over_several_trees() {
    let place = unit("26368", JULY_2025).place;
    let Some(Successors::Whole(now)) = places().carry(place, MAY_2026) else { panic!("a ward") };
    assert_eq!(now.full_name(), "Phường Long Thành");
    let Some(Successors::Whole(now)) = places().carry(unit("21112", JANUARY_2024).place, MAY_2026) else {
        panic!("one commune")
    };
    assert_eq!((now.name.as_str(), now.tree), ("Đông Sơn", 3));
    let same = unit("21112", JANUARY_2024);
    assert_eq!(places().carry(same.place, JANUARY_2024), Some(Successors::Whole(same)));
}

#[test]
fn areas_through_time_hold_the_communes_that_came_whole() {
    let binh_minh = unit("21085", JULY_2025);
    let areas = places().areas_through_time(binh_minh.place);
    let names: BTreeSet<String> = areas
        .iter()
        .flat_map(|area| places().below(*area))
        .map(|unit| format!("{} {}", unit.tree, unit.name))
        .collect();
    let expected = ["1 Bình An", "1 Bình Khương", "1 Bình Minh", "2 Bình Minh", "3 Bình Minh"];
    assert_eq!(names, expected.map(String::from).into());
    // A province is a few areas, however many communes it has.
    let province = places().areas_through_time(unit("51", JULY_2025).place);
    let [quang_ngai, kon_tum] = ["51", "62"].map(|code| unit(code, JANUARY_2024).area());
    assert_eq!(province.len(), 4);
    assert!(province.contains(&quang_ngai) && province.contains(&kon_tum));
    assert_eq!(places().areas_through_time(2_000_000).len(), 3);
}

#[test]
fn a_scope_through_time_is_a_short_list() {
    // Counted over all units once: most need 3 to 5 areas, two communes of 2025 need 9. Here every 25th, and these.
    let tree = &places().trees()[1];
    let sample =
        tree.units().iter().step_by(25).chain(tree.units().iter().filter(|unit| unit.level == Level::Province));
    for unit in sample {
        let areas = places().areas_through_time(unit.place);
        assert!(areas.len() <= crate::SCOPE_AREAS_MAX, "{} needs {}", unit.full_name(), areas.len());
        assert!(areas.windows(2).all(|pair| pair[0].hi + 1 < pair[1].lo), "{}", unit.full_name());
        assert!(areas.contains(&unit.area()));
    }
}

#[test]
fn names_are_found_however_they_are_typed() {
    let binh_son = unit("524", JANUARY_2024).area();
    let best = |text: &str| places().search(binh_son, text).first().map(|(how, unit)| (*how, unit.name.clone()));
    assert_eq!(best("xã Bình Thạnh"), Some((Match::Exact, "Bình Thạnh".to_owned())));
    assert_eq!(best("Bình Thanh"), Some((Match::Name, "Bình Thanh".to_owned())));
    assert_eq!(best("TT Châu Ổ"), Some((Match::Exact, "Châu Ổ".to_owned())));
    assert_eq!(best("tt. chau o"), Some((Match::Unmarked, "Châu Ổ".to_owned())));
    assert_eq!(best("21112"), Some((Match::Exact, "Bình Châu".to_owned())));
    assert_eq!(best("Hòa").map(|(how, _)| how), Some(Match::Contains));
    assert_eq!(best(""), None);
    let thanh = places().search(binh_son, "binh thanh");
    assert_eq!(thanh.len(), 2, "both communes, for a person to choose");
}

#[test]
fn a_name_in_a_file_never_loses_its_tone() {
    let within = unit("524", JANUARY_2024).area();
    let named = |text: &str| match places().named(within, Level::Commune, text) {
        Named::One(unit) => unit.code.clone(),
        other => format!("{other:?}"),
    };
    assert_eq!(named("Bình Thanh"), "21091");
    assert_eq!(named("Xã Bình Thạnh"), "21046");
    assert_eq!(named("XÃ BÌNH HOÀ"), "21079", "the tone may stand on either vowel");
    assert_eq!(named("xa\u{303} Bi\u{300}nh Thuâ\u{323}n"), "21043", "composed or not");
    assert_eq!(named("Binh Thanh"), "Nobody", "no guess without marks");
    let nation = places().area(1_000_000).expect("the country");
    let Named::Several(many) = places().named(nation, Level::Commune, "Tân Thành") else { panic!("many") };
    assert!(many.len() > 5);
    let wards = unit("769", JANUARY_2024).area();
    assert!(
        matches!(places().named(wards, Level::Commune, "phường An Phú"), Named::One(unit) if unit.name == "An Phú")
    );
    let first = unit("747", JANUARY_2024).area();
    assert!(matches!(places().named(first, Level::Commune, "P.01"), Named::One(unit) if unit.code == "26506"));
}

#[test]
fn the_trees_are_those_of_the_given_lists() {
    for (name, day) in [("admin_units_2024.csv", JANUARY_2024), ("admin_units_2025.csv", JULY_2025)] {
        let Some(rows) = given_table(name) else { continue };
        let tree = places().tree_on(day).expect("a tree");
        assert_eq!(rows.len() + 1, tree.units().len());
        for row in rows {
            let unit = unit(&row["code"], day);
            assert_eq!((&unit.full_name(), &unit.name), (&row["full_name"], &row["name"]), "{}", row["code"]);
            assert_eq!(unit.level.key(), row["level"]);
            let parent = places().unit(unit.parent.expect("a unit above")).expect("a unit");
            let above = if parent.level == Level::Nation { "" } else { &parent.code };
            assert_eq!(above, row["parent_code"], "{}", row["code"]);
        }
    }
    for row in given_table("admin_changes_2026.csv").unwrap_or_default() {
        assert_eq!(unit(&row["code"], JULY_2025).full_name(), row["full_name_2025"]);
        assert_eq!(unit(&row["code"], MAY_2026).full_name(), row["full_name_2026"]);
    }
}

#[test]
fn the_moves_are_those_of_the_given_map() {
    let Some(rows) = given_table("admin_map_2024_2025.csv") else { return };
    let given: BTreeSet<(String, String, bool)> = rows
        .into_iter()
        .filter(|row| !row["new_code"].is_empty())
        .map(|row| (row["old_code"].clone(), row["new_code"].clone(), row["is_default"] == "1"))
        .collect();
    let code = |place| places().unit(place).expect("a unit").code.clone();
    let ours: BTreeSet<(String, String, bool)> =
        places().trees()[1].moves().iter().map(|row| (code(row.old), code(row.new), row.is_default)).collect();
    assert_eq!(ours, given);
}

#[test]
fn the_provinces_went_where_the_given_map_says() {
    for row in given_table("province_map_63_34.csv").unwrap_or_default() {
        assert_eq!(whole(&row["old_code"]).code, row["new_code"], "{}", row["old_code"]);
    }
}

#[test]
fn a_place_number_never_changes() {
    use sha2::{Digest as _, Sha256};
    let sums: Vec<String> = places()
        .trees()
        .iter()
        .map(|tree| {
            let mut sum = Sha256::new();
            for unit in tree.units() {
                sum.update(format!("{},{},{}\n", unit.place, unit.hi, unit.code));
            }
            sum.finalize()[..6].iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
        })
        .collect();
    // Offices and persons are stored with these numbers: a change here needs a new tree, not a new sum.
    assert_eq!(sums, ["d95531239a85", "26c0de698739", "ed73055cc3eb"]);
}
