//! The words of the room `accounts`: ways of receiving, their check by a second person, and why not.

use super::{T, wording};
use accounts::{ClaimFault, Event, MoveFault, NameCheck, NameRule, Refusal, State};
use survey::Channel;

wording! {
    accounts_title { "Tài khoản nhận trợ cấp", "Receiving accounts" }
    accounts_what { "Nhập, kiểm tra, kích hoạt tài khoản nhận tiền", "Enter, check and activate receiving accounts" }
    accounts_lead {
        "Một người nhập, người khác kiểm tra tên chủ tài khoản với ngân hàng, rồi mới kích hoạt để nhận tiền. Muốn nhập tài khoản, hãy mở trang của từng người ở mục Khảo sát.",
        "One person enters an account, another checks the holder’s name with the bank, and only then it is activated. To enter one, open the person under Home visits.",
    }
    accounts_caption { "Tài khoản và cách nhận khác trong địa bàn", "Accounts and other ways in your area" }
    accounts_counts { "Số người theo tình trạng", "Persons by state" }
    accounts_any_state { "Mọi tình trạng", "Any state" }
    accounts_any_name { "Mọi kết quả", "Any outcome" }
    accounts_none { "Không có tài khoản nào", "No account" }
    accounts_none_text { "Hãy chọn mục khác, hoặc mở trang của một người ở mục Khảo sát để nhập.", "Choose otherwise, or open a person under Home visits to enter one." }
    accounts_shared_title { "Số tài khoản nhận cho nhiều người", "Numbers that serve many" }
    accounts_shared_lead {
        "Một số tài khoản nhận cho hơn ba người. Thường là người giám hộ hoặc người được nhờ nhận thay; cũng có thể là dấu hiệu trục lợi, cần xem xét.",
        "One number receives for more than three people. Often a guardian or a helpful neighbour; sometimes fraud. Look into each.",
    }
    accounts_shared_caption { "Số tài khoản và số người nhận", "Numbers and how many receive there" }
    accounts_shared_people { "Số người", "People" }
    accounts_shared_here { "Trong địa bàn", "In your area" }
    accounts_shared_none { "Không có số nào nhận cho hơn ba người", "No number serves more than three" }
    accounts_shared_none_text { "Khi có, số đó sẽ hiện ở đây để xem xét.", "Such numbers will stand here." }

    part_accounts_title { "Tài khoản nhận tiền", "Receiving accounts" }
    part_accounts_caption { "Tài khoản và cách nhận khác, mới nhất ở trên", "Accounts and other ways, the latest first" }
    part_accounts_none { "Chưa nhập tài khoản nào.", "No account yet." }

    account_state_claimed { "Chờ kiểm tra", "Awaits the check" }
    account_state_checked { "Đã kiểm tra, chờ kích hoạt", "Checked, to be activated" }
    account_state_active { "Đang dùng", "Active" }
    account_state_ended { "Đã ngừng", "Ended" }
    account_name_check { "Đối chiếu tên", "Name check" }
    account_name_check_before { "Đối chiếu với họ tên trước khi sửa", "Checked against the name before it was corrected" }
    account_name_rule { "Cách đối chiếu", "By which rule" }
    name_check_match { "Khớp", "Match" }
    name_check_close { "Gần khớp", "Close" }
    name_check_no_match { "Không khớp", "No match" }
    name_check_cannot { "Không đối chiếu được", "Cannot be compared" }
    rule_equal { "Giống hệt, không tính dấu", "Equal but for marks" }
    rule_spaces { "Chỉ khác khoảng trắng", "Equal but for spaces" }
    rule_letter_y { "Chỉ khác i và y", "Equal but for y and i" }
    rule_honorific { "Có thêm từ xưng hô", "A word of address before it" }
    rule_cut_short { "Ngân hàng cắt ngắn tên", "The bank cut the name short" }
    rule_family_last { "Họ đứng sau tên", "The family name stands last" }
    rule_middle_missing { "Thiếu một chữ lót", "A middle name is missing" }
    rule_middle_initial { "Chữ lót viết tắt", "A middle name is an initial" }
    rule_one_slip { "Khác một chữ cái ở chữ lót", "One letter of a middle name" }
    rule_given_differs { "Khác tên", "Another given name" }
    rule_family_differs { "Khác họ", "Another family name" }
    rule_middle_differs { "Khác chữ lót", "Another middle name" }
    rule_no_answer { "Không có tên để đối chiếu", "No name to compare" }
    channel_bank { "Ngân hàng", "Bank" }
    channel_e_wallet { "Ví điện tử", "E-wallet" }
    channel_mobile_money { "Tiền di động", "Mobile money" }
    channel_vneid { "Chọn trên VNeID", "Chosen in VNeID" }
    channel_organisation { "Tổ chức dịch vụ chi trả", "Payment organisation" }

    account_bank { "Ngân hàng, ví điện tử", "Bank or wallet" }
    account_no_bank { "Không có, nhận tiền mặt", "None, in cash" }
    account_number { "Số tài khoản", "Account number" }
    account_number_hint { "Ví điện tử và tiền di động: số điện thoại. Để trống nếu nhận tiền mặt.", "Of a wallet or mobile money: the phone number. Empty for cash." }
    account_number_wrong { "Số tài khoản chưa đúng. Hãy nhập 6 đến 19 chữ số như ngân hàng cấp.", "This is no account number. Enter 6 to 19 digits as the bank gave them." }
    account_holder_hint { "Đúng như trên thẻ hoặc ứng dụng ngân hàng.", "As on the card or in the bank’s app." }
    account_channel { "Kênh đăng ký", "Registered through" }
    account_no_channel { "Không rõ", "Not known" }
    account_method_hint { "Phải đúng với cách nhận người hưởng đã chọn khi thăm hộ.", "As the person chose at the visit." }
    account_claim { "Nhập tài khoản", "Enter the account" }
    account_claim_title { "Nhập tài khoản nhận trợ cấp", "Enter a receiving account" }
    account_claim_text {
        "Người khác sẽ kiểm tra trước khi tiền được chuyển vào tài khoản này. Ủy quyền và giám hộ cần giấy đang có hiệu lực.",
        "Somebody else checks it before any money goes there. A proxy or guardian needs a paper in force.",
    }
    account_claimed { "Người nhập", "Entered by" }
    account_checked_by { "Người kiểm tra", "Checked by" }
    account_active_from { "Nhận tiền từ ngày", "Active from" }
    account_ended_at { "Ngừng lúc", "Ended at" }
    account_to_person { "Xem người hưởng", "To the person" }
    account_next_other { "Bạn đã nhập tài khoản này, nên người khác phải kiểm tra.", "You entered this account, so somebody else checks it." }
    account_next_check { "Hãy hỏi ngân hàng tên chủ tài khoản rồi kiểm tra.", "Ask the bank for the holder’s name, then check the account." }
    account_next_activate { "Đã kiểm tra. Kích hoạt để tiền được chuyển vào từ kỳ tới.", "It is checked. Activate it, and money goes there from now on." }
    account_check { "Kiểm tra xong", "Checked" }
    account_renamed { "Họ tên đã sửa: kiểm tra lại", "The name was corrected: check again" }
    account_renamed_text {
        "Họ tên của đối tượng đã sửa sau khi so với tên chủ tài khoản. Tháng tới danh sách chi tiền mặt cho người này cho đến khi có người kiểm tra lại.",
        "The person’s name was corrected after the holder’s was compared with it. The next list pays in cash until somebody has checked it again.",
    }
    account_recheck { "Kiểm tra lại tên chủ tài khoản", "Check the holder’s name again" }
    account_recheck_text {
        "So tên chủ tài khoản với họ tên mới của đối tượng, như lần kiểm tra đầu. Khớp thì tiền lại chuyển vào tài khoản; không khớp thì ngừng tài khoản này.",
        "Compare the holder’s name with the person’s corrected name, as at the first check. If they agree money goes there again; if not, end the account.",
    }
    tasks_accounts_renamed { "Tài khoản cần kiểm tra lại vì họ tên đã sửa", "Accounts to be checked again, the name was corrected" }
    move_renamed { "Họ tên của đối tượng đã sửa sau khi kiểm tra. Hãy kiểm tra lại tên chủ tài khoản trước.", "The person’s name was corrected since the check. Check the holder’s name again first." }
    move_not_renamed { "Họ tên không đổi từ lần kiểm tra trước; không cần kiểm tra lại.", "The name is as it was at the check; there is nothing to check again." }
    account_check_title { "Kiểm tra tài khoản", "Check the account" }
    account_check_text { "Tên chủ tài khoản được so với tên người hưởng, hoặc người nhận thay ghi trên giấy.", "The holder’s name is compared with the beneficiary’s, or with the payee’s on the paper." }
    account_bank_answer { "Ngân hàng trả lời", "The bank says" }
    account_answer_holder { "Tên chủ tài khoản như ghi dưới đây", "The holder’s name, as below" }
    account_answer_claimed(name) { "Không hỏi ngân hàng, dùng tên đã nhập: {name}", "Not asked, by the name entered: {name}" }
    account_answer_silent { "Ngân hàng không cho biết tên", "It does not say" }
    account_bank_holder { "Tên chủ tài khoản theo ngân hàng", "The holder’s name at the bank" }
    account_bank_holder_hint { "Ghi đúng như ngân hàng trả lời, kể cả chữ in hoa không dấu.", "Exactly as the bank answered." }
    account_bank_holder_missing { "Hãy ghi tên ngân hàng đã trả lời.", "Enter the name the bank gave." }
    account_why_nevertheless { "Lý do chấp nhận, khi tên gần khớp hoặc số nhận cho nhiều người", "Why it is right, where the name is only close or the number serves many" }
    account_why { "Lý do", "Reason" }
    account_activate { "Kích hoạt", "Activate" }
    account_activate_title { "Kích hoạt tài khoản?", "Activate the account?" }
    account_activate_text { "Từ nay tiền trợ cấp được chuyển vào tài khoản này. Tài khoản đang dùng trước đó, nếu có, sẽ ngừng.", "From now on money goes there. The account used until now, if any, ends." }
    account_reject { "Không chấp nhận", "Reject" }
    account_reject_title { "Không chấp nhận tài khoản?", "Reject the account?" }
    account_reject_text { "Người hưởng nhận như trước cho đến khi có tài khoản khác được kiểm tra.", "The person receives as before until another account is checked." }
    account_end { "Ngừng tài khoản", "End the account" }
    account_end_title { "Ngừng tài khoản?", "End the account?" }
    account_end_text { "Tiền không chuyển vào tài khoản này nữa. Người hưởng nhận tiền mặt cho đến khi có tài khoản khác.", "No more money goes there. The person receives cash until another account is active." }

    tasks_accounts_claimed { "tài khoản chờ kiểm tra", "accounts to be checked" }
    tasks_accounts_checked { "tài khoản chờ kích hoạt", "accounts to be activated" }

    notice_account_claimed { "Đã nhập. Chờ người khác kiểm tra.", "Entered. Somebody else checks it." }
    notice_account_exists { "Tài khoản này đã được nhập trước đó.", "This was entered before." }
    notice_account_checked { "Đã kiểm tra tài khoản.", "The account is checked." }
    notice_account_activated { "Đã kích hoạt tài khoản.", "The account is active." }
    notice_account_rejected { "Đã ghi không chấp nhận.", "The account is rejected." }
    notice_account_ended { "Đã ngừng tài khoản.", "The account has ended." }

    claim_another_waits { "Người này có tài khoản khác đang chờ. Hãy kiểm tra hoặc không chấp nhận tài khoản đó trước.", "Another account of this person waits. Check or reject that one first." }
    claim_bank_missing { "Hãy chọn ngân hàng hoặc ví.", "Choose the bank or wallet." }
    claim_bank_other_kind(method) { "Tổ chức này không dùng được cho cách nhận “{method}”. Hãy chọn tổ chức khác.", "Money by “{method}” does not go there. Choose another." }
    claim_bank_ambiguous { "Có nhiều ngân hàng mang tên này. Hãy chọn đúng một.", "Several banks are called so. Choose one." }
    claim_bank_unknown { "Không có ngân hàng này trong danh mục. Hãy chọn trong danh sách.", "There is no such bank. Choose one from the list." }
    claim_chose_otherwise(method) { "Khi thăm hộ, người này đã chọn “{method}”. Muốn đổi, hãy thăm lại và ghi lựa chọn mới.", "At the visit the person chose “{method}”. To change it, record another visit." }
    claim_home_without_reason { "Chi trả tại nhà phải qua thăm hộ và có lý do bất khả kháng.", "Cash at home needs a visit that found the reason." }
    claim_holder_missing { "Hãy nhập tên chủ tài khoản.", "Enter the holder’s name." }
    claim_number_missing { "Hãy nhập số tài khoản.", "Enter the account number." }
    claim_number_not_wanted { "Nhận tiền mặt thì không có số tài khoản. Hãy xóa số hoặc chọn cách nhận khác.", "Cash has no number. Remove it, or choose another way." }
    claim_number_not_a_phone { "Số của ví hoặc tiền di động phải là số điện thoại di động.", "The number of a wallet is a mobile number." }
    claim_paper_missing { "Chưa có giấy ủy quyền hoặc giám hộ đang có hiệu lực. Hãy nhập giấy và nhờ công chức tư pháp xác nhận trước.", "There is no paper in force. Enter it and have the judicial officer confirm it first." }
    claim_paper_not_in_force { "Giấy ủy quyền, giám hộ không có hiệu lực.", "The paper is not in force." }
    claim_papers_several { "Có nhiều giấy cùng có hiệu lực. Hãy chấm dứt giấy không dùng trước.", "Several papers are in force. Revoke those not used first." }
    claim_person_dead { "Người này đã chết, không nhập tài khoản được.", "The person has died." }

    move_another_with_it { "Một tài khoản khác của người này đang được kích hoạt cùng lúc.", "Another account of the person is activated with it." }
    move_why_close { "Tên chỉ gần khớp. Hãy ghi lý do chấp nhận.", "The name is only close. Say why it is right." }
    move_why_cannot { "Không có tên để đối chiếu. Hãy ghi lý do chấp nhận.", "There is no name to compare. Say why it is right." }
    move_why_shared(people) { "Số này đang nhận cho {people} người. Hãy ghi lý do chấp nhận.", "{people} people receive there. Say why it is right." }
    move_name_differs(rule) { "Chủ tài khoản là người khác ({rule}). Không chuyển tiền vào đây được; hãy không chấp nhận và hỏi lại người hưởng.", "The holder is somebody else ({rule}). No money goes there: reject it and ask the person again." }
    move_own_claim { "Bạn là người nhập tài khoản này nên không được tự kiểm tra hay kích hoạt. Hãy nhờ người khác.", "You entered this account, so somebody else has to check and activate it." }
    move_paper { "Giấy ủy quyền, giám hộ không còn hiệu lực. Hãy nhập giấy mới và nhờ xác nhận.", "The paper no longer holds. Enter a new one and have it confirmed." }
    move_step(state) { "Tài khoản đang ở bước “{state}”, không làm được việc này.", "The account is “{state}”: this is done at another step." }
    move_moved { "Người khác vừa thay đổi tài khoản này. Trang đã cập nhật; hãy xem lại rồi làm tiếp.", "Somebody has just changed this account. Look again, then go on." }
}

