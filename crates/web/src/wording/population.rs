//! Asking the population database: batches, answers, and what became of them.

use super::{T, wording};
use population::{AnswerFileFault, BatchState, Channel, Refusal, RequestState};

wording! {
    population_title { "Gửi rà soát", "Population requests" }
    population_what { "Gửi danh sách sang cơ sở dữ liệu dân cư và nhận trả lời", "Send rows to the population database and take its answers" }
    population_lead {
        "Những dòng chưa gửi của một xã được gửi thành một đợt. Trả lời được áp dụng theo đúng quy tắc đối chiếu: chỉ dòng trùng số định danh, họ tên và ngày sinh mới được xác thực.",
        "Rows of a commune that were never sent leave as one batch. Answers are applied by the rules of matching: only the same number, name and date verify a row.",
    }
    population_send_title { "Gửi một đợt mới", "Send a new batch" }
    population_send { "Lập và gửi đợt rà soát", "Draw up and send" }
    population_unit { "Xã, phường", "Commune" }
    population_unit_hint { "Chỉ gửi những dòng chưa gửi, hoặc đã thôi chờ trả lời.", "Only rows that were never sent, or whose answer nobody waits for, are sent." }
    population_whole_area { "Tất cả trong địa bàn của bạn", "All of your area" }
    population_due { "Hạn trả lời", "Answer expected by" }
    population_due_hint { "Qua ngày này mà chưa trả lời đủ thì đợt được báo là quá hạn.", "After this day a batch that is not fully answered is shown as overdue." }
    population_channel { "Cách gửi", "How it travels" }
    channel_service { "Qua mạng", "Over the network" }
    channel_service_hint { "Hệ thống tự hỏi từng dòng và ghi trả lời.", "The program asks row by row and writes the answers down." }
    channel_file { "Bằng tệp", "As a file" }
    channel_file_hint { "Tải tệp về, chuyển cho cơ quan dân cư, rồi nhập tệp trả lời.", "Fetch the file, hand it to the population office, then take in its file of answers." }
    population_none { "Chưa gửi đợt nào", "No batch yet" }
    population_none_text { "Chọn một xã ở trên để gửi những dòng chưa được rà soát.", "Choose a commune above to send the rows that were never sent." }
    population_caption { "Các đợt đã lập, mới nhất ở trên", "Batches, the newest first" }
    population_prepared { "Ngày lập", "Drawn up" }
    population_requests { "Số dòng", "Rows" }
    population_waiting { "Chưa trả lời", "Not answered" }
    population_state { "Tình trạng", "State" }
    population_batch_title(unit) { "Đợt gửi rà soát: {unit}", "Batch of {unit}" }
    population_facts_service { "Gửi đến", "Sent to" }
    population_facts_purpose { "Mục đích", "Purpose" }
    population_facts_ground { "Căn cứ", "Legal ground" }
    population_facts_prepared { "Lập đợt", "Drawn up" }
    population_facts_sent { "Gửi đi", "Sent" }
    population_not_sent { "Chưa gửi", "Not yet" }
    population_by(at, who) { "{at}, do {who}", "{at}, by {who}" }
    population_counts { "Kết quả của đợt", "What came of the batch" }
    population_count { "Số dòng", "Rows" }
    population_found { "Có trả lời, tìm thấy người", "Answered, somebody was found" }
    population_nobody { "Có trả lời, không tìm thấy ai", "Answered, nobody was found" }
    population_changed { "Có trả lời nhưng dòng đã sửa sau khi gửi: không áp dụng", "Answered, but the row was changed since: not applied" }
    population_kept { "Có trả lời nhưng dòng đã có kết quả mới hơn: không áp dụng", "Answered, but the row had a newer result: not applied" }
    population_still_waiting { "Chưa trả lời", "Not answered" }
    population_faulty(count) { "trong đó {count} dòng nhận trả lời không dùng được", "of them {count} with an answer that cannot be used" }
    population_step_title { "Việc tiếp theo", "What is next" }
    population_file_text {
        "Tệp chứa dữ liệu cá nhân. Tải về là coi như đã gửi và được ghi vào nhật ký; tải lại luôn được đúng tệp cũ.",
        "The file holds personal data. Fetching it counts as sending and is written in the trail; fetched again it is the same bytes.",
    }
    population_take_file { "Tải tệp gửi", "Fetch the file" }
    population_take_answers { "Nhập tệp trả lời", "Take in the answers" }
    population_answers_file { "Tệp trả lời (CSV)", "File of answers (CSV)" }
    population_answers_hint {
        "Nhập một phần cũng được: những dòng còn lại vẫn chờ. Nhập lại đúng tệp cũ thì không có gì thay đổi.",
        "A part is fine: the other rows go on waiting. The same file again changes nothing.",
    }
    population_answers_missing { "Hãy chọn tệp trả lời.", "Choose the file of answers." }
    population_lines_unread(count) {
        "Đã nhập, nhưng {count} dòng trong tệp không đọc được nên các yêu cầu đó vẫn chờ trả lời:",
        "Taken in, but {count} lines of the file cannot be read, so these requests go on waiting:",
    }
    population_line_unread(line, field) { "Dòng {line}: cột {field} không đọc được hoặc mâu thuẫn với dòng khác.", "Line {line}: column {field} cannot be read or contradicts another line." }
    population_ask_text {
        "Những dòng chưa có trả lời được hỏi lại bằng đúng mã yêu cầu cũ.",
        "Rows without an answer are asked about again under the same ids.",
    }
    population_ask { "Gửi", "Send" }
    population_ask_again { "Hỏi lại những dòng còn thiếu", "Ask again for the rest" }
    population_no_service_text {
        "Máy chủ chưa được khai báo dịch vụ dân cư nên không gửi qua mạng được. Hãy báo quản trị hệ thống, hoặc thôi chờ đợt này rồi gửi bằng tệp.",
        "No population service is set up on the server, so nothing can be sent over the network. Tell the administrator, or stop waiting for this batch and send a file.",
    }
    population_close { "Thôi chờ trả lời", "Stop waiting" }
    population_close_title { "Thôi chờ trả lời của đợt này?", "Stop waiting for this batch?" }
    population_close_text {
        "Những gì đã trả lời vẫn giữ nguyên. Các dòng chưa trả lời được phép gửi lại trong đợt khác; trả lời đến muộn của đợt này không được nhận nữa.",
        "What was answered stays. Rows without an answer may be sent in another batch; answers to this one that come late are not taken any more.",
    }
    population_done_text { "Đợt này không còn gì phải làm.", "Nothing is left to do for this batch." }
    population_rows_link { "Xem các dòng chờ quyết định", "See the rows that wait for a decision" }
    population_told_title { "Những dòng cần xem lại", "Rows that need a look" }
    population_told_caption { "Dòng và điều đã xảy ra", "Row and what happened" }
    population_told_row { "Dòng", "Row" }
    population_told_what { "Điều đã xảy ra", "What happened" }

    batch_prepared { "Đã lập, chưa gửi", "Drawn up, not sent" }
    batch_sent { "Đã gửi, chờ trả lời", "Sent, waiting" }
    batch_partly_answered { "Đã trả lời một phần", "Partly answered" }
    batch_answered { "Đã trả lời đủ", "Answered" }
    batch_overdue { "Quá hạn trả lời", "Overdue" }
    batch_closed { "Thôi chờ", "No longer waited for" }

    told_changed { "Dòng đã sửa sau khi gửi; trả lời không được áp dụng. Hãy gửi lại dòng này trong đợt mới.", "The row was changed after it was sent; the answer was not applied. Send it in a new batch." }
    told_kept { "Dòng đã được đối chiếu hoặc quyết định sau khi hỏi; kết quả đó được giữ, trả lời xem ở trang của dòng.", "The row was matched or decided on since it was asked about; that stays, and the answer is shown on the row’s page." }
    told_unreachable { "Không liên lạc được với dịch vụ dân cư.", "The population service could not be reached." }
    told_timed_out { "Dịch vụ dân cư trả lời quá chậm.", "The population service took too long." }
    told_cut_off { "Trả lời bị đứt giữa chừng.", "The answer broke off." }
    told_failing { "Dịch vụ dân cư đang có lỗi.", "The population service has a fault." }
    told_busy { "Dịch vụ dân cư yêu cầu chờ.", "The population service asks to wait." }
    told_denied { "Dịch vụ dân cư không nhận mã truy cập của máy chủ này.", "The population service does not accept this server’s token." }
    told_rejected { "Dịch vụ dân cư từ chối yêu cầu này. Hãy kiểm tra họ tên, ngày sinh của dòng.", "The population service refuses the request. Check the row’s name and date." }
    told_other_request { "Trả lời ghi mã của một yêu cầu khác nên không được áp dụng.", "The answer belonged to another request and was not applied." }
    told_unreadable { "Trả lời không đọc được nên không được áp dụng.", "The answer could not be read and was not applied." }

    notice_batch_prepared { "Đã lập đợt rà soát. Hãy tải tệp và chuyển cho cơ quan dân cư.", "The batch is drawn up. Fetch the file and hand it to the population office." }
    notice_answers_taken { "Đã nhập tệp trả lời. Kết quả ở bảng dưới.", "The answers are taken in. The table below shows what came of them." }
    notice_answers_exist { "Tệp này đã nhập trước đây; không có gì thay đổi.", "This file was taken in before; nothing has changed." }
    notice_batch_closed { "Đã thôi chờ trả lời. Các dòng còn lại có thể gửi trong đợt khác.", "Nobody waits for this batch any more. The other rows may be sent in another one." }
    kind_population_ask { "Hỏi cơ sở dữ liệu dân cư", "Asking the population database" }
    population_job_done(verified, mismatch, pending, not_found, changed, kept) {
        "Đã nhận trả lời: {verified} dòng xác thực, {mismatch} lệch, {pending} chờ xác thực, {not_found} không tìm thấy; {changed} dòng đã sửa và {kept} dòng có kết quả mới hơn nên không áp dụng.",
        "Answers taken: {verified} rows verified, {mismatch} mismatches, {pending} pending, {not_found} not found; {changed} changed since and {kept} with a newer result were not applied.",
    }
    population_job_open { "Mở đợt rà soát", "Open the batch" }
    job_population_away {
        "Dịch vụ dân cư không trả lời được lúc này. Những gì đã nhận vẫn được giữ; hãy mở đợt rà soát và hỏi lại sau.",
        "The population service cannot answer now. What came is kept; open the batch and ask again later.",
    }

    refused_nothing_to_ask {
        "Trong địa bàn đã chọn không còn dòng nào chưa gửi. Hãy chọn xã khác, hoặc nhập thêm danh sách.",
        "No row of the chosen area is left to send. Choose another commune, or take in more lists.",
    }
    refused_due_in_past { "Hạn trả lời phải sau ngày hôm nay.", "The day by which an answer is expected has to be after today." }
    refused_no_service {
        "Máy chủ chưa được khai báo dịch vụ dân cư. Hãy gửi bằng tệp, hoặc báo quản trị hệ thống.",
        "No population service is set up on the server. Send a file, or tell the administrator.",
    }
    refused_other_channel(channel) {
        "Đợt này đi theo cách “{channel}”, không làm được việc vừa chọn.",
        "This batch travels “{channel}”; that cannot be done with it.",
    }
    refused_batch_is(state) {
        "Đợt này đang là “{state}” nên không làm được việc vừa chọn. Hãy xem lại tình trạng của đợt.",
        "This batch is “{state}”, so that cannot be done. Look at where it stands.",
    }
    refused_other_batch {
        "Không có dòng nào dùng được trong tệp thuộc đợt này nên không nhập gì. Hãy kiểm tra có đúng tệp trả lời của đợt không.",
        "Not one usable line of the file belongs to this batch, so nothing was taken in. Check that it is the answer to this batch.",
    }
    refused_damaged_batch {
        "Dữ liệu đã lưu của đợt này không còn nguyên vẹn. Hãy báo quản trị hệ thống.",
        "What was kept of this batch is damaged. Tell the administrator.",
    }
    answer_file_long { "Tệp trả lời quá lớn. Hãy tách tệp rồi nhập từng phần.", "The file of answers is too large. Split it and take it in by parts." }
    answer_file_empty { "Tệp trả lời trống. Hãy chọn lại tệp.", "The file of answers is empty. Choose another one." }
    answer_file_no_column(column) { "Tệp không có cột {column} nên không phải tệp trả lời. Hãy kiểm tra lại.", "The file has no column {column}, so it is no file of answers. Check it." }
    answer_file_not_csv(line) { "Dòng {line} của tệp không đúng dạng CSV. Hãy xin lại tệp trả lời.", "Line {line} of the file is not CSV. Ask for the file again." }
}

