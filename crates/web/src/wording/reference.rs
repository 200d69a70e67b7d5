//! The pages of reference data: rates, categories, banks, holidays, targets.

use super::{T, wording};
use kernel::Dong;
use office::{
    profile::{DayKind, Programme},
    reference::{BankKind, CategoryKind, Confidence, Denominator, Measure, ReferenceKind, State},
};

wording! {
    reference_title { "Danh mục", "Reference data" }
    reference_what { "Mức chuẩn, loại đối tượng, ngân hàng, ngày nghỉ, chỉ tiêu", "Rates, categories, banks, holidays, targets" }
    reference_lead {
        "Mỗi mục có giá trị theo ngày và giữ mọi phiên bản cũ. Việc liên quan đến tiền cần người thứ hai duyệt.",
        "Every item is dated and keeps all its versions. What decides about money needs a second person.",
    }
    reference_tabs { "Các danh mục", "Kinds of reference data" }
    reference_overview { "Tổng quan", "Overview" }
    reference_waiting { "Đang chờ duyệt", "Waiting for approval" }
    reference_waiting_caption { "Đề nghị của người khác hoặc của bạn, chờ người thứ hai", "Proposals that wait for a second person" }
    reference_waiting_none { "Không có đề nghị nào đang chờ duyệt", "Nothing waits for approval" }
    reference_waiting_none_text {
        "Khi có người đề nghị thay đổi mức chuẩn, đề nghị sẽ hiện ở đây để người khác duyệt.",
        "When somebody proposes a change of a rate, it stands here for another person to approve.",
    }
    reference_day { "Tính đến ngày", "As of the day" }
    reference_year { "Năm của ngày", "The year of the day" }
    reference_show { "Xem", "Show" }
    reference_none { "Không có mục nào vào ngày này", "Nothing holds on this day" }
    reference_none_text { "Hãy chọn một ngày khác.", "Choose another day." }
    reference_item { "Mục", "Item" }
    reference_kind { "Danh mục", "Kind" }
    reference_amount { "Số tiền một tháng", "Amount a month" }
    reference_amount_hint(now) { "Đang áp dụng: {now}. Ví dụ: 550.000", "In force: {now}. For example, 550.000" }
    reference_amount_wrong {
        "Số tiền chưa đúng. Hãy ghi số đồng, ví dụ 550.000.",
        "This is not an amount. Enter đồng, such as 550.000.",
    }
    reference_period { "Thời gian áp dụng", "In force" }
    reference_period_open(from) { "Từ {from}", "From {from}" }
    reference_from { "Áp dụng từ ngày", "First day" }
    reference_until { "Đến hết ngày", "Last day" }
    reference_basis { "Căn cứ", "Basis" }
    reference_basis_hint { "Số, ký hiệu, ngày của văn bản. Ví dụ: NĐ 76/2024", "The number and day of the law or letter. For example, NĐ 76/2024" }
    reference_why { "Lý do thay đổi", "Reason" }
    reference_why_missing { "Hãy ghi lý do thay đổi.", "Enter the reason." }
    reference_name_missing { "Hãy nhập tên.", "Enter the name." }
    reference_basis_missing { "Hãy ghi căn cứ.", "Enter the basis." }
    reference_value { "Giá trị", "Value" }
    reference_now { "Đang áp dụng", "In force now" }
    reference_proposed { "Đề nghị", "Proposed" }
    reference_nothing_now { "Chưa có", "None" }
    reference_version { "Phiên bản", "Version" }
    reference_version_named(number) { "Phiên bản {number}", "Version {number}" }
    reference_state { "Trạng thái", "State" }
    reference_by { "Người đề nghị", "Proposed by" }
    reference_decided_by { "Người quyết định", "Decided by" }
    reference_program { "Có sẵn trong chương trình", "Came with the program" }
    reference_elsewhere { "Cán bộ ngoài địa bàn của bạn", "Somebody outside your area" }
    reference_void { "Đã bãi bỏ vì nhập nhầm", "Called a mistake" }
    reference_history { "Các phiên bản", "Versions" }
    reference_history_title(name) { "Lịch sử: {name}", "History: {name}" }
    reference_confidence { "Độ tin cậy", "Confidence" }
    reference_change { "Sửa", "Change" }

    rates_title { "Mức chuẩn", "Rates" }
    rates_caption(day) { "Mức chuẩn áp dụng ngày {day}", "Rates in force on {day}" }
    rate_propose { "Đề nghị thay đổi", "Propose a change" }
    rate_propose_title { "Đề nghị thay đổi mức chuẩn", "Propose a change of the rate" }
    rate_propose_text {
        "Đề nghị chỉ có hiệu lực sau khi người khác có thẩm quyền duyệt.",
        "The proposal takes effect once another person with that right approves it.",
    }
    proposal_title { "Đề nghị thay đổi", "Proposed change" }
    proposal_own {
        "Bạn là người đề nghị. Người khác có thẩm quyền sẽ duyệt; bạn có thể rút đề nghị.",
        "You proposed this. Another person with that right decides; you may take it back.",
    }
    proposal_approve { "Duyệt phiên bản này", "Approve this version" }
    proposal_reject { "Không duyệt", "Reject" }
    proposal_take_back { "Rút đề nghị", "Take back" }
    proposal_reject_title { "Không duyệt đề nghị này?", "Reject this proposal?" }
    proposal_take_back_title { "Rút đề nghị này?", "Take this proposal back?" }
    proposal_reject_why { "Lý do", "Reason" }

    categories_title { "Loại đối tượng", "Categories" }
    categories_caption(day) { "Loại đối tượng áp dụng ngày {day}", "Categories in force on {day}" }
    category_coefficient { "Hệ số hoặc mức tiền", "Coefficient or amount" }
    category_by_decision { "Theo quyết định", "By decision" }
    category_propose_title { "Đề nghị thay đổi loại đối tượng", "Propose a change of the category" }
    category_name_vi { "Tên tiếng Việt, sát lời văn bản", "Vietnamese name, near the words of the law" }
    category_name_en { "Tên tiếng Anh", "English name" }
    category_coefficient_only { "Hệ số", "Coefficient" }
    category_coefficient_hint { "Nhân với mức chuẩn. Ví dụ: 1,5", "Times the standard. For example, 1,5" }
    category_coefficient_wrong { "Hệ số chưa đúng. Hãy ghi số, ví dụ 1,5.", "This is not a coefficient. Enter a number, such as 1,5." }
    category_amount { "Mức tiền cố định một tháng", "Fixed amount a month" }
    category_amount_hint {
        "Chỉ ghi khi không có hệ số. Bỏ trống cả hai nếu quyết định ghi mức riêng từng người.",
        "Only where there is no coefficient. Leave both empty where each decision says the amount.",
    }
    category_age_from { "Từ đủ tuổi", "From the age of" }
    category_age_to { "Đến hết tuổi", "Up to the age of" }
    category_age_to_hint { "Bỏ trống nếu văn bản không giới hạn tuổi.", "Leave empty where the law names no age." }
    category_age_wrong { "Tuổi chưa đúng. Hãy ghi số nguyên, ví dụ 16.", "This is not an age. Enter a whole number, such as 16." }
    category_note { "Lưu ý cho cán bộ", "Note for officers" }
    category_ages { "Độ tuổi", "Ages" }
    category_ages_between(from, to) { "Từ {from} đến {to} tuổi", "Aged {from} to {to}" }
    category_ages_from(from) { "Từ {from} tuổi", "Aged {from} and more" }
    category_ages_to(to) { "Đến {to} tuổi", "Up to the age of {to}" }
    category_ages_any { "Mọi độ tuổi", "Any age" }
    category_kind { "Chế độ", "What it gives" }
    category_kind_allowance { "Trợ cấp hàng tháng", "Monthly allowance" }
    category_kind_care { "Kinh phí chăm sóc", "Care support" }
    category_kind_one_off { "Một lần", "One-off" }
    category_kind_merit { "Ưu đãi người có công", "Merit allowance" }

    banks_title { "Ngân hàng", "Banks" }
    banks_caption(day) { "Nơi nhận tiền áp dụng ngày {day}", "Receivers in force on {day}" }
    bank_add { "Thêm ngân hàng", "Add a bank" }
    bank_add_title { "Thêm ngân hàng, ví hoặc tổ chức chi trả", "Add a bank, wallet or payment organisation" }
    bank_change_title { "Sửa ngân hàng", "Change the bank" }
    bank_key { "Mã BIN hoặc mã riêng", "BIN, or a key of its own" }
    bank_key_hint { "Sáu chữ số; nơi không có mã BIN dùng một từ không dấu.", "Six digits; a plain word where there is no BIN." }
    bank_key_missing { "Hãy nhập mã.", "Enter the key." }
    bank_short_name { "Tên thường dùng", "Short name" }
    bank_name_vi { "Tên đầy đủ tiếng Việt", "Full Vietnamese name" }
    bank_kind { "Loại", "Kind" }
    bank_codes { "Mã dùng trong danh sách", "Codes in lists" }
    bank_codes_hint { "Nhiều mã thì cách nhau bằng dấu phẩy.", "Separate several by commas." }
    bank_swift { "Mã SWIFT", "SWIFT code" }
    bank_kind_bank { "Ngân hàng", "Bank" }
    bank_kind_digital { "Ngân hàng số", "Digital bank" }
    bank_kind_cooperative { "Ngân hàng hợp tác xã", "Cooperative bank" }
    bank_kind_policy { "Ngân hàng chính sách xã hội", "Policy bank" }
    bank_kind_finance { "Công ty tài chính", "Finance company" }
    bank_kind_wallet { "Ví điện tử", "E-wallet" }
    bank_kind_mobile { "Tiền di động", "Mobile money" }
    bank_kind_service { "Tổ chức dịch vụ chi trả", "Payment organisation" }

    holidays_title { "Ngày nghỉ", "Holidays" }
    holidays_caption(year) { "Ngày nghỉ và ngày làm bù năm {year}", "Days off and worked days of {year}" }
    holidays_none { "Chưa có ngày nghỉ nào của năm này", "No holidays of this year yet" }
    holidays_none_text {
        "Thêm ngày nghỉ khi có thông báo; hạn báo cáo được tính theo các ngày này.",
        "Add the days off once they are announced; deadlines are counted by them.",
    }
    holiday_add { "Thêm ngày", "Add a day" }
    holiday_add_title { "Thêm ngày nghỉ hoặc ngày làm bù", "Add a day off or a worked day" }
    holiday_change_title(day) { "Sửa ngày {day}", "Change {day}" }
    holiday_day { "Ngày", "Day" }
    holiday_kind { "Nghỉ hay làm bù", "Off or worked" }
    holiday_off { "Nghỉ", "Off" }
    holiday_work { "Làm bù", "Worked" }
    holiday_name_vi { "Tên tiếng Việt", "Vietnamese name" }
    holiday_name_en { "Tên tiếng Anh", "English name" }
    holiday_void { "Bãi bỏ", "Call it a mistake" }
    holiday_void_title(day) { "Bãi bỏ ngày {day}?", "Was {day} a mistake?" }
    holiday_void_text {
        "Ngày này trở lại là ngày thường. Phiên bản cũ vẫn còn trong lịch sử.",
        "The day becomes an ordinary day again. The old version stays in the history.",
    }

    targets_title { "Chỉ tiêu", "Targets" }
    targets_caption(day) { "Chỉ tiêu áp dụng ngày {day}", "Targets in force on {day}" }
    target_add { "Giao chỉ tiêu", "Set a target" }
    target_add_title { "Giao chỉ tiêu cho một địa bàn", "Set a target of an area" }
    target_change_title { "Sửa chỉ tiêu", "Change the target" }
    target_place { "Địa bàn", "Area" }
    target_populations { "Nhóm đối tượng", "Beneficiaries" }
    target_measure { "Nội dung", "What is counted" }
    target_denominator { "Tính trên", "Out of" }
    target_percent { "Tỷ lệ phải đạt", "Share to reach" }
    target_percent_hint { "Phần trăm. Ví dụ: 70", "Per cent. For example, 70" }
    target_percent_wrong { "Tỷ lệ chưa đúng. Hãy ghi số phần trăm, ví dụ 70.", "This is not a percentage. Enter a number, such as 70." }
    measure_has_account { "Có tài khoản", "Have an account" }
    measure_paid_by_account { "Được chi trả qua tài khoản", "Are paid by account" }
    denominator_managed { "Tổng số đang quản lý", "All who are managed" }
    denominator_eligible { "Số đủ điều kiện mở tài khoản", "Those able to open an account" }
    denominator_with_account { "Số đã có tài khoản", "Those who have an account" }

    programme_social_protection { "Bảo trợ xã hội", "Social protection" }
    programme_social_pension { "Hưu trí xã hội", "Social pension" }
    programme_merit { "Người có công", "Merit" }
    programme_poverty { "Hộ nghèo, cận nghèo", "Poor households" }
    programme_other { "Đối tượng khác", "Others" }

    confidence_source { "Theo văn bản", "By the text" }
    confidence_source_open { "Theo văn bản, cần rà soát", "By the text, to be reviewed" }
    confidence_dates_uncertain { "Chưa chắc về ngày", "Dates uncertain" }
    confidence_law { "Theo luật", "By the law" }
    confidence_announced { "Đã công bố", "Announced" }
    confidence_expected { "Chờ công bố", "Awaits an announcement" }
    confidence_knowledge { "Theo hiểu biết chung", "General knowledge" }
    confidence_placeholder { "Tạm thời, phải thay", "A stand-in, to be replaced" }
    confidence_entered { "Cán bộ nhập", "Entered by staff" }

    version_proposed { "Chờ duyệt", "Waiting" }
    version_approved { "Đã duyệt", "Approved" }
    version_rejected { "Không duyệt", "Rejected" }

    kind_calendar_rules { "Lịch báo cáo", "Calendar rules" }
    kind_profiles { "Mô hình tổ chức", "Profiles" }

    notice_reference_proposed { "Đã gửi đề nghị. Người khác có thẩm quyền sẽ duyệt.", "The proposal is sent. Another person decides." }
    notice_reference_changed { "Đã lưu thay đổi.", "The change is saved." }
    notice_reference_approved { "Đã duyệt. Giá trị mới có hiệu lực theo ngày áp dụng.", "Approved. The new value holds from its first day." }
    notice_reference_rejected { "Đề nghị đã được khép lại, không có gì thay đổi.", "The proposal is closed; nothing has changed." }
}

