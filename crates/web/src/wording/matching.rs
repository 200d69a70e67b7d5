//! Matching: what an officer reads beside a row and those it could be.

use super::{Language, T, wording};
use matching::{
    BirthLevel, Decided, Field, Millibits, NameLevel, NumberLevel, Obstacle, OldNumberLevel, Outcome, PlaceLevel,
    Refusal, Rule, SexLevel, VillageLevel,
};

wording! {
    matching_title { "Đối chiếu dân cư", "Matching" }
    matching_what { "So từng dòng danh sách với dữ liệu dân cư và quyết định", "Compare rows with the population register and decide" }
    match_caption { "Dòng danh sách", "Rows of lists" }
    match_none { "Không có dòng nào ở đây", "No row here" }
    match_none_text {
        "Không có dòng nào trong địa bàn của bạn ở trạng thái này. Hãy chọn trạng thái khác hoặc đối chiếu lại các tệp.",
        "No row of your area is in this state. Choose another one, or have the files matched again.",
    }
    match_waiting(count) { "{count} dòng chờ quyết định trong địa bàn của bạn.", "{count} rows of your area wait for a decision." }
    match_selected(count, state) { "Đang chọn {count} dòng: {state}.", "{count} rows are selected: {state}." }
    match_selected_many(count, state) { "Đang chọn từ {count} dòng trở lên: {state}.", "{count} rows or more are selected: {state}." }
    match_of_file(name) { "Chỉ dòng của tệp {name}", "Rows of the file {name} alone" }
    match_begin { "Bắt đầu xem xét", "Begin" }
    match_state { "Trạng thái", "State" }
    match_state_waiting { "Chờ quyết định", "Waiting for a decision" }
    match_asked { "Đã hỏi lại xã", "The commune is asked" }
    any_commune { "Mọi xã", "Any commune" }
    match_no_number { "Không có số định danh", "No identity number" }
    match_jobs_title { "Đối chiếu và lập hồ sơ", "Match and enrol" }
    match_jobs_text {
        "Đối chiếu lại không thay quyết định của cán bộ. Lập hồ sơ đưa kết quả mới nhất vào hồ sơ đối tượng.",
        "Matching again changes no officer’s decision. Enrolling takes the newest result over into the records.",
    }
    match_file_button { "Đối chiếu với dữ liệu dân cư", "Compare with the register" }
    match_all_button { "Đối chiếu các tệp", "Match the files" }
    enrol_file_button { "Lập hồ sơ đối tượng", "Make records" }
    enrol_all_button { "Lập, cập nhật hồ sơ đối tượng", "Make or update records" }
    match_candidate(number) { "Trường hợp {number}", "Candidate {number}" }
    share_nearly_all { "trên 99,9", "over 99.9" }
    match_score(share, bits) { "Khả năng {share} %, tổng {bits}", "{share} % likely, {bits} in all" }
    match_rival(bits) { "Chỉ cách {bits}: khó phân biệt", "Only {bits} apart: hard to tell" }
    match_chosen { "Đang được chọn", "Chosen" }
    match_dead { "Dữ liệu dân cư ghi: đã chết", "The register says: dead" }
    match_dead_on(day) { "Dữ liệu dân cư ghi: chết ngày {day}", "The register says: died on {day}" }
    match_nobody { "Không tìm thấy ai giống dòng này", "Nobody is like this row" }
    match_nobody_text {
        "Đã tìm rộng mà không có ai trong dữ liệu dân cư. Hãy hỏi lại xã để kiểm tra giấy tờ, hoặc xác nhận là không tìm thấy.",
        "A wide search found nobody in the register. Ask the commune to check the papers, or confirm that nobody is found.",
    }
    match_compare_caption(number) { "Từng thông tin của dòng bên cạnh trường hợp {number}", "The row beside candidate {number}, field by field" }
    match_column_field { "Thông tin", "Field" }
    match_column_list { "Trong danh sách", "In the list" }
    match_column_register { "Trong dữ liệu dân cư", "In the register" }
    match_column_verdict { "So sánh", "Comparison" }
    match_same { "Giống", "Same" }
    match_near { "Gần giống", "Near" }
    match_different { "Khác", "Different" }
    match_not_compared { "Không so được", "Not compared" }
    match_one_side_silent { "một bên không ghi", "one side is silent" }
    match_covered { "(không hiển thị)", "(not shown)" }
    match_reason_bits(level, bits) { "{level}, {bits}", "{level}: {bits}" }
    match_alive { "Không ghi đã chết", "Not said to be dead" }
    match_before { "Mức ban đầu", "To begin with" }
    match_before_text { "trước khi so, tính theo số người trong dữ liệu", "before anything is compared, by how many people there are" }
    match_tells_apart { "phân biệt", "tells apart" }
    match_twins {
        "Những gì được hiển thị không phân biệt được người này với một trường hợp khác, nên một lần bấm chưa đủ. Hãy xem giấy tờ hoặc hỏi lại xã; nếu đã chắc, ghi căn cứ rồi xác nhận thêm một lần.",
        "Nothing that is shown tells this person from another candidate, so one press is not enough. See the papers or ask the commune; if you are sure, say why and confirm once more.",
    }
    match_confirm_again(number) { "Đã chắc chắn: chọn trường hợp {number}", "I am sure: candidate {number}" }
    match_confirm { "Đúng là người này", "It is this person" }
    match_reject { "Không phải ai trong số này", "None of these" }
    match_ask { "Hỏi lại xã", "Ask the commune" }
    match_skip { "Bỏ qua, xem dòng tiếp", "Skip to the next row" }
    match_otherwise { "Quyết định khác", "Decide otherwise" }
    match_why { "Căn cứ, lý do", "Reason" }
    match_why_hint { "Ví dụ: đã xem sổ hộ khẩu cũ; ghi một lần cho quyết định này.", "For example, seen in the old household book. It goes with the decision." }
    match_keys {
        "Phím tắt: 1–5 chọn trường hợp có ghi số trên nút, 0 không phải ai, H hỏi lại xã, B bỏ qua. Sau mỗi quyết định, dòng chờ tiếp theo tự mở.",
        "Keys: 1–5 confirm a candidate whose button shows the number, 0 none, H ask the commune, B skip. After each decision the next waiting row opens.",
    }
    match_undo_title { "Hủy quyết định của cán bộ", "Take the decision back" }
    match_undo { "Hủy quyết định", "Take back" }
    match_history { "Lịch sử quyết định", "Decisions" }
    match_by_rules(who) { "Hệ thống đối chiếu, theo yêu cầu của {who}", "By the rules, asked for by {who}" }
    match_register(name, model) { "Dữ liệu: {name}; bảng điểm {model}.", "Register: {name}; weights {model}." }
    match_because(why) { "Lý do: {why}.", "Reason: {why}." }
    match_carried(who, when, line, file) {
        "Quyết định được mang sang từ dòng {line} của tệp {file}, nơi dòng này đã có y nguyên: {who} quyết định ngày {when}. Nếu không còn đúng, hãy hủy quyết định ở cuối trang.",
        "Carried over from line {line} of {file}, which had this row word for word: decided by {who} on {when}. If it no longer holds, take it back at the end of the page.",
    }
    match_not_carried(who, when, line, file) {
        "{who} đã quyết định dòng này ngày {when}, ở dòng {line} của tệp {file}, nhưng quyết định đó không được mang sang.",
        "{who} decided on this row on {when}, in line {line} of {file}; that decision is not carried over.",
    }
    match_late_decided(service, asked, came) {
        "{service} được hỏi lúc {asked} và trả lời lúc {came}, sau khi dòng này đã được đối chiếu hoặc quyết định. Trả lời được giữ làm căn cứ, không thay kết quả mới hơn.",
        "{service} was asked on {asked} and answered on {came}, after this row had been matched or decided on. The answer is kept as evidence and changes nothing that is newer.",
    }
    match_late_changed(service, asked, came) {
        "{service} được hỏi lúc {asked} và trả lời lúc {came}, nhưng dòng này đã sửa sau khi hỏi. Trả lời được giữ làm căn cứ, không tự áp dụng.",
        "{service} was asked on {asked} and answered on {came}, but the row was corrected since. The answer is kept as evidence and is not applied.",
    }
    match_late_person(name, birth, number, outcome) {
        "Trả lời nêu: {name}, sinh {birth}, số {number}. Theo quy tắc là “{outcome}”.",
        "It names {name}, born {birth}, number {number}. By the rules: “{outcome}”.",
    }
    match_late_nobody { "Trả lời: không tìm thấy ai.", "It says that nobody was found." }
    match_superseded(line, file) {
        "Dòng này có lại y nguyên ở dòng {line} của tệp {file} gửi sau. Hãy quyết định ở đó.",
        "This row came in again, word for word, in line {line} of {file}, a newer file. Decide on it there.",
    }
    match_superseded_open { "Mở dòng ở tệp mới hơn", "Open the row of the newer file" }
    match_rule_carried(rule) { "{rule}, mang sang từ tệp trước", "{rule}, carried over from an earlier file" }
    match_rule_not_carried(rule) { "{rule}; quyết định ở tệp trước không được mang sang", "{rule}; the decision of an earlier file is not carried over" }
    match_job_carried(count) {
        "Trong đó {count} dòng lấy quyết định của cán bộ từ dòng y nguyên ở tệp trước.",
        "{count} of them take an officer’s decision over from the same row of an earlier file.",
    }
    not_carried_gone {
        "Dữ liệu dân cư mới không còn người đã chọn, hoặc người đó không còn giống dòng này. Hãy xem lại.",
        "The newer register no longer has the person, or they are no longer like the row. Look again.",
    }
    not_carried_dead {
        "Dữ liệu dân cư mới ghi người đã chọn đã chết. Hãy xem lại.",
        "The newer register says that the person died. Look again.",
    }
    not_carried_changed {
        "Dữ liệu dân cư mới ghi khác về người đã xem khi quyết định. Hãy xem lại.",
        "The newer register says something else of the person who was looked at. Look again.",
    }
    not_carried_others {
        "Dữ liệu dân cư mới có người khác cũng có thể là dòng này. Hãy xem lại.",
        "The newer register has somebody else who could be meant. Look again.",
    }
    match_look_at_last(name) { "Vừa quyết định: {name}. Xem lại dòng này", "Decided just now: {name}. Back to the row" }
    task_waiting_rows { "dòng chờ quyết định đối chiếu", "rows wait for your decision" }
    notice_row_decided { "Đã ghi quyết định. Đây là dòng tiếp theo.", "The decision is recorded. This is the next row." }
    notice_rows_all_decided { "Đã ghi quyết định. Không còn dòng nào chờ trong phần đang xem.", "The decision is recorded. No row waits any more in this selection." }
    notice_decision_undone { "Đã hủy quyết định; kết quả đối chiếu trước đó có hiệu lực lại.", "The decision is taken back; what the rules had said holds again." }

    registers_title { "Dữ liệu dân cư", "Population registers" }
    registers_what { "Các bản dữ liệu dân cư dùng để đối chiếu", "The population registers lists are compared with" }
    registers_lead {
        "Danh sách được đối chiếu với bản mới nhất. Bản cũ được giữ để giải thích các quyết định đã ghi.",
        "Lists are compared with the newest one. Older ones stay, for the decisions that name them.",
    }
    registers_caption { "Các bản đang có, mới nhất ở trên", "Registers at hand, the newest first" }
    registers_none { "Chưa có bản dữ liệu dân cư nào", "No register yet" }
    registers_none_text {
        "Gửi tệp do cơ quan dân cư cung cấp, hoặc nhờ người quản trị chạy lệnh ansinh register build trên máy chủ.",
        "Send the file of the population office, or have the administrator run ansinh register build on the server.",
    }
    register_name { "Bản dữ liệu", "Register" }
    register_taken_on { "Ngày kết xuất", "Taken on" }
    register_people { "Số người", "People" }
    register_people_unknown { "Sẽ rõ khi đối chiếu", "Known once it is asked" }
    register_use { "Sử dụng", "Use" }
    register_in_use { "Đang dùng", "In use" }
    register_older { "Bản cũ", "Older" }
    register_send_title { "Thêm bản dữ liệu mới", "Add a register" }
    register_send { "Gửi bản dữ liệu", "Send the register" }
    register_choose { "Chọn tệp dữ liệu dân cư", "Choose the register’s file" }
    register_choose_hint {
        "CSV UTF-8 hoặc tệp chỉ mục .reg, tối đa 1 GB.",
        "CSV in UTF-8, or an index file .reg, up to 1 GB.",
    }
    job_request_unreadable {
        "Yêu cầu này do một bản chương trình khác ghi, không đọc được. Hãy yêu cầu lại việc.",
        "The request was written by another version of the program and cannot be read. Ask for it again.",
    }
    job_worker_died {
        "Chương trình dừng giữa chừng nhiều lần khi đang làm việc này. Hãy báo quản trị hệ thống trước khi yêu cầu lại.",
        "The program stopped several times while at this job. Tell your administrator before asking for it again.",
    }
    job_panicked {
        "Chương trình gặp lỗi khi làm việc này; không có gì bị ghi dở. Hãy báo quản trị hệ thống kèm giờ kết thúc.",
        "The program failed at this job; nothing was left half written. Tell your administrator, with the time at which it ended.",
    }
    job_other_fault(detail) {
        "Việc không làm xong được; không có gì bị ghi dở. Hãy báo quản trị hệ thống kèm dòng này: “{detail}”.",
        "It could not be finished; nothing was left half written. Tell your administrator, with this line: “{detail}”.",
    }
    job_no_register {
        "Chưa có bản dữ liệu dân cư nào để đối chiếu. Hãy thêm ở mục Dữ liệu dân cư rồi làm lại.",
        "There is no population register to compare with. Add one under Population registers, then try again.",
    }
    job_register_folder {
        "Không dùng được thư mục dữ liệu dân cư trên máy chủ. Hãy báo quản trị hệ thống.",
        "The server’s folder of registers cannot be used. Tell the administrator.",
    }
    job_index_unreadable {
        "Tệp chỉ mục dữ liệu dân cư bị hỏng hoặc do phiên bản khác lập. Hãy gửi lại bản dữ liệu.",
        "The index is damaged or of another version. Send the register again.",
    }
    job_register_unreadable {
        "Tệp không phải bản dữ liệu dân cư: cần CSV UTF-8 có cột mã và họ tên. Hãy kiểm tra rồi gửi lại.",
        "The file is no population register: it has to be CSV in UTF-8 with an id and a name. Check it and send it again.",
    }
    match_job_done(rows, verified, mismatch, pending, not_found, kept) {
        "Đã đối chiếu {rows} dòng: đã xác thực {verified}, lệch thông tin {mismatch}, chờ xác thực {pending}, không tìm thấy {not_found}; giữ nguyên {kept}.",
        "{rows} rows were compared: verified {verified}, mismatch {mismatch}, pending {pending}, not found {not_found}; kept as they were {kept}.",
    }
    match_job_open { "Xem các dòng chờ quyết định", "See the rows that wait" }
    load_job_done(people) { "Đã đưa vào dùng bản dữ liệu {people} người.", "A register of {people} people is in use." }
    enrol_job_done(persons, joined, changed, unchanged, exceptions) {
        "Hồ sơ mới {persons}, thêm chế độ {joined}, cập nhật {changed}, không đổi {unchanged}; sai lệch cần xử lý {exceptions}.",
        "New records {persons}, entitlements added {joined}, updated {changed}, unchanged {unchanged}; exceptions to solve {exceptions}.",
    }
    enrol_job_open { "Xem hồ sơ đối tượng", "See the records" }

    rule_number_name_birth { "số định danh, họ tên, ngày sinh đều khớp", "number, name and date agree" }
    rule_number_close { "cùng số định danh, thông tin khác gần giống", "same number, the rest is close" }
    rule_person_dead { "khớp, nhưng người này đã chết", "all agrees, but the person died" }
    rule_number_doubtful { "cùng số định danh nhưng họ tên, ngày sinh đều khác", "same number, but neither name nor date" }
    rule_number_incomplete { "cùng số định danh, danh sách ghi thiếu thông tin", "same number, the row says too little" }
    rule_rivals { "có nhiều người gần giống như nhau", "several people are nearly as likely" }
    rule_without_number { "có người gần giống, không có số định danh chứng minh", "there is likeness, no number proves it" }
    rule_nothing_found { "không có ai giống", "nobody is like it" }
    rule_confirmed { "cán bộ xác nhận đúng người", "an officer confirmed the person" }
    rule_rejected { "cán bộ xác nhận không phải ai trong số gợi ý", "an officer found it is none of them" }
    rule_asked { "đã gửi rà soát, chưa có trả lời", "sent to the population database, not answered yet" }
    rule_commune_asked { "đã hỏi lại xã", "the commune is asked" }

    match_differs_column { "Thông tin lệch", "Fields that differ" }
    match_field_full_name { "Họ và tên", "Full name" }
    match_field_birth { "Ngày sinh", "Date of birth" }
    match_field_sex { "Giới tính", "Sex" }
    match_field_citizen_id { "Số định danh", "Citizen number" }
    match_field_old_id { "Số CMND", "Old number" }
    match_field_commune { "Xã, phường", "Commune" }
    match_field_village { "Thôn, tổ", "Hamlet" }
    match_field_status { "Tình trạng", "Alive or dead" }

    name_same { "họ tên: giống", "name: the same" }
    name_unmarked { "họ tên: giống khi bỏ dấu", "name: the same without marks" }
    name_marks { "họ tên: khác dấu", "name: other marks" }
    name_dialect { "họ tên: giống theo cách đọc địa phương", "name: the same by ear" }
    name_order { "họ tên: đảo thứ tự chữ", "name: words in another order" }
    name_slip { "họ tên: sai một chữ cái", "name: one slip" }
    name_part { "họ tên: thiếu chữ đệm", "name: a part is missing" }
    name_alias { "họ tên: trùng tên gọi khác", "name: the other name" }
    name_ends { "họ tên: chỉ giống họ và tên gọi", "name: family and given name alone" }
    name_given { "họ tên: chỉ giống tên gọi", "name: the given name alone" }
    name_different { "họ tên: khác", "name: different" }
    birth_same { "ngày sinh: giống", "date: the same" }
    birth_same_new_year { "ngày sinh: cùng 01/01, thường là không rõ ngày", "date: the same 1 January, which often means unknown" }
    birth_same_year { "ngày sinh: cùng năm, hai bên chỉ ghi năm", "date: the same year, no more is known" }
    birth_year_only { "ngày sinh: cùng năm, một bên chỉ ghi năm", "date: the same year, one side knows no more" }
    birth_new_year { "ngày sinh: cùng năm, một bên ghi 01/01", "date: the same year, one side says 1 January" }
    birth_swapped { "ngày sinh: đảo ngày và tháng", "date: day and month exchanged" }
    birth_slip { "ngày sinh: sai một phần", "date: one part differs" }
    birth_year_slip { "ngày sinh: lệch một năm, cùng ngày tháng", "date: a year apart, the day the same" }
    birth_zodiac { "ngày sinh: lệch một vòng 12 năm", "date: twelve years apart" }
    birth_lunar { "ngày sinh: lệch như âm lịch với dương lịch", "date: as far apart as the lunar calendar" }
    birth_year { "ngày sinh: cùng năm, khác ngày", "date: another day of the year" }
    birth_near_year { "ngày sinh: lệch một năm", "date: a year apart" }
    birth_different { "ngày sinh: khác", "date: different" }
    sex_same { "giới tính: giống", "sex: the same" }
    sex_different { "giới tính: khác", "sex: different" }
    number_same { "số định danh: trùng cả 12 số", "number: all twelve digits" }
    number_repaired { "số định danh: trùng sau khi thêm số 0 bị mất", "number: the same once lost zeros are back" }
    number_transposed { "số định danh: đảo hai số liền nhau", "number: two digits exchanged" }
    number_one_digit { "số định danh: khác một số", "number: one digit differs" }
    number_different { "số định danh: khác", "number: different" }
    old_number_same { "số CMND: trùng cả 9 số", "old number: all nine digits" }
    old_number_repaired { "số CMND: trùng sau khi thêm số 0 bị mất", "old number: the same once lost zeros are back" }
    old_number_transposed { "số CMND: đảo hai số liền nhau", "old number: two digits exchanged" }
    old_number_one_digit { "số CMND: khác một số", "old number: one digit differs" }
    old_number_different { "số CMND: khác", "old number: different" }
    same_commune { "xã: giống", "commune: the same" }
    other_commune { "xã: khác xã, cùng tỉnh", "commune: another of the province" }
    other_province { "xã: khác tỉnh", "commune: elsewhere" }
    village_same { "thôn: giống", "hamlet: the same" }
    village_different { "thôn: khác", "hamlet: another" }
    level_missing { "một bên không ghi", "one side is silent" }

    outcome_not_sent { "Chưa gửi rà soát", "Not sent for review" }
    outcome_pending { "Chờ xác thực", "Awaiting verification" }
    outcome_verified { "Đã xác thực", "Verified" }
    outcome_mismatch { "Lệch thông tin", "Mismatch" }
    outcome_not_found { "Không tìm thấy thông tin", "Not found" }

    refused_not_a_candidate {
        "Người này không còn trong các trường hợp được gợi ý cho dòng đó. Hãy tải lại trang rồi chọn lại.",
        "This person is no longer among those proposed for the row. Reload the page and choose again.",
    }
    refused_row_not_sent {
        "Dòng này chưa được đối chiếu với dữ liệu dân cư nên chưa có gì để quyết định. Hãy đối chiếu tệp trước.",
        "This row was never compared with the population register. Have the file matched first.",
    }
    refused_row_settled(outcome) {
        "Dòng này đang là “{outcome}”. Muốn quyết định khác, hãy hủy quyết định cũ trước.",
        "This row is “{outcome}”. Take the earlier decision back before you decide otherwise.",
    }
    refused_row_superseded {
        "Dòng này có lại y nguyên trong một tệp gửi sau. Hãy quyết định ở dòng của tệp mới hơn.",
        "This row came in again in a newer file. Decide on the row of that file.",
    }
    refused_nothing_to_undo {
        "Kết quả đang có do hệ thống đối chiếu, chưa ai quyết định nên không có gì để hủy.",
        "What holds was found by the rules; nobody has decided, so there is nothing to take back.",
    }
    refused_decision_moved {
        "Người khác vừa quyết định dòng này. Hãy xem quyết định mới trong phần lịch sử bên dưới.",
        "Somebody has just decided on this row. See the new decision in the history below.",
    }
}

