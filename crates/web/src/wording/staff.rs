//! Staff.

use super::wording;

wording! {
    staff_title { "Cán bộ", "Staff" }
    staff_what { "Danh sách cán bộ trong địa bàn", "Who works in your area" }
    staff_search { "Tìm theo họ tên hoặc tên đăng nhập", "Search by name or login name" }
    staff_with_deactivated { "Cả tài khoản đã ngừng", "Also deactivated accounts" }
    staff_caption(day) { "Cán bộ tính đến ngày {day}", "Staff on {day}" }
    staff_role_column { "Nhiệm vụ", "Role" }
    staff_state { "Tài khoản", "Account" }
    staff_active { "Đang dùng", "Active" }
    staff_deactivated { "Đã ngừng", "Deactivated" }
    staff_waits_until(time) { "Tạm khóa đến {time}", "Locked until {time}" }
    staff_no_role { "Chưa giao nhiệm vụ", "No role yet" }
    staff_more_roles(count) { "và {count} nhiệm vụ khác", "and {count} more" }
    staff_none { "Chưa có cán bộ nào", "Nobody here yet" }
    staff_none_text { "Chưa ai được giao nhiệm vụ trong địa bàn này.", "Nobody has a role in this area yet." }
    staff_none_found { "Không có cán bộ nào khớp", "Nobody matches" }
    staff_add { "Thêm cán bộ", "Add a person" }
    staff_new_title { "Thêm cán bộ", "Add a person" }
    staff_new_lead {
        "Hệ thống tạo mật khẩu ban đầu để bạn trao tận tay. Lần đăng nhập đầu tiên, người này phải đặt mật khẩu riêng.",
        "The system makes a start password for you to hand over in person. It must be changed at the first sign-in.",
    }
    staff_new_account { "Tài khoản", "Account" }
    staff_new_role { "Nhiệm vụ đầu tiên", "First role" }
    staff_new_submit { "Tạo tài khoản", "Create the account" }
    role_label { "Nhiệm vụ", "Role" }
    role_hint {
        "Nhiệm vụ quyết định quyền; cơ quan quyết định địa bàn.",
        "The role decides what may be done; the office decides the area.",
    }
    role_missing { "Hãy chọn nhiệm vụ.", "Choose a role." }
    office_label { "Cơ quan", "Office" }
    office_hint {
        "Gõ tên cơ quan để tìm, ví dụ: cong an binh tri. Quản trị hệ thống không gắn với cơ quan.",
        "Type the office’s name to find it, such as: cong an binh tri. The administrator belongs to no office.",
    }
    office_none { "Không gắn với cơ quan", "No office" }
    assignment_from { "Từ ngày", "From" }
    assignment_open_end { "chưa định", "open" }
    assignment_period { "Thời gian", "Period" }
    assignment_state { "Trạng thái", "State" }
    assignment_now { "Đang làm", "Current" }
    assignment_over { "Đã kết thúc", "Ended" }
    assignment_later { "Chưa bắt đầu", "Not begun" }
    assignments_title { "Nhiệm vụ", "Roles" }
    assignments_caption { "Mọi nhiệm vụ từng được giao", "Every role ever given" }
    assignments_none { "Chưa được giao nhiệm vụ nào", "No role yet" }
    assignments_none_text {
        "Chưa có nhiệm vụ thì đăng nhập được nhưng chưa làm được gì.",
        "Without a role one can sign in, but do nothing.",
    }
    assignment_add { "Giao nhiệm vụ", "Give a role" }
    assignment_add_title(name) { "Giao nhiệm vụ cho {name}", "Give {name} a role" }
    assignment_end { "Kết thúc", "End" }
    assignment_end_title { "Kết thúc nhiệm vụ này?", "End this role?" }
    assignment_end_text(name, role) {
        "{name} thôi làm {role}. Các phiên đăng nhập theo nhiệm vụ này mất quyền ngay từ ngày đó.",
        "{name} stops working as {role}. Sessions in this role lose its rights from that day.",
    }
    assignment_end_from { "Ngày đầu tiên không còn làm", "First day without the role" }
    person_facts_title { "Thông tin", "Details" }
    person_since { "Lập tài khoản lúc", "Account made" }
    person_details_edit { "Sửa thông tin", "Change the details" }
    person_actions_title { "Giúp người này đăng nhập", "Help this person sign in" }
    person_reset_password { "Cấp lại mật khẩu", "Give a new password" }
    person_reset_password_title(name) { "Cấp lại mật khẩu cho {name}?", "Give {name} a new password?" }
    person_reset_password_text {
        "Mật khẩu cũ và mọi phiên đăng nhập hết hiệu lực ngay. Hãy chắc chắn người đề nghị đúng là chủ tài khoản.",
        "The old password and all sessions end at once. Make sure that whoever asks is really the owner.",
    }
    person_unlock { "Mở khóa ngay", "Unlock now" }
    person_unlock_title(name) { "Mở khóa tài khoản của {name}?", "Unlock the account of {name}?" }
    person_unlock_text {
        "Các lần nhập sai được xóa. Nếu không phải chủ tài khoản nhập sai, hãy cấp lại mật khẩu.",
        "The wrong tries are forgotten. If they were not the owner’s, give a new password instead.",
    }
    person_reset_factor { "Gỡ xác thực hai lớp", "Remove the second factor" }
    person_reset_factor_title(name) { "Gỡ xác thực hai lớp của {name}?", "Remove the second factor of {name}?" }
    person_reset_factor_text {
        "Dùng khi mất cả điện thoại lẫn mã khôi phục. Mọi phiên đăng nhập kết thúc; người này cài lại khi đăng nhập.",
        "For someone who lost both the phone and the recovery codes. All sessions end; it is set up again at the next sign-in.",
    }
    person_deactivate { "Ngừng tài khoản", "Deactivate the account" }
    person_deactivate_title(name) { "Ngừng tài khoản của {name}?", "Deactivate the account of {name}?" }
    person_deactivate_text {
        "Người này không đăng nhập được nữa và mọi phiên kết thúc ngay. Những gì đã làm vẫn còn trong nhật ký. Có thể dùng lại sau.",
        "They can no longer sign in, and all sessions end at once. What they did stays in the trail. It can be reactivated.",
    }
    person_reactivate { "Dùng lại tài khoản", "Reactivate the account" }
    person_reactivate_title(name) { "Dùng lại tài khoản của {name}?", "Reactivate the account of {name}?" }
    person_reactivate_text {
        "Hệ thống cấp mật khẩu ban đầu mới.",
        "The system makes a new start password.",
    }
    external_account { "Tài khoản đăng nhập một lần", "Agency sign-in account" }
    external_none { "Chưa gắn", "Not linked" }
    external_link { "Gắn tài khoản", "Link an account" }
    external_link_title(name) { "Gắn tài khoản đăng nhập một lần cho {name}", "Link an agency account to {name}" }
    external_link_text(issuer) {
        "Ai được {issuer} xác nhận bằng mã này sẽ đăng nhập với tư cách người này. Nhiệm vụ cần xác thực hai lớp vẫn phải xác thực tại đây.",
        "Whoever {issuer} confirms under this id will come in as this person. A role that needs a second factor still proves it here.",
    }
    external_subject { "Mã tài khoản ở hệ thống đăng nhập một lần", "Account id at the agency’s sign-in service" }
    external_subject_hint {
        "Giá trị “sub” của tài khoản đó. Người này bấm đăng nhập một lần khi chưa gắn thì màn hình hiện ra mã này; hãy chắc chắn mã đúng là của họ.",
        "The account’s “sub”. Someone not yet linked is shown it when they try to sign in that way; make sure that it is really theirs.",
    }
    external_subject_missing { "Hãy nhập mã tài khoản.", "Enter the account id." }
    external_unlink { "Gỡ tài khoản", "Unlink" }
    external_unlink_title(name) { "Gỡ tài khoản đăng nhập một lần của {name}?", "Unlink the agency account of {name}?" }
    external_unlink_text(subject, issuer) {
        "Tài khoản {subject} ở {issuer} không còn mở được hệ thống này, và mọi phiên đăng nhập của người này kết thúc ngay. Có thể gắn lại sau.",
        "The account {subject} at {issuer} no longer opens this system, and all sessions of this person end at once. It can be linked again.",
    }
    reason_label { "Lý do", "Reason" }
    reason_hint { "Ghi vào nhật ký. Ví dụ: mất điện thoại, đã xác minh tại trụ sở.", "Goes into the trail. For example: lost phone, identity checked in person." }
    start_password_title { "Mật khẩu ban đầu", "Start password" }
    start_password_lead(name) {
        "Trao tận tay cho {name}. Không gửi qua tin nhắn.",
        "Hand it to {name} in person. Do not send it by message.",
    }
    start_password_once {
        "Mật khẩu chỉ hiện lần này. Rời trang là không xem lại được; khi cần hãy cấp lại.",
        "It is shown this once. After you leave the page it cannot be shown again; give a new one if needed.",
    }
    start_password_must_change {
        "Lần đăng nhập đầu tiên phải đổi mật khẩu này.",
        "It must be changed at the first sign-in.",
    }
    start_password_to_person { "Đến trang của cán bộ", "Go to the person’s page" }
}
