//! Workbooks are read back by a library that did not write them.

use super::*;
use calamine::{Data, Reader as _, Xlsx};
use jiff::{Timestamp, civil::date};
use kernel::{BirthDate, Dong};
use std::io::Cursor;

fn made_at() -> Timestamp {
    "2024-01-25T03:00:00Z".parse().expect("an instant")
}

fn plan() -> SheetPlan {
    let columns = vec![
        Column::number("STT"),
        Column::text("Họ và tên", 28),
        Column::identity("Số định danh"),
        Column::day("Ngày quyết định"),
        Column::dong("Mức hưởng").totalled(),
        Column::reason("Lý do"),
    ];
    let lines = vec![Line::pair("UBND XÃ BÌNH TRỊ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), Line::title("DANH SÁCH")];
    SheetPlan::new("Danh sách", columns).titled(lines)
}

fn read(bytes: Vec<u8>, sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("the sheet is there");
    range.rows().map(<[Data]>::to_vec).collect()
}

fn sample() -> Vec<u8> {
    let mut book = Book::new(made_at());
    let mut sheet = book.sheet(&plan()).expect("a sheet");
    let born = BirthDate::parse("1944").expect("a year");
    let rows = [
        ("Nguyễn Thị Bưởi", "051144000123", Some(date(2023, 5, 9)), Dong::new(540_000), "=HYPERLINK(\"x\")"),
        ("Đinh Văn Hrê", "", None, Dong::new(360_000), ""),
    ];
    for (at, (name, number, day, amount, why)) in (1..).zip(rows) {
        let cells = [Cell::Number(at), name.into(), number.into(), day.into(), amount.into(), why.into()];
        sheet.row(&cells).expect("a row");
    }
    sheet
        .row(&[3_i64.into(), Cell::birth(born), Cell::Empty, date(1899, 1, 2).into(), Cell::Empty, Cell::Empty])
        .expect("a row");
    assert_eq!((sheet.rows(), sheet.next_line()), (3, 7));
    sheet.total_row("Tổng cộng").expect("a total");
    sheet.line(&Line::pair("Người lập", "Chủ tịch")).expect("a line");
    book.into_bytes().expect("bytes")
}

#[test]
fn a_day_among_text_is_a_day() {
    let mut book = Book::new(made_at());
    let mut sheet = book.sheet(&SheetPlan::new("Trả lại", vec![Column::text("Ngày sinh", 16)])).expect("a sheet");
    sheet.row(&[date(1941, 3, 2).into()]).expect("a row");
    let rows = read(book.into_bytes().expect("bytes"), "Trả lại");
    let Data::DateTime(day) = &rows[1][0] else { panic!("no day: {:?}", rows[1][0]) };
    assert_eq!(day.to_ymd_hms_milli(), (1941, 3, 2, 0, 0, 0, 0));
}

#[test]
fn a_list_reads_back_cell_by_cell() {
    let rows = read(sample(), "Danh sách");
    let text = |text: &str| Data::String(text.to_owned());
    assert_eq!(rows[0][0], text("UBND XÃ BÌNH TRỊ"));
    assert_eq!(rows[0][3], text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    assert_eq!(rows[1][0], text("DANH SÁCH"));
    assert_eq!(rows[2][2], text("Số định danh"));
    assert_eq!(rows[3][2], text("051144000123"), "an identity number keeps its zero");
    assert_eq!(rows[3][4], Data::Float(540_000.0));
    assert_eq!(rows[3][5], text("=HYPERLINK(\"x\")"), "a formula stays text");
    assert!(matches!(&rows[3][3], Data::DateTime(day) if (day.as_f64() - 45_055.0).abs() < 0.1), "{:?}", rows[3][3]);
    assert_eq!(rows[4][2], Data::Empty);
    assert_eq!(rows[5][1], text("1944"));
    assert_eq!(rows[5][3], text("02/01/1899"), "a day spreadsheets do not know is text");
    assert_eq!(rows[6][1], text("Tổng cộng"));
    assert_eq!(rows[6][4], Data::Float(900_000.0));
    assert_eq!(rows[7][3], text("Chủ tịch"));
}

#[test]
fn the_same_content_and_instant_give_the_same_bytes() {
    assert_eq!(sample(), sample());
}

#[test]
fn headings_in_two_rows_are_merged() {
    let columns = vec![
        Column::number("STT"),
        Column::identity("Số").under("Tài khoản"),
        Column::text("Ngân hàng", 20).under("Tài khoản"),
        Column::text("Ghi chú", 20),
    ];
    let mut book = Book::new(made_at());
    let mut sheet = book.sheet(&SheetPlan::new("A", columns)).expect("a sheet");
    sheet.row(&[1_i64.into(), "0123".into(), "Agribank".into(), Cell::Empty]).expect("a row");
    let rows = read(book.into_bytes().expect("bytes"), "A");
    let texts: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(Data::to_string).collect()).collect();
    let expected = [["STT", "Tài khoản", "", "Ghi chú"], ["", "Số", "Ngân hàng", ""], ["1", "0123", "Agribank", ""]];
    assert_eq!(texts, expected);
}

#[test]
fn names_of_sheets_are_made_fit_and_different() {
    let mut book = Book::new(made_at());
    let long = "Tài khoản: chính chủ / ví điện tử [1] rất dài";
    for name in [long, long, "", "''"] {
        book.sheet(&SheetPlan::new(name, vec![Column::number("STT")])).expect("a sheet");
    }
    let book: Xlsx<_> = Xlsx::new(Cursor::new(book.into_bytes().expect("bytes"))).expect("a workbook");
    let names = book.sheet_names();
    assert_eq!(
        names,
        ["Tài khoản  chính chủ   ví điện", "Tài khoản  chính chủ   ví d (2)".replace('d', "đ").as_str(), "-", "- (2)"]
    );
}

#[test]
fn a_number_a_cell_cannot_keep_is_refused() {
    let mut book = Book::new(made_at());
    let mut sheet = book.sheet(&SheetPlan::new("A", vec![Column::number("STT").totalled()])).expect("a sheet");
    assert!(matches!(sheet.row(&[Cell::Number(i64::MAX)]), Err(Refusal::TooLarge { amount: i64::MAX })));
    assert!(matches!(sheet.row(&[Cell::Number(1)]), Err(Refusal::TotalOverflow { column: 0 })));
}

#[test]
fn long_text_is_cut_and_says_so() {
    let mut book = Book::new(made_at());
    let mut sheet = book.sheet(&SheetPlan::new("A", vec![Column::text("Ghi chú", 9)])).expect("a sheet");
    sheet.row(&["đ".repeat(CHARS_OF_CELL_MAX + 1).into()]).expect("a row");
    let rows = read(book.into_bytes().expect("bytes"), "A");
    let Data::String(text) = &rows[1][0] else { panic!("text") };
    assert_eq!(text.chars().count(), CHARS_OF_CELL_MAX);
    assert!(text.ends_with("đ…"));
}
