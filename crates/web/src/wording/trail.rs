//! What the codes of the trail mean: a phrase for each operation, a name for each kind of thing it was done to.

use super::{T, wording};

wording! {
    did_audit_alarm { "Báo động: nhật ký bị can thiệp", "Alarm: the trail was tampered with" }
    did_audit_export { "Trích xuất nhật ký", "Exported the trail" }
    did_first_run_refuse { "Từ chối mã thiết lập sai", "Refused a wrong set-up code" }
    did_job_ask_cancel { "Yêu cầu dừng việc nền", "Asked a job to stop" }
    did_job_cancel { "Dừng việc nền", "Stopped a job" }
    did_job_fail { "Việc nền hỏng", "A job failed" }
    did_job_finish { "Xong việc nền", "Finished a job" }
    did_job_submit { "Giao việc nền", "Submitted a job" }
    did_ledger_rebuild_balances { "Dựng lại số dư của sổ cái", "Rebuilt the ledger’s balances" }
    did_letter_attach_file { "Đính tệp vào văn bản", "Attached a file to a letter" }
    did_letter_correct { "Sửa thông tin văn bản", "Corrected a letter’s entry" }
    did_letter_register { "Vào sổ văn bản", "Registered a letter" }
    did_list_approve { "Duyệt danh sách chi trả", "Approved a list" }
    did_list_draft { "Lập danh sách chi trả", "Drew up a list" }
    did_list_export { "Tải danh sách chi trả", "Downloaded a list" }
    did_list_freeze { "Chốt danh sách chi trả", "Froze a list" }
    did_list_hand_over { "Bàn giao danh sách chi trả", "Handed a list over" }
    did_list_refresh { "Lập lại danh sách chi trả", "Drew a list up anew" }
    did_list_return { "Trả lại danh sách chi trả", "Gave a list back" }
    did_office_close { "Đóng cơ quan", "Closed an office" }
    did_office_create { "Lập cơ quan", "Created an office" }
    did_office_rename { "Đổi tên cơ quan", "Renamed an office" }
    did_password_change { "Đổi mật khẩu của mình", "Changed the own password" }
    did_places_load_tree { "Nạp danh mục đơn vị hành chính", "Loaded a unit tree" }
    did_reference_approve { "Duyệt thay đổi danh mục", "Approved a change of reference data" }
    did_reference_change { "Sửa danh mục", "Changed reference data" }
    did_reference_propose { "Đề xuất sửa danh mục", "Proposed a change of reference data" }
    did_reference_reject { "Bác đề xuất sửa danh mục", "Rejected a change of reference data" }
    did_second_factor_begin { "Bắt đầu cài xác thực hai lớp", "Began to set up the second factor" }
    did_second_factor_enrol { "Bật xác thực hai lớp", "Turned the second factor on" }
    did_second_factor_prove { "Xác thực lớp thứ hai", "Proved the second factor" }
    did_second_factor_recovery_codes { "Tạo mã khôi phục mới", "Made new recovery codes" }
    did_second_factor_refuse { "Từ chối mã xác thực sai", "Refused a wrong code" }
    did_second_factor_remove { "Tắt xác thực hai lớp của mình", "Turned the own second factor off" }
    did_session_end { "Kết thúc một phiên của mình", "Ended one of the own sessions" }
    did_session_end_others { "Kết thúc các phiên khác của mình", "Ended the own other sessions" }
    did_session_sign_out { "Đăng xuất", "Signed out" }
    did_session_switch { "Đổi nhiệm vụ đang làm", "Switched to another role" }
    did_sign_in_enter { "Đăng nhập", "Signed in" }
    did_sign_in_refuse { "Từ chối đăng nhập", "Refused a sign-in" }
    did_staff_assign { "Giao nhiệm vụ", "Gave a role" }
    did_staff_change { "Sửa thông tin cán bộ", "Changed somebody’s details" }
    did_staff_create { "Lập tài khoản cán bộ", "Made an account" }
    did_staff_create_first { "Lập quản trị viên đầu tiên", "Made the first administrator" }
    did_staff_create_service { "Lập tài khoản dịch vụ", "Made a service account" }
    did_staff_deactivate { "Ngừng tài khoản", "Deactivated an account" }
    did_staff_end_assignment { "Kết thúc nhiệm vụ", "Ended a role" }
    did_staff_confirm_token { "Xác nhận khóa truy cập API", "Confirmed an API token" }
    did_staff_issue_token { "Cấp khóa truy cập API", "Issued an API token" }
    did_staff_link_external { "Gắn tài khoản đăng nhập một lần", "Linked an agency account" }
    did_staff_reactivate { "Dùng lại tài khoản", "Reactivated an account" }
    did_staff_reset_password { "Cấp lại mật khẩu", "Gave a new password" }
    did_staff_reset_second_factor { "Gỡ xác thực hai lớp", "Removed somebody’s second factor" }
    did_staff_revoke_token { "Thu hồi khóa truy cập API", "Revoked an API token" }
    did_staff_unlink_external { "Gỡ tài khoản đăng nhập một lần", "Unlinked an agency account" }
    did_staff_unlock { "Mở khóa tài khoản", "Unlocked an account" }
    did_survey_close_minutes { "Khép biên bản", "Closed minutes" }
    did_survey_confirm_authorisation { "Xác nhận giấy ủy quyền, giám hộ", "Confirmed an authorisation" }
    did_survey_receive_guardians { "Nhận danh sách người giám hộ", "Took in a list of guardians" }
    did_survey_receive_form { "Nhận phiếu khảo sát", "Took in a survey form" }
    did_survey_record_authorisation { "Nhập giấy ủy quyền, giám hộ", "Entered an authorisation" }
    did_survey_record_visits { "Ghi kết quả thăm hộ", "Recorded visits" }
    did_survey_revoke_authorisation { "Chấm dứt giấy ủy quyền, giám hộ", "Revoked an authorisation" }
    did_survey_sign_minutes { "Ký biên bản", "Signed minutes" }
    did_survey_write_form { "Tải mẫu phiếu khảo sát", "Fetched a survey form" }
    noun_authorisation { "Giấy ủy quyền, giám hộ", "Authorisation" }
    noun_minutes { "Biên bản", "Minutes" }
    noun_person { "Đối tượng", "Person" }
    noun_guardian_list { "Danh sách người giám hộ", "List of guardians" }
    noun_visit_form { "Phiếu khảo sát", "Survey form" }
    noun_visits { "Các lần thăm hộ", "Visits" }
    did_account_activate { "Kích hoạt tài khoản nhận tiền", "Activated an account" }
    did_account_check { "Kiểm tra tài khoản nhận tiền", "Checked an account" }
    did_account_recheck { "Kiểm tra lại tên chủ tài khoản", "Checked the holder of an account again" }
    did_account_claim { "Nhập tài khoản nhận tiền", "Entered an account" }
    did_account_end { "Ngừng tài khoản nhận tiền", "Ended an account" }
    did_account_reject { "Không chấp nhận tài khoản nhận tiền", "Rejected an account" }
    did_account_replace { "Thay tài khoản nhận tiền", "Replaced an account" }
    noun_account { "Tài khoản nhận tiền", "Receiving account" }
    noun_audit { "Nhật ký", "Audit trail" }
    noun_bank { "Ngân hàng, tổ chức chi trả", "Bank" }
    noun_calendar_rule { "Lịch báo cáo, thời hạn", "Calendar rule" }
    noun_category { "Loại đối tượng hưởng", "Category" }
    noun_holiday { "Ngày nghỉ", "Holiday" }
    noun_job { "Công việc nền", "Job" }
    noun_ledger { "Sổ cái", "Ledger" }
    noun_letter { "Văn bản", "Letter" }
    noun_list { "Danh sách chi trả", "List" }
    noun_office { "Cơ quan", "Office" }
    noun_profile { "Mô hình tổ chức", "Profile" }
    noun_rate { "Mức chuẩn", "Rate" }
    noun_session { "Phiên đăng nhập", "Session" }
    noun_staff { "Cán bộ", "Staff" }
    noun_target { "Chỉ tiêu", "Target" }
    noun_unit_tree { "Danh mục đơn vị hành chính", "Unit tree" }
    did_matching_carry { "Mang quyết định đối chiếu sang tệp mới", "Carried a decision on a row over to a newer file" }
    did_matching_decide { "Quyết định đối chiếu một dòng", "Decided on a row" }
    did_matching_decide_answered { "Áp dụng trả lời của dữ liệu dân cư", "Applied answers of the population database" }
    did_matching_export_rows { "Tải danh sách dòng đối chiếu", "Fetched a list of rows" }
    did_matching_know_snapshot { "Ghi nhận bản dữ liệu dân cư", "Took note of a population register" }
    did_matching_match_file { "Đối chiếu một tệp", "Matched a file" }
    did_matching_undo { "Hủy quyết định đối chiếu", "Took a decision on a row back" }
    did_registry_approve_change { "Duyệt đề nghị sửa đối tượng", "Approved a correction" }
    did_registry_approve_movement { "Duyệt biến động", "Approved a movement" }
    did_registry_place_movement { "Xác định hồ sơ của biến động", "Said whose a movement is" }
    did_registry_reject_movement { "Không duyệt biến động", "Rejected a movement" }
    did_registry_reopen_movement { "Mở lại biến động", "Reopened a movement" }
    did_registry_stage_movements { "Nhận biến động từ tệp", "Took up a file’s movements" }
    did_registry_undo_movement { "Hủy duyệt biến động", "Took an approved movement back" }
    noun_movement { "Biến động", "Movement" }
    did_registry_ask_province { "Hỏi Sở về người có công", "Asked the province about a person of merit" }
    did_registry_find_alike { "Tìm hồ sơ giống nhau", "Looked for records that are alike" }
    did_registry_undo_death { "Hủy ghi nhận đã chết", "Took a death back" }
    did_registry_change { "Cập nhật hồ sơ đối tượng", "Changed a person’s record" }
    did_registry_recheck { "Đối chiếu lại hồ sơ với dữ liệu dân cư", "Compared a record with the register again" }
    did_registry_enrol { "Lập hồ sơ từ danh sách", "Made records of a list" }
    did_registry_export_households { "Tải danh sách hộ nghèo, cận nghèo", "Fetched a list of households" }
    did_registry_export_people { "Tải danh sách đối tượng", "Fetched a list of persons" }
    did_registry_export_people_full { "Tải danh sách đối tượng kèm đầy đủ số định danh", "Fetched a list of persons with full numbers" }
    did_registry_export_work_full { "Tải danh sách hồ sơ cần rà soát kèm đầy đủ số định danh", "Fetched a worklist with full numbers" }
    did_registry_export_work { "Tải danh sách hồ sơ cần rà soát", "Fetched a worklist" }
    did_registry_fill_decision { "Ghi quyết định của chế độ", "Filled a decision in" }
    noun_worklist { "Danh sách cần rà soát", "Worklist" }
    did_registry_place_hold { "Tạm giữ chi trả", "Held a payment" }
    did_registry_record_death { "Ghi nhận đối tượng đã chết", "Recorded a death" }
    did_registry_reject_change { "Không duyệt đề nghị sửa", "Rejected a correction" }
    did_registry_release_hold { "Bỏ tạm giữ chi trả", "Released a hold" }
    did_registry_decline_proposal { "Giữ như hồ sơ, không sửa theo dữ liệu dân cư", "Left a record as it is, against the register" }
    did_registry_request_change { "Đề nghị sửa đối tượng", "Asked for a correction" }
    did_registry_solve_exception { "Giải quyết sai lệch", "Solved an exception" }
    did_registry_undo_solution { "Hủy cách giải quyết sai lệch", "Took a solution back" }
    did_registry_view_sensitive { "Xem đầy đủ số của đối tượng", "Saw a person’s full numbers" }
    did_sources_download { "Tải tệp danh sách đã nhận", "Downloaded a list as received" }
    did_sources_return_rows { "Tải các dòng trả lại của tệp danh sách", "Downloaded the rows sent back of a list" }
    did_sources_accept_proposals { "Chấp nhận đề xuất sửa trong tệp danh sách", "Accepted proposed corrections of a list" }
    did_sources_reread { "Đọc lại tệp danh sách theo các cột đã chọn", "Read a list anew by chosen columns" }
    did_sources_receive { "Nhận tệp danh sách", "Received a list" }
    noun_exception { "Sai lệch", "Exception" }
    did_population_close { "Thôi chờ trả lời một đợt rà soát", "Stopped waiting for a batch" }
    did_population_prepare { "Lập đợt gửi rà soát dân cư", "Drew up a batch of requests" }
    did_population_receive { "Nhận trả lời rà soát dân cư", "Received answers of the population database" }
    did_population_receive_file { "Nhập tệp trả lời rà soát", "Took in a file of answers" }
    did_population_send { "Gửi rà soát dân cư", "Sent a batch of requests" }
    did_population_view_file { "Tải lại tệp gửi rà soát", "Fetched the file of a batch again" }
    noun_population_batch { "Đợt gửi rà soát", "Batch of requests" }
    noun_matching_snapshot { "Bản dữ liệu dân cư", "Population register" }
    noun_source_file { "Tệp danh sách", "File of a list" }
    noun_sources_file { "Tệp danh sách", "File of a list" }
    noun_sources_row { "Dòng danh sách", "Row of a list" }
    did_answer_take { "Nhận trả lời của ngân hàng, bưu điện", "Took an answer in" }
    did_cycle_approve { "Duyệt kỳ chi trả", "Approved a cycle" }
    did_cycle_close { "Khóa sổ tháng", "Closed a month" }
    did_cycle_compute { "Tính lệnh chi", "Computed a cycle" }
    did_cycle_instruct { "Tạo tệp chi", "Wrote the files of a cycle" }
    did_cycle_mark_unknown { "Đánh dấu lệnh quá hạn trả lời", "Marked payments as unanswered" }
    did_cycle_open { "Mở kỳ chi trả", "Opened a cycle" }
    did_cycle_send_file { "Gửi tệp chi", "Sent a file" }
    did_cycle_set_payer { "Khai tài khoản chi", "Named the account to pay from" }
    did_cycle_take_file { "Tải tệp chi", "Fetched a file of payments" }
    did_cycle_view_file { "Xem tệp chi", "Looked into a file of payments" }
    did_exception_settle { "Giải quyết sai lệch đối soát", "Settled an exception" }
    did_cash_fetch_file { "Tải danh sách chi trả tiền mặt", "Fetched a cash list" }
    did_settlement_confirm { "Xác nhận bảng quyết toán", "Confirmed a settlement" }
    did_settlement_hand_in { "Nộp bảng quyết toán", "Handed a settlement in" }
    did_settlement_send_back { "Trả lại bảng quyết toán", "Sent a settlement back" }
    did_settlement_take { "Nhận bảng quyết toán", "Took a settlement in" }
    noun_settlement { "Bảng quyết toán", "Settlement" }
    noun_answer { "Trả lời của ngân hàng, bưu điện", "Answer" }
    noun_cycle { "Kỳ chi trả", "Cycle" }
    noun_payer { "Tài khoản chi", "Account to pay from" }
    noun_payment_file { "Tệp chi", "File of payments" }
    trail_guest { "Khách, chưa đăng nhập", "A guest, not signed in" }
    trail_as_oneself { "Việc của chính tài khoản, không theo nhiệm vụ", "As oneself, in no role" }
    trail_unknown { "Không rõ là ai", "Nobody known" }
    trail_command_line { "Dòng lệnh trên máy chủ", "Command line of the server" }
    trail_job { "Công việc nền", "A job" }
}