impl T {
    /// Where an account stands.
    pub const fn account_state(self, state: State) -> &'static str {
        match state {
            State::Claimed => self.account_state_claimed(),
            State::Checked => self.account_state_checked(),
            State::Active => self.account_state_active(),
            State::Ended => self.account_state_ended(),
        }
    }

    /// What came of comparing the names.
    pub const fn name_check(self, check: NameCheck) -> &'static str {
        match check {
            NameCheck::Match => self.name_check_match(),
            NameCheck::Close => self.name_check_close(),
            NameCheck::NoMatch => self.name_check_no_match(),
            NameCheck::Cannot => self.name_check_cannot(),
        }
    }

    /// By which rule.
    pub const fn name_rule(self, rule: NameRule) -> &'static str {
        match rule {
            NameRule::Equal => self.rule_equal(),
            NameRule::Spaces => self.rule_spaces(),
            NameRule::LetterY => self.rule_letter_y(),
            NameRule::Honorific => self.rule_honorific(),
            NameRule::CutShort => self.rule_cut_short(),
            NameRule::FamilyLast => self.rule_family_last(),
            NameRule::MiddleMissing => self.rule_middle_missing(),
            NameRule::MiddleInitial => self.rule_middle_initial(),
            NameRule::OneSlip => self.rule_one_slip(),
            NameRule::GivenDiffers => self.rule_given_differs(),
            NameRule::FamilyDiffers => self.rule_family_differs(),
            NameRule::MiddleDiffers => self.rule_middle_differs(),
            NameRule::NoAnswer => self.rule_no_answer(),
        }
    }

    /// How an account came to be chosen.
    pub const fn channel(self, channel: Channel) -> &'static str {
        match channel {
            Channel::Bank => self.channel_bank(),
            Channel::EWallet => self.channel_e_wallet(),
            Channel::MobileMoney => self.channel_mobile_money(),
            Channel::Vneid => self.channel_vneid(),
            Channel::PaymentOrganisation => self.channel_organisation(),
        }
    }

    /// What the room says no to.
    pub fn accounts_refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::Corrupt { .. } => self.refused_corrupt().to_owned(),
            Refusal::Db(_) => self.refused_database().to_owned(),
            Refusal::Office(refusal) => self.refusal(refusal),
            Refusal::Survey(refusal) => self.survey_refusal(refusal),
            Refusal::TooMany { most } => self.refused_too_many_rows(most),
        }
    }

    /// Why a claim is not taken.
    pub fn claim_fault(self, fault: &ClaimFault) -> String {
        match fault {
            ClaimFault::AnotherWaits => self.claim_another_waits().to_owned(),
            ClaimFault::BankMissing => self.claim_bank_missing().to_owned(),
            ClaimFault::BankOfOtherKind { method, .. } => self.claim_bank_other_kind(self.method(*method)),
            ClaimFault::BankAmbiguous { .. } => self.claim_bank_ambiguous().to_owned(),
            ClaimFault::BankUnknown => self.claim_bank_unknown().to_owned(),
            ClaimFault::ChoseOtherwise { chosen } => self.claim_chose_otherwise(self.method(*chosen)),
            ClaimFault::HomeWithoutReason => self.claim_home_without_reason().to_owned(),
            ClaimFault::HolderMissing => self.claim_holder_missing().to_owned(),
            ClaimFault::NumberMissing => self.claim_number_missing().to_owned(),
            ClaimFault::NumberNotWanted { .. } => self.claim_number_not_wanted().to_owned(),
            ClaimFault::NumberNotAPhone { .. } => self.claim_number_not_a_phone().to_owned(),
            ClaimFault::PaperMissing { .. } => self.claim_paper_missing().to_owned(),
            ClaimFault::PaperNotInForce { .. } => self.claim_paper_not_in_force().to_owned(),
            ClaimFault::PapersSeveral { .. } => self.claim_papers_several().to_owned(),
            ClaimFault::PersonDead => self.claim_person_dead().to_owned(),
            ClaimFault::PersonUnknown => self.refused_not_found().to_owned(),
        }
    }

    /// Why an account is not moved.
    pub fn move_fault(self, fault: &MoveFault) -> String {
        match fault {
            MoveFault::AnotherWithIt => self.move_another_with_it().to_owned(),
            MoveFault::WhyNeeded { check: NameCheck::Cannot } => self.move_why_cannot().to_owned(),
            MoveFault::WhyNeeded { .. } => self.move_why_close().to_owned(),
            MoveFault::WhyNeededForShared { people } => self.move_why_shared(self.number(*people)),
            MoveFault::WhyMissing => self.refused_survey_why().to_owned(),
            MoveFault::NameDoesNotMatch { rule } => self.move_name_differs(self.name_rule(*rule).to_lowercase()),
            MoveFault::NotFound => self.refused_not_found().to_owned(),
            MoveFault::OwnClaim => self.move_own_claim().to_owned(),
            MoveFault::PaperNotInForce => self.move_paper().to_owned(),
            MoveFault::Renamed => self.move_renamed().to_owned(),
            MoveFault::NotRenamed => self.move_not_renamed().to_owned(),
            MoveFault::Transition {
                from,
                event: Event::Check | Event::Recheck | Event::Activate | Event::Reject | Event::Replace | Event::End,
            } => self.move_step(self.account_state(*from)),
            MoveFault::VersionMoved { .. } => self.move_moved().to_owned(),
        }
    }
}
