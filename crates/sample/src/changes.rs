//! What changed in a commune by February 2024: the workbook by which it updates the ministry's system, a sheet a kind.

use crate::{
    Refusal, SAMPLE_MADE_AT,
    plan::Commune,
    register::sex_word,
    rows::{ListRow, category_of},
    slip::Slip,
    survey::Helper,
};
use documents::{Book, Cell, Column, Line, SheetPlan};
use kernel::Dong;

/// One commune in so many sends changes this month.
const COMMUNES_A_SENDER: usize = 4;
/// What somebody who was able to work until now is entitled to.
const NEWLY_DISABLED: &str = "BTXH.6.N";

/// The changes of a commune.
#[derive(Default)]
struct Changes<'r> {
    new: Vec<(&'r Helper, &'r ListRow)>,
    adjusted: Vec<(&'r ListRow, i64)>,
    stopped: Vec<(&'r str, &'r str, &'r ListRow)>,
    died: Vec<(&'r ListRow, &'static str)>,
}

/// Writes the changes of a commune and says how many they are; nothing for a commune that sends none.
pub(crate) fn write_changes(
    commune: &Commune,
    district: &str,
    rows: &[ListRow],
    helpers: &[Helper],
) -> Result<Option<(Vec<u8>, u64)>, Refusal> {
    if !commune.index.is_multiple_of(COMMUNES_A_SENDER) {
        return Ok(None);
    }
    let changes = choose(rows, helpers);
    let count = changes.new.len() + changes.adjusted.len() + changes.stopped.len() + changes.died.len();
    if count == 0 {
        return Ok(None);
    }
    Ok(Some((workbook(commune, district, &changes)?, count as u64)))
}

/// Changes as a month has them; one of them ends what somebody never had.
fn choose<'r>(rows: &'r [ListRow], helpers: &'r [Helper]) -> Changes<'r> {
    let right: Vec<&ListRow> =
        rows.iter().filter(|row| row.slips.is_empty() && row.amount.is_some() && row.citizen_id.len() == 12).collect();
    let of_category = |code: &str| right.iter().copied().find(|row| row.category == code);
    let mut changes = Changes::default();
    changes.new.extend(helpers.first().zip(of_category(NEWLY_DISABLED)));
    let wrong = rows.iter().find(|row| row.slips == [Slip::AmountWrong] && row.citizen_id.len() == 12);
    let put_right = wrong.and_then(|row| Some((row, of_category(row.category)?.amount?)));
    changes.adjusted.extend(put_right);
    let from_behind: Vec<&ListRow> = right.iter().rev().copied().take(3).collect();
    if let [stopped, first, second] = from_behind[..] {
        changes.stopped.push((&stopped.name, &stopped.citizen_id, stopped));
        changes.stopped.extend(helpers.get(1).map(|helper| (&*helper.name, helper.citizen_id.as_str(), stopped)));
        changes.died.extend([(first, "03/02/2024"), (second, "11/02/2024")]);
    }
    changes
}

fn workbook(commune: &Commune, district: &str, changes: &Changes<'_>) -> Result<Vec<u8>, Refusal> {
    let mut book = Book::new(SAMPLE_MADE_AT);
    for Told { kind, columns, rows } in [new(changes), adjusted(changes), stopped(changes), died(changes)] {
        if rows.is_empty() {
            continue;
        }
        let titles = vec![
            Line::pair(format!("UBND {}", district.to_uppercase()), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            Line::title("BIẾN ĐỘNG ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI"),
            Line::note(format!("({}, tháng 02 năm 2024)", commune.unit.full_name())),
        ];
        let who = vec![Column::number("STT"), Column::text("Họ và tên", 28), Column::identity("CCCD")];
        let columns = who.into_iter().chain(columns).collect();
        let mut sheet = book.sheet(&SheetPlan::new(kind, columns).titled(titles))?;
        for (order, row) in (1..).zip(rows) {
            let cells: Vec<Cell<'_>> = std::iter::once(Cell::Number(order)).chain(row).collect();
            sheet.row(&cells)?;
        }
    }
    Ok(book.into_bytes()?)
}

/// What a sheet tells: the columns after the person's number, the rows from the name on.
struct Told<'r> {
    kind: &'static str,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell<'r>>>,
}

fn new<'r>(changes: &Changes<'r>) -> Told<'r> {
    let columns = vec![
        Column::day("Ngày sinh"),
        Column::text("Giới tính", 9),
        Column::text("Dân tộc", 9),
        Column::text("Thôn", 16),
        Column::text("Phân loại đối tượng", 40),
        Column::dong("Số tiền"),
        Column::text("Thông tin QĐ hưởng", 40),
        Column::text("Hưởng từ ngày", 12),
    ];
    let row = |(helper, like): &(&'r Helper, &'r ListRow)| {
        vec![
            Cell::from(&helper.name),
            Cell::from(helper.citizen_id.as_str()),
            Cell::from(&helper.birth),
            Cell::from(sex_word(helper.sex)),
            Cell::from("Kinh"),
            Cell::from(&like.hamlet),
            category(like),
            amount(like.amount),
            decision(101),
            Cell::from("03/2024"),
        ]
    };
    Told { kind: "Tăng thêm", columns, rows: changes.new.iter().map(row).collect() }
}

fn adjusted<'r>(changes: &Changes<'r>) -> Told<'r> {
    let row = |(row, right): &(&'r ListRow, i64)| {
        vec![Cell::from(&row.name), Cell::from(&row.citizen_id), category(row), amount(Some(*right)), decision(111)]
    };
    Told {
        kind: "Điều chỉnh chính sách", columns: of_entitlement(), rows: changes.adjusted.iter().map(row).collect()
    }
}

fn stopped<'r>(changes: &Changes<'r>) -> Told<'r> {
    let row = |(name, number, row): &(&'r str, &'r str, &'r ListRow)| {
        vec![Cell::from(*name), Cell::from(*number), category(row), amount(row.amount), decision(121)]
    };
    Told { kind: "Thôi hưởng", columns: of_entitlement(), rows: changes.stopped.iter().map(row).collect() }
}

fn died<'r>(changes: &Changes<'r>) -> Told<'r> {
    let columns = vec![Column::day("Ngày chết"), Column::text("QĐ thôi hưởng", 40)];
    let row = |(row, died_on): &(&'r ListRow, &'static str)| {
        vec![Cell::from(&row.name), Cell::from(&row.citizen_id), Cell::from(*died_on), decision(131)]
    };
    Told { kind: "Cắt chết", columns, rows: changes.died.iter().map(row).collect() }
}

fn of_entitlement() -> Vec<Column> {
    vec![
        Column::text("Phân loại đối tượng", 40),
        Column::dong("Số tiền"),
        Column::text("Thông tin QĐ điều chỉnh/thôi hưởng", 40),
    ]
}

fn decision(number: u32) -> Cell<'static> {
    Cell::from(format!("{number}/QĐ-UBND ngày 15/02/2024"))
}

fn category(row: &ListRow) -> Cell<'static> {
    Cell::from(category_of(row.category).name_vi.clone())
}

fn amount(amount: Option<i64>) -> Cell<'static> {
    amount.map_or(Cell::Empty, |amount| Cell::Dong(Dong::new(amount)))
}
