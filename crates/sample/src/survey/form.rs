//! The survey form as a workbook of one commune.

use super::SurveyRow;
use crate::{Refusal, SAMPLE_MADE_AT, plan::Commune};
use documents::{Book, Cell, Column, Line, SheetPlan};

/// Writes the form.
pub(crate) fn write_form(commune: &Commune, district: &str, rows: &[SurveyRow]) -> Result<Vec<u8>, Refusal> {
    let titles = vec![
        Line::pair(format!("UBND {}", district.to_uppercase()), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        Line::title("KẾT QUẢ KHẢO SÁT PHƯƠNG THỨC NHẬN TRỢ CẤP"),
        Line::note(format!("({}, tháng 01 năm 2024)", commune.unit.full_name())),
    ];
    let mut book = Book::new(SAMPLE_MADE_AT);
    let mut sheet = book.sheet(&SheetPlan::new(commune.unit.name.clone(), columns()).titled(titles))?;
    for (order, row) in (1_i64..).zip(rows) {
        sheet.row(&cells(order, row))?;
    }
    Ok(book.into_bytes()?)
}

fn columns() -> Vec<Column> {
    vec![
        Column::number("STT"),
        Column::text("Họ và tên", 28),
        Column::day("Ngày sinh"),
        Column::identity("Số định danh"),
        Column::text("Địa chỉ", 18),
        Column::day("Ngày khảo sát"),
        Column::text("Có tài khoản?", 9),
        Column::text("Đã đăng ký?", 9),
        Column::text("Mong muốn", 11),
        Column::text("Kênh", 14),
        Column::text("Lý do bất khả kháng", 18),
        Column::text("Nhóm", 7),
        Column::text("Phương thức nhận", 22),
        Column::text("Người nhận thay", 24),
        Column::identity("Số định danh người nhận thay"),
        Column::text("Quan hệ", 12),
        Column::text("Ngân hàng", 14),
        Column::identity("Số tài khoản"),
        Column::text("Chủ tài khoản", 26),
        Column::text("Lý do không đăng ký", 24),
        Column::text("Chữ ký trên biên bản", 20),
        Column::text("Người chứng kiến", 18),
        Column::text("Kết quả", 12),
    ]
}

fn cells(order: i64, row: &SurveyRow) -> Vec<Cell<'_>> {
    let payee = row.payee.as_ref();
    let account = row.account.as_ref();
    vec![
        Cell::Number(order),
        Cell::from(&row.name),
        Cell::from(&row.birth),
        // A number that is none stands in the list, and the form leaves it out.
        Cell::from(if row.citizen_id.len() == 12 { row.citizen_id.as_str() } else { "" }),
        Cell::from(&row.hamlet),
        Cell::from(row.visited_on.map(|day| day.strftime("%d/%m/%Y").to_string())),
        Cell::from(row.has_account),
        Cell::from(row.registered),
        Cell::from(row.wish),
        Cell::from(row.channel),
        Cell::from(row.force_majeure),
        Cell::from(row.group),
        Cell::from(row.method),
        Cell::from(payee.map(|payee| payee.name.as_str())),
        Cell::from(payee.map(|payee| payee.citizen_id.as_str())),
        Cell::from(row.relation),
        Cell::from(account.map(|account| account.bank)),
        Cell::from(account.map(|account| account.number.as_str())),
        Cell::from(account.map(|account| account.holder.as_str())),
        Cell::from(row.reason),
        Cell::from(row.signed),
        Cell::from(&row.witness),
        Cell::from(row.outcome),
    ]
}
