//! A list of guardians as a file.

use super::{T, wording};
use survey::{GuardianColumn, GuardianFault};

wording! {
    guardians_title { "Nhận danh sách người giám hộ", "A list of guardians" }
    guardians_lead {
        "Mỗi dòng đúng thành một giấy giám hộ chờ cán bộ tư pháp xác nhận, như khi nhập tay. Chưa xác nhận thì chưa có tiền nào đi theo giấy đó.",
        "Each good line becomes a paper that waits for the judicial officer, as if it was entered by hand. Until then no money goes by it.",
    }
    guardians_template { "Tải mẫu danh sách người giám hộ (.xlsx)", "Download the form of the list (.xlsx)" }
    guardians_send_text {
        "Tệp Excel hoặc CSV của xã. Dòng nào chưa đúng được trả lại kèm lý do; các dòng đúng vẫn được nhận. Gửi lại đúng tệp cũ không tạo thêm giấy nào.",
        "An Excel or CSV file of the commune. Lines that are not right come back with the reason; the others are taken. The very same file a second time makes no further papers.",
    }
    guardians_file { "Danh sách", "List" }
    guardians_choose { "Chọn danh sách người giám hộ", "Choose the list of guardians" }
    guardians_send { "Gửi danh sách", "Send the list" }
    guardians_missing { "Hãy chọn danh sách.", "Choose the list." }
    guardians_received_title { "Danh sách đã nhận", "Lists received" }
    guardians_received_caption { "Danh sách của xã, mới nhất ở trên", "The commune’s lists, the newest first" }
    guardians_created { "Giấy mới, chờ xác nhận", "New papers, to be confirmed" }
    guardians_existing { "Giấy đã có từ trước", "Papers that were there" }
    guardians_to_confirm { "Xem giấy chờ xác nhận", "See the papers to be confirmed" }
    guardians_no_headings {
        "Đây không phải danh sách người giám hộ: không thấy các cột người được giám hộ, người giám hộ và số định danh người giám hộ. Hãy tải mẫu ở trên, điền vào đó rồi gửi.",
        "This is no list of guardians: the columns of ward, guardian and the guardian’s number are missing. Download the form above and fill that one in.",
    }
    guardians_no_lines { "Trong danh sách chưa có dòng nào được điền. Hãy điền rồi gửi lại.", "No line of the list is filled in. Fill it in and send it again." }
    guardian_list_sheet { "Danh sách", "List" }
    guardian_cell_unreadable(column) {
        "Cột “{column}” ghi chưa đúng. Hãy xem trang “Hướng dẫn” của mẫu.",
        "The column “{column}” cannot be read. See the guide in the form.",
    }
    guardian_other_name {
        "Số định danh của người được giám hộ là của người mang tên khác trong xã. Hãy kiểm tra lại số và họ tên.",
        "The ward’s number is of somebody of another name in the commune. Check number and name.",
    }
    guardian_ward_ambiguous(people) {
        "Xã có {people} người có thể là người được giám hộ này. Hãy ghi số định danh của người được giám hộ.",
        "{people} people of the commune could be this ward. Write the ward’s number.",
    }
    guardian_own {
        "Người giám hộ không thể là chính người được giám hộ.",
        "Nobody is their own guardian.",
    }
    notice_guardians_taken { "Đã nhận danh sách người giám hộ. Dưới đây là kết quả.", "The list of guardians is taken in. This is what came of it." }
    notice_guardians_exist { "Danh sách này đã được nhận trước đây, giống từng byte; không ghi gì thêm.", "This very list was taken in before; nothing was recorded again." }
    how_ward_number { "Đủ 12 số nếu có; thì họ tên phải đúng như trong hồ sơ. Định dạng ô là văn bản.", "All twelve digits where known, as text; the name must be that of the record." }
    how_ward_birth { "dd/mm/yyyy, hoặc chỉ năm; cần có khi không ghi số định danh.", "dd/mm/yyyy, or the year alone; needed where there is no number." }
    how_guardian_number { "Bắt buộc, đủ 12 số, định dạng ô là văn bản.", "Required, all twelve digits, as text." }
    how_guardian_relation { "Bắt buộc: con, vợ, chồng, anh, chị…", "Required: child, wife and so on." }
    how_guardian_name { "Bắt buộc, đủ dấu, như trên giấy tờ.", "Required, with all marks, as on the papers." }
    how_guardian_paper { "Số của quyết định hoặc văn bản cử, công nhận giám hộ, nếu có.", "The number of the decision, where there is one." }
    how_guardian_from { "Bắt buộc, dd/mm/yyyy.", "Required, dd/mm/yyyy." }
    how_guardian_issuer { "Ví dụ UBND xã Bình Trị.", "Who issued it." }
    how_guardian_until { "dd/mm/yyyy; để trống nếu không có thời hạn.", "dd/mm/yyyy; empty where it has no end." }
    how_guardian_account { "có hoặc không; để trống là có.", "có or không; empty means yes." }
}

impl T {
    /// Why a row of a list of guardians comes back.
    pub(crate) fn guardian_fault(self, fault: &GuardianFault) -> String {
        match fault {
            GuardianFault::Cell { column } => self.guardian_cell_unreadable(column.heading()),
            GuardianFault::Empty { column } => self.row_cell_missing(column.heading()),
            GuardianFault::WardUnknown => self.row_person_unknown().to_owned(),
            GuardianFault::OtherName => self.guardian_other_name().to_owned(),
            GuardianFault::WardAmbiguous { people } => self.guardian_ward_ambiguous(people),
            GuardianFault::Paper(survey::AuthorisationFault::OwnProxy) => self.guardian_own().to_owned(),
            GuardianFault::Paper(fault) => self.paper_fault(fault),
        }
    }

    /// How a column of the list is written.
    pub(crate) const fn guardian_column_how(self, column: GuardianColumn) -> &'static str {
        match column {
            GuardianColumn::WardName | GuardianColumn::Name => self.how_guardian_name(),
            GuardianColumn::WardCitizenId => self.how_ward_number(),
            GuardianColumn::WardBirth => self.how_ward_birth(),
            GuardianColumn::CitizenId => self.how_guardian_number(),
            GuardianColumn::Relation => self.how_guardian_relation(),
            GuardianColumn::PaperNumber => self.how_guardian_paper(),
            GuardianColumn::PaperOn => self.how_guardian_from(),
            GuardianColumn::Issuer => self.how_guardian_issuer(),
            GuardianColumn::ValidUntil => self.how_guardian_until(),
            GuardianColumn::WithAccount => self.how_guardian_account(),
        }
    }
}
