//! What the API says: about fields, about calls, and what a caller does about each problem.

use super::{T, wording};
use crate::api::CallFault;

wording! {
    call_malformed_title { "Nội dung gửi lên không phải JSON đúng", "The body is not well-formed JSON" }
    call_malformed(line, column) {
        "Đọc đến dòng {line}, ký tự {column} thì không hiểu được nữa. Hãy sửa chỗ đó rồi gửi lại.",
        "Reading stopped at line {line}, character {column}. Correct that place and send it again.",
    }
    call_too_deep_title { "Nội dung gửi lên lồng nhau quá sâu", "The body is nested too deeply" }
    call_too_deep(most) {
        "Chỉ nhận tối đa {most} lớp danh sách và đối tượng lồng nhau.",
        "At most {most} levels of lists and objects are taken.",
    }
    call_not_json_title { "Nội dung gửi lên phải là JSON", "The body must be JSON" }
    call_not_json {
        "Hãy gửi JSON và ghi rõ Content-Type: application/json.",
        "Send JSON, and say so: Content-Type: application/json.",
    }
    call_fields_title { "Có trường chưa đúng", "Some fields are not right" }
    call_fields {
        "Chưa có gì được ghi lại. Hãy sửa các trường được nêu tên rồi gửi lại.",
        "Nothing was saved. Correct the fields that are named and send it again.",
    }
    call_key_missing_title { "Thiếu khóa của lần gọi", "The key of the call is missing" }
    call_key_missing {
        "Lần gọi này tạo ra cái mới, nên phải có Idempotency-Key do bên gọi tự đặt, mỗi việc một khóa.",
        "This call makes something new, so it needs an Idempotency-Key of the caller’s own, one for each thing wanted.",
    }
    call_key_form_title { "Khóa của lần gọi không đúng dạng", "The key of the call is malformed" }
    call_key_form {
        "Idempotency-Key có từ 1 đến 100 ký tự ASCII nhìn thấy được, không có khoảng trắng, và chỉ gửi một lần.",
        "An Idempotency-Key has 1 to 100 visible ASCII characters without spaces, and is sent once.",
    }
    call_key_reused_title { "Khóa này đã dùng cho việc khác", "This key was used for something else" }
    call_key_reused {
        "Trước đây khóa này đi với nội dung khác, nên lần này chưa có gì được ghi lại. Việc mới phải dùng khóa mới.",
        "The key came with another body before, so nothing was saved this time. A new thing needs a new key.",
    }
    call_key_busy_title { "Lần gọi trước đang được xử lý", "The same call is being worked on" }
    call_key_busy {
        "Hãy đợi một giây rồi gửi lại đúng lần gọi đó với cùng khóa.",
        "Wait a second, then send the very same call under the same key.",
    }
    call_cursor_foreign_title { "Con trỏ trang không thuộc danh sách này", "The cursor is not of this list" }
    call_cursor_foreign {
        "Hãy dùng next của trang trước trong chính danh sách này, hoặc bắt đầu lại từ trang đầu.",
        "Use the next of the page before in this very list, or begin anew with the first page.",
    }
    call_stale_title { "Nội dung đã thay đổi", "It has changed since" }
    call_stale {
        "Người khác đã sửa sau lần xem cuối của bên gọi, nên chưa có gì được ghi lại. Hãy xem lại rồi quyết định.",
        "Somebody changed it after the caller last read it, so nothing was saved. Read it again, then decide.",
    }

    field_missing { "Thiếu trường này.", "This field is missing." }
    field_unknown { "Không có trường tên này ở đây.", "There is no field of this name here." }
    field_twice { "Trường này được gửi hai lần.", "This field was sent twice." }
    field_not_text { "Phải là văn bản.", "Must be text." }
    field_not_number { "Phải là số nguyên.", "Must be a whole number." }
    field_not_truth { "Phải là true hoặc false.", "Must be true or false." }
    field_not_list { "Phải là danh sách.", "Must be a list." }
    field_not_object { "Phải là đối tượng JSON.", "Must be a JSON object." }
    field_too_short(least) { "Phải có ít nhất {least} ký tự.", "Must have at least {least} characters." }
    field_too_long(most) { "Chỉ được có tối đa {most} ký tự.", "May have at most {most} characters." }
    field_too_many(most) { "Chỉ được có tối đa {most} mục.", "May have at most {most} items." }
    field_empty { "Danh sách phải có ít nhất một mục.", "The list must have at least one item." }
    field_out_of_range(least, most) { "Phải từ {least} đến {most}.", "Must be from {least} to {most}." }
    field_form(pattern) {
        "Phải đúng dạng {pattern} (biểu thức chính quy).",
        "Must be of the form {pattern} (a regular expression).",
    }
    field_not_day { "Phải là ngày, viết như 2024-01-25.", "Must be a day, written like 2024-01-25." }
    field_not_instant {
        "Phải là thời điểm, viết như 2024-01-25T03:00:00Z.",
        "Must be an instant, written like 2024-01-25T03:00:00Z.",
    }
    field_not_id { "Phải là mã định danh UUID.", "Must be an id, a UUID." }
    field_not_one_of(words) { "Phải là một trong: {words}.", "Must be one of: {words}." }
    field_refused {
        "Lý do nằm ở detail của câu trả lời này.",
        "The reason is in the detail of this answer.",
    }

    react_correct_call { "Gửi lại theo đúng dạng trong bản mô tả.", "Send the call in the form the description asks for." }
    react_sign_in { "Đăng nhập, hoặc gửi mã dịch vụ còn hiệu lực.", "Sign in, or send a token that is valid." }
    react_ask_for_right {
        "Để người có quyền thực hiện, hoặc hoàn tất đăng nhập; trình duyệt phải gửi X-Form-Token.",
        "Have somebody call whose role may do this, or finish signing in; a browser sends X-Form-Token.",
    }
    react_ask_for_another {
        "Hỏi cái có thật trong địa bàn của mình; ngoài địa bàn và không tồn tại được trả lời như nhau.",
        "Ask for what is there inside the own area; what lies outside is answered like what does not exist.",
    }
    react_use_allowed_method { "Dùng một trong các phương thức nêu ở Allow.", "Use one of the methods in Allow." }
    react_look_and_decide {
        "Đọc detail xem điều gì đang cản trở, rồi quyết định lại; gửi y nguyên sẽ bị từ chối như cũ.",
        "Read in detail what stands in the way and decide anew; the same call will be refused again.",
    }
    react_read_again { "Đọc lại bản mới nhất rồi quyết định.", "Read it again, and decide on what it is now." }
    react_send_less { "Gửi ít hơn mỗi lần.", "Send less at a time." }
    react_send_json { "Gửi JSON và ghi rõ trong Content-Type.", "Send JSON, and say so in Content-Type." }
    react_correct_fields {
        "Sửa các trường được nêu tên, hoặc dùng khóa mới cho việc mới.",
        "Correct the named fields, or use a new key for a new thing.",
    }
    react_wait {
        "Đợi đủ số giây ở Retry-After rồi gửi lại đúng lần gọi đó.",
        "Wait the seconds of Retry-After, then send the same call again.",
    }
    react_report {
        "Báo mã request cho người vận hành; gửi lại với cùng khóa thì an toàn.",
        "Give the request’s id to whoever runs the program; sending it again under the same key is safe.",
    }
    react_repeat_later {
        "Đợi rồi gửi lại đúng lần gọi đó với cùng khóa.",
        "Wait, then send the same call again under the same key.",
    }
}

