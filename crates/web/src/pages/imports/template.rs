//! An empty list to fill in: the headings the program knows, what each column takes, and one person who does not exist.

use crate::{
    shell::{
        answers::{WORKBOOK, as_saved},
        problem::{Answer, Problem, Said},
        visit::{View, Visit},
    },
    wording::{Language, T},
};
use axum::{extract::Path, response::Response};
use documents::{Book, Cell, Column, Line, Refusal, SheetPlan};
use jiff::Timestamp;
use kernel::keyed;
use office::places::Level;
use sources::SourceKind;

keyed! {
    /// What is filled in: the list of a source, or what changed since the last one.
    pub(crate) enum Kind {
        /// Bảo trợ xã hội.
        Protection = "btxh",
        /// Người có công.
        Merit = "ncc",
        /// Nghèo, cận nghèo.
        Poverty = "ngheo",
        /// Đối tượng khác.
        Other = "khac",
        /// Biến động, a sheet a kind, as the ministry's system exports them.
        Movements = "bien-dong",
    }
}

impl Kind {
    /// What it is called.
    pub(crate) fn named(self, t: T) -> &'static str {
        match self {
            Kind::Protection => t.source_kind(SourceKind::Protection),
            Kind::Merit => t.source_kind(SourceKind::Merit),
            Kind::Poverty => t.source_kind(SourceKind::Poverty),
            Kind::Other => t.source_kind(SourceKind::Other),
            Kind::Movements => t.template_movements(),
        }
    }
}

/// A column with what it takes and what the person who does not exist has there.
struct Told {
    column: Column,
    must: bool,
    how: &'static str,
    example: String,
}

fn told(column: Column, must: bool, how: &'static str, example: impl Into<String>) -> Told {
    Told { column, must, how, example: example.into() }
}

/// `GET /imports/templates/{kind}`.
pub(crate) async fn show(view: View, Path(kind): Path<String>) -> Answer<Response> {
    let kind = Kind::parse(&kind).ok_or(Problem::NotFound)?;
    let bytes = view
        .blocking(move |visit: &Visit| {
            let commune = commune(visit);
            let unwritten = |_| Problem::Said(Said::of("documents.workbook", |t: T| t.refused_workbook().to_owned()));
            write(visit.t, kind, &commune, visit.now).map_err(unwritten)
        })
        .await??;
    Ok(as_saved(&format!("mau-{}.xlsx", kind.key()), WORKBOOK, bytes))
}

/// The code of a commune of the own area, so that the example can be received as it is.
fn commune(view: &Visit) -> String {
    let places = view.app.desk.places();
    let own = view.signed().and_then(|me| me.acting.place).and_then(|place| places.unit(place));
    let below = own.map(|unit| places.below(unit.area()));
    let mut units = below.iter().flat_map(|units| units.iter()).chain(own);
    units.find(|unit| unit.level == Level::Commune).map_or_else(String::new, |unit| unit.code.clone())
}

fn write(t: T, kind: Kind, commune: &str, now: Timestamp) -> Result<Vec<u8>, Refusal> {
    let mut book = Book::new(now);
    let sheets = sheets(kind, commune);
    for (name, columns) in &sheets {
        let mut plan = vec![Column::number("STT")];
        plan.extend(columns.iter().map(|told| told.column.clone()));
        let mut sheet = book.sheet(&SheetPlan::new(*name, plan))?;
        let cells = columns.iter().map(|told| Cell::from(told.example.as_str()));
        let row: Vec<Cell<'_>> = std::iter::once(Cell::Number(1)).chain(cells).collect();
        sheet.row(&row)?;
    }
    let lines = vec![Line::title(t.template_title(kind.named(t))), Line::note(t.template_note())];
    let columns = vec![
        Column::text(t.template_sheet(), 24),
        Column::text(t.template_column(), 30),
        Column::text(t.template_must(), 12),
        Column::text(t.template_how(), 70),
    ];
    let mut sheet = book.sheet(&SheetPlan::new(t.template_guide(), columns).titled(lines))?;
    for (name, columns) in &sheets {
        for told in columns {
            let must = if told.must { t.template_yes() } else { t.template_no() };
            sheet.row(&[
                Cell::from(*name),
                Cell::from(told.column.heading.as_str()),
                Cell::from(must),
                Cell::from(told.how),
            ])?;
        }
    }
    book.into_bytes()
}

/// The sheets in the order of the file: words of files are Vietnamese, whoever reads.
fn sheets(kind: Kind, commune: &str) -> Vec<(&'static str, Vec<Told>)> {
    match kind {
        Kind::Protection => vec![("Danh sách", list(commune, "BTXH.5c", "540000"))],
        Kind::Merit => vec![("Danh sách", list(commune, "NCC.d", "4872000"))],
        Kind::Poverty => vec![("Danh sách", household(commune))],
        Kind::Other => vec![("Danh sách", list(commune, "KHAC", "500000"))],
        Kind::Movements => vec![
            ("Tăng thêm", all_told(increase(commune))),
            ("Điều chỉnh chính sách", all_told(adjust(commune))),
            ("Thôi hưởng", all_told(stop(commune))),
            ("Cắt chết", all_told(death(commune))),
        ],
    }
}

