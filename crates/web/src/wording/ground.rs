//! The words of reference data and of the register of letters: what the room says no to.

use super::{T, wording};
use office::{
    letters::{LetterFault, NumberFault},
    reference::ReferenceFault,
};

wording! {
    reference_fault_amount { "Số tiền phải lớn hơn 0.", "The amount must be above zero." }
    reference_fault_coefficient {
        "Hệ số phải lớn hơn 0 và không quá 100.",
        "A coefficient is above 0 and at most 100.",
    }
    reference_fault_both {
        "Loại đối tượng chỉ có hệ số hoặc mức tiền cố định. Hãy bỏ trống một trong hai.",
        "A category has a coefficient or a fixed amount. Leave one of them empty.",
    }
    reference_fault_ages {
        "Tuổi đến không thể nhỏ hơn tuổi từ. Hãy sửa lại hai tuổi.",
        "The upper age cannot be below the lower. Correct the two ages.",
    }
    reference_fault_bin {
        "Mã BIN gồm 6 chữ số và là mã của ngân hàng trong danh mục. Hãy kiểm tra lại mã.",
        "A BIN has six digits and is the bank’s key in the list. Check it.",
    }
    reference_fault_percent {
        "Tỷ lệ phải lớn hơn 0 % và không quá 100 %.",
        "A percentage is above 0 % and at most 100 %.",
    }
    reference_fault_population {
        "Hãy chọn ít nhất một nhóm đối tượng cho chỉ tiêu.",
        "Choose at least one group of beneficiaries for the target.",
    }
    reference_fault_profile {
        "Mô hình tổ chức nhắc tới cơ quan, cấp hoặc nhiệm vụ mà nó không có. Hãy sửa tệp rồi gửi lại.",
        "The profile names an agency, a tier or a role that it does not have. Correct the file and send it again.",
    }
    refused_corrupt {
        "Một dữ liệu đã lưu không đọc được. Hãy báo người quản trị hệ thống.",
        "Stored data cannot be read. Tell the administrator.",
    }
    refused_own_proposal {
        "Bạn là người đề nghị nên không tự duyệt được. Hãy nhờ người khác có thẩm quyền duyệt.",
        "You proposed this, so you cannot approve it. Ask another person with that right.",
    }
    refused_phone {
        "Số điện thoại chưa đúng. Hãy nhập số di động 10 chữ số hoặc số cố định có mã vùng.",
        "This is no telephone number. Enter a mobile number of ten digits, or a landline with its area code.",
    }
    refused_email {
        "Địa chỉ thư điện tử chưa đúng. Hãy nhập dạng ten@coquan.gov.vn.",
        "This is no mail address. Enter one like name@agency.gov.vn.",
    }
    refused_day_out_of_range(earliest, latest) {
        "Hãy kiểm tra năm: ngày phải từ {earliest} đến {latest}.",
        "Check the year: the day must lie between {earliest} and {latest}.",
    }
    refused_one_hand {
        "Bạn và người lập không phải là hai người độc lập: một người đã cấp mật khẩu hoặc gắn tài khoản đăng nhập cho người kia. Hãy nhờ người khác duyệt, hoặc nhờ người giữ máy chủ cấp lại mật khẩu.",
        "You and whoever made this are not two independent persons: one gave the other the password or linked the other's account. Ask somebody else to approve, or have whoever holds the server reset the password.",
    }
    refused_one_hand_third {
        "Cùng một người đã cấp mật khẩu hoặc gắn tài khoản đăng nhập cho cả bạn và người lập, nên hai người không được coi là độc lập. Hãy nhờ người khác duyệt, hoặc nhờ người giữ máy chủ cấp lại mật khẩu.",
        "One person gave both you and whoever made this the password or linked both accounts, so you do not count as two independent persons. Ask somebody else to approve, or have whoever holds the server reset the password.",
    }
    refused_proposal_decided(version) {
        "Đề nghị số {version} đã được quyết định. Hãy tải lại trang để xem kết quả.",
        "Proposal {version} has been decided. Reload the page to see the result.",
    }
    refused_proposal_open(version) {
        "Đề nghị số {version} cho mục này đang chờ duyệt. Hãy chờ duyệt hoặc rút đề nghị đó trước.",
        "Proposal {version} for this is waiting. Have it decided or take it back first.",
    }
    refused_version_moved {
        "Người khác vừa thay đổi mục này. Hãy tải lại trang, xem nội dung mới rồi làm lại.",
        "Somebody has just changed this. Reload the page, look at what it says now, then try again.",
    }

    letter_number_no_digit {
        "Số văn bản phải bắt đầu bằng chữ số, ví dụ 275/UBND-VX.",
        "The number of a letter begins with a digit, such as 275/UBND-VX.",
    }
    letter_number_long { "Số, ký hiệu văn bản chỉ dài tới 60 ký tự.", "The number of a letter has at most 60 characters." }
    letter_number_character(found) {
        "Số, ký hiệu văn bản không dùng ký tự “{found}”. Hãy xóa ký tự đó.",
        "The number of a letter has no “{found}”. Remove it.",
    }
    letter_fault_later {
        "Ngày ban hành không thể sau hôm nay. Hãy kiểm tra lại ngày.",
        "A letter cannot be issued after today. Check the day.",
    }
    letter_fault_basis {
        "Một căn cứ đã chọn không có trong sổ, trùng nhau, hoặc là chính văn bản này. Hãy chọn lại.",
        "A chosen basis is not in the register, is named twice, or is this very letter. Choose again.",
    }
    letter_fault_bases(most) {
        "Mỗi văn bản ghi tối đa {most} căn cứ.",
        "A letter names at most {most} bases.",
    }
    letter_fault_file_empty { "Tệp không có nội dung. Hãy chọn tệp khác.", "The file is empty. Choose another." }
    letter_fault_file_large(megabytes) {
        "Tệp lớn hơn {megabytes} MB. Hãy giảm độ phân giải khi quét rồi gửi lại.",
        "The file is larger than {megabytes} MB. Scan it at a lower resolution and send it again.",
    }
    letter_fault_file_form {
        "Chỉ nhận tệp PDF, Word, Excel hoặc ảnh PNG, JPEG, và tên tệp phải đúng loại.",
        "Only PDF, Word, Excel, PNG and JPEG files are taken, and the name must say the right kind.",
    }
    refused_letter_registered {
        "Văn bản này đã có trong sổ: cùng số, cùng cơ quan, cùng ngày. Hãy mở văn bản đó để sửa.",
        "This letter is in the register: the same number, issuer and day. Open that entry to correct it.",
    }
}

