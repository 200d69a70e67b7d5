//! Why somebody is not paid, on the person's page.

use super::{T, wording};
use registry::HoldReason;

wording! {
    unpaid_dead { "Đã chết: không còn khoản nào phải chi", "Died: nothing is to be paid any more" }
    unpaid_dead_text { "Tháng chết là tháng cuối được chi trả.", "The month of death is the last one paid." }
    unpaid_no_amount { "Không có chế độ nào có số tiền hằng tháng", "No entitlement has an amount a month" }
    unpaid_no_amount_text {
        "Người này chỉ có tên ở danh sách không có số tiền (như danh sách hộ nghèo), nên không có lệnh chi.",
        "The person stands on lists without amounts alone (such as poor households), so there is no payment.",
    }
    unpaid_not_yet(month) { "Được hưởng từ tháng {month}, trước đó không có lệnh chi", "Entitled from {month}: no payment before" }
    unpaid_ended { "Đã thôi hưởng: tháng này không còn khoản nào phải chi", "No entitlement holds this month" }
    unpaid_ended_text { "Xem thời gian của từng chế độ ở mục “Chế độ đang và đã hưởng”.", "See the period of each under Entitlements." }

    unpaid_hold(month, what) { "Đang tạm giữ chi trả từ tháng {month}: {what}", "Held from {month}: {what}" }
    unpaid_hold_of_one(month, what) { "Một chế độ đang tạm giữ từ tháng {month}: {what}", "One entitlement is held from {month}: {what}" }
    unpaid_hold_contradiction {
        "Khoản này được chi sau khi giải quyết xong mâu thuẫn giữa các hồ sơ. Tiền chưa trả không mất.",
        "It is paid once the contradiction is solved. What is owed is not lost.",
    }
    unpaid_hold_awaits_province {
        "Chờ Sở xác nhận người có công. Có văn bản thì bỏ tạm giữ; tiền chưa trả không mất.",
        "Awaits the province. Release the hold once its letter is there; what is owed is not lost.",
    }
    unpaid_hold_not_collected {
        "Hỏi người hưởng vì sao không đến nhận, rồi bỏ tạm giữ hoặc ghi thôi hưởng.",
        "Ask the person why nothing was collected; then release the hold or end the entitlement.",
    }
    unpaid_hold_moved {
        "Chờ nơi mới tiếp nhận hồ sơ. Tiếp nhận xong thì bỏ tạm giữ.",
        "The new commune has to take the file over. Then release the hold.",
    }
    unpaid_hold_death {
        "Xác minh tại địa phương: có giấy chứng tử thì ghi nhận đã chết, không đúng thì bỏ tạm giữ.",
        "Look into it: with a certificate record the death, else release the hold.",
    }
    unpaid_hold_account {
        "Hỏi ngân hàng và người hưởng vì sao tài khoản bị phong tỏa; xong thì bỏ tạm giữ.",
        "Ask the bank and the person why the account is blocked; then release the hold.",
    }
    unpaid_hold_other {
        "Lý do ghi ở mục “Tạm giữ chi trả” bên trên. Xử lý xong thì bỏ tạm giữ.",
        "The reason stands under Holds, above. Release the hold once it is dealt with.",
    }
    unpaid_exception(what) { "Hồ sơ có mâu thuẫn chưa giải quyết: {what}", "A contradiction is not solved: {what}" }
    unpaid_exception_text { "Cán bộ xem giấy tờ rồi ghi cách giải quyết.", "An officer looks at the papers and says how it is." }
    unpaid_not_verified(state) { "Chưa được chi vì chưa xác thực với dữ liệu dân cư: {state}", "Not paid: not verified with the population register ({state})" }
    unpaid_not_verified_text {
        "Danh sách của xã tạm giữ khoản của người này cho đến khi xác thực xong; sau đó các tháng chưa trả được chi cùng kỳ tính tiếp theo.",
        "The commune’s list holds the amount until the person is verified; what was not paid then comes with the next cycle.",
    }
    unpaid_mismatch_text {
        "Sửa chỗ khác nhau theo thẻ căn cước ở “Đề nghị sửa thông tin” (người khác duyệt), rồi bấm “Đối chiếu lại với dữ liệu dân cư”. Danh sách của xã tạm giữ khoản này cho đến khi xác thực xong, sau đó chi bù.",
        "Put right what differs, by the card, under “Ask for a correction” (another officer approves), then compare with the register again. The commune’s list holds the amount until then; it is paid afterwards.",
    }
    unpaid_not_sent_text {
        "Bấm “Đối chiếu lại với dữ liệu dân cư” ở trang này, hoặc chờ lần đối chiếu cả danh sách. Danh sách của xã tạm giữ khoản này cho đến khi xác thực xong, sau đó chi bù.",
        "Compare with the register on this page, or wait until the whole list is matched. The commune’s list holds the amount until then; it is paid afterwards.",
    }
    unpaid_see_row { "Xem dòng danh sách và đối chiếu", "See the row and its comparison" }

    unpaid_on_no_list { "Chưa có tên trong danh sách chi trả của tháng nào", "On no payment list yet" }
    unpaid_on_no_list_text {
        "Xã lập danh sách hằng tháng từ hồ sơ đã ghi; lệnh chi chỉ có sau khi danh sách được bàn giao và tính kỳ chi trả.",
        "The commune draws up a list each month; payments come of it once it is handed over and computed.",
    }
    unpaid_held_on_list(month, amount, why) { "Danh sách tháng {month} tạm giữ {amount}: {why}", "The list of {month} holds {amount}: {why}" }
    unpaid_held_free {
        "Nay không còn lý do tạm giữ: khoản này được chi cùng kỳ tính tiếp theo.",
        "Nothing holds it any more: it is paid with the next cycle that is computed.",
    }
    unpaid_held_not_free {
        "Hết lý do tạm giữ thì khoản này được chi cùng kỳ tính tiếp theo; tiền chưa trả không mất.",
        "Once nothing holds it, it is paid with the next cycle; what is owed is not lost.",
    }
    unpaid_list_stands(month, state) { "Danh sách tháng {month} của xã chưa bàn giao: {state}", "The list of {month} is not handed over: {state}" }
    unpaid_list_stands_text { "Lệnh chi chỉ có sau khi danh sách được bàn giao và tính kỳ chi trả.", "Payments come of it once it is handed over and computed." }
    unpaid_not_computed(month) { "Danh sách tháng {month} đã bàn giao, chờ tính kỳ chi trả", "The list of {month} is handed over; its payments are not computed yet" }

    unpaid_cash_meanwhile { "Trong lúc chờ vẫn được chi bằng tiền mặt.", "Meanwhile it is paid in cash." }
    unpaid_cash_once_paid { "Khi được chi thì nhận bằng tiền mặt, cho đến khi có tài khoản.", "Once it is paid it comes in cash, as long as there is no account." }
    unpaid_account_claimed { "Tài khoản đã nhập, chờ người khác kiểm tra", "The account awaits its check by another person" }
    unpaid_account_checked { "Tài khoản đã kiểm tra, chờ kích hoạt", "The account is checked and awaits activation" }
    unpaid_see_account { "Xem tài khoản", "See the account" }
    unpaid_account_missing(method) { "Đã chọn nhận qua “{method}” nhưng chưa nhập tài khoản nào", "Chose “{method}”, and no account is entered yet" }
    unpaid_not_visited { "Chưa khảo sát cách nhận tiền", "Not asked yet how to receive" }
    unpaid_refused(day) { "Không đồng ý đăng ký tài khoản (thăm ngày {day})", "Does not register the account (visit of {day})" }
    unpaid_minutes_unsigned { "Biên bản còn thiếu chữ ký.", "The minutes lack signatures." }
    unpaid_undecided(day) { "Còn suy nghĩ về cách nhận (thăm ngày {day})", "Thinks it over (visit of {day})" }
    unpaid_absent(day) { "Vắng nhà khi khảo sát ngày {day}", "Absent at the visit of {day}" }
    unpaid_visit_again { "Cần thăm lại.", "Another visit is needed." }
    unpaid_moved(day) { "Lần thăm ngày {day}: đã chuyển đi nơi khác", "Visit of {day}: lives elsewhere now" }
    unpaid_moved_text { "Xác minh nơi ở; nếu đã chuyển hẳn thì tạm giữ và chuyển hồ sơ.", "Find out where; if for good, hold the payment and pass the file on." }
    unpaid_said_dead(day) { "Lần thăm ngày {day}: gia đình hoặc hàng xóm báo đã chết", "Visit of {day}: said to have died" }
    unpaid_said_dead_text { "Chưa có giấy chứng tử nên chưa dừng chi. Có giấy thì ghi nhận đã chết.", "Without a certificate nothing is ended. Record the death once it is there." }

    unpaid_held_back(month, amount, why) { "Giữ lại {amount} của tháng {month}: {why}", "Held back {amount} of {month}: {why}" }
    unpaid_held_back_text {
        "Tiền đã gửi mà không đến tay. Cơ quan giải quyết xong lý do thì được chi lại.",
        "It was sent and not received. It is paid again once the reason is dealt with.",
    }
    unpaid_carried(month, amount, why) { "Chuyển kỳ {amount} của tháng {month}, chi cùng tháng sau: {why}", "{amount} of {month} is carried over and paid with a later month: {why}" }
}

impl T {
    /// What has to be done so that a hold ends.
    pub(crate) const fn unpaid_hold_text(self, reason: HoldReason) -> &'static str {
        match reason {
            HoldReason::TwiceInProgramme | HoldReason::TwoCommunes | HoldReason::SamePerson => {
                self.unpaid_hold_contradiction()
            }
            HoldReason::AwaitsProvince => self.unpaid_hold_awaits_province(),
            HoldReason::NotCollected => self.unpaid_hold_not_collected(),
            HoldReason::Moved => self.unpaid_hold_moved(),
            HoldReason::DeathDoubtful => self.unpaid_hold_death(),
            HoldReason::AccountBlocked => self.unpaid_hold_account(),
            HoldReason::Other => self.unpaid_hold_other(),
        }
    }
}
