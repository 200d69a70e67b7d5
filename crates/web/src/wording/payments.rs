//! The words of the rooms `payments`, `reconciliation` and `ledger`: what they can say no to, and where money stands.

use super::{T, wording};
use payments::{CycleState, OutboxFault, Refusal};
use reconciliation::{AnswerFault, ExceptionKind};

wording! {
    cycle_state_open { "Mở", "Open" }
    cycle_state_computed { "Đã tính, chờ duyệt", "Computed, awaits approval" }
    cycle_state_approved { "Đã duyệt", "Approved" }
    cycle_state_instructed { "Đã chuyển lệnh chi", "Instructed" }
    cycle_state_closed { "Đã khóa sổ", "Closed" }

    exception_amount_differs { "Số tiền khác với lệnh chi", "Another amount than was sent" }
    exception_contradiction { "Trái với điều đã biết", "Contradicts what is known" }
    exception_paid_twice { "Trả hai lần", "Paid twice" }
    exception_return_without_payment { "Trả lại khi chưa ghi nhận đã trả", "Returned, and never booked as paid" }
    exception_returned_twice { "Trả lại hai lần", "Returned twice" }
    exception_duplicate_claimed { "Ngân hàng báo đã có lệnh này", "The bank says it has the payment already" }
    exception_unknown_reference { "Không có lệnh chi mang mã này", "No payment has this reference" }
    exception_unknown_file { "Không có tệp mang số hiệu này", "No file has this message id" }
    exception_other_bytes { "Cùng số hiệu, khác nội dung", "The same message id with other content" }
    exception_late_return { "Tiền trả lại sau khi khóa sổ", "Returned after the month was closed" }
    exception_account_closed { "Tài khoản đã đóng hoặc không có", "The account is closed or does not exist" }
    exception_account_blocked { "Tài khoản bị phong tỏa", "The account is blocked" }
    exception_deceased { "Ngân hàng báo chủ tài khoản đã chết", "The bank says the holder has died" }
    exception_name_differs { "Tên không khớp chủ tài khoản", "The name is not the holder’s" }
    exception_file_fault { "Lỗi ở tệp của ta: tổng, hạn mức, số dư, ngày", "A fault of our own file: sums, limits, funds, dates" }

    refused_cycle_altered {
        "Lệnh chi trong cơ sở dữ liệu khác với lúc tính. Không gửi; hãy kiểm tra nhật ký rồi tính lại kỳ chi trả.",
        "The instructions in the database are not those that were computed. Nothing was sent: look at the trail and compute the cycle again.",
    }
    refused_cycle_own_work {
        "Người lập kỳ chi trả không được duyệt hay khóa sổ kỳ đó. Hãy nhờ người khác.",
        "Whoever prepared the cycle neither approves nor closes it. Ask somebody else.",
    }
    refused_cycle_closed(month) {
        "Tháng {month} đã khóa sổ. Muốn chi thêm, hãy chi trong tháng sau.",
        "The month {month} is closed. What is still owed is paid in a later month.",
    }
    refused_cycle_is(state) {
        "Kỳ chi trả đang ở bước “{state}”, không làm được việc này.",
        "The cycle is “{state}”: this is done at another step.",
    }
    refused_cycle_no_lists(month) {
        "Chưa có danh sách nào của tháng {month} được bàn giao. Hãy nhờ các xã bàn giao trước.",
        "No list has been handed over for {month}. Ask the communes to hand theirs over first.",
    }
    refused_cycle_lists_moved(lists) {
        "{lists} danh sách đã thay đổi sau khi tính. Hãy tính lại kỳ chi trả.",
        "{lists} lists have changed since. Compute the cycle again.",
    }
    refused_cycle_overtaken(instructions) {
        "{instructions} khoản không còn đúng: từ lúc tính, có người đã mất, đã thôi hưởng, bị tạm giữ, chưa xác thực lại, hoặc tài khoản không còn dùng được. Hãy tính lại kỳ chi trả rồi duyệt.",
        "{instructions} payments are not right any more: since the cycle was computed somebody died, ended, was held or is not verified, or an account cannot be used. Compute the cycle again, then approve it.",
    }
    refused_cycle_list_differs(said, counted) {
        "Một danh sách ghi tổng {said} nhưng các dòng cộng lại là {counted}. Hãy lập lại danh sách đó.",
        "A list says {said} in all, and its lines come to {counted}. Have that list drawn up again.",
    }
    refused_cycle_still_open(instructions, amount) {
        "Còn {instructions} lệnh chi, {amount}, chưa có kết quả. Hãy nhập trả lời của ngân hàng và bưu điện trước.",
        "{instructions} instructions over {amount} are not answered for. Take in the answers of the bank and the post first.",
    }
    refused_cycle_sums(entitled, accounted) {
        "Phải chi {entitled} nhưng đã trả, chuyển kỳ, giữ lại và tạm giữ cộng lại là {accounted}. Hãy chạy ansinh check.",
        "{entitled} is due, and paid, carried over, held back and held come to {accounted}. Run ansinh check.",
    }
    refused_cycle_payer {
        "Chưa khai tài khoản chi của đơn vị. Hãy khai trước khi tạo tệp.",
        "The paying office has no account to pay from. Name one before the files are written.",
    }
    refused_cycle_move {
        "Lệnh chi không thể chuyển sang trạng thái đó.",
        "An instruction does not move to that state.",
    }
    refused_cycle_moved {
        "Người khác vừa xử lý một số lệnh chi này. Hãy làm lại.",
        "Somebody else has just moved some of these instructions. Do it again.",
    }
    refused_cycle_file_damaged(message) {
        "Tệp {message} không còn như lúc tạo. Không gửi; hãy báo người quản trị.",
        "The file {message} is not as it was written. Nothing was sent: tell the administrator.",
    }
    refused_cycle_file_not_taken(message) {
        "Chưa ai tải tệp {message} nên chưa thể ghi nhận đã gửi. Hãy tải tệp và nộp trước.",
        "Nobody has fetched the file {message}, so it cannot have been sent. Fetch it and hand it over first.",
    }
    refused_cycle_no_outbox {
        "Máy chủ chưa có thư mục gửi tệp. Hãy tải từng tệp rồi ghi nhận đã gửi.",
        "The server has no folder for outgoing files. Fetch each file and record it as sent.",
    }
    refused_cycle_too_many { "Kỳ chi trả có quá nhiều lệnh.", "The cycle has too many instructions." }
    refused_outbox(path, why) { "Không ghi được vào {path}: {why}.", "Cannot write to {path}: {why}." }
    refused_outbox_occupied(path) {
        "Ở {path} đã có tệp khác cùng tên. Không ghi đè; hãy xem tệp đó là gì.",
        "Another file of this name stands at {path}. It was not overwritten: see what it is.",
    }
    refused_workbook { "Không tạo được bảng tính.", "The workbook could not be made." }
    refused_ledger {
        "Sổ kế toán không nhận bút toán này. Hãy chạy ansinh check.",
        "The ledger does not take this transfer. Run ansinh check.",
    }
    refused_sum { "Số tiền quá lớn.", "The amount is too large." }

    refused_answer_exceptions(exceptions) {
        "Còn {exceptions} sai lệch chưa giải quyết. Hãy giải quyết trước khi khóa sổ.",
        "{exceptions} exceptions are open. Decide about them before the month is closed.",
    }
    refused_answer_own_work {
        "Người nhận tệp không tự giải quyết sai lệch trong tệp đó. Hãy nhờ người khác.",
        "Whoever took the answer in does not decide about what is wrong in it. Ask somebody else.",
    }
    refused_answer_reason { "Hãy ghi lý do.", "Give a reason." }
    answer_fault_amount { "Có số tiền không phải số đồng nguyên lớn hơn 0.", "An amount is no whole number of đồng above zero." }
    answer_fault_currency { "Có số tiền không phải VND.", "An amount is in another currency than VND." }
    answer_fault_cut_off { "Tệp bị cắt cụt. Hãy tải lại.", "The file is cut off. Fetch it again." }
    answer_fault_sums { "Các phần của một bút toán cộng lại không đúng.", "The parts of an entry do not add up to it." }
    answer_fault_dtd { "Tệp có phần khai báo DTD, không được nhận.", "The file has a document type definition, which is not taken." }
    answer_fault_empty { "Tệp trống.", "The file is empty." }
    answer_fault_namespace { "Tệp có phần của chuẩn khác.", "The file has parts of another standard." }
    answer_fault_missing(what) { "Thiếu trường {what}.", "The field {what} is missing." }
    answer_fault_headings {
        "Bảng tính thiếu các cột “Mã chi trả”, “Số tiền”, “Kết quả”, “Ngày chi trả”, “Lý do chưa nhận”.",
        "The workbook lacks the columns “Mã chi trả”, “Số tiền”, “Kết quả”, “Ngày chi trả”, “Lý do chưa nhận”.",
    }
    answer_fault_xml { "Tệp không phải XML UTF-8 hợp lệ.", "The file is not well-formed XML in UTF-8." }
    answer_fault_size { "Tệp quá lớn hoặc quá nhiều dòng.", "The file is too large or has too many lines." }
    answer_fault_message { "Tệp không phải pain.002, camt.054 hay bảng kết quả của bưu điện.", "The file is neither pain.002 nor camt.054 nor the post’s settlement." }
    answer_fault_status { "Có trạng thái hoặc kết quả lạ.", "A status or result is unknown." }
    answer_fault_workbook { "Không đọc được bảng tính.", "The workbook cannot be read." }
}

