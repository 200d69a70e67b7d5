//! The words of the room `office`: roles, rights, and everything it can say no to.

use super::{T, wording};
use office::{
    Action, Refusal, Role,
    jobs::JobState,
    sign_in::{PasswordFault, Step},
    staff::LoginFault,
};

wording! {
    role_commune_police { "Công an cấp xã", "Commune police" }
    role_social_officer { "Công chức văn hóa - xã hội", "Culture and social officer" }
    role_judicial_officer { "Công chức tư pháp - hộ tịch", "Judicial officer" }
    role_commune_leader { "Lãnh đạo UBND cấp xã", "Commune leader" }
    role_labour_officer { "Cán bộ LĐ-TB&XH", "Labour officer" }
    role_labour_head { "Trưởng phòng LĐ-TB&XH", "Head of the labour office" }
    role_district_police { "Công an cấp huyện", "District police" }
    role_district_leader { "Lãnh đạo UBND cấp huyện", "District leader" }
    role_payer { "Nhân viên chi trả", "Payer" }
    role_payer_head { "Phụ trách chi trả", "Head of payers" }
    role_province_officer { "Chuyên viên cấp tỉnh", "Province officer" }
    role_province_leader { "Lãnh đạo cấp tỉnh", "Province leader" }
    role_ministry_officer { "Chuyên viên cấp bộ", "Ministry officer" }
    role_population_office { "Cơ quan dữ liệu dân cư", "Population data office" }
    role_auditor { "Kiểm toán", "Auditor" }
    role_administrator { "Quản trị hệ thống", "Administrator" }
    role_service_account { "Tài khoản dịch vụ", "Service account" }
    role_machine { "Máy chủ", "The machine" }
    role_visitor { "Chưa được giao nhiệm vụ", "No role" }

    action_manage_offices { "Lập, đổi tên, đóng cơ quan", "Create, rename and close offices" }
    action_manage_staff { "Quản lý tài khoản cán bộ", "Manage staff accounts" }
    action_read_staff { "Xem danh sách cơ quan và cán bộ", "See the lists of offices and staff" }
    action_read_audit { "Xem nhật ký", "Read the audit trail" }
    action_export_audit { "Xuất và kiểm tra nhật ký", "Export and verify the audit trail" }
    action_seal_audit { "Niêm phong nhật ký", "Seal the audit trail" }
    action_watch_jobs { "Theo dõi và dừng mọi việc đang chạy", "Watch and cancel everybody’s jobs" }
    action_read_reference { "Xem danh mục, mức chuẩn, lịch", "Read rates, categories and calendars" }
    action_edit_reference { "Sửa ngân hàng, ngày nghỉ, lịch báo cáo", "Change banks, holidays and calendar rules" }
    action_set_target { "Giao chỉ tiêu cho địa bàn", "Set targets of the own area" }
    action_propose_rates {
        "Đề nghị thay đổi mức chuẩn, loại đối tượng, mô hình tổ chức",
        "Propose a change of rates, categories or profiles",
    }
    action_approve_rates {
        "Duyệt thay đổi mức chuẩn, loại đối tượng, mô hình tổ chức",
        "Approve a change of rates, categories or profiles",
    }
    action_read_letters { "Xem sổ văn bản", "Read the register of letters" }
    action_register_letter { "Vào sổ văn bản", "Register a letter" }
    action_read_persons { "Xem đối tượng hưởng chính sách", "Read beneficiaries" }
    action_view_sensitive { "Xem đầy đủ số định danh, số tài khoản", "See full citizen and account numbers" }
    action_import_source { "Nhập danh sách của các ngành", "Import agencies’ lists" }
    action_exchange_population { "Đối chiếu với dữ liệu dân cư", "Exchange with the population database" }
    action_decide_match { "Quyết định trùng khớp", "Decide matches" }
    action_correct_person { "Sửa thông tin đối tượng khi có căn cứ", "Correct a beneficiary’s data with proof" }
    action_plan_visits { "Phân tuyến khảo sát", "Plan visits" }
    action_record_visit { "Ghi kết quả đến nhà", "Record home visits" }
    action_confirm_proxy { "Chứng thực ủy quyền nhận thay", "Confirm authorisations of proxies" }
    action_prepare_list { "Lập danh sách theo hình thức chi trả", "Prepare lists by method" }
    action_approve_list { "Duyệt danh sách", "Approve lists" }
    action_record_account { "Nhập tài khoản nhận tiền", "Record receiving accounts" }
    action_check_account { "Kiểm tra tài khoản nhận tiền", "Check receiving accounts" }
    action_place_hold { "Tạm dừng, mở lại chi trả", "Place and release holds" }
    action_prepare_cycle { "Lập kỳ chi trả tháng", "Prepare the monthly cycle" }
    action_approve_cycle { "Duyệt kỳ chi trả, gửi ngân hàng", "Approve the cycle and send its files" }
    action_record_paid { "Ghi nhận đã trao tiền mặt", "Record cash handed over" }
    action_confirm_paid { "Xác nhận kết quả trao tiền mặt", "Confirm what the payers recorded" }
    action_reconcile { "Đối soát", "Reconcile" }
    action_close_month { "Khóa sổ tháng", "Close a month" }
    action_reopen_month { "Mở lại tháng đã khóa", "Open a closed month again" }
    action_read_reports { "Xem báo cáo", "Read reports" }
    action_prepare_report { "Lập báo cáo", "Prepare reports" }
    action_sign_report { "Ký duyệt báo cáo", "Sign reports off" }

    kind_unknown(kind) { "Việc “{kind}”", "Job “{kind}”" }
    kind_audit_verify { "Kiểm tra nhật ký", "Verification of the audit trail" }
    kind_load_register { "Đưa dữ liệu dân cư vào dùng", "Taking in a population register" }
    kind_match { "Đối chiếu với dữ liệu dân cư", "Matching with the population register" }
    kind_find_alike { "Tìm hồ sơ giống nhau", "Looking for records that are alike" }
    kind_enrol { "Lập hồ sơ đối tượng", "Making records of rows" }
    kind_import { "Nhận tệp danh sách", "Import of a list" }
    kind_reread { "Đọc lại tệp danh sách", "Reading a list anew" }
    kind_audit_export { "Xuất nhật ký", "Export of the audit trail" }
    job_waiting { "Đang chờ", "Waiting" }
    job_running { "Đang chạy", "Running" }
    job_done { "Đã xong", "Done" }
    job_failed { "Không thành", "Failed" }
    job_cancelled { "Đã dừng", "Cancelled" }

    refused_already_assigned(role) {
        "Người này đã làm nhiệm vụ {role} tại cơ quan đó trong thời gian này.",
        "This person already works as {role} there at that time.",
    }
    refused_agency_unknown(date) {
        "Vào ngày {date} mô hình tổ chức không có cơ quan này. Hãy chọn ngày khác hoặc cơ quan khác.",
        "On {date} there is no such agency. Choose another day or another agency.",
    }
    refused_agency_tier {
        "Cơ quan này không đặt ở cấp hành chính đã chọn. Hãy chọn đơn vị hành chính khác.",
        "This agency does not stand at that administrative level. Choose another unit.",
    }
    refused_code {
        "Mã không đúng. Hãy nhập mã đang hiện trong ứng dụng; mã đổi sau mỗi 30 giây.",
        "The code is not right. Enter the one the app shows now; it changes every 30 seconds.",
    }
    refused_database {
        "Cơ sở dữ liệu gặp lỗi, chưa có gì được ghi lại. Hãy thử lại sau ít phút.",
        "The database failed and nothing was saved. Try again in a few minutes.",
    }
    refused_external_taken {
        "Tài khoản đăng nhập một lần này đã gắn với người khác.",
        "That single sign-on identity is linked to somebody else.",
    }
    refused_first_run_over {
        "Hệ thống đã có người quản trị. Hãy đăng nhập.",
        "There is an administrator already. Sign in instead.",
    }
    refused_job_ended(state) {
        "Việc này đã kết thúc ({state}), không dừng được nữa.",
        "This job has ended ({state}) and cannot be cancelled.",
    }
    refused_job_kind {
        "Phiên bản chương trình này không làm được loại việc đó.",
        "This version of the program cannot do that kind of job.",
    }
    refused_last_administrator {
        "Đây là người quản trị duy nhất. Hãy giao nhiệm vụ quản trị cho người khác trước.",
        "This is the only administrator. Assign the role to somebody else first.",
    }
    refused_login_length {
        "Tên đăng nhập phải có từ 3 đến 40 ký tự.",
        "A login name has 3 to 40 characters.",
    }
    refused_login_character(found) {
        "Tên đăng nhập không dùng được ký tự “{found}”. Chỉ dùng chữ không dấu, chữ số và các dấu . - _ @",
        "A login name cannot contain “{found}”. Use letters without marks, digits and . - _ @ only.",
    }
    refused_login_taken {
        "Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.",
        "Somebody has this login name. Choose another.",
    }
    refused_not_found {
        "Không tìm thấy. Nội dung có thể đã thay đổi; hãy tải lại trang.",
        "There is no such thing. It may have changed; reload the page.",
    }
    refused_not_on_yourself {
        "Bạn không tự làm việc này với tài khoản của chính mình. Hãy nhờ một người quản trị khác.",
        "You cannot do this to your own account. Ask another administrator.",
    }
    refused_office_closed {
        "Cơ quan này chưa hoạt động hoặc đã đóng vào ngày đó. Hãy chọn cơ quan khác hoặc ngày khác.",
        "The office does not work on that day: not yet, or no more. Choose another office or another day.",
    }
    refused_office_has_staff(count) {
        "Còn {count} người làm việc tại cơ quan này vào ngày đó. Hãy kết thúc nhiệm vụ của họ trước.",
        "People still work there on that day: {count}. End their assignments first.",
    }
    refused_office_needed(role) {
        "Nhiệm vụ {role} phải gắn với một cơ quan. Hãy chọn cơ quan.",
        "The role {role} is held in an office. Choose one.",
    }
    refused_office_not_wanted(role) {
        "Nhiệm vụ {role} không gắn với cơ quan nào. Hãy để trống cơ quan.",
        "The role {role} is held in no office. Leave the office empty.",
    }
    refused_password_short { "Mật khẩu phải có ít nhất 10 ký tự.", "A password has at least 10 characters." }
    refused_password_long { "Mật khẩu chỉ được dài tới 128 ký tự.", "A password has at most 128 characters." }
    refused_password_common {
        "Mật khẩu này quá phổ biến, dễ bị đoán. Hãy chọn mật khẩu khác.",
        "This password is common and easy to guess. Choose another.",
    }
    refused_password_own_name {
        "Mật khẩu không được là tên của bạn. Hãy chọn mật khẩu khác.",
        "Your name is no good password. Choose another.",
    }
    refused_password_unchanged {
        "Mật khẩu mới phải khác mật khẩu cũ.",
        "The new password must differ from the old one.",
    }
    refused_password_wrong { "Mật khẩu hiện tại không đúng.", "Your present password is not right." }
    refused_ends_before(end) {
        "Nhiệm vụ này kết thúc từ ngày {end} rồi; muốn làm tiếp thì giao nhiệm vụ mới.",
        "This assignment ends on {end} already; to go on, assign the role anew.",
    }
    refused_period_backwards(from, until) {
        "Ngày kết thúc {until} không thể trước ngày bắt đầu {from}.",
        "The end, {until}, cannot be before the beginning, {from}.",
    }
    refused_role_does_not_fit(role) {
        "Cơ quan đã chọn không có nhiệm vụ {role}. Hãy chọn cơ quan khác.",
        "The chosen office has no {role}. Choose another office.",
    }
    refused_role_of_other_kind(role) {
        "Không giao được nhiệm vụ {role} cho tài khoản này. Tài khoản dịch vụ chỉ nhận nhiệm vụ tài khoản dịch vụ, cán bộ nhận các nhiệm vụ còn lại.",
        "The role {role} cannot be given to this account. Service accounts take the service role only, people take the others.",
    }
    refused_token_end(time) {
        "Ngày hết hạn của khóa phải ở tương lai và không sau {time}. Hãy chọn ngày khác.",
        "The key must end in the future, and not after {time}. Choose another day.",
    }
    refused_second_factor_needed(role) {
        "Nhiệm vụ {role} bắt buộc phải có xác thực hai lớp.",
        "The role {role} requires a second factor.",
    }
    refused_sign_in {
        "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi thử lại.",
        "The login name or the password is not right. Check Caps Lock and your keyboard’s input method, then try again.",
    }
    refused_step_second_factor { "Trước hết hãy nhập mã xác thực hai lớp.", "First enter the code of your second factor." }
    refused_step_password { "Trước hết hãy đổi mật khẩu ban đầu.", "First change the start password." }
    refused_step_enrol { "Trước hết hãy cài xác thực hai lớp.", "First set up a second factor." }
    refused_step_in { "Bạn đã đăng nhập rồi.", "You are signed in already." }
    refused_text_length(longest) {
        "Hãy điền nội dung, không quá {longest} ký tự.",
        "Fill this in, with at most {longest} characters.",
    }
    refused_too_many_communes(most) {
        "Mỗi lần chỉ lập cơ quan cho tối đa {most} xã. Hãy chia thành nhiều lần.",
        "Offices are made for at most {most} communes at a time. Split the communes over several requests.",
    }
    refused_too_many_tries(time) {
        "Tài khoản tạm khóa vì nhập sai nhiều lần. Bạn có thể thử lại sau {time}, hoặc nhờ quản trị hệ thống của cơ quan mở khóa ngay.",
        "The account is locked after too many wrong tries. You can try again after {time}, or ask your administrator to unlock it now.",
    }
    refused_tree_file(line) {
        "Tệp danh mục đơn vị hành chính sai ở dòng {line}. Hãy sửa dòng đó rồi nạp lại.",
        "The unit tree file is wrong in line {line}. Correct that line and load it again.",
    }
    refused_tree_renumbered(tree) {
        "Danh mục đơn vị hành chính số {tree} trong cơ sở dữ liệu được đánh số khác với chương trình. Hãy dùng đúng phiên bản chương trình đã lập cơ sở dữ liệu.",
        "Unit tree {tree} is numbered otherwise in the database than in this program. Use the version that made the database.",
    }
    refused_unit_elsewhere(code, above) {
        "Đơn vị có mã {code} không phải là xã thuộc {above}. Hãy chọn xã trong danh sách.",
        "The unit with the code {code} is no commune of {above}. Choose communes from the list.",
    }
    refused_unit_unknown(code, date) {
        "Không có đơn vị hành chính mã {code} vào ngày {date}.",
        "There is no administrative unit {code} on {date}.",
    }
}

