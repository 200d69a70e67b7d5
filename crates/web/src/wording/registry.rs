//! The registry: persons, what stops a payment, corrections.

use super::{T, wording};
use registry::{AmountCheck, ChangedField, EventKind, ExceptionKind, HoldReason, Refusal, Solution, WorkKind};

wording! {
    person_birth { "Ngày sinh", "Date of birth" }
    person_sex { "Giới tính", "Sex" }
    person_number { "Số định danh/CMND", "Identity number" }
    sex_male { "Nam", "Male" }
    sex_female { "Nữ", "Female" }
    people_title { "Đối tượng", "Persons" }
    people_what { "Tìm hồ sơ, lịch sử, tạm giữ, đề nghị sửa", "Records, their history, holds, corrections" }
    people_words { "Họ tên (có hoặc không dấu), số định danh hoặc số tài khoản", "Name, with or without marks, identity or account number" }
    people_found_by_account(number, account) { "{number} · tài khoản {account}", "{number}, account {account}" }
    people_found_by_ended_account(number, account) { "{number} · tài khoản cũ {account}", "{number}, former account {account}" }
    people_any_state { "Mọi trạng thái", "Any state" }
    people_any_source { "Mọi nguồn", "Any list" }
    people_flags { "Chỉ hiện", "Only" }
    people_marks { "Ghi chú", "Remarks" }
    people_caption { "Đối tượng trong địa bàn", "Persons of the area" }
    people_none { "Không có ai ở đây", "Nobody here" }
    people_none_text {
        "Hãy bỏ bớt điều kiện lọc, hoặc lập hồ sơ từ danh sách đã nhận ở mục Đối chiếu dân cư.",
        "Take a filter off, or make records of the lists under Matching.",
    }
    person_no_card { "Không có CCCD", "No card" }
    person_dead { "Đã chết", "Dead" }
    person_died_on(day) { "Chết ngày {day}", "Died on {day}" }
    person_view_full { "Xem đầy đủ số", "Show full numbers" }
    person_view_recorded { "Mỗi lần xem được ghi vào nhật ký.", "Each view is recorded in the trail." }
    person_actions { "Việc với hồ sơ này", "What can be done" }
    person_timeline { "Lịch sử hồ sơ", "History" }
    entitlements_title { "Chế độ đang và đã hưởng", "Entitlements" }
    entitlements_caption { "Mỗi chế độ một dòng", "A line each" }
    entitlement_period { "Thời gian", "Period" }
    entitlement_state { "Tình trạng", "State" }
    entitlement_active { "Đang hưởng", "Active" }
    entitlement_ended { "Đã thôi hưởng", "Ended" }
    amount_agrees { "đúng mức chuẩn × hệ số", "as standard × coefficient" }
    amount_differs { "khác mức chuẩn × hệ số, cần xem lại", "not standard × coefficient: look at it" }
    amount_not_computed { "theo quyết định", "by the decision" }
    work_title { "Hồ sơ cần rà soát", "Records to look at" }
    work_link { "Hồ sơ cần rà soát: đến tuổi, khác mức, thiếu quyết định", "Records to look at: ages, amounts, decisions" }
    work_age { "Đến tuổi thay đổi", "An age is reached" }
    work_age_past { "Quá tuổi từ lâu", "Past the age for long" }
    work_age_below { "Chưa đủ tuổi", "Below the age" }
    work_age_below_text {
        "Chưa đủ tuổi của loại đang hưởng: kiểm tra ngày sinh hoặc diện hưởng theo giấy tờ. Sửa hồ sơ nếu ghi sai; nếu đúng là chưa đủ tuổi thì tạm giữ chi trả và trình quyết định.",
        "Younger than the category allows: look at the date of birth and the category by the papers. Correct the record if it is wrong; hold the payment and ask for a decision if it is so.",
    }
    work_from_age(years, on) { "Loại này từ {years} tuổi, tức từ {on}", "From {years} years, that is from {on}" }
    task_ages_below { "Hồ sơ chưa đủ tuổi của loại đang hưởng: kiểm tra ngày sinh hoặc diện", "Records below the age of their category: date of birth or category" }
    work_amount { "Khác mức chuẩn × hệ số", "Another amount" }
    work_decision { "Thiếu quyết định", "Decision missing" }
    work_age_text {
        "Trong tháng này hay tháng sau sẽ quá độ tuổi của loại đang hưởng, hoặc vừa quá trong ba tháng gần đây. Xã rà soát, trình quyết định điều chỉnh hoặc thôi hưởng trước khi lập danh sách tháng.",
        "Past the oldest age of their category this month or the next, or within the last three months. A decision to adjust or to end is to come before the month’s list.",
    }
    work_age_past_text {
        "Quá tuổi từ lâu: kiểm tra ngày sinh hoặc diện hưởng. Người lớn trong diện trẻ em thường là ngày sinh ghi sai hoặc mã diện chọn nhầm; sửa hồ sơ trước, đúng là hưởng quá tuổi thì mới trình quyết định.",
        "Past the age for long: look at the date of birth and the category. A grown-up among the children is rather a slip in one of them; correct the record first, and ask for a decision only where it is so.",
    }
    work_amount_text {
        "Mức trong danh sách khác mức chuẩn × hệ số. Số tiền của danh sách giữ nguyên cho đến khi có quyết định.",
        "The list’s amount is not standard × coefficient. It stays until there is a decision.",
    }
    work_decision_text {
        "Danh sách không ghi đủ số, ngày, cơ quan ra quyết định. Bấm vào họ tên để ghi theo bản giấy.",
        "The list lacks number, day or issuer of the decision. Follow the name to fill it in from the paper.",
    }
    work_caption { "Hồ sơ cần rà soát, theo thứ tự lập hồ sơ", "Records to look at, in the order in which they were made" }
    work_none { "Không còn hồ sơ nào", "Nothing here" }
    work_none_text { "Địa bàn của bạn không có hồ sơ nào thuộc diện này.", "There is no such record in your area." }
    work_category_now { "Loại đang hưởng", "Category" }
    work_reached(years, day) { "Đủ {years} tuổi ngày {day}", "{years} years old on {day}" }
    work_next(category) { "Xét chuyển sang {category}", "Consider {category}" }
    work_ends { "Hết độ tuổi của loại này", "No category of the same clause follows" }
    work_expected(amount) { "Theo quy định {amount}", "By law {amount}" }
    work_what { "Điều cần xem", "What to look at" }
    work_missing_number { "thiếu số", "no number" }
    work_missing_on { "thiếu ngày", "no day" }
    work_missing_by { "thiếu cơ quan", "no issuer" }
    work_export { "Tải danh sách này (.xlsx)", "Fetch this list (.xlsx)" }
    work_export_full { "Tải kèm đầy đủ số định danh (.xlsx)", "Fetch with full numbers (.xlsx)" }
    work_export_full_note { "Số định danh che bớt, trừ khi tải kèm đầy đủ. Mỗi lần tải đều được ghi vào nhật ký, kèm tên người tải.", "Numbers are covered unless fetched in full. Each look is recorded, with who took it." }
    work_category_name { "Tên loại đối tượng", "What the category is called" }
    work_export_note { "Mỗi lần tải được ghi vào nhật ký.", "Each fetching is recorded." }
    work_book_note_full(when, count) { "Lập lúc {when}; {count} dòng, có đầy đủ số định danh. Giữ tệp cẩn thận, dùng xong thì xóa; lần tải này đã ghi vào nhật ký.", "Drawn up {when}; {count} lines with full numbers. Keep it safe and delete it after use; this look is recorded." }
    work_book_note(when, count) { "Lập lúc {when}; {count} dòng. Số định danh trong tệp tải về luôn được che bớt; cần số đầy đủ thì mở trang của từng người (có ghi nhật ký).", "Drawn up {when}; {count} lines. Numbers are always covered in a file; the full number stands on each person’s page, and each view is recorded." }
    work_book_left_out(count) { "{count} dòng không ghi ở tệp này; xem trên hệ thống.", "{count} lines stand on the pages alone." }
    work_next_column { "Loại tiếp theo", "Next category" }
    work_age_column { "Ngày đủ tuổi", "Age reached on" }
    work_expected_column { "Mức theo quy định", "Amount by law" }
    decision_fill { "Ghi quyết định", "Fill the decision in" }
    decision_fill_text {
        "Ghi theo bản giấy của quyết định đang có hiệu lực. Điều danh sách đã ghi thì không thay được ở đây.",
        "As the paper of the decision in force says. What a list has said is not changed here.",
    }
    decision_filled { "Đã ghi quyết định.", "The decision is filled in." }
    event_decision_filled { "Ghi quyết định", "The decision was filled in" }
    refused_decision_stands { "Danh sách đã ghi khác. Hãy sửa ở nơi gửi danh sách, hoặc kiểm tra lại bản giấy.", "A list says otherwise. Correct it where the list comes from, or look at the paper again." }
    refused_decision_day { "Ngày quyết định không thể ở tương lai hoặc trước năm 1945.", "The day of a decision is neither in the future nor before 1945." }
    refused_registry_workbook { "Không tạo được bảng tính. Hãy báo người quản trị.", "The workbook cannot be written. Tell the administrator." }
    task_ages { "Hồ sơ đến tuổi thay đổi mức hoặc thôi hưởng", "Records that reach an age" }
    task_ages_past { "Hồ sơ quá tuổi từ lâu: kiểm tra ngày sinh hoặc diện", "Records past an age for long: date of birth or category" }
    person_differs { "Lệch với dữ liệu dân cư", "Differs from the population register" }
    person_differs_caption { "Từng thông tin lệch, theo lần đối chiếu đang có hiệu lực", "Field by field, by the comparison that holds" }
    person_differs_listed { "Danh sách ghi", "The list says" }
    person_differs_known { "Dữ liệu dân cư ghi", "The register says" }
    person_corrected { "Hồ sơ đã được sửa nên cần đối chiếu lại", "The record was corrected, so it is to be compared again" }
    person_corrected_text { "Kết quả rà soát trước không còn đúng với hồ sơ. Đối chiếu lại mất vài giây.", "What was found before was about the old values. Comparing takes a few seconds." }
    person_corrected_by(roles) { "Kết quả rà soát trước không còn đúng với hồ sơ. Người đối chiếu lại được: {roles}.", "What was found before was about the old values. It is compared by: {roles}." }
    work_last_filled(name) { "Vừa ghi quyết định cho {name}: xem hồ sơ", "Filled in just now for {name}: look at the record" }
    task_people_differ { "người lệch thông tin với dữ liệu dân cư", "persons who differ from the population register" }
    task_no_decision { "Hồ sơ thiếu quyết định", "Records without decision" }
    refused_file_matched {
        "Tệp này đã được đối chiếu nên không đổi số liệu tại chỗ nữa. Hãy sửa trong tệp rồi gửi lại: các dòng đã sửa được đối chiếu mới.",
        "The file is matched, so its values change no more in place. Correct them in the file and send it again: what was corrected is matched anew.",
    }
    holds_title { "Tạm giữ chi trả", "Holds" }
    holds_caption { "Các lần tạm giữ", "Each hold" }
    hold_reason { "Lý do tạm giữ", "Reason" }
    hold_place { "Tạm giữ chi trả", "Hold payment" }
    hold_text {
        "Từ tháng đã chọn, người này không được chi trả cho đến khi bỏ tạm giữ. Tiền chưa trả không mất.",
        "From that month nothing is paid until the hold is released. What is owed is not lost.",
    }
    hold_of { "Tạm giữ chế độ nào", "Which entitlement" }
    hold_of_all { "Mọi chế độ", "All of them" }
    hold_from { "Từ tháng", "From" }
    hold_until { "Đến hết tháng", "Until" }
    hold_until_hint { "Để trống: đến khi bỏ tạm giữ.", "Empty: until it is released." }
    hold_until_released { "đến khi bỏ tạm giữ", "until released" }
    hold_month_wrong { "Tháng chưa đúng. Ví dụ: 02/2024.", "This is no month. For example, 02/2024." }
    hold_holds { "Đang tạm giữ", "Held" }
    hold_released(at) { "Đã bỏ lúc {at}", "Released {at}" }
    hold_release { "Bỏ tạm giữ", "Release" }
    hold_release_text { "Kỳ chi trả tới sẽ tính lại cho người này.", "The next cycle pays this person again." }
    hold_twice { "Hưởng hai lần trong một chương trình", "Twice in one programme" }
    hold_two_communes { "Có tên ở danh sách hai xã", "On the lists of two communes" }
    hold_same_person { "Trùng với hồ sơ khác của cùng một người", "Another record is of the same person" }
    hold_awaits_province { "Chờ Sở xác nhận người có công", "Awaits the province" }
    hold_not_collected { "Ba tháng trở lên không nhận", "Not collected for three months" }
    hold_moved { "Đã chuyển đi, nơi mới chưa tiếp nhận", "Moved, not taken over yet" }
    hold_death_doubtful { "Có tin đã chết, chưa có giấy tờ", "Said to be dead, not proven" }
    hold_account_blocked { "Ngân hàng báo tài khoản bị phong tỏa", "The bank says the account is blocked" }
    hold_other { "Lý do khác", "Another reason" }
    death_record { "Ghi nhận đã chết", "Record a death" }
    death_text {
        "Tháng chết là tháng cuối được chi trả; từ tháng sau dừng mọi chế độ của người này.",
        "The month of death is the last one paid; all entitlements end with it.",
    }
    death_day { "Ngày chết", "Day of death" }
    death_proof_hint { "Số, ngày giấy chứng tử hoặc trích lục khai tử.", "Number and day of the death certificate." }
    changes_title { "Đề nghị sửa thông tin", "Corrections" }
    changes_caption { "Các đề nghị sửa của hồ sơ này", "Corrections of this record" }
    changes_waiting_title { "Đề nghị sửa chờ duyệt", "Corrections that wait" }
    changes_waiting_caption { "Cũ nhất ở trên; người đề nghị không tự duyệt", "The oldest first; nobody approves their own" }
    changes_none { "Không có đề nghị sửa nào chờ duyệt", "No correction waits" }
    changes_none_text { "Đề nghị mới được lập từ trang của từng đối tượng.", "A correction is asked for on a person’s page." }
    change_request { "Đề nghị sửa thông tin", "Ask for a correction" }
    change_text {
        "Hồ sơ chỉ thay đổi khi một cán bộ khác duyệt. Hãy ghi giấy tờ chứng minh.",
        "The record changes when another officer approves. Name the paper that proves it.",
    }
    recheck { "Đối chiếu lại với dữ liệu dân cư", "Compare with the register again" }
    recheck_button { "Đối chiếu lại", "Compare again" }
    recheck_text {
        "So họ tên, ngày sinh, giới tính và các số đang ghi trong hồ sơ với bản dữ liệu dân cư mới nhất. Trùng số, họ tên và ngày sinh thì hồ sơ được xác thực; cán bộ đã chọn đúng người thì cho phép khác một chỗ ở ngày sinh hoặc giới tính.",
        "Compares the name, birth, sex and numbers of the record with the newest register. The same number, name and date verify it; where an officer has found the person, one difference in date or sex is allowed.",
    }
    recheck_differs(fields) {
        "Chưa xác thực được: hồ sơ còn khác dữ liệu dân cư ở {fields}. Hãy đề nghị sửa chỗ sai theo giấy tờ, người khác duyệt, rồi đối chiếu lại. Nếu dữ liệu dân cư sai thì công an xã làm thủ tục sửa bên đó.",
        "Not verified: the record still differs in {fields}. Ask for a correction by the papers, have it approved by another officer, and compare again. If the register is wrong, the commune police correct it there.",
    }
    recheck_not_found {
        "Chưa xác thực được: không tìm thấy ai như vậy trong dữ liệu dân cư. Hãy xem thẻ căn cước, đề nghị sửa số, họ tên hoặc ngày sinh, người khác duyệt, rồi đối chiếu lại.",
        "Not verified: the register knows nobody like this. Look at the card, ask for a correction of number, name or birth, have it approved, and compare again.",
    }
    recheck_other {
        "Chưa xác thực được: số, họ tên và ngày sinh trong hồ sơ là của một người khác với người mà cán bộ đã chọn ở dòng danh sách. Hãy xem lại quyết định ở dòng đó, hoặc sửa hồ sơ theo thẻ căn cước.",
        "Not verified: number, name and birth of the record are those of somebody else than the officer found for the row. Look at that decision again, or put the record right by the card.",
    }
    recheck_unsure {
        "Chưa xác thực được: thông tin trong hồ sơ chưa đủ để chắc chắn là ai, thường vì thiếu số định danh. Hãy đề nghị bổ sung số trên thẻ căn cước, người khác duyệt, rồi đối chiếu lại.",
        "Not verified: the record does not say for sure who it is, mostly because it lacks the number. Ask for the number on the card to be added, have it approved, and compare again.",
    }
    recheck_register(text, name) { "{text} Bản được hỏi: {name}, không ghi ngày.", "{text} The register asked: {name}, its day unknown." }
    recheck_register_of(text, name, day) { "{text} Bản được hỏi: {name}, ngày {day}.", "{text} The register asked: {name} of {day}." }
    refused_register_older(asked, stands) {
        "Bản dữ liệu dân cư mới nhất ở đây là của ngày {asked}, cũ hơn bản ngày {stands} đã dùng để kết luận về người này. Hãy nhận bản mới hơn ở mục Dữ liệu dân cư rồi đối chiếu lại.",
        "The newest register here is of {asked}, older than the one of {stands} by which this person was decided on. Take a newer one in and compare again.",
    }
    notice_person_verified { "Hồ sơ đã được xác thực với dữ liệu dân cư.", "The record is verified with the register." }
    change_send { "Gửi đề nghị", "Send" }
    change_field { "Thông tin cần sửa", "Field" }
    change_before { "Đang ghi", "As it is" }
    change_proposed { "Sửa thành", "Should be" }
    change_proof { "Giấy tờ chứng minh", "Proof" }
    change_proof_hint { "Ví dụ: CCCD cấp ngày 12/03/2022, bản sao giấy khai sinh.", "For example, the card issued on 12/03/2022." }
    change_asked_at { "Đề nghị lúc", "Asked for" }
    change_open { "Chờ duyệt", "Waits" }
    change_approved { "Đã duyệt", "Approved" }
    change_rejected { "Không duyệt", "Rejected" }
    change_decide { "Xem và quyết định", "Look and decide" }
    change_decide_title { "Duyệt đề nghị sửa", "Decide on a correction" }
    change_decide_text { "Người đề nghị không tự duyệt. Duyệt thì hồ sơ đổi ngay.", "Whoever asked does not approve. Approving changes the record at once." }
    change_approve { "Duyệt, sửa hồ sơ", "Approve" }
    change_own_text { "Bạn đã lập đề nghị này nên người khác duyệt. Nếu lập nhầm, bạn rút lại ở đây; hồ sơ giữ nguyên.", "You asked for this, so somebody else approves it. If it was a mistake, take it back here; the record stays as it is." }
    change_withdraw { "Rút đề nghị", "Take it back" }
    change_withdraw_why { "Vì sao rút", "Why it is taken back" }
    correction_number_held { "Số này đang thuộc một hồ sơ khác, nên không sửa theo được ngay: hai hồ sơ có thể là của cùng một người. Hãy giải quyết ở mục Sai lệch trước; hồ sơ kia ở ngoài địa bàn của bạn thì báo cơ quan cấp trên.", "This number belongs to another record, so it cannot be taken over yet: both records may be one person's. Settle it under Contradictions first; if the other record is outside your area, tell the office above." }
    correction_number_held_title { "Số đang thuộc hồ sơ khác", "The number belongs to another record" }
    correction_number_held_link { "Mở mục Sai lệch", "Open Contradictions" }
    change_reject { "Không duyệt", "Reject" }
    change_reject_why { "Lý do không duyệt", "Why not" }
    exceptions_title { "Sai lệch", "Exceptions" }
    exceptions_what { "Hồ sơ trùng, trái nhau; đề nghị sửa chờ duyệt", "Records that contradict each other; corrections that wait" }
    exceptions_lead {
        "Hai hồ sơ trái nhau không tự sửa. Cán bộ xem giấy tờ rồi ghi cách giải quyết.",
        "Records that contradict each other do not mend themselves. An officer looks at the papers and says how it is.",
    }
    exceptions_caption { "Chưa giải quyết, cũ nhất ở trên", "Not solved, the oldest first" }
    exception_solved_before(who, at, how, why) {
        "{who} đã giải quyết sai lệch này lúc {at}: “{how}”, lý do “{why}”. Lịch sử của hồ sơ cũng ghi lại.",
        "{who} solved this at {at}: “{how}”, because “{why}”. It stands in the record’s history too.",
    }
    exceptions_none { "Không có sai lệch nào chờ giải quyết", "No exception waits" }
    exceptions_none_text { "Sai lệch được phát hiện khi lập hồ sơ từ danh sách.", "They are found while records are made of lists." }
    exception_what { "Sai lệch", "Exception" }
    exception_person { "Đối tượng", "Person" }
    exception_other { "Hồ sơ kia", "The other record" }
    exception_found { "Phát hiện lúc", "Found" }
    exception_same { "cùng một người", "the same person" }
    exception_elsewhere { "Người ở địa bàn khác", "Somebody of another area" }
    exception_solve { "Ghi cách giải quyết", "Solve" }
    exception_solve_text {
        "Ghi đã kiểm tra gì và kết luận thế nào. Trong lúc chờ, khoản đến sau đang được tạm giữ để không trả hai lần.",
        "Say what was checked and how it is. Meanwhile what came second is held, so that nothing is paid twice.",
    }
    exception_solution { "Kết luận", "How it is" }
    solution_both { "Cả hai đều đúng", "Both stand" }
    solution_both_hint { "Bỏ tạm giữ khoản đến sau; kỳ tới được trả.", "What came second is released, and paid from the next cycle on." }
    solution_ends { "Khoản đến sau không đúng", "The second was not to be" }
    solution_ends_hint { "Thôi hưởng khoản đến sau; không trả theo dòng đó nữa.", "It ends, and nothing is paid by that row any more." }
    solution_first_kept { "Cùng một người: giữ hồ sơ có trước", "One person: the first record is kept" }
    solution_first_kept_hint { "Thôi hưởng khoản đến sau; không trả theo dòng đó nữa.", "The second ends, and nothing is paid by that row any more." }
    solution_second_kept { "Cùng một người: giữ hồ sơ đến sau", "One person: the second record is kept" }
    solution_second_kept_hint {
        "Tháng này hồ sơ có trước còn được trả theo danh sách đã lập; từ tháng sau khoản trùng ở đó thôi hưởng và khoản đến sau được trả. Khoản thuộc chương trình khác không đổi.",
        "This month the first record is still paid by its list; from the next on what both give ends there and the second is paid. What is of another programme stays.",
    }
    exception_wrong_number { "Nếu số ghi sai", "If the number is wrong" }
    exception_correct_number { "Đề nghị sửa số của người này", "Ask for this one’s number to be corrected" }
    solution_elsewhere { "Đã xử lý ở nơi khác", "Put right elsewhere" }
    solution_elsewhere_hint { "Chỉ đóng sai lệch; khoản đang tạm giữ vẫn giữ.", "The exception is closed; what is held stays held." }
    person_exceptions { "Sai lệch chưa giải quyết", "Exceptions to solve" }
    person_exceptions_caption { "Khoản đến sau được tạm giữ cho đến khi giải quyết", "What came second is held until it is solved" }
    person_two_programmes { "Đang hưởng ở nhiều chương trình", "Entitled in several programmes" }
    person_two_programmes_text(programmes) { "Một người hưởng ở hai chương trình khác nhau là hợp lệ: {programmes}.", "One person in two programmes is legal: {programmes}." }
    person_category_code(code, source) { "{code} · {source}", "{code}, {source}" }
    exception_any { "Tất cả", "All" }
    exception_alike { "Hai hồ sơ giống nhau, chưa rõ có phải một người", "Two records that look like one person" }
    exception_not_in_module { "Chưa có trong phân hệ người có công, chờ Sở", "Not in the module of merit: awaits the province" }
    exceptions_of_kind_none { "Không có sai lệch nào thuộc loại này", "No exception of this kind" }
    exceptions_export { "Tải danh sách này (.xlsx)", "Fetch this list (.xlsx)" }
    exception_field { "Thông tin", "Field" }
    exception_first_record { "Hồ sơ có trước", "The first record" }
    exception_second_record { "Hồ sơ đến sau", "The second record" }
    exception_beside { "Hai hồ sơ đặt cạnh nhau; chỗ khác nhau in đậm", "Side by side; what differs stands out" }
    exception_line(category, amount, from, until) { "{category}, mức {amount} (từ {from} đến {until})", "{category}, {amount} (from {from} until {until})" }
    exception_receives { "Đang và đã hưởng", "Receives" }
    exception_entitlements { "Các khoản của người này; khoản đến sau in đậm", "What this person receives; the second stands out" }
    alike_find { "Tìm hồ sơ giống nhau", "Look for records that are alike" }
    alike_find_text {
        "So các hồ sơ chưa gắn với ai trong dữ liệu dân cư, trong một danh sách và giữa các danh sách của địa bàn. Cặp đã giải quyết không hiện lại.",
        "Compares the records that are linked to nobody of the population register, inside a list and between the lists of the area. What was solved does not come back.",
    }
    alike_job_done(compared, pairs, new) {
        "Đã so {compared} hồ sơ chưa gắn: {pairs} cặp giống nhau, trong đó {new} cặp mới.",
        "{compared} records linked to nobody were compared: {pairs} pairs are alike, {new} of them new.",
    }
    alike_solve_text {
        "Hai hồ sơ chưa gắn với ai trong dữ liệu dân cư nhưng kể về một người giống nhau. Xem giấy tờ, hoặc hỏi thôn, rồi kết luận. Không khoản nào bị giữ trong lúc chờ.",
        "Two records that are linked to nobody tell of somebody alike. Look at the papers or ask in the hamlet, then say how it is. Nothing is held meanwhile.",
    }
    alike_different { "Hai người khác nhau", "Two different people" }
    alike_different_hint { "Cả hai hồ sơ giữ nguyên; cặp này không được nêu lại.", "Both records stay, and the pair is not brought up again." }
    alike_same { "Cùng một người: khoản đến sau không đúng", "One person: the second was not to be" }
    alike_same_hint { "Thôi hưởng khoản đến sau; không trả theo dòng đó nữa.", "It ends, and nothing is paid by that row any more." }
    alike_legal { "Cùng một người: các khoản đều hợp lệ", "One person: both are right" }
    alike_legal_hint { "Ví dụ hai chương trình khác nhau. Không khoản nào thay đổi.", "Two programmes, for example. Nothing changes." }
    number_claimed_solve_text {
        "Số định danh của dòng đến sau đang thuộc hồ sơ khác. Xem giấy tờ của cả hai rồi kết luận; số ghi sai thì bấm “Đề nghị sửa số” ở cột của người đó, người khác duyệt xong thì ghi kết luận “Đã xử lý ở nơi khác”.",
        "The number of the second row is held by another record. Look at the papers of both; a wrong number is corrected by the link in that person’s column; once that is approved, say “Put right elsewhere”.",
    }
    province_ask { "Chờ Sở xác nhận người có công", "Ask the province" }
    province_ask_text {
        "Người này chưa có trong phân hệ người có công. Khoản được chọn tạm giữ từ tháng này, hồ sơ vào danh sách chờ Sở cho đến khi ghi trả lời.",
        "The person is not in the module of merit. The entitlement is held from this month on, and waits on the list until the answer is recorded.",
    }
    province_letter { "Văn bản hỏi Sở", "The letter to the province" }
    province_letter_hint { "Số, ngày công văn hoặc danh sách gửi kèm.", "Number and day of the letter, or of the list it goes with." }
    province_entitlement { "Chế độ người có công", "Entitlement" }
    province_none { "Người này không hưởng chế độ người có công nào.", "The person has no entitlement of merit." }
    province_solve_text {
        "Ghi trả lời của Sở, kèm số và ngày văn bản. Trong lúc chờ, khoản này đang được tạm giữ.",
        "Record the province’s answer with number and day of its letter. Meanwhile the entitlement is held.",
    }
    province_found { "Sở xác nhận: có hồ sơ người có công", "The province: the person is of merit" }
    province_found_hint { "Bỏ tạm giữ; kỳ tới được trả, kể cả các tháng đã giữ.", "The hold is released, and the next cycle pays, the held months too." }
    province_not_entitled { "Sở trả lời: không được hưởng", "The province: not entitled" }
    province_not_entitled_hint { "Thôi hưởng khoản này từ tháng này.", "The entitlement ends from this month on." }
    death_undo { "Sửa ghi nhận chết: nhầm người hoặc nhầm ngày", "Correct the recorded death" }
    death_undo_text {
        "Một cán bộ khác duyệt thì các chế độ đã dừng được hưởng tiếp như trước (người còn sống), hoặc đến hết tháng chết đúng. Hãy ghi giấy tờ xác minh.",
        "When another officer approves, what the death had ended goes on as before, or to the end of the right month. Name the paper that proves it.",
    }
    death_undo_proof_hint { "Ví dụ: biên bản xác minh của xã ngày 24/01/2024.", "For example, the commune’s minutes of 24/01/2024." }
    death_right_day { "Ngày chết đúng", "The right day" }
    death_right_day_hint { "Để trống nếu người này còn sống.", "Empty if the person lives." }
    field_death { "Ghi nhận đã chết", "Death" }
    change_alive { "còn sống", "alive" }
    event_death_undone { "Hủy ghi nhận đã chết: được hưởng tiếp", "The death was taken back: payment goes on" }
    event_province_asked { "Hỏi Sở xác nhận người có công", "The province was asked" }
    event_exception_found { "Phát hiện sai lệch", "An exception was found" }
    notice_alive_requested { "Đã gửi đề nghị. Một cán bộ khác sẽ duyệt.", "Asked for. Another officer decides." }
    notice_province_asked { "Đã tạm giữ và đưa vào danh sách chờ Sở.", "It is held, and waits for the province." }
    refused_newer_first {
        "Sau đó hồ sơ còn có thay đổi mới hơn (biến động, ghi nhận chết hoặc sai lệch đã giải quyết). Hãy hủy thay đổi mới hơn trước.",
        "Something newer stands on it: a movement, a death, or a solved exception. Take that back first.",
    }
    refused_no_change { "Hồ sơ đã ghi đúng như vậy, không có gì để sửa.", "The record says so already: there is nothing to correct." }
    refused_death_from_elsewhere {
        "Việc chết không do cán bộ ghi ở trang này. Nếu theo tệp biến động, hãy hủy duyệt biến động đó; nếu theo danh sách hoặc dữ liệu dân cư, hãy sửa ở nơi gửi.",
        "The death was not recorded by hand. If a file of movements told it, take that movement back; if a list or the register did, it is corrected there.",
    }
    exception_how { "Cách giải quyết", "How it was solved" }
    exception_number_claimed { "Số định danh đã thuộc người khác", "The number is held by another person" }
    exception_same_person { "Hai hồ sơ của cùng một người", "Two records of one person" }
    exception_twice { "Hưởng hai lần trong một chương trình", "Twice in one programme" }
    exception_two_communes { "Có tên ở danh sách hai xã", "On the lists of two communes" }
    task_record_exceptions { "hồ sơ sai lệch cần giải quyết", "exceptions to solve" }
    task_changes { "đề nghị sửa chờ bạn duyệt", "corrections wait for your approval" }
    event_enrolled { "Lập hồ sơ từ danh sách", "Enrolled from a list" }
    event_joined { "Thêm chế độ từ danh sách khác", "Another list names the person too" }
    event_changed { "Cập nhật theo danh sách mới", "Changed by a corrected list" }
    event_state { "Đổi trạng thái rà soát", "The state of the review changed" }
    event_change_requested { "Có đề nghị sửa", "A correction was asked for" }
    event_change_approved { "Đề nghị sửa được duyệt", "A correction was approved" }
    event_change_rejected { "Đề nghị sửa không được duyệt", "A correction was rejected" }
    event_held { "Tạm giữ chi trả", "Payment was held" }
    event_released { "Bỏ tạm giữ", "A hold was released" }
    event_movement_asked { "Có biến động theo tệp, chờ duyệt", "A file tells a movement" }
    event_movement_approved { "Biến động được duyệt", "A movement was approved" }
    event_movement_rejected { "Biến động không được duyệt", "A movement was rejected" }
    event_movement_undone { "Hủy duyệt biến động", "An approved movement was taken back" }
    event_exception_solved { "Giải quyết sai lệch", "An exception was solved" }
    event_died { "Ghi nhận đã chết", "A death was recorded" }
    notice_hold_placed { "Đã tạm giữ chi trả.", "Payment is held." }
    notice_hold_released { "Đã bỏ tạm giữ.", "The hold is released." }
    notice_death_recorded { "Đã ghi nhận. Từ tháng sau dừng chi trả.", "The death is recorded. Payment ends with its month." }
    notice_change_requested { "Đã gửi đề nghị. Một cán bộ khác sẽ duyệt.", "The correction is sent. Another officer decides." }
    notice_change_approved { "Đã duyệt; hồ sơ đã đổi.", "Approved; the record is changed." }
    notice_change_rejected { "Đã ghi là không duyệt; hồ sơ giữ nguyên.", "Rejected; the record stays." }
    notice_exception_solved { "Đã ghi cách giải quyết.", "It is solved." }
    refused_enrol_first {
        "Có quyết định mới ở dòng danh sách của người này chưa được đưa vào hồ sơ. Hãy vào Đối chiếu dân cư, bấm “Lập hồ sơ đối tượng”, rồi đối chiếu lại.",
        "A newer decision about this person’s row is not in the record yet. Make the records on the page of matching, then compare again.",
    }
    refused_person_decided {
        "Việc này đã có người quyết định. Hãy tải lại trang để xem kết quả.",
        "Somebody has decided about this already. Reload the page to see how.",
    }
    refused_number_taken {
        "Số này đang thuộc về một đối tượng khác. Hãy kiểm tra lại giấy tờ; nếu hai hồ sơ trùng nhau, xử lý ở mục Sai lệch.",
        "Another person holds this number. Check the papers; two records with one number are settled under Exceptions.",
    }
    refused_own_request {
        "Bạn là người đề nghị sửa nên không tự duyệt được. Hãy nhờ người khác duyệt.",
        "You asked for this correction, so you cannot approve it. Ask somebody else.",
    }
    refused_record_moved {
        "Hồ sơ vừa có thay đổi. Hãy tải lại trang, xem nội dung mới rồi làm lại.",
        "The record has just changed. Reload the page, look at it as it is now, then try again.",
    }
    refused_value { "Nội dung không đúng dạng của mục này. Hãy kiểm tra lại.", "This cannot be a value of the field. Check it." }
    refused_death_day {
        "Ngày chết không thể ở tương lai hoặc trước ngày sinh. Hãy kiểm tra lại giấy báo tử.",
        "The day of death cannot be in the future, nor before the birth. Check the death certificate.",
    }
}

