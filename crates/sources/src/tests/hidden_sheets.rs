//! Lists in hidden sheets, on both databases.

use super::{officer, received};
use crate::{Refusal, SourceFile, list_hidden};
use db::testing::on_both;
use documents::{Book, Cell, Column, SheetPlan};
use office::{
    Role,
    testing::{self, desk_over},
};
use std::io::{Cursor, Read as _, Write as _};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The same workbook with its last sheet hidden, as a spreadsheet hides it.
fn with_last_hidden(bytes: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut hidden = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("bytes");
        let name = part.name().expect("a name").into_owned();
        hidden.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        if name == "xl/workbook.xml" {
            let text = String::from_utf8(content).expect("text");
            let (before, last) = text.rsplit_once("<sheet ").expect("a sheet");
            content = format!("{before}<sheet state=\"hidden\" {last}").into_bytes();
        }
        hidden.write_all(&content).expect("bytes");
    }
    hidden.finish().expect("an archive").into_inner()
}

#[test]
fn a_list_in_a_hidden_sheet_is_not_taken_and_is_told() {
    let columns = || ["Họ và tên", "Ngày sinh", "Số CCCD", "Xã"].map(|name| Column::text(name, 20)).to_vec();
    let mut book = Book::new("2024-01-25T03:00:00Z".parse().expect("an instant"));
    let rows = [
        ("Danh sách", vec![["Nguyễn Thị Bưởi", "1944", "051144001234", "Bình Trị"]]),
        ("Ghi chú", vec![]),
        ("Tháng trước", vec![["Đinh Văn Hrê", "1980", "", "Bình An"], ["Lê Thị Ánh", "1950", "0511", "Bình Châu"]]),
    ];
    for (name, rows) in &rows {
        let mut sheet = book.sheet(&SheetPlan::new(*name, columns())).expect("a sheet");
        for row in rows {
            sheet.row(&row.map(Cell::from)).expect("a row");
        }
    }
    let shown = book.into_bytes().expect("bytes");
    let hidden = with_last_hidden(&shown);
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let acting = officer(&desk);
        let told = |file: &SourceFile| {
            let told = db.read(|tx| list_hidden(tx, &acting, &desk.places(), file)).expect("what is hidden");
            told.into_iter().map(|one| (one.sheet, one.rows)).collect::<Vec<_>>()
        };
        let file = received(&desk, &acting, &hidden);
        assert_eq!((file.rows_good + file.rows_bad, file.mapping.len()), (1, 2), "no hidden row is taken");
        assert_eq!(told(&file), [("Tháng trước".to_owned(), 2)]);
        let open = received(&desk, &acting, &shown);
        assert_eq!((open.rows_good + open.rows_bad, told(&open)), (3, vec![]), "what is shown hides nothing");
        let neighbour = testing::officer(&desk, Role::LabourOfficer, "525", 1);
        let refused = db.read(|tx| list_hidden(tx, &neighbour, &desk.places(), &file));
        assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
    });
}