/// A phrase in the language of whoever reads.
type Phrase = fn(T) -> &'static str;

/// Every operation the trail can hold, in the order of the codes.
#[rustfmt::skip]
pub(crate) const VERBS: &[(&str, Phrase)] = &[
    ("account.activate",              T::did_account_activate),
    ("account.check",                 T::did_account_check),
    ("account.claim",                 T::did_account_claim),
    ("account.end",                   T::did_account_end),
    ("account.recheck",               T::did_account_recheck),
    ("account.reject",                T::did_account_reject),
    ("account.replace",               T::did_account_replace),
    ("answer.take",                  T::did_answer_take),
    ("audit.alarm",                  T::did_audit_alarm),
    ("audit.export",                 T::did_audit_export),
    ("cash.fetch_file",              T::did_cash_fetch_file),
    ("cycle.approve",                T::did_cycle_approve),
    ("cycle.close",                  T::did_cycle_close),
    ("cycle.compute",                T::did_cycle_compute),
    ("cycle.instruct",               T::did_cycle_instruct),
    ("cycle.mark_unknown",           T::did_cycle_mark_unknown),
    ("cycle.open",                   T::did_cycle_open),
    ("cycle.send_file",              T::did_cycle_send_file),
    ("cycle.set_payer",              T::did_cycle_set_payer),
    ("cycle.take_file",              T::did_cycle_take_file),
    ("cycle.view_file",              T::did_cycle_view_file),
    ("exception.settle",             T::did_exception_settle),
    ("first_run.refuse",             T::did_first_run_refuse),
    ("job.ask_cancel",               T::did_job_ask_cancel),
    ("job.cancel",                   T::did_job_cancel),
    ("job.fail",                     T::did_job_fail),
    ("job.finish",                   T::did_job_finish),
    ("job.submit",                   T::did_job_submit),
    ("ledger.rebuild_balances",      T::did_ledger_rebuild_balances),
    ("letter.attach_file",           T::did_letter_attach_file),
    ("letter.correct",               T::did_letter_correct),
    ("letter.register",              T::did_letter_register),
    ("list.approve",                 T::did_list_approve),
    ("list.draft",                   T::did_list_draft),
    ("list.export",                  T::did_list_export),
    ("list.freeze",                  T::did_list_freeze),
    ("list.hand_over",               T::did_list_hand_over),
    ("list.refresh",                 T::did_list_refresh),
    ("list.return",                  T::did_list_return),
    ("matching.carry", T::did_matching_carry),
    ("matching.decide", T::did_matching_decide),
    ("matching.decide_answered", T::did_matching_decide_answered),
    ("matching.export_rows", T::did_matching_export_rows),
    ("matching.know_snapshot", T::did_matching_know_snapshot),
    ("matching.match_file", T::did_matching_match_file),
    ("matching.undo", T::did_matching_undo),
    ("office.close",                 T::did_office_close),
    ("office.create",                T::did_office_create),
    ("office.rename",                T::did_office_rename),
    ("password.change",              T::did_password_change),
    ("places.load_tree",             T::did_places_load_tree),
    ("population.close", T::did_population_close),
    ("population.prepare", T::did_population_prepare),
    ("population.receive", T::did_population_receive),
    ("population.receive_file", T::did_population_receive_file),
    ("population.send", T::did_population_send),
    ("population.view_file", T::did_population_view_file),
    ("reference.approve",            T::did_reference_approve),
    ("reference.change",             T::did_reference_change),
    ("reference.propose",            T::did_reference_propose),
    ("reference.reject",             T::did_reference_reject),
    ("registry.approve_change", T::did_registry_approve_change),
    ("registry.approve_movement", T::did_registry_approve_movement),
    ("registry.ask_province", T::did_registry_ask_province),
    ("registry.change", T::did_registry_change),
    ("registry.decline_proposal", T::did_registry_decline_proposal),
    ("registry.enrol", T::did_registry_enrol),
    ("registry.export_households", T::did_registry_export_households),
    ("registry.export_people", T::did_registry_export_people),
    ("registry.export_people_full", T::did_registry_export_people_full),
    ("registry.export_work", T::did_registry_export_work),
    ("registry.export_work_full", T::did_registry_export_work_full),
    ("registry.fill_decision", T::did_registry_fill_decision),
    ("registry.find_alike", T::did_registry_find_alike),
    ("registry.place_hold", T::did_registry_place_hold),
    ("registry.place_movement", T::did_registry_place_movement),
    ("registry.recheck", T::did_registry_recheck),
    ("registry.record_death", T::did_registry_record_death),
    ("registry.reject_change", T::did_registry_reject_change),
    ("registry.reject_movement", T::did_registry_reject_movement),
    ("registry.release_hold", T::did_registry_release_hold),
    ("registry.reopen_movement", T::did_registry_reopen_movement),
    ("registry.request_change", T::did_registry_request_change),
    ("registry.solve_exception", T::did_registry_solve_exception),
    ("registry.stage_movements", T::did_registry_stage_movements),
    ("registry.undo_death", T::did_registry_undo_death),
    ("registry.undo_movement", T::did_registry_undo_movement),
    ("registry.undo_solution", T::did_registry_undo_solution),
    ("registry.view_sensitive", T::did_registry_view_sensitive),
    ("second_factor.begin",          T::did_second_factor_begin),
    ("second_factor.enrol",          T::did_second_factor_enrol),
    ("second_factor.prove",          T::did_second_factor_prove),
    ("second_factor.recovery_codes", T::did_second_factor_recovery_codes),
    ("second_factor.refuse",         T::did_second_factor_refuse),
    ("second_factor.remove",         T::did_second_factor_remove),
    ("session.end",                  T::did_session_end),
    ("session.end_others",           T::did_session_end_others),
    ("session.sign_out",             T::did_session_sign_out),
    ("session.switch",               T::did_session_switch),
    ("settlement.confirm",           T::did_settlement_confirm),
    ("settlement.hand_in",           T::did_settlement_hand_in),
    ("settlement.send_back",         T::did_settlement_send_back),
    ("settlement.take",              T::did_settlement_take),
    ("sign_in.enter",                T::did_sign_in_enter),
    ("sign_in.refuse",               T::did_sign_in_refuse),
    ("sources.accept_proposals", T::did_sources_accept_proposals),
    ("sources.download", T::did_sources_download),
    ("sources.receive", T::did_sources_receive),
    ("sources.reread", T::did_sources_reread),
    ("sources.return_rows", T::did_sources_return_rows),
    ("staff.assign",                 T::did_staff_assign),
    ("staff.change",                 T::did_staff_change),
    ("staff.confirm_token",          T::did_staff_confirm_token),
    ("staff.create",                 T::did_staff_create),
    ("staff.create_first",           T::did_staff_create_first),
    ("staff.create_service",         T::did_staff_create_service),
    ("staff.deactivate",             T::did_staff_deactivate),
    ("staff.end_assignment",         T::did_staff_end_assignment),
    ("staff.issue_token",            T::did_staff_issue_token),
    ("staff.link_external",          T::did_staff_link_external),
    ("staff.reactivate",             T::did_staff_reactivate),
    ("staff.reset_password",         T::did_staff_reset_password),
    ("staff.reset_second_factor",    T::did_staff_reset_second_factor),
    ("staff.revoke_token",           T::did_staff_revoke_token),
    ("staff.unlink_external",        T::did_staff_unlink_external),
    ("staff.unlock",                 T::did_staff_unlock),
    ("survey.close_minutes",          T::did_survey_close_minutes),
    ("survey.confirm_authorisation",  T::did_survey_confirm_authorisation),
    ("survey.receive_form",           T::did_survey_receive_form),
    ("survey.receive_guardians",      T::did_survey_receive_guardians),
    ("survey.record_authorisation",   T::did_survey_record_authorisation),
    ("survey.record_visits",          T::did_survey_record_visits),
    ("survey.revoke_authorisation",   T::did_survey_revoke_authorisation),
    ("survey.sign_minutes",           T::did_survey_sign_minutes),
    ("survey.write_form",             T::did_survey_write_form),
];

