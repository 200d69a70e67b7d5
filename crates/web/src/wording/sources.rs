//! Source files: why one is refused, and why a row comes back.

use super::{T, command_line::CommandLine, wording};
use sources::{FaultKind, Field, FileFault, Refusal, RowFault, SourceKind};

wording! {
    imports_title { "Nhận danh sách", "Imports" }
    imports_what { "Tệp của các cơ quan: nhận vào, dòng trả lại, tệp gốc", "Agencies’ files: as received, rows sent back, the originals" }
    imports_caption { "Tệp đã nhận, mới nhất ở trên", "Files received, the newest first" }
    imports_none { "Chưa nhận tệp nào", "No file yet" }
    imports_none_text {
        "Gửi tệp Excel, OpenDocument hoặc CSV của cơ quan cung cấp. Dòng nào chưa đúng sẽ được trả lại kèm lý do để sửa và gửi lại.",
        "Send an agency’s workbook or CSV. Rows that are not right come back with the reason, to be corrected and sent again.",
    }
    import_send { "Nhận tệp mới", "Take a file in" }
    import_send_button { "Gửi tệp", "Send the file" }
    import_lead {
        "Giữ nguyên tệp như cơ quan gửi: không cần sửa tiêu đề hay xóa dòng tổng cộng. Hệ thống tự nhận cột theo tên và lưu tệp gốc.",
        "Send the file as the agency made it: headings and totals may stay. Columns are found by what they are called, and the original is kept.",
    }
    import_file { "Tệp", "File" }
    import_source { "Nguồn danh sách", "Kind of list" }
    import_unit { "Đơn vị gửi", "Sent by" }
    import_unit_hint {
        "Xã trong tệp được hiểu trong địa bàn của đơn vị này.",
        "Communes in the file are understood within this unit.",
    }
    import_choose { "Chọn tệp danh sách", "Choose the list" }
    import_choose_hint { "Excel (.xlsx, .xls), OpenDocument (.ods) hoặc CSV, tối đa 300 MB.", "Excel (.xlsx, .xls), OpenDocument (.ods) or CSV, up to 300 MB." }
    import_received { "Nhận lúc", "Received" }
    import_form { "Dạng tệp", "Form" }
    import_form_xlsx { "Bảng tính Excel", "Excel workbook" }
    import_form_xls { "Bảng tính Excel 97–2003", "Excel 97–2003 workbook" }
    import_form_ods { "Bảng tính OpenDocument", "OpenDocument sheets" }
    import_form_csv { "CSV", "CSV text" }
    import_good { "Dòng nhận", "Rows kept" }
    import_doubtful { "Cần xem lại", "To look at" }
    import_bad { "Dòng trả lại", "Sent back" }
    import_rows { "Số dòng", "Rows" }
    import_states { "Kết quả rà soát các dòng đã nhận", "Where the kept rows stand" }
    import_next { "Bước tiếp theo", "What comes next" }
    import_next_text {
        "Đối chiếu các dòng với dữ liệu dân cư, quyết định những dòng còn chờ, rồi lập hồ sơ đối tượng. Làm lại không sinh ra hồ sơ trùng.",
        "Have the rows compared with the population register, decide on those that wait, then make records of them. Doing it again makes nothing twice.",
    }
    import_returned { "Tải các dòng cần sửa (Excel, có cột “Lý do”)", "Download the rows to correct (Excel, with the reasons)" }
    import_original { "Tải tệp gốc", "Download the original" }
    import_faults_title { "Dòng trả lại và dòng cần xem lại", "Rows sent back, and rows to look at" }
    import_faults { "Từng lỗi, theo thứ tự dòng", "Each fault, in the order of the lines" }
    import_more_faults(count) {
        "Có {count} lỗi; dưới đây là 100 lỗi đầu. Tệp Excel tải về có đủ.",
        "There are {count} faults; the first 100 stand here. The workbook has all of them.",
    }
    import_line { "Dòng", "Line" }
    import_column { "Cột", "Column" }
    import_what_became { "Xử lý", "What became of it" }
    import_sent_back { "Trả lại", "Sent back" }
    import_kept { "Đã nhận, cần xem lại", "Kept, to look at" }
    import_mapping_title { "Các cột đã được hiểu thế nào", "How the columns were understood" }
    import_mapping { "Các cột của tệp", "Columns of the file" }
    import_mapping_of(sheet) { "Các cột của trang “{sheet}”", "Columns of the sheet “{sheet}”" }
    import_heading { "Tiêu đề trong tệp", "Heading in the file" }
    import_taken_for { "Được hiểu là", "Taken for" }
    import_left_out { "Không dùng", "Left out" }
    import_job_created(good, bad) { "Đã nhận {good} dòng, trả lại {bad} dòng.", "{good} rows were kept, {bad} sent back." }
    import_job_exists {
        "Tệp này đã được nhận trước đây, giống từng byte; không nhận lại.",
        "This very file was received before; nothing was done.",
    }
    import_job_differs {
        "Tệp này đã được nhận trước đây nhưng với nguồn hoặc đơn vị gửi khác; không nhận lại.",
        "This very file was received before, as another kind of list or from another unit; nothing was done.",
    }
    import_job_open { "Xem tệp và bước tiếp theo", "Open the file and go on" }
    task_not_sent { "dòng chưa đối chiếu với dữ liệu dân cư", "rows never compared with the population register" }
    source_btxh { "Bảo trợ xã hội", "Social protection" }
    source_ncc { "Người có công", "People with merit" }
    source_ngheo { "Hộ nghèo, cận nghèo", "Poor and near-poor households" }
    source_khac { "Đối tượng khác", "Others" }
    field_order { "STT", "Number in the list" }
    field_full_name { "Họ và tên", "Full name" }
    field_birth { "Ngày sinh", "Date of birth" }
    field_birth_of_male { "Năm sinh (nam)", "Year of birth (men)" }
    field_birth_of_female { "Năm sinh (nữ)", "Year of birth (women)" }
    field_sex { "Giới tính", "Sex" }
    field_identity { "Số CCCD/CMND", "Identity number" }
    field_citizen_id { "Số định danh cá nhân", "Citizen number" }
    field_old_id { "Số CMND (9 số)", "Old number (9 digits)" }
    field_commune { "Xã, phường, thị trấn", "Commune" }
    field_hamlet { "Thôn, tổ dân phố", "Hamlet" }
    field_address { "Địa chỉ", "Address" }
    field_phone { "Điện thoại", "Phone" }
    field_household { "Hộ gia đình", "Household" }
    field_category { "Loại đối tượng", "Category" }
    field_amount { "Mức hưởng", "Amount" }
    field_decision { "Quyết định", "Decision" }
    field_decision_number { "Số quyết định", "Decision number" }
    field_decision_on { "Ngày quyết định", "Decision date" }
    field_decision_by { "Cơ quan quyết định", "Decided by" }
    field_entitled_from { "Hưởng từ", "Entitled from" }
    field_bank { "Ngân hàng", "Bank" }
    field_account_number { "Số tài khoản", "Account number" }
    field_account_holder { "Chủ tài khoản", "Account holder" }
    field_ethnicity { "Dân tộc", "Ethnicity" }
    field_note { "Ghi chú", "Note" }
    return_reason { "Lý do", "Reason" }
    return_sheet { "Dòng trả lại", "Rows sent back" }
    return_doubtful { "Cần xem lại", "To look at" }
    row_name_missing { "Thiếu họ tên.", "The name is missing." }
    row_name_unreadable(written) { "“{written}” không phải họ tên.", "“{written}” is no name." }
    row_commune_missing { "Thiếu xã, phường, thị trấn.", "The commune is missing." }
    row_commune_unknown(written) {
        "Không có xã “{written}” trong địa bàn gửi.",
        "The sender's area has no commune “{written}”.",
    }
    row_commune_ambiguous(written) { "Có nhiều xã tên “{written}”: ghi mã xã.", "Several communes are called “{written}”: write the code." }
    row_category_missing { "Thiếu loại đối tượng.", "The category is missing." }
    row_category_unknown(written) { "Không có loại đối tượng “{written}”.", "There is no category “{written}”." }
    row_birth_unreadable(written) {
        "Ngày sinh “{written}” không đọc được: ghi ngày/tháng/năm hoặc chỉ năm.",
        "The birth date “{written}” cannot be read: write day/month/year, or the year alone.",
    }
    row_birth_in_future(written) { "Ngày sinh “{written}” ở tương lai.", "The birth date “{written}” lies in the future." }
    row_amount_unreadable(written) {
        "Số tiền “{written}” không rõ: ghi số đồng, ví dụ 540.000.",
        "The amount “{written}” is not clear: write whole đồng, for example 540.000.",
    }
    row_formula { "Ô chứa công thức: ghi giá trị.", "The cell holds a formula: write the value." }
    row_number_damaged(written) {
        "Số “{written}” không đủ 12 số (hoặc 9 số CMND): có thể đã bị bảng tính làm hỏng.",
        "The number “{written}” has neither 12 digits nor the 9 of an old card: a spreadsheet may have damaged it.",
    }
    row_number_other_sex(written) { "Số định danh là của giới tính {written}.", "The number belongs to the sex {written}." }
    row_number_other_year(written) { "Số định danh là của năm sinh {written}.", "The number belongs to the birth year {written}." }
    row_number_no_province(written) { "Số định danh bắt đầu bằng {written}: không có mã tỉnh này.", "The number begins with {written}, which is no province." }
    row_number_repeats { "Sáu số cuối giống hệt nhau.", "The last six digits are all the same." }
    row_birth_unknown { "Chưa có ngày sinh.", "There is no birth date." }
    row_sex_unreadable(written) { "Giới tính “{written}” không rõ: ghi Nam hoặc Nữ.", "The sex “{written}” is not clear: write Nam or Nữ." }
    row_phone_unreadable(written) { "Số điện thoại “{written}” không đúng.", "The phone number “{written}” is not right." }
    row_day_unreadable(written) { "Ngày “{written}” không đọc được.", "The day “{written}” cannot be read." }
    row_account_unreadable(written) { "Số tài khoản “{written}” không đúng.", "The account number “{written}” is not right." }
    row_old_font(written) { "“{written}” có thể là phông chữ cũ.", "“{written}” may be of an old font." }
    row_text_cut { "Nội dung quá dài, đã cắt bớt.", "The text was too long and was cut." }
    row_proposal(sentence, proposal) { "{sentence} Có phải là {proposal}?", "{sentence} Is it {proposal}?" }
    refused_file_name(longest) {
        "Tên tệp phải có từ 1 đến {longest} ký tự. Hãy đổi tên tệp rồi gửi lại.",
        "A file’s name has 1 to {longest} characters. Rename it and send it again.",
    }
    refused_return_rows {
        "Không lập được tệp trả lại. Hãy thử lại; nếu vẫn lỗi, hãy báo quản trị hệ thống.",
        "The workbook of returned rows cannot be written. Try again, or tell the administrator.",
    }
    file_too_wide { "Tệp có quá nhiều cột: hãy bỏ các cột trống ở bên phải rồi gửi lại.", "The file has too many columns: take out the empty ones at its right and send it again." }
    file_cell_long { "Tệp có ô chứa quá nhiều chữ: hãy rút gọn rồi gửi lại.", "A cell of the file holds too much text: shorten it and send the file again." }
    file_empty { "Tệp trống.", "The file is empty." }
    file_too_large(most) { "Tệp quá lớn: tối đa {most} byte.", "The file is too large: {most} bytes at most." }
    file_not_a_table { "Tệp không phải bảng tính, cũng không phải bảng dạng văn bản.", "The file is neither a workbook nor a table of text." }
    file_other_form { "Không đọc được dạng bảng tính này: hãy lưu thành .xlsx.", "This form of workbook is not read: save it as .xlsx." }
    file_password { "Bảng tính có mật khẩu: hãy bỏ mật khẩu rồi gửi lại.", "The workbook has a password: remove it and send it again." }
    file_damaged { "Bảng tính bị hỏng hoặc bị cắt cụt: hãy gửi lại bản gốc.", "The workbook is damaged or cut short: send the original again." }
    file_bomb(most) { "Bảng tính giải nén ra quá lớn: tối đa {most} byte. Danh sách lớn hãy gửi dạng CSV.", "The workbook unpacks to too much: {most} bytes at most. Send a large list as CSV." }
    file_entity { "Bảng tính chứa khai báo thực thể XML: không nhận.", "The workbook declares XML entities and is refused." }
    file_no_header { "Không tìm thấy dòng tiêu đề có họ tên và ít nhất hai cột khác.", "No line of headings with a name and two more columns was found." }
    file_no_rows { "Dưới dòng tiêu đề không có dòng nào.", "There is no row below the headings." }
    file_too_many_rows(most) { "Quá nhiều dòng: tối đa {most}.", "Too many rows: {most} at most." }
    file_too_many_columns(most) { "Quá nhiều cột: tối đa {most}.", "Too many columns: {most} at most." }
    file_cell_too_long(line) { "Dòng {line} có ô quá dài.", "A cell of line {line} is too long." }
}

