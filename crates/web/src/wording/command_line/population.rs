//! What the command line says of asking the population database.

use super::CommandLine;
use crate::wording::{Language, T};

command_line! {
    population_about { "Gửi rà soát sang cơ sở dữ liệu dân cư và nhận trả lời.", "Ask the population database, and take its answers." }
    population_ask_about {
        "Gửi những dòng chưa gửi của một đơn vị: qua mạng, hoặc ra một tệp.",
        "Send the rows of a unit that were never sent: over the network, or into a file.",
    }
    population_ask_more {
        "Với --to: lập đợt gửi bằng tệp và ghi tệp đó. Không có --to: hỏi dịch vụ ở --population-url từng dòng một; chạy lại với --batch thì hỏi tiếp những dòng còn thiếu bằng đúng mã yêu cầu cũ.",
        "With --to: draws up a batch that travels as a file, and writes the file. Without: asks the service at --population-url row by row; run again with --batch, what is not answered is asked about under the same ids.",
    }
    population_take_about { "Nhập tệp trả lời của một đợt.", "Take in a file of answers to a batch." }
    population_list_about { "Liệt kê các đợt trong địa bàn và tình trạng của từng đợt.", "List the batches of the area and where each stands." }
    population_close_about { "Thôi chờ phần chưa trả lời của một đợt.", "Stop waiting for the rest of a batch." }
    population_batch_help { "Mã của đợt, như lệnh population list cho biết.", "The id of the batch, as population list tells it." }
    population_due_help { "Hạn trả lời; không có thì mười ngày nữa.", "The day by which an answer is expected; without it, in ten days." }
    population_to_help { "Tệp yêu cầu sẽ ghi.", "The file of requests to write." }
    population_answers_help { "Tệp trả lời (CSV).", "The file of answers (CSV)." }
    population_url_help {
        "Địa chỉ dịch vụ dân cư (trục NDXP/LGSP), https hoặc trên chính máy này; không có thì chỉ gửi bằng tệp.",
        "Address of the population service, https or on this machine; without it, batches travel as files.",
    }
    population_token_help { "Mã truy cập dịch vụ dân cư.", "The token the population service knows us by." }
    population_agency_help { "Mã định danh điện tử của cơ quan (MaDonVi).", "The electronic id of the agency (MaDonVi)." }
    population_procedure_help { "Mã thủ tục hành chính (MaDVC).", "The code of the administrative procedure (MaDVC)." }
    population_integration_help { "Mã dịch vụ tích hợp, chỉ gồm chữ số (MaTichHop).", "The code of the integrated service, digits alone (MaTichHop)." }
    population_service_fault(why) {
        "Không dùng được dịch vụ dân cư như đã khai báo: {why}. Hãy xem lại các tùy chọn --population-….",
        "The population service cannot be used as it is set up: {why}. Look at the options --population-….",
    }
    population_written(requests, batch, path) {
        "Đã lập đợt {batch} gồm {requests} dòng và ghi tệp {path}.",
        "Batch {batch} with {requests} rows is drawn up and written to {path}.",
    }
    population_answered(batch, verified, mismatch, pending, not_found) {
        "Đợt {batch}: {verified} dòng xác thực, {mismatch} lệch, {pending} chờ xác thực, {not_found} không tìm thấy.",
        "Batch {batch}: {verified} verified, {mismatch} mismatches, {pending} pending, {not_found} not found.",
    }
    population_not_applied(changed, kept, again, foreign) {
        "Không áp dụng: {changed} dòng đã sửa sau khi gửi, {kept} dòng cán bộ đã quyết định, {again} đã trả lời trước đây, {foreign} không thuộc đợt này.",
        "Not applied: {changed} changed since, {kept} decided by officers, {again} answered before, {foreign} of other batches.",
    }
    population_known { "Tệp này đã nhập trước đây; không có gì thay đổi.", "This file was taken in before; nothing has changed." }
    population_line(batch, unit, state, requests, waiting, due) {
        "{batch}  {unit}: {state}; {requests} dòng, {waiting} chưa trả lời, hạn {due}",
        "{batch}  {unit}: {state}; {requests} rows, {waiting} not answered, due {due}",
    }
    population_no_batches { "Chưa có đợt nào trong địa bàn.", "No batch in the area." }
    population_stopped(why) { "Chưa hỏi xong: {why}", "Asking stopped: {why}" }
    slow_ms_help { "Mỗi trả lời chậm bấy nhiêu mili giây.", "How many milliseconds every answer takes." }
    retry_after_help { "Số giây bảo chờ khi từ chối vì hỏi quá nhanh.", "The seconds to wait that come with a refusal for asking too often." }
}

impl CommandLine {
    /// Where a batch stands, in the words of the screens.
    pub const fn batch_state(self, state: ::population::BatchState) -> &'static str {
        T(self.0).batch_state(state)
    }

    /// Why a batch or an answer is refused, in the words of the screens.
    pub fn population_refusal(self, refusal: &::population::Refusal) -> String {
        T(self.0).population_refusal(refusal)
    }

    /// Why a job ended, in the words of the screens.
    pub fn job_fault(self, fault: &str) -> String {
        T(self.0).job_fault_said(fault)
    }
}
