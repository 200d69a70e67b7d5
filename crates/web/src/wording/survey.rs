//! The words of the room `survey`: visits, groups, ways of receiving, minutes, papers.

use super::{Language, T, wording};
use sources::FileFault;
use survey::{
    AnswerFault, AuthorisationFault, AuthorisationKind, AuthorisationState, CampaignPoint, ForceMajeure, Group, Method,
    Outcome, Refusal, ResultFault, Signer, VisitFault,
};

wording! {
    method_own_account { "Tài khoản chính chủ", "Own account" }
    method_wallet { "Ví điện tử", "E-wallet" }
    method_mobile_money { "Tiền di động (Mobile Money)", "Mobile money" }
    method_proxy_account { "Tài khoản của người được ủy quyền", "A proxy’s account" }
    method_proxy_cash { "Người được ủy quyền nhận tiền mặt", "Cash to a proxy" }
    method_guardian { "Người giám hộ nhận", "A guardian" }
    method_cash_point { "Tiền mặt tại điểm chi trả", "Cash at the pay point" }
    method_cash_home { "Tiền mặt tại nhà", "Cash at home" }

    group_1 { "Nhóm 1", "Group 1" }
    group_2 { "Nhóm 2", "Group 2" }
    group_3 { "Nhóm 3", "Group 3" }
    group_4 { "Nhóm 4", "Group 4" }
    group_1_meaning { "đã có tài khoản và đã đăng ký nhận trợ cấp qua tài khoản; xác nhận lại", "has an account and receives by it; confirm it" }
    group_2_meaning {
        "đã có tài khoản nhưng chưa đăng ký; vận động đăng ký, nếu không đồng ý thì lập biên bản có lý do và chữ ký của ba bên",
        "has an account and has not registered it; persuade, or write minutes with the reason and three signatures",
    }
    group_3_meaning {
        "lúc khảo sát chưa có tài khoản; vận động mở tài khoản, hoặc ủy quyền cho người khác nhận thay",
        "had no account at the visit; persuade to open one, or to authorise somebody else",
    }
    group_4_meaning {
        "bất khả kháng: già yếu, không đi lại được, không có người để ủy quyền; chi trả tại nhà",
        "force majeure: frail, cannot travel, nobody to authorise; paid at home",
    }
    majeure_frail { "Già yếu", "Old and frail" }
    majeure_cannot_travel { "Không có khả năng đi lại", "Cannot travel" }
    majeure_nobody { "Không có người để ủy quyền nhận thay", "Has nobody to authorise" }

    outcome_chose { "Đã chọn cách nhận", "Chose a way" }
    outcome_refused { "Không đồng ý đăng ký tài khoản", "Does not register the account" }
    outcome_undecided { "Còn suy nghĩ", "Thinks it over" }
    outcome_absent { "Vắng nhà", "Absent" }
    outcome_moved { "Đã chuyển đi nơi khác", "Lives elsewhere now" }
    outcome_deceased { "Gia đình hoặc hàng xóm báo đã chết", "Said to have died" }
    outcome_chose_hint { "Trả lời các câu hỏi và chọn cách nhận ở cuối phiếu.", "Answer the questions and choose a way below." }
    outcome_refused_hint { "Chỉ với người có tài khoản mà chưa đăng ký (nhóm 2). Phải lập biên bản.", "Only of who has an account and has not registered it (group 2). Minutes are written." }
    outcome_undecided_hint { "Trả lời các câu hỏi; sẽ thăm lại.", "Answer the questions; another visit follows." }
    outcome_absent_hint { "Không hỏi được ai; sẽ thăm lại.", "Nobody answered; another visit follows." }
    outcome_moved_hint { "Không cần trả lời các câu hỏi.", "No questions." }
    outcome_deceased_hint { "Không cần trả lời các câu hỏi. Ghi giảm khi có giấy báo tử.", "No questions. The death is recorded by its certificate." }

    point_policy { "Chủ trương của Đảng, chính sách của Nhà nước về chi trả qua tài khoản", "The policy of paying by account" }
    point_access { "Thuận tiện, không để ai bị bỏ lại phía sau", "Easy to receive, nobody is left behind" }
    point_protection { "Phòng ngừa tội phạm, trục lợi; chi đúng người, nhanh chóng", "Protection from crime; the right person, quickly" }

    signer_police { "Công an cấp xã", "Commune police" }
    signer_officer { "Công chức văn hóa - xã hội", "Culture and social officer" }
    signer_beneficiary { "Người hưởng trợ cấp", "The beneficiary" }

    visits_title { "Thăm hộ, khảo sát", "Home visits" }
    visits_what { "Thăm từng hộ, ghi cách nhận trợ cấp", "Visit each person, note how they receive" }
    visits_lead { "Số người đã thăm và phân nhóm theo xã. Bấm vào tên xã để xem từng người.", "How far each commune is. Open a commune to see its people." }
    visits_caption { "Tiến độ khảo sát theo xã", "Progress by commune" }
    visits_people { "Đối tượng", "Persons" }
    visits_visited { "Đã thăm", "Visited" }
    visits_left { "Chưa thăm", "Not visited" }
    visits_group_short(number) { "Nhóm {number}", "Group {number}" }
    visits_minutes_open { "Biên bản thiếu chữ ký", "Minutes not closed" }
    visits_authorised { "Có giấy ủy quyền, giám hộ còn hiệu lực", "With a paper in force" }
    visits_of(visited, people) { "{visited} trên {people} người", "{visited} of {people}" }
    visits_progress { "Tiến độ của xã", "The commune’s progress" }
    visits_nobody { "Chưa có đối tượng nào trong địa bàn", "Nobody in your area yet" }
    visits_nobody_text { "Khi danh sách của các cơ quan đã đối chiếu và ghi vào hồ sơ, đối tượng sẽ hiện ở đây.", "Once the agencies’ files are matched and enrolled, their people stand here." }
    visits_whom { "Xem", "Show" }
    visits_everybody { "Tất cả", "Everybody" }
    visits_not_visited { "Chưa thăm lần nào", "Never visited" }
    visits_again { "Cần thăm lại", "To be visited again" }
    visits_people_caption { "Đối tượng, xếp theo thôn rồi theo tên", "Persons, by hamlet and name" }
    visits_where { "Nơi ở", "Lives in" }
    visits_phone { "Điện thoại", "Phone" }
    visits_last { "Lần thăm gần nhất", "Last visit" }
    visits_never { "Chưa thăm", "Not visited" }
    visits_group { "Nhóm", "Group" }
    visits_group_and_choice { "Nhóm, cách nhận", "Group and choice" }
    visits_none_found { "Không còn ai trong mục này", "Nobody here" }
    visits_none_found_text { "Hãy chọn “Tất cả” để xem cả xã.", "Choose “Everybody” to see the whole commune." }
    visits_no_answer_yet { "Chưa khảo sát", "Not asked yet" }
    visits_not_chosen { "Chưa chọn", "Not chosen yet" }
    visits_force_majeure { "Lý do bất khả kháng", "Force majeure" }
    visits_history { "Các lần thăm", "Visits" }
    visits_history_none { "Chưa thăm lần nào.", "No visit yet." }

    visit_record { "Ghi kết quả thăm hộ", "Record a visit" }
    visit_new_title { "Phiếu khảo sát tại hộ", "Survey at the door" }
    visit_groups_help { "Bốn nhóm đối tượng", "The four groups" }
    visit_day { "Ngày thăm", "Day of the visit" }
    visit_campaign { "Đã tuyên truyền", "Explained" }
    visit_campaign_hint { "Bỏ dấu ở nội dung chưa nói được.", "Untick what was not explained." }
    visit_what_came { "Kết quả lần thăm", "What came of it" }
    visit_outcome_missing { "Hãy chọn kết quả lần thăm.", "Choose what came of the visit." }
    visit_questions_lead(basis) { "Căn cứ: {basis}. Nếu không gặp được người trả lời, để trống phần này.", "Basis: {basis}. Leave this part empty if nobody answered." }
    visit_asked_when(question, answer) { "Chỉ hỏi khi trả lời “{answer}” ở câu: {question}", "Only after “{answer}” to: {question}" }
    visit_no_answer { "Không trả lời, không có", "None, no answer" }
    visit_no_questions { "Chưa có bộ câu hỏi cho ngày này.", "There is no question set for that day." }
    visit_choice_title { "Cách nhận trợ cấp đã chọn", "The chosen way" }
    visit_method { "Nhận bằng", "Received by" }
    visit_method_hint { "Chỉ ghi khi người hưởng đã chọn. Nhóm 1 nhận qua tài khoản; nhóm 4 nhận tiền mặt tại nhà.", "Only once the person has chosen. Group 1 receives to an account, group 4 in cash at home." }
    visit_minutes_title { "Biên bản không đồng ý", "Minutes of a refusal" }
    visit_minutes_lead { "Chỉ ghi khi kết quả là “Không đồng ý đăng ký tài khoản”. Chữ ký còn thiếu có thể bổ sung sau.", "Only for a refusal. Missing signatures can follow later." }
    visit_save { "Lưu kết quả thăm hộ", "Save the visit" }

    forms_title { "Phiếu khảo sát bằng Excel", "The survey as a workbook" }
    forms_lead {
        "Tải mẫu đã ghi sẵn tên, điền khi đi thăm hoặc sau khi về, rồi gửi lại một lần cho cả xã.",
        "Download the form with the names in it, fill it in at the door or afterwards, and send it back for the whole commune.",
    }
    forms_blank_title { "Tải mẫu", "Download the form" }
    forms_blank_text {
        "Mẫu có sẵn họ tên, ngày sinh, số định danh, địa chỉ và điều đã biết của từng người; trang thứ hai là cách ghi từng cột. Trong mẫu có dữ liệu cá nhân: chỉ lưu trên máy của cơ quan. Mỗi lần tải được ghi vào nhật ký.",
        "It holds each person’s name, birth, number, address and what is known; its second sheet says how each column is written. It is personal data: keep it on the office’s machines. Each download is recorded.",
    }
    forms_blank_waiting { "Mẫu cho người chưa thăm và cần thăm lại", "For those to be visited, or visited again" }
    forms_blank_everybody { "Mẫu cho cả xã", "For the whole commune" }
    forms_send_title { "Gửi phiếu đã điền", "Send the filled form" }
    forms_send_text {
        "Người chưa thăm thì để trống dòng. Dòng nào ghi chưa đúng sẽ được trả lại kèm lý do; các dòng đúng vẫn được ghi.",
        "Leave the lines of those not visited yet empty. Lines that are not right come back with the reason; the others are kept.",
    }
    forms_choose { "Chọn phiếu đã điền", "Choose the filled form" }
    forms_choose_hint { "Excel (.xlsx) hoặc CSV, tối đa 10 MB.", "Excel (.xlsx) or CSV, up to 10 MB." }
    forms_send { "Gửi phiếu", "Send the form" }
    forms_file_missing { "Hãy chọn phiếu đã điền.", "Choose the filled form." }
    forms_received_title { "Phiếu đã nhận", "Forms received" }
    forms_received_caption { "Phiếu của xã, mới nhất ở trên", "The commune’s forms, the newest first" }
    forms_file { "Phiếu", "Form" }
    forms_received { "Nhận lúc", "Received" }
    forms_by { "Người gửi", "Sent by" }
    forms_team { "Hai cán bộ đi thăm", "Visited by" }
    forms_visits { "Lần thăm mới ghi", "Visits recorded" }
    forms_existing { "Đã ghi từ trước", "Recorded before" }
    forms_papers { "Giấy ủy quyền, giám hộ mới", "New authorisations and guardianships" }
    forms_returned { "Dòng trả lại", "Lines sent back" }
    forms_blank_lines { "Dòng chưa điền", "Lines not filled in" }
    forms_returned_caption { "Dòng trả lại, theo thứ tự trong phiếu", "Lines sent back, as they stand in the form" }
    forms_returned_more(shown, count) {
        "Có {count} dòng; dưới đây là {shown} dòng đầu. Tệp Excel tải về có đủ.",
        "There are {count} lines; the first {shown} stand here. The workbook has all of them.",
    }
    forms_returned_download { "Tải các dòng cần sửa (Excel, có cột “Lý do trả lại”)", "Download the lines to correct (Excel, with the reasons)" }
    forms_nothing_returned { "Không có dòng nào phải trả lại.", "No line has to be corrected." }
    forms_original { "Tải phiếu gốc", "Download the original" }
    forms_accounts_title { "Tài khoản ghi trong phiếu", "Accounts named in the form" }
    forms_accounts_text {
        "Nhập tài khoản của những người đã chọn nhận qua tài khoản; người khác sẽ kiểm tra. Tài khoản của người nhận thay chỉ nhập được khi giấy đã được xác nhận: khi đó hãy bấm lại, không tài khoản nào bị nhập hai lần.",
        "Enters the accounts of those who chose one; somebody else checks them. A payee’s account waits until the paper is confirmed: press again then, and nothing is entered twice.",
    }
    forms_accounts_enter { "Nhập tài khoản trong phiếu", "Enter the form’s accounts" }
    forms_accounts_done(created, existing, faults) {
        "Mới nhập: {created}. Đã nhập từ trước: {existing}. Chưa nhập được: {faults}.",
        "Entered: {created}. Entered before: {existing}. Not entered: {faults}.",
    }
    forms_accounts_faults { "Tài khoản chưa nhập được", "Accounts that were not entered" }
    form_no_headings {
        "Đây không phải phiếu khảo sát: không thấy dòng tiêu đề của mẫu. Hãy tải mẫu ở trên, điền vào đó rồi gửi.",
        "This is no survey form: its headings are missing. Download the form above and fill that one in.",
    }
    form_no_lines {
        "Trong phiếu chưa có dòng nào được điền. Hãy ghi kết quả thăm rồi gửi lại.",
        "No line of the form is filled in. Enter the visits and send it again.",
    }
    row_cell_unreadable(column) {
        "Cột “{column}” ghi chưa đúng. Hãy xem trang “Cách ghi” của mẫu.",
        "The column “{column}” cannot be read. See the sheet “Cách ghi” of the form.",
    }
    row_cell_missing(column) { "Cột “{column}” còn trống. Hãy điền vào.", "The column “{column}” is empty. Fill it in." }
    row_person_unknown {
        "Trong xã không có ai mang số định danh này, hoặc họ tên và ngày sinh này. Hãy kiểm tra lại.",
        "Nobody of the commune has this number, or this name and birth. Check them.",
    }
    row_person_ambiguous(people) {
        "Xã có {people} người cùng họ tên và ngày sinh này. Hãy ghi số định danh.",
        "{people} people of the commune have this name and birth. Write the number.",
    }

    part_visits_title { "Khảo sát", "Home visits" }
    part_visits_caption { "Các lần thăm, mới nhất ở trên", "Visits, the latest first" }
    part_visits_see { "Xem biên bản và giấy tờ", "See minutes and papers" }
    part_visits_open { "Xem biên bản, giấy tờ và ghi thăm hộ", "Minutes, papers, and recording a visit" }
    part_minutes_open(reason) { "Thiếu chữ ký; lý do: {reason}", "Not closed; reason: {reason}" }
    part_minutes_closed(reason) { "Đã khép; lý do: {reason}", "Closed; reason: {reason}" }
    part_paper_in_force { "Giấy đang có hiệu lực", "Paper in force" }
    part_paper_waits { "Giấy chờ xác nhận", "Paper awaiting confirmation" }
    part_paper_coming { "Giấy chưa đến ngày hiệu lực", "Paper not yet in force" }
    part_paper_expired { "Giấy đã hết hạn", "Expired paper" }
    part_paper_revoked { "Giấy đã hủy", "Revoked paper" }
    part_payee_died { "Người này đã chết", "This person has died" }
    part_payee_died_on(day) { "Người này chết ngày {day}", "This person died on {day}" }
    part_paper_says(kind, name, relation, term) { "{kind}: {name}, {relation}. Hiệu lực: {term}.", "{kind}: {name}, {relation}. Term: {term}." }

    minutes_title { "Biên bản", "Minutes" }
    minutes_reason { "Lý do không đồng ý", "Reason" }
    minutes_officers_signed { "Đã ký trên biên bản", "Signed on paper" }
    minutes_person_signed { "Người hưởng trợ cấp ký", "How the beneficiary signed" }
    minutes_not_signed { "Chưa ký", "Not signed" }
    minutes_not_signed_by(name) { "{name}: chưa ký", "{name}: not signed" }
    minutes_signed { "Đã ký tên", "By name" }
    minutes_thumbprint { "Điểm chỉ", "By thumbprint" }
    minutes_thumbprint_hint { "Phải có người chứng kiến.", "Somebody else must have seen it." }
    minutes_thumbprint_seen(witness) { "Điểm chỉ, người chứng kiến: {witness}", "Thumbprint, seen by {witness}" }
    minutes_witness { "Người chứng kiến điểm chỉ", "Witness of the thumbprint" }
    minutes_witness_hint { "Ghi họ tên, khi người hưởng điểm chỉ.", "The full name, if the beneficiary gave a thumbprint." }
    minutes_sign { "Tôi ký biên bản", "I sign the minutes" }
    minutes_mark { "Ghi chữ ký của người hưởng", "Record the beneficiary’s signature" }
    minutes_mark_title { "Chữ ký của người hưởng trợ cấp", "The beneficiary’s signature" }
    minutes_close { "Khép biên bản", "Close the minutes" }
    minutes_are_closed { "Đã khép", "Closed" }

    papers_title { "Giấy ủy quyền, giám hộ", "Authorisations and guardianships" }
    papers_waiting_title { "Giấy ủy quyền, giám hộ chờ xác nhận", "Papers awaiting confirmation" }
    papers_caption { "Bấm vào tên để xem và xác nhận", "Open a name to look and confirm" }
    papers_none { "Không có giấy nào chờ xác nhận", "No paper waits" }
    papers_none_text { "Giấy do công an xã hoặc công chức văn hóa - xã hội nhập sẽ hiện ở đây.", "What the officers enter will stand here." }
    paper_new { "Nhập giấy ủy quyền, giám hộ", "Enter an authorisation" }
    paper_new_title { "Nhập giấy ủy quyền hoặc giám hộ", "Enter an authorisation or guardianship" }
    paper_new_text { "Giấy có hiệu lực sau khi công chức tư pháp xác nhận.", "It holds once the judicial officer has confirmed it." }
    paper_which { "Loại giấy", "Which paper" }
    paper_proxy { "Ủy quyền nhận thay", "Authorisation" }
    paper_guardian { "Giám hộ", "Guardianship" }
    paper_carer { "Nhận chăm sóc, nuôi dưỡng", "Care" }
    paper_carer_hint {
        "Theo quyết định. Giấy này không cho nhận tiền thay: muốn nhận thay phải có ủy quyền hoặc giám hộ.",
        "By decision. It lets nobody receive: for that there is an authorisation or a guardianship.",
    }
    paper_proxy_hint { "Không ghi thời hạn thì có hiệu lực một năm.", "Without a term it holds for a year." }
    paper_guardian_hint { "Theo pháp luật hoặc quyết định; có thể không có thời hạn.", "By law or decision; it may have no end." }
    paper_of_whom { "Người hưởng trợ cấp", "Beneficiary" }
    paper_payee { "Người nhận thay", "Payee" }
    paper_name_missing { "Hãy nhập họ tên người nhận thay.", "Enter the payee’s full name." }
    paper_citizen_id_hint { "12 chữ số trên căn cước công dân của người nhận thay.", "The 12 digits of the payee’s card." }
    paper_citizen_id_wrong { "Số định danh phải có 12 chữ số. Hãy kiểm tra lại trên thẻ.", "A citizen number has 12 digits. Check the card." }
    paper_relation { "Quan hệ với người hưởng", "Relation" }
    paper_relation_hint { "Ví dụ: con, vợ, hàng xóm", "For example, child, wife, neighbour" }
    paper_valid_from { "Có hiệu lực từ ngày", "Valid from" }
    paper_valid_until { "Đến hết ngày", "Until" }
    paper_valid_until_hint { "Ví dụ: 31/12/2024. Để trống nếu giấy không ghi.", "For example, 31/12/2024. Leave empty if the paper names none." }
    paper_number { "Số của giấy", "Number of the paper" }
    paper_money { "Tiền được chuyển", "The money goes" }
    paper_with_account { "Vào tài khoản của người nhận thay", "To the payee’s account" }
    paper_without_account { "Bằng tiền mặt", "In cash" }
    paper_save { "Lưu giấy", "Save the paper" }
    paper_term { "Hiệu lực", "Term" }
    paper_from_until(from, until) { "{from} – {until}", "{from} to {until}" }
    paper_no_end { "không thời hạn", "no end" }
    paper_says(name, number, relation, person, term) {
        "{name} ({number}), {relation}, nhận thay cho {person}. Hiệu lực: {term}.",
        "{name} ({number}), {relation}, receives for {person}. Term: {term}.",
    }
    paper_confirm { "Xác nhận giấy", "Confirm the paper" }
    paper_confirm_title { "Xác nhận giấy này?", "Confirm this paper?" }
    paper_revoke { "Chấm dứt hiệu lực", "Revoke" }
    paper_revoke_title { "Chấm dứt hiệu lực của giấy?", "Revoke this paper?" }
    paper_revoked_from { "Không còn hiệu lực từ ngày", "No longer valid from" }
    paper_revoke_why { "Lý do", "Reason" }
    paper_recorded { "Chờ xác nhận", "Awaits confirmation" }
    paper_coming { "Chưa đến ngày hiệu lực", "Not yet in force" }
    paper_in_force { "Đang có hiệu lực", "In force" }
    paper_expired { "Hết hạn", "Expired" }
    paper_revoked { "Đã chấm dứt", "Revoked" }

    tasks_visits { "đối tượng chưa thăm", "persons not visited yet" }
    tasks_minutes { "biên bản thiếu chữ ký", "minutes to be closed" }
    tasks_papers { "giấy ủy quyền, giám hộ chờ xác nhận", "papers awaiting confirmation" }

    notice_visit_recorded { "Đã lưu kết quả thăm hộ.", "The visit is saved." }
    notice_visit_exists { "Kết quả này đã được lưu trước đó.", "This visit was saved before." }
    notice_visit_form_taken { "Đã nhận phiếu khảo sát. Dưới đây là kết quả.", "The form is taken in. This is what came of it." }
    notice_visit_form_exists { "Phiếu này đã được nhận trước đây, giống từng byte; không ghi gì thêm.", "This very form was taken in before; nothing was recorded again." }
    notice_minutes_signed { "Đã ghi chữ ký vào biên bản.", "The signature is recorded." }
    notice_minutes_closed { "Đã khép biên bản.", "The minutes are closed." }
    notice_paper_entered { "Đã lưu giấy. Chờ công chức tư pháp xác nhận.", "The paper is saved. The judicial officer decides." }
    notice_paper_confirmed { "Đã xác nhận giấy.", "The paper is confirmed." }
    notice_paper_revoked { "Đã chấm dứt hiệu lực của giấy.", "The paper is revoked." }

    refused_minutes_closed { "Biên bản đã khép, không sửa được nữa.", "The minutes are closed and stay as they are." }
    refused_not_a_signer(signer) { "Chỉ {signer} đã đi thăm hộ lần đó mới ký được ở đây.", "Only the {signer} of that visit signs here." }
    refused_revoked_early(earliest) { "Chỉ chấm dứt được từ ngày {earliest} trở đi; tiền đã chi theo giấy là chi đúng.", "It can be revoked from {earliest} on: what was paid by it was paid rightly." }
    refused_signer_missing(signer) { "Biên bản còn thiếu chữ ký: {signer}. Hãy bổ sung rồi mới khép.", "The signature of the {signer} is missing. Add it before you close the minutes." }
    refused_too_many_rows(most) { "Mỗi lần chỉ nhận tối đa {most} dòng. Hãy chia nhỏ tệp.", "At most {most} rows at a time. Split the file." }
    refused_survey_why { "Hãy nêu lý do.", "Give a reason." }

    answer_set_unknown { "Không có bộ câu hỏi này. Hãy mở lại phiếu.", "There is no such question set. Open the form again." }
    answer_question_unknown { "Phiếu có câu hỏi lạ. Hãy mở lại phiếu.", "The form has a question that is not known. Open it again." }
    answer_missing(question) { "Hãy trả lời câu: {question}", "Answer the question: {question}" }
    answer_not_option(question) { "Hãy chọn một trong các câu trả lời của câu: {question}", "Choose one of the answers to: {question}" }
    answer_not_asked(question) { "Theo các câu trả lời khác thì không hỏi câu này: {question}", "After the other answers this is not asked: {question}" }
    answer_too_long(question, most) { "Câu trả lời dài quá {most} chữ: {question}", "Longer than {most} letters: {question}" }

    visit_answers_missing { "Kết quả này phải có câu trả lời. Hãy trả lời các câu hỏi.", "This outcome comes with answers. Answer the questions." }
    visit_answers_not_wanted { "Kết quả này không đi cùng câu trả lời hay cách nhận. Hãy kiểm tra lại kết quả lần thăm.", "This outcome comes without answers or a choice. Check the outcome." }
    visit_in_future { "Ngày thăm chưa đến. Hãy kiểm tra lại ngày.", "That day has not come yet. Check the day." }
    visit_group_differs(written, derived) { "Phiếu ghi {written}, nhưng theo câu trả lời là {derived}. Hãy kiểm tra lại.", "The form says {written}, the answers give {derived}. Check both." }
    visit_minutes_missing { "Không đồng ý thì phải lập biên bản.", "A refusal needs minutes." }
    visit_minutes_not_wanted { "Chỉ trường hợp không đồng ý mới có biên bản.", "Only a refusal has minutes." }
    visit_reason_missing { "Hãy ghi lý do không đồng ý vào biên bản, tối đa 1.000 chữ.", "Enter the reason of the refusal, up to 1,000 letters." }
    visit_witness_missing { "Điểm chỉ phải có người chứng kiến. Hãy ghi họ tên người đó.", "A thumbprint needs a witness. Enter the name." }
    visit_method_missing { "Hãy chọn cách nhận trợ cấp.", "Choose how the allowance is received." }
    visit_method_other_group(group, method) { "Theo câu trả lời, người này thuộc {group}, không nhận bằng “{method}”. Hãy chọn cách khác hoặc kiểm tra lại câu trả lời.", "By the answers the person is in {group} and cannot receive by “{method}”. Choose another way, or check the answers." }
    visit_not_an_officer(signer) { "Người được chọn không làm nhiệm vụ {signer} tại xã vào ngày đó.", "The person chosen did not work there as {signer} on that day." }
    visit_one_officer { "Phải có hai cán bộ cùng đi thăm.", "Two officers visit, not one." }
    visit_refusal_other_group(group) { "Chỉ người có tài khoản mà chưa đăng ký (nhóm 2) mới lập biên bản không đồng ý; theo câu trả lời, người này thuộc {group}.", "Only people of group 2 refuse; by the answers the person is in {group}." }
    visit_too_old { "Ngày thăm đã quá một năm, không ghi được nữa.", "That was more than a year ago and is not recorded any more." }

    paper_fault_confirmed { "Giấy này đã được xác nhận.", "The paper is confirmed already." }
    paper_fault_different { "Giấy của người nhận thay này, cùng ngày hiệu lực, đã được nhập với nội dung khác. Hãy xem lại giấy đã nhập.", "A paper of this payee and day was entered with other content. Look at it first." }
    paper_fault_expired(day) { "Giấy đã hết hạn ngày {day}.", "The paper ended on {day}." }
    paper_fault_own_proxy { "Người nhận thay không thể là chính người hưởng.", "Nobody is their own proxy." }
    paper_fault_own_record { "Bạn là người nhập giấy này nên không tự xác nhận được. Hãy nhờ người khác.", "You entered this paper, so somebody else has to confirm it." }
    paper_fault_backwards { "Ngày hết hiệu lực đứng trước ngày bắt đầu.", "It ends before it begins." }
    paper_fault_relation { "Hãy ghi quan hệ với người hưởng, tối đa 100 chữ.", "Say what the payee is to the beneficiary, up to 100 letters." }
    paper_fault_revoked(day) { "Giấy đã chấm dứt hiệu lực từ ngày {day}.", "The paper was revoked on {day}." }
    paper_fault_moved { "Người khác vừa thay đổi giấy này. Hãy xem lại rồi làm tiếp.", "Somebody has just changed this paper. Look again, then go on." }
}