impl T {
    /// A kind of list.
    pub(crate) const fn source_kind(self, kind: SourceKind) -> &'static str {
        match kind {
            SourceKind::Protection => self.source_btxh(),
            SourceKind::Merit => self.source_ncc(),
            SourceKind::Poverty => self.source_ngheo(),
            SourceKind::Other => self.source_khac(),
        }
    }

    /// What a column of a list says.
    pub(crate) const fn source_field(self, field: Field) -> &'static str {
        match field {
            Field::Order => self.field_order(),
            Field::FullName => self.field_full_name(),
            Field::Birth => self.field_birth(),
            Field::BirthOfMale => self.field_birth_of_male(),
            Field::BirthOfFemale => self.field_birth_of_female(),
            Field::Sex => self.field_sex(),
            Field::Identity => self.field_identity(),
            Field::CitizenId => self.field_citizen_id(),
            Field::OldId => self.field_old_id(),
            Field::Commune => self.field_commune(),
            Field::Hamlet => self.field_hamlet(),
            Field::Address => self.field_address(),
            Field::Phone => self.field_phone(),
            Field::Household => self.field_household(),
            Field::Category => self.field_category(),
            Field::Amount => self.field_amount(),
            Field::Decision => self.field_decision(),
            Field::DecisionNumber => self.field_decision_number(),
            Field::DecisionOn => self.field_decision_on(),
            Field::DecisionBy => self.field_decision_by(),
            Field::EntitledFrom => self.field_entitled_from(),
            Field::Bank => self.field_bank(),
            Field::AccountNumber => self.field_account_number(),
            Field::AccountHolder => self.field_account_holder(),
            Field::Ethnicity => self.field_ethnicity(),
            Field::Note => self.field_note(),
        }
    }

    /// Why a row comes back, or what in it is doubtful.
    pub(crate) fn row_fault(self, fault: &RowFault) -> String {
        let written = fault.written.as_str();
        let sentence = match fault.kind {
            FaultKind::NameMissing => self.row_name_missing().to_owned(),
            FaultKind::NameUnreadable => self.row_name_unreadable(written),
            FaultKind::CommuneMissing => self.row_commune_missing().to_owned(),
            FaultKind::CommuneUnknown => self.row_commune_unknown(written),
            FaultKind::CommuneAmbiguous => self.row_commune_ambiguous(written),
            FaultKind::CategoryMissing => self.row_category_missing().to_owned(),
            FaultKind::CategoryUnknown => self.row_category_unknown(written),
            FaultKind::BirthUnreadable => self.row_birth_unreadable(written),
            FaultKind::BirthInFuture => self.row_birth_in_future(written),
            FaultKind::AmountUnreadable => self.row_amount_unreadable(written),
            FaultKind::Formula => self.row_formula().to_owned(),
            FaultKind::NumberDamaged => self.row_number_damaged(written),
            FaultKind::NumberOtherSex => self.row_number_other_sex(written),
            FaultKind::NumberOtherYear => self.row_number_other_year(written),
            FaultKind::NumberNoProvince => self.row_number_no_province(written),
            FaultKind::NumberRepeats => self.row_number_repeats().to_owned(),
            FaultKind::BirthUnknown => self.row_birth_unknown().to_owned(),
            FaultKind::SexUnreadable => self.row_sex_unreadable(written),
            FaultKind::PhoneUnreadable => self.row_phone_unreadable(written),
            FaultKind::DayUnreadable => self.row_day_unreadable(written),
            FaultKind::AccountUnreadable => self.row_account_unreadable(written),
            FaultKind::OldFont => self.row_old_font(written),
            FaultKind::TextCut => self.row_text_cut().to_owned(),
        };
        match &fault.proposal {
            Some(proposal) => self.row_proposal(sentence, proposal),
            None => sentence,
        }
    }

    /// What happened, then what to do: the room `sources`.
    pub(crate) fn sources_refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::File(fault) => self.file_fault(*fault),
            Refusal::Document(_) => self.refused_return_rows().to_owned(),
            Refusal::Name { longest } => self.refused_file_name(longest),
            Refusal::NotFound => self.refused_not_found().to_owned(),
            Refusal::Office(refusal) => self.refusal(refusal),
            Refusal::Db(_) => self.refused_database().to_owned(),
        }
    }

    /// Why nothing was taken from a file.
    pub(crate) fn file_fault(self, fault: FileFault) -> String {
        match fault {
            FileFault::Empty => self.file_empty().to_owned(),
            FileFault::TooLarge { most, .. } => self.file_too_large(most),
            FileFault::NotATable => self.file_not_a_table().to_owned(),
            FileFault::OtherForm => self.file_other_form().to_owned(),
            FileFault::PasswordProtected => self.file_password().to_owned(),
            FileFault::Damaged => self.file_damaged().to_owned(),
            FileFault::Bomb { most } => self.file_bomb(most),
            FileFault::EntityDeclared => self.file_entity().to_owned(),
            FileFault::NoHeader => self.file_no_header().to_owned(),
            FileFault::NoRows => self.file_no_rows().to_owned(),
            FileFault::TooManyRows { most } => self.file_too_many_rows(most),
            FileFault::TooManyColumns { most } => self.file_too_many_columns(most),
            FileFault::CellTooLong { line } => self.file_cell_too_long(line),
        }
    }
}

