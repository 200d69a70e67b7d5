//! The first page of an empty office.

use super::wording;

wording! {
    first_run_title { "Lập tài khoản quản trị đầu tiên", "Create the first administrator" }
    first_run_lead {
        "Hệ thống chưa có người dùng nào. Người quản trị lập các cơ quan và tài khoản cán bộ; người quản trị không xem được dữ liệu đối tượng hưởng chính sách.",
        "Nobody uses this system yet. The administrator creates offices and staff accounts, and cannot see any beneficiary’s data.",
    }
    first_run_once {
        "Trang này chỉ hiện một lần. Sau bước này, hãy cài xác thực hai lớp.",
        "This page appears once. After it you set up a second factor.",
    }
    first_run_submit { "Tạo tài khoản quản trị", "Create the administrator" }
    login_label { "Tên đăng nhập", "Login name" }
    login_hint {
        "Từ 3 đến 40 ký tự: chữ không dấu, chữ số, dấu chấm, gạch ngang. Ví dụ: an.nguyen",
        "3 to 40 characters: letters without marks, digits, full stops, hyphens. For example, an.nguyen",
    }
    login_missing { "Hãy nhập tên đăng nhập.", "Enter a login name." }
    full_name_label { "Họ và tên", "Full name" }
    full_name_hint { "Như trong quyết định bổ nhiệm.", "As on the decision of appointment." }
    full_name_missing { "Hãy nhập họ và tên.", "Enter the full name." }
    new_password_label { "Mật khẩu mới", "New password" }
    password_rules {
        "Ít nhất 10 ký tự, chấp nhận dấu cách và chữ có dấu. Không dùng tên của bạn hoặc mật khẩu phổ biến. Một câu dài dễ nhớ là tốt nhất.",
        "At least 10 characters; spaces and accented letters are fine. Not your own name, nor a common password. A long sentence you remember is best.",
    }
    password_again_label { "Nhập lại mật khẩu", "Password again" }
    password_missing { "Hãy nhập mật khẩu.", "Enter a password." }
    passwords_differ {
        "Hai lần nhập mật khẩu không giống nhau. Hãy nhập lại cả hai.",
        "The two passwords are not the same. Enter both again.",
    }
}
