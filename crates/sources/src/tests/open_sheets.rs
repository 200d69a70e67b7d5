//! OpenDocument sheets: one as a library of Python writes it, and content made here.

use super::files::{read, told};
use crate::{FileFault, Form};
use kernel::{BirthDate, CitizenId, Dong};
use proptest::prelude::*;
use std::io::{Cursor, Write as _};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A list with a merged title, empty lines said once, a remark, a day, a number cell and a hidden sheet before it.
const LIST: &[u8] = include_bytes!("fixtures/btxh.ods");

/// An archive with these parts.
pub(super) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content).expect("bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A sheet with these rows.
fn sheet(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

fn fault(bytes: &[u8]) -> Option<FileFault> {
    read(bytes, "524").err()
}

#[test]
fn open_sheets_are_read_like_any_other() {
    let (read, rows, faults) = read(LIST, "524").expect("a list");
    assert_eq!((read.form, read.rows_good, read.rows_bad), (Form::Ods, 3, 0), "{faults:?}");
    assert_eq!((read.sheets[0].sheet.as_str(), read.sheets[0].header_line), ("Danh sách", 5));
    assert_eq!(rows[0].full_name.as_str(), "Nguyễn Thị Bưởi", "without the remark");
    assert_eq!(rows[0].citizen_id.as_ref().map(CitizenId::as_str), Some("051144001234"));
    assert_eq!(rows[0].amount_dong, Some(Dong::new(720_000)));
    assert_eq!(rows[1].birth, BirthDate::parse("02/09/1980").ok());
    assert_eq!(told(&faults), ["8 citizen_id number_damaged 051150001234"], "the value is read, not what is shown");
}

#[test]
fn open_sheets_made_to_harm_are_refused() {
    let cell = "<table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let with_text = |text: &str| cell.replace(">x<", &format!(">{text}<"));
    let repeated =
        format!("<table:table-row table:number-rows-repeated=\"1000000000\">{}</table:table-row>", cell.repeat(40));
    assert!(matches!(fault(&sheet(&repeated)), Some(FileFault::Bomb { .. })));
    let wide = "<table:table-row><table:table-cell table:number-columns-repeated=\"99999999\" office:value-type=\"string\">\
                <text:p>x</text:p></table:table-cell></table:table-row>";
    assert!(matches!(fault(&sheet(wide)), Some(FileFault::TooManyColumns { .. })));
    let long = format!("<table:table-row>{}</table:table-row>", with_text(&"x".repeat(200_000)));
    assert_eq!(fault(&sheet(&long)), Some(FileFault::CellTooLong { line: 1 }));
    let huge = format!("<table:table-row>{}</table:table-row>", with_text(&"x".repeat(17 << 20)));
    assert!(matches!(fault(&sheet(&huge)), Some(FileFault::Bomb { .. })), "a cell of a gigabyte packs to a megabyte");
    let declared = b"<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
    assert_eq!(fault(&archive(&[("content.xml", declared)])), Some(FileFault::EntityDeclared));
    let entity = format!("<table:table-row>{}</table:table-row>", with_text("&b;"));
    assert_eq!(fault(&sheet(&entity)), Some(FileFault::Damaged), "an entity nobody declared");
    let manifest = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let locked = archive(&[("META-INF/manifest.xml", manifest), ("content.xml", b"\x8f\x01")]);
    assert_eq!(fault(&locked), Some(FileFault::PasswordProtected));
    assert_eq!(fault(&LIST[..LIST.len() / 2]), Some(FileFault::Damaged));
    assert_eq!(fault(&archive(&[("content.xml", b"<table:table><table:table-row>")])), Some(FileFault::Damaged));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_changed_byte_of_open_sheets_never_panics(at in 0..LIST.len(), to in any::<u8>()) {
        let mut bytes = LIST.to_vec();
        bytes[at] = to;
        let _ = read(&bytes, "524");
    }

    #[test]
    fn any_content_gives_rows_or_a_reason(content in "(<(table:table|table:table-row|/table:table-row|table:table-cell|/table:table-cell|text:p|/text:p|/table:table|text:s/)( table:number-rows-repeated=\"[0-9]{1,9}\")?>|x|&#x[0-9]{1,3};|&amp;){0,60}") {
        let _ = read(&archive(&[("content.xml", content.as_bytes())]), "524");
    }
}
