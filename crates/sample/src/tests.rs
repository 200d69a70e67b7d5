//! A sample is what it says it is.

use crate::{
    Made, Manifest, Plan, RATES, Refusal, Slip, Source,
    chances::HARDER,
    people::people_of,
    rows::{ListRow, category_of, lists_of},
    write_sample,
};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs,
    path::Path,
};

fn make(seed: u64, people: u64) -> (tempfile::TempDir, Manifest) {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = Plan::new("binh-son", seed, Some(people), None).expect("a plan");
    let Made::Created(manifest) = write_sample(&plan, folder.path(), |_| {}).expect("a sample") else {
        panic!("the folder was empty")
    };
    (folder, manifest)
}

fn bytes(folder: &Path, into: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            bytes(&path, into);
        } else {
            into.insert(path.display().to_string().rsplit('/').take(2).collect(), fs::read(&path).expect("a file"));
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let all = |seed| {
        let (folder, _) = make(seed, 220);
        let mut files = BTreeMap::new();
        bytes(folder.path(), &mut files);
        files.into_values().collect::<Vec<_>>()
    };
    let first = all(1);
    assert!(first.len() >= 22 * 4 + 5);
    assert!(first == all(1), "the same seed");
    assert!(first != all(2), "another seed");
}

#[test]
fn a_whole_sample_is_found_again_and_another_is_not_written_over_it() {
    let (folder, manifest) = make(1, 220);
    let plan = |seed| Plan::new("524", seed, Some(220), None).expect("a plan");
    assert_eq!(write_sample(&plan(1), folder.path(), |_| {}).expect("a sample"), Made::Exists(manifest));
    assert!(matches!(write_sample(&plan(2), folder.path(), |_| {}), Err(Refusal::OtherSample)));
}

struct Truth {
    file: String,
    pid: String,
    slips: Vec<Slip>,
}

fn truth(folder: &Path) -> Vec<Truth> {
    let mut table = csv::Reader::from_path(folder.join(crate::TRUTH)).expect("the truth");
    let line = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.expect("a line");
        let slips = record[5].split('|').filter(|slip| !slip.is_empty());
        Truth {
            file: record[0].to_owned(),
            pid: record[4].to_owned(),
            slips: slips.map(|slip| Slip::parse(slip).expect("a known slip")).collect(),
        }
    };
    table.records().map(line).collect()
}

#[test]
fn every_commune_sends_its_lists_and_the_rows_add_up() {
    let (folder, manifest) = make(1, 1_100);
    let units: HashSet<&str> = manifest.files.iter().map(|file| file.unit.as_str()).collect();
    assert_eq!((units.len(), manifest.files.len(), manifest.surveys.len()), (22, 66, 22));
    let of = |source: Source| manifest.files.iter().filter(move |file| file.source == source.key());
    assert_eq!(of(Source::Protection).map(|file| file.rows).sum::<u64>(), 1_100);
    assert_eq!(of(Source::Merit).map(|file| file.rows).sum::<u64>(), 319);
    assert_eq!(of(Source::Poverty).map(|file| file.rows).sum::<u64>(), 616);
    let forms: HashSet<&str> = manifest.files.iter().map(|file| file.form.as_str()).collect();
    assert_eq!(forms, HashSet::from(["xlsx", "xlsx tcvn3", "csv utf-8", "csv utf-16"]));
    let truth = truth(folder.path());
    for file in &manifest.files {
        let lines = truth.iter().filter(|line| line.file == file.path).count() as u64;
        assert_eq!(lines, file.rows + file.bad_rows, "{}", file.path);
        assert!(folder.path().join(&file.path).exists());
    }
}

#[test]
fn the_truth_names_people_of_the_register() {
    let (folder, _) = make(1, 660);
    let mut register = csv::Reader::from_path(folder.path().join(crate::REGISTER)).expect("the register");
    let people: HashMap<String, csv::StringRecord> =
        register.records().map(|record| record.expect("a person")).map(|one| (one[0].to_owned(), one)).collect();
    assert_eq!(people.len() as u64, 660 * 250_000 / 12_105);
    let mut unknown = 0;
    for line in truth(folder.path()) {
        if line.pid.is_empty() {
            assert!(line.slips.contains(&Slip::Unknown));
            unknown += 1;
            continue;
        }
        let person = &people[&line.pid];
        let comes_back = line.slips.iter().any(|slip| slip.key().starts_with("bad_"));
        if !comes_back {
            assert_eq!(line.slips.contains(&Slip::Dead), &person[10] == "dead", "{}", line.pid);
            assert_eq!(line.slips.contains(&Slip::NoCard), &person[11] == "0", "{}", line.pid);
        }
    }
    assert!((1..20).contains(&unknown), "{unknown}");
}

