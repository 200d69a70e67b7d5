//! The page of the post: workbooks to pay out, settlements handed in, confirmed, taken in.

use super::{T, wording};
use reconciliation::{RowWrong, SettlementState};

wording! {
    cash_title { "Chi trả tiền mặt", "Cash payments" }
    cash_what { "Lấy danh sách tiền mặt, nộp và xác nhận bảng quyết toán", "Fetch the cash lists, hand in and confirm settlements" }
    cash_files_title { "Danh sách chi trả được giao", "Lists to pay out" }
    cash_files_none { "Chưa có danh sách nào được giao", "No list was handed on yet" }
    cash_files_none_text {
        "Khi cơ quan chi trả giao danh sách tiền mặt của tháng cho bưu điện, danh sách hiện ở đây.",
        "Once the paying office hands on the month’s cash lists, they stand here.",
    }
    cash_files_note {
        "Danh sách có tên, số định danh, địa chỉ và số tiền: chỉ dùng để chi trả. Mỗi lần tải đều được ghi vào nhật ký.",
        "The lists hold names, citizen numbers, addresses and amounts: for paying out only. Each fetching is recorded.",
    }
    cash_files_more(count) { "Chỉ hiện {count} danh sách mới nhất.", "Only the {count} newest lists are shown." }
    cash_file_title(commune, month) { "{commune}, tháng {month}", "{commune}, {month}" }
    cash_file_line(lines, total) { "{lines} khoản, {total}", "{lines} payments, {total}" }
    cash_file_so_far(paid, uncollected, open) {
        "Đã trao {paid}; chưa nhận {uncollected}; chưa quyết toán {open}.",
        "Handed over {paid}; not collected {uncollected}; not settled {open}.",
    }
    cash_count(payments, amount) { "{payments} khoản ({amount})", "{payments} ({amount})" }
    cash_file_done { "Đã quyết toán hết", "All settled" }
    cash_file_part { "Đang quyết toán", "Partly settled" }
    cash_file_open { "Chưa quyết toán", "Not settled" }
    cash_fetch { "Tải danh sách", "Fetch the list" }
    cash_hand_in_title { "Nộp bảng quyết toán", "Hand a settlement in" }
    cash_hand_in_file { "Bảng đã ghi kết quả", "The filled-in workbook" }
    cash_hand_in_hint {
        "Chính tệp Excel đã tải, ghi thêm cột “Kết quả” (“Đã nhận” hoặc “Chưa nhận”), “Ngày chi trả”, “Lý do chưa nhận”. Dòng để trống được ghi ở bảng sau.",
        "The same workbook with “Kết quả” (“Đã nhận” or “Chưa nhận”), “Ngày chi trả” and “Lý do chưa nhận” filled in. What is left open comes with a later one.",
    }
    cash_hand_in_button { "Nộp bảng này", "Hand it in" }
    cash_hand_in_none { "Hãy chọn tệp bảng quyết toán.", "Choose the settlement’s file." }
    cash_rows_wrong(count) {
        "Bảng có {count} dòng chưa đúng nên chưa nhận dòng nào. Hãy sửa các dòng nêu dưới đây rồi nộp lại.",
        "{count} lines are not right, so none was taken. Correct the lines below and hand it in again.",
    }
    cash_rows_caption { "Các dòng phải sửa", "Lines to correct" }
    cash_row_line { "Dòng trong bảng", "Line of the sheet" }
    cash_row_wrong { "Điều chưa đúng", "What is wrong" }
    row_wrong_amount { "Số tiền không phải số đồng nguyên lớn hơn 0.", "The amount is no whole number of đồng above zero." }
    row_wrong_amount_differs { "Số tiền khác danh sách được giao.", "The amount is not the one on the list." }
    row_wrong_result { "Cột “Kết quả” phải ghi “Đã nhận” hoặc “Chưa nhận”.", "“Kết quả” is to say “Đã nhận” or “Chưa nhận”." }
    row_wrong_twice { "Mã chi trả này đã có ở một dòng khác.", "The reference stands in another line too." }
    row_wrong_unknown { "Mã chi trả này không có trong danh sách giao cho bưu điện.", "No list handed to the post has this reference." }
    answer_fault_row(line, wrong) { "Dòng {line}: {wrong}", "Line {line}: {wrong}" }

    settlements_title { "Bảng quyết toán", "Settlements" }
    settlements_of_post { "Bảng quyết toán của bưu điện", "Settlements of the post" }
    settlements_caption { "Bảng quyết toán, mới nhất đứng trước", "Settlements, the newest first" }
    settlements_none { "Chưa nộp bảng quyết toán nào.", "No settlement was handed in yet." }
    settlement_file { "Bảng", "Workbook" }
    settlement_handed_in { "Nộp lúc", "Handed in" }
    settlement_handed_in_by { "Người nộp", "Handed in by" }
    settlement_confirmed_by { "Người xác nhận", "Confirmed by" }
    settlement_ended_by { "Người nhận hoặc trả lại", "Taken in or sent back by" }
    settlement_state_column { "Tình trạng", "State" }
    settlement_handed_over { "Đã trao tiền", "Handed over" }
    settlement_not_collected { "Chưa nhận", "Not collected" }
    settlement_left_open { "Để trống", "Left open" }
    settlement_why { "Lý do trả lại", "Why it was sent back" }
    settlement_who_when(who, when) { "{who}, lúc {when}", "{who}, {when}" }
    settlement_waits { "Chờ bưu điện xác nhận", "To be confirmed" }
    settlement_is_confirmed { "Chờ cơ quan chi trả nhận", "To be taken in" }
    settlement_is_taken { "Đã nhận vào đối soát", "Taken in" }
    settlement_is_back { "Đã trả lại", "Sent back" }
    settlement_lines_title { "Từng dòng", "The lines" }
    settlement_lines_caption { "Các dòng của bảng quyết toán", "The lines of the settlement" }
    settlement_lines_none { "Không có dòng nào như vậy.", "No such lines." }
    settlement_line { "Dòng", "Line" }
    settlement_person { "Người hưởng", "Person" }
    settlement_result { "Kết quả", "Result" }
    settlement_day { "Ngày chi trả", "Paid on" }
    settlement_reason { "Lý do chưa nhận", "Why not" }
    settlement_confirm_text {
        "Xác nhận là bưu điện chịu trách nhiệm về các khoản đã trao trong bảng này. Sau đó cơ quan chi trả nhận bảng vào đối soát.",
        "Confirming, the post answers for what was handed over. The paying office then takes the settlement in.",
    }
    settlement_confirm_button { "Xác nhận bảng này", "Confirm this settlement" }
    settlement_own {
        "Bạn là người nộp bảng này; lãnh đạo khác của bưu điện xác nhận.",
        "You handed it in; another head of the post confirms it.",
    }
    settlement_take_text {
        "Nhận vào đối soát: các khoản “Đã nhận” được ghi đã trả, các khoản “Chưa nhận” chuyển sang kỳ sau.",
        "Taken in, what was handed over is recorded as paid, and what was not collected is carried over.",
    }
    settlement_take_button { "Nhận vào đối soát", "Take it in" }
    settlement_back_why { "Vì sao trả lại?", "Why is it sent back?" }
    settlement_back_hint { "Ví dụ: Dòng 14 bà An đã nhận ngày 12/02, bảng ghi chưa nhận.", "For example: line 14 was collected on 12/02." }
    settlement_back_button { "Trả lại bảng này", "Send it back" }
    settlement_withdraw_button { "Rút lại bảng này", "Take it back" }
    settlement_see_answer { "Xem kết quả đối soát", "See what was made of it" }
    task_settle_cash { "Danh sách tiền mặt chưa quyết toán xong", "Cash lists not settled" }
    task_confirm_settlement { "Bảng quyết toán chờ xác nhận", "Settlements to confirm" }
    task_take_settlement { "Bảng quyết toán của bưu điện chờ nhận", "Settlements of the post to take in" }
    notice_settlement_handed_in { "Đã nộp bảng quyết toán; lãnh đạo bưu điện xác nhận.", "The settlement is handed in; the head of the post confirms it." }
    notice_settlement_exists { "Bảng này đã nộp từ trước; không có gì thay đổi.", "This settlement was handed in before; nothing has changed." }
    notice_settlement_confirmed { "Đã xác nhận; cơ quan chi trả nhận bảng vào đối soát.", "Confirmed; the paying office takes it in." }
    notice_settlement_taken { "Đã nhận bảng quyết toán vào đối soát.", "The settlement is taken in." }
    notice_settlement_back { "Đã trả lại bảng quyết toán.", "The settlement is sent back." }
    notice_cash_handed { "Đã giao danh sách cho bưu điện; bưu điện thấy ở trang “Chi trả tiền mặt”.", "The list is handed to the post, which finds it under “Cash payments”." }
    pay_file_hand_to_post { "Giao cho bưu điện tại đây", "Hand to the post here" }
    refused_settlement_kind {
        "Tệp này không phải bảng quyết toán Excel (.xlsx). Hãy nộp chính danh sách đã tải, đã ghi kết quả.",
        "The file is no settlement workbook (.xlsx). Hand in the very list that was fetched, with its results filled in.",
    }
    refused_settlement_own { "Người nộp hay xác nhận bảng không làm bước tiếp theo. Hãy nhờ người khác.", "Whoever handed it in or confirmed it does not do the next step. Ask somebody else." }
    refused_settlement_damaged { "Nội dung bảng đã lưu không còn nguyên vẹn. Hãy trả lại bảng và báo người quản trị.", "The kept workbook is damaged. Send it back and tell the administrator." }
    refused_settlement_empty { "Bảng chưa ghi kết quả nào. Hãy ghi cột “Kết quả” rồi nộp lại.", "No result is filled in. Fill in “Kết quả” and hand it in again." }
    refused_settlement_moved(state) { "Bảng này đã sang bước khác: {state}. Hãy tải lại trang.", "The settlement stands elsewhere by now: {state}. Reload the page." }
}

impl T {
    /// Where a settlement stands.
    pub(crate) fn settlement_state(self, state: SettlementState) -> &'static str {
        match state {
            SettlementState::HandedIn => self.settlement_waits(),
            SettlementState::Confirmed => self.settlement_is_confirmed(),
            SettlementState::Taken => self.settlement_is_taken(),
            SettlementState::SentBack => self.settlement_is_back(),
        }
    }

    /// What is wrong with a line of a settlement.
    pub(crate) fn row_wrong(self, wrong: RowWrong) -> &'static str {
        match wrong {
            RowWrong::Amount => self.row_wrong_amount(),
            RowWrong::AmountDiffers => self.row_wrong_amount_differs(),
            RowWrong::Result => self.row_wrong_result(),
            RowWrong::Twice => self.row_wrong_twice(),
            RowWrong::Unknown => self.row_wrong_unknown(),
        }
    }
}
