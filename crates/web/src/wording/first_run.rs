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
    set_up_code_label { "Mã thiết lập", "Set-up code" }
    set_up_code_hint {
        "Máy chủ in mã này ra khi khởi động, cùng một liên kết; mở đúng liên kết đó thì mã có sẵn ở đây. Mã còn hiệu lực đến khi lập xong tài khoản này.",
        "The server prints it when it starts, with a link that fills it in here. It holds until this account is made.",
    }
    set_up_code_missing {
        "Hãy nhập mã thiết lập, hoặc mở liên kết mà máy chủ đã in ra.",
        "Enter the set-up code, or open the link the server printed.",
    }
    set_up_code_wrong {
        "Mã thiết lập không đúng. Hãy mở liên kết mà máy chủ in ra khi khởi động, hoặc chép lại mã ở đó.",
        "The set-up code is wrong. Open the link the server printed when it started, or copy the code from there.",
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