/// Every fault of a whole file, for the words a job keeps: sizes and lines are the usual ones.
const FILE_FAULTS: [FileFault; 13] = [
    FileFault::Empty,
    FileFault::TooLarge { bytes: 0, most: sources::FILE_BYTES_MAX as u64 },
    FileFault::NotATable,
    FileFault::OtherForm,
    FileFault::PasswordProtected,
    FileFault::Damaged,
    FileFault::Bomb { most: sources::ARCHIVE_BYTES_MAX },
    FileFault::EntityDeclared,
    FileFault::NoHeader,
    FileFault::NoRows,
    FileFault::TooManyRows { most: sources::FILE_ROWS_MAX },
    FileFault::TooManyColumns { most: 0 },
    FileFault::CellTooLong { line: 0 },
];

impl T {
    /// What went wrong in a job, by the word it kept; a log line as it is.
    pub(crate) fn job_fault_said(self, fault: &str) -> String {
        let of_file = fault.strip_prefix("sources.");
        let found = of_file.and_then(|key| FILE_FAULTS.iter().find(|fault| fault.key() == key));
        match (found, fault) {
            (Some(FileFault::TooManyColumns { .. }), _) => self.file_too_wide().to_owned(),
            (Some(FileFault::CellTooLong { .. }), _) => self.file_cell_long().to_owned(),
            (Some(found), _) => self.file_fault(*found),
            (None, "matching.no_register") => self.job_no_register().to_owned(),
            (None, "matching.folder") => self.job_register_folder().to_owned(),
            (None, "matching.index_unreadable") => self.job_index_unreadable().to_owned(),
            (None, "matching.register_unreadable" | "matching.register_empty") => {
                self.job_register_unreadable().to_owned()
            }
            (None, other) => other.to_owned(),
        }
    }
}

impl CommandLine {
    /// Why a row comes back, in the words of the screens.
    pub fn row_fault(self, fault: &RowFault) -> String {
        T(self.0).row_fault(fault)
    }

    /// Why nothing was taken from a file, in the words of the screens.
    pub fn source_file_fault(self, fault: FileFault) -> String {
        T(self.0).file_fault(fault)
    }

    /// The words of a workbook of rows sent back: reason, sheet, what is doubtful.
    pub const fn return_words(self) -> [&'static str; 3] {
        let t = T(self.0);
        [t.return_reason(), t.return_sheet(), t.return_doubtful()]
    }
}