impl T {
    /// What is kept in both languages.
    pub const fn either<'w>(self, vi: &'w str, en: &'w str) -> &'w str {
        match self.0 {
            Language::Vietnamese => vi,
            Language::English => en,
        }
    }

    /// A way of receiving.
    pub const fn method(self, method: Method) -> &'static str {
        match method {
            Method::OwnAccount => self.method_own_account(),
            Method::Wallet => self.method_wallet(),
            Method::MobileMoney => self.method_mobile_money(),
            Method::ProxyAccount => self.method_proxy_account(),
            Method::ProxyCash => self.method_proxy_cash(),
            Method::Guardian => self.method_guardian(),
            Method::CashPoint => self.method_cash_point(),
            Method::CashHome => self.method_cash_home(),
        }
    }

    /// One of the four groups.
    pub const fn group(self, group: Group) -> &'static str {
        match group {
            Group::G1 => self.group_1(),
            Group::G2 => self.group_2(),
            Group::G3 => self.group_3(),
            Group::G4 => self.group_4(),
        }
    }

    /// Who is in it, and what is done.
    pub const fn group_meaning(self, group: Group) -> &'static str {
        match group {
            Group::G1 => self.group_1_meaning(),
            Group::G2 => self.group_2_meaning(),
            Group::G3 => self.group_3_meaning(),
            Group::G4 => self.group_4_meaning(),
        }
    }

    /// A reason of group 4.
    pub const fn force_majeure(self, reason: ForceMajeure) -> &'static str {
        match reason {
            ForceMajeure::Frail => self.majeure_frail(),
            ForceMajeure::CannotTravel => self.majeure_cannot_travel(),
            ForceMajeure::NobodyToAuthorise => self.majeure_nobody(),
        }
    }

    /// What came of a visit.
    pub const fn visit_outcome(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Chose => self.outcome_chose(),
            Outcome::Refused => self.outcome_refused(),
            Outcome::Undecided => self.outcome_undecided(),
            Outcome::Absent => self.outcome_absent(),
            Outcome::Moved => self.outcome_moved(),
            Outcome::Deceased => self.outcome_deceased(),
        }
    }

    /// What the form asks with it.
    pub const fn visit_outcome_hint(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Chose => self.outcome_chose_hint(),
            Outcome::Refused => self.outcome_refused_hint(),
            Outcome::Undecided => self.outcome_undecided_hint(),
            Outcome::Absent => self.outcome_absent_hint(),
            Outcome::Moved => self.outcome_moved_hint(),
            Outcome::Deceased => self.outcome_deceased_hint(),
        }
    }

    /// A point of the campaign.
    pub const fn campaign_point(self, point: CampaignPoint) -> &'static str {
        match point {
            CampaignPoint::Policy => self.point_policy(),
            CampaignPoint::Access => self.point_access(),
            CampaignPoint::Protection => self.point_protection(),
        }
    }

    /// One of the three who sign.
    pub const fn signer(self, signer: Signer) -> &'static str {
        match signer {
            Signer::Police => self.signer_police(),
            Signer::Officer => self.signer_officer(),
            Signer::Beneficiary => self.signer_beneficiary(),
        }
    }

    /// Which paper.
    pub const fn paper_kind(self, kind: AuthorisationKind) -> &'static str {
        match kind {
            AuthorisationKind::Proxy => self.paper_proxy(),
            AuthorisationKind::Guardian => self.paper_guardian(),
            AuthorisationKind::Carer => self.paper_carer(),
        }
    }

    /// What to know about it.
    pub const fn paper_kind_hint(self, kind: AuthorisationKind) -> &'static str {
        match kind {
            AuthorisationKind::Proxy => self.paper_proxy_hint(),
            AuthorisationKind::Guardian => self.paper_guardian_hint(),
            AuthorisationKind::Carer => self.paper_carer_hint(),
        }
    }

    /// Where a paper stands.
    pub const fn paper_state(self, state: AuthorisationState) -> &'static str {
        match state {
            AuthorisationState::Recorded => self.paper_recorded(),
            AuthorisationState::Coming => self.paper_coming(),
            AuthorisationState::InForce => self.paper_in_force(),
            AuthorisationState::Expired => self.paper_expired(),
            AuthorisationState::Revoked => self.paper_revoked(),
        }
    }

    /// What the room says no to.
    pub fn survey_refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::Authorisation(fault) => self.paper_fault(fault),
            Refusal::Corrupt { .. } => self.refused_corrupt().to_owned(),
            Refusal::Db(_) => self.refused_database().to_owned(),
            Refusal::Document(_) => self.refused_workbook().to_owned(),
            Refusal::File(FileFault::NoHeader) => self.form_no_headings().to_owned(),
            Refusal::File(FileFault::NoRows) => self.form_no_lines().to_owned(),
            Refusal::File(fault) => self.file_fault(*fault),
            Refusal::MinutesClosed => self.refused_minutes_closed().to_owned(),
            Refusal::NotASigner { signer } => self.refused_not_a_signer(self.signer(*signer).to_lowercase()),
            Refusal::Office(refusal) => self.refusal(refusal),
            Refusal::RevokedTooEarly { earliest, .. } => self.refused_revoked_early(self.date(*earliest)),
            Refusal::SignerMissing { signer } => self.refused_signer_missing(self.signer(*signer).to_lowercase()),
            Refusal::TooMany { most } => self.refused_too_many_rows(most),
            Refusal::Visit(fault) => self.visit_fault(fault),
            Refusal::WhyMissing => self.refused_survey_why().to_owned(),
        }
    }

    /// Why a visit cannot have been so.
    pub fn visit_fault(self, fault: &VisitFault) -> String {
        match fault {
            VisitFault::Answer(fault) => self.survey_answer_fault(fault),
            VisitFault::AnswersMissing { .. } => self.visit_answers_missing().to_owned(),
            VisitFault::AnswersNotWanted { .. } => self.visit_answers_not_wanted().to_owned(),
            VisitFault::Future { .. } => self.visit_in_future().to_owned(),
            VisitFault::GroupDiffers { written, derived } => {
                self.visit_group_differs(self.group(*written), self.group(*derived))
            }
            VisitFault::MinutesMissing => self.visit_minutes_missing().to_owned(),
            VisitFault::MinutesNotWanted => self.visit_minutes_not_wanted().to_owned(),
            VisitFault::MinutesLack { what: "witness" } => self.visit_witness_missing().to_owned(),
            VisitFault::MinutesLack { .. } => self.visit_reason_missing().to_owned(),
            VisitFault::MethodMissing => self.visit_method_missing().to_owned(),
            VisitFault::MethodOfOtherGroup { group, method } => {
                self.visit_method_other_group(self.group(*group), self.method(*method))
            }
            VisitFault::NotAnOfficer { signer } => self.visit_not_an_officer(self.signer(*signer).to_lowercase()),
            VisitFault::OneOfficer => self.visit_one_officer().to_owned(),
            VisitFault::PersonUnknown => self.refused_not_found().to_owned(),
            VisitFault::RefusalOfOtherGroup { group } => self.visit_refusal_other_group(self.group(*group)),
            VisitFault::TooOld { .. } => self.visit_too_old().to_owned(),
        }
    }

    /// Why a line of a form was not taken. The form is Vietnamese, and its headings are quoted as they stand there.
    pub fn result_fault(self, fault: &ResultFault) -> String {
        match fault {
            ResultFault::Cell { column } => self.row_cell_unreadable(column.heading()),
            ResultFault::Empty { column } => self.row_cell_missing(column.heading()),
            ResultFault::PersonUnknown => self.row_person_unknown().to_owned(),
            ResultFault::PersonAmbiguous { people } => self.row_person_ambiguous(people),
            ResultFault::Visit(fault) => self.visit_fault(fault),
            ResultFault::Authorisation(fault) => self.paper_fault(fault),
        }
    }

    fn survey_answer_fault(self, fault: &AnswerFault) -> String {
        match fault {
            AnswerFault::SetUnknown { .. } => self.answer_set_unknown().to_owned(),
            AnswerFault::QuestionUnknown { .. } => self.answer_question_unknown().to_owned(),
            AnswerFault::Missing { key } => self.answer_missing(self.question(key)),
            AnswerFault::NotAnOption { key } => self.answer_not_option(self.question(key)),
            AnswerFault::NotAsked { key } => self.answer_not_asked(self.question(key)),
            AnswerFault::TooLong { key, most } => self.answer_too_long(self.question(key), most),
        }
    }

    /// A question as it is asked now.
    fn question(self, key: &str) -> &'static str {
        let newest = survey::question_sets().iter().rev().flat_map(|set| &set.questions);
        let known = newest.into_iter().find(|question| question.key == key);
        known.map_or("", |question| self.either(&question.vi, &question.en))
    }

    /// Why a paper is not taken, confirmed or revoked.
    pub fn paper_fault(self, fault: &AuthorisationFault) -> String {
        match fault {
            AuthorisationFault::Confirmed => self.paper_fault_confirmed().to_owned(),
            AuthorisationFault::ExistsWithDifferent { .. } => self.paper_fault_different().to_owned(),
            AuthorisationFault::Expired { valid_until } => self.paper_fault_expired(self.date(*valid_until)),
            AuthorisationFault::NotFound | AuthorisationFault::PersonUnknown => self.refused_not_found().to_owned(),
            AuthorisationFault::OwnProxy => self.paper_fault_own_proxy().to_owned(),
            AuthorisationFault::OwnRecord => self.paper_fault_own_record().to_owned(),
            AuthorisationFault::PeriodBackwards { .. } => self.paper_fault_backwards().to_owned(),
            AuthorisationFault::RelationMissing => self.paper_fault_relation().to_owned(),
            AuthorisationFault::Revoked { revoked_on } => self.paper_fault_revoked(self.date(*revoked_on)),
            AuthorisationFault::VersionMoved { .. } => self.paper_fault_moved().to_owned(),
        }
    }
}