impl T {
    /// A state of the review.
    pub(crate) const fn outcome(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::NotSent => self.outcome_not_sent(),
            Outcome::Pending => self.outcome_pending(),
            Outcome::Verified => self.outcome_verified(),
            Outcome::Mismatch => self.outcome_mismatch(),
            Outcome::NotFound => self.outcome_not_found(),
        }
    }

    /// Why a row is in its state.
    pub(crate) const fn match_rule(self, rule: Rule) -> &'static str {
        match rule {
            Rule::NumberNameBirth => self.rule_number_name_birth(),
            Rule::NumberClose => self.rule_number_close(),
            Rule::PersonDead => self.rule_person_dead(),
            Rule::NumberDoubtful => self.rule_number_doubtful(),
            Rule::NumberIncomplete => self.rule_number_incomplete(),
            Rule::Rivals => self.rule_rivals(),
            Rule::WithoutNumber => self.rule_without_number(),
            Rule::NothingFound => self.rule_nothing_found(),
            Rule::Asked => self.rule_asked(),
            Rule::Confirmed => self.rule_confirmed(),
            Rule::Rejected => self.rule_rejected(),
            Rule::CommuneAsked => self.rule_commune_asked(),
        }
    }

    /// Why a row is in its state, and whether what an officer said of it in an earlier file counts.
    pub(crate) fn match_decided(self, decided: &Decided) -> String {
        let rule = self.match_rule(decided.rule);
        match decided.origin.map(|origin| origin.obstacle) {
            None => rule.to_owned(),
            Some(None) => self.match_rule_carried(rule),
            Some(Some(_)) => self.match_rule_not_carried(rule),
        }
    }

    /// Why an officer's decision is not carried over.
    pub(crate) const fn match_obstacle(self, obstacle: Obstacle) -> &'static str {
        match obstacle {
            Obstacle::Gone => self.not_carried_gone(),
            Obstacle::Dead => self.not_carried_dead(),
            Obstacle::Changed => self.not_carried_changed(),
            Obstacle::Others => self.not_carried_others(),
        }
    }

    /// A field that is compared.
    pub(crate) const fn match_field(self, field: Field) -> &'static str {
        match field {
            Field::FullName => self.match_field_full_name(),
            Field::Birth => self.match_field_birth(),
            Field::Sex => self.match_field_sex(),
            Field::CitizenId => self.match_field_citizen_id(),
            Field::OldId => self.match_field_old_id(),
            Field::Commune => self.match_field_commune(),
            Field::Village => self.match_field_village(),
            Field::Status => self.match_field_status(),
        }
    }

    /// How well a field agrees, by the word a reason is kept with; a word of another version as it is.
    pub(crate) fn match_level(self, field: Field, key: &str) -> String {
        let said = match field {
            Field::FullName => {
                NameLevel::ALL.iter().find(|level| level.key() == key).map(|level| self.name_level(*level))
            }
            Field::Birth => {
                BirthLevel::ALL.iter().find(|level| level.key() == key).map(|level| self.birth_level(*level))
            }
            Field::Sex => SexLevel::ALL.iter().find(|level| level.key() == key).map(|level| self.sex_level(*level)),
            Field::CitizenId => {
                NumberLevel::ALL.iter().find(|level| level.key() == key).map(|level| self.number_level(*level))
            }
            Field::OldId => {
                OldNumberLevel::ALL.iter().find(|level| level.key() == key).map(|level| self.old_number_level(*level))
            }
            Field::Commune => {
                PlaceLevel::ALL.iter().find(|level| level.key() == key).map(|level| self.commune_level(*level))
            }
            Field::Village => {
                VillageLevel::ALL.iter().find(|level| level.key() == key).map(|level| self.village_level(*level))
            }
            Field::Status => None,
        };
        said.unwrap_or(key).to_owned()
    }

    /// `+6,1 điểm`: a point is a bit of evidence.
    pub(crate) fn bits(self, bits: Millibits) -> String {
        match self.0 {
            Language::Vietnamese => format!("{} điểm", bits.to_string().replace('.', ",")),
            Language::English => format!("{bits} bits"),
        }
    }

    /// A share of a million in percent: `97,3`. Nobody is certain: what would round to a hundred is over 99,9.
    pub(crate) fn share(self, millionths: i64) -> String {
        if millionths >= 999_500 {
            return self.share_nearly_all().to_owned();
        }
        let tenths = (millionths + 500) / 1000;
        let comma = if self.0 == Language::Vietnamese { ',' } else { '.' };
        format!("{}{comma}{}", tenths / 10, tenths % 10)
    }

    const fn name_level(self, level: NameLevel) -> &'static str {
        match level {
            NameLevel::Same => self.name_same(),
            NameLevel::Unmarked => self.name_unmarked(),
            NameLevel::Marks => self.name_marks(),
            NameLevel::Dialect => self.name_dialect(),
            NameLevel::Order => self.name_order(),
            NameLevel::Slip => self.name_slip(),
            NameLevel::Part => self.name_part(),
            NameLevel::Alias => self.name_alias(),
            NameLevel::Ends => self.name_ends(),
            NameLevel::Given => self.name_given(),
            NameLevel::Different => self.name_different(),
        }
    }

    const fn birth_level(self, level: BirthLevel) -> &'static str {
        match level {
            BirthLevel::Same => self.birth_same(),
            BirthLevel::SameNewYear => self.birth_same_new_year(),
            BirthLevel::SameYear => self.birth_same_year(),
            BirthLevel::YearOnly => self.birth_year_only(),
            BirthLevel::NewYear => self.birth_new_year(),
            BirthLevel::Swapped => self.birth_swapped(),
            BirthLevel::Slip => self.birth_slip(),
            BirthLevel::YearSlip => self.birth_year_slip(),
            BirthLevel::Zodiac => self.birth_zodiac(),
            BirthLevel::Lunar => self.birth_lunar(),
            BirthLevel::Year => self.birth_year(),
            BirthLevel::NearYear => self.birth_near_year(),
            BirthLevel::Different => self.birth_different(),
            BirthLevel::Missing => self.level_missing(),
        }
    }

    const fn sex_level(self, level: SexLevel) -> &'static str {
        match level {
            SexLevel::Same => self.sex_same(),
            SexLevel::Different => self.sex_different(),
            SexLevel::Missing => self.level_missing(),
        }
    }

    const fn number_level(self, level: NumberLevel) -> &'static str {
        match level {
            NumberLevel::Same => self.number_same(),
            NumberLevel::Repaired => self.number_repaired(),
            NumberLevel::Transposed => self.number_transposed(),
            NumberLevel::OneDigit => self.number_one_digit(),
            NumberLevel::Different => self.number_different(),
            NumberLevel::Missing => self.level_missing(),
        }
    }

    const fn old_number_level(self, level: OldNumberLevel) -> &'static str {
        match level {
            OldNumberLevel::Same => self.old_number_same(),
            OldNumberLevel::Repaired => self.old_number_repaired(),
            OldNumberLevel::Transposed => self.old_number_transposed(),
            OldNumberLevel::OneDigit => self.old_number_one_digit(),
            OldNumberLevel::Different => self.old_number_different(),
            OldNumberLevel::Missing => self.level_missing(),
        }
    }

    const fn commune_level(self, level: PlaceLevel) -> &'static str {
        match level {
            PlaceLevel::Same => self.same_commune(),
            PlaceLevel::Province => self.other_commune(),
            PlaceLevel::Different => self.other_province(),
            PlaceLevel::Missing => self.level_missing(),
        }
    }

    const fn village_level(self, level: VillageLevel) -> &'static str {
        match level {
            VillageLevel::Same => self.village_same(),
            VillageLevel::Different => self.village_different(),
            VillageLevel::Missing => self.level_missing(),
        }
    }

    /// What happened, then what to do: the room `matching`.
    pub(crate) fn matching_refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::NotACandidate { .. } => self.refused_not_a_candidate().to_owned(),
            Refusal::NotSent => self.refused_row_not_sent().to_owned(),
            Refusal::Settled { outcome } => self.refused_row_settled(self.outcome(*outcome)),
            Refusal::Superseded { .. } => self.refused_row_superseded().to_owned(),
            Refusal::NothingToUndo => self.refused_nothing_to_undo().to_owned(),
            Refusal::VersionMoved { .. } => self.refused_decision_moved().to_owned(),
            Refusal::Corrupt { .. } => self.refused_corrupt().to_owned(),
            Refusal::Office(refusal) => self.refusal(refusal),
            Refusal::Db(_) => self.refused_database().to_owned(),
        }
    }
}
