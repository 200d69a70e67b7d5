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
    audit_verb_any { "Mọi thao tác", "Any operation" }
    audit_subject_filter { "Mã đối tượng", "Subject’s id" }
    audit_day_from { "Từ ngày", "From" }
    audit_day_to { "Đến hết ngày", "Until" }
    audit_none { "Không có bản ghi nào khớp", "No record matches" }
    audit_none_text { "Hãy bỏ bớt điều kiện lọc.", "Leave out some of the conditions." }
    audit_check_title { "Kiểm tra và trích xuất", "Verify and export" }
    audit_check_lead {
        "Kiểm tra đối chiếu từng bản ghi với cây đã niêm phong và các chốt đã ký. Trích xuất tạo một tệp để bên ngoài tự kiểm tra.",
        "Verifying holds every record against the sealed trees and the signed checkpoints. An export is a file that somebody outside can check alone.",
    }
    audit_verify_now { "Kiểm tra toàn bộ nhật ký", "Verify the whole trail" }
    audit_export_now { "Trích xuất các ngày đã lọc", "Export the days filtered by" }
    audit_waiting(count) { "{count} bản ghi chờ niêm phong.", "{count} records await sealing." }
    audit_sealed_all { "Mọi bản ghi đã được niêm phong.", "Every record is sealed." }
    audit_alarm(minutes) {
        "Có bản ghi chờ niêm phong đã {minutes} phút: bộ niêm phong không chạy. Hãy xem nhật ký máy chủ và khởi động lại chương trình.",
        "A record has awaited sealing for {minutes} minutes: the sealer is stuck. Look at the server log and start the program again.",
    }
    audit_intact(records, days, checkpoints, waiting) {
        "Nguyên vẹn: {records} bản ghi đã niêm phong, {days} ngày, {checkpoints} chốt đã ký; {waiting} bản ghi đang chờ niêm phong.",
        "Intact: {records} sealed records, {days} days, {checkpoints} signed checkpoints; {waiting} records wait to be sealed.",
    }
    audit_findings(count) { "Có {count} điểm sai", "{count} things are wrong" }
    audit_found_what { "Điểm sai", "What is wrong" }
    audit_found_where { "Ở đâu", "Where" }
    audit_found_record { "Bản ghi", "Record" }
    audit_position(day, position) { "ngày {day}, vị trí {position}", "day {day}, position {position}" }
    wrong_altered { "Bản ghi bị sửa", "Altered record" }
    wrong_deleted { "Bản ghi bị xóa", "Deleted record" }
    wrong_inserted { "Bản ghi bị chèn", "Inserted record" }
    wrong_unhooked { "Bản ghi bị gỡ khỏi cây niêm phong", "Record taken out of the sealed tree" }
    wrong_leaf_missing { "Mất lá của cây", "Missing leaf" }
    wrong_leaf_altered { "Lá của cây bị sửa", "Altered leaf" }
    wrong_leaf_unsigned { "Lá chưa chốt nào ký", "Leaf that no checkpoint signed" }
    wrong_root_differs { "Gốc cây khác với chốt đã ký", "Root differs from the signed checkpoint" }
    wrong_checkpoint_missing { "Mất chốt", "Missing checkpoint" }
    wrong_checkpoint_forged { "Chốt bị giả mạo", "Forged checkpoint" }
    wrong_checkpoint_unchained { "Chốt không nối chốt trước", "Checkpoint not chained to the one before" }
    wrong_witness_contradicted { "Trái với chốt đã giữ bên ngoài", "Contradicts the checkpoint kept outside" }
    wrong_leaf_doubled { "Lá hoặc bản ghi có hai lần", "Leaf or record that is there twice" }
    wrong_note_forged { "Danh sách chờ niêm phong bị sửa", "Altered list of what awaits sealing" }
    wrong_beheaded { "Nhật ký bị xóa sạch hoặc cắt phần đầu: có cán bộ không có bản ghi tạo", "Trail emptied or its beginning cut off: a member of staff without the record of the making" }
    wrong_unknown { "Điểm sai khác", "Something else" }
}
