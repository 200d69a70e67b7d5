//! What the command line says.

use super::{Language, T};
use office::Refusal;

/// Speaks one language on the command line. Every sentence is a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandLine(
    /// Which.
    pub Language,
);

impl CommandLine {
    /// Why a room said no, in the words of the screens.
    pub fn refusal(self, refusal: &Refusal) -> String {
        T(self.0).refusal(refusal)
    }

    /// Why a payment cannot be.
    pub fn payments_refusal(self, refusal: &payments::Refusal) -> String {
        T(self.0).payments_refusal(refusal)
    }

    /// Why an answer is not taken.
    pub fn reconciliation_refusal(self, refusal: &reconciliation::Refusal) -> String {
        T(self.0).reconciliation_refusal(refusal)
    }

    /// Where a cycle stands.
    pub fn cycle_state(self, state: payments::CycleState) -> &'static str {
        T(self.0).cycle_state(state)
    }

    /// How the money is received.
    pub fn method(self, method: survey::Method) -> &'static str {
        T(self.0).method(method)
    }

    /// A state of the review.
    pub fn outcome(self, outcome: ::matching::Outcome) -> &'static str {
        T(self.0).outcome(outcome)
    }

    /// What somebody works as.
    pub fn role(self, role: office::Role) -> &'static str {
        T(self.0).role(role)
    }

    /// What somebody must look at.
    pub fn exception_kind(self, kind: reconciliation::ExceptionKind) -> &'static str {
        T(self.0).exception_kind(kind)
    }
}

/// Declares sentences: `name { "Việt", "English" }`, or with gaps `name(path) { "… {path}", "… {path}" }`.
macro_rules! command_line {
    ($($name:ident $(($($gap:ident),+))? { $vi:literal, $en:literal $(,)? })*) => {
        #[expect(missing_docs, reason = "a sentence says itself")]
        impl CommandLine {
            $(command_line! { @one $name $(($($gap),+))? $vi $en })*
        }

        #[cfg(test)]
        pub(in crate::wording) const SENTENCES: &[$crate::wording::Sentence] = &[
            $($crate::wording::Sentence { name: stringify!($name), gaps: &[$($(stringify!($gap)),+)?], vi: $vi, en: $en },)*
        ];
    };
    (@one $name:ident $vi:literal $en:literal) => {
        pub const fn $name(self) -> &'static str {
            match self.0 {
                Language::Vietnamese => $vi,
                Language::English => $en,
            }
        }
    };
    (@one $name:ident ($($gap:ident),+) $vi:literal $en:literal) => {
        pub fn $name(self, $($gap: impl ::std::fmt::Display),+) -> String {
            match self.0 {
                Language::Vietnamese => format!($vi),
                Language::English => format!($en),
            }
        }
    };
}

// The sentences of single commands, which stand on pages of their own.
pub(super) mod matching;
pub(super) mod money;
pub(super) mod population;
pub(super) mod practice;