/// A change is taken in only where all of it is said; where somebody lives may follow from the sender.
fn all_told(mut columns: Vec<Told>) -> Vec<Told> {
    for told in &mut columns {
        told.must |= !matches!(told.column.heading.as_str(), "Xã" | "Điện thoại" | "Ngày ký" | "Cơ quan ra quyết định");
    }
    columns
}

const FILES: T = T(Language::Vietnamese);

fn name(name: &str) -> Told {
    told(Column::text("Họ và tên", 28), true, FILES.template_name(), name)
}

fn number(number: &str) -> Told {
    told(Column::identity("Số CCCD"), false, FILES.template_number(), number)
}

fn place(commune: &str) -> Told {
    told(Column::text("Xã", 14), false, FILES.template_commune(), commune)
}

fn category(example: &str) -> Told {
    told(Column::text("Loại đối tượng", 20), true, FILES.template_category(), example)
}

fn amount(example: &str) -> Told {
    told(Column::text("Mức hưởng", 14), true, FILES.template_amount(), example)
}

fn decision(example: &str) -> [Told; 3] {
    [
        told(Column::text("Số quyết định", 18), false, FILES.template_decision(), example),
        told(Column::day("Ngày ký"), false, FILES.template_day(), "05/01/2024"),
        told(Column::text("Cơ quan ra quyết định", 26), false, FILES.template_issuer(), "UBND huyện"),
    ]
}

/// Who it is, in every list of people.
fn person(commune: &str, full_name: &str, citizen_id: &str) -> Vec<Told> {
    vec![
        name(full_name),
        told(Column::day("Ngày sinh"), true, FILES.template_birth(), "02/03/1944"),
        told(Column::text("Giới tính", 10), false, FILES.template_sex(), "Nam"),
        number(citizen_id),
        place(commune),
        told(Column::text("Thôn", 16), false, FILES.template_hamlet(), "Thôn 1"),
        told(Column::text("Điện thoại", 14), false, FILES.template_phone(), ""),
    ]
}

fn list(commune: &str, code: &str, amount_dong: &str) -> Vec<Told> {
    let mut columns = person(commune, "Nguyễn Văn Mẫu", "051044001234");
    columns.extend([category(code), amount(amount_dong)]);
    columns.extend(decision("12/QĐ-UBND"));
    columns.push(told(Column::text("Hưởng từ", 12), false, FILES.template_from(), "01/2024"));
    columns
}

fn household(commune: &str) -> Vec<Told> {
    let mut columns = person(commune, "Nguyễn Văn Mẫu", "051044001234");
    columns.push(told(Column::text("Mã hộ", 12), false, FILES.template_household(), "HN-001"));
    columns.push(told(Column::text("Quan hệ với chủ hộ", 20), false, FILES.template_relation(), "Chủ hộ"));
    columns.push(told(Column::text("Loại hộ", 16), true, FILES.template_poverty(), "Hộ nghèo"));
    columns
}

fn increase(commune: &str) -> Vec<Told> {
    let mut columns = person(commune, "Nguyễn Văn Mẫu", "051044001234");
    columns.push(told(Column::text("Dân tộc", 10), true, FILES.template_ethnicity(), "Kinh"));
    columns.extend([category("BTXH.5c"), amount("540000")]);
    columns.extend(decision("12/QĐ-UBND"));
    columns.push(told(Column::text("Hưởng từ", 12), true, FILES.template_from(), "02/2024"));
    columns
}

fn adjust(commune: &str) -> Vec<Told> {
    let mut columns = vec![name("Trần Văn Mẫu"), number("051050002345"), place(commune)];
    columns.extend([category("BTXH.5c"), amount("720000")]);
    columns.extend(decision("13/QĐ-UBND"));
    columns
}

fn stop(commune: &str) -> Vec<Told> {
    let mut columns = vec![name("Lê Văn Mẫu"), number("051052003456"), place(commune)];
    columns.extend([category("BTXH.5c"), amount("540000")]);
    columns.extend(decision("14/QĐ-UBND"));
    columns
}

fn death(commune: &str) -> Vec<Told> {
    vec![
        name("Phạm Văn Mẫu"),
        number("051048004567"),
        place(commune),
        told(Column::day("Ngày chết"), true, FILES.template_died(), "20/01/2024"),
        told(Column::text("Quyết định thôi hưởng", 30), false, FILES.template_decision(), "15/QĐ-UBND ngày 25/01/2024"),
    ]
}
