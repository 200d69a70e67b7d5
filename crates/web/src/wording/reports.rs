//! Reports: headings, titles and what stands below a table.

use super::{T, command_line::CommandLine, wording};
use office::reference::{Denominator, Measure};
use reports::{TargetLine, Told};

wording! {
    reports_title { "Báo cáo", "Reports" }
    reports_what { "Trạng thái rà soát, tỷ lệ chi trả qua tài khoản theo xã", "States and coverage by commune" }
    reports_tabs { "Các báo cáo", "The reports" }
    reports_states { "Trạng thái rà soát", "States" }
    reports_coverage { "Chi trả qua tài khoản", "Coverage" }
    reports_month { "Tháng", "Month" }
    reports_month_hint { "Ví dụ: 02/2024. Để trống là tất cả.", "For example, 02/2024. Empty means all." }
    reports_month_needed_hint { "Ví dụ: 02/2024. Để trống là tháng này.", "For example, 02/2024. Empty means this month." }
    reports_source { "Đối tượng", "Kind of list" }
    reports_any_source { "Mọi đối tượng", "Every kind" }
    reports_show { "Xem", "Show" }
    reports_workbook { "Tải bảng Excel", "Download as XLSX" }
    reports_print_hint { "Muốn in, bấm Ctrl+P: chỉ in tiêu đề, bảng và chú thích.", "To print, press Ctrl+P: title, table and notes alone are printed." }
    reports_counted_at(when) { "Số liệu lúc {when}", "Counted {when}" }
    reports_too_many(count) { "Báo cáo có {count} xã. Trang chỉ hiện dòng tổng; hãy tải bảng Excel để xem từng xã.", "The report has {count} communes. The page shows the total alone: download the workbook for each." }
    report_source_btxh { "Bảo trợ xã hội", "Social protection" }
    report_source_ncc { "Người có công", "Merit" }
    report_source_ngheo { "Hộ nghèo, cận nghèo", "Poor and near-poor households" }
    report_source_khac { "Đối tượng khác", "Others" }
    report_code { "Mã", "Code" }
    report_commune { "Xã, phường, thị trấn", "Commune" }
    report_total { "Tổng cộng", "Total" }
    report_persons { "Đối tượng", "Persons" }
    report_verified { "Đã xác thực", "Verified" }
    report_pending { "Chờ xác thực", "Pending" }
    report_mismatch { "Lệch thông tin", "Mismatch" }
    report_not_found { "Không tìm thấy", "Not found" }
    report_not_sent { "Chưa gửi rà soát", "Not sent" }
    report_states_total { "Cộng 5 trạng thái", "Sum of the 5 states" }
    report_no_card { "Không có CCCD (*)", "No card (*)" }
    report_dead { "Đã chết (*)", "Dead (*)" }
    report_flags_overlap {
        "(*) Không cộng vào tổng: người không có CCCD hoặc đã chết vẫn được đếm trong một trạng thái.",
        "(*) Not part of the sum: whoever has no card or is dead is also counted in one state.",
    }
    report_does_not_add_up(difference) {
        "KHÔNG KHỚP: số đối tượng và tổng 5 trạng thái chênh nhau {difference}.",
        "DOES NOT ADD UP: persons and the sum of the 5 states differ by {difference}.",
    }
    report_managed { "Đang quản lý", "Managed" }
    report_has_account { "Có tài khoản", "Has an account" }
    report_paid_by_account { "Đã trả qua tài khoản", "Paid by account" }
    report_paid { "Đã trả", "Paid" }
    report_has_account_share { "Có tài khoản trên đang quản lý (%)", "With an account, of those managed (%)" }
    report_paid_by_account_share { "Trả qua tài khoản trên đang quản lý (%)", "Paid by account, of those managed (%)" }
    report_share_note {
        "Cả hai tỷ lệ tính trên số người đang quản lý: còn sống và được hưởng trong tháng. “Đã trả” đếm người có ít nhất một khoản đã đến tay.",
        "Both shares are of those managed: alive and entitled in the month. Paid counts whoever received at least one amount.",
    }
    report_states_title(unit, of) { "Trạng thái rà soát theo xã: {unit}{of}", "States by commune: {unit}{of}" }
    report_coverage_title(unit, of) { "Chi trả qua tài khoản theo xã: {unit}{of}", "Coverage by commune: {unit}{of}" }
    report_of_month(month) { ", tháng {month}", ", {month}" }
    report_target(basis, what, percent, reached, needed, missing) {
        "Chỉ tiêu {basis}: {percent} % {what}. Đạt {reached}/{needed}, còn thiếu {missing}.",
        "Target of {basis}: {percent} % {what}. Reached {reached} of {needed}, {missing} missing.",
    }
    report_account_of_managed { "đối tượng đang quản lý có tài khoản", "of those managed have an account" }
    report_account_of_holders { "người có tài khoản", "of those who have an account" }
    report_paid_of_managed { "đối tượng đang quản lý được trả qua tài khoản", "of those managed are paid by account" }
    report_paid_of_holders { "người có tài khoản được trả qua tài khoản", "of those with an account are paid by it" }
}

