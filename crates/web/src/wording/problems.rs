//! Pages that tell why a page is not there.

use super::{Span, T, wording};
use crate::shell::problem::Problem;

wording! {
    sign_in_first_title { "Bạn cần đăng nhập", "You need to sign in" }
    sign_in_first { "Hãy đăng nhập rồi thử lại.", "Sign in and try again." }
    forbidden_title { "Nhiệm vụ của bạn không có quyền này", "Your role may not do this" }
    forbidden(action) {
        "Việc “{action}” không thuộc quyền của nhiệm vụ bạn đang làm. Nếu bạn được giao nhiệm vụ khác, hãy đổi nhiệm vụ ở đầu trang; nếu chưa, hãy liên hệ quản trị hệ thống của cơ quan.",
        "“{action}” is not within the rights of the role you are working in. If you hold another role, switch to it at the top of the page; if not, ask your administrator.",
    }
    not_found_title { "Không tìm thấy trang", "Page not found" }
    not_found {
        "Địa chỉ có thể đã ghi sai, hoặc nội dung này nằm ngoài địa bàn của bạn. Hãy kiểm tra lại địa chỉ hoặc bắt đầu từ trang chủ.",
        "The address may be mistyped, or this lies outside your area. Check the address, or start from the home page.",
    }
    wrong_method_title { "Trang này không nhận yêu cầu đó", "This page does not take that request" }
    wrong_method { "Hãy quay lại và gửi từ biểu mẫu trên trang.", "Go back and send it from the form on the page." }
    form_expired_title { "Biểu mẫu đã hết hiệu lực", "This form has expired" }
    form_expired {
        "Phiên làm việc đã thay đổi từ khi bạn mở biểu mẫu, nên lần gửi này không ghi gì. Nếu bạn vừa tải lại trang kết quả thì lần gửi trước vẫn có hiệu lực. Hãy mở lại trang đó từ trang chủ; cần thì gửi lần nữa.",
        "Your session has changed since you opened the form, so this sending saved nothing. If you have just reloaded the page of a result, the sending before it holds. Open that page again from the home page, and send again if you need to.",
    }
    other_site_title { "Yêu cầu đến từ trang web khác", "The request came from another site" }
    other_site {
        "Để bảo vệ bạn, yêu cầu này bị từ chối và chưa có gì được ghi lại. Hãy bắt đầu từ trang chủ.",
        "To protect you it was refused, and nothing was saved. Start from the home page.",
    }
    unreadable_title { "Không đọc được yêu cầu", "The request cannot be read" }
    unreadable { "Hãy quay lại, tải lại trang rồi gửi lần nữa.", "Go back, reload the page and send it again." }
    too_large_title { "Dữ liệu gửi lên quá lớn", "Too much was sent" }
    too_large {
        "Hãy chia thành nhiều phần nhỏ hơn rồi gửi lại.",
        "Divide it into smaller parts and send them one by one.",
    }
    too_often_title { "Bạn thao tác quá nhanh", "Too many requests" }
    too_often(wait) {
        "Địa chỉ mạng của bạn vừa gửi quá nhiều yêu cầu. Hãy đợi {wait} rồi thử lại.",
        "Your network address has sent too many requests. Wait {wait}, then try again.",
    }
    timed_out_title { "Xử lý quá lâu", "This took too long" }
    timed_out {
        "Máy chủ chưa làm xong trong thời gian cho phép. Hãy kiểm tra xem việc đã được ghi chưa, rồi thử lại.",
        "The server did not finish in time. Check whether it was saved, then try again.",
    }
    busy_title { "Nhiều tệp đang được gửi lên cùng lúc", "Many files are being sent at once" }
    busy {
        "Máy chủ đang nhận nhiều tệp lớn nên chưa nhận thêm được. Chưa có gì được ghi lại; hãy đợi một phút rồi gửi lại tệp.",
        "The server is taking in as many large files as it can hold. Nothing was saved; wait a minute and send the file again.",
    }
    away_title { "Hệ thống đang tạm gián đoạn", "The service is interrupted" }
    away {
        "Cơ sở dữ liệu chưa trả lời, nên chưa có gì được ghi lại. Hãy thử lại sau ít phút.",
        "The database does not answer, so nothing was saved. Try again in a few minutes.",
    }
    unsure_title { "Mất liên lạc đúng lúc đang ghi", "The connection broke while saving" }
    unsure {
        "Máy chủ mất liên lạc với cơ sở dữ liệu đúng lúc ghi, nên chưa rõ việc này đã được ghi hay chưa. Hãy mở lại trang liên quan xem đã có chưa; chưa có thì gửi lại.",
        "The server lost the database just while it was saving, so it is not known whether this was saved. Open the page it belongs to and look; send it again only if it is not there.",
    }
    disk_full_title { "Máy chủ hết chỗ lưu", "The server is out of room" }
    disk_full {
        "Đĩa của cơ sở dữ liệu đã đầy, nên chưa có gì được ghi lại. Hãy báo quản trị hệ thống; xem dữ liệu vẫn được.",
        "The disk of the database is full, so nothing was saved. Tell your administrator; reading still works.",
    }
    fault_title { "Hệ thống gặp lỗi", "Something went wrong" }
    fault {
        "Lỗi ở phía chúng tôi, không phải do bạn. Hãy thử lại sau ít phút; nếu vẫn lỗi, hãy báo số sự cố dưới đây cho quản trị hệ thống.",
        "The fault is ours, not yours. Try again in a few minutes; if it happens again, give the incident number below to your administrator.",
    }
    refused_title { "Chưa thực hiện được", "This could not be done" }
    api_sign_in_first_title { "Lần gọi cần xác thực", "The call needs to be authenticated" }
    api_sign_in_first {
        "Khóa truy cập thiếu, sai, hết hạn, đã thu hồi hoặc chưa được người thứ hai xác nhận. Hãy gửi khóa còn hiệu lực trong tiêu đề «Authorization: Bearer …».",
        "The token is missing, wrong, over, revoked, or not confirmed by a second person. Send one that holds in the header \"Authorization: Bearer …\".",
    }
    api_forbidden_title { "Tài khoản gọi không có quyền này", "The caller may not do this" }
    api_forbidden(action) {
        "Việc “{action}” không thuộc quyền của vai trò gọi. GET /api/v1/me cho biết vai trò và quyền đang có.",
        "“{action}” is not within the rights of the caller's role. GET /api/v1/me tells the role and its rights.",
    }
    api_not_found_title { "Không có đối tượng này", "There is no such thing" }
    api_not_found {
        "Đường dẫn hoặc mã trong đường dẫn không có, hoặc nằm ngoài địa bàn của tài khoản gọi. GET /api/v1/openapi.json liệt kê mọi đường dẫn.",
        "The path, or an id in it, does not exist or lies outside the caller's area. GET /api/v1/openapi.json lists every path.",
    }
    api_wrong_method_title { "Đường dẫn không nhận phương thức này", "The path does not take this method" }
    api_wrong_method {
        "Tiêu đề Allow của câu trả lời cho biết các phương thức được nhận.",
        "The header Allow of the answer names the methods it takes.",
    }
    api_form_expired_title { "Thiếu mã biểu mẫu", "The form token is missing" }
    api_form_expired {
        "Lần gọi thay đổi dữ liệu từ trình duyệt phải kèm tiêu đề X-Form-Token, lấy ở GET /api/v1/me của chính phiên này. Chưa có gì được ghi.",
        "A call from a browser that changes something carries the header X-Form-Token, as GET /api/v1/me of the same session answers it. Nothing was saved.",
    }
    api_unreadable {
        "Hãy kiểm tra địa chỉ, các tham số và nội dung gửi theo GET /api/v1/openapi.json.",
        "Check the address, the parameters and the body against GET /api/v1/openapi.json.",
    }
    incident(number) { "Số sự cố: {number}", "Incident number: {number}" }
}

