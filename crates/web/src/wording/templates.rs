//! Empty lists to fill in, and what each column takes.

use super::wording;

wording! {
    templates_title { "Tệp cần có những cột nào? Tải mẫu để điền", "Which columns does a file need? Fetch a form to fill in" }
    templates_text {
        "Mỗi mẫu có sẵn tiêu đề cột, một dòng ví dụ là người không có thật (xóa trước khi gửi) và trang hướng dẫn từng cột. Tệp của cơ quan có thứ tự cột khác vẫn nhận được.",
        "Each has the headings, one example row of nobody real (take it out before sending) and a sheet that explains the columns. Files with their columns in another order are taken as well.",
    }
    template_movements { "Biến động (tăng thêm, điều chỉnh, thôi hưởng, cắt chết)", "Changes (new, adjusted, ended, died)" }
    template_title(kind) { "MẪU DANH SÁCH: {kind}", "FORM: {kind}" }
    template_note {
        "Dòng ví dụ là người không có thật: hãy xóa trước khi gửi. Trang này để đọc, chương trình bỏ qua.",
        "The example is nobody real: take it out before sending. This sheet is to be read; the program passes over it.",
    }
    template_guide { "Hướng dẫn", "How to fill it in" }
    template_sheet { "Trang", "Sheet" }
    template_column { "Cột", "Column" }
    template_must { "Bắt buộc", "Required" }
    template_how { "Cách ghi", "What to write" }
    template_yes { "có", "yes" }
    template_no { "nếu có", "where known" }
    template_name { "Đủ dấu, như trên giấy tờ.", "With all marks, as on the papers." }
    template_birth { "dd/mm/yyyy, hoặc chỉ năm nếu không rõ ngày.", "dd/mm/yyyy, or the year alone." }
    template_sex { "Nam hoặc Nữ.", "Nam or Nữ." }
    template_ethnicity { "Như trên giấy tờ. Hệ thống của Bộ bắt buộc; chương trình này không lưu.", "As on the papers. The ministry’s system asks for it; it is not kept here." }
    template_number { "Đủ 12 số, định dạng ô là văn bản để không mất số 0 đầu.", "All twelve digits, as text, so that no leading zero is lost." }
    template_commune { "Tên hoặc mã. Để trống nếu cả tệp là của một nơi.", "Name or code. Empty where the whole file is of one." }
    template_hamlet { "Tên thường gọi.", "As it is called." }
    template_phone { "10 số.", "Ten digits." }
    template_household { "Cùng một mã cho mọi người trong hộ.", "The same for all who live together." }
    template_relation { "Chủ hộ, vợ, chồng, con, cháu…", "Chủ hộ, vợ, con and so on." }
    template_poverty { "Hộ nghèo hoặc Hộ cận nghèo.", "Hộ nghèo or Hộ cận nghèo." }
    template_category { "Mã hoặc tên như ở mục Danh mục.", "Code or name, as under Reference." }
    template_amount { "Đồng mỗi tháng, ví dụ 540000 hoặc 540.000.", "Dong a month, such as 540000." }
    template_decision { "Như trên văn bản, ví dụ 12/QĐ-UBND.", "As on the paper, such as 12/QĐ-UBND." }
    template_day { "Ghi dd/mm/yyyy.", "As dd/mm/yyyy." }
    template_issuer { "Nơi ký văn bản.", "Who signed it." }
    template_from { "Tháng đầu tiên, mm/yyyy.", "The first month, mm/yyyy." }
    template_died { "dd/mm/yyyy, theo giấy chứng tử.", "dd/mm/yyyy, by the certificate." }
}
