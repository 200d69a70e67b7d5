//! Movements: what a file of the ministry's system says should change.

use super::{T, wording};
use registry::{MovementState, Obstacle};
use sources::MovementKind;

wording! {
    movements_title { "Biến động", "Movements" }
    movements_what { "Tăng thêm, điều chỉnh, thôi hưởng, cắt chết từ tệp: duyệt hoặc tìm người", "New, adjusted, ended, died, as files say: approve them, or say whose they are" }
    movements_lead {
        "Biến động nhận từ tệp không tự thay đổi hồ sơ: một cán bộ khác xem và duyệt từng dòng.",
        "What a file says changes no record by itself: another officer looks at each and approves.",
    }
    movements_caption { "Theo thứ tự tệp và dòng", "In the order of files and lines" }
    movements_none { "Không có biến động nào ở đây", "No movement here" }
    movements_none_text { "Gửi tệp biến động ở mục Nhận danh sách; chương trình tự nhận ra.", "Send a file of movements in under Files: it is recognised by itself." }
    movements_own { "Bạn đã gửi hoặc đã xác định người cho mọi biến động ở trang này, nên người khác duyệt.", "You sent these in or said whose they are, so somebody else approves them." }
    movements_approve_shown(count) { "Duyệt {count} biến động dưới đây", "Approve the {count} below" }
    movements_approve_text { "Chỉ những dòng đang hiện ở trang này, trừ dòng do bạn gửi.", "Only what stands on this page, without your own." }
    movements_some_refused(done, left, why) { "Đã duyệt {done}; còn {left} không duyệt được. {why}", "Approved: {done}. Not approved: {left}. {why}" }
    movement_refused_of(name, why) { "{name}: {why}", "{name} – {why}" }
    movements_of_file(name) { "Chỉ biến động của tệp {name}", "Of the file {name} alone" }
    movements_all_files { "Xem của mọi tệp", "Show those of all files" }
    category_with_code(name, code) { "{name} (mã {code})", "{name} (code {code})" }
    movement_kind { "Loại biến động", "Movement" }
    movement_increase { "Tăng thêm", "New entitlement" }
    movement_adjust { "Điều chỉnh", "Adjustment" }
    movement_stop { "Thôi hưởng", "End" }
    movement_death { "Cắt chết", "Ended by death" }
    movement_what { "Nội dung", "What changes" }
    movement_says_increase(amount, month) { "Hưởng {amount} từ {month}", "{amount} from {month}" }
    movement_says_adjust(amount, month) { "Mức {amount} từ {month}", "{amount} from {month} on" }
    movement_says_stop(month) { "Tháng cuối được trả: {month}", "Last month paid: {month}" }
    movement_says_death(day, month) { "Chết ngày {day}; tháng cuối được trả: {month}", "Died on {day}; last month paid: {month}" }
    movement_in_file { "Theo tệp", "Told by" }
    movement_line(name, line) { "{name}, dòng {line}", "{name}, line {line}" }
    movement_asked_by { "Người gửi tệp", "Sent in by" }
    movement_placed_by { "Người xác định hồ sơ", "Said whose it is" }
    movement_decided_by { "Người quyết định", "Decided by" }
    movement_whose { "Hồ sơ", "Record" }
    movement_new_person { "Chưa có hồ sơ: duyệt thì lập mới", "No record yet: approving makes one" }
    movement_now { "Đang hưởng", "Now" }
    movement_state { "Tình trạng", "State" }
    movement_unplaced { "Chưa rõ hồ sơ", "Whose is not known" }
    movement_open { "Chờ duyệt", "Waits for approval" }
    movement_approved { "Đã duyệt", "Approved" }
    movement_rejected { "Không duyệt", "Rejected" }
    movement_withdrawn { "Tệp không còn ghi", "No longer in its file" }
    movement_undone { "Đã hủy duyệt", "Taken back" }
    obstacle_nobody { "Không có ai trong địa bàn mang số định danh này.", "Nobody of the area has this number." }
    obstacle_name { "Người mang số này có họ tên khác.", "Whoever has this number is called otherwise." }
    obstacle_no_entitlement { "Người này không hưởng loại ghi trong tệp.", "The person receives nothing of this category." }
    obstacle_several { "Người này hưởng nhiều chế độ; chưa rõ chế độ nào.", "The person has several entitlements; which is not said." }
    obstacle_entitled { "Người này đang hưởng đúng loại này rồi.", "The person receives this already." }
    obstacle_dead { "Đã ghi nhận người này chết từ trước.", "The death is recorded already." }
    obstacle_not_begun { "Quyết định thôi hưởng có trước tháng bắt đầu hưởng: xem lại quyết định và chế độ.", "The decision ends what had not begun then: look at the decision and the entitlement." }
    obstacle_death_before_birth { "Ngày chết trong tệp có trước ngày sinh của người này.", "The day of death lies before the person’s birth." }
    obstacle_amount { "Mức hưởng bất thường (0 đồng hoặc hơn 20 lần mức chuẩn): xem lại quyết định trước khi duyệt.", "Nothing, or over twenty standards a month: look at the decision before approving." }
    movement_approve { "Duyệt", "Approve" }
    movement_approve_text { "Duyệt thì hồ sơ thay đổi ngay. Người gửi tệp và người xác định hồ sơ không tự duyệt.", "Approving changes the record at once. Whoever sent the file in or said whose it is does not approve." }
    movement_reject { "Không duyệt", "Reject" }
    movement_reject_why { "Lý do không duyệt", "Why not" }
    movement_undo { "Hủy duyệt", "Take back" }
    movement_undo_text { "Hồ sơ trở lại như trước khi duyệt. Người đã duyệt không tự hủy.", "The record is as it was before. Whoever approved does not take it back." }
    movement_undo_why { "Lý do hủy", "Why" }
    movement_reopen { "Xem xét lại", "Reopen" }
    movement_reopen_text { "Biến động lại chờ duyệt. Người mở lại không tự duyệt.", "It waits for approval again. Whoever reopens it does not approve." }
    movement_reopen_why { "Lý do xem xét lại", "Why again" }
    movement_place_other { "Không phải người này? Chọn hồ sơ khác", "Somebody else? Choose another record" }
    movement_place_title { "Biến động này là của ai?", "Whose is it?" }
    movement_place_text { "Đối chiếu giấy tờ rồi chọn. Sau đó một cán bộ khác duyệt.", "Look at the papers, then choose. Another officer approves after that." }
    movement_place_legend { "Hồ sơ trong địa bàn", "Records of the area" }
    movement_place { "Chọn hồ sơ này", "It is this one" }
    movement_place_none { "Chưa có hồ sơ nào mang số hoặc họ tên này. Hãy tìm bằng cách viết khác, số CMND cũ hoặc số tài khoản.", "No record has this number or name. Look by another spelling, an old number or an account number." }
    movement_look_for { "Họ tên (có hoặc không dấu), số định danh hoặc số tài khoản", "Name, with or without marks, identity or account number" }
    movement_look_none { "Không tìm thấy ai như vậy trong địa bàn. Hãy thử ít chữ hơn hoặc kiểm tra lại số.", "Nobody like that in the area. Try fewer words, or check the number." }
    movement_not_ours { "Không phải người của địa bàn?", "Not with us?" }
    movement_not_ours_text { "Ghi lý do, ví dụ: xã không có người này. Biến động được khép lại, không hồ sơ nào thay đổi; người gửi tệp thấy lý do ở mục Biến động.", "Say why, for instance that the commune knows nobody of that name. It is closed, no record changes, and the sender sees the reason under Movements." }
    movement_candidate(birth, commune, number) { "sinh {birth}, {commune}, {number}", "born {birth}, {commune}, {number}" }
    movement_entitlement { "Chế độ", "Entitlement" }
    movement_entitlement_hint { "Chỉ cần chọn khi người đó hưởng nhiều chế độ.", "Only where the person has several." }
    movements_in_import(count) { "Tệp này có biến động: {count} dòng đã thành đề nghị.", "This file tells movements: {count} lines wait or are decided." }
    movement_told_again { "Dòng gửi lại nhưng không nhận, vì trước đó đã không duyệt hoặc đã hủy duyệt. Nếu nhầm, mở dòng đó và chọn “Xem xét lại”.", "Told again and not taken up, because it was rejected or taken back before. If that was a mistake, open it and reopen it." }
    movement_told_again_on(state, day) { "{state} ngày {day}", "{state} on {day}" }
    movements_in_import_link { "Xem và duyệt biến động của tệp", "Look at the movements of this file" }
    movements_person { "Biến động theo tệp", "Movements" }
    task_movements { "biến động chờ bạn duyệt", "movements wait for your approval" }
    task_movements_unplaced { "biến động chưa rõ của ai", "movements of which nobody knows whose they are" }
    notice_movements_approved(count) { "Đã duyệt {count} biến động; hồ sơ đã thay đổi.", "Movements approved: {count}. The records are changed." }
    notice_movement_rejected { "Đã ghi là không duyệt; hồ sơ giữ nguyên.", "Rejected; the record stays." }
    notice_movement_undone { "Đã hủy duyệt; hồ sơ trở lại như trước.", "Taken back; the record is as it was." }
    notice_movement_reopened { "Biến động lại chờ duyệt. Một cán bộ khác sẽ duyệt.", "It waits again. Another officer approves." }
    notice_movement_placed { "Đã ghi hồ sơ. Một cán bộ khác sẽ duyệt.", "It is said. Another officer approves." }
    refused_movement_stale {
        "Hồ sơ không còn như lúc nhận tệp: chế độ đã đổi, đã thôi hưởng hoặc đã có. Hãy xem hồ sơ, rồi chọn lại hoặc không duyệt.",
        "The record is not as it was when the file came: the entitlement has changed, ended, or is there already. Look at the record, then choose again or reject.",
    }
    refused_own_approval {
        "Bạn là người đã duyệt nên không tự hủy được. Hãy nhờ người khác.",
        "You approved it, so you cannot take it back. Ask somebody else.",
    }
    refused_movement_entitlement { "Người này hưởng nhiều chế độ: hãy chọn một.", "The person has several entitlements: choose one." }
}

