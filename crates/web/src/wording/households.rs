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
    household_member { "Thành viên", "Member" }
    event_told_why(told, why) { "{told}. Lý do, giấy tờ: {why}", "{told}. Reason or proof: {why}" }
    event_from_to(before, after) { "Từ “{before}” sang “{after}”", "From “{before}” to “{after}”" }
    event_held_from(reason, month) { "{reason}, từ {month}", "{reason}, from {month}" }
    event_exception_solved_so(exception, solution) { "{exception}. Kết luận: {solution}", "{exception}. Found: {solution}" }
    event_listed(source, category) { "Danh sách {source}: {category}", "List of {source}: {category}" }
    event_listed_amount(source, category, amount) { "Danh sách {source}: {category}, mức {amount}", "List of {source}: {category}, {amount}" }
}
