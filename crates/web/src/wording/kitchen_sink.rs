//! Samples for the page that shows every component. It exists in test builds alone.

use super::wording;

wording! {
    kitchen_matrix { "Bảng đánh dấu", "A table of ticks" }
    kitchen_title { "Bộ thành phần giao diện", "Every component" }
    kitchen_lead { "Trang này chỉ có trong bản thử nghiệm.", "This page exists in test builds only." }
    kitchen_sample_name { "Nguyễn Thị An", "Nguyễn Thị An" }
    kitchen_sample_place { "Xã Bình Châu", "Xã Bình Châu" }
    kitchen_notices { "Thông báo", "Notices" }
    kitchen_notice_text { "Một dòng nói rõ thêm điều cần biết.", "One more line of what one should know." }
    kitchen_tags { "Trạng thái", "States" }
    kitchen_form { "Biểu mẫu", "Form" }
    kitchen_date { "Ngày bắt đầu", "First day" }
    kitchen_reason { "Lý do", "Reason" }
    kitchen_reason_hint { "Ghi ngắn gọn, có căn cứ.", "Short, and with its basis." }
    kitchen_reason_missing { "Hãy ghi lý do.", "Enter the reason." }
    kitchen_commune { "Xã, phường, thị trấn", "Commune" }
    kitchen_method { "Hình thức nhận", "Method" }
    kitchen_method_account { "Tài khoản ngân hàng", "Bank account" }
    kitchen_method_account_hint { "Tiền vào tài khoản trong ngày chi trả.", "The money arrives on the day of payment." }
    kitchen_method_cash { "Tiền mặt", "Cash" }
    kitchen_table { "Bảng", "Table" }
    kitchen_table_caption { "Số đối tượng theo xã", "Beneficiaries by commune" }
    kitchen_people { "Số người", "People" }
    kitchen_state { "Trạng thái", "State" }
    kitchen_done { "Đã xong", "Done" }
    kitchen_waiting { "Đang chờ", "Waiting" }
    kitchen_facts { "Danh sách tóm tắt", "Summary list" }
    kitchen_progress { "Tiến độ", "Progress" }
    kitchen_progress_words { "1.234 trên 5.000 dòng", "1,234 of 5,000 rows" }
    kitchen_timeline { "Dòng thời gian", "Timeline" }
    kitchen_happened { "Đã duyệt danh sách", "The list was approved" }
    kitchen_empty { "Chưa có gì ở đây", "Nothing here yet" }
    kitchen_buttons { "Nút bấm", "Buttons" }
    kitchen_delete { "Đóng cơ quan", "Close the office" }
}
