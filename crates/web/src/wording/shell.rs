//! The frame: masthead, sections, footer, and what a page says about the request before it.

use super::{T, wording};
use crate::shell::notice::Notice;

wording! {
    brand { "An Sinh", "An Sinh" }
    brand_what { "Chi trả trợ cấp xã hội không dùng tiền mặt", "Cashless social allowance payments" }
    practice_day(day) {
        "Dữ liệu thực hành, không phải dữ liệu thật. Ngày trên máy: {day}.",
        "Practice: these data are made up. The day here: {day}.",
    }
    skip { "Đến nội dung chính", "Skip to main content" }
    nav { "Các mục", "Sections" }
    nav_open { "Mở trình đơn", "Open menu" }
    nav_close { "Đóng trình đơn", "Close menu" }
    nav_visits { "Khảo sát", "Visits" }
    nav_accounts { "Tài khoản", "Accounts" }
    nav_home { "Trang chủ", "Home" }
    sign_out { "Đăng xuất", "Sign out" }
    switch_assignment { "Đổi nhiệm vụ", "Switch role" }
    footer_what {
        "Hệ thống dùng trong cơ quan nhà nước. Mọi thao tác đều được ghi nhật ký.",
        "For use within public agencies. Every action is recorded.",
    }
    about_title { "Về chương trình này", "About this program" }
    about_licence_title { "Giấy phép", "Licence" }
    about_licence {
        "Đây là phần mềm tự do theo Giấy phép công cộng GNU Affero (AGPL), phiên bản 3 hoặc mới hơn: được dùng, xem, sửa và chia sẻ theo giấy phép đó.",
        "This is free software under the GNU Affero General Public License, version 3 or later: it may be used, read, changed and shared under that licence.",
    }
    about_no_warranty {
        "Chương trình được cung cấp nguyên trạng, không kèm bảo đảm nào trong phạm vi pháp luật cho phép.",
        "It comes without any warranty, to the extent the law permits.",
    }
    about_licence_text { "Toàn văn giấy phép (tiếng Anh)", "The licence in full" }
    about_source { "Mã nguồn", "Source code" }
    about_source_at { "Mã nguồn của phiên bản đang chạy:", "The source of the version running here:" }
    about_source_ask {
        "Cơ quan vận hành chưa ghi địa chỉ mã nguồn ở đây. Ai dùng chương trình này có quyền nhận mã nguồn của phiên bản đang chạy: hãy hỏi quản trị hệ thống của cơ quan.",
        "Whoever runs this program has not said here where its source is. Those who use it may have the source of the version running here: ask the administrator.",
    }
    version(version) { "Phiên bản {version}", "Version {version}" }
    breadcrumb { "Đường dẫn", "Breadcrumb" }
    pagination { "Phân trang", "Pages" }
    pagination_first { "Về đầu danh sách", "Back to the start" }
    pagination_next { "Trang tiếp", "Next page" }
    table_filter { "Lọc trong bảng", "Filter this table" }
    table_filter_count { "Số dòng khớp:", "Rows that match:" }
    to_home { "Về trang chủ", "Go to the home page" }
    cancel { "Hủy bỏ", "Cancel" }
    continue_ { "Tiếp tục", "Continue" }
    save { "Lưu", "Save" }
    print { "In trang này", "Print this page" }
    notice_signed_out { "Bạn đã đăng xuất.", "You have signed out." }
    notice_session_ended {
        "Phiên làm việc đã kết thúc. Hãy đăng nhập lại để tiếp tục.",
        "Your session has ended. Sign in again to continue.",
    }
    notice_password_changed {
        "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.",
        "Your password is changed. Your other sessions have ended.",
    }
    notice_session_revoked { "Đã kết thúc phiên đăng nhập đó.", "That session has ended." }
    notice_sessions_revoked { "Đã kết thúc mọi phiên đăng nhập khác.", "All your other sessions have ended." }
    notice_proposals_accepted(count) { "Đã chấp nhận {count} đề xuất; các dòng đã được đọc lại.", "Proposals accepted: {count}. The rows were read again." }
    notice_offices_created(count) { "Đã lập {count} cơ quan.", "Offices created: {count}." }
    notice_offices_exist { "Các cơ quan này đã có từ trước, không lập thêm.", "These offices exist already; none was added." }
    notice_office_renamed { "Đã đổi tên cơ quan.", "The office has its new name." }
    notice_office_closed { "Đã đóng cơ quan.", "The office is closed." }
    notice_staff_changed { "Đã lưu thông tin cán bộ.", "The details are saved." }
    notice_assignment_given { "Đã giao nhiệm vụ.", "The role is assigned." }
    notice_assignment_ended { "Đã kết thúc nhiệm vụ.", "The assignment has ended." }
    notice_unlocked { "Đã mở khóa tài khoản.", "The account is unlocked." }
    notice_deactivated {
        "Đã ngừng tài khoản. Mọi phiên đăng nhập của người này đã kết thúc.",
        "The account is deactivated. All its sessions have ended.",
    }
    notice_second_factor_reset {
        "Đã gỡ xác thực hai lớp. Người này sẽ cài đặt lại khi đăng nhập.",
        "The second factor is removed. The person sets it up again at the next sign-in.",
    }
    notice_second_factor_removed {
        "Đã tắt xác thực hai lớp. Từ nay chỉ mật khẩu bảo vệ tài khoản này.",
        "The second factor is off. From now on the password alone protects this account.",
    }
    notice_external_linked {
        "Đã gắn tài khoản của cơ quan.",
        "The agency’s account is linked.",
    }
    notice_external_unlinked {
        "Đã gỡ tài khoản của cơ quan. Mọi phiên đăng nhập của người này đã kết thúc.",
        "The agency’s account is unlinked. All sessions of this person have ended.",
    }
    notice_service_account_created {
        "Đã tạo tài khoản dịch vụ. Bước tiếp theo: cấp khóa truy cập.",
        "The service account was made. Next, issue a token.",
    }
    notice_token_confirmed { "Đã xác nhận. Khóa có hiệu lực từ bây giờ.", "Confirmed. The token is in force." }
    notice_token_revoked { "Đã thu hồi khóa.", "The token was revoked." }
}

