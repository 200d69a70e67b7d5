//! Source files: why one is refused, and why a row comes back.

use super::{T, command_line::CommandLine, wording};
use sources::{Because, FaultKind, Field, FileFault, Refusal, RowFault, SourceKind};

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
    import_returned_text { "Sửa ở tệp này rồi gửi lại. Trang “Cần xem lại” là các dòng đã được nhận: dòng nào không sửa gì thì xóa khỏi trang ấy trước khi gửi, để không được nhận lần nữa.", "Correct this file and send it again. The sheet “To look at” has rows that came in already: take out those you do not change before you send it, so that they do not come in a second time." }
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
    field_relation { "Quan hệ với chủ hộ", "Relation to the head" }
    field_category { "Loại đối tượng", "Category" }
    field_amount { "Mức hưởng", "Amount" }
    field_decision { "Quyết định", "Decision" }
    field_decision_number { "Số quyết định", "Decision number" }
    field_decision_on { "Ngày quyết định", "Decision date" }
    field_decision_by { "Cơ quan quyết định", "Decided by" }
    field_movement { "Loại biến động", "Movement" }
    field_died_on { "Ngày chết", "Day of death" }
    field_entitled_from { "Hưởng từ", "Entitled from" }
    field_bank { "Ngân hàng", "Bank" }
    field_account_number { "Số tài khoản", "Account number" }
    field_account_holder { "Chủ tài khoản", "Account holder" }
    field_ethnicity { "Dân tộc", "Ethnicity" }
    field_note { "Ghi chú", "Note" }
    import_waiting { "Chờ chọn cột", "Waits for columns" }
    import_no_workbook { "Tệp mang tên bảng tính nhưng bên trong là văn bản: có thể tệp đã hỏng. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại. Nếu đúng là danh sách dạng văn bản thì hãy chỉ dòng tiêu đề và các cột.", "The file is called a workbook but holds text: it may be damaged. Open it with Excel, save it as .xlsx and send it again. If it is a list in text form, say which line holds the headings, and what the columns are." }
    import_no_first_month { "Tệp không có cột “Hưởng từ”", "The file does not say from when people are entitled" }
    import_no_first_month_text { "Khi lập hồ sơ, người mới trong tệp được tính hưởng từ tháng lập hồ sơ. Nếu là tháng khác thì thêm cột “Hưởng từ” (ví dụ 03/2024) rồi gửi lại trước khi lập hồ sơ.", "When records are made, those who are new are entitled from the month in which that is done. If it is another month, add a column “Hưởng từ” (such as 03/2024) and send the file again before records are made." }
    import_waiting_title { "Không tìm thấy dòng tiêu đề có họ tên và ít nhất hai cột khác", "No line of headings with a name and two more columns was found" }
    import_waiting_text {
        "Tệp đã được giữ lại nguyên vẹn, chưa có dòng nào được nhận. Hãy chỉ dòng tiêu đề và cho biết mỗi cột là gì.",
        "The file is kept as it came, and no row of it was taken. Say where the headings are and what each column is.",
    }
    import_job_waiting {
        "Không tìm thấy dòng tiêu đề. Tệp đã được giữ lại, chờ chọn cột; chưa có dòng nào được nhận.",
        "No line of headings was found. The file is kept and waits for its columns; no row of it was taken.",
    }
    import_job_reread(good, bad) {
        "Đã đọc lại tệp theo các cột đã chọn: nhận {good} dòng, trả lại {bad} dòng.",
        "The file was read anew by the chosen columns: {good} rows were kept, {bad} sent back.",
    }
    import_nothing_kept_title(bad) {
        "Chưa dòng nào của tệp được nhận: cả {bad} dòng đều bị trả lại",
        "No row of the file was kept: all {bad} were sent back",
    }
    import_nothing_kept_text {
        "Chưa có gì để đối chiếu hay lập hồ sơ. Nếu các cột bị hiểu sai, hãy sửa cách hiểu các cột rồi đọc lại tệp. Nếu các dòng sai thật, hãy tải các dòng trả lại, sửa theo lý do ghi ở mỗi dòng rồi gửi tệp đã sửa.",
        "There is nothing to compare or to make records of yet. If the columns were misunderstood, correct them and have the file read anew. If the rows are wrong, fetch the rows sent back, correct them by the reason beside each and send the corrected file.",
    }
    import_job_nothing_kept {
        "Chưa có gì để đối chiếu. Mở tệp để xem lý do từng dòng và việc cần làm.",
        "There is nothing to compare yet. Open the file to see the reason of each row and what to do.",
    }
    import_how_remembered {
        "Đọc theo cách chọn cột đã lưu của đơn vị gửi cho các tiêu đề này.",
        "Read by the columns chosen before for these headings of the sender.",
    }
    import_how_chosen { "Đọc theo các cột cán bộ đã chọn cho tệp này.", "Read by the columns an officer chose for this file." }
    import_how_found { "Các cột được nhận theo tiêu đề.", "Columns were found by what they are called." }
    import_hidden(sheet, rows) {
        "Trang tính “{sheet}” đang ẩn và có {rows} dòng giống danh sách; chưa dòng nào ở đó được nhận. Nếu là danh sách cần gửi, hãy mở tệp gốc bằng Excel, bỏ ẩn trang tính đó, lưu lại rồi gửi tệp mới.",
        "The sheet “{sheet}” is hidden and has {rows} rows that look like a list; none of them was taken. If they are meant to be sent, open the original file in Excel, unhide that sheet, save it and send the new file.",
    }
    columns_open { "Sửa cách hiểu các cột", "Correct the columns" }
    columns_title { "Các cột của tệp", "Columns of the file" }
    columns_lead {
        "Cho biết mỗi cột là gì rồi đọc lại tệp. Lần sau, tệp của đơn vị này có cùng tiêu đề sẽ được đọc như vậy ngay.",
        "Say what each column is, then read the file anew. The unit’s next file with the same headings will be read so at once.",
    }
    columns_warning {
        "Đọc lại thay toàn bộ các dòng đã nhận của tệp: kết quả rà soát các dòng cũ không áp dụng cho các dòng mới. Hồ sơ đã lập không mất.",
        "Reading anew replaces all rows taken from the file: what was decided about the old rows does not apply to the new ones. Records already made stay.",
    }
    columns_sheet(name) { "Trang “{name}”", "Sheet “{name}”" }
    columns_text { "Nội dung tệp", "Content of the file" }
    columns_left_out { "Không đọc trang này", "Leave this sheet out" }
    columns_header_line { "Dòng tiêu đề", "Line of headings" }
    columns_header_hint { "Nếu tiêu đề gồm hai dòng, chọn dòng dưới.", "If headings take two lines, choose the lower one." }
    columns_header_none { "Không có dòng tiêu đề", "No headings" }
    columns_line(number, text) { "Dòng {number}: {text}", "Line {number}: {text}" }
    columns_header_lines { "Tiêu đề gồm", "Headings take" }
    columns_one_line { "Một dòng", "One line" }
    columns_two_lines { "Hai dòng", "Two lines" }
    columns_table { "Mỗi cột là gì", "What each column is" }
    columns_examples { "Ví dụ (che số dài)", "Examples (long numbers covered)" }
    columns_column(letter) { "Cột {letter}", "Column {letter}" }
    columns_button { "Đọc lại tệp", "Read the file anew" }
    proposals_title { "Đề xuất sửa", "Proposed corrections" }
    proposals_lead {
        "Máy chỉ đề xuất, không tự sửa. Chấp nhận thì dòng được đọc lại với giá trị đề xuất, có ghi nhật ký; tệp gốc giữ nguyên.",
        "The program proposes and never corrects by itself. An accepted row is read again with the proposal, and the trail says so; the original stays.",
    }
    proposals_by_kind { "Đề xuất theo loại lỗi", "Proposals by kind" }
    proposals_kind { "Lỗi", "What is wrong" }
    proposals_count { "Số đề xuất", "Proposals" }
    proposals_of(kind) { "{kind}: từng dòng", "{kind}: row by row" }
    proposals_written { "Trong tệp", "In the file" }
    proposals_proposal { "Đề xuất", "Proposal" }
    proposals_accept { "Chấp nhận", "Accept" }
    proposals_accept_line(line) { "Chấp nhận đề xuất cho dòng {line}", "Accept the proposal for line {line}" }
    proposals_accept_all(count) { "Chấp nhận cả {count} đề xuất loại này", "Accept all {count} proposals of this kind" }
    proposals_first(count, all) {
        "Dưới đây là {count} đề xuất đầu; nút trên chấp nhận cả {all}, kể cả những đề xuất không hiện ở đây.",
        "The first {count} stand here. The button accepts all {all}, those that do not stand here with them.",
    }
    proposals_none { "Không còn đề xuất nào loại này.", "No proposal of this kind is left." }
    proposal_said(proposal, because) { "Đề xuất: {proposal}, vì {because}", "Proposal: {proposal}, because {because}" }
    because_zeros_lost { "mất số 0 đầu", "zeros at the front were lost" }
    because_decimal_tail { "bảng tính thêm “.0” vào sau", "a spreadsheet put “.0” behind" }
    because_letters_for_digits { "gõ chữ O, l thay cho số 0, 1", "letters were typed for digits" }
    because_extra_zero { "thừa một số 0 ở đầu", "there is a zero too many" }
    because_scientific { "bảng tính viết số ở dạng lũy thừa, đủ các chữ số", "a spreadsheet wrote it in scientific form, with every digit there" }
    because_month_first { "tháng viết trước ngày", "the month stands before the day" }
    because_column_month_first { "các ô khác trong cột viết tháng trước ngày", "other cells of the column have the month first" }
    because_column_converted {
        "bảng tính đã đổi riêng những ngày có thể đọc ngược của cột này",
        "a spreadsheet converted just those days of the column that can be read the other way round",
    }
    because_year_only { "lịch không có ngày này, chỉ chắc năm", "there is no such day, and only the year is sure" }
    because_column_first_days { "cột này ghi 01/01 khi chỉ biết năm", "the column says 1 January where only the year is known" }
    because_nearest_name { "đây là xã duy nhất trong địa bàn có tên gần giống", "it is the one commune of the area with a name much like it" }
    because_old_prefix { "đầu số cũ trước năm 2018", "the prefix is one of before 2018" }
    because_old_font { "đọc theo phông chữ cũ", "it was read as an old font" }
    kind_name_missing { "Thiếu họ tên", "Name missing" }
    kind_name_unreadable { "Họ tên không đọc được", "Name not readable" }
    kind_commune_missing { "Thiếu xã", "Commune missing" }
    kind_commune_unknown { "Tên xã không có trong địa bàn", "No such commune" }
    kind_commune_ambiguous { "Nhiều xã cùng tên", "Several communes of that name" }
    kind_category_missing { "Thiếu loại đối tượng", "Category missing" }
    kind_category_unknown { "Loại đối tượng không có", "No such category" }
    kind_birth_unreadable { "Ngày sinh không đọc được", "Birth date not readable" }
    kind_birth_in_future { "Ngày sinh ở tương lai", "Birth date in the future" }
    kind_amount_unreadable { "Số tiền không rõ", "Amount not clear" }
    kind_movement_unknown { "Không rõ loại biến động", "Movement not known" }
    kind_required_missing { "Thiếu mục bắt buộc của biến động", "Something a movement must say is missing" }
    kind_key_damaged { "Số định danh của dòng biến động bị hỏng", "Number of a movement damaged" }
    kind_death_in_future { "Ngày chết ở tương lai", "Death in the future" }
    kind_formula { "Ô chứa công thức", "Formula in a cell" }
    kind_row_repeated { "Dòng giống hệt dòng trước", "Row that repeats an earlier one" }
    kind_number_damaged { "Số định danh bị hỏng", "Identity number damaged" }
    kind_number_rounded { "Số định danh bị làm tròn", "Identity number rounded" }
    kind_number_other_sex { "Số định danh khác giới tính", "Number of the other sex" }
    kind_number_other_year { "Số định danh khác năm sinh", "Number of another birth year" }
    kind_number_no_province { "Số định danh không có mã tỉnh", "Number of no province" }
    kind_number_repeats { "Số định danh lặp chữ số", "Number that repeats a digit" }
    kind_birth_unknown { "Chưa có ngày sinh", "No birth date" }
    kind_birth_swapped { "Ngày và tháng sinh có thể đảo", "Day and month may be swapped" }
    kind_birth_first_day { "Ngày sinh 01/01 có thể chỉ là năm", "1 January may be the year alone" }
    kind_sex_unreadable { "Giới tính không rõ", "Sex not clear" }
    kind_phone_unreadable { "Số điện thoại không đúng", "Phone number not right" }
    kind_day_unreadable { "Ngày không đọc được", "Day not readable" }
    kind_account_unreadable { "Số tài khoản không đúng", "Account number not right" }
    kind_old_font { "Phông chữ cũ", "Old font" }
    kind_text_cut { "Nội dung quá dài", "Text too long" }
    row_number_rounded(written) {
        "Số “{written}” đã bị bảng tính làm tròn, không khôi phục được: ghi lại đủ 12 số, định dạng ô là văn bản.",
        "The number “{written}” was rounded by a spreadsheet and cannot be restored: write all 12 digits again, in a cell of text.",
    }
    row_birth_swapped(written) { "Ngày sinh “{written}” có thể bị đảo ngày và tháng.", "Day and month of the birth date “{written}” may be swapped." }
    row_birth_first_day(written) { "Ngày sinh “{written}” có thể chỉ có nghĩa là năm sinh.", "The birth date “{written}” may mean the year alone." }
    refused_name_column(sheet) {
        "Trang “{sheet}” chưa có cột họ và tên. Hãy chọn cột họ và tên rồi gửi lại.",
        "No column of the sheet “{sheet}” holds the names. Choose one and send the form again.",
    }
    refused_column_twice(sheet, field) {
        "Trang “{sheet}” có hai cột cùng là “{field}”. Hãy giữ một cột, cột kia chọn “Không dùng”.",
        "Two columns of the sheet “{sheet}” are “{field}”. Keep one and leave the other out.",
    }
    refused_header_line(sheet, most) {
        "Dòng tiêu đề của trang “{sheet}” phải nằm trong {most} dòng đầu. Hãy chọn lại.",
        "The headings of the sheet “{sheet}” must be within the first {most} lines. Choose again.",
    }
    refused_read_anew {
        "Tệp này vừa được đọc lại bởi người khác. Hãy mở lại tệp trong danh sách nhận.",
        "Somebody else has just had this file read anew. Open it again from the list of imports.",
    }
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
    row_movement_unknown(written) {
        "“{written}” không phải loại biến động: ghi Tăng thêm, Điều chỉnh chính sách, Thôi hưởng hoặc Cắt chết.",
        "“{written}” is no movement: write Tăng thêm, Điều chỉnh chính sách, Thôi hưởng or Cắt chết.",
    }
    row_required_missing(field) { "“{field}” thiếu, không đọc được hoặc không thể đúng: bắt buộc với loại biến động này.", "“{field}” is missing, cannot be read or cannot be meant: this movement must say it." }
    row_key_damaged(written) {
        "Số định danh “{written}” không đúng: dòng biến động tìm người theo số này, nên phải đủ 12 số như trong hồ sơ.",
        "“{written}” is no citizen number: a movement finds its person by it, so it must have the 12 digits of the record.",
    }
    row_death_in_future(written) { "Ngày chết “{written}” ở tương lai.", "The day of death “{written}” is in the future." }
    row_formula { "Ô chứa công thức: ghi giá trị.", "The cell holds a formula: write the value." }
    row_repeated(written) {
        "Giống hệt dòng {written}, nên chỉ nhận dòng ấy. Nếu là hai người khác nhau thì ghi thêm số định danh hoặc ngày sinh; nếu là hai khoản thì ghi loại hoặc quyết định của từng khoản.",
        "The same as row {written}, so that one alone was taken. If they are two people, add an identity number or a day of birth; if they are two entitlements, the category or decision of each.",
    }
    row_number_damaged(written) {
        "Số “{written}” không đủ 12 số (hoặc 9 số CMND): có thể đã bị bảng tính làm hỏng.",
        "The number “{written}” has neither 12 digits nor the 9 of an old card: a spreadsheet may have damaged it.",
    }
    row_number_other_sex(written) { "Số định danh là của giới tính {written}.", "The number belongs to the sex {written}." }
    row_number_other_year(written) { "Số định danh là của năm sinh {written}.", "The number belongs to the birth year {written}." }
    row_number_no_province(written) { "Số định danh bắt đầu bằng {written}: không có mã tỉnh này.", "The number begins with {written}, which is no province." }
    row_number_repeats { "Sáu số cuối giống hệt nhau: so lại với thẻ căn cước.", "The last six digits are all the same: compare them with the card." }
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
            Field::Relation => self.field_relation(),
            Field::Category => self.field_category(),
            Field::Amount => self.field_amount(),
            Field::Decision => self.field_decision(),
            Field::DecisionNumber => self.field_decision_number(),
            Field::DecisionOn => self.field_decision_on(),
            Field::DecisionBy => self.field_decision_by(),
            Field::EntitledFrom => self.field_entitled_from(),
            Field::Movement => self.field_movement(),
            Field::DiedOn => self.field_died_on(),
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
            FaultKind::MovementUnknown => self.row_movement_unknown(written),
            FaultKind::RequiredMissing => self.row_required_missing(self.source_field(fault.field)),
            FaultKind::KeyDamaged => self.row_key_damaged(written),
            FaultKind::DeathInFuture => self.row_death_in_future(written),
            FaultKind::Formula => self.row_formula().to_owned(),
            FaultKind::RowRepeated => self.row_repeated(written),
            FaultKind::NumberDamaged => self.row_number_damaged(written),
            FaultKind::NumberRounded => self.row_number_rounded(written),
            FaultKind::BirthSwapped => self.row_birth_swapped(written),
            FaultKind::BirthFirstDay => self.row_birth_first_day(written),
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

    /// What a field may have been, and why: `Đề xuất: 051044001234, vì mất số 0 đầu`.
    pub(crate) fn row_proposal_said(self, fault: &RowFault) -> Option<String> {
        let (proposal, because) = (fault.proposal.as_ref()?, fault.because?);
        Some(self.proposal_said(proposal, self.because(because)))
    }

    /// Why something may be meant.
    pub(crate) const fn because(self, because: Because) -> &'static str {
        match because {
            Because::ZerosLost => self.because_zeros_lost(),
            Because::DecimalTail => self.because_decimal_tail(),
            Because::LettersForDigits => self.because_letters_for_digits(),
            Because::ExtraZero => self.because_extra_zero(),
            Because::Scientific => self.because_scientific(),
            Because::MonthFirst => self.because_month_first(),
            Because::ColumnMonthFirst => self.because_column_month_first(),
            Because::ColumnConverted => self.because_column_converted(),
            Because::YearOnly => self.because_year_only(),
            Because::ColumnFirstDays => self.because_column_first_days(),
            Because::NearestName => self.because_nearest_name(),
            Because::OldPrefix => self.because_old_prefix(),
            Because::OldFont => self.because_old_font(),
        }
    }

    /// A kind of fault, in a few words.
    pub(crate) const fn fault_kind(self, kind: FaultKind) -> &'static str {
        match kind {
            FaultKind::NameMissing => self.kind_name_missing(),
            FaultKind::NameUnreadable => self.kind_name_unreadable(),
            FaultKind::CommuneMissing => self.kind_commune_missing(),
            FaultKind::CommuneUnknown => self.kind_commune_unknown(),
            FaultKind::CommuneAmbiguous => self.kind_commune_ambiguous(),
            FaultKind::CategoryMissing => self.kind_category_missing(),
            FaultKind::CategoryUnknown => self.kind_category_unknown(),
            FaultKind::BirthUnreadable => self.kind_birth_unreadable(),
            FaultKind::BirthInFuture => self.kind_birth_in_future(),
            FaultKind::AmountUnreadable => self.kind_amount_unreadable(),
            FaultKind::MovementUnknown => self.kind_movement_unknown(),
            FaultKind::RequiredMissing => self.kind_required_missing(),
            FaultKind::KeyDamaged => self.kind_key_damaged(),
            FaultKind::DeathInFuture => self.kind_death_in_future(),
            FaultKind::Formula => self.kind_formula(),
            FaultKind::RowRepeated => self.kind_row_repeated(),
            FaultKind::NumberDamaged => self.kind_number_damaged(),
            FaultKind::NumberRounded => self.kind_number_rounded(),
            FaultKind::NumberOtherSex => self.kind_number_other_sex(),
            FaultKind::NumberOtherYear => self.kind_number_other_year(),
            FaultKind::NumberNoProvince => self.kind_number_no_province(),
            FaultKind::NumberRepeats => self.kind_number_repeats(),
            FaultKind::BirthUnknown => self.kind_birth_unknown(),
            FaultKind::BirthSwapped => self.kind_birth_swapped(),
            FaultKind::BirthFirstDay => self.kind_birth_first_day(),
            FaultKind::SexUnreadable => self.kind_sex_unreadable(),
            FaultKind::PhoneUnreadable => self.kind_phone_unreadable(),
            FaultKind::DayUnreadable => self.kind_day_unreadable(),
            FaultKind::AccountUnreadable => self.kind_account_unreadable(),
            FaultKind::OldFont => self.kind_old_font(),
            FaultKind::TextCut => self.kind_text_cut(),
        }
    }

    /// What happened, then what to do: the room `sources`.
    pub(crate) fn sources_refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::File(fault) => self.file_fault(*fault),
            Refusal::Document(_) => self.refused_return_rows().to_owned(),
            Refusal::Name { longest } => self.refused_file_name(longest),
            Refusal::NotFound => self.refused_not_found().to_owned(),
            Refusal::NameColumnMissing { sheet } => self.refused_name_column(sheet),
            Refusal::ColumnTwice { sheet, field } => self.refused_column_twice(sheet, self.source_field(*field)),
            Refusal::HeaderLine { sheet, most } => self.refused_header_line(sheet, most),
            Refusal::ReadAnew { .. } => self.refused_read_anew().to_owned(),
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
            (None, "payload") => self.job_request_unreadable().to_owned(),
            (None, "the worker died") => self.job_worker_died().to_owned(),
            (None, other) => match self.population_job_fault(other) {
                Some(said) => said.to_owned(),
                None if other.starts_with("panic: ") => self.job_panicked().to_owned(),
                // A reason of the program's own, in the words of its log: for whoever looks after it.
                None => self.job_other_fault(other),
            },
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

    /// What a field may have been and why, in the words of the screens.
    pub fn row_proposal(self, fault: &RowFault) -> Option<String> {
        T(self.0).row_proposal_said(fault)
    }

    /// That a file waits for its columns, in the words of the screens.
    pub const fn import_waiting(self) -> &'static str {
        T(self.0).import_job_waiting()
    }

    /// The words of a workbook of rows sent back: reason, proposal, sheet, what is doubtful.
    pub const fn return_words(self) -> [&'static str; 4] {
        let t = T(self.0);
        [t.return_reason(), t.proposals_proposal(), t.return_sheet(), t.return_doubtful()]
    }
}