impl T {
    /// Where a cycle stands.
    pub(crate) fn cycle_state(self, state: CycleState) -> &'static str {
        match state {
            CycleState::Open => self.cycle_state_open(),
            CycleState::Computed => self.cycle_state_computed(),
            CycleState::Approved => self.cycle_state_approved(),
            CycleState::Instructed => self.cycle_state_instructed(),
            CycleState::Closed => self.cycle_state_closed(),
        }
    }

    /// What is wrong, or to be done.
    pub(crate) fn exception_kind(self, kind: ExceptionKind) -> &'static str {
        match kind {
            ExceptionKind::AmountDiffers => self.exception_amount_differs(),
            ExceptionKind::Contradiction => self.exception_contradiction(),
            ExceptionKind::PaidTwice => self.exception_paid_twice(),
            ExceptionKind::ReturnWithoutPayment => self.exception_return_without_payment(),
            ExceptionKind::ReturnedTwice => self.exception_returned_twice(),
            ExceptionKind::DuplicateClaimed => self.exception_duplicate_claimed(),
            ExceptionKind::UnknownReference => self.exception_unknown_reference(),
            ExceptionKind::UnknownFile => self.exception_unknown_file(),
            ExceptionKind::OtherBytes => self.exception_other_bytes(),
            ExceptionKind::LateReturn => self.exception_late_return(),
            ExceptionKind::AccountClosed => self.exception_account_closed(),
            ExceptionKind::AccountBlocked => self.exception_account_blocked(),
            ExceptionKind::Deceased => self.exception_deceased(),
            ExceptionKind::NameDiffers => self.exception_name_differs(),
            ExceptionKind::FileFault => self.exception_file_fault(),
        }
    }

    /// What happened, then what to do: the room `payments`.
    pub(crate) fn payments_refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::Altered => self.refused_cycle_altered().to_owned(),
            Refusal::OwnWork => self.refused_cycle_own_work().to_owned(),
            Refusal::CycleClosed { month } => self.refused_cycle_closed(month.slashed()),
            Refusal::CycleIs { state } => self.refused_cycle_is(self.cycle_state(*state)),
            Refusal::NoLists { month } => self.refused_cycle_no_lists(month.slashed()),
            Refusal::ListsMoved { lists } => self.refused_cycle_lists_moved(lists),
            Refusal::Overtaken { instructions } => self.refused_cycle_overtaken(instructions),
            Refusal::ListDiffers { said, counted, .. } => self.refused_cycle_list_differs(said, counted),
            Refusal::StillOpen { instructions, amount } => self.refused_cycle_still_open(instructions, amount),
            Refusal::DoesNotAddUp { entitled, accounted } => self.refused_cycle_sums(entitled, accounted),
            Refusal::PayerUnknown => self.refused_cycle_payer().to_owned(),
            Refusal::NoSuchMove { .. } => self.refused_cycle_move().to_owned(),
            Refusal::Moved { .. } => self.refused_cycle_moved().to_owned(),
            Refusal::FileNotTaken { message_id } => self.refused_cycle_file_not_taken(message_id),
            Refusal::NoOutbox => self.refused_cycle_no_outbox().to_owned(),
            Refusal::FileDamaged { message_id } => self.refused_cycle_file_damaged(message_id),
            Refusal::TooMany { .. } => self.refused_cycle_too_many().to_owned(),
            Refusal::Outbox(OutboxFault::Io { path, why }) => self.refused_outbox(path.display(), why),
            Refusal::Outbox(OutboxFault::Occupied { path }) => self.refused_outbox_occupied(path.display()),
            Refusal::Workbook(_) => self.refused_workbook().to_owned(),
            Refusal::Overflow(_) => self.refused_sum().to_owned(),
            Refusal::Corrupt { .. } => self.refused_corrupt().to_owned(),
            Refusal::Ledger(_) => self.refused_ledger().to_owned(),
            Refusal::Office(refusal) => self.refusal(refusal),
            Refusal::Db(_) => self.refused_database().to_owned(),
        }
    }

    /// What happened, then what to do: the room `reconciliation`.
    pub(crate) fn reconciliation_refusal(self, refusal: &reconciliation::Refusal) -> String {
        use reconciliation::Refusal;
        match refusal {
            Refusal::Accounts(refusal) => self.accounts_refusal(refusal),
            Refusal::Answer(fault) => self.answer_fault(fault),
            Refusal::ExceptionsOpen { exceptions } => self.refused_answer_exceptions(exceptions),
            Refusal::NotASettlement => self.refused_settlement_kind().to_owned(),
            Refusal::OwnSettlement => self.refused_settlement_own().to_owned(),
            Refusal::SettlementDamaged => self.refused_settlement_damaged().to_owned(),
            Refusal::SettlementEmpty => self.refused_settlement_empty().to_owned(),
            Refusal::SettlementMoved { state } => self.refused_settlement_moved(self.settlement_state(*state)),
            Refusal::SettlementRows { rows } => self.cash_rows_wrong(rows.len()),
            Refusal::OwnWork => self.refused_answer_own_work().to_owned(),
            Refusal::ReasonMissing => self.refused_answer_reason().to_owned(),
            Refusal::Registry(refusal) => self.registry_refusal(refusal),
            Refusal::Payments(refusal) => self.payments_refusal(refusal),
            Refusal::Office(refusal) => self.refusal(refusal),
            Refusal::Db(_) => self.refused_database().to_owned(),
        }
    }

    /// Why a file is no answer.
    pub(crate) fn answer_fault(self, fault: &AnswerFault) -> String {
        match fault {
            AnswerFault::Amount => self.answer_fault_amount().to_owned(),
            AnswerFault::Currency => self.answer_fault_currency().to_owned(),
            AnswerFault::CutOff => self.answer_fault_cut_off().to_owned(),
            AnswerFault::DoesNotAddUp => self.answer_fault_sums().to_owned(),
            AnswerFault::Dtd => self.answer_fault_dtd().to_owned(),
            AnswerFault::Empty => self.answer_fault_empty().to_owned(),
            AnswerFault::ForeignNamespace => self.answer_fault_namespace().to_owned(),
            AnswerFault::Missing { what } => self.answer_fault_missing(what),
            AnswerFault::NoHeadings => self.answer_fault_headings().to_owned(),
            AnswerFault::NotXml => self.answer_fault_xml().to_owned(),
            AnswerFault::TextTooLong | AnswerFault::TooDeep | AnswerFault::TooLarge | AnswerFault::TooMany => {
                self.answer_fault_size().to_owned()
            }
            AnswerFault::Row { line, wrong } => self.answer_fault_row(line, self.row_wrong(*wrong)),
            AnswerFault::UnknownMessage => self.answer_fault_message().to_owned(),
            AnswerFault::UnknownStatus => self.answer_fault_status().to_owned(),
            AnswerFault::Workbook(_) => self.answer_fault_workbook().to_owned(),
        }
    }
}
