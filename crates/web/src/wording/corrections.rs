//! What the population register says instead of a record.

use super::wording;

wording! {
    corrections_title { "Đề nghị sửa theo dữ liệu dân cư", "Corrections by the register" }
    corrections_lead {
        "Máy chỉ nêu chỗ khác nhau, không tự sửa. Xem thẻ căn cước hoặc giấy khai sinh: dữ liệu dân cư đúng thì lập đề nghị để người khác duyệt; hồ sơ đúng thì giữ và ghi lý do.",
        "The program tells what differs and changes nothing. Look at the card or the birth certificate: where the register is right, ask for the correction and another officer approves; where the record is right, keep it and say why.",
    }
    corrections_caption { "Chỗ khác nhau chưa ai xem", "Differences nobody has looked at" }
    corrections_none { "Không có chỗ nào chờ xem", "Nothing to look at" }
    corrections_none_text {
        "Chỗ khác nhau hiện ra sau khi đối chiếu dân cư và lập hồ sơ.",
        "Differences stand here after files are matched and records made of them.",
    }
    corrections_record_says { "Hồ sơ ghi", "The record says" }
    corrections_register_says { "Dữ liệu dân cư ghi", "The register says" }
    corrections_of_person { "Dữ liệu dân cư ghi khác hồ sơ", "The register says otherwise" }
    corrections_of_person_caption { "Chưa ai quyết định; hồ sơ vẫn như đang ghi", "Nobody has decided; the record stays as it is" }
    correction_look { "Xem và quyết định", "Look and decide" }
    correction_title { "Sửa theo dữ liệu dân cư?", "Correct by the register?" }
    correction_source { "Nguồn", "Source" }
    correction_register(name) { "Bản dữ liệu dân cư {name}", "Register {name}" }
    correction_register_of(name, day) { "Bản dữ liệu dân cư {name}, lấy ngày {day}", "Register {name}, taken on {day}" }
    correction_service { "Dịch vụ dữ liệu dân cư", "The population service" }
    correction_found_at { "Thấy lúc", "Found" }
    correction_ask { "Lập đề nghị sửa", "Ask for the correction" }
    correction_ask_text {
        "Hồ sơ chỉ đổi khi một cán bộ khác duyệt. Hãy ghi giấy tờ bạn đã xem.",
        "The record changes when another officer approves. Name the paper you have looked at.",
    }
    correction_keep { "Giữ như hồ sơ", "Leave the record" }
    correction_keep_why { "Vì sao hồ sơ đúng", "Why the record is right" }
    correction_keep_hint {
        "Ví dụ: giấy khai sinh ghi 1944. Dữ liệu dân cư sai thì công an xã làm thủ tục sửa bên đó; giá trị này không được nêu lại nữa.",
        "For example, the birth certificate says 1944. The commune police correct the register; this value is not proposed again.",
    }
    correction_says_the_same(value) { "{value} (trùng với đề nghị)", "{value} (the same)" }
    correction_says_otherwise(value) { "{value} (khác đề nghị này)", "{value} (not what is asked for)" }
    correction_number_covered {
        "Số che bớt; người được xem đủ số mới đối chiếu được với thẻ.",
        "The number is covered; whoever may see it whole compares it with the card.",
    }
    notice_change_verified {
        "Đã duyệt; hồ sơ đã đổi, đã đối chiếu lại và khớp dữ liệu dân cư.",
        "Approved; the record is changed, was compared with the register again and is verified.",
    }
    refused_proposal_lapsed {
        "Dữ liệu dân cư không còn ghi như vậy cho người này, hoặc quyết định đối chiếu đã hủy. Hãy không duyệt đề nghị này; cần thì lập đề nghị mới theo giấy tờ.",
        "The register no longer says so of this person, or the decision that found them was taken back. Reject this request; ask anew by the papers where need be.",
    }
    proposal_asked_before(who, at) {
        "{who} đã lập đề nghị sửa chỗ này lúc {at}; đề nghị chờ một cán bộ khác duyệt, xem trên trang của người này.",
        "{who} asked for this correction at {at}; it waits for another officer, on the person’s page.",
    }
    proposal_declined_before(who, at, why) {
        "{who} đã quyết định giữ như hồ sơ lúc {at}, lý do “{why}”. Nếu hồ sơ vẫn sai, hãy đề nghị sửa trên trang của người này.",
        "{who} left the record as it is at {at}, because “{why}”. Where it is wrong all the same, ask for a correction on the person’s page.",
    }
    proposal_done_before(who, at) {
        "Hồ sơ đã ghi như dữ liệu dân cư ghi, theo đề nghị sửa mà {who} lập lúc {at}. Không còn gì phải làm ở đây.",
        "The record says what the register says, as {who} asked at {at}. Nothing is left to do here.",
    }
    proposal_lapsed_before {
        "Dữ liệu dân cư không còn ghi như vậy cho người này, hoặc quyết định đối chiếu đã hủy. Không còn gì phải làm ở đây.",
        "The register no longer says so of this person, or the decision that found them was taken back. Nothing is left to do here.",
    }
    exception_undo { "Hủy cách giải quyết sai lệch?", "Take the solution back?" }
    exception_undo_text(what, how) {
        "{what}: đã chọn “{how}”. Hủy thì điều đã làm theo cách này được hoàn lại, khoản đến sau lại tạm giữ từ tháng này, và sai lệch chờ giải quyết lại. Tháng đã trả vẫn giữ nguyên.",
        "{what}: “{how}”. What that did is undone, what came second is held again from this month on, and the exception waits anew. What was paid stays paid.",
    }
    exception_undo_button { "Hủy cách giải quyết", "Take it back" }
    exceptions_solved { "Sai lệch đã giải quyết", "Exceptions that were solved" }
    exceptions_solved_caption { "Mới nhất ở trên; giải quyết nhầm thì hủy được", "The newest first; a mistake can be taken back" }
    exception_solved_how { "Cách giải quyết", "How" }
    exception_solved_at { "Giải quyết lúc", "Solved" }
    event_exception_reopened { "Hủy cách giải quyết sai lệch, chờ giải quyết lại", "A solution was taken back" }
    notice_exception_reopened { "Đã hủy cách giải quyết; sai lệch chờ giải quyết lại.", "It was taken back; the exception waits again." }
    refused_solution_begun(month) {
        "Từ tháng {month} hồ sơ được giữ đã hưởng theo cách giải quyết này nên không hủy được nữa. Nếu sai, hãy tạm giữ khoản đó và đề nghị sửa trên trang của người này.",
        "Since {month} the kept record gives by this solution, and it cannot be taken back. Where it is wrong, hold the payment and ask for a correction on the person’s page.",
    }
    notice_correction_kept { "Đã giữ như hồ sơ; giá trị này không được nêu lại.", "The record stays; the value is not proposed again." }
    event_proposal_declined { "Giữ như hồ sơ, không sửa theo dữ liệu dân cư", "The record was left, against the register" }
    event_field_from_to(field, before, after) { "{field}: từ {before} thành {after}", "{field}: from {before} to {after}" }
    event_field_to(field, after) { "{field}: bổ sung {after}", "{field}: {after} added" }
    task_corrections { "Chỗ hồ sơ khác dữ liệu dân cư chưa ai xem", "Records that differ from the register, not looked at" }
    enrol_job_proposed(done, proposed) {
        "{done} {proposed} chỗ hồ sơ khác dữ liệu dân cư cần xem.",
        "{done} {proposed} differences from the register to look at.",
    }
    corrections_link { "Chỗ hồ sơ khác dữ liệu dân cư: đề nghị sửa hoặc giữ", "Records that differ from the register: correct or keep" }
}