impl T {
    /// The heading.
    pub fn problem_title(self, problem: &Problem) -> &'static str {
        match problem {
            Problem::SignInFirst => self.sign_in_first_title(),
            Problem::Forbidden(_) => self.forbidden_title(),
            Problem::NotFound => self.not_found_title(),
            Problem::WrongMethod => self.wrong_method_title(),
            Problem::FormExpired => self.form_expired_title(),
            Problem::OtherSite => self.other_site_title(),
            Problem::Unreadable => self.unreadable_title(),
            Problem::TooLarge => self.too_large_title(),
            Problem::TooOften(_) => self.too_often_title(),
            Problem::TimedOut => self.timed_out_title(),
            Problem::Busy => self.busy_title(),
            Problem::Refused(_) | Problem::Said(_) => self.refused_title(),
            Problem::Call(fault) => self.call_title(fault),
            Problem::Away(_) => self.away_title(),
            Problem::Unsure(_) => self.unsure_title(),
            Problem::Full => self.disk_full_title(),
            Problem::Fault(_) => self.fault_title(),
        }
    }

    /// The heading for whoever called the API: no page, no form.
    pub fn api_problem_title(self, problem: &Problem) -> &'static str {
        match problem {
            Problem::SignInFirst => self.api_sign_in_first_title(),
            Problem::Forbidden(_) => self.api_forbidden_title(),
            Problem::NotFound => self.api_not_found_title(),
            Problem::WrongMethod => self.api_wrong_method_title(),
            Problem::FormExpired => self.api_form_expired_title(),
            other => self.problem_title(other),
        }
    }

    /// What happened and what to do, for whoever called the API.
    pub fn api_problem_what_to_do(self, problem: &Problem) -> String {
        match problem {
            Problem::SignInFirst => self.api_sign_in_first().to_owned(),
            Problem::Forbidden(action) => self.api_forbidden(self.action(*action)),
            Problem::NotFound => self.api_not_found().to_owned(),
            Problem::WrongMethod => self.api_wrong_method().to_owned(),
            Problem::FormExpired => self.api_form_expired().to_owned(),
            Problem::Unreadable => self.api_unreadable().to_owned(),
            other => self.problem_what_to_do(other),
        }
    }

    /// What happened and what to do.
    pub fn problem_what_to_do(self, problem: &Problem) -> String {
        match problem {
            Problem::SignInFirst => self.sign_in_first().to_owned(),
            Problem::Forbidden(action) => self.forbidden(self.action(*action)),
            Problem::NotFound => self.not_found().to_owned(),
            Problem::WrongMethod => self.wrong_method().to_owned(),
            Problem::FormExpired => self.form_expired().to_owned(),
            Problem::OtherSite => self.other_site().to_owned(),
            Problem::Unreadable => self.unreadable().to_owned(),
            Problem::TooLarge => self.too_large().to_owned(),
            Problem::TooOften(too_often) => self.too_often(self.span(Span { seconds: too_often.wait_seconds })),
            Problem::TimedOut => self.timed_out().to_owned(),
            Problem::Busy => self.busy().to_owned(),
            Problem::Refused(refusal) => self.refusal(refusal),
            Problem::Said(said) => said.to(self),
            Problem::Call(fault) => self.call_what_to_do(fault),
            Problem::Away(_) => self.away().to_owned(),
            Problem::Unsure(_) => self.unsure().to_owned(),
            Problem::Full => self.disk_full().to_owned(),
            Problem::Fault(_) => self.fault().to_owned(),
        }
    }
}
