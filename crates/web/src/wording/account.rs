//! The home page and the own account.

use super::wording;

wording! {
    home_title(name) { "Xin chào, {name}", "Hello, {name}" }
    home_area_title { "Địa bàn phụ trách", "Area in your charge" }
    home_area_nowhere {
        "Quản trị hệ thống không có địa bàn và không xem dữ liệu đối tượng.",
        "The administrator has no area and sees no beneficiary.",
    }
    home_rights_title { "Quyền của nhiệm vụ này", "Rights of this role" }
    home_jobs_title { "Việc đang chạy của tôi", "My jobs" }
    home_jobs_none { "Chưa có việc nào", "No jobs yet" }
    home_jobs_none_text {
        "Khi bạn nhập tệp hoặc xuất dữ liệu lớn, tiến độ sẽ hiện ở đây.",
        "When you import a file or export a lot of data, its progress appears here.",
    }
    home_no_assignment { "Bạn chưa được giao nhiệm vụ nào", "You have no role yet" }
    home_no_assignment_text {
        "Hãy liên hệ quản trị hệ thống của cơ quan để được giao nhiệm vụ. Trong lúc chờ, bạn có thể đổi mật khẩu.",
        "Ask your administrator to assign you one. Meanwhile you can change your password.",
    }
    account_title { "Tài khoản của tôi", "My account" }
    account_what { "Mật khẩu, xác thực hai lớp, phiên đăng nhập", "Password, second factor, sessions" }
    account_facts_title { "Thông tin tài khoản", "Account details" }
    account_facts_hint {
        "Thông tin sai? Hãy báo quản trị hệ thống của cơ quan.",
        "Something wrong here? Tell your administrator.",
    }
    phone_label { "Điện thoại", "Telephone" }
    email_label { "Thư điện tử", "E-mail" }
    not_given { "Chưa có", "Not given" }
    account_role { "Nhiệm vụ đang làm", "Working as" }
    change { "Thay đổi", "Change" }
    set_up { "Cài đặt", "Set up" }
    account_second_factor { "Xác thực hai lớp", "Second factor" }
    account_second_factor_on { "Đang bật", "On" }
    account_second_factor_off { "Chưa bật", "Off" }
    turn_off { "Tắt", "Turn off" }
    account_codes { "Mã khôi phục", "Recovery codes" }
    account_codes_left(count) { "Còn {count} mã", "{count} left" }
    account_codes_new { "Tạo mã mới", "Make new ones" }
    account_language { "Ngôn ngữ", "Language" }
    sessions_title { "Phiên đăng nhập", "Sessions" }
    sessions_lead {
        "Những nơi tài khoản này đang đăng nhập. Thấy nơi lạ? Hãy kết thúc phiên đó và đổi mật khẩu ngay.",
        "Where this account is signed in. See a place you do not know? End that session and change your password at once.",
    }
    session_here { "Phiên này", "This session" }
    session_address { "Địa chỉ mạng", "Network address" }
    session_begun { "Đăng nhập lúc", "Signed in" }
    session_seen { "Thấy lần cuối", "Last seen" }
    session_end { "Kết thúc", "End" }
    session_end_named(browser) { "Kết thúc phiên {browser}", "End the session of {browser}" }
    sessions_end_others { "Kết thúc mọi phiên khác", "End all other sessions" }
    browser_unknown { "Trình duyệt không rõ", "Unknown browser" }
    browser_on(browser, system) { "{browser} trên {system}", "{browser} on {system}" }
    change_password_title { "Đổi mật khẩu", "Change your password" }
    change_password_start {
        "Bạn đang dùng mật khẩu do quản trị cấp. Hãy đặt mật khẩu riêng trước khi làm việc.",
        "You are using the password your administrator gave you. Choose your own before you start.",
    }
    old_password_label { "Mật khẩu hiện tại", "Present password" }
    start_password_label { "Mật khẩu ban đầu", "Start password" }
    old_password_missing { "Hãy nhập mật khẩu hiện tại.", "Enter your present password." }
    change_password_submit { "Đổi mật khẩu", "Change the password" }
}
