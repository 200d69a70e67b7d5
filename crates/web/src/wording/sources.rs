//! Source files: why one is refused, and why a row comes back.

use super::{T, command_line::CommandLine, wording};
use sources::{FaultKind, FileFault, Refusal, RowFault};

wording! {
    return_reason { "Lý do", "Reason" }
    return_sheet { "Dòng trả lại", "Rows sent back" }
    return_doubtful { "Cần xem lại", "To look at" }
    row_name_missing { "Thiếu họ tên.", "The name is missing." }
    row_name_unreadable(written) { "“{written}” không phải họ tên.", "“{written}” is no name." }
    row_commune_missing { "Thiếu xã, phường, thị trấn.", "The commune is missing." }
    row_commune_unknown(written) {
        "Không có xã “{written}” trong địa bàn gửi.",
        "The sender's area has no commune “{written}”.",
    }
    row_commune_ambiguous(written) { "Có nhiều xã tên “{written}”: ghi mã xã.", "Several communes are called “{written}”: write the code." }
    row_category_missing { "Thiếu loại đối tượng.", "The category is missing." }
    row_category_unknown(written) { "Không có loại đối tượng “{written}”.", "There is no category “{written}”." }
    row_birth_unreadable(written) {
        "Ngày sinh “{written}” không đọc được: ghi ngày/tháng/năm hoặc chỉ năm.",
        "The birth date “{written}” cannot be read: write day/month/year, or the year alone.",
    }
    row_birth_in_future(written) { "Ngày sinh “{written}” ở tương lai.", "The birth date “{written}” lies in the future." }
    row_amount_unreadable(written) {
        "Số tiền “{written}” không rõ: ghi số đồng, ví dụ 540.000.",
        "The amount “{written}” is not clear: write whole đồng, for example 540.000.",
    }
    row_formula { "Ô chứa công thức: ghi giá trị.", "The cell holds a formula: write the value." }
    row_number_damaged(written) {
        "Số “{written}” không đủ 12 số (hoặc 9 số CMND): có thể đã bị bảng tính làm hỏng.",
        "The number “{written}” has neither 12 digits nor the 9 of an old card: a spreadsheet may have damaged it.",
    }
    row_number_other_sex(written) { "Số định danh là của giới tính {written}.", "The number belongs to the sex {written}." }
    row_number_other_year(written) { "Số định danh là của năm sinh {written}.", "The number belongs to the birth year {written}." }
    row_number_no_province(written) { "Số định danh bắt đầu bằng {written}: không có mã tỉnh này.", "The number begins with {written}, which is no province." }
    row_number_repeats { "Sáu số cuối giống hệt nhau.", "The last six digits are all the same." }
    row_birth_unknown { "Chưa có ngày sinh.", "There is no birth date." }
    row_sex_unreadable(written) { "Giới tính “{written}” không rõ: ghi Nam hoặc Nữ.", "The sex “{written}” is not clear: write Nam or Nữ." }
    row_phone_unreadable(written) { "Số điện thoại “{written}” không đúng.", "The phone number “{written}” is not right." }
    row_day_unreadable(written) { "Ngày “{written}” không đọc được.", "The day “{written}” cannot be read." }
    row_account_unreadable(written) { "Số tài khoản “{written}” không đúng.", "The account number “{written}” is not right." }
    row_old_font(written) { "“{written}” có thể là phông chữ cũ.", "“{written}” may be of an old font." }
    row_text_cut { "Nội dung quá dài, đã cắt bớt.", "The text was too long and was cut." }
    row_proposal(sentence, proposal) { "{sentence} Có phải là {proposal}?", "{sentence} Is it {proposal}?" }
    refused_file_name(longest) {
        "Tên tệp phải có từ 1 đến {longest} ký tự. Hãy đổi tên tệp rồi gửi lại.",
        "A file’s name has 1 to {longest} characters. Rename it and send it again.",
    }
    refused_return_rows {
        "Không lập được tệp trả lại. Hãy thử lại; nếu vẫn lỗi, hãy báo quản trị hệ thống.",
        "The workbook of returned rows cannot be written. Try again, or tell the administrator.",
    }
    file_empty { "Tệp trống.", "The file is empty." }
    file_too_large(most) { "Tệp quá lớn: tối đa {most} byte.", "The file is too large: {most} bytes at most." }
    file_not_a_table { "Tệp không phải bảng tính, cũng không phải bảng dạng văn bản.", "The file is neither a workbook nor a table of text." }
    file_other_form { "Không đọc được dạng bảng tính này: hãy lưu thành .xlsx.", "This form of workbook is not read: save it as .xlsx." }
    file_password { "Bảng tính có mật khẩu: hãy bỏ mật khẩu rồi gửi lại.", "The workbook has a password: remove it and send it again." }
    file_damaged { "Bảng tính bị hỏng hoặc bị cắt cụt: hãy gửi lại bản gốc.", "The workbook is damaged or cut short: send the original again." }
    file_bomb(most) { "Bảng tính giải nén ra quá lớn: tối đa {most} byte. Danh sách lớn hãy gửi dạng CSV.", "The workbook unpacks to too much: {most} bytes at most. Send a large list as CSV." }
    file_entity { "Bảng tính chứa khai báo thực thể XML: không nhận.", "The workbook declares XML entities and is refused." }
    file_no_header { "Không tìm thấy dòng tiêu đề có họ tên và ít nhất hai cột khác.", "No line of headings with a name and two more columns was found." }
    file_no_rows { "Dưới dòng tiêu đề không có dòng nào.", "There is no row below the headings." }
    file_too_many_rows(most) { "Quá nhiều dòng: tối đa {most}.", "Too many rows: {most} at most." }
    file_too_many_columns(most) { "Quá nhiều cột: tối đa {most}.", "Too many columns: {most} at most." }
    file_cell_too_long(line) { "Dòng {line} có ô quá dài.", "A cell of line {line} is too long." }
}

