//! Service accounts and their tokens.

use super::wording;

wording! {
    service_add { "Thêm tài khoản dịch vụ", "Add a service account" }
    service_new_title { "Thêm tài khoản dịch vụ", "Add a service account" }
    service_new_lead {
        "Cho chương trình của cơ quan khác gọi API. Tài khoản này không có mật khẩu; nó vào bằng khóa truy cập và chỉ làm việc trong địa bàn của cơ quan được chọn.",
        "For another agency’s program that calls the API. It has no password: it comes in with a token, and works in the area of the chosen office only.",
    }
    service_name_label { "Tên chương trình", "Name of the program" }
    service_name_hint { "Ví dụ: Phân hệ chi trả của Kho bạc huyện.", "For example: payment module of the district treasury." }
    service_name_missing { "Hãy nhập tên chương trình.", "Enter the name of the program." }
    service_phone_label { "Điện thoại người phụ trách", "Telephone of whoever is responsible" }
    service_email_label { "Thư điện tử người phụ trách", "Mail address of whoever is responsible" }
    service_office_missing {
        "Hãy chọn cơ quan: tài khoản dịch vụ chỉ làm việc trong địa bàn của cơ quan đó.",
        "Choose the office: a service account works in its area only.",
    }
    tokens_title { "Khóa truy cập API", "API tokens" }
    tokens_lead {
        "Mọi khóa còn hạn của các tài khoản dịch vụ. Khóa do một người cấp, người thứ hai xác nhận rồi mới mở được dữ liệu.",
        "All tokens of service accounts that have not ended. One person issues a token; it lets nobody in before a second one confirms it.",
    }
    tokens_caption { "Khóa truy cập, mới nhất trước", "Tokens, newest first" }
    tokens_none { "Không có khóa nào còn hạn", "No token is in force" }
    tokens_none_text {
        "Khóa được cấp tại trang của tài khoản dịch vụ. Chưa có tài khoản thì tạo ở trang Cán bộ.",
        "Tokens are issued on the page of a service account; accounts are made on the page of staff.",
    }
    tokens_none_of_account { "Chưa cấp khóa nào cho tài khoản này.", "No token has been issued to this account." }
    token_label { "Khóa", "Token" }
    token_purpose { "Dùng để làm gì", "Purpose" }
    token_purpose_hint { "Ghi vào nhật ký. Ví dụ: đối chiếu hằng tháng với kho bạc.", "Goes into the trail. For example: monthly comparison with the treasury." }
    token_purpose_missing { "Hãy ghi khóa này dùng để làm gì.", "Say what the token is for." }
    token_state { "Tình trạng", "State" }
    token_ends { "Dùng được đến hết ngày", "Last day" }
    token_ends_hint { "Nhiều nhất một năm. Gần hết hạn thì cấp khóa mới.", "A year at most. Issue a new one before it ends." }
    token_used { "Lần dùng gần nhất", "Last used" }
    token_never { "Chưa dùng", "Never" }
    token_revoked { "Đã thu hồi", "Revoked" }
    token_over { "Hết hạn", "Over" }
    token_waits { "Chờ người thứ hai xác nhận", "Waits for a second person" }
    token_in_force { "Đang có hiệu lực", "In force" }
    token_made(maker) { "{maker} cấp", "Issued by {maker}" }
    token_made_and_confirmed(maker, second) {
        "{maker} cấp, {second} xác nhận",
        "Issued by {maker}, confirmed by {second}",
    }
    token_maker { "Người cấp", "Issued by" }
    token_reads_at { "Địa bàn của", "The area of" }
    token_may { "Được phép", "May" }
    token_office_hint { "Khóa chỉ có hiệu lực trong địa bàn của cơ quan này.", "Its tokens hold in the area of this office." }
    token_issue { "Cấp khóa", "Issue a token" }
    token_issue_title { "Cấp khóa truy cập", "Issue a token" }
    token_issue_text {
        "Ai giữ khóa này thì có các quyền của tài khoản dịch vụ, kể cả xem đối tượng hưởng chính sách, trong địa bàn của tài khoản. Vì vậy một người quản trị khác phải xác nhận trước khi khóa có hiệu lực.",
        "Whoever holds the token has the rights of a service account in its area, reading beneficiaries among them. So another administrator has to confirm it before it lets anybody in.",
    }
    token_issued_title { "Khóa truy cập mới", "The new token" }
    token_issued_lead {
        "Trao cho người phụ trách chương trình qua kênh an toàn. Không gửi qua tin nhắn hay thư điện tử thường.",
        "Hand it to whoever is responsible for the program over a safe channel, not by message or plain mail.",
    }
    token_issued_once {
        "Khóa chỉ hiện lần này. Rời trang là không xem lại được; nếu mất thì thu hồi và cấp khóa mới.",
        "It is shown this once. After you leave the page it cannot be shown again; if it is lost, revoke it and issue another.",
    }
    token_issued_waits {
        "Khóa chưa có hiệu lực. Hãy nhờ một người quản trị khác, độc lập với bạn, xác nhận ở trang Khóa truy cập API.",
        "It lets nobody in yet. Ask another administrator, independent of you, to confirm it on the page API tokens.",
    }
    token_to_account { "Đến trang của tài khoản", "Go to the account’s page" }
    token_confirm { "Xác nhận khóa", "Confirm the token" }
    token_confirm_title { "Xác nhận khóa truy cập?", "Confirm the token?" }
    token_confirm_text {
        "Sau khi bạn xác nhận, ai giữ khóa này có các quyền dưới đây trong địa bàn dưới đây. Chỉ xác nhận khi bạn biết rõ chương trình và người xin khóa.",
        "Once you confirm, whoever holds the token has the rights below in the area below. Confirm only if you know the program and who asked for it.",
    }
    token_revoke { "Thu hồi khóa", "Revoke the token" }
    token_revoke_title(purpose) { "Thu hồi khóa “{purpose}”?", "Revoke the token “{purpose}”?" }
    token_revoke_text {
        "Chương trình đang dùng khóa này sẽ bị từ chối ngay. Khóa đã thu hồi không mở lại được.",
        "The program that uses it is refused at once. A revoked token cannot be brought back.",
    }
    tasks_tokens { "khóa truy cập API chờ người thứ hai xác nhận", "API tokens wait for a second person" }
}
