//! Signing in: password, code, second factor, assignment.

use super::wording;

wording! {
    sign_in_title { "Đăng nhập", "Sign in" }
    sign_in_lead { "Dùng tài khoản do quản trị hệ thống của cơ quan cấp.", "Use the account your administrator gave you." }
    sign_in_submit { "Đăng nhập", "Sign in" }
    sign_in_external { "Đăng nhập một lần của cơ quan", "Sign in with the agency’s account" }
    external_away {
        "Hệ thống đăng nhập một lần của cơ quan chưa trả lời. Hãy thử lại sau ít phút, hoặc dùng tên đăng nhập và mật khẩu.",
        "The agency’s sign-in service does not answer. Try again in a few minutes, or use your login name and password.",
    }
    external_not_begun {
        "Lần đăng nhập này không bắt đầu từ trình duyệt này, hoặc đã quá 10 phút. Hãy bắt đầu lại.",
        "This sign-in was not begun in this browser, or more than 10 minutes ago. Begin again.",
    }
    external_refused {
        "Hệ thống đăng nhập một lần của cơ quan không xác nhận bạn. Hãy thử lại, hoặc dùng tên đăng nhập và mật khẩu.",
        "The agency’s sign-in service did not confirm who you are. Try again, or use your login name and password.",
    }
    external_not_linked(subject) {
        "Tài khoản của cơ quan bạn vừa dùng chưa gắn với cán bộ nào ở đây, hoặc cán bộ đó đã ngừng hoạt động. Hãy báo quản trị hệ thống mã tài khoản này để gắn: {subject}",
        "The agency’s account you used is linked to nobody here, or that person is deactivated. Tell your administrator this account id, to be linked: {subject}",
    }
    password_label { "Mật khẩu", "Password" }
    sign_in_help_title { "Không đăng nhập được?", "Cannot sign in?" }
    sign_in_help {
        "Hãy nhờ quản trị hệ thống của cơ quan cấp lại mật khẩu hoặc mở khóa tài khoản. Đừng mượn tài khoản của người khác: mọi thao tác được ghi theo tên người đăng nhập.",
        "Ask your administrator for a new password or to unlock the account. Do not borrow someone else’s: everything is recorded under the name that signed in.",
    }
    too_many_from_here(wait) {
        "Từ địa chỉ mạng này đã thử quá nhiều lần. Hãy đợi {wait} rồi thử lại.",
        "Too many tries came from this network address. Wait {wait}, then try again.",
    }
    code_title { "Xác thực hai lớp", "Second factor" }
    code_lead {
        "Mở ứng dụng xác thực trên điện thoại và nhập mã 6 chữ số đang hiện.",
        "Open the authenticator app on your phone and enter the 6 digits it shows.",
    }
    code_label { "Mã xác thực", "Code" }
    code_hint {
        "Mất điện thoại? Hãy nhập một mã khôi phục bạn đã in và cất giữ. Mỗi mã chỉ dùng được một lần.",
        "Lost your phone? Enter one of the recovery codes you printed. Each works once.",
    }
    code_missing { "Hãy nhập mã.", "Enter the code." }
    code_submit { "Xác nhận", "Confirm" }
    code_lost_title { "Mất cả điện thoại lẫn mã khôi phục?", "Lost both the phone and the recovery codes?" }
    code_lost {
        "Hãy liên hệ quản trị hệ thống của cơ quan để gỡ xác thực hai lớp; sau đó bạn cài đặt lại khi đăng nhập.",
        "Ask your administrator to remove the second factor; you set it up again at the next sign-in.",
    }
    second_factor_title { "Cài xác thực hai lớp", "Set up a second factor" }
    second_factor_lead {
        "Ngoài mật khẩu, mỗi lần đăng nhập bạn nhập thêm mã từ điện thoại. Người khác biết mật khẩu của bạn cũng không vào được.",
        "Besides your password, each sign-in asks for a code from your phone. Whoever learns your password still cannot get in.",
    }
    second_factor_needed { "Nhiệm vụ của bạn bắt buộc phải có xác thực hai lớp.", "Your role requires a second factor." }
    second_factor_again {
        "Tài khoản đã có xác thực hai lớp. Cài lại sẽ thay ứng dụng và mã khôi phục cũ. Hãy nhập một mã của ứng dụng đang dùng, hoặc một mã khôi phục, để chắc chắn đúng là bạn.",
        "This account has a second factor. Setting it up again replaces the old app and the old recovery codes. Enter a code of the present app, or a recovery code, so that it is surely you.",
    }
    second_factor_before {
        "Cài sẵn một ứng dụng xác thực trên điện thoại, ví dụ Google Authenticator, Microsoft Authenticator hoặc FreeOTP. Ứng dụng chạy được cả khi không có mạng.",
        "First install an authenticator app on your phone, such as Google Authenticator, Microsoft Authenticator or FreeOTP. It works without a network.",
    }
    second_factor_begin { "Bắt đầu cài đặt", "Start" }
    second_factor_scan_title { "Quét mã QR", "Scan the QR code" }
    second_factor_scan {
        "Trong ứng dụng, chọn thêm tài khoản rồi quét mã này.",
        "In the app, choose to add an account and scan this picture.",
    }
    second_factor_qr { "Mã QR để cài xác thực hai lớp", "QR code for setting up the second factor" }
    second_factor_type {
        "Không quét được? Hãy nhập khóa này vào ứng dụng:",
        "Cannot scan? Type this key into the app:",
    }
    second_factor_confirm_title { "Nhập mã ứng dụng đang hiện", "Enter the code the app shows" }
    second_factor_confirm { "Xác nhận và bật", "Confirm and turn on" }
    recovery_title { "Cất giữ mã khôi phục", "Keep your recovery codes" }
    recovery_on { "Đã bật xác thực hai lớp.", "The second factor is on." }
    recovery_lead {
        "Nếu mất điện thoại, mỗi mã dưới đây thay được mã của ứng dụng một lần. Hãy in ra và cất nơi an toàn.",
        "If you lose your phone, each of these replaces a code of the app once. Print them and keep them in a safe place.",
    }
    recovery_renewed {
        "Đã tạo mã khôi phục mới. Các mã cũ không dùng được nữa.",
        "New recovery codes are made. The old ones no longer work.",
    }
    recovery_new_title { "Tạo mã khôi phục mới?", "Make new recovery codes?" }
    recovery_new_text {
        "Các mã khôi phục cũ hết hiệu lực ngay. Hãy nhập một mã để chắc chắn đúng là bạn.",
        "The old recovery codes stop working at once. Enter a code, so that it is surely you.",
    }
    recovery_new_submit { "Tạo mã mới", "Make new codes" }
    second_factor_remove_title { "Tắt xác thực hai lớp?", "Turn the second factor off?" }
    second_factor_remove_text {
        "Sau đó ai biết mật khẩu của bạn là vào được. Các mã khôi phục cũng hết hiệu lực. Hãy nhập một mã để chắc chắn đúng là bạn; có thể cài lại bất cứ lúc nào.",
        "After that your password alone is enough to get in, and the recovery codes stop working. Enter a code, so that it is surely you; you can set it up again at any time.",
    }
    second_factor_remove { "Tắt xác thực hai lớp", "Turn it off" }
    recovery_once {
        "Các mã chỉ hiện lần này. Rời trang là không xem lại được.",
        "They are shown this once. After you leave the page nobody can show them again.",
    }
    recovery_kept { "Tôi đã cất giữ, tiếp tục", "I have kept them, continue" }
    recovery_for(name, date) { "Mã khôi phục của {name}, lập ngày {date}", "Recovery codes of {name}, made on {date}" }
    assignment_title { "Chọn nhiệm vụ", "Choose a role" }
    assignment_lead {
        "Bạn được giao nhiều nhiệm vụ. Mỗi lúc làm việc với một nhiệm vụ; quyền và địa bàn theo nhiệm vụ đó. Có thể đổi ở đầu trang bất cứ lúc nào.",
        "You hold several roles. You work in one at a time, with its rights and its area. You can switch at the top of the page whenever you like.",
    }
    assignment_label { "Nhiệm vụ", "Role" }
    assignment_missing { "Hãy chọn một nhiệm vụ.", "Choose a role." }
    assignment_submit { "Vào làm việc", "Start working" }
    assignment_since(date) { "từ ngày {date}", "since {date}" }
}
