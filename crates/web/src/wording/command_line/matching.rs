//! What the command line says about registers and matching.

use super::CommandLine;
use crate::wording::Language;

command_line! {
    hidden_list(sheet, rows) {
        "Trang tính “{sheet}” đang ẩn, có {rows} dòng giống danh sách và chưa được nhận: bỏ ẩn, lưu lại rồi nhận tệp mới nếu cần.",
        "The sheet “{sheet}” is hidden, has {rows} rows that look like a list and was not taken in: unhide it, save the file and take it in anew if it is meant.",
    }
    movements_staged(open, unplaced, withdrawn) {
        "Biến động: {open} mới chờ duyệt, {unplaced} chưa rõ của ai, {withdrawn} rút lại.",
        "Movements: {open} new ones wait for approval, {unplaced} of somebody unknown, {withdrawn} withdrawn.",
    }
    enrolled(persons, joined, changed, unchanged, exceptions) {
        "Sổ đối tượng: {persons} người mới, {joined} chế độ thêm, {changed} dòng đổi, {unchanged} dòng giữ nguyên, {exceptions} mâu thuẫn.",
        "Registry: {persons} new persons, {joined} entitlements added, {changed} rows changed, {unchanged} unchanged, {exceptions} contradictions.",
    }
    register_about {
        "Sổ dân cư mà các danh sách được đối chiếu với.",
        "The population register that lists are matched with.",
    }
    register_build_about {
        "Lập tệp chỉ mục từ một bản chụp sổ dân cư (CSV, UTF-8).",
        "Build an index file from a snapshot of the population register (CSV, UTF-8).",
    }
    register_build_more {
        "Cột: pid,full_name,dob,gender,id12,id9,province,commune,village,other_name,status,has_card,died_on; thứ tự bất kỳ, nhận cả tiêu đề tiếng Việt. Chỉ bắt buộc pid và full_name.",
        "Columns: pid,full_name,dob,gender,id12,id9,province,commune,village,other_name,status,has_card,died_on; in any order, under Vietnamese headings too. Only pid and full_name have to be there.",
    }
    register_ask_about {
        "Ghi một danh sách thành tệp yêu cầu gửi cơ sở dữ liệu dân cư.",
        "Write a list as a batch of requests to the population database.",
    }
    register_ask_more {
        "Cột: MaYeuCau,SoDinhDanh,SoCMND,HoVaTen,NgayThangNamSinh; mỗi dòng một yêu cầu. Tệp trả lời là trích lục sổ dân cư, đối chiếu bằng «ansinh match --register». Không cần cơ sở dữ liệu.",
        "Columns: MaYeuCau,SoDinhDanh,SoCMND,HoVaTen,NgayThangNamSinh, a line a request. The answer is an extract of the register; match the list with it by \"ansinh match --register\". Needs no database.",
    }
    requests_out_help { "Tệp yêu cầu sẽ ghi (CSV).", "The file of requests to write (CSV)." }
    requests_written(count, path) { "Đã ghi {count} yêu cầu vào {path}.", "{count} requests written to {path}." }
    register_learn_about {
        "Học trọng số đối chiếu từ một danh sách và sổ dân cư.",
        "Learn the weights of matching from a list and the population register.",
    }
    register_learn_more {
        "Không cần biết trước dòng nào là ai. Cần ít nhất 1.000 dòng; sổ phải có nhiều người hơn danh sách. Trọng số chỉ đổi thứ tự ứng viên và dòng chờ xác thực; quy tắc xác thực tự động không phụ thuộc trọng số. Không cần cơ sở dữ liệu.",
        "Who is who does not have to be known. At least 1,000 rows are needed, and more people than rows. Weights change the order of candidates and which rows wait; what is verified by itself does not depend on them. Needs no database.",
    }
    model_out_help { "Tệp trọng số sẽ ghi.", "The file of weights to write." }
    model_name_help {
        "Tên của bảng trọng số: chữ thường không dấu, chữ số, gạch nối.",
        "The name of the table of weights: small letters, digits, hyphens.",
    }
    model_file_help {
        "Tệp trọng số do «ansinh register learn» ghi; không có thì dùng bảng của chương trình.",
        "The file of weights that \"ansinh register learn\" wrote; the program's own if not given.",
    }
    learn_seed_help { "Hạt giống: cùng số thì cùng trọng số.", "The seed: the same number gives the same weights." }
    model_learned(name, rows, rounds, path) {
        "Đã học bảng trọng số {name} từ {rows} dòng qua {rounds} vòng: {path}",
        "Learned the table of weights {name} from {rows} rows in {rounds} rounds: {path}",
    }
    model_name_unfit(name) {
        "Tên «{name}» không dùng được. Chỉ dùng chữ thường không dấu, chữ số và gạch nối, tối đa 40 ký tự.",
        "The name \"{name}\" cannot be used. Use small letters, digits and hyphens only, 40 at most.",
    }
    model_foreign(path) {
        "Tệp {path} không phải bảng trọng số. Lập lại bằng «ansinh register learn».",
        "The file {path} is no table of weights. Make one with \"ansinh register learn\".",
    }
    model_newer(path, layout) {
        "Bảng trọng số {path} do phiên bản khác lập (cấu trúc {layout}). Lập lại bằng «ansinh register learn».",
        "The table of weights {path} was made by another version (layout {layout}). Make it again with \"ansinh register learn\".",
    }
    model_line(path, line) {
        "Dòng {line} của bảng trọng số {path} không đúng. Lập lại bằng «ansinh register learn».",
        "Line {line} of the table of weights {path} is not as it must be. Make it again with \"ansinh register learn\".",
    }
    model_changed(path) {
        "Bảng trọng số {path} đã bị sửa: mã kiểm tra không khớp. Lập lại bằng «ansinh register learn».",
        "The table of weights {path} was changed: its digest does not fit. Make it again with \"ansinh register learn\".",
    }
    learn_few_rows(path, rows, least) {
        "Danh sách {path} có {rows} dòng, quá ít để học. Cần ít nhất {least} dòng.",
        "The list {path} has {rows} rows, too few to learn from. At least {least} are needed.",
    }
    learn_few_people(path, people) {
        "Sổ {path} có {people} người, ít hơn số dòng của danh sách. Dùng sổ đầy đủ hơn.",
        "The register {path} has {people} people, fewer than the list has rows. Take a fuller register.",
    }
    match_about {
        "Đối chiếu một danh sách với sổ dân cư; ghi kết quả và lý do của từng dòng.",
        "Match a list with the population register; write what comes of each row, and why.",
    }
    match_more {
        "Chỉ dòng trùng số định danh, họ tên và ngày sinh được xác thực tự động; mọi dòng khác chờ cán bộ. Cột của danh sách: lid,full_name,dob,gender,id,province,commune,village,programme. Không cần cơ sở dữ liệu.",
        "Only a row with the same number, name and date is verified by itself; every other row waits for an officer. Columns of the list: lid,full_name,dob,gender,id,province,commune,village,programme. Needs no database.",
    }
    register_csv_help { "Bản chụp sổ dân cư (CSV).", "The snapshot of the register (CSV)." }
    index_out_help {
        "Tệp chỉ mục sẽ ghi; không có thì ghi vào thư mục mà máy chủ tìm.",
        "The index file to write; without it, one in the folder in which the server looks.",
    }
    registers_help {
        "Thư mục các bản dữ liệu dân cư; không có thì là registers cạnh thư mục khóa.",
        "The folder of population registers; registers beside the keys if not given.",
    }
    taken_on_help {
        "Ngày chụp; xã của danh sách được chuyển về địa giới của ngày này.",
        "The day of the snapshot; communes of lists are carried to the units of that day.",
    }
    register_file_help { "Tệp chỉ mục, hoặc chính bản chụp CSV.", "The index file, or the CSV snapshot itself." }
    list_file_help { "Danh sách (CSV).", "The list (CSV)." }
    answers_out_help { "Tệp kết quả sẽ ghi (CSV).", "The file of answers to write (CSV)." }
    candidates_help {
        "Tệp ứng viên sẽ ghi (CSV): tối đa năm người mỗi dòng.",
        "The file of candidates to write (CSV): up to five people a row.",
    }
    duplicates_help {
        "Tệp trùng lặp sẽ ghi (CSV): một người ở nhiều dòng, và các dòng giống nhau chưa rõ là ai.",
        "The file of duplicates to write (CSV): one person in several rows, and rows alike of whom nobody is known.",
    }
    list_day_help {
        "Ngày của địa giới mà danh sách ghi xã; không có thì đoán từ các mã xã.",
        "The day whose communes the list names; guessed from the codes if not given.",
    }
    threads_help { "Số luồng; không có thì dùng hết bộ xử lý.", "Number of threads; all processors if not given." }
    register_built(people, path) {
        "Đã lập chỉ mục {people} người: {path}",
        "Indexed {people} people: {path}",
    }
    register_row_left_out(line) { "Dòng {line}: bỏ qua vì thiếu mã hoặc họ tên.", "Line {line}: left out, without id or name." }
    register_field_lost(line, column) {
        "Dòng {line}: ô {column} không đọc được, để trống.",
        "Line {line}: the cell {column} cannot be read and is left empty.",
    }
    register_faults(left_out, lost) {
        "{left_out} dòng bị bỏ qua, {lost} dòng có ô không đọc được.",
        "{left_out} lines left out, {lost} lines with a cell that cannot be read.",
    }
    list_matched(rows, verified, mismatch, pending, not_found) {
        "Đã đối chiếu {rows} dòng: đã xác thực {verified}, lệch thông tin {mismatch}, chờ xác thực {pending}, không tìm thấy {not_found}.",
        "Matched {rows} rows: verified {verified}, mismatch {mismatch}, pending {pending}, not found {not_found}.",
    }
    list_flags(no_card, dead) {
        "Trong đó không có CCCD {no_card}, đã chết {dead}.",
        "Among them without a card {no_card}, dead {dead}.",
    }
    table_empty(path) { "Tệp {path} trống.", "The file {path} is empty." }
    table_column_missing(path, column) {
        "Tệp {path} không có cột {column}. Kiểm tra dòng tiêu đề.",
        "The file {path} has no column {column}. Look at its first line.",
    }
    table_column_twice(path, column) {
        "Tệp {path} có hai cột {column}. Bỏ hoặc đổi tên một cột.",
        "The file {path} has two columns {column}. Remove or rename one.",
    }
    table_not_utf8(path, line) {
        "Dòng {line} của tệp {path} không phải UTF-8. Lưu lại tệp dưới dạng CSV UTF-8.",
        "Line {line} of the file {path} is not UTF-8. Save the file as CSV UTF-8.",
    }
    table_not_csv(path, line) {
        "Dòng {line} của tệp {path} không phải CSV. Kiểm tra dấu nháy.",
        "Line {line} of the file {path} is not CSV. Look at its quotes.",
    }
    register_too_large(path) {
        "Tệp {path} có nhiều người hơn một chỉ mục chứa được.",
        "The file {path} has more people than an index holds.",
    }
    index_newer(path, layout) {
        "Chỉ mục {path} do phiên bản khác lập (cấu trúc {layout}). Lập lại bằng «ansinh register build».",
        "The index {path} was made by another version (layout {layout}). Build it again with \"ansinh register build\".",
    }
    index_damaged(path) {
        "Chỉ mục {path} bị hỏng hoặc bị cắt. Lập lại bằng «ansinh register build».",
        "The index {path} is damaged or cut off. Build it again with \"ansinh register build\".",
    }
}
