//! What all forms say.

use super::wording;

wording! {
    error_summary_title { "Có chỗ cần sửa", "There is a problem" }
    error_prefix { "Lỗi:", "Error:" }
    title_refused(title) { "Lỗi: {title}", "Error: {title}" }
    optional { "(không bắt buộc)", "(optional)" }
    choose_one { "Chọn một mục", "Choose one" }
    date_hint { "Ví dụ: 25/01/2024", "For example, 25/01/2024" }
    date_wrong {
        "Ngày chưa đúng. Hãy ghi ngày, tháng, năm, ví dụ 25/01/2024.",
        "This is not a date. Enter day, month and year, such as 25/01/2024.",
    }
    choice_missing { "Hãy chọn một mục trong danh sách.", "Choose one from the list." }
}
