//! The pages of the month's payments: cycles, instructions, files, what is carried over.

use super::{T, wording};
use payments::{Channel, FileState, InstructionState, ReasonClass};

wording! {
    cycles_title { "Kỳ chi trả", "Payment cycles" }
    cycles_what { "Tính, duyệt, gửi lệnh chi của từng tháng", "Compute, approve and send each month’s payments" }
    cycles_caption { "Các kỳ chi trả, tháng mới nhất đứng trước", "Cycles, the newest month first" }
    cycle_of_month(month) { "Kỳ chi trả tháng {month}", "Payments of {month}" }
    cycle_month { "Tháng", "Month" }
    cycle_unit { "Đơn vị chi trả", "Paying unit" }
    cycle_state_column { "Trạng thái", "State" }
    cycle_instructions { "Số lệnh chi", "Payments" }
    cycle_payable { "Chi trả kỳ này", "To pay" }
    cycle_paid { "Đã trả", "Paid" }
    cycles_none { "Đơn vị của bạn chưa có kỳ chi trả nào", "Your unit has no cycles yet" }
    cycles_none_text {
        "Đơn vị chi trả (cấp huyện đến 30/06/2025, cấp xã từ 01/07/2025) mở kỳ chi trả tại đây khi danh sách của tháng đã bàn giao. Kết quả chi của từng người có ở trang của người đó.",
        "The paying unit (the district until 30 June 2025, the commune since) opens a cycle here once the month’s lists are handed over. What was paid to a person stands on the person’s page.",
    }
    cycle_open { "Mở kỳ chi trả", "Open a cycle" }
    cycle_open_lead {
        "Mỗi đơn vị chi trả một kỳ cho mỗi tháng. Mở rồi thì tính từ danh sách các xã đã bàn giao.",
        "A paying unit has one cycle a month. Once open, it is computed from the lists handed over.",
    }
    cycle_open_month { "Tháng chi trả", "Month to pay" }
    cycle_month_hint { "Ví dụ: 02/2024", "For example, 02/2024" }
    cycle_month_wrong { "Tháng chưa đúng. Hãy ghi như 02/2024.", "This is no month. Write it like 02/2024." }
    cycle_open_no_place {
        "Nhiệm vụ của bạn không gắn với đơn vị chi trả nào. Hãy đổi nhiệm vụ ở đầu trang.",
        "Your role belongs to no paying unit. Switch to another role at the top of the page.",
    }

    steps_title { "Các bước của kỳ chi trả", "The steps of the cycle" }
    step_done { "Xong", "Done" }
    step_now { "Đến bước này", "Now" }
    step_later { "Chưa đến", "Later" }
    step_open { "Mở kỳ", "Open" }
    step_compute { "Tính lệnh chi", "Compute the payments" }
    step_approve { "Duyệt", "Approve" }
    step_payer { "Tài khoản chi", "The account to pay from" }
    step_files { "Tạo tệp chi", "Write the files" }
    step_send { "Gửi ngân hàng và bưu điện", "Send to the bank and the post" }
    step_answers { "Nhập trả lời và đối soát", "Take in the answers and reconcile" }
    step_close { "Khóa sổ", "Close the month" }
    step_opened_at(when) { "Mở lúc {when}.", "Opened {when}." }
    step_computed_by(who, version) { "Người tính: {who}. Phiên bản {version}.", "Computed by {who}. Version {version}." }
    step_compute_text {
        "Lấy các danh sách đã bàn giao và khoản chuyển kỳ, lập mỗi người mỗi tháng một lệnh chi. Việc của cán bộ LĐ-TB&XH.",
        "Takes the lists handed over and what is carried over, and makes one payment a person and month. The labour officer’s task.",
    }
    step_compute_button { "Tính lệnh chi", "Compute" }
    step_compute_again { "Tính lại", "Compute again" }
    step_approved_by(who) { "Người duyệt: {who}.", "Approved by {who}." }
    step_approve_text {
        "Người khác với người tính xem đúng phiên bản này rồi duyệt. Việc của trưởng phòng LĐ-TB&XH.",
        "Somebody other than who computed it looks at this very version and approves. The labour head’s task.",
    }
    step_approve_button { "Xem và duyệt", "Look and approve" }
    step_payer_is(name, bank, number) { "{name}, {bank}, số {number}.", "{name}, {bank}, number {number}." }
    step_payer_none { "Chưa khai tài khoản chi. Việc của trưởng phòng LĐ-TB&XH.", "No account yet. The labour head’s task." }
    step_payer_button { "Khai tài khoản chi", "Name the account" }
    step_payer_change { "Đổi tài khoản chi", "Change the account" }
    step_files_text {
        "Tạo tệp gửi ngân hàng và bảng gửi bưu điện. Tệp được lưu lại trước khi gửi và không đổi nữa.",
        "Writes the files for the bank and the workbooks for the post. They are kept before they are sent, and change no more.",
    }
    step_files_done(count) { "{count} tệp.", "{count} files." }
    step_files_button { "Tạo tệp chi", "Write the files" }
    step_send_text {
        "Gửi các tệp vào thư mục của ngân hàng và bưu điện. Gửi lại vẫn là tệp ấy, không thành lệnh thứ hai.",
        "Puts the files into the folders of the bank and the post. Sending again is the same file, never a second payment.",
    }
    step_send_by_hand {
        "Tải từng tệp ở mục “Tệp chi” bên dưới, nộp cho ngân hàng hoặc bưu điện, rồi bấm “Ghi nhận đã gửi”.",
        "Fetch each file under “Files” below, hand it to the bank or the post, then record it as sent.",
    }
    step_send_done(sent, count) { "Đã gửi {sent}/{count} tệp.", "{sent} of {count} files are sent." }
    step_send_button { "Gửi các tệp", "Send the files" }
    step_answers_text {
        "Nhập tệp trả lời của ngân hàng và bảng kết quả của bưu điện.",
        "Take in the bank’s answers and the post’s settlement.",
    }
    step_answers_open(count, amount) { "Còn {count} lệnh chi, {amount}, chưa có kết quả.", "{count} payments over {amount} are not answered for." }
    step_answers_all { "Mọi lệnh chi đã có kết quả.", "Every payment is answered for." }
    step_answers_button { "Đến trang đối soát", "Go to reconciliation" }
    step_close_text {
        "Khóa sổ khi mọi đồng đã trả, chuyển kỳ, giữ lại hoặc tạm giữ. Việc của trưởng phòng LĐ-TB&XH.",
        "The month is closed when every đồng is paid, carried over, held back or held. The labour head’s task.",
    }
    step_balance_button { "Xem cân đối", "See the balance" }
    step_close_button { "Xem cân đối và khóa sổ", "See the balance and close" }
    step_closed_by(who, when) { "Người khóa sổ: {who}, lúc {when}.", "Closed by {who}, {when}." }

    cycle_lists_missing(missing) { "Còn {missing} danh sách của tháng này chưa bàn giao", "{missing} lists of this month are not handed over" }
    cycle_lists_missing_text {
        "Người trong các danh sách đó chưa có trong kỳ. Nếu còn kịp, hãy chờ xã bàn giao rồi tính lại.",
        "Their people are not in this cycle. If there is time, wait until they are handed over and compute again.",
    }

    balance_title { "Cân đối", "The balance" }
    balance_what { "Khoản", "Item" }
    balance_amount { "Số tiền", "Amount" }
    balance_entitled { "Phải chi trong tháng", "Entitled this month" }
    balance_carried_in { "Cộng: chuyển từ các tháng trước", "Plus: carried in from earlier months" }
    balance_due { "Tổng phải chi", "Due in all" }
    balance_payable { "Chi trả kỳ này", "To pay" }
    balance_held { "Tạm giữ (không gửi chi)", "Held (not sent)" }
    balance_held_link { "Khoản tạm giữ: xem ở danh sách của các xã", "What is held: see the communes’ lists" }
    balance_split { "Tổng chi trả và tạm giữ", "To pay and held in all" }
    balance_meets { "Hai bên bằng nhau đến từng đồng", "Both sides meet to the đồng" }
    balance_differs(difference) { "Hai bên chênh nhau {difference}", "The sides differ by {difference}" }
    balance_caption_before { "Phải chi = chi trả + tạm giữ", "Due = to pay + held" }

    by_method_title { "Theo hình thức nhận", "By method" }
    by_method_caption { "Lệnh chi theo hình thức nhận", "Payments by method" }
    by_commune_title { "Theo xã", "By commune" }
    by_commune_caption { "Lệnh chi theo xã", "Payments by commune" }
    cycle_method { "Hình thức", "Method" }
    cycle_channel { "Qua", "By way of" }
    cycle_commune { "Xã, phường, thị trấn", "Commune" }
    cycle_lines_count { "Số dòng", "Lines" }
    cycle_entitled_column { "Phải chi", "Entitled" }
    cycle_held_column { "Tạm giữ", "Held" }
    cycle_carried_in_column { "Chuyển vào", "Carried in" }
    cycle_gone_column { "Không trả được", "Did not arrive" }
    cycle_open_column { "Chưa có kết quả", "Not answered for" }
    way_bank { "Ngân hàng", "The bank" }
    way_post { "Bưu điện", "The post" }


    part_payments_title { "Chi trả", "Payments" }
    part_payments_caption { "Lệnh chi, tháng mới nhất ở trên", "Payments, the newest month first" }
    part_payments_none { "Chưa có lệnh chi nào.", "No payment yet." }
    part_payments_cycle { "Kỳ chi trả", "Paid with" }

    instructions_title { "Lệnh chi", "Payments" }
    instructions_of(month) { "Lệnh chi tháng {month}", "Payments of {month}" }
    instructions_caption { "Lệnh chi", "Payments" }
    instructions_all(count) { "Xem cả {count} lệnh chi", "See all {count} payments" }
    instructions_none { "Không có lệnh chi nào", "No payments" }
    instructions_none_text { "Hãy bỏ bớt điều kiện lọc, hoặc tính lệnh chi trước.", "Narrow less, or compute the payments first." }
    instructions_any_state { "Mọi trạng thái", "Any state" }
    instructions_any_channel { "Cả hai nơi", "Both" }
    instructions_any_commune { "Mọi xã", "Every commune" }
    instruction_person { "Họ và tên", "Name" }
    instruction_holder { "Người nhận", "Payee" }
    instruction_account { "Tài khoản", "Account" }
    instruction_amount { "Số tiền", "Amount" }
    instruction_state { "Trạng thái", "State" }
    instruction_origin { "Của tháng", "For the month" }
    instruction_reference { "Mã chi trả", "Reference" }
    instruction_attempt { "Lần chi", "Attempt" }
    instruction_attempt_named(number) { "Lần thứ {number}", "Number {number}" }
    instruction_events { "Diễn biến", "What happened" }
    instruction_events_none { "Chưa có diễn biến: lệnh mới được tính.", "Nothing yet: it has only been computed." }
    instruction_moved(from, to) { "{from} → {to}", "{from} → {to}." }
    instruction_by_file(file) { "Tệp {file}", "File {file}" }
    instruction_by_answer(line) { "Theo trả lời, dòng {line}", "By an answer, line {line}" }
    instruction_by_silence { "Quá hạn mà chưa có trả lời", "No answer in time" }
    instruction_see_answer { "Xem trả lời", "See the answer" }
    cycle_state_count(state, count) { "{state}: {count}", "{state}: {count}." }

    instruction_computed { "Đã tính", "Computed" }
    instruction_in_file { "Đã vào tệp", "In a file" }
    instruction_sent { "Đã gửi", "Sent" }
    instruction_accepted { "Ngân hàng đã nhận lệnh", "Accepted by the bank" }
    instruction_paid { "Đã trả", "Paid" }
    instruction_rejected { "Bị từ chối", "Rejected" }
    instruction_returned { "Bị trả lại", "Returned" }
    instruction_uncollected { "Chưa đến nhận", "Not collected" }
    instruction_unknown { "Chưa rõ, cần tra soát", "Unknown, to be asked about" }

    pay_files_title { "Tệp chi", "Files" }
    pay_files_none { "Chưa có tệp nào: tệp được tạo sau khi duyệt.", "No files yet: they are written after approval." }
    pay_file_line(channel, lines, total) { "{channel}: {lines} lệnh chi, {total}", "{channel}: {lines} payments, {total}" }
    pay_file_prepared { "Đã tạo, chưa gửi", "Written, not sent" }
    pay_file_sending { "Đã lấy ra, chờ xác nhận gửi", "Taken out, not confirmed" }
    pay_file_sent { "Đã gửi", "Sent" }
    pay_file_sent_at(when) { "Gửi lúc {when}", "Sent {when}" }
    pay_file_take { "Tải tệp", "Fetch the file" }
    pay_file_confirm { "Ghi nhận đã gửi", "Record as sent" }
    pay_file_take_note {
        "Tệp có họ tên và số tài khoản. Mỗi lần tải đều được ghi vào nhật ký.",
        "The files hold names and account numbers. Each time one is fetched is written down in the trail.",
    }

    approve_title(month) { "Duyệt kỳ chi trả tháng {month}", "Approve the payments of {month}" }
    approve_text(version, count, payable, held, digest) {
        "Bạn duyệt phiên bản {version}: {count} lệnh chi, {payable}; tạm giữ {held}. Mã kiểm tra {digest}. Nếu ai tính lại sau khi bạn mở trang này, hệ thống sẽ không nhận.",
        "You approve version {version}: {count} payments, {payable}; held {held}. Check code {digest}. If anybody computes it again after you opened this page, it will not be taken.",
    }
    approve_button { "Duyệt phiên bản này", "Approve this version" }
    cycle_payer_title { "Tài khoản chi", "The account to pay from" }
    cycle_payer_text {
        "Tiền của kỳ chi trả đi từ tài khoản này. Tệp đã tạo giữ nguyên tài khoản cũ.",
        "The cycle is paid from this account. Files that are written keep the account they have.",
    }
    cycle_payer_name { "Tên chủ tài khoản", "Holder’s name" }
    cycle_payer_name_missing { "Hãy nhập tên chủ tài khoản.", "Enter the holder’s name." }
    cycle_payer_bank { "Ngân hàng", "Bank" }
    cycle_payer_bank_missing { "Hãy chọn ngân hàng.", "Choose the bank." }
    cycle_payer_number { "Số tài khoản", "Account number" }
    cycle_payer_number_wrong {
        "Số tài khoản gồm 6 đến 19 chữ số hoặc chữ cái, không có khoảng trống ở giữa.",
        "An account number is 6 to 19 digits or letters, without spaces.",
    }
    cycle_payer_save { "Lưu tài khoản chi", "Save the account" }

    carried_title { "Chuyển kỳ và giữ lại", "Carried over and held back" }
    carried_link { "Khoản đã gửi mà không đến tay: chuyển kỳ và giữ lại", "Sent and not received: carried over or held back" }
    carried_lead {
        "Tiền đã gửi chi mà người hưởng chưa nhận được. Khoản chuyển kỳ được chi cùng tháng sau; khoản giữ lại chờ cơ quan giải quyết xong lý do.",
        "Money that was sent and not received. What is carried over is paid with a later month; what is held back waits until its reason is dealt with.",
    }
    carried_not_held {
        "Khoản tạm giữ là việc khác: chưa gửi chi, xem ở từng danh sách của xã.",
        "What is held is something else: it was never sent. It stands on each commune’s list.",
    }
    carried_to_lists { "Đến các danh sách chi trả", "To the payment lists" }
    carried_caption { "Khoản chưa trả được, xếp theo xã và tháng", "Amounts that did not arrive, by commune and month" }
    carried_none { "Không có khoản nào đang chờ", "Nothing waits" }
    carried_none_text { "Mọi khoản của các tháng trước đã trả xong.", "Everything of earlier months has been paid." }
    carried_why { "Vì sao chưa trả được", "Why it did not arrive" }
    carried_times { "Số lần đã chi", "Times tried" }
    carried_held { "Giữ lại", "Held back" }
    carried_waits { "Chi cùng tháng sau", "Paid with a later month" }
    carried_more(shown, count) { "Đang xem {shown} trong {count} khoản. Hãy lọc theo xã để xem hết.", "Showing {shown} of {count}. Choose a commune to see all." }

    class_account { "Tài khoản đã đóng hoặc không có", "The account is closed or does not exist" }
    class_blocked { "Tài khoản bị phong tỏa", "The account is blocked" }
    class_deceased { "Ngân hàng báo chủ tài khoản đã chết", "The bank says the holder has died" }
    class_name { "Tên không khớp chủ tài khoản", "The name is not the holder’s" }
    class_bank { "Sai ngân hàng nhận", "The bank is wrong or out of reach" }
    class_file { "Lỗi ở tệp chi", "A fault of our file" }
    class_duplicate { "Ngân hàng báo trùng lệnh", "The bank says it has it already" }
    class_uncollected { "Không đến nhận tiền mặt", "The cash was not collected" }
    class_held { "Trước đây tạm giữ nên chưa gửi, nay đã bỏ tạm giữ", "It was held and not sent; it is held no longer" }
    class_unspecified { "Ngân hàng không nói rõ lý do", "No reason given" }
    notice_cycle_opened { "Đã mở kỳ chi trả.", "The cycle is open." }
    notice_cycle_exists { "Kỳ chi trả của tháng này đã có.", "This month’s cycle was there already." }
    notice_cycle_computed { "Đã tính lệnh chi.", "The payments are computed." }
    notice_cycle_approved { "Đã duyệt kỳ chi trả.", "The cycle is approved." }
    notice_payer_set { "Đã lưu tài khoản chi.", "The account to pay from is saved." }
    notice_cycle_files_written { "Đã tạo tệp chi.", "The files are written." }
    notice_cycle_sent { "Đã gửi tệp cho ngân hàng và bưu điện.", "The files are sent to the bank and the post." }
    notice_cycle_file_sent { "Đã ghi nhận tệp này đã gửi.", "The file is recorded as sent." }
    cycle_nobody { "chưa rõ", "not known" }
}