command_line! {
    // The program and its groups, in the order of the process.
    about {
        "An Sinh: chi trả trợ cấp an sinh xã hội không dùng tiền mặt, từ danh sách của các cơ quan đến tháng đã khóa sổ.",
        "An Sinh: cashless payment of social allowances, from the agencies' lists to the closed month.",
    }
    group_begin { "Bắt đầu", "To begin" }
    group_month { "Từ danh sách đến tháng đã khóa", "From the lists to the closed month" }
    group_people { "Người dùng và địa bàn", "People and places" }
    group_trail { "Nhật ký kiểm toán", "Audit trail" }
    group_practice { "Dữ liệu mẫu", "Practice" }
    group_machines { "Cho máy và cho người quản trị hệ thống", "For machines and system administrators" }
    begin_hint {
        "Lần đầu: chạy «ansinh serve» rồi mở trong trình duyệt liên kết mà lệnh in ra.\nXem chi tiết từng lệnh: ansinh LỆNH --help",
        "The first time: run \"ansinh serve\" and open in a browser the link it prints.\nMore on a command: ansinh COMMAND --help",
    }
    exit_codes {
        "Mã thoát:\n  0   xong\n  1   bị từ chối, hoặc kiểm tra phát hiện sai lệch\n  2   gõ lệnh sai\n  3   không dùng được cơ sở dữ liệu lúc này\n  4   tệp, khóa hoặc dữ liệu đưa vào không dùng được\n  70  lỗi của chương trình",
        "Exit codes:\n  0   done\n  1   refused, or a check found something wrong\n  2   the command was typed wrongly\n  3   the database cannot be used now\n  4   a file, key or input cannot be used\n  70  a fault of the program",
    }
    usage { "Cách dùng", "Usage" }
    heading_commands { "Lệnh", "Commands" }
    heading_arguments { "Đối số", "Arguments" }
    heading_options { "Tùy chọn", "Options" }
    heading_common { "Tùy chọn chung", "Common options" }
    possible_values(values) { "[giá trị: {values}]", "[values: {values}]" }
    default_value(value) { "[mặc định: {value}]", "[default: {value}]" }
    environment(name) { "[biến môi trường: {name}]", "[environment: {name}]" }
    placeholder_command { "LỆNH", "COMMAND" }
    placeholder_options { "TÙY CHỌN", "OPTIONS" }

    placeholder_address { "ĐỊA CHỈ", "ADDRESS" }
    placeholder_code { "MÃ", "CODE" }
    placeholder_day { "NGÀY", "DAY" }
    placeholder_file { "TỆP", "FILE" }
    placeholder_folder { "THƯ MỤC", "FOLDER" }
    placeholder_name { "TÊN", "NAME" }
    placeholder_login { "TÊN ĐĂNG NHẬP", "LOGIN" }
    placeholder_number { "SỐ", "NUMBER" }
    placeholder_value { "GIÁ TRỊ", "VALUE" }
    placeholder_words { "TỪ", "WORDS" }

    // Commands.
    serve_about {
        "Chạy máy chủ: trang cho cán bộ, API cho hệ thống khác, niêm phong nhật ký, việc chạy nền.",
        "Run the server: pages for officers, the API for other systems, sealing of the trail, background jobs.",
    }
    serve_more {
        "Tự tạo cơ sở dữ liệu nếu chưa có và đưa về phiên bản của chương trình. Dừng bằng Ctrl+C hoặc tín hiệu TERM: yêu cầu đang xử lý được làm xong, bản ghi còn lại được niêm phong.",
        "Creates the database if there is none and brings it to this program's version. Stop it with Ctrl+C or the TERM signal: requests under way are finished and what is left is sealed.",
    }
    migrate_about {
        "Đưa cơ sở dữ liệu về phiên bản của chương trình này.",
        "Bring the database to this program's version.",
    }
    check_about {
        "Kiểm tra tình trạng: cơ sở dữ liệu, phiên bản, khóa, nhật ký, việc chạy nền.",
        "Check the state of things: database, version, keys, trail, background jobs.",
    }
    staff_about { "Giúp một người đăng nhập lại được, ngay tại máy chủ.", "Let somebody sign in again, at the machine itself." }
    staff_confirm_about {
        "Xác nhận khóa truy cập API do người quản trị tạo, thay cho người thứ hai.",
        "Confirm an API token that an administrator made, in place of a second person.",
    }
    staff_unlock_about { "Mở khóa tài khoản bị tạm khóa vì nhập sai nhiều lần.", "Unlock an account that waits after too many wrong tries." }
    staff_reset_about {
        "Cấp mật khẩu ban đầu mới; người dùng phải đổi ở lần đăng nhập tới.",
        "Give a new start password; it must be changed at the next sign-in.",
    }
    staff_reset_more {
        "Mọi phiên đang mở bị kết thúc. Thêm --second-factor để gỡ cả lớp xác thực thứ hai khi người dùng mất điện thoại.",
        "All open sessions end. Add --second-factor to remove the second factor too, for somebody who lost the telephone.",
    }
    units_about { "Tra cứu đơn vị hành chính.", "Look up administrative units." }
    units_find_about {
        "Tìm đơn vị theo tên (có dấu hay không dấu) hoặc theo mã, vào một ngày.",
        "Find units by name (with or without marks) or by code, on a day.",
    }
    audit_about { "Kiểm tra, niêm phong và xuất nhật ký kiểm toán.", "Verify, seal and export the audit trail." }
    audit_verify_about {
        "Kiểm tra từng bản ghi, từng cây băm, từng chốt đã ký; nêu rõ bản ghi bị sửa, bị xóa, bị chèn.",
        "Check every record, tree and signed checkpoint; name the records that were altered, deleted, inserted.",
    }
    audit_verify_more {
        "Thoát với mã 1 nếu có sai lệch. Chốt mới nhất mà máy này đã thấy (checkpoint.json trong thư mục khóa) luôn được đối chiếu, nên phần cuối nhật ký bị cắt cũng lộ ra.",
        "Exits with 1 if anything is wrong. The newest checkpoint this machine saw (checkpoint.json in the folder of keys) is always compared, so a trail cut short at its end shows too.",
    }
    audit_seal_about { "Niêm phong ngay các bản ghi đang chờ.", "Seal the waiting records now." }
    audit_export_about {
        "Xuất nhật ký ra tệp cho bên chứng kiến độc lập.",
        "Export the trail to a file for an outside witness.",
    }
    audit_export_more {
        "Tệp gồm các dòng JSON: chốt đã ký và bản ghi theo từng ngày niêm phong. Không lọc thì có đủ mọi bản ghi của ngày; có lọc thì mỗi bản ghi kèm bằng chứng nó nằm trong cây của ngày. Bên chứng kiến chỉ cần tệp này và khóa công khai.",
        "The file has JSON lines: the signed checkpoints and the records, by day of sealing. Unfiltered, each day is complete; filtered, each record comes with the proof that it stands in its day's tree. A witness needs this file and the public key, nothing else.",
    }
    audit_verify_export_about {
        "Kiểm tra một tệp đã xuất, không cần cơ sở dữ liệu.",
        "Check an exported file, without the database.",
    }
    audit_key_about {
        "In khóa công khai để trao cho bên chứng kiến.",
        "Print the public key, to hand to a witness.",
    }
    import_about { "Nhận danh sách của cơ quan: BTXH, người có công, nghèo, khác", "Take in agencies' lists: protection, merit, poverty, other" }
    import_more {
        "Mỗi tệp được nhận trọn vẹn hoặc không nhận gì. Gửi lại đúng tệp cũ thì không đổi gì. Mã 1 nếu có dòng bị trả lại.",
        "Each file is taken in whole or not at all. The same bytes again change nothing. Code 1 if rows are sent back.",
    }
    report_about { "In báo cáo của một địa bàn", "Print reports of a unit" }
    report_states_about { "Trạng thái rà soát theo xã", "States by commune" }
    report_coverage_about { "Chi trả qua tài khoản theo xã, so với chỉ tiêu", "Coverage by commune, against the target" }
    files_help {
        "Các tệp Excel (.xlsx, .xls), OpenDocument (.ods) hoặc CSV.",
        "The files: Excel (.xlsx, .xls), OpenDocument (.ods) or CSV.",
    }
    source_help { "Danh sách của nguồn nào.", "Whose list it is." }
    enrol_help { "Đưa ngay các dòng nhận được vào sổ đối tượng.", "Enrol the rows in the registry at once." }
    mapping_help { "Đọc tệp theo các cột ghi trong tệp JSON này (dạng như mục mapping của --json).", "Read the files by the columns in this JSON file (as --json tells them under mapping)." }
    returned_help { "Ghi các dòng trả lại, kèm lý do, vào thư mục này.", "Write the rows sent back, with their reasons, into this folder." }
    xlsx_help { "Ghi thêm báo cáo ra tệp .xlsx này.", "Write the report to this .xlsx file too." }
    unit_on_help { "Ngày mà mã đơn vị có hiệu lực; mặc định là lần gần nhất.", "A day on which the code was in force; by default the latest." }
    imported(name, good, doubtful, bad) {
        "{name}: nhận {good} dòng ({doubtful} cần xem lại), trả lại {bad} dòng.",
        "{name}: {good} rows taken in ({doubtful} to look at), {bad} sent back.",
    }
    imported_before(name, at) { "{name}: đã nhận đúng tệp này lúc {at}.", "{name}: this very file was taken in at {at}." }
    rows_returned(path) { "Dòng trả lại: {path}.", "Rows sent back: {path}." }
    room_refused(why) { "Không làm được: {why}.", "It was refused: {why}." }
    source_file_refused(path, why) { "{path}: {why}", "{path} was refused: {why}" }
    unit_unknown(code) { "Không có đơn vị hành chính mã {code}.", "There is no unit with the code {code}." }
    demo_about {
        "Chạy thử toàn bộ quy trình với dữ liệu giả của một huyện: từ tệp của các cơ quan đến tháng 02/2024 đã khóa sổ, rồi mở các trang.",
        "Walk the whole process with a made-up district: from the agencies' files to the closed February 2024, then serve the pages.",
    }
    demo_more {
        "Mỗi bước dùng đúng thao tác của cán bộ, bằng tài khoản của người có nhiệm vụ đó; ngân hàng và bưu điện là mô phỏng. Mọi thứ nằm trong --folder. Dừng giữa chừng thì chạy lại cùng lệnh: những gì đã làm được giữ nguyên và số liệu cuối cùng không đổi. Không chạy trên cơ sở dữ liệu đang dùng thật.",
        "Each step is the officers' own operation, under the account of whoever has that task; the bank and the post are simulated. Everything lies in --folder. If it is stopped, the same command goes on: what is done is kept and the final figures are the same. It does not run on a database in real use.",
    }
    sample_about {
        "Tạo dữ liệu giả của một huyện: danh sách của các cơ quan, dân cư, kết quả khảo sát, đáp án.",
        "Make up a district: the agencies' lists, a population register, survey results, the truth beside them.",
    }
    sample_more {
        "Cùng một hạt giống cho ra cùng một nội dung tệp, đến từng byte. Không có người thật nào trong đó. Mỗi xã một tệp cho mỗi nguồn, như các cơ quan vẫn gửi: tiêu đề phía trên, dòng tổng, cách đặt tên cột khác nhau, vài tệp còn dùng phông chữ cũ; sai sót được gài theo tỷ lệ, và truth.csv cho biết từng dòng là ai và sai chỗ nào.",
        "The same seed gives the same files, byte for byte. Nobody in them is real. A file a commune and source, as agencies send them: titles above, totals, headings of every wording, a few still in old fonts; mistakes are planted at stated rates, and truth.csv tells of each row who it is and what is wrong.",
    }
    openapi_about {
        "In bản mô tả API (OpenAPI 3.1), không cần máy chủ.",
        "Print the description of the API (OpenAPI 3.1), without a server.",
    }
    completion_about {
        "In đoạn mã tự hoàn thành lệnh cho trình bao (shell).",
        "Print the completion script for a shell.",
    }

    // Options.
    database_help {
        "Cơ sở dữ liệu: đường dẫn tệp SQLite, hoặc postgres://… ; mặc định là tệp ansinh.sqlite trong thư mục hiện tại. Biến DATABASE_URL cũng được nhận.",
        "The database: path of an SQLite file, or postgres://… ; by default the file ansinh.sqlite in the current folder. DATABASE_URL is understood too.",
    }
    keys_help {
        "Thư mục khóa; mặc định là keys/ cạnh tệp SQLite, hoặc keys/ trong thư mục hiện tại với PostgreSQL. Nhiều máy chủ dùng chung một cơ sở dữ liệu thì dùng chung bộ khóa.",
        "Folder of the keys; by default keys/ beside the SQLite file, or keys/ in the current folder with PostgreSQL. Servers that share a database share the keys.",
    }
    lang_help {
        "Ngôn ngữ của dòng lệnh. Mặc định theo LC_ALL, LC_MESSAGES, LANG: vi…, C hoặc để trống là tiếng Việt, còn lại là tiếng Anh.",
        "Language of the command line. By default from LC_ALL, LC_MESSAGES, LANG: vi…, C or unset is Vietnamese, any other is English.",
    }
    json_help { "Trả lời bằng JSON cho máy đọc.", "Answer in JSON, for machines." }
    log_help { "Dạng nhật ký vận hành, ghi ra stderr.", "Form of the operating log, written to stderr." }
    help_help { "Xem trợ giúp.", "Show help." }
    version_help { "Xem phiên bản.", "Show the version." }
    practice_day_help {
        "Chạy như thể hôm nay là ngày này (năm-tháng-ngày), để thực hành trên dữ liệu mẫu. Không dùng được với dữ liệu thật.",
        "Run as if today were this day (year-month-day), to practise on made-up data. Not possible with real data.",
    }
    not_for_practice {
        "Cơ sở dữ liệu này có dữ liệu thật nên không thể chạy với ngày khác. Hãy bỏ --practice-day, hoặc chọn thư mục trống để thực hành.",
        "This database holds real data and cannot run by another day. Leave --practice-day out, or practise in an empty folder.",
    }
    listen_help { "Địa chỉ và cổng để nghe.", "Address and port to listen on." }
    https_help {
        "Người dùng đến bằng https qua máy chủ chuyển tiếp: cookie chỉ đi qua https.",
        "People come by https through a proxy: cookies travel by https only.",
    }
    forwarded_help {
        "Số máy chủ chuyển tiếp của chính mình đứng trước; X-Forwarded-For của chúng được tin.",
        "How many proxies of our own stand in front, whose X-Forwarded-For is believed.",
    }
    oidc_issuer_help {
        "Địa chỉ hệ thống đăng nhập một lần của cơ quan (OpenID Connect); trang đăng nhập sẽ có thêm nút dùng hệ thống này.",
        "Address of the agency’s single sign-on (OpenID Connect); the sign-in page then offers it.",
    }
    oidc_client_id_help {
        "Tên mà chương trình này được đăng ký ở hệ thống đăng nhập một lần.",
        "The name under which this program is registered there.",
    }
    oidc_client_secret_help {
        "Mã bí mật đi cùng tên đó. Nên đặt trong biến môi trường, không gõ trên dòng lệnh.",
        "The secret that goes with that name. Better set in the environment than typed here.",
    }
    public_url_help {
        "Địa chỉ mà cán bộ mở chương trình này, như https://ansinh.example.vn; hệ thống đăng nhập một lần gửi trình duyệt về đó.",
        "The address at which staff open this program, like https://ansinh.example.vn; single sign-on sends the browser back there.",
    }
    outbox_help {
        "Thư mục mà ngân hàng và bưu điện lấy tệp chi (bên trong có hai thư mục bank và post). Không khai thì tải từng tệp trên trang.",
        "The folder from which the bank and the post fetch their files (bank and post inside it). Without it each file is downloaded on its page.",
    }
    source_url_help {
        "Địa chỉ công bố mã nguồn của phiên bản đang chạy; trang «Mã nguồn» dẫn đến đó. Ai sửa chương trình rồi cho người khác dùng qua mạng thì giấy phép buộc phải có.",
        "Where the source of the running version is published; the page \"Source code\" leads there. The licence asks it of whoever changes the program and lets others use it over a network.",
    }
    metrics_token_help {
        "Mã để máy khác được đọc /metrics; không có thì chỉ máy này đọc được.",
        "Token with which another machine may read /metrics; without it, only this machine.",
    }
    prefix_help { "Những ký tự đầu của khóa, như hiện khi tạo (ans_…).", "The first characters of the token, as shown where it was made (ans_…)." }
    login_help { "Tên đăng nhập.", "Login name." }
    second_factor_help { "Gỡ cả lớp xác thực thứ hai.", "Remove the second factor too." }
    words_help { "Tên hoặc mã, ví dụ: bình châu, 21034.", "Name or code, for example: binh chau, 21034." }
    on_help { "Vào ngày nào (08/01/2024 hoặc 2024-01-08); mặc định là hôm nay.", "On which day (08/01/2024 or 2024-01-08); today by default." }
    witness_help {
        "Tệp chứa một chốt đã giữ ở nơi khác: nhật ký phải còn đúng chốt ấy. Dùng được nhiều lần.",
        "File with a checkpoint kept elsewhere: the trail must still have it. May be given several times.",
    }
    public_key_help {
        "Tệp chứa khóa công khai được tin; mặc định là khóa của máy này. Dùng được nhiều lần.",
        "File with a public key to trust; by default this machine's own. May be given several times.",
    }
    public_key_needed_help {
        "Tệp chứa khóa công khai được tin. Dùng được nhiều lần.",
        "File with a public key to trust. May be given several times.",
    }
    from_help { "Từ ngày niêm phong này (08/01/2024 hoặc 2024-01-08).", "From this day of sealing on (08/01/2024 or 2024-01-08)." }
    to_help { "Đến hết ngày niêm phong này.", "Until this day of sealing, included." }
    by_staff_help { "Chỉ việc do người này làm (mã của người dùng).", "Only what this person did (the person's id)." }
    subject_help { "Chỉ việc làm với đối tượng này (mã của đối tượng).", "Only what was done to this subject (its id)." }
    since_help {
        "Tệp chứa chốt mà bên chứng kiến đang giữ: tệp xuất ra chứng minh cây của ngày ấy chỉ dài thêm.",
        "File with the checkpoint the witness holds: the export proves that the day's tree only grew.",
    }
    output_help { "Tệp để ghi; không có thì ghi ra stdout.", "File to write; stdout if not given." }
    export_file_help { "Tệp đã xuất.", "The exported file." }
    folder_help {
        "Thư mục của bản chạy thử: dữ liệu, cơ sở dữ liệu và khóa nếu không chỉ nơi khác, tệp gửi đi và nhận về.",
        "The demo's folder: its data, its database and keys where no other place is named, files sent and received.",
    }
    no_serve_help { "Không mở máy chủ sau khi xong.", "Do not serve afterwards." }
    district_help {
        "Huyện cần tạo: mã năm 2024 hoặc tên không dấu.",
        "The district: its code of 2024, or its name without marks.",
    }
    seed_help { "Hạt giống: số khác cho ra những người khác.", "The seed: another number gives other people." }
    people_help {
        "Số đối tượng bảo trợ xã hội, chưa kể người có công và hộ nghèo (thêm theo tỷ lệ); bỏ trống là 12.105, như huyện Bình Sơn tháng 01/2024.",
        "How many beneficiaries of social protection, without merit and poor households, which follow; left out it is 12,105, as Bình Sơn had in January 2024.",
    }
    register_people_help {
        "Số người trong tệp dân cư; bỏ trống thì theo số đối tượng (250.000 cho 12.105).",
        "How many people the register has; left out it follows the beneficiaries (250,000 for 12,105).",
    }
    out_help { "Thư mục để ghi, được tạo nếu chưa có.", "The folder to write to, made if there is none." }
    shell_help { "Trình bao.", "The shell." }

    // Answers.
    serving(address) {
        "An Sinh đang chạy tại http://{address} (dừng: Ctrl+C).",
        "An Sinh is running at http://{address} (stop: Ctrl+C).",
    }
    first_run_hint(link, code) {
        "An Sinh đang chạy (dừng: Ctrl+C). Chưa có người dùng nào. Mở liên kết này trong trình duyệt để lập tài khoản quản trị đầu tiên:\n\n    {link}\n\nMã thiết lập, nếu trang hỏi: {code}. Ai có mã này thì lập được tài khoản quản trị; lập xong mã hết hiệu lực.",
        "An Sinh is running (stop: Ctrl+C). There is nobody yet. Open this link in a browser to create the first administrator:\n\n    {link}\n\nThe set-up code, should the page ask: {code}. Whoever has it can become the administrator; after that it is worth nothing.",
    }
    stopping { "Đang dừng: làm nốt việc dở và niêm phong…", "Stopping: finishing what is under way, sealing…" }
    migrated_now(count) { "Đã áp dụng {count} bước.", "{count} steps applied." }
    migrated_already { "Cơ sở dữ liệu đã đúng phiên bản.", "The database is at this version already." }
    sealed_now(records, checkpoint) {
        "Đã niêm phong {records} bản ghi; chốt mới nhất: số {checkpoint}.",
        "Sealed {records} records; newest checkpoint: number {checkpoint}.",
    }
    sealed_nothing { "Không có bản ghi nào chờ niêm phong.", "No record is waiting to be sealed." }
    exported(records, checkpoints, days) {
        "Đã xuất {records} bản ghi và {checkpoints} chốt của {days} ngày.",
        "Exported {records} records and {checkpoints} checkpoints of {days} days.",
    }
    exported_last(number) {
        "Chốt cuối: số {number}. Bên chứng kiến nên giữ lại chốt này.",
        "Last checkpoint: number {number}. The witness should keep it.",
    }
    verified(records, days, checkpoints) {
        "Đã kiểm tra {records} bản ghi, {days} ngày, {checkpoints} chốt.",
        "Checked {records} records, {days} days, {checkpoints} checkpoints.",
    }
    waiting(count) { "{count} bản ghi đang chờ niêm phong.", "{count} records are waiting to be sealed." }
    intact { "Nhật ký nguyên vẹn.", "The trail is intact." }
    found_wrong(count) { "PHÁT HIỆN {count} SAI LỆCH:", "{count} THINGS ARE WRONG:" }
    found_more(count) { "… và {count} sai lệch nữa.", "… and {count} more." }
    token_confirmed(prefix, login) {
        "Đã xác nhận khóa {prefix} của {login}.",
        "The token {prefix} of {login} is confirmed.",
    }
    unlocked(login) { "Đã mở khóa tài khoản {login}.", "The account {login} is unlocked." }
    password_reset(login, password) {
        "Mật khẩu ban đầu của {login}: {password}\nChỉ hiện một lần; phải đổi ở lần đăng nhập tới.",
        "Start password of {login}: {password}\nShown once; it must be changed at the next sign-in.",
    }
    second_factor_removed(login) {
        "Đã gỡ lớp xác thực thứ hai của {login}.",
        "The second factor of {login} is removed.",
    }
    units_code { "Mã", "Code" }
    units_place { "Số địa bàn", "Place number" }
    units_name { "Đơn vị", "Unit" }
    units_none { "Không tìm thấy đơn vị nào.", "No unit found." }
    checked_fine { "Mọi thứ ổn.", "Everything is fine." }
    checked_wrong(count) { "{count} điểm cần xem lại.", "{count} points need attention." }
    check_schema { "Phiên bản cơ sở dữ liệu", "Version of the database" }
    check_keys { "Khóa của nhật ký", "Keys of the trail" }
    check_trail { "Niêm phong nhật ký", "Sealing of the trail" }
    check_witness { "Chốt đã thấy", "Checkpoint seen" }
    check_people { "Người quản trị", "Administrator" }
    check_units { "Đơn vị hành chính", "Administrative units" }
    fine { "ổn", "fine" }
    wrong { "CẦN XEM", "ATTENTION" }
    check_trail_waiting(count, seconds) {
        "{count} bản ghi chờ, lâu nhất {seconds} giây",
        "{count} records waiting, the oldest for {seconds} seconds",
    }
    check_trail_none { "không có bản ghi nào chờ", "no record is waiting" }
    check_jobs { "Việc chạy nền", "Background jobs" }
    check_jobs_none { "không có việc nào đang chờ", "none is waiting" }
    check_jobs_waiting(count, minutes) {
        "{count} việc đang chờ, việc đầu chờ {minutes} phút",
        "{count} waiting, the first for {minutes} minutes",
    }
    check_keys_unbegun { "nhật ký chưa bắt đầu", "the trail has not begun" }
    check_keys_missing { "cơ sở dữ liệu đã có nhật ký nhưng thư mục khóa trống", "the database has a trail but the folder of keys is empty" }
    check_witness_none { "chưa có chốt nào", "no checkpoint yet" }
    check_witness_number(number) { "số {number}", "number {number}" }
    check_units_count(trees, communes) {
        "{trees} danh mục, {communes} xã, phường, thị trấn trong danh mục mới nhất",
        "{trees} lists, {communes} communes in the newest",
    }
    check_people_none { "chưa có; mở trang đầu tiên để tạo", "none yet; open the first page to create one" }

    // What is wrong with the trail.
    wrong_altered { "bản ghi bị sửa", "record altered" }
    wrong_deleted { "bản ghi bị xóa", "record deleted" }
    wrong_inserted {
        "bản ghi không do chương trình ghi (bị chèn, hoặc bị sửa trước khi niêm phong)",
        "record not written by the program (inserted, or altered before it was sealed)",
    }
    wrong_unhooked { "bản ghi bị gỡ khỏi cây niêm phong", "record taken out of the sealed tree" }
    wrong_leaf_missing { "thiếu một lá trong cây niêm phong", "a leaf of the sealed tree is missing" }
    wrong_leaf_altered { "lá của cây niêm phong bị sửa", "a leaf of the sealed tree was altered" }
    wrong_leaf_unsigned { "có lá mà không chốt nào ký, từ vị trí này trở đi", "leaves that no checkpoint signed, from this position on" }
    wrong_leaf_doubled { "một lá hoặc bản ghi của nó có hai lần", "a leaf, or its record, is there twice" }
    wrong_note_forged {
        "danh sách chờ niêm phong có dòng không đúng: bản ghi đã niêm phong, hoặc ghi sai thời điểm",
        "the list of what awaits sealing is wrong: a record that is sealed, or another instant",
    }
    wrong_root_differs { "các lá không còn khớp gốc đã ký", "the leaves no longer have the signed root" }
    wrong_checkpoint_missing { "mất chốt đã ký", "signed checkpoint missing" }
    wrong_checkpoint_forged { "chốt không do khóa được tin ký", "checkpoint not signed by a trusted key" }
    wrong_checkpoint_unchained { "chốt không nối với chốt trước", "checkpoint does not follow the one before" }
    wrong_witness_contradicted {
        "nhật ký không còn chốt mà bên chứng kiến giữ: phần cuối bị cắt hoặc bị viết lại",
        "the trail no longer has the checkpoint a witness holds: its end was cut off or rewritten",
    }
    wrong_beheaded {
        "có cán bộ mà nhật ký không có bản ghi tạo: nhật ký bị xóa sạch hoặc bị cắt phần đầu",
        "somebody on the staff whose making no record tells of: the trail was emptied or its beginning cut off",
    }
    finding_staff(id) { "cán bộ {id}", "member of staff {id}" }
    alarm_checkpoint_forged(number) {
        "Chốt số {number} không do khóa của nhật ký này ký; việc niêm phong đã bỏ qua nó. Chạy «ansinh audit verify».",
        "Checkpoint {number} was not signed with this trail's key; sealing passed it over. Run \"ansinh audit verify\".",
    }
    alarm_day_damaged(day) {
        "Cây niêm phong ngày {day} không còn như khi ký; bản ghi mới được niêm phong vào ngày sau. Chạy «ansinh audit verify».",
        "The sealed tree of {day} is not what was signed; new records are sealed on the day after. Run \"ansinh audit verify\".",
    }
    finding_record(id) { "bản ghi {id}", "record {id}" }
    finding_day(day) { "ngày {day}", "day {day}" }
    finding_position(position) { "vị trí {position}", "position {position}" }
    finding_checkpoint(number) { "chốt số {number}", "checkpoint {number}" }
    finding_verb(verb) { "việc {verb}", "operation {verb}" }

    // Noes.
    error { "Lỗi", "Error" }
    usage_hint { "Xem «ansinh --help».", "See \"ansinh --help\"." }
    usage_unknown(argument) { "Không có lệnh hay tùy chọn «{argument}».", "There is no command or option \"{argument}\"." }
    usage_similar(suggestion) { "Có phải ý bạn là «{suggestion}»?", "Did you mean \"{suggestion}\"?" }
    usage_value(value, argument) {
        "Giá trị «{value}» không dùng được cho {argument}.",
        "The value \"{value}\" cannot be used for {argument}.",
    }
    usage_values(values) { "Nhận một trong: {values}.", "It takes one of: {values}." }
    usage_value_missing(argument) { "{argument} cần một giá trị.", "{argument} needs a value." }
    usage_missing(arguments) { "Còn thiếu: {arguments}.", "Missing: {arguments}." }
    usage_twice(argument) { "{argument} chỉ được dùng một lần.", "{argument} may be given only once." }
    usage_command_missing { "Hãy chọn một lệnh.", "Choose a command." }
    usage_other { "Dòng lệnh không hiểu được.", "The command line cannot be understood." }
    database_away(why) {
        "Không kết nối được cơ sở dữ liệu ({why}). Kiểm tra địa chỉ và máy chủ, rồi thử lại.",
        "The database cannot be reached ({why}). Check the address and the server, then try again.",
    }
    database_denied(why) {
        "Cơ sở dữ liệu từ chối tên hoặc mật khẩu ({why}). Kiểm tra --database.",
        "The database refuses the name or password ({why}). Check --database.",
    }
    database_no_such(why) {
        "Chưa có cơ sở dữ liệu này ({why}). Hãy tạo nó trên máy chủ PostgreSQL trước.",
        "There is no such database ({why}). Create it on the PostgreSQL server first.",
    }
    database_file_none(path) {
        "Chưa có tệp cơ sở dữ liệu {path}. Hãy chỉ đúng tệp bằng --database, hoặc chạy «ansinh serve» để tạo mới.",
        "There is no database file {path}. Name the right one with --database, or run \"ansinh serve\" to make a new one.",
    }
    database_bad_place(why) { "Địa chỉ cơ sở dữ liệu sai: {why}.", "The address of the database is wrong: {why}." }
    database_full { "Đĩa của cơ sở dữ liệu đã đầy. Hãy dọn chỗ rồi thử lại.", "The disk of the database is full. Make room and try again." }
    database_locked {
        "Một chương trình khác đang giữ tệp cơ sở dữ liệu. Đóng chương trình đó rồi thử lại.",
        "Another program keeps the database file locked. Close it and try again.",
    }
    database_read_only { "Cơ sở dữ liệu chỉ cho đọc.", "The database is open for reading only." }
    database_not_one { "Tệp này không phải cơ sở dữ liệu của An Sinh.", "The file is not a database of An Sinh." }
    database_damaged {
        "Tệp cơ sở dữ liệu bị hỏng. Hãy khôi phục từ bản sao lưu.",
        "The database file is damaged. Restore it from a backup.",
    }
    database_newer(database, program) {
        "Cơ sở dữ liệu ({database}) mới hơn chương trình ({program}). Hãy dùng bản mới của chương trình.",
        "The database ({database}) is newer than the program ({program}). Use a newer program.",
    }
    database_changed(step) {
        "Bước {step} của cơ sở dữ liệu khác với chương trình này: hai bản xây dựng khác nhau.",
        "Step {step} of the database differs from this program's: two different builds.",
    }
    database_slow { "Cơ sở dữ liệu trả lời quá lâu hoặc quá bận. Hãy thử lại.", "The database is too slow or too busy. Try again." }
    database_unmigrated {
        "Cơ sở dữ liệu chưa đúng phiên bản. Hãy chạy «ansinh migrate».",
        "The database is not at this version. Run \"ansinh migrate\".",
    }
    database_fault(why) { "Cơ sở dữ liệu báo lỗi: {why}.", "The database reports: {why}." }
    key_other(kind, folder) {
        "Khóa {kind} trong {folder} không phải khóa mà nhật ký này bắt đầu. Hãy chép đúng bộ khóa vào đó.",
        "The {kind} key in {folder} is not the one this trail was begun with. Copy the right keys there.",
    }
    keys_missing(folder) {
        "Cơ sở dữ liệu đã có nhật ký nhưng {folder} không có khóa. Hãy chép bộ khóa cũ vào đó.",
        "The database has a trail already but {folder} has no keys. Copy its keys there.",
    }
    key_file(path, why) { "Tệp khóa {path}: {why}.", "The key file {path}: {why}." }
    trail_damaged(day) {
        "Cây niêm phong ngày {day} không còn như khi ký chốt. Chạy «ansinh audit verify» để biết bản ghi nào.",
        "The sealed tree of {day} is not what was signed. Run \"ansinh audit verify\" to see which records.",
    }
    trail_unreadable(position, day) {
        "Không đọc được bản ghi ở vị trí {position} ngày {day}. Chạy «ansinh audit verify» để biết rõ.",
        "The record at position {position} of {day} cannot be read. Run \"ansinh audit verify\".",
    }
    trail_set_back(number) {
        "Nhật ký không còn chốt số {number} mà máy này đã thấy: phần cuối bị cắt hoặc bị viết lại. Nếu vừa chủ ý khôi phục bản sao lưu, hãy xóa tệp checkpoint.json trong thư mục khóa.",
        "The trail no longer has checkpoint {number} that this machine saw: its end was cut off or rewritten. If a backup was restored on purpose, remove the file checkpoint.json from the folder of keys.",
    }
    file_fault(path, why) { "Tệp {path}: {why}.", "The file {path}: {why}." }
    file_not_a_trail(line) { "Dòng {line} không phải dòng của nhật ký đã xuất.", "Line {line} is not a line of an exported trail." }
    file_newer(version) {
        "Tệp theo bố cục {version}, chương trình này chưa đọc được.",
        "The file has layout {version}, which this program does not read.",
    }
    file_cut_off { "Tệp bị cắt: thiếu phần cuối hoặc số dòng không khớp.", "The file ends early: its last line is missing or counts otherwise." }
    file_no_checkpoint(path) { "Tệp {path} không chứa chốt đã ký.", "The file {path} holds no checkpoint." }
    file_no_public_key(path) { "Tệp {path} không chứa khóa công khai.", "The file {path} holds no public key." }
    why_not_found { "không có tệp hoặc thư mục này", "there is no such file or folder" }
    why_not_permitted { "không có quyền", "not permitted" }
    why_in_use { "địa chỉ đang được dùng", "the address is in use" }
    why_full { "đĩa đã đầy", "the disk is full" }
    why_not_text { "không phải văn bản UTF-8", "not UTF-8 text" }
    output_fault(why) { "Không ghi được kết quả: {why}.", "The answer cannot be written: {why}." }
    single_sign_on_fault(why) {
        "Thiết lập đăng nhập một lần không dùng được: {why}. Hãy sửa --oidc-issuer hoặc --public-url.",
        "The single sign-on settings cannot be used: {why}. Correct --oidc-issuer or --public-url.",
    }
    usage_listen { "Địa chỉ nghe ghi dạng IP:CỔNG, ví dụ 127.0.0.1:8080; chỉ ghi cổng là nghe trên chính máy này.", "Write the address as IP:PORT, for example 127.0.0.1:8080; a port alone listens on this machine." }
    listen_open(address) {
        "CẢNH BÁO: {address} mở cho máy khác vào mà không có HTTPS: ai cùng mạng cũng đọc được mật khẩu và số định danh. Hãy nghe tại 127.0.0.1, sau một máy chủ HTTPS, và thêm --https (docs/SECURITY.md).",
        "WARNING: {address} is open to other machines without HTTPS: whoever shares the network can read passwords and identity numbers. Listen on 127.0.0.1 behind an HTTPS server and add --https (docs/SECURITY.md).",
    }
    listen_fault(address, why) {
        "Không nghe được tại {address}: {why}. Thử --listen với địa chỉ hoặc cổng khác.",
        "Cannot listen at {address}: {why}. Try --listen with another address or port.",
    }
    no_such_login(login) { "Không có người dùng {login}.", "There is nobody with the login {login}." }
    check_ledger { "Sổ kế toán", "Ledger" }
    check_ledger_wrong(accounts) { "{accounts} tài khoản có số dư sai", "{accounts} accounts with a wrong balance" }
    check_cycles { "Số tổng của các kỳ chi trả", "Totals of the cycles" }
    check_cycles_wrong(totals) { "{totals} số tổng không khớp", "{totals} totals that do not add up" }
    internal(incident) {
        "Lỗi của chương trình ({incident}). Không có gì bị ghi dở. Hãy gửi dòng này và nhật ký vận hành cho người phụ trách.",
        "A fault of the program ({incident}). Nothing was left half written. Send this line and the operating log to whoever is in charge.",
    }
}
