//! The pages of reconciliation: answers, what was made of their lines, exceptions, the close of a month.

use super::{T, wording};
use reconciliation::{AnswerKind, ExceptionKind, Outcome, Rule, Status};

wording! {
    reconciliation_title { "Đối soát", "Reconciliation" }
    reconciliation_what { "Nhập trả lời của ngân hàng, bưu điện; xử lý sai lệch; khóa sổ", "Answers of banks and the post, exceptions, closing" }
    answers_upload { "Nhập trả lời", "Take in answers" }
    answers_files { "Tệp trả lời", "Answer files" }
    answers_files_hint {
        "Chọn một hoặc nhiều tệp: pain.002 và camt.054 của ngân hàng (.xml), bảng kết quả của bưu điện (.xlsx). Nhập lại tệp cũ cũng không sao.",
        "One or several: the bank’s pain.002 and camt.054 (.xml), the post’s settlement (.xlsx). A file taken in before does no harm.",
    }
    answers_send { "Nhập các tệp này", "Take these files in" }
    answers_none_chosen { "Hãy chọn ít nhất một tệp.", "Choose at least one file." }
    answers_some_refused(count) { "{count} tệp chưa nhận được. Xem lý do ở bảng dưới.", "{count} files were not taken. The table below says why." }
    answers_taken_caption { "Kết quả nhập", "What became of each file" }
    answer_taken { "Đã nhận", "Taken in" }
    answer_exists { "Đã nhận từ trước", "Was there already" }
    answer_other_bytes { "Trùng số hiệu, khác nội dung: không áp dụng", "The same id with other content: not applied" }
    answer_refused { "Không nhận", "Not taken" }
    answer_summary(entries, applied, exceptions) { "{entries} dòng, {applied} dòng được ghi, {exceptions} sai lệch", "{entries} lines, {applied} applied, {exceptions} exceptions" }
    answers_title { "Trả lời đã nhận", "Answers taken in" }
    answers_caption { "Trả lời đã nhận, mới nhất đứng trước", "Answers, the newest first" }
    answers_none { "Chưa nhận trả lời nào", "No answers yet" }
    answers_none_text { "Sau khi gửi tệp chi, ngân hàng và bưu điện gửi lại kết quả. Nhập ở ô phía trên.", "After the files are sent, the bank and the post answer. Take their files in above." }
    answers_none_text_elsewhere { "Sau khi gửi tệp chi, ngân hàng và bưu điện gửi lại kết quả. Cơ quan chi trả nhập kết quả, rồi kết quả hiện ở đây.", "After the files are sent, the bank and the post answer. The paying office takes their files in, and they stand here." }
    answer_file { "Tệp", "File" }
    answer_kind { "Loại", "Kind" }
    answer_received { "Nhận lúc", "Received" }
    answer_received_by { "Người nhận", "Taken in by" }
    answer_sender { "Bên gửi", "Sender" }
    answer_message { "Số hiệu", "Message id" }
    answer_lines { "Số dòng", "Lines" }
    answer_applied { "Đã ghi", "Applied" }
    answer_exceptions { "Sai lệch", "Exceptions" }
    answer_lines_caption { "Từng dòng và kết quả xử lý", "Each line and what was made of it" }
    answer_lines_title { "Các dòng", "The lines" }
    answer_lines_none { "Không có dòng nào như vậy.", "No such lines." }
    answer_all_lines(count) { "Tất cả: {count}", "All: {count}" }
    answer_line_number { "Dòng", "Line" }
    answer_line_person { "Lệnh chi", "Payment" }
    answer_line_says { "Trả lời ghi", "It says" }
    answer_line_outcome { "Xử lý", "What was made of it" }
    answer_line_unknown { "Không rõ lệnh chi nào", "No payment known" }

    kind_pain002 { "Báo trạng thái của ngân hàng (pain.002)", "Status report (pain.002)" }
    kind_camt054 { "Báo nợ, báo có của ngân hàng (camt.054)", "Booked entries (camt.054)" }
    kind_settlement { "Kết quả chi trả của bưu điện", "The post’s settlement" }
    status_accepted { "Ngân hàng đã nhận lệnh", "The bank took it in" }
    status_rejected { "Ngân hàng từ chối", "The bank rejected it" }
    status_pending { "Ngân hàng đang xử lý", "The bank is at it" }
    status_debited { "Đã trích tiền trả", "Booked out" }
    status_returned { "Tiền bị trả lại", "The money came back" }
    status_announced { "Báo trước, chưa hạch toán", "Announced, not booked" }
    status_handed_over { "Đã trao tiền mặt", "Handed over in cash" }
    status_not_collected { "Chưa đến nhận", "Not collected" }
    status_left_open { "Để trống", "Left open" }
    outcome_applied { "Đã ghi vào lệnh chi", "Applied to the payment" }
    outcome_repeated { "Đã biết từ trước", "Known before" }
    outcome_noted { "Chỉ ghi nhận", "Noted" }
    outcome_exception { "Sai lệch, phải xem", "An exception to look at" }
    rule_reference { "theo mã chi trả", "by the reference" }
    rule_message_line { "theo số hiệu tệp và dòng", "by message and line" }
    rule_text { "mã nằm trong nội dung chuyển tiền", "a reference in the text" }
    rule_account_amount { "theo số tài khoản và số tiền", "by account and amount" }
    rule_whole_file { "theo trả lời chung cho cả tệp", "by the answer to the whole file" }
    rule_none { "không tìm ra", "not found" }

    gaps_of_money { "Sai lệch đối soát", "Exceptions" }
    gaps_link(count) { "Sai lệch đang chờ xử lý: {count}", "Exceptions to decide about: {count}" }
    gaps_lead {
        "Khóa sổ tháng không xóa sai lệch. Sai lệch về tiền phải giải quyết trước khi khóa sổ; các việc còn lại chờ ở đây, kể cả khi tháng đã khóa sổ, cho đến khi có người ghi đã giải quyết thế nào.",
        "Closing a month does away with no exception. Those of money are settled before the close; the others wait here, even when the month is closed, until somebody says how they were settled.",
    }
    gaps_of_open_month(month) { "Tháng {month}, chưa khóa sổ", "{month}, not closed" }
    gaps_of_closed_month(month) { "Tháng {month}, đã khóa sổ", "{month}, closed" }
    gaps_of_no_month { "Chưa rõ thuộc tháng nào", "Of no month we know of" }
    gap_month { "Tháng", "Month" }
    gap_month_is_closed(month) { "{month}, đã khóa sổ: giải quyết ở đây không mở lại sổ", "{month}, closed: settling this opens nothing again" }
    gaps_all(count) { "Tất cả: {count}", "All: {count}" }
    gaps_none_open { "Không có sai lệch nào đang chờ", "No exceptions" }
    gaps_none_open_text { "Mọi trả lời đã khớp với lệnh chi.", "Every answer agrees with its payment." }
    gaps_more(count) { "Đang xem {count} sai lệch cũ nhất. Hãy chọn từng loại để xem tiếp.", "Showing the {count} oldest. Choose a kind to see more." }
    gap_what { "Sai lệch", "Exception" }
    gap_person { "Người hưởng", "Person" }
    gap_commune { "Xã, phường, thị trấn", "Commune" }
    gap_amount { "Số tiền", "Amount" }
    gap_since { "Từ lúc", "Since" }
    gap_reference { "Mã chi trả trong trả lời", "Reference in the answer" }
    gap_reason { "Lý do của ngân hàng", "The bank’s reason" }
    gap_blocks { "Phải giải quyết trước khi khóa sổ", "To be settled before the month is closed" }
    gap_todo { "Việc cần làm", "What to do" }
    gap_see_payment { "Xem lệnh chi", "See the payment" }
    gap_why { "Đã giải quyết thế nào?", "How was it settled?" }
    gap_why_hint { "Ví dụ: Ngân hàng xác nhận chỉ trích tiền một lần, công văn số 12 ngày 06/02/2024.", "For example: the bank confirms that it booked once, letter 12 of 06/02/2024." }
    gap_settle { "Ghi nhận đã giải quyết", "Record as settled" }
    gap_is_settled { "Đã giải quyết", "Settled" }

    todo_amount_differs { "Đối chiếu chứng từ với ngân hàng hoặc bưu điện; hệ thống không tự sửa tiền.", "Compare the papers with the bank or the post; nothing is adjusted by itself." }
    todo_contradiction { "Trả lời trái với trạng thái đã biết. Hỏi ngân hàng hoặc bưu điện bằng văn bản.", "The answer contradicts what is known. Ask the bank or the post in writing." }
    todo_paid_twice { "Có hai lần trích tiền cho một lệnh. Yêu cầu ngân hàng hoàn lại một lần.", "Booked twice for one payment. Ask the bank to give one back." }
    todo_return_without_payment { "Tiền trả lại nhưng chưa có bút toán chi. Tìm sao kê còn thiếu.", "Money came back that was never booked out. Look for the missing statement." }
    todo_returned_twice { "Một khoản bị trả lại hai lần. Đối chiếu sao kê với ngân hàng.", "One payment came back twice. Compare the statements with the bank." }
    todo_duplicate_claimed { "Ngân hàng báo đã có lệnh này. Tra soát, tuyệt đối không gửi lệnh mới.", "The bank says it has it. Enquire; never send another." }
    todo_unknown_reference { "Không lệnh chi nào mang mã này. Kiểm tra tệp có gửi nhầm đơn vị không.", "No payment has this reference. See whether the file was meant for another office." }
    todo_unknown_file { "Trả lời cho một tệp không phải của đơn vị. Gửi lại cho ngân hàng.", "The answer is about a file that is not ours. Tell the bank." }
    todo_other_bytes { "Hai tệp cùng số hiệu mà khác nội dung. Hỏi ngân hàng tệp nào đúng trước khi dùng.", "Two files of one id with other content. Ask the bank which holds." }
    todo_late_return { "Tiền về sau khi khóa sổ, đã tự chuyển sang kỳ sau. Kiểm tra người hưởng đã nhận bằng cách khác chưa.", "The money came after the close and is carried over. See whether the person was paid in another way." }
    todo_account_closed {
        "Tài khoản này đã tự dừng. Nhờ xã hỏi số khác; chưa có thì kỳ sau chi tiền mặt.",
        "The account was ended. Have the commune ask for another; until there is one it is paid in cash.",
    }
    todo_account_blocked { "Người này đang tạm giữ chi trả. Hỏi ngân hàng và người hưởng vì sao tài khoản bị phong tỏa; xong thì bỏ tạm giữ.", "The person is held. Ask the bank and the person why; then release the hold." }
    todo_deceased {
        "Nếu là tài khoản của người hưởng: đã tự tạm giữ, nhờ xã xác minh; đúng thì ghi báo tử, không đúng thì bỏ tạm giữ. Nếu là của người nhận thay: tài khoản đã tự dừng, nhờ xã hỏi cách nhận khác.",
        "The person’s own account: a hold was placed; have the commune look into it, then record the death or release the hold. Somebody else’s: the account was ended; have the commune ask for another way.",
    }
    todo_name_differs { "Đối chiếu tên trên giấy tờ và ở ngân hàng; sửa tài khoản rồi chi lại kỳ sau.", "Compare the name on the papers with the bank’s; correct the account and pay with a later month." }
    todo_file_fault { "Lỗi ở tệp chi. Báo người quản trị kèm mã lý do.", "A fault of our file. Tell the administrator, with the code." }

    months_title { "Khóa sổ tháng", "Closing the month" }
    months_caption { "Kỳ chi trả đang đối soát và đã khóa sổ", "Cycles that are being answered or closed" }
    months_open { "Chưa có kết quả", "Not answered for" }
    month_close_title(month) { "Cân đối và khóa sổ tháng {month}", "Balance and close of {month}" }
    month_equation { "Phải chi = đã trả + chuyển kỳ sau + giữ lại + tạm giữ", "Due = paid + carried over + held back + held" }
    month_paid { "Đã trả đến tay người hưởng", "Paid" }
    month_carried_over { "Chuyển kỳ sau", "Carried over" }
    month_held { "Tạm giữ (không gửi chi)", "Held (not sent)" }
    month_held_back { "Giữ lại (đã gửi, không đến tay)", "Held back (sent, not received)" }
    month_accounted { "Tổng đã có kết quả", "Accounted for" }
    month_missing { "Chưa có kết quả", "Not answered for" }
    month_ready { "Đủ điều kiện khóa sổ", "Ready to be closed" }
    month_is_closed(who, when) { "Đã khóa sổ: {who}, lúc {when}.", "Closed by {who}, {when}." }
    month_not_instructed { "Kỳ này chưa gửi lệnh chi nên chưa khóa sổ được.", "The cycle is not sent yet." }
    month_open_payments(count, amount) { "Còn {count} lệnh chi, {amount}, chưa có kết quả. Hãy nhập thêm trả lời, hoặc hỏi ngân hàng, bưu điện.", "{count} payments over {amount} are not answered for. Take in more answers, or ask the bank and the post." }
    month_blocking(count) { "Còn {count} sai lệch về tiền phải giải quyết trước.", "{count} exceptions about money must be settled first." }
    month_others(count) {
        "{count} sai lệch khác không chặn khóa sổ: khóa sổ rồi vẫn chờ ở mục Sai lệch đối soát, cho đến khi có người ghi đã giải quyết thế nào.",
        "{count} other exceptions do not stand in the way: they outlive the close and wait among the exceptions until somebody says how they were settled.",
    }
    month_stuck { "Chưa khóa sổ được", "Not yet" }
    month_close_button { "Khóa sổ tháng này", "Close this month" }
    month_close_text {
        "Khóa sổ rồi thì không thêm, sửa lệnh chi của tháng nữa. Tiền trả lại sau đó được chuyển sang kỳ sau.",
        "Once closed, the month’s payments change no more. Money that comes back later is carried over.",
    }
    month_see_open { "Xem các lệnh chưa có kết quả", "See those not answered for" }
    month_see_exceptions { "Xem sai lệch", "See the exceptions" }
    month_cycle { "Xem kỳ chi trả", "See the cycle" }
    notice_exception_settled { "Đã ghi nhận sai lệch này được giải quyết.", "The exception is recorded as settled." }
    notice_month_closed { "Đã khóa sổ tháng.", "The month is closed." }
    task_exceptions { "Sai lệch đối soát cần giải quyết", "Exceptions to settle" }
    task_approve_cycle { "Kỳ chi trả chờ duyệt", "Cycles to approve" }
    task_open_payments { "Kỳ chi trả chờ trả lời hoặc khóa sổ", "Cycles to answer or close" }
    task_compute_cycle { "Kỳ chi trả đã mở, chưa tính", "Cycles open, not computed" }
    task_send_files { "Kỳ chi trả đã duyệt, chưa tạo tệp", "Cycles approved, without files" }
}

