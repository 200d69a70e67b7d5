//! Poor and near-poor households, and what a timeline says of an event.

use super::wording;

wording! {
    households_title { "Hộ nghèo, hộ cận nghèo", "Poor and near-poor households" }
    households_link { "Hộ nghèo, hộ cận nghèo: thành viên và diện của từng hộ", "Poor and near-poor households with their members" }
    households_lead {
        "Hộ được lập từ danh sách hộ nghèo, cận nghèo: theo mã hộ, hoặc theo tên chủ hộ trong một thôn.",
        "Households come from the lists of the poor and near-poor: by their code, or by their head’s name within a hamlet.",
    }
    households_caption { "Hộ trong địa bàn và diện tháng này", "Households of the area, and what they are this month" }
    households_none { "Chưa có hộ nào", "No household yet" }
    households_none_text {
        "Hãy nhận danh sách hộ nghèo có cột mã hộ hoặc chủ hộ, rồi lập hồ sơ ở mục Đối chiếu dân cư.",
        "Send a list of poor households in that names their code or head, then make records of it under Matching.",
    }
    households_words { "Mã hộ, tên chủ hộ hoặc tên thành viên", "Code, head’s name or a member’s name" }
    households_not_found { "Không có hộ nào khớp", "No household fits" }
    households_not_found_text {
        "Tên gõ có dấu hay không dấu đều được. Hãy bớt chữ, hoặc chọn tất cả các xã.",
        "Names are found with or without marks. Use fewer words, or all communes.",
    }
    households_book_note(when, count) { "Lập lúc {when}; {count} hộ. Diện là diện của tháng lập danh sách.", "Drawn up {when}; {count} households, as they are in the month it was drawn up." }
    household { "Hộ gia đình", "Household" }
    household_named(name) { "Hộ {name}", "Household {name}" }
    household_text {
        "Chỉ gồm người đã có hồ sơ. Danh sách được lập hồ sơ sau cùng cho biết ai đang ở hộ nào.",
        "Only those who have a record. Of several lists the one enrolled last says who lives where.",
    }
    household_open { "Xem hộ", "See the household" }
    household_class { "Diện", "Class" }
    household_poor { "Hộ nghèo", "Poor" }
    household_near_poor { "Hộ cận nghèo", "Near-poor" }
    household_no_more { "Không còn trong diện", "Neither" }
    household_class_since(class, month) { "{class} từ {month}", "{class} since {month}" }
    household_class_until(class, from, until) { "{class} từ {from} đến {until}", "{class} from {from} until {until}" }
    household_members { "Số thành viên", "Members" }
    household_members_caption { "Thành viên, chủ hộ ở trên", "Members, the head first" }
    household_role { "Quan hệ", "Role" }
    household_head { "Chủ hộ", "Head" }
    household_head_unsaid { "Danh sách không ghi", "Not on the list" }
    household_member { "Thành viên", "Member" }
    event_told_why(told, why) { "{told}. Lý do, giấy tờ: {why}", "{told}. Reason or proof: {why}" }
    event_from_to(before, after) { "Từ “{before}” sang “{after}”", "From “{before}” to “{after}”" }
    event_by_register(changed, name) { "{changed}, theo bản dữ liệu dân cư {name}", "{changed}, by the register {name}" }
    event_by_register_of(changed, name, day) { "{changed}, theo bản dữ liệu dân cư {name} ngày {day}", "{changed}, by the register {name} of {day}" }
    event_held_from(reason, month) { "{reason}, từ {month}", "{reason}, from {month}" }
    event_exception_solved_so(exception, solution) { "{exception}. Kết luận: {solution}", "{exception}. Found: {solution}" }
    event_listed(source, category) { "Danh sách {source}: {category}", "List of {source}: {category}" }
    event_listed_amount(source, category, amount) { "Danh sách {source}: {category}, mức {amount}", "List of {source}: {category}, {amount}" }
    moment_received { "Nhận danh sách", "A list came in" }
    moment_asked { "Gửi hỏi dữ liệu dân cư", "The population database was asked" }
    moment_answered { "Dữ liệu dân cư trả lời", "The population database answered" }
    request_waits { "Chưa có trả lời", "Not answered yet" }
    request_applied { "Đã dùng để đối chiếu", "It was used to decide" }
    moment_decided { "Đối chiếu dân cư", "Compared with the register" }
    moment_decided_so(outcome, rule) { "{outcome}: {rule}", "{outcome}, {rule}" }
    moment_visit { "Thăm tại nhà", "Home visit" }
    moment_visit_came(day, outcome) { "Ngày {day}: {outcome}", "On {day}: {outcome}" }
    moment_visit_chose(day, outcome, method) { "Ngày {day}: {outcome}, {method}", "On {day}: {outcome}, {method}" }
    moment_minutes_signed { "Ký biên bản từ chối", "Signed the minutes of a refusal" }
    moment_paper_recorded { "Nhập giấy ủy quyền, giám hộ", "A paper was entered" }
    moment_paper_confirmed { "Xác nhận giấy ủy quyền, giám hộ", "A paper was confirmed" }
    moment_paper_revoked { "Hủy giấy ủy quyền, giám hộ", "A paper was revoked" }
    moment_paper(kind, name) { "{kind}: {name}", "{kind}, {name}" }
    moment_account(state) { "Cách nhận tiền: {state}", "Way of receiving: {state}" }
    moment_account_number(method, number) { "{method}, số {number}", "{method}, number {number}" }
    moment_payment(state) { "Chi trả: {state}", "Payment: {state}" }
    moment_payment_of(month, amount) { "Tháng {month}, {amount}", "For {month}, {amount}" }
    moment_payment_code(month, amount, code) { "Tháng {month}, {amount}, mã {code}", "For {month}, {amount}, code {code}" }
    arrears_title { "Truy lĩnh, chi thừa (chương trình tính)", "Arrears and overpayments (computed)" }
    arrears_caption { "Tháng mà danh sách đã bàn giao khác hồ sơ hiện nay", "Months of which a list that was handed over differs from the record" }
    arrears_month { "Tháng", "Month" }
    arrears_due { "Phải trả", "Due" }
    arrears_listed { "Đã lập danh sách", "On the list" }
    arrears_difference { "Chênh lệch", "Difference" }
    arrears_kind { "Loại", "Kind" }
    arrears_owed { "Truy lĩnh", "Arrears" }
    arrears_overpaid { "Chi thừa, cần thu hồi", "Overpaid, to be recovered" }
    arrears_total { "Tổng chênh lệch", "Together" }
    arrears_what_next { "Việc cần làm", "What to do" }
    arrears_what_next_text {
        "Trình quyết định truy lĩnh hoặc thu hồi theo bảng dưới đây. Khoản này chưa tự vào kỳ chi trả nào.",
        "Submit a decision on the arrears or the recovery by the table below. No cycle takes this up by itself.",
    }
}