impl T {
    /// A role's name.
    pub const fn role(self, role: Role) -> &'static str {
        match role {
            Role::CommunePolice => self.role_commune_police(),
            Role::SocialOfficer => self.role_social_officer(),
            Role::JudicialOfficer => self.role_judicial_officer(),
            Role::CommuneLeader => self.role_commune_leader(),
            Role::LabourOfficer => self.role_labour_officer(),
            Role::LabourHead => self.role_labour_head(),
            Role::DistrictPolice => self.role_district_police(),
            Role::DistrictLeader => self.role_district_leader(),
            Role::Payer => self.role_payer(),
            Role::PayerHead => self.role_payer_head(),
            Role::ProvinceOfficer => self.role_province_officer(),
            Role::ProvinceLeader => self.role_province_leader(),
            Role::MinistryOfficer => self.role_ministry_officer(),
            Role::PopulationOffice => self.role_population_office(),
            Role::Auditor => self.role_auditor(),
            Role::Administrator => self.role_administrator(),
            Role::ServiceAccount => self.role_service_account(),
            Role::Machine => self.role_machine(),
            Role::Visitor => self.role_visitor(),
        }
    }

    /// What a right lets a person do.
    pub const fn action(self, action: Action) -> &'static str {
        match action {
            Action::ManageOffices => self.action_manage_offices(),
            Action::ManageStaff => self.action_manage_staff(),
            Action::ReadStaff => self.action_read_staff(),
            Action::ReadAudit => self.action_read_audit(),
            Action::ExportAudit => self.action_export_audit(),
            Action::SealAudit => self.action_seal_audit(),
            Action::WatchJobs => self.action_watch_jobs(),
            Action::ReadReference => self.action_read_reference(),
            Action::EditReference => self.action_edit_reference(),
            Action::SetTarget => self.action_set_target(),
            Action::ProposeRates => self.action_propose_rates(),
            Action::ApproveRates => self.action_approve_rates(),
            Action::ReadLetters => self.action_read_letters(),
            Action::RegisterLetter => self.action_register_letter(),
            Action::ReadPersons => self.action_read_persons(),
            Action::ViewSensitive => self.action_view_sensitive(),
            Action::ImportSource => self.action_import_source(),
            Action::ExchangePopulation => self.action_exchange_population(),
            Action::DecideMatch => self.action_decide_match(),
            Action::CorrectPerson => self.action_correct_person(),
            Action::PlanVisits => self.action_plan_visits(),
            Action::RecordVisit => self.action_record_visit(),
            Action::ConfirmProxy => self.action_confirm_proxy(),
            Action::PrepareList => self.action_prepare_list(),
            Action::ApproveList => self.action_approve_list(),
            Action::RecordAccount => self.action_record_account(),
            Action::CheckAccount => self.action_check_account(),
            Action::PlaceHold => self.action_place_hold(),
            Action::PrepareCycle => self.action_prepare_cycle(),
            Action::ApproveCycle => self.action_approve_cycle(),
            Action::RecordPaid => self.action_record_paid(),
            Action::ConfirmPaid => self.action_confirm_paid(),
            Action::Reconcile => self.action_reconcile(),
            Action::CloseMonth => self.action_close_month(),
            Action::ReopenMonth => self.action_reopen_month(),
            Action::ReadReports => self.action_read_reports(),
            Action::PrepareReport => self.action_prepare_report(),
            Action::SignReport => self.action_sign_report(),
        }
    }

    /// What a job does. A kind that another room names later shows its own name until it has a sentence here.
    pub fn job_kind_named(self, kind: &str) -> String {
        match kind {
            "audit.export" => self.kind_audit_export().to_owned(),
            "audit.verify" => self.kind_audit_verify().to_owned(),
            "matching.load_register" => self.kind_load_register().to_owned(),
            "matching.match" => self.kind_match().to_owned(),
            "population.ask" => self.kind_population_ask().to_owned(),
            "registry.enrol" => self.kind_enrol().to_owned(),
            "registry.find_alike" => self.kind_find_alike().to_owned(),
            "sources.import" => self.kind_import().to_owned(),
            "sources.reread" => self.kind_reread().to_owned(),
            other => self.kind_unknown(other),
        }
    }

    /// Where a job stands.
    pub const fn job_state_named(self, state: JobState) -> &'static str {
        match state {
            JobState::Waiting => self.job_waiting(),
            JobState::Running => self.job_running(),
            JobState::Done => self.job_done(),
            JobState::Failed => self.job_failed(),
            JobState::Cancelled => self.job_cancelled(),
        }
    }

    /// What happened, then what to do. One arm for everything the room can say no to.
    pub fn refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::AlreadyAssigned { role } => self.refused_already_assigned(self.role(*role)),
            Refusal::AgencyUnknown { on, .. } => self.refused_agency_unknown(self.date(*on)),
            Refusal::AgencyOfOtherTier { .. } => self.refused_agency_tier().to_owned(),
            Refusal::CodeWrong => self.refused_code().to_owned(),
            Refusal::Corrupt { .. } => self.refused_corrupt().to_owned(),
            Refusal::Db(_) => self.refused_database().to_owned(),
            Refusal::ExternalIdentityTaken => self.refused_external_taken().to_owned(),
            Refusal::FirstRunOver => self.refused_first_run_over().to_owned(),
            Refusal::JobEnded { state } => self.refused_job_ended(self.job_state_named(*state)),
            Refusal::JobKindUnknown { .. } => self.refused_job_kind().to_owned(),
            Refusal::LastAdministrator => self.refused_last_administrator().to_owned(),
            Refusal::Letter(fault) => self.letter_fault(*fault),
            Refusal::LetterRegistered { .. } => self.refused_letter_registered().to_owned(),
            Refusal::LoginFault(fault) => self.login_fault(*fault),
            Refusal::LoginTaken => self.refused_login_taken().to_owned(),
            Refusal::NotAllowed { action } => self.forbidden(self.action(*action)),
            Refusal::NotFound { .. } | Refusal::OutsideArea => self.refused_not_found().to_owned(),
            Refusal::SetUpCodeWrong => self.set_up_code_wrong().to_owned(),
            Refusal::NotOnYourself => self.refused_not_on_yourself().to_owned(),
            Refusal::OfficeClosed => self.refused_office_closed().to_owned(),
            Refusal::OfficeHasStaff { staff } => self.refused_office_has_staff(self.number(*staff)),
            Refusal::OfficeNeeded { role } => self.refused_office_needed(self.role(*role)),
            Refusal::OfficeNotWanted { role } => self.refused_office_not_wanted(self.role(*role)),
            Refusal::Contact { field: "email" } => self.refused_email().to_owned(),
            Refusal::Contact { .. } => self.refused_phone().to_owned(),
            Refusal::DayOutOfRange { earliest, latest } => {
                self.refused_day_out_of_range(self.date(*earliest), self.date(*latest))
            }
            Refusal::OneHand { is_third: false } => self.refused_one_hand().to_owned(),
            Refusal::OneHand { is_third: true } => self.refused_one_hand_third().to_owned(),
            Refusal::OwnProposal => self.refused_own_proposal().to_owned(),
            Refusal::Password(fault) => self.password_fault(*fault).to_owned(),
            Refusal::PasswordWrong => self.refused_password_wrong().to_owned(),
            Refusal::EndsBefore { end } => self.refused_ends_before(self.date(*end)),
            Refusal::PeriodBackwards { from, until } => {
                self.refused_period_backwards(self.date(*from), self.date(*until))
            }
            Refusal::ProposalDecided { version } => self.refused_proposal_decided(version),
            Refusal::ProposalOpen { version } => self.refused_proposal_open(version),
            Refusal::Reference(fault) => self.reference_fault(*fault),
            Refusal::RoleDoesNotFit { role, .. } => self.refused_role_does_not_fit(self.role(*role)),
            Refusal::RoleOfOtherKind { role } => self.refused_role_of_other_kind(self.role(*role)),
            Refusal::SecondFactorNeeded { role } => self.refused_second_factor_needed(self.role(*role)),
            Refusal::SignedOut => self.sign_in_first().to_owned(),
            Refusal::SignInRefused => self.refused_sign_in().to_owned(),
            Refusal::StepFirst { step } => self.step_first(*step).to_owned(),
            Refusal::TextLength { longest, .. } => self.refused_text_length(longest),
            Refusal::TokenEnd { latest } => self.refused_token_end(self.instant(*latest)),
            Refusal::TooManyCommunes { most } => self.refused_too_many_communes(most),
            Refusal::TooManyTries { until } => self.refused_too_many_tries(self.instant(*until)),
            Refusal::TreeFile(fault) => self.refused_tree_file(fault.line),
            Refusal::TreeRenumbered { tree } => self.refused_tree_renumbered(tree),
            Refusal::UnitElsewhere { code, above } => self.refused_unit_elsewhere(code, above),
            Refusal::UnitUnknown { code, on } => self.refused_unit_unknown(code, self.date(*on)),
            Refusal::VersionMoved { .. } => self.refused_version_moved().to_owned(),
        }
    }

    fn login_fault(self, fault: LoginFault) -> String {
        match fault {
            LoginFault::Length => self.refused_login_length().to_owned(),
            LoginFault::Character { found } => self.refused_login_character(found),
        }
    }

    const fn password_fault(self, fault: PasswordFault) -> &'static str {
        match fault {
            PasswordFault::TooShort => self.refused_password_short(),
            PasswordFault::TooLong => self.refused_password_long(),
            PasswordFault::Common => self.refused_password_common(),
            PasswordFault::OwnName => self.refused_password_own_name(),
            PasswordFault::Unchanged => self.refused_password_unchanged(),
        }
    }

    const fn step_first(self, step: Step) -> &'static str {
        match step {
            Step::SecondFactor => self.refused_step_second_factor(),
            Step::MustChangePassword => self.refused_step_password(),
            Step::MustEnrolSecondFactor => self.refused_step_enrol(),
            Step::In => self.refused_step_in(),
        }
    }
}