/// Every kind of thing, likewise.
#[rustfmt::skip]
const NOUNS: &[(&str, Phrase)] = &[
    ("account",       T::noun_account),
    ("answer",        T::noun_answer),
    ("audit",         T::noun_audit),
    ("authorisation", T::noun_authorisation),
    ("bank",          T::noun_bank),
    ("calendar_rule", T::noun_calendar_rule),
    ("category",      T::noun_category),
    ("cycle",         T::noun_cycle),
    ("exception", T::noun_exception),
    ("guardian_list", T::noun_guardian_list),
    ("holiday",       T::noun_holiday),
    ("job",           T::noun_job),
    ("ledger",        T::noun_ledger),
    ("letter",        T::noun_letter),
    ("list",          T::noun_list),
    ("matching_snapshot", T::noun_matching_snapshot),
    ("minutes",       T::noun_minutes),
    ("movement",      T::noun_movement),
    ("office",        T::noun_office),
    ("payer",         T::noun_payer),
    ("payment_file",  T::noun_payment_file),
    ("person",        T::noun_person),
    ("population_batch", T::noun_population_batch),
    ("profile",       T::noun_profile),
    ("rate",          T::noun_rate),
    ("session",       T::noun_session),
    ("settlement",    T::noun_settlement),
    ("source_file", T::noun_source_file),
    ("sources_file", T::noun_sources_file),
    ("sources_row", T::noun_sources_row),
    ("staff",         T::noun_staff),
    ("target",        T::noun_target),
    ("unit_tree",     T::noun_unit_tree),
    ("visit_form",    T::noun_visit_form),
    ("visits",        T::noun_visits),
    ("worklist",      T::noun_worklist),
];

