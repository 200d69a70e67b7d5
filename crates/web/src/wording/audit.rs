//! The audit trail.

use super::wording;

wording! {
    audit_title { "Nhật ký", "Audit trail" }
    audit_what { "Ai đã làm gì, khi nào, từ đâu", "Who did what, when and from where" }
    audit_lead {
        "Mọi thay đổi và mọi lần xem dữ liệu nhạy cảm đều được ghi và niêm phong; sửa, xóa hay chèn đều bị phát hiện.",
        "Every change and every look at sensitive data is recorded and sealed; altering, deleting or inserting a record shows.",
    }
    audit_caption { "Các bản ghi, mới nhất ở trên", "Records, newest first" }
    audit_when { "Lúc", "When" }
    audit_who { "Ai", "Who" }
    audit_did { "Đã làm", "Did" }
    audit_subject { "Đối với", "To" }
    audit_from_where { "Từ đâu", "From" }
    audit_verb_filter { "Thao tác", "Operation" }
    audit_verb_hint { "Ví dụ: office.create", "For example, office.create" }
    audit_subject_filter { "Mã đối tượng", "Subject’s id" }
    audit_day_from { "Từ ngày", "From" }
    audit_day_to { "Đến hết ngày", "Until" }
    audit_none { "Không có bản ghi nào khớp", "No record matches" }
    audit_none_text { "Hãy bỏ bớt điều kiện lọc.", "Leave out some of the conditions." }
}
