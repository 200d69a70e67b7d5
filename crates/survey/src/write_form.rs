//! The form as a workbook to fill in: whom to visit, with what is known of them, and how each column is written.

use crate::{Refusal, ResultColumn, ToVisit, VisitFilter, list_to_visit};
use db::Tx;
use documents::{Book, Cell, Column, Line, SheetPlan};
use kernel::CitizenId;
use office::{
    Acting, Action,
    audit::{self, Entry},
    places::Places,
};
use serde_json::json;

/// The words a column takes; a test holds each to its reader.
pub(crate) const WORDS: &[(ResultColumn, &[&str])] = &[
    (ResultColumn::Outcome, &["đồng ý", "không đồng ý", "đang cân nhắc", "vắng nhà", "chuyển đi", "đã chết"]),
    (ResultColumn::HasAccount, &["có", "không"]),
    (ResultColumn::Registered, &["có", "chưa"]),
    (ResultColumn::Wish, &["tài khoản", "tiền mặt"]),
    (ResultColumn::Channel, &["app ngân hàng", "ví điện tử", "Mobile Money", "VNeID", "tổ chức dịch vụ chi trả"]),
    (ResultColumn::ForceMajeure, &["già yếu", "không có khả năng đi lại", "không có người nhận thay"]),
    (ResultColumn::Group, &["nhóm 1", "nhóm 2", "nhóm 3", "nhóm 4"]),
    (
        ResultColumn::Method,
        &[
            "tài khoản chính chủ",
            "ví điện tử",
            "Mobile Money",
            "ủy quyền qua tài khoản",
            "ủy quyền không tài khoản",
            "giám hộ",
            "tiền mặt tại điểm chi trả",
            "tiền mặt tại nhà",
        ],
    ),
    (ResultColumn::Signed, &["công an", "công chức", "đối tượng", "điểm chỉ"]),
];

/// The columns to fill in at the door, in the order of the form.
const TO_FILL: [(ResultColumn, u16); 18] = [
    (ResultColumn::VisitedOn, 12),
    (ResultColumn::Outcome, 14),
    (ResultColumn::HasAccount, 9),
    (ResultColumn::Registered, 9),
    (ResultColumn::Wish, 11),
    (ResultColumn::Channel, 14),
    (ResultColumn::ForceMajeure, 18),
    (ResultColumn::Group, 9),
    (ResultColumn::Method, 22),
    (ResultColumn::ProxyName, 24),
    (ResultColumn::ProxyCitizenId, 16),
    (ResultColumn::Relation, 12),
    (ResultColumn::Bank, 14),
    (ResultColumn::AccountNumber, 16),
    (ResultColumn::AccountHolder, 26),
    (ResultColumn::Reason, 24),
    (ResultColumn::Signed, 20),
    (ResultColumn::Witness, 18),
];

/// Writes the form of a commune: its people by hamlet and name, with what `known` says of each. Numbers stand in full
/// only for those who may see them, and the look is recorded: call it in a write transaction.
pub fn write_form(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    place: i64,
    filter: VisitFilter,
    known: &dyn Fn(&ToVisit) -> String,
) -> Result<Vec<u8>, Refusal> {
    acting.must(Action::RecordVisit)?;
    let unit = places.unit(place).filter(|_| acting.scope.covers(place)).ok_or(office::Refusal::OutsideArea)?;
    let people = list_to_visit(tx, &acting.scope, place, filter)?;
    audit::record_view(tx, acting, entry(place, people.len()))?;
    let titles = vec![
        Line::pair(
            format!("UBND {}", unit.full_name().to_uppercase()),
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        ),
        Line::title("PHIẾU KHẢO SÁT PHƯƠNG THỨC NHẬN TRỢ CẤP"),
        Line::note(
            "Ghi mỗi người một dòng. Người chưa thăm thì để trống, không cần xóa dòng. Cách ghi: xem trang sau.",
        ),
    ];
    let in_full = acting.role.may(Action::ViewSensitive);
    let mut book = Book::new(acting.now);
    let mut sheet = book.sheet(&SheetPlan::new(unit.name.clone(), columns()).titled(titles))?;
    for (order, person) in (1_i64..).zip(&people) {
        let mut cells = vec![
            Cell::Number(order),
            Cell::from(&person.full_name),
            person.birth.map_or(Cell::Empty, Cell::birth),
            Cell::from(person.citizen_id.as_ref().map(|number| shown(number, in_full))),
            Cell::from(address(person)),
            Cell::from(known(person)),
        ];
        cells.resize(cells.len() + TO_FILL.len(), Cell::Empty);
        sheet.row(&cells)?;
    }
    write_words(&mut book)?;
    Ok(book.into_bytes()?)
}

fn shown(number: &CitizenId, in_full: bool) -> String {
    if in_full { number.as_str().to_owned() } else { number.masked() }
}

fn address(person: &ToVisit) -> String {
    let address = person.address.as_deref().filter(|address| person.hamlet.as_deref() != Some(*address));
    [person.hamlet.as_deref(), address].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn columns() -> Vec<Column> {
    let mut columns = vec![
        Column::number("STT"),
        Column::text(ResultColumn::FullName.heading(), 28),
        Column::text(ResultColumn::Birth.heading(), 12),
        Column::identity(ResultColumn::CitizenId.heading()),
        Column::text("Địa chỉ", 18),
        Column::text("Đã biết", 24),
    ];
    columns.extend(TO_FILL.map(|(column, width)| match column {
        ResultColumn::VisitedOn => Column::day(column.heading()),
        ResultColumn::ProxyCitizenId | ResultColumn::AccountNumber => Column::identity(column.heading()),
        _ => Column::text(column.heading(), width),
    }));
    columns
}

/// A second sheet: what is written into which column.
fn write_words(book: &mut Book) -> Result<(), Refusal> {
    let plan = SheetPlan::new("Cách ghi", vec![Column::text("Cột", 28), Column::text("Ghi một trong các chữ sau", 90)]);
    let mut sheet = book.sheet(&plan)?;
    let day = ResultColumn::VisitedOn.heading();
    sheet.row(&[Cell::text(day), Cell::text("ngày/tháng/năm, ví dụ 19/01/2024")])?;
    for (column, words) in WORDS {
        sheet.row(&[Cell::text(column.heading()), Cell::from(words.join("; "))])?;
    }
    Ok(())
}

fn entry(place: i64, people: usize) -> Entry {
    Entry {
        verb: "survey.write_form",
        subject_kind: "visit_form",
        subject: place.to_string(),
        place: Some(place),
        why: None,
        from: None,
        to: Some(json!({ "people": people })),
    }
}