impl T {
    /// What changes.
    pub(crate) const fn movement_kind_named(self, kind: MovementKind) -> &'static str {
        match kind {
            MovementKind::Increase => self.movement_increase(),
            MovementKind::Adjust => self.movement_adjust(),
            MovementKind::Stop => self.movement_stop(),
            MovementKind::Death => self.movement_death(),
        }
    }

    /// Where a movement stands.
    pub(crate) const fn movement_state_named(self, state: MovementState) -> &'static str {
        match state {
            MovementState::Unplaced => self.movement_unplaced(),
            MovementState::Open => self.movement_open(),
            MovementState::Approved => self.movement_approved(),
            MovementState::Rejected => self.movement_rejected(),
            MovementState::Withdrawn => self.movement_withdrawn(),
            MovementState::Undone => self.movement_undone(),
        }
    }

    /// Why it cannot be approved as it is.
    pub(crate) const fn obstacle(self, obstacle: Obstacle) -> &'static str {
        match obstacle {
            Obstacle::Nobody => self.obstacle_nobody(),
            Obstacle::NameDiffers => self.obstacle_name(),
            Obstacle::NoEntitlement => self.obstacle_no_entitlement(),
            Obstacle::SeveralEntitlements => self.obstacle_several(),
            Obstacle::AlreadyEntitled => self.obstacle_entitled(),
            Obstacle::AlreadyDead => self.obstacle_dead(),
            Obstacle::NotBegun => self.obstacle_not_begun(),
            Obstacle::DeathBeforeBirth => self.obstacle_death_before_birth(),
            Obstacle::AmountDoubtful => self.obstacle_amount(),
        }
    }
}
