//! The words of the room `lists`: a commune's list of the month, and what it can say no to.

use super::{T, wording};
use lists::{Event, HeldReason, LineNote, Refusal, State};

wording! {
    lists_title { "Danh sách chi trả", "Payment lists" }
    lists_what { "Danh sách hằng tháng của xã, theo phương thức nhận", "Each commune’s list of the month, by method" }
    lists_lead {
        "Mỗi xã lập một danh sách cho mỗi tháng: công chức xã lập và chốt, lãnh đạo UBND xã duyệt, rồi bàn giao cho cơ quan chi trả.",
        "Each commune draws up one list a month: its officers draw it up and freeze it, its leader approves it, and it is handed over to the paying office.",
    }
    list_month { "Tháng", "Month" }
    month_hint { "Ví dụ: 02/2024", "For example, 02/2024" }
    month_wrong { "Tháng chưa đúng. Hãy ghi tháng và năm, ví dụ 02/2024.", "This is not a month. Enter month and year, such as 02/2024." }
    lists_nowhere { "Không có xã nào để xem", "No commune to look at" }
    lists_nowhere_text { "Địa bàn của bạn không có xã nào vào tháng này.", "Your area has no commune in that month." }
    lists_drawn_up { "Xã đã lập danh sách", "Communes with a list" }
    lists_await_approval { "Chờ lãnh đạo xã duyệt", "Awaiting the commune leader" }
    lists_approved { "Đã duyệt, chờ bàn giao", "Approved, to be handed over" }
    lists_handed_over { "Đã bàn giao", "Handed over" }
    lists_handed_over_payable { "Số tiền chi của các danh sách đã bàn giao", "To be paid by the lists handed over" }
    lists_caption(month) { "Danh sách tháng {month}, theo xã", "Lists of {month}, by commune" }
    list_place { "Xã, phường, thị trấn", "Commune" }
    list_none { "Chưa lập", "None yet" }
    list_draft(month) { "Lập danh sách tháng {month}", "Draw up the list of {month}" }
    list_draft_text(month) {
        "Xã chưa có danh sách tháng {month}. Danh sách được lập từ hồ sơ đối tượng, kết quả khảo sát và tài khoản đang dùng.",
        "The commune has no list of {month} yet. It is drawn up from the register of persons, the survey and the active accounts.",
    }

    list_of_month(month) { "Danh sách tháng {month}", "List of {month}" }
    list_state { "Tình trạng", "State" }
    list_state_draft { "Đang lập", "Draft" }
    list_state_frozen { "Đã chốt, chờ duyệt", "Frozen, awaits approval" }
    list_state_approved { "Đã duyệt", "Approved" }
    list_state_handed_over { "Đã bàn giao", "Handed over" }
    list_lines { "Số dòng", "Lines" }
    list_lines_of(payable, lines) { "{payable} dòng được chi trên {lines} dòng", "{payable} of {lines} lines are paid" }
    list_payable_lines { "Dòng được chi", "Lines paid" }
    list_amount { "Mức trợ cấp", "Allowance" }
    list_payable { "Số tiền chi", "To be paid" }
    list_held { "Tạm giữ", "Held" }
    list_total { "Cộng", "Total" }
    list_version { "Bản", "Version" }
    list_digest { "Mã kiểm tra", "Digest" }
    list_prepared { "Lập", "Drawn up" }
    list_frozen { "Chốt", "Frozen" }
    list_was_approved { "Duyệt", "Approved by" }
    list_was_handed_over { "Bàn giao", "Handed over by" }
    list_by_at(who, at) { "{who}, {at}", "{who} at {at}" }
    list_somebody_elsewhere { "Cán bộ ở cơ quan khác", "Somebody of another office" }
    list_receiver_unknown { "cơ quan chi trả", "the paying office" }
    list_given_back(why) { "Lãnh đạo đã trả lại: {why}", "The leader gave it back: {why}" }
    list_next_freeze {
        "Hãy xem các dòng, rồi chốt để lãnh đạo xã duyệt. Khi số liệu đổi, hãy lập lại trước khi chốt.",
        "Look through the lines, then freeze the list for the leader. If data changed, draw it up anew first.",
    }
    list_next_approve {
        "Các dòng đã chốt. Lãnh đạo UBND xã duyệt hoặc trả lại.",
        "The lines are frozen. The commune leader approves the list or gives it back.",
    }
    list_next_hand_over {
        "Lãnh đạo đã duyệt. Công chức xã bàn giao cho cơ quan chi trả.",
        "The leader has approved it. The commune’s officers hand it over to the paying office.",
    }
    list_is_handed_over(receiver) { "Đã bàn giao cho {receiver}.", "Handed over to {receiver}." }
    list_download { "Tải Excel (Phụ lục 2)", "Download as XLSX (Annex 2)" }
    list_print { "Xem bản in", "Print view" }
    list_print_how {
        "Dùng lệnh In của trình duyệt, khổ giấy ngang. Bản in che bớt số định danh và số tài khoản; tệp Excel ghi đủ cho người được phép.",
        "Print from the browser, in landscape. This page covers identity and account numbers; the workbook has them in full for those who may see them.",
    }
    list_sums { "Cộng theo phương thức", "Sums by method" }
    list_sums_caption { "Mỗi phương thức một dòng", "A row for each method" }
    list_lines_title { "Các dòng của danh sách", "Lines of the list" }
    list_lines_caption { "Đối tượng trong danh sách", "Persons on the list" }
    list_method { "Nhận bằng", "Received by" }
    list_any_method { "Mọi phương thức", "Any method" }
    list_paid_or_held { "Chi hay tạm giữ", "Paid or held" }
    list_paid_and_held { "Tất cả", "Both" }
    list_only_paid { "Được chi tháng này", "Paid this month" }
    list_only_held { "Tạm giữ", "Held this month" }
    list_category { "Loại đối tượng", "Category" }
    list_neutral_category { "Bảo trợ xã hội", "Social protection" }
    list_remark { "Ghi chú", "Remark" }
    list_empty { "Danh sách chưa có dòng nào", "The list has no line yet" }
    list_empty_text {
        "Xã chưa có ai được hưởng tháng này, hoặc hồ sơ chưa được ghi nhận. Hãy kiểm tra hồ sơ đối tượng rồi lập lại.",
        "Nobody of the commune is entitled this month, or nobody is registered yet. Check the register, then draw the list up anew.",
    }
    list_none_found { "Không có dòng nào khớp", "No line matches" }
    list_none_found_text { "Hãy chọn phương thức khác hoặc xem tất cả.", "Choose another method, or look at all of them." }

    list_held_dead { "Đã chết", "Died" }
    list_held_hold { "Đang tạm giữ chi trả", "Payments are held" }
    list_held_not_verified { "Chưa xác thực với dữ liệu dân cư", "Not verified with the population register" }
    list_note_not_chosen { "Chưa khảo sát, nhận như trước", "Not asked yet, receives as before" }
    list_note_account_pending { "Tài khoản chờ kiểm tra hoặc kích hoạt", "The account awaits its check or activation" }
    list_note_name_changed { "Họ tên đã sửa, tài khoản chờ kiểm tra lại", "The name was corrected; the account is checked again" }
    list_note_paper_lapsed { "Giấy ủy quyền hết hiệu lực", "The authorisation no longer holds" }

    list_refresh { "Lập lại theo số liệu mới", "Draw up anew" }
    list_refresh_title { "Lập lại danh sách?", "Draw the list up anew?" }
    list_refresh_text {
        "Các dòng được lập lại theo hồ sơ, kết quả khảo sát và tài khoản của hôm nay. Bản đang lập được thay thế.",
        "The lines are drawn up anew from today’s register, survey and accounts. The present draft is replaced.",
    }
    list_freeze { "Chốt danh sách", "Freeze the list" }
    list_freeze_title { "Chốt danh sách?", "Freeze the list?" }
    list_freeze_text(lines, payable, held) {
        "{lines} dòng, số tiền chi {payable}, tạm giữ {held}. Sau khi chốt, các dòng không đổi theo số liệu nữa, cho đến khi lãnh đạo duyệt hoặc trả lại.",
        "{lines} lines, {payable} to be paid, {held} held. Once frozen the lines no longer follow the data, until the leader approves the list or gives it back.",
    }
    list_approve { "Duyệt danh sách", "Approve the list" }
    list_approve_title { "Duyệt danh sách?", "Approve the list?" }
    list_approve_text(version, lines, payable, held, digest) {
        "Bạn duyệt đúng bản {version}: {lines} dòng, số tiền chi {payable}, tạm giữ {held}. Mã kiểm tra {digest}.",
        "You approve exactly version {version}: {lines} lines, {payable} to be paid, {held} held. Digest {digest}.",
    }
    list_return { "Trả lại", "Give it back" }
    list_return_title { "Trả lại danh sách?", "Give the list back?" }
    list_return_text {
        "Danh sách trở về tình trạng đang lập để công chức xã sửa rồi chốt lại.",
        "The list becomes a draft again, for the officers to mend and freeze anew.",
    }
    list_return_why { "Lý do trả lại", "Reason" }
    list_return_why_hint { "Nêu rõ cần sửa gì.", "Say what has to be mended." }
    list_hand_over { "Bàn giao danh sách", "Hand the list over" }
    list_hand_over_title { "Bàn giao danh sách?", "Hand the list over?" }
    list_hand_over_text(receiver, lines, payable) {
        "Chuyển {lines} dòng, số tiền chi {payable}, đến {receiver}. Sau khi bàn giao, xã không sửa danh sách này nữa.",
        "{lines} lines, {payable} to be paid, go to {receiver}. Once handed over, the commune no longer changes the list.",
    }

    list_sheet(method) { "Nhận bằng: {method}", "Received by: {method}" }
    list_number { "STT", "No." }
    list_birth { "Ngày sinh", "Born" }
    list_citizen_id { "Số định danh", "Citizen number" }
    list_address { "Địa chỉ", "Address" }
    list_account { "Tài khoản", "Account" }
    list_holder { "Chủ tài khoản", "Holder" }
    list_paper_title { "Phụ lục 2 – Danh sách nhận trợ cấp theo phương thức", "Annex 2 – Recipients by method" }
    list_paper_under(month, place) { "Tháng {month}, {place}", "{month}, {place}" }
    list_reconstructed { "(Mẫu phục dựng)", "(Reconstructed form)" }
    list_paper_digest(version, digest) { "Bản {version}. Mã kiểm tra: {digest}", "Version {version}. Digest: {digest}" }
    list_paper_draft { "BẢN ĐANG LẬP, CHƯA CÓ GIÁ TRỊ", "DRAFT, NOT VALID" }
    list_paper_payable(payable) { "Tổng số tiền chi: {payable}", "To be paid in all: {payable}" }
    list_paper_maker { "NGƯỜI LẬP DANH SÁCH", "PREPARED BY" }
    list_paper_leader(commune) { "LÃNH ĐẠO UBND {commune}", "LEADER OF {commune}" }
    list_paper_sign { "(Ký, ghi rõ họ tên)", "(Signature, full name)" }

    notice_list_drafted { "Đã lập danh sách.", "The list is drawn up." }
    notice_list_exists { "Xã đã có danh sách của tháng này; đây là danh sách đó.", "The commune has a list of that month already: this is it." }
    notice_list_refreshed { "Đã lập lại danh sách theo số liệu mới.", "The list is drawn up anew." }
    notice_list_frozen { "Đã chốt danh sách. Chờ lãnh đạo UBND xã duyệt.", "The list is frozen. The commune leader decides." }
    notice_list_approved { "Đã duyệt danh sách.", "The list is approved." }
    notice_list_returned { "Đã trả lại danh sách cho công chức xã.", "The list is given back to the officers." }
    notice_list_handed_over { "Đã bàn giao danh sách.", "The list is handed over." }

    tasks_lists_none(month) { "danh sách tháng {month} chưa lập", "list of {month} to be drawn up" }
    tasks_lists_draft(month) { "danh sách tháng {month} đang lập, chờ chốt", "drafts of {month} to be frozen" }
    tasks_lists_frozen(month) { "danh sách tháng {month} chờ duyệt", "lists of {month} awaiting approval" }
    tasks_lists_approved(month) { "danh sách tháng {month} đã duyệt, chờ bàn giao", "approved lists of {month} to be handed over" }

    refused_list_altered {
        "Các dòng trong cơ sở dữ liệu khác với lúc chốt. Không làm tiếp được; hãy báo quản trị hệ thống kiểm tra nhật ký, rồi trả lại và lập lại danh sách.",
        "The lines in the database are not those that were frozen. Nothing was done: have the trail looked at, then give the list back and draw it up anew.",
    }
    refused_list_digest_moved {
        "Danh sách đã được chốt lại với các dòng khác sau khi bạn xem. Hãy xem lại rồi mới duyệt.",
        "The list was frozen anew with other lines since you looked. Look at it again before you approve.",
    }
    refused_list_document { "Không ghi được tệp Excel. Hãy thử lại; nếu vẫn lỗi, hãy báo quản trị hệ thống.", "The workbook could not be written. Try again, or tell your administrator." }
    refused_list_empty {
        "Danh sách không có dòng nào nên không chốt được. Hãy kiểm tra hồ sơ đối tượng rồi lập lại.",
        "The list has no line, so it cannot be frozen. Check the register, then draw it up anew.",
    }
    refused_list_not_a_commune { "Danh sách được lập cho từng xã. Hãy chọn một xã.", "Lists are drawn up for communes. Choose a commune." }
    refused_list_month_far(month, latest) {
        "Chưa lập được danh sách tháng {month}. Hôm nay chỉ lập đến tháng {latest}.",
        "It is too early for {month}. Today lists are drawn up until {latest}.",
    }
    refused_list_nobody_receives {
        "Theo mô hình tổ chức của hôm nay, chưa cơ quan nào nhận danh sách. Hãy báo quản trị hệ thống.",
        "By today’s profile no office receives lists. Tell your administrator.",
    }
    refused_list_own {
        "Bạn là người lập hoặc chốt danh sách này nên không được duyệt. Hãy nhờ lãnh đạo khác.",
        "You drew up or froze this list, so somebody else has to approve it.",
    }
    refused_list_overflow { "Tổng tiền lớn quá mức tính được. Hãy báo quản trị hệ thống.", "The sum is too large to be counted. Tell your administrator." }
    refused_list_totals {
        "Tổng đã lưu khác với tổng các dòng. Hãy lập lại danh sách rồi chốt.",
        "The stored totals are not those of the lines. Draw the list up anew, then freeze it.",
    }
    refused_list_refresh(state) { "Danh sách đang ở bước “{state}”, không lập lại được.", "The list is “{state}” and cannot be drawn up anew." }
    refused_list_freeze(state) { "Danh sách đang ở bước “{state}”, không chốt được.", "The list is “{state}” and cannot be frozen." }
    refused_list_return(state) { "Danh sách đang ở bước “{state}”, không trả lại được.", "The list is “{state}” and cannot be given back." }
    refused_list_approve(state) { "Danh sách đang ở bước “{state}”, không duyệt được.", "The list is “{state}” and cannot be approved." }
    refused_list_hand_over(state) { "Danh sách đang ở bước “{state}”, không bàn giao được.", "The list is “{state}” and cannot be handed over." }
    refused_list_moved {
        "Người khác vừa thay đổi danh sách này. Trang đã cập nhật; hãy xem lại rồi làm tiếp.",
        "Somebody has just changed this list. The page shows it as it is now: look again, then go on.",
    }
    refused_list_why { "Hãy nêu lý do.", "Give a reason." }
}