impl T {
    /// What was done; a code of a newer program as it is.
    pub fn verb(self, code: &str) -> &str {
        phrase(self, VERBS, code)
    }

    /// What it was done to, likewise.
    pub fn noun(self, code: &str) -> &str {
        phrase(self, NOUNS, code)
    }

    /// From where: a network address as it is, the other ways in by name.
    pub fn way_in(self, address: &str) -> &str {
        match address {
            "command line" => self.trail_command_line(),
            "job" => self.trail_job(),
            address => address,
        }
    }
}

fn phrase<'c>(t: T, known: &[(&str, Phrase)], code: &'c str) -> &'c str {
    known.iter().find(|(known, _)| *known == code).map_or(code, |(_, phrase)| phrase(t))
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::reference::ReferenceKind;
    use std::{
        collections::BTreeSet,
        fs,
        path::{Path, PathBuf},
    };

    /// What looks like an operation in the room `office` and is the name of a job.
    const NO_VERBS: &[&str] = &[
        "matching.folder",
        "matching.index_unreadable",
        "matching.load_register",
        "matching.match",
        "matching.no_register",
        "matching.register_empty",
        "matching.register_unreadable",
        "audit.verify",
        "social_protection.standard",
    ];
    /// Rooms just being built, whose operations have no phrases yet and are shown as codes. This list may only shrink.
    const NOT_YET: &[&str] = &["documents", "reports"];
    /// Ends of the names of files.
    const FILES: &[&str] = &["csv", "json", "key", "txt"];

    /// The program's own text of a crate, file by file, without its tests.
    fn sources(crate_folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![crate_folder.join("src")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a folder of sources") {
                let path = entry.expect("an entry").path();
                let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
                if path.is_dir() && name != "tests" {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "rs")
                    && !["tests.rs", "testing.rs", "store.rs"].contains(&name.as_str())
                {
                    let text = fs::read_to_string(&path).expect("a source file");
                    found.push(text.split("#[cfg(test)]\nmod tests {").next().expect("a first part").to_owned());
                }
            }
        }
        found
    }

    /// Every literal with what stands before it.
    fn literals(text: &str) -> Vec<(&str, &str)> {
        let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
        quotes.windows(2).map(|pair| (text[..pair[0]].trim_end(), &text[pair[0] + 1..pair[1]])).collect()
    }

    /// `staff.assign`: two words of small letters.
    fn looks_like_a_verb(literal: &str) -> bool {
        let is_word =
            |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let parts = literal.split_once('.');
        parts.is_some_and(|(noun, verb)| is_word(noun) && is_word(verb) && !FILES.contains(&verb))
    }

    fn rooms() -> Vec<PathBuf> {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of crates");
        let folders = fs::read_dir(crates).expect("the folder of crates").map(|entry| entry.expect("an entry").path());
        // These record nothing: they know no audit trail, or leave it to the rooms.
        let without = [&["kernel", "db", "web"], NOT_YET].concat();
        folders.filter(|path| !without.iter().any(|none| path.ends_with(none))).collect()
    }

    fn verbs() -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for room in rooms() {
            for text in sources(&room) {
                for (before, literal) in literals(&text).into_iter().filter(|(_, literal)| looks_like_a_verb(literal)) {
                    let is_named = before.ends_with("verb:") || before.ends_with("entry(");
                    // In `office` every such word counts, however it comes to the record.
                    let is_wide =
                        ["accounts", "office", "matching", "registry"].iter().any(|wide| room.ends_with(wide))
                            && !["lock(", "condition("].iter().any(|end| before.ends_with(end));
                    if (is_named || is_wide) && !NO_VERBS.contains(&literal) {
                        found.insert(literal.to_owned());
                    }
                }
            }
        }
        found
    }

    #[test]
    fn every_operation_of_the_rooms_has_a_phrase_and_no_phrase_is_left_over() {
        let known: BTreeSet<String> = VERBS.iter().map(|(code, _)| (*code).to_owned()).collect();
        assert_eq!(known, verbs());
        assert!(VERBS.is_sorted_by_key(|(code, _)| *code) && NOUNS.is_sorted_by_key(|(code, _)| *code));
    }

    #[test]
    fn every_kind_of_thing_has_a_name() {
        let known: BTreeSet<&str> = NOUNS.iter().map(|(code, _)| *code).collect();
        let mut found: BTreeSet<String> = ReferenceKind::ALL.iter().map(|kind| kind.key().to_owned()).collect();
        for text in rooms().iter().flat_map(|room| sources(room)) {
            let kinds = literals(&text).into_iter().filter(|(before, _)| before.ends_with("subject_kind:"));
            found.extend(kinds.map(|(_, literal)| literal.to_owned()));
        }
        assert_eq!(known, found.iter().map(String::as_str).collect());
    }

    #[test]
    fn a_new_operation_is_seen() {
        let text = "audit::record(tx, acting, entry(\n    \"cycle.open\", id))?; Entry { verb: \"list.freeze\" }";
        let found: Vec<_> = literals(text).into_iter().filter(|(_, literal)| looks_like_a_verb(literal)).collect();
        assert!(found[0].0.ends_with("entry(") && found[0].1 == "cycle.open", "{found:?}");
        assert!(found[1].0.ends_with("verb:") && found[1].1 == "list.freeze", "{found:?}");
    }
}
