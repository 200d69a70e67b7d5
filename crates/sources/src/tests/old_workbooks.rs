//! Workbooks of before 2007: one as Excel's old form really is, and streams made here, record by record.

use super::files::{read, told};
use crate::{FileFault, Form, Workbook};
use kernel::{BirthDate, Dong};
use proptest::prelude::*;

/// A list in TCVN3 with titles, headings in two rows, days, money, a formula in its total and a hidden sheet.
const LIST: &[u8] = include_bytes!("fixtures/btxh.xls");
const SECTOR: usize = 512;
const FREE: u32 = 0xffff_ffff;
const END_OF_CHAIN: u32 = 0xffff_fffe;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a record is short");
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// A compound file with one stream.
fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(SECTOR), 0);
    let sectors = u32::try_from(stream.len() / SECTOR).expect("a short stream");
    let mut header = vec![0; SECTOR];
    header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    header[30] = 9;
    header[32] = 6;
    header[48..52].copy_from_slice(&1_u32.to_le_bytes());
    header[60..64].copy_from_slice(&END_OF_CHAIN.to_le_bytes());
    header[68..72].copy_from_slice(&END_OF_CHAIN.to_le_bytes());
    header[76..].fill(0xff);
    header[76..80].copy_from_slice(&0_u32.to_le_bytes());
    let mut table = vec![0xffff_fffd, END_OF_CHAIN];
    table.extend((1..sectors).map(|at| at + 2));
    table.push(END_OF_CHAIN);
    table.resize(SECTOR / 4, FREE);
    let mut directory = vec![0; SECTOR];
    for (at, (name, kind)) in [("Root Entry", 5), (name, 2)].into_iter().enumerate() {
        let entry = &mut directory[at * 128..(at + 1) * 128];
        for (at, unit) in name.encode_utf16().enumerate() {
            entry[at * 2..at * 2 + 2].copy_from_slice(&unit.to_le_bytes());
        }
        entry[64] = u8::try_from((name.len() + 1) * 2).expect("a short name");
        entry[66] = kind;
        let start = if kind == 2 { 2 } else { END_OF_CHAIN };
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&u32::try_from(stream.len()).expect("short").to_le_bytes());
    }
    let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    [header, table, directory, stream].concat()
}

/// A sheet of a workbook of Excel 95: a name of one letter, whether it is hidden, its rows.
pub(super) type Sheet95<'s> = (u8, bool, &'s [&'s [&'s [u8]]]);

