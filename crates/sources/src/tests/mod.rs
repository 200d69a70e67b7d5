//! Files as offices send them, on both databases.

mod files;
mod hidden_sheets;
mod movements;
mod old_workbooks;
mod open_sheets;
mod readings;
mod stories;
mod texts;

use crate::{NewFile, Receipt, Refusal, SourceFile, SourceKind, receive_file};
use documents::{Book, Cell, Column, Line, SheetPlan};
use office::{Acting, Desk, Role, testing};

/// The labour officer of Bình Sơn.
fn officer(desk: &Desk) -> Acting {
    testing::officer(desk, Role::LabourOfficer, "524", 1)
}

/// The place number of a unit of January 2024.
fn place(desk: &Desk, code: &str) -> i64 {
    desk.places().find(code, "2024-01-25".parse().expect("a day")).expect("a unit").place
}

fn receive(desk: &Desk, acting: &Acting, name: &str, content: &[u8]) -> Result<Receipt, Refusal> {
    let new = NewFile { source: SourceKind::Protection, place: place(desk, "524"), name, content };
    desk.db().write(|tx| receive_file(tx, acting, &desk.places(), &new))
}

fn received(desk: &Desk, acting: &Acting, content: &[u8]) -> SourceFile {
    match receive(desk, acting, "btxh.xlsx", content).expect("a receipt") {
        Receipt::Created(file) => file,
        other => panic!("{other:?}"),
    }
}

/// A workbook with a title, headings in two rows, rows and a total.
fn workbook(rows: &[[&str; 9]]) -> Vec<u8> {
    let columns = vec![
        Column::text("STT", 6),
        Column::text("Họ và tên", 28),
        Column::text("Ngày, tháng, năm sinh", 12),
        Column::text("Giới tính", 8),
        Column::identity("Số CCCD/CMND"),
        Column::text("Xã/phường/thị trấn", 16),
        Column::text("Loại đối tượng", 16),
        Column::text("Mức trợ cấp", 16),
        Column::text("Số", 16).under("Quyết định"),
        Column::text("Ngày ký", 16).under("Quyết định"),
    ];
    let titles = vec![
        Line::pair("UBND HUYỆN BÌNH SƠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        Line::title("DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI"),
    ];
    let mut book = Book::new("2024-01-25T03:00:00Z".parse().expect("an instant"));
    let mut sheet = book.sheet(&SheetPlan::new("Danh sách", columns).titled(titles)).expect("a sheet");
    for (at, row) in (1..).zip(rows) {
        let number = at.to_string();
        let cells: Vec<Cell<'_>> = [number.as_str()].iter().chain(row).map(|text| Cell::from(*text)).collect();
        sheet.row(&cells).expect("a row");
    }
    let end = ["", "Tổng cộng", "", "", "", "", "", "1.440.000", "", ""].map(Cell::from);
    sheet.row(&end).expect("a row");
    sheet.line(&Line::pair("Người lập biểu", "Trưởng phòng")).expect("a line");
    book.into_bytes().expect("bytes")
}

/// Three rows without a fault.
const GOOD: [[&str; 9]; 3] = [
    ["Nguyễn Thị Bưởi", "1944", "Nữ", "051144001234", "Bình Trị", "BTXH.5a.80", "720.000", "12/QĐ-UBND", "01/02/2022"],
    ["Đinh Văn Hrê", "02/09/1980", "Nam", "", "21064", "Người khuyết tật nặng", "540000", "", ""],
    ["Lê Thị Ánh", "1950", "Nữ", "212345678", "xã Bình Châu", "BTXH.5a.60", "540.000", "", ""],
];
