//! What the command line says of the practice ground: the sample and the demo.

use super::CommandLine;
use crate::wording::Language;

command_line! {
    sample_made(people, folder, files) {
        "Đã tạo {people} đối tượng trong {files} tệp ở {folder}.",
        "Made {people} beneficiaries in {files} files in {folder}.",
    }
    sample_exists(folder) { "Thư mục {folder} đã có đúng dữ liệu mẫu này.", "The folder {folder} holds this very sample." }
    sample_district_unknown {
        "Không có huyện này trong danh mục tháng 01/2024. Hãy dùng mã, ví dụ 524, hoặc tên không dấu: binh-son.",
        "There is no such district in January 2024. Use a code such as 524, or a name without marks: binh-son.",
    }
    sample_district_ambiguous(codes) {
        "Nhiều huyện trùng tên này. Hãy dùng mã: {codes}.",
        "Several districts are called so. Use a code: {codes}.",
    }
    sample_people_range(least, most) {
        "Số đối tượng phải từ {least} đến {most}.",
        "The number of people is from {least} to {most}.",
    }
    sample_register_range(least, most) {
        "Số người trong tệp dân cư phải từ {least} đến {most}.",
        "The register has from {least} to {most} people.",
    }
    sample_other {
        "Thư mục đã có dữ liệu mẫu khác. Hãy chọn thư mục khác.",
        "The folder holds another sample. Choose another folder.",
    }
    sample_not_written(why) { "Không ghi được dữ liệu mẫu: {why}.", "The sample cannot be written: {why}." }
    demo_step(number, name, seconds) { "{number}. {name}: {seconds} giây", "{number}. {name}: {seconds} s" }
    demo_sample { "Tạo dữ liệu mẫu", "Make the sample" }
    demo_officers { "Lập cơ quan và tài khoản cho từng vai trò", "Make offices and an account a role" }
    demo_import { "Nhận tệp của các cơ quan", "Receive the agencies' files" }
    demo_match { "Đối chiếu với dữ liệu dân cư", "Match with the population register" }
    demo_decide { "Công an xã xem xét các dòng chưa rõ", "The commune police decide on doubtful rows" }
    demo_enrol { "Lập hồ sơ đối tượng", "Enrol persons and entitlements" }
    demo_visit { "Ghi kết quả khảo sát, xác nhận ủy quyền", "Record the visits, confirm authorisations" }
    demo_accounts { "Nhập, kiểm tra, kích hoạt tài khoản", "Record, check and activate accounts" }
    demo_lists { "Lập, chốt, duyệt, chuyển danh sách của xã", "Draw up, freeze, approve, hand over the lists" }
    demo_cycle { "Lập, duyệt, gửi kỳ chi trả 02/2024", "Compute, approve and send February 2024" }
    demo_counterparties { "Ngân hàng và bưu điện trả lời (mô phỏng)", "The bank and the post answer (simulated)" }
    demo_answers { "Nhận trả lời và đối soát", "Take the answers in and reconcile" }
    demo_close { "Khóa sổ tháng 02/2024", "Close February 2024" }
    demo_changes { "Nhận tệp biến động, chờ cán bộ duyệt", "Receive what changed, for officers to approve" }
    demo_table_heads {
        "Địa bàn              Số người  Đã XT   Chờ   Lệch  Không  K.thẻ  Chết Dòng TK       Tổng mức tháng",
        "Commune                people  verif.  pend. mism. n.found nocard  dead acc.rows        month's total",
    }
    demo_table_legend {
        "Đã XT: đã xác thực. Chờ: chờ xem xét. Lệch: lệch thông tin. Không: không tìm thấy. K.thẻ: chưa có CCCD. Dòng TK: phần dòng danh sách chi qua tài khoản. “K.thẻ” và “Chết” đếm riêng, không cộng vào năm trạng thái.",
        "verif.: verified. pend.: somebody has to look. mism.: a field differs. n.found: not found. nocard: without a card. acc.rows: the share of rows paid by account. “nocard” and “dead” are counted apart, beside the five states.",
    }
    demo_rows(rows, states) { "Dòng của các tệp: {rows} = {states}", "Rows of the files: {rows} = {states}" }
    demo_money(entitled, paid, carried, held, held_back) {
        "Tháng 02/2024: phải chi {entitled} = đã chi {paid} + chuyển kỳ sau {carried} + tạm giữ {held} + giữ lại {held_back}",
        "February 2024: entitled {entitled} = paid {paid} + carried over {carried} + held {held} + held back {held_back}",
    }
    demo_adds_up { "Khớp đến từng đồng; sổ cái cân.", "It adds up to the đồng; the ledger balances." }
    demo_does_not_add_up { "KHÔNG KHỚP. Hãy báo cho người phụ trách chương trình.", "It does NOT add up. Tell whoever is in charge of the program." }
    demo_took(seconds) { "Tổng thời gian: {seconds} giây.", "All of it: {seconds} s." }
    demo_password(password) {
        "Đăng nhập bằng các tài khoản sau, mật khẩu chung {password}, phải đổi ở lần đầu:",
        "Sign in with these accounts, the one password is {password}, to be changed at first:",
    }
    demo_stopped(step, why) {
        "Bản chạy thử dừng ở bước {step}: {why}. Chạy lại cùng lệnh để tiếp tục.",
        "The demo stopped at {step}: {why}. The same command goes on.",
    }
    demo_other(folder) {
        "Thư mục {folder} đã có một bản chạy thử khác. Hãy chọn thư mục khác bằng --folder.",
        "The folder {folder} holds another demo. Choose another with --folder.",
    }
    demo_database_in_use {
        "Cơ sở dữ liệu này đang được dùng. Bản chạy thử cần cơ sở dữ liệu trống.",
        "This database is in use. The demo needs an empty one.",
    }
}
