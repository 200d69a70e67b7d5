//! The words of Phụ lục 2. The original form was not found anywhere: this one is put together from the letters that
//! name it, and says so.

use crate::{HeldReason, LineNote};
use documents::Column;
use survey::Method;

/// Under the title, so that nobody takes it for the original.
pub(crate) const RECONSTRUCTED: &str = "(Mẫu phục dựng)";

/// The title of a sheet.
pub(crate) fn title(method: Method) -> String {
    format!("DANH SÁCH NHẬN TRỢ CẤP: {}", heading(method).to_uppercase())
}

/// The name of a sheet.
pub(crate) const fn sheet(method: Method) -> &'static str {
    match method {
        Method::OwnAccount => "Tài khoản chính chủ",
        Method::Wallet => "Ví điện tử",
        Method::MobileMoney => "Mobile Money",
        Method::ProxyAccount => "Ủy quyền qua tài khoản",
        Method::ProxyCash => "Ủy quyền nhận tiền mặt",
        Method::Guardian => "Giám hộ",
        Method::CashPoint => "Tiền mặt tại điểm",
        Method::CashHome => "Tiền mặt tại nhà",
    }
}

const fn heading(method: Method) -> &'static str {
    match method {
        Method::OwnAccount => "qua tài khoản chính chủ",
        Method::Wallet => "qua ví điện tử",
        Method::MobileMoney => "qua Mobile Money",
        Method::ProxyAccount => "qua tài khoản của người được ủy quyền",
        Method::ProxyCash => "bằng tiền mặt do người được ủy quyền nhận",
        Method::Guardian => "do người giám hộ nhận",
        Method::CashPoint => "bằng tiền mặt tại điểm chi trả",
        Method::CashHome => "bằng tiền mặt tại nhà",
    }
}

/// The columns of every sheet.
pub(crate) fn columns() -> Vec<Column> {
    vec![
        Column::number("STT"),
        Column::text("Họ và tên", 26),
        Column::text("Ngày sinh", 12),
        Column::identity("Số định danh"),
        Column::text("Địa chỉ", 28),
        Column::text("Loại đối tượng", 30),
        Column::dong("Mức trợ cấp").totalled(),
        Column::dong("Số tiền chi").totalled(),
        Column::identity("Số tài khoản"),
        Column::text("Ngân hàng", 18),
        Column::text("Chủ tài khoản", 26),
        Column::text("Ghi chú", 30),
    ]
}

/// The columns of the first sheet: a line a method.
pub(crate) fn summary_columns() -> Vec<Column> {
    vec![
        Column::number("STT"),
        Column::text("Phương thức", 32),
        Column::number("Số dòng").totalled(),
        Column::number("Được chi").totalled(),
        Column::dong("Mức trợ cấp").totalled(),
        Column::dong("Số tiền chi").totalled(),
        Column::dong("Tạm giữ").totalled(),
    ]
}

/// What stands in place of a category that is nobody's business.
pub(crate) const NEUTRAL_WORDS: &str = "Bảo trợ xã hội";

pub(crate) const fn held(reason: HeldReason) -> &'static str {
    match reason {
        HeldReason::Dead => "Tạm giữ: đã chết",
        HeldReason::Hold => "Tạm giữ",
        HeldReason::NotVerified => "Tạm giữ: chưa xác thực",
    }
}

pub(crate) const fn note(note: LineNote) -> &'static str {
    match note {
        LineNote::NotChosen => "Chưa khảo sát",
        LineNote::AccountPending => "Tài khoản chưa kích hoạt",
        LineNote::PaperLapsed => "Giấy ủy quyền hết hiệu lực",
        LineNote::NameChanged => "Họ tên đã sửa, chờ kiểm tra lại tài khoản",
    }
}