impl T {
    /// What kind of answer.
    pub(crate) fn answer_kind_named(self, kind: AnswerKind) -> &'static str {
        match kind {
            AnswerKind::Status => self.kind_pain002(),
            AnswerKind::Booked => self.kind_camt054(),
            AnswerKind::Settlement => self.kind_settlement(),
        }
    }

    /// What a line says.
    pub(crate) fn answer_status(self, status: Status) -> &'static str {
        match status {
            Status::Accepted => self.status_accepted(),
            Status::Rejected => self.status_rejected(),
            Status::Pending => self.status_pending(),
            Status::Debited => self.status_debited(),
            Status::Returned => self.status_returned(),
            Status::Announced => self.status_announced(),
            Status::HandedOver => self.status_handed_over(),
            Status::NotCollected => self.status_not_collected(),
            Status::LeftOpen => self.status_left_open(),
        }
    }

    /// What was made of a line.
    pub(crate) fn answer_outcome(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Applied => self.outcome_applied(),
            Outcome::Repeated => self.outcome_repeated(),
            Outcome::Noted => self.outcome_noted(),
            Outcome::Exception => self.outcome_exception(),
        }
    }

    /// How a line was brought together with its payment.
    pub(crate) fn answer_rule(self, rule: Rule) -> &'static str {
        match rule {
            Rule::Reference => self.rule_reference(),
            Rule::MessageLine => self.rule_message_line(),
            Rule::Text => self.rule_text(),
            Rule::AccountAmount => self.rule_account_amount(),
            Rule::WholeFile => self.rule_whole_file(),
            Rule::None => self.rule_none(),
        }
    }

    /// What somebody does about an exception.
    pub(crate) fn exception_to_do(self, kind: ExceptionKind) -> &'static str {
        match kind {
            ExceptionKind::AmountDiffers => self.todo_amount_differs(),
            ExceptionKind::Contradiction => self.todo_contradiction(),
            ExceptionKind::PaidTwice => self.todo_paid_twice(),
            ExceptionKind::ReturnWithoutPayment => self.todo_return_without_payment(),
            ExceptionKind::ReturnedTwice => self.todo_returned_twice(),
            ExceptionKind::DuplicateClaimed => self.todo_duplicate_claimed(),
            ExceptionKind::UnknownReference => self.todo_unknown_reference(),
            ExceptionKind::UnknownFile => self.todo_unknown_file(),
            ExceptionKind::OtherBytes => self.todo_other_bytes(),
            ExceptionKind::LateReturn => self.todo_late_return(),
            ExceptionKind::AccountClosed => self.todo_account_closed(),
            ExceptionKind::AccountBlocked => self.todo_account_blocked(),
            ExceptionKind::Deceased => self.todo_deceased(),
            ExceptionKind::NameDiffers => self.todo_name_differs(),
            ExceptionKind::FileFault => self.todo_file_fault(),
        }
    }
}