impl T {
    /// Where a payment stands.
    pub(crate) fn instruction_state_named(self, state: InstructionState) -> &'static str {
        match state {
            InstructionState::Computed => self.instruction_computed(),
            InstructionState::InFile => self.instruction_in_file(),
            InstructionState::Sent => self.instruction_sent(),
            InstructionState::Accepted => self.instruction_accepted(),
            InstructionState::Paid => self.instruction_paid(),
            InstructionState::Rejected => self.instruction_rejected(),
            InstructionState::Returned => self.instruction_returned(),
            InstructionState::Uncollected => self.instruction_uncollected(),
            InstructionState::Unknown => self.instruction_unknown(),
        }
    }

    /// Which way the money goes.
    pub(crate) fn pay_channel(self, channel: Channel) -> &'static str {
        match channel {
            Channel::Bank => self.way_bank(),
            Channel::Post => self.way_post(),
        }
    }

    /// Where a file stands.
    pub(crate) fn pay_file_state(self, state: FileState) -> &'static str {
        match state {
            FileState::Prepared => self.pay_file_prepared(),
            FileState::Sending => self.pay_file_sending(),
            FileState::Sent => self.pay_file_sent(),
        }
    }

    /// Why money did not arrive.
    pub(crate) fn reason_class(self, class: ReasonClass) -> &'static str {
        match class {
            ReasonClass::Account => self.class_account(),
            ReasonClass::Blocked => self.class_blocked(),
            ReasonClass::Deceased => self.class_deceased(),
            ReasonClass::Name => self.class_name(),
            ReasonClass::Bank => self.class_bank(),
            ReasonClass::File => self.class_file(),
            ReasonClass::Duplicate => self.class_duplicate(),
            ReasonClass::Uncollected => self.class_uncollected(),
            ReasonClass::Held => self.class_held(),
            ReasonClass::Unspecified => self.class_unspecified(),
        }
    }
}
