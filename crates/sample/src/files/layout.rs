//! Which columns a list has, under which headings: every office has its own.

use super::Source;
use crate::plan::Commune;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Order,
    Name,
    Birth,
    BirthOfMen,
    BirthOfWomen,
    Sex,
    CitizenId,
    OldId,
    /// Whichever number there is.
    Identity,
    Hamlet,
    Address,
    Phone,
    CategoryCode,
    CategoryName,
    Coefficient,
    Amount,
    /// As text with dots between thousands.
    AmountText,
    DecisionNumber,
    DecisionOn,
    DecisionBy,
    /// Number, day and issuer in one cell.
    DecisionWhole,
    EntitledFrom,
    Household,
    Relation,
    Members,
    Note,
}

/// A column: what, its heading, the heading above it.
pub(crate) type Heading = (Piece, &'static str, Option<&'static str>);

/// How a list is laid out.
pub(crate) struct Layout {
    pub(crate) columns: &'static [Heading],
    pub(crate) capitals: bool,
    /// Births as dates of the spreadsheet, not as text.
    pub(crate) births_as_days: bool,
}

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Workbook,
    /// A workbook in fonts of before Unicode (TCVN3).
    OldFont,
    /// UTF-8 with its mark, semicolons.
    Semicolons,
    /// UTF-16, tabs: what a spreadsheet saves as Unicode text.
    Utf16,
}

impl Form {
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Form::Workbook | Form::OldFont => "xlsx",
            Form::Semicolons => "csv",
            Form::Utf16 => "txt",
        }
    }

    pub(crate) const fn key(self) -> &'static str {
        match self {
            Form::Workbook => "xlsx",
            Form::OldFont => "xlsx tcvn3",
            Form::Semicolons => "csv utf-8",
            Form::Utf16 => "csv utf-16",
        }
    }
}

use Piece as P;

/// The district's own form: two rows of headings.
const DISTRICT: &[Heading] = &[
    (P::Order, "STT", None),
    (P::Name, "Họ và tên", None),
    (P::Birth, "Ngày, tháng, năm sinh", None),
    (P::Sex, "Giới tính", None),
    (P::CitizenId, "Số định danh cá nhân", Some("Giấy tờ")),
    (P::OldId, "Số CMND", Some("Giấy tờ")),
    (P::Hamlet, "Thôn/tổ dân phố", None),
    (P::Phone, "Số điện thoại", None),
    (P::CategoryName, "Loại đối tượng", None),
    (P::Coefficient, "Hệ số", None),
    (P::Amount, "Mức trợ cấp (đồng/tháng)", None),
    (P::DecisionNumber, "Số", Some("Quyết định")),
    (P::DecisionOn, "Ngày ký", Some("Quyết định")),
    (P::DecisionBy, "Cơ quan ban hành", Some("Quyết định")),
    (P::EntitledFrom, "Hưởng từ tháng", None),
    (P::Note, "Ghi chú", None),
];
/// A commune's form: men and women in two columns, one column for any number, capitals.
const COMMUNE: &[Heading] = &[
    (P::Order, "TT", None),
    (P::Name, "Họ tên đối tượng", None),
    (P::BirthOfMen, "Nam", Some("Năm sinh")),
    (P::BirthOfWomen, "Nữ", Some("Năm sinh")),
    (P::Identity, "Số CMND/CCCD", None),
    (P::Address, "Chỗ ở hiện nay", None),
    (P::CategoryCode, "Mã đối tượng", None),
    (P::AmountText, "Mức hưởng", None),
    (P::DecisionWhole, "Thông tin quyết định", None),
    (P::Note, "Ghi chú", None),
];
/// What the welfare system prints: one row of headings, births as dates.
const SYSTEM: &[Heading] = &[
    (P::Order, "STT", None),
    (P::Name, "Họ và tên đối tượng", None),
    (P::Birth, "Ngày sinh", None),
    (P::Sex, "Giới tính", None),
    (P::CitizenId, "Số CCCD", None),
    (P::OldId, "CMND", None),
    (P::Hamlet, "Thôn/xóm", None),
    (P::CategoryCode, "Mã đối tượng", None),
    (P::CategoryName, "Tên đối tượng trợ giúp", None),
    (P::Amount, "Số tiền", None),
    (P::DecisionNumber, "Số QĐ", None),
    (P::DecisionOn, "Ngày QĐ", None),
    (P::EntitledFrom, "Hưởng từ ngày", None),
];
const MERIT: &[Heading] = &[
    (P::Order, "STT", None),
    (P::Name, "Họ và tên", None),
    (P::Birth, "Năm sinh", None),
    (P::Sex, "Nam/Nữ", None),
    (P::CitizenId, "Số CCCD", None),
    (P::OldId, "Số CMND", None),
    (P::Hamlet, "Thôn", None),
    (P::CategoryName, "Diện hưởng", None),
    (P::Amount, "Mức trợ cấp tháng", None),
    (P::DecisionNumber, "Số quyết định", None),
    (P::DecisionOn, "Ngày ký quyết định", None),
    (P::EntitledFrom, "Hưởng từ", None),
];
const POVERTY: &[Heading] = &[
    (P::Order, "STT", None),
    (P::Household, "Mã hộ", None),
    (P::Name, "Họ và tên", None),
    (P::Relation, "Quan hệ với chủ hộ", None),
    (P::Birth, "Ngày sinh", None),
    (P::Sex, "Giới tính", None),
    (P::CitizenId, "Số CCCD", None),
    (P::Hamlet, "Thôn", None),
    (P::Members, "Số nhân khẩu", None),
    (P::CategoryName, "Phân loại hộ", None),
    (P::DecisionNumber, "Số quyết định công nhận", None),
];

/// How the list of a commune and source is laid out, and as what kind of file it comes.
pub(crate) fn layout_of(commune: &Commune, source: Source) -> (Layout, Form) {
    let form = match (source, commune.index % 22) {
        (Source::Protection, 3 | 17) => Form::Semicolons,
        (Source::Protection, 10) => Form::Utf16,
        (Source::Protection | Source::Merit, 19) | (Source::Protection, 6) => Form::OldFont,
        _ => Form::Workbook,
    };
    let (columns, capitals, births_as_days) = match (source, commune.index % 4) {
        (Source::Merit, _) => (MERIT, false, false),
        (Source::Poverty, _) => (POVERTY, false, false),
        // The capital letters of the old fonts are another font, not other letters.
        (Source::Protection, 1) if form != Form::OldFont => (COMMUNE, true, false),
        (Source::Protection, 2 | 3) if form != Form::OldFont => (SYSTEM, false, true),
        _ => (DISTRICT, false, false),
    };
    (Layout { columns, capitals, births_as_days }, form)
}