impl CommandLine {
    /// The reports' words in this language, lent to `story`.
    pub fn with_report_words<R>(self, story: impl FnOnce(&reports::Words<'_>) -> R) -> R {
        T(self.0).with_report_words(story)
    }
}

impl T {
    /// The reports' words in this language, lent to `story`.
    pub(crate) fn with_report_words<R>(self, story: impl FnOnce(&reports::Words<'_>) -> R) -> R {
        let t = self;
        story(&reports::Words {
            code: t.report_code(),
            commune: t.report_commune(),
            total: t.report_total(),
            persons: t.report_persons(),
            verified: t.report_verified(),
            pending: t.report_pending(),
            mismatch: t.report_mismatch(),
            not_found: t.report_not_found(),
            not_sent: t.report_not_sent(),
            states_total: t.report_states_total(),
            no_card: t.report_no_card(),
            dead: t.report_dead(),
            flags_overlap: t.report_flags_overlap(),
            managed: t.report_managed(),
            has_account: t.report_has_account(),
            paid_by_account: t.report_paid_by_account(),
            paid: t.report_paid(),
            has_account_share: t.report_has_account_share(),
            paid_by_account_share: t.report_paid_by_account_share(),
            share_note: t.report_share_note(),
            states_title: &|told| t.report_states_title(&told.unit_name, t.month_of(told)),
            coverage_title: &|told| t.report_coverage_title(&told.unit_name, t.month_of(told)),
            does_not_add_up: &|difference| t.report_does_not_add_up(difference),
            target: &|target| t.target_sentence(target),
        })
    }
}

impl T {
    fn month_of(self, told: &Told) -> String {
        told.month.map(|month| self.report_of_month(month.slashed())).unwrap_or_default()
    }

    fn target_sentence(self, target: &TargetLine) -> String {
        let what = match (target.measure, target.denominator) {
            (Measure::HasAccount, Denominator::WithAccount) => self.report_account_of_holders(),
            (Measure::HasAccount, _) => self.report_account_of_managed(),
            (Measure::PaidByAccount, Denominator::WithAccount) => self.report_paid_of_holders(),
            (Measure::PaidByAccount, _) => self.report_paid_of_managed(),
        };
        let percent = target.percent.to_percent(0, kernel::Rounding::HalfUp);
        let [reached, needed, missing] =
            [target.reached, target.needed, target.missing].map(|count| self.number(count));
        self.report_target(&target.basis, what, percent, reached, needed, missing)
    }
}

impl T {
    /// A kind of list, for the filter of a report.
    pub(crate) fn report_source(self, source: sources::SourceKind) -> &'static str {
        use sources::SourceKind;
        match source {
            SourceKind::Protection => self.report_source_btxh(),
            SourceKind::Merit => self.report_source_ncc(),
            SourceKind::Poverty => self.report_source_ngheo(),
            SourceKind::Other => self.report_source_khac(),
        }
    }
}