impl T {
    /// What was just done.
    pub fn notice(self, notice: Notice) -> String {
        match notice {
            Notice::SignedOut => self.notice_signed_out().to_owned(),
            Notice::SessionEnded => self.notice_session_ended().to_owned(),
            Notice::PasswordChanged => self.notice_password_changed().to_owned(),
            Notice::SessionRevoked => self.notice_session_revoked().to_owned(),
            Notice::SessionsRevoked => self.notice_sessions_revoked().to_owned(),
            Notice::OfficesCreated(0) => self.notice_offices_exist().to_owned(),
            Notice::ProposalsAccepted(count) => self.notice_proposals_accepted(self.number(count)),
            Notice::MovementsApproved(count) => self.notice_movements_approved(self.number(count)),
            Notice::MovementRejected => self.notice_movement_rejected().to_owned(),
            Notice::MovementUndone => self.notice_movement_undone().to_owned(),
            Notice::MovementReopened => self.notice_movement_reopened().to_owned(),
            Notice::MovementPlaced => self.notice_movement_placed().to_owned(),
            Notice::OfficesCreated(count) => self.notice_offices_created(self.number(count)),
            Notice::OfficeCreated => self.notice_office_created().to_owned(),
            Notice::OfficeExists => self.notice_office_exists().to_owned(),
            Notice::OfficeRenamed => self.notice_office_renamed().to_owned(),
            Notice::OfficeClosed => self.notice_office_closed().to_owned(),
            Notice::StaffChanged => self.notice_staff_changed().to_owned(),
            Notice::AssignmentGiven => self.notice_assignment_given().to_owned(),
            Notice::AssignmentEnded => self.notice_assignment_ended().to_owned(),
            Notice::Unlocked => self.notice_unlocked().to_owned(),
            Notice::Deactivated => self.notice_deactivated().to_owned(),
            Notice::SecondFactorReset => self.notice_second_factor_reset().to_owned(),
            Notice::SecondFactorRemoved => self.notice_second_factor_removed().to_owned(),
            Notice::ExternalLinked => self.notice_external_linked().to_owned(),
            Notice::ExternalUnlinked => self.notice_external_unlinked().to_owned(),
            Notice::ServiceAccountCreated => self.notice_service_account_created().to_owned(),
            Notice::TokenConfirmed => self.notice_token_confirmed().to_owned(),
            Notice::TokenRevoked => self.notice_token_revoked().to_owned(),
            Notice::ReferenceProposed => self.notice_reference_proposed().to_owned(),
            Notice::ReferenceChanged => self.notice_reference_changed().to_owned(),
            Notice::ReferenceApproved => self.notice_reference_approved().to_owned(),
            Notice::ReferenceRejected => self.notice_reference_rejected().to_owned(),
            Notice::LetterRegistered => self.notice_letter_registered().to_owned(),
            Notice::LetterRegisteredSimilar => self.notice_letter_similar().to_owned(),
            Notice::LetterCorrected => self.notice_letter_corrected().to_owned(),
            Notice::LetterFileAttached => self.notice_letter_file_attached().to_owned(),
            Notice::BatchPrepared => self.notice_batch_prepared().to_owned(),
            Notice::AnswersTaken => self.notice_answers_taken().to_owned(),
            Notice::AnswersExist => self.notice_answers_exist().to_owned(),
            Notice::BatchClosed => self.notice_batch_closed().to_owned(),
            Notice::RowDecided => self.notice_row_decided().to_owned(),
            Notice::RowsAllDecided => self.notice_rows_all_decided().to_owned(),
            Notice::DecisionUndone => self.notice_decision_undone().to_owned(),
            Notice::PersonVerified => self.notice_person_verified().to_owned(),
            Notice::HoldPlaced => self.notice_hold_placed().to_owned(),
            Notice::HoldReleased => self.notice_hold_released().to_owned(),
            Notice::DeathRecorded => self.notice_death_recorded().to_owned(),
            Notice::ChangeRequested => self.notice_change_requested().to_owned(),
            Notice::CorrectionKept => self.notice_correction_kept().to_owned(),
            Notice::ChangeApproved => self.notice_change_approved().to_owned(),
            Notice::ChangeVerified => self.notice_change_verified().to_owned(),
            Notice::ChangeRejected => self.notice_change_rejected().to_owned(),
            Notice::AliveRequested => self.notice_alive_requested().to_owned(),
            Notice::ProvinceAsked => self.notice_province_asked().to_owned(),
            Notice::ExceptionReopened => self.notice_exception_reopened().to_owned(),
            Notice::ExceptionSolved => self.notice_exception_solved().to_owned(),
            Notice::ListDrafted => self.notice_list_drafted().to_owned(),
            Notice::ListExists => self.notice_list_exists().to_owned(),
            Notice::ListRefreshed => self.notice_list_refreshed().to_owned(),
            Notice::ListFrozen => self.notice_list_frozen().to_owned(),
            Notice::ListApproved => self.notice_list_approved().to_owned(),
            Notice::ListReturned => self.notice_list_returned().to_owned(),
            Notice::ListHandedOver => self.notice_list_handed_over().to_owned(),
            Notice::VisitRecorded => self.notice_visit_recorded().to_owned(),
            Notice::GuardiansTaken => self.notice_guardians_taken().to_owned(),
            Notice::GuardiansExist => self.notice_guardians_exist().to_owned(),
            Notice::VisitFormTaken => self.notice_visit_form_taken().to_owned(),
            Notice::VisitFormExists => self.notice_visit_form_exists().to_owned(),
            Notice::VisitExists => self.notice_visit_exists().to_owned(),
            Notice::MinutesSigned => self.notice_minutes_signed().to_owned(),
            Notice::MinutesClosed => self.notice_minutes_closed().to_owned(),
            Notice::PaperEntered => self.notice_paper_entered().to_owned(),
            Notice::PaperConfirmed => self.notice_paper_confirmed().to_owned(),
            Notice::PaperRevoked => self.notice_paper_revoked().to_owned(),
            Notice::CycleOpened => self.notice_cycle_opened().to_owned(),
            Notice::CycleExists => self.notice_cycle_exists().to_owned(),
            Notice::CycleComputed => self.notice_cycle_computed().to_owned(),
            Notice::CycleApproved => self.notice_cycle_approved().to_owned(),
            Notice::PayerSet => self.notice_payer_set().to_owned(),
            Notice::CycleFilesWritten => self.notice_cycle_files_written().to_owned(),
            Notice::CycleSent => self.notice_cycle_sent().to_owned(),
            Notice::CycleFileSent => self.notice_cycle_file_sent().to_owned(),
            Notice::DecisionFilled => self.decision_filled().to_owned(),
            Notice::SettlementHandedIn => self.notice_settlement_handed_in().to_owned(),
            Notice::SettlementExists => self.notice_settlement_exists().to_owned(),
            Notice::SettlementConfirmed => self.notice_settlement_confirmed().to_owned(),
            Notice::SettlementTaken => self.notice_settlement_taken().to_owned(),
            Notice::SettlementBack => self.notice_settlement_back().to_owned(),
            Notice::CashHanded => self.notice_cash_handed().to_owned(),
            Notice::ExceptionSettled => self.notice_exception_settled().to_owned(),
            Notice::MonthClosed => self.notice_month_closed().to_owned(),
            Notice::AccountClaimed => self.notice_account_claimed().to_owned(),
            Notice::AccountExists => self.notice_account_exists().to_owned(),
            Notice::AccountChecked => self.notice_account_checked().to_owned(),
            Notice::AccountActivated => self.notice_account_activated().to_owned(),
            Notice::AccountRejected => self.notice_account_rejected().to_owned(),
            Notice::AccountEnded => self.notice_account_ended().to_owned(),
        }
    }
}