impl T {
    /// Where a list stands.
    pub const fn list_state_named(self, state: State) -> &'static str {
        match state {
            State::Draft => self.list_state_draft(),
            State::Frozen => self.list_state_frozen(),
            State::Approved => self.list_state_approved(),
            State::HandedOver => self.list_state_handed_over(),
        }
    }

    /// Why a line is not paid.
    pub const fn list_held_because(self, reason: HeldReason) -> &'static str {
        match reason {
            HeldReason::Dead => self.list_held_dead(),
            HeldReason::Hold => self.list_held_hold(),
            HeldReason::NotVerified => self.list_held_not_verified(),
        }
    }

    /// Why a line is paid in cash.
    pub const fn list_note(self, note: LineNote) -> &'static str {
        match note {
            LineNote::NotChosen => self.list_note_not_chosen(),
            LineNote::AccountPending => self.list_note_account_pending(),
            LineNote::PaperLapsed => self.list_note_paper_lapsed(),
            LineNote::NameChanged => self.list_note_name_changed(),
        }
    }

    /// What the room says no to.
    pub fn lists_refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::Corrupt { .. } => self.refused_corrupt().to_owned(),
            Refusal::Db(_) => self.refused_database().to_owned(),
            Refusal::DigestDiffers { .. } => self.refused_list_altered().to_owned(),
            Refusal::DigestMoved { .. } => self.refused_list_digest_moved().to_owned(),
            Refusal::Document(_) => self.refused_list_document().to_owned(),
            Refusal::Empty => self.refused_list_empty().to_owned(),
            Refusal::NotACommune => self.refused_list_not_a_commune().to_owned(),
            Refusal::MonthTooFar { month, latest } => {
                self.refused_list_month_far(self.month(*month), self.month(*latest))
            }
            Refusal::NobodyReceives => self.refused_list_nobody_receives().to_owned(),
            Refusal::Office(refusal) => self.refusal(refusal),
            Refusal::OwnList => self.refused_list_own().to_owned(),
            Refusal::Overflow(_) => self.refused_list_overflow().to_owned(),
            Refusal::TotalsDiffer => self.refused_list_totals().to_owned(),
            Refusal::Transition { from, event } => self.refused_list_step(*from, *event),
            Refusal::VersionMoved { .. } => self.refused_list_moved().to_owned(),
            Refusal::WhyMissing => self.refused_list_why().to_owned(),
        }
    }

    fn refused_list_step(self, from: State, event: Event) -> String {
        let state = self.list_state_named(from);
        match event {
            Event::Refresh => self.refused_list_refresh(state),
            Event::Freeze => self.refused_list_freeze(state),
            Event::Return => self.refused_list_return(state),
            Event::Approve => self.refused_list_approve(state),
            Event::HandOver => self.refused_list_hand_over(state),
        }
    }
}
