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
    finder_words { "Gõ để tìm, không cần dấu", "Type to find; marks are not needed" }
    finder_find { "Tìm", "Find" }
    finder_none { "Không tìm thấy. Hãy gõ ít chữ hơn hoặc kiểm tra lại tên.", "Nothing found. Type fewer letters or check the name." }
    finder_no_other { "Không tìm thấy mục nào khác ngoài mục đã chọn.", "Nothing was found besides what is chosen." }
    finder_one { "Tìm thấy 1, đã chọn sẵn.", "Found one; it is chosen." }
    finder_found(count) { "Tìm thấy {count}. Hãy chọn một mục.", "Found: {count}. Choose one." }
    finder_many(count) { "Tìm thấy nhiều, đây là {count} mục đầu. Hãy gõ thêm để thu hẹp.", "Many were found; these are the first {count}. Type more to narrow them down." }
    place_missing { "Hãy tìm và chọn một đơn vị.", "Find a unit and choose it." }
    place_until(day) { "đến hết ngày {day}", "until {day}" }
    choice_missing { "Hãy chọn một mục trong danh sách.", "Choose one from the list." }
}
