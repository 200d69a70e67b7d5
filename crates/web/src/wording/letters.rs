//! The register of letters.

use super::{T, wording};
use office::letters::LetterKind;

wording! {
    letters_title { "Sổ văn bản", "Letters" }
    letters_what { "Công văn, kế hoạch, quyết định làm căn cứ", "Letters, plans and decisions to stand on" }
    letters_words { "Số, cơ quan, trích yếu", "Number, issuer, subject" }
    letters_from { "Từ ngày", "From" }
    letters_until { "Đến ngày", "To" }
    letters_any_kind { "Mọi loại", "Any kind" }
    letters_caption { "Văn bản, mới nhất ở trên", "Letters, the newest first" }
    letters_none { "Chưa có văn bản nào", "No letters yet" }
    letters_none_text {
        "Vào sổ công văn, kế hoạch, quyết định để dẫn chiếu khi lập danh sách và báo cáo.",
        "Enter letters, plans and decisions, so that lists and reports can quote them.",
    }
    letters_none_found { "Không có văn bản nào khớp", "No letter matches" }
    letter_register { "Vào sổ văn bản mới", "Enter a letter" }
    letter_citation { "Văn bản", "Letter" }
    letter_number { "Số, ký hiệu", "Number" }
    letter_number_hint { "Như sau chữ “Số:”. Ví dụ: 275/UBND-VX", "As behind “Số:”. For example, 275/UBND-VX" }
    letter_kind { "Loại văn bản", "Kind" }
    letter_issued_on { "Ngày ban hành", "Issued on" }
    letter_issuer { "Cơ quan ban hành", "Issuer" }
    letter_issuer_hint { "Như khi dẫn chiếu. Ví dụ: UBND huyện Bình Sơn", "As it is quoted. For example, UBND huyện Bình Sơn" }
    letter_about { "Trích yếu", "Subject" }
    letter_place { "Sổ của địa bàn", "Register of" }
    letter_place_hint { "Địa bàn này và mọi địa bàn bên dưới xem được.", "This area and all below it see the letter." }
    letter_bases { "Căn cứ vào văn bản", "Stands on" }
    letter_bases_none { "Không ghi căn cứ", "None named" }
    letter_corrected { "Số lần sửa", "Times corrected" }
    letter_registered { "Vào sổ lúc", "Entered" }
    letter_issuer_missing { "Hãy nhập cơ quan ban hành.", "Enter the issuer." }
    letter_about_missing { "Hãy nhập trích yếu.", "Enter the subject." }
    letter_correct { "Sửa", "Correct" }
    letter_correct_title { "Sửa văn bản đã vào sổ", "Correct the entry" }
    letter_why { "Lý do sửa", "Reason for the correction" }
    letter_file { "Tệp văn bản", "File" }
    letter_file_none { "Chưa có tệp", "No file yet" }
    letter_file_download(name) { "Tải tệp {name}", "Download {name}" }
    letter_file_choose { "Chọn tệp", "Choose a file" }
    letter_file_hint {
        "PDF, Word, Excel hoặc ảnh, tối đa 20 MB. Tệp mới thay tệp cũ; nhật ký giữ dấu vết.",
        "PDF, Word, Excel or a picture, up to 20 MB. A new file takes the old one’s place; the trail keeps the trace.",
    }
    letter_file_send { "Gửi tệp", "Send the file" }
    letter_file_missing { "Hãy chọn tệp trước khi gửi.", "Choose a file first." }
    letter_file_digest { "Mã kiểm tra SHA-256", "SHA-256" }

    letter_kind_official_letter { "Công văn", "Official letter" }
    letter_kind_plan { "Kế hoạch", "Plan" }
    letter_kind_decision { "Quyết định", "Decision" }
    letter_kind_telegram { "Công điện", "Telegram" }
    letter_kind_directive { "Chỉ thị", "Directive" }
    letter_kind_notice { "Thông báo", "Notice" }
    letter_kind_guidance { "Hướng dẫn", "Guidance" }
    letter_kind_report { "Báo cáo", "Report" }
    letter_kind_submission { "Tờ trình", "Submission" }
    letter_kind_contract { "Hợp đồng", "Contract" }
    letter_kind_law { "Luật", "Law" }
    letter_kind_ordinance { "Pháp lệnh", "Ordinance" }
    letter_kind_resolution { "Nghị quyết", "Resolution" }
    letter_kind_decree { "Nghị định", "Decree" }
    letter_kind_circular { "Thông tư", "Circular" }
    letter_kind_other { "Văn bản khác", "Other" }

    notice_letter_registered { "Đã vào sổ văn bản.", "The letter is registered." }
    notice_letter_similar {
        "Đã vào sổ. Trong năm đã có văn bản cùng số của cơ quan này nhưng khác ngày; hãy kiểm tra lại ngày.",
        "The letter is registered. That year the issuer has another letter of this number on another day; check the day.",
    }
    notice_letter_corrected { "Đã sửa văn bản.", "The entry is corrected." }
    notice_letter_file_attached { "Đã lưu tệp.", "The file is saved." }
}

impl T {
    /// A kind of letter.
    pub const fn letter_kind_named(self, kind: LetterKind) -> &'static str {
        match kind {
            LetterKind::OfficialLetter => self.letter_kind_official_letter(),
            LetterKind::Plan => self.letter_kind_plan(),
            LetterKind::Decision => self.letter_kind_decision(),
            LetterKind::Telegram => self.letter_kind_telegram(),
            LetterKind::Directive => self.letter_kind_directive(),
            LetterKind::Notice => self.letter_kind_notice(),
            LetterKind::Guidance => self.letter_kind_guidance(),
            LetterKind::Report => self.letter_kind_report(),
            LetterKind::Submission => self.letter_kind_submission(),
            LetterKind::Contract => self.letter_kind_contract(),
            LetterKind::Law => self.letter_kind_law(),
            LetterKind::Ordinance => self.letter_kind_ordinance(),
            LetterKind::Resolution => self.letter_kind_resolution(),
            LetterKind::Decree => self.letter_kind_decree(),
            LetterKind::Circular => self.letter_kind_circular(),
            LetterKind::Other => self.letter_kind_other(),
        }
    }
}