/// Every row of social protection of a third of the district, without writing a file.
fn protection_of_the_district() -> Vec<ListRow> {
    let plan = Plan::new("binh-son", 1, Some(4_035), Some(30_000)).expect("a plan");
    let communes = plan.communes();
    let rows = communes.iter().flat_map(|commune| {
        let lists = lists_of(&plan, commune, &people_of(&plan, commune));
        lists.protection.into_iter().chain(lists.doubled)
    });
    rows.collect()
}

#[test]
fn slips_are_planted_as_often_as_is_said() {
    let rows = protection_of_the_district();
    let count = |slip: Slip| rows.iter().filter(|row| row.has(slip)).count();
    assert_eq!(rows.len(), 4_035 + 8);
    // A wrong amount that stands twice is counted twice.
    assert!((60..=62).contains(&count(Slip::AmountWrong)), "{}", count(Slip::AmountWrong));
    for (slip, low, high) in [
        (Slip::NumberMissing, 65, 135),
        (Slip::NumberZeroLost, 25, 65),
        (Slip::NumberOld, 45, 140),
        (Slip::NameSlip, 12, 50),
        (Slip::BirthSwapped, 2, 35),
        (Slip::Dead, 15, 110),
        (Slip::NoCard, 30, 150),
        (Slip::Unknown, 5, 35),
        (Slip::DecisionMissing, 85, 160),
        (Slip::TwiceInList, 1, 12),
    ] {
        assert!((low..=high).contains(&count(slip)), "{}: {}", slip.key(), count(slip));
    }
    // The eight rows that come back are of four kinds, drawn one by one: in a third of the district a kind may be missing.
    let coming_back = [Slip::BadName, Slip::BadCategory, Slip::BadBirth, Slip::BadAmount];
    assert_eq!(coming_back.iter().map(|slip| count(*slip)).sum::<usize>(), 8);
    // Communes exchange their movers afterwards, and a third of the district doubles nobody.
    let rare = [Slip::Moved, Slip::TwoCommunes, Slip::NumberScientific, Slip::BirthZodiac];
    let rare = [rare, coming_back].concat();
    let only_harder = |slip: &&Slip| {
        HARDER.slips.iter().any(|(harder, _)| harder == *slip) && RATES.iter().all(|(usual, _)| usual != *slip)
    };
    for slip in Slip::ALL.iter().filter(|slip| !rare.contains(slip) && !only_harder(slip)) {
        assert!(count(*slip) > 0, "{} is never planted", slip.key());
    }
    let clean = rows.iter().filter(|row| row.slips.is_empty()).count();
    assert!((2_500..3_600).contains(&clean), "{clean}");
}

#[test]
fn categories_fit_the_age_and_amounts_the_law() {
    let standard = kernel::Dong::new(360_000);
    for row in protection_of_the_district().into_iter().filter(|row| !row.comes_back()) {
        let category = category_of(row.category);
        let is_told = !row.has(Slip::Unknown);
        assert!(!is_told || row.age >= category.age_from.unwrap_or(0), "{} at {}", row.category, row.age);
        assert!(!is_told || row.age <= category.age_to.unwrap_or(150), "{} at {}", row.category, row.age);
        let right = category.amount_at(standard, kernel::Rounding::Down).expect("an amount").map(kernel::Dong::as_i64);
        match row.amount {
            None => assert!(row.has(Slip::AmountMissing)),
            amount => assert_eq!(amount == right, !row.has(Slip::AmountWrong), "{}", row.category),
        }
    }
}

#[test]
fn the_lists_read_back_as_they_were_made() {
    use calamine::{Reader as _, Xlsx};
    let (folder, manifest) = make(1, 660);
    let file = manifest.files.iter().find(|file| file.form == "xlsx" && file.source == "btxh").expect("a workbook");
    let mut book: Xlsx<_> = calamine::open_workbook(folder.path().join(&file.path)).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("cells");
    let rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let total = rows.iter().position(|row| row.iter().any(|cell| cell == "Tổng cộng")).expect("a total");
    let sum: f64 = rows[8..total].iter().filter_map(|row| row[10].parse::<f64>().ok()).sum();
    assert!((rows[total][10].parse::<f64>().expect("a total") - sum).abs() < 0.5);
    assert_eq!(total as u64 - 8, file.rows + file.bad_rows);
}

#[test]
fn covered_numbers_of_a_commune_do_not_look_like_one_person() {
    let plan = Plan::new("binh-son", 1, Some(600), None).expect("a plan");
    for commune in &plan.communes() {
        let numbers: HashSet<String> = people_of(&plan, commune)
            .into_iter()
            .filter_map(|person| person.citizen_id)
            .map(|number| number.as_str().to_owned())
            .collect();
        let ends: HashSet<&str> = numbers.iter().map(|number| &number[8..]).collect();
        assert!(ends.len() * 10 >= numbers.len() * 9, "{} of {} ends", ends.len(), numbers.len());
    }
}
