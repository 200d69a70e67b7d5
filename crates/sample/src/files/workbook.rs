//! Lists as workbooks: titles above, headings, totals, a place for signatures.

use super::{
    AgencyList, Source,
    layout::{Form, Layout, Piece},
    old_font::tcvn3,
};
use crate::{
    Refusal, SAMPLE_MADE_AT,
    plan::SAMPLE_DAY,
    register::sex_word,
    rows::{ListRow, category_of},
    slip::Slip,
};
use documents::{Book, Cell, Column, Line, SheetPlan};
use jiff::civil::Date;
use kernel::{BirthDate, Dong, Sex};

/// What stands in a cell.
pub(super) enum Written {
    Nothing,
    Text(String),
    Number(i64),
    Day(Date),
}

/// Writes a list as a workbook and gives the line of each row.
pub(crate) fn write_workbook(
    list: &AgencyList<'_>,
    layout: &Layout,
    form: Form,
) -> Result<(Vec<u8>, Vec<u64>), Refusal> {
    let ink = |text: &str| if form == Form::OldFont { tcvn3(text) } else { text.to_owned() };
    let columns = layout.columns.iter().map(|(piece, heading, group)| {
        let column = column(*piece, (*heading).to_owned());
        if let Some(group) = group { column.under(*group) } else { column }
    });
    let font = if form == Form::OldFont { ".VnTime" } else { "Times New Roman" };
    // Titles and headings were typed anew, the names below them were not.
    let plan = SheetPlan::new(list.commune.unit.name.clone(), columns.collect()).titled(titles(list)).in_font(font);
    let mut book = Book::new(SAMPLE_MADE_AT);
    let mut sheet = book.sheet(&plan)?;
    let mut lines = Vec::with_capacity(list.rows.len());
    for (at, row) in list.rows.iter().enumerate() {
        lines.push(u64::from(sheet.next_line()));
        let cell = |piece: Piece| match written(list, layout, piece, row, at) {
            Written::Nothing => Cell::Empty,
            Written::Text(text) => Cell::from(ink(&text)),
            Written::Number(number) if piece == Piece::Amount => Cell::Dong(Dong::new(number)),
            Written::Number(number) => Cell::Number(number),
            Written::Day(day) => Cell::Day(day),
        };
        let cells: Vec<Cell<'_>> = layout.columns.iter().map(|(piece, ..)| cell(*piece)).collect();
        sheet.row(&cells)?;
    }
    sheet.total_row("Tổng cộng")?;
    sheet.line(&Line::Blank)?;
    sheet.line(&Line::pair("NGƯỜI LẬP BIỂU", "TM. ỦY BAN NHÂN DÂN"))?;
    Ok((book.into_bytes()?, lines))
}

