//! A workbook to the post: who gets how much in cash, and columns for what became of it.

use crate::{Instruction, Refusal, store::Payee};
use documents::{Book, Cell, Column, Line, SheetPlan};
use jiff::Timestamp;
use kernel::Month;

/// A column of the workbook that comes back from the post, by what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettlementHeading {
    /// The reference of the payment.
    Reference,
    /// How much.
    Amount,
    /// Paid, or not collected.
    Result,
    /// On which day.
    PaidOn,
    /// Why not.
    Reason,
}

/// The headings the post fills in, as they are printed.
pub const SETTLEMENT_HEADINGS: &[(SettlementHeading, &str)] = &[
    (SettlementHeading::Reference, "Mã chi trả"),
    (SettlementHeading::Amount, "Số tiền"),
    (SettlementHeading::Result, "Kết quả"),
    (SettlementHeading::PaidOn, "Ngày chi trả"),
    (SettlementHeading::Reason, "Lý do chưa nhận"),
];

/// What the post writes under "Kết quả": paid, and not collected.
pub const SETTLEMENT_WORDS: (&str, &str) = ("Đã nhận", "Chưa nhận");

/// A list for a commune.
pub(crate) struct List<'l> {
    pub(crate) message_id: &'l str,
    pub(crate) made_at: Timestamp,
    pub(crate) month: Month,
    pub(crate) place_name: &'l str,
    pub(crate) rows: &'l [Instruction],
    pub(crate) payees: &'l [Payee],
}

/// The bytes of the workbook.
pub(crate) fn write(list: &List<'_>) -> Result<Vec<u8>, Refusal> {
    let fault = |fault: documents::Refusal| Refusal::Workbook(fault.to_string());
    let mut book = Book::new(list.made_at);
    let plan = SheetPlan::new("Chi tra", columns()).titled(vec![
        Line::Title("DANH SÁCH CHI TRẢ TIỀN MẶT".to_owned()),
        Line::Note(format!("{}, tháng {}, số hiệu {}", list.place_name, list.month.slashed(), list.message_id)),
        Line::Plain(format!(
            "Cột “Kết quả” ghi “{}” hoặc “{}”; không sửa cột “Mã chi trả” và “Số tiền”.",
            SETTLEMENT_WORDS.0, SETTLEMENT_WORDS.1
        )),
    ]);
    let mut sheet = book.sheet(&plan).map_err(fault)?;
    for (number, (row, payee)) in (1_i64..).zip(list.rows.iter().zip(list.payees)) {
        sheet.row(&cells(number, row, payee)).map_err(fault)?;
    }
    sheet.total_row("Cộng").map_err(fault)?;
    book.into_bytes().map_err(fault)
}

fn heading(of: SettlementHeading) -> &'static str {
    let found = SETTLEMENT_HEADINGS.iter().find(|(heading, _)| *heading == of);
    found.map_or("", |(_, text)| *text)
}

fn columns() -> Vec<Column> {
    vec![
        Column::number("STT"),
        Column::identity(heading(SettlementHeading::Reference)).wide(26),
        Column::text("Họ và tên", 28),
        Column::identity("Số định danh"),
        Column::text("Người nhận", 28),
        Column::text("Địa chỉ", 34),
        Column::text("Hình thức", 16),
        Column::text("Tháng", 9),
        Column::dong(heading(SettlementHeading::Amount)).totalled(),
        Column::text(heading(SettlementHeading::Result), 12),
        Column::day(heading(SettlementHeading::PaidOn)),
        Column::text(heading(SettlementHeading::Reason), 26),
    ]
}

fn cells<'c>(number: i64, row: &'c Instruction, payee: &'c Payee) -> [Cell<'c>; 12] {
    [
        Cell::Number(number),
        Cell::text(row.end_to_end.as_str()),
        Cell::text(payee.full_name.as_str()),
        Cell::from(&payee.citizen),
        Cell::text(row.holder.as_str()),
        Cell::from(&payee.address),
        Cell::text(if row.method == survey::Method::CashHome { "Tại nhà" } else { "Tại điểm chi trả" }),
        Cell::text(row.origin.slashed()),
        Cell::Dong(row.amount.get()),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
    ]
}