impl T {
    /// The heading of a fault of the call itself.
    pub fn call_title(self, fault: &CallFault) -> &'static str {
        match fault {
            CallFault::Malformed { .. } => self.call_malformed_title(),
            CallFault::TooDeep { .. } => self.call_too_deep_title(),
            CallFault::NotJson => self.call_not_json_title(),
            CallFault::Fields(_) => self.call_fields_title(),
            CallFault::KeyMissing => self.call_key_missing_title(),
            CallFault::KeyForm => self.call_key_form_title(),
            CallFault::KeyReused => self.call_key_reused_title(),
            CallFault::KeyBusy => self.call_key_busy_title(),
            CallFault::CursorForeign => self.call_cursor_foreign_title(),
            CallFault::Stale => self.call_stale_title(),
        }
    }

    /// What happened and what to do.
    pub fn call_what_to_do(self, fault: &CallFault) -> String {
        match fault {
            CallFault::Malformed { line, column } => self.call_malformed(line, column),
            CallFault::TooDeep { most } => self.call_too_deep(most),
            CallFault::NotJson => self.call_not_json().to_owned(),
            CallFault::Fields(_) => self.call_fields().to_owned(),
            CallFault::KeyMissing => self.call_key_missing().to_owned(),
            CallFault::KeyForm => self.call_key_form().to_owned(),
            CallFault::KeyReused => self.call_key_reused().to_owned(),
            CallFault::KeyBusy => self.call_key_busy().to_owned(),
            CallFault::CursorForeign => self.call_cursor_foreign().to_owned(),
            CallFault::Stale => self.call_stale().to_owned(),
        }
    }
}
