//! Jobs.

use super::wording;

wording! {
    jobs_title { "Việc đang chạy", "Jobs" }
    jobs_what { "Tiến độ nhập tệp, xuất dữ liệu, lập báo cáo", "Progress of imports, exports and reports" }
    jobs_own { "Việc của tôi", "My jobs" }
    jobs_all { "Mọi việc", "All jobs" }
    jobs_tabs { "Xem việc của ai", "Whose jobs" }
    jobs_caption { "Việc gần đây, mới nhất ở trên", "Recent jobs, newest first" }
    job_kind { "Việc", "Job" }
    job_about { "Về", "About" }
    job_days(from, to) { "Từ {from} đến {to}", "{from} to {to}" }
    job_more_files(names, more) { "{names} và {more} tệp khác", "{names} and {more} more files" }
    job_batch(unit, instant) { "{unit}, đợt lập lúc {instant}", "{unit}, drawn up {instant}" }
    job_state { "Trạng thái", "State" }
    job_submitted { "Yêu cầu lúc", "Asked for" }
    job_ended { "Kết thúc lúc", "Ended" }
    job_progress { "Tiến độ", "Progress" }
    job_of(done, total) { "{done} / {total}", "{done} of {total}" }
    job_done_only(done) { "Đã xử lý {done}", "{done} done" }
    job_not_begun { "Chưa bắt đầu", "Not begun" }
    job_cancel { "Dừng việc này", "Stop this job" }
    job_cancel_asked { "Đã yêu cầu dừng; việc dừng sau bước đang làm.", "Asked to stop; it stops after the step it is in." }
    job_fault { "Lý do không thành", "What went wrong" }
    job_look_again { "Xem lại tiến độ", "Look again" }
    job_live { "Trang tự cập nhật khi việc tiến triển.", "The page updates itself as the job goes on." }
    job_result { "Kết quả", "Result" }
    job_file(size) { "Tải tệp ({size})", "Download the file ({size})" }
    job_file_records(records, days) { "{records} bản ghi của {days} ngày", "{records} records of {days} days" }
}