fn titles(list: &AgencyList<'_>) -> Vec<Line> {
    let commune = list.commune.unit.full_name();
    let title = match list.source {
        Source::Protection => "DANH SÁCH ĐỐI TƯỢNG HƯỞNG TRỢ CẤP BẢO TRỢ XÃ HỘI HÀNG THÁNG",
        Source::Merit => "DANH SÁCH NGƯỜI CÓ CÔNG VÀ THÂN NHÂN HƯỞNG TRỢ CẤP HÀNG THÁNG",
        Source::Poverty => "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2024",
    };
    vec![
        Line::pair(format!("UBND {}", list.district.to_uppercase()), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        Line::pair(format!("UBND {}", commune.to_uppercase()), "Độc lập - Tự do - Hạnh phúc"),
        Line::Blank,
        Line::title(title),
        Line::note(format!("(Tháng 01 năm 2024 - {commune})")),
        Line::Blank,
    ]
}

fn column(piece: Piece, heading: String) -> Column {
    match piece {
        Piece::Order | Piece::Members | Piece::Coefficient => Column::number(heading),
        Piece::Name => Column::text(heading, 28),
        Piece::CitizenId | Piece::OldId | Piece::Identity | Piece::Phone | Piece::Household => {
            Column::identity(heading)
        }
        Piece::Amount => Column::dong(heading).totalled(),
        Piece::DecisionOn | Piece::Birth | Piece::BirthOfMen | Piece::BirthOfWomen => Column::day(heading),
        Piece::CategoryName | Piece::DecisionWhole => Column::text(heading, 40),
        Piece::Address => Column::text(heading, 30),
        _ => Column::text(heading, 16),
    }
}

/// The content of a cell.
pub(super) fn written(list: &AgencyList<'_>, layout: &Layout, piece: Piece, row: &ListRow, at: usize) -> Written {
    let by_sex = |sex: Sex| if row.sex == sex { birth(row, layout) } else { Written::Nothing };
    match piece {
        Piece::Order => Written::Number(i64::try_from(at).expect("a sheet is not endless") + 1),
        Piece::Name if layout.capitals => text(row.name.to_uppercase()),
        Piece::Name => text(row.name.clone()),
        Piece::Birth => birth(row, layout),
        Piece::BirthOfMen => by_sex(Sex::Male),
        Piece::BirthOfWomen => by_sex(Sex::Female),
        Piece::Sex => text(sex_word(row.sex)),
        Piece::CitizenId => text(row.citizen_id.clone()),
        Piece::OldId => text(row.old_id.clone()),
        Piece::Identity => text(if row.citizen_id.is_empty() { &row.old_id } else { &row.citizen_id }),
        Piece::Hamlet => text(row.hamlet.clone()),
        Piece::Address => text(format!("{}, {}", row.hamlet, list.commune.unit.name_inside())),
        Piece::Phone => text(row.phone.clone()),
        Piece::Household => text(row.household.clone()),
        // Of each household the list names the head.
        Piece::Relation => text("Chủ hộ"),
        Piece::Members => Written::Number(i64::from(row.members)),
        Piece::CategoryCode | Piece::CategoryName if row.has(Slip::BadCategory) => text("Theo danh sách của thôn"),
        Piece::CategoryCode => text(row.category),
        Piece::CategoryName => text(category_name(row.category)),
        Piece::Coefficient => text(coefficient(row.category)),
        Piece::Amount | Piece::AmountText if row.has(Slip::BadAmount) => text("ba trăm sáu mươi nghìn"),
        Piece::Amount => row.amount.map_or(Written::Nothing, Written::Number),
        Piece::AmountText => text(row.amount.map(thousands).unwrap_or_default()),
        Piece::DecisionNumber => text(row.decision_number.clone()),
        Piece::DecisionOn => row.decision_on.map_or(Written::Nothing, Written::Day),
        Piece::DecisionBy if row.decision_number.is_empty() => Written::Nothing,
        Piece::DecisionBy => text(format!("UBND {}", list.district)),
        Piece::DecisionWhole => text(decision(list, row)),
        Piece::EntitledFrom => text(row.entitled_from.map(|day| day.strftime("%m/%Y").to_string()).unwrap_or_default()),
        Piece::Note => Written::Nothing,
    }
}

fn text(text: impl Into<String>) -> Written {
    let text = text.into();
    if text.is_empty() { Written::Nothing } else { Written::Text(text) }
}

fn birth(row: &ListRow, layout: &Layout) -> Written {
    let day = BirthDate::parse(&row.birth).ok().and_then(BirthDate::day);
    match day.filter(|_| layout.births_as_days) {
        Some(day) => Written::Day(day),
        None => text(row.birth.clone()),
    }
}

fn category_name(code: &str) -> &'static str {
    match code {
        "NGHEO" => "Hộ nghèo",
        "CANNGHEO" => "Hộ cận nghèo",
        code => &category_of(code).name_vi,
    }
}

fn coefficient(code: &str) -> String {
    category_of(code).coefficient.map_or_else(String::new, |ratio| ratio.to_string().replace('.', ","))
}

/// `540.000`: without the sign of the currency.
fn thousands(amount: i64) -> String {
    Dong::new(amount).to_string().trim_end_matches(" đ").to_owned()
}

fn decision(list: &AgencyList<'_>, row: &ListRow) -> String {
    let on = |day: Date| format!(" ngày {} của UBND {}", day.strftime("%d/%m/%Y"), list.district);
    match row.decision_on {
        _ if row.decision_number.is_empty() => String::new(),
        Some(day) if day <= SAMPLE_DAY => format!("{}{}", row.decision_number, on(day)),
        _ => row.decision_number.clone(),
    }
}