impl T {
    /// Why a value of the reference data cannot be.
    pub(super) fn reference_fault(self, fault: ReferenceFault) -> String {
        match fault {
            ReferenceFault::Text { longest, .. } => self.refused_text_length(longest),
            ReferenceFault::Amount => self.reference_fault_amount().to_owned(),
            ReferenceFault::Coefficient => self.reference_fault_coefficient().to_owned(),
            ReferenceFault::CoefficientAndAmount => self.reference_fault_both().to_owned(),
            ReferenceFault::Ages => self.reference_fault_ages().to_owned(),
            ReferenceFault::Bin => self.reference_fault_bin().to_owned(),
            ReferenceFault::Percent => self.reference_fault_percent().to_owned(),
            ReferenceFault::Population => self.reference_fault_population().to_owned(),
            ReferenceFault::ProfileName { .. } => self.reference_fault_profile().to_owned(),
        }
    }

    /// Why an entry of a letter cannot be.
    pub(super) fn letter_fault(self, fault: LetterFault) -> String {
        match fault {
            LetterFault::Text { longest, .. } => self.refused_text_length(longest),
            LetterFault::Number(NumberFault::NoDigit) => self.letter_number_no_digit().to_owned(),
            LetterFault::Number(NumberFault::TooLong) => self.letter_number_long().to_owned(),
            LetterFault::Number(NumberFault::Character(found)) => self.letter_number_character(found),
            LetterFault::IssuedLater => self.letter_fault_later().to_owned(),
            LetterFault::Basis { .. } => self.letter_fault_basis().to_owned(),
            LetterFault::TooManyBases { most } => self.letter_fault_bases(most),
            LetterFault::FileEmpty => self.letter_fault_file_empty().to_owned(),
            LetterFault::FileTooLarge { most } => self.letter_fault_file_large(most / (1024 * 1024)),
            LetterFault::FileForm => self.letter_fault_file_form().to_owned(),
        }
    }
}
