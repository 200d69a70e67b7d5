//! Whole files, read without a database.

use super::{GOOD, workbook};
use crate::{
    CategoryNames, FaultKind, FileFault, FileRead, Reading, RowFault, SourceKind, SourceRow, Taken, Told, read_file,
    read_file::read_within,
};
use kernel::{AccountNumber, BirthDate, CitizenId, Dong, OldIdNumber};
use office::{
    places::Places,
    reference::{Category, built_in::categories},
};
use proptest::prelude::*;
use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};
use zip::{ZipWriter, write::SimpleFileOptions};

pub(super) type Everything = (FileRead, Vec<SourceRow>, Vec<RowFault>);

pub(super) fn with_reading<T>(unit: &str, story: impl FnOnce(&Reading<'_>) -> T) -> T {
    let places = Places::built_in();
    let today = "2024-01-25".parse().expect("a day");
    let unit = places.find(unit, today).expect("a unit");
    let known: Vec<Category> = categories().into_iter().map(|seed| seed.value).collect();
    let names = CategoryNames::new(SourceKind::Protection, &known);
    story(&Reading { source: SourceKind::Protection, places, unit, categories: &names, today, told: &Told::default() })
}

pub(super) fn read(bytes: &[u8], unit: &str) -> Result<Everything, FileFault> {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    let see = |taken| {
        match taken {
            Taken::Row(row, doubts) => {
                rows.push(*row);
                faults.extend(doubts);
            }
            Taken::Movement(movement, doubts) => {
                rows.push(movement.row);
                faults.extend(doubts);
            }
            Taken::Back(reasons) => faults.extend(reasons),
        }
        Ok(())
    };
    let read = with_reading(unit, |reading| read_file::<FileFault>(bytes, reading, see))?;
    Ok((read, rows, faults))
}

pub(super) fn csv(rows: &str) -> Vec<u8> {
    format!("STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã,Loại đối tượng,Mức hưởng,Hưởng từ,Số tài khoản\n{rows}")
        .into_bytes()
}

/// Each fault as `line field kind proposal`.
pub(super) fn told(faults: &[RowFault]) -> Vec<String> {
    let one = |fault: &RowFault| {
        let RowFault { line, field, kind, proposal, .. } = fault;
        format!("{line} {} {} {}", field.key(), kind.key(), proposal.as_deref().unwrap_or("-"))
    };
    faults.iter().map(one).collect()
}

#[test]
fn a_workbook_with_titles_two_rows_of_headings_and_a_total_is_read() {
    let (read, rows, faults) = read(&workbook(&GOOD), "524").expect("a list");
    assert_eq!((read.rows_good, read.rows_bad, faults.len()), (3, 0, 0), "{faults:?}");
    assert_eq!(read.sheets[0].header_line, 4);
    let first = &rows[0];
    assert_eq!(first.citizen_id.as_ref().map(CitizenId::as_str), Some("051144001234"));
    assert_eq!(first.amount_dong, Some(Dong::new(720_000)));
    assert_eq!(first.decision_number.as_deref(), Some("12/QĐ-UBND"));
    assert_eq!(first.decision_on.map(|day| day.to_string()).as_deref(), Some("2022-02-01"));
    assert_eq!(rows[1].birth, BirthDate::parse("02/09/1980").ok());
    assert_eq!(rows[1].category, "BTXH.6.N");
    assert_eq!(rows[2].old_id.as_ref().map(OldIdNumber::as_str), Some("212345678"));
    assert_ne!(rows[0].place, rows[1].place);
}

#[test]
fn bad_rows_say_why_and_damaged_numbers_are_only_proposed() {
    let rows = "1,,1944,Nữ,051144001234,Bình Trị,BTXH.5a.80,720000,,\n\
                2,Lê An,09/25/1944,Nam,,Bình Trị,BTXH.5a.80,720000,,\n\
                3,Lê An,1944,Nam,51044001234,Bình Trị,BTXH.5a.80,720000,02/2022,\n\
                4,Lê An,1944,Nam,1.9E+10,Bình Tri,BTXH.5a.80,720000,,\n\
                5,Lê An,1944,Nam,chưa có,Bình Trị,không rõ,720000,,\n\
                6,Lê An,1944,Nam,051144001234,Bình Trị,BTXH.5a.80,\"1.500 triệu\",,\n\
                7,=HYPERLINK(\"http://a\"),1944,Nam,,Bình Trị,BTXH.5a.80,720000,,\n\
                8,Lê An,1944,Nam,051144001234,Bình Trị,BTXH.5a.80,720000,,1.5E+12\n\
                9,Lê An,2044,Nam,,Bình Trị,BTXH.5a.80,720000,,\n";
    let (read, rows, faults) = read(&csv(rows), "524").expect("a list");
    assert_eq!(
        told(&faults),
        [
            "2 full_name name_missing -",
            "3 birth birth_unreadable 25/09/1944",
            "4 citizen_id number_damaged 051044001234",
            "5 commune commune_unknown Xã Bình Trị",
            "6 category category_unknown -",
            "7 amount amount_unreadable -",
            "8 full_name formula -",
            "9 citizen_id number_other_sex -",
            "9 account_number account_unreadable -",
            "10 birth birth_in_future -",
        ]
    );
    assert_eq!((read.rows_good, read.rows_doubtful, read.rows_bad), (2, 2, 7));
    let damaged = &rows[0];
    assert_eq!(damaged.citizen_id, None, "a proposal is not taken");
    assert_eq!(damaged.id_written.as_deref(), Some("51044001234"));
    assert_eq!(damaged.entitled_from.map(|day| day.to_string()).as_deref(), Some("2022-02-01"));
    assert_eq!(rows[1].account_number.as_ref().map(AccountNumber::as_str), None);
}

#[test]
fn the_commune_comes_from_the_row_the_sheet_or_the_sender() {
    let headings = "Họ tên,Năm sinh,Đối tượng hưởng,Mức hưởng";
    let row = "Lê An,1944,BTXH.5a.80,720000";
    let alone = format!("{headings}\n{row}\n");
    let (_, rows, _) = read(alone.as_bytes(), "21061").expect("a list");
    let of_sender = rows[0].place;
    let (_, _, faults) = read(alone.as_bytes(), "524").expect("a list");
    assert_eq!(faults[0].kind, FaultKind::CommuneMissing);
    let titled = format!("\"UBND XÃ BÌNH TRỊ, huyện Bình Sơn\",,,\n{headings}\n{row}\n");
    let (_, rows, _) = read(titled.as_bytes(), "524").expect("a list");
    assert_eq!(rows[0].place, of_sender);
}

#[test]
fn twins_are_two_rows_and_old_fonts_are_one_text() {
    let row = "1,NguyÔn V¨n B×nh,1944,Nam,,B×nh TrÞ,BTXH.5a.80,720000,,\n";
    let (_, rows, faults) = read(&csv(&row.repeat(2)), "524").expect("a list");
    assert_eq!(told(&faults), Vec::<String>::new());
    assert_eq!(rows[0].full_name.as_str(), "Nguyễn Văn Bình");
    assert_eq!(rows[0].name_key, rows[1].name_key);
    assert_eq!(rows[0].row_key, rows[1].row_key, "told apart when they are received");
    assert_eq!(rows[0].digest(), rows[1].digest());
}

/// The same workbook with one part replaced or added.
pub(super) fn with_part(name: &str, text: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let source = workbook(&GOOD);
    let mut from = zip::ZipArchive::new(Cursor::new(&source)).expect("an archive");
    for at in 0..from.len() {
        let part = from.by_index(at).expect("a part");
        if part.name().expect("a name") != name {
            zip.raw_copy_file(part).expect("a copy");
        }
    }
    zip.start_file(name, SimpleFileOptions::default()).expect("a part");
    zip.write_all(text).expect("text");
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn files_made_to_harm_are_refused_with_a_reason() {
    let whole = workbook(&GOOD);
    let check = |bytes: &[u8]| read(bytes, "524").map(drop);
    assert_eq!(check(&whole), Ok(()));
    for cut in [4, whole.len() / 2, whole.len() - 10] {
        assert_eq!(check(&whole[..cut]), Err(FileFault::Damaged), "cut at {cut}");
    }
    let entity = b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
    assert_eq!(check(&with_part("xl/extra.xml", entity)), Err(FileFault::EntityDeclared));
    let bomb = with_part("xl/media/a.bin", &vec![0; 32 * 1024 * 1024]);
    assert!(matches!(check(&bomb), Err(FileFault::Bomb { .. })));
    assert_eq!(check(&with_part("xl/workbook.bin", b"x")), Err(FileFault::OtherForm));
    assert_eq!(check(b"Ng\xc3\xa0n h\xc3\xa0ng,BIN\nAgribank,970405\n"), Err(FileFault::NoHeader));
    assert_eq!(check(&csv("")), Err(FileFault::NoRows));
    assert_eq!(check(b""), Err(FileFault::Empty));
}

#[test]
fn a_cell_far_to_the_right_costs_nothing() {
    let sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
                 <row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>x</v></c></row></sheetData></worksheet>";
    let far = with_part("xl/worksheets/sheet1.xml", sheet.as_bytes());
    assert!(matches!(read(&far, "524").map(drop), Err(FileFault::TooManyColumns { .. })));
}

#[test]
fn more_rows_than_a_file_may_have_are_refused() {
    let check = |rows_max| {
        with_reading("524", |reading| {
            read_within::<FileFault>(&workbook(&GOOD), reading, rows_max, |_| Ok(())).map(|read| read.rows_good)
        })
    };
    assert_eq!(check(3), Ok(3));
    assert_eq!(check(2), Err(FileFault::TooManyRows { most: 2 }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_give_rows_or_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, "524");
        let mut archive = b"PK\x03\x04".to_vec();
        archive.extend(&bytes);
        let _ = read(&archive, "524");
    }

    #[test]
    fn any_cells_give_rows_or_faults(cells in proptest::collection::vec("[^\"]{0,20}", 1..60)) {
        let mut rows = String::new();
        for (at, cell) in cells.iter().enumerate() {
            write!(rows, "\"{cell}\"{}", if at % 10 == 9 { '\n' } else { ',' }).expect("text");
        }
        if let Ok((read, good, _)) = read(&csv(&rows), "524") {
            prop_assert_eq!(read.rows_good, i64::try_from(good.len()).expect("few"));
        }
    }

    #[test]
    fn a_changed_byte_of_a_workbook_never_panics(at in 0_usize..6000, to in any::<u8>()) {
        let mut bytes = workbook(&GOOD);
        let at = at % bytes.len();
        bytes[at] = to;
        let _ = read(&bytes, "524");
    }
}