impl T {
    /// `500.000 đ`.
    pub fn dong(self, amount: Dong) -> String {
        format!("{}\u{a0}đ", self.number(amount.as_i64()))
    }

    /// A kind of reference data, in the plural.
    pub const fn reference_kind_named(self, kind: ReferenceKind) -> &'static str {
        match kind {
            ReferenceKind::Rate => self.rates_title(),
            ReferenceKind::Category => self.categories_title(),
            ReferenceKind::Bank => self.banks_title(),
            ReferenceKind::Holiday => self.holidays_title(),
            ReferenceKind::Target => self.targets_title(),
            ReferenceKind::CalendarRule => self.kind_calendar_rules(),
            ReferenceKind::Profile => self.kind_profiles(),
        }
    }

    /// A programme.
    pub const fn programme(self, programme: Programme) -> &'static str {
        match programme {
            Programme::SocialProtection => self.programme_social_protection(),
            Programme::SocialPension => self.programme_social_pension(),
            Programme::Merit => self.programme_merit(),
            Programme::Poverty => self.programme_poverty(),
            Programme::Other => self.programme_other(),
        }
    }

    /// What a category gives.
    pub const fn category_kind_named(self, kind: CategoryKind) -> &'static str {
        match kind {
            CategoryKind::Allowance => self.category_kind_allowance(),
            CategoryKind::Care => self.category_kind_care(),
            CategoryKind::OneOff => self.category_kind_one_off(),
            CategoryKind::Merit => self.category_kind_merit(),
        }
    }

    /// What kind of receiver.
    pub const fn bank_kind_named(self, kind: BankKind) -> &'static str {
        match kind {
            BankKind::Bank => self.bank_kind_bank(),
            BankKind::DigitalBank => self.bank_kind_digital(),
            BankKind::CooperativeBank => self.bank_kind_cooperative(),
            BankKind::PolicyBank => self.bank_kind_policy(),
            BankKind::FinanceCompany => self.bank_kind_finance(),
            BankKind::EWallet => self.bank_kind_wallet(),
            BankKind::MobileMoney => self.bank_kind_mobile(),
            BankKind::PaymentService => self.bank_kind_service(),
        }
    }

    /// Off or worked.
    pub const fn day_kind(self, kind: DayKind) -> &'static str {
        match kind {
            DayKind::Off => self.holiday_off(),
            DayKind::Work => self.holiday_work(),
        }
    }

    /// What a target counts.
    pub const fn measure(self, measure: Measure) -> &'static str {
        match measure {
            Measure::HasAccount => self.measure_has_account(),
            Measure::PaidByAccount => self.measure_paid_by_account(),
        }
    }

    /// Out of whom.
    pub const fn denominator(self, denominator: Denominator) -> &'static str {
        match denominator {
            Denominator::Managed => self.denominator_managed(),
            Denominator::Eligible => self.denominator_eligible(),
            Denominator::WithAccount => self.denominator_with_account(),
        }
    }

    /// How sure a fact is.
    pub const fn confidence(self, confidence: Confidence) -> &'static str {
        match confidence {
            Confidence::Source => self.confidence_source(),
            Confidence::SourceOpen => self.confidence_source_open(),
            Confidence::DatesUncertain => self.confidence_dates_uncertain(),
            Confidence::Law => self.confidence_law(),
            Confidence::Announced => self.confidence_announced(),
            Confidence::Expected => self.confidence_expected(),
            Confidence::Knowledge => self.confidence_knowledge(),
            Confidence::Placeholder => self.confidence_placeholder(),
            Confidence::Entered => self.confidence_entered(),
        }
    }

    /// Where a version stands.
    pub const fn version_state(self, state: State) -> &'static str {
        match state {
            State::Proposed => self.version_proposed(),
            State::Approved => self.version_approved(),
            State::Rejected => self.version_rejected(),
        }
    }
}
