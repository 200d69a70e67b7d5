//! Lists in hidden sheets, on both databases.

use super::{officer, old_workbooks::excel_95, open_sheets::archive, received};
use crate::{SourceFile, find_file};
use db::testing::on_both;
use documents::{Book, Cell, Column, SheetPlan};
use office::testing::desk_over;
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
            let kept = db.read(|tx| find_file(tx, &acting.scope, file.id)).expect("a look").expect("the file");
            kept.hidden.into_iter().map(|one| (one.sheet, one.rows)).collect::<Vec<_>>()
        };
        let file = received(&desk, &acting, &hidden);
        assert_eq!((file.rows_good + file.rows_bad, file.mapping.len()), (1, 2), "no hidden row is taken");
        assert_eq!(told(&file), [("Tháng trước".to_owned(), 2)]);
        let open = received(&desk, &acting, &shown);
        assert_eq!((open.rows_good + open.rows_bad, told(&open)), (3, vec![]), "what is shown hides nothing");
    });
}

/// An OpenDocument book with a sheet that is shown and, before it, one that is not.
fn open_book(shown: &[[&str; 4]], hidden: &[[&str; 4]]) -> Vec<u8> {
    let cell = |text: &&str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let table = |name: &str, style: &str, rows: &[[&str; 4]]| {
        let rows = rows.iter().map(|row| row.iter().map(cell).collect::<String>());
        let rows: Vec<String> = rows.map(|cells| format!("<table:table-row>{cells}</table:table-row>")).collect();
        format!("<table:table table:name=\"{name}\" table:style-name=\"{style}\">{}</table:table>", rows.concat())
    };
    let style = |name: &str, display: bool| {
        format!(
            "<style:style style:name=\"{name}\"><style:table-properties table:display=\"{display}\"/></style:style>"
        )
    };
    let content = format!(
        "<office:document-content><office:automatic-styles>{}{}</office:automatic-styles><office:body>\
         <office:spreadsheet>{}{}</office:spreadsheet></office:body></office:document-content>",
        style("ta1", true),
        style("ta2", false),
        table("Tháng trước", "ta2", hidden),
        table("Danh sách", "ta1", shown),
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

#[test]
fn a_list_in_a_hidden_sheet_of_an_old_or_an_open_book_is_told_too() {
    let headings = ["Ho va ten", "Ngay sinh", "So CCCD", "Xa"];
    let shown = ["Nguyen Thi Buoi", "1944", "051144001234", "21061"];
    let hidden = [["Dinh Van Hre", "1980", "", "21064"], ["Le Thi Anh", "1950", "", "21061"]];
    let of_bytes = |row: &[&'static str; 4]| row.map(str::as_bytes);
    let (top, first, second, third) =
        (of_bytes(&headings), of_bytes(&shown), of_bytes(&hidden[0]), of_bytes(&hidden[1]));
    let old = excel_95(&[(b'A', false, &[&top, &first]), (b'B', true, &[&top, &second, &third])]);
    let open = open_book(&[headings, shown], &[headings, hidden[0], hidden[1]]);
    // A heading with nothing under it hides nothing.
    let empty = open_book(&[headings, shown], &[headings]);
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let acting = officer(&desk);
        for (bytes, told) in [(&old, vec![("B", 2)]), (&open, vec![("Tháng trước", 2)]), (&empty, vec![])] {
            let file = received(&desk, &acting, bytes);
            let hidden: Vec<(&str, i64)> = file.hidden.iter().map(|one| (one.sheet.as_str(), one.rows)).collect();
            assert_eq!((file.rows_good + file.rows_bad, hidden), (1, told), "{:?}", file.form);
        }
    });
}

#[test]
fn what_is_hidden_is_told_of_a_file_whose_columns_nobody_knows_yet() {
    let unknown = ["a", "b", "c", "d"];
    let headings = ["Ho va ten", "Ngay sinh", "So CCCD", "Xa"];
    let bytes = open_book(&[unknown, ["1", "2", "3", "4"]], &[headings, ["Le Thi Anh", "1950", "", "21061"]]);
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let file = received(&desk, &officer(&desk), &bytes);
        assert!(file.waits_for_columns());
        assert_eq!(file.hidden.iter().map(|one| one.rows).collect::<Vec<_>>(), [1]);
    });
}