/// A workbook of Excel 95: bytes of the Vietnamese code page.
pub(super) fn excel_95(sheets: &[Sheet95<'_>]) -> Vec<u8> {
    let begin = record(0x0809, &[0, 5, 5, 0, 0, 0, 0, 0]);
    let page = record(0x0042, &1258_u16.to_le_bytes());
    let contents: Vec<Vec<u8>> =
        sheets.iter().map(|(_, _, rows)| [begin.clone(), cells(rows), record(0x000a, &[])].concat()).collect();
    let mut at = begin.len() + page.len() + sheets.len() * (4 + 8) + 4;
    let mut stream = [begin, page].concat();
    for ((name, is_hidden, _), content) in sheets.iter().zip(&contents) {
        let mut sheet = u32::try_from(at).expect("short").to_le_bytes().to_vec();
        sheet.extend([u8::from(*is_hidden), 0, 1, *name]);
        stream.extend(record(0x0085, &sheet));
        at += content.len();
    }
    stream.extend(record(0x000a, &[]));
    stream.extend(contents.concat());
    compound("Book", &stream)
}

fn cells(rows: &[&[&[u8]]]) -> Vec<u8> {
    let mut records = Vec::new();
    for (row, cells) in (0_u16..).zip(rows) {
        for (column, text) in (0_u16..).zip(*cells) {
            let length = u16::try_from(text.len()).expect("short");
            let place = [row, column, 0, length].map(u16::to_le_bytes).concat();
            records.extend(record(0x0204, &[&place, *text].concat()));
        }
    }
    records
}

fn fault(bytes: &[u8]) -> Option<FileFault> {
    read(bytes, "524").err()
}

#[test]
fn an_old_workbook_in_an_old_font_is_read_like_a_new_one() {
    let (read, rows, faults) = read(LIST, "524").expect("a list");
    assert_eq!((read.form, read.rows_good, read.rows_bad, read.sheets.len()), (Form::Xls, 2, 1, 1), "{faults:?}");
    assert_eq!(read.sheets[0].header_line, 5);
    assert_eq!(rows[0].full_name.as_str(), "Nguyễn Thị Bưởi");
    assert_eq!(rows[0].amount_dong, Some(Dong::new(720_000)));
    assert_eq!(rows[0].decision_on.map(|day| day.to_string()).as_deref(), Some("2022-02-01"));
    assert_eq!(rows[1].birth, BirthDate::parse("02/09/1980").ok());
    let told = told(&faults);
    assert_eq!(told, ["8 amount amount_unreadable -"], "half a đồng");
}

#[test]
fn bytes_of_excel_95_are_read_by_their_code_page() {
    let headings: &[&[u8]] = &[b"H\xf2 t\xean", b"N\xe3m sinh", b"X\xe3", b"Lo\xf2i", b"M\xf5"];
    let book = excel_95(&[(b'A', false, &[headings])]);
    let mut book = Workbook::open(&book).expect("a workbook");
    let mut seen = Vec::new();
    book.each_line::<FileFault>(0, |line| {
        seen.extend(line.cells.iter().map(|cell| cell.shown().into_owned()));
        Ok(())
    })
    .expect("lines");
    assert_eq!(seen[1], "Năm sinh");
    assert_eq!(seen[4], "Mơ");
}

#[test]
fn a_password_is_told_apart_from_an_old_workbook() {
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let locked = [begin.clone(), record(0x002f, &[1, 0, 1, 0])].concat();
    assert_eq!(fault(&compound("Workbook", &locked)), Some(FileFault::PasswordProtected), "the old way");
    assert_eq!(fault(&compound("EncryptedPackage", b"x")), Some(FileFault::PasswordProtected), "the new way");
    assert_eq!(fault(&compound("WordDocument", b"x")), Some(FileFault::OtherForm), "a letter");
    assert_eq!(fault(&compound("Workbook", &record(0x0009, &[2, 0]))), Some(FileFault::OtherForm), "Excel 2");
    assert_eq!(fault(&compound("Workbook", &begin)), Some(FileFault::Damaged), "no end");
}

#[test]
fn an_old_workbook_cut_short_or_running_in_circles_is_damaged() {
    for cut in [8, 511, 512, 1024, LIST.len() / 2] {
        assert_eq!(fault(&LIST[..cut]), Some(FileFault::Damaged), "cut at {cut}");
    }
    let mut circle = compound("Workbook", &[0; 8192]);
    circle[SECTOR + 4 * 3..SECTOR + 4 * 4].copy_from_slice(&2_u32.to_le_bytes());
    assert_eq!(fault(&circle), Some(FileFault::Damaged));
    // A chain of the table that leads from a sector of four bytes to itself.
    let mut short = compound("Workbook", &[0; 8192])[..SECTOR + 4].to_vec();
    short[68..72].fill(0);
    short[SECTOR..].fill(0);
    assert_eq!(fault(&short), Some(FileFault::Damaged));
    let mut directory = compound("Workbook", &[0; 8192]);
    directory[SECTOR + 4..SECTOR + 8].copy_from_slice(&1_u32.to_le_bytes());
    assert_eq!(fault(&directory), Some(FileFault::Damaged));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_changed_byte_of_an_old_workbook_never_panics(at in 0..LIST.len(), to in any::<u8>(), end in 0..LIST.len()) {
        let mut bytes = LIST.to_vec();
        bytes[at] = to;
        let _ = read(&bytes, "524");
        let _ = read(&bytes[..end], "524");
    }

    #[test]
    fn any_records_give_rows_or_a_reason(records in proptest::collection::vec((any::<u8>(), any::<u8>(), proptest::collection::vec(any::<u8>(), 0..40)), 0..40)) {
        let kinds = [0x0809, 0x0085, 0x00fc, 0x003c, 0x0204, 0x00fd, 0x0203, 0x027e, 0x00bd, 0x0006, 0x0207, 0x000a];
        let mut stream = record(0x0809, &[0, 6, 5, 0]);
        for (kind, _, data) in records {
            stream.extend(record(kinds[usize::from(kind) % kinds.len()], &data));
        }
        let _ = read(&compound("Workbook", &stream), "524");
    }
}
