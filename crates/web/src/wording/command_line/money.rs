//! What the command line says of the month's money: cycles, answers, and counterparties to practise with.

use super::CommandLine;
use crate::wording::Language;

command_line! {
    group_money { "Chi trả hằng tháng", "Monthly payment" }
    placeholder_month { "THÁNG", "MONTH" }
    cycle_about { "Kỳ chi trả của một tháng: mở, tính, duyệt, tạo tệp, gửi, khóa sổ.", "A month's payments: open, compute, approve, write files, send, close." }
    cycle_show_about { "Cho biết kỳ chi trả đang ở bước nào, các số tổng và tệp.", "Show where a cycle stands, its sums and files." }
    cycle_payer_about { "Khai tài khoản mà đơn vị dùng để chi.", "Name the account a paying office pays from." }
    cycle_compute_about { "Mở kỳ chi trả nếu chưa có và tính từ các danh sách đã bàn giao.", "Open the cycle if there is none and compute it from the lists handed over." }
    cycle_approve_about { "Duyệt đúng phiên bản đã xem; người lập không được duyệt.", "Approve exactly the version that was seen; whoever prepared it cannot." }
    cycle_instruct_about { "Tạo các tệp gửi ngân hàng và bưu điện.", "Write the files to the bank and the post." }
    cycle_send_about { "Đặt các tệp chưa gửi vào thư mục của ngân hàng và bưu điện. Chạy lại thì gửi đúng tệp cũ.", "Put the files that are not sent into the folders of the bank and the post. Run again, the same bytes are sent." }
    cycle_close_about { "Khóa sổ khi từng đồng đã rõ: đã trả, chuyển kỳ, giữ lại hoặc tạm giữ.", "Close the month when every đồng is paid, carried over, held back or held." }
    reconcile_about { "Nhập trả lời của ngân hàng (pain.002, camt.054) và bảng kết quả của bưu điện.", "Take in answers of the bank (pain.002, camt.054) and the post's settlement workbooks." }
    simulate_about {
        "Ngân hàng, bưu điện và cơ sở dữ liệu dân cư giả để tập dượt.",
        "A bank, a post office and a population database to practise with.",
    }
    simulate_population_about {
        "Cơ sở dữ liệu dân cư giả: tìm trong một sổ dân cư và trả lời từng yêu cầu.",
        "A population database: looks requests up in a register and answers them.",
    }
    simulate_population_more {
        "Với --files và --answers: mỗi tệp yêu cầu (xem «ansinh register ask») được trả lời bằng trích lục những người tìm thấy và danh sách yêu cầu không tìm thấy ai. Với --listen: từng yêu cầu JSON gửi đến POST /cong-dan.",
        "With --files and --answers each batch of requests (see \"ansinh register ask\") is answered by an extract of the people found and a list of the requests that found nobody. With --listen: one request as JSON to POST /cong-dan.",
    }
    simulate_listen_population_help {
        "Nhận yêu cầu qua HTTP tại địa chỉ này: POST /cong-dan.",
        "Take requests over HTTP at this address: POST /cong-dan.",
    }
    simulate_bank_about { "Ngân hàng giả: đọc tệp chi từ một thư mục hoặc qua mạng và trả lời.", "A bank: reads payment files from a folder or over the network and answers." }
    simulate_post_about { "Bưu điện giả: điền kết quả vào bảng chi trả tiền mặt.", "A post office: fills in the workbooks of cash payments." }
    unit_help { "Mã đơn vị hành chính, như 524.", "The code of the unit, such as 524." }
    month_help { "Tháng, như 2024-02.", "The month, such as 2024-02." }
    act_as_help { "Tên đăng nhập của người chịu trách nhiệm việc này.", "The login of whoever answers for this." }
    version_seen_help { "Phiên bản đã xem, như lệnh cycle show cho biết.", "The version that was seen, as cycle show tells it." }
    bank_folder_help { "Thư mục mà ngân hàng lấy tệp.", "The folder the bank fetches files from." }
    post_folder_help { "Thư mục mà bưu điện lấy tệp.", "The folder the post fetches files from." }
    payer_bin_help { "Mã BIN của ngân hàng giữ tài khoản chi.", "The BIN of the bank that keeps the account." }
    payer_number_help { "Số tài khoản chi.", "The number of the account." }
    payer_name_help { "Tên chủ tài khoản chi.", "The name of the account's holder." }
    answer_files_help { "Các tệp trả lời.", "The answers." }
    simulate_files_help { "Thư mục có tệp gửi đến.", "The folder of files to answer." }
    simulate_answers_help { "Thư mục nhận trả lời.", "The folder for the answers." }
    simulate_listen_help { "Nhận tệp qua HTTP tại địa chỉ này: POST /files, GET /answers.", "Take files over HTTP at this address: POST /files, GET /answers." }
    answers_seed_help { "Hạt giống: cùng số thì cùng trả lời.", "The seed: the same number gives the same answers." }
    per_mille_help { "Bao nhiêu phần nghìn.", "So many of a thousand." }
    settled_on_help { "Ngày chi trả; mặc định là hôm nay.", "The day of payment; today unless said." }
    cycle_none(month, unit) { "Đơn vị {unit} chưa có kỳ chi trả tháng {month}.", "The unit {unit} has no cycle of {month}." }
    cycle_line(month, state, version) { "Kỳ chi trả tháng {month}: {state}, phiên bản {version}", "Cycle of {month}: {state}, version {version}" }
    cycle_entitled(amount, carried) { "  Phải chi: {amount}; kỳ trước chuyển sang: {carried}", "  Entitled: {amount}; carried in: {carried}" }
    cycle_payable(amount, count, held) { "  Lệnh chi: {count}, {amount}; tạm giữ: {held}", "  Instructions: {count}, {amount}; held: {held}" }
    cycle_answered(paid, carried, back, open) {
        "  Đã trả: {paid}; chuyển kỳ sau: {carried}; giữ lại: {back}; chưa có kết quả: {open}",
        "  Paid: {paid}; carried over: {carried}; held back: {back}; open: {open}",
    }
    cycle_file(message, lines, amount, state) { "  {message}: {lines} lệnh, {amount}, {state}", "  {message}: {lines} instructions, {amount}, {state}" }
    cycle_lists(lists, missing) { "  Danh sách đã bàn giao: {lists}; chưa bàn giao: {missing}", "  Lists handed over: {lists}; not yet: {missing}" }
    cycle_sent(now, before) { "Đã gửi {now} tệp; {before} tệp đã gửi trước đó.", "{now} files sent; {before} had been sent before." }
    payer_set { "Đã khai tài khoản chi.", "The account to pay from is set." }
    answer_taken(name, entries, applied, exceptions) {
        "{name}: {entries} dòng, {applied} lệnh chi có kết quả, {exceptions} sai lệch.",
        "{name}: {entries} lines, {applied} instructions moved, {exceptions} exceptions.",
    }
    answer_again(name) { "{name}: đã nhập trước đây, không làm gì thêm.", "{name}: taken in before; nothing was done." }
    answer_other_bytes(name) { "{name}: CẢNH BÁO, số hiệu này đã nhận với nội dung khác. Không ghi nhận gì; hãy hỏi ngân hàng.", "{name}: ALARM, this message id was taken in with other content. Nothing was applied: ask the bank." }
    answer_refused(name, why) { "{name}: {why}", "{name} – {why}" }
    truth_help {
        "Thư mục của ansinh sample: ngân hàng theo accounts.csv, bưu điện theo uncollected.csv, thay vì gieo ngẫu nhiên.",
        "The folder of ansinh sample: the bank follows its accounts.csv, the post its uncollected.csv, and not chance.",
    }
    simulated(files, answers) { "Đã đọc {files} tệp, viết {answers} trả lời.", "{files} files read, {answers} answers written." }
    simulate_needs_folder { "Hãy cho --files và --answers, hoặc --listen.", "Give --files and --answers, or --listen." }
    value_unreadable(option) { "Giá trị của {option} không đúng.", "The value of {option} is not one." }
}