impl T {
    /// Why somebody must look at an entitlement.
    pub(crate) fn work_kind(self, kind: WorkKind) -> &'static str {
        match kind {
            WorkKind::AgeReached => self.work_age(),
            WorkKind::AgePast => self.work_age_past(),
            WorkKind::AgeBelow => self.work_age_below(),
            WorkKind::AmountDiffers => self.work_amount(),
            WorkKind::NoDecision => self.work_decision(),
        }
    }

    /// What that means, and what is to be done.
    pub(crate) fn work_kind_text(self, kind: WorkKind) -> &'static str {
        match kind {
            WorkKind::AgeReached => self.work_age_text(),
            WorkKind::AgePast => self.work_age_past_text(),
            WorkKind::AgeBelow => self.work_age_below_text(),
            WorkKind::AmountDiffers => self.work_amount_text(),
            WorkKind::NoDecision => self.work_decision_text(),
        }
    }

    /// Why a payment is held.
    pub(crate) const fn hold_reason_named(self, one: HoldReason) -> &'static str {
        match one {
            HoldReason::TwiceInProgramme => self.hold_twice(),
            HoldReason::TwoCommunes => self.hold_two_communes(),
            HoldReason::SamePerson => self.hold_same_person(),
            HoldReason::AwaitsProvince => self.hold_awaits_province(),
            HoldReason::NotCollected => self.hold_not_collected(),
            HoldReason::Moved => self.hold_moved(),
            HoldReason::DeathDoubtful => self.hold_death_doubtful(),
            HoldReason::AccountBlocked => self.hold_account_blocked(),
            HoldReason::Other => self.hold_other(),
        }
    }

    /// What happened to a record.
    pub(crate) const fn event_kind(self, one: EventKind) -> &'static str {
        match one {
            EventKind::Enrolled => self.event_enrolled(),
            EventKind::Joined => self.event_joined(),
            EventKind::Changed => self.event_changed(),
            EventKind::State => self.event_state(),
            EventKind::ChangeRequested => self.event_change_requested(),
            EventKind::ChangeApproved => self.event_change_approved(),
            EventKind::ChangeRejected => self.event_change_rejected(),
            EventKind::ProposalDeclined => self.event_proposal_declined(),
            EventKind::DecisionFilled => self.event_decision_filled(),
            EventKind::Held => self.event_held(),
            EventKind::Released => self.event_released(),
            EventKind::Died => self.event_died(),
            EventKind::MovementAsked => self.event_movement_asked(),
            EventKind::MovementApproved => self.event_movement_approved(),
            EventKind::MovementRejected => self.event_movement_rejected(),
            EventKind::MovementUndone => self.event_movement_undone(),
            EventKind::ExceptionFound => self.event_exception_found(),
            EventKind::ExceptionSolved => self.event_exception_solved(),
            EventKind::ExceptionReopened => self.event_exception_reopened(),
            EventKind::DeathUndone => self.event_death_undone(),
            EventKind::ProvinceAsked => self.event_province_asked(),
        }
    }

    /// What contradicts what.
    pub(crate) const fn registry_exception(self, one: ExceptionKind) -> &'static str {
        match one {
            ExceptionKind::NumberClaimed => self.exception_number_claimed(),
            ExceptionKind::SamePerson => self.exception_same_person(),
            ExceptionKind::TwiceInProgramme => self.exception_twice(),
            ExceptionKind::TwoCommunes => self.exception_two_communes(),
            ExceptionKind::Alike => self.exception_alike(),
            ExceptionKind::NotInModule => self.exception_not_in_module(),
        }
    }

    /// How a contradiction is solved, and what that does.
    pub(crate) const fn solution(self, kind: ExceptionKind, one: Solution) -> (&'static str, &'static str) {
        match kind {
            ExceptionKind::Alike => return self.alike_solution(one),
            ExceptionKind::NotInModule => return self.province_solution(one),
            ExceptionKind::NumberClaimed
            | ExceptionKind::SamePerson
            | ExceptionKind::TwiceInProgramme
            | ExceptionKind::TwoCommunes => {}
        }
        let is_of_two = matches!(kind, ExceptionKind::NumberClaimed | ExceptionKind::SamePerson);
        match one {
            Solution::BothStand => (self.solution_both(), self.solution_both_hint()),
            Solution::SecondEnds if is_of_two => (self.solution_first_kept(), self.solution_first_kept_hint()),
            Solution::SecondEnds => (self.solution_ends(), self.solution_ends_hint()),
            Solution::FirstEnds => (self.solution_second_kept(), self.solution_second_kept_hint()),
            Solution::Elsewhere => (self.solution_elsewhere(), self.solution_elsewhere_hint()),
        }
    }

    /// What there is to say of two records that are alike.
    const fn alike_solution(self, one: Solution) -> (&'static str, &'static str) {
        match one {
            Solution::BothStand => (self.alike_different(), self.alike_different_hint()),
            Solution::SecondEnds => (self.alike_same(), self.alike_same_hint()),
            Solution::FirstEnds => (self.solution_second_kept(), self.solution_second_kept_hint()),
            Solution::Elsewhere => (self.alike_legal(), self.alike_legal_hint()),
        }
    }

    /// What the province answers.
    const fn province_solution(self, one: Solution) -> (&'static str, &'static str) {
        match one {
            Solution::BothStand => (self.province_found(), self.province_found_hint()),
            Solution::SecondEnds => (self.province_not_entitled(), self.province_not_entitled_hint()),
            Solution::FirstEnds | Solution::Elsewhere => (self.solution_elsewhere(), self.solution_elsewhere_hint()),
        }
    }

    /// What an exception means, and what is to be done.
    pub(crate) const fn exception_text(self, kind: ExceptionKind) -> &'static str {
        match kind {
            ExceptionKind::Alike => self.alike_solve_text(),
            ExceptionKind::NotInModule => self.province_solve_text(),
            ExceptionKind::NumberClaimed => self.number_claimed_solve_text(),
            ExceptionKind::SamePerson | ExceptionKind::TwiceInProgramme | ExceptionKind::TwoCommunes => {
                self.exception_solve_text()
            }
        }
    }

    /// What is corrected.
    pub(crate) const fn changed_field(self, one: ChangedField) -> &'static str {
        match one {
            ChangedField::FullName => self.field_full_name(),
            ChangedField::Birth => self.field_birth(),
            ChangedField::Sex => self.field_sex(),
            ChangedField::CitizenId => self.field_citizen_id(),
            ChangedField::OldId => self.field_old_id(),
            ChangedField::Phone => self.field_phone(),
            ChangedField::Hamlet => self.field_hamlet(),
            ChangedField::Address => self.field_address(),
            ChangedField::Death => self.field_death(),
        }
    }

    /// How a list's amount stands to the law's.
    pub(crate) const fn amount_check(self, one: AmountCheck) -> &'static str {
        match one {
            AmountCheck::Agrees => self.amount_agrees(),
            AmountCheck::Differs => self.amount_differs(),
            AmountCheck::NotComputed => self.amount_not_computed(),
        }
    }

    /// What happened, then what to do: the room `registry`.
    pub(crate) fn registry_refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::Decided => self.refused_person_decided().to_owned(),
            Refusal::EnrolFirst => self.refused_enrol_first().to_owned(),
            Refusal::ProposalLapsed => self.refused_proposal_lapsed().to_owned(),
            Refusal::RegisterOlder { asked, stands } => {
                self.refused_register_older(self.date(*asked), self.date(*stands))
            }
            Refusal::DecisionStands => self.refused_decision_stands().to_owned(),
            Refusal::NotFound { .. } => self.refused_not_found().to_owned(),
            Refusal::NumberTaken => self.refused_number_taken().to_owned(),
            Refusal::OwnRequest => self.refused_own_request().to_owned(),
            Refusal::OwnApproval => self.refused_own_approval().to_owned(),
            Refusal::SolutionBegun { month } => self.refused_solution_begun(self.month(*month)),
            Refusal::NewerFirst => self.refused_newer_first().to_owned(),
            Refusal::NoChange => self.refused_no_change().to_owned(),
            Refusal::MovementStale => self.refused_movement_stale().to_owned(),
            Refusal::Value { field: "entitlement" } => self.refused_movement_entitlement().to_owned(),
            Refusal::Value { field: "decision_on" } => self.refused_decision_day().to_owned(),
            Refusal::Workbook(_) => self.refused_registry_workbook().to_owned(),
            Refusal::Value { .. } => self.refused_value().to_owned(),
            Refusal::VersionMoved { .. } => self.refused_record_moved().to_owned(),
            Refusal::TextLength { longest, .. } => self.refused_text_length(longest),
            Refusal::DeathDay => self.refused_death_day().to_owned(),
            Refusal::DeathFromElsewhere => self.refused_death_from_elsewhere().to_owned(),
            Refusal::Corrupt { .. } => self.refused_corrupt().to_owned(),
            Refusal::Office(refusal) => self.refusal(refusal),
            Refusal::Db(_) => self.refused_database().to_owned(),
        }
    }
}