impl T {
    /// Why a row comes back, or what in it is doubtful.
    pub(crate) fn row_fault(self, fault: &RowFault) -> String {
        let written = fault.written.as_str();
        let sentence = match fault.kind {
            FaultKind::NameMissing => self.row_name_missing().to_owned(),
            FaultKind::NameUnreadable => self.row_name_unreadable(written),
            FaultKind::CommuneMissing => self.row_commune_missing().to_owned(),
            FaultKind::CommuneUnknown => self.row_commune_unknown(written),
            FaultKind::CommuneAmbiguous => self.row_commune_ambiguous(written),
            FaultKind::CategoryMissing => self.row_category_missing().to_owned(),
            FaultKind::CategoryUnknown => self.row_category_unknown(written),
            FaultKind::BirthUnreadable => self.row_birth_unreadable(written),
            FaultKind::BirthInFuture => self.row_birth_in_future(written),
            FaultKind::AmountUnreadable => self.row_amount_unreadable(written),
            FaultKind::Formula => self.row_formula().to_owned(),
            FaultKind::NumberDamaged => self.row_number_damaged(written),
            FaultKind::NumberOtherSex => self.row_number_other_sex(written),
            FaultKind::NumberOtherYear => self.row_number_other_year(written),
            FaultKind::NumberNoProvince => self.row_number_no_province(written),
            FaultKind::NumberRepeats => self.row_number_repeats().to_owned(),
            FaultKind::BirthUnknown => self.row_birth_unknown().to_owned(),
            FaultKind::SexUnreadable => self.row_sex_unreadable(written),
            FaultKind::PhoneUnreadable => self.row_phone_unreadable(written),
            FaultKind::DayUnreadable => self.row_day_unreadable(written),
            FaultKind::AccountUnreadable => self.row_account_unreadable(written),
            FaultKind::OldFont => self.row_old_font(written),
            FaultKind::TextCut => self.row_text_cut().to_owned(),
        };
        match &fault.proposal {
            Some(proposal) => self.row_proposal(sentence, proposal),
            None => sentence,
        }
    }

    /// What happened, then what to do: the room `sources`.
    pub(crate) fn sources_refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::File(fault) => self.file_fault(*fault),
            Refusal::Document(_) => self.refused_return_rows().to_owned(),
            Refusal::Name { longest } => self.refused_file_name(longest),
            Refusal::NotFound => self.refused_not_found().to_owned(),
            Refusal::Office(refusal) => self.refusal(refusal),
            Refusal::Db(_) => self.refused_database().to_owned(),
        }
    }

    /// Why nothing was taken from a file.
    pub(crate) fn file_fault(self, fault: FileFault) -> String {
        match fault {
            FileFault::Empty => self.file_empty().to_owned(),
            FileFault::TooLarge { most, .. } => self.file_too_large(most),
            FileFault::NotATable => self.file_not_a_table().to_owned(),
            FileFault::OtherForm => self.file_other_form().to_owned(),
            FileFault::PasswordProtected => self.file_password().to_owned(),
            FileFault::Damaged => self.file_damaged().to_owned(),
            FileFault::Bomb { most } => self.file_bomb(most),
            FileFault::EntityDeclared => self.file_entity().to_owned(),
            FileFault::NoHeader => self.file_no_header().to_owned(),
            FileFault::NoRows => self.file_no_rows().to_owned(),
            FileFault::TooManyRows { most } => self.file_too_many_rows(most),
            FileFault::TooManyColumns { most } => self.file_too_many_columns(most),
            FileFault::CellTooLong { line } => self.file_cell_too_long(line),
        }
    }
}

impl CommandLine {
    /// Why a row comes back, in the words of the screens.
    pub fn row_fault(self, fault: &RowFault) -> String {
        T(self.0).row_fault(fault)
    }

    /// Why nothing was taken from a file, in the words of the screens.
    pub fn source_file_fault(self, fault: FileFault) -> String {
        T(self.0).file_fault(fault)
    }

    /// The words of a workbook of rows sent back: reason, sheet, what is doubtful.
    pub const fn return_words(self) -> [&'static str; 3] {
        let t = T(self.0);
        [t.return_reason(), t.return_sheet(), t.return_doubtful()]
    }
}
