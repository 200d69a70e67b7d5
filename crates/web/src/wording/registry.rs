//! The registry: persons, what stops a payment, corrections.

use super::{T, wording};
use registry::Refusal;

wording! {
    person_birth { "Ngày sinh", "Date of birth" }
    person_sex { "Giới tính", "Sex" }
    person_number { "Số định danh/CMND", "Identity number" }
    sex_male { "Nam", "Male" }
    sex_female { "Nữ", "Female" }
    refused_person_decided {
        "Việc này đã có người quyết định. Hãy tải lại trang để xem kết quả.",
        "Somebody has decided about this already. Reload the page to see how.",
    }
    refused_number_taken {
        "Số này đang thuộc về một đối tượng khác. Hãy kiểm tra lại giấy tờ; nếu hai hồ sơ trùng nhau, xử lý ở mục Sai lệch.",
        "Another person holds this number. Check the papers; two records with one number are settled under Exceptions.",
    }
    refused_own_request {
        "Bạn là người đề nghị sửa nên không tự duyệt được. Hãy nhờ người khác duyệt.",
        "You asked for this correction, so you cannot approve it. Ask somebody else.",
    }
    refused_record_moved {
        "Hồ sơ vừa có thay đổi. Hãy tải lại trang, xem nội dung mới rồi làm lại.",
        "The record has just changed. Reload the page, look at it as it is now, then try again.",
    }
    refused_value { "Nội dung không đúng dạng của mục này. Hãy kiểm tra lại.", "This cannot be a value of the field. Check it." }
    refused_death_day {
        "Ngày chết không thể ở tương lai hoặc trước ngày sinh. Hãy kiểm tra lại giấy báo tử.",
        "The day of death cannot be in the future, nor before the birth. Check the death certificate.",
    }
}

impl T {
    /// What happened, then what to do: the room `registry`.
    pub(crate) fn registry_refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::Decided => self.refused_person_decided().to_owned(),
            Refusal::NotFound { .. } => self.refused_not_found().to_owned(),
            Refusal::NumberTaken => self.refused_number_taken().to_owned(),
            Refusal::OwnRequest => self.refused_own_request().to_owned(),
            Refusal::Value { .. } => self.refused_value().to_owned(),
            Refusal::VersionMoved { .. } => self.refused_record_moved().to_owned(),
            Refusal::TextLength { longest, .. } => self.refused_text_length(longest),
            Refusal::DeathDay => self.refused_death_day().to_owned(),
            Refusal::Corrupt { .. } => self.refused_corrupt().to_owned(),
            Refusal::Office(refusal) => self.refusal(refusal),
            Refusal::Db(_) => self.refused_database().to_owned(),
        }
    }
}
