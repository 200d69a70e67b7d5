//! Agencies' files taken in and matched, at the size of a district and of a province.
//!
//! `cargo bench -p simulate --bench import` on both databases: the workbooks of the sample's district (`PEOPLE` rows),
//! received and matched beside an index built before; then one CSV file of `ROWS` rows, received. The seconds of the
//! processor and the memory are this process's: those of a PostgreSQL server are its own.

mod measure;

use db::{
    Backend, Db,
    testing::{on_postgres, on_sqlite},
};
use jiff::civil::date;
use matching::{Register, Snapshot, match_file, read_register};
use measure::{HEADINGS, measured, number_of};
use office::{Acting, Desk, Role, places::Level, testing};
use sample::{Plan, REGISTER, SAMPLE_DAY, write_sample};
use sources::{NewFile, Receipt, SourceFile, SourceKind, receive_file};
use std::{
    fmt::Write as _,
    fs::{self, File},
    path::Path,
};

/// The district of the sample, as a code of 2024.
const DISTRICT: &str = "524";

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = Plan::new(DISTRICT, 1, Some(number_of("PEOPLE", sample::PEOPLE_USUAL)), None).expect("a plan");
    write_sample(&plan, folder.path(), |_| {}).expect("a sample");
    let index = folder.path().join("register.reg");
    build_index(folder.path(), &index);
    let province = csv_of_province(number_of("ROWS", 1_000_000));
    println!("{HEADINGS}");
    on_sqlite(|db| walk(db, folder.path(), &index, &province));
    on_postgres(|db| walk(db, folder.path(), &index, &province));
}

fn build_index(folder: &Path, index: &Path) {
    let csv = File::open(folder.join(REGISTER)).expect("there");
    let snapshot = Snapshot { name: REGISTER.to_owned(), taken_on: Some(date(2024, 1, 8)) };
    let built = read_register(csv, snapshot, |_| {}).expect("a register").register;
    built.write(File::create(index).expect("a file")).expect("written");
}

fn walk(db: &Db, folder: &Path, index: &Path, province: &str) {
    let name = if db.backend() == Backend::Sqlite { "SQLite" } else { "PostgreSQL" };
    let (desk, _clock) = testing::desk_over(db);
    let officer = testing::officer(&desk, Role::LabourOfficer, DISTRICT, 1);
    let police = testing::officer(&desk, Role::DistrictPolice, DISTRICT, 1);
    let files = measured(name, "workbooks received", || receive_workbooks(&desk, &officer, folder));
    let rows: u64 = files.iter().map(|file| u64::try_from(file.rows_good).expect("rows fit")).sum();
    let matched = measured(name, "their rows matched", || match_all(&desk, &police, &files, index));
    assert!(matched == rows && rows > 0, "every row was matched");
    let file = measured(name, "one CSV of a province received", || {
        receive(&desk, &officer, "524", "ds.csv", province.as_bytes())
    });
    println!(
        "{rows} rows of {} workbooks; {} rows of {} MiB of CSV, {} of them back",
        files.len(),
        file.rows_good,
        province.len() >> 20,
        file.rows_bad
    );
}

fn receive_workbooks(desk: &Desk, officer: &Acting, folder: &Path) -> Vec<SourceFile> {
    let list = fs::read_dir(folder.join("btxh")).expect("the workbooks");
    let mut paths: Vec<_> = list.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let receive = |path: &std::path::PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let content = fs::read(path).expect("bytes");
        receive(desk, officer, &name[..5], &name, &content)
    };
    paths.iter().map(receive).collect()
}

fn receive(desk: &Desk, officer: &Acting, unit: &str, name: &str, content: &[u8]) -> SourceFile {
    let place = desk.places().find(unit, SAMPLE_DAY).expect("a unit").place;
    let new = NewFile { source: SourceKind::Protection, place, name, content };
    let receipt = desk.db().write_alone(|tx| receive_file(tx, officer, &desk.places(), &new)).expect("a receipt");
    let Receipt::Created(file) = receipt else { panic!("it is new: {receipt:?}") };
    file
}

fn match_all(desk: &Desk, police: &Acting, files: &[SourceFile], index: &Path) -> u64 {
    let rows = files.iter().map(|file| usize::try_from(file.rows_good).expect("rows fit")).sum();
    let register = Register::open(index, rows).expect("an index");
    let matched = |file: &SourceFile| {
        let places = desk.places();
        let matched = desk.db().write_alone(|tx| match_file(tx, police, &places, &register, file.id));
        matched.expect("a match").rows
    };
    files.iter().map(matched).sum()
}

/// A list with the headings of an office, its rows shared out among the communes of the district.
fn csv_of_province(rows: u64) -> String {
    let places = office::places::Places::built_in();
    let district = places.find(DISTRICT, SAMPLE_DAY).expect("the district");
    let communes: Vec<String> = places
        .children(district.place)
        .iter()
        .filter(|unit| unit.level == Level::Commune)
        .map(|unit| unit.full_name())
        .collect();
    let families = ["Nguyễn Thị", "Trần Văn", "Lê Thị Thanh", "Phạm", "Đinh Văn", "Hồ Thị Mỹ", "Võ Minh"];
    let given = ["Bưởi", "Hrê", "Ánh", "Hoàng", "Tuyết", "Đức", "Nga", "Quý", "Thủy", "Sương", "Dũng"];
    let mut text = String::from("STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã,Thôn,Loại đối tượng,Mức trợ cấp\n");
    for row in 0..rows {
        let at = |of: &[&'static str], step: u64| of[usize::try_from(row / step).expect("fits") % of.len()];
        let commune = &communes[usize::try_from(row).expect("fits") % communes.len()];
        let (year, month, day) = (1930 + row % 60, 1 + row % 12, 1 + row % 28);
        let woman = year % 2;
        let sex = if woman == 1 { "Nữ" } else { "Nam" };
        writeln!(
            text,
            "{},{} {},{day:02}/{month:02}/{year},{sex},051{woman}{:02}{:06},{commune},Thôn {},BTXH.5a.80,720.000",
            row + 1,
            at(&families, 1),
            at(&given, 7),
            year % 100,
            row / 60,
            row % 9 + 1,
        )
        .expect("a String takes any text");
    }
    text
}
