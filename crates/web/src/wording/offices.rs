//! Offices.

use super::wording;

wording! {
    offices_title { "Cơ quan", "Offices" }
    offices_what { "Danh sách cơ quan trong địa bàn", "The offices of your area" }
    offices_search { "Tìm theo tên", "Search by name" }
    offices_with_closed { "Cả cơ quan đã đóng", "Also closed offices" }
    search { "Tìm", "Search" }
    offices_caption(day) { "Cơ quan tính đến ngày {day}", "Offices on {day}" }
    office_column { "Cơ quan", "Office" }
    office_place { "Địa bàn", "Area" }
    office_since { "Hoạt động từ", "Since" }
    office_state { "Trạng thái", "State" }
    office_open { "Đang hoạt động", "Open" }
    office_closed_on(day) { "Đóng từ {day}", "Closed from {day}" }
    office_opens_on(day) { "Mở từ {day}", "Opens on {day}" }
    offices_none { "Chưa có cơ quan nào", "No offices yet" }
    offices_none_text {
        "Lập các cơ quan của một huyện và các xã trong một lần.",
        "Create the offices of a district and its communes in one go.",
    }
    offices_none_found { "Không có cơ quan nào khớp", "No office matches" }
    offices_none_found_text {
        "Hãy thử ít từ hơn; có thể gõ không dấu.",
        "Try fewer words; marks are not needed.",
    }
    offices_create { "Lập cơ quan", "Create offices" }
    offices_new_title { "Lập cơ quan của một địa bàn", "Create the offices of an area" }
    offices_new_from { "Cơ quan hoạt động từ ngày nào?", "From which day do the offices work?" }
    offices_new_from_hint {
        "Danh mục hành chính và mô hình tổ chức lấy theo ngày này: trước 01/07/2025 là ba cấp, từ ngày đó là hai cấp. Ví dụ: 25/01/2024",
        "The administrative units and agencies are those of this day: three tiers before 01/07/2025, two from then on. For example, 25/01/2024",
    }
    offices_new_no_units(day) {
        "Chưa có danh mục đơn vị hành chính cho ngày này. Hãy chọn từ ngày {day} trở đi.",
        "There is no list of units for this day. Choose {day} or later.",
    }
    offices_new_province { "Tỉnh, thành phố", "Province" }
    offices_new_district { "Huyện, quận, thị xã, thành phố", "District" }
    offices_new_communes { "Xã, phường, thị trấn", "Communes" }
    offices_new_communes_hint {
        "Bỏ dấu ở nơi không cần lập cơ quan. Nơi đã có cơ quan sẽ giữ nguyên.",
        "Untick those that get no office yet. What exists stays as it is.",
    }
    offices_new_tick_all { "Đánh dấu hoặc bỏ dấu tất cả", "Tick or untick all" }
    offices_new_submit { "Lập các cơ quan này", "Create these offices" }
    office_new_title { "Lập một cơ quan", "Create one office" }
    office_new_link { "Lập một cơ quan khác", "Create one office" }
    office_new_lead {
        "Dùng cho cơ quan đứng riêng: sở của tỉnh, bưu điện, phòng của một xã. Muốn lập cả huyện và các xã một lần, hãy dùng Lập cơ quan của một địa bàn.",
        "For an office that stands alone: a province’s department, a post office, one commune’s office. For a district with its communes in one go, create the offices of an area.",
    }
    office_new_from { "Cơ quan hoạt động từ ngày nào?", "From which day does the office work?" }
    office_new_agency { "Loại cơ quan", "Which agency" }
    office_new_agency_hint { "Theo mô hình tổ chức của ngày bắt đầu.", "Those of the profile of that day." }
    office_new_unit { "Đặt ở đơn vị hành chính nào", "At which unit" }
    office_new_unit_hint {
        "Cùng cấp với cơ quan: sở đặt ở tỉnh, phòng đặt ở huyện hoặc xã.",
        "Of the agency’s own level: a department at a province, a section at a district or commune.",
    }
    office_new_name_hint {
        "Bỏ trống thì chương trình đặt theo cơ quan và đơn vị, ví dụ: Sở Nội vụ tỉnh Quảng Ngãi.",
        "Left empty, it is named by agency and unit, such as Sở Nội vụ tỉnh Quảng Ngãi.",
    }
    office_new_submit { "Lập cơ quan này", "Create this office" }
    notice_office_created { "Đã lập cơ quan.", "The office is created." }
    notice_office_exists { "Cơ quan này đã có từ trước; không lập thêm.", "This office was there already; none was added." }
    office_day { "Ngày bắt đầu", "First day" }
    office_name { "Tên cơ quan", "Name" }
    office_name_missing { "Hãy nhập tên cơ quan.", "Enter the name." }
    office_people_title { "Cán bộ của cơ quan", "Staff of the office" }
    office_people_none { "Chưa có cán bộ nào được giao nhiệm vụ ở đây", "Nobody works here yet" }
    office_people_none_text {
        "Thêm cán bộ và giao nhiệm vụ để họ đăng nhập được.",
        "Add staff and give them roles, so that they can sign in.",
    }
    office_rename { "Đổi tên", "Rename" }
    office_rename_title { "Đổi tên cơ quan", "Rename the office" }
    office_rename_hint {
        "Dùng khi tên hiển thị chưa đúng. Khi sáp nhập, hãy đóng cơ quan cũ và lập cơ quan mới.",
        "For a name that is not right. After a merger, close the old office and create the new one.",
    }
    office_close { "Đóng cơ quan", "Close the office" }
    office_close_title { "Đóng cơ quan này?", "Close this office?" }
    office_close_text {
        "Từ ngày này không giao được nhiệm vụ ở đây nữa. Hồ sơ và nhật ký của cơ quan vẫn giữ nguyên. Việc đóng không hoàn tác được.",
        "From this day no role can be held here. Its records and its trail stay. This cannot be undone.",
    }
    office_close_from { "Đóng từ ngày", "Closed from" }
    office_add_person { "Thêm cán bộ", "Add a person" }
}