impl T {
    /// Where a batch stands.
    pub(crate) const fn batch_state(self, state: BatchState) -> &'static str {
        match state {
            BatchState::Prepared => self.batch_prepared(),
            BatchState::Sent => self.batch_sent(),
            BatchState::PartlyAnswered => self.batch_partly_answered(),
            BatchState::Answered => self.batch_answered(),
            BatchState::Overdue => self.batch_overdue(),
            BatchState::Closed => self.batch_closed(),
        }
    }

    /// How a batch travels.
    pub(crate) const fn population_channel_named(self, channel: Channel) -> &'static str {
        match channel {
            Channel::Service => self.channel_service(),
            Channel::File => self.channel_file(),
        }
    }

    /// What became of a question, on the timeline of its person.
    pub(crate) const fn request_state(self, state: RequestState) -> &'static str {
        match state {
            RequestState::Waiting => self.request_waits(),
            RequestState::Applied => self.request_applied(),
            RequestState::Changed => self.told_changed(),
            RequestState::Kept => self.told_kept(),
        }
    }

    /// Why a row of a batch needs a look.
    pub(crate) fn population_told(self, state: RequestState, fault: Option<&str>) -> &'static str {
        match (state, fault) {
            (RequestState::Changed, _) => self.told_changed(),
            (RequestState::Kept, _) => self.told_kept(),
            (RequestState::Waiting | RequestState::Applied, fault) => self.ask_fault(fault.unwrap_or_default()),
        }
    }

    /// What a request brought instead of an answer, by the word it is stored as.
    fn ask_fault(self, key: &str) -> &'static str {
        match key {
            "unreachable" => self.told_unreachable(),
            "timed_out" => self.told_timed_out(),
            "cut_off" => self.told_cut_off(),
            "failing" => self.told_failing(),
            "busy" => self.told_busy(),
            "denied" => self.told_denied(),
            "rejected" | "refused" => self.told_rejected(),
            "other_request" => self.told_other_request(),
            _ => self.told_unreadable(),
        }
    }

    /// Why asking stopped, if it is one of this room's reasons.
    pub(crate) fn population_job_fault(self, fault: &str) -> Option<&'static str> {
        match fault.strip_prefix("population.")? {
            "no_service" => Some(self.refused_no_service()),
            "denied" => Some(self.told_denied()),
            _ => Some(self.job_population_away()),
        }
    }

    /// What happened, then what to do: the room `population`.
    pub(crate) fn population_refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::NothingToAsk => self.refused_nothing_to_ask().to_owned(),
            Refusal::DueInPast => self.refused_due_in_past().to_owned(),
            Refusal::NoService => self.refused_no_service().to_owned(),
            Refusal::OtherChannel { channel } => self.refused_other_channel(self.population_channel_named(*channel)),
            Refusal::BatchIs { state } => self.refused_batch_is(self.batch_state(*state)),
            Refusal::AnswerFile(AnswerFileFault::TooLong) => self.answer_file_long().to_owned(),
            Refusal::AnswerFile(AnswerFileFault::Empty) => self.answer_file_empty().to_owned(),
            Refusal::AnswerFile(AnswerFileFault::NoColumn { column }) => self.answer_file_no_column(column),
            Refusal::AnswerFile(AnswerFileFault::NotCsv { line }) => self.answer_file_not_csv(line),
            Refusal::OtherBatch => self.refused_other_batch().to_owned(),
            Refusal::Damaged => self.refused_damaged_batch().to_owned(),
            Refusal::Matching(refusal) => self.matching_refusal(refusal),
            Refusal::Office(refusal) => self.refusal(refusal),
            Refusal::Db(_) => self.refused_database().to_owned(),
        }
    }
}
